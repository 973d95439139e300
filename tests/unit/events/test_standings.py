"""Where the events of a sentence stand and when they are, in the wordings of newsrooms."""

from __future__ import annotations

from datetime import date

import pytest

import eventrules
from tests.unit.events.told import told

PUBLISHED = date(2024, 3, 6)
TABLE = told("standings.txt")


@pytest.mark.parametrize(("sentence", "events"), TABLE, ids=lambda value: value if isinstance(value, str) else "")
def test_standings(extractor: eventrules.Extractor, sentence: str, events: list[str]):
    found = [
        f"{event.type} {mention.status.value} {str(mention.time.start)[:10] if mention.time and mention.time.start else '-'}"
        for event in extractor.extract(sentence, published=PUBLISHED).events
        for mention in event.mentions
    ]
    assert (sorted(found) or ["none"]) == events


def test_the_table_is_read_whole():
    assert len(TABLE) > 150
