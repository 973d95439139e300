"""Reads documents from files and standard input, one at a time; what is wrong is said with its place."""

from __future__ import annotations

import codecs
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import chain
from pathlib import Path
from typing import Any, cast

from eventrules.errors import DocumentError, InputError
from eventrules.model import Document

STANDARD_INPUT = "-"
TEXT_SUFFIXES = ("", ".txt", ".text")
ROW_SUFFIXES = (".jsonl", ".ndjson")
SUPPORTED = ".txt (one plain text) and .jsonl (rows like {id, published, text}); any text can be piped in"

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def parse_published(text: str) -> date:
    """A publication date: YYYY-MM-DD, or a date and time in ISO 8601, also with a blank between them as databases write it.

    >>> parse_published("2019-01-16")
    datetime.date(2019, 1, 16)
    >>> parse_published("2019-01-16 18:00")
    datetime.datetime(2019, 1, 16, 18, 0)
    """
    try:
        return datetime.fromisoformat(text) if "T" in text or " " in text else date.fromisoformat(text)
    except ValueError as fault:
        reason = str(fault).removeprefix("Invalid isoformat string: ").strip()
        is_readable = reason != repr(text) and "timedelta" not in reason  # the rest is worded for programmers
        why = f" ({reason})" if is_readable else ""
        raise InputError(f"{text!r} is no date{why}; expected YYYY-MM-DD, such as 2019-01-16") from None


def holds_rows(path: str) -> bool:
    """Whether a file is JSON Lines, by its name."""
    return Path(path).suffix.lower() in ROW_SUFFIXES


def document_ids(paths: Iterable[str]) -> dict[str, str]:
    """How the documents of text files are called: by the file's name without its ending, or by the path where two would be alike.

    >>> document_ids(["a/monday.txt", "b/monday.txt", "b/friday.txt"])
    {'a/monday.txt': 'a/monday.txt', 'b/monday.txt': 'b/monday.txt', 'b/friday.txt': 'friday'}
    """
    stems = {path: "stdin" if path == STANDARD_INPUT else Path(path).stem for path in paths}
    counts = Counter(stems.values())
    return {path: stem if counts[stem] == 1 else path for path, stem in stems.items()}


def read_documents(path: str, *, published: date | None, id: str) -> Iterator[Document | DocumentError]:
    """The documents of a file; a bad one comes as its error, and reading goes on.

    Args:
        path: `-` is standard input, which may hold a text or rows.
        published: the date of documents that name none themselves.
        id: names a text, and the rows that have no id, which are told apart by their line.
    """
    name = "standard input" if path == STANDARD_INPUT else path
    try:
        if path == STANDARD_INPUT:
            yield from _standard_input(name, published, id)
        elif holds_rows(path):
            with Path(path).open("rb") as stream:
                yield from _rows(stream, name, published, id)
        elif Path(path).suffix.lower() in TEXT_SUFFIXES or Path(path).is_dir():
            yield _text_document(Path(path).read_bytes(), name, published, id)
        else:
            yield DocumentError(f"files of the type {Path(path).suffix!r} are not read; supported are {SUPPORTED}", place=name)
    except DocumentError as error:
        yield error
    except IsADirectoryError:
        yield DocumentError(f"is a folder; name the files in it, such as {path.rstrip('/')}/*.txt", place=name)
    except OSError as fault:
        yield DocumentError((fault.strerror or str(fault)).lower(), place=name)


def _standard_input(name: str, published: date | None, id: str) -> Iterator[Document | DocumentError]:
    """Rows if the first line is a JSON object, or means to be one and no date is given for a text; else one text."""
    stream = sys.stdin.buffer
    head: list[bytes] = []
    for line in stream:
        head.append(line)
        if line.strip():
            break
    first = head[-1].removeprefix(codecs.BOM_UTF8).lstrip() if head else b""
    if first.startswith(b"{") and (published is None or _is_object(first)):
        yield from _rows(chain(head, stream), name, published, id)
    else:
        yield _text_document(b"".join(head) + stream.read(), name, published, id)


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


