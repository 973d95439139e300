"""What the words of a mention say of whether its event was told before: “the summit”, “another meeting”, “the first round”.

What counts as such a word stands in the grammar's lists; here the words between a noun and its article are read.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from eventrules.events.names import RETELLING
from eventrules.matching.cascade import Sentence
from eventrules.matching.lexicon import FUNCTION_WORDS
from eventrules.matching.symbols import FILL
from eventrules.model.events import EventMention
from eventrules.rulefile.vocabulary import VERB_TYPE

RANKS, ROUNDS, AGAIN = "rank-in-a-row", "part-of-a-row", "once-more"
"""The lists of words that tell apart the events of a row, of words for one of a row (“a round of talks”), and of words
beside a verb that tell of one more event (“they also met”)."""

KINDS, COUNTS = "kind-of-event", "count-of-events"
"""The lists of words for one kind of event within its type (“shot”, “gunfire”), and of words that count events (“two”)."""

COUNTRIES = "country"
MINOR_ROLES = frozenset({"place", "source", "topic", "purpose", "host", "subject", "reason", "cause"})
"""Roles that do not tell two happenings apart."""

_MATTERS = ("subject", "charge", "cause", "reason", "position", "office")
"""Roles that say what an event is about."""

_ASIDE = frozenset({*MINOR_ROLES, *_MATTERS, "weapon", "casualties", "item", "product", "price"})
"""Roles of what takes no part in an event."""

_SHORT = 3
"""Words of so many letters or less say nothing of what it is about."""

_REACH, _BESIDE = 9, 2
"""How many words before a noun are read, and how many beside a verb."""

_NUMERAL = "numeral"

_EVENT_NOUN = "e:event-noun"

_LEMMAS = ("n:", "v:")
_INSIDE = "-"


@attrs.frozen(kw_only=True)
class Telling:
    """A mention of an event, with what its words say of other mentions.

    Attributes:
        lemmas: the noun or verb of the trigger, or both where its form is that of both.
        kinds: the kinds of event that the trigger's last word tells of, or its other words where that one tells none.
        reference: "told" (“the summit”), "new" (“a summit”), "other" (“another summit”), or "" where nothing is said.
        ranks: the place in a row of events, as the grammar calls it ("1", "next").
        names: the capitalised words before the noun, in lower case.
        is_noun: the trigger is a noun, not a verb.
        is_plural: the noun speaks of several events.
        is_counted: it says how many (“two attacks”).
        is_dated: the time stands with the trigger, not elsewhere in the clause.
        points_back: it tells of an event only where one of its type was told before.
        company: the names of those who take part, in lower case, but for pronouns that could be anybody.
        homes: the names of the bodies and countries that those belong to (“members of the *House*”), in lower case.
        is_specific: somebody of them is told by words that hold a proper name (“the Norwegian envoys”).
        matters: words for what it is about.
        countries: the places of the mention that are whole countries.
        sentence: the words of the sentence.
    """

    mention: EventMention
    lemmas: frozenset[str]
    kinds: frozenset[str] = frozenset()
    reference: str = ""
    ranks: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    is_noun: bool = False
    is_plural: bool = False
    is_counted: bool = False
    is_dated: bool = True
    points_back: bool = False
    company: frozenset[str] = frozenset()
    homes: frozenset[str] = frozenset()
    is_specific: bool = False
    matters: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    sentence: str = ""

    @property
    def frame(self) -> str:
        """The frame whose words tell it; those of one frame are words for the same."""
        rule = self.mention.rule
        return f"{rule.file}:{rule.name.partition('/')[0]}"


def telling(
    mention: EventMention, trigger: tuple[int, int], sentence: Sentence, *, is_dated: bool = True, points_back: bool = False
) -> Telling:
    """The mention whose trigger stands on some tokens of a sentence."""
    analysis = sentence.analysis
    first, last = trigger
    text = analysis.text[mention.sentence.start : mention.sentence.end]
    names = [name for role, _ in mention.roles if role not in _ASIDE for name in names_in(mention, role)]
    bare = Telling(
        company=frozenset(name.lower() for name in names), is_specific=_is_specific(mention),
        matters=_matters(mention), homes=_homes(mention), kinds=_kinds(analysis.word(last - 1), mention.trigger.text, sentence),
        mention=mention, lemmas=_lemmas({mention.trigger.text, analysis.word(first), analysis.word(last - 1)}, sentence),
        is_dated=is_dated, points_back=points_back, countries=_countries(mention, sentence), sentence=" ".join(text.split()),
    )  # fmt: skip
    if _is_in_verb(first, sentence):
        beside = range(max(first - _BESIDE, sentence.start), min(last + _BESIDE, sentence.end))
        again = analysis.compiled.canonical.get(AGAIN, {})
        return attrs.evolve(bare, reference="other" if any(analysis.word(token).lower() in again for token in beside) else "")
    return _described(bare, first, sentence)


def names_in(mention: EventMention, role: str) -> list[str]:
    """The names of a role's fillers, but of pronouns that could be anybody."""
    return [name for filler in mention.role(role) if filler.is_resolved for name in filler.stands_for or (filler.name,)]


def is_proper(name: str) -> bool:
    """Whether a name is a proper name; “Norwegian envoy” may be anyone."""
    return name.rpartition(" ")[2][:1].isupper()


def _is_specific(mention: EventMention) -> bool:
    fillers = (filler for role, found in mention.roles if role not in _ASIDE for filler in found if filler.is_resolved)
    words = (word for filler in fillers for word in filler.text.split()[filler.start == mention.sentence.start :])
    return any(word[:1].isupper() for word in words)


