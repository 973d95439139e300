"""What the names and words in patterns stand for: first collected into an alphabet, then looked up as symbol sets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import chain

from eventrules.matching.classes import Names
from eventrules.matching.patterns import Lexicon, SymbolSet
from eventrules.matching.symbols import Alphabet, VocabularyBuilder
from eventrules.rulefile import definitions as d
from eventrules.rulefile.grammar import Grammar, VerbForms, regular_verb
from eventrules.rulefile.vocabulary import FORMS, SHAPES, TIME_TYPE, VERB_FORMS, VOICES
from eventrules.text.tokens import Tokenizer

BOUNDARY_LIST = "clause-boundary"
PREPOSITION_LIST = "preposition"
PREDICATE_PHRASE = "predicate-meaning"
CONDITION_PHRASE = "condition"
ATTRIBUTIVE_PHRASE = "attributive"
REPORTING_PHRASE = "saying"
PLANNING_PHRASE = "planning"
READ_BY_NAME = ("circumstance", "citing-word")
"""Lists that no wording names, and that Python asks for by name."""

RULE_WORD = "rule-word"
"""The built-in name of the words that event rules spell out."""

FUNCTION_WORDS = "function-word"
ABBREVIATION_LIST = "abbreviation"
COMMON_LIST = "common-word"


SENTENCE_MARKS = ".?!\"'()[]"
"""The marks that tell where sentences end and begin; known to every grammar."""


class GrammarLexicon(Lexicon):
    """The words and names of a grammar.

    Entries of several words are chunks of their own for event and mention rules, which run on rows where such entries
    are one symbol; time rules run below that and read them word by word (`inline`).
    """

    def __init__(self, grammar: Grammar, alphabet: Alphabet, tokenizer: Tokenizer, *, inline: bool, names: Names | None = None) -> None:
        """The lexicon of a grammar.

        Args:
            names: how sets and parts are written where expressions are put into other terms before they are used.
        """
        super().__init__()
        self._names = names
        self._grammar = grammar
        self._alphabet = alphabet
        self._tokenizer = tokenizer
        self._inline = inline
        self._references: dict[str, SymbolSet | d.Phrase] = {}
        self._words: dict[tuple[str, bool], tuple[SymbolSet, ...]] = {}
        self._wide = alphabet.with_feature("m:several") | alphabet.chunks()

    def charset(self, symbols: frozenset[str], *, wanted: bool = True) -> str:
        """See `Lexicon.charset`."""
        return self._names.of_set(symbols, wanted=wanted) if self._names else super().charset(symbols, wanted=wanted)

    def part(self, source: str) -> str:
        """How expressions write a part: by the name that it gets."""
        return self._names.of_part(source) if self._names else super().part(source)

    def word(self, text: str, *, inflected: bool) -> tuple[SymbolSet, ...]:
        """See `Lexicon.word`."""
        key = text, inflected
        if key not in self._words:
            self._words[key] = self._sets_of_word(text, inflected=inflected)
        return self._words[key]

    def _sets_of_word(self, text: str, *, inflected: bool) -> tuple[SymbolSet, ...]:
        if inflected:
            verbs = self._alphabet.with_lemma(f"v:{text}")
            return (SymbolSet(verbs | self._raw(f"v:{text}") | self._raw(f"n:{text}"), chunks=bool(verbs)),)
        return tuple(SymbolSet(self._literal(token)) for token in self._tokenizer.words(text))

    def _raw(self, feature: str) -> frozenset[str]:
        return self._alphabet.with_feature(feature)

    def _literal(self, token: str) -> frozenset[str]:
        return self._raw(f"w:{token}" if token == token.lower() else f"W:{token}")

    def reference(self, name: str) -> SymbolSet | d.Phrase:
        """See `Lexicon.reference`."""
        if name not in self._references:
            self._references[name] = self._lookup(name)
        return self._references[name]

    def _lookup(self, name: str) -> SymbolSet | d.Phrase:
        grammar = self._grammar
        if name in grammar.phrases:
            return grammar.phrases[name]
        if name in grammar.lists:
            return self._list(grammar.lists[name])
        if name == TIME_TYPE or name in grammar.types or name in grammar.time_categories():
            return SymbolSet(self.type_symbols([name]), chunks=True)
        return self._built_in(name)

    def _list(self, words: d.WordList) -> SymbolSet:
        symbols = self._raw(f"l:{words.name}")
        if not self._inline:
            return SymbolSet(symbols, chunks=any(self._has_several_words(entry.surface) for entry in words.entries))
        tokens = [self._tokenizer.words(entry.surface) for entry in words.entries]
        sequences = tuple(tuple(self._literal(token) for token in entry) for entry in tokens if len(entry) > 1)
        return SymbolSet(symbols, sequences=tuple(dict.fromkeys(sequences)))

    def _has_several_words(self, surface: str) -> bool:
        """“New York”, and “north-western”, which is three tokens."""
        return not surface.isalpha() and len(self._tokenizer.words(surface)) > 1

    def type_symbols(self, names: Iterable[str]) -> frozenset[str]:
        """The symbols of chunks of the types and all types under them."""
        found: set[str] = set()
        for name in names:
            inside = self._times if name == TIME_TYPE else self._grammar.subtypes(name)
            found.update(self._alphabet.type_symbol(inner) for inner in inside)
        return frozenset(found)

    @cached_property
    def _coordinations(self) -> tuple[str, ...]:
        """Looks at all rules, so once for all roles that ask."""
        return self._grammar.coordinations()

    @cached_property
    def _times(self) -> frozenset[str]:
        return self._grammar.time_categories()

    def role_symbols(self, role: d.Role) -> SymbolSet:
        """The chunks that can fill a role; one that takes many takes coordinations too, whose members are looked at later."""
        several = self._coordinations if role.many else ()
        return SymbolSet(self.type_symbols([*role.types, *several]), chunks=True)

    def _built_in(self, name: str) -> SymbolSet:
        alphabet = self._alphabet
        if name in SHAPES:
            return SymbolSet(self._raw(f"s:{name}"), chunks=name == "mixed-case")
        if name in VERB_FORMS:
            return SymbolSet(self._raw(f"f:{name}"))
        if name in ("any", "word"):
            return SymbolSet(alphabet.words())
        if name in ("proper", "name-word"):
            capital = frozenset[str]().union(*(self._raw(f"s:{shape}") for shape in ("capitalized", "uppercase", "mixed-case")))
            capital -= self._raw("m:several")
            return SymbolSet(capital - self._raw("k:word" if name == "proper" else f"l:{FUNCTION_WORDS}"))
        if name == "unknown":
            return SymbolSet(self._raw("s:lowercase") - self._raw("k:word"))
        if name in ("event-noun", "event-verb", RULE_WORD):
            return SymbolSet(self._raw(f"e:{name}"), chunks=name != "event-verb")
        parts = name.split("-")
        voice = next((part for part in parts if part in VOICES), None)
        form = next((part for part in parts if part in FORMS), None)
        return SymbolSet(alphabet.verbs(voice=voice, form=form), chunks=True)

    def boundary(self) -> frozenset[str]:
        """See `Lexicon.boundary`."""
        return self._raw(f"l:{BOUNDARY_LIST}") | self._raw("s:break")

    def wide(self) -> frozenset[str]:
        """See `Lexicon.wide`."""
        return self._wide


# --- collecting the vocabulary -----------------------------------------------------------------------------------


def build_alphabet(grammar: Grammar, tokenizer: Tokenizer) -> Alphabet:
    """The alphabet that tells apart all that the grammar's patterns tell apart."""
    return _Collector(grammar, tokenizer).alphabet()


