"""Runs the commands that pages show."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner

from eventrules.cli.commands import cli
from eventrules.extractor import shipped

_SHELL = set("|<>&;")


def output_of(command: str, folder: Path) -> str:
    """What a command of a page writes in a folder, standard error included.

    A plain `eventrules …` is run in this process, which holds the shipped grammars; anything else by a shell.
    """
    shipped()
    program, *arguments = shlex.split(command)
    if program == "eventrules" and _SHELL.isdisjoint(arguments):
        before = Path.cwd()
        os.chdir(folder)
        try:
            return CliRunner(env={"COLUMNS": "80"}).invoke(cli, arguments, prog_name=program).output
        finally:
            os.chdir(before)
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | {"PATH": path, "COLUMNS": "80", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(["sh", "-c", command], cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    return done.stdout.decode()
