"""What a sentence must hold before it is looked at, with little grammars of our own and with the shipped ones."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given

import eventrules
from eventrules.extractor import shipped
from eventrules.matching.cascade import Cascade
from eventrules.testing import grammar_sentences, news_texts

GRAMMAR = """
type person
type prize
type round
layer names
forms win: wins, won, won, winning
forms lift: lifts, lifted, lifted, lifting
list round-word: final, cup final
list opponent: Ann, Bo

rule people => person
    <opponent>

rule prizes => prize
    [<prize>] (medal|trophy)

phrase round
    <round-word>

list preposition: in, for, out of

construction object for verb
    *verb* {object:person} [<complement>+]
    *verb* <complement>+

construction won for verb slot prize
    *verb* ...5 {prize}

construction in-round for verb slot round
    *verb* ...5 {round}

phrase complement
    {preposition} {complement:person}

event Contest
    winner person
    prize  prize
    round  round
"""

CALLED_LIKE_A_TYPE = "extend event Contest\n    final person\ntype final\nrule finals => final\n    last round\n"
"""A role that takes persons, and a type of its name that asks for other words."""

OWN_PRIZES = "list jug: cup, bowl, jar, urn\nrule jugs => prize\n    (its|their) {jug}\nverb win => Contest\n    prize = prize, required\n"
"""Mentions of a word that stands in many sentences, and of one of several that do not."""

COMMON = "list common-word: its, their\n"


@pytest.fixture
def seen(cascade_of: Callable[[str], Cascade]) -> Callable[[str, str], bool]:
    """Whether a sentence is looked at, with the grammar above and some lines more."""
    return lambda frame, text: any(True for _ in cascade_of(GRAMMAR + frame).analyse(text).triggered())


@pytest.mark.parametrize(
    ("frame", "text", "is_seen"),
    [
        ("verb win => Contest\n    object = winner\n", "They won.", True),
        ("verb win => Contest\n    prize = prize, required\n", "They won.", False),
        ("verb win => Contest\n    prize = prize, required\n", "They won the old Trophy.", True),
        ("verb win => Contest\n    prize = prize, required\n", "A trophy was what he won.", True),
        ("verb win => Contest\n    round = round, required\n", "They won the cup.", True),  # “cup” may open “cup final”
        ("verb win => Contest\n    round = round, required\n", "They won the day.", False),
        ("verb win => Contest\n    prize = prize\n    round = round\n    needs prize, round\n", "They won the day.", False),
        ("verb win => Contest\n    prize = prize\n    round = round\n    needs prize, round\n", "They won the final.", True),
        ("verb win => Contest\n    prize = prize\n    object = winner\n    needs prize, winner\n", "They won over Bo.", True),
        ("verb win => Contest\n    object = winner\n    needs object prize\n", "They won.", False),
        ("verb win => Contest\n    object = winner\n    needs object prize\n", "Ann won a medal.", True),
        ("verb win => Contest\n    for = winner, required\n", "They won over Bo.", False),
        ("verb win => Contest\n    for = winner, required\n", "They won for Bo.", True),
        ("verb win => Contest\n    out of = winner, required\n", "They won and went out with Bo.", True),
        ("verb bow out => Contest\n    object = winner\n", "They bowed.", False),
        ("verb bow out => Contest\n    object = winner\n", "They bowed out.", True),
        ("verb bow out => Contest\n    object = winner\n", "They bowed, then went in and out.", False),
        ("rule cups => Contest\n    {winner} *lift~* the cup\n", "Ann lifted the lid.", False),
        ("rule cups => Contest\n    {winner} *lift~* the cup\n", "Ann lifted the cup.", True),
        (OWN_PRIZES, "They won their day.", True),
        (COMMON + OWN_PRIZES, "They won their day.", False),
        (COMMON + OWN_PRIZES, "They won their urn.", True),
        (f"{CALLED_LIKE_A_TYPE}rule cups => Contest\n    ({{final}}|nobody) *lift~* the cup\n", "Ann lifted the cup.", True),
    ],
)  # fmt: skip
def test_only_sentences_with_all_that_a_frame_asks_for_are_looked_at(seen, frame: str, text: str, is_seen: bool):
    assert seen(frame, text) is is_seen


@pytest.mark.parametrize(
    ("text", "is_seen"),
    [
        ("It rained on March 5.", False),
        ("They march on.", True),
        ("It was the team's best season.", False),
        ("Norway faced Chile on the beach.", True),
        ("Norway faced Chile in the final.", True),
        ("They sent their regards.", False),
    ],
)
def test_shipped(extractor: eventrules.Extractor, text: str, is_seen: bool):
    assert any(True for _ in extractor.analyse(text).triggered()) is is_seen


def nothing(document: eventrules.Document) -> tuple[()]:
    """A recogniser that finds nothing: with one, a sentence may hold what its words do not tell, and all is tried."""
    return ()


TRYING_ALL = eventrules.Extractor(shipped().grammar, recognisers=[nothing])


@given(grammar_sentences())
def test_no_event_of_a_sentence_is_missed(sentence):
    known, tried = (extractor.extract(sentence.text, published=sentence.published) for extractor in (shipped(), TRYING_ALL))
    assert known == tried


@given(news_texts())
def test_no_event_of_a_text_is_missed(text: str):
    known, tried = (extractor.extract(text, published=date(2024, 3, 6)) for extractor in (shipped(), TRYING_ALL))
    assert known == tried
