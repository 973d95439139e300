"""Classes of symbols: those that none of some expressions tells apart, as generators of scanners form them.

A grammar tells thousands of symbols apart, its single layers only dozens of classes of them. A row is translated into
classes once, and then all is small: the expressions, their automaton, and what is kept of what they read.
"""

from __future__ import annotations

import itertools
import string
from collections import Counter
from collections.abc import Iterable, Mapping

import attrs

from eventrules.matching.compiled import CompiledGuard
from eventrules.matching.partition import Partition
from eventrules.matching.parts import FIRST_PART, Parts
from eventrules.matching.patterns import CompiledPattern, Group
from eventrules.matching.symbols import EDGE, FILL, charset

_OTHER = "0"
"""The class of the symbols that no expression names."""

_SMALL = (
    "".join(map(chr, (*range(0x03, 0x09), *range(0x0E, 0x20)))) + "123456789" + string.ascii_letters + "".join(map(chr, range(0x80, 0x100)))
)
"""What stands for classes at first: characters of one byte, of which `re` writes sets cheaply."""

_FIRST_OTHER = 0x10000
"""Where the other characters begin: below, `re` fills a table of 64 kB for a set of them, which is soon looked up; from here on it
writes stretches, which are soon compiled. What patterns read is kept, so that they are run more seldom than one would think."""

_FIRST_SET = 0xF0000
"""Where the names of sets begin: no symbol has such a code."""

_Set = tuple[frozenset[str], bool]
"""Symbols of which one is wanted, or all but these."""

_PART = 16
"""How long a part is that is worth a name."""


class Names:
    """Characters that stand for sets of symbols, and for whole parts, while patterns are put together: both are large and come often.

    Attributes:
        sets, parts: what they stand for.
    """

    def __init__(self) -> None:
        self.sets: dict[str, _Set] = {}
        self._sources: dict[str, str] = {}
        self.parts = Parts(self._sources)
        self._of_sets: dict[_Set, str] = {}
        self._of_parts: dict[str, str] = {}

    def of_set(self, symbols: frozenset[str], *, wanted: bool) -> str:
        """The character for a set, or for all symbols but those of the set."""
        key = symbols, wanted
        if key not in self._of_sets:
            self._of_sets[key] = chr(_FIRST_SET + len(self._of_sets))
            self.sets[self._of_sets[key]] = key
        return self._of_sets[key]

    def of_part(self, source: str) -> str:
        """The character for a part; what is shorter than a few characters stands for itself."""
        if len(source) < _PART:
            return source
        if source not in self._of_parts:
            self._of_parts[source] = chr(FIRST_PART + len(self._of_parts))
            self._sources[self._of_parts[source]] = source
        return self._of_parts[source]

    def spelled_out(self, pattern: CompiledPattern) -> CompiledPattern:
        """A pattern without groups of its own, on symbols, with all that it names."""
        source = self.parts.whole(pattern.source)
        named = ((name, *self.sets[name]) for name in set(source) & self.sets.keys())
        written = {ord(name): charset(symbols, wanted=wanted) for name, symbols, wanted in named}
        return CompiledPattern(source.translate(written), (), pattern.reverse)


