"""Where the events of a sentence stand and when they are, in the wordings of newsrooms."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import eventrules

PUBLISHED = date(2024, 3, 6)
TABLE = Path(__file__).parent / "tables" / "standings.txt"


def told() -> list[tuple[str, list[str]]]:
    """The sentences of the table, each with its events."""
    table = list[tuple[str, list[str]]]()
    for line in TABLE.read_text("utf-8").splitlines():
        if line.startswith(" "):
            table[-1][1].append(line.strip())
        elif line and not line.startswith("#"):
            table.append((line, []))
    return table


@pytest.mark.parametrize(("sentence", "events"), told(), ids=lambda value: value if isinstance(value, str) else "")
def test_standings(extractor: eventrules.Extractor, sentence: str, events: list[str]):
    found = [
        f"{event.type} {mention.status.value} {str(mention.time.start)[:10] if mention.time and mention.time.start else '-'}"
        for event in extractor.extract(sentence, published=PUBLISHED).events
        for mention in event.mentions
    ]
    assert (sorted(found) or ["none"]) == events


def test_the_table_is_read_whole():
    assert len(told()) > 150
