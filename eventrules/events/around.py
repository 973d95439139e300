"""What the constructions of a grammar find around a trigger: one walk on each side of it tells which are worth a try."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from eventrules.events.candidates import Sides, View, match_sides
from eventrules.matching.automaton import Automaton
from eventrules.matching.compiled import CompiledConstruction
from eventrules.matching.layers import blocked
from eventrules.rulefile.vocabulary import SLOT


class Around:
    """What wordings find around one trigger; each is tried once, however many frames ask."""

    def __init__(self, surroundings: Surroundings, view: View, start: int, behind: int) -> None:
        self._surroundings, self._view = surroundings, view
        self._start, self._behind = start, behind
        self._fitting: dict[bool, frozenset[CompiledConstruction]] = {}
        self._found: dict[CompiledConstruction, Sides | None] = {}

    def sides(self, wording: CompiledConstruction) -> Sides | None:
        """What a wording finds, if it matches."""
        is_special = SLOT in wording.conditions
        fitting = self._fitting.get(is_special)
        if fitting is None:
            walks = self._surroundings.special if is_special else self._surroundings.common
            fitting = self._fitting[is_special] = walks.fitting(self._view, self._start, self._behind)
        if wording not in fitting:
            return None
        if wording not in self._found:
            self._found[wording] = self._match(wording)
        return self._found[wording]

    def _match(self, wording: CompiledConstruction) -> Sides | None:
        if wording.guards and blocked(wording.guards, self._view.ahead, self._start, self._behind):
            return None
        return match_sides(wording.sides, self._view, self._start, self._behind)


class Surroundings:
    """The wordings of the constructions of one kind of trigger: those for every frame, and those that only some ask for."""

    def __init__(self, wordings: Iterable[CompiledConstruction]) -> None:
        self.common, self.special = _Walks(), _Walks()
        for wording in wordings:
            (self.special if SLOT in wording.conditions else self.common).wordings.append(wording)

    def of(self, view: View, start: int, behind: int) -> Around:
        """The surroundings of a trigger: what stands before it ends at `start`, what stands behind it begins at `behind`."""
        return Around(self, view, start, behind)


class _Walks:
    """Some wordings, read into one automaton for each side of a trigger."""

    def __init__(self) -> None:
        self.wordings: list[CompiledConstruction] = []

    @cached_property
    def _automata(self) -> tuple[Automaton, Automaton]:
        left = Automaton([wording.sides.left.source for wording in self.wordings])
        return left, Automaton([wording.sides.right.source for wording in self.wordings])

    def fitting(self, view: View, start: int, behind: int) -> frozenset[CompiledConstruction]:
        """The wordings that can match."""
        left, right = self._automata
        before = left.lines_at(view.back, len(view.row.symbols) - start)
        after = set(right.lines_at(view.ahead, behind)) if before else ()
        return frozenset(self.wordings[number] for number in before if number in after)
