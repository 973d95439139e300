"""Places time expressions on the calendar, seen from the publication date.

The decisions are explained, each with an example, in `docs/dates.md`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta, timezone
from typing import Any, cast

import attrs
from dateutil.easter import easter
from dateutil.relativedelta import relativedelta

from eventrules.errors import TimeExpressionError, TimeResolutionError
from eventrules.model.times import Direction, Granularity, Instant, TimeValue, TimexType, as_datetime
from eventrules.timex import expressions as e
from eventrules.timex.calendar import Interval, moved, third, unit_around
from eventrules.timex.timex3 import (
    DAY_PART_CODES,
    SEASON_CODES,
    UNIT_LETTERS,
    duration_value,
    season_interval,
    value_of,
)  # fmt: skip


@attrs.frozen
class Context:
    """What an expression is seen from: the publication date, the clause's direction, the day the story speaks of."""

    anchor: date
    _direction: Direction | Callable[[], Direction]
    story: date
    zone: Any = None

    @property
    def direction(self) -> Direction:
        """Where the clause looks; worked out only for expressions that leave it open."""
        return self._direction if isinstance(self._direction, Direction) else self._direction()


def resolve(
    expression: e.TimeExpression,
    *,
    anchor: date,
    direction: Direction | Callable[[], Direction] = Direction.UNKNOWN,
    story: date | None = None,
) -> TimeValue:
    """Place a time expression on the calendar, seen from the anchor.

    Args:
        anchor: publication date, in the document's own calendar day; of an aware datetime, its day and its zone.
        direction: where the clause looks; decides bare weekdays, months and days without a year; a function is called only for these.
        story: the day that the text last spoke of, for “the following day”; the anchor when left out.

    Returns:
        a half-open interval at the expression's granularity, without start and end where the words leave it open.

    Raises:
        TimeResolutionError: the interval leaves the years 1 to 9999.
    Source: TIMEX3 values, TimeML 1.2.1.

    >>> resolve(e.Weekday(4), anchor=date(2024, 3, 6), direction=Direction.FUTURE).start
    datetime.date(2024, 3, 8)
    """
    day = anchor.date() if isinstance(anchor, datetime) else anchor
    zone = anchor.tzinfo if isinstance(anchor, datetime) else None
    try:
        return _resolve(expression, Context(day, direction, story or day, zone))
    except TimeExpressionError as error:
        raise TimeResolutionError(str(error)) from None
    except (OverflowError, ValueError):
        raise TimeResolutionError(f"a time seen from {day} leaves the years 1 to 9999") from None


def _resolve(expression: e.TimeExpression, context: Context) -> TimeValue:
    handler = cast("Callable[[Any, Context], TimeValue]", _HANDLERS[type(expression)])
    return handler(expression, context)


def _date(interval: Interval, granularity: Granularity, **more: Any) -> TimeValue:
    start, end = interval
    value = more.pop("value", None) or value_of(granularity, start)
    kind = more.pop("type", TimexType.DATE)
    return TimeValue(type=kind, value=value, start=start, end=end, granularity=granularity, **more)


def _days(value: TimeValue) -> Interval:
    """The days that a value covers; TimeResolutionError when it has no place on the calendar."""
    if value.start is None or value.end is None:
        raise TimeResolutionError(f"{value.value} has no place on the calendar")
    start, end = as_datetime(value.start), as_datetime(value.end)
    last = end.date() if end.time() == time() else end.date() + timedelta(days=1)
    return start.date(), last


def _nearest(candidates: list[Interval], context: Context) -> Interval:
    """The candidate in the clause's direction that lies nearest to the anchor; the one around it counts either way."""
    anchor = context.anchor
    ahead = [c for c in candidates if c[1] > anchor]
    back = [c for c in candidates if c[0] <= anchor]
    if context.direction is Direction.FUTURE and ahead:
        return min(ahead)
    if context.direction is Direction.PAST and back:
        return max(back)
    return min(candidates, key=lambda c: (max((c[0] - anchor).days, (anchor - c[1]).days + 1, 0), c[0] > anchor))


