"""Dates what the cascade found: turns time chunks into time mentions, each seen from its publication date.

Two things that a chunk itself does not say come from around it: where its clause looks (the verb group's tense), and
what the story last spoke of ("the following day").
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

import attrs

from eventrules.errors import TimeResolutionError
from eventrules.events.status import direction_of, is_ahead
from eventrules.matching.cascade import Analysis, Sentence
from eventrules.matching.layers import Chunk
from eventrules.model.spans import Span
from eventrules.model.times import Direction, Granularity, TimeMention, TimeValue, as_datetime
from eventrules.rulefile.vocabulary import VERB_FORMS, VERB_TYPE
from eventrules.timex import expressions as e
from eventrules.timex.resolve import resolve, resolve_both

_UNITS = {
    Granularity.SECOND: ("day", "week", "weekend", "month", "year", "decade", "century"),
    Granularity.QUARTER: ("quarter", "year", "decade", "century"),
    Granularity.SEASON: ("year", "decade", "century"),
    Granularity.HALF: ("year", "decade", "century"),
    Granularity.WEEKEND: ("week", "weekend", "month", "year", "decade", "century"),
    Granularity.WEEK: ("week", "month", "year", "decade", "century"),
    Granularity.MONTH: ("month", "year", "decade", "century"),
    Granularity.YEAR: ("year", "decade", "century"),
    Granularity.DECADE: ("decade", "century"),
    Granularity.CENTURY: ("century",),
    Granularity.NONE: (),
}
"""The units of which a story has spoken when it named a time so exactly."""

_VERB_FORMS = frozenset(f"f:{form}" for form in VERB_FORMS)

_EXACT = _UNITS[Granularity.SECOND]

_PAST_DAY = "past day"
"""Beside the day that the story last spoke of: the last that had come by publication."""


class Dating:
    """The times of one analysed document, dated from its publication; each is dated once."""

    def __init__(self, analysis: Analysis, published: date) -> None:
        self.analysis = analysis
        self.published = published
        self._times: tuple[tuple[Chunk, TimeMention], ...] | None = None

    def mentions(self) -> tuple[TimeMention, ...]:
        """All time expressions of the document, in the order of the text."""
        return tuple(time for _, time in self._dated())

    def mention(
        self, chunk: Chunk, *, direction: Direction | None = None, expression: e.TimeExpression | None = None
    ) -> TimeMention | None:
        """A time chunk with its place on the calendar, or None where it has none between the years 1 and 9999.

        Args:
            direction: where its clause looks; read from the verbs around it when left out.
            expression: what it means, where that is more than its own words say.
        """
        meaning = expression or expression_of(chunk)
        if meaning is None:
            return None
        is_told_by_story = _is_told_by_story(meaning)
        story = self._story_before(chunk) if is_told_by_story else {}
        direction = self.direction(chunk) if direction is None else direction
        time = self._placed(chunk, meaning, direction, story)
        if time is None or (is_told_by_story and direction is Direction.PAST and self.is_ahead(time)):
            return None  # "the following day she left": the story has no day that it could follow
        return attrs.evolve(time, parts=())  # the time of an event is the whole: its value knows the alternatives

    def is_ahead(self, time: TimeMention) -> bool:
        """Whether a time begins after the day of publication."""
        return is_ahead(time.value, day_of(self.published)) is True

    def direction(self, chunk: Chunk) -> Direction:
        """Where the clause of a time looks: by the verb group around it, else the nearest, the one before it first.

        A verb of reporting ("said") dates only what stands right beside it ("said on Tuesday").
        """
        sentence = self.analysis.sentence_at(chunk.start)
        row = sentence.verbs_row
        verbs = [c for c in row.chunks.values() if c.type == VERB_TYPE and not self._is_part_of_name(c, sentence)]
        verbs.sort(key=lambda c: c.start)
        around = [c for c in verbs if c.start <= chunk.start < c.end]
        before = [c for c in reversed(verbs) if c.end <= chunk.start]
        behind = [c for c in verbs if c.start >= chunk.end]
        for verb in (*around, *before, *behind):
            if verb.features.get("form") == "gerund":
                continue
            distance = max(chunk.start - verb.end, verb.start - chunk.end)
            symbol = row.symbols[verb.start - row.base]
            if distance <= 2 or symbol not in self.analysis.compiled.reporting:
                return self._direction_by(verb, symbol, is_behind=verb.end <= chunk.start)
        return Direction.UNKNOWN

    def _direction_by(self, verb: Chunk, symbol: str, *, is_behind: bool) -> Direction:
        """Where a verb group looks for a time; a participle alone ("the bomb found on Friday") looks back."""
        features = verb.features
        direction = Direction.PAST if features.get("form") == "participle" else direction_of(tuple(features.items()))
        if is_behind:
            if symbol in self.analysis.compiled.planning and direction is not Direction.FUTURE:
                return Direction.SCHEDULED
        elif self.begins_in_the_past(verb):
            return Direction.PAST
        if direction is Direction.FUTURE and features.get("form") == "infinitive":
            return Direction.SCHEDULED
        return direction

    def _is_part_of_name(self, verb: Chunk, sentence: Sentence) -> bool:
        """Whether a word that could be a verb has a capital inside a sentence: “the United States on Thursday”."""
        if verb.end - verb.start > 1 or verb.start == sentence.start:
            return False
        return "s:capitalized" in self.analysis.compiled.alphabet.features_of(self.analysis.row[verb.start])

    def begins_in_the_past(self, verb: Chunk) -> bool:
        """Whether a verb group opens with a verb of its own in the past tense: “tried to meet”, not “was to meet”."""
        features_of, row = self.analysis.compiled.alphabet.features_of, self.analysis.row
        forms = (features_of(row[token]) for token in range(verb.start, verb.end))
        first = next((features for features in forms if not features.isdisjoint(_VERB_FORMS)), frozenset[str]())
        return "f:past" in first and "view" not in verb.features

    # --- the story -------------------------------------------------------------------------------------------

    def _dated(self) -> tuple[tuple[Chunk, TimeMention], ...]:
        if self._times is None:
            self._times = tuple(self._tell())
        return self._times

    def _tell(self) -> Iterator[tuple[Chunk, TimeMention]]:
        """Date the times in the order of the text, keeping in mind what the story spoke of."""
        story: dict[str, date] = {}
        for chunk in self.analysis.times.topmost():
            meaning = expression_of(chunk)
            if meaning is None:
                continue
            direction = self.direction(chunk) if _is_told_by_verb(meaning) else Direction.UNKNOWN
            time = self._placed(chunk, meaning, direction, self._with_sentence_day(chunk, meaning, story))
            if time is not None:
                yield chunk, time
                _remember(story, chunk, time.value, day_of(self.published))

    def _story_before(self, chunk: Chunk) -> dict[str, date]:
        story: dict[str, date] = {}
        for other, time in self._dated():
            if other.start >= chunk.start:
                break
            _remember(story, other, time.value, day_of(self.published))
        return self._with_sentence_day(chunk, expression_of(chunk), story)

    def _with_sentence_day(self, chunk: Chunk, meaning: e.TimeExpression | None, story: dict[str, date]) -> dict[str, date]:
        """A clock time takes its day from its own sentence first."""
        if not _is_clock(meaning):
            return story
        sentence = self.analysis.sentence_at(chunk.start)
        for other in self._dates_of(sentence):
            time = None if other.start == chunk.start else self._day(other, story)
            if time is not None:
                return {**story, "day": time}
        return story

    def _dates_of(self, sentence: Sentence) -> list[Chunk]:
        times = self.analysis.times.topmost(range(sentence.start, sentence.end))
        return [chunk for chunk in times if chunk.type == "date"]

    def _day(self, chunk: Chunk, story: dict[str, date]) -> date | None:
        meaning = expression_of(chunk)
        if meaning is None:
            return None
        time = self._placed(chunk, meaning, self.direction(chunk) if _is_told_by_verb(meaning) else Direction.UNKNOWN, story)
        if time is None or time.start is None or time.granularity not in (Granularity.DAY, Granularity.DAYPART):
            return None
        return as_datetime(time.start).date()

    # --- mentions --------------------------------------------------------------------------------------------

    def _placed(self, chunk: Chunk, meaning: e.TimeExpression, direction: Direction, story: dict[str, date]) -> TimeMention | None:
        story = self._looking_back(story) if direction is Direction.PAST else story
        try:
            value = resolve(meaning, anchor=self.published, direction=direction, story=story)
            parts = tuple(self._parts(chunk, meaning, direction, story))
        except TimeResolutionError:
            return None
        line = chunk.line
        rule = f"{line.rule.location.path}:{line.rule.location.line} {line.rule.name}" if line else None
        start, end = self.analysis.span(*_own_words(chunk))
        return TimeMention(span=Span(start, end), text=self.analysis.text[start:end], value=value, rule=rule, parts=parts)

    def _looking_back(self, story: dict[str, date]) -> dict[str, date]:
        """The story for what is over by publication: of the days that it spoke of, the last that had come by then."""
        published = day_of(self.published)
        return {**story, "day": story.get(_PAST_DAY, published)} if story.get("day", date.min) > published else story

    def _parts(self, chunk: Chunk, meaning: e.TimeExpression, direction: Direction, story: dict[str, date]) -> Iterator[TimeMention]:
        """The two times that a range, an alternative or a distance names, the words between them left out."""
        whole = (isinstance(meaning, e.Directed) and chunk.captured("date")) or chunk
        left, right = whole.captured("first"), whole.captured("last")
        if left is None or right is None:
            return
        values = self._values(meaning, left, right, direction, story)
        opening = min(_own_words(part)[0] for _, part in whole.captures)
        spans = ((opening, left.end), (right.start, whole.head[1]))
        for (start, end), value in zip(spans, values, strict=False):
            a, b = self.analysis.span(start, end)
            yield TimeMention(span=Span(a, b), text=self.analysis.text[a:b], value=value)

    def _values(
        self, meaning: e.TimeExpression, left: Chunk, right: Chunk, direction: Direction, story: dict[str, date]
    ) -> tuple[TimeValue, ...]:
        """The values of two times that words name, if both are times."""
        if values := resolve_both(meaning, anchor=self.published, direction=direction, story=story):
            return values
        first, last = expression_of(left), expression_of(right)
        if first is None or last is None:
            return ()
        return tuple([resolve(time, anchor=self.published, direction=direction, story=story) for time in (first, last)])


def _own_words(chunk: Chunk) -> tuple[int, int]:
    """The tokens of a time, without what stands around the marked part of the time that it begins with: “at dawn on Monday”."""
    start, end = chunk.head
    first = next((part for _, part in chunk.captures if part.start == start == chunk.start), None)
    return (start, end) if first is None else (_own_words(first)[0], end)


def expression_of(chunk: Chunk) -> e.TimeExpression | None:
    """What the rule's right-hand side made of a time chunk."""
    return chunk.value if isinstance(chunk.value, e.TimeExpression) else None


