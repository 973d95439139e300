"""Who does what in the events of a sentence, in the wordings of newsrooms."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import eventrules

PUBLISHED = date(2024, 3, 6)
TABLE = Path(__file__).parent / "tables" / "roles.txt"


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
def test_roles(extractor: eventrules.Extractor, sentence: str, events: list[str]):
    found = [
        f"{event.type}: {'; '.join(sorted(f'{role} = {filler.text}' for role, fillers in mention.roles for filler in fillers))}"
        for event in extractor.extract(sentence, published=PUBLISHED).events
        for mention in event.mentions
    ]
    assert sorted(found) == events


def test_the_table_is_read_whole():
    assert len(told()) > 150