def _years_around(context: Context) -> range:
    year = context.anchor.year
    return range(max(year - 8, 1), min(year + 9, 9999))


def _calendar_date(x: e.CalendarDate, context: Context) -> TimeValue:
    if x.month is None:
        return (
            _day_of_month(x, context)
            if x.day is not None
            else _date((date(x.year or 1, 1, 1), moved(date(x.year or 1, 1, 1), 1, "year")), Granularity.YEAR)
        )
    unit, granularity = ("month", Granularity.MONTH) if x.day is None else ("day", Granularity.DAY)
    if x.year is not None:
        return _date(unit_around(unit, date(x.year, x.month, x.day or 1)), granularity)
    candidates = [unit_around(unit, day) for year in _years_around(context) if (day := _day(year, x.month, x.day or 1)) is not None]
    return _date(_nearest(candidates, context), granularity)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _day_of_month(x: e.CalendarDate, context: Context) -> TimeValue:
    first = context.anchor.replace(day=1)
    months = [moved(first, n, "month") for n in range(-3, 4)]
    candidates = [unit_around("day", day) for m in months if (day := _day(m.year, m.month, x.day or 1)) is not None]
    return _date(_nearest(candidates, context), Granularity.DAY)


def _weekday(x: e.Weekday, context: Context) -> TimeValue:
    back = (context.anchor.weekday() - x.day) % 7
    latest = moved(context.anchor, -back, "day")
    if context.direction is Direction.FUTURE and back:
        return _date(unit_around("day", moved(latest, 7, "day")), Granularity.DAY)
    return _date(unit_around("day", latest), Granularity.DAY)


def _step_weekday(x: e.StepWeekday, context: Context) -> TimeValue:
    monday = unit_around("week", context.anchor)[0]
    if x.step == 0:
        return _date(unit_around("day", moved(monday, x.day, "day")), Granularity.DAY)
    first_after = moved(context.anchor, (x.day - context.anchor.weekday() - 1) % 7 + 1, "day")
    if x.step < 0:
        return _date(
            unit_around("day", moved(first_after, -7 if first_after != moved(context.anchor, 7, "day") else -14, "day")), Granularity.DAY
        )
    of_next_week = moved(monday, 7 + x.day, "day")
    chosen = of_next_week if (of_next_week - context.anchor).days >= 2 else moved(of_next_week, 7, "day")
    other = unit_around("day", first_after)
    if chosen == first_after:
        return _date(other, Granularity.DAY)
    return _date(unit_around("day", chosen), Granularity.DAY, alternatives=(unit_around("day", chosen), other), ambiguous=True)


def _relative(x: e.Relative, context: Context) -> TimeValue:
    if x.unit in ("minute", "hour"):
        return _date(unit_around("day", context.anchor), Granularity.DAY, value="PRESENT_REF")
    current = unit_around(x.unit, context.anchor)[0]
    return _date(unit_around(x.unit, moved(current, x.offset, x.unit)), Granularity(x.unit))


def _step_named(x: e.StepMonth, context: Context) -> TimeValue:
    """“next January” lies in the next year, or is the one ahead; “last November” is the latest that is over."""
    if x.step < 0:
        before = attrs.evolve(context, direction=Direction.PAST)
        value = _resolve(x.inner, before)
        end = _days(value)[1]
        return value if end <= context.anchor else _resolve(x.inner, attrs.evolve(before, anchor=moved(_days(value)[0], -1, "day")))
    if x.step > 0:
        value = _resolve(x.inner, attrs.evolve(context, direction=Direction.FUTURE))
        start, end = _days(value)
        return value if start > context.anchor else _resolve(x.inner, attrs.evolve(context, anchor=end, direction=Direction.FUTURE))
    return _inside(x.inner, unit_around("year", context.anchor), context)


