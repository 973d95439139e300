"""TIMEX3 values (TimeML 1.2.1) of calendar intervals, and back."""

from __future__ import annotations

import re
from datetime import date, datetime

from eventrules.model.times import Granularity, Instant
from eventrules.timex.calendar import Interval, moved, unit_around

UNIT_LETTERS = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "weekend": "WE", "week": "W", "month": "M", "quarter": "Q", "half": "H",
    "year": "Y", "decade": "DE", "century": "CE",
}  # fmt: skip
DAY_PART_CODES = {
    "morning": "TMO", "noon": "T12:00", "afternoon": "TAF", "evening": "TEV", "night": "TNI", "midnight": "T24:00",
    "dawn": "TMO", "daytime": "TDT",
}  # fmt: skip
SEASON_CODES = {"spring": "SP", "summer": "SU", "autumn": "FA", "winter": "WI"}


def value_of(granularity: Granularity, start: Instant, *, zoned: bool = True) -> str:
    """The TIMEX3 value of the unit of that granularity that begins there.

    Args:
        zoned: write the offset of a clock time that has one.

    >>> value_of(Granularity.WEEK, date(2020, 12, 28))
    '2020-W53'
    """
    year = f"{start.year:04d}"
    match granularity:
        case Granularity.SECOND if isinstance(start, datetime):
            return f"{year}-{start:%m-%dT%H:%M:%S}" + (_zone(start) if zoned else "")
        case Granularity.MINUTE | Granularity.HOUR if isinstance(start, datetime):
            return f"{year}-{start:%m-%dT%H:%M}" + (_zone(start) if zoned else "")
        case Granularity.DAY | Granularity.DAYPART | Granularity.HOUR | Granularity.MINUTE:
            return f"{year}-{start.month:02d}-{start.day:02d}"
        case Granularity.WEEK | Granularity.WEEKEND:
            iso = start.isocalendar()
            return f"{iso.year:04d}-W{iso.week:02d}" + ("-WE" if granularity is Granularity.WEEKEND else "")
        case Granularity.MONTH:
            return f"{year}-{start.month:02d}"
        case Granularity.QUARTER:
            return f"{year}-Q{(start.month + 2) // 3}"
        case Granularity.HALF:
            return f"{year}-H{1 if start.month <= 6 else 2}"
        case Granularity.DECADE:
            return year[:3]
        case Granularity.CENTURY:
            return year[:2]
        case _:
            return year


def _zone(start: datetime) -> str:
    offset = start.utcoffset()
    if offset is None:
        return ""
    minutes = round(offset.total_seconds() / 60)
    return "Z" if minutes == 0 else f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"


def season_interval(name: str, year: int) -> Interval:
    """Whole months, as newspapers of the north count them: winter begins in the December of its year."""
    first = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}[name]
    start = date(year, first, 1)
    return start, moved(start, 3, "month")


_FORMS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), unit)
    for pattern, unit in (
        (r"(\d{4})-(\d\d)-(\d\d)", "day"),
        (r"(\d{4})-W(\d\d)-WE", "weekend"),
        (r"(\d{4})-W(\d\d)", "week"),
        (r"(\d{4})-(\d\d)", "month"),
        (r"(\d{4})-Q([1-4])", "quarter"),
        (r"(\d{4})-H([12])", "half"),
        (r"(\d{4})-(SP|SU|FA|WI)", "season"),
        (r"(\d{4})", "year"),
        (r"(\d{3})", "decade"),
        (r"(\d{2})", "century"),
    )
)


def interval_of(value: str) -> Interval | None:
    """The half-open interval of days of a TIMEX3 date value, or None for a value that names none.

    >>> interval_of("2020-W53")
    (datetime.date(2020, 12, 28), datetime.date(2021, 1, 4))
    >>> interval_of("PRESENT_REF") is None
    True
    """
    for pattern, unit in _FORMS:
        match = pattern.fullmatch(value)
        if match is not None:
            try:
                return _interval(unit, match)
            except ValueError:
                return None
    return None


def _interval(unit: str, match: re.Match[str]) -> Interval:
    first = int(match[1])
    match unit:
        case "day":
            return unit_around("day", date(first, int(match[2]), int(match[3])))
        case "week" | "weekend":
            return unit_around(unit, date.fromisocalendar(first, int(match[2]), 1))
        case "month":
            return unit_around("month", date(first, int(match[2]), 1))
        case "quarter":
            return unit_around("quarter", date(first, int(match[2]) * 3, 1))
        case "half":
            return unit_around("half", date(first, int(match[2]) * 6, 1))
        case "season":
            return season_interval({code: name for name, code in SEASON_CODES.items()}[match[2]], first)
        case "year":
            return unit_around("year", date(first, 1, 1))
        case "decade":
            return unit_around("decade", date(max(first * 10, 1), 1, 1))
        case _:
            return unit_around("century", date(max(first * 100, 1), 1, 1))


_HALVES = {"year": "6M", "hour": "30M", "minute": "30S", "day": "T12H"}
"""What half a unit is in the next smaller ones."""


def duration_value(amount: float | None, unit: str) -> str:
    """The TIMEX3 value of a duration; X where no amount is said; decades and centuries are told in years.

    >>> duration_value(2, "day"), duration_value(None, "year"), duration_value(24, "hour"), duration_value(2.5, "year")
    ('P2D', 'PXY', 'PT24H', 'P2Y6M')
    """
    if unit in ("decade", "century") and amount is not None:
        amount, unit = amount * (10 if unit == "decade" else 100), "year"
    letters = UNIT_LETTERS[unit]
    time, letter = ("T", letters[1]) if letters[0] == "T" else ("", letters)
    if amount is None:
        return f"P{time}XY" if unit == "decade" else f"P{time}X{letter}"
    whole, rest = divmod(amount, 1)
    if rest == 0.5 and unit in _HALVES:
        return f"P{time}{f'{whole:g}{letter}' if whole else ''}{_HALVES[unit]}"
    if rest in (0.25, 0.75) and unit == "hour":
        return f"PT{f'{whole:g}H' if whole else ''}{rest * 60:g}M"
    return f"P{time}{_in_figures(amount)}{letter}"


def _in_figures(amount: float) -> str:
    """A number without an exponent: 380,000 years are P380000Y."""
    return f"{amount:.0f}" if amount == int(amount) else f"{amount:g}"