class Narrowing:
    """The classes that some patterns tell apart, and the patterns in their terms.

    Attributes:
        table: the class of each symbol at the place of its code, as `str.translate` reads it.
        symbols: gives the classes of a set of symbols that was given, or that is a set of the patterns.
    """

    def __init__(
        self,
        patterns: Iterable[CompiledPattern],
        guards: Iterable[CompiledGuard],
        sets: Iterable[frozenset[str]] = (),
        *,
        names: Names,
        partition: Partition,
    ) -> None:
        """The classes for patterns, for guards, and for further sets of symbols that they are asked for.

        Args:
            names: what stands for sets and parts in patterns.
            partition: tells symbols apart.
        """
        guards = list(guards)
        sources = dict.fromkeys(itertools.chain.from_iterable(map(_sources, (*patterns, *(guard.pattern for guard in guards)))))
        parts = {name: names.parts.sources[name] for name in sorted(names.parts.used_by(sources))}
        uses = Counter(name for name in itertools.chain(*sources, *parts.values()) if name in names.sets)
        found = {name: names.sets[name] for name in uses}
        distinct = Counter[frozenset[str]]()
        for name, (symbols, _) in found.items():
            distinct[symbols] += uses[name]
        distinct.update(dict.fromkeys((*(guard.beside for guard in guards if guard.beside is not None), *sets), 0))
        classes = _Classes(distinct, partition)
        self.symbols = classes.of_set.__getitem__
        self.table = classes.table(partition.last)
        self._written = {ord(name): charset(self.symbols(symbols), wanted=wanted) for name, (symbols, wanted) in found.items()}
        self._parts = Parts({name: source.translate(self._written) for name, source in parts.items()})
        self._patterns: dict[CompiledPattern, CompiledPattern] = {}

    def pattern(self, pattern: CompiledPattern) -> CompiledPattern:
        """The pattern, on classes; one pattern remains one."""
        if pattern not in self._patterns:
            groups = tuple(self._group(group) for group in pattern.groups)
            self._patterns[pattern] = CompiledPattern(pattern.source.translate(self._written), groups, pattern.reverse, self._parts)
        return self._patterns[pattern]

    def _group(self, group: Group) -> Group:
        return group if group.inner is None else attrs.evolve(group, inner=self.pattern(group.inner))


def _sources(pattern: CompiledPattern) -> Iterable[str]:
    yield pattern.source
    for group in pattern.groups:
        if group.inner is not None:
            yield from _sources(group.inner)


class _Classes:
    """The class of each symbol: symbols that are in the same sets; the filling of chunks and the edge are classes of their own.

    Classes of the largest sets stand side by side, so that sets are written as few stretches; those of small sets that come
    often are the first to be one of the small characters.

    Attributes:
        of_set: the classes that a set is made of.
    """

    def __init__(self, sets: Mapping[frozenset[str], int], partition: Partition) -> None:
        """The classes that some sets tell apart.

        Args:
            sets: how often each is used.
        """
        ordered = sorted(sets, key=len, reverse=True)
        groups = {(*places, len(ordered)): symbols for places, symbols in partition.groups(ordered).items()}
        side_by_side = sorted(groups)
        names = _names(side_by_side, [sets[symbols] for symbols in ordered])
        self._symbols = {name: groups[places] for places, name in zip(side_by_side, names, strict=True)}
        inside: list[list[str]] = [[mark for mark in (FILL, EDGE) if mark in symbols] for symbols in ordered]
        for places, name in zip(side_by_side, names, strict=True):
            for place in places[:-1]:
                inside[place].append(name)
        self.of_set = dict(zip(ordered, map(frozenset[str], inside), strict=True))

    def table(self, last: str) -> str:
        """The class of each symbol at the place of its code."""
        found = [_OTHER] * (ord(last) + 1)
        found[ord(FILL)], found[ord(EDGE)] = FILL, EDGE
        for name, symbols in self._symbols.items():
            for symbol in symbols:
                found[ord(symbol)] = name
        return "".join(found)


def _names(classes: list[tuple[int, ...]], uses: list[int]) -> list[str]:
    """The characters for classes that are given by the places of their sets, with the number of all sets at last."""
    sizes = Counter(itertools.chain.from_iterable(classes))
    shares = {place: uses[place] / size if place < len(uses) else 0.0 for place, size in sizes.items()}
    weights = [sum(map(shares.__getitem__, places)) for places in classes]
    small = set(sorted(range(len(classes)), key=lambda number: (-weights[number], number))[: len(_SMALL)])
    cheap, others = iter(_SMALL), map(chr, itertools.count(_FIRST_OTHER))
    return [next(cheap if number in small else others) for number in range(len(classes))]
