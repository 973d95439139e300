"""Made-up sentences: what a grammar generates, it finds."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given

from eventrules.authoring.sampling import Owner, Sample, Sampler
from eventrules.authoring.wording import JOINT, NothingToSayError, spelled
from eventrules.errors import UnknownNameError
from eventrules.extractor import Extractor, shipped
from eventrules.rulefile.vocabulary import BEFORE, ELSEWHERE
from eventrules.testing import NewsSentence, assert_events, grammar_sentences

SAMPLER = Sampler(shipped())
AGAIN = Sampler(shipped())
IN_COMPANY = frozenset(
    rule.name for rule in SAMPLER.grammar.rules for line in rule.lines for f in line.features if (f.name, f.value) in (ELSEWHERE, BEFORE)
)
"""Rules that tell of an event only where more than a sentence does."""

EVENT_RULES = [owner for owner in SAMPLER.event_owners() if owner in SAMPLER.grammar.rules and owner.name not in IN_COMPANY]
FRAMES = SAMPLER.grammar.frames

LAUNCHES = """
use names
use dates

type rocket under thing

event Launch
    agency   organization, required
    rocket   rocket, required
    place    place
    time     date

layer names

list rocket-name: Blue Heron, Tall Pine
rule rocket => rocket
    [the] *{rocket-name}*
    example
        "The Blue Heron rose." = Blue Heron
        "They saw the Tall Pine rise." = Tall Pine

rule lift-off => Launch
    {agency} (fired|sent) {rocket} *skywards* [from {place}] [on {time}]
    example published 2024-03-06
        "Harbour Agency sent the Tall Pine skywards from Norway on Monday."
        agency = Harbour Agency
        rocket = Tall Pine
        place  = Norway
        time   = 2024-03-04
    example published 2024-03-06
        "Polar Agency fired Blue Heron skywards from Chile on 2 March 2024."
        agency = Polar Agency
        rocket = Blue Heron
