"""Which constructions are worth a try around a trigger, told by one walk on each side of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from eventrules.events.candidates import View
from eventrules.matching.automaton import Automaton
from eventrules.matching.compiled import CompiledConstruction


class Around:
    """Tells which wordings can match around a trigger, by one walk behind it and one before it."""

    def __init__(self, constructions: Sequence[CompiledConstruction]) -> None:
        self._constructions = constructions

    @cached_property
    def _sides(self) -> tuple[Automaton, Automaton]:
        left = Automaton([wording.sides.left.source for wording in self._constructions])
        return left, Automaton([wording.sides.right.source for wording in self._constructions])

    def fitting(self, view: View, start: int, behind: int) -> frozenset[CompiledConstruction]:
        """The wordings that can match where the words before a trigger end and where those behind it begin."""
        left, right = self._sides
        before = left.lines_at(view.back, len(view.row.symbols) - start)
        after = set(right.lines_at(view.ahead, behind))
        return frozenset(self._constructions[number] for number in before if number in after)
