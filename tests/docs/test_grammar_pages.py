"""The pages for authors of grammars keep their word: their files are checked, their commands give what they show."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

from eventrules.examples import check
from eventrules.rulefile.statements import CHANGEABLE, KEYWORDS
from tests.docs.sessions import output_of

DOCS = Path(__file__).resolve().parents[2] / "docs"
BLOCK = re.compile(r"^```(?P<kind>rules|text|tsv)(?: (?P<name>\S+))?\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
FLAGS = doctest.ELLIPSIS
NEWS = "Northwind Motors is expected to recall a heater in Norway on Friday.\n"


def test_the_steps_to_the_first_rule(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    Path("news.txt").write_text(NEWS, "utf-8")
    commands = 0
    for block in BLOCK.finditer((DOCS / "first-rule.md").read_text("utf-8")):
        if block["kind"] == "rules":
            Path("recall.rules").write_text(block["body"], "utf-8")
            continue
        line, _, shown = block["body"].partition("\n")
        got = output_of(line.removeprefix("$ "), tmp_path)
        assert doctest.OutputChecker().check_output(shown, got, FLAGS), f"{line}\n{got}\nbut the page shows\n{shown}"
        commands += 1
    assert commands == 7


@pytest.fixture(scope="module")
def language() -> str:
    return (DOCS / "grammar-language.md").read_text("utf-8")


def test_every_file_on_the_page_of_the_language_holds(language: str, tmp_path: Path):
    for block in BLOCK.finditer(language):
        if block["kind"] != "text":
            (tmp_path / block["name"]).write_text(block["body"], "utf-8")
    report = check(tmp_path)
    assert "\n".join(map(str, report.errors)) == ""


def test_the_rules_for_those_who_come_from_elsewhere_hold(tmp_path: Path):
    page = (DOCS / "coming-from.md").read_text("utf-8")
    files = {block["name"]: block["body"] for block in BLOCK.finditer(page) if block["name"]}
    for name, body in files.items():
        (tmp_path / name).write_text(body, "utf-8")
    report = check(tmp_path)
    assert "\n".join(map(str, report.errors)) == ""
    assert len(files) == 4


@pytest.mark.parametrize("keyword", KEYWORDS)
def test_every_statement_stands_on_the_page_in_a_file_that_is_run(language: str, keyword: str):
    files = "\n".join(block["body"] for block in BLOCK.finditer(language) if block["kind"] == "rules")
    assert re.search(rf"(?m)^{keyword} ", files)


@pytest.mark.parametrize("keyword", CHANGEABLE)
def test_the_page_says_what_can_be_changed(language: str, keyword: str):
    assert f"`{keyword}`" in language
