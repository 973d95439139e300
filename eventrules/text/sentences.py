"""Where sentences end, decided on the row of symbols of a document."""

from __future__ import annotations

import re

import attrs

LONGEST = 200
"""Tokens after which a sentence is cut, so that no text can make matching slow."""


@attrs.frozen
class SentenceMarks:
    """The sets of symbols, each written as a regular expression, that sentence ends are read from."""

    stops: str
    closers: str
    openers: str
    breaks: str
    acronyms: str
    first_words: str

    def expression(self) -> re.Pattern[str]:
        """Finds the ends of sentences."""
        return re.compile(rf"{self.stops}+{self.closers}*+(?={self.openers}|\Z)|{self.breaks}|{self.acronyms}(?={self.first_words})")


def sentence_bounds(row: str, ends: re.Pattern[str]) -> list[tuple[int, int]]:
    """The sentences of a row as half-open ranges of tokens, in order and without gaps."""
    bounds: list[tuple[int, int]] = []
    start = 0
    for match in ends.finditer(row):
        _add(bounds, start, match.end())
        start = match.end()
    _add(bounds, start, len(row))
    return bounds


def _add(bounds: list[tuple[int, int]], start: int, end: int) -> None:
    while end - start > LONGEST:
        bounds.append((start, start + LONGEST))
        start += LONGEST
    if end > start:
        bounds.append((start, end))
