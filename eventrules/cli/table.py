"""A diary for people: the events of a document as a table, by date, with times as one writes them in a calendar."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TextIO

from eventrules.model import Event, Result, TimeMention
from eventrules.model.times import Instant, as_datetime

WIDE = 110
"""Columns from which on there is room to tell the rule as well."""

NO_TERMINAL = 160
"""Columns where the table goes into a file or a pipe."""

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")  # in every locale


class Table:
    """One table a document."""

    def __init__(self, stream: TextIO) -> None:
        from rich.console import Console

        self._stream = stream
        width = None if stream.isatty() else NO_TERMINAL
        self._console = Console(file=stream, width=width, highlight=False, emoji=False, markup=False)

    def add(self, result: Result) -> None:
        """Show the events of one document, the first to happen first and those without a date last."""
        from rich.table import Table as RichTable

        table = RichTable(title=result.id or None, title_justify="left", pad_edge=False, box=None)
        is_wide = self._console.width >= WIDE
        for heading in ("when", "status", "event", "who and what", "where", *(("found by",) if is_wide else ())):
            table.add_column(heading, overflow="fold", no_wrap=heading in ("when", "status", "event"))
        for event in sorted(result.events, key=_order):
            cells = (shown_time(event.time), event.status.value, event.type, _who(event), _where(event), str(event.rule))
            table.add_row(*cells[: len(table.columns)])
        with self._console.capture() as capture:
            self._console.print(table if result.events else f"{result.id}: no events" if result.id else "no events")
        lines = capture.get().splitlines()
        self._stream.write("\n".join(line.rstrip() for line in lines) + "\n\n")

    def close(self) -> None:
        """Nothing is left to write."""


def _order(event: Event) -> tuple[bool, datetime]:
    first = (event.time.start or event.time.end) if event.time else None
    return first is None, as_datetime(first) if first else datetime.min


def _who(event: Event) -> str:
    roles = [(role, fillers) for role, fillers in event.roles if role not in ("place", "destination", "source")]
    return "; ".join(f"{role}: {', '.join(filler.name for filler in fillers)}" for role, fillers in roles) or "-"


def _where(event: Event) -> str:
    places = (*event.role("place"), *event.role("destination"))
    return ", ".join(dict.fromkeys(place.name for place in places)) or "-"


# --- times as one writes them in a calendar --------------------------------------------------------------------


def shown_time(when: TimeMention | None) -> str:
    """The time of an event for people: the last day is meant to be in it, whole months and years are named."""
    if when is None or (when.start is None and when.end is None):
        return "-"
    return shown_interval(when.start, when.end)


def shown_interval(start: Instant | None, end: Instant | None) -> str:
    """A half-open interval for people; None is an open side.

    >>> shown_interval(date(2024, 3, 11), date(2024, 3, 18))
    '11-17 Mar 2024'
    >>> shown_interval(date(2024, 3, 11), date(2024, 3, 12))
    'Mon 11 Mar 2024'
    >>> shown_interval(date(2024, 3, 1), date(2024, 6, 1))
    'Mar - May 2024'
    >>> shown_interval(datetime(2024, 3, 11, 15, 0), datetime(2024, 3, 11, 16, 0))
    'Mon 11 Mar 2024 15:00-16:00'
    >>> shown_interval(None, date(2024, 4, 16))
    'until 15 Apr 2024'
    """
    if start is None or end is None:
        return f"from {_said(start)}" if start else f"until {_said(_last(end))}" if end else "-"
    if isinstance(start, datetime) or isinstance(end, datetime):
        return _clock(start, end)
    return _days(start, end - timedelta(days=1))


def _last(end: Instant | None) -> Instant | None:
    """The last day of what ends before `end`; a clock time ends when it says."""
    return end if end is None or isinstance(end, datetime) or end == date.min else end - timedelta(days=1)


def _said(instant: Instant | None) -> str:
    if isinstance(instant, datetime):
        return f"{_day(instant)} {_hour(instant)}"
    return _day(instant) if instant else "-"


def _day(day: date) -> str:
    return f"{day.day} {_month(day)}"


def _month(day: date) -> str:
    return f"{_MONTHS[day.month - 1]} {day.year}"


def _days(first: date, last: date) -> str:
    """Days from the first to the last, both of them included."""
    if first == last:
        return f"{_DAYS[first.weekday()]} {_day(first)}"
    if first.day == 1 and (last == date.max or (last + timedelta(days=1)).day == 1):
        return _months(first, last)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}-{_day(last)}"
    return f"{_without_year(_day(first), first, last)} - {_day(last)}"


def _months(first: date, last: date) -> str:
    """Whole months, or whole years."""
    if (first.month, last.month) == (1, 12):
        return str(first.year) if first.year == last.year else f"{first.year}-{last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return _month(first)
    return f"{_without_year(_month(first), first, last)} - {_month(last)}"


def _without_year(shown: str, first: date, last: date) -> str:
    return shown.removesuffix(f" {first.year}") if first.year == last.year else shown


def _clock(start: Instant, end: Instant) -> str:
    """Hours and minutes; a minute is told by its beginning."""
    first, last = as_datetime(start), as_datetime(end)
    zone = start.strftime(" %z") if isinstance(start, datetime) else ""
    opening = f"{_DAYS[first.weekday()]} {_day(first)} {_hour(first)}"
    if last - first <= timedelta(minutes=1):
        return f"{opening}{zone.rstrip()}"
    if first.date() == last.date():
        return f"{opening}-{_hour(last)}{zone.rstrip()}"
    if last.time() == time.min and last - first <= timedelta(days=1):
        return f"{opening}-24:00{zone.rstrip()}"
    return f"{opening} - {_day(last)} {_hour(last)}{zone.rstrip()}"


def _hour(instant: datetime) -> str:
    return f"{instant.hour:02}:{instant.minute:02}"
