"""Writes results: JSON Lines, one JSON array, or a table; a file is complete or not there at all."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from eventrules.model import Event, Result
from eventrules.model.serialization import dumps, event_to_json, instant_to_json


@contextmanager
def output(path: str | None) -> Iterator[TextIO]:
    """Standard output, or a file that appears under its name only when everything is written."""
    if path is None:
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
        yield sys.stdout
        sys.stdout.flush()
        return
    target = Path(path)
    handle, name = tempfile.mkstemp(dir=target.parent or Path(), prefix=f".{target.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            yield stream
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


class JsonLines:
    """One line an event, written as results come."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream

    def add(self, result: Result) -> None:
        """Write the events of one document."""
        for event in result.events:
            self.stream.write(dumps(event_to_json(event, doc=result.id)) + "\n")

    def close(self) -> None:
        """Nothing is left to write."""


class JsonArray(JsonLines):
    """One array of all events, written as results come."""

    def __init__(self, stream: TextIO) -> None:
        super().__init__(stream)
        self._first = True
        stream.write("[")

    def add(self, result: Result) -> None:
        """Write the events of one document."""
        for event in result.events:
            self.stream.write("\n" if self._first else ",\n")
            self.stream.write(dumps(event_to_json(event, doc=result.id)))
            self._first = False

    def close(self) -> None:
        """Close the array."""
        self.stream.write("\n]\n")


class Table:
    """A table for people, a document at a time."""

    def __init__(self, stream: TextIO) -> None:
        from rich.console import Console

        width = None if stream.isatty() else 160
        self.console = Console(file=stream, width=width, highlight=False, emoji=False, markup=False)

    def add(self, result: Result) -> None:
        """Show the events of one document."""
        from rich.table import Table as RichTable

        table = RichTable(title=result.id or None, title_justify="left", show_lines=False, pad_edge=False, box=None, expand=False)
        for heading in ("when", "status", "event", "who and what", "where", "found by"):
            table.add_column(heading, overflow="fold", no_wrap=heading in ("when", "status"))
        for event in result.events:
            table.add_row(_when(event), event.status.value, event.type, _who(event), _where(event), str(event.rule))
        self.console.print(table)
        if not result.events:
            self.console.print("no events")
        self.console.print()

    def close(self) -> None:
        """Nothing is left to write."""


def _when(event: Event) -> str:
    if event.time is None:
        return "-"
    start, end = instant_to_json(event.time.start), instant_to_json(event.time.end)
    return f"{start or '…'} to {end or '…'} (excl.)" if start != end else str(start)


def _who(event: Event) -> str:
    roles = [(role, fillers) for role, fillers in event.roles if role not in ("place", "destination", "source")]
    return "; ".join(f"{role}: {', '.join(filler.name for filler in fillers)}" for role, fillers in roles)


def _where(event: Event) -> str:
    places = (*event.role("place"), *event.role("destination"))
    return ", ".join(dict.fromkeys(place.name for place in places)) or "-"


FORMATS = {"table": Table, "jsonl": JsonLines, "json": JsonArray}
