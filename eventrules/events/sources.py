"""Whom a sentence cites, and for which of its events.

Who tells something tells what stands behind the verb of telling ("Ann Lee said that the talks had failed"), or what
stands before it where it closes the sentence ("The talks have failed, Ann Lee said."). What only says where or when it
was told ("said at a press conference") is told by nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from eventrules.events.candidates import Candidate
from eventrules.events.clauses import TIME_LEAD, Clauses, is_finite
from eventrules.events.places import PLACE, WHERE_LIST
from eventrules.matching.layers import Chunk
from eventrules.matching.lexicon import PREPOSITION_LIST

CIRCUMSTANCE = "circumstance"
"""The grammar's list of words that lead to where or when something happens: “at”, “during”, “when”."""

SOURCE = "source"
"""The role of who is cited for an event."""

WISHER = "wisher"
"""The capture of an adjunct for who wants something to happen, and is cited for it."""

CITING = "citing-word"
"""The grammar's list of words behind which somebody is cited without a verb of telling: “according *to*”."""

QUOTED = "as-word"
"""The grammar's list of the words between somebody quoted and the quotation: “quoted Ann Lee *as* saying”."""

CONJUNCTION = "that-word"
"""The grammar's list of the words that lead to what somebody tells: “said *that* Bo Kim left”."""

_MARKS = frozenset({",", '"', "--"})
_POSSESSIVE = frozenset({"'s", "'"})
_NEAR = 1
"""So many words, an article, may stand between a verb of telling and who tells."""


