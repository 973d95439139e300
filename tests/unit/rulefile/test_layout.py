"""The canonical layout of grammar files."""

from __future__ import annotations

import pytest

from eventrules.errors import GrammarErrors
from eventrules.rulefile.layout import WIDTH, formatted

UNTIDY = """\ufeff
# Strikes.
use names
use   dates


event  Strike    # of any length
  plover PROTEST
  striker   organization  or group ,many,required

  # where they strike
  place place
list cause : pay ,wages
# what is said of it
phrase is-to
\t( is|are ) expected  to =>modality expected
\t# seldom
\t(is|are) [ most ] unlikely to  =>  modality expected ,polarity negative   # "most" too
\tought to
rule walk-out   =>   Strike
    {striker}  <is-to>   *walk  out*
    not   after  ( <number>|the )
    example   published   2024-03-06
      "Harbour Union  is expected to # walk out."
      striker=Harbour Union   # a union
      modality   =  expected
    counterexample
      "They \\"walked out\\"."
# the end"""

TIDY = """# Strikes.
use names
use dates

event Strike  # of any length
    plover   PROTEST
    striker  organization or group, many, required

    # where they strike
    place    place

list cause: pay, wages

# what is said of it
phrase is-to
    (is|are) expected to         => modality expected
    # seldom
    (is|are) [most] unlikely to  => modality expected, polarity negative  # "most" too
    ought to

rule walk-out => Strike
    {striker} <is-to> *walk out*
    not after (<number>|the)
    example published 2024-03-06
        "Harbour Union  is expected to # walk out."
        striker  = Harbour Union  # a union
        modality = expected
    counterexample
        "They \\"walked out\\"."
# the end
"""


def test_everything_at_once():
    assert formatted(UNTIDY, path="any.rules") == TIDY
    assert formatted(TIDY, path="any.rules") == TIDY


@pytest.mark.parametrize(
    ("text", "tidy"),
    [
        ("", ""),
        ("\n\n# alone\n\n\n# two\n\n", "# alone\n\n# two\n"),
        ("use a\r\nuse b\r\n", "use a\nuse b\n"),
        ("layer x\ntype a\ntype b  under a", "layer x\ntype a\ntype b under a\n"),
        ("list a\n  x,y = z {k: v}\n  Smith\\, Jones", "list a\n    x,y = z {k: v}\n    Smith\\, Jones\n"),
        (
            "noun a ,b=>C\n  of,by=d\n  support e ,f\n  needs d ,support",
            "noun a, b => C\n    of, by = d\n    support e, f\n    needs d, support\n",
        ),
        ("list a: x\nlist b: y\n\nlist c: z\n", "list a: x\nlist b: y\n\nlist c: z\n"),
    ],
)
def test_pieces(text: str, tidy: str):
    assert formatted(text, path="any.rules") == tidy


def test_long_lists_are_broken_into_lines():
    words = ", ".join(f"word number {n}" for n in range(40))
    lines = formatted(f"list a: {words}", path="any.rules").splitlines()
    assert lines[0] == "list a"
    assert all(len(line) <= WIDTH for line in lines)
    assert ", ".join(line.strip() for line in lines[1:]) == words


def test_what_cannot_be_read_is_not_touched():
    with pytest.raises(GrammarErrors) as fault:
        formatted("phrase p\n    (a|", path="any.rules")
    assert str(fault.value).startswith("any.rules:2:")
