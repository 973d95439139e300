"""Between places in files (lines and columns in characters, from 1) and those of editors (from 0, mostly in UTF-16)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lsprotocol import types as lsp
from pygls.workspace import PositionCodec

from eventrules.errors import EventRulesWarning, ExampleFailedError, GrammarError, UnknownNameError

_PIECE = re.compile(r"\.{3}[0-9]*|[\w-]+|\S")


def characters_before(codec: PositionCodec, line: str, column: int) -> int:
    """The characters of a line before an editor's column."""
    units = 0
    for index, character in enumerate(line):
        if units >= column:
            return index
        units += codec.client_num_units(character)
    return len(line)


def range_of(codec: PositionCodec, lines: Sequence[str], number: int, start: int, end: int) -> lsp.Range:
    """Some characters of one line (both counted from 0) as an editor's range; what lies behind the text ends with it."""
    number = min(max(number, 0), max(len(lines) - 1, 0))
    line = lines[number] if lines else ""
    first, last = (codec.client_num_units(line[: max(column, 0)]) for column in (start, end))
    return lsp.Range(lsp.Position(number, first), lsp.Position(number, max(first, last)))


def extent_of(error: GrammarError | EventRulesWarning, line: str) -> tuple[int, int]:
    """The characters of a line that a mistake is about: a name, a sentence, or the piece at its place.

    >>> from eventrules.errors import Location
    >>> line = "    {company} will recall {prodct}"
    >>> extent_of(UnknownNameError("role", "prodct", ("product",), location=Location("a.rules", 1, 28)), line)
    (27, 33)
    """
    start = min(max(error.location.column - 1, 0), len(line)) if error.location else 0
    rest = line[start:]
    if isinstance(error, ExampleFailedError):
        return start, len(line.rstrip())
    if isinstance(error, (UnknownNameError, EventRulesWarning)) and rest.startswith(error.name):
        return start, start + len(error.name)
    piece = _PIECE.match(rest)
    if piece is None:  # behind the end of the line: its last character is shown
        return (start, start) if rest.strip() or not line.strip() else (len(line.rstrip()) - 1, len(line.rstrip()))
    return start, start + piece.end()
