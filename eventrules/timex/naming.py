"""Placing what names a spot on the calendar: dates, weekdays, seasons, quarters, named days, the clock."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone

import attrs
from dateutil.easter import easter

from eventrules.errors import TimeResolutionError
from eventrules.model.times import Direction, Granularity, TimeValue, TimexType
from eventrules.timex import expressions as e
from eventrules.timex.calendar import Interval, moved, unit_around
from eventrules.timex.context import (
    Context,
    calendar_value,
    day_value,
    days_of,
    in_years,
    nearest,
    place,
    unit_value,
)  # fmt: skip
from eventrules.timex.timex3 import DAY_PART_CODES, SEASON_CODES, season_interval, value_of

KINDS = (
    e.CalendarDate, e.Weekday, e.WeekdayDate, e.StepWeekday, e.Relative, e.Stepped, e.Within, e.Clock, e.DayPart, e.Season,
    e.Quarter, e.Half, e.Decade, e.Century, e.NthWeekday, e.NthUnit, e.EasterDay, e.BeforeChrist, e.Named,
)  # fmt: skip

_JUST_ENDED = 95
"""Days within which a quarter that is over is still meant in the future tense: its results are yet to be told."""


@place.register
def _(x: e.CalendarDate, context: Context) -> TimeValue:
    if x.month is None:
        return unit_value("year", date(x.year or 1, 1, 1)) if x.day is None else _day_of_month(x.day, context)
    unit, month = ("month" if x.day is None else "day"), x.month
    if x.year is not None:
        return unit_value(unit, date(x.year, month, x.day or 1))

    def in_year(year: int) -> Interval | None:
        day = _date_of(year, month, x.day or 1)
        return None if day is None else unit_around(unit, day)

    return calendar_value(nearest(in_years(in_year, context), context, days=x.day is not None), Granularity(unit))


def _date_of(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _day_of_month(number: int, context: Context) -> TimeValue:
    """“the 15th”: the nearest in the clause's direction."""
    first = context.anchor.replace(day=1)
    months = [moved(first, n, "month") for n in range(-3, 4)]
    days = [day for m in months if (day := _date_of(m.year, m.month, number)) is not None]
    return calendar_value(nearest([unit_around("day", day) for day in days], context), Granularity.DAY)


_BEHIND_SCHEDULED = 2
"""Days that a weekday can lie behind publication where a clause looks ahead of a moment that may itself be past."""


@place.register
def _(x: e.Weekday, context: Context) -> TimeValue:
    back = (context.anchor.weekday() - x.day) % 7
    latest = moved(context.anchor, -back, "day")
    behind = _BEHIND_SCHEDULED if context.direction is Direction.SCHEDULED else 0
    ahead = context.direction in (Direction.FUTURE, Direction.SCHEDULED) and back > behind
    return day_value(moved(latest, 7, "day") if ahead else latest)


@place.register
def _(x: e.WeekdayDate, context: Context) -> TimeValue:
    first = context.anchor.replace(day=1)
    months = [moved(first, n, "month") for n in range(-14, 15)]
    days = [day for m in months if (day := _date_of(m.year, m.month, x.day)) is not None and day.weekday() == x.weekday]
    return calendar_value(nearest([unit_around("day", day) for day in days], context, days=True), Granularity.DAY)


@place.register
def _(x: e.StepWeekday, context: Context) -> TimeValue:
    monday = unit_around("week", context.anchor)[0]
    if x.step == 0:
        return day_value(moved(monday, x.day, "day"))
    first_after = moved(context.anchor, (x.day - context.anchor.weekday() - 1) % 7 + 1, "day")
    if x.step < 0:
        return day_value(moved(context.anchor, -((context.anchor.weekday() - x.day - 1) % 7 + 1), "day"))
    of_next_week = moved(monday, 7 + x.day, "day")
    chosen = of_next_week if (of_next_week - context.anchor).days >= 2 else moved(of_next_week, 7, "day")
    if chosen == first_after:
        return day_value(chosen)
    readings = (unit_around("day", chosen), unit_around("day", first_after))
    return day_value(chosen, alternatives=readings, ambiguous=True)


@place.register
def _(x: e.Relative, context: Context) -> TimeValue:
    if x.unit in ("second", "minute", "hour"):
        return day_value(context.anchor, value="PRESENT_REF")
    if x.unit == "weekend" and x.offset == 0:
        return _weekend(context)
    return unit_value(x.unit, moved(unit_around(x.unit, context.anchor)[0], x.offset, x.unit))


