"""What must hold of the shipped grammars as a whole; their examples are tests of their own, collected from the files."""

from __future__ import annotations

from pathlib import Path

import pytest

from eventrules.examples import cases_of
from eventrules.extractor import Extractor
from eventrules.rulefile import load
from eventrules.rulefile.check import find_mistakes
from eventrules.rulefile.layout import formatted
from eventrules.rulefile.load import read_sources

ROOT = Path(__file__).resolve().parents[2]
EXTRACTOR = Extractor.from_grammars()
CASES = tuple(cases_of(EXTRACTOR))


@pytest.mark.parametrize("file", sorted([*ROOT.glob("grammars/**/*.rules"), *ROOT.glob("examples/**/*.rules")]), ids=lambda file: file.name)
def test_files_stand_in_the_canonical_layout(file: Path):
    text = file.read_text("utf-8")
    assert formatted(text, path=file.name) == text


@pytest.mark.parametrize("name", sorted(file.stem for file in ROOT.glob("grammars/en/*.rules")))
def test_a_file_stands_alone_with_what_it_uses(name: str):
    grammar, errors = read_sources(name, shipped=False)
    assert (*errors, *find_mistakes(grammar)) == ()


def test_examples_are_collected(pytestconfig: pytest.Config):
    assert any(str(path).endswith("grammars/en") for path in pytestconfig.getini("eventrules_grammars"))
    assert "grammars" in pytestconfig.getini("testpaths")


def test_there_are_examples_of_all_kinds():
    kinds = {getattr(case.owner, "kind", "") for case in CASES}
    assert {"time", "verb", "noun"} <= kinds
    assert {case.example.positive for case in CASES} == {True, False}


def test_there_are_examples_of_every_rule_and_every_frame():
    grammar = EXTRACTOR.grammar.grammar
    without = [owner.name for owner in (*grammar.rules, *grammar.frames) if not any(example.positive for example in owner.examples)]
    assert not without


@pytest.mark.parametrize("rule", ["rule bird => thing", "time never => date", "verb chirp => Meeting"])
def test_a_shipped_rule_without_an_example_is_a_mistake(rule: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    wording = {"rule": "sparrow", "time": 'some day => unit(1, "day")', "verb": "=> modality planned"}[rule.split()[0]]
    text = f'type thing\nevent Meeting\n    participants thing\n{rule}\n    {wording}\n    counterexample\n        "Nothing is here."\n'
    (tmp_path / "birds.rules").write_text(text, "utf-8")
    assert find_mistakes(read_sources(tmp_path, shipped=False)[0]) == ()
    monkeypatch.setattr(load, "shipped_folder", lambda: tmp_path)
    (error,) = find_mistakes(read_sources(tmp_path, shipped=False)[0])
    name = rule.partition(" =>")[0]
    assert error.message == f"{name if name.startswith('verb') else name.split()[1]} has no example"
    assert error.location is not None
    assert error.location.line == 4
