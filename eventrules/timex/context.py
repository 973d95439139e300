"""What a time expression is seen from, and the first steps that all kinds of expressions share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time, timedelta, tzinfo
from functools import singledispatch
from typing import Any

import attrs

from eventrules.errors import TimeResolutionError
from eventrules.model.times import Direction, Granularity, Instant, TimeValue, TimexType, as_datetime
from eventrules.timex.calendar import Interval, unit_end, unit_start
from eventrules.timex.timex3 import value_of

Story = Mapping[str, date]
"""The day on which the time begins that a text last spoke of: for each unit, the last said at least as exactly."""


@attrs.frozen
class Context:
    """What an expression is seen from.

    Attributes:
        anchor: the day of publication.
        moment: the time of publication where it is known, for "two hours ago".
        direction: where the clause looks.
        story: what the text last spoke of; empty at its beginning.
        zone: the zone of the publication, where it is known.
    """

    anchor: date
    direction: Direction = Direction.UNKNOWN
    story: Story = attrs.Factory(lambda: {})
    moment: datetime | None = None
    zone: tzinfo | None = None

    def spoken(self, unit: str) -> date:
        """The day that the story last spoke of, where it was said as exactly as the unit; else the anchor."""
        return self.story.get(unit, self.anchor)

    def looking(self, direction: Direction) -> Context:
        """The same context for a clause that looks elsewhere."""
        return self if direction is self.direction else attrs.evolve(self, direction=direction)

    def seen_from(self, anchor: date, direction: Direction = Direction.FUTURE) -> Context:
        """The context of a text published on another day."""
        return attrs.evolve(self, anchor=anchor, direction=direction, story={}, moment=None)


@singledispatch
def place(expression: Any, _context: Context) -> TimeValue:
    """Place an expression on the calendar; each kind of expression registers how."""
    raise TypeError(f"{type(expression).__name__} is no time expression")


def calendar_value(interval: Interval, granularity: Granularity, **more: Any) -> TimeValue:
    """A time with its place on the calendar; its TIMEX3 value follows from the granularity unless given."""
    start, end = interval
    value = more.pop("value", None) or value_of(granularity, start)
    kind = more.pop("type", TimexType.DATE)
    return TimeValue(type=kind, value=value, start=start, end=end, granularity=granularity, **more)


def unit_value(unit: str, day: date, **more: Any) -> TimeValue:
    """The calendar unit that holds a day, as a time; one that lasts to the end of the calendar has an open end."""
    granularity, start = Granularity(unit), unit_start(unit, day)
    value = more.pop("value", None) or value_of(granularity, start)
    return TimeValue(type=TimexType.DATE, value=value, start=start, end=unit_end(unit, start), granularity=granularity, **more)


def days_of(value: TimeValue) -> Interval:
    """The days that a value covers.

    Raises:
        TimeResolutionError: it has no place on the calendar.
    """
    if value.start is None or value.end is None:
        raise TimeResolutionError(f"{value.value} has no place on the calendar")
    start, end = as_datetime(value.start), as_datetime(value.end)
    last = end.date() if end.time() == time() else end.date() + timedelta(days=1)
    return start.date(), last


def is_before(first: Instant, second: Instant) -> bool:
    """Whether an instant lies before another; a date counts as its first moment."""
    return as_datetime(first) < as_datetime(second)


AHEAD_OF_PAST = 45
BEHIND_FUTURE = 14
"""Days within which a day without a year is meant against the verb's tense ("was put off to Nov. 6", "as of Sept. 30")."""


def nearest(candidates: Iterable[Interval], context: Context, *, days: bool = False) -> Interval:
    """The candidate in the clause's direction that lies nearest to the anchor; the one around it counts either way.

    Args:
        days: whether single days are told: one that is very near is meant whatever the tense says, since nobody would
            leave out the year of the same day a year off.
    """
    known = list(candidates)
    if not known:
        raise TimeResolutionError("no such time near the publication")
    anchor = context.anchor
    near = min(known, key=lambda c: (_distance(c, anchor), c[0] > anchor))
    if days and _distance(near, anchor) <= (AHEAD_OF_PAST if near[0] > anchor else BEHIND_FUTURE):
        return near
    ahead = [c for c in known if c[1] > anchor]
    back = [c for c in known if c[0] <= anchor]
    if context.direction is Direction.FUTURE and ahead:
        return min(ahead)
    if context.direction is Direction.PAST and back:
        return max(back)
    return near


def _distance(interval: Interval, anchor: date) -> int:
    return max((interval[0] - anchor).days, (anchor - interval[1]).days + 1, 0)


def in_years(interval_of_year: Callable[[int], Interval | None], context: Context) -> list[Interval]:
    """What comes once a year, in the years around the anchor; what only some years have, in more of them."""
    year = context.anchor.year
    near = [year - 1, year, year + 1]
    found = _in_these(near, interval_of_year)
    if len(found) < len(near):
        found = _in_these([*range(year - 8, year - 1), *near, *range(year + 2, year + 9)], interval_of_year)
    return found


def _in_these(years: list[int], interval_of_year: Callable[[int], Interval | None]) -> list[Interval]:
    found: list[Interval] = []
    for year in years:
        try:
            interval = interval_of_year(year) if 1 <= year <= 9999 else None
        except TimeResolutionError:
            continue
        if interval is not None:
            found.append(interval)
    return found


def day_value(day: date, **more: Any) -> TimeValue:
    """One day, as a time."""
    return unit_value("day", day, **more)
