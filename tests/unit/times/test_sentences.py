"""Sentences and the times that they hold, with their TIMEX3 values."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

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


DAYS = st.sampled_from(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"])


@pytest.mark.parametrize("clause", ["They met", "They will meet", "They meet"])
@given(first=DAYS, last=DAYS, published=st.dates(date(1990, 1, 1), date(2030, 1, 1)))
def test_the_parts_of_a_range_are_its_ends(clause: str, first: str, last: str, published: date):
    (time,) = eventrules.find_times(f"{clause} from {first} to {last}.", published=published)
    begin, end = time.parts
    assert (begin.text, end.text) == (first, last)
    assert (begin.start, end.end) == (time.start, time.end)
    assert time.timex == f"{begin.timex}/{end.timex}"


@pytest.mark.parametrize("clause", ["They met", "They will meet"])
@given(first=DAYS, last=DAYS, published=st.dates(date(1990, 1, 1), date(2030, 1, 1)))
def test_the_parts_of_an_alternative_are_its_readings(clause: str, first: str, last: str, published: date):
    (time,) = eventrules.find_times(f"{clause} on {first} or {last}.", published=published)
    parts = sorted((part.start, part.end) for part in time.parts)
    assert parts == sorted(time.value.alternatives)
    assert (parts[1][0] - parts[0][0]).days <= 6
    if clause == "They met":
        assert parts[1][0] <= published


def test_tables_are_large_and_hold_nothing_twice():
    sentences = [sentence for sentence, _ in TIMES] + NO_TIMES
    assert len(set(sentences)) == len(sentences)
    assert len(TIMES) >= 200
    assert len(NO_TIMES) >= 80
