"""Finds the event mentions of a sentence: tries, from each trigger outwards, what the grammar says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

from eventrules.matching.cascade import Sentence
from eventrules.matching.compiler import (
    CompiledConstruction,
    CompiledEventRule,
    CompiledFrame,
    CompiledGrammar,
    CompiledSides,
)
from eventrules.matching.layers import Chunk, Row, blocked
from eventrules.matching.patterns import Reading, read
from eventrules.matching.symbols import FILL
from eventrules.rulefile import definitions as d

ROLE_OF_GROUP = "member"
"""The capture that holds each member of a coordination."""


@attrs.define(eq=False)
class Candidate:
    """One reading of the words around a trigger."""

    produces: str
    trigger: tuple[int, int]
    fillers: list[tuple[str, Chunk]]
    times: list[Chunk]
    features: tuple[tuple[str, str], ...]
    rule_name: str
    location: d.Location
    reach: int
    rank: tuple[int, ...] = ()
    consumed: frozenset[int] = frozenset()
    clause: tuple[int, int] = (0, 0)

    @property
    def strength(self) -> tuple[int, ...]:
        """Longest match, then most roles, then the order of the rules."""
        return (len({role for role, _ in self.fillers}), len(self.fillers), self.reach, *(-n for n in self.rank))


@attrs.define(eq=False)
class Trace:
    """What was tried for a sentence: filled only when somebody asks for an explanation."""

    tried: list[str] = attrs.Factory(lambda: [])
    misses: list[str] = attrs.Factory(lambda: [])
    candidates: list[Candidate] = attrs.Factory(lambda: [])


class Finder:
    """Finds event mentions with the rules, frames and constructions of a grammar."""

    def __init__(self, compiled: CompiledGrammar) -> None:
        self.compiled = compiled

    def find(self, sentence: Sentence, trace: Trace | None = None) -> list[Candidate]:
        """The event mentions of a sentence, in the order of the text, at most one of a type for each trigger."""
        found = [*self._on_row(sentence, sentence.chunks_row, trace, frames=True)]
        if self.compiled.event_rules:
            found += self._on_row(sentence, sentence.mentions_row, trace, frames=False)
        if trace is not None:
            trace.candidates.extend(found)
        return _chosen(found, self.compiled, sentence)

    def _on_row(self, sentence: Sentence, row: Row, trace: Trace | None, *, frames: bool) -> Iterator[Candidate]:
        reverse = row.symbols[::-1]
        for match in self.compiled.event_trigger.finditer(row.symbols):
            start = match.start()
            end = _end_of_chunk(row.symbols, start)
            symbol = match.group()
            for rule in self.compiled.rules_by_symbol.get(symbol, ()):
                candidate = self._by_rule(rule, row, reverse, start)
                if candidate is not None:
                    yield candidate
                elif trace is not None:
                    trace.misses.append(near_miss(rule.sides, row, reverse, start, sentence, f"rule {rule.rule.name}"))
            if frames:
                for frame in self.compiled.frames_by_symbol.get(symbol, ()):
                    yield from self._by_frame(frame, sentence, row, reverse, start, end, trace)

    # --- sentence templates ----------------------------------------------------------------------------------

    def _by_rule(self, rule: CompiledEventRule, row: Row, reverse: str, start: int) -> Candidate | None:
        sides = _match_sides(rule.sides, row, reverse, start, start)
        if sides is None:
            return None
        left, right = sides
        if rule.guards and blocked(rule.guards, row.symbols, len(row.symbols) - left.end(), right.end()):
            return None
        before, behind = read(rule.sides.left, left), read(rule.sides.right, right)
        captures = [*_forward(before, row), *((name, row.chunk(a, b)) for name, _, a, b in behind.captures)]
        definition = self.compiled.grammar.events[rule.rule.produces]
        times = [chunk for name, chunk in captures if name == "time"]
        fillers = [(name, chunk) for name, chunk in captures if name != "time" and definition.role(name)]
        trigger = behind.marked or (start, start + 1)
        features = (*before.features, *behind.features, *_verb_features(row, start))
        reach = right.end() + left.end() - len(row.symbols)
        return Candidate(
            rule.rule.produces, _head_of(row, *trigger), _members(fillers), times, features, rule.rule.name, rule.rule.location,
            reach, (0, *rule.rank), clause=(len(row.symbols) - left.end() + row.base, right.end() + row.base),
        )  # fmt: skip

    # --- frames and constructions ----------------------------------------------------------------------------

    def _by_frame(
        self, frame: CompiledFrame, sentence: Sentence, row: Row, reverse: str, start: int, end: int, trace: Trace | None
    ) -> Iterator[Candidate]:
        chunk = row.chunk(start, end)
        if (frame.frame.kind == "verb") != (chunk.type == "verb"):
            return
        behind = end
        for particle in frame.particles:
            if behind >= len(row.symbols) or sentence.analysis.word(row.base + behind).lower() != particle:
                return
            behind += 1
        for order, construction in self.compiled.constructions_for(frame.frame.kind, chunk.features):
            name = f"{frame.frame.name} ({construction.construction.name})"
            sides = _match_sides(construction.sides, row, reverse, start, behind)
            if sides is None:
                continue
            candidate = self._framed(frame, construction, sides, row, chunk, sentence, (behind - end, order))
            if trace is not None:
                trace.tried.append(f"{name}: {'found' if candidate else 'roles or support verb do not fit'}")
            if candidate is not None:
                yield candidate

    def _framed(
        self,
        frame: CompiledFrame,
        construction: CompiledConstruction,
        sides: tuple[re.Match[str], re.Match[str]],
        row: Row,
        chunk: Chunk,
        sentence: Sentence,
        order: tuple[int, int],
    ) -> Candidate | None:
        left, right = sides
        before, behind = read(construction.sides.left, left), read(construction.sides.right, right)
        captures = [*_forward(before, row), *((name, row.chunk(a, b)) for name, _, a, b in behind.captures)]
        features = tuple(chunk.features.items()) + tuple((f.name, f.value) for f in frame.frame.features)
        consumed: set[int] = set()
        for name, part in captures:
            if name == "support":
                if not self._supports(frame, part, row):
                    return None
                consumed.add(part.start)
            if name in ("support", "happening"):
                features += tuple(part.features.items()) + self.meaning_of(part, sentence)
        fillers = _members(self._roles(frame, captures, sentence))
        if any(slot.required and not any(role == slot.role for role, _ in fillers) for slot in frame.frame.slots):
            return None
        if frame.frame.needs:
            said = {name for name, _ in captures} | {role for role, _ in fillers}
            if said.isdisjoint(frame.frame.needs):
                return None
        times = [part for name, part in captures if name == "time"]
        start = chunk.head[0] if chunk.type else chunk.start
        stop = chunk.head[1] if chunk.type else chunk.end
        return Candidate(
            frame.frame.produces, (start, stop + order[0]), fillers, times, features,
            f"{frame.frame.name.replace(' ', '-')}/{construction.construction.name}", frame.frame.location,
            right.end() + left.end() - len(row.symbols), (1, frame.order, order[1]), frozenset(consumed),
            (len(row.symbols) - left.end() + row.base, right.end() + row.base),
        )  # fmt: skip

    def _supports(self, frame: CompiledFrame, verb: Chunk, row: Row) -> bool:
        lemmas = self.compiled.lemmas_of_verb(row.symbols[verb.start - row.base])
        return any(f"v:{support}" in lemmas for support in frame.frame.supports)

    def meaning_of(self, verb: Chunk, sentence: Sentence) -> tuple[tuple[str, str], ...]:
        """What a governing verb such as “cancel” says of the event, by the grammar's phrase `predicate-meaning`."""
        pattern = self.compiled.predicate
        if pattern is None:
            return ()
        row = sentence.mentions_row
        match = pattern.regex.match(row.symbols, verb.head[0] - row.base)
        return tuple(read(pattern, match).features) if match is not None else ()

    def _roles(self, frame: CompiledFrame, captures: list[tuple[str, Chunk]], sentence: Sentence) -> list[tuple[str, Chunk]]:
        """The captures as role fillers: a function that the frame names, or the place."""
        found: list[tuple[str, Chunk]] = []
        preposition = ""
        for name, part in captures:
            if name == "preposition":
                preposition = sentence.analysis.word(part.start).lower()
                continue
            function = preposition if name == "complement" else name
            role = frame.roles.get(function)
            if role is None and name in ("complement", "place") and preposition in ("in", "at", "") and part.type:
                role = "place" if "place" in frame.types else None
            if function == "possessor" and not part.type:
                part = Chunk("pronoun", part.start, part.end, part.head)
            if role is not None and role != "time" and self._accepts(frame, role, part):
                found.append((role, part))
        return self._without_second_choices(frame, found)

    def _without_second_choices(self, frame: CompiledFrame, found: list[tuple[str, Chunk]]) -> list[tuple[str, Chunk]]:
        """Of a role that takes one filler only the first, but a name of a place rather than a kind of place."""
        definition = self.compiled.grammar.events[frame.frame.produces]
        single = {role.name for role in definition.roles if not role.many}
        best: dict[str, Chunk] = {}
        for role, part in found:
            if role in single and (role not in best or (best[role].type == "locality" and part.type != "locality")):
                best[role] = part
        return [(role, part) for role, part in found if role not in single or best[role] is part]

    def _accepts(self, frame: CompiledFrame, role: str, part: Chunk) -> bool:
        types = frame.types.get(role, frozenset())
        if part.type == "actors" and part.type in types:
            return role != "place" or all(member.type in ("place", "locality") for name, member in part.captures if name == ROLE_OF_GROUP)
        if role == "place":
            return part.type in ("place", "locality")
        return part.type in types


