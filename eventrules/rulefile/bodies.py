"""Reads what stands below a header: wordings, guards, examples, notes. Keeps every mistake and goes on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches

import attrs
import pyparsing as pp

from eventrules.errors import GrammarError, GrammarSyntaxError, UnknownNameError
from eventrules.rulefile import definitions as d
from eventrules.rulefile.lines import Block, SourceLine, uneven
from eventrules.rulefile.vocabulary import METADATA
from eventrules.rulefile.wording import Found, LineParser, piece

EXAMPLE_WORDS = ("example", "counterexample")
GUARD = re.compile(r"(not|only)\s+(after|before)\b")


@attrs.define
class Settings:
    """What the body of a rule or frame says besides its wording."""

    examples: list[d.Example] = attrs.Factory(lambda: [])
    priority: int = 0
    metadata: list[tuple[str, str]] = attrs.Factory(lambda: [])


class BodyReader:
    """Reads bodies of one file; `errors` fills up on the way."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.lines = LineParser(path)
        self.errors: list[GrammarError] = []
        name = self.lines.name
        self._example = (
            pp.one_of(list(EXAMPLE_WORDS), as_keyword=True)("kind")
            - pp.Opt(
                pp.Suppress(pp.Keyword("published")) - pp.Regex(r'[^\s:"](?:[^:"]*[^\s:"])?')("published").set_name("a date as YYYY-MM-DD")
            )
            - pp.Opt(pp.Suppress(":"))
        )
        quoted = pp.QuotedString('"', esc_char="\\", unquote_results=True, convert_whitespace_escapes=False).set_name("a quoted sentence")
        self._sentence = quoted("text") - pp.Opt(pp.Suppress("=") - pp.Regex(r".+")("value").set_name("what it must be"))
        self._expectation = name("name") - pp.Suppress("=").set_name("'='") - pp.Regex(r".*\S")("value").set_name("what it must be")

    # --- mistakes --------------------------------------------------------------------------------------------

    def attempt(self, expression: pp.ParserElement, line: SourceLine) -> Found | None:
        """The line read by the expression, or None and one mistake more."""
        try:
            return self.lines.parse(expression, line)
        except GrammarError as error:
            self.errors.append(error)
            return None

    def complain(self, line: SourceLine, message: str, hint: str | None = None, *, at: int = 0) -> None:
        """One mistake more, at a character of the line."""
        self.errors.append(GrammarSyntaxError(message, location=line.at(self.path, at), hint=hint, source=line.raw))

    def unknown(self, line: SourceLine, kind: str, name: str, known: Iterable[str], *, at: int = 0) -> str | None:
        """One unknown name more; gives the known one that was likely meant."""
        error = UnknownNameError(kind, name, tuple(known), location=line.at(self.path, at), source=line.raw)
        self.errors.append(error)
        return error.nearest

    def no_body(self, block: Block) -> None:
        """Complain of lines below a statement that has none."""
        for line in block.body[:1]:
            keyword = block.header.text.split()[0]
            self.complain(line, f"nothing can stand below '{keyword}'", "a new statement begins at the left margin")

    # --- wordings --------------------------------------------------------------------------------------------

    def wording(self, line: SourceLine) -> d.Line | None:
        """One wording and its meaning."""
        found = self.attempt(self.lines.wording, line)
        if found is None:
            return None
        features = tuple(found.get("features", ()))
        return d.Line(piece(found, "pattern"), line.at(self.path), features=features, call=piece(found, "call"))

    def wordings(self, block: Block, kind: str) -> tuple[d.Line, ...]:
        """A body of nothing but wordings."""
        if not block.body:
            self.complain(block.header, f"the {kind} has no wording", "write it on an indented line below")
        lines = [self.wording(line) for line in self.even(block.body)]
        return tuple(line for line in lines if line is not None)

    def wordings_and_guards(self, body: Iterable[SourceLine]) -> tuple[tuple[d.Line, ...], tuple[d.Guard, ...]]:
        """Wordings, and lines such as `not after …` or `only before …` among them."""
        lines: list[d.Line] = []
        guards: list[d.Guard] = []
        for line in body:
            if not GUARD.match(line.text):
                wording = self.wording(line)
                lines += [wording] if wording is not None else []
            elif (found := self.attempt(self.lines.guard, line)) is not None:
                guards.append(d.Guard(found["side"], piece(found, "pattern"), line.at(self.path), found["polarity"] == "only"))
        return tuple(lines), tuple(guards)

    def even(self, body: Iterable[SourceLine]) -> list[SourceLine]:
        """The lines that are indented like the first; complains of the others."""
        lines = list(body)
        wrong = uneven(lines) if lines else []
        for line in wrong:
            self._say_uneven(line, lines[0])
        return [line for line in lines if line not in wrong]

    def _say_uneven(self, line: SourceLine, first: SourceLine) -> None:
        message = f"indented by {line.indent}, but the lines above by {first.indent}"
        tabs = "; a tab counts to the next multiple of 4" if "\t" in line.raw[: line.start] + first.raw[: first.start] else ""
        self.complain(line, message, f"lines of one block begin at one column{tabs}")

    # --- settings and examples -------------------------------------------------------------------------------

    def without_settings(self, block: Block, *, triggered: bool = False) -> tuple[list[SourceLine], Settings]:
        """The lines of the body that are wording of some sort, and what the others say.

        Args:
            triggered: whether each wording holds a trigger, which tells it from a setting that is not quite one.
        """
        settings = Settings()
        others: list[SourceLine] = []
        body = list(block.body)
        first = body[0].indent if body else 0
        while body:
            line = body.pop(0)
            inner: list[SourceLine] = []
            while body and body[0].indent > line.indent:
                inner.append(body.pop(0))
            if line.indent != first:
                self._say_uneven(line, block.body[0])
            elif re.match(r"(counter)?example\b", line.text):
                settings.examples.extend(self._examples(line, inner))
            elif inner:
                self._belongs_to_nothing(line, inner[0])
            elif not self._setting(line, settings) and not self._almost_setting(line, triggered=triggered):
                others.append(line)
        return others, settings

    def _belongs_to_nothing(self, line: SourceLine, inner: SourceLine) -> None:
        word = line.text.split()[0].rstrip(":")
        if inner.text.startswith('"'):
            self.unknown(line, "keyword", word, EXAMPLE_WORDS)
        else:
            self.complain(inner, "indented deeper than the line above", "only sentences below 'example' are; a wording stands on one line")

    def _setting(self, line: SourceLine, settings: Settings) -> bool:
        if (priority := re.fullmatch(r"priority\s+(-?[0-9]{1,6})", line.text)) is not None:
            settings.priority = int(priority[1])
        elif (note := re.fullmatch(rf"({'|'.join(METADATA)})\s+([^=]+)", line.text)) is not None:
            settings.metadata.append((note[1], note[2]))
        else:
            return False
        return True

    def _almost_setting(self, line: SourceLine, *, triggered: bool) -> bool:
        """Complain of a line that is a setting or a guard but for a slip."""
        guard = re.match(r"(not|only)\s+([^\W\d_]+)\s+\S", line.text)
        if guard is not None and not GUARD.match(line.text) and get_close_matches(guard[2], ("after", "before"), cutoff=0.75):
            self.unknown(line, "guard", f"{guard[1]} {guard[2]}", [f"{guard[1]} {side}" for side in ("after", "before")])
            return True
        setting = re.fullmatch(r"([^\W\d_]+)\s+(-?\d+|[^\W\d_]+)", line.text)
        if setting is None or not (triggered or setting[2].lstrip("-").isdecimal()):
            return False
        if setting[1] == "priority":
            self.complain(line, f"{setting[2]!r} is no priority", "a priority is a whole number, such as: priority 1", at=setting.start(2))
            return True
        if get_close_matches(setting[1], ("priority",), cutoff=0.75):
            self.unknown(line, "keyword", setting[1], ("priority", *METADATA, *EXAMPLE_WORDS))
            return True
        return False

    def _examples(self, header: SourceLine, inner: list[SourceLine]) -> list[d.Example]:
        head = self.attempt(self._example, header)
        if head is None:
            return []
        published = head.get("published")
        if published is not None and not _is_date(published):
            hint = "the example is published on a date such as 2024-03-06"
            self.complain(header, f"{published!r} is no date", hint, at=header.text.index(published, len(head["kind"])))
        if not inner:
            self.complain(header, f"the {head['kind']} has no sentence", "write it in double quotes on an indented line below")
        examples: list[d.Example] = []
        for line in inner:
            if line.text.startswith('"'):
                examples.extend(self._sentence_of(head, line))
            elif not examples:
                self.complain(line, "an expectation before its sentence", "the sentence comes first, in double quotes")
            elif (found := self.attempt(self._expectation, line)) is not None:
                expected = d.Expectation(found["name"], found["value"], line.at(self.path))
                last = examples[-1]
                examples[-1] = attrs.evolve(last, expectations=(*last.expectations, expected))
        return examples

    def _sentence_of(self, head: Found, line: SourceLine) -> list[d.Example]:
        found = self.attempt(self._sentence, line)
        if found is None:
            return []
        value = found.get("value")
        where = line.at(self.path)
        expected = (d.Expectation("value", value.strip(), where),) if value else ()
        return [d.Example(found["text"], head["kind"] == "example", head.get("published"), expected, where)]


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return bool(re.fullmatch(r"\d{4}-\d\d-\d\d", text))
