"""Whom the words of a sentence mean that name nobody: pronouns, “the two sides”, “the latter”.

A pronoun is looked for in its own sentence first, and then in the sentences before. It means somebody only where number,
gender and nearness leave one candidate; the subject of a sentence is nearer than what else it names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from eventrules.events.names import RETELLING, Names
from eventrules.matching.cascade import Sentence
from eventrules.matching.layers import Chunk
from eventrules.rulefile import definitions as d
from eventrules.rulefile.vocabulary import MEMBER, VERB_TYPE

STAND_INS, TWO, ONE_OF_TWO = "stand-in", "two-of-them", "one-of-two"
"""The lists of pronouns, whose attributes are the types of mentions that each can stand for, of words for two that were
named, and of “former” and “latter”."""

ARTICLES = "article"
"""The grammar's list of articles."""

PRONOUN = "pronoun"
"""The grammar's type of mentions that stand for others."""

_PERSONS, _PLACES = "person-noun", "of-places"
_NUMBER, _PLURAL = "number", "plural"
_BACK = 2
"""How many sentences back a pronoun can reach."""


class References:
    """The pronouns of one document."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._analysis = names.analysis
        grammar = names.grammar
        self._pronouns = grammar.subtypes(PRONOUN)
        self._kinds = {name: grammar.subtypes(name) for name in ("person", "place")}

    def antecedent(self, chunk: Chunk, sentence: Sentence) -> Chunk | None:
        """The mention of the same sentence that a pronoun stands for; None for other mentions, and where none fits.

        Of the mentions before the pronoun the nearest one that is the subject of a verb is taken, else the first one; where
        there is none, the subject behind what the sentence opens with: “After *his* arrest, *Ann Lee* left”.
        """
        entry = self._stand_in(chunk)
        if entry is None:
            return None
        named = self._fitting(entry, chunk, sentence)
        fitting = [part for part in named if part.start < chunk.start]
        subjects = [part for part in fitting if _is_subject(part, sentence)]
        if not fitting:
            return next((part for part in named if _is_behind_opening(part, chunk, sentence)), None)
        return subjects[-1] if subjects else fitting[0]

    def meant(self, chunk: Chunk, sentence: Sentence, company: Iterable[Chunk]) -> tuple[Chunk, ...]:
        """Whom a pronoun or “the two sides” stands for, from the sentences before; empty for others and where nobody is sure.

        Args:
            chunk: the words in question.
            sentence: where they stand.
            company: those who took part in the event told last.
        """
        pair = self._pair(chunk, sentence, tuple(company))
        if pair is not None:
            return pair
        entry = self._stand_in(chunk)
        if entry is None:
            return ()
        for number in range(sentence.number - 1, max(sentence.number - 1 - _BACK, -1), -1):
            before = self._analysis.sentence(number)
            fitting = self._fitting(entry, chunk, before)
            subjects = [part for part in fitting if _is_subject(part, before)]
            if len({self._names.name(part) for part in fitting}) == 1 or subjects:
                found = (subjects or fitting)[0]
                return _members(found) or (found,)
            if fitting:
                return ()
        return ()

    def stands_for_others(self, chunk: Chunk) -> bool:
        """Whether the words name nobody themselves."""
        return chunk.type in self._pronouns or self._is_pair(chunk)

    # --- single ones -----------------------------------------------------------------------------------------

    def _stand_in(self, chunk: Chunk) -> d.Entry | None:
        return self._names.listed(STAND_INS).get(self._analysis.words(chunk.start, chunk.end).lower())

    def _fitting(self, entry: d.Entry, chunk: Chunk, sentence: Sentence) -> list[Chunk]:
        """The mentions of a sentence that a pronoun can stand for, by their kind and, of persons, their gender."""
        kinds = frozenset[str]().union(*(self._names.grammar.subtypes(name) for name, _ in entry.attributes))
        single = [one for part in sentence.chunks_row.topmost() for one in ([part] if part.type in kinds else _members(part))]
        fitting = [part for part in single if part.type in kinds and part.type not in self._pronouns]
        if dict(entry.attributes).get(_NUMBER) == _PLURAL:
            fitting = [part for part in fitting if part.type not in self._kinds["person"] or self._is_plural(part)]
        gender = self._names.gender(chunk)
        return [part for part in fitting if gender is None or (self._names.gender(part) in (None, gender) and not self._is_plural(part))]

    def _is_plural(self, chunk: Chunk) -> bool:
        """Whether a description speaks of several people."""
        nouns = self._names.listed(_PERSONS)
        found = [dict(entry.attributes) for word in self._names.words(chunk).lower().split() if (entry := nouns.get(word))]
        return bool(found) and found[0].get(_NUMBER) == _PLURAL

    # --- two of them -----------------------------------------------------------------------------------------

    def _is_pair(self, chunk: Chunk) -> bool:
        """Whether the words speak of two that were told: “the two”, “both sides”, but not “two envoys”."""
        words = self._analysis.words(chunk.start, chunk.end).lower().split()
        article = self._names.listed(RETELLING).get(words[0])
        return any(word in self._names.listed(TWO) for word in words[:2]) and article is not None and article.canonical == "told"

    def _pair(self, chunk: Chunk, sentence: Sentence, company: tuple[Chunk, ...]) -> tuple[Chunk, ...] | None:
        """Both of two that were named, or the one that “the former” and “the latter” name; None for other words."""
        words = self._analysis.words(*chunk.head).lower().split()
        one = self._names.listed(ONE_OF_TWO).get(words[-1]) if len(words) <= 2 else None
        if one is None and not self._is_pair(chunk):
            return None
        wanted = next(
            (self._kinds[kind] for kind, nouns in (("person", _PERSONS), ("place", _PLACES)) if words[-1] in self._names.listed(nouns)),
            None,
        )
        for both in (company, *self._coordinations(chunk, sentence)):
            if len(both) == 2 and self._are_alike(both) and all(wanted is None or part.type in wanted for part in both):
                return both if one is None else (both[0 if one.canonical == "first" else 1],)
        return ()

    def _are_alike(self, both: tuple[Chunk, ...]) -> bool:
        """Whether both name somebody, and it is no person beside a place."""
        found = {kind for part in both for kind, types in self._kinds.items() if part.type in types}
        return not any(map(self.stands_for_others, both)) and len(found) < 2

    def _coordinations(self, chunk: Chunk, sentence: Sentence) -> Iterator[tuple[Chunk, ...]]:
        """The members of what is joined by “and”, the nearest first."""
        for number in range(sentence.number, max(sentence.number - 1 - _BACK, -1), -1):
            parts = [part for part in self._analysis.sentence(number).chunks_row.topmost() if part.start < chunk.start]
            yield from (members for part in reversed(parts) if (members := _members(part)))


def _members(chunk: Chunk) -> tuple[Chunk, ...]:
    return tuple(part for name, part in chunk.captures if name == MEMBER)


def _is_behind_opening(part: Chunk, pronoun: Chunk, sentence: Sentence) -> bool:
    """Whether a mention is the first subject of a sentence, behind a comma and an opening that holds a pronoun and no finite verb."""
    verbs = (chunk for chunk in sentence.chunks_row.topmost() if chunk.type == VERB_TYPE and chunk.features.get("form") == "finite")
    begin = part.start - 1
    while begin > pronoun.end and sentence.analysis.is_listed(begin, ARTICLES):
        begin -= 1
    first = next(verbs, None)
    return first is not None and _is_subject(part, sentence) and first.start == part.end and sentence.analysis.word(begin) == ","


def _is_subject(part: Chunk, sentence: Sentence) -> bool:
    """Whether a finite verb follows the mention directly, or behind a comma and what it encloses."""
    following = sentence.chunks_row.chunks.get(part.end)
    return following is not None and following.type == VERB_TYPE and following.features.get("form") == "finite"
