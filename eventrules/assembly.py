"""Makes an event mention of what the finder found: its time, its place, whom it cites, where it stands.

What stands next to a trigger the finder has read already. Here the rest of the sentence is asked: for a time and a
place told elsewhere in the clause, for the source of what is said, for a condition, and for what became of the event.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import attrs

from eventrules.dating import Dating, day_of, expression_of
from eventrules.events.attachment import Attachment
from eventrules.events.candidates import PUT_OFF, Candidate, Features, members
from eventrules.events.clauses import Clauses, is_finite
from eventrules.events.finder import TEMPLATE, Finder
from eventrules.events.governing import CERTAIN, OF_CLAUSE
from eventrules.events.owners import FROM_HERE, NO_DATE
from eventrules.events.places import PLACE
from eventrules.events.retelling import MINOR_ROLES, Telling, telling
from eventrules.events.shared import denied_by_subject, gone_by, is_nobody, poll_ahead, said_of_first, to_come
from eventrules.events.sources import Sources
from eventrules.events.status import direction_of, standing_of
from eventrules.events.thread import Thread
from eventrules.events.whereabouts import Whereabouts
from eventrules.matching.cascade import Sentence
from eventrules.matching.layers import Chunk
from eventrules.model.events import EventMention, RuleRef, Status, Trigger
from eventrules.model.mentions import Mention
from eventrules.model.spans import Span
from eventrules.model.times import Direction, TimeMention, as_datetime
from eventrules.timex.expressions import Anchored, Bound, Duration, Modified, TimeExpression

_MEETS = ("tense", "present")
"""The present tense with a day is that of plans: “Ann Lee meets Bo Kim on Friday”."""

_GOING_ON = ("status", "ongoing")
_PLANS = frozenset({("status", "proposed"), ("status", "scheduled")})
_A_WEEK = timedelta(days=7)

_PAST = ("tense", "past")

NEW_DATE = "new-date-word"
"""The grammar's list of words that lead to the new time of what was put off."""

_SUPPOSED = ("status", "hypothetical")

_WENT_ON = frozenset({("tense", "past"), ("view", "past"), ("aspect", "progressive")})

_AHEAD, _PLANNED, _ASKED_FOR = ("tense", "future"), ("modality", "planned"), ("modality", "proposed")

_WHERE_TOLD = ("place", "destination")
"""Roles that tell where it is; who goes to Lima is seldom elsewhere on the way."""

FATE, FATE_OF_PLAN = "fate", "fate-of-plan"
"""The adjuncts that tell what became of an event told before it, and of one that was only planned."""


