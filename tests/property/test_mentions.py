"""Whoever is named, wherever: mentions hold for every name and every order of sentences."""

from __future__ import annotations

from collections import Counter
from datetime import date

import attrs
from hypothesis import given
from hypothesis import strategies as st

import eventrules
from eventrules.testing import news_texts, shipped

PUBLISHED = date(2024, 3, 6)


@attrs.frozen
class Person:
    full: str
    short: str


PERSONS = st.sampled_from(
    [
        Person("Ann Lee", "Lee"),
        Person("Peter Novak", "Novak"),
        Person("José Muñoz", "Muñoz"),
        Person("Ingrid van der Berg", "van der Berg"),
        Person("Kim Yong-su", "Kim"),
        Person("Xi Minghua", "Xi"),
        Person("Sinead O'Hara", "O'Hara"),
        Person("John McAdam", "McAdam"),
        Person("Mohammed bin Rashid", "bin Rashid"),
        Person("Bashar al-Khatib", "al-Khatib"),
        Person("Jean-Pierre Lacroix", "Lacroix"),
        Person("George W. Tate", "Tate"),
        Person("Tarvo Illemets", "Illemets"),
        Person("Łukasz Wójcik", "Wójcik"),
    ]
)

SENTENCES = st.sampled_from(
    [
        "{0.full} met {1.full} in Oslo on Monday.",
        "President {0.full} will visit Chile on Friday.",
        "The Norwegian foreign minister, {0.full}, held talks with {1.full}.",
        "{0.full}, a former judge, was arrested in Lima on Sunday.",
        "{0.full} and {1.full} signed a treaty in Vienna.",
        "A spokesman for {0.full} said {1.full} would meet students on Thursday.",
        "Talks between {0.full} and {1.full} are expected to take place in Geneva next week.",
        "The summit was cancelled, {0.full} told reporters in Rome.",
    ]
)  # fmt: skip
LATER = st.sampled_from(
    ["In Bergen {0.short} met farmers.", "On Tuesday {0.short} will visit Tokyo.", "Then {0.short} held talks with the mayor."]
)

Told = list[tuple[object, ...]]


def told(text: str) -> Told:
    """What is told of each event, without its place in the text."""
    return [
        (
            event.type,
            event.status,
            event.modality,
            event.time and event.time.value,
            mention.trigger.text,
            role,
            filler.text,
            filler.name,
            filler.type,
        )
        for event in shipped().extract(text, published=PUBLISHED).events
        for mention in event.mentions
        for role, fillers in mention.roles
        for filler in fillers
    ]


@given(news_texts())
def test_every_mention_lies_in_its_sentence_and_slices_to_its_words(text: str):
    for event in shipped().extract(text, published=PUBLISHED).events:
        for mention in event.mentions:
            for filler in (filler for _, fillers in mention.roles for filler in fillers):
                assert mention.sentence.start <= filler.start < filler.end <= mention.sentence.end
                assert text[filler.start : filler.end] == filler.text
                assert filler.head is not None
                assert filler.start <= filler.head.start < filler.head.end <= filler.end


@given(SENTENCES, LATER, PERSONS, PERSONS, PERSONS)
def test_another_name_throughout_is_another_name_in_the_result_and_nothing_else(
    first: str, later: str, old: Person, new: Person, other: Person
):
    if other in (old, new):
        return
    text = f"{first} {later}"
    renamed = [
        tuple(part.replace(old.full, new.full).replace(old.short, new.short) if isinstance(part, str) else part for part in row)
        for row in told(text.format(old, other))
    ]
    assert renamed == told(text.format(new, other))


@given(SENTENCES, SENTENCES, st.lists(PERSONS, min_size=4, max_size=4, unique=True))
def test_the_order_of_unrelated_sentences_changes_no_words_of_a_mention(one: str, two: str, people: list[Person]):
    first, second = one.format(*people[:2]), two.format(*people[2:])
    assert Counter(words(f"{first} {second}")) == Counter(words(f"{second} {first}"))


def words(text: str) -> list[tuple[str, str, str]]:
    events: tuple[eventrules.Event, ...] = shipped().extract(text, published=PUBLISHED).events
    return [
        (mention.trigger.text, role, filler.text)
        for event in events
        for mention in event.mentions
        for role, fillers in mention.roles
        for filler in fillers
    ]
