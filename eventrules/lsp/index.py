"""The names of all loaded files: what each is, where it is defined and changed, and which can stand at a place."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

import attrs

from eventrules.errors import Location
from eventrules.lsp.places import Header, Place
from eventrules.rulefile import definitions as d
from eventrules.rulefile.bodies import EXAMPLE_WORDS
from eventrules.rulefile.check import EXPECTATIONS, NEEDS
from eventrules.rulefile.functions import Kind, functions_of
from eventrules.rulefile.grammar import Grammar
from eventrules.rulefile.keys import keys_of
from eventrules.rulefile.sources import SUFFIX
from eventrules.rulefile.statements import CHANGEABLE, DISABLED, KEYWORDS, QUALIFIERS
from eventrules.rulefile.vocabulary import FEATURE_VALUES, METADATA, SHAPES, TIME_TYPE, VERB_FORMS, built_in_names
from eventrules.timex.operations import OPERATIONS

BODY_WORDS = (*EXAMPLE_WORDS, *METADATA, "priority", "not after", "not before", "only after", "only before")
FRAME_WORDS = ("support", "needs", "unless", *EXAMPLE_WORDS, *METADATA, "priority")


@attrs.frozen(kw_only=True)
class Named:
    """Something that a name stands for, with all statements that define or change it, the definition first."""

    kind: str
    name: str
    statements: tuple[d.Statement | d.Role, ...] = ()

    @property
    def locations(self) -> tuple[Location, ...]:
        """Where it is defined and changed."""
        return tuple(statement.location for statement in self.statements)


class Index:
    """What the files of a grammar say about names."""

    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar

    @cached_property
    def statements(self) -> dict[tuple[str, str], list[d.Statement]]:
        """All statements about a name, by kind and name, definitions first."""
        found: dict[tuple[str, str], list[d.Statement]] = {}
        for file in self.grammar.files:
            for statement in file.statements:
                for key in keys_of(statement):
                    found.setdefault(key, []).append(statement)
        for statements in found.values():
            statements.sort(key=lambda statement: isinstance(statement, d.Disable) or getattr(statement, "mode", "define") != "define")
        return found

    @cached_property
    def producers(self) -> dict[str, list[d.Rule | d.Frame]]:
        """The rules and frames that produce a type of event, mention or time."""
        found: dict[str, list[d.Rule | d.Frame]] = {}
        for owner in (*self.grammar.rules, *self.grammar.frames):
            found.setdefault(owner.produces, []).append(owner)
        return found

    # --- what a place speaks of ------------------------------------------------------------------------------

    def named(self, place: Place) -> Named | None:
        """What the word at a place stands for."""
        word = place.word.strip()
        if not word:
            return None
        match place.kind:
            case "reference" | "target":
                return self._mention(word) or self._role(place.header, word)
            case "capture":
                return (self._role(place.header, word) if place.header.is_event_rule else None) or self._mention(word)
            case "type" | "role type" | "forbidden":
                return self._first(("type", "time"), word) or self._time_type(word)
            case "produced":
                return self._first(("event", "type"), word) or self._time_type(word)
            case "role" | "filled" | "needed":
                return self._role(place.header, word)
            case "expected":
                return self._role(place.header, word) or (Named(kind="expectation", name=word) if word in EXPECTATIONS else None)
            case "name" | "trigger":
                return self._first((place.of,), word)
            case "feature":
                return Named(kind="feature", name=word) if word in FEATURE_VALUES else None
            case "value":
                return Named(kind="feature", name=place.of) if word in FEATURE_VALUES.get(place.of, ()) else self._value(place)
            case "operation":
                return Named(kind="operation", name=word) if word in OPERATIONS else None
            case "argument":
                return self._mention(word)
            case "file" | "list file":
                return Named(kind=place.kind, name=word)
            case _:
                return Named(kind="keyword", name=word) if word in KEYWORDS else None

    def _value(self, place: Place) -> Named | None:
        """`also = Visit` in an example."""
        return self._first(("event",), place.word) if place.of == "also" else None

    def _first(self, kinds: Iterable[str], name: str) -> Named | None:
        for kind in kinds:
            if (kind, name) in self.statements:
                return Named(kind=kind, name=name, statements=tuple(self.statements[kind, name]))
        return None

    def _mention(self, name: str) -> Named | None:
        """A phrase, a list, a kind of mention or time, or a word shape."""
        found = self._first(("phrase", "list", "type"), name) or self._time_type(name)
        return found or (Named(kind="built-in", name=name) if name in built_in_names() else None)

    def _time_type(self, name: str) -> Named | None:
        if name == TIME_TYPE:
            return Named(kind="built-in", name=name)
        if name not in self.grammar.time_categories():
            return None
        return Named(kind="time type", name=name, statements=tuple(o for o in self.producers[name] if isinstance(o, d.Rule)))

    def _role(self, header: Header, name: str) -> Named | None:
        event = self.event_of(header)
        role = event.role(name) if event is not None else None
        return Named(kind="role", name=name, statements=(role,)) if role is not None else None

    def event_of(self, header: Header) -> d.EventDefinition | None:
        """The event type whose roles a statement speaks of."""
        if header.keyword == "event":
            return self.grammar.events.get(header.names[0])
        produces = header.produces
        if not produces and header.mode:  # extend rule, override verb …: as it was defined
            of_name = (s for name in header.names for s in self.statements.get((header.keyword, name), ()))
            produces = next((s.produces for s in of_name if isinstance(s, (d.Rule, d.Frame)) and s.produces), "")
        return self.grammar.events.get(produces)

    # --- what can stand at a place ---------------------------------------------------------------------------

    def choices(self, place: Place) -> tuple[tuple[str, str], ...]:
        """The names that can stand at a place, each with its kind, in order of kinds."""
        roles = self._roles(place.header)
        match place.kind:
            case "reference" | "target":
                return (*self._mentions(), *roles)
            case "capture":
                return roles if place.header.is_event_rule and roles else self._mentions()
            case "type" | "role type" | "forbidden":
                return self._types()
            case "produced":
                if place.header.keyword == "time":
                    return _with_kind("time", sorted(self.grammar.time_categories()))
                return (*_with_kind("event", self.grammar.events), *(_with_kind("type", self.grammar.types)))
            case "role" | "filled":
                return roles
            case "needed":
                return (*roles, *_with_kind("keyword", NEEDS))
            case "expected":
                return (*roles, *_with_kind("expectation", EXPECTATIONS)) if roles else ()
            case "name" | "trigger":
                return _with_kind(place.of, sorted(name for kind, name in self.statements if kind == place.of)) if _changes(place) else ()
            case "argument" | "operation":
                return _with_kind("operation", OPERATIONS)
            case "value":
                return _with_kind("value", FEATURE_VALUES.get(place.of, self.grammar.events if place.of == "also" else ()))
            case "function":
                kind: Kind = "noun" if place.header.keyword == "noun" else "verb"
                return (*_with_kind("function", functions_of(kind, self.grammar).names), *_with_kind("keyword", FRAME_WORDS))
            case "file":
                return _with_kind("file", sorted({_stem(file.path) for file in self.grammar.files}))
            case "list file":
                return ()
            case _:
                return _with_kind("keyword" if place.kind != "feature" else "feature", _WORDS[place.kind])

    def _mentions(self) -> tuple[tuple[str, str], ...]:
        grammar = self.grammar
        return (
            *_with_kind("phrase", grammar.phrases), *_with_kind("list", grammar.lists), *self._types(),
            *_with_kind("built-in", built_in_names()),
        )  # fmt: skip

    def _types(self) -> tuple[tuple[str, str], ...]:
        return (*_with_kind("type", self.grammar.types), *_with_kind("time", sorted({TIME_TYPE, *self.grammar.time_categories()})))

    def _roles(self, header: Header) -> tuple[tuple[str, str], ...]:
        event = self.event_of(header)
        return _with_kind("role", dict.fromkeys(role.name for role in event.roles)) if event is not None else ()


_WORDS: dict[str, tuple[str, ...]] = {
    "keyword": KEYWORDS, "changeable": CHANGEABLE, "disabled": DISABLED, "body word": BODY_WORDS, "qualifier": QUALIFIERS,
    "feature": tuple(FEATURE_VALUES),
}  # fmt: skip


def _with_kind(kind: str, names: Iterable[str]) -> tuple[tuple[str, str], ...]:
    return tuple((kind, name) for name in names)


def _changes(place: Place) -> bool:
    """Whether a header changes what is there, and so asks for a name that is."""
    return bool(place.header.mode) or place.header.keyword == "disable"


def _stem(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(SUFFIX)


def built_in_kind(name: str) -> str:
    """What a name is that every grammar may use."""
    if name in SHAPES:
        return "a shape of words"
    if name in VERB_FORMS:
        return "a form of verbs"
    if name == TIME_TYPE:
        return "any date, time of day, duration or other time"
    return "verb groups" if name.endswith("verb") and name != "event-verb" else "built in"
