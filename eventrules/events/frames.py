"""Reads the words around a trigger by its frame: each construction of the grammar adds what it alone can see.

Constructions are tried in the order of the grammar. Of one construction's wordings the first that matches counts; of
all constructions, each adds the grammatical functions that none before it has filled. The frame then says which role
each function fills.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from eventrules.events.around import Around, Asked, Surroundings
from eventrules.events.candidates import Candidate, Features, Sides, View, in_order, members
from eventrules.events.clauses import is_finite
from eventrules.events.listing import parts_of
from eventrules.events.places import PLACE, is_common
from eventrules.events.positions import homelands, titles, with_bodies
from eventrules.events.retelling import RANKS
from eventrules.matching.cascade import Sentence
from eventrules.matching.compiled import CompiledConstruction, CompiledFrame, CompiledGrammar
from eventrules.matching.layers import Chunk, Row, end_of_chunk
from eventrules.matching.patterns import read
from eventrules.rulefile.vocabulary import (
    ABSORBED,
    CLAUSE,
    COMPLEMENT,
    ELSEWHERE,
    FORMS,
    HAPPENING,
    HOMELAND,
    LENGTH,
    OUTCOME,
    OUTSIDER,
    PREPOSITION,
    PROSPECT,
    SLOT,
    SUPPORT,
    TIME_TYPE,
    VERB_TYPE,
    VOICES,
)

_GOVERNING = (SUPPORT, HAPPENING)

_WHERE = ("in", "at", "site")
"""Functions that tell the place of any event, unless what stands there fills the role that the frame gives them."""

_DOERS = ("subject", "governor")
"""Functions of whoever does something."""

WHERE_LIST = "where-word"
"""The grammar's list of prepositions that lead to where something happens: “in”, “outside”."""

DOER_LIST = "doer-relative"
"""The grammar's list of what leads to what somebody does, wherever they are told: “wrote to Ann Lee, *who* resigned”."""

VENUE_LIST = "venue-word"
"""The grammar's list of prepositions that lead to a house where something happens: “at the Harbour Institute”."""

_HOST = "organization"
"""The grammar's type of those that have such houses."""

SCENE_LIST = "scene-word"
"""The grammar's list of words that lead to the place of all that a clause tells, or to an occasion: “in”, “at”."""

DEED = "thing"
"""The grammar's type of what is done."""

_AHEAD = {"active": "subject", "passive": "object"}
"""The function of what stands before a verb, by its voice."""

_DOER = {"active": "subject", "passive": "by"}
"""The function of whoever does what a verb says, by its voice."""

_OUTSIDE = ("doer", "outside")
"""What the grammar says of verbs whose doer takes no part in the event: “*prevented* a riot”."""

OF_CLAUSE = ("tense", "aspect", "modality", "status")
"""What an event noun takes over from the verb of its clause; that a clause is negated does not deny the event."""

_OF_AUXILIARIES = (*OF_CLAUSE, "polarity")
"""What a verb without a tense has in common with the one before it: “will not attend the funeral *or meet* the king”."""

_OF_OCCASION = ("tense", "aspect")
"""What an event takes over of what is done at it: “may speak *at the summit*”."""

_THERE = ("doer", "there")
"""What it says of verbs whose doer does, unless that is denied: “did not *attend* the talks”."""

_OF_OBJECTS = frozenset({("status", "proposed"), ("status", "denied"), ("status", "cancelled")})
"""What a verb says of its object alone: “the talks seek peace” proposes no talks."""

_COPULA = frozenset({"v:be"})

LASTING = ("aspect", "progressive")
"""The feature by which a noun's frame says that what it names goes on for a while."""

_HAPPENED = (("status", "occurred"),)

_AVERTED = frozenset({("status", "proposed"), _OUTSIDE})
"""What the grammar says of verbs whose object is not to come about: “*prevented* the attack”."""

CERTAIN = ("modality", "asserted")
"""What the grammar says of verbs whose object takes place whether they do or not: “may *skip* the summit”."""

