"""The commands for authors, as users run them."""

from __future__ import annotations

from pathlib import Path

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
        done = run("sample", "moor", "--count", 3, "--grammars", "ships.rules", "--found-by")
        assert [line.split("\t")[1] for line in done.stdout.splitlines()] == ["verb-moor"] * 3

    def test_unknown_name(self, run: Run):
        done = run("sample", "mete")
        assert (done.exit_code, done.stdout) == (1, "")
        assert "did you mean 'meet'" in done.stderr

    def test_a_wording_without_any_words_for_it(self, run: Run, tmp_path: Path):
        (tmp_path / "own.rules").write_text("type elf\nevent Dance\n    elf  elf\nrule dance => Dance\n    {elf} *danced*\n", "utf-8")
        done = run("sample", "dance", "--grammars", "own.rules")
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
