"""How often things stand in patterns, over all their readings."""

from __future__ import annotations

import pytest

from eventrules.rulefile import definitions as d
from eventrules.rulefile import shapes
from eventrules.rulefile.syntax import read_grammar


def pattern(text: str) -> d.Pattern:
    file, errors = read_grammar(f"phrase p\n    {text}\n", path="mine.rules")
    assert errors == ()
    phrase = file.statements[0]
    assert isinstance(phrase, d.Phrase)
    return phrase.lines[0].pattern


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("{a}", 1, 1),
        ("{a} {a}", 2, 2),
        ("[{a}] x", 0, 1),
        ("({a}|x)", 0, 1),
        ("({a}|{a} {a})", 1, 2),
        ("(x {a})+", 1, 12),
        ("x", 0, 0),
        ("*{a}*", 1, 1),
    ],
)
def test_count(text: str, least: int, most: int):
    assert shapes.count(pattern(text), lambda part: isinstance(part, d.Capture)) == shapes.Counts(least, most)


@pytest.mark.parametrize(
    ("text", "empty"), [("[a] [b]", True), ("[a] b", False), ("(a|[b])", True), ("...", True), ("[a]+", True), ("_", True)]
)
def test_can_be_empty(text: str, empty: bool):
    assert shapes.can_be_empty(pattern(text), {}) is empty


@pytest.mark.parametrize(
    ("text", "number"), [("(a+)+", 1), ("(a+ [b])+", 1), ("(a+ b)+", 0), ("(a|b+)+", 1), ("a+ b+", 0), ("((a+)+)+", 2)]
)
def test_runaway_repeats(text: str, number: int):
    assert len(list(shapes.runaway_repeats(pattern(text), {}))) == number
