"""Which sentences can tell of an event, seen from their words alone: all others are never chunked.

A word calls up frames and rules; each has a chance where its particles follow the word ("take *over*") and where the
sentence holds its evidence (see `evidence`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

import attrs

from eventrules.matching.evidence import Evidence
from eventrules.matching.symbols import Alphabet, charset

_BETWEEN = 3
"""Tokens that may end a verb group behind its head, before its particle."""


@attrs.frozen
class Chance:
    """What must stand beside a word so that it can be the trigger of a frame or rule."""

    evidence: Evidence
    particles: tuple[frozenset[str], ...] = ()

    def stands(self, row: str, trigger: int, words: frozenset[str] | None) -> bool:
        """Whether a sentence holds what is needed: `words` are its symbols."""
        return shown(self.evidence, words) and (not self.particles or self._follow(row, trigger + 1))

    def _follow(self, row: str, first: int) -> bool:
        starts = range(first, min(first + _BETWEEN + 1, len(row)))
        return any(all(symbol in some for symbol, some in zip(row[start:], self.particles, strict=False)) for start in starts)


def shown(evidence: Evidence, words: frozenset[str] | None) -> bool:
    """Whether words, given as symbols, hold some evidence; None holds all.

    >>> shown((frozenset("ab"), frozenset("c")), frozenset("bcd"))
    True
    """
    return words is None or not any(map(words.isdisjoint, evidence))


class Triggers:
    """The words that can be triggers, with their chances."""

    def __init__(self, chances: Mapping[str, Iterable[Chance]], alphabet: Alphabet) -> None:
        """Chances by the symbols of words and of entries of several words."""
        self._chances = {symbol: _distinct(some) for symbol, some in chances.items()}
        opening = alphabet.with_feature("e:opens-event-noun")
        self._word = re.compile(charset(self._chances))
        self._opening = re.compile(charset(opening))
        self.first = re.compile(charset({*self._chances, *opening}))
        """Finds words that can be triggers, or begin one of several words."""

    def places(self, row: str, words: frozenset[str] | None) -> Iterator[int]:
        """Where in a row of plain words triggers can stand."""
        for match in self._word.finditer(row):
            chances = self._chances[match.group()]
            if chances is None or any(chance.stands(row, match.start(), words) for chance in chances):
                yield match.start()

    def opens(self, row: str) -> bool:
        """Whether a trigger of several words can begin in a row."""
        return self._opening.search(row) is not None


def _distinct(chances: Iterable[Chance]) -> tuple[Chance, ...] | None:
    """The chances, each once; None where one needs nothing."""
    found = dict.fromkeys(chances)
    return None if Chance(()) in found else tuple(found)
