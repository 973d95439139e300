"""Compiles a grammar once: definitions in, patterns over symbols with their indexes out."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from eventrules.matching.anchors import Anchors, places
from eventrules.matching.classes import Names
from eventrules.matching.compiled import (
    CompiledAdjunct,
    CompiledConstruction,
    CompiledEventRule,
    CompiledFrame,
    CompiledGrammar,
    CompiledGuard,
    CompiledLayer,
    CompiledLine,
    CompiledSides,
    CompiledTail,
)
from eventrules.matching.emitting import Neighbours, compile_pattern, within
from eventrules.matching.ends import cut_tail, single, starts, triggered
from eventrules.matching.evidence import Evidences
from eventrules.matching.lexicon import (
    ABBREVIATION_LIST,
    ATTRIBUTIVE_PHRASE,
    COMMON_LIST,
    CONDITION_PHRASE,
    PLANNING_PHRASE,
    PREDICATE_PHRASE,
    REPORTING_PHRASE,
    GrammarLexicon,
    build_alphabet,
)
from eventrules.matching.narrowing import narrowed
from eventrules.matching.patterns import CompiledPattern, SymbolSet
from eventrules.matching.symbols import FILL
from eventrules.rulefile import definitions as d
from eventrules.rulefile.grammar import Grammar
from eventrules.rulefile.vocabulary import CLAUSE_TYPE, VERB_TYPE
from eventrules.text.tokens import Tokenizer


def compile_grammar(grammar: Grammar) -> CompiledGrammar:
    """Compile all rules of a grammar, whose names have been checked."""
    compiler = _Compiler(grammar)
    return narrowed(compiler.compile(), compiler.names)


class _Compiler:
    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar
        self.tokenizer = Tokenizer(grammar.words(ABBREVIATION_LIST))
        self.alphabet = build_alphabet(grammar, self.tokenizer)
        self.names = Names()
        self.inline = GrammarLexicon(grammar, self.alphabet, self.tokenizer, inline=True, names=self.names)
        self.lexicon = GrammarLexicon(grammar, self.alphabet, self.tokenizer, inline=False, names=self.names)
        self.tails: dict[object, CompiledTail] = {}
        self.evidences = Evidences(grammar, self.lexicon, self.alphabet, self.tokenizer, grammar.words(COMMON_LIST))

    def compile(self) -> CompiledGrammar:
        layers = [(kind, self._layer(name, kind)) for name in self._layer_names() for kind in ("time", "mention")]
        mention = [layer for kind, layer in layers if kind == "mention" and layer.lines]
        verbs, clauses = (
            [layer for layer in mention if all(line.rule.produces == kind for line in layer.lines)] for kind in (VERB_TYPE, CLAUSE_TYPE)
        )
        return CompiledGrammar(
            grammar=self.grammar,
            alphabet=self.alphabet,
            tokenizer=self.tokenizer,
            time_layers=tuple(layer for kind, layer in layers if kind == "time" and layer.lines),
            mention_layers=tuple(layer for layer in mention if layer not in (*verbs, *clauses)),
            verb_layers=tuple(verbs),
            clause_layers=tuple(clauses),
            event_rules=tuple(self._event_rules()),
            constructions=tuple(self._constructions()),
            frames=self._frames(),
            adjuncts=tuple(self._adjuncts()),
            predicate=self._well_known(PREDICATE_PHRASE),
            condition=self._well_known(CONDITION_PHRASE),
            attributive=self._well_known(ATTRIBUTIVE_PHRASE),
            reporting=self._symbols_of(REPORTING_PHRASE),
            planning=self._symbols_of(PLANNING_PHRASE),
            classes="",
        )

    def _layer_names(self) -> list[str]:
        return [*self.grammar.layers, *({_layer_of(rule) for rule in self.grammar.rules} - set(self.grammar.layers))]

    def _layer(self, name: str, kind: str) -> CompiledLayer:
        lexicon = self.inline if kind == "time" else self.lexicon
        rules = [rule for rule in self.grammar.rules if rule.kind == kind and _layer_of(rule) == name]
        lines = [self._line(rule, line, lexicon) for rule in rules for line in rule.lines]
        ranked = [attrs.evolve(line, rank=(*line.rank[:2], order)) for order, line in enumerate(lines)]
        begins = [starts(line.line.pattern, lexicon) or frozenset() for line in lines]
        places = self._places(ranked, begins) if kind == "time" else None
        return CompiledLayer(name=name, lines=tuple(ranked), starts=frozenset[str]().union(*set(begins)), places=places, classes="")

    def _places(self, lines: list[CompiledLine], begins: list[frozenset[str]]) -> CompiledPattern:
        """Where a layer of time rules looks: times are few, and no text is without them, so that all of it is gone through."""
        common = [item.symbols for word in self.grammar.words(COMMON_LIST) for item in self.inline.word(word, inflected=False)]
        anchors = Anchors(self.inline, frozenset[str]().union(*common))
        return places(zip(begins, (anchors.of(line.line.pattern) for line in lines), strict=True), self.inline)

    def _line(self, rule: d.Rule, line: d.Line, lexicon: GrammarLexicon) -> CompiledLine:
        pattern = compile_pattern(line.pattern, lexicon, features=line.features)
        neighbours, guards = self._guards_of_line(rule, lexicon)
        return CompiledLine(
            rule=rule, line=line, pattern=within(neighbours, pattern), guards=guards,
            rank=(-rule.priority, -_specificity(line.pattern), 0),
        )  # fmt: skip

    def _guards(self, rule: d.Rule | d.Construction, lexicon: GrammarLexicon) -> tuple[CompiledGuard, ...]:
        return tuple(
            CompiledGuard(
                side=guard.side,
                wanted=guard.wanted,
                pattern=compile_pattern(guard.pattern, lexicon, reverse=guard.side == "after", plain=True),
                beside=starts(guard.pattern, lexicon, at=-1) if guard.side == "after" else None,
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
                neighbours = neighbours.preceded(lexicon.charset(symbols), wanted=guard.wanted)
            else:
                others.append(compiled)
                if guard.wanted and compiled.beside is not None:  # nothing more is worth a try
                    neighbours = neighbours.preceded(lexicon.charset(compiled.beside | {FILL}), wanted=True)
        return neighbours, tuple(others)

    def _event_rules(self) -> list[CompiledEventRule]:
        found: list[CompiledEventRule] = []
        for rule in self.grammar.rules:
            if rule.kind != "event":
                continue
            targets = self._role_targets(rule.produces)
            for line in rule.lines:
                evidence = self.evidences.of_wording(line.pattern, targets)
                for before, trigger, behind in triggered(line.pattern):
                    first = starts(trigger, self.lexicon, targets) or frozenset()
                    behind = d.Sequence((d.Marked(trigger, line.location), behind))
                    sides = self._sides(before, behind, line.features, targets)
                    rank = (-rule.priority, -_specificity(line.pattern), len(found))
                    compiled = CompiledEventRule(
                        rule=rule, line=line, sides=sides, starts=first, rank=rank, evidence=evidence,
                        guards=self._guards(rule, self.lexicon),
                    )  # fmt: skip
                    found.append(compiled)
        return found

    def _role_targets(self, event: str) -> dict[str, SymbolSet]:
        definition = self.grammar.events.get(event)
        roles = definition.roles if definition else ()
        return {role.name: self.lexicon.role_symbols(role) for role in roles}

    def _sides(
        self, before: d.Pattern, behind: d.Pattern, features: tuple[d.Feature, ...], targets: Mapping[str, SymbolSet] | None = None
    ) -> CompiledSides:
        needed, tail = cut_tail(behind)
        return CompiledSides(
            left=compile_pattern(before, self.lexicon, reverse=True, targets=targets),
            right=compile_pattern(needed, self.lexicon, targets=targets, features=features),
            tail=tail and self._tail(tail, targets),
        )

    def _tail(self, tail: d.Pattern, targets: Mapping[str, SymbolSet] | None) -> CompiledTail:
        part, most = (tail.item, tail.limit) if isinstance(tail, d.Repeat) else (tail, 1)
        pattern = compile_pattern(part, self.lexicon, targets=targets)
        return self.tails.setdefault((pattern.meaning, most), CompiledTail(part=pattern, most=most))

    def _constructions(self) -> list[CompiledConstruction]:
        found: list[CompiledConstruction] = []
        for construction in self.grammar.constructions:
            conditions = {feature.name: feature.value for feature in construction.conditions}
            guards = self._guards(construction, self.lexicon)
            for line in construction.lines:
                for before, _, behind in triggered(line.pattern):
                    sides = self._sides(before, behind, line.features)
                    found.append(
                        CompiledConstruction(construction=construction, line=line, sides=sides, conditions=conditions, guards=guards)
                    )
        return found

    def _frames(self) -> dict[str, tuple[CompiledFrame, ...]]:
        found: dict[str, list[CompiledFrame]] = {}
        for order, frame in enumerate(self.grammar.frames):
            definition = self.grammar.events.get(frame.produces)
            roles: dict[str, tuple[str, ...]] = {}
            for role, function in ((slot.role, function) for slot in frame.slots for function in slot.functions):
                roles[function] = (*roles.get(function, ()), role)
            types: dict[str, frozenset[str]] = {}
            for role in definition.roles if definition else ():
                types[role.name] = frozenset[str]().union(*(self.grammar.subtypes(name) for name in role.types))
            itself = frozenset(function for slot in frame.slots if slot.is_itself for function in slot.functions)
            spare = tuple([(function, slot.role) for slot in frame.slots if slot.is_else for function in slot.functions])
            excluded = self.grammar.types_by_place(frame.exclusions)
            needed = self.grammar.types_by_place(frame.needed_fillers)
            evidence = self.evidences.of_frame(frame)
            for trigger in frame.triggers:
                words = self.tokenizer.words(trigger)
                key = f"v:{words[0]}" if frame.kind == "verb" else f"n:{trigger}"
                particles = tuple(words[1:]) if frame.kind == "verb" else ()
                compiled = CompiledFrame(
                    frame=frame,
                    particles=particles,
                    roles=roles,
                    types=types,
                    excluded=excluded,
                    needed=needed,
                    itself=itself,
                    spare=spare,
                    order=order,
                    evidence=evidence,
                )
                found.setdefault(key, []).append(compiled)
        return {key: tuple(frames) for key, frames in found.items()}

    def _adjuncts(self) -> list[CompiledAdjunct]:
        return [
            CompiledAdjunct(
                name=adjunct.name, line=line,
                pattern=compile_pattern(line.pattern, self.lexicon, features=line.features),
                evidence=self.evidences.of_wording(line.pattern),
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


def _layer_of(rule: d.Rule) -> str:
    return rule.layer or ("times" if rule.kind == "time" else "names")


def _specificity(pattern: d.Pattern) -> int:
    return sum(isinstance(part, d.Word) for part in d.walk(pattern))
