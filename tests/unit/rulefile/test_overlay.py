"""Texts that are read in the place of files, as an editor holds them."""

from __future__ import annotations

from pathlib import Path

from eventrules.rulefile.load import read_sources


def messages(*sources: Path, overlay: dict[Path, str]) -> list[str]:
    _, errors = read_sources(*sources, shipped=False, overlay=overlay)
    return [f"{Path(error.location.path).name if error.location else ''}: {error.message}" for error in errors]


def test_a_text_stands_for_its_file(tmp_path: Path):
    file = tmp_path.resolve() / "a.rules"
    file.write_text("phrase greeting\n    hello\n", "utf-8")
    assert messages(file, overlay={}) == []
    assert messages(file, overlay={file: "phras greeting\n    hello\n"}) == ["a.rules: unknown keyword 'phras'"]


def test_a_file_need_not_be_saved_at_all(tmp_path: Path):
    first, second = tmp_path.resolve() / "a.rules", tmp_path.resolve() / "b.rules"
    texts = {first: "use b\nextend phrase greeting\n    hello\n", second: "phrase greeting\n    good day\n"}
    assert messages(first, overlay=texts) == []
    assert messages(first, overlay={first: texts[first]}) == ["a.rules: unknown grammar file 'b'", "a.rules: unknown phrase 'greeting'"]


def test_word_lists_can_be_open_as_well(tmp_path: Path):
    file, words = tmp_path.resolve() / "a.rules", tmp_path.resolve() / "words.txt"
    assert messages(file, overlay={file: "list greeting from words.txt\n", words: "one\none\n"}) == [
        "words.txt: the entry 'one' stands twice; the first stands in line 1"
    ]


def test_half_a_character_is_told_as_what_it_is(tmp_path: Path):
    file = tmp_path.resolve() / "a.rules"
    assert messages(file, overlay={file: "phrase \ud83d"}) == ["a.rules: not UTF-8 text"]