class Sources:
    """The sources of one sentence."""

    def __init__(self, clauses: Clauses, found: Iterable[tuple[str, Chunk]]) -> None:
        self._clauses = clauses
        self._analysis = clauses.sentence.analysis
        chunks = {chunk.start: (name, chunk) for name, chunk in reversed(list(found))}
        self._found = [chunks[start] for start in sorted(chunks)]

    def of(self, candidate: Candidate) -> Iterator[tuple[str, Chunk]]:
        """Who is cited for an event: names of adjuncts and chunks, in the order of the text."""
        told = [(name, chunk) for name, chunk in self._found if name != WISHER and self._tells(chunk, candidate)]
        yield from told or ((SOURCE, chunk) for name, chunk in self._found if name == WISHER and self._wishes(chunk, candidate))

    def _tells(self, source: Chunk, candidate: Candidate) -> bool:
        trigger = candidate.trigger[0]
        if self._is_told_of(source) or self._is_whereabouts(source):
            return False
        before = self._verb_before(source)
        if before is not None and before.features.get("voice") == "passive":
            return not before.start <= trigger < source.end  # "is accused *by police* of killing"
        if before is not None and not self._is_quoted(source):
            return trigger < before.start or self._has_mark(source.end, trigger, '"')
        verb = before or self._verb_behind(source)
        if verb is None:
            return True
        if before is None and verb.features.get("voice") == "passive" and not self._tells_as(verb.end):
            return False  # "it was announced"
        end = max(verb.end, source.end)
        if trigger >= end:
            return not self._is_circumstance(end, candidate)
        return trigger < source.start and self._closes(self._beginning(source, before), source, end)

    def _wishes(self, somebody: Chunk, candidate: Candidate) -> bool:
        """Whether somebody wanted an event: “*urged* Bo Kim to resign”, but not what stands in another clause: “after she was hurt”."""
        trigger, verb = candidate.trigger[0], self._clauses.verb_from(somebody.end)
        if verb is None or trigger < verb.end or not is_finite(verb) or verb.features.get("tense") == "future":
            return False
        return not any(is_finite(other) for other in self._clauses.verbs if verb.end <= other.start <= trigger)

    def _verb_before(self, source: Chunk) -> Chunk | None:
        """The verb of telling right before a source: “, *said* Ann Lee”."""
        for token in range(source.start - 1, source.start - 2 - _NEAR, -1):
            verb = self._clauses.verb_at(token) if token >= self._clauses.base else None
            if verb is not None:
                return None if self._is_subject(source) else verb
        return None

    def _is_told_of(self, source: Chunk) -> bool:
        """Whether somebody stands behind a verb of telling, or “that”, and does something: “Bo Kim, asked about it, *said he* would go”."""
        behind = self._clauses.verb_at(source.end)
        if behind is None or not is_finite(behind) or self._clauses.is_telling(behind) or source.start == self._clauses.base:
            return False
        verb = self._clauses.verb_at(source.start - 1)
        return self._is_listed(source.start - 1, CONJUNCTION) or (verb is not None and self._clauses.is_telling(verb))

    def _is_whereabouts(self, source: Chunk) -> bool:
        """Whether a place only says where somebody is who tells: “police in *Oslo* said”."""
        is_place = source.type in self._analysis.compiled.grammar.subtypes(PLACE)
        return is_place and self._is_listed(source.start - 1, WHERE_LIST) and not self._is_listed(source.start - 1, CITING)

    def _verb_behind(self, source: Chunk) -> Chunk | None:
        """The verb of telling whose subject a source is; None for one that is cited without a verb (“according to”)."""
        if self._is_listed(source.start - 1, CITING) or self._is_listed(source.start - 2, CITING):
            return None
        behind = [verb for verb in self._clauses.verbs if verb.start >= source.end]
        return next((verb for verb in behind if self._clauses.is_telling(verb)), behind[0] if behind else None)

    def _is_subject(self, source: Chunk) -> bool:
        """Whether a verb stands right behind a source: “after *visiting Ann Lee* said”."""
        return self._clauses.verb_at(source.end) is not None

    def _is_quoted(self, source: Chunk) -> bool:
        """Whether it is told behind the source what it says: “quoted Ann Lee *as saying* that”."""
        return self._tells_as(source.end)

    def _tells_as(self, token: int) -> bool:
        """Whether “as saying” stands at a token."""
        verb = self._clauses.verb_at(token + 1)
        return self._is_listed(token, QUOTED) and verb is not None and self._clauses.is_telling(verb)

    def _is_citing(self, verb: Chunk) -> bool:
        """Whether a verb tells who tells it: “…, the minister said, *reported* Norland Radio”."""
        return self._clauses.is_telling(verb) or any(0 <= source.start - verb.end <= _NEAR for _, source in self._found)

    def _closes(self, start: int, source: Chunk, end: int) -> bool:
        """Whether “Ann Lee said” stands behind what she said: at the end of the sentence, or between two marks."""
        opened = {self._word(start - 1), self._word(start - 2)} & _MARKS
        if not opened:
            return False
        behind = self._past_times(end)
        if self._word(behind) in _MARKS:
            return not self._opens_quotation(behind) or '"' in opened
        is_told = any(is_finite(verb) for verb in self._clauses.verbs if verb.end <= source.start)
        if is_told and self._is_listed(behind, PREPOSITION_LIST):
            return True  # "…, police said on Friday amid claims that …"
        return not any(is_finite(verb) and not self._is_citing(verb) for verb in self._clauses.verbs if verb.start >= end)

    def _opens_quotation(self, token: int) -> bool:
        """Whether what somebody says begins at a mark: “said Ann Lee, "…"”."""
        return '"' in (self._word(token), self._word(token + 1))

    def _is_circumstance(self, end: int, candidate: Candidate) -> bool:
        """Whether an event behind a verb of telling only says where or when that was."""
        trigger, clauses = candidate.trigger[0], self._clauses
        begin = next((token for token in range(end, trigger) if self._is_listed(token, CIRCUMSTANCE)), None)
        if begin is None:
            return False
        first = end + 1 if self._word(end) == "," and begin == end + 1 else end  # "said, *during* a visit, that"
        if any(self._has_mark(first, trigger, mark) for mark in _MARKS):
            return False
        if any(is_finite(verb) for verb in clauses.verbs if end <= verb.start < begin) or any(map(self._opens, range(end, trigger))):
            return False
        if begin > self._past_times(end) and self._is_part_of_subject(begin):
            return False
        verb = clauses.verb_at(trigger)
        return verb is None or not is_finite(verb)

    def _is_part_of_subject(self, token: int) -> bool:
        """Whether a verb follows whose subject the words at a token are part of: “said his role *in* the attacks came to light”."""
        verb = self._clauses.verb_from(token)
        if verb is None or not is_finite(verb):
            return False
        return not any(self._opens(between) or self._word(between) in _MARKS for between in range(token, verb.start))

    def _opens(self, token: int) -> bool:
        """Whether a word opens a clause that is told: “that”, but not “when”."""
        symbol = self._clauses.symbols[token - self._clauses.base]
        return self._clauses.borders.openers.match(symbol) is not None and not self._is_listed(token, CIRCUMSTANCE)

    def _past_times(self, token: int) -> int:
        """The first token behind the times that stand at a token, with the words that lead them."""
        for time in self._clauses.times:
            if time.start in (token, token + 1) and (time.start == token or self._is_listed(token, TIME_LEAD)):
                token = time.end
        return token

    def _beginning(self, source: Chunk, before: Chunk | None) -> int:
        """Where the words begin that cite a source: “*the radio* quoted Ann Lee as saying”, “*the country's* minister said”."""
        if before is not None:
            return self._first_of(before.start - 1)
        is_owned = self._word(source.start - 1) in _POSSESSIVE
        return self._first_of(source.start - 2) if is_owned else source.start

    def _first_of(self, token: int) -> int:
        """Where the chunk at a token begins."""
        chunk = self._clauses.sentence.chunks_row.chunk_around(token)
        return chunk.start if chunk is not None else token

    def _has_mark(self, start: int, end: int, mark: str) -> bool:
        return any(self._word(token) == mark for token in range(start, end))

    def _is_listed(self, token: int, name: str) -> bool:
        sentence = self._clauses.sentence
        inside = sentence.start <= token < sentence.end
        return inside and f"l:{name}" in self._analysis.compiled.alphabet.features_of(self._analysis.row[token])

    def _word(self, token: int) -> str:
        sentence = self._clauses.sentence
        return self._analysis.word(token).lower() if sentence.start <= token < sentence.end else ""
