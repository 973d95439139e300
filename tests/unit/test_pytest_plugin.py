"""Grammar files as tests, in runs of pytest of their own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

EVENT = """use constructions

event Mooring
    captain   person
"""

MOORING = """use event

verb moor => Mooring
    subject = captain
    example published 2024-03-06
        "Ann Lee moored on Monday."
        captain = Ann Lee
    example published 2024-03-06
        "Bo Kim moored."
        captain = Ann Lee
    counterexample
        "It rained."
"""


@pytest.fixture
def grammars(tmp_path: Path) -> Path:
    """A project with grammar files in a folder, and a file of another program."""
    (tmp_path / "grammars").mkdir()
    (tmp_path / "grammars" / "event.rules").write_text(EVENT, "utf-8")
    (tmp_path / "grammars" / "mooring.rules").write_text(MOORING, "utf-8")
    (tmp_path / "udev.rules").write_text('KERNEL=="tty*"', "utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\neventrules_grammars = grammars\n", "utf-8")
    return tmp_path


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", "-p", "eventrules.pytest_plugin", "-p", "no:cacheprovider", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_each_example_is_a_test(grammars: Path):
    done = run(grammars, "-v")
    assert done.returncode == 1
    assert "1 failed, 2 passed" in done.stdout
    assert "grammars/mooring.rules::verb moor:6 PASSED" in done.stdout
    assert "grammars/mooring.rules::verb moor:9 FAILED" in done.stdout
    assert "udev" not in done.stdout
    assert "grammars/mooring.rules:9:9: the example of verb moor fails" in done.stdout
    assert "captain = Bo Kim" in done.stdout
    assert "Traceback" not in done.stdout


def test_mistakes_are_told_when_the_file_is_collected(grammars: Path):
    (grammars / "grammars" / "mooring.rules").write_text(MOORING.replace("= captain\n", "= captian\n"), "utf-8")
    done = run(grammars, "grammars/mooring.rules")
    assert done.returncode == 2
    assert "grammars/mooring.rules:4:15: unknown role 'captian'" in done.stdout
    assert "did you mean 'captain'" in done.stdout
    assert "Traceback" not in done.stdout


def test_a_file_named_on_the_command_line_needs_no_setting(grammars: Path):
    (grammars / "pytest.ini").write_text("[pytest]\n", "utf-8")
    assert "1 failed, 2 passed" in run(grammars, "grammars/mooring.rules").stdout
