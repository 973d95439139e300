"""Compiles a grammar once: definitions in, patterns over symbols with their indexes out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

import attrs

from eventrules.matching.lexicon import (
    ABBREVIATION_LIST,
    CONDITION_PHRASE,
    PLANNING_PHRASE,
    PREDICATE_PHRASE,
    REPORTING_PHRASE,
    GrammarLexicon,
    build_alphabet,
)
from eventrules.matching.patterns import (
    CompiledPattern,
    Neighbours,
    SymbolSet,
    compile_pattern,
    needed,
    openings,
    single,
    starts,
    triggered,
    within,
)
from eventrules.matching.symbols import Alphabet, charset
from eventrules.rulefile import definitions as d
from eventrules.rulefile.grammar import Grammar
from eventrules.rulefile.vocabulary import VERB_TYPE
from eventrules.text.tokens import Tokenizer

_CACHE_LIMIT = 1 << 16


class _Lean:
    """Pickles without what was worked out on first use."""

    def __getstate__(self) -> dict[str, Any]:
        names = {field.name for field in attrs.fields(type(self))}
        return {key: value for key, value in self.__dict__.items() if key in names}


@attrs.define(slots=False, eq=False, kw_only=True)
class CompiledGuard:
    side: str
    wanted: bool
    pattern: CompiledPattern


@attrs.define(slots=False, eq=False, kw_only=True)
class CompiledLine(_Lean):
    """One wording of a time or mention rule; guards that look one word far are part of its pattern."""

    rule: d.Rule
    line: d.Line
    pattern: CompiledPattern
    guards: tuple[CompiledGuard, ...]
    starts: frozenset[str]
    followers: Mapping[str, frozenset[str] | None]
    needed: CompiledPattern | None
    rank: tuple[int, int, int]

    @cached_property
    def match(self) -> Callable[[str, int], re.Match[str] | None]:
        """Matches the wording at a place of a row."""
        return self.pattern.regex.match

    @cached_property
    def joins(self) -> bool:
        """Whether the white space between tokens matters."""
        return self.pattern.holds("joined")


class _Openings(dict[str, "tuple[CompiledLine, ...]"]):
    """Worked out for the pairs of symbols that texts bring; emptied when full, so that no stream makes it grow."""

    def __init__(self, index: Mapping[str, tuple[CompiledLine, ...]]) -> None:
        super().__init__()
        self._index = index

    def __missing__(self, pair: str) -> tuple[CompiledLine, ...]:
        if len(self) >= _CACHE_LIMIT:
            self.clear()
        first, second = pair[0], pair[1:]
        found = tuple(line for line in self._index[first] if (known := line.followers.get(first)) is None or second in known)
        self[pair] = found
        return found


@attrs.define(slots=False, eq=False, kw_only=True)
class CompiledLayer(_Lean):
    """The wordings of a layer, by the symbol that a match begins with."""

    name: str
    lines: tuple[CompiledLine, ...]

    @cached_property
    def index(self) -> dict[str, tuple[CompiledLine, ...]]:
        """The wordings that can begin with a symbol, the most specific first."""
        found: dict[str, list[CompiledLine]] = {}
        for line in sorted(self.lines, key=lambda line: line.rank):
            for symbol in line.starts:
                found.setdefault(symbol, []).append(line)
        return {symbol: tuple(lines) for symbol, lines in found.items()}

    @cached_property
    def openings(self) -> _Openings:
        """The wordings that can begin with two symbols, or with the last of a row."""
        return _Openings(self.index)

    @cached_property
    def _start(self) -> re.Pattern[str]:
        return re.compile(charset(self.index))

    @cached_property
    def _rarities(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        """What the choosy wordings need, and what the others can begin with."""
        choosy = [line.needed.source for line in self.lines if line.needed is not None]
        others = frozenset[str]().union(*(line.starts for line in self.lines if line.needed is None))
        return re.compile("|".join(choosy) or "(?!)"), re.compile(charset(others))

    def start_in(self, symbols: str) -> re.Pattern[str]:
        """Finds the next symbol of a row that any match can begin with."""
        needed, others = self._rarities
        return self._start if needed.search(symbols) else others


@attrs.define(slots=False, eq=False, kw_only=True)
class CompiledSides:
    """A wording cut at its trigger: what stands left of it (read from right to left) and what begins with it."""

    left: CompiledPattern
    right: CompiledPattern


@attrs.define(slots=False, eq=False, kw_only=True)
class CompiledEventRule:
    rule: d.Rule
    line: d.Line
    sides: CompiledSides
    starts: frozenset[str]
    guards: tuple[CompiledGuard, ...]
    rank: tuple[int, int, int]


@attrs.define(slots=False, eq=False, kw_only=True)
class CompiledConstruction:
    construction: d.Construction
    line: d.Line
    sides: CompiledSides
    conditions: Mapping[str, str]
    guards: tuple[CompiledGuard, ...]


@attrs.define(slots=False, eq=False, kw_only=True)
class CompiledFrame:
    """A frame with one of its triggers: the role behind each grammatical function, and the types that it takes."""

    frame: d.Frame
    particles: tuple[str, ...]
    roles: Mapping[str, str]
    types: Mapping[str, frozenset[str]]
    order: int


@attrs.define(slots=False, eq=False, kw_only=True)
class CompiledAdjunct:
    name: str
    line: d.Line
    pattern: CompiledPattern
    starts: frozenset[str]


@attrs.define(slots=False, eq=False, kw_only=True)
class CompiledGrammar(_Lean):
    """All that matching needs; immutable."""

    grammar: Grammar
    alphabet: Alphabet
    tokenizer: Tokenizer
    time_layers: tuple[CompiledLayer, ...]
    mention_layers: tuple[CompiledLayer, ...]
    verb_layers: tuple[CompiledLayer, ...]
    event_rules: tuple[CompiledEventRule, ...]
    constructions: tuple[CompiledConstruction, ...]
    frames: Mapping[str, tuple[CompiledFrame, ...]]
    adjuncts: tuple[CompiledAdjunct, ...]
    several: Mapping[tuple[str, str], tuple[tuple[str, ...], ...]]
    canonical: Mapping[str, Mapping[str, d.Entry]]
    predicate: CompiledPattern | None
    condition: CompiledPattern | None
    reporting: frozenset[str]
    planning: frozenset[str]

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
    def hint(self) -> re.Pattern[str]:
        """Finds tokens that can be or begin a trigger, in rows where nothing is chunked yet."""
        verbs = (symbols for symbols, _ in self._verb_triggers)
        return re.compile(charset(self._word_triggers.union(*verbs, self.alphabet.with_feature("e:opens-event-noun"))))

    @cached_property
    def trigger(self) -> re.Pattern[str]:
        """Finds triggers in the row of one sentence where no verb is chunked yet."""
        phrasal = [f"{charset(verbs)}(?=.*{charset(particles)})" for verbs, particles in self._verb_triggers if particles]
        plain = (verbs for verbs, particles in self._verb_triggers if not particles)
        return re.compile("|".join([charset(self._word_triggers.union(*plain)), *phrasal]), re.DOTALL)

    @cached_property
    def _word_triggers(self) -> frozenset[str]:
        """The symbols of nouns and of the first words of rules."""
        first = {symbol for symbol in self.rules_by_symbol if not self.alphabet.is_chunk(symbol)}
        return self.alphabet.with_feature("e:event-noun") | first

    @cached_property
    def _verb_triggers(self) -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
        """The symbols of verbs, and of the particles without which they are no triggers (none: with or without)."""
        found: dict[frozenset[str], frozenset[str]] = {}
        for verb, frames in self.frames.items():
            for frame in frames:
                if frame.frame.kind == "verb":
                    particles = self.alphabet.with_feature(f"w:{frame.particles[0]}") if frame.particles else frozenset[str]()
                    found[particles] = found.get(particles, frozenset()) | self.alphabet.with_feature(verb)
        return tuple((verbs, particles) for particles, verbs in found.items())

    @cached_property
    def event_trigger(self) -> re.Pattern[str]:
        """Finds triggers in rows where everything is chunked."""
        return re.compile(charset({*self.frames_by_symbol, *self.rules_by_symbol}))

    @cached_property
    def several_start(self) -> re.Pattern[str]:
        """Finds words that can begin an entry of several words."""
        return re.compile(charset(self.alphabet.with_feature("m:first")))


def compile_grammar(grammar: Grammar) -> CompiledGrammar:
    """Compile all rules of a grammar, whose names have been checked."""
    return _Compiler(grammar).compile()


class _Compiler:
    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar
        abbreviations = grammar.lists.get(ABBREVIATION_LIST)
        self.tokenizer = Tokenizer(entry.surface for entry in (abbreviations.entries if abbreviations else ()))
        self.alphabet = build_alphabet(grammar, self.tokenizer)
        self.inline = GrammarLexicon(grammar, self.alphabet, self.tokenizer, inline=True)
        self.lexicon = GrammarLexicon(grammar, self.alphabet, self.tokenizer, inline=False)

    def compile(self) -> CompiledGrammar:
        layers = [(kind, self._layer(name, kind)) for name in self._layer_names() for kind in ("time", "mention")]
        mention = [layer for kind, layer in layers if kind == "mention" and layer.lines]
        verbs = [layer for layer in mention if all(line.rule.produces == VERB_TYPE for line in layer.lines)]
        return CompiledGrammar(
            grammar=self.grammar,
            alphabet=self.alphabet,
            tokenizer=self.tokenizer,
            time_layers=tuple(layer for kind, layer in layers if kind == "time" and layer.lines),
            mention_layers=tuple(layer for layer in mention if layer not in verbs),
            verb_layers=tuple(verbs),
            event_rules=tuple(self._event_rules()),
            constructions=tuple(self._constructions()),
            frames=self._frames(),
            adjuncts=tuple(self._adjuncts()),
            several=self._several(),
            canonical=self._canonical(),
            predicate=self._well_known(PREDICATE_PHRASE),
            condition=self._well_known(CONDITION_PHRASE),
            reporting=self._symbols_of(REPORTING_PHRASE),
            planning=self._symbols_of(PLANNING_PHRASE),
        )

    def _layer_names(self) -> list[str]:
        return [*self.grammar.layers, *({_layer_of(rule) for rule in self.grammar.rules} - set(self.grammar.layers))]

    def _layer(self, name: str, kind: str) -> CompiledLayer:
        lexicon = self.inline if kind == "time" else self.lexicon
        rules = [rule for rule in self.grammar.rules if rule.kind == kind and _layer_of(rule) == name]
        lines = [self._line(rule, line, lexicon) for rule in rules for line in rule.lines]
        ranked = [attrs.evolve(line, rank=(*line.rank[:2], order)) for order, line in enumerate(lines)]
        return CompiledLayer(name=name, lines=tuple(ranked))

    def _line(self, rule: d.Rule, line: d.Line, lexicon: GrammarLexicon) -> CompiledLine:
        pattern = compile_pattern(line.pattern, lexicon, features=line.features)
        neighbours, guards = self._guards_of_line(rule, lexicon)
        return CompiledLine(
            rule=rule, line=line, pattern=within(neighbours, pattern), guards=guards,
            starts=starts(line.pattern, lexicon) or frozenset(), followers=_followers(line.pattern, lexicon),
            needed=_needed(line.pattern, lexicon), rank=(-rule.priority, -_specificity(line.pattern), 0),
        )  # fmt: skip

    def _guards(self, rule: d.Rule | d.Construction, lexicon: GrammarLexicon) -> tuple[CompiledGuard, ...]:
        return tuple(
            CompiledGuard(
                side=guard.side, wanted=guard.wanted, pattern=compile_pattern(guard.pattern, lexicon, reverse=guard.side == "after")
            )
            for guard in rule.guards
        )

    def _guards_of_line(self, rule: d.Rule, lexicon: GrammarLexicon) -> tuple[Neighbours, tuple[CompiledGuard, ...]]:
        """The guards that `re` can look at while it matches, and those it cannot: what is longer and stands before."""
        neighbours, others = Neighbours(), list[CompiledGuard]()
        for guard, compiled in zip(rule.guards, self._guards(rule, lexicon), strict=True):
            if guard.side == "before":
                neighbours = neighbours.followed(compiled.pattern, wanted=guard.wanted)
            elif (symbols := single(guard.pattern, lexicon)) is not None:
                neighbours = neighbours.preceded(symbols, wanted=guard.wanted)
            else:
                others.append(compiled)
        return neighbours, tuple(others)

    def _event_rules(self) -> list[CompiledEventRule]:
        found: list[CompiledEventRule] = []
        for rule in self.grammar.rules:
            if rule.kind != "event":
                continue
            targets = self._role_targets(rule.produces)
            for line in rule.lines:
                for before, trigger, behind in triggered(line.pattern):
                    first = starts(trigger, self.lexicon, targets) or frozenset()
                    sides = self._sides(before, d.Marked(trigger, line.location), behind, line.features, targets)
                    rank = (-rule.priority, -_specificity(line.pattern), len(found))
                    found.append(
                        CompiledEventRule(
                            rule=rule, line=line, sides=sides, starts=first, rank=rank, guards=self._guards(rule, self.lexicon)
                        )
                    )
        return found

    def _role_targets(self, event: str) -> dict[str, SymbolSet]:
        definition = self.grammar.events.get(event)
        roles = definition.roles if definition else ()
        return {role.name: self.lexicon.role_symbols(role) for role in roles}

    def _sides(
        self, before: d.Pattern, trigger: d.Pattern, behind: d.Pattern, features: tuple[d.Feature, ...], targets: Mapping[str, SymbolSet]
    ) -> CompiledSides:
        return CompiledSides(
            left=compile_pattern(before, self.lexicon, reverse=True, targets=targets),
            right=compile_pattern(d.Sequence((trigger, behind)), self.lexicon, targets=targets, features=features),
        )

    def _constructions(self) -> list[CompiledConstruction]:
        found: list[CompiledConstruction] = []
        for construction in self.grammar.constructions:
            conditions = {feature.name: feature.value for feature in construction.conditions}
            guards = self._guards(construction, self.lexicon)
            for line in construction.lines:
                for before, _, behind in triggered(line.pattern):
                    sides = CompiledSides(
                        left=compile_pattern(before, self.lexicon, reverse=True),
                        right=compile_pattern(behind, self.lexicon, features=line.features),
                    )
                    found.append(
                        CompiledConstruction(construction=construction, line=line, sides=sides, conditions=conditions, guards=guards)
                    )
        return found

    def _frames(self) -> dict[str, tuple[CompiledFrame, ...]]:
        found: dict[str, list[CompiledFrame]] = {}
        for order, frame in enumerate(self.grammar.frames):
            definition = self.grammar.events.get(frame.produces)
            roles = {function: slot.role for slot in frame.slots for function in slot.functions}
            types: dict[str, frozenset[str]] = {}
            for role in definition.roles if definition else ():
                types[role.name] = frozenset[str]().union(*(self.grammar.subtypes(name) for name in role.types))
            for trigger in frame.triggers:
                words = self.tokenizer.words(trigger)
                key = f"v:{words[0]}" if frame.kind == "verb" else f"n:{trigger}"
                particles = tuple(words[1:]) if frame.kind == "verb" else ()
                compiled = CompiledFrame(frame=frame, particles=particles, roles=roles, types=types, order=order)
                found.setdefault(key, []).append(compiled)
        return {key: tuple(frames) for key, frames in found.items()}

    def _adjuncts(self) -> list[CompiledAdjunct]:
        return [
            CompiledAdjunct(
                name=adjunct.name, line=line, starts=starts(line.pattern, self.lexicon) or frozenset(),
                pattern=compile_pattern(line.pattern, self.lexicon, features=line.features),
            )
            for adjunct in self.grammar.adjuncts.values()
            for line in adjunct.lines
        ]  # fmt: skip

    def _well_known(self, name: str) -> CompiledPattern | None:
        """A phrase that assembly itself asks for, where the grammar has it."""
        if name not in self.grammar.phrases:
            return None
        return compile_pattern(d.Reference(name, self.grammar.phrases[name].location), self.lexicon)

    def _symbols_of(self, name: str) -> frozenset[str]:
        """The symbols that a well-known phrase can begin with, where the grammar has it."""
        if name not in self.grammar.phrases:
            return frozenset()
        return starts(d.Reference(name, self.grammar.phrases[name].location), self.lexicon) or frozenset()

    def _canonical(self) -> dict[str, Mapping[str, d.Entry]]:
        """What the entries of each list stand for; a phrase knows the entries of all lists that it names."""
        found: dict[str, Mapping[str, d.Entry]] = {name: _canonical(words, self.tokenizer) for name, words in self.grammar.lists.items()}
        for phrase in self.grammar.phrases.values():
            parts = [part for line in phrase.lines for part in d.walk(line.pattern)]
            lists = [found[part.name] for part in parts if isinstance(part, d.Reference) and part.name in self.grammar.lists]
            found[phrase.name] = {surface: entry for entries in reversed(lists) for surface, entry in entries.items()}
        return found

    def _several(self) -> dict[tuple[str, str], tuple[tuple[str, ...], ...]]:
        """The entries of several words by their first two, the longest first; read off the alphabet's own vocabulary."""
        found: dict[tuple[str, str], set[tuple[str, ...]]] = {}
        for entry in self.alphabet.entries_of_several_words():
            words = tuple(entry.split(" "))
            found.setdefault((words[0].lower(), words[1].lower()), set()).add(words)
        return {start: tuple(sorted(entries, key=lambda words: (-len(words), words))) for start, entries in found.items()}


