"""What explanations tell, and how they are drawn."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import eventrules
from eventrules.errors import GrammarErrors
from eventrules.explanation import SentenceExplanation
from eventrules.extractor import Extractor
from eventrules.matching.compiler import compile_grammar
from eventrules.rulefile.check import checked_grammar

DAY = date(2024, 3, 6)

GRAMMAR = """\
type person
type place

list name: Ann, Bo, 林さん
list city: Paris, Rome

rule name => person
    {name}

rule city => place
    {city}

event Meeting
    participant person, many
    place       place

phrase is-to
    is due to
    is to

rule meet => Meeting
    {participant} <is-to> *meet* [with] {participant} [in {place}]
    {participant} *meets* {participant}
    not before again
"""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Extractor:
    path = tmp_path_factory.mktemp("small") / "mine.rules"
    path.write_text(GRAMMAR, "utf-8")
    try:
        return Extractor(compile_grammar(checked_grammar(path, shipped=False)))
    except GrammarErrors as errors:
        pytest.fail(str(errors))


def explained(extractor: Extractor, text: str) -> SentenceExplanation:
    (sentence,) = eventrules.explain(extractor, text, published=DAY).sentences
    return sentence


class TestDrawing:
    def test_layers_are_drawn_under_the_words(self, small: Extractor):
        lines = explained(small, "Ann is to meet Bo up in Paris.").render().splitlines()
        assert lines[:3] == [
            "Ann is to meet Bo up in Paris.",
            "---            --       -----",
            "person         person   place",
        ]

    def test_labels_that_would_touch_stand_one_below_the_other(self, small: Extractor):
        lines = explained(small, "Ann Bo Ann.").render().splitlines()
        assert lines[1:4] == ["--- -- ---", "person person", "    person"]

    def test_wide_characters_take_two_columns(self, small: Extractor):
        lines = explained(small, "林さん meets Bo.").render().splitlines()
        assert lines[1] == "------       --"

    def test_long_sentences_are_cut_between_words(self, small: Extractor):
        lines = explained(small, "Ann is to meet Bo in Paris and then in Rome.").render(width=20).splitlines()
        assert [line for line in lines if line[:1].isalpha() and "person" not in line and "place" not in line][:3] == [
            "Ann is to meet Bo in",
            "Paris and then in",
            "Rome.",
        ]

    def test_pieces_slice_the_text(self, small: Extractor):
        text = "Yes. Ann meets  Bo."
        for sentence in eventrules.explain(small, text, published=DAY).sentences:
            for layer in sentence.layers:
                assert all(text[p.span.start : p.span.end] == p.text for p in layer.pieces)


class TestMisses:
    @pytest.mark.parametrize(
        ("text", "reason"),
        [
            ("Ann is to meet Rome.", "found; stopped behind it at 'Rome', expected with, {participant}"),
            ("Ann is due meet Bo.", "found; stopped before it at 'due', expected <is-to>"),
            ("Ann will meet Bo.", "found; stopped before it at 'will', expected <is-to>"),
            ("Is due to meet Bo.", "found; stopped before it at the beginning of the sentence, expected {participant}"),
            ("Ann meets", "found; stopped behind it at the end of the sentence, expected {participant}"),
            ("Ann meets Bo again.", "fits, but a guard says: not before again"),
        ],
    )
    def test_where_and_why_a_rule_stopped(self, small: Extractor, text: str, reason: str):
        sentence = explained(small, text)
        assert sentence.found == ()
        assert reason in [miss.reason for miss in sentence.misses]
        assert f"near miss  rule meet, {sentence.misses[0].place}" in sentence.render()

    def test_the_word_is_given_with_its_place(self, small: Extractor):
        text = "Ann is to meet Rome."
        (miss,) = [miss for miss in explained(small, text).misses if miss.at is not None]
        assert text[miss.at.start : miss.at.end] == "Rome" if miss.at else False
        assert miss.trigger.text == "meet"
        assert miss.wanted == ("with", "{participant}")

    def test_what_was_found_is_no_miss(self, small: Extractor):
        sentence = explained(small, "Ann is due to meet Bo in Paris.")
        assert [mention.rule.name for mention in sentence.found] == ["meet"]
        assert sentence.misses == ()
        assert sentence.tried == ("rule meet",)

    def test_nothing_to_try(self, small: Extractor):
        assert explained(small, "It rained.").render() == "It rained.\n\nno event: no trigger of any rule stands here"


class TestFrames:
    def test_constructions_tell_where_they_stopped(self, extractor: Extractor):
        sentence = explained(extractor, "Anna Brown met Peter Novak in Paris.")
        assert len(sentence.found) == 1
        assert any(miss.rule.startswith("verb meet (") and miss.reason.startswith("found; stopped") for miss in sentence.misses)

    def test_a_frame_tells_what_it_needs(self, extractor: Extractor):
        sentence = explained(extractor, "The deal was hard.")
        assert any(miss.rule == "noun agreement" and miss.reason.startswith("needs ") for miss in sentence.misses)


def test_explanations_are_the_same_every_time(small: Extractor, tmp_path: Path):
    text = "Ann is to meet Rome. Ann will meet Bo again."
    shown = {eventrules.explain(small, text, published=DAY).render() for _ in range(3)}
    assert len(shown) == 1