HABITUAL = ("aspect", "habitual")
"""The feature of what happens again and again, which is no event: “leaders *often* meet”."""

_COMING = "next"
"""What the grammar's list of places in a row calls those yet to come."""

SET_TYPE = "set"
"""The grammar's kind of times that come again: “every Tuesday”."""

_DEFAULTS = {"voice": "active", "form": "finite"}


@attrs.define(eq=False)
class Place:
    """Where a frame is tried: a trigger in a row of a sentence."""

    sentence: Sentence
    view: View
    start: int
    end: int
    chunk: Chunk
    around: dict[int, Around] = attrs.Factory(lambda: {})
    """What constructions find around the trigger, by where the words behind it begin."""

    @classmethod
    def at(cls, start: int, view: View, sentence: Sentence) -> Place:
        """The place of a trigger that begins at a position of a row."""
        end = end_of_chunk(view.row.symbols, start)
        return cls(sentence, view, start, end, view.row.chunk(start, end))

    @property
    def row(self) -> Row:
        """The row, in symbols."""
        return self.view.row


@attrs.define(eq=False)
class _Told:
    """What the constructions tried so far have told."""

    functions: list[tuple[str, Chunk]] = attrs.Factory(lambda: [])
    times: list[Chunk] = attrs.Factory(lambda: [])
    length: Chunk | None = None
    features: Features = ()
    names: list[str] = attrs.Factory(lambda: [])
    governed_by: str | None = None
    is_bare: bool = False
    """Whether the verb has no tense of its own: “will meet Bo Kim and *hold* talks”."""
    is_lasting: bool = False
    """Whether a happening of this kind goes on for a while: “a visit”."""
    extent: tuple[int, int] = (0, 0)

    @property
    def name(self) -> str:
        """The construction that told most: the one with a verb over the noun, or the first."""
        return self.governed_by or (self.names[0] if self.names else "alone")

    def takes_over(self, clause: Chunk) -> bool:
        """Whether the verb of the clause tells where the event stands; who “met during a visit” may be on it still."""
        if self.is_lasting:
            return self.features == (LASTING,) and clause.features.get("tense") != "past"
        return self.is_bare or not self.features

    def filled(self) -> frozenset[str]:
        """The functions that are filled."""
        return frozenset(name for name, _ in self.functions)

    def first(self, function: str) -> Chunk | None:
        """What fills a function first."""
        return next((chunk for name, chunk in self.functions if name == function), None)

    def keep_out(self, doer: str) -> None:
        """Take who only does something to the event for no part of it: whoever fills the function of a verb's doer."""
        self.functions = [(OUTSIDER if name == doer else name, chunk) for name, chunk in self.functions]

    def widen(self, extent: tuple[int, int]) -> None:
        """Take more words into the clause."""
        self.extent = (min(self.extent[0], extent[0]), max(self.extent[1], extent[1])) if self.names else extent


