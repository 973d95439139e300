"""Reads the text of a grammar file into definitions.

A file is a list of blocks (`lines.py`); every line is parsed by itself (`wording.py`, `bodies.py`) and every block
becomes a statement (`statements.py`), so one mistake never hides the next.
"""

from __future__ import annotations

import sys

import attrs

from eventrules.errors import GrammarError
from eventrules.rulefile import definitions as d
from eventrules.rulefile.entries import canonical_value
from eventrules.rulefile.lines import blocks, raw_lines, source_lines
from eventrules.rulefile.statements import KEYWORDS, StatementReader

__all__ = ["KEYWORDS", "canonical_value", "read_grammar"]


def read_grammar(text: str, *, path: str) -> tuple[d.GrammarFile, tuple[GrammarError, ...]]:
    """Read the text of a grammar file.

    Args:
        text: the file's content.
        path: how the file is called in messages.

    Returns:
        what was understood, and every mistake, in the order of the file.

    >>> grammar, errors = read_grammar("list weekend-day: Saturday, Sunday", path="days.rules")
    >>> [entry.surface for entry in grammar.statements[0].entries]
    ['Saturday', 'Sunday']
    >>> errors
    ()
    """
    reader = StatementReader(path)
    raw = raw_lines(text)
    statements: list[d.Statement] = []
    layer: str | None = None
    for block in blocks(source_lines(raw), path, reader.errors):
        statement = reader.statement(block)
        if isinstance(statement, d.Layer):
            layer = statement.name
        elif isinstance(statement, d.Rule):
            statement = attrs.evolve(statement, layer=layer)
        if statement is not None:
            statements.append(statement)
    errors = tuple(sorted(reader.errors, key=_place))
    return d.GrammarFile(path=path, statements=tuple(statements), lines=raw), errors


def _place(error: GrammarError) -> tuple[int, int]:
    return (error.location.line, error.location.column) if error.location else (sys.maxsize, 0)
