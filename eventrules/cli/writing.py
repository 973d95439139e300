"""Writes results: JSON Lines, one JSON array, or a table; a file is complete or not there at all."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, Protocol, TextIO

from eventrules.cli.table import Table
from eventrules.errors import InputError
from eventrules.model import Result
from eventrules.model.serialization import dumps, event_to_json

STANDARD_OUTPUT = "-"


class Writer(Protocol):
    """Writes results in one format, as they come."""

    def add(self, result: Result) -> None:
        """Write the events of one document."""
        ...

    def close(self) -> None:
        """Write what stands behind the last document."""
        ...


@contextmanager
def output(path: str | None) -> Generator[TextIO]:
    """Standard output (also as `-`), or a file that appears under its name only when everything is written."""
    if path in (None, STANDARD_OUTPUT):
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")  # type: ignore[union-attr]
        yield sys.stdout
        sys.stdout.flush()
        return
    target = Path(str(path))
    if not target.parent.is_dir():
        raise InputError(f"{path}: the folder {str(target.parent)!r} does not exist")
    if target.is_symlink() or (target.exists() and not target.is_file()):  # /dev/stdout, a named pipe: not ours to replace
        with _opened(target, "w", name=str(path)) as stream:
            yield stream
        return
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with _opened(part, "x", name=str(path)) as stream:
            yield stream
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def _opened(path: Path, mode: Literal["w", "x"], *, name: str) -> TextIO:
    """The file, open for writing; `name` is what the user calls it."""
    try:
        return path.open(mode, encoding="utf-8", errors="backslashreplace", newline="\n")
    except OSError as fault:
        raise InputError(f"{name}: cannot be written: {(fault.strerror or str(fault)).lower()}") from None


class JsonLines:
    """One line an event."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def add(self, result: Result) -> None:
        """Write the events of one document."""
        for event in result.events:
            self._stream.write(dumps(event_to_json(event, doc=result.id)) + "\n")

    def close(self) -> None:
        """Nothing is left to write."""


class JsonArray:
    """One array of all events."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._before = "[\n"

    def add(self, result: Result) -> None:
        """Write the events of one document."""
        for event in result.events:
            self._stream.write(self._before + dumps(event_to_json(event, doc=result.id)))
            self._before = ",\n"

    def close(self) -> None:
        """Close the array."""
        self._stream.write("[]\n" if self._before == "[\n" else "\n]\n")


FORMATS: dict[str, Callable[[TextIO], Writer]] = {"table": Table, "jsonl": JsonLines, "json": JsonArray}