def _within(x: e.Within, context: Context) -> TimeValue:
    outer = _resolve(x.outer, context)
    if isinstance(x.inner, (e.Clock, e.DayPart)):
        inner_context = attrs.evolve(context, anchor=_days(outer)[0])
        value = _resolve(x.inner, inner_context)
        return attrs.evolve(value, ambiguous=outer.ambiguous)
    return _inside(x.inner, _days(outer), context)


def _inside(inner: e.TimeExpression, outer: Interval, context: Context) -> TimeValue:
    """The inner time that lies in the outer interval: the first, seen from the day before it begins."""
    start = outer[0]
    if isinstance(inner, e.Weekday):
        return _date(unit_around("day", moved(start, (inner.day - start.weekday()) % 7, "day")), Granularity.DAY)
    if isinstance(inner, e.CalendarDate) and inner.month is None and inner.day is not None:
        return _date(unit_around("day", date(start.year, start.month, inner.day)), Granularity.DAY)
    if isinstance(inner, (e.CalendarDate, e.Season, e.Quarter, e.Half, e.NthWeekday, e.Holiday)):
        return _resolve(attrs.evolve(inner, year=start.year), context)
    return _resolve(inner, attrs.evolve(context, anchor=start, direction=Direction.FUTURE))


def _shifted(x: e.Shifted, context: Context) -> TimeValue:
    if x.base is not None:
        base = _resolve(x.base, context)
        if base.granularity in (Granularity.DAY, Granularity.NONE) or x.unit in ("day", "week"):
            return _date(unit_around("day", moved(_days(base)[0], x.amount, x.unit)), Granularity.DAY)
        unit = base.granularity.value if base.granularity.value in e.UNITS else "day"
        return _date(unit_around(unit, moved(_days(base)[0], x.amount, x.unit)), Granularity(unit))
    if x.unit in ("minute", "hour"):
        return _date(unit_around("day", context.anchor), Granularity.DAY)
    day = moved(context.anchor, x.amount, x.unit)
    unit = {"weekend": "week"}.get(x.unit, x.unit)
    return _date(unit_around(unit, day), Granularity(unit))


_MODS = {"early": "START", "start": "START", "mid": "MID", "late": "END", "end": "END"}


def _part(x: e.Part, context: Context) -> TimeValue:
    of = _resolve(x.of, context)
    interval = third(x.which, _days(of))
    return _date(interval, of.granularity, value=of.value, mod=_MODS[x.which], type=of.type)


def _remaining(x: e.Remaining, context: Context) -> TimeValue:
    of = _resolve(x.of, context)
    start, end = _days(of)
    tomorrow = moved(context.anchor, 1, "day")
    begin = tomorrow if start <= context.anchor and tomorrow < end else start
    return _date((begin, end), of.granularity, value=of.value, mod="END")


def _elapsed(x: e.Elapsed, context: Context) -> TimeValue:
    of = _resolve(x.of, context)
    start, end = _days(of)
    stop = context.anchor if start < context.anchor < end else moved(context.anchor, 1, "day") if start == context.anchor else end
    return _date((start, stop), of.granularity, value=of.value, mod="START")


def _recent(x: e.Recent, context: Context) -> TimeValue:
    value = duration_value(x.amount, x.unit)
    length = TimeValue(type=TimexType.DURATION, value=value, granularity=Granularity(x.unit))
    if x.amount is None or x.unit in ("minute", "hour"):
        return length
    unit = {"weekend": "week"}.get(x.unit, x.unit)
    other = moved(context.anchor, x.amount if x.ahead else -x.amount, unit)
    bounds = (context.anchor, other) if x.ahead else (other, context.anchor)
    return attrs.evolve(length, start=bounds[0], end=bounds[1]) if bounds[0] < bounds[1] else length