def day_of(published: date) -> date:
    """The calendar day of a publication."""
    return published.date() if isinstance(published, datetime) else published


def _remember(story: dict[str, date], chunk: Chunk, value: TimeValue, published: date) -> None:
    """Keep in mind what a time spoke of; what a story only compares itself with ("a year earlier") is not its time."""
    if value.start is None or value.end is None or isinstance(chunk.value, (e.YearEarlier, e.QuarterOf)):
        return
    if value.granularity is Granularity.YEAR:
        story.pop("quarter", None)
    start = as_datetime(value.start).date()
    units = _UNITS.get(value.granularity, _EXACT)
    for unit in units:
        story[unit] = start
    if "day" in units and start <= published:
        story[_PAST_DAY] = start


_FIXED = (e.Relative, e.Duration, e.Every, e.Vague, e.Recent, e.Decade, e.Century, e.Clock, e.DayPart, e.BeforeChrist, e.Named)


def _is_told_by_verb(meaning: e.TimeExpression) -> bool:
    """Whether the verb's tense can move a time."""
    match meaning:
        case e.CalendarDate(year=year) | e.Season(year=year) | e.Quarter(year=year) | e.Half(year=year):
            return year is None
        case e.Relative(unit=unit):
            return unit == "weekend"
        case e.Part(of=of) | e.Modified(of=of):
            return _is_told_by_verb(of)
        case e.Within(inner=inner, outer=outer):
            return _is_told_by_verb(outer if isinstance(inner, (e.Clock, e.DayPart)) else inner)
        case _:
            return not isinstance(meaning, (*_FIXED, e.Same, e.YearEarlier, e.Directed, e.Remaining, e.Elapsed))


def _is_clock(meaning: object) -> bool:
    """Whether it is a time of some day that other words tell."""
    match meaning:
        case e.Modified(of=of):
            return _is_clock(of)
        case e.Within(inner=e.Clock(), outer=e.Same()):
            return True
        case _:
            return isinstance(meaning, (e.Clock, e.DayPart))


def _is_told_by_story(meaning: object) -> bool:
    """Whether what the story last spoke of can move a time: something inside it is counted from there."""
    if isinstance(meaning, (e.Same, e.YearEarlier)) or _is_clock(meaning):
        return True
    if isinstance(meaning, e.Within) and isinstance(meaning.inner, (e.Clock, e.DayPart)):
        return _is_told_by_story(meaning.outer)
    return attrs.has(type(meaning)) and any(_is_told_by_story(value) for value in attrs.astuple(meaning, recurse=False))
