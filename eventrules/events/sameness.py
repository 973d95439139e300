"""How much speaks for two mentions of a type telling of one happening, and what forbids it.

The weights stand in one table, each with a case of what it is for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

import attrs

from eventrules.events.retelling import MINOR_ROLES, Telling, is_proper, names_in
from eventrules.model.events import EventMention, Status
from eventrules.model.mentions import Mention, Number
from eventrules.model.times import as_datetime

_WHERE = ("destination", "place")

_WIDE = frozenset({"region", "state"})
"""Kinds of places that others of the same country may lie in: “visits Bavaria” and “flies to Munich”."""

_ALONE = ("person", "defendant", "suspect", "visitor", "attacker", "court", "body", "buyer")
"""Roles of one party: where another fills it, it is another event."""

_PERSON = "person"

_BEFORE = frozenset({"last"})
"""The rank of what came before the event that was told: “an earlier meeting”."""

CHANGED = (Status.CANCELLED, Status.POSTPONED)
"""What became of a plan."""

_OVER = (Status.OCCURRED, Status.ONGOING)


@attrs.frozen(kw_only=True)
class Weights:
    """What speaks for two mentions telling of one happening, and against it."""

    enough: float = 0.6
    told: float = 1.2  # “the summit”
    first: float = 0.65  # “the summit”, and the first meeting of the text: what a text opens with is what it is about
    own_date: float = -1.2  # “last month's summit”, of an event that was told without a date: that says which, and no more
    other: float = -1.6  # “another summit”
    same_word: float = 0.8  # “visit” and “visited”
    akin_word: float = 0.0  # “visit” and “trip”, “arrest” and “detain”: other words of one frame
    other_noun: float = -1.6  # “trial” and “verdict”
    other_word: float = -0.7  # “stabbed” and “attack”
    same_kind: float = 0.4  # “convicted” and “verdict”
    other_kind: float = -1.6  # “convicted” and “sentenced”, whatever the words
    same_status: float = 0.7
    contrary: float = -1.8  # planned and over
    same_time: float = 1.2  # times that overlap
    no_time: float = 0.3  # no time on either side
    other_time: float = -4.0  # times that exclude each other, one of which is told elsewhere in the clause
    clash: float = -1.2  # a time that excludes that of any mention, not only of the one that fits best
    other_place: float = -1.2
    company: float = 2.0  # two names in common
    somebody: float = 0.6  # one name in common
    named: float = -0.4  # “A met B” and “C met D”: a verb, and proper names
    foreign: float = -1.0  # “Egyptian officials” and “the Polish minister”
    apart: float = -0.8  # “A met B” and “C met D”, “talks between C and D”: nobody told before
    same_name: float = 0.5  # “the APEC summit”
    other_name: float = -3.0  # “the APEC summit” and “the ASEAN summit”
    same_matter: float = 0.5  # what is agreed on, charged, or talked about
    other_matter: float = -0.8
    same_rank: float = 1.0  # “the second round”
    unranked: float = -0.6  # “a second summit” after “a summit”
    before: float = -1.8  # “an earlier summit” after “a summit”
    other_person: float = -2.0  # “she was convicted” and “Bo Kim was convicted”
    one_or_many: float = -0.3  # “the attack” and “attacks”
    untold: float = -1.6  # “attacks”: several that nothing says were told
    untold_again: float = -0.8  # “attacks” after “attacks”
    counted: float = -1.2  # “two attacks” after “an attack”
    one_of_many: float = -0.8  # “the attack” after “attacks”
    next_to: float = 0.7  # the mention before of that type
    far: float = -0.7  # those before the last three
    far_from_verb: float = -1.1  # a verb, of none of the last two events: it has no article to reach back, and no company that was told
    one_sentence: float = -1.2  # who tells one happening twice in a sentence says so


WEIGHTS = Weights()


def likeness(known: Iterable[Telling], new: Telling, distances: Sequence[int], *, is_first: bool) -> float | None:
    """How well a mention fits an event, by the one of its mentions that it fits best; None where any of them forbids it.

    Args:
        known: mentions of the event.
        new: the other mention.
        distances: how many mentions of the type stand between it and each of those.
        is_first: whether the event is the first of its type in the text.
    """
    mentions = tuple(known)
    if any(_forbids(told, new) for told in mentions):
        return None
    is_of_another = any(_is_of_another(told.mention, new.mention) for told in mentions)
    company = _company(mentions, new)
    return (
        company
        + _matter(mentions, new)
        + (WEIGHTS.other_person if is_of_another else 0.0)
        + (WEIGHTS.clash if times_exclude(mentions, new) else 0.0)
        + (WEIGHTS.first if is_first and not is_of_another and _says_no_more(new) else 0.0)
        + (WEIGHTS.far_from_verb if not new.is_noun and min(distances) > 1 and company < WEIGHTS.company else 0.0)
        + (WEIGHTS.own_date if _has_its_own_date(mentions, new) else 0.0)
        + max(_fit(told, new, distance) for told, distance in zip(mentions, distances, strict=True))
    )


def times_exclude(known: Iterable[Telling], new: Telling) -> bool:
    """Whether a mention tells a time that excludes that of any other."""
    return any(_times(told.mention, new.mention) is False for told in known)


def _says_no_more(new: Telling) -> bool:
    """Whether nothing but the article of a noun says which event is meant."""
    return new.reference == "told" and not new.ranks and new.mention.time is None


def _has_its_own_date(known: Iterable[Telling], new: Telling) -> bool:
    """Whether a noun says by a date of its own which event is meant; then its article needs no mention before it."""
    is_definite = new.is_noun and new.reference == "told"
    return is_definite and _interval(new.mention) is not None and not any(_interval(told.mention) for told in known)


# --- what forbids it ---------------------------------------------------------------------------------------------


def _forbids(told: Telling, new: Telling) -> bool:
    a, b = told.mention, new.mention
    return (
        (new.is_noun and new.reference == "other" and not told.ranks & new.ranks)
        or (new.is_dated and told.is_dated and _times(a, b) is False)
        or _ranks_differ(told.ranks, new.ranks)
        or _is_one_of(told, new)
        or not (_is_taken_up(told, new) or _company_fits(a, b))
        or _places(told, new, "destination") is False
    )


def _is_one_of(told: Telling, new: Telling) -> bool:
    """Whether a noun tells of one of those that were counted: “two attacks”, “*the first attack*”."""
    return told.is_counted and new.is_noun and not new.is_plural and (new.reference == "new" or bool(new.ranks))


def _is_taken_up(told: Telling, new: Telling) -> bool:
    """Whether a noun of the same sentence takes a mention up: “she protested alone, but thousands joined *the protest*”."""
    return new.is_noun and not new.is_plural and new.reference == "told" and told.mention.sentence == new.mention.sentence


def _ranks_differ(told: frozenset[str], new: frozenset[str]) -> bool:
    """Whether two places in a row are not the same: the first and the second, the last and the next."""
    return bool(told and new) and not told & new and {rank.isdigit() for rank in told} == {rank.isdigit() for rank in new}


def _company_fits(a: EventMention, b: EventMention) -> bool:
    """Whether two mentions can tell of one company: “A met B” and “A met C” are two meetings, “A met” could be either.

    Within a sentence that goes for all who are named, between sentences for those who are named by a proper name: “the
    Norwegian envoy” may be anyone.
    """
    beside = a.sentence == b.sentence
    for role, _ in a.roles:
        if role not in MINOR_ROLES:
            one, other = ({name.lower() for name in names_in(m, role) if beside or is_proper(name)} for m in (a, b))
            if one - other and other - one and (beside or min(len(one), len(other)) > 1):
                return False
    return True


def _is_of_another(a: EventMention, b: EventMention) -> bool:
    """Whether somebody else fills a role of one party: another name, or one where the other mention tells of several."""
    return any(_are_others(a.role(role), new) for role, new in b.roles if role in _ALONE)


def _are_others(told: tuple[Mention, ...], new: tuple[Mention, ...]) -> bool:
    if len(told) == len(new) == 1 and told[0].is_resolved and new[0].is_resolved:
        numbers = {_number(told[0]), _number(new[0])}
        if len(numbers) == 2 and None not in numbers:
            return True
    one, other = ({filler.name.lower() for filler in found if filler.is_resolved and is_proper(filler.name)} for found in (told, new))
    return bool(one and other) and not any(a in b or b in a for a in one for b in other)


def _number(filler: Mention) -> Number | None:
    return Number.SINGULAR if filler.number is None and filler.type == _PERSON and is_proper(filler.name) else filler.number


# --- what speaks for it ------------------------------------------------------------------------------------------


def _fit(told: Telling, new: Telling, distance: int) -> float:
    w, a, b = WEIGHTS, told.mention, new.mention
    return (
        _reference(told, new)
        + _count(told, new)
        + _wording(told, new)
        + _status(a, b)
        + _time(a, b)
        + sum(_place(told, new, role) for role in _WHERE)
        + (w.next_to, 0.0, 0.0, w.far)[min(distance, 3)]
        + (w.one_sentence if a.sentence == b.sentence else 0.0)
    )


def _reference(told: Telling, new: Telling) -> float:
    """Whether the article and the like say that it was told."""
    w = WEIGHTS
    if told.ranks & new.ranks:
        return w.same_rank + (w.told if new.reference == "told" else 0.0)
    ranked = w.before if new.ranks == _BEFORE else w.unranked if new.ranks and not told.ranks else 0.0
    if told.names and new.names and not told.names & new.names:
        return ranked
    return ranked + {"told": w.told, "other": w.other}.get(new.reference, 0.0)


def _count(told: Telling, new: Telling) -> float:
    """Whether a noun tells of several that were not told as such, or one of several that were."""
    w = WEIGHTS
    return (
        ((w.untold_again if _is_bare(told) else w.untold) if _is_bare(new) and not new.is_counted else 0.0)
        + (w.counted if new.is_counted and not told.is_counted and new.reference != "told" else 0.0)
        + (w.one_of_many if _is_bare(told) and not new.is_plural else 0.0)
    )


def _is_bare(telling: Telling) -> bool:
    """Whether a noun speaks of several, with nothing before it that says which."""
    return telling.is_plural and not telling.reference


def _wording(told: Telling, new: Telling) -> float:
    w = WEIGHTS
    names = w.same_name if told.names & new.names else w.other_name if told.names and new.names else 0.0
    kind = w.other_kind if told.kinds and new.kinds and not told.kinds & new.kinds else 0.0
    return _words(told, new) + kind + names + (w.one_or_many if told.is_plural != new.is_plural else 0.0)


def _words(told: Telling, new: Telling) -> float:
    w = WEIGHTS
    if told.lemmas & new.lemmas:
        return w.same_word
    if told.kinds & new.kinds:
        return w.same_kind
    if told.frame == new.frame:
        return w.akin_word
    return w.other_noun if told.is_noun and new.is_noun else w.other_word


def _status(a: EventMention, b: EventMention) -> float:
    w = WEIGHTS
    if not (a.is_told and b.is_told):
        return 0.0
    if (a.status in _OVER) != (b.status in _OVER):
        return w.contrary
    return w.same_status if a.status is b.status else 0.0


def _time(a: EventMention, b: EventMention) -> float:
    if a.time is None and b.time is None:
        return WEIGHTS.no_time
    agree = _times(a, b)
    return 0.0 if agree is None else WEIGHTS.same_time if agree else WEIGHTS.other_time


def _times(a: EventMention, b: EventMention) -> bool | None:
    """Whether two mentions tell times that overlap; None where one tells none, or when it was called off."""
    one, other = _interval(a), _interval(b)
    if one is None or other is None:
        return None
    overlap = one[0] < other[1] and other[0] < one[1]
    return True if overlap else None if a.status in CHANGED or b.status in CHANGED else False


def _interval(mention: EventMention) -> tuple[datetime, datetime] | None:
    time = mention.time
    return None if time is None or time.start is None or time.end is None else (as_datetime(time.start), as_datetime(time.end))


def _place(told: Telling, new: Telling, role: str) -> float:
    return WEIGHTS.other_place if _places(told, new, role) is False else 0.0


def _places(told: Telling, new: Telling, role: str) -> bool | None:
    """Whether both are in one place, or one in a country and the other in a place of it; None where one names none.

    “The country” may be any.
    """
    a, b = (tuple(place for place in telling.mention.role(role) if is_proper(place.name)) for telling in (told, new))
    if not a or not b:
        return None
    if {place.name for place in a} & {place.name for place in b}:
        return True
    if any(
        one.country is not None and one.country == other.country and one.kind != other.kind and {one.kind, other.kind} & _WIDE
        for one in a
        for other in b
    ):
        return None
    wide = told.countries | new.countries
    return any(one.country is not None and one.country == other.country and {one.name, other.name} & wide for one in a for other in b)


# --- who takes part, and in what ---------------------------------------------------------------------------------


def _company(known: tuple[Telling, ...], new: Telling) -> float:
    """Whether those who take part were told to."""
    w = WEIGHTS
    told = frozenset[str]().union(*(telling.company for telling in known))
    known_homes = frozenset[str]().union(*(telling.homes for telling in known))
    if not told or not new.company:
        return 0.0
    common = len(told & new.company)
    if common:
        return w.company if common > 1 else w.somebody
    if known_homes & new.company or told & new.homes:
        return 0.0
    is_foreign = new.is_specific and known_homes and new.homes and not known_homes & new.homes
    is_named = new.is_specific and not new.is_noun
    return w.apart + (w.named if is_named else 0.0) + (w.foreign if is_foreign else 0.0)


def _matter(known: tuple[Telling, ...], new: Telling) -> float:
    """Whether it is about the same: words in common of what is agreed on, charged, voted on or talked about."""
    told = frozenset[str]().union(*(telling.matters for telling in known))
    return 0.0 if not told or not new.matters else WEIGHTS.same_matter if told & new.matters else WEIGHTS.other_matter
