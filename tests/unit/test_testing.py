"""What users test their grammars with is tested as well."""

from __future__ import annotations

import sys
from datetime import date

import pytest
from hypothesis import find, given

from eventrules import testing

PUBLISHED = date(2024, 3, 6)
TEXT = "Ann Lee will meet Peter Novak in Paris on Friday."


class TestAssertEvents:
    def test_holds_for_what_the_text_tells(self):
        testing.assert_events(TEXT, {"type": "Meeting", "participants": ["Ann Lee", "Peter Novak"], "source": []}, published=PUBLISHED)

    def test_holds_for_a_text_without_events(self):
        testing.assert_events("It rained.", published=PUBLISHED)

    @pytest.mark.parametrize("value", ["2024-03-08", "Friday"])
    def test_time_is_a_day_or_words(self, value: str):
        testing.assert_events(TEXT, {"time": value}, published=PUBLISHED)

    @pytest.mark.parametrize(
        ("expected", "message"),
        [
            ({"type": "Visit"}, "event 1: expected type = Visit, found Meeting"),
            ({"time": "2024-03-09"}, "event 1: expected time = 2024-03-09, found 2024-03-08, Friday"),
            ({"participants": ["Ann Lee"]}, "event 1: expected participants = Ann Lee, found Ann Lee, Peter Novak"),
            (
                {"participants": ["Peter Novak", "Ann Lee"]},
                "event 1: expected participants = Peter Novak, Ann Lee, found Ann Lee, Peter Novak",
            ),
            ({"place": []}, "event 1: expected place = nothing, found Paris"),
            ({"host": "Ann Lee"}, "event 1: expected host = Ann Lee, found nothing"),
        ],
    )
    def test_says_what_differs(self, expected: testing.Expected, message: str):
        with pytest.raises(AssertionError) as fault:
            testing.assert_events(TEXT, expected, published=PUBLISHED)
        lines = str(fault.value).splitlines()
        assert lines[0] == message
        assert lines[1] == f"found in {TEXT!r}:"
        assert lines[2].startswith("  1. Meeting 'meet' scheduled: participants = Ann Lee")

    def test_says_how_many_are_too_many(self):
        with pytest.raises(AssertionError, match="expected 0 events, found 1\n"):
            testing.assert_events(TEXT, published=PUBLISHED)


class TestStrategies:
    @given(testing.news_sentences())
    def test_sentences_tell_their_event(self, sentence: testing.NewsSentence):
        testing.assert_events(sentence.text, sentence.expected, published=sentence.published)

    @pytest.mark.parametrize("corner", ["\ud800", "\u00a0", "\r\n", "\t", "\U0001f600", "\u0301", " is expected to "])
    def test_texts_reach_the_corners_of_unicode(self, corner: str):
        assert corner in find(testing.texts(), lambda text: corner in text)

    def test_news_texts_hold_several_sentences(self):
        assert find(testing.news_texts(), lambda text: text.count(" on ") > 1)

    def test_without_hypothesis_the_remedy_is_said(self, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setitem(sys.modules, "hypothesis", None)
        with pytest.raises(ModuleNotFoundError, match=r'pip install "eventrules\[testing\]"'):
            testing.texts()
