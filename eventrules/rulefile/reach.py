"""What files of one's own can change: only sentences that hold some word of theirs, unless a wording of theirs needs none.

A rule for “docked” tells nothing of a sentence without that word. So the examples of shipped files need not be run again
because of it; where an own file could change what any sentence tells, its reach has no bounds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import attrs

from eventrules.rulefile import definitions as d
from eventrules.rulefile.grammar import Grammar

_TOKEN = re.compile(r"\w+")
_STEM = 4
"""Letters of an inflected word that all its forms begin with, but for those that the grammar lists."""


@attrs.frozen
class Reach:
    """The words of which a text holds one if files of one's own can change what it tells: whole words, and beginnings of words."""

    words: frozenset[str]
    stems: tuple[str, ...]

    def covers(self, text: str) -> bool:
        """Whether a text holds one of the words."""
        tokens = _tokens(text)
        return not self.words.isdisjoint(tokens) or any(token.startswith(self.stems) for token in tokens)


def reach_of(grammar: Grammar) -> Reach | None:
    """How far the files of a grammar reach that are not shipped; None without bounds.

    Examples:
        A frame `verb dock: …` reaches the sentences with “dock”, “docked” and so on; a mention rule
        `<capitalized> <capitalized> => ship` reaches them all.
    """
    return None if all(file.is_shipped for file in grammar.files) else _Bounds(grammar).reach()


class _UnboundedError(Exception):
    """A statement can change what any sentence tells."""


_FORMS = "*"
"""Behind the beginning of a word: all its forms are meant."""


class _Bounds:
    """Collects the words of all own statements, and the beginnings of those that are inflected."""

    def __init__(self, grammar: Grammar) -> None:
        self._verbs, self._plurals = grammar.verbs, grammar.plurals
        self._own = [s for file in grammar.files if not file.is_shipped for s in file.statements]
        self._shipped = [s for file in grammar.files if file.is_shipped for s in file.statements]
        self._said = {word for statement in self._shipped for pattern in _patterns(statement) for word in _words_in(pattern)}
        self._names = {s.name: s for s in self._own if isinstance(s, (d.WordList, d.Phrase)) and s.mode == "define"}

    def reach(self) -> Reach | None:
        try:
            words = {word for statement in self._own for word in self._of(statement)}
        except _UnboundedError:
            return None
        stems = {word.removesuffix(_FORMS) for word in words if word.endswith(_FORMS)}
        whole = frozenset(word for word in words if not word.endswith(_FORMS))
        return Reach(whole, tuple(sorted(stems)))

    def _of(self, statement: d.Statement) -> Iterator[str]:
        match statement:
            case d.Use() | d.Layer() | d.TypeDefinition() | d.EventDefinition(mode="define") | d.WordList(mode="define"):
                pass  # does nothing by itself
            case d.Phrase(mode="define"):
                yield from self._said_first(statement)
            case d.WordList(mode="extend", entries=entries):
                for entry in entries:
                    yield from _bound(_tokens(entry.surface))
            case d.Phrase(mode="extend") | d.Rule():
                for changed in (statement, *self._replaced(statement)):
                    for pattern in _wordings(changed):
                        yield from _bound(self._anchor(pattern))
                    yield from self._said_first(changed)
            case d.Frame(triggers=triggers):
                for trigger in triggers:
                    yield from _bound(self._forms(trigger))
            case d.Disable() if replaced := list(self._replaced(statement)):
                for shipped in replaced:
                    yield from self._of(shipped)
            case d.Inflection(base=str(base), forms=forms):
                for word in (base, *forms):
                    yield from _bound(_tokens(word))
            case _:
                raise _UnboundedError

    def _replaced(self, statement: d.Statement) -> Iterator[d.Statement]:
        """The shipped rules and frames that a statement overrides or disables."""
        for shipped in self._shipped:
            match statement, shipped:
                case ((d.Rule(mode="override", name=name) | d.Disable(kind="rule" | "time", name=name)), d.Rule(name=other)) if (
                    name == other
                ):
                    yield shipped
                case d.Disable(kind=kind, name=name), d.Frame(kind=other, triggers=triggers) if kind == other and name in triggers:
                    yield shipped
                case _:
                    pass

    # --- words -----------------------------------------------------------------------------------------------

    def _said_first(self, statement: d.Statement) -> Iterator[str]:
        """Words that no shipped wording has: what is literal in one is no noun elsewhere."""
        for pattern in _patterns(statement):
            for word in _words_in(pattern):
                yield from _tokens(word) if word not in self._said else ()

    def _anchor(self, pattern: d.Pattern) -> set[str]:
        """Words of which every match of a pattern holds one; nothing where there are none."""
        match pattern:
            case d.Word(text=text, inflected=inflected):
                return self._forms(text) if inflected else _tokens(text)
            case d.Reference(name=name) | d.Capture(target=name) if name in self._names:
                return self._anchor_of(self._names[name])
            case d.Sequence(items=items):
                return min((found for item in items if (found := self._anchor(item))), key=self._cost, default=set[str]())
            case d.Alternatives(options=options):
                return _all(self._anchor(option) for option in options)
            case d.Repeat(item=item) | d.Marked(item=item):
                return self._anchor(item)
            case _:
                return set()

    def _anchor_of(self, named: d.WordList | d.Phrase) -> set[str]:
        if isinstance(named, d.WordList):
            return _all(_tokens(entry.surface) for entry in named.entries)
        return _all(map(self._anchor, _wordings(named)))

    def _cost(self, words: set[str]) -> tuple[bool, int, int]:
        """How many sentences hold one of some words, roughly: those that other wordings have too are common, so are short ones."""
        return not words.isdisjoint(self._said), -min(map(len, words)), len(words)

    def _forms(self, trigger: str) -> set[str]:
        """The forms of a trigger; of one of several words those of the rarest: “port call”, “port calls”."""
        word = min(sorted(_tokens(trigger)), key=lambda word: self._cost({word}), default=None)
        if word is None:
            return set()
        verb = self._verbs.get(word)
        forms = [form for _, spellings in (verb.items() if verb else ()) for form in spellings]
        tokens = {token for form in (*forms, *self._plurals.get(word, ())) for token in _tokens(form)}
        return {word, f"{word[:_STEM]}{_FORMS}", *tokens}


def _bound(words: set[str]) -> set[str]:
    """The words, if there are any."""
    if not words:
        raise _UnboundedError
    return words


def _all(options: Iterable[set[str]]) -> set[str]:
    """The words of all options, if each has some."""
    found = list(options)
    return {word for words in found for word in words} if all(found) else set()


def _wordings(statement: d.Statement) -> list[d.Pattern]:
    return [line.pattern for line in statement.lines] if isinstance(statement, (d.Rule, d.Phrase, d.Construction, d.Adjunct)) else []


def _patterns(statement: d.Statement) -> list[d.Pattern]:
    """All patterns of a statement, those of its guards too."""
    guards = statement.guards if isinstance(statement, (d.Rule, d.Construction)) else ()
    return [*_wordings(statement), *(guard.pattern for guard in guards)]


def _words_in(pattern: d.Pattern) -> Iterator[str]:
    return (part.text for part in d.walk(pattern) if isinstance(part, d.Word))


def _tokens(text: str) -> set[str]:
    return set(_TOKEN.findall(text.casefold()))
