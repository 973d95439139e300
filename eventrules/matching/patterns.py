"""Turns patterns of the grammar into regular expressions over symbols, and matches back into captures.

A capture that may occur more than once cannot be read from one match, since `re` keeps the last only: such a part is
matched as a whole first and its inside is read by a pattern of its own in a second pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import groupby
from typing import Literal, TypeVar

import attrs

from eventrules.matching.symbols import EDGE, FILL, charset
from eventrules.rulefile import definitions as d

T = TypeVar("T")

_FILL = f"{re.escape(FILL)}*+"

_KEPT = 1 << 11
"""Readings that a pattern keeps."""


@attrs.frozen
class SymbolSet:
    """What one place of a pattern accepts: symbols, and sequences of words (entries of several words)."""

    symbols: frozenset[str]
    chunks: bool = False
    sequences: tuple[tuple[frozenset[str], ...], ...] = ()


class Lexicon:
    """What names in patterns stand for. The compiler asks; `matching.lexicon` answers."""

    def __init__(self) -> None:
        self._charsets: dict[frozenset[str], str] = {}
        self._narrow: dict[frozenset[str], bool] = {}
        self.emitted: dict[tuple[str, bool, bool], Emitted] = {}
        self.singles: dict[tuple[str, bool], SymbolSet | None] = {}

    def charset(self, symbols: frozenset[str]) -> str:
        """See `symbols.charset`; large sets come again and again."""
        if symbols not in self._charsets:
            self._charsets[symbols] = charset(symbols)
        return self._charsets[symbols]

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


@attrs.define(slots=False, eq=False)
class CompiledPattern:
    """A regular expression over symbols and what its groups mean; compiled by `re` at its first use."""

    source: str
    groups: tuple[Group, ...]
    reverse: bool

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The expression as `re` runs it."""
        return re.compile(self.source)

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

    def __getstate__(self) -> tuple[str, tuple[Group, ...], bool]:
        return self.source, self.groups, self.reverse

    def __setstate__(self, state: tuple[str, tuple[Group, ...], bool]) -> None:
        self.source, self.groups, self.reverse = state


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
    """The features of a match by name, the later over the earlier; two negations undo each other.

    >>> united([("polarity", "negative"), ("tense", "past"), ("polarity", "negative")])
    {'polarity': 'positive', 'tense': 'past'}
    """
    said = list(features)
    found = dict(said)
    if "polarity" in found:
        found["polarity"] = "negative" if said.count(("polarity", "negative")) % 2 else "positive"
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


