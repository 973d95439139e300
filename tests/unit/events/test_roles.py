"""Who does what in the events of a sentence, in the wordings of newsrooms."""

from __future__ import annotations

from datetime import date

import pytest

import eventrules
from tests.unit.events.told import told

PUBLISHED = date(2024, 3, 6)
TABLE = told("roles.txt")


@pytest.mark.parametrize(("sentence", "events"), TABLE, ids=lambda value: value if isinstance(value, str) else "")
def test_roles(extractor: eventrules.Extractor, sentence: str, events: list[str]):
    found = [
        f"{event.type}: {'; '.join(sorted(f'{role} = {filler.text}' for role, fillers in mention.roles for filler in fillers))}"
        for event in extractor.extract(sentence, published=PUBLISHED).events
        for mention in event.mentions
    ]
    assert sorted(found) == events


def test_the_table_is_read_whole():
    assert len(TABLE) > 150
