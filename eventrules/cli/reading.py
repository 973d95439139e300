"""Reads documents from files and standard input, one at a time; what is wrong is said with its place."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any, BinaryIO, cast

from eventrules.errors import DocumentError, InputError
from eventrules.model import Document

STANDARD_INPUT = "-"


def parse_published(text: str, *, what: str = "published") -> date:
    """A publication date: YYYY-MM-DD, or a date and time with zone in ISO 8601.

    >>> parse_published("2019-01-16")
    datetime.date(2019, 1, 16)
    """
    try:
        return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
    except ValueError as fault:
        reason = str(fault).removeprefix("Invalid isoformat string: ").strip()
        why = f" ({reason})" if reason != repr(text) else ""
        raise InputError(f"{what} {text!r} is no date{why}; expected YYYY-MM-DD, such as 2019-01-16") from None


def decoded(data: bytes, *, place: str) -> str:
    """UTF-8 text; anything else is an error that says where it stops being text."""
    if b"\0" in data:
        raise DocumentError(f"binary file: a NUL byte at offset {data.index(0)}; expected UTF-8 text", place=place)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as fault:
        byte = data[fault.start]
        raise DocumentError(
            f"not UTF-8 text: byte 0x{byte:02x} at offset {fault.start}; convert it first, for instance with iconv -t UTF-8", place=place
        ) from None


def read_documents(path: str, *, published: date | None, id: str | None) -> Iterator[Document | DocumentError]:
    """The documents of a file; a bad one comes as its error, and reading goes on."""
    name = "standard input" if path == STANDARD_INPUT else path
    try:
        if path.endswith(".jsonl"):
            with Path(path).open("rb") as stream:
                yield from _rows(stream, name, published)
            return
        data = sys.stdin.buffer.read() if path == STANDARD_INPUT else Path(path).read_bytes()
    except OSError as fault:
        yield DocumentError((fault.strerror or str(fault)).lower(), place=name)
        return
    if path == STANDARD_INPUT and published is None and data.lstrip()[:1] == b"{":
        yield from _rows(iter(data.splitlines(keepends=True)), name, published)
        return
    try:
        yield _text_document(data, name, path, published, id)
    except DocumentError as error:
        yield error


def _text_document(data: bytes, name: str, path: str, published: date | None, id: str | None) -> Document:
    text = decoded(data, place=name)
    if not text.strip():
        raise DocumentError("empty file: no text to read", place=name)
    if published is None:
        raise DocumentError("no publication date; give it with --published YYYY-MM-DD", place=name)
    return Document(id=id or ("stdin" if path == STANDARD_INPUT else Path(path).stem), text=text, published=published)


def _rows(stream: BinaryIO | Iterator[bytes], name: str, published: date | None) -> Iterator[Document | DocumentError]:
    empty = True
    for number, line in enumerate(stream, 1):
        if not line.strip():
            continue
        empty = False
        place = f"{name}:{number}"
        try:
            yield _row(decoded(line, place=place), place, number, published)
        except DocumentError as error:
            yield error
    if empty:
        yield DocumentError("empty file: no documents to read", place=name)


def _row(line: str, place: str, number: int, published: date | None) -> Document:
    try:
        row = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as fault:
        reason = f"{fault.msg.lower()}, column {fault.colno}" if isinstance(fault, json.JSONDecodeError) else "too deeply nested"
        raise DocumentError(f"not JSON: {reason}", place=place) from None
    if not isinstance(row, dict):
        raise DocumentError(f"expected an object like {{id, published, text}}, found {type(row).__name__}", place=place)
    fields = cast("dict[str, Any]", row)
    id = str(fields["id"]) if fields.get("id") is not None else str(number)
    text, day = fields.get("text"), fields.get("published")
    if not isinstance(text, str):
        found = "is missing" if "text" not in fields else f"is {type(text).__name__}"
        raise DocumentError(f"the field 'text' {found}, expected a string", id=id, place=place)
    if day is None and published is None:
        raise DocumentError("the field 'published' is missing, and no --published is given", id=id, place=place)
    if day is not None and not isinstance(day, str):
        raise DocumentError(f"the field 'published' is {type(day).__name__}, expected a string YYYY-MM-DD", id=id, place=place)
    try:
        when = parse_published(day) if day is not None else published
    except InputError as error:
        raise DocumentError(str(error), id=id, place=place) from None
    assert when is not None
    title = fields.get("title")
    return Document(id=id, text=text, published=when, title=title if isinstance(title, str) else None)
