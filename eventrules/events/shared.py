"""What an event has from the words that it shares with others: a subject that is nobody, a verb that governs the noun before it.

“*Nobody* was arrested”: it did not happen. “*Called for* a truce and talks”: both are called for.
"""

from __future__ import annotations

from eventrules.events.candidates import Candidate, Features
from eventrules.events.clauses import JOINT_LIST, Clauses, is_finite
from eventrules.events.names import RETELLING
from eventrules.matching.cascade import Analysis
from eventrules.matching.layers import Chunk
from eventrules.matching.lexicon import PREPOSITION_LIST
from eventrules.rulefile.vocabulary import BEFORE, ELSEWHERE

NOBODY, SOMEBODY = "nobody-word", "somebody-after-all"
"""The lists of words that make a subject nobody (“*no* minister”), and of those behind which it is somebody (“no *fewer* than”)."""

OCCASION, OCCASION_LEAD, OCCASION_SIDE = "occasion", "occasion-lead", "occasion-side"
"""The lists of nouns for what people come together for, of prepositions behind which it is yet to come where what is done
there is (“*at* the talks”, not “after the talks”), and of nouns for what belongs to it (“the *venue* of the talks”)."""

GONE_BY = "gone-by-word"
"""The list of words that lead to what is over where something is done: “*after* the visit”."""

_OVER: Features = (("tense", "past"),)
_TO_COME: Features = (("tense", "future"), ("modality", "planned"))
_MAY_COME: Features = (("tense", "future"), ("modality", "possible"))

_ELECTION = "election"
"""What the list of occasions calls polls, which the present tells of when they are to come."""

_CHANCES = ("possible", "likely")

_NEW = "new"
"""What the grammar's list of articles calls those of what was not told before."""

_POLARITY = "polarity"
_DENIED: Features = ((_POLARITY, "negative"),)

_APART = 8
"""How many words before a verb its subject may begin: “*none* of the two countries' ministers”."""


def denied_by_subject(candidate: Candidate, clauses: Clauses) -> Features:
    """That it did not happen, where the subject of its own verb, or of the one that carries its noun, is nobody."""
    if candidate.is_bare or any(name == _POLARITY for name, _ in candidate.features):
        return ()
    own = clauses.verb_at(candidate.trigger[0])
    verbs = [own] if own is not None else [verb for start in candidate.consumed if (verb := clauses.verb_at(start)) is not None]
    is_denied = any(is_finite(verb) and _carries(verb, candidate, clauses) and _is_of_nobody(verb, clauses) for verb in verbs)
    return _DENIED if is_denied else ()


def _carries(verb: Chunk, candidate: Candidate, clauses: Clauses) -> bool:
    """Whether no preposition stands between a verb and the noun behind it: “nobody died *in* the blast” tells of a blast."""
    return not any(clauses.sentence.analysis.is_listed(token, PREPOSITION_LIST) for token in range(verb.end, candidate.trigger[0]))


def said_of_first(candidate: Candidate, told: Candidate | None, clauses: Clauses) -> Features:
    """What is said of an event noun and goes for the one behind “and” as well, whose own words say nothing."""
    start = candidate.clause[0]
    if told is None or not candidate.is_bare or start > candidate.trigger[0] or clauses.verb_at(told.trigger[0]) is not None:
        return ()
    if not _is_linked(start - 1, clauses) or any(told.trigger[1] <= verb.start < start for verb in clauses.verbs):
        return ()
    return tuple(item for item in told.features if item not in (ELSEWHERE, BEFORE))


def to_come(candidate: Candidate, clauses: Clauses, verb: Chunk | None) -> Features:
    """That it is still to come, where what is told of it or done at it is: “the talks *will cover* fish”.

    What was not told before only may come, where no more is told of it: “a war *could kill* thousands”.
    """
    said = _said_there(candidate, clauses, verb)
    if said.get("tense") != "future":
        return ()
    is_subject = verb is not None and verb.start > candidate.trigger[0]
    if is_subject and said.get("modality") in _CHANCES and _is_new(candidate, clauses):
        return _MAY_COME
    is_occasion = clauses.sentence.analysis.is_listed(candidate.trigger[1] - 1, OCCASION)
    return _TO_COME if is_occasion and _is_awaited_there(candidate, clauses, is_future=True) else ()


