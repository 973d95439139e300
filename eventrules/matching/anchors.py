"""Where a layer looks at all: most of a text holds nothing that its wordings need.

Each wording has an *anchor*: symbols of which every match holds one, so many tokens from its beginning at most. Words
that every sentence has are no anchors. From those of all wordings one expression is made, which `re` runs over a row
and which finds the few places where a match can begin; the wordings are tried at those alone.
"""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from eventrules.matching.patterns import CompiledPattern, Lexicon, SymbolSet
from eventrules.rulefile import definitions as d

_FAR = 8
"""Tokens from the beginning of a match beyond which its anchor would be in sight of nearly any place."""


@attrs.frozen
class Anchor:
    """Symbols of which a match holds one, the first at most `reach` tokens behind its beginning."""

    symbols: frozenset[str]
    reach: int


def places(wordings: Iterable[tuple[frozenset[str], Anchor | None]], lexicon: Lexicon) -> CompiledPattern:
    """Finds the symbols at which a match of any wording can begin.

    Args:
        wordings: for each, the symbols that a match can begin with, and its anchor.
        lexicon: says how sets are written.
    """
    charset = lexicon.charset
    always, near, anchors, reach = frozenset[str](), frozenset[str](), frozenset[str](), 1
    for first, anchor in wordings:
        if anchor is None or anchor.reach > _FAR or (anchor.reach == 0 and first <= anchor.symbols):
            always |= first
        else:
            near, anchors, reach = near | first, anchors | anchor.symbols, max(reach, anchor.reach)
    near -= always
    if not near:
        return CompiledPattern(charset(always), (), reverse=False)
    inside = f"(?:(?<={charset(always | (near & anchors))})|(?={charset(anchors, wanted=False)}{{0,{reach - 1}}}+{charset(anchors)}))"
    return CompiledPattern(charset(always | near) + inside, (), reverse=False)


class Anchors:
    """Chooses the anchors of wordings."""

    def __init__(self, lexicon: Lexicon, common: frozenset[str]) -> None:
        self._lexicon = lexicon
        self._common = common

    def of(self, pattern: d.Pattern) -> Anchor | None:
        """The rarest anchor of a wording, or None where it has none but common words."""
        anchor = self._anchor(pattern)
        return None if anchor is None or not anchor.symbols.isdisjoint(self._common) else anchor

    def _anchor(self, pattern: d.Pattern) -> Anchor | None:
        match pattern:
            case d.Word(text=text, inflected=inflected):
                return self._in_order([(_of_set(item), self._width(item)) for item in self._lexicon.word(text, inflected=inflected)])
            case d.Reference(name=name) | d.Capture(target=name):
                return self._of_name(name)
            case d.Sequence(items=items):
                return self._in_order([(self._anchor(item), self._length(item)) for item in items])
            case d.Alternatives(options=options):
                return _any([self._anchor(option) for option in options])
            case d.Repeat(item=item) | d.Marked(item=item):
                return self._anchor(item)
            case d.Optional() | d.Gap() | d.Joined():
                return None

    def _of_name(self, name: str) -> Anchor | None:
        meaning = self._lexicon.reference(name)
        match meaning:
            case SymbolSet():
                return _of_set(meaning)
            case d.Phrase(lines=lines):
                return _any([self._anchor(line.pattern) for line in lines])
            case _:
                return self._anchor(meaning)

    def _in_order(self, items: list[tuple[Anchor | None, int | None]]) -> Anchor | None:
        """The best anchor of neighbours, of each of which the length is known, if only at most."""
        found: list[Anchor] = []
        before: int | None = 0
        for anchor, length in items:
            if anchor is not None and before is not None:
                found.append(Anchor(anchor.symbols, before + anchor.reach))
            before = None if before is None or length is None else before + length
        return min(found, key=self._cost, default=None)

    def _cost(self, anchor: Anchor) -> tuple[bool, bool, int]:
        return not anchor.symbols.isdisjoint(self._common), anchor.reach > _FAR, len(anchor.symbols)

    # --- lengths ---------------------------------------------------------------------------------------------

    def _length(self, pattern: d.Pattern) -> int | None:
        """The tokens that a match can have at most, or None where a chunk of any length is among them."""
        match pattern:
            case d.Word(text=text, inflected=inflected):
                return _sum(self._width(item) for item in self._lexicon.word(text, inflected=inflected))
            case d.Reference(name=name) | d.Capture(target=name):
                return self._length_of_name(name)
            case d.Sequence(items=items):
                return _sum(map(self._length, items))
            case d.Alternatives(options=options):
                return _most(map(self._length, options))
            case d.Optional(item=item) | d.Marked(item=item):
                return self._length(item)
            case d.Repeat(item=item, limit=limit):
                length = self._length(item)
                return None if length is None else length * limit
            case d.Gap():
                return None
            case d.Joined():
                return 0

    def _length_of_name(self, name: str) -> int | None:
        meaning = self._lexicon.reference(name)
        match meaning:
            case SymbolSet():
                return self._width(meaning)
            case d.Phrase(lines=lines):
                return _most(self._length(line.pattern) for line in lines)
            case _:
                return self._length(meaning)

    def _width(self, item: SymbolSet) -> int | None:
        if item.chunks or not item.symbols.isdisjoint(self._lexicon.wide()):
            return None
        return max((1, *map(len, item.sequences)))


def _of_set(item: SymbolSet) -> Anchor:
    return Anchor(item.symbols.union(*(words[0] for words in item.sequences)), 0)


def _any(options: list[Anchor | None]) -> Anchor | None:
    known = [anchor for anchor in options if anchor is not None]
    if not known or len(known) < len(options):
        return None
    return Anchor(frozenset[str]().union(*(anchor.symbols for anchor in known)), max(anchor.reach for anchor in known))


def _sum(lengths: Iterable[int | None]) -> int | None:
    known = list(lengths)
    return None if None in known else sum(length for length in known if length is not None)


def _most(lengths: Iterable[int | None]) -> int | None:
    known = list(lengths)
    return None if None in known else max((length for length in known if length is not None), default=0)
