"""Reads the words around a trigger by its frame: each construction of the grammar adds what it alone can see.

Constructions are tried in the order of the grammar. Of one construction's wordings the first that matches counts; of
all constructions, each adds the grammatical functions that none before it has filled (`told`). The frame then says
which role each function fills (`fillers`).
"""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from eventrules.events.around import Around, Asked, Surroundings
from eventrules.events.candidates import Candidate, Features, Sides, View
from eventrules.events.fillers import Fillers, can_fill, has_what_it_needs
from eventrules.events.governing import GOVERNING, HAPPENED, LASTING, Governing, as_real_as, is_bare
from eventrules.events.retelling import RANKS
from eventrules.events.told import Told
from eventrules.matching.cascade import Sentence
from eventrules.matching.compiled import CompiledConstruction, CompiledFrame, CompiledGrammar
from eventrules.matching.layers import Chunk, Row, end_of_chunk
from eventrules.rulefile.vocabulary import ABSORBED, ELSEWHERE, FORMS, SLOT, SUPPORT, VERB_TYPE, VOICES

_AHEAD = {"active": "subject", "passive": "object"}
"""The function of what stands before a verb, by its voice."""

_COMING = "next"
"""What the grammar's list of places in a row calls those yet to come."""

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


class Frames:
    """The frames and constructions of a grammar, ready to be tried at triggers."""

    def __init__(self, compiled: CompiledGrammar) -> None:
        self.compiled = compiled
        self.governing = Governing(compiled)
        self._fillers = Fillers(compiled)
        self._constructions = _grouped(compiled)
        self._surroundings = {
            kind: Surroundings(wording for wording in compiled.constructions if wording.construction.kind == kind)
            for kind in ("verb", "noun")
        }
        self._of_frames: dict[tuple[int, str, str, str], Asked] = {}
        self._saying: dict[tuple[str, str, str], Asked] = {}

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
        told = self._told(frame, place, behind)
        return None if told.recurs else self._candidate(frame, place, told, behind)

    def _is_attributive(self, frame: CompiledFrame, place: Place, behind: int) -> bool:
        """Whether an event noun only describes the noun behind it: “the meeting room”."""
        pattern = self.compiled.attributive
        return frame.frame.kind == "noun" and pattern is not None and pattern.regex.match(place.view.ahead, behind) is not None

    # --- what is told around the trigger ----------------------------------------------------------------------

    def _told(self, frame: CompiledFrame, place: Place, behind: int) -> Told:
        """What the constructions that the frame asks for tell around a trigger."""
        own = tuple((f.name, f.value) for f in frame.frame.features)
        told = Told(
            place.sentence, self.governing, own + tuple(place.chunk.features.items()),
            is_bare=is_bare(place.chunk, place.sentence), is_lasting=LASTING in own,
        )  # fmt: skip
        around = self._around(frame.frame.kind, place, behind)
        for name, wordings in around.constructions(self.asked(frame, place.chunk)):
            found = next((sides for sides in wordings if self._is_governed(frame, sides, place)), None)
            if found is not None:
                told.add(name, found)
        _reach_far_subject(frame, told, place)
        _as_real_as_the_first(told, place)
        return told

    def _around(self, kind: str, place: Place, behind: int) -> Around:
        if behind not in place.around:
            place.around[behind] = self._surroundings[kind].of(place.view, place.start, behind)
        return place.around[behind]

    def _is_governed(self, frame: CompiledFrame, sides: Sides, place: Place) -> bool:
        verbs = ((name, verb) for name, verb in sides.captures if name in GOVERNING)
        return all(self.governing.governs(frame, name, verb, place.row, place.sentence) for name, verb in verbs)

    # --- the reading of it ------------------------------------------------------------------------------------

    def _candidate(self, frame: CompiledFrame, place: Place, told: Told, behind: int) -> Candidate | None:
        definition, functions, features = frame.frame, told.functions, told.features
        if any(chunk.type in frame.excluded.get(function, frozenset()) for function, chunk in functions):
            return None
        fillers = self._fillers.of(frame, functions, place.sentence)
        filled = {role for role, _ in fillers}
        if any(slot.required and slot.role not in filled for slot in definition.slots):
            return None
        if not has_what_it_needs(frame, filled | told.filled(), functions):
            if ELSEWHERE[1] not in definition.needed:
                return None
            features += (ELSEWHERE,)
        head, base = place.chunk.head, place.row.base
        start, end = told.extent if told.names else (head[0] - base, head[1] - base)
        return Candidate(
            produces=definition.produces,
            trigger=(head[0], head[1] + behind - place.end),
            fillers=fillers,
            times=told.times,
            length=told.length,
            features=features,
            rule_name=f"{definition.name.replace(' ', '-')}/{told.name}",
            location=definition.location,
            clause=(min(start + base, head[0]), max(end + base, head[1])),
            rank=(1, frame.order),
            consumed=frozenset(chunk.start for name, chunk in functions if name in GOVERNING),
            absorbed=frozenset(chunk.start for name, chunk in functions if name == ABSORBED),
            covered=tuple((chunk.start, chunk.end) for name, chunk in functions if name in frame.itself),
            is_bare=definition.kind == "noun" and len(told.features) == len(definition.features),
        )


# --- whom and what a verb tells of -----------------------------------------------------------------------------------


def _reach_far_subject(frame: CompiledFrame, told: Told, place: Place) -> None:
    """Takes whom the verb tells of, where much is told of them before it, for whoever is named in between."""
    verb = place.chunk if place.chunk.type == VERB_TYPE else told.first(SUPPORT)
    subject = verb and place.sentence.far_subjects.get(verb.start)
    if verb is None or subject is None or any(chunk.start == subject.start for _, chunk in told.functions):
        return
    between = range(subject.end, verb.start)
    nearer = [name for name, chunk in told.functions if chunk.start in between and can_fill(frame, name, subject)]
    function = nearer[0] if nearer else _AHEAD[verb.features.get("voice", "active")]
    if can_fill(frame, function, subject):
        kept = [(name, chunk) for name, chunk in told.functions if name not in nearer or chunk.start not in between]
        told.functions = [*kept, (function, subject)]


def _as_real_as_the_first(told: Told, place: Place) -> None:
    """Takes what somebody is the first to do for as real as that: “is the first *to visit* Oslo”, “may be the last *to resign*”."""
    if place.chunk.features.get("form") != "infinitive":
        return
    trigger = place.start + place.row.base
    before = (place.row.chunk_around(token) for token in range(trigger - 1, max(trigger - 3, place.row.base - 1), -1))
    doer = next((chunk for chunk in before if chunk is not None), None)
    if doer is None or not _is_ranked(doer, place.sentence):
        return
    verbs = [chunk for chunk in place.row.topmost() if chunk.type == VERB_TYPE and chunk.end <= doer.start]
    told.features = as_real_as(verbs[-1], told.features) if verbs else (*told.features, *HAPPENED)


def _is_ranked(doer: Chunk, sentence: Sentence) -> bool:
    """Whether somebody is told by a place in a row: “the *first* minister”."""
    found = (sentence.analysis.entry(token, RANKS) for token in range(doer.start, doer.end))
    return any(entry is not None and entry.canonical != _COMING for entry in found)


# --- which constructions are asked -----------------------------------------------------------------------------------


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
