"""Which sentences tell of one happening, and which of two; where it stands then; and what its id depends on."""

from __future__ import annotations

from datetime import date

import pytest

import eventrules

PUBLISHED = date(2024, 3, 6)

ONE = [
    ("Lena Brandt will meet Ole Berg on Friday. The meeting will take place in Oslo.", "2 Meeting scheduled"),
    ("Lena Brandt will meet Ole Berg on Friday. Brandt and Berg's meeting will be their first.", "2 Meeting scheduled"),
    ("Lena Brandt will meet Ole Berg on Friday. The two leaders will discuss trade.", "2 Meeting scheduled"),
    ("Lena Brandt met Ole Berg on Monday. The talks lasted for an hour.", "2 Meeting occurred"),
    ("Norway and Chile signed a treaty on Monday. The treaty was signed in Oslo.", "2 Agreement occurred"),
    ("Lena Brandt will visit Chile in May. The visit will be her first.", "2 Visit scheduled"),
    ("Lena Brandt will visit Chile in May. She will arrive in Santiago on May 12.", "2 Visit scheduled"),
    ("Lena Brandt was to meet Ole Berg on Friday, but the meeting was cancelled.", "2 Meeting cancelled"),
    ("Lena Brandt was to meet Ole Berg on Friday. The meeting was cancelled on Wednesday.", "2 Meeting cancelled"),
    ("Lena Brandt was to visit Oslo on Friday, but it was cancelled.", "1 Visit cancelled"),
    ("Lena Brandt will visit Oslo on Friday. The trip was postponed.", "2 Visit postponed"),
    ("The summit in Oslo was to open on Friday. It rained. The summit was called off because of the storm.", "2 Meeting cancelled"),
    ("Lena Brandt visited Santiago on Monday. The visit to Chile was her first.", "2 Visit occurred"),
    ("A summit was put back to May. Bo Kim was to have attended the summit.", "2 Meeting postponed"),
    ("Lena Brandt will visit Oslo on Friday. Brandt's trip comes a week after a strike.", "2 Visit scheduled, 1 Strike occurred"),
    ("Bo Kim was convicted of fraud on Monday. The verdict was read out in Oslo.", "2 Trial occurred"),
    ("Police arrested Bo Kim on Monday. He was detained at the airport.", "2 Arrest occurred"),
    ("Lena Brandt protested alone, but thousands joined the protest.", "2 Protest occurred"),
    ("A blast shook Oslo on Monday. Two soldiers were killed. The blast killed two soldiers.", "3 Attack occurred"),
    ("Lena Brandt will visit Bavaria on Friday. She will fly to Munich with Ole Berg.", "2 Visit scheduled"),
    ("Lena Brandt will visit Chile in May. The visit to the country will be her first.", "2 Visit scheduled"),
    ("The House of Commons passed the bill on Monday. The House voted by 20 to 5.", "2 Vote occurred"),
    (
        "A summit was held in Oslo on Monday. It rained. The summit may be held again. The summit was long.",
        "3 Meeting occurred",
    ),
    ("Lena Brandt met Ole Berg in Oslo. Monday's talks lasted for an hour.", "2 Meeting occurred"),
    ("Bo Kim was named finance minister on Monday. The appointment was a surprise.", "2 Appointment occurred"),
    ("Norway's parliament approved the budget. The vote was a blow to Bo Kim.", "2 Vote occurred"),
    ("The arrest was no surprise. Police arrested Bo Kim on Monday.", "1 Arrest occurred"),
    ("Protesters blocked the road. The protest on Friday was the largest yet.", "2 Protest occurred"),
    ("Norway is bracing for protests. Students want lower rents. Protests are expected in Oslo.", "2 Protest scheduled"),
    ("The summit will open on Friday. If the summit fails, prices will rise. The summit is in Oslo.", "3 Meeting scheduled"),
]

