"""What a sentence must hold so that a frame or rule can tell anything: most of what a verb may mean can be ruled out at sight.

A team can “face” another in a final, but a sentence without any word for a round or a match tells of none. Such words are
the *evidence* of a frame: sets of symbols of tokens, of each of which a sentence must hold one. They follow from the
grammar: from what a frame requires and needs, from the constructions that find it, and from the rules for its type.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from eventrules.matching.patterns import Lexicon, SymbolSet
from eventrules.matching.symbols import Alphabet, spellings
from eventrules.rulefile import definitions as d
from eventrules.rulefile.functions import captures_of, functions_of
from eventrules.rulefile.grammar import Grammar
from eventrules.rulefile.vocabulary import ELSEWHERE, SHAPES, VERB_FORMS
from eventrules.text.tokens import Tokenizer

Evidence = tuple[frozenset[str], ...]
"""Sets of symbols of tokens, of each of which a sentence must hold one."""

_One = frozenset[str] | None
"""Symbols of which one must be there, or None where anything will do."""

_KINDS: tuple[Literal["verb", "noun"], ...] = ("verb", "noun")

_PLACE = "place"
"""A role that any place around an event can fill."""


class Evidences:
    """Works out the evidence of a grammar's frames and rules."""

    def __init__(self, grammar: Grammar, lexicon: Lexicon, alphabet: Alphabet, tokenizer: Tokenizer, common: Iterable[str]) -> None:
        """For a grammar; `common` are words that so many sentences hold that they tell little."""
        self._grammar, self._lexicon, self._alphabet, self._tokenizer = grammar, lexicon, alphabet, tokenizer
        self._common = frozenset[str]().union(*(self._entry(word) or () for word in common))
        self._names: dict[str, _One] = {}
        self._lists: dict[str, _One] = {}
        self._functions: dict[tuple[str, str], _One] = {}
        self._captures = {kind: list(captures_of(kind, grammar)) for kind in _KINDS}
        self._prepositions = {kind: functions_of(kind, grammar) for kind in _KINDS}
        self._types: dict[str, _One] = {}
        self._find_types()

    def of_frame(self, frame: d.Frame) -> Evidence:
        """What must be there for all that a frame requires, and for something of what it needs."""
        found = [self._role(frame, slot.role) for slot in frame.slots if slot.required]
        if ELSEWHERE[1] in frame.needed:
            return _known(found)
        needs = [self._role(frame, name) for name in frame.needed]
        needs += [self._rarest([self._function(frame.kind, one.function), self._type(one.type)]) for one in frame.needed_fillers]
        return _known([*found, _any(needs) if needs else None])

    def of_wording(self, pattern: d.Pattern, roles: Iterable[str] = ()) -> Evidence:
        """What a wording of an event rule or an adjunct spells out; a role in it, whatever else is called so, may be filled by anything."""
        items = pattern.items if isinstance(pattern, d.Sequence) else (pattern,)
        free = {*roles}
        return _known([None if any(_name_of(part) in free for part in d.walk(item)) else self._of(item) for item in items])

    # --- functions -------------------------------------------------------------------------------------------

    def _role(self, frame: d.Frame, name: str) -> _One:
        """What can fill a role; or a grammatical function of that name."""
        functions = [function for slot in frame.slots if slot.role == name for function in slot.functions]
        return None if name == _PLACE else _any([self._function(frame.kind, function) for function in functions or [name]])

    def _function(self, kind: Literal["verb", "noun"], name: str) -> _One:
        if (kind, name) not in self._functions:
            found = [self._of_name(capture.target) for capture in self._captures[kind] if capture.name == name]
            prepositions = self._prepositions[kind]
            if prepositions.is_open or name in prepositions.prepositions:
                found.append(self._entry(name))
            self._functions[kind, name] = _any(found) if found else None
        return self._functions[kind, name]

    # --- patterns --------------------------------------------------------------------------------------------

    def _of(self, pattern: d.Pattern) -> _One:
        """Symbols of which every match of a pattern holds one: few, and those of rare words."""
        match pattern:
            case d.Word(text=text, inflected=inflected):
                return self._rarest([self._tokens(each.symbols) for each in self._lexicon.word(text, inflected=inflected)])
            case d.Reference(name=name) | d.Capture(target=name):
                return self._of_name(name)
            case d.Sequence(items=items):
                return self._rarest(map(self._of, items))
            case d.Alternatives(options=options):
                return _any(map(self._of, options))
            case d.Repeat(item=item) | d.Marked(item=item):
                return self._of(item)
            case d.Optional() | d.Gap() | d.Joined():
                return None

    def _rarest(self, found: Iterable[_One]) -> _One:
        """What is asked of a sentence of some things that must all be there: what words without a common one among them tell, if any do."""
        known = (each for each in found if each is not None)
        return min(known, key=lambda each: (not each.isdisjoint(self._common), len(each)), default=None)

    def _of_name(self, name: str) -> _One:
        if name not in self._names:
            self._names[name] = self._newly_of_name(name)
        return self._names[name]

    def _newly_of_name(self, name: str) -> _One:
        grammar = self._grammar
        if name in grammar.types:
            return self._type(name)
        if name in grammar.phrases:
            return _any(self._of(line.pattern) for line in grammar.phrases[name].lines)
        if name in grammar.lists:
            return self._list(grammar.lists[name])
        meaning = self._lexicon.reference(name) if name in (*SHAPES, *VERB_FORMS) else None
        return meaning.symbols if isinstance(meaning, SymbolSet) and not meaning.chunks else None

    def _list(self, words: d.WordList) -> _One:
        if words.name not in self._lists:
            single = self._alphabet.with_feature(f"l:{words.name}")
            others = (entry.surface for entry in words.entries if not entry.surface.isalpha())
            self._lists[words.name] = _any([single, *map(self._entry, others)])
        return self._lists[words.name]

    # --- types -----------------------------------------------------------------------------------------------

    def _type(self, name: str) -> _One:
        """What a mention of a type, or of one under it, must hold."""
        made = [self._types[each] for each in self._grammar.subtypes(name) if each in self._types]
        return _any(made) if made else None

    def _find_types(self) -> None:
        """Begin with nothing for each type and add what its wordings ask for, until nothing is added.

        A mention may hold others, even of its own type; what the inmost one holds is among its symbols then.
        """
        made = [rule for rule in self._grammar.rules if rule.kind == "mention"]
        made += [phrase for name, phrase in self._grammar.phrases.items() if name in self._grammar.types]
        lines: dict[str, list[d.Line]] = {}
        for one in made:
            lines.setdefault(one.produces if isinstance(one, d.Rule) else one.name, []).extend(one.lines)
        self._types = dict.fromkeys(lines, frozenset())
        while True:
            self._names.clear()
            found = {name: _any([self._types[name], *(self._of(line.pattern) for line in lines[name])]) for name in lines}
            if found == self._types:
                return
            self._types = found

    # --- tokens ----------------------------------------------------------------------------------------------

    def _entry(self, surface: str) -> _One:
        """The symbols of an entry, or of the first word of one of several."""
        words = self._tokenizer.words(surface)
        if not words:
            return None
        word = words[0]
        written = spellings(word) if word == word.lower() else (word, word.upper())
        return frozenset(map(self._alphabet.symbol, written))

    def _tokens(self, symbols: frozenset[str]) -> frozenset[str]:
        return frozenset(symbol for symbol in symbols if not self._alphabet.is_chunk(symbol))


def _name_of(part: d.Pattern) -> str | None:
    """The name that a part of a wording asks for."""
    match part:
        case d.Reference(name=name) | d.Capture(target=name):
            return name
        case _:
            return None


def _any(found: Iterable[_One]) -> _One:
    """What is needed where one of some things will do."""
    sets = list(found)
    known = [each for each in sets if each is not None]
    return frozenset[str]().union(*known) if len(known) == len(sets) else None


def _known(found: Iterable[_One]) -> Evidence:
    return tuple(dict.fromkeys(each for each in found if each is not None))
