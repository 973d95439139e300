"""Reads the text of a grammar file into definitions.

A file is a list of blocks: a header at the left margin, its body indented below it. Blocks are split by indentation
and every line is parsed by itself with pyparsing, so one mistake never hides the next: `read_grammar` returns what it
understood and every mistake it met, each at its line and column.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, cast

import attrs
import pyparsing as pp

from eventrules.errors import GrammarError, GrammarSyntaxError, Location, UnknownNameError
from eventrules.rulefile import definitions as d

KEYWORDS = (
    "use", "layer", "type", "event", "list", "phrase", "rule", "time", "verb", "noun", "construction", "adjunct",
    "forms", "extend", "override", "disable",
)  # fmt: skip


@attrs.frozen
class SourceLine:
    """One line of a file: its number, indentation and text without the comment."""

    number: int
    indent: int
    text: str
    raw: str


@attrs.frozen
class Block:
    header: SourceLine
    body: tuple[SourceLine, ...]


# --- the pattern language, one line at a time --------------------------------------------------------------------


def _located(build: Callable[[int, Any], Any]) -> Callable[[str, int, pp.ParseResults], Any]:
    """A parse action that hands the position and the parsed pieces to `build`."""

    def action(_text: str, at: int, pieces: pp.ParseResults) -> Any:
        return [build(at, pieces)]

    return action


def _piece(found: pp.ParseResults, name: str) -> Any:
    """The one definition under a results name, out of the list that pyparsing may wrap it in."""
    value = found.get(name)
    return value[0] if isinstance(value, pp.ParseResults) else value


def _sequence(items: Any) -> d.Pattern:
    parts = tuple(cast("list[d.Pattern]", list(items)))
    return parts[0] if len(parts) == 1 else d.Sequence(parts)


class _LineParser:
    """The pyparsing expressions of one line, which stamp the line's own place on every definition."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.line = SourceLine(1, 0, "", "")
        self._build()

    def at(self, offset: int) -> Location:
        """Where in the file the offset of the current line's text is."""
        return Location(self.path, self.line.number, self.line.indent + offset + 1)

    def _build(self) -> None:
        name = pp.Regex(r"[^\W\d][\w]*(?:-\w+)*").set_name("a name")
        integer = pp.Regex(r"-?\d+").set_name("a number").set_parse_action(lambda t: int(t[0]))
        quoted = pp.QuotedString('"', esc_char="\\").set_name("a quoted text")
        pattern = pp.Forward().set_name("a pattern")
        options = pp.Forward()

        capture = pp.Suppress("{") - name - pp.Opt(pp.Suppress(":") - name) - pp.Suppress("}").set_name("'}'")
        exception = pp.Suppress(pp.Keyword("except")) - name
        reference = pp.Suppress("<") - name - pp.ZeroOrMore(exception) - pp.Suppress(">").set_name("'>'")
        optional = pp.Suppress("[") - options - pp.Suppress("]").set_name("']'")
        group = pp.Suppress("(") - options - pp.Suppress(")").set_name("')'")
        gap = pp.Suppress("...") + pp.Opt(pp.Regex(r"\d+"))
        word = pp.Regex(r"(?:\\.|[^\s\\\[\](){}<>|*+~_\"])+") + pp.Opt(pp.Literal("~"))
        capture.set_parse_action(_located(lambda at, t: d.Capture(t[0], t[-1], self.at(at))))
        reference.set_parse_action(_located(lambda at, t: d.Reference(t[0], self.at(at), tuple(t[1:]))))
        optional.set_parse_action(_located(lambda at, t: d.Optional(t[0], self.at(at))))
        gap.set_parse_action(_located(lambda at, t: d.Gap(int(t[0]) if t else 5, self.at(at))))
        word.set_parse_action(_located(self._word))
        joined = pp.Literal("_").set_parse_action(_located(lambda at, _: d.Joined(self.at(at))))

        plain = gap | capture | reference | optional | group | joined | ~pp.Literal("=>") + word
        repeated = plain + pp.Opt(pp.Literal("+"))
        repeated.set_parse_action(_located(lambda at, t: d.Repeat(t[0], self.at(at)) if len(t) > 1 else t[0]))
        marked = pp.Suppress("*") - pp.OneOrMore(repeated) - pp.Suppress("*").set_name("'*'")
        marked.set_parse_action(_located(lambda at, t: d.Marked(_sequence(t), self.at(at))))
        item = (marked | repeated).set_name("a word, {capture}, <phrase>, [optional part] or (one|other)")
        pattern <<= item - pp.ZeroOrMore(item)
        pattern.set_parse_action(_located(lambda _, t: _sequence(t)))
        options <<= pattern - pp.ZeroOrMore(pp.Suppress("|") - pattern)
        options.set_parse_action(_located(lambda at, t: d.Alternatives(tuple(t), self.at(at)) if len(t) > 1 else t[0]))

        call = pp.Forward().set_name("an operation such as date(year, month, day)")
        ref = name + pp.Opt(pp.Suppress(".") + name)
        ref.set_parse_action(_located(lambda at, t: d.Ref(t[0], t[1] if len(t) > 1 else None, self.at(at))))
        argument = (integer | quoted | call | ref).set_name("an argument")
        arguments = pp.Opt(argument - pp.ZeroOrMore(pp.Suppress(",") - argument))
        call <<= name + pp.Suppress("(") - arguments + pp.Suppress(")").set_name("')'")
        call.set_parse_action(_located(lambda at, t: d.Call(t[0], tuple(t[1:]), self.at(at))))
        feature = name - name.copy().set_name("a value")
        feature.set_parse_action(_located(lambda at, t: d.Feature(t[0], t[1], self.at(at))))
        features = feature - pp.ZeroOrMore(pp.Suppress(",") - feature)
        meaning = pp.Suppress("=>") - (call("call") | pp.Group(features)("features"))

        self.line_expression = pattern("pattern") - pp.Opt(meaning)
        self.features = pp.Suppress("=>") - pp.Group(features)("features")
        self.guard = (
            pp.one_of("not only", as_keyword=True)("polarity") + pp.one_of("after before", as_keyword=True)("side") - options("pattern")
        )
        path_text = pp.Regex(r"[^\s=,:]+").set_name("a file name")
        names = name - pp.ZeroOrMore(pp.Suppress(",") - name)
        phrase_text = pp.Regex(r"[^,=\s][^,=]*?(?=\s*(?:,|=>|=|$))").set_name("a word")
        words = phrase_text - pp.ZeroOrMore(pp.Suppress(",") - phrase_text)
        produces = pp.Suppress("=>") - name.copy().set_name("the type that the rule finds")("produces")
        self.headers: dict[str, pp.ParserElement] = {
            "use": name("name"),
            "layer": name("name"),
            "type": name("name") - pp.Opt(pp.Suppress(pp.Keyword("under")) - name("parent") | pp.Suppress(pp.Keyword("as")) - name("told")),
            "event": name("name"),
            "list": name("name")
            - pp.Opt(pp.Suppress(pp.Keyword("from")) - path_text("path") | pp.Suppress(":") - pp.Group(words)("inline")),
            "phrase": name("name"),
            "rule": name("name") - produces,
            "time": name("name") - pp.Opt(produces),
            "verb": pp.Group(words)("triggers") - produces,
            "noun": pp.Group(words)("triggers") - produces,
            "construction": name("name")
            - pp.Suppress(pp.Keyword("for"))
            - pp.one_of("verb noun", as_keyword=True)("kind").set_name("verb or noun")
            - pp.Group(pp.Opt(features))("conditions"),
            "adjunct": name("name"),
            "forms": pp.Suppress(pp.Keyword("from")) - path_text("path") | name("name") - pp.Suppress(":") - pp.Group(words)("forms"),
            "disable": pp.one_of("rule time phrase verb noun", as_keyword=True)("kind").set_name("rule, time, phrase, verb or noun")
            - name("name"),
        }
        either = name - pp.ZeroOrMore(pp.Suppress(pp.Keyword("or")) - name)
        qualifier = pp.one_of("many required optional", as_keyword=True)
        self.role = name("name") - pp.Group(either)("types") - pp.Group(pp.ZeroOrMore(pp.Suppress(",") - qualifier))("qualifiers")
        function = (name - pp.ZeroOrMore(name)).set_parse_action(lambda t: " ".join(t))
        functions = function - pp.ZeroOrMore(pp.Suppress(",") - function)
        self.slot = (
            pp.Group(functions)("functions")
            - pp.Suppress("=")
            - name("role")
            - pp.Opt(pp.Suppress(",") - pp.Keyword("required")("required"))
        )
        self.names = pp.Group(names)("names")
        self.example = (
            pp.one_of("example counterexample", as_keyword=True)("kind")
            - pp.Opt(pp.Suppress(pp.Keyword("published")) - pp.Regex(r"[^\s:]+")("published").set_name("a date as YYYY-MM-DD"))
            - pp.Opt(pp.Suppress(":"))
        )
        self.sentence = quoted("text") - pp.Opt(pp.Suppress("=") - pp.Regex(r".+")("value"))
        self.expectation = name("name") - pp.Suppress("=") - pp.Regex(r".*\S")("value").set_name("what it must be")

    def _word(self, at: int, pieces: Any) -> d.Word:
        return d.Word(re.sub(r"\\(.)", r"\1", pieces[0]), self.at(at), len(pieces) > 1)

    def parse(self, expression: pp.ParserElement, line: SourceLine, text: str | None = None) -> pp.ParseResults:
        """The whole line read by the expression; raises GrammarSyntaxError at the fault."""
        self.line = line
        source = line.text if text is None else text
        try:
            return expression.parse_string(source, parse_all=True)
        except pp.ParseBaseException as fault:
            raise GrammarSyntaxError(_say(fault, source), location=self.at(fault.loc), hint=_hint(fault, source), source=line.raw) from None
        except RecursionError:
            raise GrammarSyntaxError("too deeply nested", location=self.at(0), source=line.raw) from None


