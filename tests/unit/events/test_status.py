"""Where an event stands, by the words that tell it."""

from __future__ import annotations

from datetime import date

import pytest

import eventrules

PUBLISHED = date(2019, 1, 16)

SENTENCES = [
    # denied
    ("There are no plans for a meeting with Bo Kim.", "meeting", "denied"),
    ("No meeting took place between Ann Lee and Bo Kim.", "meeting", "denied"),
    ("There will be no summit of the two leaders.", "summit", "denied"),
    ("Neither Ann Lee nor Bo Kim will visit Oslo.", "visit", "denied"),
    ("The talks between Ann Lee and Bo Kim will no longer take place.", "talks", "denied"),
    ("Ann Lee will no longer meet Bo Kim.", "meet", "denied"),
    ("Ann Lee left Oslo without meeting Bo Kim.", "meeting", "denied"),
    ("Ann Lee has no intention of visiting Oslo.", "visiting", "denied"),
    ("Ann Lee denied that she met Bo Kim.", "met", "denied"),
    ("Ann Lee denied meeting Bo Kim.", "meeting", "denied"),
    ("Ann Lee refused to sign the treaty.", "sign", "denied"),
    ("Talks between Ann Lee and Bo Kim are unlikely.", "Talks", "denied"),
    # called off, put off
    ("Ann Lee pulled out of a meeting with Bo Kim.", "meeting", "cancelled"),
    ("The cancelled summit between Ann Lee and Bo Kim cost a fortune.", "summit", "cancelled"),
    ("Ann Lee did not cancel her meeting with Bo Kim on Friday.", "meeting", "scheduled"),
    ("The visit of Ann Lee was delayed.", "visit", "postponed"),
    ("The talks with Bo Kim are on hold.", "talks", "postponed"),
    ("The meeting with Bo Kim was pushed back to Friday.", "meeting", "postponed"),
    ("A visit of Ann Lee to Oslo that had been announced in May was cancelled.", "visit", "cancelled"),
    ("A visit of Ann Lee to Oslo was cancelled, but it was reinstated.", "visit", "scheduled"),
    # under way
    ("Students have protested in Oslo since May.", "protested", "ongoing"),
    ("Oslo has been home to protests since May.", "protests", "ongoing"),
    ("Talks between Ann Lee and Bo Kim are under way.", "Talks", "ongoing"),
    ("Ann Lee is in Oslo for a three-day visit.", "visit", "ongoing"),
    ("Ann Lee and Bo Kim are holding talks.", "talks", "ongoing"),
    ("Talks between Ann Lee and Bo Kim began on Monday.", "Talks", "ongoing"),
    ("Ann Lee and Bo Kim want to accelerate talks on trade.", "talks", "ongoing"),
    ("Ann Lee spoke to students during her visit to Oslo.", "visit", "ongoing"),
    ("Ann Lee and Bo Kim have been holding talks since May.", "talks", "ongoing"),
    ("Talks between Ann Lee and Bo Kim began in 2015.", "Talks", "occurred"),
    # hypothetical
    ("Were Ann Lee to meet Bo Kim, prices would fall.", "meet", "hypothetical"),
    ("Should Ann Lee meet Bo Kim, prices would fall.", "meet", "hypothetical"),
    ("If Ann Lee meets Bo Kim, prices will fall.", "meets", "hypothetical"),
    ("Prices will fall if the talks with Bo Kim fail.", "talks", "hypothetical"),
    ("Both countries should continue the talks.", "talks", "ongoing"),
    # proposed
    ("Ann Lee urged Bo Kim to meet Cy Dunn.", "meet", "proposed"),
    ("Ann Lee invited Bo Kim to visit Oslo.", "visit", "proposed"),
    ("Ann Lee called for talks with Bo Kim.", "talks", "proposed"),
    ("Ann Lee renewed her call for talks with Bo Kim.", "talks", "proposed"),
    ("Hopes for a summit between Ann Lee and Bo Kim are fading.", "summit", "proposed"),
    ("A meeting between Ann Lee and Bo Kim is possible.", "meeting", "proposed"),
    ("Ann Lee pressed for a meeting with Bo Kim.", "meeting", "proposed"),
    ("Will Ann Lee meet Bo Kim?", "meet", "proposed"),
    ("The talks with Bo Kim offer a way out.", "talks", "occurred"),
    ("Ann Lee is eager for a meeting with Bo Kim.", "meeting", "proposed"),
    # scheduled
    ("Ann Lee announced a visit to Oslo.", "visit", "scheduled"),
    ("Ann Lee meets Bo Kim on Friday.", "meets", "scheduled"),
    ("Ann Lee is meeting Bo Kim on Friday.", "meeting", "scheduled"),
    ("Ann Lee agreed to meet Bo Kim.", "meet", "scheduled"),
    ("Ann Lee spoke of her planned visit to Oslo.", "visit", "scheduled"),
    ("Ann Lee made plans for a visit to Oslo.", "visit", "scheduled"),
    ("Talks between Ann Lee and Bo Kim are set for Monday.", "Talks", "scheduled"),
    ("Bo Kim might attend the summit that opens in Oslo on Friday.", "summit", "scheduled"),
    ("Ann Lee will not attend the summit in Oslo on Friday.", "summit", "scheduled"),
    ("They spoke of a summit to be held in Oslo.", "summit", "scheduled"),
    ("Ann Lee will resume talks with Bo Kim.", "talks", "scheduled"),
    ("Norland, Vesta to hold talks", "talks", "scheduled"),
    ("A summit of the two leaders is imminent.", "summit", "scheduled"),
    ("Ann Lee is due in Oslo on Friday for talks with Bo Kim.", "talks", "scheduled"),
    ("Ann Lee will leave on Friday, flying to Oslo.", "flying", "scheduled"),
    # occurred
    ("Ann Lee broke off talks with Bo Kim.", "talks", "occurred"),
    ("Ann Lee meets Bo Kim", "meets", "occurred"),
    ("The talks between Ann Lee and Bo Kim ended on Monday.", "talks", "occurred"),
    ("Ann Lee attended a summit in Oslo on Monday.", "summit", "occurred"),
    ("Ann Lee allegedly met Bo Kim.", "met", "occurred"),
]


@pytest.mark.parametrize(("text", "trigger", "status"), SENTENCES, ids=[text for text, _, _ in SENTENCES])
def test_status(extractor: eventrules.Extractor, text: str, trigger: str, status: str):
    mentions = [mention for event in extractor.extract(text, published=PUBLISHED).events for mention in event.mentions]
    assert {m.trigger.text: m.status.value for m in mentions if m.trigger.text == trigger} == {trigger: status}
