"""Dates what the cascade found: turns time chunks into time mentions, each seen from its publication date.

Two things that a chunk itself does not say come from around it: where its clause looks (the verb group's tense), and
the day that the story last spoke of ("the following day").
"""

from __future__ import annotations

from datetime import date, datetime
from functools import partial

import attrs

from eventrules.errors import TimeResolutionError
from eventrules.events.status import direction_of
from eventrules.matching.cascade import Analysis
from eventrules.matching.layers import Chunk
from eventrules.model.spans import Span
from eventrules.model.times import Direction, TimeMention
from eventrules.rulefile.vocabulary import VERB_TYPE
from eventrules.timex.expressions import TimeExpression
from eventrules.timex.resolve import resolve


@attrs.frozen
class Dating:
    """The times of one analysed document, dated from its publication."""

    analysis: Analysis
    published: date

    def mentions(self) -> tuple[TimeMention, ...]:
        """All time expressions of the document, in the order of the text."""
        chunks = self.analysis.times.chunks
        found = (self.mention(chunks[start]) for start in sorted(chunks) if self._is_topmost(chunks[start]))
        return tuple(time for time in found if time is not None)

    def mention(self, chunk: Chunk, *, direction: Direction | None = None, expression: TimeExpression | None = None) -> TimeMention | None:
        """A time chunk with its place on the calendar, or None where it has none between the years 1 and 9999.

        Args:
            direction: where its clause looks; read from the verbs around it when left out.
            expression: what it means, where that is more than its own words say.
        """
        meaning = expression or expression_of(chunk)
        if meaning is None:
            return None
        try:
            value = resolve(meaning, anchor=self.published, direction=direction or partial(self.direction, chunk))
        except TimeResolutionError:
            return None
        start, end = self.analysis.span(*chunk.head)
        rule = f"{chunk.line.rule.location.path}:{chunk.line.rule.location.line} {chunk.line.rule.name}" if chunk.line else None
        return TimeMention(span=Span(start, end), text=self.analysis.text[start:end], value=value, rule=rule)

    def direction(self, chunk: Chunk) -> Direction:
        """Where the clause of a time looks: by the nearest verb group, the one before it first.

        A verb of reporting ("said") dates only what stands right beside it ("said on Tuesday").
        """
        sentence = self.analysis.sentence_at(chunk.start)
        row = sentence.verbs_row
        verbs = [c for c in row.chunks.values() if c.type == VERB_TYPE and sentence.start <= c.start < sentence.end]
        before = sorted((c for c in verbs if c.end <= chunk.start), key=lambda c: -c.start)
        behind = sorted((c for c in verbs if c.start >= chunk.end), key=lambda c: c.start)
        for verb in (*before, *behind):
            if verb.features.get("form") not in ("finite", "infinitive"):
                continue
            distance = max(chunk.start - verb.end, verb.start - chunk.end)
            if distance <= 2 or row.symbols[verb.start - row.base] not in self.analysis.compiled.reporting:
                return direction_of(tuple(verb.features.items()))
        return Direction.UNKNOWN

    def _is_topmost(self, chunk: Chunk) -> bool:
        return self.analysis.compiled.alphabet.is_chunk(self.analysis.times.symbols[chunk.start]) and chunk.value is not None


def expression_of(chunk: Chunk) -> TimeExpression | None:
    """What the rule's right-hand side made of a time chunk."""
    return chunk.value if isinstance(chunk.value, TimeExpression) else None


def day_of(published: date) -> date:
    """The calendar day of a publication."""
    return published.date() if isinstance(published, datetime) else published