_MANY = 400
"""First symbols beyond which looking at the second costs more than it saves."""


def _followers(pattern: d.Pattern, lexicon: GrammarLexicon) -> dict[str, frozenset[str] | None]:
    """For each symbol that a match can begin with, the symbols that can come next; left out where that is any."""
    first = starts(pattern, lexicon)
    if first is None or len(first) > _MANY:
        return {}
    found: dict[str, frozenset[str] | None] = {}
    for symbols, behind in openings(pattern, lexicon):
        for symbol in symbols:
            known = found.get(symbol, frozenset[str]())
            found[symbol] = None if behind is None or known is None else known | behind
    return found


def _needed(pattern: d.Pattern, lexicon: GrammarLexicon) -> CompiledPattern | None:
    """Finds what a match must hold, for wordings that nearly any word can begin."""
    found, first = needed(pattern, lexicon), starts(pattern, lexicon)
    if found is None or first is None or len(first) <= _MANY or len(found) > _MANY:
        return None
    return CompiledPattern(charset(found), (), reverse=False)


def _layer_of(rule: d.Rule) -> str:
    return rule.layer or ("times" if rule.kind == "time" else "names")


def _canonical(words: d.WordList, tokenizer: Tokenizer) -> dict[str, d.Entry]:
    """The entries by their tokens in lower case, with single spaces between; the first of two that are the same."""

    def key(surface: str) -> str:
        return (surface if surface.isalpha() else " ".join(tokenizer.words(surface))).lower()

    return {key(entry.surface): entry for entry in reversed(words.entries)}


def _specificity(pattern: d.Pattern) -> int:
    return sum(isinstance(part, d.Word) for part in d.walk(pattern))