# --- helpers ----------------------------------------------------------------------------------------------------


def _match_sides(sides: CompiledSides, row: Row, reverse: str, start: int, end: int) -> tuple[re.Match[str], re.Match[str]] | None:
    right = sides.right.regex.match(row.symbols, end)
    if right is None:
        return None
    left = sides.left.regex.match(reverse, len(reverse) - start)
    return (left, right) if left is not None else None


def _forward(reading: Reading, row: Row) -> list[tuple[str, Chunk]]:
    """The captures of a match that ran from right to left, from left to right."""
    size = len(row.symbols)
    return [(name, row.chunk(size - b, size - a)) for name, _, a, b in reversed(reading.captures)]


def _members(fillers: list[tuple[str, Chunk]]) -> list[tuple[str, Chunk]]:
    """Coordinated fillers as separate ones, in the order of the text, none twice."""
    found: dict[tuple[str, int], tuple[str, Chunk]] = {}
    for role, chunk in fillers:
        members = [part for name, part in chunk.captures if name == ROLE_OF_GROUP] if chunk.type == "actors" else [chunk]
        for member in members:
            found.setdefault((role, member.start), (role, member))
    return sorted(found.values(), key=lambda item: item[1].start)


def _end_of_chunk(symbols: str, start: int) -> int:
    end = start + 1
    while end < len(symbols) and symbols[end] == FILL:
        end += 1
    return end


