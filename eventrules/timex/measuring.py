"""Placing what has no spot on the calendar: lengths of time, repetitions, vague references."""

from __future__ import annotations

from eventrules.model.times import Granularity, TimeValue, TimexType
from eventrules.timex import expressions as e
from eventrules.timex.context import Context, place
from eventrules.timex.timex3 import DAY_PART_CODES, SEASON_CODES, duration_value

KINDS = (e.Duration, e.Compound, e.Every, e.Vague)

_ANY_DAY = "XXXX-XX-XX"


@place.register
def _(x: e.Duration, _context: Context) -> TimeValue:
    return TimeValue(type=TimexType.DURATION, value=duration_value(x.amount, x.unit), granularity=Granularity(x.unit))


@place.register
def _(x: e.Compound, _context: Context) -> TimeValue:
    days, clock = "", ""
    for part in x.parts:
        value = duration_value(part.amount, part.unit).removeprefix("P")
        whole, _, rest = value.partition("T")
        days, clock = days + whole, clock + rest
    value = f"P{days}T{clock}" if clock else f"P{days}"
    return TimeValue(type=TimexType.DURATION, value=value, granularity=Granularity(x.parts[-1].unit))


@place.register
def _(x: e.Every, context: Context) -> TimeValue:
    return TimeValue(type=TimexType.SET, value=_repeated(x.of, context))


def _repeated(of: e.TimeExpression, context: Context) -> str:
    """The value with an X for what the repetition leaves open."""
    match of:
        case e.Duration(amount=amount, unit=unit):
            return duration_value(amount or 1, unit)
        case e.Weekday(day=day):
            return f"XXXX-WXX-{day + 1}"
        case e.DayPart(name=name):
            return f"XXXX-XX-XX{DAY_PART_CODES[name]}"
        case e.CalendarDate(month=month, day=day):
            return "XXXX" + (f"-{month:02d}" if month else "-XX" if day else "") + (f"-{day:02d}" if day else "")
        case e.Season(name=name):
            return f"XXXX-{SEASON_CODES[name]}"
        case e.Quarter(number=number):
            return f"XXXX-Q{number}"
        case e.Half(number=number):
            return f"XXXX-H{number}"
        case e.Clock(hour=hour, minute=minute, second=second):
            return f"XXXX-XX-XXT{hour:02d}:{minute:02d}" + ("" if second is None else f":{second:02d}")
        case e.Within(inner=inner, outer=outer):
            return _repeated_within(inner, outer, context)
        case e.Relative(unit=unit):
            return "XXXX-WXX-WE" if unit == "weekend" else duration_value(1, unit)
        case _:
            return place(of, context).value


def _repeated_within(inner: e.TimeExpression, outer: e.TimeExpression, context: Context) -> str:
    """The value of a time of each day, which the outer time repeats: of every day, or of the weekday or date that it names."""
    if isinstance(outer, e.DayPart) and isinstance(inner, e.Clock):
        return _repeated(inner if outer.name == "morning" else inner.of_later_half(), context)
    day, part = _repeated(outer, context), _repeated(inner, context)
    if not part.startswith(_ANY_DAY):
        return day
    if day == "P1D":
        return part
    return day + part.removeprefix(_ANY_DAY) if day.startswith("XXXX") and "T" not in day else day


@place.register
def _(x: e.Vague, _context: Context) -> TimeValue:
    return TimeValue(type=TimexType.DATE, value=x.value)
