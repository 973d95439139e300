"""Small grammars of a test's own, without the shipped ones."""

from collections.abc import Callable
from pathlib import Path

import pytest

from eventrules.matching.cascade import Cascade, Sentence
from eventrules.matching.compiler import compile_grammar
from eventrules.rulefile.load import load_grammar

Reader = Callable[..., Sentence]


@pytest.fixture
def cascade_of(tmp_path: Path) -> Callable[[str], Cascade]:
    """The layers of a grammar given as text."""

    def compiled(rules: str) -> Cascade:
        file = tmp_path / "own.rules"
        file.write_text(rules, "utf-8")
        return Cascade(compile_grammar(load_grammar(file, shipped=False)))

    return compiled


@pytest.fixture
def read(cascade_of: Callable[[str], Cascade]) -> Reader:
    """The first sentence of a text, read with a grammar given as text."""
    return lambda rules, text: cascade_of(rules).analyse(text).sentence(0)
