"""Who holds an office: “the American secretary of state” is the one person whom the document calls so.

An office is learnt where it stands beside a name: before it, as a title or a description, or behind it between commas.
The same office goes by many words (“US Secretary of State”, “the secretary of state of the United States”), so it is
compared as a set of words, with the country apart.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property

import attrs

from eventrules.events.names import RETELLING, Names
from eventrules.matching.layers import Chunk

OFFICES, RANKS, PASSING = "same-office", "rank-word", "passing-word"
"""The lists of other words for offices, of words that make another office of it, and of words that say nothing."""

_NATIONS = ("nationality", "country")

_FIRST, _LAST = 4, 2
"""How many places of an office's head word are looked at: the first of the document, the last before the filler."""

_REACH = 6
"""How far from the head word a name may stand."""


@attrs.frozen
class Office:
    """An office: its words in lower case, in no order, and the countries that they name."""

    words: frozenset[str]
    countries: frozenset[str]
    ranks: frozenset[str]
    is_personal: bool
    """Held by a person, not by a body."""

    def fits(self, held: Office) -> bool:
        """Whether a later wording can mean an office that somebody was said to hold."""
        countries = not self.countries or not held.countries or bool(self.countries & held.countries)
        return (
            bool(self.words) and self.words <= held.words and countries and (self.ranks, self.is_personal) == (held.ranks, held.is_personal)
        )


class Offices:
    """The offices of one document."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._analysis = names.analysis
        self._held: dict[int, list[tuple[Office, str]]] = {}
        self._places: dict[str, list[int]] = {}

    def holder(self, chunk: Chunk) -> str | None:
        """The one person whom the document says to hold the office that a description names."""
        article = self._names.listed(RETELLING).get(self._analysis.word(chunk.start).lower())
        if article is not None and article.canonical != "told":
            return None
        office = self._office(chunk, *chunk.head)
        held = [(known, name) for known, name in self._known(office, chunk) if office.fits(known)]
        exact = {name for known, name in held if known.countries == office.countries}
        found = exact or {name for _, name in held}
        return found.pop() if len(found) == 1 else None

    def _known(self, office: Office, chunk: Chunk) -> Iterator[tuple[Office, str]]:
        """The offices told with the rarest word of an office, or with another word for it, and who holds each."""
        same = [word for word, meant in self._other_words if meant <= office.words]
        rarest = min(sorted(office.words), key=lambda word: len(self._places_of(word)), default="")
        places = sorted({place for word in (rarest, *same) for place in self._places_of(word)})
        before = places[: bisect_left(places, chunk.start)]
        for place in dict.fromkeys((*places[:_FIRST], *before[-_LAST:])):
            if not chunk.start <= place < chunk.end:
                yield from self._held_at(place)

    @cached_property
    def _other_words(self) -> list[tuple[str, frozenset[str]]]:
        """Words for offices, each with those that it stands for."""
        return [(word, frozenset(str(entry.canonical).split())) for word, entry in self._names.listed(OFFICES).items()]

    def _places_of(self, word: str) -> list[int]:
        """Where a word stands with a capital near it, which may be a name."""
        if word not in self._places:
            pieces = self._analysis.pieces
            self._places[word] = [
                place
                for place in self._names.places_of(word)
                if any(near[:1].isupper() for near in (*pieces[max(place - _REACH, 0) : place], *pieces[place + 1 : place + _REACH]))
            ]
        return self._places[word]

    def _held_at(self, place: int) -> list[tuple[Office, str]]:
        if place not in self._held:
            self._held[place] = list(self._told_at(place))
        return self._held[place]

    def _told_at(self, place: int) -> Iterator[tuple[Office, str]]:
        """What the chunks around a place say of who holds which office."""
        stack = list(self._analysis.sentence_at(place).mentions_row.chunks.values())
        while stack:
            chunk = stack.pop()
            if chunk.start <= place < chunk.end:
                stack.extend(part for _, part in chunk.captures)
                inner = chunk.captured("name")
                if inner is not None and (name := self._names.name(chunk))[:1].isupper():
                    for first, last in ((chunk.start, inner.start), (inner.end, chunk.end)):
                        if first <= place < last:
                            yield self._office(inner, first, last), name

    def _office(self, chunk: Chunk, first: int, last: int) -> Office:
        """The office of a mention that some tokens name."""
        words, countries, token = set[str](), set[str](), first
        while token < last:
            size, country = self._country(token, last)
            if country:
                countries.add(country)
            elif (word := self._analysis.word(token).lower())[:1].isalnum():
                words.add(word)
            token += size
        words -= set(self._names.listed(PASSING))
        ranks = words & set(self._names.listed(RANKS))
        is_personal = self._names.grammar.told_type(chunk.type) in ("person", None)
        return Office(self._standard(words - ranks), frozenset(countries), frozenset(ranks), is_personal)

    def _country(self, token: int, last: int) -> tuple[int, str]:
        """How many tokens the name of a country has here, and which it is."""
        for size in (2, 1):
            if token + size <= last:
                words = self._analysis.words(token, token + size).lower()
                for name in _NATIONS:
                    if (entry := self._names.listed(name).get(words)) is not None:
                        return size, str(entry.canonical)
        return 1, ""

    def _standard(self, words: set[str]) -> frozenset[str]:
        standard = self._names.listed(OFFICES)
        return frozenset(part for word in words for part in (str(standard[word].canonical).split() if word in standard else [word]))