def _range(x: e.Range, context: Context) -> TimeValue:
    first = _resolve(x.first, context)
    last = _resolve(x.last, context)
    if first.start is None or last.end is None:
        return first
    if as_datetime(last.end) <= as_datetime(first.start):
        start = _days(first)[0]
        last = _resolve(x.last, attrs.evolve(context, anchor=start, direction=Direction.FUTURE))
    if last.end is None or as_datetime(last.end) <= as_datetime(first.start):
        return first
    return TimeValue(type=first.type, value=f"{first.value}/{last.value}", start=first.start, end=last.end, granularity=first.granularity)


def _either(x: e.Either, context: Context) -> TimeValue:
    first, second = _resolve(x.first, context), _resolve(x.second, context)
    if first.start is None or first.end is None or second.start is None or second.end is None:
        return first
    ordered = sorted(((first.start, first.end), (second.start, second.end)), key=lambda pair: as_datetime(pair[0]))
    end = max((first.end, second.end), key=as_datetime)
    return TimeValue(
        type=first.type, value=f"{first.value}/{second.value}", start=ordered[0][0], end=end, granularity=first.granularity,
        alternatives=tuple(ordered), ambiguous=True,
    )  # fmt: skip


def _bound(x: e.Bound, context: Context) -> TimeValue:
    inner = _resolve(x.time, context)
    if inner.start is None or inner.end is None:
        return inner
    start: Instant | None
    end: Instant | None
    match x.relation:
        case "by":
            start, end = context.anchor, inner.end
        case "since":
            start, end = inner.start, None
        case "until":
            start, end = None, inner.end
        case "before":
            start, end = None, inner.start
        case "after":
            start, end = inner.end, None
    if start is not None and end is not None and as_datetime(start) >= as_datetime(end):
        start = None
    return attrs.evolve(inner, start=start, end=end, alternatives=())


def _clock(x: e.Clock, context: Context) -> TimeValue:
    zone = timezone(timedelta(minutes=x.zone)) if x.zone is not None else context.zone
    day = moved(context.anchor, 1, "day") if x.hour == 24 else context.anchor
    start = datetime.combine(day, time(x.hour % 24, x.minute), tzinfo=zone)
    end = start + timedelta(minutes=1)
    return TimeValue(type=TimexType.TIME, value=value_of(Granularity.MINUTE, start), start=start, end=end, granularity=Granularity.MINUTE)


def _day_part(x: e.DayPart, context: Context) -> TimeValue:
    day = unit_around("day", context.anchor)
    value = value_of(Granularity.DAY, day[0]) + DAY_PART_CODES[x.name]
    return _date(day, Granularity.DAYPART, value=value, type=TimexType.TIME)


def _duration(x: e.Duration, _context: Context) -> TimeValue:
    granularity = Granularity(x.unit)
    return TimeValue(type=TimexType.DURATION, value=duration_value(x.amount, x.unit), granularity=granularity, mod=x.mod)


def _anchored(x: e.Anchored, context: Context) -> TimeValue:
    start = _days(_resolve(x.start, context))[0]
    length = x.duration.of if isinstance(x.duration, e.Modified) else x.duration
    if not isinstance(length, e.Duration) or length.amount is None or length.unit in ("minute", "hour"):
        return _date(unit_around("day", start), Granularity.DAY)
    end = moved(start, max(round(length.amount), 1), "week" if length.unit == "weekend" else length.unit)
    return TimeValue(type=TimexType.DATE, value=value_of(Granularity.DAY, start), start=start, end=end, granularity=Granularity.DAY)


def _every(x: e.Every, context: Context) -> TimeValue:
    of = x.of
    match of:
        case e.Duration(amount=amount, unit=unit):
            value = duration_value(amount or 1, unit)
        case e.Weekday(day=day):
            value = f"XXXX-WXX-{day + 1}"
        case e.DayPart(name=name):
            value = f"XXXX-XX-XX{DAY_PART_CODES[name]}"
        case e.CalendarDate(month=month, day=day):
            value = "XXXX" + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if day else "")
        case e.Season(name=name):
            value = f"XXXX-{SEASON_CODES[name]}"
        case e.Relative(unit=unit):
            value = f"P1{UNIT_LETTERS[unit]}"
        case _:
            value = _resolve(of, context).value
    return TimeValue(type=TimexType.SET, value=value)


