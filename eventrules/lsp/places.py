"""What stands at a place of a grammar file, read from the text alone, so that half a line is understood as well."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Literal

import attrs

from eventrules.rulefile.bodies import EXAMPLE_WORDS
from eventrules.rulefile.lines import without_comment
from eventrules.rulefile.statements import CHANGEABLE, DISABLED, MODES
from eventrules.rulefile.vocabulary import METADATA

Kind = Literal[
    "keyword", "changeable", "disabled", "body word", "file", "list file", "name", "trigger", "type", "produced", "role type",
    "qualifier", "role", "reference", "capture", "target", "feature", "value", "argument", "operation", "function", "filled",
    "forbidden", "needed", "expected",
]  # fmt: skip
"""What a word can be: `<reference>`, `{role}`, `{capture:target}`, `=> feature value`, `function = filled`, and so on."""


@attrs.frozen(kw_only=True)
class Header:
    """The statement that a line belongs to, as far as it is written."""

    mode: str
    keyword: str
    names: tuple[str, ...]
    produces: str

    @property
    def is_event_rule(self) -> bool:
        """Whether its captures are roles."""
        return self.keyword == "rule" and (self.produces[:1].isupper() or (not self.produces and self.mode in MODES))


NO_HEADER = Header(mode="", keyword="", names=(), produces="")


@attrs.frozen(kw_only=True)
class Place:
    """A word, whole and as far as it is typed before the cursor, and what it is there.

    `of` is what it depends on: the keyword of a name, the feature of a value, the operation of an argument.
    """

    kind: Kind
    word: str
    typed: str
    line: int
    start: int
    end: int
    header: Header
    of: str = ""


def header_of(lines: Sequence[str], number: int) -> Header:
    """The statement of a line: the nearest line above that begins at the margin."""
    for line in reversed(lines[: number + 1]):
        if line[:1].strip() and not line.startswith("#"):
            return _header(line)
    return NO_HEADER


_HEADER = re.compile(rf"\s*(?:({'|'.join(MODES)})\s+)?([a-z]*)\s*([^=:{{]*)(?:=>\s*([\w-]*))?")


def _header(line: str) -> Header:
    found = _HEADER.match(without_comment(line).removeprefix("\ufeff"))
    if found is None:
        return NO_HEADER
    mode, keyword, names, produces = found.groups(default="")
    names = names if keyword in ("verb", "noun") else (names.split() or [""])[0]
    return Header(mode=mode, keyword=keyword, names=tuple(name.strip() for name in names.split(",")), produces=produces)


_NAME = re.compile(r"[\w-]*")
_BEFORE_CURSOR = re.compile(r"[\w-]*$")
_FILE_BEFORE = re.compile(r"\bfrom\s+([^\s=,:]*)$")
_TRIGGER_BEFORE = re.compile(rf"^(?:(?:{'|'.join(MODES)})\s+)?(?:verb|noun)\s+(?:[^=]*,\s*)?([^=,]*)$")
_CHANGED = re.compile(
    rf"^(?:(?:{'|'.join((*MODES, 'disable'))})\s+)?({'|'.join(dict.fromkeys((*CHANGEABLE, *DISABLED, 'type', 'layer')))})\s+$"
)


def place_at(lines: Sequence[str], number: int, column: int) -> Place | None:
    """The word at or before a cursor, or None in comments, sentences and plain wording.

    Args:
        lines: the file.
        number: the line, from 0.
        column: the characters before the cursor.

    >>> place_at(["rule walk-out => Strike", "    {striker} <is-to> *walk out*"], 1, 17).word
    'is-to'
    """
    if not 0 <= number < len(lines):
        return None
    line = lines[number]
    column = min(column, len(line))
    before = line[:column]
    if _is_silent(before):
        return None
    header = header_of(lines, number)
    is_header = bool(line[:1].strip()) or (not before and not line.strip())
    for wide in (_FILE_BEFORE, _TRIGGER_BEFORE) if is_header else ():
        if (found := wide.search(before)) is not None:
            return _wide(line, number, found.start(1), column, header, wide)
    start = column - len(_BEFORE_CURSOR.findall(before)[0])
    end = column + len(_NAME.match(line[column:]).group())  # type: ignore[union-attr] - it matches nothing as well
    kind, of = _in_header(line[:start]) if is_header else _in_body(lines, number, line[:start], line[end:], header)
    if kind is None:
        return None
    return Place(kind=kind, word=line[start:end], typed=line[start:column], line=number, start=start, end=end, header=header, of=of)


def _is_silent(before: str) -> bool:
    """Whether a place lies in a comment or in a sentence."""
    return without_comment(f"{before}x") != f"{before}x" or before.replace('\\"', "").count('"') % 2 == 1


def _wide(line: str, number: int, start: int, column: int, header: Header, shape: re.Pattern[str]) -> Place:
    """A file name, or a trigger of several words."""
    rest = re.match(r"[^\s=,:]*" if shape is _FILE_BEFORE else r"[^,=#]*", line[column:])
    end = column + len((rest.group() if rest else "").rstrip())
    kind: Kind = "list file" if shape is _FILE_BEFORE else "trigger"
    return Place(
        kind=kind, word=line[start:end], typed=line[start:column], line=number, start=start, end=end, header=header, of=header.keyword
    )


Answer = tuple[Kind | None, str]
_NOTHING: Answer = (None, "")


def _in_header(before: str) -> Answer:
    """What can stand in a header behind some text."""
    before = before.removeprefix("\ufeff")
    tests: tuple[tuple[str, Kind], ...] = (
        (r"", "keyword"), (rf"({'|'.join(MODES)})\s+", "changeable"), (r"disable\s+", "disabled"), (r"use\s+", "file"),
        (r"type\s+[\w-]+\s+(under|as)\s+", "type"), (r".*=>\s*", "produced"),
        (r"(?:\w+\s+)?construction .* for (verb|noun)\s+(.*,\s*)?", "feature"),
    )  # fmt: skip
    for shape, kind in tests:
        if re.fullmatch(shape, before) is not None:
            return kind, ""
    if (found := _CHANGED.match(before)) is not None:
        return "name", found[1]
    if before.startswith("disable ") and re.fullmatch(r"disable (verb|noun) .*", before):
        return "trigger", before.split()[1]
    if (found := re.search(r"\bfor (?:verb|noun)\s(?:.*,)?\s*([\w-]+)\s+$", before)) is not None:
        return "value", found[1]
    return _NOTHING


def _in_body(lines: Sequence[str], number: int, before: str, after: str, header: Header) -> Answer:
    """What can stand in a body behind some text."""
    if _is_in_example(lines, number):
        return _in_example(before)
    bodies: dict[str, Callable[[str], Answer]] = {"event": _in_event, "verb": _in_frame, "noun": _in_frame, "list": lambda _: _NOTHING}
    if (special := bodies.get(header.keyword)) is not None:
        return special(before)
    wording, arrow, meaning = before.rpartition("=>")
    if arrow and header.keyword == "time":
        return _in_call(meaning, after)
    if arrow:
        return _in_features(meaning)
    return _in_wording(before if not arrow else wording)


def _is_in_example(lines: Sequence[str], number: int) -> bool:
    """Whether the nearest line above that stands further left begins an example."""
    indent = _indent(lines[number]) if lines[number].strip() else len(lines[number])
    for line in reversed(lines[:number]):
        if line.strip() and _indent(line) < indent:
            return re.match(rf"\s*({'|'.join(EXAMPLE_WORDS)})\b", line) is not None
    return False


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _in_example(before: str) -> Answer:
    if not before.strip():
        return "expected", ""
    found = re.fullmatch(r"\s*([\w-]+)\s*=\s*", before)
    return ("value", found[1]) if found else _NOTHING


def _in_event(before: str) -> Answer:
    if not before.strip():
        return "role", ""
    if re.match(rf"\s*({'|'.join(METADATA)})\s", before):
        return _NOTHING
    if re.fullmatch(r"\s*[\w-]+\s+(?:[\w-]+\s+or\s+)*", before):
        return "role type", ""
    return ("qualifier", "") if re.search(r",\s*$", before) else _NOTHING


def _in_frame(before: str) -> Answer:
    text = before.strip()
    if re.match(r"=>", text):
        return _in_features(text.removeprefix("=>") + before[len(before.rstrip()) :])
    if text.startswith("unless"):
        return ("forbidden", "") if re.search(r"(unless|,)(\s+[\w-]+)+\s+$", before) else ("function", "")
    if text.startswith("needs"):
        return ("forbidden", "") if re.search(r"(needs|,)(\s+[\w-]+)+\s+$", before) else ("needed", "")
    if re.match(rf"({'|'.join(('support', *METADATA, 'priority'))})\b", text):
        return _NOTHING
    if text.endswith("="):
        return "filled", ""
    if "=" in text:
        return ("qualifier", "") if text.endswith(",") else _NOTHING
    return "function", ""


def _in_features(meaning: str) -> Answer:
    """Behind `=>`: features, each with a value."""
    words = meaning.rpartition(",")[2].split()
    if not words:
        return "feature", ""
    return ("value", words[0]) if len(words) == 1 and meaning[-1:].isspace() else _NOTHING


def _in_call(meaning: str, after: str) -> Answer:
    """Behind the `=>` of a time rule: operations and their arguments."""
    if meaning.replace('\\"', "").count('"') % 2:
        return _NOTHING
    if after.startswith("(") or not meaning.strip():
        return "operation", ""
    attribute = re.search(r"([\w-]+)\.$", meaning)
    return ("value", attribute[1]) if attribute else ("argument", "")


def _in_wording(before: str) -> Answer:
    opened = re.search(r"(?<!\\)([<{])([^<>{}]*)$", before)
    if opened is None:
        return ("body word", "") if not before.strip() else _NOTHING
    if opened[1] == "<":
        return "reference", ""
    return ("target", opened[2].partition(":")[0].strip()) if ":" in opened[2] else ("capture", "")