class Frames:
    """The frames and constructions of a grammar, ready to be tried at triggers."""

    def __init__(self, compiled: CompiledGrammar) -> None:
        self.compiled = compiled
        self._constructions = _grouped(compiled)
        self._surroundings = {
            kind: Surroundings(wording for wording in compiled.constructions if wording.construction.kind == kind)
            for kind in ("verb", "noun")
        }
        self._of_frames: dict[tuple[int, str, str, str], Asked] = {}
        self._saying: dict[tuple[str, str, str], Asked] = {}
        self._venues = compiled.canonical.get(VENUE_LIST, {}).keys()
        self._hosts = compiled.grammar.subtypes(_HOST)

    def asked(self, frame: CompiledFrame, chunk: Chunk) -> Asked:
        """The constructions to try around a trigger of this voice and form."""
        kind = _kind_of(frame.frame.kind, chunk)
        found = self._of_frames.get((frame.order, *kind))
        if found is None:
            wordings = self._wordings(kind, frame.frame.asked)
            found = Asked(wordings, special=any(SLOT in some[0].conditions for some in wordings.values()))
            self._of_frames[frame.order, *kind] = found
        return found

    def _wordings(self, kind: tuple[str, str, str], slots: Iterable[str] = ()) -> dict[str, tuple[CompiledConstruction, ...]]:
        """The wordings around one kind of trigger, by construction: those for every frame, and those for some slots."""
        fitting = self._constructions.get(kind, {}).items()
        return {name: some for name, some in fitting if some[0].conditions.get(SLOT, "") in ("", *slots)}

    def said_of_verb(self, place: Place) -> Features:
        """What constructions that say something of any verb say of this one: “*denied that* they spoke by phone”."""
        if place.chunk.type != VERB_TYPE:
            return ()
        kind = _kind_of("verb", place.chunk)
        saying = self._saying.get(kind)
        if saying is None:
            self._saying[kind] = saying = Asked(self._wordings(kind), special=False)
        found = self._around("verb", place, place.end).constructions(saying)
        return tuple(feature for _, wordings in found if (sides := next(wordings, None)) for feature in sides.features)

    def candidate(self, frame: CompiledFrame, place: Place) -> Candidate | None:
        """What the frame makes of the words around a trigger, or None where they do not fit it."""
        if (frame.frame.kind == "verb") != (place.chunk.type == VERB_TYPE):
            return None
        behind = _behind_particles(frame, place)
        if behind is None or self._is_attributive(frame, place, behind):
            return None
        own = tuple((f.name, f.value) for f in frame.frame.features)
        told = _Told(
            is_bare=self._is_bare(place.chunk, place.sentence), is_lasting=LASTING in own,
            features=own + tuple(place.chunk.features.items()),
        )  # fmt: skip
        around = self._around(frame.frame.kind, place, behind)
        for name, wordings in around.constructions(self.asked(frame, place.chunk)):
            found = next((sides for sides in wordings if self._is_governed(frame, sides, place)), None)
            if found is not None:
                self._add(told, name, found, place.sentence)
        self._reach_far_subject(frame, told, place)
        self._as_real_as_the_first(told, place)
        return self._candidate(frame, place, told, behind)

    def _as_real_as_the_first(self, told: _Told, place: Place) -> None:
        """Takes what somebody is the first to do for as real as that: “is the first *to visit* Oslo”, “may be the last *to resign*”."""
        if place.chunk.features.get("form") != "infinitive":
            return
        trigger = place.start + place.row.base
        before = (place.row.chunk_around(token) for token in range(trigger - 1, max(trigger - 3, place.row.base - 1), -1))
        doer = next((chunk for chunk in before if chunk is not None), None)
        if doer is None or not self._is_ranked(doer, place.sentence):
            return
        verbs = [chunk for chunk in place.row.topmost() if chunk.type == VERB_TYPE and chunk.end <= doer.start]
        told.features = _as_real_as(verbs[-1], told.features) if verbs else (*told.features, *_HAPPENED)

    def _is_ranked(self, doer: Chunk, sentence: Sentence) -> bool:
        """Whether somebody is told by a place in a row: “the *first* minister”."""
        found = (sentence.analysis.entry(token, RANKS) for token in range(doer.start, doer.end))
        return any(entry is not None and entry.canonical != _COMING for entry in found)

    def _is_attributive(self, frame: CompiledFrame, place: Place, behind: int) -> bool:
        """Whether an event noun only describes the noun behind it: “the meeting room”."""
        pattern = self.compiled.attributive
        return frame.frame.kind == "noun" and pattern is not None and pattern.regex.match(place.view.ahead, behind) is not None

    def _around(self, kind: str, place: Place, behind: int) -> Around:
        if behind not in place.around:
            place.around[behind] = self._surroundings[kind].of(place.view, place.start, behind)
        return place.around[behind]

    def _is_governed(self, frame: CompiledFrame, sides: Sides, place: Place) -> bool:
        return all(self._governs(frame, name, part, place) for name, part in sides.captures if name in _GOVERNING)

    def _governs(self, frame: CompiledFrame, function: str, verb: Chunk, place: Place) -> bool:
        """Whether a verb over the noun is one that its frame names, or (for what happens to it) one that the grammar explains."""
        lemmas = self.compiled.lemmas_of_verb(place.row.symbols[verb.start - place.row.base])
        is_copula = lemmas <= _COPULA  # "the trial was not fair" took place
        if any(f"v:{support}" in lemmas for support in frame.frame.supports) and not (function == HAPPENING and is_copula):
            return True
        meaning = self.meaning_of(verb, place.sentence)
        if function == SUPPORT and "status" in dict(meaning or ()) and place.sentence.analysis.is_listed(verb.end, SCENE_LIST):
            return False  # "was rejected *in* a referendum"
        if function == HAPPENING and not is_copula and verb.features.get("voice") != "passive":
            return meaning is not None and _OF_OBJECTS.isdisjoint(meaning)
        return meaning is not None and (function == HAPPENING or bool(meaning))

    def _reach_far_subject(self, frame: CompiledFrame, told: _Told, place: Place) -> None:
        """Takes whom the verb tells of, where much is told of them before it, for whoever is named in between."""
        verb = place.chunk if place.chunk.type == VERB_TYPE else told.first(SUPPORT)
        subject = verb and place.sentence.far_subjects.get(verb.start)
        if verb is None or subject is None or any(chunk.start == subject.start for _, chunk in told.functions):
            return
        between = range(subject.end, verb.start)
        nearer = [name for name, chunk in told.functions if chunk.start in between and self._can_be(frame, name, subject)]
        function = nearer[0] if nearer else _AHEAD[verb.features.get("voice", "active")]
        if self._can_be(frame, function, subject):
            kept = [(name, chunk) for name, chunk in told.functions if name not in nearer or chunk.start not in between]
            told.functions = [*kept, (function, subject)]

    def _can_be(self, frame: CompiledFrame, function: str, chunk: Chunk) -> bool:
        """Whether a chunk in a function could fill a role of the frame."""
        return any(self._accepts(frame, role, chunk) for role in frame.roles.get(function, ()))

    def _add(self, told: _Told, name: str, sides: Sides, sentence: Sentence) -> None:
        filled = told.filled()
        taken = {chunk.start for _, chunk in told.functions}
        is_new = not told.names or bool(sides.features)
        stranger: str | None = None
        for function, chunk in _functions(sides.captures, sentence):
            if function == TIME_TYPE:
                told.times += [chunk] if all(chunk.start != other.start for other in told.times) else []
            elif function == LENGTH:
                told.length = told.length or chunk
            elif function == PROSPECT:
                told.features += tuple(chunk.features.items())
                is_new = True
            elif function == OUTCOME:
                is_open = self._is_wanted(told, sentence) or self._is_there(chunk, told, sentence)
                told.features = told.features if is_open else _as_real_as(chunk, told.features)
                is_new = True
            elif function not in filled and chunk.start not in taken and not self._only_says_where(function, chunk, sentence):
                told.functions.append((function, chunk))
                is_new = True
                if function in _GOVERNING:
                    told.is_bare = self._is_bare(chunk, sentence)
                    told.governed_by = name
                    meaning = self.meaning_of(chunk, sentence)
                    if function == HAPPENING and meaning == () and _has_happened(chunk):
                        meaning = _HAPPENED
                    told.features += tuple(item for item in _with_meaning(chunk, meaning or ()) if item not in (_OUTSIDE, _THERE))
                    stranger = _DOER[chunk.features.get("voice", "active")] if _stays_out(chunk, meaning or ()) else None
        if stranger is not None:
            told.keep_out(stranger)
        clause = next((chunk for function, chunk in sides.captures if function == CLAUSE), None)
        if clause is not None and told.takes_over(clause) and _has_tense(clause, sentence):
            taken_over = _OF_OCCASION if CERTAIN in sides.features else _OF_AUXILIARIES if told.is_bare else OF_CLAUSE
            told.features += tuple(item for item in clause.features.items() if item[0] in taken_over)
        if is_new:
            told.features += sides.features
            told.widen(sides.extent)
            told.names.append(name)

    def _is_wanted(self, told: _Told, sentence: Sentence) -> bool:
        """Whether the verb over a noun tells its status, whatever the verb before that: “marched to *demand* elections”."""
        verbs = (chunk for name, chunk in told.functions if name in _GOVERNING)
        return any(dict(self.meaning_of(verb, sentence) or ()).get("status", "ongoing") != "ongoing" for verb in verbs)

    def _is_there(self, verb: Chunk, told: _Told, sentence: Sentence) -> bool:
        """Whether somebody only is somewhere now to do it: “*is* in Oslo to meet Bo Kim”."""
        row = sentence.chunks_row
        is_now = verb.features.get("tense") == "present" and ("form", "infinitive") in told.features
        return is_now and self.compiled.lemmas_of_verb(row.symbols[verb.start - row.base]) <= _COPULA

    def _only_says_where(self, function: str, chunk: Chunk, sentence: Sentence) -> bool:
        """Whether what only says where is taken for who does something: “attacks *in Mali* killed two”."""
        if function not in _DOERS or chunk.start == sentence.start:
            return False
        analysis = sentence.analysis
        if not analysis.is_listed(chunk.start - 1, WHERE_LIST):
            return False
        return not any(analysis.is_listed(token, DOER_LIST) for token in range(chunk.end, min(chunk.end + 2, sentence.end)))

    def _is_bare(self, verb: Chunk, sentence: Sentence) -> bool:
        if verb.type != VERB_TYPE or verb.end - verb.start > 1:
            return False
        analysis = sentence.analysis
        return "f:base" in analysis.compiled.alphabet.features_of(analysis.row[verb.start])

    def meaning_of(self, verb: Chunk, sentence: Sentence) -> Features | None:
        """What a governing verb such as “cancel” says of the event, by the grammar's phrase `predicate-meaning`.

        None when the phrase does not know the verb.
        """
        pattern = self.compiled.predicate
        row = sentence.words_row
        group = sentence.chunks_row.chunks.get(verb.start)  # "*has asked* for": a phrase that begins with the verb group
        head = group.head[0] if group is not None and group.type == VERB_TYPE else verb.head[0]
        match = pattern and pattern.regex.match(row.seen_by(self.compiled), head - row.base)
        return tuple(read(pattern, match).features) if pattern and match else None

    # --- from functions to roles -----------------------------------------------------------------------------

    def _candidate(self, frame: CompiledFrame, place: Place, told: _Told, behind: int) -> Candidate | None:
        if HABITUAL in told.features or _recurs(told):
            return None
        definition = frame.frame
        fillers = in_order(self._fillers(frame, told, place.sentence))
        if any(chunk.type in frame.excluded.get(function, frozenset()) for function, chunk in told.functions):
            return None
        filled = {role for role, _ in fillers}
        if any(slot.required and slot.role not in filled for slot in definition.slots):
            return None
        said = filled | told.filled()
        features = told.features
        if not _has_what_it_needs(frame, said, told.functions):
            if ELSEWHERE[1] not in definition.needed:
                return None
            features += (ELSEWHERE,)
        head = place.chunk.head if place.chunk.type else (place.chunk.start, place.chunk.end)
        base = place.row.base
        consumed = frozenset(chunk.start for name, chunk in told.functions if name in _GOVERNING)
        absorbed = frozenset(chunk.start for name, chunk in told.functions if name == ABSORBED)
        return Candidate(
            definition.produces, (head[0], head[1] + behind - place.end), fillers, told.times, features,
            f"{definition.name.replace(' ', '-')}/{told.name}", definition.location,
            (min(told.extent[0] + base, head[0]), max(told.extent[1] + base, head[1])) if told.names else head,
            (1, frame.order), consumed, tuple((c.start, c.end) for name, c in told.functions if name in frame.itself),
            told.length, frame.frame.kind == "noun" and len(told.features) == len(definition.features), absorbed,
        )  # fmt: skip

    def _fillers(self, frame: CompiledFrame, told: _Told, sentence: Sentence) -> list[tuple[str, Chunk]]:
        """The role fillers: what stands in a function that the frame names, and the place."""
        found: list[tuple[str, Chunk]] = []
        spare: list[tuple[str, Chunk]] = []
        told_with: dict[int, list[Chunk]] = {}
        for function, chunk in sorted(told.functions, key=lambda item: item[0] in frame.itself):
            roles = frame.roles.get(function, ())
            parts = parts_of(chunk, sentence)
            fitting = [role for role in roles if all(self._accepts(frame, role, part) for part in parts)]
            if not fitting and PLACE in frame.types and all(self._is_where(frame, function, part) for part in parts):
                fitting = [PLACE]
                parts = [part for part in parts if not is_common(part, self.compiled)]
            for role in fitting:
                (spare if (function, role) in frame.spare else found).extend((role, part) for part in parts)
                told_with |= dict.fromkeys(map(id, parts), parts)
        filled = {role for role, _ in found}
        for role, part in (item for item in spare if item[0] not in filled):
            if all(part is not other or name == role for name, other in found):  # "hit *near the base*": no place beside the target
                found.append((role, part))
        found += titles(frame, found, spare)
        found += homelands(frame, found, (chunk for function, chunk in told.functions if function == HOMELAND))
        return _without_second_choices(frame, with_bodies(frame, found), told_with, self.compiled)

    def _accepts(self, frame: CompiledFrame, role: str, part: Chunk) -> bool:
        """Whether a part can fill a role; what somebody does is a thing: “jailed for *spying*”."""
        is_deed = part.type == VERB_TYPE and part.features.get("form") == "gerund"
        return (DEED if is_deed else part.type) in frame.types.get(role, frozenset())

    def _is_where(self, frame: CompiledFrame, function: str, part: Chunk) -> bool:
        """Whether a part in a function tells the place of any event: a place, or who has a house at which it happens."""
        if function in self._venues and part.type in self._hosts:
            return True
        return function in _WHERE and self._accepts(frame, PLACE, part)


