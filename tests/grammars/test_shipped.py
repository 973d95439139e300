"""Every example and counterexample of the shipped grammars, each as a test of its own, against all rules together."""

from __future__ import annotations

import pytest

from eventrules.examples import Case, Runner, cases_of
from eventrules.extractor import Extractor

EXTRACTOR = Extractor.from_grammars()
RUNNER = Runner(EXTRACTOR)
CASES = tuple(cases_of(EXTRACTOR))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_example(case: Case):
    failure = RUNNER.failure_of(case)
    assert failure is None, f"\n{failure}"


def test_there_are_examples_of_all_kinds():
    kinds = {getattr(case.owner, "kind", "") for case in CASES}
    assert {"time", "verb", "noun"} <= kinds
    assert {case.example.positive for case in CASES} == {True, False}


def test_every_frame_and_every_event_rule_has_an_example():
    grammar = EXTRACTOR.grammar.grammar
    owners = [*grammar.frames, *(rule for rule in grammar.rules if rule.kind == "event")]
    without = [f"{owner.location.path}:{owner.location.line} {owner.name}" for owner in owners if not owner.examples]
    assert not without