class _Emitter:
    """Writes one expression: forwards, or backwards for the part left of a trigger; plain, if nobody asks what it captures."""

    def __init__(self, lexicon: Lexicon, *, reverse: bool, targets: Mapping[str, SymbolSet], plain: bool = False) -> None:
        self.lexicon = lexicon
        self.reverse = reverse
        self.targets = targets
        self.plain = plain
        self.groups: list[Group] = []

    def emit(self, pattern: d.Pattern) -> str:
        match pattern:
            case d.Word():
                sets = self.lexicon.word(pattern.text, inflected=pattern.inflected)
                return "".join(self._set(item) for item in self._ordered(sets))
            case d.Reference():
                return self._named(pattern.name, pattern.excluded)
            case d.Capture():
                return self._capture(pattern)
            case d.Sequence():
                return "".join(self.emit(item) for item in self._ordered(pattern.items))
            case d.Alternatives():
                return self._any(pattern.options)
            case d.Optional():
                return f"(?:{self.emit(pattern.item)})?"
            case d.Repeat():
                return self._repeat(pattern)
            case d.Gap():
                token = f"[^{self._boundary}]"
                chunk = f"{_FILL}{token}" if self.reverse else f"{token}{_FILL}"
                return f"(?:{chunk}){{0,{pattern.limit}}}?"
            case d.Marked():
                return f"{self._open(Group('marked'))}{self.emit(pattern.item)})"
            case d.Joined():
                return f"{self._open(Group('joined'))})"

    @property
    def _boundary(self) -> str:
        return "".join(map(re.escape, sorted({*self.lexicon.boundary(), FILL, EDGE})))

    def _ordered(self, items: tuple[T, ...]) -> tuple[T, ...]:
        return items[::-1] if self.reverse else items

    def _open(self, group: Group) -> str:
        """The bracket that opens a group."""
        if self.plain:
            return "(?:"
        self.groups.append(group)
        return "("

    def _set(self, item: SymbolSet) -> str:
        one = self.lexicon.charset(item.symbols)
        if item.chunks:
            one = f"{_FILL}{one}" if self.reverse else f"{one}{_FILL}"
        if not item.sequences:
            return one
        longest_first = sorted(item.sequences, key=lambda words: -len(words))
        options = ["".join(map(self.lexicon.charset, self._ordered(words))) for words in longest_first]
        return f"(?:{'|'.join([*options, one])})"

    def _named(self, name: str, excluded: tuple[str, ...] = ()) -> str:
        meaning = self.targets.get(name) or self.lexicon.reference(name)
        if isinstance(meaning, SymbolSet):
            return self._set(without(meaning, excluded, self.lexicon))
        if isinstance(meaning, d.Phrase):
            return self._phrase(meaning)
        return self.emit(meaning)

    def _phrase(self, phrase: d.Phrase) -> str:
        """The wordings of a phrase; written once, since many patterns name it."""
        key = (phrase.name, self.reverse, self.plain)
        if key not in self.lexicon.emitted:
            inner = _Emitter(self.lexicon, reverse=self.reverse, targets={}, plain=self.plain)
            source = inner._any(phrase.lines)
            self.lexicon.emitted[key] = source, tuple(inner.groups)
        source, groups = self.lexicon.emitted[key]
        self.groups += groups
        return source

    def _any(self, options: tuple[d.Pattern, ...] | tuple[d.Line, ...]) -> str:
        """One of several wordings; neighbours that are one symbol each are looked up in one set, not tried in turn."""
        found: list[str] = []
        ones = [(self._one(option), option) for option in options]
        for is_one, neighbours in groupby(ones, key=lambda pair: pair[0] is not None):
            if is_one and (united := self._united(one for one, _ in neighbours)) is not None:
                found.append(self._set(united))
            else:
                found += [self._line(option) if isinstance(option, d.Line) else self.emit(option) for _, option in neighbours]
        return f"(?:{'|'.join(found)})"

    def _one(self, option: d.Pattern | d.Line) -> SymbolSet | None:
        """The set that a wording is, where it is no more than that."""
        match option:
            case d.Line(pattern=pattern, features=features) if self.plain or not features:
                return self._one(pattern)
            case d.Capture(target=name) if self.plain:
                return self._one_of_name(name)
            case d.Word(text=text, inflected=inflected):
                sets = self.lexicon.word(text, inflected=inflected)
                return self._united(sets) if len(sets) == 1 else None
            case d.Reference(name=name, excluded=excluded):
                return self._one_of_name(name, excluded)
            case d.Sequence(items=(item,)):
                return self._one(item)
            case d.Alternatives(options=options):
                return self._united(map(self._one, options))
            case _:
                return None

    def _one_of_name(self, name: str, excluded: tuple[str, ...] = ()) -> SymbolSet | None:
        meaning = self.targets.get(name) or self.lexicon.reference(name)
        if isinstance(meaning, SymbolSet):
            return self._united([without(meaning, excluded, self.lexicon)])
        return self._one_of_phrase(meaning) if isinstance(meaning, d.Phrase) else None

    def _one_of_phrase(self, phrase: d.Phrase) -> SymbolSet | None:
        key = (phrase.name, self.plain)
        if key not in self.lexicon.singles:
            inner = _Emitter(self.lexicon, reverse=self.reverse, targets={}, plain=self.plain)
            self.lexicon.singles[key] = self._united(map(inner._one, phrase.lines))
        return self.lexicon.singles[key]

    def _united(self, sets: Iterable[SymbolSet | None]) -> SymbolSet | None:
        """The union of sets, unless it would accept more than they do: one may stop where another steps over a chunk."""
        found: list[SymbolSet] = []
        for each in sets:
            if each is None or each.sequences or not (each.chunks or self.lexicon.is_narrow(each)):
                return None
            found.append(each)
        if len(found) == 1:
            return found[0]
        return SymbolSet(frozenset[str]().union(*(each.symbols for each in found)), chunks=any(each.chunks for each in found))

    def _line(self, line: d.Line) -> str:
        if not line.features or self.plain:
            return self.emit(line.pattern)
        return f"{self._open(_features(line.features))}){self.emit(line.pattern)}"

    def _capture(self, capture: d.Capture) -> str:
        return f"{self._open(Group('capture', name=capture.name, target=capture.target))}{self._named(capture.target)})"

    def _repeat(self, repeat: d.Repeat) -> str:
        plain = _Emitter(self.lexicon, reverse=self.reverse, targets=self.targets, plain=True).emit(repeat.item)
        times = f"(?:{plain}){{1,{repeat.limit}}}"
        if self.plain:
            return times
        inner = _Emitter(self.lexicon, reverse=self.reverse, targets=self.targets)
        source = inner.emit(repeat.item)
        if not inner.groups:
            return times
        return f"{self._open(Group('repeat', inner=CompiledPattern(source, tuple(inner.groups), self.reverse)))}{times})"


