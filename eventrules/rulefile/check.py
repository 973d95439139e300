"""Looks for mistakes in what was loaded."""

from __future__ import annotations

from eventrules.rulefile.grammar import Grammar
from eventrules.rulefile.load import Source, load_grammar


def checked_grammar(*sources: Source) -> Grammar:
    """Load and check."""
    return load_grammar(*sources)
