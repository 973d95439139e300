"""Finds the event mentions of a sentence: at each trigger, what the grammar's rules and frames say of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
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
from eventrules.matching.cascade import Sentence
from eventrules.matching.compiled import CompiledEventRule, CompiledGrammar
from eventrules.matching.layers import Chunk, Row, blocked, end_of_chunk, start_of_chunk
from eventrules.matching.lexicon import FUNCTION_WORDS, GrammarLexicon
from eventrules.matching.symbols import charset
from eventrules.rulefile import definitions as d
from eventrules.rulefile.vocabulary import VERB_TYPE

TEMPLATE = 0
"""The rank of event rules, which come before frames."""


class Finder:
    """Finds event mentions with the rules, frames and constructions of a grammar."""

    def __init__(self, compiled: CompiledGrammar) -> None:
        self.compiled = compiled
        self.frames = Frames(compiled)

    @cached_property
    def borders(self) -> Borders:
        """What the grammar says of the words between clauses."""
        return Borders.of(self.compiled)

    @cached_property
    def _words_of_rules(self) -> re.Pattern[str]:
        return re.compile(charset(_words_of_rules(self.compiled)))

    @cached_property
    def _trigger_of_rules(self) -> re.Pattern[str]:
        """Finds words that can be the trigger of an event rule, before anything but times is chunked."""
        return re.compile(charset(self.compiled.rules_by_symbol))

    def find(self, sentence: Sentence, trace: Trace | None = None) -> list[Candidate]:
        """The event mentions of a sentence, in the order of the text, at most one of a type for each trigger."""
        found = [*self._on_row(sentence, sentence.chunks_row, frames=True)]
        for row in self.rows_of_rules(sentence):
            found += self._on_row(sentence, row, frames=False)
        if trace is not None:
            trace.candidates.extend(found)
        return _chosen(found, sentence)

    def rows_of_rules(self, sentence: Sentence) -> Iterator[Row]:
        """The rows, besides that of frames, on which event rules are tried: verbs as plain words, and no word hidden.

        The words that rules name may be part of a noun phrase ("will [face court]"); there the phrase is opened.
        """
        row, words = sentence.mentions_row, sentence.entries_row.symbols
        called = (rule for match in self._trigger_of_rules.finditer(words) for rule in self.compiled.rules_by_symbol[match.group()])
        if not any(sentence.shows(rule.evidence) for rule in called):
            return
        yield row
        symbols = row.symbols
        for match in self._words_of_rules.finditer(words):
            start = match.start()
            if symbols[start] == words[start] or not sentence.analysis.word(row.base + start)[:1].islower():
                continue
            start = start_of_chunk(symbols, start)
            end = end_of_chunk(symbols, start)
            symbols = symbols[:start] + words[start:end] + symbols[end:]
        if symbols != row.symbols:
            yield Row(symbols, row.base, row.chunks)

    def _on_row(self, sentence: Sentence, row: Row, *, frames: bool) -> Iterator[Candidate]:
        view = View.of(row, self.compiled)
        for match in self.compiled.event_trigger.finditer(row.symbols):
            start = match.start()
            symbol = match.group()
            for rule in self.compiled.rules_by_symbol.get(symbol, ()):
                candidate = self._by_rule(rule, view, start) if sentence.shows(rule.evidence) else None
                if candidate is not None:
                    yield candidate
            called = self.compiled.frames_by_symbol.get(symbol, ()) if frames else ()
            if called:
                end = end_of_chunk(row.symbols, start)
                place = Place(sentence, view, start, end, row.chunk(start, end))
                for frame in called:
                    candidate = self.frames.candidate(frame, place) if sentence.shows(frame.evidence) else None
                    if candidate is not None:
                        yield candidate

    def _by_rule(self, rule: CompiledEventRule, view: View, start: int) -> Candidate | None:
        sides, row = match_sides(rule.sides, view, start, start), view.row
        if sides is None or (rule.guards and blocked(rule.guards, view.ahead, *sides.extent)):
            return None
        definition = self.compiled.grammar.events[rule.rule.produces]
        times = [chunk for name, chunk in sides.captures if name == "time"]
        fillers = [(name, part) for name, chunk in sides.captures if name != "time" and definition.role(name) for part in members(chunk)]
        if any(not self._members_fit(rule, name, chunk) for name, chunk in sides.captures if definition.role(name)):
            return None
        marked = sides.marked or (start, start + 1)
        clause = (sides.extent[0] + row.base, sides.extent[1] + row.base)
        return Candidate(
            rule.rule.produces, _head_of(row, *marked), in_order(fillers), times, sides.features + _verb_features(row, start),
            rule.rule.name, rule.rule.location, clause, (TEMPLATE, *rule.rank),
        )  # fmt: skip

    def _members_fit(self, rule: CompiledEventRule, role: str, chunk: Chunk) -> bool:
        """Whether all members of a coordination can fill the role."""
        parts = members(chunk)
        types = self.compiled.grammar.role_types(rule.rule.produces, role) if len(parts) > 1 else ()
        return len(parts) == 1 or all(part.type in types for part in parts)


def _words_of_rules(compiled: CompiledGrammar) -> frozenset[str]:
    """The symbols of all words and list entries that event rules name, but for function words."""
    if not compiled.event_rules:
        return frozenset()
    lexicon = GrammarLexicon(compiled.grammar, compiled.alphabet, compiled.tokenizer, inline=False)
    found: set[str] = set()
    waiting: list[d.Pattern] = [rule.line.pattern for rule in compiled.event_rules]
    seen: set[str] = set()
    while waiting:
        for part in d.walk(waiting.pop()):
            name = part.name if isinstance(part, d.Reference) else part.target if isinstance(part, d.Capture) else ""
            if isinstance(part, d.Word):
                for words in lexicon.word(part.text, inflected=part.inflected):
                    found |= words.symbols
            elif name in compiled.grammar.phrases and name not in seen:
                seen.add(name)
                waiting += [line.pattern for line in compiled.grammar.phrases[name].lines]
            elif name in compiled.grammar.lists:
                found |= compiled.alphabet.with_feature(f"l:{name}")
    function_words = compiled.alphabet.with_feature(f"l:{FUNCTION_WORDS}")
    return frozenset(symbol for symbol in found - function_words if not compiled.alphabet.is_chunk(symbol))


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
    by_start = {(c.trigger[0], c.produces): c for c in kept}
    weaker: set[int] = set()
    for candidate in kept:  # "summit talks", "stood trial": one event told by two words
        if (behind := by_start.get((candidate.trigger[1], candidate.produces))) is not None:
            told, told_behind = candidate.strength[:2], behind.strength[:2]
            weaker.add(id(behind if told > told_behind else candidate))
    kept = [c for c in kept if id(c) not in weaker and not any(_tells_too(other, c) for other in kept)]
    return sorted(kept, key=lambda c: (c.trigger, c.produces))


def _tells_too(candidate: Candidate, other: Candidate) -> bool:
    """Whether a candidate tells the other's event with it: its sentence template, or what it names as itself, holds the trigger."""
    if candidate is other or candidate.produces != other.produces:
        return False
    is_template, other_too = (rank[:1] == (TEMPLATE,) for rank in (candidate.rank, other.rank))
    if is_template and other_too and candidate.strength < other.strength:
        return False
    own = (candidate.clause,) if is_template else candidate.covered
    return any(start <= other.trigger[0] < end for start, end in own)


def _verb_start(sentence: Sentence, token: int) -> int:
    """The first token of the verb group that a token heads."""
    return start_of_chunk(sentence.chunks_row.symbols, token - sentence.start) + sentence.start
