"""What a grammar compiles to: patterns over symbols, with the indexes that tell where to try them. Immutable."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property

import attrs

from eventrules.matching.automaton import Automaton
from eventrules.matching.evidence import Evidence
from eventrules.matching.patterns import CompiledPattern
from eventrules.matching.symbols import FILL, Alphabet, charset, charset_of_runs
from eventrules.matching.triggers import Chance, Triggers
from eventrules.rulefile import definitions as d
from eventrules.rulefile.grammar import Grammar
from eventrules.text.tokens import Tokenizer

_SIGHT = 256
"""Tokens that a guard can look back, so that its time does not grow with what stands before."""


@attrs.define(slots=False, eq=False, kw_only=True)
class CompiledGuard:
    """What must, or must not, stand before or after; `beside` are the symbols it can begin with as seen from the match."""

    side: str
    wanted: bool
    pattern: CompiledPattern
    beside: frozenset[str] | None

    def holds(self, symbols: str, start: int, end: int) -> bool:
        """Whether what the guard looks for stands beside a match from `start` to `end`."""
        if self.side == "before":
            return self.pattern.regex.match(symbols, end) is not None
        if self.beside is not None and (start == 0 or (symbols[start - 1] not in self.beside and symbols[start - 1] != FILL)):
            return False
        return self.pattern.regex.match(symbols[max(start - _SIGHT, 0) : start][::-1]) is not None


@attrs.define(slots=False, eq=False, kw_only=True)
class CompiledLine:
    """One wording of a time or mention rule, on classes of symbols; guards that look one word far are part of its pattern."""

    rule: d.Rule
    line: d.Line
    pattern: CompiledPattern
    guards: tuple[CompiledGuard, ...]
    rank: tuple[int, int, int]

    @cached_property
    def values(self) -> dict[str, object]:
        """What the right-hand side made of words of a text; emptied when full."""
        return {}

    @cached_property
    def joins(self) -> bool:
        """Whether the white space between tokens matters."""
        return self.pattern.holds("joined")


@attrs.define(slots=False, eq=False, kw_only=True)
class CompiledLayer:
    """The wordings of a layer, in terms of the classes of symbols that they tell apart.

    `classes` is the class of each symbol by its code; `starts` are the classes that a wording can begin with; `places` finds
    where in a row of symbols one can begin, if anything but its first symbol can tell.
    """

    name: str
    lines: tuple[CompiledLine, ...]
    starts: frozenset[str]
    places: CompiledPattern | None
    classes: str

    @cached_property
    def ranked(self) -> tuple[CompiledLine, ...]:
        """The wordings, the most specific first."""
        return tuple(sorted(self.lines, key=lambda line: line.rank))

    @cached_property
    def automaton(self) -> Automaton:
        """Tells which wordings can match at a place; it knows them by their rank."""
        return Automaton.of(line.pattern for line in self.ranked)

    @cached_property
    def start(self) -> re.Pattern[str]:
        """Finds where in a row a match can begin."""
        return self.places.regex if self.places else self.first

    @cached_property
    def first(self) -> re.Pattern[str]:
        """Finds symbols with which a match can begin."""
        runs = re.finditer(f"{charset(self.starts)}+", self.classes)
        return re.compile(charset_of_runs((run.start(), run.end() - 1) for run in runs))


@attrs.define(slots=False, eq=False, kw_only=True)
class CompiledTail:
    """What may follow at the end of a wording, such as any complements: a part so many times, or as often as it is there."""

    part: CompiledPattern
    most: int

    def matches(self, symbols: str, start: int) -> Iterator[re.Match[str]]:
        """The parts that stand there one after the other; nothing follows them that one could have been cut short for."""
        for _ in range(self.most):
            match = self.part.regex.match(symbols, start)
            if match is None or match.end() == start:
                return
            yield match
            start = match.end()


@attrs.define(slots=False, eq=False, kw_only=True)
class CompiledSides:
    """A wording cut at its trigger: what stands left of it (read from right to left) and what begins with it.

    What may follow at its end but need not is the `tail`: many wordings have the same, which is one then, and none has to
    be tried with it.
    """

    left: CompiledPattern
    right: CompiledPattern
    tail: CompiledTail | None


@attrs.define(slots=False, eq=False, kw_only=True)
class CompiledEventRule:
    rule: d.Rule
    line: d.Line
    sides: CompiledSides
    starts: frozenset[str]
    guards: tuple[CompiledGuard, ...]
    rank: tuple[int, int, int]
    evidence: Evidence


@attrs.define(slots=False, eq=False, kw_only=True)
class CompiledConstruction:
    construction: d.Construction
    line: d.Line
    sides: CompiledSides
    conditions: Mapping[str, str]
    guards: tuple[CompiledGuard, ...]


@attrs.define(slots=False, eq=False, kw_only=True)
class CompiledFrame:
    """A frame with one of its triggers: the roles behind each grammatical function, and the types that it takes.

    `excluded` holds the types that a function must not have, `needed` those of which one function must have one.
    """

    frame: d.Frame
    particles: tuple[str, ...]
    roles: Mapping[str, tuple[str, ...]]
    types: Mapping[str, frozenset[str]]
    excluded: Mapping[str, frozenset[str]]
    needed: Mapping[str, frozenset[str]]
    itself: frozenset[str]
    spare: tuple[tuple[str, str], ...]
    order: int
    evidence: Evidence


@attrs.define(slots=False, eq=False, kw_only=True)
class CompiledAdjunct:
    name: str
    line: d.Line
    pattern: CompiledPattern
    evidence: Evidence


@attrs.define(slots=False, eq=False, kw_only=True)
class CompiledGrammar:
    """All that matching needs; immutable.

    `classes` is the class of each symbol by its code, as all patterns but those of layers see it.
    """

    grammar: Grammar
    alphabet: Alphabet
    tokenizer: Tokenizer
    time_layers: tuple[CompiledLayer, ...]
    mention_layers: tuple[CompiledLayer, ...]
    verb_layers: tuple[CompiledLayer, ...]
    clause_layers: tuple[CompiledLayer, ...]
    event_rules: tuple[CompiledEventRule, ...]
    constructions: tuple[CompiledConstruction, ...]
    frames: Mapping[str, tuple[CompiledFrame, ...]]
    adjuncts: tuple[CompiledAdjunct, ...]
    predicate: CompiledPattern | None
    condition: CompiledPattern | None
    attributive: CompiledPattern | None
    reporting: frozenset[str]
    planning: frozenset[str]
    classes: str

    def lemmas_of_verb(self, symbol: str) -> frozenset[str]:
        """The verbs that a verb group of this symbol can be headed by."""
        return self.alphabet.lemmas_of_verb(symbol)

    @cached_property
    def frames_by_symbol(self) -> dict[str, tuple[CompiledFrame, ...]]:
        """The frames that a verb group's or a noun's symbol calls up."""
        found: dict[str, list[CompiledFrame]] = {}
        for feature, frames in self.frames.items():
            symbols = self.alphabet.with_lemma(feature) if feature.startswith("v:") else self.alphabet.with_feature(feature)
            for symbol in symbols:
                found.setdefault(symbol, []).extend(frames)
        return {symbol: tuple(sorted(frames, key=lambda f: (-f.frame.priority, f.order))) for symbol, frames in found.items()}

    @cached_property
    def rules_by_symbol(self) -> dict[str, tuple[CompiledEventRule, ...]]:
        """The event rules whose trigger can begin with a symbol."""
        found: dict[str, list[CompiledEventRule]] = {}
        for rule in sorted(self.event_rules, key=lambda rule: rule.rank):
            for symbol in rule.starts:
                found.setdefault(symbol, []).append(rule)
        return {symbol: tuple(rules) for symbol, rules in found.items()}

    @cached_property
    def triggers(self) -> Triggers:
        """Tells which sentences can hold an event."""
        chances: dict[str, list[Chance]] = {}
        of_rules = {rule: Chance(rule.evidence) for rule in self.event_rules}
        for symbol, rules in self.rules_by_symbol.items():
            if not self.alphabet.is_chunk(symbol):
                chances.setdefault(symbol, []).extend(map(of_rules.__getitem__, rules))
        for word, frames in self.frames.items():
            for frame in frames:
                particles = tuple(self.alphabet.with_feature(f"w:{particle}") for particle in frame.particles)
                for symbol in self.alphabet.with_feature(word):
                    chances.setdefault(symbol, []).append(Chance(frame.evidence, particles))
        return Triggers(chances, self.alphabet)

    @cached_property
    def event_trigger(self) -> re.Pattern[str]:
        """Finds triggers in rows where everything is chunked."""
        return re.compile(charset({*self.frames_by_symbol, *self.rules_by_symbol}))

    @cached_property
    def canonical(self) -> Mapping[str, Mapping[str, d.Entry]]:
        """What the entries of each list stand for, by their lower-case forms."""
        return Canonical(self.grammar, self.tokenizer)

    @cached_property
    def several(self) -> dict[tuple[str, str], tuple[tuple[str, ...], ...]]:
        """The entries of several words by their first two, the longest first; read off the alphabet's own vocabulary."""
        found: dict[tuple[str, str], set[tuple[str, ...]]] = {}
        for entry in self.alphabet.entries_of_several_words():
            words = tuple(entry.split(" "))
            found.setdefault((words[0].lower(), words[1].lower()), set()).add(words)
        return {start: tuple(sorted(entries, key=lambda words: (-len(words), words))) for start, entries in found.items()}

    @cached_property
    def several_start(self) -> re.Pattern[str]:
        """Finds words that can begin an entry of several words."""
        return re.compile(charset(self.alphabet.with_feature("m:first")))


