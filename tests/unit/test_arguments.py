"""Arguments of the wrong type are said in plain words, everywhere in the public interface."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import eventrules
from eventrules.errors import DocumentError, GrammarErrors, InputError
from eventrules.model import Document, Event
from eventrules.testing import assert_events, grammar_sentences

DAY = date(2024, 3, 6)
TEXT = "Ann Lee met Bo Kim in Paris."
X: Any = eventrules.Extractor.from_grammars()
LIB: Any = eventrules
ASSERT: Any = assert_events
EVENT = X.extract(TEXT, published=DAY).events[0]
JSON = eventrules.event_to_json(EVENT, doc="a")

A_GRAMMAR = "expected the name of a shipped one, or the path of a file or folder"
A_MAPPING = 'expected a mapping such as {"type": "Visit", "visitor": "Ann Lee"}'
CLASSES = "expected a list of classes derived from eventrules.Event"


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: X.from_grammars(5), f"a grammar is int, {A_GRAMMAR}"),
        (lambda: X.from_grammars("meeting", None), f"a grammar is NoneType, {A_GRAMMAR}"),
        (lambda: X.from_grammars(b"meeting"), f"a grammar is bytes, {A_GRAMMAR}"),
        (lambda: X.from_grammars(["meeting"]), f"a grammar is list, {A_GRAMMAR}; give each as an argument of its own"),
        (lambda: LIB.check(5), f"a grammar is int, {A_GRAMMAR}"),
        (lambda: X.from_grammars(events=5), f"events is int, {CLASSES}"),
        (lambda: X.from_grammars(events="Meeting"), f"events is str, {CLASSES}"),
        (lambda: X.from_grammars(events=Event), f"events is type, {CLASSES}"),
        (lambda: LIB.Extractor("meeting"), "the grammar is str, expected a compiled one; Extractor.from_grammars takes names and paths"),
        (lambda: X.extract_many("a text"), "documents is str, expected an iterable of eventrules.Document"),
        (lambda: X.extract_many(Document(text="", published=DAY)), "documents is Document, expected an iterable of eventrules.Document"),
        (lambda: X.extract_many(None), "documents is NoneType, expected an iterable of eventrules.Document"),
        (lambda: X.extract_many([], workers="2"), "workers is str, expected a whole number"),
        (lambda: LIB.explain("a text", TEXT, published=DAY), "the extractor is str, expected eventrules.Extractor"),
        (lambda: LIB.event_to_json(5, doc="a"), "the event is int, expected eventrules.Event"),
        (lambda: LIB.event_to_json(EVENT, doc=5), "doc is int, expected the document's id, a str"),
        (lambda: LIB.event_from_json(JSON, events=5), f"events is int, {CLASSES}"),
        (lambda: LIB.event_from_json(JSON, events=["a"]), "one of the events is str, expected a class derived from eventrules.Event"),
        (lambda: ASSERT(TEXT, 5, published=DAY), f"what is expected of event 1 is int, {A_MAPPING}"),
        (lambda: ASSERT(TEXT, {"place": None}, published=DAY), "the expected place is NoneType, expected str, or a list of them"),
        (lambda: ASSERT(TEXT, {"participants": [5]}, published=DAY), "the expected participants is int, expected str, or a list of them"),
        (lambda: ASSERT(TEXT, published=DAY, extractor="english"), "the extractor is str, expected eventrules.Extractor"),
        (lambda: grammar_sentences(X, X), "the name is Extractor, expected str, such as 'verb meet'"),
    ],
)  # fmt: skip
def test_programming_mistakes_are_type_errors(call: Callable[[], object], message: str):
    with pytest.raises(TypeError) as caught:
        call()
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: X.extract(Path("a.txt"), published=DAY), "the text is PosixPath, expected str"),
        (lambda: X.extract(b"abc", published=DAY), "the text is bytes, expected str"),
        (lambda: X.analyse(None), "the text is NoneType, expected str"),
        (lambda: X.extract(TEXT, published="2024-03-06"), "published is str, expected a date, such as date(2019, 1, 16)"),
        (lambda: X.extract(TEXT, published=DAY, id=5), "the id is int, expected str"),
        (lambda: X.find_times(TEXT, published=DAY, id=None), "the id is NoneType, expected str"),
        (lambda: LIB.find_times(5, published=DAY), "the text is int, expected str"),
        (lambda: LIB.explain(X, 5, published=DAY), "the text is int, expected str"),
    ],
)
def test_bad_documents_are_document_errors(call: Callable[[], object], message: str):
    with pytest.raises(DocumentError) as caught:
        call()
    assert str(caught.value).replace("WindowsPath", "PosixPath") == message


def test_a_bad_document_of_a_stream_says_so():
    bad: list[Any] = [Document(text=TEXT, published=DAY, id=7), b"abc"]  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    errors = [result.error for result in X.extract_many(bad)]
    assert errors == ["the id is int, expected str", "the item is bytes, expected eventrules.Document"]


def test_an_empty_name_is_not_the_folder_at_hand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "mine.rules").write_text("phrase greeting\n    hello\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(GrammarErrors) as caught:
        X.from_grammars("")
    assert [error.message for error in caught.value.errors] == ["unknown grammar ''"]


def test_what_is_no_class_of_events_is_said_of_each():
    with pytest.raises(GrammarErrors) as caught:
        X.from_grammars(events=[5, None, dict])
    assert len(caught.value.errors) == 3


def test_a_rule_that_is_none_is_an_input_error():
    wrong = {**JSON, "mentions": [{**JSON["mentions"][0], "rule": 5}]}
    with pytest.raises(InputError, match=r"expected RuleRef @ \$\.mentions\[0\]\.rule"):
        eventrules.event_from_json(wrong)


def test_an_unknown_field_is_a_difference_even_where_nothing_is_expected_of_it():
    with pytest.raises(AssertionError, match=r"event 1: unknown field 'partcipants'\n  hint: did you mean 'participants'\?"):
        assert_events(TEXT, {"type": "Meeting", "partcipants": []}, published=DAY)
