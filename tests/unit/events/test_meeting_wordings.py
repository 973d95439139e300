"""“X is expected to meet Y in Z on DATE” and its variations: every wording tells the same meeting."""

from __future__ import annotations

from datetime import date

import pytest

import eventrules

PUBLISHED = date(2024, 3, 6)
ANNA, MARKO = "Anna Lindqvist", "Marko Tadic"

EXPECTATIONS = [
    ("is expected to", "scheduled", "expected"),
    ("is due to", "scheduled", "expected"),
    ("is set to", "scheduled", "expected"),
    ("is scheduled to", "scheduled", "expected"),
    ("was supposed to", "scheduled", "expected"),
    ("is going to", "scheduled", "expected"),
    ("is about to", "scheduled", "expected"),
    ("is willing to", "proposed", "proposed"),
    ("is preparing to", "scheduled", "expected"),
    ("is to", "scheduled", "planned"),
    ("will", "scheduled", "planned"),
    ("plans to", "scheduled", "planned"),
    ("intends to", "scheduled", "planned"),
    ("has agreed to", "scheduled", "planned"),
    ("is likely to", "scheduled", "likely"),
    ("would likely", "scheduled", "likely"),
    ("may", "proposed", "possible"),
    ("might", "proposed", "possible"),
    ("could", "proposed", "possible"),
    ("hopes to", "proposed", "proposed"),
    ("wants to", "proposed", "proposed"),
    ("has offered to", "proposed", "proposed"),
    ("will not", "denied", "denied"),
    ("won't", "denied", "denied"),
    ("is not expected to", "denied", "denied"),
    ("is unlikely to", "denied", "denied"),
    ("has no plans to", "denied", "denied"),
]
"""What stands before “meet”, and the status and modality that it gives."""

ARRANGEMENTS = [
    f"{ANNA} is expected to meet {MARKO} on Friday in Geneva.",
    f"On Friday, {ANNA} is expected to meet {MARKO} in Geneva.",
    f"In Geneva on Friday, {ANNA} is expected to meet {MARKO}.",
    f"{ANNA} is expected on Friday to meet {MARKO} in Geneva.",
    f"{ANNA} and {MARKO} are to meet in Geneva on Friday.",
    f"{ANNA} and {MARKO} are expected to meet on Friday in Geneva.",
    f"{ANNA} is expected to meet with {MARKO} in Geneva on Friday to discuss trade.",
    f"{ANNA} will, officials said, meet {MARKO} in Geneva on Friday.",
    f"{MARKO} is expected to be met by {ANNA} in Geneva on Friday.",
    f"A meeting between {ANNA} and {MARKO} is expected to take place in Geneva on Friday.",
    f"A meeting between {ANNA} and {MARKO} in Geneva is scheduled for Friday.",
    f"{ANNA} will hold talks with {MARKO} in Geneva on Friday.",
    f"{ANNA}'s meeting with {MARKO} is planned for Friday in Geneva.",
    f"Talks between {ANNA} and {MARKO} are set for Friday in Geneva.",
    f"{ANNA} to meet {MARKO} in Geneva on Friday",
    f"It is expected that {ANNA} will meet {MARKO} in Geneva on Friday.",
]

