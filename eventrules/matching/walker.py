"""A slow and obvious matcher: walks a pattern over a row and remembers how far it came and what it missed there.

Matching proper runs compiled expressions (`patterns.py`), which can say only yes or no; explanations need the place.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from eventrules.matching.emitting import compile_pattern
from eventrules.matching.patterns import Lexicon, SymbolSet
from eventrules.matching.symbols import EDGE, FILL
from eventrules.rulefile import definitions as d
from eventrules.rulefile.printing import print_pattern

Ends = frozenset[int]


class Leaves:
    """The parts that patterns end in (words, lists, types), each compiled once."""

    def __init__(self, lexicon: Lexicon, *, reverse: bool = False, targets: Mapping[str, SymbolSet] | None = None) -> None:
        self.lexicon = lexicon
        self.reverse = reverse
        self.targets = targets or {}
        self._compiled: dict[d.Pattern, re.Pattern[str]] = {}

    def regex(self, leaf: d.Pattern) -> re.Pattern[str]:
        """The expression of a leaf."""
        if leaf not in self._compiled:
            self._compiled[leaf] = compile_pattern(leaf, self.lexicon, reverse=self.reverse, targets=self.targets).regex
        return self._compiled[leaf]


class Walker:
    """Walks patterns over one row.

    Attributes:
        furthest: the last position at which something was missing.
        wanted: what would have been needed there, as the grammar writes it.
    """

    def __init__(self, leaves: Leaves, row: str) -> None:
        self._leaves = leaves
        self._row = row
        self._boundary = leaves.lexicon.boundary() | {FILL, EDGE}
        self.furthest = -1
        self.wanted: tuple[str, ...] = ()

    def ends(self, pattern: d.Pattern, starts: Ends) -> Ends:
        """Where matches of the pattern that begin at any of the positions end."""
        if not starts:
            return starts
        match pattern:
            case d.Sequence(items=items):
                for item in items[::-1] if self._leaves.reverse else items:
                    starts = self.ends(item, starts)
                return starts
            case d.Alternatives(options=options):
                return frozenset[int]().union(*(self.ends(option, starts) for option in options))
            case d.Optional(item=item):
                return starts | self.ends(item, starts)
            case d.Repeat(item=item, limit=limit):
                return self._repeated(item, starts, limit)
            case d.Gap(limit=limit):
                return self._skipped(starts, limit)
            case d.Marked(item=item):
                return self.ends(item, starts)
            case d.Joined():
                return starts
            case d.Word():
                return self._leaf(pattern, starts)
            case d.Reference(name=name) | d.Capture(target=name):
                return self._named(pattern, name, starts)

    def _repeated(self, item: d.Pattern, starts: Ends, limit: int) -> Ends:
        reached: Ends = frozenset()
        for _ in range(limit):
            starts = self.ends(item, starts) - reached
            reached |= starts
        return reached

    def _skipped(self, starts: Ends, limit: int) -> Ends:
        reached = starts
        for _ in range(limit):
            starts = frozenset(behind for start in starts if (behind := self._behind(start)) is not None)
            reached |= starts
        return reached

    def _behind(self, position: int) -> int | None:
        """The position behind the token or chunk at a position; None at a boundary. Backwards a chunk's filling comes first."""
        row = self._row
        if self._leaves.reverse:
            while position < len(row) and row[position] == FILL:
                position += 1
        if position >= len(row) or row[position] in self._boundary:
            return None
        position += 1
        while not self._leaves.reverse and position < len(row) and row[position] == FILL:
            position += 1
        return position

    def _named(self, pattern: d.Reference | d.Capture, name: str, starts: Ends) -> Ends:
        meaning = self._leaves.targets.get(name) or self._leaves.lexicon.reference(name)
        if isinstance(meaning, SymbolSet):
            return self._leaf(pattern, starts)
        if not isinstance(meaning, d.Phrase):
            return self.ends(meaning, starts)
        before = self.furthest, self.wanted
        self.furthest, self.wanted = -1, ()
        reached = frozenset[int]().union(*(self.ends(line.pattern, starts) for line in meaning.lines))
        inside = self.furthest, self.wanted
        self.furthest, self.wanted = before
        if inside[0] in starts:
            self._miss(inside[0], print_pattern(pattern))
        else:
            for wanted in inside[1]:
                self._miss(inside[0], wanted)
        return reached

    def _leaf(self, pattern: d.Pattern, starts: Ends) -> Ends:
        regex = self._leaves.regex(pattern)
        reached: set[int] = set()
        for start in sorted(starts):
            found = regex.match(self._row, start)
            if found is None:
                self._miss(start, print_pattern(pattern))
            else:
                reached.add(found.end())
        return frozenset(reached)

    def _miss(self, position: int, wanted: str) -> None:
        if position > self.furthest:
            self.furthest, self.wanted = position, (wanted,)
        elif position == self.furthest and wanted not in self.wanted:
            self.wanted = (*self.wanted, wanted)
