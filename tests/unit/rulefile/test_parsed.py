"""Files that were read once are not read again, and what was kept of them is never trusted too far."""

from pathlib import Path

import pytest

from eventrules.rulefile import parsed as module
from eventrules.rulefile.parsed import parsed
from eventrules.rulefile.syntax import read_grammar
from eventrules.storage.files import VARIABLE, keep

GOOD = """\
type person
list name: Ann, Bo

rule names => person  # who
    *<name>* ...2 <name>
    example
        "Ann saw Bo." = Ann
"""
BAD = "type person under\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))
    module._without_mistakes.cache_clear()
    return tmp_path / "cache"


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the files that are read for good."""
    done: list[str] = []
    read = module._read_grammar
    monkeypatch.setattr(module, "_read_grammar", lambda text, path: (done.append(path), read(text, path))[1])
    return done


def again(text: str, path: str) -> object:
    """Parsed as in a new process."""
    module._without_mistakes.cache_clear()
    return parsed(text, path=path)


def test_a_file_is_read_once(folder: Path, readings: list[str]):
    assert parsed(GOOD, path="a.rules") == again(GOOD, "a.rules") == read_grammar(GOOD, path="a.rules")
    assert readings == ["a.rules"]


def test_text_and_path_matter(folder: Path, readings: list[str]):
    for text, path in ((GOOD, "a.rules"), (GOOD, "b.rules"), (GOOD + "\n", "a.rules"), (GOOD, "b.rules")):
        assert again(text, path) == read_grammar(text, path=path)
    assert len(readings) == 3


def test_mistakes_are_told_each_time(folder: Path):
    for _ in range(2):
        _, errors = parsed(BAD, path="a.rules")
        assert [error.location and error.location.line for error in errors] == [1]
    assert not folder.exists()


@pytest.mark.parametrize("content", [b"[]", b"{}", b"[99]", b"no json", b"\xff", b"1"])
def test_a_file_that_holds_something_else_is_made_anew(folder: Path, readings: list[str], content: bytes):
    before = parsed(GOOD, path="a.rules")
    (file,) = folder.iterdir()
    keep(file, content, most=9)
    assert again(GOOD, "a.rules") == before
    assert len(readings) == 2
    again(GOOD, "a.rules")
    assert len(readings) == 2


def test_nothing_is_kept_where_the_cache_is_off(folder: Path, readings: list[str], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv(VARIABLE, "off")
    assert parsed(GOOD, path="a.rules") == again(GOOD, "a.rules")
    assert len(readings) == 2
    assert not folder.exists()
