"""Finds the event mentions of a sentence: at each trigger, what the grammar's rules and frames say of it."""

from __future__ import annotations

from collections.abc import Iterator

from eventrules.events.candidates import (
    Candidate,
    Features,
    Trace,
    end_of_chunk,
    in_order,
    match_sides,
    members,
    reach,
)  # fmt: skip
from eventrules.events.frames import Frames, Place
from eventrules.matching.cascade import Sentence
from eventrules.matching.compiler import CompiledEventRule, CompiledGrammar, CompiledSides
from eventrules.matching.layers import Row, blocked
from eventrules.matching.symbols import FILL
from eventrules.rulefile.vocabulary import VERB_TYPE


class Finder:
    """Finds event mentions with the rules, frames and constructions of a grammar."""

    def __init__(self, compiled: CompiledGrammar) -> None:
        self.compiled = compiled
        self.frames = Frames(compiled)

    def find(self, sentence: Sentence, trace: Trace | None = None) -> list[Candidate]:
        """The event mentions of a sentence, in the order of the text, at most one of a type for each trigger."""
        found = [*self._on_row(sentence, sentence.chunks_row, trace, frames=True)]
        if self.compiled.event_rules:
            found += self._on_row(sentence, sentence.mentions_row, trace, frames=False)
        if trace is not None:
            trace.candidates.extend(found)
        return _chosen(found, sentence)

    def _on_row(self, sentence: Sentence, row: Row, trace: Trace | None, *, frames: bool) -> Iterator[Candidate]:
        reverse = row.symbols[::-1]
        for match in self.compiled.event_trigger.finditer(row.symbols):
            start = match.start()
            symbol = match.group()
            for rule in self.compiled.rules_by_symbol.get(symbol, ()):
                candidate = self._by_rule(rule, row, reverse, start)
                if candidate is not None:
                    yield candidate
                elif trace is not None:
                    trace.misses.append(near_miss(rule.sides, row, reverse, start, sentence, f"rule {rule.rule.name}"))
            called = self.compiled.frames_by_symbol.get(symbol, ()) if frames else ()
            if called:
                end = end_of_chunk(row.symbols, start)
                place = Place(sentence, row, reverse, start, end, row.chunk(start, end))
                for frame in called:
                    candidate = self.frames.candidate(frame, place, trace)
                    if candidate is not None:
                        yield candidate

    def _by_rule(self, rule: CompiledEventRule, row: Row, reverse: str, start: int) -> Candidate | None:
        sides = match_sides(rule.sides, row, reverse, start, start)
        if sides is None or (rule.guards and blocked(rule.guards, row.symbols, *sides.extent)):
            return None
        definition = self.compiled.grammar.events[rule.rule.produces]
        times = [chunk for name, chunk in sides.captures if name == "time"]
        fillers = [(name, part) for name, chunk in sides.captures if name != "time" and definition.role(name) for part in members(chunk)]
        marked = sides.marked or (start, start + 1)
        clause = (sides.extent[0] + row.base, sides.extent[1] + row.base)
        return Candidate(
            rule.rule.produces, _head_of(row, *marked), in_order(fillers), times, sides.features + _verb_features(row, start),
            rule.rule.name, rule.rule.location, clause, (0, *rule.rank),
        )  # fmt: skip


# --- helpers ----------------------------------------------------------------------------------------------------


def _head_of(row: Row, start: int, end: int) -> tuple[int, int]:
    chunk = row.chunk(start, end)
    return chunk.head if chunk.type == VERB_TYPE else (start + row.base, end + row.base)


def _verb_features(row: Row, start: int) -> Features:
    chunk = row.chunk(start, end_of_chunk(row.symbols, start))
    return tuple(chunk.features.items()) if chunk.type == VERB_TYPE else ()


def _chosen(found: list[Candidate], sentence: Sentence) -> list[Candidate]:
    """The strongest candidate of each trigger, without verbs that only support a noun and nouns that only modify one."""
    best: dict[tuple[int, str], Candidate] = {}
    for candidate in found:
        key = (candidate.trigger[0], candidate.produces)
        if key not in best or candidate.strength > best[key].strength:
            best[key] = candidate
    consumed = {(start, c.produces) for c in best.values() for start in c.consumed}
    kept = [c for c in best.values() if (_verb_start(sentence, c.trigger[0]), c.produces) not in consumed]
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
    word = sentence.analysis.words(row.base + start, row.base + end_of_chunk(row.symbols, start))
    if right is None:
        reached = reach(sides.right.source, row.symbols, start)
        where = _word_at(sentence, row.base + reached)
        return f"{name}: trigger {word!r} found, stopped behind it at {where}"
    reached = reach(sides.left.source, reverse, len(reverse) - start)
    where = _word_at(sentence, row.base + len(reverse) - reached - 1)
    return f"{name}: trigger {word!r} found, stopped before it at {where}"


def _word_at(sentence: Sentence, token: int) -> str:
    inside = sentence.start <= token < sentence.end
    return repr(sentence.analysis.word(token)) if inside else "the end of the sentence" if token >= sentence.end else "its beginning"
