"""Word lists and verb tables in files of their own: a line for each entry, its cells between tabs."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from eventrules.errors import GrammarError, GrammarSyntaxError, Location
from eventrules.rulefile import definitions as d
from eventrules.rulefile.entries import entry_of_row
from eventrules.rulefile.grammar import VerbForms
from eventrules.rulefile.lines import raw_lines

Errors = list[GrammarError]

_KEPT = 64
"""Lists kept in a process, since one that loads many grammars reads the shipped lists with each."""


def entries_of(text: str, name: str) -> tuple[tuple[d.Entry, ...], Errors]:
    """The entries of a list file, and its mistakes.

    Args:
        name: how the file is called in messages.
    """
    entries = _entries_without_mistakes(text, name)
    if entries is not None:
        return entries, []
    errors: Errors = []
    return tuple(_entries(text, name, errors)), errors


@lru_cache(maxsize=_KEPT)
def _entries_without_mistakes(text: str, name: str) -> tuple[d.Entry, ...] | None:
    errors: Errors = []
    entries = tuple(_entries(text, name, errors))
    return None if errors else entries


def _entries(text: str, name: str, errors: Errors) -> Iterator[d.Entry]:
    seen: dict[str, int] = {}
    for where, raw, row in _rows(text, name):

        def complain(message: str, hint: str | None, wrong: str, where: Location = where, raw: str = raw) -> None:
            place = where._replace(column=max(raw.rfind(wrong), 0) + 1) if wrong else where
            errors.append(GrammarSyntaxError(message, location=place, hint=hint, source=raw))

        entry = entry_of_row(row, complain)
        if entry is None:
            continue
        first = seen.setdefault(entry.surface, where.line)
        if first != where.line:
            message = f"the entry {entry.surface!r} stands twice; the first stands in line {first}"
            errors.append(GrammarError(message, location=where, hint="drop one of the two", source=raw))
        yield entry


def verbs_of(text: str, name: str) -> tuple[dict[str, VerbForms], Errors]:
    """The verbs of a table of their forms, and its mistakes."""
    errors: Errors = []
    return dict(_verbs(text, name, errors)), errors


def _verbs(text: str, name: str, errors: Errors) -> Iterator[tuple[str, VerbForms]]:
    seen: dict[str, int] = {}
    for where, raw, row in _rows(text, name):
        is_whole = all(form.strip() for cell in row for form in cell.split("|"))
        if len(row) != 5 or not is_whole:
            message = f"{len(row)} forms in this line, expected 5 with a tab between each two" if is_whole else "a form is missing"
            hint = "they are: base, present, past, participle, gerund; '|' between two spellings of a form"
            errors.append(GrammarSyntaxError(message, location=where, hint=hint, source=raw))
            continue
        base = row[0].strip()
        first = seen.setdefault(base, where.line)
        if first != where.line:
            message = f"the verb {base!r} stands twice; the first stands in line {first}"
            errors.append(GrammarError(message, location=where, hint="drop one of the two", source=raw))
        present, past, participle, gerund = (tuple(form.strip() for form in cell.split("|")) for cell in row[1:])
        yield base, VerbForms(base=base, present=present, past=past, participle=participle, gerund=gerund)


def _rows(text: str, name: str) -> Iterator[tuple[Location, str, list[str]]]:
    """The lines that say something: place, raw line, cells."""
    for number, raw in enumerate(raw_lines(text), 1):
        line = unicodedata.normalize("NFC", raw.removeprefix("\ufeff"))
        if line.strip() and not line.lstrip().startswith("#"):
            yield Location(name, number, 1), raw, line.split("\t")
