"""What fillers are called: one name for all the words that a document uses for somebody.

Most sentences are never chunked, so a name is looked up when a filler needs it: the few places where its words stand beside
a capital are chunked then, and what they hold is remembered for the document.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property

import attrs

from eventrules.matching.cascade import Analysis
from eventrules.matching.layers import Chunk
from eventrules.model.mentions import Mention
from eventrules.rulefile import definitions as d

UNSAID = "unsaid"
"""The list of words that begin a noun phrase or an infinitive and are no part of what it names."""

NICKNAMES, GENDERS, FIRST_NAMES, LEADING_SURNAMES = "nickname", "gender", "first-name", "leading-surname"
"""The lists of short first names, of words for men and women, of first names, whose attribute `gender` says that only one of
them has it, and of surnames that may stand in front."""

RETELLING = "retelling"
"""The list of words that say whether what follows was told before, or is new, or another one."""

PARTICLES = "particle"
"""The list of small words that begin surnames."""

_NAME = "person-name"

_FIRST, _LAST = 4, 2
"""How many occurrences of a word are looked at for a longer name: the first of the document, the last before the filler."""


@attrs.frozen
class Bearer:
    """A person whom the document names in full somewhere; `whole` is the name with its title."""

    token: int
    name: str
    whole: Chunk


class Names:
    """The names of one document."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.grammar = analysis.compiled.grammar
        self._personal = self.grammar.subtypes(_NAME)
        self._beside: dict[str, list[int]] = {}
        self._borne: dict[tuple[str, int], list[Bearer]] = {}
        self._defined: dict[str, str] = {}

    def name(self, chunk: Chunk) -> str:
        """Whom a chunk means, as far as names tell; its own words where they tell nothing more."""
        if isinstance(chunk.value, Mention):
            return chunk.value.name
        inner = chunk.captured("name")
        if inner is not None:
            is_bare = (not inner.type or self.is_of_person(inner)) and not inner.captures and inner.value is None
            return self._person(inner, chunk) if is_bare else self.name(inner)
        entry = self.entry(chunk)
        if entry is not None:
            return str(entry.canonical)
        if self.is_of_person(chunk):
            return self._person(chunk, chunk)
        return self._organization(chunk) if self.grammar.told_type(chunk.type) == "organization" else self.words(chunk)

    def is_of_person(self, chunk: Chunk) -> bool:
        """Whether it is a name of somebody, of whatever kind the grammar tells apart."""
        return chunk.type in self._personal

    def words(self, chunk: Chunk) -> str:
        """The words of a chunk, with single spaces between, without the article."""
        return self.written(*self.head(chunk))

    def head(self, chunk: Chunk) -> tuple[int, int]:
        """The tokens that a filler shows: without article or "to"."""
        first, last = chunk.head
        unsaid = self.listed(UNSAID)
        while last - first > 1 and self.analysis.word(first).lower() in unsaid:
            first += 1
        return first, last

    def gender(self, chunk: Chunk) -> str | None:
        """Whether a person is told to be a man or a woman: by a title, a noun or a first name."""
        words = [word.lower() for word in self.written(chunk.start, chunk.end).split()]
        told = {str(entry.canonical) for word in words if (entry := self.listed(GENDERS).get(word))}
        name = self.name(chunk).lower().split()
        if not told and len(name) > 1 and name[0] not in self.listed(LEADING_SURNAMES):
            first = self.listed(FIRST_NAMES).get(name[0])
            return dict(first.attributes).get("gender") if first is not None else None
        return told.pop() if len(told) == 1 else None

    def listed(self, name: str) -> Mapping[str, d.Entry]:
        """The entries of a list of the grammar by their lower-case words; none where the grammar has no such list."""
        return self.analysis.compiled.canonical.get(name, {})

    def written(self, first: int, last: int) -> str:
        """Tokens as the text writes them, with single spaces between words."""
        start, end = self.analysis.span(first, last)
        return " ".join(self.analysis.text[start:end].split())

    def entry(self, chunk: Chunk) -> d.Entry | None:
        """The entry of a list that a chunk was captured from."""
        for list_name, part in chunk.captures:
            entry = self.listed(list_name).get(self.analysis.words(part.start, part.end).lower())
            if entry is not None and list_name != "title":
                return entry
        return None

    # --- persons ---------------------------------------------------------------------------------------------

    def _person(self, chunk: Chunk, whole: Chunk) -> str:
        """The full name behind a surname, or behind a nickname with a surname."""
        written = self.written(*chunk.head)
        words = written.split()
        if len(words) == 1 and "-" not in written:
            return self._chosen(written, whole, [b for b in self._bearers(written, whole.start) if b.name != written])
        if all(word.lower() in self.listed(PARTICLES) for word in words[:-1]):  # “de Groot”, “al-Khatib”
            ends, last = f" {written}".casefold(), self.analysis.word(chunk.head[1] - 1)
            return self._chosen(written, whole, [b for b in self._bearers(last, whole.start) if b.name.casefold().endswith(ends)])
        formal = self.listed(NICKNAMES).get(words[0].lower())
        if formal is None:
            return written
        full = {bearer.name for bearer in self._bearers(words[-1], whole.start)}
        same = [name for name in full if name.split()[0] == formal.canonical]
        return same[0] if len(same) == 1 else written

    def _chosen(self, surname: str, whole: Chunk, bearers: list[Bearer]) -> str:
        """The one person of that surname, whose title or gender fits, who was named beside the same others, or was named last before."""
        if len(_names_of(bearers)) > 1:
            title = self._title(whole)
            genders = {str(entry.canonical) for word in title if (entry := self.listed(GENDERS).get(word))}
            bearers = [
                bearer
                for bearer in bearers
                if (not title or not (held := self._title(bearer.whole)) or title & held or genders)
                and (len(genders) != 1 or self.gender(bearer.whole) in (None, *genders))
            ]
        if len(_names_of(bearers)) > 1:
            bearers = self._in_company(bearers, whole) or bearers
        if len(_names_of(bearers)) > 1:
            before = [self.analysis.sentence_at(b.token).number for b in bearers if b.token < whole.start]
            bearers = [b for b in bearers if before and self.analysis.sentence_at(b.token).number == max(before)]
        names = _names_of(bearers)
        return names.pop() if len(names) == 1 else surname

    def _in_company(self, bearers: list[Bearer], whole: Chunk) -> list[Bearer]:
        """Those who were named in full in a sentence that names others who are named here: “Ann Lee met Bo Kim … Lee and *Kim*”."""
        here = self.analysis.sentence_at(whole.start)
        others = [chunk for top in here.mentions_row.topmost() for chunk in self._persons_in(top) if chunk.head[1] != whole.head[1]]
        places = {place for chunk in others for place in self.places_of(self._last_capital(chunk).lower())}
        sentences = {self.analysis.sentence_at(place).number for place in places} - {here.number}
        return [bearer for bearer in bearers if self.analysis.sentence_at(bearer.token).number in sentences]

    def _last_capital(self, chunk: Chunk) -> str:
        """The last word of a name that has a capital: “Moon *Jae*-in”."""
        words = (self.analysis.word(token) for token in range(chunk.head[1] - 1, chunk.head[0] - 1, -1))
        return next((word for word in words if word[:1].isupper()), "")

    def _persons_in(self, chunk: Chunk) -> Iterator[Chunk]:
        """The names of persons that a mention is made of."""
        if self.is_of_person(chunk):
            yield chunk
        else:
            for _, part in chunk.captures:
                yield from self._persons_in(part)

    def _title(self, whole: Chunk) -> set[str]:
        """The words before a name, in lower case."""
        name = whole.captured("name")
        return set(self.analysis.words(whole.start, name.start).lower().split()) if name is not None and name.start > whole.start else set()

    def _bearers(self, word: str, token: int) -> list[Bearer]:
        """Who is named in full with that word, at the first places of the document and the last ones before a token."""
        if word not in self._beside:
            self._beside[word] = [place for place in self._capitals(word) if self._has_neighbour(place)]
        beside = self._beside[word]
        before = beside[: bisect_left(beside, token)]
        return [bearer for place in dict.fromkeys((*beside[:_FIRST], *before[-_LAST:])) for bearer in self._borne_at(word, place)]

    def _borne_at(self, word: str, place: int) -> list[Bearer]:
        if (word, place) not in self._borne:
            found: list[Bearer] = []
            for chunk, whole in self.names_around(place):
                words = self.written(*chunk.head).split()
                if len(words) > 1 and (word in words or place == chunk.head[1] - 1):  # “Hariri” is the end of “Al-Hariri”
                    found.append(Bearer(place, " ".join(words), whole))
            self._borne[word, place] = found
        return self._borne[word, place]

    def names_around(self, token: int) -> list[tuple[Chunk, Chunk]]:
        """The person names that hold a token, each with the chunk that has its title."""
        found: list[tuple[Chunk, Chunk]] = []
        holding = (chunk for chunk in self.analysis.sentence_at(token).mentions_row.chunks.values() if chunk.start <= token < chunk.end)
        widest = max(holding, key=lambda chunk: chunk.end - chunk.start, default=None)
        stack = [(widest, widest)] if widest is not None else []
        while stack:
            chunk, whole = stack.pop()
            if self.is_of_person(chunk) and not chunk.captures:
                found.append((chunk, whole))
            inside = [part for _, part in chunk.captures if part.start <= token < part.end]
            stack.extend((part, chunk if chunk.captured("name") is part else part) for part in inside)
        return found

    def _has_neighbour(self, token: int) -> bool:
        """Whether a capitalised word, a hyphen or a particle stands beside a token, as in longer names."""
        pieces = self.analysis.pieces
        beside = (*pieces[max(token - 1, 0) : token], *pieces[token + 1 : token + 2])
        return any(piece[:1].isupper() or piece[:1] == "-" or piece.rstrip() in self.listed(PARTICLES) for piece in beside)

    def places_of(self, word: str) -> list[int]:
        """The tokens that are a word, given in lower case."""
        return self._places.get(word, [])

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        found = defaultdict[str, list[int]](list)
        for number, word in enumerate(map(str.lower, map(str.rstrip, self.analysis.pieces))):
            found[word].append(number)
        return found

    def _capitals(self, word: str) -> list[int]:
        return [place for place in self.places_of(word.lower()) if self.analysis.pieces[place].rstrip() == word]

    # --- organizations ---------------------------------------------------------------------------------------

    def _organization(self, chunk: Chunk) -> str:
        """The name without its acronym in brackets; an acronym means the name that the document gives it to."""
        words = self.words(chunk)
        before, bracket, rest = words.partition(" (")
        if bracket and rest.endswith(")"):
            return before
        if not words.isupper() or " " in words:
            return words
        if words not in self._defined:
            self._defined[words] = self._definition(words)
        return self._defined[words]

    def _definition(self, acronym: str) -> str:
        """“African Union (AU)”: what stands before the brackets around an acronym."""
        pieces, last = self.analysis.pieces, len(self.analysis.pieces) - 1
        for place in self._capitals(acronym):
            if 1 < place < last and pieces[place - 1] == "(" and pieces[place + 1].startswith(")"):
                for chunk in self.analysis.sentence_at(place).mentions_row.chunks.values():
                    if chunk.start < place - 1 and chunk.end in (place - 1, place + 2):
                        first, _ = self.head(chunk)
                        return self.written(first, place - 1)
        return acronym


def _names_of(bearers: list[Bearer]) -> set[str]:
    return {bearer.name for bearer in bearers}
