"""Placing what is counted from another time: shifts, parts, stretches, ranges, bounds, what the story last spoke of."""

from __future__ import annotations

from datetime import datetime, timedelta

import attrs

from eventrules.errors import TimeResolutionError
from eventrules.model.times import Direction, Granularity, Instant, TimeValue, TimexType, as_datetime
from eventrules.timex import expressions as e
from eventrules.timex.calendar import moved, third, unit_around
from eventrules.timex.context import Context, calendar_value, day_value, days_of, is_before, place, unit_value
from eventrules.timex.timex3 import duration_value, value_of

KINDS = (
    e.Directed, e.Shifted, e.Around, e.Part, e.Remaining, e.Elapsed, e.Recent, e.Due, e.Range, e.Either, e.Bound, e.Anchored,
    e.Same, e.YearEarlier, e.QuarterOf, e.Modified,
)  # fmt: skip

_SMALLER = {
    "year": ("month", 12),
    "decade": ("year", 10),
    "century": ("year", 100),
    "week": ("day", 7),
    "day": ("hour", 24),
    "hour": ("minute", 60),
}
_EXACT = {"decade": "year", "century": "year", "weekend": "week", "second": "minute"}
"""How exactly so many units before or after are told: "a decade ago" names a year."""


def _whole(amount: float, unit: str) -> tuple[int, str]:
    """The amount in whole units, in smaller ones where needed: 2.5 years are 30 months."""
    while amount != int(amount) and unit in _SMALLER:
        unit, factor = _SMALLER[unit]
        amount *= factor
    return round(amount), unit


_SIDES = {"past": Direction.PAST, "future": Direction.FUTURE, "near": Direction.SCHEDULED}


@place.register
def _(x: e.Directed, context: Context) -> TimeValue:
    return place(x.of, context.looking(_SIDES[x.side]))


@place.register
def _(x: e.Shifted, context: Context) -> TimeValue:
    amount, unit = _whole(x.amount, x.unit)
    if x.base is not None:
        base = place(x.base, context)
        if base.granularity in (Granularity.MINUTE, Granularity.SECOND) and unit in ("hour", "minute") and isinstance(base.start, datetime):
            return _minute(base.start, amount, unit)
        if base.value.endswith("T24:00") and base.end is not None:  # midnight is where its day ends
            return _minute(as_datetime(base.end), amount, unit)
        exact = base.granularity.value if base.granularity in (Granularity.MONTH, Granularity.YEAR) else "day"
        return unit_value(exact, moved(days_of(base)[0], amount, unit))
    if unit in ("second", "minute", "hour"):
        return _minute(context.moment, amount, unit) if context.moment else day_value(context.anchor)
    exact = _EXACT.get(x.unit, x.unit) if unit == x.unit else unit
    try:
        return unit_value(exact, moved(context.anchor, amount, unit))
    except TimeResolutionError:
        if amount > 0 or exact != "year":
            raise
    years = 1 if unit == "year" else _SMALLER[unit][1]
    return _before_christ(context.anchor.year + amount * years, context)


_OLDEST = 9999
"""The first year before Christ that a value can tell; what is older is past."""


def _before_christ(year: int, context: Context) -> TimeValue:
    """“3,000 years ago”: a year before the calendar begins; 0 is the year 1 before Christ."""
    number = 1 - year
    return place(e.BeforeChrist(number), context) if number <= _OLDEST else TimeValue(type=TimexType.DATE, value="PAST_REF")


def _minute(moment: datetime, amount: int, unit: str) -> TimeValue:
    start = moment.replace(second=0, microsecond=0) + timedelta(**{f"{unit}s": amount})
    value = value_of(Granularity.MINUTE, start)
    return TimeValue(type=TimexType.TIME, value=value, start=start, end=start + timedelta(minutes=1), granularity=Granularity.MINUTE)


@place.register
def _(x: e.Around, context: Context) -> TimeValue:
    start = unit_around(x.unit, days_of(place(x.of, context))[0])[0]
    return unit_value(x.unit, moved(start, x.step, x.unit))


_MODS = {"early": "START", "start": "START", "mid": "MID", "late": "END", "end": "END"}


@place.register
def _(x: e.Part, context: Context) -> TimeValue:
    of = place(x.of, context)
    if isinstance(of.start, datetime):
        return attrs.evolve(of, mod=_MODS[x.which])
    return calendar_value(third(x.which, days_of(of)), of.granularity, value=of.value, mod=_MODS[x.which], type=of.type)


