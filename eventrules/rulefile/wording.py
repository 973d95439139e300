"""Reads one line of a grammar file with pyparsing: a wording, its meaning, and the short forms in headers and bodies.

Every definition carries the place of its own first character, and so does every mistake.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, cast

import pyparsing as pp

from eventrules.errors import GrammarSyntaxError, Location
from eventrules.rulefile import definitions as d
from eventrules.rulefile.lines import SourceLine
from eventrules.rulefile.vocabulary import NAME

MAX_NESTING = 20
"""How deep brackets may stand in brackets; deeper wording is unreadable, and a phrase says it better."""

MAX_LENGTH = 5000
"""The most characters of a wording."""

Found = dict[str, Any]
"""The named parts of a line that was read: definitions, words, or lists of them."""

_PARTS = "a word, {role}, <phrase>, [optional part] or (one|other)"


class LineParser:
    """The pyparsing expressions of one line, which stamp the line's own place on every definition."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.line = SourceLine(1, 0, 0, "", "")
        name = pp.Regex(NAME).set_name("a name")
        self.name = name
        self.pattern, self.options = self._patterns(name)
        feature = name - name.copy().set_name("a value")
        feature.set_parse_action(self._located(lambda at, t: d.Feature(t[0], t[1], at)))
        self.feature_list = feature - pp.ZeroOrMore(pp.Suppress(",") - feature)
        self.wording = self.pattern("pattern") - pp.Opt(
            pp.Suppress("=>") - (self._call(name)("call") | pp.Group(self.feature_list)("features"))
        )
        self.features = pp.Suppress("=>") - pp.Group(self.feature_list)("features")
        polarity, side = pp.one_of("not only", as_keyword=True), pp.one_of("after before", as_keyword=True)
        self.guard = polarity("polarity") + side("side") - self.options("pattern")

    def _at(self, offset: int) -> Location:
        return self.line.at(self.path, offset)

    def _located(self, build: Callable[[Location, Any], Any]) -> Callable[[str, int, pp.ParseResults], Any]:
        """A parse action that hands the place and the parsed pieces to `build`."""

        def action(text: str, at: int, pieces: pp.ParseResults) -> Any:
            while at < len(text) and text[at].isspace():
                at += 1
            return [build(self._at(at), pieces)]

        return action

    def _patterns(self, name: pp.ParserElement) -> tuple[pp.ParserElement, pp.ParserElement]:
        """The expressions of a whole wording, and of what stands between brackets."""
        pattern, options = pp.Forward(), pp.Forward()
        pattern.set_name("a wording")
        located = self._located
        capture = pp.Suppress("{") - name - pp.Opt(pp.Suppress(":") - name) - pp.Suppress("}").set_name("'}'")
        exception = pp.Suppress(pp.Keyword("except")) - name
        reference = pp.Suppress("<") - name - pp.ZeroOrMore(exception) - pp.Suppress(">").set_name("'>'")
        optional = pp.Suppress("[") - options - pp.Suppress("]").set_name("']'")
        group = pp.Suppress("(") - options - pp.Suppress(")").set_name("')'")
        gap = pp.Suppress("...") + pp.Opt(pp.Regex(r"[0-9]+"))
        word = pp.Regex(rf"(?!=>|\.\.\.){_WORD}~?")
        joined = pp.Literal("_").set_parse_action(located(lambda at, _: d.Joined(at)))
        capture.set_parse_action(located(lambda at, t: d.Capture(t[0], t[-1], at)))
        reference.set_parse_action(located(lambda at, t: d.Reference(t[0], at, tuple(t[1:]))))
        optional.set_parse_action(located(lambda at, t: d.Optional(t[0], at)))
        gap.set_parse_action(located(lambda at, t: d.Gap(int(t[0]) if t else d.GAP_LIMIT, at)))
        word.set_parse_action(located(lambda at, t: _word(t[0], at)))

        plain = optional | group | word | capture | reference | gap | joined
        repeated = plain + pp.Opt(pp.Literal("+"))
        repeated.set_parse_action(located(lambda at, t: d.Repeat(t[0], at) if len(t) > 1 else t[0]))
        marked = pp.Suppress("*") - pp.OneOrMore(repeated).set_name("the trigger") - pp.Suppress("*").set_name("'*'")
        marked.set_parse_action(located(lambda at, t: d.Marked(_sequence(t), at)))
        item = (self._plain_item() | repeated | marked).set_name(_PARTS)
        pattern <<= item - pp.ZeroOrMore(item, stop_on=pp.Regex(r"[\])|]|=>|$"))
        pattern.set_parse_action(located(lambda _, t: _sequence(t)))
        options <<= pattern - pp.ZeroOrMore(pp.Suppress("|") - pattern)
        options.set_parse_action(located(lambda at, t: d.Alternatives(tuple(t), at) if len(t) > 1 else t[0]))
        return pattern, options

    def _plain_item(self) -> pp.ParserElement:
        """Words, roles and phrases in their plainest form, which most are, at one go; the others are read piece by piece."""
        wording = rf"(?!=>|\.\.\.){_WORD}~?|<(?P<phrase>{NAME})>|\{{(?P<role>{NAME})(?::(?P<target>{NAME}))?\}}"
        item = pp.Regex(rf"(?>{wording})(?!\s*\+)", as_match=True)
        return item.set_parse_action(self._located(lambda at, found: _plain(found[0], at)))

    def _call(self, name: pp.ParserElement) -> pp.ParserElement:
        """The right-hand side of a time rule."""
        call = pp.Forward()
        call.set_name("an operation such as date(year, month, day)")
        number = pp.Regex(r"-?[0-9]{1,9}").set_parse_action(lambda t: int(str(t[0])))
        quoted = pp.QuotedString('"', esc_char="\\")
        ref = name + pp.Opt(pp.Suppress(".") + name)
        ref.set_parse_action(self._located(lambda at, t: d.Ref(t[0], t[1] if len(t) > 1 else None, at)))
        argument = (number | quoted | call | ref).set_name("an argument")
        arguments = pp.Opt(argument - pp.ZeroOrMore(pp.Suppress(",") - argument))
        call <<= name + pp.Suppress("(") - arguments + pp.Suppress(")").set_name("')'")
        call.set_parse_action(self._located(lambda at, t: d.Call(t[0], tuple(t[1:]), at)))
        return call

    def parse(self, expression: pp.ParserElement, line: SourceLine) -> Found:
        """The whole line read by the expression, as its named parts.

        Raises:
            GrammarSyntaxError: at the fault.
        """
        self.line = line
        text = line.text
        if len(text) > MAX_LENGTH:
            raise self._error(f"the line is longer than {MAX_LENGTH} characters", MAX_LENGTH, "name its parts in phrases")
        nesting = list(_nesting(text))
        deep = next((offset for offset, depth in nesting if depth > MAX_NESTING), None)
        if deep is not None:
            raise self._error(f"brackets stand more than {MAX_NESTING} deep", deep, "name the inner part in a phrase: <name>")
        try:
            return cast("Found", expression.parse_with_tabs().parse_string(text, parse_all=True).as_dict())
        except pp.ParseBaseException as fault:
            message, offset, hint = _explained(fault, text)
        raise self._error(message, offset, hint)

    def _error(self, message: str, offset: int, hint: str | None) -> GrammarSyntaxError:
        return GrammarSyntaxError(message, location=self._at(offset), hint=hint, source=self.line.raw)


