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


class TestWhichEventATimeBelongsTo:
    """A sentence tells of several happenings, and each time is that of one of them."""

    @pytest.mark.parametrize(
        ("text", "times"),
        [
            ("Ann Lee said on Tuesday that she will meet Bo Kim on Thursday.", {"meet": "2019-01-17"}),
            ("Ann Lee said on Tuesday she will meet Bo Kim.", {"meet": None}),
            ("Ann Lee told reporters on Tuesday the talks would resume on Friday.", {"talks": "2019-01-18"}),
            ("On Tuesday, Ann Lee said that Bo Kim would visit Oslo.", {"visit": None}),
            ("Ann Lee, who met Bo Kim on Monday, will fly to Oslo on Friday.", {"met": "2019-01-14", "fly": "2019-01-18"}),
            ("Ann Lee met Bo Kim in Oslo, where on Sunday ministers signed a treaty.", {"met": None, "signed": "2019-01-13"}),
            ("Ann Lee flew to Oslo on Monday after visiting Bergen.", {"flew": "2019-01-14", "visiting": None}),
            ("Ann Lee will travel home on Friday, flying to Oslo for talks with Bo Kim.", {"flying": "2019-01-18", "talks": "2019-01-18"}),
            ("On Monday Ann Lee met Bo Kim and flew to Oslo.", {"met": "2019-01-14", "flew": "2019-01-14"}),
            ("Ann Lee visited Oslo on Monday and met Bo Kim.", {"visited": "2019-01-14", "met": None}),
            ("Ann Lee arrived in Oslo on Sunday, three days after she met Bo Kim.", {"arrived": "2019-01-13", "met": None}),
            ("The talks come ahead of a January 21 summit of the two leaders.", {"talks": None, "summit": "2019-01-21"}),
            ("Friday's summit follows talks between Ann Lee and Bo Kim.", {"summit": "2019-01-18", "talks": None}),
            ("Ann Lee will discuss the treaty with Bo Kim at a summit on Friday.", {"treaty": None, "summit": "2019-01-18"}),
            ("Ann Lee is expected on Friday to meet Bo Kim.", {"meet": "2019-01-18"}),
            ("The meeting in Oslo on Friday was postponed.", {"meeting": "2019-01-18"}),
            ("The meeting was put off until Friday.", {"meeting": "2019-01-18"}),
            ("Ann Lee and Bo Kim met on Saturday and Sunday.", {"met": "2019-01-12"}),
            ("Ann Lee paid her first visit to Oslo since May.", {"visit": None}),
            ("Ann Lee signed a contract for a 2001 museum.", {"signed": None}),
            ("Bo Kim was last seen on Monday, when he met Ann Lee in Oslo.", {"met": "2019-01-14"}),
            ("Ann Lee has led the party since 2017, when she was elected leader.", {"elected": "2017-01-01"}),
            ("Bo Kim was detained in a sweep following attacks in Lima on Monday.", {"detained": None, "attacks": "2019-01-14"}),
            ("On Sunday, citizens turned out to vote in elections.", {"elections": "2019-01-13"}),
            ("Ann Lee meets Bo Kim for the first time in two years.", {"meets": None}),
            ("OSLO, Jan. 14 (Example Press) -- Ann Lee met Bo Kim.", {"met": None}),
        ],
    )
    def test_time_of_each_event(self, extractor: eventrules.Extractor, text: str, times: dict[str, str | None]):
        mentions = [mention for event in extractor.extract(text, published=PUBLISHED).events for mention in event.mentions]
        starts = {mention.trigger.text: mention.time and str(mention.time.start) for mention in mentions}
        assert {trigger: start for trigger, start in starts.items() if trigger in times} == times

    def test_two_joined_days_are_one_time(self, extractor: eventrules.Extractor):
        assert interval_of(extractor, "Ann Lee and Bo Kim met on Saturday and Sunday.") == ("2019-01-12", "2019-01-14")

    def test_a_length_lengthens_its_own_event(self, extractor: eventrules.Extractor):
        assert interval_of(extractor, "Ann Lee will pay a two-day visit to Oslo on Friday.") == ("2019-01-18", "2019-01-20")

    def test_a_distance_does_not(self, extractor: eventrules.Extractor):
        assert interval_of(extractor, "Ann Lee will visit Oslo on Friday, two days after her birthday.") == ("2019-01-18", "2019-01-19")


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Ann Lee will meet Bo Kim at 10 a.m. on Friday.", "2019-01-18 10:00:00", "2019-01-18 11:00:00"),
        ("On Monday Ann Lee met Bo Kim at about 5 p.m. (2100 GMT).", "2019-01-14 17:00:00", "2019-01-14 18:00:00"),
        ("Friday's summit follows a year of silence.", "2019-01-18", "2019-01-19"),
        ("Monday's summit follows a year of silence.", "2019-01-14", "2019-01-15"),
        ("Talks anticipated to begin on Friday are on trade.", "2019-01-18", "2019-01-19"),
    ],
)
def test_clock_times_and_days_before_a_noun(extractor: eventrules.Extractor, text: str, start: str, end: str):
    assert interval_of(extractor, text) == (start, end)