@attrs.frozen
class Assembly:
    """Puts the event mentions of one document together."""

    finder: Finder
    thread: Thread
    dating: Dating
    whereabouts: Whereabouts

    def tellings(self, sentence: Sentence) -> Iterator[Telling]:
        """The event mentions of a sentence, with what their words say of other mentions."""
        candidates = self.finder.find(sentence)
        if not candidates:
            return
        clauses = Clauses(sentence, self.finder.borders)
        attachment = Attachment(clauses, candidates)
        sources = Sources(clauses, (item for item in sentence.adjuncts if item[0] not in (FATE, FATE_OF_PLAN)))
        told: Candidate | None = None
        for candidate in candidates:
            said = said_of_first(candidate, told, clauses)
            candidate.is_bare &= not said
            candidate.features = _leaning(candidate, clauses) + said + candidate.features + _past_of(candidate, clauses)
            verb = attachment.verb(candidate)
            if verb is not None:
                candidate.features += _awaited(verb, clauses) + _under_way(verb, clauses)
            candidate.features += denied_by_subject(candidate, clauses)
            seen = to_come(candidate, clauses, verb) or gone_by(candidate, clauses, is_unplanned=self._is_unplanned(candidate))
            candidate.features += seen or poll_ahead(candidate, clauses, verb)
            told = candidate
            mention = self._mention(candidate, clauses, attachment, sources, is_seen=bool(seen))
            yield telling(mention, candidate.trigger, sentence, is_dated=bool(candidate.times), points_back=candidate.points_back)

    def _mention(self, candidate: Candidate, clauses: Clauses, attachment: Attachment, sources: Sources, *, is_seen: bool) -> EventMention:
        sentence = clauses.sentence
        analysis = sentence.analysis
        fate = self._fate(candidate, sentence)
        condition = self._condition(candidate, clauses, attachment)
        hypothetical = condition is not None and (not condition or _SUPPOSED in condition)
        features = _told_last(candidate.features, fate) + (condition or ())
        time = self._time(candidate, attachment)
        standing = standing_of(
            features, time=time.value if time else None, published=day_of(self.dating.published), hypothetical=hypothetical
        )
        start, end = analysis.span(*candidate.trigger)
        location = candidate.location
        return EventMention(
            type=candidate.produces, trigger=Trigger(span=Span(start, end), text=analysis.text[start:end]),
            sentence=Span(*analysis.span(sentence.start, sentence.end)), status=standing.status, modality=standing.modality,
            polarity=standing.polarity, tense=standing.tense, time=time,
            roles=self._roles(candidate, attachment, sources, is_denied=standing.status is Status.DENIED),
            rule=RuleRef(file=location.path, line=location.line, name=candidate.rule_name),
            stands_alone=candidate.stands_alone,
            is_told=bool(is_seen or fate or (features and not candidate.is_bare)) or time is not None or hypothetical,
        )  # fmt: skip

    # --- roles -----------------------------------------------------------------------------------------------

    def _roles(
        self, candidate: Candidate, attachment: Attachment, sources: Sources, *, is_denied: bool
    ) -> tuple[tuple[str, tuple[Mention, ...]], ...]:
        """Who and what fills the roles; in what took place those had no part of whom it is said: “*no* ministers attended it”."""
        sentence = attachment.clauses.sentence
        roles: dict[str, dict[int, Mention]] = {}
        own = (item for item in candidate.fillers if item[0] != PLACE or not attachment.is_place_aside(item[1], candidate))
        told = (item for item in own if is_denied or not is_nobody(item[1], sentence.analysis))
        fillers = [(role, self.thread.antecedent(chunk, sentence) or chunk) for role, chunk in told]
        if not any(role in _WHERE_TOLD for role, _ in fillers):
            places = self.whereabouts.of(candidate, attachment, is_planned=not self._is_unplanned(candidate))
            fillers += ((PLACE, place) for place in places)
        cited = ((role, part) for role, chunk in sources.of(candidate) for part in members(chunk))
        for role, chunk in (*fillers, *cited):
            mention = self.thread.mention(chunk, sentence)
            roles.setdefault(role, {}).setdefault(mention.span.start, mention)
        self.thread.told(chunk for role, chunk in fillers if role not in MINOR_ROLES)
        return tuple((role, tuple(found.values())) for role, found in roles.items())

    # --- status ----------------------------------------------------------------------------------------------

    def _fate(self, candidate: Candidate, sentence: Sentence) -> Features:
        """What the sentence adds behind the event: “… but it was cancelled”, and of what was only planned “… but was cancelled”."""
        found: Features = ()
        is_plan = direction_of(candidate.features) in (Direction.FUTURE, Direction.SCHEDULED)
        for name, chunk in sentence.adjuncts:
            if (name == FATE or (name == FATE_OF_PLAN and is_plan)) and chunk.start > candidate.trigger[0]:
                found += self.finder.frames.governing.meaning_of(chunk, sentence) or ()
        return found

    def _condition(self, candidate: Candidate, clauses: Clauses, attachment: Attachment) -> Features | None:
        """What the word says that opens the clause of an event, nothing of an “if”; None where there is none.

        Who takes part in an event or stays away leaves no doubt about the event itself: “if he attends the summit”; nor
        does who only mentions it: “if this is the end of the war”.
        """
        opener = self.finder.compiled.condition
        if opener is None or CERTAIN in candidate.features or attachment.is_given(candidate):
            return None
        verb = attachment.verb(candidate)
        found = clauses.opened_by(opener, candidate.trigger[0], verb)
        return () if found is None and verb is not None and clauses.hangs_on(opener, verb) else found

    # --- time ------------------------------------------------------------------------------------------------

    def _time(self, candidate: Candidate, attachment: Attachment) -> TimeMention | None:
        is_template = candidate.rank[:1] == (TEMPLATE,)
        told = [chunk for chunk in candidate.times if chunk.type not in NO_DATE] if is_template else []
        if is_template and not told and _GOING_ON in candidate.features:
            return None  # "*visiting* President Ann Lee spoke on Monday"
        shared = [date for date in attachment.dates(candidate) if not self._is_of_plan(date, candidate, attachment)]
        dates = told or shared or [chunk for chunk in candidate.times if isinstance(chunk.value, FROM_HERE)]
        if not dates:
            return None
        date = self._of_undone(dates, attachment) if candidate.is_undone else dates[0]
        is_described = attachment.describes(date)
        meaning = _meaning(date, candidate, is_described=is_described)
        is_free = direction_of(candidate.features) is Direction.UNKNOWN or candidate.is_undone
        if is_free and not told and is_described:
            is_past = self._is_unplanned(candidate)
            time = self.dating.mention(date, direction=Direction.PAST, expression=meaning) if is_past else self._nearest(date, meaning)
        elif self._is_undone_plan(date, candidate, attachment):
            time = self._nearest(date, meaning)
        else:
            direction = self._direction(candidate, date, attachment)
            time = self.dating.mention(date, direction=None if direction is Direction.UNKNOWN else direction, expression=meaning)
            if time is not None and direction is Direction.PAST and not is_described and self._is_of_what_comes(date, time, candidate):
                return None
        return _with_an_hour(time) if time is not None and time.value.is_anchored else None

    def _is_of_what_comes(self, date: Chunk, time: TimeMention, candidate: Candidate) -> bool:
        """Whether a time is not that of what was done: “met Bo Kim to prepare for the vote *next month*”, but “gave them aid for 2030”."""
        if candidate.is_bare or ("voice", "passive") in candidate.features:
            return False  # "he will be there for the talks on Friday, she said"
        return self.dating.is_ahead(time) and not self._is_new_date(date)

    def _of_undone(self, dates: list[Chunk], attachment: Attachment) -> Chunk:
        """Of the times of what was called off or put off the new one, else when it was to be, and last when that was said."""
        planned = (date for date in dates if self._is_planned_for(date, attachment))
        new = [date for date in dates if self._is_new_date(date)]
        return max(new, key=lambda date: date.start, default=None) or next(planned, dates[0])

    def _direction(self, candidate: Candidate, date: Chunk, attachment: Attachment) -> Direction:
        """Where a time of an event looks, by the event's verbs."""
        direction, verb = direction_of(candidate.features), attachment.verb(candidate)
        if self._is_behind(date, candidate, attachment):
            return Direction.PAST
        if direction is Direction.UNKNOWN and (_MEETS in candidate.features or (verb is not None and _MEETS in verb.features.items())):
            return Direction.PAST if self._is_unplanned(candidate) else Direction.FUTURE
        if PUT_OFF in candidate.features and self._is_new_date(date):
            return Direction.FUTURE
        is_of_verb = verb is not None and verb.start < date.start  # "put off on Friday", but "the talks on Friday were put off"
        return Direction.PAST if {PUT_OFF, _PAST} <= set(candidate.features) and is_of_verb else direction

    def _is_undone_plan(self, date: Chunk, candidate: Candidate, attachment: Attachment) -> bool:
        """Whether a time says when something was to be that was called off or put off, and not to when it was put off."""
        is_moved = PUT_OFF in candidate.features and self._is_new_date(date)
        return candidate.is_undone and not is_moved and self._is_planned_for(date, attachment)

    def _is_behind(self, date: Chunk, candidate: Candidate, attachment: Attachment) -> bool:
        """Whether a time says when something began that is told of further: “the talks, which *began on Monday*, are continuing”."""
        verb = attachment.verb_of(date)
        if verb is None or verb.start not in candidate.absorbed or self._is_planning(verb):
            return False
        return verb.features.get("tense") == "past" and "view" not in verb.features

    def _is_planned_for(self, date: Chunk, attachment: Attachment) -> bool:
        """Whether a time says when something was to be: “*planned* for Friday”, “due *to begin* on Friday”."""
        verb = attachment.verb_of(date)
        return verb is not None and verb.start < date.start and (verb.features.get("tense") == "future" or self._is_planning(verb))

    def _is_planning(self, verb: Chunk) -> bool:
        row = self.dating.analysis.sentence_at(verb.start).verbs_row
        return row.symbols[verb.start - row.base] in self.dating.analysis.compiled.planning

    def _is_unplanned(self, candidate: Candidate) -> bool:
        """Whether the present tense tells events of this type when they are over: “Police arrest two on Monday”."""
        event = self.finder.compiled.grammar.events.get(candidate.produces)
        return event is not None and ("headline", "past") in event.metadata

    def _is_of_plan(self, date: Chunk, candidate: Candidate, attachment: Attachment) -> bool:
        """Whether a time says when something was planned or asked for, not when it is to be: “*called on Monday* for talks”."""
        verb = attachment.verb_of(date)
        if verb is None or self._is_new_date(date):
            return False
        if verb.start <= candidate.trigger[0] < verb.end:
            return date.start < verb.start and self._is_resolve(verb)
        if verb.features.get("tense") != "past":
            return False
        if verb.start not in candidate.consumed and date.start > candidate.trigger[0]:
            return False  # "arrived ahead of the talks *on Friday*"
        is_plan = not _PLANS.isdisjoint(candidate.features) and not candidate.is_undone
        if not is_plan or self._is_planning(verb):
            return False
        time = self.dating.mention(date, direction=Direction.PAST)
        if time is None or time.start is None or time.end is None:
            return False
        published, start, end = day_of(self.dating.published), as_datetime(time.start).date(), as_datetime(time.end).date()
        return published - start < _A_WEEK and end <= published + timedelta(days=1)

    def _is_resolve(self, verb: Chunk) -> bool:
        """Whether a verb group opens with a verb of its own that made the plan: “*decided* to resign”."""
        return _PLANNED in verb.features.items() and self.dating.begins_in_the_past(verb)

    def _is_new_date(self, date: Chunk) -> bool:
        """Whether a time tells when that is to be which was put off, not when it was put off: “postponed *until Friday*”."""
        if isinstance(expression_of(date), Bound):
            return True
        return date.start > 0 and self.dating.analysis.is_listed(date.start - 1, NEW_DATE)

    def _nearest(self, date: Chunk, meaning: TimeExpression | None) -> TimeMention | None:
        """A time that no verb moves, back or ahead, whichever is nearer to the publication: “Friday's summit”."""
        published = day_of(self.dating.published)
        sides = (self.dating.mention(date, direction=side, expression=meaning) for side in (Direction.PAST, Direction.FUTURE))
        placed = [time for time in sides if time is not None and time.start is not None]
        return min(placed, key=lambda time: abs(as_datetime(time.start).date() - published) if time.start else timedelta.max, default=None)