def piece(found: Found, name: str) -> Any:
    """The one definition under a name, out of the list that pyparsing may wrap it in."""
    value = found.get(name)
    return value[0] if isinstance(value, list) else value


_WORD = r"(?:\\.|[^\s\\\[\](){}<>|*+~_\"])+"
"""A word as it is written: no mark of the language, unless behind a backslash."""


def _word(written: str, at: Location) -> d.Word:
    """A word, `word~` or not."""
    plain = re.match(_WORD, written)
    size = plain.end() if plain else len(written)
    return d.Word(re.sub(r"\\(.)", r"\1", written[:size]), at, size < len(written))


def _plain(item: re.Match[str], at: Location) -> d.Pattern:
    if phrase := item["phrase"]:
        return d.Reference(phrase, at)
    if role := item["role"]:
        return d.Capture(role, item["target"] or role, at)
    return _word(item[0], at)


def _sequence(items: Any) -> d.Pattern:
    parts = tuple(cast("list[d.Pattern]", list(items)))
    return parts[0] if len(parts) == 1 else d.Sequence(parts)


# --- saying what is wrong ----------------------------------------------------------------------------------------

_CLOSING = {"[": "]", "(": ")", "{": "}", "<": ">"}
_MARKS = re.compile(r'\\.|"(?:\\.|[^"\\])*"|=>|[\[\](){}<>]')


