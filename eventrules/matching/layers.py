"""Runs one layer over a row of symbols: finds its matches, longest first, and puts one chunk in place of each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

import attrs

from eventrules.matching.automaton import Lines, State, numbers_of
from eventrules.matching.compiled import CompiledGrammar, CompiledGuard, CompiledLayer, CompiledLine
from eventrules.matching.patterns import Reading, read_from_start
from eventrules.matching.symbols import EDGE, FILL

NO_FEATURES: Mapping[str, str] = MappingProxyType({})


class Chunk:
    """Some tokens that a layer put together, in positions of the document's tokens.

    `head` is the marked part (all of it without a mark); `captures` keep what the layer found inside, each a chunk of
    a lower layer or plain words (a chunk of type ""); `value` is what a time rule's right-hand side made of it.
    """

    __slots__ = ("captures", "end", "features", "head", "line", "start", "type", "value")

    def __init__(
        self,
        type: str,
        start: int,
        end: int,
        head: tuple[int, int],
        captures: tuple[tuple[str, Chunk], ...] = (),
        features: Mapping[str, str] = NO_FEATURES,
        line: CompiledLine | None = None,
        value: object = None,
    ) -> None:
        self.type, self.start, self.end, self.head = type, start, end, head
        self.captures, self.features, self.line, self.value = captures, features, line, value

    def captured(self, name: str) -> Chunk | None:
        """The first capture of that name."""
        return next((chunk for key, chunk in self.captures if key == name), None)


class UnreadChunk(Chunk):
    """A chunk whose captures are made when somebody looks: most chunks are only ever stepped over."""

    __slots__ = ("reading", "row")

    def __init__(self, type: str, start: int, end: int, line: CompiledLine, reading: Reading, row: Row) -> None:
        self.type, self.start, self.end, self.features = type, start, end, reading.said
        self.head = (start + reading.marked[0], start + reading.marked[1]) if reading.marked else (start, end)
        self.line, self.value, self.reading, self.row = line, None, reading, row

    def __getattr__(self, name: str) -> Any:
        """Called for what has no value yet, which is captures."""
        if name != "captures":
            raise AttributeError(name)
        row, start = self.row, self.start - self.row.base
        self.captures = tuple([(name, row.chunk(start + a, start + b)) for name, _, a, b in self.reading.captures])
        return self.captures


@attrs.define(eq=False)
class Row:
    """One line of symbols, a symbol a token, and the chunks on it by their first token.

    `base` is the number of the row's first token in the document.
    """

    symbols: str
    base: int
    chunks: dict[int, Chunk]
    _seen: str | None = None

    def seen_by(self, compiled: CompiledGrammar) -> str:
        """The row in classes of symbols, as the grammar's patterns of events see it."""
        if self._seen is None:
            self._seen = self.symbols.translate(compiled.classes)
        return self._seen

    def chunk(self, start: int, end: int) -> Chunk:
        """The chunk on these positions of the row, or the plain words there."""
        start, end = start + self.base, end + self.base
        found = self.chunks.get(start)
        if found is not None and found.end == end:
            return found
        return Chunk("", start, end, (start, end))

    def topmost(self, tokens: range | None = None) -> Iterator[Chunk]:
        """The chunks that are part of no other, from left to right; those alone that begin among some tokens, if given."""
        among = range(self.base, self.base + len(self.symbols)) if tokens is None else tokens
        for start in sorted(self.chunks) if len(self.chunks) < len(among) else among:
            if start in among and self.symbols[start - self.base] != FILL and start in self.chunks:
                yield self.chunks[start]

    def chunk_around(self, token: int) -> Chunk | None:
        """The topmost chunk that holds a token of the document."""
        chunk = self.chunks.get(start_of_chunk(self.symbols, token - self.base) + self.base)
        return chunk if chunk is not None and token < chunk.end else None

    def chunked(self, chunks: Iterable[tuple[Chunk, str]]) -> Row:
        """The row with chunks in it, which overlap none of each other; each comes with its symbol."""
        made = list(chunks)
        if not made:
            return self
        places = ((chunk.start - self.base, chunk.end - self.base, symbol) for chunk, symbol in made)
        return Row(replaced(self.symbols, places), self.base, {**self.chunks, **{chunk.start: chunk for chunk, _ in made}})


