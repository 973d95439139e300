"""The README shows files of the repository as they are."""

from __future__ import annotations

from pathlib import Path


def test_readme_shows_the_launch_grammar_as_it_is(root: Path):
    readme = (root / "README.md").read_text("utf-8")
    assert (root / "examples" / "launch.rules").read_text("utf-8") in readme
