"""The derived word lists are those that the script makes now, of what it reads now."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "tools" / "build_lists.py"
LISTS = ROOT / "grammars" / "en" / "lists"
RECORD = json.loads((ROOT / "tools" / "lists.json").read_text("utf-8"))
REMEDY = "run `make lists`, look at what changed, and commit lists and record together"


def fingerprint(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def installed(name: str) -> str | None:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None


@pytest.mark.parametrize("name", sorted(RECORD["from"]))
def test_nothing_that_lists_are_made_of_has_changed_since_they_were_built(name: str):
    path = SCRIPT if name == SCRIPT.name else LISTS / name
    assert fingerprint(path) == RECORD["from"][name], f"{path.name} has changed: {REMEDY}"


@pytest.mark.parametrize("name", sorted(RECORD["built"]))
def test_lists_are_as_they_were_built(name: str):
    assert fingerprint(LISTS / name) == RECORD["built"][name], f"{name} is not what the script wrote: {REMEDY}"


def test_every_list_that_says_it_is_built_is_recorded():
    built = {path.name for path in LISTS.glob("*.txt") if path.read_text("utf-8").startswith("# Built by tools/build_lists.py")}
    assert built == set(RECORD["built"])


def test_building_again_gives_the_same_lists(tmp_path: Path):
    missing = {name: version for name, version in RECORD["packages"].items() if installed(name) != version}
    if missing:
        pytest.skip(f"`make lists` installs what this needs: {missing}")
    subprocess.run([sys.executable, str(SCRIPT), str(tmp_path)], check=True, stdout=subprocess.DEVNULL)
    for name in RECORD["built"]:
        assert (tmp_path / name).read_bytes() == (LISTS / name).read_bytes(), f"{name}: {REMEDY}"