class Canonical(Mapping[str, Mapping[str, d.Entry]]):
    """The entries of lists and phrases, looked up when a text brings one; a phrase knows those of all lists that it names."""

    def __init__(self, grammar: Grammar, tokenizer: Tokenizer) -> None:
        self._grammar = grammar
        self._tokenizer = tokenizer
        self._known: dict[str, dict[str, d.Entry]] = {}

    def __getitem__(self, name: str) -> dict[str, d.Entry]:
        if name not in self._known:
            self._known[name] = self._entries(name)
        return self._known[name]

    def _entries(self, name: str) -> dict[str, d.Entry]:
        phrase, lists = self._grammar.phrases.get(name), self._grammar.lists
        if phrase is None:
            words = self._tokenizer.words
            return {" ".join(words(entry.surface)).lower(): entry for entry in reversed(lists[name].entries)}
        parts = [part for line in phrase.lines for part in d.walk(line.pattern)]
        named = [self[part.name] for part in parts if isinstance(part, d.Reference) and part.name in lists]
        return {surface: entry for entries in reversed(named) for surface, entry in entries.items()}

    def __iter__(self) -> Iterator[str]:
        return iter({**self._grammar.lists, **self._grammar.phrases})

    def __len__(self) -> int:
        return len({**self._grammar.lists, **self._grammar.phrases})
