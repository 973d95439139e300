"""Which verb of a sentence a time, or a noun that tells an event, belongs to.

No tree is built: between two verbs lies one border of a clause, and where it lies is told by the words there.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from numbers import Real

import attrs

from eventrules.events.candidates import Features
from eventrules.matching.cascade import Sentence
from eventrules.matching.compiled import CompiledGrammar
from eventrules.matching.layers import Chunk
from eventrules.matching.lexicon import BOUNDARY_LIST, FUNCTION_WORDS
from eventrules.matching.patterns import CompiledPattern, read
from eventrules.matching.symbols import charset
from eventrules.rulefile.vocabulary import VERB_TYPE

_BESIDE = 2
"""So many words may stand between a verb of telling and the time of the telling ("told reporters on Friday")."""

_QUOTE = 'w:"'

_BEFORE_NOUNS = ("l:determiner", "l:possessive-pronoun", "w:'s", "w:'", "w:-")
_NO_WORDS = (f"l:{FUNCTION_WORDS}", "s:mark", "s:break")

TIME_LEAD = "time-lead"
"""The grammar's list of words that a time of a clause begins with."""

JOINT_LIST = "joint"
"""The grammar's list of what can stand between clauses of the same rank."""

ABSOLUTE_LIST = "absolute-word"
"""The grammar's list of words that lead to somebody and what they do beside the main clause: “*with* police arresting two”."""

AWAITING_LIST = "awaiting-word"
"""The grammar's list of words behind which stands what something to come waits for: “once”, “until”."""

ROW_LIST = "row-word"
"""The grammar's list of words that open a clause of the same occasion: “flew to Lima, *where* she met Bo Kim”."""

_THERE = "there"
"""What the list calls those before a clause whose own time tells nothing of the clause before."""

CHARGE_LIST = "charge-word"
"""The grammar's list of words that lead to a deed that somebody is to answer for: “jailed in Oslo *for* bombing a bus”."""

ACTOR = "actor"
"""The grammar's type of whoever does something."""

_UNTIL = "until"
"""What the list calls those behind which the past is yet to come too: “vowed to strike *until* Norway *joined*”."""

_AHEAD = frozenset({_UNTIL, "before", "once"})
"""Those behind which the present is yet to come, whatever the tense before: “left *before* the talks *begin*”."""


@attrs.frozen
class Borders:
    """What a grammar says of the words between clauses, as sets of symbols ready to be searched for."""

    stops: re.Pattern[str]
    """Marks that nothing reaches across."""
    openers: re.Pattern[str]
    """Words that open a clause under the one before it: “that”, “which”, “when”."""
    joints: re.Pattern[str]
    """What can stand between two clauses of the same rank: a comma, “and”."""
    links: re.Pattern[str]
    """The words among these: “and”, “but”."""
    reporting: frozenset[str]

    @classmethod
    def of(cls, compiled: CompiledGrammar) -> Borders:
        """The borders that a grammar knows."""
        alphabet = compiled.alphabet
        boundary = alphabet.with_feature(f"l:{BOUNDARY_LIST}")
        marks = boundary & alphabet.with_feature("s:mark")
        joints = alphabet.with_feature(f"l:{JOINT_LIST}")
        return cls(
            re.compile(charset(marks - alphabet.with_feature(_QUOTE))), re.compile(charset(boundary - marks)),
            re.compile(charset(joints)), re.compile(charset(joints - alphabet.with_feature("s:mark"))), compiled.reporting,
        )  # fmt: skip


