"""What a verb over an event says of it: “*cancelled* the visit”, “the visit *was put off*”, “*is due* to visit”.

What a verb means stands in the grammar, in its phrase `predicate-meaning`; here is what it means for the event.
"""

from __future__ import annotations

from eventrules.events.candidates import Features
from eventrules.events.clauses import is_finite
from eventrules.events.places import SCENE_LIST
from eventrules.matching.cascade import Sentence
from eventrules.matching.compiled import CompiledFrame, CompiledGrammar
from eventrules.matching.layers import Chunk, Row
from eventrules.matching.patterns import read
from eventrules.rulefile.vocabulary import HAPPENING, SUPPORT, VERB_TYPE

GOVERNING = (SUPPORT, HAPPENING)
"""The functions of verbs over an event noun."""

OF_CLAUSE = ("tense", "aspect", "modality", "status")
"""What an event noun takes over from the verb of its clause; that a clause is negated does not deny the event."""

OF_AUXILIARIES = (*OF_CLAUSE, "polarity")
"""What a verb without a tense has in common with the one before it: “will not attend the funeral *or meet* the king”."""

LASTING = ("aspect", "progressive")
"""The feature by which a noun's frame says that what it names goes on for a while."""

CERTAIN = ("modality", "asserted")
"""What the grammar says of verbs whose object takes place whether they do or not: “may *skip* the summit”."""

HAPPENED: Features = (("status", "occurred"),)

_OUTSIDE = ("doer", "outside")
"""What the grammar says of verbs whose doer takes no part in the event: “*prevented* a riot”."""

_THERE = ("doer", "there")
"""What it says of verbs whose doer does, unless that is denied: “did not *attend* the talks”."""

_OF_OBJECTS = frozenset({("status", "proposed"), ("status", "denied"), ("status", "cancelled")})
"""What a verb says of its object alone: “the talks seek peace” proposes no talks."""

_AVERTED = frozenset({("status", "proposed"), _OUTSIDE})
"""What the grammar says of verbs whose object is not to come about: “*prevented* the attack”."""

_COPULA = frozenset({"v:be"})


class Governing:
    """What the verbs of a grammar say of events."""

    def __init__(self, compiled: CompiledGrammar) -> None:
        self._compiled = compiled

    def governs(self, frame: CompiledFrame, function: str, verb: Chunk, row: Row, sentence: Sentence) -> bool:
        """Whether a verb over the noun is one that its frame names, or (for what happens to it) one that the grammar explains."""
        is_copula = self.is_copula(verb, row)  # "the trial was not fair" took place
        lemmas = self._compiled.lemmas_of_verb(row.symbols[verb.start - row.base])
        if any(f"v:{support}" in lemmas for support in frame.frame.supports) and not (function == HAPPENING and is_copula):
            return True
        meaning = self.meaning_of(verb, sentence)
        if function == SUPPORT and "status" in dict(meaning or ()) and sentence.analysis.is_listed(verb.end, SCENE_LIST):
            return False  # "was rejected *in* a referendum"
        if function == HAPPENING and not is_copula and verb.features.get("voice") != "passive":
            return meaning is not None and _OF_OBJECTS.isdisjoint(meaning)
        return meaning is not None and (function == HAPPENING or bool(meaning))

    def is_copula(self, verb: Chunk, row: Row) -> bool:
        """Whether a verb group of a row is one of “be”."""
        return self._compiled.lemmas_of_verb(row.symbols[verb.start - row.base]) <= _COPULA

    def meaning_of(self, verb: Chunk, sentence: Sentence) -> Features | None:
        """What a governing verb such as “cancel” says of the event, by the grammar's phrase `predicate-meaning`.

        None when the phrase does not know the verb.
        """
        pattern = self._compiled.predicate
        row = sentence.words_row
        group = sentence.chunks_row.chunks.get(verb.start)  # "*has asked* for": a phrase that begins with the verb group
        head = group.head[0] if group is not None and group.type == VERB_TYPE else verb.head[0]
        match = pattern and pattern.regex.match(row.seen_by(self._compiled), head - row.base)
        return tuple(read(pattern, match).features) if pattern and match else None

    def said_by(self, verb: Chunk, function: str, sentence: Sentence) -> tuple[Features, bool]:
        """What a verb over an event noun says of the event, and whether who does what the verb says takes no part in it."""
        meaning = self.meaning_of(verb, sentence)
        if function == HAPPENING and meaning == () and _has_happened(verb):
            meaning = HAPPENED
        said = tuple(item for item in _with_meaning(verb, meaning or ()) if item not in (_OUTSIDE, _THERE))
        return said, _stays_out(verb, meaning or (), function)


def is_bare(verb: Chunk, sentence: Sentence) -> bool:
    """Whether a verb has no tense of its own: “will meet Bo Kim and *hold* talks”."""
    if verb.type != VERB_TYPE or verb.end - verb.start > 1:
        return False
    analysis = sentence.analysis
    return "f:base" in analysis.compiled.alphabet.features_of(analysis.row[verb.start])


def has_tense(clause: Chunk, sentence: Sentence) -> bool:
    """Whether a verb tells when it is; an infinitive does in headlines alone, where no other verb has a tense: “Talks *to cover* fish”."""
    if clause.features.get("form") != "infinitive":
        return True
    return not any(chunk.type == VERB_TYPE and is_finite(chunk) for chunk in sentence.chunks_row.chunks.values())


def as_real_as(verb: Chunk, features: Features) -> Features:
    """The features of a verb in the infinitive, with what the verb before it says of time and chances."""
    goes_on = LASTING in features and verb.features.get("tense") == "present"  # "it is her first visit"
    return tuple(item for item in features if item[0] not in OF_CLAUSE or (item == LASTING and goes_on)) + tuple(
        item for item in verb.features.items() if item[0] in OF_AUXILIARIES
    )


def _stays_out(verb: Chunk, meaning: Features, function: str) -> bool:
    """Whether who does what a verb says takes no part in the event: “*prevented* a riot”, “did not *attend* the talks”."""
    if function == HAPPENING and verb.features.get("voice") != "passive":
        return False  # “the talks *moved* to Oslo”: nobody moved them
    return _OUTSIDE in meaning or (_THERE in meaning and verb.features.get("polarity") == "negative")


def _with_meaning(verb: Chunk, meaning: Features) -> Features:
    """What a verb over an event noun says of the event: what the verb means outweighs the form in which it stands."""
    names = {name for name, _ in meaning}
    if CERTAIN in meaning and "status" in verb.features:
        return ()  # "was to have attended the summit" says nothing of it
    if frozenset(meaning) >= _AVERTED and verb.features.get("polarity") == "negative" and verb.features.get("tense") in (None, "past"):
        return HAPPENED  # "failed to prevent the attack"
    return tuple(item for item in verb.features.items() if item[0] not in names) + meaning


def _has_happened(verb: Chunk) -> bool:
    """Whether a verb that says what became of an event leaves no doubt that it came about: “which took place in May”, “which was held”."""
    said = verb.features
    if said.get("tense") != "past" or {"modality", "status"} & said.keys():
        return False
    return "view" not in said or said.get("voice") == "passive"
