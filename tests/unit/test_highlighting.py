"""Grammar files in colours: what every kind of word is, and that nothing is lost or taken for a mistake."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pygments.lexers import get_lexer_by_name, get_lexer_for_filename
from pygments.token import Error

from eventrules.highlighting import RulesLexer
from eventrules.rulefile.statements import KEYWORDS

ROOT = Path(__file__).resolve().parents[2]
FILES = [*sorted((ROOT / "grammars" / "en").glob("*.rules")), *sorted((ROOT / "examples").glob("**/*.rules"))]
PAGES = [page for page in sorted((ROOT / "docs").glob("*.md")) if page.name != "errors.md"]
"""The pages whose files are right."""

BLOCK = re.compile(r"^```rules(?: \S+)?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def tokens(text: str) -> list[tuple[str, str]]:
    found = RulesLexer(stripnl=False).get_tokens(text)
    return [(str(kind).removeprefix("Token."), words) for kind, words in found if words.strip()]


def mistakes(text: str) -> list[str]:
    return [words for kind, words in RulesLexer().get_tokens(text) if kind is Error]


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("use names", "names", "Name.Function"),
        ("# all of it", "# all of it", "Comment.Single"),
        ("event Strike\n    place  place", "Strike", "Name.Class"),
        ("event Strike\n    who  person or group, many", "who", "Name.Variable"),
        ("event Strike\n    who  person or group, many", "group", "Name.Class"),
        ("event Strike\n    who  person or group, many", "or", "Keyword"),
        ("event Strike\n    who  person or group, many", "many", "Keyword.Type"),
        ("event Strike\n    note  walkouts count", "walkouts count", "Literal.String.Doc"),
        ("rule walk-out => Strike\n    {who} *go*", "Strike", "Name.Class"),
        ("rule walk-out => Strike\n    {who} *go*", "walk-out", "Name.Function"),
        ("rule walk-out => Strike\n    {who} *go*", "who", "Name.Variable"),
        ("rule walk-out => Strike\n    {first:person} *go*", "person", "Name.Entity"),
        ("rule walk-out => Strike\n    <is-to> *go*", "is-to", "Name.Entity"),
        ("rule walk-out => Strike\n    <noun except event-noun> *go*", "except", "Keyword"),
        ("rule walk-out => Strike\n    *go* ...3 out", "...3", "Operator"),
        ("rule walk-out => Strike\n    *go* \\* out", "\\*", "Literal.String.Escape"),
        ("rule walk-out => Strike\n    not after of", "not", "Keyword"),
        ("rule walk-out => Strike\n    does not go", "not", "Text"),
        ("rule r => S\n    a\n    example published 2024-03-06", "2024-03-06", "Literal.Date"),
        ('rule r => S\n    a\n    example\n        "A # b."', '"A # b."', "Literal.String.Double"),
        ('rule r => S\n    a\n    example\n        "A."\n        place = Oslo', "place", "Name.Attribute"),
        ('rule r => S\n    a\n    example\n        "A."\n        place = none', "none", "Keyword.Constant"),
        ('time r\n    a => date(none, feast.month, 3)', "date", "Name.Builtin"),
        ('time r\n    a => date(none, feast.month, 3)', "feast", "Name.Variable"),
        ("phrase p\n    due to  => modality planned", "modality", "Name.Attribute"),
        ("phrase p\n    due to  => modality planned", "planned", "Name.Constant"),
        ("verb pick up => S\n    subject, by = who, required", "subject, by", "Name.Attribute"),
        ("verb pick up => S\n    subject, by = who, required", "required", "Keyword.Type"),
        ("list days: 1..31, Sat\\, x", "1..31", "Literal.Number.Integer"),
        ("list ships from ships.txt", "ships.txt", "Literal.String.Other"),
        ("disable rule walk-out", "rule", "Keyword.Declaration"),
        ("type ship under thing", "under", "Keyword"),
        ("construction c for verb voice active\n    *verb*", "active", "Name.Constant"),
    ],
)  # fmt: skip
def test_every_kind_of_word(text: str, words: str, kind: str):
    assert (kind, words) in tokens(text)
    assert mistakes(text) == []


@pytest.mark.parametrize("keyword", KEYWORDS)
def test_every_statement_begins_with_a_keyword(keyword: str):
    kind, words = tokens(f"{keyword} rule x")[0]
    assert words == keyword
    assert kind.startswith("Keyword")


@pytest.mark.parametrize(
    ("text", "wrong"),
    [("rul x", ["rul", "x"]), ("phrase p\n    {", ["{"]), ('rule r => S\n    "A', ['"']), ("list-of a: b", ["list-of", "a:", "b"])],
)
def test_what_cannot_be_read_is_shown_as_a_mistake(text: str, wrong: list[str]):
    assert mistakes(text) == wrong


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_shipped_files_have_no_mistakes(file: Path):
    assert mistakes(file.read_text("utf-8")) == []


@pytest.mark.parametrize("page", [page for page in PAGES if BLOCK.search(page.read_text("utf-8"))], ids=lambda page: page.name)
def test_files_on_the_pages_have_no_mistakes(page: Path):
    for block in BLOCK.findall(page.read_text("utf-8")):
        assert mistakes(block) == []


@given(st.text(alphabet='ab{}<>[]()|*+~_#"\\=:,. \n\t123', max_size=60))
def test_no_character_is_lost(text: str):
    lexer = RulesLexer(stripnl=False, ensurenl=False)
    assert "".join(words for _, words in lexer.get_tokens(text)) == text


def test_pygments_finds_it_by_name_and_by_file():
    assert type(get_lexer_by_name("rules")) is RulesLexer
    assert type(get_lexer_for_filename("meeting.rules")) is RulesLexer
