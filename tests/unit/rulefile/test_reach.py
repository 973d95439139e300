"""What files of one's own can change, and that nothing outside of their reach is changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from eventrules.rulefile.load import load_grammar
from eventrules.rulefile.reach import Reach, reach_of

HEAD = "use constructions\nevent Heist\n    robber  actor\n"


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return Path("heists.rules")


def reach(file: Path, text: str) -> Reach | None:
    file.write_text(HEAD + text, "utf-8")
    return reach_of(load_grammar(file))


def test_shipped_grammars_alone_have_no_own_words():
    assert reach_of(load_grammar()) is None


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        ("verb filch => Heist\n    subject = robber\n", "They filched it.", "They left with it."),
        ("verb steal => Heist\n    subject = robber\n", "They stole it.", "They left with it."),
        ("noun bank job => Heist\n    by = robber\n", "Bank jobs pay.", "They left the town."),
        ("rule gone => Heist\n    {robber} *filch~* [it] with (care|gusto)\n", "They filched it.", "They left with it."),
        ("rule gone => Heist\n    {robber} *legged* it\n", "He Legged it.", "He left it."),
        ("list haul: loot, swag\nrule gone => Heist\n    {robber} *meet~* with <haul>\n", "They met with loot.", "They met with cash."),
        ("extend list country\n    Ruritania\n", "Ruritania rang.", "Norway rang."),
        ("extend phrase predicate-meaning\n    nix~  => status cancelled\n", "It nixed the talks.", "It cancelled the talks."),
        ("forms filch: filches, filched, filched, filching\n", "They filched it.", "They left."),
        ("disable verb arrest\n", "Police arrested him.", "Police saw him."),
        ("disable rule visiting-person\n", "The visiting king met them.", "The king left."),
        ("type loot\nrule loot => loot\n    [the] swag\n", "The swag is gone.", "The cash is gone."),
    ],
)
def test_reach_of_statements(file: Path, text: str, inside: str, outside: str):
    found = reach(file, text)
    assert found is not None
    assert found.covers(inside)
    assert not found.covers(outside)


@pytest.mark.parametrize(
    "text",
    [
        "type loot\nrule loot => loot\n    <capitalized> <capitalized>\n",
        "type loot\nrule loot => loot\n    [the] <capitalized>\n",
        "rule gone => Heist\n    {robber} *<meeting-verb>*\n\nlist meeting-verb: ;, --\n",
        "extend phrase predicate-meaning\n    <gerund>  => status ongoing\n",
        "extend list clause-boundary\n    …\n",
        "override list country: Ruritania\n",
        "override phrase count\n    twelve\n",
        "disable construction active\n",
        "extend event Meeting\n    sponsor  actor\n",
    ],
)
def test_what_can_change_anything_has_no_bounds(file: Path, text: str):
    assert reach(file, text) is None
