"""The same happening told twice: mentions of a document that fit together become one event."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

import attrs

from eventrules.events.retelling import Telling
from eventrules.events.sameness import CHANGED, WEIGHTS, likeness, times_exclude
from eventrules.model.events import Event, EventMention, Roles, Status
from eventrules.model.mentions import Mention
from eventrules.model.types import EVENT_CLASSES

_NEAR, _FIRST, _LAST = 40, 4, 8
"""With how many events before a mention is compared, and with how many of an event's first and last mentions: as many as
articles tell, so that the time of a text grows no faster than the text."""


@attrs.define
class _Cluster:
    """The mentions of one event so far, each with its number among all of its type."""

    tellings: list[Telling]
    numbers: list[int]

    def likeness(self, new: Telling, number: int) -> float | None:
        """How well another mention fits; None where it cannot be of this event."""
        seen = self._seen()
        distances = [abs(number - self.numbers[place]) - 1 for place in seen]
        return likeness([self.tellings[place] for place in seen], new, distances, is_first=self.numbers[0] == 0)

    def likeness_of_event(self, other: _Cluster) -> float | None:
        """How well another event fits, by the one of its mentions that fits best.

        None where any of them cannot be of this one, or tells another time, and where nothing was told of either since they
        were found to be two.
        """
        if len(other.numbers) == 1 and self.numbers[-1] < other.numbers[0]:
            return None
        known, seen = [self.tellings[place] for place in self._seen()], other._seen()
        if any(times_exclude(known, other.tellings[place]) for place in seen):
            return None
        found = [self.likeness(other.tellings[place], other.numbers[place]) for place in seen]
        fits = [fit for fit in found if fit is not None]
        return max(fits) if len(fits) == len(found) else None

    def take_over(self, other: _Cluster) -> None:
        """Take the mentions of another event, in the order of the text."""
        mentions = sorted(zip(self.numbers + other.numbers, self.tellings + other.tellings, strict=True), key=lambda mention: mention[0])
        self.numbers, self.tellings = [number for number, _ in mentions], [telling for _, telling in mentions]

    def _seen(self) -> list[int]:
        return [*range(len(self.tellings))[:_FIRST], *range(len(self.tellings))[_FIRST:][-_LAST:]]


Makers = Mapping[str, Callable[..., Event]]
"""What makes an event of a type; others are plain ones."""


_COMPANY = 2
"""How many mentions that stand alone a document must have of a type for those that do not."""


def merged(tellings: Iterable[Telling], *, doc: str, makers: Makers = EVENT_CLASSES) -> tuple[Event, ...]:
    """The events of a document, in the order of their first mentions; a mention joins the event that it fits best.

    When all are told, so does an event of which the text has told more since: “a man was convicted”, and later of what.
    """
    by_type: dict[str, list[_Cluster]] = {}
    counts: dict[str, int] = {}
    clusters: list[_Cluster] = []
    for told in _supported(list(tellings)):
        kind = told.mention.type
        number = counts[kind] = counts.get(kind, -1) + 1
        home = _home(by_type.setdefault(kind, [])[-_NEAR:], told, number)
        if home is None:
            home = _Cluster([], [])
            clusters.append(home)
            by_type[kind].append(home)
        home.tellings.append(told)
        home.numbers.append(number)
    ids = _Ids(doc)
    kept = {id(cluster) for found in by_type.values() for cluster in _joined(found)}
    return tuple(_event(cluster.tellings, ids, makers) for cluster in clusters if id(cluster) in kept)


def _supported(tellings: list[Telling]) -> Iterator[Telling]:
    """The mentions but for those that tell of an event only where the document tells of their type elsewhere, and it does not."""
    certain = Counter(told.mention.type for told in tellings if told.mention.stands_alone)
    before = set[str]()
    for told in tellings:
        kind = told.mention.type
        if told.mention.stands_alone:
            before.add(kind)
        elif not (kind in before if told.points_back else certain[kind] >= _COMPANY):
            continue
        yield told


def _joined(clusters: list[_Cluster]) -> list[_Cluster]:
    """The events of one type; each that fits an earlier one now is part of it."""
    kept: list[_Cluster] = []
    for cluster in clusters:
        home = _best(kept[-_NEAR:], lambda known, new=cluster: known.likeness_of_event(new))
        if home is None:
            kept.append(cluster)
        else:
            home.take_over(cluster)
    return kept


def _home(clusters: list[_Cluster], told: Telling, number: int) -> _Cluster | None:
    """The event that a mention fits best."""
    return _best(clusters, lambda cluster: cluster.likeness(told, number))


def _best(clusters: list[_Cluster], fit: Callable[[_Cluster], float | None]) -> _Cluster | None:
    """The event that fits best, the latest of those that fit equally; None where none fits well enough."""
    best, home = WEIGHTS.enough, None
    for cluster in reversed(clusters):
        found = fit(cluster)
        if found is not None and found > best:
            best, home = found, cluster
    return home


def _settled(mentions: list[EventMention]) -> list[EventMention]:
    """Mentions whose words tell no status take that of the nearest mention of the event that does, and does so best.

    A denial or a condition speaks for its own sentence alone.
    """
    told = [mention for mention in mentions if mention.is_told and mention.status not in (Status.DENIED, Status.HYPOTHETICAL)]
    best = _surest(told)
    return [m if m.is_told or not best else _like(m, min(best, key=lambda t: abs(t.sentence.start - m.sentence.start))) for m in mentions]


def _surest(told: list[EventMention]) -> list[EventMention]:
    """The mentions that the others go by: of what took place on some day no plans, and no mere proposals of what has a date."""
    if any(mention.status is Status.OCCURRED and _is_dated(mention) for mention in told):
        told = [mention for mention in told if mention.status not in (Status.SCHEDULED, Status.PROPOSED)]
    if any(mention.status is not Status.PROPOSED and _is_dated(mention) for mention in told):
        told = [mention for mention in told if mention.status is not Status.PROPOSED]
    return told


def _is_dated(mention: EventMention) -> bool:
    return mention.time is not None and mention.time.end is not None


def _like(mention: EventMention, told: EventMention) -> EventMention:
    if mention.status is Status.ONGOING and told.status is Status.OCCURRED:
        return mention  # who has arrived is on a visit
    return attrs.evolve(mention, status=told.status, modality=told.modality, polarity=told.polarity)


def _event(tellings: list[Telling], ids: _Ids, makers: Makers) -> Event:
    mentions = _settled([told.mention for told in tellings])
    first = mentions[0]
    told = _telling(mentions)
    times = [mention.time for mention in ([told, *mentions] if told.status is Status.POSTPONED else mentions) if mention.time is not None]
    make = makers.get(first.type, Event)
    return make(
        id=ids.of(tellings[0]), type=first.type, status=told.status, modality=told.modality, polarity=told.polarity,
        tense=told.tense, time=times[0] if times else None, roles=_united(mentions),
        mentions=tuple(mentions),
    )  # fmt: skip


def _telling(mentions: list[EventMention]) -> EventMention:
    """The mention that tells where the event stands: the last that calls it off, else the one that tells most."""
    changed = [mention for mention in mentions if mention.status in CHANGED]
    return changed[-1] if changed else max(mentions, key=lambda m: (m.time is not None, len(m.roles), -m.trigger.span.start))


def _united(mentions: list[EventMention]) -> Roles:
    """The fillers of all mentions, each name once, with the fullest wording first."""
    found: dict[str, dict[str, Mention]] = {}
    for mention in sorted(mentions, key=lambda m: -sum(len(fillers) for _, fillers in m.roles)):
        for role, fillers in mention.roles:
            for filler in fillers:
                found.setdefault(role, {}).setdefault(filler.name.lower(), filler)
    return tuple((role, tuple(filler for filler in names.values() if not _is_told(filler, names))) for role, names in found.items())


def _is_told(filler: Mention, names: Mapping[str, Mention]) -> bool:
    """Whether a filler stands for several who are all told by their names."""
    return len(filler.stands_for) > 1 and all(name.lower() in names for name in filler.stands_for)


class _Ids:
    """Ids of one document's events.

    An id is made of the document's id, the type, the sentence that first tells the event and the place of its trigger
    there, and, where a sentence stands in the document several times, of how many stood before. So it is the same
    wherever and whenever the document is read, and stays when text that tells of something else comes or goes.
    """

    def __init__(self, doc: str) -> None:
        self._doc = doc
        self._given: dict[str, int] = {}

    def of(self, first: Telling) -> str:
        """The id of the event that a mention tells first."""
        mention = first.mention
        place = mention.trigger.span.start - mention.sentence.start
        key = f"{self._doc}\0{mention.type}\0{first.sentence}\0{place}"
        number = self._given[key] = self._given.get(key, -1) + 1
        return hashlib.sha256(f"{key}\0{number}".encode("utf-8", "surrogatepass")).hexdigest()[:16]
