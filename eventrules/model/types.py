"""The classes of the shipped event types: what the roles of each are called, as attributes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Self, overload

from eventrules.model.events import Event
from eventrules.model.mentions import Mention


class Role:
    """A role that a class names as an attribute."""

    def __init__(self, meaning: str) -> None:
        self.__doc__ = meaning
        self.name = ""

    def __set_name__(self, owner: type[Event], name: str) -> None:
        self.name = name
        owner.role_names = (*owner.role_names, name)


class Many(Role):
    """A role that gives all its fillers."""

    @overload
    def __get__(self, event: None, owner: type[Event]) -> Self: ...
    @overload
    def __get__(self, event: Event, owner: type[Event]) -> tuple[Mention, ...]: ...
    def __get__(self, event: Event | None, owner: type[Event]) -> Self | tuple[Mention, ...]:
        return self if event is None else event.role(self.name)


class One(Role):
    """A role that gives its first filler, or None."""

    @overload
    def __get__(self, event: None, owner: type[Event]) -> Self: ...
    @overload
    def __get__(self, event: Event, owner: type[Event]) -> Mention | None: ...
    def __get__(self, event: Event | None, owner: type[Event]) -> Self | Mention | None:
        return self if event is None else next(iter(event.role(self.name)), None)


class Meeting(Event):
    """A meeting, summit, conference or talks."""

    participants = Many("Who meets.")
    host = One("Who receives the others.")
    topic = One("What it is about.")


class Call(Event):
    """A telephone or video call."""

    participants = Many("Who speaks with whom.")
    topic = One("What it is about.")


class Visit(Event):
    """A person going somewhere on business."""

    visitor = Many("Who goes.")
    destination = Many("Where to.")
    host = One("Who receives the visitor.")
    purpose = One("What for.")


class Agreement(Event):
    """An agreement, signed or sought."""

    parties = Many("Who agrees.")
    subject = One("What about.")


class Election(Event):
    """An election, a referendum, or somebody running for an office."""

    candidates = Many("Who runs, or is elected.")
    office = One("What they run for.")
    body = One("Whose election it is, or what is elected.")


class Vote(Event):
    """A vote of a legislature, council, board or cabinet."""

    body = Many("Who votes.")
    subject = One("What is voted on.")


class Trial(Event):
    """What happens in court, from the charge to the appeal."""

    defendant = Many("Who is tried, charged or sued.")
    court = One("Who judges or prosecutes.")
    charge = Many("What for.")


class Arrest(Event):
    """Somebody taken into custody."""

    agent = One("Who arrests.")
    suspect = Many("Who is arrested.")
    charge = One("What for.")


class Protest(Event):
    """A demonstration, march, riot or boycott."""

    protesters = Many("Who protests.")
    target = One("Against whom.")
    cause = One("What about.")


class Strike(Event):
    """A stoppage of work."""

    workers = Many("Who stops work.")
    employer = One("For whom they work.")
    cause = One("What about.")


class Attack(Event):
    """Violence against people or things."""

    attacker = Many("Who attacks.")
    target = Many("Whom or what.")
    weapon = Many("What with.")
    casualties = Many("Who is killed or hurt, or how many.")


class Deployment(Event):
    """Forces sent, mobilised, exercised or withdrawn."""

    actor = One("Who moves them.")
    force = One("What is moved.")
    destination = One("Where to.")


class WeaponTest(Event):
    """A test of a weapon."""

    actor = One("Who tests.")
    weapon = One("What is tested.")


class Sanction(Event):
    """Sanctions, bans and broken ties, imposed or lifted."""

    imposer = Many("Who imposes or lifts them.")
    target = Many("Whom they hit.")
    reason = One("What for.")


class Aid(Event):
    """Help given in money, goods or services."""

    donor = Many("Who gives.")
    recipient = Many("Who receives.")
    item = One("What is given.")


class Appointment(Event):
    """Somebody put into a position."""

    person = Many("Who is appointed.")
    position = Many("To what.")
    organization = One("Where the position is.")


class Resignation(Event):
    """Somebody leaving a position, willingly or not."""

    person = Many("Who leaves.")
    position = Many("What they were.")
    organization = One("Where the position was.")


class Launch(Event):
    """A product, spacecraft, service or building, launched or opened."""

    actor = Many("Who launches it.")
    product = One("What is launched.")


class Acquisition(Event):
    """A company, or a stake in one, bought or bid for."""

    buyer = Many("Who buys.")
    target = Many("What is bought.")
    price = One("How much for.")


class Contest(Event):
    """A match, game or tournament."""

    competitors = Many("Who competes.")
    competition = One("In what.")
    winner = One("Who wins.")


_SHIPPED = (
    Meeting,
    Call,
    Visit,
    Agreement,
    Election,
    Vote,
    Trial,
    Arrest,
    Protest,
    Strike,
    Attack,
    Deployment,
    WeaponTest,
    Sanction,
    Aid,
    Appointment,
    Resignation,
    Launch,
    Acquisition,
    Contest,
)
EVENT_CLASSES: Mapping[str, type[Event]] = {kind.__name__: kind for kind in _SHIPPED}
"""The classes of the shipped event types; every other type is a plain `Event`."""
