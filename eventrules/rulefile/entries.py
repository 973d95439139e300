"""Reads the entries of word lists: inline, on lines of their own, or from a file."""

from __future__ import annotations

import re
from collections.abc import Callable

from eventrules.rulefile import definitions as d
from eventrules.rulefile.vocabulary import NAME

Complain = Callable[[str, str | None, str], None]
"""Takes a message, a hint, and the words of the line that are wrong; no words are its beginning."""


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
        attributes = _attributes(braces[1].split(","), ":", complain)
    if (numbers := re.fullmatch(r"([0-9]{1,4})\.\.([0-9]{1,4})", text)) is not None:
        return _range(int(numbers[1]), int(numbers[2]), complain)
    surfaces, value = _halves(text, complain)
    words = [_plain(word) for word in _split(surfaces, ",")] if surfaces.strip(" ,") else [surfaces.strip()]
    if not all(words):
        complain("an entry of the list is empty", r"entries stand between commas; write \, for the mark itself", "")
        return []
    for pattern, message, hint in _SLIPS:
        if (fault := next((found for word in _split(surfaces, ",") if (found := pattern.search(word.strip()))), None)) is not None:
            complain(message, hint, fault[0])
            return []
    return [d.Entry(surface=word, canonical=canonical_value(value if value is not None else word), attributes=attributes) for word in words]


_SLIPS = tuple(
    (re.compile(pattern), message, hint)
    for pattern, message, hint in (
        (r"^[0-9]+\s*\.\.+\s*[0-9]+$", "this is no range", "a range stands alone on its line, as 1..31, and has at most four figures"),
        (r"(?<!\\)[{}].*", "a brace inside an entry", r"attributes stand last: Paris = Paris {code: FR}; write \{ for the mark itself"),
        (r"^[\"“‘'].+[\"”’']$", "an entry in quotes", "words stand without quotes"),
        (r"(?<=\w);\s.*", "a ';' inside an entry", "entries stand between commas"),
    )
)
"""What looks like something else than an entry: patterns, messages, hints."""


def _halves(text: str, complain: Complain) -> tuple[str, str | None]:
    """What stands before the plain `=` and what stands behind it; an `=` between commas is an entry of its own."""
    marks = [mark.start() for mark in re.finditer(r"(?<!\\)=", text) if not _is_entry(text, mark.start())]
    if not marks:
        return text, None
    before, behind = text[: marks[0]], text[marks[0] + 1 :]
    hint = r"an '=' stands between the words and what they stand for; write \= for the mark itself"
    if len(marks) > 1:
        complain("a second '='", hint, text[marks[1] :])
    elif not before.strip() or not behind.strip():
        complain(f"nothing stands {'behind' if before.strip() else 'before'} the '='", hint, text[marks[0] :])
    else:
        return before, _plain(behind)
    return before if before.strip() else behind, None


def _is_entry(text: str, at: int) -> bool:
    """Whether a mark stands alone between commas."""
    before, behind = text[:at].rstrip(), text[at + 1 :].lstrip()
    return (not before or before.endswith(",")) and (not behind or behind.startswith(","))


def _split(text: str, mark: str) -> list[str]:
    return re.split(rf"(?<!\\){re.escape(mark)}", text)


def _plain(word: str) -> str:
    return re.sub(r"\\(.)", r"\1", word.strip())


def _attributes(pairs: list[str], between: str, complain: Complain) -> tuple[tuple[str, str], ...]:
    found: dict[str, str] = {}
    for pair in pairs:
        key, mark, value = (part.strip() for part in pair.partition(between))
        if not mark or not value or not re.fullmatch(NAME, key):
            complain(f"{pair.strip()!r} is no attribute", f"attributes are written as key{between}value", pair.strip())
        elif key in found:
            complain(f"the attribute {key!r} stands twice", "drop one of the two", pair.strip())
        else:
            found[key] = value
    return tuple(found.items())


def _range(first: int, last: int, complain: Complain) -> list[d.Entry]:
    if last < first:
        complain(f"the range {first}..{last} is empty", f"did you mean {last}..{first}?", "")
        return []
    plain = [d.Entry(surface=str(n), canonical=n) for n in range(first, last + 1)]
    return plain + [d.Entry(surface=f"0{n}", canonical=n) for n in range(first, min(last, 9) + 1)]


_COLUMNS = "the columns are: entry, what it stands for, key=value;key=value, with a tab between each two"

_SLIPS_IN_FILES = tuple(
    (re.compile(pattern), message, hint)
    for pattern, message, hint in (
        (r"(?<=\S)\s+#.*", "a comment inside a line of a list file", "comments stand on lines of their own, behind '#'"),
        (r"(?<=\w)\s*=.*", "an '=' in the first column", _COLUMNS),
        (r"\{.*", "a brace in the first column", _COLUMNS),
        (r"^[\"“‘'].+[\"”’']$", "an entry in quotes", "words stand without quotes"),
        (r"(?<=\S) {2,}(?=\S).*", "more than one space inside an entry", _COLUMNS),
    )
)


def entry_of_row(row: list[str], complain: Complain) -> d.Entry | None:
    r"""One line of a list file, cut at its tabs: the entry, what it stands for, and attributes as `key=value;key=value`.

    >>> entry_of_row(["Kyiv", "Kyiv", "code=UA"], print).attributes
    (('code', 'UA'),)
    """
    surface = " ".join(row[0].split())
    if not surface:
        complain("the line has no entry before its first tab", None, "")
        return None
    for pattern, message, hint in _SLIPS_IN_FILES:
        if (fault := pattern.search(row[0].strip())) is not None:
            complain(message, hint, fault[0])
            break
    canonical = row[1].strip() if len(row) > 1 and row[1].strip() else surface
    if re.fullmatch(rf"{NAME}=\S.*", canonical) and len(row) == 2:
        complain("attributes stand in the third column", _COLUMNS, canonical)
    if len(row) > 3:
        complain("the line has more than three columns", _COLUMNS, "")
    attributes = _attributes(row[2].split(";"), "=", complain) if len(row) > 2 and row[2].strip() else ()
    return d.Entry(surface=surface, canonical=canonical_value(canonical), attributes=attributes)