class Clauses:
    """The verbs of one sentence, and what belongs to each."""

    def __init__(self, sentence: Sentence, borders: Borders) -> None:
        self.sentence = sentence
        self.borders = borders
        row = sentence.chunks_row
        self.base, self.symbols = row.base, row.symbols
        self.verbs = tuple(chunk for chunk in row.topmost() if chunk.type == VERB_TYPE and not self._leads_time(chunk))
        self._starts = [verb.start for verb in self.verbs]

    def _leads_time(self, verb: Chunk) -> bool:
        """Whether a verb only says that something begins with the time behind it: “*starting* next year”."""
        is_lead = verb.features.get("form") == "gerund" and self.sentence.analysis.is_listed(verb.start, TIME_LEAD)
        return is_lead and any(time.start == verb.end for time in self.times)

    def verb_of(self, start: int, end: int, *, is_time: bool) -> Chunk | None:
        """The verb whose clause holds these tokens; None where their clause has no verb."""
        number = bisect_right(self._starts, start)
        left = self.verbs[number - 1] if number else None
        right = next((verb for verb in self.verbs[number:] if verb.start >= end), None)
        if left is not None and left.end > start:
            return left  # it stands inside the verb group: "will on Friday meet"
        if left is not None and self._has(self.borders.stops, left.end, start):
            left = None
        if right is not None and self._has(self.borders.stops, end, right.start):
            right = None
        if self._is_phrase(left, right, start, end):
            return None
        if left is None or right is None:
            return left if left is not None or right is None else self._ahead(end)
        return self._between(left, right, start, end, is_time=is_time)

    def _is_phrase(self, left: Chunk | None, right: Chunk | None, start: int, end: int) -> bool:
        """Whether what opens here has no verb: “they left after the talks on Monday, officials said”."""
        begin, stop = left.end if left is not None else self.base, right.start if right is not None else self.base + len(self.symbols)
        if (
            not self._has(self.borders.openers, begin, start)
            or self._has(self.borders.openers, end, stop)
            or self._is_before_somebody(start)
        ):
            return False
        return right is None or (self._has(self.borders.joints, end, stop) and not self._has(self.borders.joints, begin, start))

    def _is_before_somebody(self, start: int) -> bool:
        """Whether a word like “before” only leads to somebody right here, and opens nothing: “*before a court* on Friday”."""
        chunk = self.sentence.chunks_row.chunk_around(start - 1) or self.sentence.chunks_row.chunk_around(start - 2)
        if chunk is None or chunk.type not in self.sentence.analysis.compiled.grammar.subtypes(ACTOR):
            return False
        return self._has(self.borders.openers, max(chunk.start - 2, self.base), chunk.start)

    def _between(self, left: Chunk, right: Chunk, start: int, end: int, *, is_time: bool) -> Chunk | None:
        is_led = self._is_before_somebody(start) and (not is_finite(right) or self._has(self.borders.joints, end, right.start))
        opened, opens = not is_led and self._has(self.borders.openers, left.end, start), self._has(self.borders.openers, end, right.start)
        if opened or opens:
            return left if not opened else right if not opens else self._ahead(end)
        if not is_finite(right):
            return left
        joined, joins = self._has(self.borders.joints, left.end, start), self._has(self.borders.joints, end, right.start)
        if joined != joins:
            return right if joined else left
        if is_time and self._opens_clause(start, end):
            return right
        is_telling = self.is_telling(left)
        return right if is_telling and not (is_time and start - left.end <= _BESIDE) else left

    def _opens_clause(self, start: int, end: int) -> bool:
        """Whether a time stands between “and” and a comma, and so before what happened then: “left, *and on Friday,* police found it”."""
        begin = max(start - 2, self.base)
        return self._has(self.borders.links, begin, start) and self._has(self.borders.joints, end, end + 1)

    def _ahead(self, end: int) -> Chunk | None:
        """The first finite verb behind a place that stands in no clause of its own in between."""
        opened, first = 0, None
        position = end
        for verb in self.verbs[bisect_left(self._starts, end) :]:
            if self._has(self.borders.stops, position, verb.start):
                break
            opened += sum(1 for _ in self.borders.openers.finditer(self.symbols, position - self.base, verb.start - self.base))
            position = verb.end
            if not is_finite(verb):
                continue
            first = first or verb
            if not opened:
                return verb
            opened -= 1
        return first

    def _has(self, pattern: re.Pattern[str], start: int, end: int) -> bool:
        return pattern.search(self.symbols, start - self.base, end - self.base) is not None

    def is_stopped(self, start: int, end: int) -> bool:
        """Whether a mark that nothing reaches across stands between two tokens."""
        return self._has(self.borders.stops, start, end)

    def lead_of(self, noun: int) -> int:
        """The token before the noun phrase of a noun, which may be that before the sentence."""
        token = noun - 1
        while token >= self.base and self._is_in_phrase(token):
            token -= 1
        return token

    def leads_clause(self, lead: int, end: int) -> bool:
        """Whether a word such as “after” leads from a clause to one of its own, with a noun that ends here for its subject."""
        before, behind = self.verb_before(lead), self.verb_from(end)
        if before is None or behind is None or not is_finite(behind) or self._has(self.borders.stops, before.end, behind.start):
            return False
        return not self._has(self.borders.joints, end, behind.start) and not self._has(self.borders.openers, end, behind.start)

    def _is_in_phrase(self, token: int) -> bool:
        """Whether a token can stand before a noun in its phrase: an article, a possessive, or a word of its own."""
        return self.shows(token, *_BEFORE_NOUNS) or self.is_content(token)

    def is_content(self, token: int) -> bool:
        """Whether a word can be part of a noun phrase, as a name in capitals is: “the *US* envoy”."""
        is_name = self.shows(token, "s:uppercase", "s:acronym")
        return (is_name or not self.shows(token, *_NO_WORDS)) and self.verb_at(token) is None

    def shows(self, token: int, *features: str) -> bool:
        """Whether a token has any of some features."""
        analysis = self.sentence.analysis
        return not analysis.compiled.alphabet.features_of(analysis.row[token]).isdisjoint(features)

    def verb_at(self, token: int) -> Chunk | None:
        """The verb group that holds a token."""
        number = bisect_right(self._starts, token)
        return self.verbs[number - 1] if number and token < self.verbs[number - 1].end else None

    def is_charge(self, verb: Chunk) -> bool:
        """Whether a verb only tells what another is about: “jailed *for bombing* a bus”, which happened somewhere else."""
        is_gerund = verb.features.get("form") == "gerund" and verb.start == verb.head[0]
        return is_gerund and self.sentence.analysis.is_listed(verb.start - 1, CHARGE_LIST)

    def is_telling(self, verb: Chunk) -> bool:
        """Whether a verb tells what somebody says: “*said* that Bo Kim left”."""
        return self.symbols[verb.start - self.base] in self.borders.reporting

    def has_verb(self, start: int, end: int) -> bool:
        """Whether a verb group begins between two tokens."""
        return bisect_left(self._starts, start) < bisect_left(self._starts, end)

    def verb_before(self, token: int) -> Chunk | None:
        """The last verb group that begins before a token."""
        number = bisect_left(self._starts, token)
        return self.verbs[number - 1] if number else None

    def leading(self, verb: Chunk) -> Chunk | None:
        """The finite verb that a clause without a subject of its own leans on.

        That is one before it: “met Bo Kim on Friday, *flying* on to Rome”, “on Friday met Bo Kim and *flew* on to Rome”.
        """
        number = bisect_left(self._starts, verb.start)
        before = next((other for other in reversed(self.verbs[:number]) if is_finite(other)), None)
        if before is None or self._has(self.borders.stops, before.end, verb.start):
            return None
        if self._has(self.borders.openers, before.end, verb.start):
            return None
        is_joined = verb.start > before.end and self._has(self.borders.joints, verb.start - 1, verb.start)
        is_joined = is_joined or self._is_absolute(verb, before.end)
        is_led = verb.start < verb.head[0]  # "after visiting"
        return before if is_joined and (is_finite(verb) or (verb.features.get("form") == "gerund" and not is_led)) else None

    def verb_from(self, token: int) -> Chunk | None:
        """The first verb group that begins at a token or behind it."""
        number = bisect_left(self._starts, token)
        return self.verbs[number] if number < len(self.verbs) else None

    def ahead_of(self, verb: Chunk) -> Chunk | None:
        """The finite verb right before one in the same clause."""
        before = self.verb_before(verb.start)
        if before is None or not is_finite(before):
            return None
        is_apart = any(self._has(mark, before.end, verb.start) for mark in (self.borders.stops, self.borders.openers, self.borders.joints))
        return None if is_apart else before

    def are_in_row(self, first: Chunk, last: Chunk, *, is_dated_first: bool) -> bool:
        """Whether two verbs tell of one occasion: “one was shot *and* another fled”, “flew to Lima, *where* she met Bo Kim”.

        Args:
            is_dated_first: whether a date in front of the first is to go for the last, and not one behind the last for the first.
        """
        begin, end = first.end, last.start
        if self._has(self.borders.stops, begin, end) or self._has(self.borders.openers, self.base, first.start):
            return False
        openers = [match.start() + self.base for match in self.borders.openers.finditer(self.symbols, begin - self.base, end - self.base)]
        words = [self.sentence.analysis.entry(token, ROW_LIST) for token in openers]
        if not all(word is not None and (is_dated_first or word.canonical != _THERE) for word in words):
            return False
        return bool(words) or self._has(self.borders.links, begin, end)

    def _is_absolute(self, verb: Chunk, begin: int) -> bool:
        """Whether a gerund has somebody of its own before it and leans on the clause before: “…, *with* police *arresting* two”."""
        doer = self.sentence.chunks_row.chunk_around(verb.start - 1)
        if doer is None or doer.start - 2 < begin or verb.features.get("form") != "gerund":
            return False
        return self.sentence.analysis.is_listed(doer.start - 1, ABSOLUTE_LIST) and self._has(
            self.borders.joints, doer.start - 2, doer.start - 1
        )

    def opened_by(self, opener: CompiledPattern, start: int, verb: Chunk | None) -> Features | None:
        """What a wording such as “if” says that opens the clause of a place, or that of the clause that it leans on.

        None where none opens it. Such a wording may begin with the verb before, and ends before the place: “asked if”.
        """
        known = self.sentence.words_row.seen_by(self.sentence.analysis.compiled)
        while True:
            place = verb.start if verb is not None else start
            before = self.verb_before(place)
            begin = before.end - 1 if before is not None else self.base
            found = (opener.regex.match(known, position) for position in range(begin - self.base, place - self.base + 1))
            if (match := next((each for each in found if each and each.end() <= start - self.base), None)) is not None:
                return tuple(read(opener, match).features)
            if verb is None or before is None or (is_finite(verb) and self.leading(verb) is None):
                return None
            verb = before

    def hangs_on(self, opener: CompiledPattern, verb: Chunk) -> bool:
        """Whether what a verb tells is to come only under a condition told before: “If Ann Lee wins, taxes *will fall*”."""
        if not is_finite(verb) or verb.features.get("tense") != "future" or verb.features.get("modality") not in ("planned", "likely"):
            return False
        known = self.sentence.words_row.seen_by(self.sentence.analysis.compiled)
        for number, condition in enumerate(self.verbs[: bisect_left(self._starts, verb.start)]):
            begin = self.verbs[number - 1].end if number else self.base
            places = range(begin - self.base, condition.start - self.base)
            match = next(filter(None, (opener.regex.match(known, place) for place in places if self._begins(place))), None)
            if match is not None and not read(opener, match).features:
                return self._has(self.borders.joints, condition.end, verb.start) and not self._has(
                    self.borders.stops, condition.end, verb.start
                )
        return False

    def _begins(self, place: int) -> bool:
        """Whether a place of the row is where a sentence or a clause that nothing comes before begins: behind a mark or “that”."""
        before = self.symbols[place - 1 : place]
        return (
            not before
            or any(pattern.match(before) is not None for pattern in (self.borders.joints, self.borders.openers, self.borders.stops))
            or _QUOTE in self.sentence.analysis.compiled.alphabet.features_of(before)
        )

    def is_set(self, scene: Chunk, token: int) -> bool:
        """Whether what a clause opens with says where all is that it tells up to a token: “*In Lima*, the plan met with protests”."""
        if token < scene.end or not self._begins(scene.start - 1 - self.base) or not self._is_followed(scene):
            return False
        between = [verb for verb in self.verbs if scene.end <= verb.start < token]
        is_told = any(map(self.is_telling, between))
        return not is_told and not self._has(self.borders.stops, scene.end, token) and not self._has(self.borders.openers, scene.end, token)

    def is_under(self, chunk: Chunk, token: int, verb: Chunk | None) -> bool:
        """Whether a chunk behind a token stands in a clause under that of a verb: “resigned after a court *in Lima* convicted her”."""
        if chunk.start < token or not self._has(self.borders.openers, token, chunk.start):
            return False
        other = self.verb_of(chunk.start, chunk.end, is_time=False)
        return other is not None and other is not verb and other.start > chunk.start

    def is_in_passing(self, chunk: Chunk, token: int, verb: Chunk | None) -> bool:
        """Whether a chunk before a token is told of somebody in passing: “Ann Lee, *who sang in Lima*, resigned”."""
        other = self.verb_of(chunk.start, chunk.end, is_time=False)
        if other is None or other is verb or not other.end <= chunk.start < token or not self._has(self.borders.joints, chunk.end, token):
            return False
        before = max(other.start - 1, self.base)
        return self._has(self.borders.joints, before, other.start) or self._has(self.borders.openers, before, other.start)

    def _is_followed(self, scene: Chunk) -> bool:
        """Whether the clause that a place opens goes on behind a comma, or with its subject: “in Lima it met with protests”."""
        behind = self.symbols[scene.end - self.base : scene.end + 1 - self.base]
        if self.borders.joints.match(behind) is not None:
            return scene.start == self.base + 1
        subject = self.sentence.chunks_row.chunks.get(scene.end)
        verb = self.verb_at(subject.end) if subject is not None else None
        return verb is not None and is_finite(verb)

    def awaited(self, verb: Chunk) -> Chunk | None:
        """The verb of what waits for what another verb says: “*will leave* after she has met Bo Kim”; None where nothing does."""
        before = self.verb_before(verb.start)
        if before is None or not is_finite(verb) or self._has(self.borders.stops, before.end, verb.start):
            return None
        main, said = before.features, verb.features
        entries = [self.sentence.analysis.entry(token, AWAITING_LIST) for token in range(before.end, verb.start)]
        words = {str(entry.canonical) for entry in entries if entry is not None}
        is_telling = self.is_telling(before)
        if said.get("tense") == "present" and "aspect" not in said and not is_telling and not words.isdisjoint(_AHEAD):
            return before  # "left before the talks *begin*"
        if main.get("tense") != "future" or said.get("tense") == "future" or not is_finite(before):
            return None
        if said.get("tense") == "past" and said.get("aspect") != "perfect" and main.get("modality") != "likely":
            words &= {_UNTIL}  # "will see the town where she lived when she *met* him"; after "would" the past is the present
        return before if words else None

    def is_told(self, verb: Chunk) -> bool:
        """Whether the verb before is one of telling, whose clause what a verb says stands in: “said that they *were meeting*”."""
        before = self.verb_before(verb.start)
        if before is None or not self.is_telling(before):
            return False
        return not self._has(self.borders.stops, before.end, verb.start)

    def are_joined(self, first: Chunk, second: Chunk) -> bool:
        """Whether only a joint stands between two chunks: “Saturday and Sunday”."""
        return second.start == first.end + 1 and self._has(self.borders.joints, first.end, second.start)

    @cached_property
    def times(self) -> tuple[Chunk, ...]:
        """The times of the sentence, each as a whole; a number such as that of “3,000 troops” is none."""
        return tuple([time for time in self.sentence.words_row.topmost() if not isinstance(time.value, Real)])


def is_finite(verb: Chunk) -> bool:
    """Whether a verb group has a tense of its own."""
    return verb.features.get("form", "finite") == "finite"
