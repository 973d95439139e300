"""The command line: reads documents, calls what the package offers to Python, and writes results."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run the command line, and end the process; loads click only now."""
    from eventrules.cli.commands import cli
    from eventrules.collecting import collect_seldom

    collect_seldom()
    try:
        cli()
    except SystemExit as ended:
        _leave(ended)


def _leave(ended: SystemExit) -> None:
    """End at once, as mypy does: Python would take a second to take a grammar apart that nobody will use.

    Where something is left to say, or cannot be written, Python ends as ever.
    """
    if not isinstance(ended.code, int | None):
        raise ended
    try:
        for stream in filter(None, (sys.stdout, sys.stderr)):
            stream.flush()
    except (OSError, ValueError):
        raise ended from None
    os._exit(ended.code or 0)


__all__ = ["main"]
