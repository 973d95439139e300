"""Events as JSON and back, with cattrs. The shapes are described in `docs/json.md`.

>>> event_from_json(event_to_json(event, doc="a1")) == event  # doctest: +SKIP
True
"""

from __future__ import annotations

import json
from datetime import date, datetime
from functools import cache
from typing import Any, cast

from cattrs import Converter

from eventrules.model.events import EVENT_CLASSES, Event, EventMention, Modality, Polarity, RuleRef, Status, Tense, Trigger
from eventrules.model.mentions import Mention
from eventrules.model.results import Times
from eventrules.model.spans import Span
from eventrules.model.times import Granularity, Instant, TimeMention, TimeValue, TimexType

Json = dict[str, Any]


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
        "type": value.type.value,
        "mod": value.mod,
        "text": time.text,
        "span": [time.span.start, time.span.end],
        "ambiguous": value.ambiguous,
        "alternatives": [[instant_to_json(start), instant_to_json(end)] for start, end in value.alternatives],
        "rule": time.rule,
    }


def _time_from_json(data: Json, _type: object = None) -> TimeMention:
    value = TimeValue(
        type=TimexType(data["type"]), value=data["timex"], start=instant_from_json(data["start"]), end=instant_from_json(data["end"]),
        granularity=Granularity(data["granularity"]), mod=data["mod"], ambiguous=data["ambiguous"],
        alternatives=tuple(cast("Any", tuple(instant_from_json(side) for side in pair)) for pair in data["alternatives"]),
    )  # fmt: skip
    return TimeMention(span=Span(*data["span"]), text=data["text"], value=value, rule=data["rule"])


def _mention_to_json(mention: Mention) -> Json:
    return {"text": mention.text, "name": mention.name, "type": mention.type, "start": mention.start, "end": mention.end}


def _mention_from_json(data: Json, _type: object = None) -> Mention:
    return Mention(span=Span(data["start"], data["end"]), text=data["text"], name=data["name"], type=data["type"])


@cache
def converter() -> Converter:
    """The cattrs converter of all model classes."""
    made = Converter()
    made.register_unstructure_hook(TimeMention, _time_to_json)
    made.register_structure_hook(TimeMention, _time_from_json)
    made.register_unstructure_hook(Mention, _mention_to_json)
    made.register_structure_hook(Mention, _mention_from_json)
    made.register_unstructure_hook(Span, lambda span: {"start": span.start, "end": span.end})
    made.register_structure_hook(Span, lambda data, _: Span(data["start"], data["end"]))
    made.register_unstructure_hook(Trigger, lambda t: {"text": t.text, "start": t.span.start, "end": t.span.end})
    made.register_structure_hook(Trigger, lambda data, _: Trigger(span=Span(data["start"], data["end"]), text=data["text"]))
    made.register_unstructure_hook(RuleRef, str)
    made.register_structure_hook(RuleRef, lambda text, _: RuleRef.parse(text))
    made.register_unstructure_hook(EventMention, lambda mention: _happening_to_json(made, mention))
    made.register_structure_hook(EventMention, lambda data, _: EventMention(**_happening_from_json(made, data)))
    made.register_unstructure_hook(Event, lambda event: _happening_to_json(made, event))
    return made


_HEAD = ("id", "type", "status", "modality", "polarity", "tense", "time", "roles")


def _happening_to_json(made: Converter, happening: Event | EventMention) -> Json:
    found: Json = {name: made.unstructure(getattr(happening, name)) for name in _HEAD[1:-1]}
    found["roles"] = {role: [_mention_to_json(m) for m in mentions] for role, mentions in happening.roles}
    if isinstance(happening, EventMention):
        rest = {name: made.unstructure(getattr(happening, name)) for name in ("trigger", "sentence", "rule")}
        return {"trigger": rest["trigger"], "sentence": rest["sentence"], **found, "rule": rest["rule"], "is_told": happening.is_told}
    return {"id": happening.id, **found, "mentions": [made.unstructure(m, EventMention) for m in happening.mentions]}


_CLASSES: dict[str, Any] = {
    "status": Status, "modality": Modality, "polarity": Polarity, "tense": Tense, "trigger": Trigger, "sentence": Span, "rule": RuleRef,
}  # fmt: skip


def _happening_from_json(made: Converter, data: Json) -> Json:
    return {name: _field_from_json(made, name, value) for name, value in data.items()}


def _field_from_json(made: Converter, name: str, value: Any) -> Any:
    if name == "roles":
        return tuple((role, tuple(map(_mention_from_json, fillers))) for role, fillers in value.items())
    if name == "time":
        return _time_from_json(value) if value else None
    if name == "mentions":
        return tuple(made.structure(mention, EventMention) for mention in value)
    return made.structure(value, _CLASSES[name]) if name in _CLASSES else value


def event_to_json(event: Event, *, doc: str) -> Json:
    """The event as plain dicts and lists, ready for `json.dumps`."""
    return {"doc": doc, **converter().unstructure(event, Event)}


def event_from_json(data: Json) -> Event:
    """The event that `event_to_json` wrote, of its own class."""
    kind = EVENT_CLASSES.get(data["type"], Event)
    return kind(**_happening_from_json(converter(), {key: value for key, value in data.items() if key != "doc"}))


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
    """One line of JSON, the same to the byte for the same data."""
    return json.dumps(data, ensure_ascii=False, separators=(", ", ": "))
