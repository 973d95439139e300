"""Visits, agreements, calls and meetings in the wordings of newswire, and words that look like events and tell none."""

from __future__ import annotations

from datetime import date

import pytest

import eventrules

PUBLISHED = date(2024, 3, 6)
A, M = "Anna Lindqvist", "Marko Tadic"

TOLD = [
    ("Visit", f"{A} will visit Oslo next week.", "scheduled", {"visitor": [A], "destination": ["Oslo"]}),
    ("Visit", f"{A} paid an official visit to Norway last week.", "occurred", {"visitor": [A], "destination": ["Norway"]}),
    ("Visit", f"{A} arrived in Oslo on Monday for talks with {M}.", "occurred", {"visitor": [A], "destination": ["Oslo"]}),
    ("Visit", f"{A} is on a three-day visit to Norway.", "ongoing", {"visitor": [A], "destination": ["Norway"]}),
    ("Visit", f"{A} cancelled her trip to Oslo.", "cancelled", {"visitor": [A], "destination": ["Oslo"]}),
    ("Visit", f"{A}'s visit to Norway has been postponed.", "postponed", {"visitor": [A], "destination": ["Norway"]}),
    ("Visit", f"{A} is considering a trip to Oslo.", "proposed", {"visitor": [A], "destination": ["Oslo"]}),
    ("Visit", f"{A} has been invited to visit Oslo.", "proposed", {"visitor": [A], "destination": ["Oslo"]}),
    ("Visit", f"{A} flew to Oslo on Monday.", "occurred", {"visitor": [A], "destination": ["Oslo"]}),
    ("Visit", f"{A} is due to travel to Norway on Friday.", "scheduled", {"visitor": [A], "destination": ["Norway"]}),
    ("Visit", f"{A} has no plans to visit Norway.", "denied", {"visitor": [A], "destination": ["Norway"]}),
    ("Visit", f"{A} will begin a two-day trip to Norway on Thursday.", "scheduled", {"visitor": [A], "destination": ["Norway"]}),
    ("Visit", f"{A}, who visited Norway in May, spoke of peace.", "occurred", {"visitor": [A], "destination": ["Norway"]}),
    ("Visit", f"A visit by {A} to Norway is planned for May.", "scheduled", {"visitor": [A], "destination": ["Norway"]}),
    ("Visit", f"During a visit to Oslo on Monday, {A} met students.", "occurred", {"visitor": [A], "destination": ["Oslo"]}),
    (
        "Agreement",
        "Norway and Chile signed a trade agreement in Oslo on Monday.",
        "occurred",
        {"parties": ["Norway", "Chile"], "subject": ["trade agreement"], "place": ["Oslo"]},
    ),
    ("Agreement", "Norway and Chile will sign a peace treaty on Friday.", "scheduled", {"parties": ["Norway", "Chile"]}),
    ("Agreement", "Norway has agreed to buy gas from Chile.", "occurred", {"parties": ["Norway"]}),
    ("Agreement", "Norway reached a deal with Chile on gas.", "occurred", {"parties": ["Norway", "Chile"], "subject": ["gas"]}),
    (
        "Agreement",
        "An agreement between Norway and Chile was signed in Oslo on Monday.",
        "occurred",
        {"parties": ["Norway", "Chile"], "place": ["Oslo"]},
    ),
    ("Agreement", "The treaty was signed by Norway and Chile in 2019.", "occurred", {"parties": ["Norway", "Chile"]}),
    ("Agreement", "Parliament ratified the treaty with Chile.", "occurred", {"parties": ["Parliament", "Chile"]}),
    ("Agreement", "Norway and Chile are negotiating a ceasefire.", "proposed", {"parties": ["Norway", "Chile"]}),
    ("Agreement", "Norway rejected a deal with Chile.", "denied", {"parties": ["Norway", "Chile"]}),
    ("Agreement", "Norway and Chile failed to reach an agreement.", "denied", {"parties": ["Norway", "Chile"]}),
    ("Agreement", "The ceasefire between Norway and Chile took effect on Monday.", "occurred", {"parties": ["Norway", "Chile"]}),
    ("Agreement", "Norway and Chile could sign an accord in May.", "proposed", {"parties": ["Norway", "Chile"]}),
    ("Agreement", "Norway wants a trade deal with Chile.", "proposed", {"parties": ["Norway", "Chile"]}),
    ("Call", f"{A} phoned {M} on Monday.", "occurred", {"participants": [A, M]}),
    ("Call", f"{A} spoke by phone with {M} on Monday.", "occurred", {"participants": [A, M]}),
    ("Call", f"{A} and {M} held a telephone call on Monday.", "occurred", {"participants": [A, M]}),
    ("Call", f"{A} will hold a video conference with {M} on Friday.", "scheduled", {"participants": [A, M]}),
    ("Call", f"In a phone call on Monday, {A} and {M} discussed trade.", "occurred", {"participants": [A, M]}),
    ("Call", f"{A} cancelled a call with {M}.", "cancelled", {"participants": [A, M]}),
    ("Call", f"{A} telephoned {M} to discuss trade.", "occurred", {"participants": [A, M]}),
    ("Meeting", "The Norwegian and Chilean foreign ministers met in Oslo.", "occurred", {"place": ["Oslo"]}),
    ("Meeting", f"{A} attended a summit in Oslo on Monday.", "occurred", {"participants": [A], "place": ["Oslo"]}),
    ("Meeting", "Oslo will host a summit of G7 leaders in June.", "scheduled", {}),
    (
        "Meeting",
        "Talks between Norway and Chile resumed in Oslo on Monday.",
        "ongoing",
        {"participants": ["Norway", "Chile"], "place": ["Oslo"]},
    ),
    ("Meeting", "Talks between Norway and Chile broke down on Monday.", "occurred", {"participants": ["Norway", "Chile"]}),
    ("Meeting", "Norway and Chile are holding talks in Oslo.", "ongoing", {"participants": ["Norway", "Chile"], "place": ["Oslo"]}),
    ("Meeting", "The talks in Oslo, which began on Monday, are continuing.", "ongoing", {"place": ["Oslo"]}),
    ("Meeting", f"{A} sat down with {M} in Oslo.", "occurred", {"participants": [A, M], "place": ["Oslo"]}),
    ("Meeting", f"{A} is scheduled to hold a meeting with {M} at noon on Friday.", "scheduled", {"participants": [A, M]}),
    ("Meeting", "Parliament will convene in Oslo on Friday.", "scheduled", {"participants": ["Parliament"], "place": ["Oslo"]}),
    ("Meeting", f"{A} told reporters on Tuesday that she will meet {M} on Thursday.", "scheduled", {"participants": [A, M]}),
]
UNTOLD = [
    "The meeting room was empty.",
    "The plan met expectations.",
    "Anna met her targets.",
    "They met with resistance.",
    "The deal breaker was the price.",
    "He visited the website.",
    "A trip wire was found.",
    "The agreement text was long.",
    "The call for papers closed.",
    "He called for calm.",
    "The session musician played.",
    "The contract killer fled.",
    "Prices met forecasts.",
]


@pytest.mark.parametrize(("kind", "text", "status", "roles"), TOLD, ids=[row[1] for row in TOLD])
def test_the_event_is_told(extractor: eventrules.Extractor, kind: str, text: str, status: str, roles: dict[str, list[str]]):
    events = [event for event in extractor.extract(text, published=PUBLISHED).events if event.type == kind]
    assert [event.status.value for event in events] == [status]
    assert {role: sorted(filler.name for filler in events[0].role(role)) for role in roles} == {
        role: sorted(names) for role, names in roles.items()
    }


@pytest.mark.parametrize("text", UNTOLD)
def test_no_event_is_told(extractor: eventrules.Extractor, text: str):
    assert extractor.extract(text, published=PUBLISHED).events == ()
