"""TimeML 1.2.1, laid out as in TempEval-3: a text with its times and events marked, and what is known of them behind it.

Each document is one line and a whole XML document: line ends of the text are written as character references, so that
every parser gives back the text as it was. Characters that XML 1.0 cannot hold at all (control characters, halves of a
surrogate pair) are written as U+FFFD, one for one, so that all offsets stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from xml.sax.saxutils import escape, quoteattr

import attrs

from eventrules.model.events import Event, EventMention, Modality, Polarity, Tense
from eventrules.model.spans import Span
from eventrules.model.times import TimeMention

_NO_CHARACTERS = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINE_ENDS = {"\n": "&#10;", "\r": "&#13;"}

_ROOT = (
    '<TimeML xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    ' xsi:noNamespaceSchemaLocation="http://timeml.org/timeMLdocs/TimeML_1.2.1.xsd">'
)
_TENSES = {Tense.PAST: "PAST", Tense.PRESENT: "PRESENT", Tense.FUTURE: "FUTURE", Tense.NONE: "NONE"}
_POLARITIES = {Polarity.POSITIVE: "POS", Polarity.NEGATIVE: "NEG"}


def timeml(text: str, *, published: date, id: str, times: Iterable[TimeMention], events: Iterable[Event] = ()) -> str:
    """A document as one line of TimeML.

    Args:
        published: becomes the document creation time, `t0`.
        times: in the order of the text; of ranges and alternatives, the times that they name are marked.
        events: every mention becomes an `EVENT` with its instance, tied to its time where that is marked.

    >>> from datetime import date
    >>> timeml("It rained.", published=date(2024, 3, 6), id="a1", times=()).partition("</DCT>")[2]
    '<TEXT>It rained.</TEXT></TimeML>'
    """
    mentions = sorted((mention for event in events for mention in event.mentions), key=lambda m: (m.trigger.span.start, m.type))
    marks = _marks([time for whole in times for time in whole.parts or (whole,)], mentions)
    tags = {mark.span: mark.id for mark in marks}
    instances = "".join(_instances(mentions, tags))
    name = f"<DOCID>{_escaped(id)}</DOCID>" if id else ""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{_ROOT}{name}<DCT>{_creation_time(published)}</DCT>'
        f"<TEXT>{''.join(_marked(text, marks))}</TEXT>{instances}</TimeML>"
    )


@attrs.frozen
class _Mark:
    """An element around a part of the text."""

    span: Span
    name: str
    id: str
    attributes: str


def _marks(times: list[TimeMention], mentions: list[EventMention]) -> list[_Mark]:
    """What is marked in the text, in its order; a time that shares words with an event's trigger gives way to it."""
    triggers = dict.fromkeys(mention.trigger.span for mention in mentions)
    events = [_Mark(span, "EVENT", f"e{n}", f' eid="e{n}" class="OCCURRENCE"') for n, span in enumerate(triggers, 1)]
    free = [time for time in times if not any(time.span.start < span.end and span.start < time.span.end for span in triggers)]
    found = [_Mark(time.span, "TIMEX3", f"t{n}", _timex_attributes(f"t{n}", time)) for n, time in enumerate(free, 1)]
    return sorted([*events, *found], key=lambda mark: mark.span.start)


def _timex_attributes(id: str, time: TimeMention) -> str:
    value = time.value
    said = {"tid": id, "type": value.type.value, "value": value.value, "mod": value.mod}
    return "".join(f" {name}={quoteattr(content)}" for name, content in said.items() if content is not None)


def _creation_time(published: date) -> str:
    kind = "TIME" if isinstance(published, datetime) else "DATE"
    value = published.isoformat(timespec="minutes") if isinstance(published, datetime) else published.isoformat()
    attributes = f'tid="t0" type="{kind}" value="{value}" temporalFunction="false" functionInDocument="CREATION_TIME"'
    return f"<TIMEX3 {attributes}>{value}</TIMEX3>"


def _marked(text: str, marks: list[_Mark]) -> Iterator[str]:
    done = 0
    for mark in marks:
        yield _escaped(text[done : mark.span.start])
        yield f"<{mark.name}{mark.attributes}>{_escaped(text[mark.span.start : mark.span.end])}</{mark.name}>"
        done = mark.span.end
    yield _escaped(text[done:])


def _instances(mentions: list[EventMention], tags: dict[Span, str]) -> Iterator[str]:
    links: list[str] = []
    for number, mention in enumerate(mentions, 1):
        said = {
            "eiid": f"ei{number}", "eventID": tags[mention.trigger.span], "pos": "OTHER", "tense": _TENSES[mention.tense],
            "aspect": "NONE", "polarity": _POLARITIES[mention.polarity],
            "modality": None if mention.modality is Modality.ASSERTED else mention.modality.value,
        }  # fmt: skip
        yield f"<MAKEINSTANCE{''.join(f' {name}={quoteattr(value)}' for name, value in said.items() if value is not None)}/>"
        time = tags.get(mention.time.span) if mention.time else None
        if time is not None:
            links.append(f'<TLINK lid="l{len(links) + 1}" relType="IS_INCLUDED" eventInstanceID="ei{number}" relatedToTime="{time}"/>')
    yield from links


def _escaped(text: str) -> str:
    return escape(_NO_CHARACTERS.sub("\ufffd", text), _LINE_ENDS)
