"""The pages keep their word: shell sessions are run, files shown are the files, links lead somewhere.

Python examples in pages and docstrings are run by pytest itself (`--doctest-modules --doctest-glob=*.md`).
"""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

from tests.docs.sessions import output_of

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
SESSION = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def sessions(page: Path) -> list[tuple[str, str]]:
    """The commands of a page, in order, with the output that it shows."""
    found: list[tuple[str, str]] = []
    for block in SESSION.findall(page.read_text("utf-8")):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, shown = part.partition("\n")
            found.append((command, shown))
    return found


@pytest.mark.parametrize("page", [page for page in PAGES if sessions(page)], ids=lambda page: page.name)
def test_shell_sessions_show_what_happens(page: Path, tmp_path: Path):
    for command, shown in sessions(page):
        got = output_of(command, tmp_path)
        assert doctest.OutputChecker().check_output(shown, got, FLAGS), f"$ {command}\n{got}\nbut the page shows\n{shown}"


def test_readme_shows_the_launch_grammar_as_it_is(root: Path):
    readme = (root / "README.md").read_text("utf-8")
    assert (root / "examples" / "invention.rules").read_text("utf-8") in readme


@pytest.mark.skipif(not (ROOT / "docs" / "first-rule.md").exists(), reason="the pages for authors of grammars are not in this checkout")
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_to_files(page: Path):
    targets = [link for link in LINK.findall(page.read_text("utf-8")) if "://" not in link]
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_pages_and_docstrings_are_collected(pytestconfig: pytest.Config):
    """Pages without an example that is run would rot unseen."""
    assert "--doctest-modules" in pytestconfig.getini("addopts")
    assert "--doctest-glob=*.md" in pytestconfig.getini("addopts")
    assert {"eventrules", "docs", "README.md"} <= set(pytestconfig.getini("testpaths"))
