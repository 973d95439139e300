"""Turns the blocks of a file into statements: one method for each keyword."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Literal, cast

import pyparsing as pp

from eventrules.rulefile import definitions as d
from eventrules.rulefile.bodies import GUARD, BodyReader
from eventrules.rulefile.entries import entries_of_line
from eventrules.rulefile.lines import Block, SourceLine
from eventrules.rulefile.vocabulary import METADATA, NAME
from eventrules.rulefile.wording import Found

_MODES: dict[str, d.Mode] = {"extend": "extend", "override": "override"}
MODES = tuple(_MODES)
DISABLED = ("rule", "time", "phrase", "list", "event", "verb", "noun", "construction", "adjunct")
"""What `disable` can take away."""

QUALIFIERS = ("many", "required", "optional")
"""What can be said of a role."""


class StatementReader(BodyReader):
    """Reads the statements of one file."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self._headers = _headers(self.lines.name, self.lines.feature_list)
        name = self.lines.name
        either = name - pp.ZeroOrMore(pp.Suppress(pp.Keyword("or")) - name)
        qualifier = name.copy().set_name("many, required or optional")
        qualifiers = pp.ZeroOrMore(pp.Suppress(",") - qualifier)
        self._role = name("name") - pp.Group(either.set_name("the role's type"))("types") - pp.Group(qualifiers)("qualifiers")
        function = (name - pp.ZeroOrMore(name)).set_parse_action(lambda t: " ".join(t))
        functions = function - pp.ZeroOrMore(pp.Suppress(",") - function)
        qualifier = pp.one_of("required itself else", as_keyword=True).set_name("required, itself or else")
        qualifiers = pp.Group(pp.ZeroOrMore(pp.Suppress(",") - qualifier))("qualifiers")
        self._slot = pp.Group(functions)("functions") - pp.Suppress("=").set_name("'='") - name("role") - qualifiers
        self._names = pp.Group(_several(_WORDS.copy().set_name("a word")))("names")
        self._readers: dict[str, Callable[[Found, Block, d.Mode], d.Statement]] = {
            "use": self._use, "layer": self._layer, "type": self._type, "event": self._event, "list": self._list,
            "phrase": self._phrase, "rule": self._rule, "time": self._time, "verb": self._verb, "noun": self._noun,
            "construction": self._construction, "adjunct": self._adjunct, "forms": self._forms, "disable": self._disable,
        }  # fmt: skip

    def statement(self, block: Block) -> d.Statement | None:
        """The statement of a block, or None where it cannot be understood.

        A header with a mistake is read as what was likely meant, so that the mistake brings no others with it.
        """
        opening = self._opening(block)
        if opening is None:
            return None
        mode, keyword, line = opening
        header = self._headers[keyword]
        if keyword in ("rule", "verb", "noun"):
            header = header + (_produces(self.lines.name) if mode == "define" else pp.Opt(_produces(self.lines.name)))
        head = self.attempt(header, line)
        if head is not None:
            return self._readers[keyword](head, block, mode)
        before = "" if mode == "define" else f"{mode} "
        self.errors[-1].hint = self.errors[-1].hint or f"such as: {before}{_SHOWN[keyword]}"
        return self._statement_meant(keyword, line, block, mode)

    def _statement_meant(self, keyword: str, line: SourceLine, block: Block, mode: d.Mode) -> d.Statement | None:
        """The statement of a block whose header cannot be read, as far as one can tell what it says."""
        guess = _guessed(keyword, line.text)
        if guess is None:
            return None
        faults = len(self.errors)
        statement = self._readers[keyword](guess, block, mode)
        self.errors[faults:] = [error for error in self.errors[faults:] if error.location and error.location.line != line.number]
        is_whole = mode != "define" or keyword not in ("rule", "verb", "noun") or guess["produces"]
        return statement if is_whole else None

    def _opening(self, block: Block) -> tuple[d.Mode, str, SourceLine] | None:
        """What a block begins with, and the rest of its header."""
        line = block.header
        word = line.text.split()[0]
        keyword = word if word in KEYWORDS else self.unknown(line, "keyword", word, KEYWORDS)
        mode = _MODES.get(keyword or "", "define")
        if mode != "define":
            line = line.after(len(word))
            if not line.text:
                return self.complain(block.header, f"expected what to {mode}", f"such as: {mode} phrase …", at=len(word))
            word = line.text.split()[0]
            if word in KEYWORDS and word not in CHANGEABLE:
                hint = f"'{mode}' goes with {', '.join(CHANGEABLE[:-1])} and {CHANGEABLE[-1]}"
                return self.complain(line, f"{word!r} cannot stand behind {mode!r}", hint)
            keyword = word if word in CHANGEABLE else self.unknown(line, "keyword", word, CHANGEABLE)
        return (mode, keyword, line.after(len(word))) if keyword is not None else None

    def _where(self, block: Block) -> d.Location:
        return block.header.at(self.path)

    # --- statements of one line ------------------------------------------------------------------------------

    def _use(self, head: Found, block: Block, _mode: d.Mode) -> d.Use:
        self.no_body(block)
        return d.Use(name=head["name"], location=self._where(block))

    def _layer(self, head: Found, block: Block, _mode: d.Mode) -> d.Layer:
        self.no_body(block)
        return d.Layer(name=head["name"], location=self._where(block))

    def _type(self, head: Found, block: Block, _mode: d.Mode) -> d.TypeDefinition:
        self.no_body(block)
        told = head.get("told")
        parent = told or head.get("parent")
        return d.TypeDefinition(name=head["name"], parent=parent, is_told=told is None, location=self._where(block))

    def _forms(self, head: Found, block: Block, _mode: d.Mode) -> d.Inflection:
        self.no_body(block)
        return d.Inflection(base=head.get("name"), forms=tuple(head.get("forms", ())), location=self._where(block), path=head.get("path"))

    def _disable(self, head: Found, block: Block, _mode: d.Mode) -> d.Disable:
        self.no_body(block)
        return d.Disable(kind=head["kind"], name=head["name"], location=self._where(block))

    # --- types and words -------------------------------------------------------------------------------------

    def _event(self, head: Found, block: Block, mode: d.Mode) -> d.EventDefinition:
        roles: dict[str, d.Role] = {}
        metadata: list[tuple[str, str]] = []
        for line in self.even(block.body):
            key, _, value = line.text.partition(" ")
            if key in METADATA:
                metadata.append((key, value.strip()))
                continue
            role = self._role_of(line)
            if role is not None and role.name in roles:
                self.complain(line, f"the role {role.name!r} is declared twice", "a role that several fill is 'many'")
            elif role is not None:
                roles[role.name] = role
        where = self._where(block)
        return d.EventDefinition(name=head["name"], roles=tuple(roles.values()), metadata=tuple(metadata), location=where, mode=mode)

    def _role_of(self, line: SourceLine) -> d.Role | None:
        found = self.attempt(self._role, line)
        if found is None:
            return None
        said = tuple(found["qualifiers"])
        for word in said:
            if word not in QUALIFIERS:
                self.unknown(line, "qualifier", word, QUALIFIERS, at=line.text.rindex(word))
        if "required" in said and "optional" in said:
            self.complain(line, "a role cannot be both required and optional", at=line.text.rindex("optional"))
        return d.Role(
            name=found["name"], types=tuple(found["types"]), many="many" in said, required="required" in said,
            location=line.at(self.path),
        )  # fmt: skip

    def _list(self, head: Found, block: Block, mode: d.Mode) -> d.WordList:
        entries: dict[str, d.Entry] = {}
        faults = len(self.errors)
        if (inline := head.get("inline")) is not None:
            self._add_entries(entries, block.header, inline, block.header.text.index(":") + 1)
        elif head.get("path") is not None and block.body:
            self.complain(block.body[0], "the entries of this list stand in its file", f"add more with 'extend list {head['name']}'")
        for line in self.even(block.body) if head.get("path") is None else ():
            self._add_entries(entries, line, line.text)
        if not entries and head.get("path") is None and len(self.errors) == faults:
            self.complain(block.header, "the list is empty", "write its words behind ':' or below, or 'from' and a file")
        return d.WordList(name=head["name"], entries=tuple(entries.values()), location=self._where(block), path=head.get("path"), mode=mode)

    def _add_entries(self, entries: dict[str, d.Entry], line: SourceLine, text: str, at: int = 0) -> None:
        start = len(text) - len(text.lstrip())

        def complain(message: str, hint: str | None, wrong: str) -> None:
            self.complain(line, message, hint, at=at + (max(text.rfind(wrong), start) if wrong else start))

        for entry in entries_of_line(text.strip(), complain):
            before = entries.setdefault(entry.surface, entry)
            if before is not entry and (before != entry or not entry.surface.isdecimal()):
                places = [found.start() for found in re.finditer(rf"(?<!\w){re.escape(entry.surface)}(?!\w)", text)]
                self.complain(line, f"the entry {entry.surface!r} stands twice", "drop one of the two", at=at + (places or [0])[-1])

    # --- wordings --------------------------------------------------------------------------------------------

    def _phrase(self, head: Found, block: Block, mode: d.Mode) -> d.Phrase:
        return d.Phrase(name=head["name"], lines=self.wordings(block, "phrase"), location=self._where(block), mode=mode)

    def _adjunct(self, head: Found, block: Block, mode: d.Mode) -> d.Adjunct:
        return d.Adjunct(name=head["name"], lines=self.wordings(block, "adjunct"), location=self._where(block), mode=mode)

    def _construction(self, head: Found, block: Block, mode: d.Mode) -> d.Construction:
        if not block.body:
            self.complain(block.header, "the construction has no wording", "write it on an indented line below")
        lines, guards = self.wordings_and_guards(self.even(block.body))
        return d.Construction(
            name=head["name"], kind=head["kind"], conditions=tuple(head["conditions"]), lines=lines, location=self._where(block),
            guards=guards, mode=mode,
        )  # fmt: skip

    # --- rules and frames ------------------------------------------------------------------------------------

    def _rule(self, head: Found, block: Block, mode: d.Mode) -> d.Rule:
        produces = cast("str", head.get("produces", ""))
        return self._any_rule(head["name"], produces, "event" if produces[:1].isupper() else "mention", block, mode)

    def _time(self, head: Found, block: Block, mode: d.Mode) -> d.Rule:
        return self._any_rule(head["name"], head.get("produces", "date"), "time", block, mode)

    def _any_rule(self, name: str, produces: str, kind: Literal["event", "mention", "time"], block: Block, mode: d.Mode) -> d.Rule:
        faults = len(self.errors)
        body, settings = self.without_settings(block, triggered=kind == "event")
        lines, guards = self.wordings_and_guards(body)
        if not lines and mode != "extend" and len(self.errors) == faults:
            self.complain(block.header, "the rule has no wording", "write it on an indented line below")
        return d.Rule(
            name=name, produces=produces, kind=kind, lines=lines, location=self._where(block), guards=guards,
            examples=tuple(settings.examples), priority=settings.priority, metadata=tuple(settings.metadata), mode=mode,
        )  # fmt: skip

    def _verb(self, head: Found, block: Block, mode: d.Mode) -> d.Frame:
        return self._frame("verb", head, block, mode)

    def _noun(self, head: Found, block: Block, mode: d.Mode) -> d.Frame:
        return self._frame("noun", head, block, mode)

    def _slot_of(self, line: SourceLine) -> Found | None:
        found = self.attempt(self._slot, line)
        if found is None and self.errors[-1].hint is None:
            self.errors[-1].hint = "a line of a frame says who fills a role: subject, with = participants"
        return found

    def _restrictions(self, line: SourceLine) -> Iterator[d.Restriction]:
        """`unless object thing, with thing`."""
        for part in re.finditer(r"[^,]+", line.text.removeprefix("unless ")):
            words = part[0].split()
            if len(words) < 2:
                self.complain(line, f"expected a place and a type, found {part[0].strip()!r}", "write: unless object thing")
                continue
            yield _restriction(part[0], line.at(self.path))

    def _frame(self, kind: Literal["verb", "noun"], head: Found, block: Block, mode: d.Mode) -> d.Frame:
        slots: list[d.Slot] = []
        supports: list[str] = []
        needs: list[d.Need] = []
        needed_fillers: list[d.Restriction] = []
        features: list[d.Feature] = []
        exclusions: list[d.Restriction] = []
        body, settings = self.without_settings(block, triggered=True)
        for line in body:
            if line.text in _LISTING:
                self.complain(line, f"nothing is listed behind {line.text!r}", f"such as: {line.text} {_LISTING[line.text]}")
            elif (keyword := re.match(r"(support|needs)\s+(?!=)", line.text)) is not None:
                found = self.attempt(self._names, line.after(keyword.end()))
                names = cast("list[str]", found["names"] if found is not None else [])
                if keyword[1] == "support":
                    supports += names
                else:
                    needs += [d.Need(name, line.at(self.path)) for name in names if " " not in name]
                    needed_fillers += [_restriction(name, line.at(self.path)) for name in names if " " in name]
            elif line.text.startswith("unless "):
                exclusions.extend(self._restrictions(line))
            elif GUARD.match(line.text):
                self.complain(line, "a frame has no guards", "write a rule where the words around matter")
            elif line.text.startswith("=>"):
                found = self.attempt(self.lines.features, line)
                features.extend(found["features"] if found is not None else ())
            elif (found := self._slot_of(line)) is not None:
                said = tuple(found["qualifiers"])
                slots.append(
                    d.Slot(
                        functions=tuple(found["functions"]), role=found["role"], location=line.at(self.path),
                        required="required" in said, is_itself="itself" in said, is_else="else" in said,
                    )
                )  # fmt: skip
        triggers = cast("tuple[str, ...]", tuple(head["triggers"]))
        for trigger in {word for word in triggers if triggers.count(word) > 1}:
            self.complain(
                block.header, f"the trigger {trigger!r} stands twice", "drop one of the two", at=block.header.text.rindex(trigger)
            )
        return d.Frame(
            kind=kind, triggers=tuple(dict.fromkeys(triggers)), produces=head.get("produces", ""), slots=tuple(slots),
            location=self._where(block), supports=tuple(supports), needs=tuple(needs), needed_fillers=tuple(needed_fillers),
            exclusions=tuple(exclusions), features=tuple(features),
            examples=tuple(settings.examples), priority=settings.priority, metadata=tuple(settings.metadata), mode=mode,
        )  # fmt: skip