def _homes(mention: EventMention) -> frozenset[str]:
    fillers = (filler for role, found in mention.roles if role not in _ASIDE for filler in found)
    return frozenset(home.lower() for filler in fillers for home in filler.affiliations)


def _kinds(last: str, trigger: str, sentence: Sentence) -> frozenset[str]:
    """The kinds of event that words tell of: of an “impeachment trial” the trial, and of “shot dead” the shot."""
    listed = sentence.analysis.compiled.canonical.get(KINDS, {})
    for words in ({last, trigger}, set(trigger.split())):
        kinds = {str(listed[lemma].canonical) for lemma in _lemmas(words, sentence) if lemma in listed}
        if kinds:
            return frozenset(kinds)
    return frozenset()


def _matters(mention: EventMention) -> frozenset[str]:
    words = (word for role in _MATTERS for filler in mention.role(role) for word in filler.text.lower().split())
    return frozenset(word for word in words if len(word) > _SHORT)


def _described(bare: Telling, first: int, sentence: Sentence) -> Telling:
    """The telling with what the words before its noun say; an event noun among them is another word for the event."""
    analysis, canonical = sentence.analysis, sentence.analysis.compiled.canonical
    said, ranks, names, nouns, is_counted = set[str](), set[str](), set[str](), set[str](), False
    for token in _before(first, sentence):
        written = analysis.word(token)
        word = written.lower()
        is_counted |= word in canonical.get(COUNTS, {})
        if (rank := canonical.get(RANKS, {}).get(word)) is not None:
            ranks.add(str(rank.canonical))
        if (told := canonical.get(RETELLING, {}).get(word)) is not None:
            said.add(str(told.canonical))
        elif rank is None and written[:1].isupper():
            names.add(word)
        elif _EVENT_NOUN in analysis.compiled.alphabet.features(word):
            nouns.add(word)
    plural = is_plural(bare.mention.trigger.text.lower(), sentence)
    return attrs.evolve(
        bare, is_noun=True, is_plural=plural, is_counted=plural and is_counted, names=frozenset(names),
        reference=next((kind for kind in ("other", "new", "told") if kind in said), ""), ranks=frozenset(ranks),
        lemmas=bare.lemmas | _lemmas(nouns, sentence) if nouns else bare.lemmas,
    )  # fmt: skip


def _lemmas(words: set[str], sentence: Sentence) -> frozenset[str]:
    """The nouns and verbs that words are forms of; the words themselves where they are of none."""
    features = (sentence.analysis.compiled.alphabet.features(word.lower()) for word in words)
    return frozenset(feature[2:] for found in features for feature in found if feature.startswith(_LEMMAS)) or frozenset(
        map(str.lower, words)
    )


def _before(first: int, sentence: Sentence) -> Iterator[int]:
    """The tokens of a noun phrase before its noun, from right to left, to its article or a word that is no part of it.

    Of “the last round of the talks” what stands before the round belongs to it too; words of a time do not.
    """
    analysis, canonical = sentence.analysis, sentence.analysis.compiled.canonical
    function_words = analysis.compiled.alphabet.with_feature(f"l:{FUNCTION_WORDS}")
    articles, rounds = canonical.get(RETELLING, {}), canonical.get(ROUNDS, {})
    token, stop = first - 1, max(first - _REACH, sentence.start)
    while token >= stop:
        word = analysis.word(token).lower()
        if _is_in_time(token, sentence):
            if word in canonical.get(COUNTS, {}) and _is_in_numeral(token, sentence):
                yield token
            token -= 1
        elif word in articles:
            yield token
            if articles[word].canonical != "other" and (token - 2 < stop or analysis.word(token - 2).lower() not in rounds):
                return
            token -= 1
        elif analysis.row[token] in function_words and word not in canonical.get(RANKS, {}):
            if token - 1 < stop or analysis.word(token - 1).lower() not in rounds:
                return
            token -= 2
        elif (word[0] not in _INSIDE and not word[0].isalnum()) or _is_in_verb(token, sentence):
            return
        else:
            yield token
            token -= 1


def _is_in_time(token: int, sentence: Sentence) -> bool:
    symbol = sentence.words_row.symbols[token - sentence.start]
    return symbol == FILL or sentence.analysis.compiled.alphabet.is_chunk(symbol)


def _is_in_numeral(token: int, sentence: Sentence) -> bool:
    chunk = sentence.words_row.chunk_around(token)
    return chunk is not None and chunk.type == _NUMERAL


def _is_in_verb(token: int, sentence: Sentence) -> bool:
    chunk = sentence.chunks_row.chunk_around(token)
    return chunk is not None and chunk.type == VERB_TYPE


def _countries(mention: EventMention, sentence: Sentence) -> frozenset[str]:
    listed = sentence.analysis.compiled.canonical.get(COUNTRIES, {})
    return frozenset(place.name for role in ("place", "destination") for place in mention.role(role) if place.text.lower() in listed)


def is_plural(trigger: str, sentence: Sentence) -> bool:
    """Whether a noun is a form of another one: “meetings”, but not “talks”, which has no other."""
    word = trigger.rpartition(" ")[2]
    nouns = {feature[2:] for feature in sentence.analysis.compiled.alphabet.features(word) if feature.startswith("n:")}
    return bool(nouns) and word not in nouns and trigger not in nouns
