"""The operations that the right-hand side of a time rule can call. Their table is the whole calendar vocabulary.

>>> evaluate("date", [2019, 1, 17])
CalendarDate(year=2019, month=1, day=17)
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Sequence
from typing import Any, cast

import attrs

from eventrules.errors import TimeExpressionError
from eventrules.timex import expressions as e

# --- dates -------------------------------------------------------------------------------------------------------


def date(year: int | None = None, month: int | None = None, day: int | None = None) -> e.TimeExpression:
    """A calendar date; what is not said is `none`. A year of two digits is one of 1950 to 2049."""
    return e.CalendarDate(_full(year), month, day)


def _full(year: int | None) -> int | None:
    return year if year is None or year >= 100 else year + (1900 if year >= 50 else 2000)


def numeric_date(first: int, second: int, year: int | None = None) -> e.TimeExpression:
    """A date in figures, 01/31/2019: the month first, unless only the other order makes a date."""
    month, day = (second, first) if first > 12 else (first, second)
    return e.CalendarDate(_full(year), month, day)


def weekday(day: int) -> e.TimeExpression:
    """A bare weekday, Monday = 1."""
    return e.Weekday(day - 1)


def date_figures(figures: float | str) -> e.TimeExpression:
    """A whole date in one word: 26.07.1995, day first, or 1995.07.26, or 19950726."""
    if (dotted := _DOTTED.fullmatch(str(figures))) is not None:
        day, month, year = map(int, dotted.groups())
    elif (joined := _YEAR_FIRST.fullmatch(str(figures))) is not None:
        year, month, day = map(int, joined.group(1, 3, 4))
    else:
        raise TimeExpressionError(f"{figures} is no date in figures")
    return date(year, month, day)


_DOTTED = re.compile(r"(\d\d?)\.(\d\d?)\.([12]\d{3})")
_YEAR_FIRST = re.compile(r"((?:19|20)\d\d)(?P<point>\.?)(\d\d)(?P=point)(\d\d)")


def year_and_figures(year: int, figures: int) -> e.TimeExpression:
    """A year and two figures: up to a later year (2012-13), or else a month of it (2014-03)."""
    if figures > year % 100 or year % 100 == 99 or not 1 <= figures <= 12:
        return range_(date(year), date(figures))
    return date(year, figures)


def date_on(weekday: int, day: int) -> e.TimeExpression:
    """A weekday with the number of its day, without a month: Friday the 13th."""
    return e.WeekdayDate(weekday - 1, day)


def step_weekday(step: int, day: int) -> e.TimeExpression:
    """A weekday with this (0), next (1) or last (-1) before it, Monday = 1."""
    return e.StepWeekday(day - 1, step)


def unit(step: int, unit: str) -> e.TimeExpression:
    """A day, week, month, quarter, year … with this (0), next (1) or last (-1) before it."""
    return e.Relative(unit, step)


def step(step: int, time: e.TimeExpression) -> e.TimeExpression:
    """A month, season or holiday with this (0), next (1) or last (-1) before it."""
    return e.Stepped(time, step)


def within(inner: e.TimeExpression, outer: e.TimeExpression) -> e.TimeExpression:
    """A time inside a larger one: July last year, Friday next week, the morning of a day; of each day, where that is repeated."""
    return e.Every(e.Within(inner, outer.of)) if isinstance(outer, e.Every) else e.Within(inner, outer)


def around(unit: str, time: e.TimeExpression, step: int = 0) -> e.TimeExpression:
    """The calendar unit that holds a time, so many units later: the week of March 6."""
    return e.Around(unit, time, step)


def season(name: str, year: int | None = None) -> e.TimeExpression:
    """Spring, summer, autumn or winter."""
    return e.Season(name, _full(year))


def quarter(number: int, year: int | None = None) -> e.TimeExpression:
    """A quarter of a year."""
    return e.Quarter(number, _full(year))


def half(number: int, year: int | None = None) -> e.TimeExpression:
    """A half of a year."""
    return e.Half(number, _full(year))


def decade(year: int) -> e.TimeExpression:
    """The ten years from a year; of two figures, 90 is the latest nineties that have begun."""
    return e.Decade(year // 10 * 10)


def hundreds(year: int) -> e.TimeExpression:
    """The hundred years from a year: the 1700s."""
    return e.Century(year // 100 + 1)


def century(number: int) -> e.TimeExpression:
    """A century, counted from the first."""
    return e.Century(number)


def nth(number: int, day: int, time: e.TimeExpression) -> e.TimeExpression:
    """The nth weekday of a month or other time (Monday = 1); the last one is -1."""
    return e.NthWeekday(number, day - 1, time)


def nth_unit(number: int, unit: str, time: e.TimeExpression, count: int = 1) -> e.TimeExpression:
    """Units counted inside a time: the first week of March, the last two days of the month (-1)."""
    return e.NthUnit(number, unit, time, count)


def easter(offset: int, year: int | None = None) -> e.TimeExpression:
    """A day counted from Easter Sunday."""
    return e.EasterDay(offset, _full(year))


def anno_domini(year: int) -> e.TimeExpression:
    """A year as it stands, though it be of two digits: 14 AD."""
    return e.CalendarDate(year)


def before_christ(year: int) -> e.TimeExpression:
    """A year before Christ: it has a value (BC0044), but no place on the calendar, which begins with the year 1."""
    return e.BeforeChrist(year)


def century_before_christ(number: int) -> e.TimeExpression:
    """A century before Christ, without a place on the calendar."""
    return e.BeforeChrist(number, "century")


def named() -> e.TimeExpression:
    """A named day that no rule of the solar calendar places, such as one of a lunar calendar."""
    return e.Named()


# --- seen from publication, or from the time the story last spoke of -----------------------------------------------


def shift(amount: float, unit: str, base: e.TimeExpression | None = None) -> e.TimeExpression:
    """So many units after publication, or after the base."""
    return e.Shifted(amount, unit, base)


def ago(amount: float, unit: str, base: e.TimeExpression | None = None) -> e.TimeExpression:
    """So many units before publication, or before the base."""
    return e.Shifted(-amount, unit, base)


def shift_by(length: e.TimeExpression, base: e.TimeExpression) -> e.TimeExpression:
    """A length of time after a time: two weeks from Friday."""
    amount, unit = _measured(length)
    return e.Shifted(amount, unit, base)


def back_by(length: e.TimeExpression, base: e.TimeExpression) -> e.TimeExpression:
    """A length of time before a time: three days before Christmas."""
    amount, unit = _measured(length)
    return e.Shifted(-amount, unit, base)


def _measured(length: e.TimeExpression) -> tuple[float, str]:
    if isinstance(length, e.Duration) and length.amount is not None:
        return length.amount, length.unit
    raise TimeExpressionError("a length without a number moves nothing")


def past(amount: float | None, unit: str) -> e.TimeExpression:
    """The stretch of so many units that ends at publication."""
    return e.Recent(amount, unit)


def coming(amount: float | None, unit: str) -> e.TimeExpression:
    """The stretch of so many units that begins at publication."""
    return e.Recent(amount, unit, ahead=True)


def remaining(time: e.TimeExpression) -> e.TimeExpression:
    """What is left of a time after the publication day: later this week."""
    return e.Remaining(time)


def elapsed(time: e.TimeExpression) -> e.TimeExpression:
    """What is over of a time at publication: earlier this month."""
    return e.Elapsed(time)


def same(unit: str) -> e.TimeExpression:
    """The unit that the story last spoke of: that day, the same week."""
    return e.Same(unit)


def following(unit: str, amount: float = 1) -> e.TimeExpression:
    """The unit behind the one that the story last spoke of: the next day, two weeks later."""
    return e.Same(unit, round(amount))


def preceding(unit: str, amount: float = 1) -> e.TimeExpression:
    """The unit before the one that the story last spoke of: the previous day, two days earlier."""
    return e.Same(unit, -round(amount))


def year_earlier() -> e.TimeExpression:
    """The quarter that the story last spoke of, a year before; without one, the year before."""
    return e.YearEarlier()


def quarter_earlier() -> e.TimeExpression:
    """The quarter that the story last spoke of, or else the latest, a year before: the year-ago quarter."""
    return e.YearEarlier(quarter=True)


def quarter_of(time: e.TimeExpression) -> e.TimeExpression:
    """The quarter that the story last spoke of, in another year: the 1988 period."""
    return e.QuarterOf(time)


def past_unit(unit: str) -> e.TimeExpression:
    """The stretch of one unit that ends at publication, named like the calendar unit before this one: the past year."""
    return e.Recent(1, unit, named=True)


def behind(time: e.TimeExpression) -> e.TimeExpression:
    """A time that the words say to be over: back in November."""
    return e.Directed(time, "past")


def ahead(time: e.TimeExpression) -> e.TimeExpression:
    """A time that the words say to come: effective May 1."""
    return e.Directed(time, "future")


def near(time: e.TimeExpression) -> e.TimeExpression:
    """A time that lies near, whatever the verb says: a June agreement."""
    return e.Directed(time, "near")


def due(length: e.TimeExpression) -> e.TimeExpression:
    """A length of time after which something will happen: in two weeks."""
    return e.Due(length)


def due_within(length: e.TimeExpression) -> e.TimeExpression:
    """A length of time in which something will happen: within two weeks."""
    return e.Due(length, within=True)


# --- parts, ranges, bounds -----------------------------------------------------------------------------------------


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
    """The beginning of a time: its first third."""
    return e.Part("start", time)


def end(time: e.TimeExpression) -> e.TimeExpression:
    """The end of a time: its last third."""
    return e.Part("end", time)


def range_(first: e.TimeExpression, last: e.TimeExpression) -> e.TimeExpression:
    """From the start of the first to the end of the last; a year said with the last is meant for both."""
    if any(isinstance(time, e.Within) and isinstance(time.inner, e.Range) for time in (first, last)):
        raise TimeExpressionError("a range of ranges is no time")
    return e.Range(_in_year_of(last, first), last)


def _in_year_of(last: e.TimeExpression, first: e.TimeExpression) -> e.TimeExpression:
    if not (isinstance(first, e.CalendarDate) and isinstance(last, e.CalendarDate) and last.year and first.year is None):
        return first
    is_later = (first.month or 0, first.day or 0) > (last.month or 0, last.day or 31)
    return attrs.evolve(first, year=last.year - is_later)


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


def before(time: e.TimeExpression) -> e.TimeExpression:
    """Up to the start of a time, without start; before the end of a time is by its end."""
    is_end = isinstance(time, e.Part) and time.which == "end"
    return e.Bound("by" if is_end else "before", time)


def after(time: e.TimeExpression) -> e.TimeExpression:
    """From the end of a time, without end."""
    return e.Bound("after", time)


# --- the clock -----------------------------------------------------------------------------------------------------


def clock(
    hour: int, minute: int | None = None, half: str | None = None, zone: int | None = None, second: int | None = None
) -> e.TimeExpression:
    """A time of day; `half` is am or pm, `zone` an offset from UTC in minutes."""
    if half is not None:
        if not 1 <= hour <= 12:
            raise TimeExpressionError(f"{hour} {half} is no time of day")
        hour = hour % 12 + (12 if half == "pm" else 0)
    return e.Clock(hour, minute or 0, zone, second)


def clock_figures(number: int, half: str | None = None, zone: int | None = None) -> e.TimeExpression:
    """A time of day in figures: 1530, or 930 for 9.30."""
    return clock(number // 100, number % 100, half, zone)


def clock_past(minutes: int, hour: int, half: str | None = None) -> e.TimeExpression:
    """Minutes past an hour: ten past five; to an hour when negative: a quarter to six (-15)."""
    whole = hour if minutes >= 0 else (hour - 1) % (12 if half else 24)
    return clock(whole or 12, minutes % 60, half)


def offset(hours: int, minutes: int | None = None) -> int:
    """An offset from UTC, in minutes, from hours and minutes."""
    return hours * 60 + (minutes or 0) * (-1 if hours < 0 else 1)


def day_part(name: str) -> e.TimeExpression:
    """Morning, noon, afternoon, evening, night, midnight."""
    return e.DayPart(name)


# --- lengths and repetitions ---------------------------------------------------------------------------------------


def duration(amount: float | None, unit: str) -> e.TimeExpression:
    """A length of time; without an amount, some."""
    return e.Duration(amount, unit)


def compound(first: e.TimeExpression, rest: e.TimeExpression) -> e.TimeExpression:
    """Lengths one after the other: two years and three months."""
    parts = [part for length in (first, rest) for part in (length.parts if isinstance(length, e.Compound) else (length,))]
    known = tuple(part for part in parts if isinstance(part, e.Duration))
    if len(known) < len(parts):
        raise TimeExpressionError("only plain lengths add up")
    return e.Compound(known)


def anchored(duration: e.TimeExpression, start: e.TimeExpression) -> e.TimeExpression:
    """A length of time that begins at a time."""
    return e.Anchored(duration, start)


def every(time: e.TimeExpression) -> e.TimeExpression:
    """A repeated time: every Tuesday, daily."""
    return e.Every(time)


# --- vague times and modifiers -------------------------------------------------------------------------------------


def now() -> e.TimeExpression:
    """The present, without edges."""
    return e.Vague("PRESENT_REF")


def once() -> e.TimeExpression:
    """Some time in the past."""
    return e.Vague("PAST_REF")


def soon() -> e.TimeExpression:
    """Some time in the future."""
    return e.Vague("FUTURE_REF")


def modified(mod: str, time: e.TimeExpression) -> e.TimeExpression:
    """A time with a TIMEX3 modifier: APPROX, MORE_THAN, LESS_THAN, EQUAL_OR_MORE, EQUAL_OR_LESS."""
    return e.Modified(time, mod)


# --- numbers -------------------------------------------------------------------------------------------------------


def sum_(first: float, second: float | None = None) -> float:
    """A number and another, where it is said: twenty-four, twenty."""
    return first + (second or 0)


def product(first: float, second: float) -> float:
    """A number times another: two dozen."""
    return first * second


def and_half(amount: float) -> float:
    """A number and a half: two and a half."""
    return amount + 0.5


def fraction(above: float, below: float) -> float:
    """A number divided by another: 1/2."""
    return above / below


def decimal(text: float | str) -> float:
    """A number with a decimal point: 2.5."""
    return float(text)


@attrs.frozen(kw_only=True)
class Operation:
    """One row of the table."""

    name: str
    function: Callable[..., Any]
    parameters: tuple[str, ...]
    required: int
    doc: str

    @property
    def signature(self) -> str:
        """How grammar files call it; what may be left out stands in brackets."""
        shown = [name if n < self.required else f"[{name}]" for n, name in enumerate(self.parameters)]
        return f"{self.name}({', '.join(shown)})"


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
    date, numeric_date, date_figures, year_and_figures, date_on, weekday, step_weekday, unit, step, within, around, season, quarter, half,
    decade, hundreds, century, nth, nth_unit, easter, anno_domini, before_christ, century_before_christ, named, shift, ago, shift_by,
    back_by, past, past_unit, coming, remaining, elapsed, same, following, preceding, year_earlier, quarter_earlier, quarter_of, behind,
    ahead, near, due, due_within, early, mid, late, start, end, range_, either, by, since, until, before, after, clock, clock_figures,
    clock_past, offset, day_part, duration, compound, anchored, every, now, once, soon, modified, sum_, product, and_half, fraction,
    decimal,
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
    except (TypeError, AttributeError, ValueError, ZeroDivisionError) as fault:
        raise TimeExpressionError(f"{operation}: {fault}") from None
