"""Compiled patterns: expressions over symbols with the meaning of their groups, and how matches are read back into captures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from typing import Literal

import attrs

from eventrules.matching.parts import Parts
from eventrules.matching.symbols import charset
from eventrules.rulefile import definitions as d
from eventrules.rulefile.vocabulary import DOUBTS
from eventrules.storage.expressions import compiled

_KEPT = 1 << 11
"""Readings that a pattern keeps."""

_EXPRESSIONS = 1 << 11
"""Expressions that a process keeps; a long text needs about a thousand."""


@attrs.frozen
class SymbolSet:
    """What one place of a pattern accepts: symbols, and sequences of words (entries of several words)."""

    symbols: frozenset[str]
    chunks: bool = False
    sequences: tuple[tuple[frozenset[str], ...], ...] = ()


class Lexicon:
    """What names in patterns stand for. The compiler asks; `matching.lexicon` answers."""

    def __init__(self) -> None:
        self._charsets: dict[tuple[frozenset[str], bool], str] = {}
        self._narrow: dict[frozenset[str], bool] = {}
        self.emitted: dict[tuple[str, bool, bool], Emitted] = {}
        self.singles: dict[tuple[str, bool], SymbolSet | None] = {}
        self.starts: dict[tuple[str, int], frozenset[str] | None] = {}

    def charset(self, symbols: frozenset[str], *, wanted: bool = True) -> str:
        """How expressions write a set: see `symbols.charset`; large sets come again and again."""
        key = symbols, wanted
        if key not in self._charsets:
            self._charsets[key] = charset(symbols, wanted=wanted)
        return self._charsets[key]

    def part(self, source: str) -> str:
        """How expressions write what many have in common, which is one whole: as it is, or by a name."""
        return source

    def word(self, text: str, *, inflected: bool) -> tuple[SymbolSet, ...]:
        """The symbol sets of a word's tokens, one after the other."""
        raise NotImplementedError

    def reference(self, name: str) -> SymbolSet | d.Pattern | d.Phrase:
        """What `<name>` stands for: a set of symbols, or wording to be put in its place."""
        raise NotImplementedError

    def boundary(self) -> frozenset[str]:
        """The symbols that no gap crosses."""
        raise NotImplementedError

    def wide(self) -> frozenset[str]:
        """The symbols that stand for more than one token."""
        raise NotImplementedError

    def is_narrow(self, item: SymbolSet) -> bool:
        """Whether no symbol of a set stands for more than one token."""
        if item.symbols not in self._narrow:
            self._narrow[item.symbols] = item.symbols.isdisjoint(self.wide())
        return self._narrow[item.symbols]


Emitted = tuple[str, "tuple[Group, ...]"]
"""An expression and what its groups mean."""


@attrs.frozen
class Group:
    """What a numbered group of the expression means."""

    kind: Literal["capture", "features", "marked", "joined", "repeat"]
    name: str = ""
    target: str = ""
    features: tuple[tuple[str, str], ...] = ()
    inner: CompiledPattern | None = None


@lru_cache(_EXPRESSIONS)
def _expression(source: str) -> re.Pattern[str]:
    """An expression as `re` runs it; the grammars of a process have most of theirs in common."""
    return compiled(source)


@attrs.define(slots=False, eq=False)
class CompiledPattern:
    """A regular expression over symbols and what its groups mean; compiled by `re` at its first use.

    `parts` are what its source names.
    """

    source: str
    groups: tuple[Group, ...]
    reverse: bool
    parts: Parts = attrs.Factory(Parts)

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The expression as `re` runs it."""
        return _expression(self.parts.whole(self.source))

    @cached_property
    def readings(self) -> dict[str, Reading]:
        """What matches of symbols were read as, from their start; emptied when full."""
        return {}

    @property
    def meaning(self) -> tuple[object, ...]:
        """What tells it from other patterns."""
        groups = ((g.kind, g.name, g.target, g.features, g.inner and g.inner.meaning) for g in self.groups)
        return self.source, self.reverse, *groups

    def holds(self, kind: str) -> bool:
        """Whether a match can have a group of that kind, at whatever depth."""
        return any(group.kind == kind or (group.inner is not None and group.inner.holds(kind)) for group in self.groups)


@attrs.define(slots=False)
class Reading:
    """What one match found: captures, features and marked part, in positions of the row it ran on, or from its start."""

    captures: list[tuple[str, str, int, int]]
    features: list[tuple[str, str]]
    marked: tuple[int, int] | None = None
    joined: list[int] = attrs.Factory(lambda: [])

    @cached_property
    def said(self) -> Mapping[str, str]:
        """The features by name; see `united`."""
        return united(self.features)

    def moved(self, by: int) -> Reading:
        """The same reading of the same symbols elsewhere."""
        captures = [(name, target, start + by, end + by) for name, target, start, end in self.captures]
        marked = self.marked and (self.marked[0] + by, self.marked[1] + by)
        return Reading(captures, self.features, marked, [position + by for position in self.joined])


def read(pattern: CompiledPattern, match: re.Match[str]) -> Reading:
    """What the groups of a match say, in positions of the row."""
    return read_from_start(pattern, match).moved(match.start())


def read_from_start(pattern: CompiledPattern, match: re.Match[str]) -> Reading:
    """What the groups of a match say, in positions from its start; not to be changed.

    The same symbols are always read alike, and texts bring few: what was read is kept. (A match takes the first way
    through its pattern that ends where it ends, and no wording looks beyond that from within.)
    """
    start, end = match.span()
    symbols = match.string[start:end]
    known = pattern.readings.get(symbols)
    if known is None:
        reading = Reading([], [])
        _read_into(reading, pattern, match)
        if len(pattern.readings) >= _KEPT:
            pattern.readings.clear()
        known = pattern.readings[symbols] = reading.moved(-start)
    return known


def united(features: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The features of a match by name, the later over the earlier; two negations undo each other, and the weakest of doubts stays.

    >>> united([("polarity", "negative"), ("tense", "past"), ("polarity", "negative")])
    {'polarity': 'positive', 'tense': 'past'}
    >>> united([("modality", "possible"), ("modality", "planned")])
    {'modality': 'possible'}
    """
    said = list(features)
    found = dict(said)
    if "polarity" in found:
        found["polarity"] = "negative" if said.count(("polarity", "negative")) % 2 else "positive"
    if found.get("modality") in DOUBTS:
        found["modality"] = max((value for name, value in said if name == "modality" and value in DOUBTS), key=DOUBTS.index)
    return found


def _read_into(reading: Reading, pattern: CompiledPattern, match: re.Match[str]) -> None:
    if match.lastindex is None:
        return
    for (start, end), group in zip(match.regs[1:], pattern.groups, strict=True):
        if start < 0:
            continue
        kind = group.kind
        if kind == "features":
            reading.features += group.features
        elif kind == "capture":
            reading.captures.append((group.name, group.target, start, end))
        elif kind == "marked":
            reading.marked = (start, end)
        elif kind == "joined":
            reading.joined.append(start)
        else:
            assert group.inner is not None
            _read_repeated(reading, group.inner, match.string, start, end)


def _read_repeated(reading: Reading, inner: CompiledPattern, row: str, start: int, end: int) -> None:
    while start < end:
        match = inner.regex.match(row, start, end)
        if match is None or match.end() == start:
            return
        _read_into(reading, inner, match)
        start = match.end()