def _say(fault: pp.ParseBaseException, text: str) -> str:
    wanted = str(fault.msg).removeprefix("Expected ").strip()
    wanted = {"end of text": "the end of the line"}.get(wanted, wanted)
    found = text[fault.loc : fault.loc + 12].split(" ")[0]
    return f"expected {wanted}, found {found!r}" if found else f"expected {wanted}, but the line ends here"


def _hint(fault: pp.ParseBaseException, text: str) -> str | None:
    rest = text[fault.loc :]
    for opening, closing in ("[]", "()", "{}", "<>"):
        if text.count(opening) > text.count(closing):
            return f"a {opening!r} of this line is never closed by {closing!r}"
    if rest[:1] in tuple("])}>"):
        return f"no bracket is open that {rest[0]!r} could close; write \\{rest[0]} for the mark itself"
    if text.count("*") % 2:
        return "a trigger stands between two '*'; write \\* for the mark itself"
    return None


# --- lines and blocks --------------------------------------------------------------------------------------------

_COMMENT = re.compile(r'(?:^|(?<=\s))#.*$|"(?:\\.|[^"\\])*"')


def _without_comment(text: str) -> str:
    return _COMMENT.sub(lambda m: "" if m.group().startswith("#") else m.group(), text).rstrip()


def _source_lines(text: str) -> list[SourceLine]:
    lines: list[SourceLine] = []
    for number, raw in enumerate(re.split(r"\r\n|\n|\r", text), 1):
        content = _without_comment(raw.expandtabs(4).removeprefix("\ufeff"))
        if content.strip():
            lines.append(SourceLine(number, len(content) - len(content.lstrip()), content.strip(), raw))
    return lines


