"""What a group of words lists: “trade, security and the climate” are three matters, “oil and gas contracts” one.

Actors that are coordinated the grammar puts together itself; what things are called is too manifold for that.
"""

from __future__ import annotations

from collections.abc import Iterator

from eventrules.events.candidates import members
from eventrules.events.clauses import JOINT_LIST
from eventrules.matching.cascade import Sentence
from eventrules.matching.layers import Chunk
from eventrules.matching.lexicon import PREPOSITION_LIST
from eventrules.rulefile.vocabulary import VERB_TYPE

LEADING = ("article", "possessive-pronoun")
"""The grammar's lists of words that a member of a list begins with."""

QUALITIES = ("adjective", "nationality", "order-word")
"""Its lists of words that belong to a noun behind them: “*economic* and social rights”."""

_COMMA = ","


def parts_of(chunk: Chunk, sentence: Sentence) -> list[Chunk]:
    """What a coordination, or a list of things in the words of a phrase, holds; or the chunk alone."""
    return _listed(chunk, sentence) if chunk.type in sentence.analysis.compiled.grammar.phrases else members(chunk)


def _listed(chunk: Chunk, sentence: Sentence) -> list[Chunk]:
    units = list(_units(chunk, sentence))
    cuts = [n for n in range(1, len(units) - 1) if _parts(units, n, sentence)]
    if not cuts:
        return [chunk]
    starts = [0, *(n + 1 for n in cuts)]
    told = [units[start:end] for start, end in zip(starts, (*cuts, len(units)), strict=True)]
    told = [some[1:] if _is_joint(some[0], sentence) else some for some in told]
    has_comma = any(sentence.analysis.word(units[n].start) == _COMMA for n in cuts)
    if not (has_comma and len(told) > 2) and not _are_two(told[0], told[-1], sentence):
        return [chunk]
    return [Chunk(chunk.type, some[0].start, some[-1].end, (some[0].start, some[-1].end)) for some in told]


def _units(chunk: Chunk, sentence: Sentence) -> Iterator[Chunk]:
    """The topmost chunks and words of some words."""
    row, token = sentence.chunks_row, chunk.start
    while token < chunk.end:
        inner = row.chunks.get(token)
        unit = inner if inner is not None and inner.end <= chunk.end else Chunk("", token, token + 1, (token, token + 1))
        yield unit
        token = unit.end


def _parts(units: list[Chunk], number: int, sentence: Sentence) -> bool:
    """Whether a comma or “and” stands between two members: behind no adjective, and in a list of deeds before a deed."""
    before = units[number - 1]
    if not _is_joint(units[number], sentence) or _is_joint(before, sentence) or (not before.type and _is(before, sentence, *QUALITIES)):
        return False
    following = units[number + 1]
    if _is_joint(following, sentence) and number + 2 < len(units):
        following = units[number + 2]
    return (units[0].type == VERB_TYPE) == (following.type == VERB_TYPE)


def _are_two(first: list[Chunk], second: list[Chunk], sentence: Sentence) -> bool:
    """Whether two members are told apart: “murder and robbery”, “the war and the climate”, but not “war on drugs and crime”."""
    if second[0].type == VERB_TYPE or _is(second[0], sentence, *LEADING):
        return True
    size = (first[-1].end - first[0].start, second[-1].end - second[0].start)
    is_tied = any(_is(unit, sentence, PREPOSITION_LIST) for unit in first)
    return size == (1, 1) or (size[0] > 1 and not is_tied)


def _is_joint(unit: Chunk, sentence: Sentence) -> bool:
    return not unit.type and _is(unit, sentence, JOINT_LIST)


def _is(unit: Chunk, sentence: Sentence, *lists: str) -> bool:
    return any(sentence.analysis.is_listed(unit.start, name) for name in lists)
