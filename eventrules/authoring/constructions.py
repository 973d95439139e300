"""The constructions of a grammar, cut at their triggers, and what their parts name; looked into once, however many sentences ask."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from eventrules.matching.ends import triggered
from eventrules.rulefile import definitions as d
from eventrules.rulefile.grammar import Grammar

Sides = tuple[d.Pattern, d.Pattern]
"""What stands before a trigger and what stands behind it."""


@attrs.frozen
class Named:
    """What a pattern names, with the phrases in it: captures in their order, and the names of lists, phrases and types."""

    captures: tuple[d.Capture, ...]
    references: frozenset[str]


class Constructions:
    """The constructions of one grammar."""

    def __init__(self, grammar: Grammar) -> None:
        self._grammar = grammar
        self._cut = {
            kind: [(each, tuple(_sides(each))) for each in grammar.constructions if each.kind == kind]
            for kind in dict.fromkeys(each.kind for each in grammar.constructions)
        }
        self._known: dict[int, tuple[d.Pattern, Named]] = {}
        self._fitting: dict[tuple[str, frozenset[tuple[str, str]]], list[tuple[d.Construction, tuple[Sides, ...]]]] = {}

    def fitting(self, kind: str, given: frozenset[tuple[str, str]]) -> list[tuple[d.Construction, tuple[Sides, ...]]]:
        """The constructions for a kind of trigger of which all conditions are given, each with the sides of all its wordings."""
        if (kind, given) not in self._fitting:
            self._fitting[kind, given] = [
                (each, cut) for each, cut in self._cut.get(kind, []) if all((one.name, one.value) in given for one in each.conditions)
            ]
        return self._fitting[kind, given]

    def named(self, pattern: d.Pattern) -> Named:
        """What a pattern of the grammar names."""
        known = self._known.get(id(pattern))
        if known is None:  # kept with the pattern, so that no other has its id
            known = self._known[id(pattern)] = pattern, self._read(list(self._deep(pattern, frozenset())))
        return known[1]

    def types(self, name: str) -> frozenset[str]:
        """The types of mentions that a type or a phrase can stand for."""
        phrase = self._grammar.phrases.get(name)
        inner = [self.named(line.pattern).references for line in phrase.lines] if phrase else []
        names = frozenset[str]({name}).union(*inner)
        return frozenset[str]().union(*map(self._grammar.subtypes, names & self._grammar.types.keys()))

    def _read(self, parts: list[d.Pattern]) -> Named:
        return Named(
            tuple(part for part in parts if isinstance(part, d.Capture)),
            frozenset(part.name for part in parts if isinstance(part, d.Reference)),
        )

    def _deep(self, pattern: d.Pattern, inside: frozenset[str]) -> Iterator[d.Pattern]:
        for part in d.walk(pattern):
            yield part
            if isinstance(part, d.Reference) and part.name in self._grammar.phrases and part.name not in inside:
                for line in self._grammar.phrases[part.name].lines:
                    yield from self._deep(line.pattern, inside | {part.name})


def _sides(construction: d.Construction) -> Iterator[Sides]:
    for line in construction.lines:
        for before, _, behind in triggered(line.pattern):
            yield before, behind
