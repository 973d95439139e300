"""Typed events: what happens, to whom, where, when, and how certain it is."""

from __future__ import annotations

from enum import Enum
from typing import ClassVar

import attrs

from eventrules.model.mentions import Mention
from eventrules.model.spans import Span
from eventrules.model.times import TimeMention


class Status(Enum):
    """Where an event stands, seen from the publication date."""

    OCCURRED = "occurred"
    ONGOING = "ongoing"
    SCHEDULED = "scheduled"
    PROPOSED = "proposed"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"
    DENIED = "denied"
    HYPOTHETICAL = "hypothetical"


class Modality(Enum):
    """How firmly the words speak of an event."""

    ASSERTED = "asserted"
    PLANNED = "planned"
    EXPECTED = "expected"
    LIKELY = "likely"
    POSSIBLE = "possible"
    PROPOSED = "proposed"
    CONDITIONAL = "conditional"
    DENIED = "denied"


class Polarity(Enum):
    POSITIVE = "positive"
    NEGATIVE = "negative"


class Tense(Enum):
    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"
    NONE = "none"


@attrs.frozen(kw_only=True)
class RuleRef:
    """The rule that found an event.

    >>> str(RuleRef(file="meeting.rules", line=16, name="expected-meeting"))
    'meeting.rules:16 expected-meeting'
    """

    file: str
    line: int
    name: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line} {self.name}"

    @classmethod
    def parse(cls, text: str) -> RuleRef:
        """Read what `str` writes; a path may hold blanks, a rule's name does not."""
        place, _, name = text.rpartition(" ")
        file, _, line = place.rpartition(":")
        return cls(file=file, line=int(line), name=name)


@attrs.frozen(kw_only=True)
class Trigger:
    """The words that name the happening."""

    span: Span
    text: str


Roles = tuple[tuple[str, tuple[Mention, ...]], ...]


@attrs.frozen(kw_only=True)
class EventMention:
    """One place where the document tells of an event."""

    trigger: Trigger
    sentence: Span
    type: str
    status: Status
    modality: Modality
    polarity: Polarity
    tense: Tense
    time: TimeMention | None
    roles: Roles
    rule: RuleRef
    is_told: bool = True
    """Whether the words themselves tell the status; otherwise it follows from the other mentions, or is a guess."""
    stands_alone: bool = True
    """Whether the words themselves tell of an event; otherwise they do where the document tells of one of its type elsewhere."""

    def role(self, name: str) -> tuple[Mention, ...]:
        """The fillers of a role in this mention; none is an empty tuple."""
        return dict(self.roles).get(name, ())


@attrs.frozen(kw_only=True)
class Event:
    """A happening of the document, with all its mentions.

    `roles` holds every role by name; the classes of the shipped types name theirs as attributes as well.
    """

    id: str
    type: str
    status: Status
    modality: Modality
    polarity: Polarity
    tense: Tense
    time: TimeMention | None
    roles: Roles
    mentions: tuple[EventMention, ...]

    role_names: ClassVar[tuple[str, ...]] = ()
    """The roles that a class names as attributes, beside place and source, which every event may have."""

    def role(self, name: str) -> tuple[Mention, ...]:
        """The fillers of a role; none is an empty tuple."""
        return dict(self.roles).get(name, ())

    def _one(self, name: str) -> Mention | None:
        return next(iter(self.role(name)), None)

    @property
    def place(self) -> Mention | None:
        """Where it happens, the most specific name that is told."""
        return self._one("place")

    @property
    def source(self) -> tuple[Mention, ...]:
        """Who is cited for it."""
        return self.role("source")

    @property
    def rule(self) -> RuleRef:
        """The rule that found the first mention."""
        return self.mentions[0].rule
