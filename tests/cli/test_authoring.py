"""The commands for authors, as users run them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.conftest import Run

SHIPS = """
use constructions

event Mooring
    captain   person

verb moor => Mooring
    subject = captain
    example published 2024-03-06
        "Ann Lee moored on Monday."
        captain = Ann Lee
"""


class TestSample:
    def test_as_many_as_wanted(self, run: Run):
        done = run("sample", "verb meet", "--count", 4)
        assert done.exit_code == 0
        assert len(set(done.stdout.splitlines())) == 4
        assert done.stdout == run("sample", "verb meet", "--count", 4, "--seed", 0).stdout
        assert done.stdout != run("sample", "verb meet", "--count", 4, "--seed", 1).stdout

    def test_who_finds_them(self, run: Run, tmp_path: Path):
        (tmp_path / "ships.rules").write_text(SHIPS, "utf-8")
        done = run("sample", "moor", "--count", 3, "--grammars", "constructions", "--grammars", "ships.rules", "--found-by")
        assert [line.split("\t")[1] for line in done.stdout.splitlines()] == ["verb-moor"] * 3

    def test_unknown_name(self, run: Run):
        done = run("sample", "mete")
        assert (done.exit_code, done.stdout) == (1, "")
        assert "did you mean 'meet'" in done.stderr

    def test_a_wording_without_any_words_for_it(self, run: Run, tmp_path: Path):
        (tmp_path / "own.rules").write_text("type elf\nevent Dance\n    elf  elf\nrule dance => Dance\n    {elf} *danced*\n", "utf-8")
        done = run("sample", "dance", "--grammars", "words", "--grammars", "own.rules")
        assert (done.exit_code, done.stderr) == (1, "eventrules: no example shows what 'elf' could be\n")


class TestFmt:
    UNTIDY = "phrase  p\n  to => tense future  # soon\n"
    TIDY = "phrase p\n    to  => tense future  # soon\n"

    def test_writes(self, run: Run, tmp_path: Path):
        (tmp_path / "own").mkdir()
        (tmp_path / "own" / "a.rules").write_text(self.UNTIDY, "utf-8")
        (tmp_path / "own" / "b.rules").write_text(self.TIDY, "utf-8")
        done = run("fmt", "own")
        assert (done.exit_code, done.stdout) == (0, "own/a.rules changed\n")
        assert (tmp_path / "own" / "a.rules").read_text("utf-8") == self.TIDY
        assert (run("fmt", "own", "--check").exit_code, run("fmt", "own").stdout) == (0, "")

    def test_check_and_diff_change_nothing(self, run: Run, tmp_path: Path):
        (tmp_path / "a.rules").write_text(self.UNTIDY, "utf-8")
        checked, shown = run("fmt", "a.rules", "--check"), run("fmt", "a.rules", "--diff")
        assert (checked.exit_code, checked.stdout) == (1, "a.rules would change\n")
        assert shown.exit_code == 0
        assert "-phrase  p\n" in shown.stdout
        assert "+phrase p\n" in shown.stdout
        assert (tmp_path / "a.rules").read_text("utf-8") == self.UNTIDY

    def test_mistakes_are_said_and_nothing_is_written(self, run: Run, tmp_path: Path):
        (tmp_path / "a.rules").write_text(self.UNTIDY, "utf-8")
        (tmp_path / "b.rules").write_text("phrase p\n    (a|\n", "utf-8")
        done = run("fmt", ".")
        assert (done.exit_code, done.stdout) == (1, "")
        assert done.stderr.startswith("b.rules:2:")
        assert (tmp_path / "a.rules").read_text("utf-8") == self.UNTIDY


CHANGES = """
extend phrase is-about
    on the verge of  => modality likely
override list harbour: Bergen
disable noun press conference
"""
OWN = "phrase is-about\n    about to  => modality planned\nlist harbour: Oslo\n"


class TestListAndShow:
    def test_what_later_files_changed(self, run: Run, tmp_path: Path):
        (tmp_path / "a.rules").write_text(OWN, "utf-8")
        (tmp_path / "b.rules").write_text(CHANGES, "utf-8")
        done = run("list", "--grammars", "a.rules", "--grammars", "b.rules")
        lines = done.stdout.splitlines()
        assert "phrase\tis-about\ta.rules:1\textended at b.rules:2" in lines
        assert "list\tharbour\tb.rules:4" in lines
        assert "noun\tpress conference\tdisabled at b.rules:5" in lines
        assert any(line.startswith("noun\tnews conference") and "\tmeeting.rules:" in line for line in lines)
        shown = run("show", "is-about", "--grammars", "a.rules", "--grammars", "b.rules")
        assert shown.stdout == (
            "# a.rules:1\n# extended at b.rules:2\nphrase is-about\n"
            "    about to => modality planned\n    on the verge of => modality likely\n"
        )

    def test_kinds(self, run: Run):
        kinds = {line.split("\t")[0] for line in run("list", "event", "adjunct").stdout.splitlines()}
        assert kinds == {"event", "adjunct"}
        assert run("list", "events").exit_code == 2

    def test_a_frame_is_found_by_its_trigger(self, run: Run):
        assert run("show", "tour").stdout.count("=> Visit") == 2
        assert run("show", "verb tour").stdout.count("=> Visit") == 1
        assert "did you mean 'tour'" in run("show", "toor").stderr

    def test_a_long_list_is_cut(self, run: Run):
        assert re.search(r"\n    # and \d+ more\n$", run("show", "capital").stdout)


class TestStats:
    def test_counts(self, run: Run, tmp_path: Path):
        (tmp_path / "a.txt").write_text("Ann Lee met Bo Kim on Friday. Ann Lee visited Oslo. Maria Santos met Peter Novak.", "utf-8")
        done = run("stats", "a.txt", "missing.txt", "--published", "2024-03-06")
        lines = [line.split("\t")[:2] for line in done.stdout.splitlines()]
        assert ["2", "verb meet"] in lines
        assert ["1", "verb visit"] in lines
        assert ["never", "verb leave"] in lines
        assert ["1", "time weekday"] in lines
        assert (done.exit_code, done.stderr) == (1, "eventrules: missing.txt: no such file or directory\n")


class TestNew:
    MEETING = 'Meeting: "[participants Ann Lee] is expected to *meet* [participants Bo Kim] in [place Paris]"'

    def test_what_it_writes_is_good(self, run: Run, tmp_path: Path):
        done = run("new", self.MEETING, "--published", "2024-03-06")
        assert done.stdout.startswith(
            "rule is-expected-to-meet => Meeting\n    {participants} is expected to *meet* {participants} [in {place}]\n    example"
        )
        (tmp_path / "new.rules").write_text(done.stdout, "utf-8")
        assert run("check", "meeting", "new.rules").exit_code == 0

    @pytest.mark.parametrize(
        ("annotated", "message"),
        [
            ("Ann Lee met Bo Kim", "one trigger between stars"),
            ('Meeting: "[participants Ann Lee] met Bo Kim"', "one trigger between stars"),
            ('Meeting: "[participant Ann Lee] *met* Bo Kim"', "did you mean 'participants'"),
            ('Meeting: "[place Ann Lee] *met* Bo Kim"', "'Ann Lee' is a person, which cannot fill the role 'place'"),
            ('Meeting: "[participants Ann] Lee *met* Bo Kim"', "in this sentence the grammar finds: Ann Lee, Bo Kim"),
        ],
    )
    def test_mistakes(self, run: Run, annotated: str, message: str):
        done = run("new", annotated, "--published", "2024-03-06")
        assert (done.exit_code, done.stdout) == (1, "")
        assert message in done.stderr