_LISTING = {"support": "hold, attend", "needs": "participants, support", "unless": "object thing"}
"""What a line of a frame can list, with an example of each."""


def _restriction(text: str, location: d.Location) -> d.Restriction:
    *function, filler = text.split()
    return d.Restriction(function=" ".join(function), type=filler, location=location)


# --- headers -----------------------------------------------------------------------------------------------------

_WORDS = pp.Regex(r"[^\W_][\w.'’&-]*(?: +[\w.'’&-]+)*")
"""One word or several, as triggers and their forms are written."""


def _several(element: pp.ParserElement) -> pp.ParserElement:
    return element - pp.ZeroOrMore(pp.Suppress(",") - element)


def _produces(name: pp.ParserElement) -> pp.ParserElement:
    return pp.Suppress("=>").set_name("'=>' and the type that it finds") - name.copy().set_name("the type that it finds")("produces")


def _headers(name: pp.ParserElement, features: pp.ParserElement) -> dict[str, pp.ParserElement]:
    """How the header of each statement goes on behind its keyword."""
    path = pp.Regex(r"[^\s=,:]+").set_name("a file name")
    triggers = pp.Group(_several(_WORDS.copy().set_name("a word")))("triggers")
    form = r"[^\W_][\w'’-]*(?: [\w'’-]+)*"
    forms = pp.Group(_several(pp.Regex(rf"{form}(?:\|{form})*").set_name("a form")))("forms")
    parent = pp.Suppress(pp.Keyword("under")) - name("parent") | pp.Suppress(pp.Keyword("as")) - name("told")
    words = pp.Suppress(pp.Keyword("from")) - path("path") | pp.Suppress(":") - pp.Regex(r".+").set_name("words")("inline")
    verb_or_noun = pp.one_of("verb noun", as_keyword=True).set_name("verb or noun")
    return {
        "use": name("name"),
        "layer": name("name"),
        "type": name("name") - pp.Opt(parent),
        "event": name("name"),
        "list": name("name") - pp.Opt(words),
        "phrase": name("name"),
        "rule": name("name"),
        "time": name("name") - pp.Opt(_produces(name)),
        "verb": triggers,
        "noun": triggers,
        "construction": name("name")
        - pp.Suppress(pp.Keyword("for")).set_name("'for verb' or 'for noun'")
        - verb_or_noun("kind")
        - pp.Group(pp.Opt(features))("conditions"),
        "adjunct": name("name"),
        "forms": pp.Suppress(pp.Keyword("from")) - path("path") | _WORDS.copy().set_name("a word")("name") - pp.Suppress(":") - forms,
        "disable": pp.one_of(list(DISABLED), as_keyword=True).set_name(f"one of {', '.join(DISABLED)}")("kind")
        - _WORDS.copy().set_name("its name")("name"),
    }


