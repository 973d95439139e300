"""Puts a compiled grammar in terms of classes of symbols: each layer in its own, and all patterns of events in common ones."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from eventrules.matching.classes import Names, Narrowing
from eventrules.matching.compiled import CompiledGrammar, CompiledGuard, CompiledLayer, CompiledSides, CompiledTail
from eventrules.matching.partition import Partition
from eventrules.matching.patterns import CompiledPattern


def narrowed(compiled: CompiledGrammar, names: Names) -> CompiledGrammar:
    """The grammar with all its patterns on classes of symbols.

    Args:
        names: what stands for sets and parts in its patterns.
    """
    partition = Partition(compiled.alphabet.last)
    sided = [*compiled.event_rules, *compiled.constructions]
    guards = [guard for one in sided for guard in one.guards]
    alone = [pattern for pattern in (compiled.predicate, compiled.condition, compiled.attributive) if pattern]
    sides = [pattern for one in sided for pattern in (one.sides.left, one.sides.right)]
    ends = dict.fromkeys(one.sides.tail for one in sided if one.sides.tail)
    others = [*(end.part for end in ends), *(adjunct.pattern for adjunct in compiled.adjuncts)]
    narrowing = Narrowing([*sides, *alone, *others], guards, names=names, partition=partition)
    tails = {end: attrs.evolve(end, part=narrowing.pattern(end.part)) for end in ends}

    def narrow(pattern: CompiledPattern | None) -> CompiledPattern | None:
        return pattern and narrowing.pattern(pattern)

    return attrs.evolve(
        compiled,
        time_layers=tuple(_layer(layer, names, partition) for layer in compiled.time_layers),
        mention_layers=tuple(_layer(layer, names, partition) for layer in compiled.mention_layers),
        verb_layers=tuple(_layer(layer, names, partition) for layer in compiled.verb_layers),
        clause_layers=tuple(_layer(layer, names, partition) for layer in compiled.clause_layers),
        event_rules=tuple(
            attrs.evolve(r, sides=_sides(r.sides, narrowing, tails), guards=_guards(r.guards, narrowing)) for r in compiled.event_rules
        ),
        constructions=tuple(
            attrs.evolve(c, sides=_sides(c.sides, narrowing, tails), guards=_guards(c.guards, narrowing)) for c in compiled.constructions
        ),
        adjuncts=tuple(attrs.evolve(adjunct, pattern=narrowing.pattern(adjunct.pattern)) for adjunct in compiled.adjuncts),
        predicate=narrow(compiled.predicate),
        condition=narrow(compiled.condition),
        attributive=narrow(compiled.attributive),
        classes=narrowing.table,
    )


def _layer(layer: CompiledLayer, names: Names, partition: Partition) -> CompiledLayer:
    patterns = [line.pattern for line in layer.lines]
    guards = [guard for line in layer.lines for guard in line.guards]
    narrowing = Narrowing(patterns, guards, [layer.starts], names=names, partition=partition)
    lines = (attrs.evolve(line, pattern=narrowing.pattern(line.pattern), guards=_guards(line.guards, narrowing)) for line in layer.lines)
    places = layer.places and names.spelled_out(layer.places)  # read before a row is put in terms of classes
    starts = narrowing.symbols(layer.starts)
    return attrs.evolve(layer, lines=tuple(lines), starts=starts, places=places, classes=narrowing.table)


def _sides(sides: CompiledSides, narrowing: Narrowing, tails: Mapping[CompiledTail, CompiledTail]) -> CompiledSides:
    tail = sides.tail and tails[sides.tail]
    return CompiledSides(left=narrowing.pattern(sides.left), right=narrowing.pattern(sides.right), tail=tail)


def _guards(guards: tuple[CompiledGuard, ...], narrowing: Narrowing) -> tuple[CompiledGuard, ...]:
    return tuple(
        attrs.evolve(guard, pattern=narrowing.pattern(guard.pattern), beside=guard.beside and narrowing.symbols(guard.beside))
        for guard in guards
    )