def _features(features: tuple[d.Feature, ...]) -> Group:
    return Group("features", features=tuple((feature.name, feature.value) for feature in features))


def without(meaning: SymbolSet, excluded: tuple[str, ...], lexicon: Lexicon) -> SymbolSet:
    """The set without the symbols of the excluded names; of an excluded phrase, those that it can begin with."""
    symbols = meaning.symbols
    for name in excluded:
        symbols -= _starts_of_name(name, lexicon, None) or frozenset()
    return attrs.evolve(meaning, symbols=symbols)


def _ungrouped(source: str) -> str:
    """The expression without numbered groups; symbols are never brackets, so a plain replacement is safe."""
    return re.sub(r"(?<!\\)\((?!\?)", "(?:", source)


def compile_pattern(
    pattern: d.Pattern,
    lexicon: Lexicon,
    *,
    reverse: bool = False,
    targets: Mapping[str, SymbolSet] | None = None,
    features: tuple[d.Feature, ...] = (),
) -> CompiledPattern:
    """Compile a pattern of the grammar.

    Args:
        lexicon: what the names and words in it stand for.
        reverse: for rows read from right to left (what stands before a trigger).
        targets: names that stand for something else here, such as the roles of an event.
        features: what the whole wording says.
    """
    emitter = _Emitter(lexicon, reverse=reverse, targets=targets or {})
    source = emitter.emit(pattern)
    if features:
        emitter.groups.insert(0, _features(features))
        source = f"(){source}"
    return CompiledPattern(source, tuple(emitter.groups), reverse)


def cut_tail(pattern: d.Pattern) -> tuple[d.Pattern, d.Pattern | None]:
    """The pattern without the part at its end that may be missing, and that part: a match of both is one of the whole."""
    match pattern:
        case d.Sequence(items=(*items, last)):
            rest, tail = cut_tail(last)
            return (pattern, None) if tail is None else (d.Sequence((*items, rest)), tail)
        case d.Optional():
            return d.Sequence(()), pattern
        case _:
            return pattern, None


# --- neighbours --------------------------------------------------------------------------------------------------


@attrs.frozen
class Neighbours:
    """What must (or must not) stand beside a match, as expressions that look without moving."""

    before: str = ""
    behind: str = ""

    def preceded(self, symbols: frozenset[str], *, wanted: bool) -> Neighbours:
        """With one symbol of a set before the match, or none of them."""
        return attrs.evolve(self, before=f"{self.before}(?<{'=' if wanted else '!'}{charset(symbols)})")

    def followed(self, pattern: CompiledPattern, *, wanted: bool) -> Neighbours:
        """With a pattern behind the match, or not."""
        return attrs.evolve(self, behind=f"{self.behind}(?{'=' if wanted else '!'}{_ungrouped(pattern.source)})")


def within(neighbours: Neighbours, pattern: CompiledPattern) -> CompiledPattern:
    """The pattern between its neighbours; a match is never cut short to please them."""
    if neighbours == Neighbours():
        return pattern
    return CompiledPattern(f"{neighbours.before}(?>{pattern.source}){neighbours.behind}", pattern.groups, pattern.reverse)