def poll_ahead(candidate: Candidate, clauses: Clauses, verb: Chunk | None) -> Features:
    """That elections are to come, as the present tells of them, where nothing else is told: “she *is* sure to lose the elections”."""
    occasion = clauses.sentence.analysis.entry(candidate.trigger[1] - 1, OCCASION)
    is_poll = occasion is not None and occasion.canonical == _ELECTION
    is_now = is_poll and _said_there(candidate, clauses, verb).get("tense") == "present"
    return _TO_COME if is_now and _is_awaited_there(candidate, clauses, is_future=False) else ()


def _said_there(candidate: Candidate, clauses: Clauses, verb: Chunk | None) -> dict[str, str]:
    """The features of the finite verb that tells what happens at a bare event noun, or before it; none where that is denied."""
    verb = verb or clauses.verb_before(candidate.trigger[0])  # "will resign *after the elections*" is a clause of its own
    is_said = candidate.is_bare and verb is not None and is_finite(verb) and verb.features.get(_POLARITY) != "negative"
    return dict(verb.features) if verb is not None and is_said else {}


def gone_by(candidate: Candidate, clauses: Clauses, *, is_unplanned: bool) -> Features:
    """That it is over, where something was done after it: “spoke to reporters *after* the visit”.

    What nobody plans is over even where that is to come: “will appear in court *after* being arrested”.
    """
    own = clauses.verb_at(candidate.trigger[0])
    lead = own.start if own else clauses.lead_of(candidate.trigger[0])  # a group begins with its “after”
    if not clauses.sentence.analysis.is_listed(lead, GONE_BY):
        return ()
    if is_unplanned:
        return _OVER
    if not candidate.is_bare:
        return ()
    finite = [verb for verb in clauses.verbs if is_finite(verb) and not clauses.is_telling(verb)]
    done = [verb for verb in finite if verb.end <= lead][-1:] or finite[:1]
    return _OVER if all(verb.features.get("tense") != "future" for verb in done) else ()


def _is_awaited_there(candidate: Candidate, clauses: Clauses, *, is_future: bool) -> bool:
    """Whether what leads to an occasion leaves it ahead: “at the venue of the summit”, but not “on the results of the summit”.

    What will be done after an occasion that was told of before leaves it ahead too: “will resign *after the elections*”.
    """
    analysis = clauses.sentence.analysis
    lead = clauses.lead_of(candidate.trigger[0])
    if not analysis.is_listed(lead, PREPOSITION_LIST):
        return True
    if analysis.is_listed(lead, GONE_BY):
        article = analysis.entry(lead + 1, RETELLING)
        return is_future and article is not None and article.canonical != _NEW
    return analysis.is_listed(lead, OCCASION_LEAD) or analysis.is_listed(lead - 1, OCCASION_SIDE)


def _is_new(candidate: Candidate, clauses: Clauses) -> bool:
    """Whether a noun that no preposition leads to has the article of what was not told before."""
    analysis, lead = clauses.sentence.analysis, clauses.lead_of(candidate.trigger[0])
    article = analysis.entry(lead + 1, RETELLING)
    return article is not None and article.canonical == _NEW and not analysis.is_listed(lead, PREPOSITION_LIST)


def _is_linked(token: int, clauses: Clauses) -> bool:
    """Whether a token is “and”; a comma may end a clause."""
    analysis = clauses.sentence.analysis
    return token >= clauses.base and analysis.word(token).isalpha() and analysis.is_listed(token, JOINT_LIST)


def is_nobody(chunk: Chunk, analysis: Analysis) -> bool:
    """Whether it is said that it was none of those named: “*no* ministers”, but “no fewer than ten ministers”."""
    first = max(chunk.start - 1, 0)
    words = range(first - 1 if first and analysis.is_listed(first, PREPOSITION_LIST) else first, chunk.head[0] + 1)
    return any(analysis.is_listed(token, NOBODY) and not analysis.is_listed(token + 1, SOMEBODY) for token in words)


def _is_of_nobody(verb: Chunk, clauses: Clauses) -> bool:
    """Whether “no”, “none of” or “neither” leads what stands before a verb: what the verb before it tells of is no subject."""
    analysis, borders = clauses.sentence.analysis, clauses.borders
    for token in range(verb.start - 1, max(verb.start - _APART, clauses.base) - 1, -1):
        symbol = clauses.symbols[token - clauses.base]
        before = clauses.verb_at(token - 1)
        if analysis.is_listed(token, NOBODY):
            is_object = before is not None and not clauses.is_telling(before)
            return not (is_object or analysis.is_listed(token + 1, SOMEBODY) or analysis.is_listed(token - 1, PREPOSITION_LIST))
        if before is not None or any(border.match(symbol) for border in (borders.stops, borders.openers, borders.joints)):
            return False
    return False
