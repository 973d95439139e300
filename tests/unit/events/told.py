"""Reads tables of sentences: each in a line of its own, with what is told of it in the indented lines below."""

from __future__ import annotations

from pathlib import Path

TABLES = Path(__file__).parent / "tables"


def told(name: str) -> list[tuple[str, list[str]]]:
    """The sentences of a table, each with the lines below it."""
    table = list[tuple[str, list[str]]]()
    for line in (TABLES / name).read_text("utf-8").splitlines():
        if line.startswith(" "):
            table[-1][1].append(line.strip())
        elif line and not line.startswith("#"):
            table.append((line, []))
    return table
