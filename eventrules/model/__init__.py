"""What the library speaks of: spans, mentions, times, events. Frozen values without I/O."""

from eventrules.model.events import (
    EVENT_CLASSES,
    Agreement,
    Call,
    Event,
    EventMention,
    Meeting,
    Modality,
    Polarity,
    RuleRef,
    Status,
    Tense,
    Trigger,
    Visit,
)
from eventrules.model.mentions import Mention
from eventrules.model.results import Document, Result, Times
from eventrules.model.spans import Span
from eventrules.model.times import Direction, Granularity, TimeMention, TimeValue, TimexType

__all__ = [
    "EVENT_CLASSES",
    "Agreement",
    "Call",
    "Direction",
    "Document",
    "Event",
    "EventMention",
    "Granularity",
    "Meeting",
    "Mention",
    "Modality",
    "Polarity",
    "Result",
    "RuleRef",
    "Span",
    "Status",
    "Tense",
    "TimeMention",
    "TimeValue",
    "Times",
    "TimexType",
    "Trigger",
    "Visit",
]
