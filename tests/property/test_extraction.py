"""What holds for every text, whatever the grammars say."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import eventrules
from eventrules.extractor import shipped
from eventrules.model.serialization import dumps
from eventrules.testing import news_texts, publication_dates, texts

PUBLISHED = date(2024, 3, 6)
EXTRACTOR = shipped()
ARTICLE = (Path(__file__).resolve().parents[2] / "examples" / "summit.txt").read_text("utf-8")
any_text = news_texts() | texts()

Piece = tuple[str, eventrules.Span, str]
"""A name for messages, a place, and the words that should stand there."""


def pieces(event: eventrules.Event | eventrules.EventMention) -> Iterator[Piece]:
    """Everything in an event or a mention that claims to stand in the text."""
    if event.time is not None:
        yield "time", event.time.span, event.time.text
    for role, fillers in event.roles:
        yield from ((role, filler.span, filler.text) for filler in fillers)
    for mention in event.mentions if isinstance(event, eventrules.Event) else ():
        yield "trigger", mention.trigger.span, mention.trigger.text
        yield from pieces(mention)


def json_lines(result: eventrules.Result) -> str:
    return "\n".join(dumps(eventrules.event_to_json(event, doc=result.id)) for event in result.events)


def shifted(value: object, by: int) -> object:
    """JSON of an event with all places in the text moved; its id, which stands for the document, is left out."""
    if isinstance(value, list):
        return [shifted(item, by) for item in value]
    if not isinstance(value, dict):
        return value
    moved = {key: shifted(item, by) for key, item in value.items() if key != "id"}
    for key in ("start", "end"):
        if isinstance(moved.get(key), int):
            moved[key] += by
    if "span" in moved:
        moved["span"] = [place + by for place in moved["span"]]
    return moved


class TestAnyText:
    @given(any_text, publication_dates())
    @example("", PUBLISHED)
    @example("Ann \ud800Lee met Peter \udfffNovak on Friday.", PUBLISHED)
    @example("Ann Lee met Peter Novak\u00a0in\u00a0Paris on\r\nFriday.", PUBLISHED)
    @example("A\u0301nn Lee will visit 😀 Paris\tnext week.", PUBLISHED)
    def test_events_stand_where_they_say(self, text: str, published: date):
        for event in EXTRACTOR.extract(text, published=published).events:
            for name, span, words in pieces(event):
                assert text[span.start : span.end] == words, name

    @given(any_text)
    def test_mentions_lie_inside_their_sentence(self, text: str):
        for event in EXTRACTOR.extract(text, published=PUBLISHED).events:
            for mention in event.mentions:
                for name, span, _ in (("trigger", mention.trigger.span, ""), *pieces(mention)):
                    assert mention.sentence.start <= span.start < span.end <= mention.sentence.end, name

    @given(any_text, publication_dates())
    def test_times_stand_where_they_say_one_after_another(self, text: str, published: date):
        times = EXTRACTOR.find_times(text, published=published).timexes
        assert [text[time.span.start : time.span.end] for time in times] == [time.text for time in times]
        assert all(left.span.end <= right.span.start for left, right in pairwise(times))

    @given(any_text)
    @pytest.mark.parametrize("published", [date.min, date.max])
    def test_the_first_and_the_last_day_are_dates_too(self, published: date, text: str):
        EXTRACTOR.extract(text, published=published)
        EXTRACTOR.find_times(text, published=published)

    @given(any_text)
    def test_explanations_are_given(self, text: str):
        eventrules.explain(EXTRACTOR, text, published=PUBLISHED).render()


class TestPadding:
    @given(news_texts(), st.integers(1, 40))
    @example(ARTICLE, 17)
    def test_a_paragraph_in_front_shifts_all_places(self, text: str, width: int):
        padding = "x" * width + "\n\n"
        before = EXTRACTOR.extract(text, published=PUBLISHED)
        after = EXTRACTOR.extract(padding + text, published=PUBLISHED)
        expected = [shifted(eventrules.event_to_json(event, doc=""), len(padding)) for event in before.events]
        assert [shifted(eventrules.event_to_json(event, doc=""), 0) for event in after.events] == expected

    @given(news_texts().map(str.rstrip))
    @example(ARTICLE.rstrip())
    def test_a_paragraph_behind_changes_nothing(self, text: str):
        before = EXTRACTOR.extract(text, published=PUBLISHED)
        assert EXTRACTOR.extract(text + "\n\nxxx", published=PUBLISHED) == before


class TestJson:
    @given(news_texts())
    @example(ARTICLE)
    def test_events_come_back_from_json(self, text: str):
        for event in EXTRACTOR.extract(text, published=PUBLISHED).events:
            data = json.loads(dumps(eventrules.event_to_json(event, doc="a1")))
            back = eventrules.event_from_json(data)
            assert back == event
            assert type(back) is type(event)


class TestSameEverywhere:
    """The same text gives the same answer: again, in threads, in processes, from a copy, beside other grammars."""

    @given(news_texts())
    @example(ARTICLE)
    def test_again(self, text: str):
        EXTRACTOR.extract("Ann Lee met Peter Novak in Paris on Friday.", published=PUBLISHED)
        assert EXTRACTOR.extract(text, published=PUBLISHED) == EXTRACTOR.extract(text, published=PUBLISHED)

    def test_in_another_process(self):
        program = (
            "import sys; from datetime import date; import eventrules; from eventrules.model.serialization import dumps\n"
            "result = eventrules.Extractor.from_grammars().extract(sys.stdin.buffer.read().decode(), published=date(2024, 3, 6))\n"
            "lines = [dumps(eventrules.event_to_json(event, doc='')) for event in result.events]\n"
            "sys.stdout.buffer.write('\\n'.join(lines).encode())"
        )
        command = [sys.executable, "-c", program]
        environment = {**os.environ, "PYTHONHASHSEED": "4711"}
        done = subprocess.run(command, input=ARTICLE.encode(), capture_output=True, check=True, env=environment)
        assert done.stdout.decode() == json_lines(EXTRACTOR.extract(ARTICLE, published=PUBLISHED))

    def test_in_threads(self):
        documents = [ARTICLE[cut:] for cut in range(0, 400, 20)]
        expected = [EXTRACTOR.extract(text, published=PUBLISHED) for text in documents]
        with ThreadPoolExecutor(4) as pool:
            assert list(pool.map(lambda text: EXTRACTOR.extract(text, published=PUBLISHED), documents)) == expected

    def test_in_spawned_workers(self):
        documents = [eventrules.Document(id=str(number), text=ARTICLE[number:], published=PUBLISHED) for number in range(5)]
        assert list(EXTRACTOR.extract_many(documents, workers=2)) == list(EXTRACTOR.extract_many(documents))

    def test_from_a_pickled_extractor(self):
        copy = pickle.loads(pickle.dumps(EXTRACTOR))
        assert copy.extract(ARTICLE, published=PUBLISHED) == EXTRACTOR.extract(ARTICLE, published=PUBLISHED)

    def test_results_pickle(self):
        result = EXTRACTOR.extract(ARTICLE, published=PUBLISHED)
        assert pickle.loads(pickle.dumps(result)) == result

    def test_beside_an_unrelated_grammar(self, tmp_path: Path):
        unrelated = tmp_path / "unrelated.rules"
        unrelated.write_text("use constructions\n\nevent Baking\n    baker  person\n\nverb knead => Baking\n    subject = baker\n", "utf-8")
        beside = eventrules.Extractor.from_grammars(unrelated)
        assert beside.extract(ARTICLE, published=PUBLISHED) == EXTRACTOR.extract(ARTICLE, published=PUBLISHED)
        assert beside.extract("Ann Lee kneaded.", published=PUBLISHED).events[0].type == "Baking"


class TestStreams:
    def test_a_bad_document_is_reported_and_the_rest_is_done(self):
        bad = eventrules.Document(id="bad", text=None, published=PUBLISHED)  # type: ignore[arg-type]
        good = eventrules.Document(id="good", text=ARTICLE, published=PUBLISHED)
        results = list(EXTRACTOR.extract_many([good, bad, good]))
        assert [result.id for result in results] == ["good", "bad", "good"]
        assert results[1].error == "the text is NoneType, expected str"
        assert results[0] == results[2]
        assert results[0].events

    def test_documents_are_taken_as_results_are(self):
        taken: list[str] = []

        def documents() -> Iterator[eventrules.Document]:
            for number in range(100):
                taken.append(str(number))
                yield eventrules.Document(id=str(number), text="It rained.", published=PUBLISHED)

        results = EXTRACTOR.extract_many(documents())
        next(results)
        assert len(taken) < 10
