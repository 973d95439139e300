"""Recognisers of users: where their mentions go, what is said when they give nonsense, gazetteers, and spaCy's entities."""

from __future__ import annotations

import importlib.util
import pickle
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

import eventrules
from eventrules import Document, Mention
from eventrules.errors import DocumentError, InputError
from eventrules.recognisers import Entry, Gazetteer, SpacyEntities

PUBLISHED = date(2024, 3, 6)
TEXT = "Blue Heron will meet Zyx Qwo in Rovik on Friday."


def of_words(words: str, type: str, name: str | None = None) -> Callable[[Document], Iterator[Mention]]:
    """A recogniser of some words."""

    def recogniser(document: Document) -> Iterator[Mention]:
        start = document.text.find(words)
        if start >= 0:
            yield Mention.at(document.text, start, start + len(words), type, name=name)

    return recogniser


def fillers(extractor: eventrules.Extractor, text: str = TEXT) -> list[tuple[str, str, str]]:
    """The words, names and types of the fillers of a text's events."""
    events = extractor.extract(text, published=PUBLISHED).events
    return [(filler.text, filler.name, filler.type) for event in events for _, found in event.roles for filler in found]


def extractor_with(*recognisers: Callable[[Document], object]) -> eventrules.Extractor:
    return eventrules.Extractor.from_grammars(recognisers=recognisers)  # pyright: ignore[reportArgumentType] - some are wrong on purpose


class TestPrecedence:
    def test_goes_before_the_grammar(self):
        assert ("Blue Heron", "Heron Ltd.", "organization") in fillers(extractor_with(of_words("Blue Heron", "organization", "Heron Ltd.")))

    def test_the_first_recogniser_goes_before_the_second(self):
        both = extractor_with(of_words("Rovik", "place", "Rovik in Norland"), of_words("Rovik", "organization"))
        assert ("Rovik", "Rovik in Norland", "place") in fillers(both)

    def test_a_time_goes_before_both(self):
        [event] = extractor_with(of_words("Friday", "person")).extract(TEXT, published=PUBLISHED).events
        assert event.time is not None and event.time.text == "Friday"

    def test_titles_and_groups_are_built_on_it(self):
        text = "Foreign Minister zyx qwo will meet Ann Lee on Friday."
        assert ("Foreign Minister zyx qwo", "Zyx Qwo", "person") in fillers(extractor_with(of_words("zyx qwo", "person", "Zyx Qwo")), text)

    def test_what_stands_inside_a_token_takes_all_of_it(self):
        assert ("Rovik", "Rov", "place") in fillers(extractor_with(of_words("Rov", "place")))

    def test_is_not_asked_where_no_event_can_be(self):
        def refusing(document: Document) -> Iterator[Mention]:
            raise AssertionError(document.id)

        assert extractor_with(refusing).extract("It rained.", published=PUBLISHED).events == ()


class TestNonsense:
    @pytest.mark.parametrize(
        ("given", "message"),
        [
            (Mention.at("x" * 999, 500, 510, "person"), "a mention at [500, 510), outside the text of 48 characters"),
            (Mention.at(TEXT, 0, 4, "persn"), "the unknown type 'persn': did you mean 'person'?"),
            (Mention.at(TEXT, 4, 5, "person"), "a mention at [4, 5), where only white space stands"),
            (7, "int, expected eventrules.Mention"),
        ],
    )
    def test_is_told(self, given: object, message: str):
        extractor = extractor_with(lambda _: [given])
        with pytest.raises(DocumentError) as caught:
            extractor.extract(TEXT, published=PUBLISHED, id="a1")
        assert str(caught.value).endswith(f"gave {message}")
        assert caught.value.id == "a1"

    def test_never_stops_a_stream(self):
        def failing(document: Document) -> list[Mention]:
            if document.id == "bad":
                raise RuntimeError("out of memory")
            return []

        documents = [Document(text=TEXT, published=PUBLISHED, id=id) for id in ("a", "bad", "b")]
        results = list(extractor_with(failing).extract_many(documents))
        assert [len(result.events) for result in results] == [1, 0, 1]
        assert results[1].error is not None and results[1].error.endswith("failing failed: RuntimeError: out of memory")


