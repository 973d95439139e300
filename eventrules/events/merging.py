"""The same happening told twice: mentions of a document that fit together become one event."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping

import attrs

from eventrules.model.events import Event, EventMention, Roles, Status
from eventrules.model.mentions import Mention
from eventrules.model.times import TimeMention, as_datetime
from eventrules.model.types import EVENT_CLASSES

MINOR_ROLES = frozenset({"place", "source", "topic", "purpose", "host", "subject"})
"""Roles that do not tell two happenings apart."""

_WHERE = ("place", "destination")

PRONOUN = "pronoun"
"""The type of mentions that name nobody."""

_CHANGED = (Status.CANCELLED, Status.POSTPONED)

_NEAR, _FULL = 100, 50
"""How many events back a mention is compared with, and how many mentions an event can have: more than articles tell, so
that the time of a text grows no faster than the text."""

_OVER = (Status.OCCURRED, Status.ONGOING)


@attrs.define
class _Cluster:
    """The mentions of one event so far."""

    mentions: list[EventMention]

    def takes(self, mention: EventMention, *, is_latest: bool) -> bool:
        """Whether a later mention can tell of the same event."""
        return (
            len(self.mentions) < _FULL
            and (not _names(mention) or all(other.sentence != mention.sentence for other in self.mentions))
            and _share_fillers(self.mentions, mention, is_latest=is_latest)
            and all(_times_fit(other.time, mention.time) for other in self.mentions)
            and _places_fit(self.mentions, mention)
            and all(_company_fits(other, mention) for other in self.mentions)
            and not any(_contradict(other, mention) for other in self.mentions)
        )


Makers = Mapping[str, Callable[..., Event]]
"""What makes an event of a type; others are plain ones."""


def merged(mentions: Iterable[EventMention], *, doc: str, makers: Makers = EVENT_CLASSES) -> tuple[Event, ...]:
    """The events of a document, in the order of their first mentions; a mention joins the latest event that it fits."""
    clusters: list[_Cluster] = []
    for mention in mentions:
        of_type = [cluster for cluster in reversed(clusters[-_NEAR:]) if cluster.mentions[0].type == mention.type]
        home = next((cluster for cluster in of_type if cluster.takes(mention, is_latest=cluster is of_type[0])), None)
        if home is None:
            clusters.append(_Cluster([mention]))
        else:
            home.mentions.append(mention)
    return tuple(_event(_settled(cluster.mentions), doc, makers) for cluster in clusters)


def _settled(mentions: list[EventMention]) -> list[EventMention]:
    """Mentions whose words tell no status take that of the nearest mention of the event that does.

    A denial speaks for its own sentence alone.
    """
    told = [mention for mention in mentions if mention.is_told and mention.status is not Status.DENIED]
    return [m if m.is_told or not told else _like(m, min(told, key=lambda t: abs(t.sentence.start - m.sentence.start))) for m in mentions]


def _like(mention: EventMention, told: EventMention) -> EventMention:
    if mention.status is Status.ONGOING and told.status is Status.OCCURRED:
        return mention  # who has arrived is on a visit
    return attrs.evolve(mention, status=told.status, modality=told.modality, polarity=told.polarity)


def _contradict(a: EventMention, b: EventMention) -> bool:
    return a.is_told and b.is_told and (a.status in _OVER) != (b.status in _OVER)


def _names(mention: EventMention) -> set[str]:
    told = (m for role, fillers in mention.roles if role not in MINOR_ROLES for m in fillers)
    return {m.name.lower() for m in told if m.type != PRONOUN}


def _share_fillers(mentions: list[EventMention], mention: EventMention, *, is_latest: bool) -> bool:
    """Whether they name one person or body in common; a mention that names nobody goes by its trigger."""
    known, names = set[str]().union(*map(_names, mentions)), _names(mention)
    if known and names:
        return bool(known & names)
    subjects = ({filler.name for told in some for filler in told.role("subject")} for some in (mentions, [mention]))
    if not _agree(*subjects):
        return False
    return is_latest or any(_singular(other.trigger.text) == _singular(mention.trigger.text) for other in mentions)


def _company_fits(a: EventMention, b: EventMention) -> bool:
    """Whether two mentions can tell of one company: “A met B” and “A met C” are two meetings, “A met” could be either."""
    for role, _ in a.roles:
        if role not in MINOR_ROLES:
            one, other = _named_in(a, role), _named_in(b, role)
            if min(len(one), len(other)) > 1 and one - other and other - one:
                return False
    return True


def _named_in(mention: EventMention, role: str) -> set[str]:
    """The fillers told by a proper name; “the Norwegian envoy” may be anyone."""
    return {filler.name.lower() for filler in mention.role(role) if filler.type != PRONOUN and _is_proper(filler.name)}


def _is_proper(name: str) -> bool:
    return name.rpartition(" ")[2][:1].isupper()


def _agree(known: set[str], told: set[str]) -> bool:
    """Whether two sets of names have one in common, or one of them is empty."""
    return not known or not told or bool(known & told)


def _singular(trigger: str) -> str:
    return trigger.lower().removesuffix("s")


def _times_fit(a: TimeMention | None, b: TimeMention | None) -> bool:
    if a is None or b is None or a.start is None or a.end is None or b.start is None or b.end is None:
        return True
    return as_datetime(a.start) < as_datetime(b.end) and as_datetime(b.start) < as_datetime(a.end)


def _places_fit(mentions: list[EventMention], mention: EventMention) -> bool:
    for role in _WHERE:
        known = {place.name for other in mentions for place in other.role(role)}
        places = {place.name for place in mention.role(role)}
        if not _agree(known, places):
            return False
    return True


def _event(mentions: list[EventMention], doc: str, makers: Makers) -> Event:
    first = mentions[0]
    told = _telling(mentions)
    make = makers.get(first.type, Event)
    return make(
        id=_stable_id(doc, first), type=first.type, status=told.status, modality=told.modality, polarity=told.polarity,
        tense=told.tense, time=next((m.time for m in mentions if m.time is not None), None), roles=_united(mentions),
        mentions=tuple(mentions),
    )  # fmt: skip


def _telling(mentions: list[EventMention]) -> EventMention:
    """The mention that tells where the event stands: the last that calls it off, else the one that tells most."""
    changed = [mention for mention in mentions if mention.status in _CHANGED]
    return changed[-1] if changed else max(mentions, key=lambda m: (m.time is not None, len(m.roles), -m.trigger.span.start))


def _united(mentions: list[EventMention]) -> Roles:
    """The fillers of all mentions, each name once, with the fullest wording first."""
    found: dict[str, dict[str, Mention]] = {}
    for mention in sorted(mentions, key=lambda m: -sum(len(fillers) for _, fillers in m.roles)):
        for role, fillers in mention.roles:
            for filler in fillers:
                found.setdefault(role, {}).setdefault(filler.name.lower(), filler)
    return tuple((role, tuple(names.values())) for role, names in found.items())


def _stable_id(doc: str, first: EventMention) -> str:
    """The same for the same document, whatever else is found in it and wherever it runs."""
    key = f"{doc}\0{first.type}\0{first.trigger.span.start}\0{first.trigger.text}"
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16]
