"""Classes that fit the harbour's grammar, and classes that do not."""

import attrs

from eventrules import Event, Mention


@attrs.frozen(kw_only=True)
class Docking(Event):
    ship: tuple[Mention, ...]
    port: Mention | None


@attrs.frozen(kw_only=True)
class Meeting(Event):
    participants: tuple[Mention, ...]
    place: Mention | None


@attrs.frozen(kw_only=True)
class Undocking(Event):
    ship: tuple[Mention, ...]


class Wrong:
    @attrs.frozen(kw_only=True)
    class Docking(Event):
        shp: tuple[Mention, ...]
        ship: Mention | None
        port: str


class Plain:
    class Docking(Event):
        ship: tuple[Mention, ...]


class Stranger:
    @attrs.frozen
    class Docking:
        ship: tuple[Mention, ...]


class Unread:
    @attrs.frozen(kw_only=True)
    class Docking(Event):
        ship: "tuple[Boat, ...]"  # noqa: F821