def _recurs(told: _Told) -> bool:
    """Whether the present tense and a time that comes again tell of a habit: “is elected *every four years*”."""
    is_general = ("tense", "present") in told.features and LASTING not in told.features
    return is_general and any(time.type == SET_TYPE for time in told.times)


def _has_what_it_needs(frame: CompiledFrame, said: set[str], functions: list[tuple[str, Chunk]]) -> bool:
    """Whether one of the roles, functions or kinds of filler is there without which the trigger tells nothing."""
    needs = frame.frame.needed
    if not needs and not frame.needed:
        return True
    return not said.isdisjoint(needs) or any(
        part.type in frame.needed.get(function, frozenset()) for function, chunk in functions for part in members(chunk)
    )


def _stays_out(verb: Chunk, meaning: Features) -> bool:
    """Whether who does what a verb says takes no part in the event: “*prevented* a riot”, “did not *attend* the talks”."""
    return _OUTSIDE in meaning or (_THERE in meaning and verb.features.get("polarity") == "negative")


def _with_meaning(verb: Chunk, meaning: Features) -> Features:
    """What a verb over an event noun says of the event: what the verb means outweighs the form in which it stands."""
    names = {name for name, _ in meaning}
    if CERTAIN in meaning and "status" in verb.features:
        return ()  # "was to have attended the summit" says nothing of it
    if frozenset(meaning) >= _AVERTED and verb.features.get("polarity") == "negative" and verb.features.get("tense") in (None, "past"):
        return _HAPPENED  # "failed to prevent the attack"
    return tuple(item for item in verb.features.items() if item[0] not in names) + meaning


