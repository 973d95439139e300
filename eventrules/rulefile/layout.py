"""One canonical layout for grammar files: comments and the order of lines stay, what a file says does not change.

Statements are set apart by empty lines, bodies are indented by four columns, what belongs together is aligned, and long
lists are broken into lines. A wording keeps its line, however long.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

import attrs

from eventrules.errors import GrammarErrors
from eventrules.rulefile import definitions as d
from eventrules.rulefile.lines import SourceLine, raw_lines, source_lines
from eventrules.rulefile.printing import print_filled, print_filling, print_guard, print_meaning, print_wording, unplaced
from eventrules.rulefile.syntax import read_grammar

WIDTH = 120
"""How wide lines of lists may be."""

ARROW_MOST = 80
"""How far right the arrows of a statement may be aligned; a longer wording has its own right behind it."""

SLACK = 24
"""How many columns an `=` may be moved to the right to stand below another one."""

_INDENT = "    "


@attrs.frozen
class _Laid:
    """One line of the result.

    `left` and `right` are aligned with those of the neighbours of the same `kind`; `depth` counts indentations.
    """

    number: int
    depth: int
    left: str
    right: str = ""
    kind: str = ""
    comment: str = ""


def formatted(text: str, *, path: str) -> str:
    r"""The text of a grammar file in the canonical layout.

    Args:
        text: the file's content.
        path: how the file is called in messages.

    Raises:
        GrammarErrors: the file cannot be read as a grammar; what has mistakes is not touched.

    >>> print(formatted("phrase  p\n  ( is|are )  to => tense future\n  am to  =>  tense future", path="p.rules"), end="")
    phrase p
        (is|are) to  => tense future
        am to        => tense future
    """
    file, errors = read_grammar(text, path=path)
    if errors:
        raise GrammarErrors("the grammar has mistakes", list(errors))
    raw = raw_lines(text)
    said = {line.number: line for line in source_lines(raw)}
    laid = [line for statement in _by_statement(file, said) for line in _aligned(statement)]
    result = _spaced(laid, raw, said, _headers(file))
    again, errors = read_grammar(result, path=path)
    assert not errors and unplaced(again.statements) == unplaced(file.statements), f"the layout of {path} would change what it says"
    return result


# --- what each line says -----------------------------------------------------------------------------------------


def _headers(file: d.GrammarFile) -> dict[int, d.Statement]:
    return {statement.location.line: statement for statement in file.statements}


def _by_statement(file: d.GrammarFile, said: dict[int, SourceLine]) -> Iterator[list[_Laid]]:
    """The lines of each statement."""
    numbers = sorted(said)
    starts = [number for number in numbers if said[number].indent == 0]
    headers = _headers(file)
    for start, stop in zip(starts, [*starts[1:], len(file.lines) + 1], strict=False):
        statement = headers[start]
        parts = _parts(statement)
        body = [said[number] for number in numbers if start < number < stop]
        lines = [line for source in (said[start], *body) for line in _laid(source, statement, parts)]
        yield lines


def _parts(statement: d.Statement) -> dict[int, object]:
    """The definitions of a statement by the line that they stand on."""
    found: dict[int, object] = {}
    for name in ("lines", "guards", "roles", "slots", "examples"):
        for part in getattr(statement, name, ()):
            found[part.location.line] = part
            for expected in getattr(part, "expectations", ()):
                if expected.name != "value":
                    found[expected.location.line] = expected
    return found


def _laid(source: SourceLine, statement: d.Statement, parts: dict[int, object]) -> list[_Laid]:
    """A line of the file as one or more of the result."""
    number, comment = source.number, _comment(source)
    if source.indent == 0 and isinstance(statement, d.WordList):
        return _listed_header(source, comment)
    depth = 0 if source.indent == 0 else 1
    match parts.get(number) if depth else None:
        case d.Line() as line:
            return [_Laid(number, 1, print_wording(line.pattern), _arrow(print_meaning(line)), "wording", comment)]
        case d.Guard() as guard:
            return [_Laid(number, 1, print_guard(guard), comment=comment)]
        case d.Role() as role:
            return [_Laid(number, 1, role.name, f"  {print_filling(role)}", "role", comment)]
        case d.Slot() as slot:
            return [_Laid(number, 1, ", ".join(slot.functions), f" = {print_filled(slot)}", "slot", comment)]
        case d.Expectation() as expected:
            return [_Laid(number, 2, expected.name, f" = {expected.value}", "expectation", comment)]
        case d.Example():
            return [_Laid(number, 2, _sentence(source.text), comment=comment)]
        case _:
            return _plain(source, statement, depth, comment)


def _plain(source: SourceLine, statement: d.Statement, depth: int, comment: str) -> list[_Laid]:
    """A line without a definition of its own: headers, entries of lists, settings."""
    if depth and isinstance(statement, d.WordList):
        return _entries(source.number, source.text, comment)
    text = " ".join(re.sub("=>", " => ", source.text).split())
    key, _, value = text.partition(" ")
    if depth and isinstance(statement, d.EventDefinition):
        return [_Laid(source.number, depth, key, f"  {value}", "role", comment)]
    return [_Laid(source.number, depth, _commas(text) if key in _LISTING else text, comment=comment)]


_LISTING = ("verb", "noun", "forms", "support", "needs", "unless", "extend", "override", "=>")
"""What lines begin with that have commas between names."""


def _arrow(meaning: str) -> str:
    return f" {meaning}" if meaning else ""


def _sentence(text: str) -> str:
    """A sentence in quotes, in which every character is meant, and what is found in it."""
    found = re.fullmatch(r'("(?:\\.|[^"\\])*")\s*(?:=\s*(.*))?', text, re.DOTALL)
    assert found is not None
    return f"{found[1]} = {' '.join(found[2].split())}" if found[2] else found[1]


def _commas(text: str) -> str:
    return re.sub(r"\s*(?<!\\),\s*", ", ", text).strip()


def _comment(source: SourceLine) -> str:
    before = source.raw.removeprefix("\ufeff") if source.number == 1 else source.raw
    content = before[: source.start + len(source.text)]
    return source.raw[len(content) :].strip()


# --- lists -------------------------------------------------------------------------------------------------------


def _listed_header(source: SourceLine, comment: str) -> list[_Laid]:
    """The header of a list; entries behind the colon that are too many for one line go below it."""
    head, colon, entries = source.text.partition(":")
    head = " ".join(head.split())
    line = f"{head}: {_entry_line(entries)}" if colon else head
    if len(line) <= WIDTH or not colon or not _is_breakable(entries):
        return [_Laid(source.number, 0, line, comment=comment)]
    return [_Laid(source.number, 0, head, comment=comment), *_entries(source.number, entries, "")]


def _entries(number: int, text: str, comment: str) -> list[_Laid]:
    line = _entry_line(text)
    if len(line) + len(_INDENT) <= WIDTH or not _is_breakable(text):
        return [_Laid(number, 1, line, comment=comment)]
    pieces = textwrap.wrap(
        line.replace(" ", "\0").replace(",\0", ", "), WIDTH - len(_INDENT), break_long_words=False, break_on_hyphens=False
    )
    lines = [piece.rstrip(",").replace("\0", " ") for piece in pieces]
    return [_Laid(number, 1, piece, comment=comment if piece is lines[0] else "") for piece in lines]


def _is_breakable(text: str) -> bool:
    """Whether each entry stands for itself alone."""
    return re.search(r"[={}\\]", text) is None


def _entry_line(text: str) -> str:
    text = " ".join(text.split())
    return _commas(text) if _is_breakable(text) and text.strip(" ,") else text


# --- laying out --------------------------------------------------------------------------------------------------


def _aligned(lines: list[_Laid]) -> Iterator[_Laid]:
    """The lines of a statement with their right-hand sides below one another."""
    group: list[_Laid] = []
    for line in lines:
        if group and (line.kind != group[-1].kind or not line.kind):
            yield from _in_columns(group)
            group = []
        group.append(line)
    yield from _in_columns(group)


def _in_columns(group: list[_Laid]) -> Iterator[_Laid]:
    most = ARROW_MOST if group and group[0].kind == "wording" else WIDTH
    widths = [len(line.left) for line in group if line.right and len(line.left) <= most]
    column = max(widths, default=0)
    if group and group[0].kind == "slot" and column - min(widths, default=0) > SLACK:
        column = 0
    for line in group:
        left = line.left.ljust(column) if line.right and line.kind else line.left
        yield attrs.evolve(line, left=f"{left}{line.right}", right="")


def _spaced(laid: list[_Laid], raw: tuple[str, ...], said: dict[int, SourceLine], headers: dict[int, d.Statement]) -> str:
    """The lines with comments and empty lines between them."""
    by_number: dict[int, list[_Laid]] = {}
    for line in laid:
        by_number.setdefault(line.number, []).append(line)
    bodied = {start for start in headers if _has_body(start, by_number, said, headers)}
    lines: list[str] = []
    waiting: list[str] = []
    last_bodied = False
    for number, text in enumerate(raw, 1):
        if number in by_number:
            is_header = number in headers
            if is_header and lines and (number in bodied or last_bodied):
                waiting = ["", *(waiting[1:] if waiting[:1] == [""] else waiting)]
            depth = 0 if is_header else by_number[number][0].depth
            lines += [f"{_INDENT * depth}{entry}" if entry else "" for entry in waiting]
            waiting = []
            lines += [_shown(line) for line in by_number[number]]
            last_bodied = number in bodied if is_header else last_bodied
        elif text.strip().removeprefix("\ufeff"):
            waiting.append(text.strip().removeprefix("\ufeff"))
        elif (waiting or lines) and (not waiting or waiting[-1]):
            waiting.append("")
    lines += waiting
    return "\n".join(lines).strip("\n") + "\n" if lines else ""


def _has_body(start: int, by_number: dict[int, list[_Laid]], said: dict[int, SourceLine], headers: dict[int, d.Statement]) -> bool:
    following = min((number for number in said if number > start), default=None)
    return len(by_number[start]) > 1 or (following is not None and following not in headers)


def _shown(line: _Laid) -> str:
    return f"{_INDENT * line.depth}{line.left}{f'  {line.comment}' if line.comment else ''}"