def _brackets(text: str) -> Iterator[tuple[int, str]]:
    """The brackets of a line and where they stand; not those in quotes or behind a backslash."""
    for match in _MARKS.finditer(text):
        if len(match.group()) == 1:
            yield match.start(), match.group()


def _nesting(text: str) -> Iterator[tuple[int, int]]:
    depth = 0
    for offset, mark in _brackets(text):
        depth += 1 if mark in _CLOSING else -1
        yield offset, depth


def _explained(fault: pp.ParseBaseException, text: str) -> tuple[str, int, str | None]:
    """Message, offset and hint for what pyparsing met."""
    if (wrong := _unbalanced(text)) is not None:
        return wrong
    offset = fault.loc
    while offset < len(text) and text[offset].isspace():
        offset += 1
    wanted = str(fault.msg).removeprefix("Expected ").strip()
    if ("{" in wanted and wanted != _PARTS) or wanted.startswith("W:"):
        wanted = _PARTS
    wanted = {"end of text": "the end of the line"}.get(wanted, wanted)
    found = re.match(r"\w+|\S", text[offset:])
    message = f"expected {wanted}, found {found.group()!r}" if found else f"expected {wanted}, but the line ends here"
    return message, offset, _hint(wanted, text, offset)


def _unbalanced(text: str) -> tuple[str, int, str | None] | None:
    open_: list[tuple[int, str]] = []
    for offset, mark in _brackets(text):
        if mark in _CLOSING:
            open_.append((offset, mark))
        elif not open_:
            return f"{mark!r} closes nothing", offset, f"write \\{mark} for the mark itself"
        elif _CLOSING[open_[-1][1]] != mark:
            before = open_[-1][1]
            return f"{mark!r} closes {before!r}", offset, f"{before!r} is closed by {_CLOSING[before]!r}"
        else:
            open_.pop()
    if open_:
        offset, mark = open_[-1]
        return f"{mark!r} is never closed", offset, f"{_CLOSING[mark]!r} closes it; write \\{mark} for the mark itself"
    return None


def _hint(wanted: str, text: str, offset: int) -> str | None:
    before, found = text[:offset].rstrip(), text[offset : offset + 1]
    if wanted == "a name":
        return "a name is made of letters, digits, '-' and '_', and begins with a letter"
    if (found in ("|", ")", "]") and before[-1:] in ("|", "(", "[")) or (found == "|" and not before):
        return "an alternative is empty; write [word] for something that may be missing"
    if len(re.findall(r"(?<!\\)\*", text)) % 2:
        return r"a trigger stands between two '*'; write \* for the mark itself"
    if found == "|":
        return "alternatives stand in brackets: (one|other)"
    if found == '"':
        return "words stand without quotes; a sentence belongs under 'example'; write \\\" for the mark itself"
    if found in tuple("+~"):
        return f"{found!r} stands directly behind what it marks; write \\{found} for the mark itself"
    return None
