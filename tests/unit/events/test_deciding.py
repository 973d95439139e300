"""What a vote decides, what somebody's title tells, and what happens again and again."""

from __future__ import annotations

from datetime import date

import pytest

import eventrules
from eventrules import Status

EXTRACTOR = eventrules.Extractor.from_grammars()
PUBLISHED = date(2024, 3, 6)

DECIDED = (
    ("Parliament voted on Monday to impeach the mayor.", "Trial", Status.OCCURRED),
    ("Parliament will vote on Friday to impeach the mayor.", "Trial", Status.SCHEDULED),
    ("Parliament could vote to impeach the mayor.", "Trial", Status.PROPOSED),
    ("Parliament did not vote to impeach the mayor.", "Trial", Status.DENIED),
    ("Pilots voted to strike in May.", "Strike", Status.SCHEDULED),
)

POSITIONS = (
    ("Governor Ann Lee resigned on Monday.", ["Governor"]),
    ("Ann Lee, the governor, announced her resignation.", ["governor"]),
    ("Governor Ann Lee resigned as leader of the party.", ["leader"]),
    ("Ann Lee resigned on Monday.", []),
)

HABITS = (
    ("Leaders of Norway and Chile", "often", "meet in Oslo."),
    ("Officers", "routinely", "detain smugglers in Oslo."),
    ("Norway", "regularly", "provides aid to Chile."),
)


def found(text: str, event_type: str) -> eventrules.Event | None:
    """The first event of a type."""
    return next((event for event in EXTRACTOR.extract(text, published=PUBLISHED).events if event.type == event_type), None)


@pytest.mark.parametrize(("text", "event_type", "status"), DECIDED, ids=[text for text, _, _ in DECIDED])
def test_what_is_decided_is_as_real_as_the_vote(text: str, event_type: str, status: Status) -> None:
    event = found(text, event_type)
    assert event is not None
    assert event.status is status


@pytest.mark.parametrize(("text", "positions"), POSITIONS, ids=[text for text, _ in POSITIONS])
def test_a_title_tells_the_position_where_nothing_else_does(text: str, positions: list[str]) -> None:
    event = found(text, "Resignation")
    assert event is not None
    assert [mention.text for mention in event.role("position")] == positions


@pytest.mark.parametrize(("who", "adverb", "deed"), HABITS)
def test_habits_are_no_events(who: str, adverb: str, deed: str) -> None:
    assert EXTRACTOR.extract(f"{who} {adverb} {deed}", published=PUBLISHED).events == ()
    assert EXTRACTOR.extract(f"{who} {deed}", published=PUBLISHED).events
