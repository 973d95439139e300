"""Which body one word of its name means: “Nordea” is Nordea Bank, and “the House” the House of Representatives.

A word that is listed as a short form of a name, or is that of a person whom the document names in full, keeps its meaning.
"""

from __future__ import annotations

from bisect import bisect_left

from eventrules.events.names import Names
from eventrules.matching.layers import Chunk

_ORGANIZATION = "organization"

LINK_LIST = "name-link"
"""The grammar's list of words that lead from the head of a body's name to the rest: “House *of* Representatives”."""

_FIRST, _LAST = 4, 2
"""How many occurrences of the word are looked at: the first of the document, the last before the filler."""


class Bodies:
    """The organizations of one document that are named in full somewhere."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._analysis = names.analysis
        self._found: dict[tuple[str, int], list[Chunk]] = {}

    def meant(self, chunk: Chunk) -> Chunk | None:
        """The one organization that a single capitalised word means, if it means one."""
        first, last = self._names.head(chunk)
        word = self._analysis.word(first)
        if last - first != 1 or not word[:1].isupper() or chunk.value is not None or chunk.captured("name"):
            return None
        is_person = self._names.is_of_person(chunk)
        if not is_person and not self._is_body(chunk):
            return None
        if self._names.name(chunk) != word:
            return None
        places = self._names.places_of(word.lower())
        before = places[: bisect_left(places, first)]
        found = [
            body
            for place in dict.fromkeys((*places[:_FIRST], *before[-_LAST:]))
            if place != first
            for body in self._named_at(word, place)
            if is_person or self._is_of_something(place)
        ]
        return found[0] if len({self._names.name(body) for body in found}) == 1 else None

    def _is_body(self, chunk: Chunk) -> bool:
        return self._names.grammar.told_type(chunk.type) == _ORGANIZATION

    def _is_of_something(self, place: int) -> bool:
        """Whether the word leads a name such as “House of Representatives”; a “Senate Committee” is not the Senate."""
        return place + 1 < len(self._analysis.pieces) and self._analysis.is_listed(place + 1, LINK_LIST)

    def _named_at(self, word: str, place: int) -> list[Chunk]:
        """The organizations with a longer name that a word begins or ends at a place."""
        if (word, place) not in self._found:
            self._found[word, place] = self._around(word, place) if self._has_neighbour(place) else []
        return self._found[word, place]

    def _around(self, word: str, place: int) -> list[Chunk]:
        found: list[Chunk] = []
        stack = [c for c in self._analysis.sentence_at(place).mentions_row.chunks.values() if c.start <= place < c.end]
        while stack:
            chunk = stack.pop()
            words = self._names.name(chunk).split() if self._is_body(chunk) else ()
            if len(words) > 1 and word in (words[0], words[-1]):
                found.append(chunk)
            stack.extend(part for _, part in chunk.captures if part.start <= place < part.end)
        return found

    def _has_neighbour(self, place: int) -> bool:
        """Whether a capitalised word or “of” stands beside a word, as in longer names."""
        beside = [token for token in (place - 1, place + 1) if 0 <= token < len(self._analysis.pieces)]
        return any(self._analysis.pieces[token][:1].isupper() or self._analysis.is_listed(token, LINK_LIST) for token in beside)
