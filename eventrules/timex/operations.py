"""The operations that the right-hand side of a time rule can call. Their table is the whole calendar vocabulary.

>>> evaluate("date", [2019, 1, 17])
CalendarDate(year=2019, month=1, day=17)
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from typing import Any, cast

import attrs

from eventrules.errors import TimeExpressionError
from eventrules.timex import expressions as e


def date(year: int | None = None, month: int | None = None, day: int | None = None) -> e.TimeExpression:
    """A calendar date; what is not said is left open: date(2019, 1, 17), date(none, month, day)."""
    return e.CalendarDate(_century_added(year), month, day)


def _century_added(year: int | None) -> int | None:
    """A year of two digits is one of 1950 to 2049."""
    return year if year is None or year >= 100 else year + (1900 if year >= 50 else 2000)


def weekday(day: int) -> e.TimeExpression:
    """A bare weekday, Monday = 1."""
    return e.Weekday(day - 1)


def step_weekday(step: int, day: int) -> e.TimeExpression:
    """This (0), next (1) or last (-1) weekday, Monday = 1."""
    return e.StepWeekday(day - 1, step)


def unit(step: int, unit: str) -> e.TimeExpression:
    """This (0), next (1) or last (-1) day, week, month, quarter, year …"""
    return e.Relative(unit, step)


def step(step: int, time: e.TimeExpression) -> e.TimeExpression:
    """This (0), next (1) or last (-1) January, summer, Easter …"""
    return e.StepMonth(time, step)


def within(inner: e.TimeExpression, outer: e.TimeExpression) -> e.TimeExpression:
    """A time inside a larger one: July last year, Friday next week, the morning of a day."""
    return e.Within(inner, outer)


def shift(amount: float, unit: str, base: e.TimeExpression | None = None) -> e.TimeExpression:
    """So many units after (before, if negative) publication, or after the base."""
    return e.Shifted(round(amount), unit, base)


def ago(amount: float, unit: str) -> e.TimeExpression:
    """So many units before publication."""
    return e.Shifted(-round(amount), unit)


def before(amount: float, unit: str, base: e.TimeExpression) -> e.TimeExpression:
    """So many units before a time."""
    return e.Shifted(-round(amount), unit, base)


def early(time: e.TimeExpression) -> e.TimeExpression:
    """The first third."""
    return e.Part("early", time)


def mid(time: e.TimeExpression) -> e.TimeExpression:
    """The middle third."""
    return e.Part("mid", time)


def late(time: e.TimeExpression) -> e.TimeExpression:
    """The last third."""
    return e.Part("late", time)


def start(time: e.TimeExpression) -> e.TimeExpression:
    """The beginning of a time."""
    return e.Part("start", time)


def end(time: e.TimeExpression) -> e.TimeExpression:
    """The end of a time."""
    return e.Part("end", time)


def remaining(time: e.TimeExpression) -> e.TimeExpression:
    """What is left of a time after the publication day: later this week."""
    return e.Remaining(time)


def elapsed(time: e.TimeExpression) -> e.TimeExpression:
    """What is over of a time at publication: earlier this month."""
    return e.Elapsed(time)


def past(amount: float | None, unit: str) -> e.TimeExpression:
    """The stretch of so many units that ends at publication."""
    return e.Recent(None if amount is None else round(amount), unit)


def coming(amount: float | None, unit: str) -> e.TimeExpression:
    """The stretch of so many units that begins at publication."""
    return e.Recent(None if amount is None else round(amount), unit, ahead=True)


def range_(first: e.TimeExpression, last: e.TimeExpression) -> e.TimeExpression:
    """From the start of the first to the end of the last."""
    return e.Range(first, last)


def either(first: e.TimeExpression, second: e.TimeExpression) -> e.TimeExpression:
    """One or the other: the hull of both, each kept as an alternative."""
    return e.Either(first, second)


def by(time: e.TimeExpression) -> e.TimeExpression:
    """From publication to the end of a time."""
    return e.Bound("by", time)


def since(time: e.TimeExpression) -> e.TimeExpression:
    """From the start of a time, without end."""
    return e.Bound("since", time)


def until(time: e.TimeExpression) -> e.TimeExpression:
    """Up to the end of a time, without start."""
    return e.Bound("until", time)


def clock(hour: int, minute: int | None = None, half: str | None = None, zone: str | None = None) -> e.TimeExpression:
    """A time of day; `half` is am or pm, `zone` an offset from UTC in minutes."""
    if half is not None:
        if not 1 <= hour <= 12:
            raise TimeExpressionError(f"{hour} {half} is no time of day")
        hour = hour % 12 + (12 if half == "pm" else 0)
    return e.Clock(hour, minute or 0, None if zone is None else int(zone))


def hundred_hours(number: int, zone: str | None = None) -> e.TimeExpression:
    """A time of day in four figures: 1530."""
    return clock(number // 100, number % 100, None, zone)


def day_part(name: str) -> e.TimeExpression:
    """Morning, noon, afternoon, evening, night, midnight."""
    return e.DayPart(name)


def duration(amount: float | None, unit: str) -> e.TimeExpression:
    """A length of time; without an amount, some."""
    return e.Duration(amount, unit)


def half_more(amount: float, unit: str) -> e.TimeExpression:
    """A length of time and a half: two and a half years."""
    return e.Duration(amount + 0.5, unit)


def anchored(duration: e.TimeExpression, start: e.TimeExpression) -> e.TimeExpression:
    """A length of time that begins at a time."""
    return e.Anchored(duration, start)


def every(time: e.TimeExpression) -> e.TimeExpression:
    """A repeated time: every Tuesday, daily."""
    return e.Every(time)


def now() -> e.TimeExpression:
    """The present, without edges."""
    return e.Vague("PRESENT_REF")


def once() -> e.TimeExpression:
    """Some time in the past."""
    return e.Vague("PAST_REF")


def soon() -> e.TimeExpression:
    """Some time in the future."""
    return e.Vague("FUTURE_REF")


def season(name: str, year: int | None = None) -> e.TimeExpression:
    """Spring, summer, autumn or winter."""
    return e.Season(name, year)


def quarter(number: int, year: int | None = None) -> e.TimeExpression:
    """A quarter of a year."""
    return e.Quarter(number, year)


def half(number: int, year: int | None = None) -> e.TimeExpression:
    """A half of a year."""
    return e.Half(number, year)


def decade(year: int) -> e.TimeExpression:
    """The ten years from a year: decade(1990), or decade(90) for the nineties of the 20th century."""
    full = year if year >= 100 else year + (2000 if year < 30 else 1900)
    return e.Decade(full // 10 * 10)


def century(number: int) -> e.TimeExpression:
    """A century, counted from the first."""
    return e.Century(number)


def nth(number: int, day: int, month: int, year: int | None = None) -> e.TimeExpression:
    """The nth weekday of a month (Monday = 1); the last one is -1."""
    return e.NthWeekday(number, day - 1, month, year)


def easter(offset: int, year: int | None = None) -> e.TimeExpression:
    """A day counted from Easter Sunday."""
    return e.Holiday(offset, year)


def same(unit: str) -> e.TimeExpression:
    """That day, the same week: the unit that the story last spoke of."""
    return e.Same(unit)


def following(unit: str) -> e.TimeExpression:
    """The next day, the following week: the unit behind the one that the story last spoke of."""
    return e.Same(unit, 1)


def preceding(unit: str) -> e.TimeExpression:
    """The previous day: the unit before the one that the story last spoke of."""
    return e.Same(unit, -1)


def about(time: e.TimeExpression) -> e.TimeExpression:
    """Said roughly."""
    return e.Modified(time, "APPROX")


def more_than(time: e.TimeExpression) -> e.TimeExpression:
    """More than said."""
    return e.Modified(time, "MORE_THAN")


def less_than(time: e.TimeExpression) -> e.TimeExpression:
    """Less than said."""
    return e.Modified(time, "LESS_THAN")


def product(first: float, second: float) -> float:
    """A number times another: two dozen."""
    return first * second


@attrs.frozen(kw_only=True)
class Operation:
    """One row of the table."""

    name: str
    function: Callable[..., Any]
    parameters: tuple[str, ...]
    required: int
    doc: str


def _table(*functions: Callable[..., Any]) -> dict[str, Operation]:
    table: dict[str, Operation] = {}
    for function in functions:
        name = function.__name__.strip("_").replace("_", "-")
        parameters = inspect.signature(function).parameters.values()
        table[name] = Operation(
            name=name, function=function, parameters=tuple(p.name for p in parameters), doc=inspect.getdoc(function) or "",
            required=sum(p.default is inspect.Parameter.empty for p in parameters),
        )  # fmt: skip
    return table


OPERATIONS = _table(
    date, weekday, step_weekday, unit, step, within, shift, ago, before, early, mid, late, start, end, remaining, elapsed,
    past, coming, range_, either, by, since, until, clock, hundred_hours, day_part, duration, half_more, anchored, every,
    now, once, soon, season, quarter, half, decade, century, nth, easter, same, following, preceding, about, more_than,
    less_than, product,
)  # fmt: skip
"""All operations by the name that grammar files call them by."""


def evaluate(operation: str, arguments: Sequence[object]) -> object:
    """Call an operation; an argument that was not said is None.

    Raises:
        TimeExpressionError: the words name no time there is, such as 30 February.
    """
    function = OPERATIONS[operation].function
    try:
        return function(*cast("Sequence[Any]", arguments))
    except (TypeError, AttributeError) as fault:
        raise TimeExpressionError(f"{operation}: {fault}") from None
