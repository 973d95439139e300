"""Every mistake on the page `docs/errors.md` gives exactly the message that stands there.

The page is the table: with UPDATE_PAGES=1 the messages are written anew, to be reviewed as a diff.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import attrs
import pytest

from eventrules.errors import GrammarErrors
from eventrules.examples import check
from eventrules.rulefile.check import checked_grammar

PAGE = Path(__file__).resolve().parents[2] / "docs" / "errors.md"
BLOCK = re.compile(r"```(?P<kind>\w+)(?: (?P<name>\S+))?\n(?P<body>.*?)```", re.S)
UPDATE = bool(os.environ.get("UPDATE_PAGES"))


@attrs.frozen
class Entry:
    """One broken file of the page, the files beside it, and its messages."""

    title: str
    files: dict[str, str]
    messages: str


def entries() -> list[Entry]:
    found: list[Entry] = []
    base, *sections = re.split(r"(?m)^### ", PAGE.read_text("utf-8"))
    common = {block["name"]: block["body"] for block in BLOCK.finditer(base)}
    for section in sections:
        blocks = list(BLOCK.finditer(section))
        files = {block["name"] or "mine.rules": block["body"] for block in blocks if block["kind"] != "text"}
        messages = next(block["body"] for block in blocks if block["kind"] == "text")
        found.append(Entry(section.splitlines()[0], common | files, messages))
    return found


def messages_of(entry: Entry, folder: Path) -> str:
    for name, text in entry.files.items():
        (folder / name).write_text(text, "utf-8")
    return "".join(f"{error}\n" for error in check("mine.rules", shipped=False).errors)


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.title)
def test_message(entry: Entry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    messages = messages_of(entry, tmp_path)
    if UPDATE:
        head, title, rest = PAGE.read_text("utf-8").partition(f"### {entry.title}\n")
        before, fence, behind = rest.partition("```text\n")
        PAGE.write_text(f"{head}{title}{before}{fence}{messages}{behind[behind.index('```') :]}", "utf-8")
    else:
        assert messages == entry.messages


def test_the_page_shows_a_message_for_every_file():
    assert len(entries()) > 60
    assert all(re.match(r"(mine|other)\.rules:\d+:\d+: |\w+\.txt:\d+:\d+: ", entry.messages) for entry in entries())
    assert len({entry.title for entry in entries()}) == len(entries())


class TestWhatIsNoGrammarFile:
    """What no page can show: files that are no text, or are not there."""

    @staticmethod
    def message(*sources: object) -> str:
        with pytest.raises(GrammarErrors) as caught:
            checked_grammar(*sources, shipped=False)
        assert len(caught.value.errors) == 1
        return str(caught.value)

    @pytest.fixture(autouse=True)
    def _here(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)

    def test_not_utf_8(self):
        Path("latin.rules").write_bytes("list city: Zürich\n# Genève\n".encode("latin-1"))
        assert self.message("latin.rules") == "latin.rules:1:13: not UTF-8 text\n  hint: save the file as UTF-8"

    def test_binary(self):
        Path("image.rules").write_bytes(b"list a: b\n\x00\x01\x02")
        assert self.message("image.rules") == "image.rules:2:1: this is no text file: it holds a null character"

    def test_a_word_list_that_is_not_utf_8(self):
        Path("mine.rules").write_text("list city from cities.txt\n", "utf-8")
        Path("cities.txt").write_bytes("Bern\nZürich\n".encode("utf-16"))
        assert self.message("mine.rules") == "cities.txt:1:1: not UTF-8 text\n  hint: save the file as UTF-8"

    def test_nothing_of_that_name(self):
        hint = "did you mean 'meeting'? (or name a file or folder of yours)"
        assert self.message("meetng") == f"unknown grammar 'meetng'\n  hint: {hint}"

    def test_a_name_that_no_file_can_have(self):
        assert self.message("a\0b").startswith("unknown grammar 'a\\x00b'")

    def test_a_folder_without_grammar_files(self):
        Path("empty").mkdir()
        Path("empty/notes.txt").write_text("nothing")
        assert self.message("empty") == "the folder 'empty' has no grammar files\n  hint: their names end in .rules"

    def test_a_folder_in_place_of_a_file(self):
        Path("mine.rules").write_text("use other\nlist city from cities\n", "utf-8")
        Path("other.rules").mkdir()
        Path("cities").mkdir()
        with pytest.raises(GrammarErrors) as caught:
            checked_grammar("mine.rules", shipped=False)
        assert [error.message for error in caught.value.errors] == ["unknown grammar file 'other'", "unknown file 'cities'"]

    def test_a_file_that_may_not_be_read(self, monkeypatch: pytest.MonkeyPatch):
        Path("secret.rules").write_text("list a: b\n")

        def refuse(_self: Path) -> bytes:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(Path, "read_bytes", refuse)
        assert self.message("secret.rules") == "secret.rules:1:1: cannot be read: permission denied"

    @pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "\ufeff", "\ufefflist a: b\n", "list a: b\r\n\r\nlist c: d"])
    def test_a_file_that_says_little_is_no_mistake(self, text: str):
        Path("mine.rules").write_bytes(text.encode())
        assert checked_grammar("mine.rules", shipped=False).rules == ()

    def test_a_very_deep_and_a_very_long_line(self):
        Path("deep.rules").write_text(f"phrase a\n    {'(' * 100_000}\n    {'x ' * 100_000}\n")
        with pytest.raises(GrammarErrors) as caught:
            checked_grammar("deep.rules", shipped=False)
        assert [error.message for error in caught.value.errors] == ["the line is longer than 5000 characters"] * 2

    def test_all_mistakes_of_all_files_come_at_once_in_their_order(self):
        Path("b.rules").write_text("use a\nuse nothing\nphrase p\n    (\n    ]\nrule r => nobody\n    <gone> [\n    <gone>\n")
        Path("a.rules").write_text("lits x: y\nphrase q\n    <lost>\n")
        with pytest.raises(GrammarErrors) as caught:
            checked_grammar("b.rules", shipped=False)
        places = [f"{e.location.path}:{e.location.line}" for e in caught.value.errors if e.location]
        assert places == ["a.rules:1", "a.rules:3", "b.rules:2", "b.rules:4", "b.rules:5", "b.rules:6", "b.rules:7", "b.rules:8"]