def _weekend(context: Context) -> TimeValue:
    """“the weekend”: in the past tense the latest that has begun, else the one of this week."""
    this = unit_around("weekend", context.anchor)[0]
    begun = context.anchor >= this
    if not begun and (context.direction is Direction.PAST or (context.direction is Direction.UNKNOWN and context.anchor.weekday() < 2)):
        this = moved(this, -1, "week")
    return unit_value("weekend", this)


@place.register
def _(x: e.Stepped, context: Context) -> TimeValue:
    """“next January” is the first that begins later, “last November” the latest that is over, “this May” that of this year."""
    if x.step == 0:
        return _inside(x.inner, unit_around("year", context.anchor), context)
    value = place(x.inner, context.looking(Direction.PAST if x.step < 0 else Direction.FUTURE))
    start, end = days_of(value)
    if x.step < 0:
        return value if end <= context.anchor else _other_year(x.inner, start.year - 1, value, context)
    return value if start > context.anchor else _other_year(x.inner, start.year + 1, value, context)


def _other_year(inner: e.TimeExpression, year: int, value: TimeValue, context: Context) -> TimeValue:
    return place(attrs.evolve(inner, year=year), context) if hasattr(inner, "year") else value


@place.register
def _(x: e.Within, context: Context) -> TimeValue:
    outer = place(x.outer, context)
    inner = _of_part(x.inner, outer)
    if isinstance(inner, (e.Clock, e.DayPart)):
        first = days_of(outer)[0]
        value = place(inner, attrs.evolve(context, anchor=first, story={"day": first}))
        return attrs.evolve(value, ambiguous=outer.ambiguous)
    return _inside(inner, days_of(outer), context)


def _of_part(inner: e.TimeExpression, outer: TimeValue) -> e.TimeExpression:
    """The clock of a part of the day: “this afternoon at 3” is 3 p.m., “from 2 to 4” too."""
    later = outer.granularity is Granularity.DAYPART and outer.value.endswith(("TAF", "TEV", "TNI"))
    if later and isinstance(inner, e.Range):
        return e.Range(_of_part(inner.first, outer), _of_part(inner.last, outer))
    return inner.of_later_half() if later and isinstance(inner, e.Clock) else inner


def _inside(inner: e.TimeExpression, outer: Interval, context: Context) -> TimeValue:
    """The inner time that lies in the outer interval: the first, seen from where it begins."""
    start = outer[0]
    if isinstance(inner, e.Part):
        return place(attrs.evolve(inner, of=e.Within(inner.of, e.CalendarDate(start.year))), context)
    if isinstance(inner, e.Weekday):
        return day_value(moved(start, (inner.day - start.weekday()) % 7, "day"))
    if isinstance(inner, e.CalendarDate) and inner.month is None and inner.day is not None:
        return day_value(date(start.year, start.month, inner.day))
    if isinstance(inner, (e.CalendarDate, e.Season, e.Quarter, e.Half, e.EasterDay)):
        return place(attrs.evolve(inner, year=start.year), context)
    if isinstance(inner, e.NthWeekday):
        return place(attrs.evolve(inner, of=e.Within(inner.of, e.CalendarDate(start.year))), context)
    return place(inner, context.seen_from(start))


_MINUTE, _SECOND = timedelta(minutes=1), timedelta(seconds=1)


@place.register
def _(x: e.Clock, context: Context) -> TimeValue:
    """A clock time without a day is one of the day that the story last spoke of."""
    zone = timezone(timedelta(minutes=x.zone)) if x.zone is not None else context.zone
    day = context.spoken("day")
    start = datetime.combine(moved(day, 1, "day") if x.hour == 24 else day, time(x.hour % 24, x.minute, x.second or 0), tzinfo=zone)
    exact, length = (Granularity.MINUTE, _MINUTE) if x.second is None else (Granularity.SECOND, _SECOND)
    value = value_of(exact, start, zoned=x.zone == 0)
    return TimeValue(type=TimexType.TIME, value=value, start=start, end=start + length, granularity=exact)


@place.register
def _(x: e.DayPart, context: Context) -> TimeValue:
    interval = unit_around("day", context.spoken("day"))
    value = value_of(Granularity.DAY, interval[0]) + DAY_PART_CODES[x.name]
    return calendar_value(interval, Granularity.DAYPART, value=value, type=TimexType.TIME)


