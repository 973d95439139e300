"""Wordings that are there for nothing, and that what can match is never taken for one."""

from __future__ import annotations

from pathlib import Path

import pytest

from eventrules.rulefile.check import find_mistakes
from eventrules.rulefile.load import read_sources

HEAD = (
    "type place\ntype town under place\ntype port\nlist city: Paris, Rome\nlist capital: Rome, Paris, Oslo\n"
    "rule first => place\n    in {city}\n    not before !\n"
)


def messages(folder: Path, text: str) -> list[str]:
    (folder / "mine.rules").write_text(HEAD + text, "utf-8")
    return [error.message.partition(" stands in")[0] for error in find_mistakes(read_sources(folder, shipped=False)[0])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("rule b => port\n    in {city}\n    not before !\n    not after the\n", ["this wording"]),
        ("rule b => port\n    in {city}\n    not after the\n", []),
        ("rule b => port\n    in {city}\n    priority 1\n    not before !\n    not after the\n", []),
        ("layer upper\nrule b => port\n    in {city}\n    not before !\n", []),
        ("rule b => port\n    in [the] {city}\n    not before !\n", []),
        ("rule b => port\n    <city except capital>\n", ["nothing is left of <city except capital>"]),
        ("rule b => port\n    <capital except city>\n", []),
        ("rule b => port\n    <town except place>\n", ["nothing is left of <town except place>"]),
        ("rule b => port\n    <place except town>\n", []),
        ("rule b => port\n    <capitalized except capitalized>\n", ["nothing is left of <capitalized except capitalized>"]),
        ("rule b => port\n    port\n    only after the\n    not after the\n", ["this guard forbids what another one asks for"]),
        ("rule b => port\n    port\n    only after the\n    not before the\n", []),
    ],
)
def test_only_what_is_certain_is_told(text: str, expected: list[str], tmp_path: Path):
    assert messages(tmp_path, text) == expected
