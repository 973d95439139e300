"""Whose a time is: that of an event noun beside it, that of the verb of its clause, or of nothing that happened.

A time before an event noun is that noun's alone ("Friday's summit"), one right behind it is the noun's and its verb's,
any other belongs to the verb of its clause.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs

from eventrules.events.candidates import Candidate
from eventrules.events.clauses import TIME_LEAD, Clauses
from eventrules.events.places import PLACE
from eventrules.matching.layers import Chunk
from eventrules.rulefile.vocabulary import PROSPECT, VERB_TYPE
from eventrules.timex.expressions import Due, Range, Recent, TimeExpression

NO_DATE = ("set", "vague", "duration", "")
"""Kinds of times that have no place on the calendar of their own."""

FROM_HERE = (Due, Recent)
"""Lengths that begin or end at publication: “in two weeks”, “over the past three days”."""

OCCASION = "occasion-word"
"""The grammar's list of words that lead to an occasion at which something is done: “*during* Monday's session”."""

ACCOUNT = "citing-lead"
"""The grammar's list of words that lead to who tells of something: “*according* to police on Monday”."""

WHICH_TIME = "which-time"
"""The grammar's list of words that lead to a time that only tells which thing is meant: “the Act *of 1867*”."""

_ACCOUNT_LENGTH = 10
"""So many words before a time can lead to who tells of something."""

_MODIFIERS = 7
"""So many words may stand between a time and the event noun that it describes."""

_POSSESSIVE = ("w:'s", "w:'")
_HYPHEN = "w:-"


@attrs.frozen
class Owner:
    """What a time belongs to, by first tokens.

    Attributes:
        noun: the event noun that it describes or stands right behind.
        verb: the verb of its clause; None where it belongs to a noun alone.
    """

    noun: int | None = None
    verb: int | None = None


_NOBODY = Owner()


