"""Whole sessions with the language server, as an editor leads them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from eventrules.rulefile.layout import formatted
from tests.lsp.session import Session

GOOD = """\
# Who calls back which product.
use constructions

event Recall
    company  organization, many, required
    product  thing
    time     time

phrase is-to
    (is|are) expected to        => modality expected

list cause: faults, rust

rule is-to-recall => Recall
    {company} <is-to> *recall* {product} [over <cause>] [on {time}]

    example published 2024-03-06
        "Northwind Motors is expected to recall a heater on Friday."
        company = Northwind Motors
        time    = 2024-03-08

verb call back => Recall
    subject = company, required
    object  = product, required

    example published 2024-03-06
        "Northwind Motors called back the heater."
        company = Northwind Motors
        status  = occurred
"""


@pytest.fixture(scope="module")
def editor() -> Iterator[Session]:
    """Over a part of the shipped grammars, which are read and compiled for each text; shorter sessions have all of them."""
    with Session(options={"grammars": ["meeting"]}) as session:
        yield session
        assert session.end() == (0, b"")


@pytest.fixture
def session(editor: Session) -> Iterator[Session]:
    """A long session in which no document is open yet."""
    yield editor
    editor.close_all()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "recall.rules"
    path.write_text(GOOD, "utf-8")
    return path


@pytest.fixture(scope="module")
def good(editor: Session, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A document without mistakes that is asked about and not changed."""
    path = tmp_path_factory.mktemp("good") / "recall.rules"
    path.write_text(GOOD, "utf-8")
    return editor.open(path, GOOD, stays=True)


def place(text: str, words: str, inside: str | None = None) -> tuple[int, int]:
    """Line and column of the first character of `inside` within the first occurrence of `words`, both from 0."""
    start = text.index(words) + words.index(inside if inside is not None else words)
    return text.count("\n", 0, start), start - (text.rfind("\n", 0, start) + 1)


