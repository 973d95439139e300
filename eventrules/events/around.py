"""What the constructions of a grammar find around a trigger: one walk on each side of it tells which are worth a try."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

import attrs

from eventrules.events.candidates import Sides, View, match_sides
from eventrules.matching.automaton import Automaton, numbers_of
from eventrules.matching.compiled import CompiledConstruction
from eventrules.matching.layers import blocked
from eventrules.rulefile.vocabulary import SLOT


class Around:
    """What wordings find around one trigger; each is tried once, however many frames ask."""

    def __init__(self, surroundings: Surroundings, view: View, start: int, behind: int) -> None:
        self._surroundings, self._view = surroundings, view
        self._start, self._behind = start, behind
        self._found: dict[CompiledConstruction, Sides | None] = {}

    @cached_property
    def _common(self) -> list[CompiledConstruction]:
        return self._surroundings.common.fitting(self._view, self._start, self._behind)

    @cached_property
    def _all(self) -> list[CompiledConstruction]:
        special = self._surroundings.special.fitting(self._view, self._start, self._behind)
        return sorted(self._common + special, key=self._surroundings.order.__getitem__) if special else self._common

    def constructions(self, asked: Asked) -> Iterable[tuple[str, Iterator[Sides]]]:
        """What the wordings of the constructions that a frame asks for find, construction by construction, in their order."""
        found: dict[str, list[CompiledConstruction]] = {}
        for wording in self._all if asked.special else self._common:
            name = wording.construction.name
            if name in asked.wordings:
                found.setdefault(name, []).append(wording)
        return ((name, filter(None, map(self._sides, wordings))) for name, wordings in found.items())

    def _sides(self, wording: CompiledConstruction) -> Sides | None:
        if wording not in self._found:
            self._found[wording] = self._match(wording)
        return self._found[wording]

    def _match(self, wording: CompiledConstruction) -> Sides | None:
        if wording.guards and blocked(wording.guards, self._view.ahead, self._start, self._behind):
            return None
        return match_sides(wording.sides, self._view, self._start, self._behind)


@attrs.frozen
class Asked:
    """The constructions that a frame asks for: their wordings by name, and whether some of them are for few frames alone."""

    wordings: Mapping[str, tuple[CompiledConstruction, ...]]
    special: bool


class Surroundings:
    """The wordings of the constructions of one kind of trigger: those for every frame, and those that only some ask for."""

    def __init__(self, wordings: Iterable[CompiledConstruction]) -> None:
        self.order = {wording: number for number, wording in enumerate(wordings)}
        self.common = _Walks([wording for wording in self.order if SLOT not in wording.conditions])
        self.special = _Walks([wording for wording in self.order if SLOT in wording.conditions])

    def of(self, view: View, start: int, behind: int) -> Around:
        """The surroundings of a trigger: what stands before it ends at `start`, what stands behind it begins at `behind`."""
        return Around(self, view, start, behind)


class _Walks:
    """Some wordings, read into one automaton for each side of a trigger."""

    def __init__(self, wordings: list[CompiledConstruction]) -> None:
        self._wordings = wordings

    @cached_property
    def _automata(self) -> tuple[Automaton, Automaton]:
        left = Automaton.of(wording.sides.left for wording in self._wordings)
        return left, Automaton.of(wording.sides.right for wording in self._wordings)

    def fitting(self, view: View, start: int, behind: int) -> list[CompiledConstruction]:
        """The wordings that can match, in their order."""
        left, right = self._automata
        before = left.lines_at(view.back, len(view.row.symbols) - start)
        return [self._wordings[number] for number in numbers_of(before and before & right.lines_at(view.ahead, behind))]