class Owners:
    """The dates of one sentence, and whose they are.

    Attributes:
        dates: the dates in the order of the text.
    """

    def __init__(self, clauses: Clauses, nouns: Mapping[int, Candidate], named: Mapping[int, int]) -> None:
        """Find whose the dates of a sentence are.

        Args:
            nouns: the event nouns, by their first tokens.
            named: for the first tokens of what names an event that a verb tells, those of the verb: “signed *a treaty*”.
        """
        self._clauses, self._nouns, self._named = clauses, nouns, named
        self._analysis = clauses.sentence.analysis
        self._places = self._analysis.compiled.grammar.subtypes(PLACE)
        self._prospects = {chunk.end for chunk in clauses.sentence.chunks_row.topmost() if chunk.type == PROSPECT}
        self.dates = list(_joined(clauses))
        self._owners = {date.start: self._found(date) for date in self.dates}

    def of(self, date: Chunk) -> Owner:
        """Whose a time is; words like “soon” are nobody's."""
        return self._owners.get(date.start, _NOBODY)

    def _found(self, date: Chunk) -> Owner:
        verb = self._clauses.verb_of(date.start, date.end, is_time=True)
        if self._describes(date):
            is_occasion = verb is not None and self._is_led_by(date, OCCASION)
            return Owner(noun=self._noun_behind(date), verb=verb.start if verb is not None and is_occasion else None)
        if self._is_of_prospect(date) or self._is_part_of_mention(date):
            return Owner()
        if self._analysis.is_listed(date.start - 1, WHICH_TIME) and self._clauses.is_content(date.start - 2):
            return Owner(noun=next((start for start, noun in self._nouns.items() if noun.trigger[1] == date.start - 1), None))
        beside = self._noun_before(date)
        if verb is None:
            return Owner(noun=beside)
        if self._is_of_account(date, verb):
            return Owner()
        return Owner(noun=beside if beside is not None and self._is_near(date, beside) else None, verb=verb.start)

    def _is_near(self, date: Chunk, noun: int) -> bool:
        """Whether at most a preposition stands between an event noun and a time, or a place: “talks *in Oslo* on Monday”."""
        behind = self._nouns[noun].trigger[1]
        place = self._clauses.sentence.chunks_row.chunk_around(behind + 1) if self._clauses.shows(behind, "l:preposition") else None
        if place is not None and place.start == behind + 1 and place.type in self._places:
            behind = place.end
        return 0 <= date.start - behind <= 1

    def _is_of_account(self, date: Chunk, verb: Chunk) -> bool:
        """Whether a time says when something was told: “fled, according to police *on Monday*”."""
        between = range(max(verb.end, date.start - _ACCOUNT_LENGTH), date.start)
        lead = next((token for token in reversed(between) if self._analysis.is_listed(token, ACCOUNT)), None)
        return lead is not None and not any(self._clauses.shows(token, "w:,") for token in range(lead, date.start))

    def _is_of_prospect(self, date: Chunk) -> bool:
        """Whether a time says when something was called for, and not when it is to come: “her *call last week* for talks”."""
        is_led = self._clauses.shows(date.start - 1, f"l:{TIME_LEAD}") and date.end not in self._nouns  # "a bid for October elections"
        return (date.start - 1 if is_led else date.start) in self._prospects

    def _is_part_of_mention(self, date: Chunk) -> bool:
        """Whether a time is told as a part of something: “*the budget for 2025*”."""
        whole = self._clauses.sentence.chunks_row.chunk_around(date.start)
        return whole is not None and whole.start < date.start and whole.type != VERB_TYPE

    def _is_led_by(self, date: Chunk, name: str) -> bool:
        """Whether a word of a list, with an article or none, stands before a time."""
        before = range(max(date.start - 2, self._clauses.sentence.start), date.start)
        return any(self._analysis.is_listed(token, name) for token in before)

    def _noun_before(self, date: Chunk) -> int | None:
        """The event noun last told before a time."""
        return next((start for start in sorted(self._nouns, reverse=True) if self._nouns[start].trigger[1] <= date.start), None)

    def _describes(self, date: Chunk) -> bool:
        """Whether a time stands before a noun and only says which: “the January 5 meeting”, “a 2018 law”."""
        sentence = self._clauses.sentence
        if date.end >= sentence.end:
            return False
        if self._clauses.shows(date.end, *_POSSESSIVE):
            return True
        if date.start == sentence.start:
            return False
        if self._clauses.shows(date.start - 1, "l:determiner", "l:possessive-pronoun", "l:adjective", *_POSSESSIVE):
            return self._clauses.is_content(date.end)
        return date.end in self._nouns and not self._clauses.shows(date.start - 1, f"l:{TIME_LEAD}", "w:,")

    def _noun_behind(self, date: Chunk) -> int | None:
        """The event noun that a time before it describes, with the words between them; of one that names what a verb tells, the verb."""
        for start in range(date.end, min(date.end + _MODIFIERS, self._clauses.sentence.end)):
            if start in self._nouns:
                return start
            if start in self._named:
                return self._named[start]
            if not self._clauses.is_content(start) and not self._clauses.shows(start, *_POSSESSIVE, _HYPHEN):
                return None
        return None


def _joined(clauses: Clauses) -> Iterator[Chunk]:
    """The dates of a sentence; those of one kind that are joined are one: “on Saturday and Sunday”."""
    dates = [time for time in clauses.times if time.type not in NO_DATE or isinstance(time.value, FROM_HERE)]
    while dates:
        first, *dates = dates
        last, earlier, later = (dates[0], first.value, dates[0].value) if dates else (first, None, None)
        if not (isinstance(earlier, TimeExpression) and isinstance(later, TimeExpression) and type(earlier) is type(later)):
            yield first  # a clock time may be told relative to a day, which is no expression of its own
        elif clauses.are_joined(first, last):
            del dates[0]
            yield Chunk(first.type, first.start, last.end, (first.head[0], last.head[1]), value=Range(earlier, later))
        else:
            yield first