@place.register
def _(x: e.Remaining, context: Context) -> TimeValue:
    of = place(x.of, context)
    start, end = days_of(of)
    tomorrow = moved(context.anchor, 1, "day")
    begin = tomorrow if start <= context.anchor and tomorrow < end else start
    return calendar_value((begin, end), of.granularity, value=of.value, mod="END", type=of.type)


@place.register
def _(x: e.Elapsed, context: Context) -> TimeValue:
    of = place(x.of, context)
    start, end = days_of(of)
    stop = context.anchor if start < context.anchor < end else moved(start, 1, "day") if start == context.anchor else end
    return calendar_value((start, stop), of.granularity, value=of.value, mod="START", type=of.type)


@place.register
def _(x: e.Recent, context: Context) -> TimeValue:
    length = TimeValue(type=TimexType.DURATION, value=duration_value(x.amount, x.unit), granularity=Granularity(x.unit))
    if x.amount is None:
        return length
    amount, unit = _whole(x.amount, x.unit)
    if unit in ("second", "minute", "hour"):
        return length
    other = moved(context.anchor, amount if x.ahead else -amount, _EXACT.get(unit, unit) if unit == "weekend" else unit)
    start, end = (context.anchor, other) if x.ahead else (other, context.anchor)
    if x.named:
        before = moved(unit_around(unit, context.anchor)[0], -1, unit)
        return calendar_value((start, end), Granularity(unit), value=value_of(Granularity(unit), before))
    return attrs.evolve(length, start=start, end=end) if start < end else length


@place.register
def _(x: e.Due, context: Context) -> TimeValue:
    value, length = place(x.length, context), _plain(x.length)
    if length is None or context.direction not in (Direction.FUTURE, Direction.SCHEDULED):
        return value
    then = place(e.Shifted(length.amount or 1, length.unit), context)
    if then.end is None:
        return value
    return attrs.evolve(value, start=context.anchor if x.within else then.start, end=then.end)


def _plain(length: e.TimeExpression) -> e.Duration | None:
    """A length in one unit and with its amount, whatever modifies it."""
    plain = length.of if isinstance(length, e.Modified) else length
    return plain if isinstance(plain, e.Duration) and plain.amount is not None else None


def both(x: e.Range | e.Either, context: Context, side: e.Side | None = None) -> tuple[TimeValue, TimeValue]:
    """The two times of a range or an alternative, each seen in the light of the other, on a side that other words tell."""
    context = context if side is None else context.looking(_SIDES[side])
    return _ends(x, context) if isinstance(x, e.Range) else _side_by_side(x, context)


def _ends(x: e.Range, context: Context) -> tuple[TimeValue, TimeValue]:
    """Where a range begins and ends: its end is sought behind its beginning."""
    first, last = place(x.first, context), place(x.last, context)
    if first.start is None or last.end is None:
        return first, last
    if not is_before(first.start, last.end):
        if context.direction is Direction.PAST and isinstance(x.first, e.Weekday) and isinstance(x.last, e.Weekday):
            return place(x.first, context.seen_from(days_of(last)[0], Direction.PAST)), last  # both are over
        again = e.Weekday(x.last.day) if isinstance(x.last, e.StepWeekday) else x.last  # “this Friday to this Monday”
        last = place(again, context.seen_from(days_of(first)[0]))
    if last.end is not None and not is_before(first.start, last.end):
        last = _a_day_later(last)
    return first, last


@place.register
def _(x: e.Range, context: Context) -> TimeValue:
    first, last = _ends(x, context)
    if first.start is None or last.end is None or not is_before(first.start, last.end):
        return first
    return TimeValue(type=first.type, value=f"{first.value}/{last.value}", start=first.start, end=last.end, granularity=first.granularity)


def _a_day_later(clock: TimeValue) -> TimeValue:
    """“10 p.m. to 5 a.m.” ends on the next day."""
    if not isinstance(clock.start, datetime) or not isinstance(clock.end, datetime):
        return clock
    start = clock.start + timedelta(days=1)
    value = value_of(clock.granularity, start, zoned=clock.value.endswith("Z"))
    return attrs.evolve(clock, value=value, start=start, end=clock.end + timedelta(days=1))


