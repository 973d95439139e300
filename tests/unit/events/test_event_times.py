"""When events happen, by wordings that tell it without naming a date."""

from __future__ import annotations

from datetime import date

import pytest

import eventrules

PUBLISHED = date(2019, 1, 16)


def interval_of(extractor: eventrules.Extractor, text: str) -> tuple[str | None, str | None] | None:
    (event,) = extractor.extract(text, published=PUBLISHED).events
    if event.time is None:
        return None
    start, end = event.time.start, event.time.end
    return start and str(start), end and str(end)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Ann Lee will meet Bo Kim in two weeks.", "2019-01-28", "2019-02-04"),
        ("Ann Lee will meet Bo Kim in about two weeks.", "2019-01-28", "2019-02-04"),
        ("Ann Lee will meet Bo Kim in two weeks' time.", "2019-01-28", "2019-02-04"),
        ("Ann Lee will meet Bo Kim within three days.", "2019-01-16", "2019-01-20"),
        ("Ann Lee will meet Bo Kim over the next two days.", "2019-01-16", "2019-01-18"),
        ("Ann Lee met Bo Kim in the past three days.", "2019-01-13", "2019-01-16"),
        ("Ann Lee has met Bo Kim during the last two years.", "2017-01-16", "2019-01-16"),
        ("Ann Lee will meet Bo Kim before the end of the year.", "2019-01-16", "2020-01-01"),
        ("Ann Lee will meet Bo Kim before Friday.", None, "2019-01-18"),
    ],
)
def test_interval(extractor: eventrules.Extractor, text: str, start: str | None, end: str | None):
    assert interval_of(extractor, text) == (start, end)


def test_a_length_alone_dates_nothing(extractor: eventrules.Extractor):
    assert interval_of(extractor, "Ann Lee will meet Bo Kim for two days.") is None


def test_what_happened_in_a_length_of_time_is_not_dated_by_it(extractor: eventrules.Extractor):
    assert interval_of(extractor, "Ann Lee met Bo Kim in two days.") is None
