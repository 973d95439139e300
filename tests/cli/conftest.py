"""Runs the command line: in this process, which is quick, and as a process of its own, as users do."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import eventrules
from eventrules.cli.commands import cli

TEXT = "Ann Lee is expected to meet Peter Novak in Paris on Friday."
"""A text with one event; published on DAY."""
DAY = "2024-03-06"

Run = Callable[..., Result]
Process = Callable[..., subprocess.CompletedProcess[bytes]]


@pytest.fixture
def run(extractor: eventrules.Extractor, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Runs a command in an empty folder, while the shipped grammars are held."""
    monkeypatch.chdir(tmp_path)
    return lambda *arguments, input=None: CliRunner().invoke(cli, [str(argument) for argument in arguments], input=input)


@pytest.fixture
def process(tmp_path: Path) -> Process:
    """Runs a command as a process of its own in an empty folder."""

    def started(*arguments: object, input: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-m", "eventrules", *map(str, arguments)]
        return subprocess.run(command, input=input, capture_output=True, cwd=tmp_path, check=False)

    return started
