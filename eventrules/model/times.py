"""What a time expression means on the calendar."""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum

import attrs

from eventrules.model.spans import Span

Instant = date | datetime


class TimexType(Enum):
    """The four types of TIMEX3 (TimeML 1.2.1)."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class Granularity(Enum):
    """How exact a time is said."""

    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    DAYPART = "daypart"
    DAY = "day"
    WEEKEND = "weekend"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    NONE = "none"


class Direction(Enum):
    """Where the clause looks: back, ahead, or neither for certain.

    SCHEDULED is ahead of a moment that may itself be past ("was to meet", "asked them to meet"): the time it tells is the
    nearest.
    """

    PAST = "past"
    FUTURE = "future"
    SCHEDULED = "scheduled"
    UNKNOWN = "unknown"


@attrs.frozen(kw_only=True)
class TimeValue:
    """A half-open interval `[start, end)` and its TIMEX3 value.

    `start` and `end` are dates, or datetimes where a clock time is said; None where the interval is open or the words
    fix no place on the calendar (durations, "soon"). `alternatives` are the single readings of "Thursday or Friday",
    and the other reading where the words are `ambiguous` ("next Friday").
    """

    type: TimexType
    value: str
    start: Instant | None = None
    end: Instant | None = None
    granularity: Granularity = Granularity.NONE
    mod: str | None = None
    alternatives: tuple[tuple[Instant, Instant], ...] = ()
    ambiguous: bool = False

    def __attrs_post_init__(self) -> None:
        if self.start is not None and self.end is not None and not as_datetime(self.start) < as_datetime(self.end):
            raise ValueError(f"empty interval: {self.start} to {self.end}")

    @property
    def is_anchored(self) -> bool:
        """Whether it has a place on the calendar."""
        return self.start is not None or self.end is not None


def as_datetime(instant: Instant) -> datetime:
    """A date as its first moment; a zone is left aside, so that all instants of a document compare."""
    if isinstance(instant, datetime):
        return instant.replace(tzinfo=None)
    return datetime(instant.year, instant.month, instant.day)


@attrs.frozen(kw_only=True)
class TimeMention:
    """The words of a time expression and what they mean; `rule` found them.

    `parts` are the times that a range or an alternative names ("Thursday or Friday": both days); TIMEX3 has no value for
    the whole, so that its exports give the parts.
    """

    span: Span
    text: str
    value: TimeValue
    rule: str | None = None
    parts: tuple[TimeMention, ...] = ()

    @property
    def start(self) -> Instant | None:
        """Where the interval begins."""
        return self.value.start

    @property
    def end(self) -> Instant | None:
        """Where the interval ends; not part of it."""
        return self.value.end

    @property
    def granularity(self) -> Granularity:
        """How exact the time is said."""
        return self.value.granularity

    @property
    def timex(self) -> str:
        """The TIMEX3 value."""
        return self.value.value
