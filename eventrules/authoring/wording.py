"""Writes words for the patterns of a grammar, one choice after the other."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence

from eventrules.authoring.pieces import Piece, Pieces
from eventrules.errors import EventRulesError
from eventrules.rulefile import definitions as d

JOINT = "\0"
"""Stands between two words without white space between them."""

OFTEN = 0.3
"""How often an optional part is there."""


class NothingToSayError(EventRulesError, LookupError):
    """No word is known that a part of the wording can stand for."""


class Writer:
    """Writes words for patterns, one choice after the other."""

    def __init__(self, pieces: Pieces, generator: random.Random) -> None:
        self.pieces = pieces
        self.grammar = pieces.compiled.grammar
        self.random = generator
        self.roles: list[tuple[str, str]] = []
        self._depth = 0

    def words(self, pattern: d.Pattern) -> list[str]:
        """The words of a pattern.

        Raises:
            NothingToSayError: nothing is known that a part of it can stand for.
        """
        match pattern:
            case d.Word(text=text, inflected=inflected):
                return [self.random.choice(self._forms(text)) if inflected else text]
            case d.Reference():
                return self.named(pattern)
            case d.Capture():
                return self.captured(pattern)
            case d.Sequence(items=items):
                return [word for item in items for word in self.words(item)]
            case d.Alternatives(options=options):
                return self.words(self.option(options))
            case d.Optional(item=item):
                return self.words(item) if self.is_there(item) else []
            case d.Repeat(item=item):
                return [word for _ in range(self.times()) for word in self.words(item)]
            case d.Marked(item=item):
                return self.words(item)
            case d.Gap():
                return []
            case d.Joined():
                return [JOINT]

    def is_there(self, item: d.Pattern) -> bool:  # noqa: ARG002 - what it is matters in frames
        """Whether an optional part is there."""
        return self.random.random() < OFTEN and self._depth < _DEEP

    def option(self, options: Sequence[d.Pattern]) -> d.Pattern:
        """One of several alternatives."""
        return self.random.choice(options)

    def times(self) -> int:
        """How often a part is repeated."""
        return 1 if self.random.random() < 0.7 else 2

    def captured(self, capture: d.Capture) -> list[str]:
        """What is kept under a name."""
        return self.named(d.Reference(capture.target, capture.location))

    def named(self, reference: d.Reference) -> list[str]:
        """What a name stands for."""
        phrase = self.grammar.phrases.get(reference.name)
        if phrase is None:
            return [self.piece(self.pieces.fitting(reference), reference.name).text]
        self._depth += 1
        words = self.words(self.option([line.pattern for line in phrase.lines]))
        self._depth -= 1
        return words

    def piece(self, pieces: Sequence[Piece], name: str) -> Piece:
        """One of the pieces, if possible one that is not in the sentence yet."""
        told = {text for _, text in self.roles}
        fresh = [piece for piece in pieces if piece.told not in told]
        if not pieces:
            raise NothingToSayError(f"no example shows what {name!r} could be")
        return self.random.choice(fresh or pieces)

    def _forms(self, base: str) -> tuple[str, ...]:
        verb = self.grammar.verbs.get(base)
        forms = [spelling for _, spellings in verb.items() for spelling in spellings] if verb else []
        is_noun = verb is None or base in self.pieces.nouns
        return tuple(dict.fromkeys((*forms, *(self.grammar.noun_forms(base) if is_noun else ()))))


_DEEP = 4
"""How deep phrases are nested before optional parts are left out."""


class RuleWriter(Writer):
    """Writes sentences for an event rule: names of roles stand for what can fill them."""

    def __init__(self, pieces: Pieces, generator: random.Random, event: str) -> None:
        super().__init__(pieces, generator)
        self.event = event

    def captured(self, capture: d.Capture) -> list[str]:
        """A filler of the role; other captures are words."""
        definition = self.grammar.events[self.event]
        if definition.role(capture.name) is None:
            return super().captured(capture)
        types = self.grammar.role_types(self.event, capture.name)
        if capture.target in self.grammar.phrases:
            types &= self.pieces.constructions.types(capture.target)
        elif capture.target in self.grammar.types:
            types = self.grammar.subtypes(capture.target)  # "{visitor:person}" asks for a kind of its own
        is_spelled = capture.target in self.grammar.lists or self._begins_with_a_word(capture.target)
        if is_spelled or not types:  # "{actor:armed-body}": these words and no others
            words = super().captured(capture)
            self.roles.append((capture.name, spelled(words)))
            return words
        filler = self.piece(self.pieces.of_role(self.event, capture.name, types), capture.name)
        self.roles.append((capture.name, filler.told))
        return [filler.text]

    def _begins_with_a_word(self, name: str) -> bool:
        """Whether a phrase begins with a word of its own in all its wordings, which no mention does: “*to* cut fees”."""
        phrase = self.grammar.phrases.get(name)
        firsts = [line.pattern.items[0] for line in phrase.lines if isinstance(line.pattern, d.Sequence)] if phrase else []
        return bool(firsts) and all(isinstance(first, d.Word) for first in firsts)


def spelled(words: Sequence[str]) -> str:
    """Words as they are written one after the other.

    >>> spelled(["Ann Lee", "'s", "visit", "(", "the", "third", ")", ",", "a", JOINT, "-", JOINT, "b"])
    "Ann Lee's visit (the third), a-b"
    """
    return "".join(_spaced(words)).strip()


def _spaced(words: Sequence[str]) -> Iterator[str]:
    joined = True
    for word in words:
        if word == JOINT:
            joined = True
            continue
        closes = re.fullmatch(r"[,.;:?!)\]%]|['’]\w*|n't", word) is not None
        yield word if joined or closes else f" {word}"
        joined = word in ("(", "[", "$")


def sentence(words: Sequence[str]) -> str:
    """Words as a sentence, with a capital and a full stop."""
    text = spelled(words)
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?", "!")) else ".")


def is_odd(text: str) -> bool:
    """Whether marks have nothing between them, as where a gap or a row of modifiers is empty.

    >>> is_odd("the town (), she said"), is_odd("Ann Lee's-led talks"), is_odd("the town (old)")
    (True, True, False)
    """
    return _ODD.search(text) is not None


_ODD = re.compile(r"[,(]\s*[,)]|--\s*--|['’]s?-")
