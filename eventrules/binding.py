"""Binds users' own classes to event types: every field must be a role that the grammar declares, or it is said where not."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator, Sequence
from typing import cast, get_type_hints

from eventrules.errors import GrammarError, GrammarErrors, Location, UnknownNameError
from eventrules.model.classes import MANY, ONE, EventClass, listed_classes, own_fields
from eventrules.model.events import Event
from eventrules.rulefile import definitions as d
from eventrules.rulefile.grammar import Grammar

ALWAYS = ("place", "source")
"""Roles that every event may have, declared or not."""


def bound(classes: Sequence[type[Event]], grammar: Grammar) -> dict[str, EventClass]:
    """The classes by the event types that they are for.

    Raises:
        GrammarErrors: every field that is no role or cannot hold it, each with its place in the program and, in the hint, in
            the grammar.
    """
    classes = cast("tuple[type[Event], ...]", listed_classes(classes))
    errors = [error for kind in classes for error in _mistakes(kind, grammar)]
    names = [_Source(kind).name for kind in classes]
    errors += [_Source(kind).error(f"two classes are called {names[n]}") for n, kind in enumerate(classes) if names[n] in names[:n]]
    if errors:
        raise GrammarErrors("the classes do not fit the grammar", errors)
    return {kind.__name__: EventClass.of(kind) for kind in classes}


def _mistakes(kind: type[Event], grammar: Grammar) -> Iterator[GrammarError]:
    source = _Source(kind)
    if not (isinstance(kind, type) and issubclass(kind, Event)):  # pyright: ignore[reportUnnecessaryIsInstance] - users' programs are not all checked
        yield source.error(f"{source.name} is no class of events", hint="derive it from eventrules.Event")
        return
    event = grammar.events.get(kind.__name__)
    if event is None:
        yield source.unknown("event", kind.__name__, tuple(grammar.events))
        return
    if "__attrs_attrs__" not in vars(kind) and [name for name in vars(kind).get("__annotations__", ()) if name != "role_names"]:
        yield source.error(f"{kind.__name__} is no attrs class", hint="write @attrs.frozen(kw_only=True) above it")
        return
    try:
        hints = get_type_hints(kind)
    except NameError as fault:
        yield source.error(f"an annotation of {kind.__name__} cannot be read: {fault}")
        return
    for name in dict.fromkeys((*own_fields(kind), *kind.role_names)):
        yield from _field(source, event, name, hints.get(name))


def _field(source: _Source, event: d.EventDefinition, name: str, annotation: object) -> Iterator[GrammarError]:
    """What is wrong with one field (or, without annotation, with one role of `role_names`)."""
    role = event.role(name)
    if role is None and name not in ALWAYS:
        roles = tuple(dict.fromkeys((*(role.name for role in event.roles), *ALWAYS)))
        yield source.unknown("role", name, roles, seen=f"event {event.name} stands at {event.location}")
        return
    if annotation is None or annotation == MANY:
        return
    where = f"; the role stands at {role.location}" if role is not None else ""
    if annotation != ONE:
        message = f"the field {name!r} is neither tuple[Mention, ...] nor Mention | None"
        yield source.error(message, name, hint=f"it holds all fillers of the role, or the first{where}")
    elif role.many if role is not None else name == "source":
        message = f"the role {name!r} can be filled by many, and the field holds one"
        yield source.error(message, name, hint=f"write {name}: tuple[Mention, ...]{where}")


class _Source:
    """The text of a class, to say where a mistake stands; empty for one that was typed at a prompt."""

    def __init__(self, kind: object) -> None:
        self.name = getattr(kind, "__name__", repr(kind))
        self.path, self.lines, self.first = "", list[str](), 1
        try:
            self.lines, self.first = inspect.getsourcelines(kind)  # type: ignore[arg-type]
            self.path = inspect.getsourcefile(kind) or ""  # type: ignore[arg-type]
        except (OSError, TypeError):
            pass

    def _place(self, field: str | None) -> tuple[Location | None, str | None]:
        """Where a field, or the class, stands, and the line."""
        shape = rf"\s*(?={re.escape(field)}\s*:)" if field else r"\s*(?=class\s)"
        for number, line in enumerate(self.lines):
            if (found := re.match(shape, line)) is not None:
                return Location(self.path, self.first + number, found.end() + 1), line.rstrip("\r\n")
        return None, None

    def error(self, message: str, field: str | None = None, *, hint: str | None = None) -> GrammarError:
        """A mistake at a field, or at the class."""
        where, line = self._place(field)
        return GrammarError(message if where else f"class {self.name}: {message}", location=where, hint=hint, source=line)

    def unknown(self, kind: str, name: str, known: tuple[str, ...], *, seen: str = "") -> GrammarError:
        """A name that the grammar does not know."""
        where, line = self._place(name if kind == "role" else None)
        error = UnknownNameError(kind, name, known, location=where, source=line)
        error.message = error.message if where else f"class {self.name}: {error.message}"
        error.hint = "; ".join(part for part in (error.hint, seen) if part) or None
        return error
