"""Finds the event mentions of a sentence: at each trigger, what the grammar's rules and frames say of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from eventrules.events.candidates import (
    Candidate,
    Features,
    Trace,
    View,
    in_order,
    match_sides,
    members,
)  # fmt: skip
from eventrules.events.clauses import Borders
from eventrules.events.frames import Frames, Place
from eventrules.events.listing import parts_of
from eventrules.events.openings import Openings, Rules
from eventrules.matching.cascade import Sentence
from eventrules.matching.compiled import CompiledEventRule, CompiledGrammar
from eventrules.matching.layers import Chunk, Row, blocked, start_of_chunk
from eventrules.rulefile.vocabulary import VERB_TYPE

TEMPLATE = 0
"""The rank of event rules, which come before frames."""


class Finder:
    """Finds event mentions with the rules, frames and constructions of a grammar."""

    def __init__(self, compiled: CompiledGrammar) -> None:
        self.compiled = compiled
        self.frames = Frames(compiled)
        self.openings = Openings(compiled)

    @cached_property
    def borders(self) -> Borders:
        """What the grammar says of the words between clauses."""
        return Borders.of(self.compiled)

    def find(self, sentence: Sentence, trace: Trace | None = None) -> list[Candidate]:
        """The event mentions of a sentence, in the order of the text, at most one of a type for each trigger."""
        found = [*self._on_row(sentence, sentence.chunks_row)]
        for row, rules in self.openings.rows(sentence):
            found += self._rules_on_row(rules, row, sentence)
        if trace is not None:
            trace.candidates.extend(found)
        return _chosen(found, sentence)

    def _on_row(self, sentence: Sentence, row: Row) -> Iterator[Candidate]:
        view = View.of(row, self.compiled)
        for match in self.compiled.event_trigger.finditer(row.symbols):
            start, symbol = match.start(), match.group()
            rules = [rule for rule in self.compiled.rules_by_symbol.get(symbol, ()) if sentence.shows(rule.evidence)]
            called = [frame for frame in self.compiled.frames_by_symbol.get(symbol, ()) if sentence.shows(frame.evidence)]
            if rules or called:
                place = Place.at(start, view, sentence)
                yield from filter(None, (self._by_rule(rule, place) for rule in rules))
                yield from filter(None, (self.frames.candidate(frame, place) for frame in called))

    def _rules_on_row(self, rules: Rules, row: Row, sentence: Sentence) -> Iterator[Candidate]:
        view = View.of(row, self.compiled)
        for start, symbol in enumerate(row.symbols):
            if called := [rule for rule in rules if symbol in rule.starts]:
                place = Place.at(start, view, sentence)
                yield from filter(None, (self._by_rule(rule, place) for rule in called))

    def _by_rule(self, rule: CompiledEventRule, place: Place) -> Candidate | None:
        start, row, sentence = place.start, place.row, place.sentence
        sides = match_sides(rule.sides, place.view, start, start)
        if sides is None or (rule.guards and blocked(rule.guards, place.view.ahead, *sides.extent)):
            return None
        definition = self.compiled.grammar.events[rule.rule.produces]
        times = [chunk for name, chunk in sides.captures if name == "time"]
        told = [(name, chunk) for name, chunk in sides.captures if name != "time" and definition.role(name)]
        fillers = [(name, part) for name, chunk in told for part in parts_of(chunk, sentence)]
        if any(not self._members_fit(rule, name, chunk) for name, chunk in sides.captures if definition.role(name)):
            return None
        marked = sides.marked or (start, start + 1)
        clause = (sides.extent[0] + row.base, sides.extent[1] + row.base)
        features = self.frames.said_of_verb(place) + sides.features + _of_verb(place.chunk)
        return Candidate(
            produces=rule.rule.produces,
            trigger=_head_of(row, *marked),
            fillers=in_order(fillers),
            times=times,
            features=features,
            rule_name=rule.rule.name,
            location=rule.rule.location,
            clause=clause,
            rank=(TEMPLATE, *rule.rank),
        )

    def _members_fit(self, rule: CompiledEventRule, role: str, chunk: Chunk) -> bool:
        """Whether all members of a coordination can fill the role."""
        parts = members(chunk)
        types = self.compiled.grammar.role_types(rule.rule.produces, role) if len(parts) > 1 else ()
        return len(parts) == 1 or all(part.type in types for part in parts)


# --- helpers ----------------------------------------------------------------------------------------------------


def _head_of(row: Row, start: int, end: int) -> tuple[int, int]:
    chunk = row.chunk(start, end)
    return chunk.head if chunk.type == VERB_TYPE else (start + row.base, end + row.base)


def _of_verb(chunk: Chunk) -> Features:
    return tuple(chunk.features.items()) if chunk.type == VERB_TYPE else ()


def _chosen(found: list[Candidate], sentence: Sentence) -> list[Candidate]:
    """The strongest candidate of each trigger, without verbs that only support a noun and nouns that only modify one."""
    best: dict[tuple[int, str], Candidate] = {}
    for candidate in found:
        key = (candidate.trigger[0], candidate.produces)
        if key not in best or candidate.strength > best[key].strength:
            best[key] = candidate
    by_any = _consumed(best.values())
    by_certain = _consumed(c for c in best.values() if c.stands_alone)
    kept = [c for c in best.values() if _place_of(c, sentence) not in (by_certain if c.stands_alone else by_any)]
    by_start = {(c.trigger[0], c.produces): c for c in kept}
    weaker: set[int] = set()
    for candidate in kept:  # "summit talks", "stood trial": one event told by two words
        if (behind := by_start.get((candidate.trigger[1], candidate.produces))) is not None:
            told, told_behind = candidate.strength[:3], behind.strength[:3]
            weaker.add(id(behind if told > told_behind else candidate))
    kept = [c for c in kept if id(c) not in weaker and not any(_takes_in(other, c) for other in kept)]
    return sorted(kept, key=lambda c: (c.trigger, c.produces))


def _takes_in(candidate: Candidate, other: Candidate) -> bool:
    """Whether a candidate tells the other's event with it; of two that do so of each other, the stronger one does."""
    return _tells_too(candidate, other) and not (_tells_too(other, candidate) and other.strength >= candidate.strength)


def _tells_too(candidate: Candidate, other: Candidate) -> bool:
    """Whether a candidate tells the other's event with it: its sentence template, or what it names as itself, holds the trigger."""
    if candidate is other or candidate.produces != other.produces or candidate.stands_alone < other.stands_alone:
        return False
    is_template, other_too = (rank[:1] == (TEMPLATE,) for rank in (candidate.rank, other.rank))
    if is_template and other_too and candidate.strength < other.strength:
        return False
    own = (candidate.clause,) if is_template else candidate.covered
    return any(start <= other.trigger[0] < end for start, end in own)


def _consumed(candidates: Iterable[Candidate]) -> set[tuple[int, str]]:
    """The verb groups that only support something, as `_place_of` tells them, with the type that they support."""
    return {(start, candidate.produces) for candidate in candidates for start in candidate.taken}


def _place_of(candidate: Candidate, sentence: Sentence) -> tuple[int, str]:
    """Where the verb group of a candidate begins, and of which type it is."""
    return _verb_start(sentence, candidate.trigger[0]), candidate.produces


def _verb_start(sentence: Sentence, token: int) -> int:
    """The first token of the verb group that a token heads."""
    return start_of_chunk(sentence.chunks_row.symbols, token - sentence.start) + sentence.start
