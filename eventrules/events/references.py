"""Whom a pronoun of the sentence means, where the sentence itself says it."""

from __future__ import annotations

from collections.abc import Iterator

from eventrules.matching.cascade import Sentence
from eventrules.matching.layers import Chunk
from eventrules.rulefile.vocabulary import VERB_TYPE

STAND_INS = "stand-in"
"""The grammar's list of pronouns, whose attributes are the types of mentions that each can stand for."""

PRONOUN = "pronoun"
"""The grammar's type of mentions that stand for others."""


def antecedent(chunk: Chunk, sentence: Sentence) -> Chunk | None:
    """The mention of the same sentence that a pronoun stands for; None for other mentions, and where none fits.

    Of the mentions before the pronoun the nearest one that is the subject of a verb is taken, else the first one.
    """
    compiled = sentence.analysis.compiled
    entry = compiled.canonical.get(STAND_INS, {}).get(sentence.analysis.words(chunk.start, chunk.end).lower())
    if entry is None:
        return None
    kinds = frozenset[str]().union(*(compiled.grammar.subtypes(name) for name, _ in entry.attributes))
    pronouns = compiled.grammar.subtypes(PRONOUN)
    fitting = [part for part in _mentions_before(chunk, sentence) if part.type in kinds and part.type not in pronouns]
    subjects = [part for part in fitting if _is_subject(part, sentence)]
    return subjects[-1] if subjects else fitting[0] if fitting else None


def _mentions_before(chunk: Chunk, sentence: Sentence) -> Iterator[Chunk]:
    row = sentence.chunks_row
    alphabet = sentence.analysis.compiled.alphabet
    before = sorted(start for start in row.chunks if sentence.start <= start < chunk.start)
    for start in before:
        if alphabet.is_chunk(row.symbols[start - row.base]):
            yield row.chunks[start]


def _is_subject(part: Chunk, sentence: Sentence) -> bool:
    """Whether a finite verb follows the mention directly, or behind a comma and what it encloses."""
    following = sentence.chunks_row.chunks.get(part.end)
    return following is not None and following.type == VERB_TYPE and following.features.get("form") == "finite"
