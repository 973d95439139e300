"""Typed, dated events from news text, by hand-written grammars.

>>> from datetime import date
>>> import eventrules
>>> extractor = eventrules.Extractor.from_grammars()
>>> result = extractor.extract("Ann Lee met Peter Novak in Paris on Monday.", published=date(2024, 3, 6))
>>> [participant.name for participant in result.events[0].participants]
['Ann Lee', 'Peter Novak']
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # for type checkers; at run time `__getattr__` imports what is asked for, so that importing the package stays quick
    from eventrules.errors import DocumentError, EventRulesError, GrammarError, GrammarErrors
    from eventrules.examples import CheckReport, check
    from eventrules.explanation import Explanation, explain
    from eventrules.extractor import Extractor, find_times
    from eventrules.model import (
        Acquisition,
        Agreement,
        Aid,
        Appointment,
        Arrest,
        Attack,
        Call,
        Contest,
        Deployment,
        Document,
        Election,
        Event,
        EventMention,
        Granularity,
        Launch,
        Meeting,
        Mention,
        Modality,
        Number,
        Polarity,
        Protest,
        Resignation,
        Result,
        RuleRef,
        Sanction,
        Span,
        Status,
        Strike,
        Tense,
        TimeMention,
        Times,
        TimeValue,
        TimexType,
        Trial,
        Trigger,
        Visit,
        Vote,
        WeaponTest,
    )
    from eventrules.model.serialization import event_from_json, event_to_json

__all__ = [
    "Acquisition",
    "Agreement",
    "Aid",
    "Appointment",
    "Arrest",
    "Attack",
    "Call",
    "CheckReport",
    "Contest",
    "Deployment",
    "Document",
    "DocumentError",
    "Election",
    "Event",
    "EventMention",
    "EventRulesError",
    "Explanation",
    "Extractor",
    "GrammarError",
    "GrammarErrors",
    "Granularity",
    "Launch",
    "Meeting",
    "Mention",
    "Modality",
    "Number",
    "Polarity",
    "Protest",
    "Resignation",
    "Result",
    "RuleRef",
    "Sanction",
    "Span",
    "Status",
    "Strike",
    "Tense",
    "TimeMention",
    "TimeValue",
    "Times",
    "TimexType",
    "Trial",
    "Trigger",
    "Visit",
    "Vote",
    "WeaponTest",
    "check",
    "event_from_json",
    "event_to_json",
    "explain",
    "find_times",
]

_HOME = {
    "DocumentError": "eventrules.errors",
    "EventRulesError": "eventrules.errors",
    "GrammarError": "eventrules.errors",
    "GrammarErrors": "eventrules.errors",
    "CheckReport": "eventrules.examples",
    "check": "eventrules.examples",
    "Explanation": "eventrules.explanation",
    "explain": "eventrules.explanation",
    "Extractor": "eventrules.extractor",
    "find_times": "eventrules.extractor",
    "event_from_json": "eventrules.model.serialization",
    "event_to_json": "eventrules.model.serialization",
}
"""Where the names come from at run time; all others are the model's."""


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME.get(name, "eventrules.model")), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
