"""Readings of the words around a trigger, before one of them is chosen."""

from __future__ import annotations

import attrs

from eventrules.errors import Location
from eventrules.matching.compiled import CompiledGrammar, CompiledSides, CompiledTail
from eventrules.matching.layers import Chunk, Row
from eventrules.matching.patterns import Reading, read
from eventrules.matching.symbols import EDGE
from eventrules.rulefile.vocabulary import BEFORE, ELSEWHERE, MEMBER

Features = tuple[tuple[str, str], ...]

Functions = list[tuple[str, Chunk]]
"""Who and what stands around a trigger, by grammatical function."""

PUT_OFF = ("status", "postponed")
_UNDONE = frozenset({("status", "cancelled"), PUT_OFF})


@attrs.define(eq=False, kw_only=True)
class Candidate:
    """One reading of the words around a trigger.

    `trigger` and `clause` are ranges of the document's tokens; `consumed` holds the first tokens of verbs that only
    support or govern this event's noun and are no event themselves, `absorbed` those of verbs that only say what it is
    about: “talks *to discuss* the border”.
    """

    produces: str
    trigger: tuple[int, int]
    fillers: list[tuple[str, Chunk]]
    times: list[Chunk]
    features: Features
    rule_name: str
    location: Location
    clause: tuple[int, int]
    rank: tuple[int, ...] = ()
    consumed: frozenset[int] = frozenset()
    covered: tuple[tuple[int, int], ...] = ()
    """Ranges of tokens that name this very event ("signed *a treaty*")."""
    length: Chunk | None = None
    """How long it takes: “a *two-day* visit”."""
    is_bare: bool = False
    """Whether no word around it tells where it stands: “the visit”."""
    absorbed: frozenset[int] = frozenset()

    @property
    def taken(self) -> frozenset[int]:
        """The first tokens of all verbs that are part of this event, and no event themselves."""
        return self.consumed | self.absorbed

    @property
    def is_undone(self) -> bool:
        """Whether it was called off or put off."""
        return not _UNDONE.isdisjoint(self.features)

    @property
    def stands_alone(self) -> bool:
        """Whether its words alone tell of an event; otherwise they do where the text tells of one of its type elsewhere."""
        return ELSEWHERE not in self.features and not self.points_back

    @property
    def points_back(self) -> bool:
        """Whether its words tell of an event that was told before."""
        return BEFORE in self.features

    @property
    def strength(self) -> tuple[int, ...]:
        """Told for itself, then most roles, then most fillers, then the longest match, then the order of the rules."""
        reach = self.clause[1] - self.clause[0]
        return (self.stands_alone, len({role for role, _ in self.fillers}), len(self.fillers), reach, *(-n for n in self.rank))


@attrs.define(eq=False)
class Trace:
    """All readings of a sentence, chosen or not: filled only when somebody asks for an explanation."""

    candidates: list[Candidate] = attrs.Factory(lambda: [])


@attrs.define(eq=False)
class Sides:
    """A wording matched around a trigger: its captures from left to right, its features and how far it reaches."""

    captures: list[tuple[str, Chunk]]
    features: Features
    marked: tuple[int, int] | None
    extent: tuple[int, int]


@attrs.define(eq=False)
class View:
    """A row as the patterns of events see it: in classes of symbols, ahead and back, each with EDGE behind."""

    row: Row
    ahead: str
    back: str
    _tails: dict[tuple[CompiledTail, int], Sides] = attrs.Factory(lambda: {})

    @classmethod
    def of(cls, row: Row, compiled: CompiledGrammar) -> View:
        """See a row."""
        seen = row.seen_by(compiled)
        return cls(row, seen + EDGE, seen[::-1] + EDGE)

    def tail(self, tail: CompiledTail, start: int) -> Sides:
        """What the tail of some wordings finds from a position on; nothing is found too."""
        if (tail, start) not in self._tails:
            self._tails[tail, start] = self._tail(tail, start)
        return self._tails[tail, start]

    def _tail(self, tail: CompiledTail, start: int) -> Sides:
        captures: list[tuple[str, Chunk]] = []
        features: list[tuple[str, str]] = []
        end = start
        for match in tail.matches(self.ahead, start):
            reading, end = read(tail.part, match), match.end()
            captures += self.captures(reading)
            features += reading.features
        return Sides(captures, tuple(features), None, (start, end))

    def captures(self, reading: Reading) -> list[tuple[str, Chunk]]:
        """What was read ahead."""
        return [(name, captured(self.row, target, start, end)) for name, target, start, end in reading.captures]


def match_sides(sides: CompiledSides, view: View, start: int, end: int) -> Sides | None:
    """Match what stands right of a position of the row, then what stands left of another."""
    right = sides.right.regex.match(view.ahead, end)
    if right is None:
        return None
    row, size = view.row, len(view.row.symbols)
    left = sides.left.regex.match(view.back, size - start)
    if left is None:
        return None
    before, behind = read(sides.left, left), read(sides.right, right)
    captures = [(name, captured(row, target, size - b, size - a)) for name, target, a, b in reversed(before.captures)]
    captures += view.captures(behind)
    features, reach = (*before.features, *behind.features), right.end()
    if sides.tail is not None:
        tail = view.tail(sides.tail, reach)
        captures, features, reach = [*captures, *tail.captures], (*features, *tail.features), tail.extent[1]
    return Sides(captures, features, behind.marked, (size - left.end(), reach))


def captured(row: Row, target: str, start: int, end: int) -> Chunk:
    """The chunk on these positions; words that a phrase matched are a chunk of the phrase's name."""
    chunk = row.chunk(start, end)
    return chunk if chunk.type else Chunk(target, chunk.start, chunk.end, chunk.head)


def members(chunk: Chunk) -> list[Chunk]:
    """The members of a coordination, or the chunk alone."""
    return [part for name, part in chunk.captures if name == MEMBER] or [chunk]


def in_order(fillers: list[tuple[str, Chunk]]) -> list[tuple[str, Chunk]]:
    """Fillers in the order of the text, none twice."""
    found: dict[tuple[str, int], tuple[str, Chunk]] = {}
    for role, chunk in fillers:
        found.setdefault((role, chunk.start), (role, chunk))
    return sorted(found.values(), key=lambda item: item[1].start)
