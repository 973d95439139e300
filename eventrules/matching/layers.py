"""Runs one layer over a row of symbols: finds its matches, longest first, and puts one chunk in place of each."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import attrs

from eventrules.matching.compiled import CompiledGuard, CompiledLayer, CompiledLine
from eventrules.matching.patterns import CompiledPattern, read_from_start
from eventrules.matching.symbols import FILL

_NO_FILL = re.compile(f"[^{FILL}]")

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
    """A chunk whose inside is read from its match when somebody looks: most chunks are only ever stepped over."""

    __slots__ = ("match", "row")

    def __init__(self, type: str, match: re.Match[str], row: Row, line: CompiledLine) -> None:
        start, end = match.span()
        self.type, self.start, self.end = type, start + row.base, end + row.base
        self.line, self.value = line, None
        self.match, self.row = match, row

    def __getattr__(self, name: str) -> Any:
        """Called for what has no value yet: reads the match, which sets it."""
        if name not in ("head", "captures", "features"):
            raise AttributeError(name)
        assert self.line is not None
        reading, row, start = read_from_start(self.line.pattern, self.match), self.row, self.match.start()
        self.head = (self.start + reading.marked[0], self.start + reading.marked[1]) if reading.marked else (self.start, self.end)
        self.captures = tuple([(name, row.chunk(start + a, start + b)) for name, _, a, b in reading.captures])
        self.features = reading.said
        return getattr(self, name)


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


Build = Callable[[CompiledLine, "re.Match[str]", Row], "tuple[Chunk, str] | None"]
"""Makes the chunk of a match and its symbol, or refuses the match."""


def run_layer(layer: CompiledLayer, row: Row, build: Build) -> Row:
    """The row with the layer's matches chunked."""
    symbols, size = row.symbols, len(row.symbols)
    openings = layer.openings
    parts: list[str] = []
    made: list[Chunk] = []
    done = 0
    ahead: dict[CompiledPattern, int] = {}
    for place in layer.start_in(symbols).finditer(symbols):
        position = place.start()
        if position < done:
            continue
        pair = symbols[position : position + 2]
        if pair[1:] == FILL:
            behind = _NO_FILL.search(symbols, position + 2)
            pair = pair[0] + (behind[0] if behind else "")
        if not (lines := openings[pair]):
            continue
        best: CompiledLine | None = None
        chosen: re.Match[str] | None = None
        reach = position
        for line in lines:
            if (needed := line.needed) is not None:
                if (known := ahead.get(needed, -1)) < position:
                    known = ahead[needed] = needed.next_in(symbols, position)
                if known == size:
                    continue
            match = line.match(symbols, position)
            if match is None or (end := match.end()) <= reach or (line.guards and blocked(line.guards, symbols, position, end)):
                continue
            best, chosen, reach = line, match, end
        built = build(best, chosen, row) if best is not None and chosen is not None else None
        if built is None:
            continue
        chunk, symbol = built
        made.append(chunk)
        parts += symbols[done:position], symbol, FILL * (reach - position - 1)
        done = reach
    if not made:
        return row
    parts.append(symbols[done:])
    return Row("".join(parts), row.base, {**row.chunks, **{chunk.start: chunk for chunk in made}})


def blocked(guards: tuple[CompiledGuard, ...], symbols: str, start: int, end: int) -> bool:
    """Whether a guard forbids a match at this place."""
    return any(guard.holds(symbols, start, end) != guard.wanted for guard in guards)
