"""Cuts the text of a grammar file into lines and blocks, and keeps track of where every character stood.

A block is a header at the left margin with the lines indented below it. Tabs and typographic spaces count as one
character each in columns, as editors count them.
"""

from __future__ import annotations

import re

import attrs

from eventrules.errors import GrammarError, GrammarSyntaxError, Location

TAB = 4
"""How far a tab indents: to the next multiple of so many columns."""


@attrs.frozen
class SourceLine:
    """One line of a file, without its comment and the white space around it.

    `start` is the index of the text's first character in the raw line; `indent` its distance from the margin, with
    tabs counted in full.
    """

    number: int
    start: int
    indent: int
    text: str
    raw: str

    def at(self, path: str, offset: int = 0) -> Location:
        """The place of a character of the text."""
        return Location(path, self.number, self.start + offset + 1)

    def after(self, size: int) -> SourceLine:
        """The rest of the line behind its first `size` characters."""
        rest = self.text[size:]
        text = rest.lstrip()
        return attrs.evolve(self, start=self.start + size + len(rest) - len(text), text=text)


@attrs.frozen
class Block:
    """A header and the lines below it, those in the body at one indentation unless they belong to an example."""

    header: SourceLine
    body: tuple[SourceLine, ...]


def raw_lines(text: str) -> tuple[str, ...]:
    """The lines of a file as they are, however their ends are written."""
    return tuple(re.split(r"\r\n|\n|\r", text))


_COMMENT = re.compile(r'(?:^|(?<=\s))#.*$|"(?:\\.|[^"\\])*"')


def without_comment(text: str) -> str:
    """A line without the comment at its end; a `#` inside quotes, behind a backslash or inside a word is none.

    >>> without_comment('"the # of it"  # a sentence')
    '"the # of it"'
    """
    return _COMMENT.sub(lambda m: "" if m.group().startswith("#") else m.group(), text).rstrip()


def source_lines(raw: tuple[str, ...]) -> list[SourceLine]:
    """The lines that say something."""
    lines: list[SourceLine] = []
    for number, line in enumerate(raw, 1):
        content = without_comment(line.removeprefix("\ufeff") if number == 1 else line)
        text = content.strip()
        if not text:
            continue
        margin = content[: len(content) - len(content.lstrip())]
        start = len(margin) + (len(line) - len(line.removeprefix("\ufeff")) if number == 1 else 0)
        if not text.startswith('"'):  # in an example's sentence every character is meant
            text = "".join(" " if character.isspace() else character for character in text)
        lines.append(SourceLine(number, start, len(margin.expandtabs(TAB)), text, line))
    return lines


def blocks(lines: list[SourceLine], path: str, errors: list[GrammarError]) -> list[Block]:
    """The lines as blocks; what is wrong with their indentation is added to the errors."""
    found: list[Block] = []
    header: SourceLine | None = None
    body: list[SourceLine] = []
    for line in lines:
        if line.indent == 0:
            if header:
                found.append(Block(header, tuple(body)))
            header, body = line, []
        elif header:
            body.append(line)
        else:
            errors.append(
                GrammarSyntaxError(
                    "an indented line belongs to no block", location=line.at(path), source=line.raw,
                    hint="a statement such as 'rule …' begins at the left margin",
                )
            )  # fmt: skip
    if header:
        found.append(Block(header, tuple(body)))
    return found


def uneven(body: list[SourceLine]) -> list[SourceLine]:
    """The lines of a body that are not indented like its first line."""
    return [line for line in body if line.indent != body[0].indent]