TWO = [
    ("Lena Brandt will visit Chile in May. During the trip, she will meet Ana Rojas.", "2 Visit scheduled, 1 Meeting scheduled"),
    ("Lena Brandt met Ole Berg in Oslo. Brandt also met Bo Kim.", "1 Meeting occurred, 1 Meeting occurred"),
    ("Lena Brandt met Ole Berg on Monday. Lena Brandt met Bo Kim on Monday.", "1 Meeting occurred, 1 Meeting occurred"),
    (
        "France and Germany signed a treaty on Monday. France and Spain signed a treaty on Monday.",
        "1 Agreement occurred, 1 Agreement occurred",
    ),
    ("Lena Brandt met Ole Berg on Monday. Lena Brandt will meet Ole Berg again on Friday.", "1 Meeting occurred, 1 Meeting scheduled"),
    ("Lena Brandt visited Oslo. Lena Brandt visited Rome.", "1 Visit occurred, 1 Visit occurred"),
    ("The first summit was held in Oslo. The second summit will be held in Rome.", "1 Meeting occurred, 1 Meeting scheduled"),
    (
        "The first round of talks was held in Oslo. The second round of talks was held in Rome. The first round of talks lasted a week.",
        "2 Meeting occurred, 1 Meeting occurred",
    ),
    (
        "The last round of the talks took place in March. The next round of the talks will take place in May.",
        "1 Meeting occurred, 1 Meeting scheduled",
    ),
    ("Norway will host a summit in May. Chile will host another summit in May.", "1 Meeting scheduled, 1 Meeting scheduled"),
    (
        "The Nordic Council summit will open in Oslo on Friday. The Baltic Assembly summit will open on Friday.",
        "1 Meeting scheduled, 1 Meeting scheduled",
    ),
    (
        "Norway and Chile signed a treaty on Monday. In 1998 Norway and Chile signed a treaty on fishing.",
        "1 Agreement occurred, 1 Agreement occurred",
    ),
    ("Lena Brandt will meet Ole Berg on Friday and visit Bo Kim in Rome.", "1 Meeting scheduled, 1 Visit scheduled"),
    ("Lena Brandt visited Santiago on Monday. She will visit Lima in May.", "1 Visit occurred, 1 Visit scheduled"),
    ("Bo Kim was indicted for fraud in May. Ana Rojas was indicted for fraud.", "1 Trial occurred, 1 Trial occurred"),
    ("Bo Kim was impeached on Monday. Only two presidents have been impeached.", "1 Trial occurred, 1 Trial occurred"),
    ("A gunman stabbed two men in Oslo on Monday. He was shot dead by police.", "1 Attack occurred, 1 Attack occurred"),
    ("Ministers held a summit in Oslo. An earlier summit was held in Rome.", "1 Meeting occurred, 1 Meeting occurred"),
    (
        "Lena Brandt never met Ole Berg. No meeting of Brandt and Berg is planned in May. Brandt and Berg did not meet in April.",
        "2 Meeting denied, 1 Meeting denied",
    ),
    ("Lena Brandt met Ole Berg on Monday. Before talks between Bo Kim and Ana Rojas it rained.", "1 Meeting occurred, 1 Meeting occurred"),
    ("Police said he made two attacks. The first attack was in Oslo.", "1 Attack occurred, 1 Attack occurred"),
    ("A couple of bombings shook Oslo in May. On May 5 a bombing killed two soldiers.", "1 Attack occurred, 1 Attack occurred"),
    ("Bo Kim was found guilty on Monday. He will be sentenced in May.", "1 Trial occurred, 1 Trial scheduled"),
    ("Norway called for a summit. The summit in May 2019 had failed.", "1 Meeting proposed, 1 Meeting occurred"),
    (
        "The opposition is preparing for elections. The elections in 2019 were won by the Greens.",
        "1 Election scheduled, 1 Election occurred",
    ),
    (
        "A bomb killed two soldiers in Oslo on Monday. A man was shot in Rome. A guard was stabbed in Lima. The blast was heard for miles.",
        "2 Attack occurred, 1 Attack occurred, 1 Attack occurred",
    ),
    (
        "Lena Brandt visited Oslo. Bo Kim visited Rome. Ana Rojas visited Lima. Ole Berg visited Cairo. Brandt visited a school.",
        "1 Visit occurred, 1 Visit occurred, 1 Visit occurred, 1 Visit occurred, 1 Visit occurred",
    ),
    ("Bo Kim's trial ended in May. The verdict is expected in June.", "1 Trial occurred, 1 Trial scheduled"),
]


@pytest.mark.parametrize(("text", "events"), [*ONE, *TWO], ids=lambda value: str(value)[-70:])
def test_how_many_mentions_each_event_has(extractor: eventrules.Extractor, text: str, events: str):
    found = extractor.extract(text, published=PUBLISHED).events
    assert ", ".join(f"{len(event.mentions)} {event.type} {event.status.value}" for event in found) == events


def test_a_change_of_plan_keeps_what_was_said_before(extractor: eventrules.Extractor):
    text = "Lena Brandt was to meet Ole Berg on Friday. The meeting was cancelled on Wednesday."
    [event] = extractor.extract(text, published=PUBLISHED).events
    assert [mention.status.value for mention in event.mentions] == ["scheduled", "cancelled"]
    assert event.time is not None and event.time.text == "Friday"


class TestIds:
    TOLD = "Lena Brandt will meet Ole Berg on Friday."

    def ids(self, extractor: eventrules.Extractor, text: str, doc: str = "a1") -> list[str]:
        return [event.id for event in extractor.extract(text, published=PUBLISHED, id=doc).events]

    @pytest.mark.parametrize("more", ["It rained. ", "Bo Kim visited Rome. ", "Norway and Chile signed a treaty.\n\n"])
    def test_stay_when_other_text_comes_before_or_behind(self, extractor: eventrules.Extractor, more: str):
        [known] = self.ids(extractor, self.TOLD)
        assert known in self.ids(extractor, more + self.TOLD)
        assert known in self.ids(extractor, f"{self.TOLD} {more}")

    def test_stay_when_white_space_changes(self, extractor: eventrules.Extractor):
        assert self.ids(extractor, self.TOLD) == self.ids(extractor, self.TOLD + "\n\n")

    def test_differ_between_documents(self, extractor: eventrules.Extractor):
        assert self.ids(extractor, self.TOLD) != self.ids(extractor, self.TOLD, doc="a2")

    def test_differ_between_events_of_a_sentence(self, extractor: eventrules.Extractor):
        ids = self.ids(extractor, "Lena Brandt will meet Ole Berg on Friday and visit Bo Kim in Rome.")
        assert len(set(ids)) == 2

    def test_differ_between_events_that_the_same_words_tell(self, extractor: eventrules.Extractor):
        text = "Another meeting was held in Oslo."
        assert len(set(self.ids(extractor, f"{text} {text} {text}"))) == 3
