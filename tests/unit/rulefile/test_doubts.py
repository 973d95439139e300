"""What is no mistake but likely not meant, and that nothing is told of what is meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from eventrules.examples import check
from eventrules.rulefile.check import checked_grammar
from eventrules.rulefile.doubts import find_doubts

HEAD = "use constructions\nevent Heist\n    robber  actor\nverb rob => Heist\n    subject = robber\n"


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return Path("heists.rules")


def doubts(file: Path, text: str, *, shipped: bool = True) -> list[str]:
    file.write_text(HEAD + text, "utf-8")
    return [str(doubt).splitlines()[0] for doubt in find_doubts(checked_grammar(file, shipped=shipped))]


def test_shipped_grammars_have_none():
    assert find_doubts(checked_grammar()) == ()


class TestVerbs:
    def test_of_frames_of_support_and_of_wordings(self, file: Path):
        text = (
            "verb plunder, swipee => Heist\n    subject = robber\n"
            "noun heist => Heist\n    by = robber\n    note  pulll it off\n    support pulll, hold\n"
            "rule snatched => Heist\n    {robber} *snatchh~* it\n"
        )
        assert [line.partition(";")[0] for line in doubts(file, text)] == [
            "heists.rules:6:15: warning: no table of forms has the verb 'swipee'",
            "heists.rules:11:13: warning: no table of forms has the verb 'pulll'",
            "heists.rules:13:15: warning: no table of forms has the verb 'snatchh'",
        ]

    def test_is_told_once_with_its_remedy(self, file: Path):
        text = "rule yoinked => Heist\n    {robber} *yoink~* it\n    {robber} has *yoink~* it\n"
        file.write_text(HEAD + text, "utf-8")
        (doubt,) = find_doubts(checked_grammar(file))
        assert doubt.hint == "where this is right, say so: forms yoink: yoinks, yoinked, yoinked, yoinking"
        assert doubts(file, f"forms yoink: yoinks, yoinked, yoinked, yoinking\n{text}") == []

    def test_nouns_are_none(self, file: Path):
        found = doubts(file, "forms heister: heisters\nrule a => Heist\n    {robber} *heister~* of bank~ and bankk~\n")
        assert [line.partition(";")[0] for line in found] == ["heists.rules:8:38: warning: no table of forms has the verb 'bankk'"]


class TestNames:
    def test_that_nothing_uses(self, file: Path):
        text = (
            "phrase loot\n    the money\nlist car: van, lorry\nlist used: bank\nphrase only-excluded\n    bank\n"
            "rule a => Heist\n    {robber} *took* <used except only-excluded>\n"
        )
        assert doubts(file, text) == [
            "heists.rules:6:8: warning: nothing uses the phrase 'loot'",
            "heists.rules:8:6: warning: nothing uses the list 'car'",
        ]

    def test_that_nothing_finds(self, file: Path):
        text = "event Escape\n    who  actor\ntype vehicle under thing\ntype van under vehicle\ntype cell\nphrase cell\n    a cell\n"
        assert doubts(file, text + "rule locked => Heist\n    {robber} *locked* <cell>\n") == [
            "heists.rules:6:7: warning: nothing finds events of the type 'Escape'",
            "heists.rules:8:6: warning: no rule finds mentions of the type 'vehicle'",
            "heists.rules:9:6: warning: no rule finds mentions of the type 'van'",
        ]
        assert (
            doubts(file, text + "rule van => van\n    a van\nrule a => Heist\n    {robber} *locked* <cell>\nrule e => Escape\n    *ran*\n")
            == []
        )

    def test_what_is_disabled_is_not_told(self, file: Path):
        assert doubts(file, "phrase loot\n    the money\ndisable phrase loot\n") == []

    def test_a_grammar_without_the_shipped_ones_is_there_for_others_to_use(self, file: Path):
        assert doubts(file, "phrase loot\n    the money\n", shipped=False) == []


def test_a_report_holds_the_warnings_of_grammars_without_mistakes(file: Path):
    file.write_text(HEAD + "phrase loot\n    the money\n", "utf-8")
    assert [warning.name for warning in check(file).warnings] == ["loot"]
    file.write_text(HEAD + "phrase loot\n    the <monney>\n", "utf-8")
    assert check(file).warnings == ()
