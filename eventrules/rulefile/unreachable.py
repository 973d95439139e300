"""Looks for wordings that nothing can match: others always win, nothing is left of a set, or guards contradict each other.

Only what is certain is told.
"""

from __future__ import annotations

from collections.abc import Iterator

from eventrules.errors import GrammarError
from eventrules.rulefile import definitions as d
from eventrules.rulefile.grammar import Grammar
from eventrules.rulefile.printing import print_guard, print_pattern


def unreachable(grammar: Grammar) -> Iterator[GrammarError]:
    """All wordings and rules of a grammar that are there for nothing."""
    yield from _beaten(grammar)
    for owner in (*grammar.rules, *grammar.constructions):
        yield from _contradictions(owner)
    for pattern in grammar.patterns():
        for part in d.walk(pattern):
            if isinstance(part, d.Reference) and part.excluded and _is_nothing(part, grammar):
                message = f"nothing is left of <{' except '.join((part.name, *part.excluded))}>"
                yield GrammarError(message, location=part.location, hint="what it excludes holds all of it")


def _beaten(grammar: Grammar) -> Iterator[GrammarError]:
    """Wordings of a layer that stand in another rule of it as well, which is tried wherever they are and always wins."""
    first: dict[tuple[str | None, str], tuple[d.Rule, d.Line]] = {}
    ranked = sorted((rule for rule in grammar.rules if rule.kind == "mention"), key=lambda rule: -rule.priority)
    for rule in ranked:
        for line in rule.lines:
            winner, there = first.setdefault((rule.layer, print_pattern(line.pattern)), (rule, line))
            if winner is not rule and set(map(print_guard, winner.guards)) <= set(map(print_guard, rule.guards)):
                message = f"this wording stands in {winner.name} as well, which always wins; it stands at {there.location}"
                hint = "drop one of the two, or give this rule a higher priority"
                yield GrammarError(message, location=line.location, hint=hint)


def _contradictions(owner: d.Rule | d.Construction) -> Iterator[GrammarError]:
    """Guards that want and forbid the same."""
    wanted = {(guard.side, print_pattern(guard.pattern)) for guard in owner.guards if guard.wanted}
    for guard in owner.guards:
        if not guard.wanted and (guard.side, print_pattern(guard.pattern)) in wanted:
            message = "this guard forbids what another one asks for"
            yield GrammarError(message, location=guard.location, hint="nothing fits both; drop one of the two")


def _is_nothing(part: d.Reference, grammar: Grammar) -> bool:
    if part.name in part.excluded:
        return True
    tables = (grammar.phrases, grammar.types, grammar.lists)
    kinds = {name: [table for table in tables if name in table] for name in (part.name, *part.excluded)}
    others = [name for name in part.excluded if kinds[name] == kinds[part.name]]
    if kinds[part.name] == [grammar.types]:
        return any(part.name in grammar.subtypes(other) for other in others)
    if kinds[part.name] == [grammar.lists]:
        left = {entry.surface for entry in grammar.lists[part.name].entries}
        return bool(left) and left <= {entry.surface for other in others for entry in grammar.lists[other].entries}
    return False
