"""Events as JSON and back, with cattrs. What the fields mean is told in `docs/command-line.md`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from typing import Any, cast

from cattrs import ClassValidationError, Converter, transform_error
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from eventrules.errors import InputError, wrong_type
from eventrules.model.classes import EventClass, class_named, listed_classes
from eventrules.model.events import Event, EventMention, Roles, RuleRef, Trigger
from eventrules.model.mentions import Mention, Number
from eventrules.model.results import Times
from eventrules.model.spans import Span
from eventrules.model.times import Granularity, Instant, TimeMention, TimeValue, TimexType
from eventrules.model.types import EVENT_CLASSES

Json = dict[str, Any]

_HALF_CHARACTERS = re.compile("[\ud800-\udfff]")


def instant_to_json(instant: Instant | None) -> str | None:
    """`YYYY-MM-DD`, or `YYYY-MM-DDTHH:MM` with the offset from UTC where it is known.

    >>> instant_to_json(datetime(2019, 1, 17, 10, 30))
    '2019-01-17T10:30'
    """
    return instant.isoformat(timespec="minutes") if isinstance(instant, datetime) else instant.isoformat() if instant else None


def instant_from_json(text: str | None) -> Instant | None:
    """What `instant_to_json` wrote."""
    if text is None:
        return None
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def _time_to_json(time: TimeMention) -> Json:
    value = time.value
    return {
        "start": instant_to_json(value.start),
        "end": instant_to_json(value.end),
        "granularity": value.granularity.value,
        "timex": value.value,
        "text": time.text,
        "alternatives": [[instant_to_json(start), instant_to_json(end)] for start, end in value.alternatives],
        "ambiguous": value.ambiguous,
        "type": value.type.value,
        "mod": value.mod,
        "span": [time.span.start, time.span.end],
        "rule": time.rule,
        "parts": [_time_to_json(part) for part in time.parts],
    }


def _time_from_json(data: Json, _: object = None) -> TimeMention:
    value = TimeValue(
        type=TimexType(data["type"]), value=data["timex"], start=instant_from_json(data["start"]), end=instant_from_json(data["end"]),
        granularity=Granularity(data["granularity"]), mod=data["mod"], ambiguous=data["ambiguous"],
        alternatives=tuple(cast("Any", tuple(instant_from_json(side) for side in pair)) for pair in data["alternatives"]),
    )  # fmt: skip
    return TimeMention(
        span=Span(*data["span"]), text=data["text"], value=value, rule=data["rule"], parts=tuple(map(_time_from_json, data["parts"]))
    )


def _span(data: Json) -> Span:
    return Span(data["start"], data["end"])


def _mention_to_json(mention: Mention) -> Json:
    return {
        "text": mention.text, "name": mention.name, "type": mention.type, "start": mention.start, "end": mention.end,
        "head": _words_to_json(mention.head, mention) if mention.head else None, "number": mention.number.value if mention.number else None,
        "kind": mention.kind, "affiliations": list(mention.affiliations), "country": mention.country,
        "stands_for": list(mention.stands_for), "resolved": mention.is_resolved,
    }  # fmt: skip


def _words_to_json(span: Span, mention: Mention) -> Json:
    inside = Span(span.start - mention.start, span.end - mention.start)
    return {"text": inside.of(mention.text), "start": span.start, "end": span.end}


def _mention_from_json(data: Json, _: object = None) -> Mention:
    return Mention(
        span=_span(data), text=data["text"], name=data["name"], type=data["type"], head=_span(data["head"]) if data.get("head") else None,
        number=Number(data["number"]) if data.get("number") else None, kind=data.get("kind"),
        affiliations=tuple(data.get("affiliations", ())), country=data.get("country"),
        stands_for=tuple(data.get("stands_for", ())), is_resolved=data.get("resolved", True),
    )  # fmt: skip


def _roles_to_json(roles: Roles) -> Json:
    return {role: [_mention_to_json(filler) for filler in fillers] for role, fillers in roles}


def _roles_from_json(data: dict[str, list[Json]], _: object = None) -> Roles:
    return tuple((role, tuple(map(_mention_from_json, fillers))) for role, fillers in data.items())


@cache
def _converter() -> Converter:
    """Places lie flat in what stands there, roles are an object, a rule is one string; all else is as in the classes."""
    made = Converter(unstruct_collection_overrides={tuple: list})
    made.register_unstructure_hook(TimeMention, _time_to_json)
    made.register_structure_hook(TimeMention, _time_from_json)
    made.register_unstructure_hook(Trigger, lambda trigger: {"text": trigger.text, "start": trigger.span.start, "end": trigger.span.end})
    made.register_structure_hook(Trigger, lambda data, _: Trigger(span=_span(data), text=data["text"]))
    made.register_unstructure_hook(RuleRef, str)
    made.register_structure_hook(RuleRef, lambda text, _: RuleRef.parse(str(text)))
    roles = override(struct_hook=_roles_from_json, unstruct_hook=_roles_to_json)
    for kind in (EventMention, Event, *EVENT_CLASSES.values()):
        made.register_unstructure_hook(kind, make_dict_unstructure_fn(kind, made, roles=roles))
        made.register_structure_hook(kind, make_dict_structure_fn(kind, made, roles=roles))
    return made


def event_to_json(event: Event, *, doc: str) -> Json:
    """The event as plain dicts and lists, ready for `json.dumps`."""
    if not isinstance(event, Event):  # pyright: ignore[reportUnnecessaryIsInstance] - users' programs are not all checked
        raise wrong_type("the event", event, "eventrules.Event")
    if not isinstance(doc, str):  # pyright: ignore[reportUnnecessaryIsInstance] - the same
        raise wrong_type("doc", doc, "the document's id, a str")
    return {"doc": doc, **_converter().unstructure(event)}


def event_from_json(data: Json, *, events: Iterable[type[Event]] = ()) -> Event:
    """The event that `event_to_json` wrote, of its own class.

    Args:
        data: what `event_to_json` gave.
        events: classes of your own, as in `Extractor.from_grammars`.

    Raises:
        InputError: with the place of everything that is missing or wrong.

    >>> event_from_json({"type": "Meeting", "id": "a1", "roles": {}, "mentions": [], "time": None})
    Traceback (most recent call last):
        ...
    eventrules.errors.InputError: not an event: required field missing @ $.status; required field missing @ $.modality; ...
    """
    if not isinstance(data, dict):  # pyright: ignore[reportUnnecessaryIsInstance] - JSON may hold anything
        raise InputError(f"not an event: expected an object, found {type(data).__name__}")
    classes = listed_classes(events)
    for given in classes:
        if not (isinstance(given, type) and issubclass(given, Event)):
            raise wrong_type("one of the events", given, "a class derived from eventrules.Event")
    kind = EVENT_CLASSES.get(str(data.get("type")), Event)
    try:
        event = _converter().structure(data, kind)
    except ClassValidationError as fault:
        raise InputError(f"not an event: {'; '.join(transform_error(fault))}") from None
    own = class_named(event.type, cast("tuple[type[Event], ...]", classes))
    return event if own is None else EventClass.of(own).like(event)


def times_to_json(times: Times) -> Json:
    """The time expressions of a document as plain dicts and lists; of ranges and alternatives the times they name."""
    return {
        "id": times.id,
        "timexes": [
            {
                "start": time.span.start, "end": time.span.end, "text": time.text, "type": time.value.type.value,
                "value": time.value.value, "mod": time.value.mod,
            }
            for whole in times.timexes
            for time in whole.parts or (whole,)
        ],
    }  # fmt: skip


def dumps(data: Json) -> str:
    r"""One line of JSON, the same to the byte for the same data.

    >>> dumps({"name": "Łukasz \ud83d"})
    '{"name": "Łukasz \\ud83d"}'
    """
    line = json.dumps(data, ensure_ascii=False)
    return line if line.isascii() else _HALF_CHARACTERS.sub(lambda found: f"\\u{ord(found[0]):04x}", line)  # these alone are no UTF-8
