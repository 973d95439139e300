"""Gives each time of a sentence to the events that it dates.

A time belongs to an event noun or to the verb of its clause (`owners`), and by that verb to the event nouns of the
clause. The time of a verb that only tells of an event ("said on Friday") dates no event that way: its clause is another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from eventrules.events.candidates import Candidate
from eventrules.events.clauses import Clauses, is_finite
from eventrules.events.names import RETELLING
from eventrules.events.owners import OCCASION, Owners
from eventrules.events.places import PLACE
from eventrules.events.retelling import RANKS, is_plural
from eventrules.matching.layers import Chunk
from eventrules.matching.lexicon import FUNCTION_WORDS, PREPOSITION_LIST
from eventrules.timex.expressions import Bound, Century, Relative

ASIDE = "aside-word"
"""The grammar's list of words behind which a noun tells of another time than its clause: “*after* the attack”."""

JUDGING = "judging-word"
"""The grammar's list of verbs that only speak of what happened: “*condemned* an attack on Monday”."""

WHEN = "when-word"
"""The grammar's list of words behind a time that lead to what happened then: “on Monday, *when* he was arrested”."""

OUTCOME = "outcome-word"
"""The grammar's list of verbs between an event and what came of it: “her arrest *sparked* riots”."""

_TOLD = "told"
"""What the grammar's list of articles calls those of a noun that was told before: “the attack”."""

_RANKED = 4
"""So many words before an event noun can say which of a row it is."""


