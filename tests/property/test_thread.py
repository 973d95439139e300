"""What holds for names and events through a document, whoever is in it."""

from __future__ import annotations

import json
from datetime import date

from hypothesis import assume, given
from hypothesis import strategies as st

import eventrules
from eventrules.extractor import shipped
from eventrules.testing import NewsSentence, news_sentences, news_texts

PUBLISHED = date(2024, 3, 6)
EXTRACTOR = shipped()
FIRST = ("Anna", "Greta", "Claire", "Marta")
LAST = ("Lindqvist", "Achterberg", "Kvamme", "Ostrowski")
STORIES = (
    "{first} {last} will meet Paulo Barros in Lima on Friday. {last} arrived on Monday. She visited Oslo in May.",
    "Chilean President {first} {last} visited Oslo on Monday. The president will meet Paulo Barros on Friday.",
    "Paulo Barros met {first} {last} in Lima. The two will meet again on Friday, but {last} may cancel her trip.",
)
people = st.tuples(st.sampled_from(FIRST), st.sampled_from(LAST))


def events(text: str) -> tuple[eventrules.Event, ...]:
    return EXTRACTOR.extract(text, published=PUBLISHED).events


def names_told(text: str) -> list[object]:
    """All that is found, but for places in the text and ids."""
    return [
        (event.type, event.status.value, event.time and event.time.timex, [(role, [f.name for f in found]) for role, found in event.roles])
        for event in events(text)
    ]


@given(st.sampled_from(STORIES), people, people)
def test_renaming_a_person_renames_it_in_the_result_and_changes_nothing_else(story: str, one: tuple[str, str], other: tuple[str, str]):
    told, renamed = (names_told(story.format(first=first, last=last)) for first, last in (one, other))
    as_text = json.dumps(told).replace(" ".join(one), " ".join(other))
    assert json.loads(as_text) == json.loads(json.dumps(renamed))


@given(news_sentences(), news_sentences())
def test_swapping_two_sentences_changes_no_span(one: NewsSentence, other: NewsSentence):
    a, b = one.text, other.text
    assume(a != b)

    def spans(text: str) -> list[tuple[str, str, list[str]]]:
        mentions = (mention for event in events(text) for mention in event.mentions)
        return sorted((m.type, m.trigger.text, sorted(f.text for _, found in m.roles for f in found)) for m in mentions)

    assert spans(f"{a} {b}") == spans(f"{b} {a}")


@given(news_texts())
def test_a_name_stands_for_no_other_name(text: str):
    """Whom a full name means is itself: chains of names end after one step."""
    fillers = [filler for event in events(text) for _, found in event.roles for filler in found if filler.type == "person"]
    means = {filler.text: filler.name for filler in fillers if not filler.stands_for}
    assert all(means.get(name, name) == name for name in means.values())


@given(news_texts(), news_sentences())
def test_ids_stay_when_text_is_added(text: str, more: NewsSentence):
    def ids(text: str) -> dict[int, str]:
        return {event.mentions[0].trigger.span.start: event.id for event in events(text)}

    alone, longer = ids(text), ids(f"{text}\n\n{more.text}")
    assert [longer[place] for place in alone if place in longer] == [id for place, id in alone.items() if place in longer]
