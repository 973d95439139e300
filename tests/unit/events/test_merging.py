"""Which sentences tell of one happening, and which of two."""

from __future__ import annotations

from datetime import date

import pytest

import eventrules


@pytest.mark.parametrize(
    "text",
    [
        "Lena Brandt will meet Ole Berg on Friday. The meeting will take place in Oslo.",
        "Lena Brandt will meet Ole Berg on Friday. Brandt and Berg's meeting will be their first.",
        "Foreign Minister Lena Brandt met Ole Berg in Oslo. Brandt and the Norwegian envoy met for two hours.",
        "Lena Brandt met Ole Berg and Bo Kim on Monday. Brandt and Berg met in Oslo.",
    ],
)
def test_told_twice_is_one_event(extractor: eventrules.Extractor, text: str):
    [event] = extractor.extract(text, published=date(2024, 3, 6)).events
    assert len(event.mentions) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Lena Brandt met Ole Berg in Oslo. Brandt also met Bo Kim.",
        "Lena Brandt met Ole Berg on Monday. Lena Brandt met Bo Kim on Monday.",
        "France and Germany signed a treaty on Monday. France and Spain signed a treaty on Monday.",
        "Lena Brandt met Ole Berg on Monday. Lena Brandt will meet Ole Berg again on Friday.",
        "Lena Brandt visited Oslo. Lena Brandt visited Rome.",
    ],
)
def test_other_company_another_day_or_another_place_is_another_event(extractor: eventrules.Extractor, text: str):
    events = extractor.extract(text, published=date(2024, 3, 6)).events
    assert [len(event.mentions) for event in events] == [1, 1]