FATES = [
    (f"{ANNA} has cancelled a meeting with {MARKO}.", "cancelled"),
    (f"{ANNA} canceled a planned meeting with {MARKO}.", "cancelled"),
    (f"{ANNA} called off a meeting with {MARKO}.", "cancelled"),
    (f"A meeting between {ANNA} and {MARKO} was cancelled.", "cancelled"),
    (f"{ANNA} was to have met {MARKO}.", "cancelled"),
    (f"{ANNA} had been due to meet {MARKO}, but the meeting was cancelled.", "cancelled"),
    (f"{ANNA} was due to meet {MARKO}, but it was called off.", "cancelled"),
    (f"{ANNA} has postponed a meeting with {MARKO}.", "postponed"),
    (f"{ANNA} put off a meeting with {MARKO}.", "postponed"),
    (f"A meeting between {ANNA} and {MARKO} has been postponed.", "postponed"),
    (f"{ANNA} has refused a meeting with {MARKO}.", "denied"),
    (f"{ANNA} refused to meet {MARKO}.", "denied"),
    (f"{ANNA} rejected a meeting with {MARKO}.", "denied"),
    (f"{ANNA} ruled out a meeting with {MARKO}.", "denied"),
    (f"{ANNA} denied meeting {MARKO}.", "denied"),
    (f"{ANNA} never met {MARKO}.", "denied"),
    (f"{ANNA} failed to meet {MARKO}.", "denied"),
    (f"{ANNA} has yet to meet {MARKO}.", "denied"),
    (f"{ANNA} did not rule out meeting {MARKO}.", "proposed"),
    (f"{ANNA} proposed a meeting with {MARKO}.", "proposed"),
    (f"{ANNA} called for a meeting with {MARKO}.", "proposed"),
    (f"{ANNA} invited {MARKO} to a meeting.", "proposed"),
    (f"If {ANNA} meets {MARKO}, the crisis could end.", "hypothetical"),
    (f"Should {ANNA} meet {MARKO}, the crisis could end.", "hypothetical"),
    (f"{ANNA} is meeting {MARKO}.", "ongoing"),
    (f"{ANNA} met {MARKO}.", "occurred"),
    (f"{ANNA} has met {MARKO}.", "occurred"),
]

LAST_WEEK = [
    f"{ANNA}, who met {MARKO} in Geneva last week, spoke of progress.",
    f"{MARKO}, whom {ANNA} met in Geneva last week, spoke of progress.",
    f"{ANNA} arrived after meeting {MARKO} in Geneva last week.",
]


def the_meeting(extractor: eventrules.Extractor, text: str) -> eventrules.Event:
    meetings = [event for event in extractor.extract(text, published=PUBLISHED).events if event.type == "Meeting"]
    assert len(meetings) == 1, [str(event.mentions[0].rule) for event in meetings]
    return meetings[0]


def participants(event: eventrules.Event) -> list[str]:
    return sorted(mention.name for mention in event.role("participants"))


@pytest.mark.parametrize(("words", "status", "modality"), EXPECTATIONS)
def test_words_before_the_verb_tell_how_certain_it_is(extractor: eventrules.Extractor, words: str, status: str, modality: str):
    meeting = the_meeting(extractor, f"{ANNA} {words} meet {MARKO} in Geneva on Friday.")
    assert (meeting.status.value, meeting.modality.value) == (status, modality)
    assert participants(meeting) == [ANNA, MARKO]
    assert [place.name for place in meeting.role("place")] == ["Geneva"]
    assert meeting.time is not None and meeting.time.start == date(2024, 3, 8)


@pytest.mark.parametrize("text", ARRANGEMENTS)
def test_order_and_voice_make_no_difference(extractor: eventrules.Extractor, text: str):
    meeting = the_meeting(extractor, text)
    assert meeting.status.value == "scheduled"
    assert participants(meeting) == [ANNA, MARKO]
    assert [place.name for place in meeting.role("place")] == ["Geneva"]
    assert meeting.time is not None and meeting.time.start == date(2024, 3, 8)


@pytest.mark.parametrize(("text", "status"), FATES)
def test_what_becomes_of_it_is_its_status(extractor: eventrules.Extractor, text: str, status: str):
    meeting = the_meeting(extractor, text)
    assert meeting.status.value == status
    assert participants(meeting) == [ANNA, MARKO]


@pytest.mark.parametrize("text", LAST_WEEK)
def test_clauses_around_names_tell_events(extractor: eventrules.Extractor, text: str):
    meeting = the_meeting(extractor, text)
    assert meeting.status.value == "occurred"
    assert participants(meeting) == [ANNA, MARKO]
    assert meeting.time is not None and meeting.time.start == date(2024, 2, 26)
