"""Calendar units: where the unit around a day begins and ends. python-dateutil does the arithmetic."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from dateutil.relativedelta import relativedelta

from eventrules.errors import TimeResolutionError

MONTHS_OF = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
DAYS_OF = {"day": 1, "week": 7}

Interval = tuple[date, date]

_KEPT = 1 << 12
"""Answers that are kept: a stream of news asks for the same days again and again."""


@lru_cache(_KEPT)
def moved(day: date, amount: int, unit: str) -> date:
    """The day so many units later (earlier when negative); the last day of a shorter month.

    Raises:
        TimeResolutionError: when that leaves the years 1 to 9999.

    >>> moved(date(2024, 1, 31), 1, "month")
    datetime.date(2024, 2, 29)
    """
    try:
        if unit in MONTHS_OF:
            return day + relativedelta(months=amount * MONTHS_OF[unit])
        return day + timedelta(days=amount * (7 if unit == "weekend" else DAYS_OF.get(unit, 0)))
    except (OverflowError, ValueError):
        raise TimeResolutionError(f"{amount} {unit}s from {day} leaves the years 1 to 9999") from None


def unit_around(unit: str, day: date) -> Interval:
    """The calendar unit that holds a day, half-open; weeks begin on Monday, weekends are Saturday and Sunday.

    A decade or century is what shares the first figures of its years: 1990 to 1999, 1900 to 1999.

    >>> unit_around("week", date(2019, 1, 16))
    (datetime.date(2019, 1, 14), datetime.date(2019, 1, 21))
    """
    start = unit_start(unit, day)
    end = unit_end(unit, start)
    if end is None:
        raise TimeResolutionError(f"the {unit} of {start} does not end in the years 1 to 9999")
    return start, end


@lru_cache(_KEPT)
def unit_end(unit: str, start: date) -> date | None:
    """The day after the unit that begins on a day; None where the calendar itself ends with the unit.

    >>> unit_end("month", date(2019, 1, 1)), unit_end("day", date.max)
    (datetime.date(2019, 2, 1), None)
    """
    try:
        if unit in ("decade", "century"):
            years = 10 if unit == "decade" else 100
            return date(start.year // years * years + years, 1, 1)
        if unit == "weekend":
            return moved(start, 2, "day")
        return moved(start, 1, unit if unit in MONTHS_OF or unit == "week" else "day")
    except (ValueError, TimeResolutionError):
        return None


def unit_start(unit: str, day: date) -> date:
    """The day on which the calendar unit begins that holds a day.

    Raises:
        TimeResolutionError: it begins before the year 1.
    """
    match unit:
        case "decade" | "century":
            years = 10 if unit == "decade" else 100
            return date(max(day.year // years * years, 1), 1, 1)
        case "week":
            return moved(day, -day.weekday(), "day")
        case "weekend":
            return moved(day, 5 - day.weekday(), "day")
        case "month":
            return day.replace(day=1)
        case "quarter":
            return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
        case "half":
            return date(day.year, 1 if day.month <= 6 else 7, 1)
        case "year":
            return date(day.year, 1, 1)
        case _:
            return day


def third(which: str, interval: Interval) -> Interval:
    """The first, middle or last third of an interval: of its months for a year, of its years for a decade, else of its days."""
    start, end = interval
    days = (end - start).days
    if days in (365, 366):
        cuts = [start, moved(start, 4, "month"), moved(start, 8, "month"), end]
    elif days > 3600:
        tenth = round(days / 3652.5)
        cuts = [start, moved(start, 3 * tenth, "year"), moved(start, 7 * tenth, "year"), end]
    elif days < 3:
        return interval
    else:
        cuts = [start, moved(start, days // 3, "day"), moved(start, 2 * days // 3, "day"), end]
    place = {"early": 0, "start": 0, "mid": 1, "late": 2, "end": 2}[which]
    return cuts[place], cuts[place + 1]
