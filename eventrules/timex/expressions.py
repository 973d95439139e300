"""The algebra of time: what words mean before anybody knows when they were written.

All are frozen; a month is 1 to 12, a weekday 0 (Monday) to 6. `None` in a date means that the words leave it open.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any, Literal

import attrs

from eventrules.errors import TimeExpressionError

UNITS = ("second", "minute", "hour", "day", "weekend", "week", "month", "quarter", "half", "year", "decade", "century")
DAY_PARTS = ("morning", "noon", "afternoon", "evening", "night", "midnight", "dawn", "daytime")
SEASONS = ("spring", "summer", "autumn", "winter")

PartName = Literal["early", "mid", "late", "start", "end"]
Relation = Literal["by", "since", "until", "before", "after"]
Reference = Literal["PRESENT_REF", "PAST_REF", "FUTURE_REF"]
Side = Literal["past", "future", "near"]

Validator = Callable[[Any, "attrs.Attribute[Any]", Any], None]


def _one_of(*allowed: str) -> Validator:
    def check(_self: Any, attribute: attrs.Attribute[Any], value: Any) -> None:
        if value not in allowed:
            raise TimeExpressionError(f"{attribute.name} {value!r} is none of {', '.join(allowed)}")

    return check


def _between(low: int, high: int) -> Validator:
    def check(_self: Any, attribute: attrs.Attribute[Any], value: Any) -> None:
        if value is not None and not (isinstance(value, int) and low <= value <= high):
            raise TimeExpressionError(f"{attribute.name} {value} is no number from {low} to {high}")

    return check


def _number(_self: Any, attribute: attrs.Attribute[Any], value: Any) -> None:
    if value is not None and not isinstance(value, (int, float)):
        raise TimeExpressionError(f"{attribute.name} {value!r} is no number")


_LONGEST_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@attrs.frozen
class CalendarDate:
    """A year, month and day, or some of them: "17 January", "January 2019", "2019"."""

    year: int | None = attrs.field(default=None, validator=_between(1, 9999))
    month: int | None = attrs.field(default=None, validator=_between(1, 12))
    day: int | None = attrs.field(default=None, validator=_between(1, 31))

    def __attrs_post_init__(self) -> None:
        if self.month is None or self.day is None:
            return
        if self.day > _LONGEST_MONTHS[self.month - 1]:
            raise TimeExpressionError(f"month {self.month} has no day {self.day}")
        if self.year is not None and (self.month, self.day) == (2, 29) and not _is_leap(self.year):
            raise TimeExpressionError(f"29 February is no day of {self.year}")


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


@attrs.frozen
class Weekday:
    """“Friday”, said without a week."""

    day: int = attrs.field(validator=_between(0, 6))


@attrs.frozen
class WeekdayDate:
    """“Friday the 13th”: a weekday with the number of its day."""

    weekday: int = attrs.field(validator=_between(0, 6))
    day: int = attrs.field(validator=_between(1, 31))


@attrs.frozen
class StepWeekday:
    """“next Friday” (+1), “last Friday” (-1), “this Friday” (0)."""

    day: int = attrs.field(validator=_between(0, 6))
    step: int


@attrs.frozen
class Relative:
    """A calendar unit counted from the one of publication: this week (0), next month (1), yesterday (day, -1)."""

    unit: str = attrs.field(validator=_one_of(*UNITS))
    offset: int


@attrs.frozen
class Stepped:
    """“next January” (+1), “last November” (-1), “this May” (0); also seasons and holidays by name."""

    inner: TimeExpression
    step: int


@attrs.frozen
class Directed:
    """A time that other words say to lie behind ("back in November"), ahead ("effective May 1") or near ("a June deal")."""

    of: TimeExpression
    side: Side = attrs.field(validator=_one_of("past", "future", "near"))


@attrs.frozen
class Within:
    """A smaller time inside a larger one: "July last year", "Friday next week", "the morning of 3 May"."""

    inner: TimeExpression
    outer: TimeExpression


@attrs.frozen
class Shifted:
    """So many units before (negative) or after a time; without `base`, before or after publication.

    The result is as exact as the unit: "two years ago" is a year.
    """

    amount: float = attrs.field(validator=_number)
    unit: str = attrs.field(validator=_one_of(*UNITS))
    base: TimeExpression | None = None


@attrs.frozen
class Around:
    """The calendar unit that holds a time: "the week of March 6"; `step` units later, or earlier when negative."""

    unit: str = attrs.field(validator=_one_of(*UNITS))
    of: TimeExpression
    step: int = 0


@attrs.frozen
class Part:
    """“early”, “mid”, “late”, “start” or “end” of a time: thirds of it, said as a modifier."""

    which: PartName = attrs.field(validator=_one_of("early", "mid", "late", "start", "end"))
    of: TimeExpression


@attrs.frozen
class Remaining:
    """“later this week”: from the day after publication to the end of the unit."""

    of: TimeExpression


@attrs.frozen
class Elapsed:
    """“earlier this month”: from the start of the unit to the day of publication."""

    of: TimeExpression


@attrs.frozen
class Recent:
    """“the past three days” (-3), “the next two weeks” (2): a stretch that ends or begins at publication."""

    amount: float | None = attrs.field(validator=_number)
    unit: str = attrs.field(validator=_one_of(*UNITS))
    ahead: bool = False
    named: bool = False


@attrs.frozen
class Due:
    """“in two weeks”: a length after which something is to happen, or `within` which.

    Only a clause that looks ahead makes a date of it: “it grew in two weeks” tells the length alone.
    """

    length: TimeExpression
    within: bool = False


@attrs.frozen
class Range:
    """From the start of one time to the end of another."""

    first: TimeExpression
    last: TimeExpression


@attrs.frozen
class Either:
    """“Thursday or Friday”: the hull, and each as an alternative."""

    first: TimeExpression
    second: TimeExpression


@attrs.frozen
class Bound:
    """“by X”, “since X”, “until X”, “before X”, “after X”: an interval with an open or a present side."""

    relation: Relation = attrs.field(validator=_one_of("by", "since", "until", "before", "after"))
    time: TimeExpression


@attrs.frozen
class Clock:
    """A time of day, with the offset from UTC in minutes where a zone is said."""

    hour: int = attrs.field(validator=_between(0, 24))
    minute: int = attrs.field(default=0, validator=_between(0, 59))
    zone: int | None = attrs.field(default=None, validator=_between(-1439, 1439))
    second: int | None = attrs.field(default=None, validator=_between(0, 59))

    def __attrs_post_init__(self) -> None:
        if self.hour == 24 and (self.minute or self.second):
            raise TimeExpressionError(f"24:{self.minute:02d}:{self.second or 0:02d} is no time of day")

    def of_later_half(self) -> Clock:
        """The same of the second half of the day, where the hour leaves that open: 3 in the afternoon."""
        return attrs.evolve(self, hour=self.hour + 12) if 0 < self.hour < 12 else self


@attrs.frozen
class DayPart:
    """“morning”, “evening”, “noon”."""

    name: str = attrs.field(validator=_one_of(*DAY_PARTS))


@attrs.frozen
class Duration:
    """A length of time; without an amount, "years"."""

    amount: float | None = attrs.field(validator=_number)
    unit: str = attrs.field(validator=_one_of(*UNITS))


@attrs.frozen
class Compound:
    """“two years and three months”: lengths one after the other, from the longest unit down."""

    parts: tuple[Duration, ...]

    def __attrs_post_init__(self) -> None:
        ranks = [UNITS.index(part.unit) for part in self.parts]
        if any(part.amount is None for part in self.parts) or any(a <= b for a, b in itertools.pairwise(ranks)):
            raise TimeExpressionError("these lengths do not add up to one")


@attrs.frozen
class Anchored:
    """A duration that begins at a time: "a two-day trip starting Thursday"."""

    duration: TimeExpression
    start: TimeExpression


@attrs.frozen
class Every:
    """“every Tuesday”, “daily”, “twice a week”."""

    of: TimeExpression


@attrs.frozen
class Vague:
    """“now”, “recently”, “soon”: a reference without a place on the calendar."""

    value: Reference = attrs.field(validator=_one_of("PRESENT_REF", "PAST_REF", "FUTURE_REF"))


@attrs.frozen
class Season:
    """A season of the northern half of the world."""

    name: str = attrs.field(validator=_one_of(*SEASONS))
    year: int | None = attrs.field(default=None, validator=_between(1, 9999))


@attrs.frozen
class Quarter:
    """A quarter of a calendar year."""

    number: int = attrs.field(validator=_between(1, 4))
    year: int | None = attrs.field(default=None, validator=_between(1, 9999))


@attrs.frozen
class Half:
    """A half of a calendar year."""

    number: int = attrs.field(validator=_between(1, 2))
    year: int | None = attrs.field(default=None, validator=_between(1, 9999))


@attrs.frozen
class Decade:
    """“the 1990s”: its first year."""

    year: int = attrs.field(validator=_between(1, 9990))


@attrs.frozen
class Century:
    """“the 19th century”, counted from the first."""

    number: int = attrs.field(validator=_between(1, 99))


@attrs.frozen
class NthWeekday:
    """“the second Tuesday of March”, “the first Monday of next month”; the last one is -1."""

    number: int = attrs.field(validator=_between(-1, 5))
    day: int = attrs.field(validator=_between(0, 6))
    of: TimeExpression

    def __attrs_post_init__(self) -> None:
        if self.number == 0:
            raise TimeExpressionError("there is no weekday number 0 of a month")


@attrs.frozen
class NthUnit:
    """“the first week of March”, “the last two days of the month”: units counted inside a time; from its end if negative."""

    number: int = attrs.field(validator=_between(-1, 366))
    unit: str = attrs.field(validator=_one_of(*UNITS))
    of: TimeExpression
    count: int = attrs.field(default=1, validator=_between(1, 366))


@attrs.frozen
class EasterDay:
    """A named day that is counted in days from Easter Sunday."""

    offset: int
    year: int | None = attrs.field(default=None, validator=_between(1, 9999))


@attrs.frozen
class BeforeChrist:
    """“44 BC”, “the 5th century BC”."""

    number: int = attrs.field(validator=_between(1, 9999))
    unit: Literal["year", "century"] = "year"


@attrs.frozen
class Named:
    """A named day or season that no rule of the solar calendar places: "Ramadan"."""


@attrs.frozen
class Same:
    """“that day”, “the following week”: a unit counted from the time the story last spoke of."""

    unit: str = attrs.field(validator=_one_of(*UNITS))
    offset: int = 0


@attrs.frozen
class YearEarlier:
    """“a year earlier”, “the year-ago period”: the quarter that the story last spoke of, a year before; else the year before."""

    quarter: bool = False


@attrs.frozen
class QuarterOf:
    """“the 1988 period”: the quarter that the story last spoke of, in another year."""

    year: TimeExpression


@attrs.frozen
class Modified:
    """A time with a TIMEX3 modifier: "about two days", "nearly a year"."""

    of: TimeExpression
    mod: str


TimeExpression = (
    CalendarDate | Weekday | WeekdayDate | StepWeekday | Relative | Stepped | Directed | Within | Shifted | Around | Part | Remaining
    | Elapsed | Recent | Due | Range | Either | Bound | Clock | DayPart | Duration | Compound | Anchored | Every | Vague | Season | Quarter
    | Half | Decade | Century | NthWeekday | NthUnit | EasterDay | BeforeChrist | Named | Same | YearEarlier | QuarterOf | Modified
)  # fmt: skip