class Attachment:
    """The dates of one sentence and the event mentions found in it."""

    def __init__(self, clauses: Clauses, candidates: Sequence[Candidate]) -> None:
        self.clauses = clauses
        self._analysis = clauses.sentence.analysis
        self._nouns = {c.trigger[0]: c for c in candidates if clauses.verb_at(c.trigger[0]) is None}
        self._telling = {verb.start for c in candidates if (verb := clauses.verb_at(c.trigger[0])) is not None}
        self._telling |= {start for c in candidates for start in c.taken}
        self._outcomes = [verb for verb in clauses.verbs if is_finite(verb) and self._analysis.is_listed(verb.head[0], OUTCOME)]
        named = {start: c.trigger[0] for c in candidates for start, _ in c.covered}
        self._owners = Owners(clauses, self._nouns, named)

    def dates(self, candidate: Candidate) -> list[Chunk]:
        """The dates of an event mention, the one that tells most first."""
        dates = [date for date in self._owners.dates if self._can_date(date, candidate) and not self.is_of_other(date, candidate)]
        trigger = candidate.trigger[0]
        own = [date for date in dates if self._owners.of(date).noun == trigger]
        if own or not dates:
            return own or list(self._opened_by_when(candidate))
        if candidate.is_bare and (self._is_presupposed(candidate) or self._is_aside(candidate)):
            return [date for date in dates if self._is_behind_its_place(date, candidate)]
        if candidate.is_bare and (verb := self._subject_of(candidate)) is not None:
            dates = [date for date in dates if date.end <= verb.start]
        for verbs in self._verbs(candidate):
            if found := self._of_verbs(verbs, dates, candidate) or self._inherited(verbs, dates):
                return found
        return (
            self._of_verb_before(candidate, dates)
            or self._of_description(candidate, dates)
            or self._of_when_clause(candidate, dates)
            or [date for date in dates if self._is_heading(date)]
            or list(self._opened_by_when(candidate))
            or self._of_row(candidate, dates)
        )

    def is_of_other(self, chunk: Chunk, candidate: Candidate) -> bool:
        """Whether a time or a place tells of what an event came of, or of what came of it: “her arrest *on Sunday* sparked riots”."""
        trigger = candidate.trigger[0]
        first, last = min(trigger, chunk.start), max(trigger, chunk.start)
        verb = next((verb for verb in self._outcomes if first < verb.start < last), None)
        if verb is None or trigger not in self._nouns:
            return False
        side = range(verb.end, chunk.start) if chunk.start > verb.start else range(verb.start)
        others = [start for start in self._nouns if start in side and start != trigger]
        return any(not self.clauses.has_verb(start, chunk.start) for start in others)

    def _of_row(self, candidate: Candidate, dates: list[Chunk]) -> list[Chunk]:
        """The date that opens or ends a row of clauses: “*on Monday* one man was shot and another stabbed”, “… *on Monday*”."""
        verb = self.verb(candidate)
        if verb is None or candidate.is_bare or not is_finite(verb):
            return []
        return [date for date in dates if self._goes_for(date, verb)]

    def _goes_for(self, date: Chunk, verb: Chunk) -> bool:
        """Whether the date of another clause is that of a verb too: the first of a row has it in front, or the last behind it."""
        other = self.verb_of(date)
        if other is None or not is_finite(other) or self._is_of_telling(date):
            return False
        if any(other.features.get(name) != verb.features.get(name) for name in _OF_ROW):
            return False
        if other.start < verb.start:
            return date.end <= other.start and self.clauses.are_in_row(other, verb, is_dated_first=True)
        return date.start >= other.end and self.clauses.are_in_row(verb, other, is_dated_first=False)

    def _opened_by_when(self, candidate: Candidate) -> Iterator[Chunk]:
        """The time whose happening the clause of an event tells: “on Monday, *when* he was arrested”; of “since May” it is May."""
        verb = self.verb(candidate)
        before = [date for date in self._owners.dates if verb is not None and date.end < verb.start]
        if verb is None or not before or self.clauses.has_verb(before[-1].end, verb.start):
            return
        date = before[-1]
        opener = date.end + (1 if self.clauses.shows(date.end, "w:,") else 0)
        if self._analysis.is_listed(opener, WHEN):
            value = date.value.time if isinstance(date.value, Bound) and date.value.relation == "since" else date.value
            yield Chunk(date.type, date.start, date.end, date.head, value=value)

    def _is_presupposed(self, candidate: Candidate) -> bool:
        """Whether an event noun is what a verb only speaks of: “condemned *the attack*”, “charged on Monday with *the murder*”."""
        verb = self.clauses.verb_before(candidate.trigger[0])
        if verb is not None and self._analysis.is_listed(verb.head[0], JUDGING):
            lead = self.clauses.lead_of(candidate.trigger[0])
            date = self._date_up_to(lead)
            if verb.end > (lead if date is None else date.start - 1) - 2:
                return True
        article = self._article_of(candidate)
        if article is None:
            return False
        date = self._date_up_to(article)
        ends = (article - 1,) if date is None else (date.start - 1, date.start - 2)  # "condemned on Monday the attack"
        return any(self.clauses.verb_at(token) is not None for token in ends if token >= self.clauses.base)

    def _date_up_to(self, token: int) -> Chunk | None:
        """The date that ends right before a token."""
        return next((date for date in self._owners.dates if date.end == token), None)

    def _is_behind_its_place(self, date: Chunk, candidate: Candidate) -> bool:
        """Whether a time stands right behind the place of an event noun: “condemned the attack *in Lima on Monday*”."""
        places = (chunk.end for role, chunk in candidate.fillers if role == PLACE and chunk.start > candidate.trigger[0])
        return any(date.start - end in (0, 1) for end in places)

    def is_place_aside(self, place: Chunk, candidate: Candidate) -> bool:
        """Whether a place is that of a noun which tells of another time than its clause: “resigned after the attack *in Lima*”.

        Nor has such a noun the place of the clause before it: “resigned *in Lima* after the attack”.
        """
        lead = self.clauses.lead_of(candidate.trigger[0])
        if place.end <= lead and self._analysis.is_listed(lead, ASIDE):
            return True
        between = range(candidate.trigger[1], place.start)
        asides = (noun for start, noun in self._nouns.items() if start in between and self._is_aside(noun))
        return any(role == PLACE and chunk.start == place.start for noun in asides for role, chunk in noun.fillers)

    def _is_aside(self, candidate: Candidate) -> bool:
        """Whether a noun stands where its time is not that of the clause: “resigned on Monday *after the attack*”."""
        lead = self.clauses.lead_of(candidate.trigger[0])
        return self._analysis.is_listed(lead, ASIDE) and not self.clauses.leads_clause(lead, candidate.trigger[1])

    def _subject_of(self, candidate: Candidate) -> Chunk | None:
        """The verb of whose subject a noun only says more, if there is one: “the leader *of the strike* was arrested on Monday”."""
        start, end = candidate.trigger
        lead, verb, before = self.clauses.lead_of(start), self.clauses.verb_from(end), self.clauses.verb_before(start)
        if lead <= self.clauses.base or verb is None or not is_finite(verb) or not self._analysis.is_listed(lead, PREPOSITION_LIST):
            return None
        is_first = before is None or self.clauses.is_stopped(before.end, start)
        return verb if is_first and not self.clauses.is_stopped(end, verb.start) else None

    def is_given(self, candidate: Candidate) -> bool:
        """Whether an event noun is only mentioned, as one that was told before: “the end of *the war*”."""
        return candidate.is_bare and self._article_of(candidate) == candidate.trigger[0] - 1

    def _article_of(self, candidate: Candidate) -> int | None:
        """The article before an event noun by which it was told before; None where there is none."""
        article = candidate.trigger[0] - 1
        while article > self.clauses.base and self.clauses.is_content(article):
            article -= 1
        entry = self._analysis.entry(article, RETELLING)
        return article if article >= self.clauses.base and entry is not None and entry.canonical == _TOLD else None

    def _of_verb_before(self, candidate: Candidate, dates: list[Chunk]) -> list[Chunk]:
        """The dates of the verb before one that comes with it: “*voted on Monday* to appoint her”, “*signed* a law banning it”."""
        verb = self.clauses.verb_at(candidate.trigger[0]) or self._supporting(candidate)
        form = verb.features.get("form") if verb is not None else None
        is_led = verb is not None and (
            verb.start != verb.head[0] or self.clauses.shows(verb.start - 1, f"l:{FUNCTION_WORDS}", "l:preposition")
        )
        is_real = form == "infinitive" and ("tense", "past") in candidate.features
        if verb is None or not (is_real or (form == "gerund" and not is_led)):
            return []
        before = self.clauses.ahead_of(verb)
        return [date for date in dates if before is not None and self._owners.of(date).verb == before.start]

    def _of_description(self, candidate: Candidate, dates: list[Chunk]) -> list[Chunk]:
        """The dates behind what the clause only says of somebody in passing: “killed two men *queuing at a bank* on Monday”."""
        verb = self.verb(candidate)
        return [date for date in dates if verb is not None and self._described_by(date) is verb]

    def _described_by(self, date: Chunk) -> Chunk | None:
        """The finite verb of the clause whose last words only describe, by a verb that tells of no event, and then name a time."""
        verb = self.verb_of(date)
        if verb is None or verb.start in self._telling:
            return None
        before = self.clauses.ahead_of(verb)
        if before is not None and _is_prospect(date) and before.features.get("tense") == "past":
            return None
        return before if before is not None and self._only_describes(verb, before) else None

    def _only_describes(self, verb: Chunk, before: Chunk) -> bool:
        """Whether a verb behind another in the same clause only describes: “groups *linked* to the party”, “flew there *to speak*”."""
        match verb.features.get("form"):
            case "gerund" | "participle":
                return True
            case "infinitive":
                return before.features.get("tense") in ("future", "past")
            case _:
                is_led_on = self.clauses.shows(verb.end, "l:preposition") and self.clauses.shows(verb.start, "f:participle")
                return verb.end - verb.start == 1 and is_led_on and not self.clauses.is_telling(before)

    def _of_when_clause(self, candidate: Candidate, dates: list[Chunk]) -> list[Chunk]:
        """The dates of what happened at the time: “protested *when* the law was passed *in 2003*”."""
        verb = self.verb(candidate)
        behind = self.clauses.verb_from(verb.end) if verb is not None else None
        if verb is None or behind is None:
            return []
        opener = next((token for token in range(verb.end, behind.start) if self._analysis.is_listed(token, WHEN)), None)
        return [date for date in dates if opener is not None and date.start > opener and self._is_told_behind(date, opener)]

    def _is_told_behind(self, date: Chunk, opener: int) -> bool:
        """Whether the time of a clause tells when that is which a word such as “when” opens."""
        verb = self._described_by(date) or self.verb_of(date)
        return verb is not None and verb.start > opener

    def _supporting(self, candidate: Candidate) -> Chunk | None:
        """The infinitive that supports or governs an event noun: “turned out *to vote* in the election”."""
        verbs = filter(None, map(self.clauses.verb_at, sorted(candidate.consumed)))
        return next((verb for verb in verbs if verb.features.get("form") == "infinitive"), None)

    def _can_date(self, date: Chunk, candidate: Candidate) -> bool:
        """Whether a time can tell when the event is: “since May” only of what lasts or came again."""
        if not (isinstance(date.value, Bound) and date.value.relation == "since") or self.describes(date):
            return True
        if self._is_ranked(candidate) or _SCHEDULED in candidate.features:
            return False
        if not _LASTING.isdisjoint(candidate.features):
            return True
        if ("tense", "past") in candidate.features:
            return False
        word = self._analysis.word(candidate.trigger[1] - 1).lower()
        are_many = candidate.is_bare and is_plural(word, self.clauses.sentence)  # "the protests since May"
        return _UNDER_WAY in candidate.features or are_many

    def _is_ranked(self, candidate: Candidate) -> bool:
        """Whether an event noun is one of a row: “the *first* visit since May”."""
        before = range(max(candidate.trigger[0] - _RANKED, self.clauses.sentence.start), candidate.trigger[0])
        return candidate.trigger[0] in self._nouns and any(self._analysis.is_listed(token, RANKS) for token in before)

    def verb(self, candidate: Candidate) -> Chunk | None:
        """The verb that tells an event, or that of its clause."""
        verbs = next(self._verbs(candidate), frozenset[int]())
        return self.clauses.verb_at(min(verbs)) if verbs else None

    def describes(self, date: Chunk) -> bool:
        """Whether a time only says which happening a noun means, whatever the tense around it: “Friday's summit”."""
        noun = self._owners.of(date).noun
        return noun is not None and date.end <= noun

    def _is_heading(self, date: Chunk) -> bool:
        """Whether a date stands on a line of its own above what happens then, as in a diary."""
        return date.start == self.clauses.sentence.start and "\n" in self._analysis.pieces[date.end - 1]

    def _of_verbs(self, verbs: frozenset[int], dates: list[Chunk], candidate: Candidate) -> list[Chunk]:
        """The dates of the verbs that tell the event: those behind it first, the nearest first."""
        trigger = candidate.trigger[0]
        shared = [date for date in dates if self._owners.of(date).verb in verbs and self._is_free(date, candidate)]
        nearest = sorted(shared, key=lambda date: (date.start < trigger, abs(date.start - trigger)))
        is_closer = len(nearest) > 1 and 0 <= nearest[1].start - nearest[0].end <= 1 and self._is_wide(nearest[0])
        return nearest[1:] if is_closer else nearest  # "next month, on August 2"

    def _is_wide(self, date: Chunk) -> bool:
        """Whether a time is a week or longer."""
        return isinstance(date.value, Relative) and date.value.unit not in ("day", "hour", "minute", "second")

    def _is_free(self, date: Chunk, candidate: Candidate) -> bool:
        """Whether a time of the clause is not that of another happening: “discuss the treaty at a summit on Friday”."""
        noun = self._owners.of(date).noun
        if candidate.trigger[0] not in self._nouns:
            return True
        if noun is not None:
            return noun in self._nouns and self._nouns[noun].produces == candidate.produces
        return not self._is_of_telling(date) or self._is_told_at(candidate, date)

    def _is_told_at(self, candidate: Candidate, date: Chunk) -> bool:
        """Whether something was told at an event and then: “said *at the launch* of the campaign on Monday”."""
        lead = self.clauses.lead_of(candidate.trigger[0])
        return candidate.trigger[0] < date.start and self._analysis.is_listed(lead, OCCASION)

    def _is_of_telling(self, date: Chunk) -> bool:
        """Whether a time says when something was told: “Ann Lee, on a visit to Oslo, *said on Monday*”."""
        verb = self.verb_of(date)
        return verb is not None and self.clauses.is_telling(verb)

    def verb_of(self, date: Chunk) -> Chunk | None:
        """The verb of the clause that a time belongs to; None where it belongs to a noun alone, or has no place on the calendar."""
        verb = self._owners.of(date).verb
        return None if verb is None else self.clauses.verb_at(verb)

    def _inherited(self, verbs: frozenset[int], dates: list[Chunk]) -> list[Chunk]:
        """The dates of the verb that a clause without a date leans on."""
        for verb in map(self.clauses.verb_at, sorted(verbs)):
            if verb is None:
                continue
            leading = self.clauses.leading(verb)
            if leading is not None:
                own = [date for date in dates if self._owners.of(date).verb == leading.start]
                return [date for date in own if not is_finite(verb) or date.start < leading.head[0]]
        return []

    def _verbs(self, candidate: Candidate) -> Iterator[frozenset[int]]:
        """The verbs that tell a candidate: its own, those that support or govern it, that of its clause."""
        own = self.clauses.verb_at(candidate.trigger[0])
        if own is not None:
            yield frozenset({own.start})
            yield candidate.taken  # "shot one man and *wounded* another on Monday"
            return
        behind = self.clauses.verb_at(candidate.trigger[1])
        if behind is not None and behind.features.get("form") == "participle":  # "the treaty reached in May"
            yield frozenset({behind.start})
        if candidate.absorbed and candidate.is_undone:  # "set for Friday, was called off"
            yield candidate.absorbed | candidate.consumed
        if candidate.consumed:
            yield candidate.consumed | frozenset(self._purposes(candidate.consumed))
        verb = self.clauses.verb_of(*candidate.trigger, is_time=False)
        if verb is not None:
            yield frozenset({verb.start})
        if candidate.absorbed:
            yield frozenset(verb for verb in candidate.absorbed if not self._is_overtaken(verb))

    def _is_overtaken(self, start: int) -> bool:
        """Whether a verb tells of a plan that came to something else: “the talks that *had been planned* for May open”."""
        verb = self.clauses.verb_at(start)
        return verb is not None and verb.features.get("tense") == "past" and verb.features.get("aspect") == "perfect"

    def _purposes(self, verbs: frozenset[int]) -> Iterator[int]:
        """The infinitives right behind verbs: “talks anticipated *to begin* in May”."""
        for verb in map(self.clauses.verb_at, verbs):
            behind = self.clauses.verb_at(verb.end) if verb is not None else None
            if behind is not None and behind.features.get("form") == "infinitive":
                yield behind.start


def _is_prospect(date: Chunk) -> bool:
    """Whether a time says until when something is to be done, or for what age: “agreed to sell the mine *by May*”."""
    return isinstance(date.value, Century) or (isinstance(date.value, Bound) and date.value.relation != "since")


_OF_ROW = ("tense", "aspect")
"""Features of verbs that are the same in a row of clauses that have one date."""

_LEADING = (f"l:{FUNCTION_WORDS}", "l:preposition")
_LASTING = frozenset({("aspect", "perfect"), ("status", "ongoing")})
_UNDER_WAY = ("aspect", "progressive")
_SCHEDULED = ("status", "scheduled")
