"""Mentions that somebody else has found, as chunks: where they enter a document's rows.

They enter below the layers of names, on top of times: a rule that asks for a person sees a recognised one, whatever the
grammar itself would have made of the words.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import TYPE_CHECKING

from eventrules.matching.layers import Chunk, Row
from eventrules.matching.symbols import FILL
from eventrules.model.mentions import Mention

if TYPE_CHECKING:
    from eventrules.matching.cascade import Analysis

RECOGNISED_TYPES = "recognised-type"
"""The grammar's list of what recognisers call a mention, and the type that its rules know it by."""


def recognised_chunks(mentions: Iterable[Mention], analysis: Analysis) -> list[Chunk]:
    """The mentions as chunks of whole tokens, in the order of the text.

    Where two overlap, the one that comes first among the mentions is kept.
    """
    names = analysis.compiled.canonical.get(RECOGNISED_TYPES, {})
    taken: dict[int, Chunk] = {}
    for mention in mentions:
        first = bisect_right(analysis.offsets, mention.start) - 1
        last = max(bisect_left(analysis.offsets, mention.end), first + 1)
        if not any(token in taken for token in range(first, last)):
            kind = str(names[mention.type].canonical) if mention.type in names else mention.type
            chunk = Chunk(kind, first, last, (first, last), value=mention)
            taken.update(dict.fromkeys(range(first, last), chunk))
    return sorted(set(taken.values()), key=lambda chunk: chunk.start)


def with_recognised(row: Row, chunks: list[Chunk], analysis: Analysis) -> Row:
    """The row with the chunks in it that lie in it and overlap none of its own."""
    made: list[tuple[Chunk, str]] = []
    low, high = (bisect_left(chunks, place, key=lambda chunk: chunk.start) for place in (row.base, row.base + len(row.symbols)))
    for chunk in chunks[low:high]:
        start, end = chunk.start - row.base, chunk.end - row.base
        if end <= len(row.symbols) and not _is_in_chunk(row, start, end, analysis):
            made.append((chunk, analysis.compiled.alphabet.type_symbol(chunk.type)))
    return row.chunked(made)


def _is_in_chunk(row: Row, start: int, end: int, analysis: Analysis) -> bool:
    """Whether a time holds any of the tokens, or an entry of several words reaches into or out of them."""
    symbols, is_chunk = row.symbols, analysis.compiled.alphabet.is_chunk
    return symbols[start] == FILL or symbols[end : end + 1] == FILL or any(map(is_chunk, symbols[start:end]))
