"""What the constructions of a grammar find around a trigger: told which are worth a try by one walk on each side of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from eventrules.events.candidates import Sides, View, match_sides
from eventrules.matching.automaton import Automaton
from eventrules.matching.compiled import CompiledConstruction
from eventrules.matching.layers import blocked


class Around:
    """What wordings find around one trigger; each is tried once, however many frames ask."""

    def __init__(self, view: View, start: int, behind: int, fitting: frozenset[CompiledConstruction]) -> None:
        self._view, self._start, self._behind = view, start, behind
        self._fitting = fitting
        self._found: dict[CompiledConstruction, Sides | None] = {}

    def sides(self, wording: CompiledConstruction) -> Sides | None:
        """What a wording finds, if it matches."""
        if wording not in self._fitting:
            return None
        if wording not in self._found:
            self._found[wording] = self._match(wording)
        return self._found[wording]

    def _match(self, wording: CompiledConstruction) -> Sides | None:
        if wording.guards and blocked(wording.guards, self._view.ahead, self._start, self._behind):
            return None
        return match_sides(wording.sides, self._view, self._start, self._behind)


class Surroundings:
    """The wordings of all constructions, read into one automaton for each side of a trigger."""

    def __init__(self, wordings: Sequence[CompiledConstruction]) -> None:
        self._wordings = wordings

    @cached_property
    def _automata(self) -> tuple[Automaton, Automaton]:
        left = Automaton([wording.sides.left.source for wording in self._wordings])
        return left, Automaton([wording.sides.right.source for wording in self._wordings])

    def of(self, view: View, start: int, behind: int) -> Around:
        """The surroundings of a trigger: what stands before it ends at `start`, what stands behind it begins at `behind`."""
        left, right = self._automata
        before = left.lines_at(view.back, len(view.row.symbols) - start)
        after = set(right.lines_at(view.ahead, behind))
        return Around(view, start, behind, frozenset(self._wordings[number] for number in before if number in after))