def _as_real_as(verb: Chunk, features: Features) -> Features:
    """The features of a verb in the infinitive, with what the verb before it says of time and chances."""
    goes_on = LASTING in features and verb.features.get("tense") == "present"  # "it is her first visit"
    return tuple(item for item in features if item[0] not in OF_CLAUSE or (item == LASTING and goes_on)) + tuple(
        item for item in verb.features.items() if item[0] in _OF_AUXILIARIES
    )


def _has_tense(clause: Chunk, sentence: Sentence) -> bool:
    """Whether a verb tells when it is; an infinitive does in headlines alone, where no other verb has a tense: “Talks *to cover* fish”."""
    if clause.features.get("form") != "infinitive":
        return True
    return not any(chunk.type == VERB_TYPE and is_finite(chunk) for chunk in sentence.chunks_row.chunks.values())


def _has_happened(verb: Chunk) -> bool:
    """Whether a verb that says what became of an event leaves no doubt that it came about: “which took place in May”, “which was held”."""
    said = verb.features
    if said.get("tense") != "past" or {"modality", "status"} & said.keys():
        return False
    return "view" not in said or said.get("voice") == "passive"


def _grouped(compiled: CompiledGrammar) -> dict[tuple[str, str, str], dict[str, tuple[CompiledConstruction, ...]]]:
    """The constructions of nouns, and of verb groups by voice and form: names and wordings, in order."""
    found: dict[tuple[str, str, str], dict[str, tuple[CompiledConstruction, ...]]] = {}
    for key in (("noun", "", ""), *(("verb", voice, form) for voice in VOICES for form in FORMS)):
        for construction in compiled.constructions:
            if construction.construction.kind == key[0] and _fits(construction, key):
                group = found.setdefault(key, {})
                name = construction.construction.name
                group[name] = (*group.get(name, ()), construction)
    return found