def _told_last(features: Features, fate: Features) -> Features:
    """What is told of an event and then of what became of it: “was cancelled, but it was reinstated”."""
    is_settled = any(name == "status" for name, _ in fate)
    return tuple(item for item in features if not (is_settled and item[0] == "status")) + fate


def _past_of(candidate: Candidate, clauses: Clauses) -> Features:
    """That it is over, where nothing else is told: “Her visit to Lima *was* longer”."""
    first = next(filter(is_finite, clauses.verbs), None) if candidate.is_bare else None
    is_over = first is not None and first.start > candidate.trigger[0] and first.features.get("tense") == "past"
    return (("tense", "past"),) if is_over else ()


def _awaited(verb: Chunk, clauses: Clauses) -> Features:
    """That it is still to come, or ought to, where something else waits for it: “would leave after she *met* Bo Kim”."""
    main = clauses.awaited(verb)
    if main is None:
        return ()
    return (_AHEAD, _ASKED_FOR) if _ASKED_FOR in main.features.items() else (_AHEAD, _PLANNED)


def _under_way(verb: Chunk, clauses: Clauses) -> Features:
    """That it goes on, where somebody said that it *was going on*."""
    goes_on = frozenset(verb.features.items()) >= _WENT_ON and clauses.is_told(verb)
    return (_MEETS,) if goes_on else ()


