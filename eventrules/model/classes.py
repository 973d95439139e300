"""Classes of users' own for their event types: attrs classes whose fields are roles."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast, get_type_hints

import attrs

from eventrules.errors import wrong_type
from eventrules.model.events import Event
from eventrules.model.mentions import Mention

MANY, ONE = tuple[Mention, ...], Mention | None
"""What a field can be: all fillers of a role, or the first."""


@attrs.frozen
class EventClass:
    """A user's class, and which of its fields hold all fillers of a role and which the first.

    >>> @attrs.frozen(kw_only=True)
    ... class Launch(Event):
    ...     company: tuple[Mention, ...]
    ...     product: Mention | None
    >>> of_launch = EventClass.of(Launch)
    >>> of_launch.many, of_launch.one
    (('company',), ('product',))
    """

    kind: type[Event]
    many: tuple[str, ...]
    one: tuple[str, ...]

    @classmethod
    def of(cls, kind: type[Event]) -> EventClass:
        """Read the fields of a class."""
        hints = get_type_hints(kind)
        names = own_fields(kind)
        return cls(kind, tuple(n for n in names if hints[n] == MANY), tuple(n for n in names if hints[n] == ONE))

    def make(self, **values: Any) -> Event:
        """An event of the class, out of what every event has."""
        roles = dict(values["roles"])
        fields = {name: roles.get(name, ()) for name in self.many}
        fields |= {name: next(iter(roles.get(name, ())), None) for name in self.one}
        return self.kind(**values, **fields)

    def like(self, event: Event) -> Event:
        """The same event, as one of the class."""
        return self.make(**{field.name: getattr(event, field.name) for field in attrs.fields(Event)})


def listed_classes(events: object) -> tuple[object, ...]:
    """The classes that a caller gave.

    Raises:
        TypeError: they are in no list.
    """
    if isinstance(events, (str, bytes)) or not isinstance(events, Iterable):
        raise wrong_type("events", events, "a list of classes derived from eventrules.Event")
    return tuple(cast("Iterable[object]", events))


def own_fields(kind: type[Event]) -> tuple[str, ...]:
    """The fields that a class has besides those of every event."""
    known = {field.name for field in attrs.fields(Event)}
    return tuple(field.name for field in attrs.fields(kind) if field.name not in known)


def class_named(name: str, kinds: Iterable[type[Event]]) -> type[Event] | None:
    """The class of an event type: the one of its name."""
    return next((kind for kind in kinds if kind.__name__ == name), None)