def _fits(construction: CompiledConstruction, key: tuple[str, str, str]) -> bool:
    given = {"voice": key[1], "form": key[2]}
    return all(given.get(name) == value for name, value in construction.conditions.items() if name != SLOT)


def _kind_of(trigger: str, chunk: Chunk) -> tuple[str, str, str]:
    """The kind of trigger that conditions of constructions tell apart: a noun, or a verb of some voice and form."""
    if trigger == "noun":
        return "noun", "", ""
    voice, form = (chunk.features.get(name, default) for name, default in _DEFAULTS.items())
    return "verb", voice, form


def _behind_particles(frame: CompiledFrame, place: Place) -> int | None:
    """Where the words behind a trigger begin (“sit *down*”), or None where its particles do not follow."""
    behind = place.end
    for particle in frame.particles:
        if behind >= len(place.row.symbols) or place.sentence.analysis.word(place.row.base + behind).lower() != particle:
            return None
        behind += 1
    return behind


def _functions(captures: list[tuple[str, Chunk]], sentence: Sentence) -> Iterator[tuple[str, Chunk]]:
    """The captures by grammatical function; that of a complement is its preposition."""
    preposition = ""
    for name, chunk in captures:
        if name == PREPOSITION:
            preposition = sentence.analysis.words(chunk.start, chunk.end).lower()
        else:
            yield (preposition if name == COMPLEMENT else name), chunk


def _without_second_choices(
    frame: CompiledFrame, found: list[tuple[str, Chunk]], told_with: Mapping[int, Sequence[Chunk]], compiled: CompiledGrammar
) -> list[tuple[str, Chunk]]:
    """Of a role that takes one filler only the best, and what is told in one breath with it: “in Oslo *and Bergen*”.

    The best is the first, but a name of a place rather than a kind of place.
    """
    definition = compiled.grammar.events[frame.frame.produces]
    single = {role.name for role in definition.roles if not role.many}
    best: dict[str, Chunk] = {}
    for role, part in found:
        is_kind = role == PLACE and role in best and is_common(best[role], compiled)
        if role in single and (role not in best or (is_kind and not is_common(part, compiled))):
            best[role] = part
    return [(role, part) for role, part in found if role not in single or part is best[role] or part in told_with.get(id(best[role]), ())]