class TestGazetteer:
    ENTRIES = (
        Entry("Blue Heron", type="organization", name="Blue Heron Shipping"),
        Entry("Blue Heron Bank", type="organization"),
        Entry("Rovik", type="place", country="NO"),
    )

    def test_finds_the_longest_name_at_each_place(self):
        text = "Blue\nHeron, the Blue Heron Bank and Rovik; blue heron."
        found = Gazetteer(self.ENTRIES)(Document(text=text, published=PUBLISHED))
        assert [(mention.text, mention.name, mention.country) for mention in found] == [
            ("Blue\nHeron", "Blue Heron Shipping", None),
            ("Blue Heron Bank", "Blue Heron Bank", None),
            ("Rovik", "Rovik", "NO"),
        ]

    def test_reads_a_file(self, tmp_path: Path):
        file = tmp_path / "names.tsv"
        file.write_text("# names\nBlue Heron\torganization\tBlue Heron Shipping\nRovik\tplace\t\tNO\n\nZyx Qwo\n", "utf-8")
        found = fillers(extractor_with(Gazetteer.from_file(file, type="person")))
        assert found == [
            ("Blue Heron", "Blue Heron Shipping", "organization"),
            ("Zyx Qwo", "Zyx Qwo", "person"),
            ("Rovik", "Rovik", "place"),
        ]

    def test_a_line_without_a_type_is_a_mistake(self, tmp_path: Path):
        file = tmp_path / "names.tsv"
        file.write_text("Blue Heron\torganization\nRovik\n", "utf-8")
        with pytest.raises(InputError, match=r"names\.tsv:2: a name needs a type, behind a tab"):
            Gazetteer.from_file(file)

    def test_works_in_other_processes(self):
        extractor = pickle.loads(pickle.dumps(extractor_with(Gazetteer(self.ENTRIES))))
        assert ("Blue Heron", "Blue Heron Shipping", "organization") in fillers(extractor)


class TestSpacy:
    @staticmethod
    def pipeline(text: str) -> SimpleNamespace:
        """What has the shape of a spaCy pipeline: text in, a document with entities out."""
        spans = [("Blue Heron", "ORG"), ("Rovik", "GPE"), ("Friday", "DATE")]
        ents = [SimpleNamespace(start_char=text.index(s), end_char=text.index(s) + len(s), label_=label) for s, label in spans if s in text]
        return SimpleNamespace(ents=ents)

    def test_entities_of_known_labels_are_mentions(self):
        found = SpacyEntities(self.pipeline)(Document(text=TEXT, published=PUBLISHED))
        assert [(mention.text, mention.type) for mention in found] == [("Blue Heron", "organization"), ("Rovik", "place")]

    def test_labels_can_be_given_other_types(self):
        found = SpacyEntities(self.pipeline, types={"ORG": "group"})(Document(text=TEXT, published=PUBLISHED))
        assert [mention.type for mention in found] == ["group"]

    def test_a_model_given_by_name_is_loaded_where_it_is_needed(self):
        copied = pickle.loads(pickle.dumps(SpacyEntities("no_such_model", types={"ORG": "group"})))
        assert (copied.pipeline, copied.types) == ("no_such_model", {"ORG": "group"})

    @pytest.mark.skipif(importlib.util.find_spec("spacy") is None, reason="spaCy is not installed")
    def test_a_pipeline_of_spacy(self):
        import spacy

        pipeline = spacy.blank("en")
        pipeline.add_pipe("entity_ruler").add_patterns([{"label": "ORG", "pattern": "Blue Heron"}])
        assert ("Blue Heron", "Blue Heron", "organization") in fillers(extractor_with(SpacyEntities(pipeline)))