_SHOWN = {
    "use": "use names", "layer": "layer titles", "type": "type person under actor", "event": "event Meeting",
    "list": "list city: Oslo, Lima", "phrase": "phrase is-to", "rule": "rule walk-out => Strike", "time": "time feast-day => date",
    "verb": "verb meet, sit down => Meeting", "noun": "noun meeting, talks => Meeting",
    "construction": "construction passive for verb voice passive", "adjunct": "adjunct source",
    "forms": "forms meet: meets, met, met, meeting", "disable": "disable rule walk-out",
}  # fmt: skip
"""A header of each statement, for hints."""


def _guessed(keyword: str, text: str) -> Found | None:
    """What a header that cannot be read says as far as one can tell; None of one that nothing stands below."""
    names = re.findall(NAME, text)
    if keyword in ("use", "layer", "forms", "disable") or not names:
        return None
    before, arrow, _ = re.split(r"([=>:].*|$)", text, maxsplit=1)
    produces = names[-1] if arrow and len(names) > 1 else "date" if keyword == "time" else ""
    triggers = [word.strip() for word in before.split(",") if word.strip()] or names[:1]
    kind = next((name for name in names if name in ("verb", "noun")), "verb")
    return {"name": names[0], "triggers": triggers, "produces": produces, "kind": kind, "conditions": []}


KEYWORDS = (
    "use", "layer", "type", "event", "list", "phrase", "rule", "time", "verb", "noun", "construction", "adjunct", "forms",
    "disable", "extend", "override",
)  # fmt: skip
"""What a statement can begin with."""

CHANGEABLE = ("event", "list", "phrase", "rule", "time", "verb", "noun", "construction", "adjunct")
"""What can stand behind `extend` and `override`."""
