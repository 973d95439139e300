"""A user's own folder over the shipped grammars: a new event type, and shipped phrases, rules and frames changed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from eventrules.errors import GrammarErrors
from eventrules.examples import check
from eventrules.extractor import Extractor
from eventrules.model import Event
from eventrules.rulefile.check import checked_grammar

DAY = date(2024, 3, 6)

EXAM = """\
# Who sits an exam, where and when.

use constructions

event Exam
    plover     CONSULT
    student    person, many, required
    place      place
    time       date

list subject
    law, history
    sea rescue = rescue at sea {kind: practical}

phrase is-to
    (is|are) expected to        => modality expected
    (is|are) not to             => modality planned, polarity negative

rule sits-exams => Exam
    {student} <is-to> *sit exams* [in <subject>] [in {place}] [on {time}]
    {student} *sit~ exams* [after ...6] in {place}
    not before again
    example published 2024-03-06
        "Anna Brown and Peter Novak are expected to sit exams in sea rescue in Paris on Friday."
        student = Anna Brown
        student = Peter Novak
        place = Paris
        time = 2024-03-08
        status = scheduled
        modality = expected
    example published 2024-03-06
        "Anna Brown is not to sit exams on Friday."
        student = Anna Brown
        place = none
        status = denied
    example published 2024-03-06
        "Anna Brown sat exams after a long list of books in Oslo."
        student = Anna Brown
        place = Oslo
        status = occurred
    counterexample
        "Anna Brown is expected to sit exams again."
        "France is expected to sit exams."

verb examine => Exam
    object = student
    example published 2024-03-06
        "A teacher examined Anna Brown in Paris on Monday."
        student = Anna Brown
        place = Paris
        time = 2024-03-04

noun examination => Exam
    of, against = student, required
    support begin, open
    example published 2024-03-06
        "The examination of Anna Brown will begin in Paris on Friday."
        student = Anna Brown
        time = 2024-03-08
        status = scheduled
"""

CARD = """\
use names
use dates

event Talk
    participant  person or organization, many
    place        place, optional
    time         date, optional

rule expected => Talk
    {participant} is expected to *meet* {participant} in {place} on {time}
    example published 2024-03-06
        "Angela Merkel is expected to meet Emmanuel Macron in Berlin on Friday."
        participant = Angela Merkel
        participant = Emmanuel Macron
        place = Berlin
        time = 2024-03-08
"""

SKETCH = """\
# Who is to meet whom, where and when.
use names                  # person, organization, place
use dates                  # date

event Meeting
    participant  person or organization, many
    place        place, optional
    time         date, optional

phrase is-to
    (is|are) expected to       => modality expected
    (is|are) due to            => modality planned
    (is|are) not expected to   => modality expected, polarity negative

rule expected-meeting => Meeting
    {participant} <is-to> *meet* [with] {participant} [in {place}] [on {time}]

    example  published 2024-03-06
        "Angela Merkel is expected to meet Emmanuel Macron in Berlin on Friday."
        participant = Angela Merkel
        participant = Emmanuel Macron
        place       = Berlin
        time        = 2024-03-08
        modality    = expected

    counterexample
        "Angela Merkel is expected to meet her targets in Berlin on Friday."
"""


def folder(tmp_path: Path, **files: str) -> Path:
    for name, text in files.items():
        (tmp_path / f"{name}.rules").write_text(text, "utf-8")
    return tmp_path


def types(extractor: Extractor, text: str) -> list[str]:
    return [event.type for event in extractor.extract(text, published=DAY).events]


def test_the_rule_that_reads_like_its_sentence(tmp_path: Path):
    failures = check(folder(tmp_path, card=CARD)).errors
    assert ["expected: no event besides Talk" in str(failure) for failure in failures] == [True, False]
    assert ["got:      Talk 'meet'" in str(failure) for failure in failures] == [False, True]
    assert check(folder(tmp_path, card=f"{CARD}        also = Meeting\n")).errors == ()


def test_a_whole_file_with_its_own_meetings(tmp_path: Path):
    path = folder(tmp_path, sketch=SKETCH)
    assert check("names", "dates", path).errors == ()
    with pytest.raises(GrammarErrors) as caught:
        checked_grammar(path)
    assert [error.message.partition(";")[0] for error in caught.value.errors] == ["the event 'Meeting' is defined twice"]


def test_a_file_with_the_name_of_a_shipped_one_is_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    Path("attack.rules").write_text("rule odd => Attack\n    {attacker} *zaps* <no-such-phrase>\n", "utf-8")
    with pytest.raises(GrammarErrors) as caught:
        checked_grammar("attack.rules")
    assert [error.message for error in caught.value.errors] == ["unknown phrase 'no-such-phrase'"]


def test_a_new_event_type(tmp_path: Path):
    path = folder(tmp_path, exam=EXAM)
    assert check("visit", path).errors == ()
    extractor = Extractor.from_grammars("visit", path)
    (event,) = extractor.extract("Anna Brown is expected to sit exams in Paris on Friday.", published=DAY).events
    assert (event.type, event.status.value) == ("Exam", "scheduled")
    assert event.mentions[0].rule.file.endswith("exam.rules")
    assert event.mentions[0].rule.line == 19
    assert types(extractor, "Ann Lee will visit Paris on Friday.") == ["Visit"]


CHANGES = """\
extend phrase predicate-meaning
    (mothball~|bin~)      => status cancelled

