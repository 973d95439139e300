"""Classes of symbols: those that none of some expressions tells apart, as generators of scanners form them.

A grammar tells thousands of symbols apart, its single layers only dozens of classes of them. A row is translated into
classes once, and then all is small: the expressions, their automaton, and what is kept of what they read.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable

import attrs

from eventrules.matching.compiled import CompiledGuard
from eventrules.matching.expressions import sets_in, with_sets
from eventrules.matching.patterns import CompiledPattern, Group
from eventrules.matching.symbols import EDGE, FILL, charset

_OTHER = "0"
"""The class of the symbols that no expression names."""

_PLAIN = "123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz" + "".join(map(chr, range(0xA1, 0x100)))
"""What stands for the first classes: characters of one byte, which Python keeps ready; others come behind them."""


class Narrowing:
    """The classes that some patterns tell apart, and the patterns in their terms.

    Attributes:
        table: the class of each symbol at the place of its code, as `str.translate` reads it.
    """

    def __init__(
        self, patterns: Iterable[CompiledPattern], guards: Iterable[CompiledGuard], sets: Iterable[frozenset[str]] = (), *, last: str
    ) -> None:
        """The classes for patterns, for guards, and for further sets of symbols that they are asked for.

        Args:
            last: the last of all symbols.
        """
        guards = list(guards)
        sources = itertools.chain.from_iterable(map(_sources, (*patterns, *(guard.pattern for guard in guards))))
        self._sets = sets_in(dict.fromkeys(sources))
        beside = (guard.beside for guard in guards if guard.beside is not None)
        distinct = dict.fromkeys((*(found.symbols for found in self._sets.values()), *beside, *sets))
        self._class_of = _classes_of(distinct)
        self.table = "".join(self._class_of.get(chr(code), _OTHER) for code in range(ord(last) + 1))
        self._written: dict[str, str] = {}
        self._narrowed: dict[str, str] = {}
        self._patterns: dict[CompiledPattern, CompiledPattern] = {}

    def symbols(self, symbols: frozenset[str]) -> frozenset[str]:
        """The classes of a set of symbols that was given, or that is a set of the patterns."""
        return frozenset(map(self._class_of.__getitem__, symbols))

    def pattern(self, pattern: CompiledPattern) -> CompiledPattern:
        """The pattern, on classes; one pattern remains one."""
        if pattern not in self._patterns:
            self._patterns[pattern] = self._on_classes(pattern)
        return self._patterns[pattern]

    def _on_classes(self, pattern: CompiledPattern) -> CompiledPattern:
        groups = tuple(self._group(group) for group in pattern.groups)
        if pattern.source not in self._narrowed:  # the inside of phrases comes again and again
            self._narrowed[pattern.source] = with_sets(pattern.source, self._set)
        return CompiledPattern(self._narrowed[pattern.source], groups, pattern.reverse)

    def _group(self, group: Group) -> Group:
        return group if group.inner is None else attrs.evolve(group, inner=self.pattern(group.inner))

    def _set(self, text: str) -> str:
        if text not in self._written:
            found = self._sets[text]
            self._written[text] = charset(self.symbols(found.symbols), wanted=found.wanted)
        return self._written[text]


def _sources(pattern: CompiledPattern) -> Iterable[str]:
    yield pattern.source
    for group in pattern.groups:
        if group.inner is not None:
            yield from _sources(group.inner)


def _classes_of(sets: Iterable[frozenset[str]]) -> dict[str, str]:
    """The class of each symbol: symbols that are in the same sets; the filling of chunks and the edge are classes of their own.

    Classes of the largest sets stand side by side, so that sets are written as few stretches.
    """
    ordered = sorted(sets, key=len, reverse=True)
    within: defaultdict[str, int] = defaultdict(int)  # the sets that a symbol is in, a bit for each, the largest in front
    for place, symbols in enumerate(reversed(ordered)):
        for symbol in symbols:
            within[symbol] |= 1 << place
    groups: defaultdict[int, list[str]] = defaultdict(list)
    for symbol in sorted(within):
        if symbol not in (FILL, EDGE):
            groups[within[symbol]].append(symbol)
    names = itertools.chain(_PLAIN, map(chr, itertools.count(0x100)))
    side_by_side = [members for _, members in sorted(groups.items(), reverse=True)]
    return {FILL: FILL, EDGE: EDGE, **{symbol: name for name, members in zip(names, side_by_side, strict=False) for symbol in members}}
