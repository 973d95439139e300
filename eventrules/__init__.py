"""Typed, dated events from news text, by hand-written grammars.

>>> from datetime import date
>>> import eventrules
>>> extractor = eventrules.Extractor.from_grammars()
>>> result = extractor.extract("Ann Lee met Bo Kim in Paris on Monday.", published=date(2024, 3, 6))
>>> [participant.name for participant in result.events[0].participants]
['Ann Lee', 'Bo Kim']
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from eventrules.errors import (
        DocumentError as DocumentError,
    )
    from eventrules.errors import (
        EventRulesError as EventRulesError,
    )
    from eventrules.errors import (
        GrammarError as GrammarError,
    )
    from eventrules.errors import (
        GrammarErrors as GrammarErrors,
    )
    from eventrules.examples import CheckReport as CheckReport
    from eventrules.examples import check as check
    from eventrules.explanation import Explanation as Explanation
    from eventrules.explanation import explain as explain
    from eventrules.extractor import Extractor as Extractor
    from eventrules.extractor import find_times as find_times
    from eventrules.model import Agreement as Agreement
    from eventrules.model import Call as Call
    from eventrules.model import Document as Document
    from eventrules.model import Event as Event
    from eventrules.model import EventMention as EventMention
    from eventrules.model import Meeting as Meeting
    from eventrules.model import Mention as Mention
    from eventrules.model import Result as Result
    from eventrules.model import Span as Span
    from eventrules.model import Status as Status
    from eventrules.model import TimeMention as TimeMention
    from eventrules.model import TimeValue as TimeValue
    from eventrules.model import Visit as Visit
    from eventrules.model.serialization import event_from_json as event_from_json
    from eventrules.model.serialization import event_to_json as event_to_json

_HOMES = {
    "eventrules.errors": ("DocumentError", "EventRulesError", "GrammarError", "GrammarErrors"),
    "eventrules.examples": ("CheckReport", "check"),
    "eventrules.explanation": ("Explanation", "explain"),
    "eventrules.extractor": ("Extractor", "find_times"),
    "eventrules.model": (
        "Agreement", "Call", "Document", "Event", "EventMention", "Meeting", "Mention", "Result", "Span", "Status", "TimeMention",
        "TimeValue", "Visit",
    ),
    "eventrules.model.serialization": ("event_from_json", "event_to_json"),
}  # fmt: skip

__all__ = [
    "Agreement",
    "Call",
    "CheckReport",
    "Document",
    "DocumentError",
    "Event",
    "EventMention",
    "EventRulesError",
    "Explanation",
    "Extractor",
    "GrammarError",
    "GrammarErrors",
    "Meeting",
    "Mention",
    "Result",
    "Span",
    "Status",
    "TimeMention",
    "TimeValue",
    "Visit",
    "check",
    "event_from_json",
    "event_to_json",
    "explain",
    "find_times",
]

_HOME = {name: module for module, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:  # loads each part when it is first asked for: importing the package stays quick
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