def single(pattern: d.Pattern, lexicon: Lexicon) -> frozenset[str] | None:
    """The symbols that a pattern matches one of, or None where it can match more than one token."""
    match pattern:
        case d.Word(text=text, inflected=inflected):
            return _single_of_sets(lexicon.word(text, inflected=inflected))
        case d.Reference(name=name, excluded=()):
            meaning = lexicon.reference(name)
            return _single_of_sets((meaning,)) if isinstance(meaning, SymbolSet) else None
        case d.Sequence(items=(item,)):
            return single(item, lexicon)
        case d.Alternatives(options=options):
            return _united([single(option, lexicon) for option in options])
        case _:
            return None


def _single_of_sets(sets: tuple[SymbolSet, ...]) -> frozenset[str] | None:
    return sets[0].symbols if len(sets) == 1 and not sets[0].chunks and not sets[0].sequences else None


# --- the shape of patterns ---------------------------------------------------------------------------------------


def starts(pattern: d.Pattern, lexicon: Lexicon, targets: Mapping[str, SymbolSet] | None = None, *, at: int = 0) -> frozenset[str] | None:
    """The symbols that a match can begin with, or None when it can be empty (or begin with a gap).

    Args:
        at: 0 for the beginning; -1 for the end, where all is the other way round.
    """
    match pattern:
        case d.Word():
            return lexicon.word(pattern.text, inflected=pattern.inflected)[at].symbols
        case d.Reference(name=name, excluded=excluded):
            first = _starts_of_name(name, lexicon, targets, at)
            return first and (first if at else without(SymbolSet(first), excluded, lexicon).symbols)
        case d.Capture(target=name):
            return _starts_of_name(name, lexicon, targets, at)
        case d.Sequence(items=items):
            return _starts_of_sequence(items if at == 0 else items[::-1], lexicon, targets, at)
        case d.Alternatives(options=options):
            return _united([starts(option, lexicon, targets, at=at) for option in options])
        case d.Repeat(item=item) | d.Marked(item=item):
            return starts(item, lexicon, targets, at=at)
        case d.Optional() | d.Gap() | d.Joined():
            return None


def _starts_of_name(name: str, lexicon: Lexicon, targets: Mapping[str, SymbolSet] | None, at: int = 0) -> frozenset[str] | None:
    meaning = (targets or {}).get(name) or lexicon.reference(name)
    if isinstance(meaning, SymbolSet):
        return meaning.symbols.union(*(words[at] for words in meaning.sequences))
    if isinstance(meaning, d.Phrase):
        return _united([starts(line.pattern, lexicon, targets, at=at) for line in meaning.lines])
    return starts(meaning, lexicon, targets, at=at)


def _starts_of_sequence(
    items: tuple[d.Pattern, ...], lexicon: Lexicon, targets: Mapping[str, SymbolSet] | None, at: int
) -> frozenset[str] | None:
    found: frozenset[str] = frozenset()
    for item in items:
        first = starts(item, lexicon, targets, at=at)
        if first is not None:
            return found | first
        if isinstance(item, d.Gap):
            return None
        if isinstance(item, d.Optional):
            inside = starts(item.item, lexicon, targets, at=at)
            if inside is None:
                return None
            found |= inside
        elif not isinstance(item, d.Joined):
            return None
    return None


def _united(sets: list[frozenset[str] | None]) -> frozenset[str] | None:
    known = [found for found in sets if found is not None]
    return frozenset[str]().union(*known) if len(known) == len(sets) else None


def triggered(pattern: d.Pattern) -> Iterator[tuple[d.Pattern, d.Pattern, d.Pattern]]:
    """The pattern cut at its trigger: what stands before, the trigger, what stands behind; one for each alternative."""
    match pattern:
        case d.Marked(item=item):
            yield d.Sequence(()), item, d.Sequence(())
        case d.Sequence(items=items):
            for index, item in enumerate(items):
                for before, trigger, behind in triggered(item):
                    yield d.Sequence((*items[:index], before)), trigger, d.Sequence((behind, *items[index + 1 :]))
        case d.Alternatives(options=options):
            for option in options:
                yield from triggered(option)
        case d.Optional(item=item) | d.Repeat(item=item):
            yield from triggered(item)
        case _:
            return
