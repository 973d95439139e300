"""The thread through a document: makes mentions of fillers, each with whom it means there."""

from __future__ import annotations

from collections.abc import Iterable

from eventrules.events.bodies import Bodies
from eventrules.events.descriptions import Descriptions
from eventrules.events.names import Names
from eventrules.events.offices import Offices
from eventrules.events.references import References
from eventrules.matching.cascade import Analysis, Sentence
from eventrules.matching.layers import Chunk
from eventrules.model.mentions import Mention
from eventrules.model.spans import Span

_HOLDERS = ("person", "group")
"""The types of fillers that an office can stand for."""


class Thread:
    """Whom the fillers of one document mean; to be asked in the order of the text."""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        self._names = Names(analysis)
        self._descriptions = Descriptions(self._names)
        self._offices = Offices(self._names)
        self._bodies = Bodies(self._names)
        self._references = References(self._names)
        self._company: tuple[Chunk, ...] = ()

    def antecedent(self, chunk: Chunk, sentence: Sentence) -> Chunk | None:
        """The mention of the same sentence that a pronoun stands for, if it stands for one."""
        return self._references.antecedent(chunk, sentence)

    def mention(self, chunk: Chunk, sentence: Sentence) -> Mention:
        """The mention of a chunk: its words without article or "to", and whom they mean."""
        span = self._span(*self._names.head(chunk))
        meant: tuple[Chunk, ...] = ()
        vague = self._references.stands_for_others(chunk)
        if vague:
            meant = self._references.meant(chunk, sentence, self._company)
        told, tells = (meant[0] if len(meant) == 1 else self._bodies.meant(chunk) or chunk), self._descriptions
        name = " and ".join(map(self._name, meant)) if meant else self._name(told)
        return Mention(
            span=span, text=span.of(self._analysis.text), name=name, type=self._kind(told),
            head=self._span(*tells.head(chunk)), number=tells.number(chunk), kind=tells.kind(told), country=tells.country(told),
            affiliations=tuple(home.name for home in tells.homes(told)), stands_for=tuple(map(self._name, meant)),
            is_resolved=bool(meant) or not vague,
        )  # fmt: skip

    def _span(self, first: int, last: int) -> Span:
        return Span(*self._analysis.span(first, last))

    def told(self, company: Iterable[Chunk]) -> None:
        """Remember who took part in the event told last."""
        self._company = tuple(company)

    def _kind(self, chunk: Chunk) -> str:
        return self._names.grammar.told_type(chunk.type) or "thing"

    def _name(self, chunk: Chunk) -> str:
        name = self._names.name(chunk)
        is_office = self._kind(chunk) in _HOLDERS and chunk.captured("name") is None and name == self._names.words(chunk)
        return (self._offices.holder(chunk) or name) if is_office and not self._names.is_of_person(chunk) else name