def replaced(symbols: str, places: Iterable[tuple[int, int, str]]) -> str:
    """The symbols with one in place of each stretch from a position to another, and its filling behind."""
    parts, done = list[str](), 0
    for start, end, symbol in places:
        parts += symbols[done:start], symbol, FILL * (end - start - 1)
        done = end
    return "".join([*parts, symbols[done:]])


def start_of_chunk(symbols: str, position: int) -> int:
    """Where the chunk that holds a position of a row begins; the position itself outside of chunks."""
    while position > 0 and symbols[position] == FILL:
        position -= 1
    return position


def end_of_chunk(symbols: str, start: int) -> int:
    """Where the chunk that begins at a position of a row ends."""
    end = start + 1
    while end < len(symbols) and symbols[end] == FILL:
        end += 1
    return end


@attrs.define
class Match:
    """A wording that matches from one position of a row to another, and what it read there (in positions from its start)."""

    line: CompiledLine
    start: int
    end: int
    reading: Reading


Build = Callable[[Match, Row], "tuple[Chunk, str] | None"]
"""Makes the chunk of a match in a row of classes, and its symbol; or refuses the match."""


def run_layer(layer: CompiledLayer, row: Row, build: Build) -> Row:
    """The row with the layer's matches chunked."""
    if layer.first.search(row.symbols) is None:
        return row
    seen, automaton = Row(row.symbols.translate(layer.classes), row.base, row.chunks), layer.automaton
    edged = seen.symbols + EDGE  # which stands behind the last symbol, and (at -1) before the first
    made: list[tuple[Chunk, str]] = []
    done = 0
    for place in layer.start.finditer(row.symbols):
        position = place.start()
        if position < done:
            continue
        here, reach, furthest, lines = position, position, position, 0
        state: State | None = automaton[edged[position - 1]]
        while (state := state[edged[here]]) is not None:
            here += 1
            if (endings := state.endings) is not None:
                furthest = here
                if found := endings[edged[here]]:
                    reach, lines = here, found
        if not lines:
            continue
        match = _match(layer, lines, edged, position, reach, is_furthest=reach == furthest)
        built = build(match, seen) if match else None
        if built is not None:
            made.append(built)
            done = built[0].end - row.base
    return row.chunked(made)


def _match(layer: CompiledLayer, lines: Lines, edged: str, start: int, end: int, *, is_furthest: bool) -> Match | None:
    """The longest match at a place, and of those as long that of the first wording.

    Args:
        lines: the wordings that may match as far as `end`; none matches further.
        is_furthest: whether no wording could go further even if other symbols stood behind it. What has been read as a
            match once is one again then, unless something else beside it matters.
    """
    words = edged[start:end]
    for number in numbers_of(lines):
        line = layer.ranked[number]
        reading = line.pattern.readings.get(words) if is_furthest and layer.automaton.is_exact[number] else None
        if reading is None:
            found = line.pattern.regex.match(edged, start)
            if found is None or found.end() != end:
                continue
            reading = read_from_start(line.pattern, found)
        if not line.guards or not blocked(line.guards, edged, start, end):
            return Match(line, start, end, reading)
    return _shorter(layer, edged, start, end)


def _shorter(layer: CompiledLayer, edged: str, start: int, end: int) -> Match | None:
    """The longest match at a place where none reaches as far as there was hope."""
    best: tuple[CompiledLine, re.Match[str]] | None = None
    reach = start
    for number in numbers_of(layer.automaton.lines_at(edged, start)):
        line = layer.ranked[number]
        found = line.pattern.regex.match(edged, start)
        if found is not None and reach < found.end() < end and not (line.guards and blocked(line.guards, edged, start, found.end())):
            best, reach = (line, found), found.end()
    return Match(best[0], start, reach, read_from_start(best[0].pattern, best[1])) if best else None


def blocked(guards: tuple[CompiledGuard, ...], symbols: str, start: int, end: int) -> bool:
    """Whether a guard forbids a match at this place."""
    return any(guard.holds(symbols, start, end) != guard.wanted for guard in guards)