def spans(text: str, diagnostics: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """What diagnostics underline, and the first line of their message."""
    found: list[tuple[str, str]] = []
    for diagnostic in diagnostics:
        start, end = diagnostic["range"]["start"], diagnostic["range"]["end"]
        assert start["line"] == end["line"]
        line = text.split("\n")[start["line"]].encode("utf-16-le")
        words = line[2 * start["character"] : 2 * end["character"]].decode("utf-16-le")
        found.append((words, diagnostic["message"].split("\n")[0]))
    return found


class TestDiagnostics:
    def test_a_mistake_is_told_at_its_place_and_goes_when_it_is_mended(self, session: Session, file: Path):
        broken = GOOD.replace("{product} [over", "{prodct} [over")
        uri = session.open(file, broken)
        (found,) = session.diagnostics(uri)
        line, column = place(broken, "prodct")
        assert found["range"] == {"start": {"line": line, "character": column}, "end": {"line": line, "character": column + 6}}
        assert found["message"] == "unknown role 'prodct'\nhint: did you mean 'product'? roles are company, product, time"
        assert (found["severity"], found["source"]) == (1, "eventrules")
        session.change(uri, GOOD)
        assert session.diagnostics(uri) == []

    def test_all_mistakes_of_a_file_are_told_at_once(self, session: Session, file: Path):
        text = GOOD.replace("thing", "thng").replace("*recall* {", "recall {").replace("list cause: faults", "lst cause: faults")
        found = spans(text, session.diagnostics(session.open(file, text)))
        assert {("thng", "unknown type 'thng'"), ("{", "no trigger"), ("lst", "unknown keyword 'lst'")} <= set(found)

    def test_an_example_that_fails_is_told_under_its_sentence_while_the_author_rests(self, session: Session, file: Path):
        text = GOOD.replace("time    = 2024-03-08", "time    = 2024-03-09")
        uri = session.open(file, text)
        assert session.diagnostics(uri) == []
        (failure,) = session.diagnostics(uri)
        sentence = '"Northwind Motors is expected to recall a heater on Friday."'
        assert spans(text, [failure]) == [(sentence, "the example of is-to-recall fails")]
        assert "expected: time = 2024-03-09" in failure["message"]
        session.change(uri, GOOD)
        assert session.diagnostics(uri) == []

    def test_columns_are_counted_as_editors_count(self, session: Session, file: Path):
        text = GOOD.replace("    {company} <is-to>", "    (🚀|🛰️) {compny} <is-to>")
        found = session.diagnostics(session.open(file, text))
        assert ("compny", "unknown role 'compny'") in spans(text, found)

    def test_an_editor_may_count_in_characters(self, file: Path):
        with Session(encodings=["utf-32"]) as session:
            assert session.capabilities["positionEncoding"] == "utf-32"
            text = GOOD.replace("    {company} <is-to>", "    (🚀|x) {compny} <is-to>")
            found = session.diagnostics(session.open(file, text))
            (start,) = [d["range"]["start"]["character"] for d in found if "compny" in d["message"]]
            assert start == 11

    def test_a_file_is_checked_with_the_unsaved_texts_of_its_folder(self, session: Session, file: Path):
        other = session.open(
            file.parent / "more.rules", "use recall\n\nextend phrase is-to\n    (is|are) about to    => modality planned\n"
        )
        assert session.diagnostics(other) == []
        uri = session.open(file, GOOD.replace("phrase is-to", "phrase is-for"))
        assert [message for _, message in spans(GOOD, session.diagnostics(uri))] == ["unknown phrase 'is-to'"]
        (found,) = [d for d in session.diagnostics(other) if d]
        assert found["message"].startswith("unknown phrase 'is-to'")

    def test_mistakes_in_list_files_are_told_there(self, session: Session, tmp_path: Path):
        (tmp_path / "ships.txt").write_text("Blue Heron\nBlue Heron\n", "utf-8")
        session.open(tmp_path / "ships.rules", "list ship from ships.txt\n")
        (found,) = session.diagnostics((tmp_path / "ships.txt").as_uri())
        assert (found["range"]["start"]["line"], found["message"].split(";")[0]) == (1, "the entry 'Blue Heron' stands twice")

    def test_a_document_that_was_never_saved(self, session: Session):
        uri = session.open("untitled:Untitled-1", "rul x => Meeting\n    *meet*\n")
        assert spans("rul x", session.diagnostics(uri)) == [("rul", "unknown keyword 'rul'")]

    def test_a_closed_document_has_no_mistakes(self, session: Session, tmp_path: Path):
        uri = session.open(tmp_path / "a.rules", "rul x\n")
        assert len(session.diagnostics(uri)) == 2  # the keyword, and what is missing behind the name
        session.tell("textDocument/didClose", {"textDocument": {"uri": uri}})
        assert session.diagnostics(uri) == []


class TestSettings:
    def test_one_file_by_itself_over_some_shipped_grammars(self, tmp_path: Path):
        (tmp_path / "other.rules").write_text("event Meeting\n    who  person\n", "utf-8")
        with Session(options={"scope": "file", "grammars": ["names", "dates"]}) as session:
            uri = session.open(tmp_path / "mine.rules", "event Meeting\n    who  person\n")
            assert session.diagnostics(uri) == []
            assert session.end() == (0, b"")


class TestHover:
    @pytest.mark.parametrize(
        ("words", "inside", "shown"),
        [
            ("<is-to>", "is-to", ["phrase **is-to**", "(is|are) expected to        => modality expected", "recall.rules, line 9"]),
            ("<cause>", "cause", ["list **cause**, 2 entries: faults, rust"]),
            ("{company} <", "company", ["role **company**: organization, many, required"]),
            ("company = Northwind", "company", ["role **company**: organization, many, required"]),
            ("object  = product", "product", ["role **product**: thing"]),
            ("company  organization", "organization", ["type **organization**", "under actor"]),
            ("=> Recall", "Recall", ["event **Recall**", "“Northwind Motors called back the heater.”"]),
            ("verb call back", "back", ["verb **call back**", "subject = company, required"]),
            ("modality expected", "modality", ["feature **modality**: asserted, planned"]),
            ("phrase is-to", "phrase", ["**phrase** a name for wordings"]),
        ],
    )
    def test_names_are_explained(self, session: Session, good: str, words: str, inside: str, shown: list[str]):
        line, column = place(GOOD, words, inside)
        found = session.at("hover", good, line, column + 1)
        assert found["contents"]["kind"] == "markdown"
        assert [part for part in shown if part not in found["contents"]["value"]] == []

    def test_the_whole_name_is_marked(self, session: Session, good: str):
        line, column = place(GOOD, "<is-to>", "is-to")
        found = session.at("hover", good, line, column + 3)["range"]
        assert (found["start"]["character"], found["end"]["character"]) == (column, column + 5)

    @pytest.mark.parametrize("words", ["expected to recall a heater", "Who calls back", "expected to  "])
    def test_sentences_comments_and_words_have_no_note(self, session: Session, good: str, words: str):
        line, column = place(GOOD, words)
        assert session.at("hover", good, line, column + 1) is None

    def test_operations_of_time_rules(self, session: Session, tmp_path: Path):
        text = "use dates\n\nlayer feasts\n\ntime feast => date\n    the fair   => date(none, 5, 1)\n"
        uri = session.open(tmp_path / "feasts.rules", text)
        assert "date(" in session.at("hover", uri, *place(text, "date(none"))["contents"]["value"]


class TestDefinition:
    @pytest.mark.parametrize(
        ("words", "inside", "line"),
        [
            ("<is-to>", "is-to", 8),
            ("<cause>", "cause", 11),
            ("{company} <", "company", 4),
            ("=> Recall", "Recall", 3),
            ("time    = 2", "time", 6),
        ],
    )
    def test_names_of_the_file(self, session: Session, good: str, words: str, inside: str, line: int):
        (found,) = session.at("definition", good, *place(GOOD, words, inside))
        assert (found["uri"], found["range"]["start"]["line"]) == (good, line)

    def test_names_of_shipped_files(self, session: Session, good: str, root: Path):
        found = session.at("definition", good, *place(GOOD, "company  organization", "organization"))
        (folder,) = {location["uri"].rpartition("/")[0] for location in found}
        assert folder == (root / "grammars" / "en").as_uri()
        text = (root / "grammars" / "en" / found[0]["uri"].rpartition("/")[2]).read_text("utf-8")
        assert text.split("\n")[found[0]["range"]["start"]["line"]].startswith("type organization")

    def test_shipped_files_and_list_files_by_name(self, session: Session, tmp_path: Path):
        (tmp_path / "ships.txt").write_text("Blue Heron\n", "utf-8")
        text = "use constructions\n\nlist ship from ships.txt\n"
        uri = session.open(tmp_path / "ships.rules", text)
        for words, name in (("constructions", "constructions.rules"), ("ships.txt", "ships.txt")):
            (found,) = session.at("definition", uri, *place(text, words))
            assert found["uri"].endswith(f"/{name}")
            assert found["range"]["start"] == {"line": 0, "character": 0}

    def test_the_definition_stands_before_the_changes(self, session: Session, file: Path):
        changes = "use recall\n\nextend phrase is-to\n    (is|are) about to    => modality planned\n"
        other = session.open(file.parent / "a-change.rules", changes)
        uri = session.open(file, GOOD)
        session.diagnostics(uri)
        found = session.at("definition", other, *place(changes, "is-to"))
        assert [location["uri"] for location in found] == [uri, other]


class TestCompletion:
    @pytest.mark.parametrize(
        ("before", "wanted", "unwanted"),
        [
            ("rule r => Recall\n    {", {"company", "product", "time"}, {"is-to", "person"}),
            ("rule r => Recall\n    <", {"is-to", "cause", "organization", "capitalized"}, {"Recall"}),
            ("rule r => Recall\n    <is", {"is-to"}, {"Recall"}),
            ("rule r => ", {"Recall", "Meeting", "person"}, {"is-to"}),
            ("rule r => person\n    {", {"is-to", "cause"}, {"company"}),
            ("verb fetch => Recall\n    subject = ", {"company"}, {"person"}),
            ("verb fetch => Recall\n    unless object ", {"thing", "place"}, {"company"}),
            ("verb fetch => Recall\n    ", {"subject", "support", "needs"}, {"company"}),
            ("event Other\n    who  ", {"person", "date", "time"}, {"company"}),
            ("event Other\n    who  person or ", {"organization"}, {"company"}),
            ("event Other\n    who  person, ", {"many", "required"}, {"person"}),
            ("phrase p\n    due to   => ", {"modality", "polarity"}, {"planned"}),
            ("phrase p\n    due to   => modality ", {"planned", "expected"}, {"modality"}),
            ("time t => date\n    soon   => ", {"date", "ago"}, {"modality"}),
            ("extend ", {"phrase", "rule", "verb"}, {"use"}),
            ("extend phrase ", {"is-to"}, {"cause"}),
            ("disable verb ", {"call back", "meet"}, {"is-to"}),
            ("use ", {"constructions", "names"}, {"phrase"}),
            ("r", {"rule", "event", "extend"}, {"is-to"}),
            ('rule r => Recall\n    *x*\n    example\n        "X."\n        ', {"company", "status", "also"}, {"person"}),
            ('rule r => Recall\n    *x*\n    example\n        "X."\n        status = ', {"occurred"}, {"company"}),
            ('rule r => Recall\n    *x*\n    example\n        "An <', set(), {"is-to"}),
            ("rule r => Recall\n    *x*  # a <", set(), {"is-to"}),
        ],
    )
    def test_what_fits_is_offered(self, session: Session, good: str, before: str, wanted: set[str], unwanted: set[str]):
        text = f"{GOOD}\n{before}"
        session.change(good, text)
        lines = text.split("\n")
        items = session.at("completion", good, len(lines) - 1, len(lines[-1])) or []
        labels = {item["label"] for item in items}
        assert wanted <= labels
        assert not unwanted & labels

    def test_a_choice_takes_the_place_of_what_is_typed(self, session: Session, good: str):
        text = f"{GOOD}\nrule r => Recall\n    😀 <is-x> *go*"
        session.change(good, text)
        line = text.count("\n")
        items = session.at("completion", good, line, 10)
        (edit,) = [item["textEdit"] for item in items if item["label"] == "is-to"]
        assert (edit["range"]["start"]["character"], edit["range"]["end"]["character"]) == (8, 12)


class TestFormatting:
    def edits(self, session: Session, uri: str) -> list[dict[str, Any]]:
        options = {"tabSize": 4, "insertSpaces": True}
        return session.ask("textDocument/formatting", {"textDocument": {"uri": uri}, "options": options})

    def test_a_file_is_laid_out_as_fmt_does_it(self, session: Session, file: Path):
        text = "list   cause:faults ,rust\n\n\n\n# 😀\nphrase is-to\n  (is|are) expected to => modality expected\n"
        (edit,) = self.edits(session, session.open(file, text))
        assert edit["newText"] == formatted(text, path="cause.rules")
        assert (edit["range"]["start"], edit["range"]["end"]["line"]) == ({"line": 0, "character": 0}, text.count("\n") + 1)
        assert self.edits(session, session.open(file.parent / "neat.rules", edit["newText"])) == []

    def test_what_cannot_be_read_stays_as_it_is(self, session: Session, file: Path):
        assert self.edits(session, session.open(file, "phrase is-to\n  (is|are expected to\n")) == []


class TestExamples:
    def lenses(self, session: Session, uri: str) -> list[dict[str, Any]]:
        return session.ask("textDocument/codeLens", {"textDocument": {"uri": uri}})

    def test_every_example_has_a_lens_and_the_file_has_one(self, session: Session, file: Path):
        lenses = self.lenses(session, session.open(file, GOOD))
        lines = [line for line, text in enumerate(GOOD.split("\n")) if text.strip().startswith("example")]
        assert [lens["range"]["start"]["line"] for lens in lenses] == [0, *lines]
        assert [lens["command"]["title"] for lens in lenses] == ["run all examples", "run example", "run example"]

    def test_a_lens_runs_its_example_on_the_unsaved_text(self, session: Session, file: Path):
        text = GOOD.replace("status  = occurred", "status  = scheduled")
        uri = session.open(file, text)
        answers = [self.run(session, lens) for lens in self.lenses(session, uri)]
        assert [answer["message"] for answer in answers] == ["1 of 2 fail", "1 example: all good", "1 of 1 fail"]
        assert answers[2]["failures"][0].startswith("the example of verb call back fails\nexpected: status = scheduled")

    def test_mistakes_come_first(self, session: Session, file: Path):
        uri = session.open(file, GOOD.replace("<cause>", "<caus>"))
        (lens, *_) = self.lenses(session, uri)
        assert self.run(session, lens) == {"examples": 0, "failures": [], "message": "1 mistake first; no example was run"}

    def run(self, session: Session, lens: dict[str, Any]) -> dict[str, Any]:
        command = lens["command"]
        assert command["command"] in session.capabilities["executeCommandProvider"]["commands"]
        answer = session.ask("workspace/executeCommand", {"command": command["command"], "arguments": command["arguments"]})
        assert session.notice("window/showMessage")["message"] == answer["message"]
        return answer


class TestRoughTreatment:
    def test_rapid_changes_end_in_the_mistakes_of_the_last_text(self, file: Path):
        with Session() as session:
            uri = session.open(file, GOOD)
            for number in range(len(GOOD)):
                session.change(uri, GOOD[:number], version=number + 2)
            last = GOOD.replace("<cause>", "<caus>")
            session.change(uri, last, version=len(GOOD) + 2)
            while not (found := spans(last, session.diagnostics(uri))) or found[0][0] != "caus":
                pass
            assert session.at("hover", uri, *place(last, "<is-to>", "is-to")) is not None
            assert session.end() == (0, b"")

    @pytest.mark.parametrize(
        "text",
        ["", "\0", "    x", '"', "<<<{{{(((", "rule\n\t*", "=> => =>", "event E\n  a  b, c, d\x0c\u2028x", "\ufeffuse names", "\ud83d"],
    )
    def test_malformed_files_get_answers_everywhere(self, session: Session, tmp_path: Path, text: str):
        uri = session.open(tmp_path / "odd.rules", text)
        for line, words in enumerate([*text.split("\n"), ""]):
            for column in range(len(words) + 2):
                for method in ("hover", "definition", "completion"):
                    session.at(method, uri, line, column)
        session.ask("textDocument/codeLens", {"textDocument": {"uri": uri}})
        session.ask("workspace/executeCommand", {"command": "eventrules.runExamples", "arguments": [uri, []]})

    def test_a_message_that_is_no_json_and_a_request_that_is_unknown(self, file: Path):
        with Session() as session:
            session.send(b"{no json")
            assert session.answer("textDocument/unheardOf", {})["error"]["code"] == -32601
            assert session.diagnostics(session.open(file, GOOD)) == []
            assert session.end() == (0, b"")