"""


@pytest.fixture(scope="module")
def launches(tmp_path_factory: pytest.TempPathFactory) -> Extractor:
    path = tmp_path_factory.mktemp("own") / "launches.rules"
    path.write_text(LAUNCHES, "utf-8")
    return Extractor.from_grammars("dates", path)


def made_up(owner: Owner) -> Iterator[Sample]:
    for number in range(3 * MANY):
        with suppress(NothingToSayError):
            yield SAMPLER.sample(owner, random.Random(number))


def found_share(owner: Owner) -> tuple[float, list[str]]:
    """How many of some sentences of a rule or frame are found, of more where some leave it in doubt; and those that are not."""
    samples = made_up(owner)
    tried = list(islice(samples, FEW))
    assert len(tried) == FEW
    missed = missed_of(tried)
    if len(missed) > FEW - SURELY * FEW:
        more = list(islice(samples, MANY - FEW))
        tried, missed = tried + more, missed + missed_of(more)
    return 1 - len(missed) / len(tried), missed


def missed_of(samples: list[Sample]) -> list[str]:
    return [sample.text for sample in samples if SAMPLER.finder_of(sample) is None]


FEW, MANY = 12, 60
"""Sentences of each rule and frame: with few it is seldom taken for good that is not, and of what is in doubt many are tried."""

NEARLY, SURELY = 0.6, 0.8
"""The rest are read as something else: "trade talks trade", or a verb that stands nearer to the noun."""

MISREAD_RULES = frozenset({
    "first-to-serve", "pledged-together", "agreed-that", "crimes-charged", "joins-treaty",
    "trainer-hired", "made-him", "sprayed",
})  # fmt: skip
"""Event rules fewer of whose made-up sentences are found: a weakness, to be mended rule by rule."""

MISREAD_FRAMES = frozenset({
    ("verb hold", "Contest"), ("verb gather", "Meeting"), ("noun strike", "Attack"),
    ("verb vote", "Election"), ("verb drop", "Resignation"), ("verb launch", "Launch"),
    ("noun operation", "Attack"), ("verb join", "Agreement"), ("verb charge", "Trial"), ("noun accession", "Agreement"),
})  # fmt: skip


def mark_misread(request: pytest.FixtureRequest, is_misread: bool) -> None:
    if is_misread:
        request.applymarker(pytest.mark.xfail(reason="sentences of it are read as something else", strict=True))


class TestShipped:
    @pytest.mark.parametrize("rule", EVENT_RULES, ids=lambda rule: rule.name)
    def test_nearly_every_sentence_of_an_event_rule_is_found_by_it_or_a_better_one(self, rule: Owner, request: pytest.FixtureRequest):
        mark_misread(request, rule.name in MISREAD_RULES)
        share, missed = found_share(rule)
        assert share >= NEARLY, missed

    @pytest.mark.parametrize("frame", FRAMES, ids=lambda frame: frame.name)
    def test_nearly_every_sentence_of_a_frame_is_found(self, frame: Owner, request: pytest.FixtureRequest):
        mark_misread(request, (frame.name, frame.produces) in MISREAD_FRAMES)
        share, missed = found_share(frame)
        assert share >= NEARLY, missed

    @pytest.mark.parametrize("owner", [*EVENT_RULES, *FRAMES][::5], ids=lambda owner: owner.name)
    def test_what_is_shown_is_found(self, owner: Owner):
        name = owner.name if owner in EVENT_RULES else owner.name.partition(" ")[2]
        shown = SAMPLER.samples(name, count=2)
        assert shown
        assert None not in [SAMPLER.finder_of(sample) for sample in shown]

    def test_what_is_misread_is_shown_on_demand(self):
        misread = SAMPLER.samples("gather", count=3, misread=True)
        assert [SAMPLER.finder_of(sample) for sample in misread] == [None] * 3

    @pytest.mark.parametrize("name", ["season", "control", "titled-person", "outlook", "verb meet", "talks"])
    def test_samples_are_different_and_the_same_each_time(self, name: str):
        samples = SAMPLER.samples(name, count=5)
        assert len({sample.text for sample in samples}) == len(samples) == 5
        assert AGAIN.samples(name, count=5) == samples
        assert SAMPLER.samples(name, count=5, seed=1) != samples

    def test_an_unknown_name_brings_the_likely_one(self):
        with pytest.raises(UnknownNameError, match="did you mean 'season'"):
            SAMPLER.samples("sason")

    def test_everything_generates_something(self):
        """But for what asks for a kind of verb that no example shows."""
        mute: list[str] = []
        for name in sorted({rule.name for rule in SAMPLER.grammar.rules} - IN_COMPANY | {*SAMPLER.grammar.phrases}):
            try:
                assert SAMPLER.samples(name, count=1)
            except NothingToSayError as error:
                mute.append(str(error))
        assert all(reason.startswith("no example shows what ") for reason in mute)
        assert len(mute) <= 2


class TestOwnGrammar:
    def test_all_sentences_are_found_with_all_their_roles(self, launches: Extractor):
        sampler = Sampler(launches)
        for sample in sampler.samples("lift-off", count=20):
            assert sampler.finder_of(sample) == "lift-off"
            (event,) = launches.extract(sample.text, published=date(2024, 3, 6)).events
            fillers = {(role, filler.text) for role, found in event.roles for filler in found}
            assert fillers >= {(role, text) for role, text in sample.roles if role != "time"}

    def test_strategy(self, launches: Extractor):
        @given(grammar_sentences(launches, "lift-off"))
        def holds(sentence: NewsSentence):
            assert sentence.expected["type"] == "Launch"
            assert {"agency", "rocket"} < set(sentence.expected)
            assert_events(sentence.text, sentence.expected, published=sentence.published, extractor=launches)

        holds()

    def test_what_no_example_shows_cannot_be_said(self, tmp_path: Path):
        path = tmp_path / "own.rules"
        path.write_text("type ship\nevent Sinking\n    ship  ship\nrule sink => Sinking\n    {ship} *sank*\n", "utf-8")
        sampler = Sampler(Extractor.from_grammars("words", path))
        with pytest.raises(NothingToSayError, match="no example shows what 'ship' could be"):
            sampler.samples("sink")

    @given(grammar_sentences())
    def test_strategy_of_all_that_is_shipped(self, sentence: NewsSentence):
        assert sentence.text[0].isupper() or not sentence.text[0].isalpha()
        assert sentence.expected["type"] in SAMPLER.grammar.events


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (["Ann Lee", "'s", "visit"], "Ann Lee's visit"),
        (["the", "(", "old", ")", "town", ",", "she", "said"], "the (old) town, she said"),
        (["mid", JOINT, "-", JOINT, "March"], "mid-March"),
        (["did", "n't"], "didn't"),
        ([], ""),
    ],
)
def test_words_are_spaced_as_people_write(words: list[str], text: str):
    assert spelled(words) == text


def test_testing_needs_neither_pytest_nor_hypothesis():
    blocked = "import sys; sys.modules.update(pytest=None, hypothesis=None); import eventrules.testing"
    subprocess.run([sys.executable, "-c", blocked], check=True)