@place.register
def _(x: e.Season, context: Context) -> TimeValue:
    if x.year is not None:
        interval = season_interval(x.name, x.year)
    else:
        interval = nearest(in_years(lambda year: season_interval(x.name, year), context), context)
    return calendar_value(interval, Granularity.SEASON, value=f"{interval[0].year:04d}-{SEASON_CODES[x.name]}")


@place.register
def _(x: e.Quarter, context: Context) -> TimeValue:
    def in_year(year: int) -> Interval:
        return unit_around("quarter", date(year, x.number * 3, 1))

    if x.year is not None:
        return unit_value("quarter", date(x.year, x.number * 3, 1))
    candidates = in_years(in_year, context)
    ended = [c for c in candidates if 0 <= (context.anchor - c[1]).days <= _JUST_ENDED]
    return calendar_value(ended[0] if ended else nearest(candidates, context), Granularity.QUARTER)


@place.register
def _(x: e.Half, context: Context) -> TimeValue:
    def in_year(year: int) -> Interval:
        return unit_around("half", date(year, x.number * 6, 1))

    if x.year is not None:
        return unit_value("half", date(x.year, x.number * 6, 1))
    return calendar_value(nearest(in_years(in_year, context), context), Granularity.HALF)


@place.register
def _(x: e.Decade, context: Context) -> TimeValue:
    """“the twenties” are the latest that have begun."""
    year = x.year
    if year < 100:
        year += context.anchor.year // 100 * 100
        year -= 100 * (year > context.anchor.year)
    return unit_value("decade", date(year, 1, 1))


@place.register
def _(x: e.Century, _context: Context) -> TimeValue:
    return unit_value("century", date(max((x.number - 1) * 100, 1), 1, 1))


@place.register
def _(x: e.NthWeekday, context: Context) -> TimeValue:
    if isinstance(x.of, e.CalendarDate) and x.of.year is None:
        of = x.of
        found = in_years(lambda year: _nth_weekday(x, days_of(place(attrs.evolve(of, year=year), context))), context)
        return calendar_value(nearest(found, context, days=True), Granularity.DAY)
    interval = _nth_weekday(x, days_of(place(x.of, context)))
    if interval is None:
        raise TimeResolutionError(f"there is no weekday number {x.number} in that time")
    return calendar_value(interval, Granularity.DAY)


def _nth_weekday(x: e.NthWeekday, outer: Interval) -> Interval | None:
    first, after = outer
    if x.number < 0:
        last = moved(after, -1, "day")
        day = moved(last, -((last.weekday() - x.day) % 7), "day")
    else:
        day = moved(first, (x.day - first.weekday()) % 7 + 7 * (x.number - 1), "day")
    return unit_around("day", day) if first <= day < after else None


@place.register
def _(x: e.NthUnit, context: Context) -> TimeValue:
    """Units are counted from the first day of the outer time, or back from its last; a month's first week is its first seven days."""
    outer = place(x.of, context)
    first, after = days_of(outer)
    if x.unit in ("second", "minute", "hour", "weekend"):
        raise TimeResolutionError(f"{x.unit}s of a time are not counted")
    if x.number < 0:
        interval = (max(moved(after, -x.count, x.unit), first), after)
    else:
        interval = (moved(first, x.number - 1, x.unit), min(moved(first, x.number - 1 + x.count, x.unit), after))
    if not first <= interval[0] < interval[1]:
        raise TimeResolutionError(f"there is no {x.unit} number {x.number} in that time")
    if x.count == 1 and unit_around(x.unit, interval[0]) == interval:
        return calendar_value(interval, Granularity(x.unit))
    half = next((unit for unit in ("half", "quarter") if unit_around(unit, interval[0]) == interval), None)
    if half is not None:
        return calendar_value(interval, Granularity(half))
    return calendar_value(
        interval, Granularity(x.unit), value=outer.value, mod="START" if x.number == 1 else "END" if x.number < 0 else None
    )


@place.register
def _(x: e.EasterDay, context: Context) -> TimeValue:
    def in_year(year: int) -> Interval:
        return unit_around("day", moved(easter(year), x.offset, "day"))

    interval = in_year(x.year) if x.year is not None else nearest(in_years(in_year, context), context, days=True)
    return calendar_value(interval, Granularity.DAY)


@place.register
def _(x: e.BeforeChrist, _context: Context) -> TimeValue:
    value = f"BC{x.number:04d}" if x.unit == "year" else f"BC{x.number - 1:02d}"
    return TimeValue(type=TimexType.DATE, value=value)


@place.register
def _(_x: e.Named, _context: Context) -> TimeValue:
    return TimeValue(type=TimexType.DATE, value="XXXX-XX-XX")
