"""What stands at a place of a grammar file: every kind, and no text that breaks it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventrules.lsp.places import header_of, place_at
from eventrules.lsp.server import examples_in

TEXT = """\
use constructions
event Strike
    striker  organization or group, many
rule walk-out => Strike
    {striker} <is-to> *walk out* [at {first:place}]  # a <comment>
    example published 2024-03-06
        "A <sentence>."
        status = occurred
time feast => date
    {feast} {year:date}  => within(date(none, feast.month, 1), year)
verb pick up, fetch => Rescue
    subject, by = rescuer
    unless object place
    needs support
    => status cancelled
list ship from ships.txt
extend phrase is-to
disable rule walk-out
construction c for verb voice active
"""
FILE = TEXT.split("\n")


@pytest.mark.parametrize(
    ("line", "inside", "kind", "word", "of"),
    [
        (0, "constr", "file", "constructions", ""),
        (1, "Strike", "name", "Strike", "event"),
        (2, "striker", "role", "striker", ""),
        (2, "group", "role type", "group", ""),
        (2, "many", "qualifier", "many", ""),
        (3, "Strike", "produced", "Strike", ""),
        (3, "walk-out", "name", "walk-out", "rule"),
        (4, "striker", "capture", "striker", ""),
        (4, "is-to", "reference", "is-to", ""),
        (4, "place", "target", "place", "first"),
        (7, "status", "expected", "status", ""),
        (7, "occurred", "value", "occurred", "status"),
        (9, "within", "operation", "within", ""),
        (9, "month", "value", "month", "feast"),
        (9, "none", "argument", "none", ""),
        (10, "pick", "trigger", "pick up", "verb"),
        (10, "fetch", "trigger", "fetch", "verb"),
        (11, "by", "function", "by", ""),
        (11, "rescuer", "filled", "rescuer", ""),
        (12, "place", "forbidden", "place", ""),
        (13, "support", "needed", "support", ""),
        (14, "status", "feature", "status", ""),
        (14, "cancelled", "value", "cancelled", "status"),
        (15, "ships", "list file", "ships.txt", "list"),
        (16, "is-to", "name", "is-to", "phrase"),
        (17, "rule", "disabled", "rule", ""),
        (17, "walk-out", "name", "walk-out", "rule"),
        (18, "voice", "feature", "voice", ""),
        (18, "active", "value", "active", "voice"),
    ],
)
def test_kinds_of_words(line: int, inside: str, kind: str, word: str, of: str):
    start = FILE[line].index(inside)
    found = place_at(FILE, line, start + 1)
    assert found is not None
    assert (found.kind, found.word.strip(), found.of) == (kind, word, of)
    assert FILE[line][found.start : found.end] == found.word


@pytest.mark.parametrize(("line", "inside"), [(4, "comment"), (6, "sentence"), (4, "walk out")])
def test_places_where_nothing_is_named(line: int, inside: str):
    assert place_at(FILE, line, FILE[line].index(inside) + 1) is None


def test_a_line_belongs_to_the_statement_above_it():
    assert header_of(FILE, 11).names == ("pick up", "fetch")
    assert (header_of(FILE, 16).mode, header_of(FILE, 16).keyword) == ("extend", "phrase")


@given(st.lists(st.text(alphabet='ab{}<>[]()|*=:,.#"\\ \t=>', max_size=25), max_size=4), st.integers(-1, 5), st.integers(0, 30))
def test_no_text_breaks_it(lines: list[str], number: int, column: int):
    found = place_at(lines, number, column)
    assert found is None or lines[number][found.start : found.end] == found.word
    examples_in(lines)