def _blocks(lines: list[SourceLine], path: str, errors: list[GrammarError]) -> list[Block]:
    blocks: list[Block] = []
    header: SourceLine | None = None
    body: list[SourceLine] = []
    for line in lines:
        if line.indent == 0:
            if header:
                blocks.append(Block(header, tuple(body)))
            header, body = line, []
        elif header:
            body.append(line)
        else:
            where = Location(path, line.number, line.indent + 1)
            errors.append(GrammarSyntaxError("an indented line belongs to no block", location=where, source=line.raw))
    if header:
        blocks.append(Block(header, tuple(body)))
    return blocks


_GUARD = re.compile(r"(not|only) (after|before)\b")

# --- from blocks to statements -----------------------------------------------------------------------------------


class _Reader:
    """Turns the blocks of one file into statements and keeps every mistake."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.lines = _LineParser(path)
        self.errors: list[GrammarError] = []

    def statement(self, block: Block) -> d.Statement | None:
        keyword, _, rest = block.header.text.partition(" ")
        mode: d.Mode = "define"
        line = block.header
        if keyword in ("extend", "override"):
            mode = "extend" if keyword == "extend" else "override"
            line = attrs.evolve(line, indent=len(keyword) + 1, text=rest.strip())
            keyword, _, rest = line.text.partition(" ")
        if keyword not in self.lines.headers:
            self.errors.append(UnknownNameError("keyword", keyword, KEYWORDS, location=self._at(line), source=line.raw))
            return None
        offset = len(keyword) + (len(rest) - len(rest.lstrip())) + 1
        header = attrs.evolve(line, indent=line.indent + offset, text=rest.strip())
        head = self._try(self.lines.headers[keyword], header)
        if head is None:
            return None
        return cast("d.Statement | None", getattr(self, f"_{keyword}")(head, block, mode))

    def _at(self, line: SourceLine) -> Location:
        return Location(self.path, line.number, line.indent + 1)

    def _try(self, expression: pp.ParserElement, line: SourceLine) -> pp.ParseResults | None:
        try:
            return self.lines.parse(expression, line)
        except GrammarError as error:
            self.errors.append(error)
            return None

    def _complain(self, line: SourceLine, message: str, hint: str | None = None) -> None:
        self.errors.append(GrammarSyntaxError(message, location=self._at(line), hint=hint, source=line.raw))

    def _no_body(self, block: Block) -> None:
        for line in block.body[:1]:
            self._complain(line, f"a {block.header.text.split()[0]} statement has no indented lines")

    def _use(self, head: pp.ParseResults, block: Block, _mode: d.Mode) -> d.Use:
        self._no_body(block)
        return d.Use(name=head["name"], location=self._at(block.header))

    def _layer(self, head: pp.ParseResults, block: Block, _mode: d.Mode) -> d.Layer:
        self._no_body(block)
        return d.Layer(name=head["name"], location=self._at(block.header))

    def _type(self, head: pp.ParseResults, block: Block, _mode: d.Mode) -> d.TypeDefinition:
        self._no_body(block)
        told = head.get("told")
        return d.TypeDefinition(name=head["name"], parent=told or head.get("parent"), is_told=told is None, location=self._at(block.header))

    def _forms(self, head: pp.ParseResults, block: Block, _mode: d.Mode) -> d.Inflection:
        self._no_body(block)
        where = self._at(block.header)
        return d.Inflection(base=head.get("name"), forms=tuple(head.get("forms", ())), location=where, path=head.get("path"))

    def _disable(self, head: pp.ParseResults, block: Block, _mode: d.Mode) -> d.Disable:
        self._no_body(block)
        return d.Disable(kind=head["kind"], name=head["name"], location=self._at(block.header))

    def _event(self, head: pp.ParseResults, block: Block, mode: d.Mode) -> d.EventDefinition:
        roles: list[d.Role] = []
        metadata: list[tuple[str, str]] = []
        for line in block.body:
            key, _, value = line.text.partition(" ")
            if key in ("plover", "note"):
                metadata.append((key, value.strip()))
                continue
            found = self._try(self.lines.role, line)
            if found is not None:
                said = tuple(found["qualifiers"])
                roles.append(
                    d.Role(
                        name=found["name"], types=tuple(found["types"]), many="many" in said, required="required" in said,
                        location=self._at(line),
                    )
                )  # fmt: skip
        return d.EventDefinition(
            name=head["name"], roles=tuple(roles), metadata=tuple(metadata), location=self._at(block.header), mode=mode
        )

    def _list(self, head: pp.ParseResults, block: Block, mode: d.Mode) -> d.WordList:
        entries = [d.Entry(surface=word, canonical=word) for word in head.get("inline", ())]
        for line in block.body:
            entries.extend(self._entries(line))
        return d.WordList(name=head["name"], entries=tuple(entries), location=self._at(block.header), path=head.get("path"), mode=mode)

    def _entries(self, line: SourceLine) -> list[d.Entry]:
        """`January, Jan. = 1 {key: value}`, or a range of numbers `1..31`."""
        text, attributes = line.text, ()
        if (braces := re.search(r"\{([^{}]*)\}$", text)) is not None:
            text = text[: braces.start()].strip()
            pairs = [pair.partition(":") for pair in braces[1].split(",")]
            attributes = tuple((key.strip(), value.strip()) for key, _, value in pairs)
        if (numbers := re.fullmatch(r"(\d{1,4})\.\.(\d{1,4})", text)) is not None:
            return self._range(line, int(numbers[1]), int(numbers[2]))
        surfaces, equals, canonical = text.rpartition("=") if re.search(r"\S\s*=\s*\S", text) else (text, "", "")
        words = [word.strip() for word in surfaces.split(",")] if surfaces.strip(" ,") else [surfaces.strip()]
        if not all(words):
            self._complain(line, "an entry of the list is empty", "entries stand between commas")
            return []
        value = canonical.strip() if equals else None
        return [d.Entry(surface=word, canonical=canonical_value(value or word), attributes=attributes) for word in words]

    def _range(self, line: SourceLine, first: int, last: int) -> list[d.Entry]:
        if last < first:
            self._complain(line, f"the range {first}..{last} is empty", f"did you mean {last}..{first}?")
            return []
        plain = [d.Entry(surface=str(n), canonical=n) for n in range(first, last + 1)]
        return plain + [d.Entry(surface=f"0{n}", canonical=n) for n in range(first, min(last, 9) + 1)]

    def _line(self, line: SourceLine) -> d.Line | None:
        found = self._try(self.lines.line_expression, line)
        if found is None:
            return None
        return d.Line(_piece(found, "pattern"), self._at(line), features=tuple(found.get("features", ())), call=_piece(found, "call"))

    def _wordings(self, block: Block) -> tuple[d.Line, ...]:
        if not block.body:
            self._complain(block.header, f"the {block.header.text.split()[0]} has no wording", "write it on an indented line below")
        lines = [self._line(line) for line in block.body]
        return tuple(line for line in lines if line is not None)

    def _phrase(self, head: pp.ParseResults, block: Block, mode: d.Mode) -> d.Phrase:
        return d.Phrase(name=head["name"], lines=self._wordings(block), location=self._at(block.header), mode=mode)

    def _adjunct(self, head: pp.ParseResults, block: Block, mode: d.Mode) -> d.Adjunct:
        return d.Adjunct(name=head["name"], lines=self._wordings(block), location=self._at(block.header), mode=mode)

    def _construction(self, head: pp.ParseResults, block: Block, _mode: d.Mode) -> d.Construction:
        guards, wordings = self._guards(block.body)
        return d.Construction(
            name=head["name"], kind=head["kind"], conditions=tuple(head["conditions"]), lines=self._wordings(attrs.evolve(block, body=wordings)),
            location=self._at(block.header), guards=guards,
        )  # fmt: skip

    def _guards(self, lines: Iterable[SourceLine]) -> tuple[tuple[d.Guard, ...], tuple[SourceLine, ...]]:
        """The guards among some lines, and the other lines."""
        guards: list[d.Guard] = []
        others: list[SourceLine] = []
        for line in lines:
            if not _GUARD.match(line.text):
                others.append(line)
            elif (found := self._try(self.lines.guard, line)) is not None:
                guards.append(d.Guard(found["side"], _piece(found, "pattern"), self._at(line), found["polarity"] == "only"))
        return tuple(guards), tuple(others)

    def _rule(self, head: pp.ParseResults, block: Block, mode: d.Mode) -> d.Rule:
        produces = cast("str", head["produces"])
        return self._any_rule(head["name"], produces, "event" if produces[:1].isupper() else "mention", block, mode)

    def _time(self, head: pp.ParseResults, block: Block, mode: d.Mode) -> d.Rule:
        return self._any_rule(head["name"], head.get("produces", "date"), "time", block, mode)

    def _any_rule(self, name: str, produces: str, kind: Any, block: Block, mode: d.Mode) -> d.Rule:
        rest = _Settings()
        guards, others = self._guards(self._without_examples(block, rest))
        wordings = [self._line(line) for line in others if not self._setting(line, rest)]
        lines = [wording for wording in wordings if wording is not None]
        if not lines and not self.errors:
            self._complain(block.header, "the rule has no wording", "write it on an indented line below")
        return d.Rule(
            name=name, produces=produces, kind=kind, lines=tuple(lines), location=self._at(block.header), guards=guards,
            examples=tuple(rest.examples), priority=rest.priority, metadata=tuple(rest.metadata), mode=mode,
        )  # fmt: skip

    def _setting(self, line: SourceLine, rest: _Settings) -> bool:
        if (priority := re.fullmatch(r"priority\s+(-?\d+)", line.text)) is not None:
            rest.priority = int(priority[1])
        elif (note := re.fullmatch(r"(note|plover)\s+(.+)", line.text)) is not None:
            rest.metadata.append((note[1], note[2]))
        else:
            return False
        return True

    def _without_examples(self, block: Block, rest: _Settings) -> list[SourceLine]:
        """The lines of the body that are no examples; those go to `rest`."""
        others: list[SourceLine] = []
        body = list(block.body)
        while body:
            line = body.pop(0)
            if not re.match(r"(counter)?example\b", line.text):
                others.append(line)
                continue
            inner: list[SourceLine] = []
            while body and body[0].indent > line.indent:
                inner.append(body.pop(0))
            rest.examples.extend(self._examples(line, inner))
        return others

    def _examples(self, header: SourceLine, inner: list[SourceLine]) -> list[d.Example]:
        head = self._try(self.lines.example, header)
        if head is None:
            return []
        if not inner:
            self._complain(header, f"the {head['kind']} has no sentence", "write it in double quotes on an indented line below")
        examples: list[d.Example] = []
        for line in inner:
            if line.text.startswith('"'):
                found = self._try(self.lines.sentence, line)
                if found is None:
                    continue
                value = found.get("value")
                expected = (d.Expectation("value", value.strip(), self._at(line)),) if value else ()
                examples.append(d.Example(found["text"], head["kind"] == "example", head.get("published"), expected, self._at(line)))
            elif not examples:
                self._complain(line, "an expectation before its sentence", "the sentence comes first, in double quotes")
            else:
                found = self._try(self.lines.expectation, line)
                if found is not None:
                    expectation = d.Expectation(found["name"], found["value"], self._at(line))
                    last = examples[-1]
                    examples[-1] = attrs.evolve(last, expectations=(*last.expectations, expectation))
        return examples

    def _verb(self, head: pp.ParseResults, block: Block, mode: d.Mode) -> d.Frame:
        return self._frame("verb", head, block, mode)

    def _noun(self, head: pp.ParseResults, block: Block, mode: d.Mode) -> d.Frame:
        return self._frame("noun", head, block, mode)

    def _frame(self, kind: Any, head: pp.ParseResults, block: Block, mode: d.Mode) -> d.Frame:
        slots: list[d.Slot] = []
        supports: list[str] = []
        needs: list[str] = []
        features: list[d.Feature] = []
        rest = _Settings()
        for line in self._without_examples(block, rest):
            if self._setting(line, rest):
                continue
            if (keyword := re.match(r"(support|needs)\s+", line.text)) is not None:
                size = keyword.end()
                found = self._try(self.lines.names, attrs.evolve(line, indent=line.indent + size, text=line.text[size:]))
                (supports if keyword[1] == "support" else needs).extend(found["names"] if found is not None else ())
            elif line.text.startswith("=>"):
                found = self._try(self.lines.features, line)
                features.extend(found["features"] if found is not None else ())
            else:
                found = self._try(self.lines.slot, line)
                if found is not None:
                    slot = d.Slot(
                        functions=tuple(found["functions"]), role=found["role"], location=self._at(line), required="required" in found
                    )
                    slots.append(slot)
        return d.Frame(
            kind=kind, triggers=tuple(head["triggers"]), produces=head["produces"], slots=tuple(slots),
            location=self._at(block.header), supports=tuple(supports), needs=tuple(needs), features=tuple(features),
            examples=tuple(rest.examples), priority=rest.priority, mode=mode,
        )  # fmt: skip


class _Settings:
    """What a rule's body says besides its wording."""

    def __init__(self) -> None:
        self.examples: list[d.Example] = []
        self.priority = 0
        self.metadata: list[tuple[str, str]] = []


