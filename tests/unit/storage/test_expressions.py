"""Expressions that are kept: they match as `re` would have it, and whatever is wrong with the file costs time alone."""

import re
import sqlite3
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eventrules.storage import expressions
from eventrules.storage.expressions import FILE, compiled

SOURCES = ["", "a", "(a)|(b)", "[a-z\U000f0000-\U000f0101]{2,5}?(?!x)", "(?<=a)[^b\udc80]*+c", "(?>(?:é|(ß)){1,3})|(?!)"]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder that nobody has used."""
    monkeypatch.setenv("EVENTRULES_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def matches(pattern: re.Pattern[str], text: str) -> list[tuple[tuple[int, int], tuple[str | None, ...]]]:
    return [(match.span(), match.groups()) for match in pattern.finditer(text)]


class TestKeeping:
    @pytest.mark.parametrize("source", SOURCES)
    def test_what_is_read_back_is_what_re_makes(self, source: str, monkeypatch: pytest.MonkeyPatch):
        compiled(source)
        monkeypatch.setattr(expressions, "_tree_of", None)
        again, plain = compiled(source), re.compile(source)
        assert (again, again.pattern, again.flags, again.groups, again.groupindex) == (plain, source, plain.flags, plain.groups, {})

    @pytest.mark.filterwarnings("ignore::FutureWarning")
    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.text("ab|()[]?*c", max_size=10), st.text("abc", max_size=12))
    def test_any_expression_matches_as_ever(self, source: str, text: str):
        try:
            plain = re.compile(source)
        except re.error:
            with pytest.raises(re.error):
                compiled(source)
            return
        assert matches(compiled(source), text) == matches(compiled(source), text) == matches(plain, text)

    def test_those_that_came_first_go_first(self, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr(expressions, "_MOST", 2)
        for source in "abc":
            compiled(source)
        monkeypatch.setattr(expressions, "_tree_of", None)
        assert [compiled(source).pattern for source in "bc"] == ["b", "c"]
        with pytest.raises(TypeError):
            compiled("a")

    def test_another_python_finds_nothing(self, monkeypatch: pytest.MonkeyPatch):
        compiled("a")
        monkeypatch.setattr(expressions, "_MAKER", "another")
        monkeypatch.setattr(expressions, "_tree_of", None)
        with pytest.raises(TypeError):
            compiled("a")


class TestTrouble:
    def spoil(self, folder: Path, code: bytes) -> None:
        with sqlite3.connect(folder / FILE) as opened:
            opened.execute("UPDATE expressions SET code = ?", (code,))
        opened.close()

    @pytest.mark.parametrize(
        "code",
        [
            b"",
            b"nothing",
            expressions._packed(32, [], 0),
            expressions._packed(32, [255], 0),
        ],
    )
    def test_spoilt_code_is_made_anew(self, code: bytes, folder: Path):
        compiled("(a)b")
        self.spoil(folder, code)
        assert matches(compiled("(a)b"), "ab") == [((0, 2), ("a",))]

    def test_a_file_of_something_else_is_replaced(self, folder: Path, monkeypatch: pytest.MonkeyPatch):
        folder.mkdir()
        (folder / FILE).write_bytes(b"something else " * 100)
        assert compiled("a").match("a")
        assert compiled("b").match("b")
        monkeypatch.setattr(expressions, "_tree_of", None)
        assert compiled("b").match("b")

    def test_a_place_that_cannot_be_written_keeps_nothing(self, folder: Path):
        folder.write_text("a file", "utf-8")
        assert compiled("a").match("a")
        assert folder.read_text("utf-8") == "a file"

    def test_another_process_that_writes_for_long_is_not_waited_for(self, folder: Path, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr(expressions, "_PATIENCE", 0.01)
        compiled("a")
        opened = sqlite3.connect(folder / FILE, isolation_level=None)
        opened.execute("BEGIN EXCLUSIVE")
        assert compiled("a").match("a")
        assert compiled("b").match("b")
        opened.close()

    @pytest.mark.parametrize("setting", ["off", "other"])
    def test_nothing_is_kept_where_nobody_asks_for_it(self, setting: str, folder: Path, monkeypatch: pytest.MonkeyPatch):
        if setting == "off":
            monkeypatch.setenv("EVENTRULES_CACHE", "off")
        else:
            monkeypatch.setattr(expressions, "_read_back", None)  # a Python that has its `re` otherwise
        assert compiled("(a)").match("a")
        assert not folder.exists()
