"""Sentences and the times that they hold, with their TIMEX3 values."""

from datetime import date

import pytest

import eventrules
from tests.unit.times.sentences import NO_TIMES, TIMES

PUBLISHED = date(2019, 1, 16)


def shown(text: str) -> str:
    """The times of a text as the tables write them."""
    return "; ".join(f"{time.text} = {time.timex}" for time in eventrules.find_times(text, published=PUBLISHED))


@pytest.mark.parametrize(("sentence", "expected"), TIMES, ids=[sentence for sentence, _ in TIMES])
def test_times_of_a_sentence(sentence: str, expected: str):
    assert shown(sentence) == expected


@pytest.mark.parametrize("sentence", NO_TIMES)
def test_sentences_without_times(sentence: str):
    assert shown(sentence) == ""


def test_tables_are_large_and_hold_nothing_twice():
    sentences = [sentence for sentence, _ in TIMES] + NO_TIMES
    assert len(set(sentences)) == len(sentences)
    assert len(TIMES) >= 200
    assert len(NO_TIMES) >= 80
