"""What frames can name is what the constructions of the loaded grammar find, a user's own among them."""

from __future__ import annotations

from pathlib import Path

import pytest

from eventrules.rulefile.check import checked_grammar, find_mistakes
from eventrules.rulefile.functions import functions_of
from eventrules.rulefile.load import read_sources

HEAD = "use constructions\nevent Letter\n    writer actor\n    tune thing\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "letters.rules"


def hints(file: Path, text: str) -> list[tuple[str, str | None]]:
    file.write_text(HEAD + text, "utf-8")
    return [(error.message, error.hint) for error in find_mistakes(read_sources(file, shipped=False)[0])]


class TestShipped:
    def test_captures_and_prepositions_are_functions(self):
        names = functions_of("noun", checked_grammar()).names
        assert {"subject", "object", "possessor", "modifier", "to-discuss", "between", "aimed at"} <= set(names)
        assert not {"preposition", "complement", "support", "time"} & set(names)

    def test_verbs_have_no_possessor(self):
        assert "possessor" not in functions_of("verb", checked_grammar()).names

    def test_what_looks_alike_is_proposed(self, file: Path):
        ((message, hint),) = hints(file, "verb write => Letter\n    subjct = writer\n")
        assert message == "unknown function 'subjct'"
        assert hint is not None
        assert hint.startswith("did you mean 'subject'? among the functions are ")
        assert "object" in hint
        assert "troops-first" not in hint
        assert hint.endswith(", and prepositions")


class TestOwn:
    def test_captures_of_own_constructions_are_functions(self, file: Path):
        own = "construction tuned for verb\n    *verb* to the tune of {to-the-tune-of:thing}\n"
        frame = "verb write => Letter\n    subject = writer\n    to-the-tune-of = tune\n"
        assert [message for message, _ in hints(file, frame)] == ["unknown function 'to-the-tune-of'"]
        assert hints(file, own + frame) == []

    def test_own_prepositions_are_functions(self, file: Path):
        frame = "verb write => Letter\n    Throughout, amidst = tune\n"
        assert [message for message, _ in hints(file, frame)] == ["unknown function 'Throughout'", "unknown function 'amidst'"]
        assert hints(file, f"extend list preposition: Amidst, throughout\n{frame.replace('T', 't')}") == []

    @pytest.mark.parametrize(
        ("phrase", "is_known"), [("(like|as well as)", True), ("unlike", False), ("<adverb> like", True), ("like~", True)]
    )
    def test_prepositions_may_be_a_phrase(self, file: Path, phrase: str, is_known: bool):
        own = f"phrase likening\n    {phrase}\nconstruction likened for verb\n    *verb* {{preposition:likening}} {{complement:thing}}\n"
        assert bool(hints(file, f"{own}verb write => Letter\n    like = tune\n")) != is_known

    def test_a_disabled_construction_finds_nothing(self, file: Path):
        own = "construction aside for verb\n    *verb* {nearby:thing}\nverb write => Letter\n    nearby = tune\n"
        assert hints(file, own) == []
        assert hints(file, f"{own}disable construction aside\n")[0][0] == "unknown function 'nearby'"