def canonical_value(text: str) -> str | int:
    """What a list entry stands for: a whole number where it looks like one, else the text."""
    return int(text) if re.fullmatch(r"-?\d{1,9}", text) else text


def read_grammar(text: str, *, path: str) -> tuple[d.GrammarFile, tuple[GrammarError, ...]]:
    """Read the text of a grammar file.

    Args:
        text: the file's content.
        path: how the file is called in messages.

    Returns:
        what was understood, and every mistake, in the order of the file.

    >>> grammar, errors = read_grammar("list weekend-day: Saturday, Sunday", path="days.rules")
    >>> [entry.surface for entry in grammar.statements[0].entries]
    ['Saturday', 'Sunday']
    >>> errors
    ()
    """
    reader = _Reader(path)
    statements: list[d.Statement] = []
    layer: str | None = None
    for block in _blocks(_source_lines(text), path, reader.errors):
        statement = reader.statement(block)
        if isinstance(statement, d.Layer):
            layer = statement.name
        elif isinstance(statement, d.Rule):
            statement = attrs.evolve(statement, layer=layer)
        if statement is not None:
            statements.append(statement)
    errors = tuple(sorted(reader.errors, key=lambda error: error.location.line if error.location else 0))
    return d.GrammarFile(path=path, statements=tuple(statements)), errors