# --- texts -----------------------------------------------------------------------------------------------------


def _text_document(data: bytes, name: str, published: date | None, id: str) -> Document:
    text = decoded(data, place=name)
    if not text.strip():
        raise DocumentError("empty file: no text to read", place=name)
    if published is None:
        raise DocumentError("no publication date; give it with --published YYYY-MM-DD", place=name)
    return Document(id=id, text=text, published=published)


def decoded(data: bytes, *, place: str) -> str:
    r"""UTF-8 text, without the mark that some programs put in front; anything else is an error that says what it is.

    >>> decoded(b"\xef\xbb\xbfPra\xc3\xa7a\r\n", place="a.txt")
    'Praça\r\n'
    """
    if data.startswith(_UTF16):
        raise DocumentError("UTF-16 text; convert it first: iconv -f UTF-16 -t UTF-8", place=place)
    if b"\0" in data:
        raise DocumentError(f"binary file: a NUL byte at offset {data.index(0)}; expected UTF-8 text", place=place)
    try:
        return data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as fault:
        byte = fault.object[fault.start]
        raise DocumentError(
            f"not UTF-8 text: byte 0x{byte:02x} at offset {fault.start}; convert it first, for instance: iconv -f WINDOWS-1252 -t UTF-8",
            place=place,
        ) from None


# --- rows ------------------------------------------------------------------------------------------------------


def _rows(lines: Iterable[bytes], name: str, published: date | None, id: str) -> Iterator[Document | DocumentError]:
    empty = True
    for number, line in enumerate(lines, 1):
        if number == 1 and line.startswith(_UTF16):
            decoded(line, place=name)  # says so once, not for every line
        if not line.strip():
            continue
        empty = False
        place = f"{name}:{number}"
        try:
            yield _row(decoded(line, place=place), place, f"{id}:{number}", published)
        except DocumentError as error:
            yield error
    if empty:
        yield DocumentError("empty file: no documents to read", place=name)


def _row(line: str, place: str, default_id: str, published: date | None) -> Document:
    row = _object(line, place)
    id = row.get("id")
    if id is not None and _kind(id) not in ("a string", "a number"):
        raise DocumentError(f"the field 'id' is {_kind(id)}, expected a string or a number", place=place)
    name = str(id) if id is not None else default_id
    try:
        day = _string(row, "published")
        when = parse_published(day) if day is not None else published
        text, title = _string(row, "text"), _string(row, "title")
    except InputError as error:
        raise DocumentError(str(error), id=name, place=place) from None
    if text is None:
        raise DocumentError("the field 'text' is missing, expected a string", id=name, place=place)
    if when is None:
        raise DocumentError("the field 'published' is missing, and no --published is given", id=name, place=place)
    return Document(id=name, text=text, published=when, title=title)


def _object(line: str, place: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as fault:
        column = min(fault.pos, len(line.rstrip("\r\n"))) + 1  # a row that breaks off does so at its end, not in the next line
        raise DocumentError(f"not JSON: {fault.msg.lower()}, column {column}", place=place) from None
    except (ValueError, RecursionError):  # a number of thousands of digits; brackets in brackets without end
        raise DocumentError("not JSON that can be read: a number too long, or brackets too deep", place=place) from None
    if not isinstance(row, dict):
        raise DocumentError(f"expected an object like {{id, published, text}}, found {_kind(row)}", place=place)
    return cast("dict[str, Any]", row)


def _string(row: dict[str, Any], field: str) -> str | None:
    value = row.get(field)
    if value is None or isinstance(value, str):
        return value
    raise InputError(f"the field {field!r} is {_kind(value)}, expected a string{' YYYY-MM-DD' if field == 'published' else ''}")


_KINDS: dict[type, str] = {dict: "an object", list: "an array", str: "a string", bool: "true or false", int: "a number", float: "a number"}


def _kind(value: object) -> str:
    """What JSON calls a value."""
    return _KINDS.get(type(value), "null")