def _vague(x: e.Vague, _context: Context) -> TimeValue:
    return TimeValue(type=TimexType.DATE, value=x.value)


def _of_years(interval_of_year: Callable[[int], Interval], year: int | None, context: Context) -> Interval:
    if year is not None:
        return interval_of_year(year)
    return _nearest([interval_of_year(y) for y in _years_around(context)], context)


def _season(x: e.Season, context: Context) -> TimeValue:
    interval = _of_years(lambda year: season_interval(x.name, year), x.year, context)
    return _date(interval, Granularity.SEASON, value=f"{interval[0].year:04d}-{SEASON_CODES[x.name]}")


def _quarter(x: e.Quarter, context: Context) -> TimeValue:
    return _date(_of_years(lambda y: unit_around("quarter", date(y, x.number * 3, 1)), x.year, context), Granularity.QUARTER)


def _half(x: e.Half, context: Context) -> TimeValue:
    return _date(_of_years(lambda y: unit_around("half", date(y, x.number * 6, 1)), x.year, context), Granularity.HALF)


def _decade(x: e.Decade, _context: Context) -> TimeValue:
    return _date(unit_around("decade", date(x.year, 1, 1)), Granularity.DECADE)


def _century(x: e.Century, _context: Context) -> TimeValue:
    start = date((x.number - 1) * 100 + 1, 1, 1)
    return _date((start, moved(start, 100, "year")), Granularity.CENTURY, value=f"{x.number - 1:02d}")


def _nth_weekday(x: e.NthWeekday, context: Context) -> TimeValue:
    def in_year(year: int) -> Interval:
        first, after = unit_around("month", date(year, x.month, 1))
        if x.number < 0:
            last = moved(after, -1, "day")
            return unit_around("day", moved(last, -((last.weekday() - x.day) % 7), "day"))
        day = moved(first, (x.day - first.weekday()) % 7 + 7 * (max(x.number, 1) - 1), "day")
        return unit_around("day", day)

    return _date(_of_years(in_year, x.year, context), Granularity.DAY)


def _holiday(x: e.Holiday, context: Context) -> TimeValue:
    def in_year(year: int) -> Interval:
        return unit_around("day", easter(year) + relativedelta(days=x.easter_offset))

    return _date(_of_years(in_year, x.year, context), Granularity.DAY)


def _same(x: e.Same, context: Context) -> TimeValue:
    unit = "day" if x.unit in ("minute", "hour") else x.unit
    start = unit_around(unit, context.story)[0]
    return _date(unit_around(unit, moved(start, x.offset, unit)), Granularity(unit))


def _modified(x: e.Modified, context: Context) -> TimeValue:
    return attrs.evolve(_resolve(x.of, context), mod=x.mod)


_HANDLERS: dict[type, Callable[..., TimeValue]] = {
    e.CalendarDate: _calendar_date,
    e.Weekday: _weekday,
    e.StepWeekday: _step_weekday,
    e.Relative: _relative,
    e.StepMonth: _step_named,
    e.Within: _within,
    e.Shifted: _shifted,
    e.Part: _part,
    e.Remaining: _remaining,
    e.Elapsed: _elapsed,
    e.Recent: _recent,
    e.Range: _range,
    e.Either: _either,
    e.Bound: _bound,
    e.Clock: _clock,
    e.DayPart: _day_part,
    e.Duration: _duration,
    e.Anchored: _anchored,
    e.Every: _every,
    e.Vague: _vague,
    e.Season: _season,
    e.Quarter: _quarter,
    e.Half: _half,
    e.Decade: _decade,
    e.Century: _century,
    e.NthWeekday: _nth_weekday,
    e.Holiday: _holiday,
    e.Same: _same,
    e.Modified: _modified,
}