@place.register
def _(x: e.Either, context: Context) -> TimeValue:
    first, second = _side_by_side(x, context)
    if first.start is None or first.end is None or second.start is None or second.end is None:
        return first
    readings = [(first.start, first.end), (second.start, second.end)]
    if _is_behind(second, first):
        readings.reverse()
    end = second.end if is_before(first.end, second.end) else first.end
    return TimeValue(
        type=first.type, value=f"{first.value}/{second.value}", start=readings[0][0], end=end, granularity=first.granularity,
        alternatives=tuple(readings), ambiguous=True,
    )  # fmt: skip


def _side_by_side(x: e.Either, context: Context) -> tuple[TimeValue, TimeValue]:
    """Both times; weekdays that follow each other are days that do: “next Tuesday or Wednesday”."""
    first, second = place(x.first, context), place(x.second, context)
    if not _is_behind(second, first):
        return first, second
    other = first, second
    if context.direction is Direction.PAST and isinstance(x.first, e.Weekday):
        other = place(x.first, context.seen_from(days_of(second)[0], Direction.PAST)), second
    elif context.direction is not Direction.PAST and isinstance(x.second, e.Weekday):
        other = first, place(x.second, context.seen_from(days_of(first)[0]))
    return min((first, second), other, key=lambda both: abs(days_of(both[0])[0] - days_of(both[1])[0]))


def _is_behind(time: TimeValue, other: TimeValue) -> bool:
    return time.start is not None and other.start is not None and is_before(time.start, other.start)


@place.register
def _(x: e.Bound, context: Context) -> TimeValue:
    inner = place(x.time, _bounding(x, context))
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
    if start is not None and end is not None and not is_before(start, end):
        start = None
    return attrs.evolve(inner, start=start, end=end, alternatives=(), ambiguous=False)


def _bounding(x: e.Bound, context: Context) -> Context:
    """The words themselves look back or ahead: “since Friday” is past; “until Friday” to come, whatever the verb says."""
    match x.relation:
        case "since":
            return context.looking(Direction.PAST)
        case "until" if context.direction is not Direction.FUTURE:
            return context.looking(Direction.FUTURE if isinstance(x.time, e.Weekday) else Direction.SCHEDULED)
        case "by" if context.direction is Direction.UNKNOWN:
            return context.looking(Direction.FUTURE if isinstance(x.time, e.Weekday) else Direction.SCHEDULED)
        case _:
            return context


@place.register
def _(x: e.Anchored, context: Context) -> TimeValue:
    start = days_of(place(x.start, context))[0]
    length = _plain(x.duration)
    if length is None or length.unit in ("second", "minute", "hour"):
        return day_value(start)
    amount, unit = _whole(length.amount or 1, length.unit)
    end = moved(start, max(amount, 1), "week" if unit == "weekend" else unit)
    return TimeValue(type=TimexType.DATE, value=value_of(Granularity.DAY, start), start=start, end=end, granularity=Granularity.DAY)


@place.register
def _(x: e.Same, context: Context) -> TimeValue:
    if x.unit in ("second", "minute", "hour"):
        return _same_day(x, context)
    if x.unit == "quarter":
        return _same_quarter(x.offset, context)
    exact = _EXACT.get(x.unit, x.unit) if x.offset else x.unit
    spoken = "year" if exact == "year" else x.unit
    return unit_value(exact, moved(unit_around(spoken, context.spoken(spoken))[0], x.offset, x.unit))


def _same_day(x: e.Same, context: Context) -> TimeValue:
    """“an hour later”: without a clock time to count from it tells a length, on the day the story last spoke of."""
    day = day_value(context.spoken("day"))
    if not x.offset:
        return day
    return attrs.evolve(day, type=TimexType.DURATION, value=duration_value(abs(x.offset), x.unit))


def _same_quarter(offset: int, context: Context) -> TimeValue:
    """“the quarter”: the last named one, else the latest that is over, which stories are written about."""
    named = context.story.get("quarter")
    start = named or unit_around("quarter", moved(context.anchor, -1, "quarter"))[0]
    return unit_value("quarter", moved(start, offset, "quarter"))


@place.register
def _(x: e.YearEarlier, context: Context) -> TimeValue:
    if x.quarter or "quarter" in context.story:
        return _same_quarter(-4, context)
    return unit_value("year", moved(context.spoken("year"), -1, "year"))


@place.register
def _(x: e.QuarterOf, context: Context) -> TimeValue:
    year = place(x.year, context)
    named = context.story.get("quarter")
    if named is None:
        return year
    return unit_value("quarter", named.replace(year=days_of(year)[0].year))


@place.register
def _(x: e.Modified, context: Context) -> TimeValue:
    return attrs.evolve(place(x.of, context), mod=x.mod)
