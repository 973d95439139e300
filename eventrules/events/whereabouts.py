"""Where an event takes place whose own words name no place: in what its clause opens with, or says farther off."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from functools import cached_property

import attrs

from eventrules.events.attachment import Attachment
from eventrules.events.candidates import Candidate, members
from eventrules.events.clauses import ACTOR, Clauses, is_finite
from eventrules.events.places import DOER_LIST, PLACE, SCENE_LIST, is_common, named_places
from eventrules.events.references import ARTICLES
from eventrules.matching.cascade import Sentence
from eventrules.matching.compiled import CompiledGrammar
from eventrules.matching.layers import Chunk
from eventrules.rulefile.vocabulary import VERB_TYPE

SITE_LIST = "site-word"
"""The grammar's list of prepositions that lead to where something happens that nobody plans."""


@attrs.frozen(slots=False)
class Whereabouts:
    """Finds the places of events in their sentences."""

    compiled: CompiledGrammar

    @cached_property
    def _places(self) -> frozenset[str]:
        return self.compiled.grammar.subtypes(PLACE)

    def of(self, candidate: Candidate, attachment: Attachment, *, is_planned: bool) -> list[Chunk]:
        """Where the clause of an event is said to be, though not next to the trigger: “In Paris, …”, “*in Oslo and Bergen*”.

        Args:
            is_planned: whether it is of a type that people plan.
        """
        clauses, verb = attachment.clauses, attachment.verb(candidate)
        sentence = clauses.sentence
        actors = self.compiled.grammar.subtypes(ACTOR)
        taken = [range(c.start, c.start + 1 if c.type in actors else c.end) for _, c in candidate.fillers]
        free = [chunk for chunk in sentence.chunks_row.chunks.values() if not any(chunk.start in filler for filler in taken)]
        named = [chunk for chunk in free if self._is_named(chunk)]  # "developments in Mali" are what it is about
        if verb is not None and clauses.is_charge(verb):
            named = [chunk for chunk in named if clauses.verb_before(chunk.start) is verb]  # "jailed in Oslo for *bombing* a bus"
        named = [chunk for chunk in named if not attachment.is_place_aside(chunk, candidate) and not _is_of_teller(chunk, clauses)]
        told = [chunk for chunk in named if _is_told(chunk, candidate, clauses, verb) and not attachment.is_of_other(chunk, candidate)]
        scenes = (chunk for chunk in told if clauses.is_set(chunk, candidate.trigger[0]))
        for chunk in sorted((*_nearest_first(told, candidate, sentence), *scenes), key=lambda chunk: is_common(chunk, self.compiled)):
            if chunk.start > sentence.start and sentence.analysis.is_listed(chunk.start - 1, SCENE_LIST):
                return named_places(members(self._innermost(chunk, sentence)), self.compiled)
        if is_planned or verb is None or not verb.start <= candidate.trigger[0] < verb.end:
            return []
        return self._behind(verb, clauses, named)

    def _is_named(self, chunk: Chunk) -> bool:
        """Whether a chunk is a place, or several, with a name among them."""
        parts = members(chunk)
        return {part.type for part in parts} <= self._places and bool(named_places(parts, self.compiled))

    def _behind(self, verb: Chunk, clauses: Clauses, places: Iterable[Chunk]) -> list[Chunk]:
        """The first place that is told in what follows a deed nobody plans: “was shot as he left his house *in Lima*”."""
        behind = (place for place in places if verb.end <= place.start < clauses.sentence.end)
        for place in sorted(behind, key=lambda place: place.start):
            if not is_common(place, self.compiled) and _is_led(place, SITE_LIST, clauses.sentence):
                return [] if self._is_apart(verb, place, clauses) else named_places(members(place), self.compiled)
        return []

    def _is_apart(self, verb: Chunk, place: Chunk, clauses: Clauses) -> bool:
        """Whether a place behind a verb is told of somebody, or of what comes next: “shot a man *who* had lived in Chile”."""
        analysis = clauses.sentence.analysis
        is_of_somebody = any(analysis.is_listed(token, DOER_LIST) for token in range(verb.end, place.start))
        return is_of_somebody or clauses.is_stopped(verb.end, place.start)

    def _innermost(self, place: Chunk, sentence: Sentence) -> Chunk:
        """The first of places with a name that lie in each other: “*in Mosul*, in northern Iraq”."""
        lead = place.start - 1
        comma = 1 if sentence.analysis.word(lead - 1) == "," else 0
        before = sentence.chunks_row.chunk_around(lead - 1 - comma) if lead - comma > sentence.start else None
        if before is None or before.end != lead - comma or before.start <= sentence.start:
            return place
        is_led = sentence.analysis.is_listed(before.start - 1, SCENE_LIST)
        is_town = before.type in self._places and not is_common(before, self.compiled)
        return self._innermost(before, sentence) if is_led and is_town else place


def _is_told(place: Chunk, candidate: Candidate, clauses: Clauses, verb: Chunk | None) -> bool:
    """Whether the clause of an event tells of a place, and not only of somebody there, or a clause under it."""
    return not clauses.is_in_passing(place, candidate.trigger[0], verb) and not clauses.is_under(place, candidate.trigger[1], verb)


def _is_of_teller(place: Chunk, clauses: Clauses) -> bool:
    """Whether a place only says who tells: “officials *in Lima* said”."""
    verb = clauses.verb_from(place.end)
    return verb is not None and verb.start == place.end and clauses.is_telling(verb)


def _is_led(chunk: Chunk, name: str, sentence: Sentence) -> bool:
    """Whether a word of a list stands right before a place, or before its article: “in *the* Gulf”."""
    start = chunk.start - 1 if sentence.analysis.is_listed(chunk.start - 1, ARTICLES) else chunk.start
    return start > sentence.start and sentence.analysis.is_listed(start - 1, name)


def _nearest_first(chunks: Iterable[Chunk], candidate: Candidate, sentence: Sentence) -> list[Chunk]:
    """The chunks of the candidate's clause, nearest to the trigger first, with no other verb in between."""
    trigger = candidate.trigger[0]
    verbs = [c for c in sentence.chunks_row.chunks.values() if c.type == VERB_TYPE]
    others = sorted(c.start for c in verbs if not c.start <= trigger < c.end and c.start not in candidate.taken)
    low, high = candidate.clause
    deeds = (c.start for _, c in candidate.fillers if c.end == high and any(c.start <= verb < c.end for verb in others))
    high = min(deeds, default=high)  # "agreed *to build a plant* in Oslo"

    def is_near(chunk: Chunk) -> bool:
        near, far = (high, chunk.start) if chunk.start >= high else (chunk.end, low) if chunk.end <= low else (0, 0)
        if bisect_left(others, far) != bisect_left(others, near):
            return False
        is_led = any(chunk.end <= verb.start < trigger and not is_finite(verb) for verb in verbs if verb.start in candidate.consumed)
        return not is_led or not bisect_left(others, chunk.start)  # "met *in Oslo* to prepare the summit"

    inside = (chunk for chunk in chunks if sentence.start <= chunk.start < sentence.end)
    return sorted(filter(is_near, inside), key=lambda chunk: (abs(chunk.start - trigger), chunk.start, chunk.end))