def _head_of(row: Row, start: int, end: int) -> tuple[int, int]:
    chunk = row.chunk(start, end)
    return chunk.head if chunk.type == "verb" else (start + row.base, end + row.base)


def _verb_features(row: Row, start: int) -> tuple[tuple[str, str], ...]:
    chunk = row.chunk(start, _end_of_chunk(row.symbols, start))
    return tuple(chunk.features.items()) if chunk.type == "verb" else ()


def _chosen(found: list[Candidate], compiled: CompiledGrammar, sentence: Sentence) -> list[Candidate]:
    """The strongest candidate of each trigger, without verbs that only support a noun and nouns that only modify one."""
    best: dict[tuple[int, str], Candidate] = {}
    for candidate in found:
        key = (candidate.trigger[0], candidate.produces)
        if key not in best or candidate.strength > best[key].strength:
            best[key] = candidate
    consumed = {(start, c.produces) for c in best.values() for start in c.consumed}
    chunk_start = {c.trigger[0]: _verb_start(sentence, c.trigger[0]) for c in best.values()}
    kept = [c for c in best.values() if (chunk_start[c.trigger[0]], c.produces) not in consumed]
    starts = {(c.trigger[0], c.produces) for c in kept}
    kept = [c for c in kept if (c.trigger[1], c.produces) not in starts]
    return sorted(kept, key=lambda c: (c.trigger, c.produces))


def _verb_start(sentence: Sentence, token: int) -> int:
    """The first token of the verb group that a token heads."""
    symbols, position = sentence.chunks_row.symbols, token - sentence.start
    while position > 0 and symbols[position] == FILL:
        position -= 1
    return position + sentence.start


def near_miss(sides: CompiledSides, row: Row, reverse: str, start: int, sentence: Sentence, name: str) -> str:
    """Where a rule that found its trigger stopped: on which side, and at which word."""
    right = sides.right.regex.match(row.symbols, start)
    word = sentence.analysis.words(row.base + start, row.base + _end_of_chunk(row.symbols, start))
    if right is None:
        reached = _reach(sides.right.source, row.symbols, start)
        where = _word_at(sentence, row.base + reached)
        return f"{name}: trigger {word!r} found, stopped behind it at {where}"
    reached = _reach(sides.left.source, reverse, len(reverse) - start)
    where = _word_at(sentence, row.base + len(reverse) - reached - 1)
    return f"{name}: trigger {word!r} found, stopped before it at {where}"


def _reach(source: str, symbols: str, position: int) -> int:
    """How far the longest beginning of the expression that still compiles and matches comes."""
    for length in range(len(source), 0, -1):
        try:
            match = re.compile(source[:length]).match(symbols, position)
        except re.error:
            continue
        if match is not None:
            return match.end()
    return position


def _word_at(sentence: Sentence, token: int) -> str:
    inside = sentence.start <= token < sentence.end
    return repr(sentence.analysis.word(token)) if inside else "the end of the sentence" if token >= sentence.end else "its beginning"
