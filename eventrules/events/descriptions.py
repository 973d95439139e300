"""What the words of a filler tell of it: the word it turns on, whether it is one or many, and whom it belongs to.

Rules of mentions say so by captures: `name` is whom they name, `head` the noun that they turn on, `home` the country or
body that they belong to.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from eventrules.events.names import Names
from eventrules.matching.layers import Chunk
from eventrules.model.mentions import Mention, Number
from eventrules.rulefile import definitions as d
from eventrules.rulefile.vocabulary import HOME

NAME, HEAD = "name", "head"
"""The captures of mention rules that are looked at here."""

NATIONS = ("country", "nationality", "region", "capital", "city", "known-organization")
"""The lists of what somebody can belong to."""

NOUNS = ("person-noun", "group-noun", "place-noun", "nationality", "stand-in", "title", "noun")
"""The lists of words for one or for many; those for many have an attribute that says so."""

PLURALS = ("plural-noun", "titles-of-several", "two-of-them")

_NAMED = ("person-name", "organization", "place", "town")


@attrs.frozen
class Home:
    """A country or body that somebody belongs to."""

    name: str
    country: str | None


@attrs.frozen
class Descriptions:
    """Reads the fillers of one document."""

    names: Names

    def head(self, chunk: Chunk) -> tuple[int, int]:
        """The tokens of the name without its title, or of the noun that a group of words turns on."""
        inner = chunk.captured(NAME) or chunk.captured(HEAD)
        if inner is None:
            return self.names.head(chunk)
        return self.head(inner) if inner.type else (inner.start, inner.end)

    def number(self, chunk: Chunk) -> Number | None:
        """Whether it is one or many, where the words tell."""
        if chunk.type in _NAMED and chunk.captured(HEAD) is None:
            return Number.SINGULAR
        first, last = self.head(chunk)
        for start in dict.fromkeys((first, last - 1)):  # “prime ministers” as a whole, else its last word
            found = self._entries(NOUNS, start, last)
            if self._entries(PLURALS, start, last) or any(dict(entry.attributes).get("number") == "plural" for entry in found):
                return Number.PLURAL
            if found:
                return Number.SINGULAR
        return None

    def kind(self, chunk: Chunk) -> str | None:
        """What kind of place or body a name names, as the list that knows it says: capital, party, agency."""
        inner = chunk.captured(NAME) or chunk.captured(HEAD)
        if inner is not None and inner.type:
            return self.kind(inner)
        entry = self.names.entry(chunk)
        told = dict(entry.attributes) if entry is not None else {}
        return told.get("kind") if self.country(chunk) == told.get("code") else None  # Paris, Texas, is no capital

    def country(self, chunk: Chunk) -> str | None:
        """The code of the one country that it is, lies in or belongs to."""
        if isinstance(chunk.value, Mention):
            return chunk.value.country
        homes = {home.country for home in self.homes(chunk)} - {None}
        if homes:
            return homes.pop() if len(homes) == 1 else None
        inner = chunk.captured(NAME) or chunk.captured(HEAD)
        if inner is not None and inner.type:
            return self.country(inner)
        entry = self.names.entry(chunk)
        return dict(entry.attributes).get("code") if entry is not None else None

    def homes(self, chunk: Chunk) -> tuple[Home, ...]:
        """The countries and bodies that the words say it belongs to, in their order, each once."""
        return tuple(dict.fromkeys(self._homes(chunk)))

    def _homes(self, chunk: Chunk) -> Iterator[Home]:
        for name, part in chunk.captures:
            if name in (NAME, HEAD) and part.type:
                yield from self._homes(part)
            elif name == HOME and part.type in _NAMED and part.type != "person-name":
                yield Home(self.names.name(part), self.country(part))
            elif name == HOME and not part.type:
                yield from (
                    Home(str(e.canonical), dict(e.attributes).get("code")) for e in self._entries(NATIONS, part.start, part.end)[:1]
                )

    def _entries(self, lists: tuple[str, ...], first: int, last: int) -> list[d.Entry]:
        words = self.names.analysis.words(first, last).lower()
        return [entry for name in lists if (entry := self.names.listed(name).get(words)) is not None]
