"""What must hold of the shipped grammars as a whole; their examples are tests of their own, collected from the files."""

from __future__ import annotations

import pytest

from eventrules.examples import cases_of
from eventrules.extractor import Extractor

EXTRACTOR = Extractor.from_grammars()
CASES = tuple(cases_of(EXTRACTOR))


def test_examples_are_collected(pytestconfig: pytest.Config):
    assert any(str(path).endswith("grammars/en") for path in pytestconfig.getini("eventrules_grammars"))
    assert "grammars" in pytestconfig.getini("testpaths")


def test_there_are_examples_of_all_kinds():
    kinds = {getattr(case.owner, "kind", "") for case in CASES}
    assert {"time", "verb", "noun"} <= kinds
    assert {case.example.positive for case in CASES} == {True, False}


def test_every_frame_and_every_event_rule_has_an_example():
    grammar = EXTRACTOR.grammar.grammar
    owners = [*grammar.frames, *(rule for rule in grammar.rules if rule.kind == "event")]
    without = [f"{owner.location.path}:{owner.location.line} {owner.name}" for owner in owners if not owner.examples]
    assert not without