class _Collector:
    def __init__(self, grammar: Grammar, tokenizer: Tokenizer) -> None:
        self.grammar = grammar
        self.tokenizer = tokenizer
        self.vocabulary = VocabularyBuilder()
        self.collected: set[tuple[str, bool]] = set()
        self.inflected: set[str] = set()
        self.left_to_rules: set[str] = set()  # lists of which some wording takes all but the words of event rules
        self.nouns = frozenset(grammar.words("noun"))

    def alphabet(self) -> Alphabet:
        for pattern, inline in self._patterns():
            for part in d.walk(pattern):
                self._part(part, inline)
                if isinstance(part, d.Reference) and RULE_WORD in part.excluded:
                    self.left_to_rules.add(part.name)
        for mark in SENTENCE_MARKS:
            self.vocabulary.add(mark, f"w:{mark}")
        for name in (BOUNDARY_LIST, FUNCTION_WORDS, "sentence-opener", *READ_BY_NAME):
            if name in self.grammar.lists:
                self._entries(self.grammar.lists[name], inline=False)
        for frame in self.grammar.frames:
            self._frame(frame)
        self._rule_words(rule for rule in self.grammar.rules if rule.kind == "event")
        for verb in self.grammar.verbs.values():
            for form, spellings in verb.items():
                for spelling in spellings:
                    self.vocabulary.add(spelling, f"f:{form}")
        types = {*self.grammar.types, *self.grammar.time_categories()}
        return self.vocabulary.build(types)

    def _patterns(self) -> Iterator[tuple[d.Pattern, bool]]:
        """Every pattern that is compiled, and whether it reads entries of several words word by word."""
        grammar, seen = self.grammar, set[tuple[str, bool]]()
        for rule in grammar.rules:
            for part in (*rule.lines, *rule.guards):
                yield from self._with_phrases(part.pattern, rule.kind == "time", seen)
        for name in (PREDICATE_PHRASE, CONDITION_PHRASE, ATTRIBUTIVE_PHRASE, PLANNING_PHRASE):
            if name in grammar.phrases:
                for line in grammar.phrases[name].lines:
                    yield from self._with_phrases(line.pattern, False, seen)
        for construction in grammar.constructions:
            for part in (*construction.lines, *construction.guards):
                yield from self._with_phrases(part.pattern, False, seen)
        for adjunct in grammar.adjuncts.values():
            for line in adjunct.lines:
                yield from self._with_phrases(line.pattern, False, seen)

    def _with_phrases(self, pattern: d.Pattern, inline: bool, seen: set[tuple[str, bool]]) -> Iterator[tuple[d.Pattern, bool]]:
        """A pattern, and those of the phrases that it names and that have not been seen."""
        yield pattern, inline
        for part in d.walk(pattern):
            for name in _names(part):
                phrase = self.grammar.phrases.get(name)
                if phrase is not None and (name, inline) not in seen:
                    seen.add((name, inline))
                    for line in phrase.lines:
                        yield from self._with_phrases(line.pattern, inline, seen)

    def _part(self, part: d.Pattern, inline: bool) -> None:
        match part:
            case d.Word(text=text, inflected=True):
                self._inflected(text)
            case d.Word(text=text):
                self._literals(text)
            case _:
                for name in _names(part):
                    self._list(name, inline)

    def _list(self, name: str, inline: bool) -> None:
        if name in self.grammar.lists and name not in self.grammar.phrases and (name, inline) not in self.collected:
            self.collected.add((name, inline))
            self._entries(self.grammar.lists[name], inline=inline)

    def _literals(self, text: str) -> None:
        for token in self.tokenizer.words(text):
            self.vocabulary.add(token, f"w:{token}" if token == token.lower() else f"W:{token}")

    def _entries(self, words: d.WordList, *, inline: bool) -> None:
        """The entries of a list; those of several words are words one by one where patterns read them so (inline)."""
        self._spelled(self.grammar.words(words.name), f"l:{words.name}", self._literals if inline else None)

    def _spelled(self, surfaces: Iterable[str], feature: str, several: Callable[[str], None] | None = None) -> None:
        """Words with a feature, and entries of several words, which `several` takes if it is given."""
        alone = list[str]()
        for surface in surfaces:
            tokens = self.tokenizer.words(surface)
            if len(tokens) == 1:
                alone.append(tokens[0])
            elif several is not None:
                several(surface)
            elif tokens:
                self._several(tokens, feature)
        self.vocabulary.add_all(alone, feature)

    def _several(self, tokens: list[str], feature: str) -> None:
        """An entry of several words: known as a whole, and its first word known to begin one."""
        self.vocabulary.add(" ".join(tokens), feature)
        self.vocabulary.add(" ".join(tokens), "m:several")
        self.vocabulary.add(tokens[0], "m:first")

    def _inflected(self, base: str) -> None:
        if base in self.inflected:
            return
        self.inflected.add(base)
        verb = self.grammar.verbs.get(base)
        if verb is not None:
            self._verb(verb)
        if verb is None or base in self.nouns:
            for form in self.grammar.noun_forms(base):
                self.vocabulary.add(form, f"n:{base}")

    def _verb(self, verb: VerbForms) -> None:
        for form, spellings in verb.items():
            for spelling in spellings:
                self.vocabulary.add(spelling, f"v:{verb.base}")
                self.vocabulary.add(spelling, f"f:{form}")

    def _rule_words(self, rules: Iterable[d.Rule]) -> None:
        """The words that event rules spell out, so that no noun phrase hides them from these; “any noun” spells out none."""
        lists, words = dict[str, None](), list[str]()
        for part in (part for rule in rules for line in rule.lines for part in d.walk(line.pattern)):
            match part:
                case d.Word(text=text, inflected=False):
                    words.append(text)
                case d.Reference(name=name) if name in self.grammar.lists and name not in self.left_to_rules:
                    lists[name] = None
                case _:
                    continue
        self._spelled(chain(words, *map(self.grammar.words, lists)), f"e:{RULE_WORD}")

    def _frame(self, frame: d.Frame) -> None:
        for support in frame.supports:
            self._verb(self.grammar.verbs.get(support) or regular_verb(support))
        for trigger in frame.triggers:
            tokens = self.tokenizer.words(trigger)
            if frame.kind == "verb":
                verb = self.grammar.verbs.get(tokens[0]) or regular_verb(tokens[0])
                self._verb(verb)
                for spelling in {s for _, spellings in verb.items() for s in spellings}:
                    self.vocabulary.add(spelling, "e:event-verb")
                for particle in tokens[1:]:
                    self._literals(particle)
                continue
            for form in self.grammar.noun_forms(trigger):
                words = self.tokenizer.words(form)
                if len(words) == 1:
                    self.vocabulary.add(form, f"n:{trigger}")
                    self.vocabulary.add(form, "e:event-noun")
                else:
                    self._several(words, f"n:{trigger}")
                    self.vocabulary.add(" ".join(words), "e:event-noun")
                    self.vocabulary.add(words[0], "e:opens-event-noun")


def _names(part: d.Pattern) -> tuple[str, ...]:
    """The names of lists, phrases and types that a part of a pattern speaks of."""
    match part:
        case d.Reference(name=name, excluded=excluded):
            return (name, *excluded)
        case d.Capture(target=target):
            return (target,)
        case _:
            return ()
