"""Runs one layer over a row of symbols: finds its matches, longest first, and puts one chunk in place of each."""

from __future__ import annotations

import re
from collections.abc import Callable

import attrs

from eventrules.matching.compiler import CompiledGuard, CompiledLayer, CompiledLine
from eventrules.matching.patterns import CompiledPattern, Reading, read
from eventrules.matching.symbols import FILL


@attrs.define(eq=False)
class Chunk:
    """Some tokens that a layer put together, in positions of the document's tokens.

    `head` is the marked part (all of it without a mark); `captures` keep what the layer found inside, each a chunk of
    a lower layer or plain words (a chunk of type ""); `value` is what a time rule's right-hand side made of it.
    """

    type: str
    start: int
    end: int
    head: tuple[int, int]
    captures: tuple[tuple[str, Chunk], ...] = ()
    features: dict[str, str] = attrs.Factory(lambda: {})
    line: CompiledLine | None = None
    value: object = None

    def captured(self, name: str) -> Chunk | None:
        """The first capture of that name."""
        return next((chunk for key, chunk in self.captures if key == name), None)


@attrs.define(eq=False)
class Row:
    """One line of symbols, a symbol a token, and the chunks on it by their first token.

    `base` is the number of the row's first token in the document.
    """

    symbols: str
    base: int
    chunks: dict[int, Chunk]

    def chunk(self, start: int, end: int) -> Chunk:
        """The chunk on these positions of the row, or the plain words there."""
        start, end = start + self.base, end + self.base
        found = self.chunks.get(start)
        if found is not None and found.end == end:
            return found
        return Chunk("", start, end, (start, end))


Build = Callable[[CompiledLine, Reading, Row, int, int], "tuple[Chunk, str] | None"]
"""Makes the chunk of a match and its symbol, or refuses the match."""


def run_layer(layer: CompiledLayer, row: Row, build: Build) -> Row:
    """The row with the layer's matches chunked."""
    symbols = row.symbols
    search, openings = layer.start.search, layer.openings
    parts: list[str] = []
    chunks = row.chunks
    position = done = 0
    reverse: str | None = None
    ahead: dict[CompiledPattern, int] = {}
    while (candidate := search(symbols, position)) is not None:
        position = candidate.start()
        best: tuple[CompiledLine, re.Match[str]] | None = None
        reach = position
        for line in openings[symbols[position : position + 2]]:
            if (needed := line.needed) is not None:
                if (known := ahead.get(needed, -1)) < position:
                    known = ahead[needed] = needed.next_in(symbols, position)
                if known == len(symbols):
                    continue
            match = line.pattern.regex.match(symbols, position)
            if match is None or match.end() <= reach:
                continue
            if line.guards:
                reverse = symbols[::-1] if reverse is None else reverse
                if blocked(line.guards, symbols, reverse, position, match.end()):
                    continue
            best, reach = (line, match), match.end()
        built = build(best[0], read(best[0].pattern, best[1]), row, position, reach) if best else None
        if built is None:
            position += 1
            continue
        chunk, symbol = built
        if chunks is row.chunks:
            chunks = dict(chunks)
        chunks[chunk.start] = chunk
        parts += symbols[done:position], symbol, FILL * (reach - position - 1)
        position = done = reach
    if not parts:
        return row
    parts.append(symbols[done:])
    return Row("".join(parts), row.base, chunks)


def blocked(guards: tuple[CompiledGuard, ...], symbols: str, reverse: str, start: int, end: int) -> bool:
    """Whether a guard forbids a match at this place."""
    for guard in guards:
        row, position = (symbols, end) if guard.side == "before" else (reverse, len(symbols) - start)
        if (guard.pattern.regex.match(row, position) is not None) != guard.wanted:
            return True
    return False
