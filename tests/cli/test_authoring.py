"""The commands for authors, as users run them."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run

SHIPS = """
use constructions

event Mooring
    ship   thing

verb moor => Mooring
    subject = ship
    example published 2024-03-06
        "The tanker moored on Monday."
        ship = tanker
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
