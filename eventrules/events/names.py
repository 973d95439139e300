"""Whom a mention means: short names and offices are traced to the full name that the document gives."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from eventrules.matching.cascade import Analysis
from eventrules.matching.layers import Chunk
from eventrules.model.mentions import Mention
from eventrules.model.spans import Span

_NAME = "person-name"
"""The grammar's type of persons told by their names."""

UNSAID = "unsaid"
"""The list of words that begin a noun phrase or an infinitive and are no part of what it names."""

_SOONEST = 4
"""How many occurrences of a surname are looked at for a full name."""


class Names:
    """The names of one document, looked up when a filler needs one."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self._grammar = analysis.compiled.grammar
        self._full: dict[str, str] = {}
        self._offices: dict[str, set[str]] = {}
        self._positions: dict[str, list[int]] | None = None

    def mention(self, chunk: Chunk) -> Mention:
        """The mention of a chunk: its words without article or "to", and the name that they mean."""
        first, last = chunk.head
        if last - first > 1 and self.analysis.word(first).lower() in self.analysis.compiled.canonical.get(UNSAID, {}):
            first += 1
        start, end = self.analysis.span(first, last)
        text = self.analysis.text[start:end]
        return Mention(span=Span(start, end), text=text, name=self._name(chunk, text), type=self._grammar.told_type(chunk.type) or "thing")

    def _name(self, chunk: Chunk, text: str) -> str:
        inner = chunk.captured("name")
        if inner is not None:
            written = self._written(inner.start, inner.end)
            full = self._name(inner, written) if " " in written else self._full_name(written)
            title = chunk.captured("title")
            if title is not None:
                for first in {chunk.start, title.start}:  # “Russian President Orlov”: the Russian president, and the president
                    self._offices.setdefault(self.analysis.words(first, title.end).lower(), set()).add(full)
            return full
        place = self._canonical(chunk)
        if place is not None:
            return place
        words = text.split()
        if chunk.type == _NAME and len(words) == 1:
            return self._full_name(words[0])
        if self._grammar.told_type(chunk.type) == "person":
            return self._office_holder(words) or " ".join(words)
        return " ".join(words)

    def _written(self, first: int, last: int) -> str:
        """Tokens as the text writes them, with single spaces between words."""
        start, end = self.analysis.span(first, last)
        return " ".join(self.analysis.text[start:end].split())

    def _canonical(self, chunk: Chunk) -> str | None:
        for list_name, part in chunk.captures:
            entry = self.analysis.compiled.canonical.get(list_name, {}).get(self.analysis.words(part.start, part.end).lower())
            if entry is not None and list_name != "title":
                return str(entry.canonical)
        return None

    def _office_holder(self, words: list[str]) -> str | None:
        """“American secretary of state”: the one person to whom the document has given that office so far."""
        lower = [word.lower() for word in words]
        for first in range(len(lower)):
            holders = self._offices.get(" ".join(lower[first:]))
            if holders is not None:
                return next(iter(holders)) if len(holders) == 1 else None
        return None

    def _full_name(self, surname: str) -> str:
        if surname not in self._full:
            self._full[surname] = self._search(surname)
        return self._full[surname]

    def _search(self, surname: str) -> str:
        """The longer name that holds the word ("Pompeo", "Kim"), if the document has just one."""
        found: dict[str, None] = {}
        beside = (token for token in self._tokens(surname) if self._has_neighbour(token))
        for token in islice(beside, _SOONEST):
            sentence = self.analysis.sentence_at(token)
            for name in _names_around(sentence.mentions_row.chunks.values(), token):
                words = self._written(*name.head).split()
                if len(words) > 1 and surname in words:
                    found.setdefault(" ".join(words))
        return next(iter(found)) if len(found) == 1 else surname

    def _has_neighbour(self, token: int) -> bool:
        """Whether a capitalised word or a hyphen stands beside a token, as in longer names."""
        pieces = self.analysis.pieces
        return any(
            piece[:1].isupper() or piece[:1] == "-" for piece in (*pieces[max(token - 1, 0) : token], *pieces[token + 1 : token + 2])
        )

    def _tokens(self, word: str) -> list[int]:
        if self._positions is None:
            self._positions = {}
            for number, piece in enumerate(self.analysis.pieces):
                if piece[:1].isupper():
                    self._positions.setdefault(piece.rstrip(), []).append(number)
        return self._positions.get(word, [])


def _names_around(chunks: Iterable[Chunk], token: int) -> list[Chunk]:
    """The person names, without title, that hold a token."""
    found: list[Chunk] = []
    stack = list(chunks)
    while stack:
        chunk = stack.pop()
        if not chunk.start <= token < chunk.end:
            continue
        if chunk.type == _NAME and not chunk.captures:
            found.append(chunk)
        stack.extend(part for _, part in chunk.captures)
    return found
