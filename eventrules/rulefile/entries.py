"""Reads the entries of word lists: inline, on lines of their own, or from a file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from eventrules.rulefile import definitions as d

Complain = Callable[[str, str | None], None]
"""Takes a message and a hint."""


def canonical_value(text: str) -> str | int:
    """What a list entry stands for: a whole number where it looks like one, else the text."""
    return int(text) if re.fullmatch(r"-?[0-9]{1,9}", text) else text


def entries_of_line(text: str, complain: Complain) -> list[d.Entry]:
    r"""The entries of one line.

    `January, Jan. = 1 {key: value}` gives two forms of one entry, `1..31` a range of numbers; a backslash before a
    comma, a brace or `=` makes it part of the entry.

    >>> [(e.surface, e.canonical) for e in entries_of_line("January, Jan. = 1", print)]
    [('January', 1), ('Jan.', 1)]
    >>> [e.surface for e in entries_of_line(r"Smith\, Jones", print)]
    ['Smith, Jones']
    """
    attributes: tuple[tuple[str, str], ...] = ()
    if (braces := re.search(r"(?<!\\)\{([^{}]*)\}$", text)) is not None:
        text = text[: braces.start()].strip()
        attributes = tuple(_attributes(braces[1].split(","), ":", complain))
    if (numbers := re.fullmatch(r"([0-9]{1,4})\.\.([0-9]{1,4})", text)) is not None:
        return _range(int(numbers[1]), int(numbers[2]), complain)
    surfaces, value = _halves(text)
    words = [_plain(word) for word in _split(surfaces, ",")] if surfaces.strip(" ,") else [surfaces.strip()]
    if not all(words):
        complain("an entry of the list is empty", r"entries stand between commas; write \, for the mark itself")
        return []
    return [d.Entry(surface=word, canonical=canonical_value(value if value is not None else word), attributes=attributes) for word in words]


def _halves(text: str) -> tuple[str, str | None]:
    """What stands before the last plain `=` and what stands behind it; a lone `=` is an entry of its own."""
    parts = _split(text, "=")
    if len(parts) < 2 or not parts[-1].strip() or not "=".join(parts[:-1]).strip():
        return text, None
    return "=".join(parts[:-1]), _plain(parts[-1])


def _split(text: str, mark: str) -> list[str]:
    return re.split(rf"(?<!\\){re.escape(mark)}", text)


def _plain(word: str) -> str:
    return re.sub(r"\\(.)", r"\1", word.strip())


def _attributes(pairs: list[str], between: str, complain: Complain) -> Iterator[tuple[str, str]]:
    for pair in pairs:
        key, found, value = pair.partition(between)
        if found and key.strip() and value.strip():
            yield key.strip(), value.strip()
        else:
            complain(f"{pair.strip()!r} is no attribute", f"attributes are written as key{between}value")


def _range(first: int, last: int, complain: Complain) -> list[d.Entry]:
    if last < first:
        complain(f"the range {first}..{last} is empty", f"did you mean {last}..{first}?")
        return []
    plain = [d.Entry(surface=str(n), canonical=n) for n in range(first, last + 1)]
    return plain + [d.Entry(surface=f"0{n}", canonical=n) for n in range(first, min(last, 9) + 1)]


def entry_of_row(row: list[str], complain: Complain) -> d.Entry | None:
    r"""One line of a list file, cut at its tabs: the entry, what it stands for, and attributes as `key=value;key=value`.

    >>> entry_of_row(["Kyiv", "Kyiv", "code=UA"], print).attributes
    (('code', 'UA'),)
    """
    surface = " ".join(row[0].split())
    if not surface:
        complain("the line has no entry before its first tab", None)
        return None
    canonical = row[1].strip() if len(row) > 1 and row[1].strip() else surface
    if len(row) > 3:
        complain("the line has more than three columns", "they are: entry, what it stands for, key=value;key=value")
    attributes = tuple(_attributes(row[2].split(";"), "=", complain)) if len(row) > 2 and row[2].strip() else ()
    return d.Entry(surface=surface, canonical=canonical_value(canonical), attributes=attributes)
