"""What goes in and what comes out."""

from __future__ import annotations

from datetime import date

import attrs

from eventrules.model.events import Event
from eventrules.model.times import TimeMention


@attrs.frozen(kw_only=True)
class Document:
    """A text with its publication date; `id` names it in results and messages."""

    text: str
    published: date
    id: str = ""
    title: str | None = None


@attrs.frozen(kw_only=True)
class Result:
    """What was found in one document, in the order of the text.

    `error` says why nothing could be found in a bad document of a stream; it is None otherwise.
    """

    id: str
    published: date | None
    events: tuple[Event, ...] = ()
    error: str | None = None


@attrs.frozen(kw_only=True)
class Times:
    """The time expressions of one document."""

    id: str
    published: date
    timexes: tuple[TimeMention, ...]
