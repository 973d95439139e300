"""The page on own grammars keeps its word: its files are those of the example, and its commands give what they show."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

from tests.docs.sessions import output_of

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "own-grammar.md").read_text("utf-8")
BLOCK = re.compile(r"^```(?P<kind>rules|text|tsv|python)(?: (?P<name>\S+))?\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
FILES = {block["name"]: block["body"] for block in BLOCK.finditer(PAGE) if block["name"]}
SESSIONS = [block["body"] for block in BLOCK.finditer(PAGE) if block["kind"] == "text"]


@pytest.mark.parametrize("name", FILES)
def test_files_on_the_page_are_those_of_the_example(name: str):
    assert (ROOT / "examples" / name).read_text("utf-8") == FILES[name]


def test_the_page_shows_the_whole_example():
    files = {f"harbour/{path.name}" for path in (ROOT / "examples" / "harbour").iterdir() if path.is_file()}
    assert files == set(FILES)


@pytest.mark.parametrize("session", SESSIONS, ids=lambda session: session.split("\n")[0])
def test_commands_give_what_the_page_shows(session: str, tmp_path: Path):
    (tmp_path / "harbour").mkdir()
    for name, body in FILES.items():
        (tmp_path / name).write_text(body, "utf-8")
    (tmp_path / "news.txt").write_text("The Blue Heron will dock in Bergen on Friday.\n", "utf-8")
    line, _, shown = session.partition("\n")
    got = output_of(line.removeprefix("$ "), tmp_path)
    assert doctest.OutputChecker().check_output(shown, got, doctest.ELLIPSIS), f"{line}\n{got}\nbut the page shows\n{shown}"