extend noun summit
    support mothball

extend list known-organization: Blue Heron Trust

disable verb confer
disable event Visit
disable time month

override verb huddle => Meeting
    subject = participants
    object = host

override time month-year
    {month} {year-number}      => date(none, month)

extend event Meeting
    chair  actor

extend verb negotiate
    under = chair
"""


class TestChanges:
    """A shipped grammar is changed from outside."""

    @pytest.fixture(scope="class")
    @classmethod
    def changed(cls, tmp_path_factory: pytest.TempPathFactory) -> Extractor:
        return Extractor.from_grammars(folder(tmp_path_factory.mktemp("mine"), mine=CHANGES))

    @staticmethod
    def events(extractor: Extractor, text: str) -> tuple[Event, ...]:
        return extractor.extract(text, published=DAY).events

    def test_a_phrase_and_a_frame_are_extended(self, changed: Extractor, extractor: Extractor):
        text = "Anna Brown mothballed a summit with Germany."
        (event,) = self.events(changed, text)
        assert (event.status.value, [p.name for p in event.role("participants")]) == ("cancelled", ["Anna Brown", "Germany"])
        assert [event.status.value for event in self.events(extractor, text)] != ["cancelled"]

    def test_a_list_is_extended(self, changed: Extractor):
        (event,) = self.events(changed, "Anna Brown met Blue Heron Trust in Paris.")
        assert [(p.name, p.type) for p in event.role("participants")][1] == ("Blue Heron Trust", "organization")

    def test_one_trigger_of_a_frame_is_disabled_and_the_others_stay(self, changed: Extractor, extractor: Extractor):
        assert [len(self.events(x, "Anna Brown conferred with Peter Novak.")) for x in (extractor, changed)] == [1, 0]
        assert len(self.events(changed, "Anna Brown met Peter Novak.")) == 1

    def test_an_event_type_is_disabled_with_all_that_finds_it(self, changed: Extractor, extractor: Extractor):
        assert [len(self.events(x, "Anna Brown will visit Paris on Friday.")) for x in (extractor, changed)] == [1, 0]

    def test_one_trigger_of_a_frame_is_overridden(self, changed: Extractor):
        (event,) = self.events(changed, "Anna Brown huddled Peter Novak in Paris.")
        assert [p.name for p in event.role("host")] == ["Peter Novak"]
        assert event.mentions[0].rule.file.endswith("mine.rules")

    def test_a_role_is_added_and_filled_by_an_extended_frame(self, changed: Extractor):
        (event,) = self.events(changed, "Anna Brown negotiated with Germany under Peter Novak.")
        assert [p.name for p in event.role("chair")] == ["Peter Novak"]

    def test_time_rules_are_disabled_and_overridden(self, changed: Extractor, extractor: Extractor):
        text = "They met in January and in April 2021."
        values = [[time.timex for time in x.find_times(text, published=DAY).timexes] for x in (extractor, changed)]
        assert values == [["2024-01", "2021-04"], ["2023-04"]]


def test_what_leads_to_a_place_is_said_in_the_grammar(tmp_path: Path):
    scenes = folder(tmp_path, scenes="use constructions\nextend list scene-word\n    amid\n")
    both = Extractor.from_grammars("meeting"), Extractor.from_grammars("meeting", scenes)
    text = "Amid Norway, Ann Lee met Peter Novak."
    places = [[event.place.name if event.place else None for event in e.extract(text, published=DAY).events] for e in both]
    assert places == [[None], ["Norway"]]


def test_an_unrelated_file_changes_nothing(tmp_path: Path, extractor: Extractor):
    other = Extractor.from_grammars(folder(tmp_path, exam=EXAM))
    text = "Ann Lee is expected to meet Peter Novak in Paris on Friday. France and Norway signed a treaty last week."
    assert other.extract(text, published=DAY) == extractor.extract(text, published=DAY)


def test_a_rule_that_speaks_of_any_noun_leaves_noun_phrases_to_others(tmp_path: Path, extractor: Extractor):
    rules = "use constructions\nevent Bake\n    baker person\nrule baking => Bake\n    {baker} *bakes* a <noun>\n"
    other = Extractor.from_grammars(folder(tmp_path, bake=rules))
    text = "Nurses went on strike over a pension plan. Ann Lee and Bo Kim discussed the oil price."
    assert other.extract(text, published=DAY) == extractor.extract(text, published=DAY)


def test_files_of_a_folder_use_one_another_in_any_order(tmp_path: Path):
    path = folder(tmp_path, a="use b\nextend phrase greeting\n    hello\n", b="phrase greeting\n    good day\n")
    assert check(path, shipped=False).errors == ()
