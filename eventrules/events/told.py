"""What the constructions around one trigger have told: each adds the functions that none before it has filled."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from eventrules.events.candidates import Features, Functions, Sides
from eventrules.events.governing import CERTAIN, GOVERNING, LASTING, OF_AUXILIARIES, OF_CLAUSE, Governing, as_real_as, has_tense, is_bare
from eventrules.events.places import DOER_LIST, WHERE_LIST
from eventrules.matching.cascade import Sentence
from eventrules.matching.layers import Chunk
from eventrules.rulefile.vocabulary import CLAUSE, COMPLEMENT, LENGTH, OUTCOME, OUTSIDER, PREPOSITION, PROSPECT, TIME_TYPE

_SET_TYPE = "set"
"""The grammar's kind of times that come again: “every Tuesday”."""

_HABITUAL = ("aspect", "habitual")
"""The feature of what happens again and again, which is no event: “leaders *often* meet”."""

_DOERS = ("subject", "governor")
"""Functions of whoever does something."""

_DOER = {"active": "subject", "passive": "by"}
"""The function of whoever does what a verb says, by its voice."""

_OF_OCCASION = ("tense", "aspect")
"""What an event takes over of what is done at it: “may speak *at the summit*”."""


@attrs.define(eq=False)
class Told:
    """What the constructions tried so far have told of one trigger.

    Attributes:
        is_bare: whether the verb has no tense of its own: “will meet Bo Kim and *hold* talks”.
        is_lasting: whether a happening of this kind goes on for a while: “a visit”.
        length: how long it takes.
        governed_by: the construction with a verb over the noun.
        extent: the words that are part of it, in positions of the row.
    """

    sentence: Sentence
    governing: Governing
    features: Features
    is_bare: bool
    is_lasting: bool
    functions: Functions = attrs.Factory(lambda: [])
    times: list[Chunk] = attrs.Factory(lambda: [])
    length: Chunk | None = None
    names: list[str] = attrs.Factory(lambda: [])
    governed_by: str | None = None
    extent: tuple[int, int] = (0, 0)

    @property
    def name(self) -> str:
        """The construction that told most: the one with a verb over the noun, or the first."""
        return self.governed_by or (self.names[0] if self.names else "alone")

    @property
    def recurs(self) -> bool:
        """Whether it is told as a habit: by a word for that, or by the present tense and a time that comes again."""
        is_general = ("tense", "present") in self.features and LASTING not in self.features
        return _HABITUAL in self.features or (is_general and any(time.type == _SET_TYPE for time in self.times))

    def filled(self) -> frozenset[str]:
        """The functions that are filled."""
        return frozenset(name for name, _ in self.functions)

    def first(self, function: str) -> Chunk | None:
        """What fills a function first."""
        return next((chunk for name, chunk in self.functions if name == function), None)

    def add(self, name: str, sides: Sides) -> None:
        """Take what a construction found; what those before it have told stays."""
        filled, taken = self.filled(), {chunk.start for _, chunk in self.functions}
        is_new = not self.names or bool(sides.features)
        doer_stays_out: str | None = None
        for function, chunk in _functions(sides.captures, self.sentence):
            if function in (TIME_TYPE, LENGTH):
                self._add_time(function, chunk)
            elif function in (PROSPECT, OUTCOME):
                self._add_prospect(function, chunk)
                is_new = True
            elif function not in filled and chunk.start not in taken and not self._only_says_where(function, chunk):
                self.functions.append((function, chunk))
                is_new = True
                if function in GOVERNING:
                    self.governed_by = name
                    doer_stays_out = self._govern(function, chunk)
        if doer_stays_out is not None:
            self.functions = [(OUTSIDER if function == doer_stays_out else function, chunk) for function, chunk in self.functions]
        self._add_clause(sides)
        if is_new:
            self.features += sides.features
            self.extent = _united(self.extent, sides.extent) if self.names else sides.extent
            self.names.append(name)

    def _add_time(self, function: str, chunk: Chunk) -> None:
        if function == LENGTH:
            self.length = self.length or chunk
        elif all(chunk.start != other.start for other in self.times):
            self.times.append(chunk)

    def _add_prospect(self, function: str, chunk: Chunk) -> None:
        """What is yet to come of it, or what came of it."""
        if function == PROSPECT:
            self.features += tuple(chunk.features.items())
        elif not (self._is_wanted() or self._is_there(chunk)):
            self.features = as_real_as(chunk, self.features)

    def _govern(self, function: str, verb: Chunk) -> str | None:
        """Take what a verb over the noun says; the function of its doer, if who does it takes no part in the event."""
        self.is_bare = is_bare(verb, self.sentence)
        said, stays_out = self.governing.said_by(verb, function, self.sentence)
        self.features += said
        return _DOER[verb.features.get("voice", "active")] if stays_out else None

    def _add_clause(self, sides: Sides) -> None:
        """Take over where the event stands from the verb of its clause, if nothing else has told that."""
        clause = next((chunk for function, chunk in sides.captures if function == CLAUSE), None)
        if clause is not None and self._takes_over(clause) and has_tense(clause, self.sentence):
            taken_over = _OF_OCCASION if CERTAIN in sides.features else OF_AUXILIARIES if self.is_bare else OF_CLAUSE
            self.features += tuple(item for item in clause.features.items() if item[0] in taken_over)

    def _takes_over(self, clause: Chunk) -> bool:
        """Whether the verb of the clause tells where the event stands; who “met during a visit” may be on it still."""
        if self.is_lasting:
            return self.features == (LASTING,) and clause.features.get("tense") != "past"
        return self.is_bare or not self.features

    def _is_wanted(self) -> bool:
        """Whether the verb over a noun tells its status, whatever the verb before that: “marched to *demand* elections”."""
        verbs = (chunk for name, chunk in self.functions if name in GOVERNING)
        return any(dict(self.governing.meaning_of(verb, self.sentence) or ()).get("status", "ongoing") != "ongoing" for verb in verbs)

    def _is_there(self, verb: Chunk) -> bool:
        """Whether somebody only is somewhere now to do it: “*is* in Oslo to meet Bo Kim”."""
        is_now = verb.features.get("tense") == "present" and ("form", "infinitive") in self.features
        return is_now and self.governing.is_copula(verb, self.sentence.chunks_row)

    def _only_says_where(self, function: str, chunk: Chunk) -> bool:
        """Whether what only says where is taken for who does something: “attacks *in Mali* killed two”."""
        sentence, analysis = self.sentence, self.sentence.analysis
        if function not in _DOERS or chunk.start == sentence.start or not analysis.is_listed(chunk.start - 1, WHERE_LIST):
            return False
        return not any(analysis.is_listed(token, DOER_LIST) for token in range(chunk.end, min(chunk.end + 2, sentence.end)))


def _functions(captures: Functions, sentence: Sentence) -> Iterator[tuple[str, Chunk]]:
    """The captures by grammatical function; that of a complement is its preposition."""
    preposition = ""
    for name, chunk in captures:
        if name == PREPOSITION:
            preposition = sentence.analysis.words(chunk.start, chunk.end).lower()
        else:
            yield (preposition if name == COMPLEMENT else name), chunk


def _united(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
    return min(one[0], other[0]), max(one[1], other[1])
