"""Where an event stands: worked out from the features of its verb group, of what governs it, and from its time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

import attrs

from eventrules.model.events import Modality, Polarity, Status, Tense
from eventrules.model.times import Direction, TimeValue, as_datetime

Features = tuple[tuple[str, str], ...]


@attrs.frozen
class Standing:
    """Status, modality, polarity and tense of one mention of an event."""

    status: Status
    modality: Modality
    polarity: Polarity
    tense: Tense


_WISHES = (Modality.POSSIBLE, Modality.PROPOSED)
_PLANS = (Modality.PLANNED, Modality.EXPECTED, Modality.LIKELY)

_AHEAD = ("planned", "expected", "likely", "proposed")
"""Modalities that look ahead where a wording of its own says no tense."""


_CHANGED = ("cancelled", "postponed")
"""What became of a plan, whatever else is said of it: “cancelled the trip that was to begin on Monday”."""


_HALTED = (("status", "ongoing"), ("status", "postponed"))
"""What the grammar says of verbs that put off what is under way: “*halted* the trial”."""


def direction_of(features: Features) -> Direction:
    """Where a clause with these features looks.

    >>> direction_of((("tense", "future"), ("modality", "planned")))
    <Direction.FUTURE: 'future'>
    """
    tense = _last(features, "tense")
    status = _last(features, "status")
    if tense == "future" or status in ("scheduled", "proposed", "postponed"):
        return Direction.SCHEDULED if _last(features, "view") == "past" else Direction.FUTURE
    if tense is None and _last(features, "modality") in _AHEAD:
        return Direction.FUTURE
    return Direction.PAST if tense == "past" else Direction.UNKNOWN


def standing_of(features: Features, *, time: TimeValue | None, published: date, hypothetical: bool) -> Standing:
    """Where an event with these features stands, seen from its publication."""
    polarity = Polarity.NEGATIVE if _negations(features) % 2 else Polarity.POSITIVE
    tense = Tense(_last(features, "tense") or "none")
    modality = _modality(features)
    continues = _continues(features, tense, time, published)
    status = _status(features, polarity, tense, modality, is_ahead(time, published), hypothetical, continues)
    if status in (Status.SCHEDULED, Status.PROPOSED) and _is_told_past(features, time, published):
        status = Status.OCCURRED
    if status is Status.OCCURRED and _goes_on(features, tense, time, published):
        status = Status.SCHEDULED if _SOON in features else Status.ONGOING
    return Standing(status, _graded(modality, status), polarity, tense)


def _last(features: Sequence[tuple[str, str]], name: str) -> str | None:
    return next((value for key, value in reversed(features) if key == name), None)


def _negations(features: Features) -> int:
    return sum(feature in (("polarity", "negative"), ("status", "denied")) for feature in features)


def _modality(features: Features) -> Modality:
    """The weakest modality said: “could be expected to meet” is no more than possible."""
    order = list(Modality)
    said = [Modality(value) for name, value in features if name == "modality" and value != "denied"]
    return max(said, key=order.index, default=Modality.ASSERTED)


def is_ahead(time: TimeValue | None, published: date) -> bool | None:
    """Whether a time begins after the day of publication; None where it has no place on the calendar."""
    if time is None or time.start is None:
        return None
    return as_datetime(time.start).date() > published


def _status(
    features: Features, polarity: Polarity, tense: Tense, modality: Modality, ahead: bool | None, hypothetical: bool, continues: bool
) -> Status:
    said = _last([feature for feature in features if feature[1] in _CHANGED], "status") or _last(features, "status")
    if said == "ongoing" and not continues:
        said = "occurred"
    if said in _CHANGED:
        if polarity is Polarity.POSITIVE and modality not in _WISHES:
            return Status(said)
        goes_on = _HALTED in pairwise(features)  # "refused to halt the trial"
        return Status.ONGOING if goes_on else Status.SCHEDULED  # "did not cancel the trip", "may cancel it"
    if hypothetical:
        return Status.HYPOTHETICAL
    if polarity is Polarity.NEGATIVE:
        return Status.DENIED
    if said == "denied":
        return Status.PROPOSED
    begins = ("modality", "asserted") not in features and (tense is Tense.FUTURE or modality in _PLANS)
    if said == "ongoing" and modality not in _WISHES and (ahead or begins):  # "should continue talks" says that there are some
        return Status.SCHEDULED
    if said is not None and not (said in ("proposed", "scheduled", "ongoing") and modality in _WISHES):
        return Status(said)
    if modality in _WISHES:
        return Status.PROPOSED
    if tense is Tense.FUTURE or modality in _PLANS:
        return Status.SCHEDULED
    if ahead:
        return Status.SCHEDULED
    return Status.OCCURRED


def _is_told_past(features: Features, time: TimeValue | None, published: date) -> bool:
    """Whether the words name a time that is over, and nothing but its clause looks ahead: “must build on the talks *held last month*”."""
    if time is None or time.end is None or _last(features, "status") is not None or _last(features, "view") == "past":
        return False
    is_of_plan = ("form", "infinitive") in features  # "announced last year a plan to sell", but "the decision in 2003 to invade"
    return as_datetime(time.end).date() <= (published - _LONG if is_of_plan else published)


_PROGRESSIVE = ("aspect", "progressive")
_SOON = ("aspect", "momentary")
"""What the grammar says of what takes no time: who “*is resigning*” will."""

_LATELY = timedelta(days=7)

_LONG = timedelta(days=366)
"""What was to be so long ago has come about: who tells of plans tells what became of them."""


def _continues(features: Features, tense: Tense, time: TimeValue | None, published: date) -> bool:
    """Whether what began or went on still does: in the past tense only what did so lately, in no tense what is not over."""
    if ("tense", "none") in features and time is not None and time.end is not None:
        return as_datetime(time.end).date() > published
    if tense is not Tense.PAST or ("aspect", "perfect") in features:
        return True
    if time is None or time.start is None:
        return False
    return as_datetime(time.start).date() >= published - _LATELY or (time.end is not None and as_datetime(time.end).date() > published)


def _goes_on(features: Features, tense: Tense, time: TimeValue | None, published: date) -> bool:
    """Whether what lasts is told of as under way: in the present, or in no tense and not over."""
    if _last(features, "status") is not None:
        return False
    if not features and time is not None and time.start is not None and time.end is None:
        return True  # "the protests since May"
    if _PROGRESSIVE not in features:
        return False
    is_over = time is not None and time.end is not None and is_ahead(time, published) is False
    if ("aspect", "perfect") in features and time is not None and time.start is not None and time.end is None:
        return True  # "have protested since May"
    if tense is Tense.PAST and _SOON in features:  # "said that he was resigning"
        return not is_over
    if tense is Tense.PAST:  # "have been protesting"; what a noun's frame says of it stands first, and is no tense
        return _PROGRESSIVE in features[1:] and _last(features, "view") is None
    return tense is Tense.PRESENT or (tense is Tense.NONE and not is_over)


def _graded(modality: Modality, status: Status) -> Modality:
    match status:
        case Status.DENIED:
            return Modality.DENIED
        case Status.HYPOTHETICAL:
            return Modality.CONDITIONAL
        case Status.PROPOSED if modality is Modality.ASSERTED:
            return Modality.PROPOSED
        case Status.SCHEDULED if modality is Modality.ASSERTED:
            return Modality.PLANNED
        case _:
            return modality