def _with_an_hour(time: TimeMention) -> TimeMention:
    """A time of day tells when an event begins; how long it takes is left to a calendar's usual hour."""
    start, end = time.value.start, time.value.end
    if not isinstance(start, datetime) or not isinstance(end, datetime) or end - start != timedelta(minutes=1):
        return time
    return attrs.evolve(time, value=attrs.evolve(time.value, end=start + timedelta(hours=1)))


def _leaning(candidate: Candidate, clauses: Clauses) -> Features:
    """The tense of the clause that a gerund behind it leans on: “will leave on Friday, *flying* to Rome”."""
    verb = clauses.verb_at(candidate.trigger[0])
    leading = None if verb is None or is_finite(verb) else clauses.leading(verb)
    return tuple(item for item in leading.features.items() if item[0] in OF_CLAUSE) if leading is not None else ()


def _meaning(date: Chunk, candidate: Candidate, *, is_described: bool) -> TimeExpression | None:
    """What a date means for an event: its beginning, where it is told how long the event takes."""
    expression = expression_of(date)
    if isinstance(expression, Bound) and (is_described or PUT_OFF in candidate.features):
        expression = expression.time  # "until Friday's summit", "put off until Friday": that is when it will be
    length = candidate.length.value if candidate.length is not None else None
    return Anchored(length, expression) if isinstance(length, (Duration, Modified)) and expression is not None else expression
