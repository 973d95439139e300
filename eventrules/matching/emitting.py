"""Writes patterns of the grammar as regular expressions over symbols.

A capture that may occur more than once cannot be read from one match, since `re` keeps the last only: such a part is
matched as a whole first and its inside is read by a pattern of its own in a second pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import TypeVar

import attrs

from eventrules.matching.ends import without
from eventrules.matching.patterns import CompiledPattern, Group, Lexicon, SymbolSet
from eventrules.matching.symbols import EDGE, FILL
from eventrules.rulefile import definitions as d

T = TypeVar("T")

_FILL = f"{re.escape(FILL)}*+"


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
                token = self.lexicon.charset(self.lexicon.boundary() | {FILL, EDGE}, wanted=False)
                chunk = f"{_FILL}{token}" if self.reverse else f"{token}{_FILL}"
                return f"(?:{chunk}){{0,{pattern.limit}}}?"
            case d.Marked():
                return f"{self._open(Group('marked'))}{self.emit(pattern.item)})"
            case d.Joined():
                return f"{self._open(Group('joined'))})"

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
            source = self.lexicon.part(inner._any(phrase.lines))
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


def compile_pattern(
    pattern: d.Pattern,
    lexicon: Lexicon,
    *,
    reverse: bool = False,
    targets: Mapping[str, SymbolSet] | None = None,
    features: tuple[d.Feature, ...] = (),
    plain: bool = False,
) -> CompiledPattern:
    """Compile a pattern of the grammar.

    Args:
        lexicon: what the names and words in it stand for.
        reverse: for rows read from right to left (what stands before a trigger).
        targets: names that stand for something else here, such as the roles of an event.
        features: what the whole wording says.
        plain: whether it is only asked whether it matches, and nothing that it captures or says.
    """
    emitter = _Emitter(lexicon, reverse=reverse, targets=targets or {}, plain=plain)
    source = emitter.emit(pattern)
    if features:
        emitter.groups.insert(0, _features(features))
        source = f"(){source}"
    return CompiledPattern(source, tuple(emitter.groups), reverse)


# --- neighbours --------------------------------------------------------------------------------------------------


@attrs.frozen
class Neighbours:
    """What must (or must not) stand beside a match, as expressions that look without moving."""

    before: str = ""
    behind: str = ""

    def preceded(self, charset: str, *, wanted: bool) -> Neighbours:
        """With one symbol of a set before the match, or none of them."""
        return attrs.evolve(self, before=f"{self.before}(?<{'=' if wanted else '!'}{charset})")

    def followed(self, pattern: CompiledPattern, *, wanted: bool) -> Neighbours:
        """With a plain pattern behind the match, or not."""
        return attrs.evolve(self, behind=f"{self.behind}(?{'=' if wanted else '!'}{pattern.source})")


def within(neighbours: Neighbours, pattern: CompiledPattern) -> CompiledPattern:
    """The pattern between its neighbours; a match is never cut short to please them."""
    if neighbours == Neighbours():
        return pattern
    return CompiledPattern(f"{neighbours.before}(?>{pattern.source}){neighbours.behind}", pattern.groups, pattern.reverse)
