"""Makes up sentences for frames: constructions arrange the fillers around a trigger in the form that they ask for."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence

from eventrules.authoring.constructions import Sides
from eventrules.authoring.pieces import Pieces, VerbGroup
from eventrules.authoring.wording import NothingToSayError, Writer, is_odd, spelled
from eventrules.rulefile import definitions as d
from eventrules.rulefile import vocabulary
from eventrules.rulefile.grammar import regular_verb

_ATTEMPTS = 60
"""How many arrangements are tried until one says all that the frame needs."""

_FORMS = (("active", "finite"), ("passive", "finite"))
"""The verb groups that make a sentence of their own."""


def frame_words(frame: d.Frame, pieces: Pieces, generator: random.Random) -> tuple[list[str], tuple[tuple[str, str], ...]]:
    """The words of one sentence of a frame, and what fills its roles.

    Raises:
        NothingToSayError: no construction of the grammar says all that the frame needs.
    """
    for _ in range(_ATTEMPTS):
        writer = FrameWriter(frame, pieces, generator)
        try:
            words = writer.sentence()
        except NothingToSayError:
            continue
        if writer.says_enough() and not is_odd(spelled(words)):
            return words, tuple(writer.roles)
    raise NothingToSayError(f"no construction says all that '{frame.name}' needs")


_DOER, _DONE_TO = "subject", "object"
"""Functions of a verb; who does it is said even where it has no role for either: “*witnesses* testified”."""

_NOTHING = (d.Sequence(()), d.Sequence(()))


class FrameWriter(Writer):
    """Writes one sentence of a frame; grammatical functions stand for what can fill their roles."""

    def __init__(self, frame: d.Frame, pieces: Pieces, generator: random.Random) -> None:
        super().__init__(pieces, generator)
        self.frame = frame
        self.functions = {function: slot.role for slot in frame.slots for function in slot.functions}
        self._asked = frame.asked
        self._excluded = self.grammar.types_by_place(frame.exclusions)
        self._needed = self.grammar.types_by_place(frame.needed_fillers)
        roles = {function for function, role in self.functions.items() if role in frame.needed}
        self._wanted = frozenset({*self._needed, *frame.needed, *roles})
        self._is_done_by_others = frame.kind == "verb" and self.functions.keys().isdisjoint((_DOER, _DONE_TO))
        self._preposition = ""
        self._said: set[str] = set()
        self._filled: set[str] = set()
        self._is_behind = False

    def says_enough(self) -> bool:
        """Whether all is said that the frame needs."""
        filled = {role for role, _ in self.roles}
        required = {slot.role for slot in self.frame.slots if slot.required}
        tells = filled or self._filled & self._needed.keys()
        return bool(tells) and required <= filled and self._has_what_it_needs(self._said | self._filled | filled)

    def _has_what_it_needs(self, said: set[str]) -> bool:
        if not self.frame.needs and not self._needed:
            return True
        return not said.isdisjoint(self.frame.needed) or not self._filled.isdisjoint(self._needed)

    def sentence(self) -> list[str]:
        """The words of the sentence."""
        trigger = self.random.choice(self.frame.triggers)
        if self.frame.kind == "noun":
            sides = [sides for sides in self._cut() if all(map(self._is_sayable, sides))]
            needing = [side for side in sides if any(map(self._tells_what_is_needed, side))] if self._wanted else []
            is_asked = bool(needing) and self.random.random() < _TELLING
            before, behind = self.random.choice(needing if is_asked else sides or [_NOTHING])
            return [*self.words(before), trigger, *self._behind(behind)]
        voice, form = self.random.choice([form for form in _FORMS if self._has_voice(*form)] or _FORMS[:1])
        verb = _inflected(self, trigger, self._group(voice, form))
        cut = self._cut(voice=voice, form=form)
        before = self.words(self._one_of(left for left, _ in cut))
        return [*before, *verb, *self._behind(self._one_of(right for _, right in cut))]

    def _behind(self, pattern: d.Pattern) -> list[str]:
        self._is_behind = True
        return self.words(pattern)

    # --- constructions ---------------------------------------------------------------------------------------

    def _cut(self, **said: str) -> list[Sides]:
        """What stands before and behind the trigger in each wording of the fitting constructions."""
        return [sides for _, cut in self._fitting(**said) for sides in cut]

    def _fitting(self, **said: str) -> list[tuple[d.Construction, tuple[Sides, ...]]]:
        asked = ((vocabulary.SLOT, slot) for slot in self._asked)
        return self.pieces.constructions.fitting(self.frame.kind, frozenset([*said.items(), *asked]))

    def _has_voice(self, voice: str, form: str) -> bool:
        """Whether a construction for this very voice says what stands before the verb: nobody "is walked out"."""
        return any(
            not _is_empty(before) and self._is_sayable(before)
            for construction, cut in self._fitting(voice=voice, form=form)
            if any(condition.name == "voice" for condition in construction.conditions)
            for before, _ in cut
        )

    def _one_of(self, sides: Iterable[d.Pattern]) -> d.Pattern:
        """A side of a construction that can be said; of verbs one tells what stands before them and another what stands behind."""
        sayable = [side for side in sides if not _is_empty(side) and self._is_sayable(side)]
        if not sayable:
            raise NothingToSayError("no construction fits")
        return self.random.choice(sayable)

    def _group(self, voice: str, form: str) -> VerbGroup:
        groups = self.pieces.groups(voice, form)
        if not groups:
            raise NothingToSayError(f"no example has a verb group that is {voice} and {form}")
        return self.random.choice(groups)

    # --- choices ---------------------------------------------------------------------------------------------

    def is_there(self, item: d.Pattern) -> bool:
        """Only what tells something stands in made-up sentences, and not always."""
        return self._is_telling(item) and self._is_sayable(item) and self.random.random() < _TELLING

    def option(self, options: Sequence[d.Pattern]) -> d.Pattern:
        """One that can be said, rather one that tells something."""
        sayable = [option for option in options if self._is_sayable(option)]
        telling = [option for option in sayable if self._is_telling(option)]
        if not sayable:
            raise NothingToSayError("none of the alternatives can be said")
        return self.random.choice(telling if telling and self.random.random() < _TELLING else sayable)

    def times(self) -> int:
        """Once: a second complement would often fill the same role."""
        return 1

    def captured(self, capture: d.Capture) -> list[str]:
        """What fills a grammatical function."""
        match capture.name:
            case vocabulary.PREPOSITION:
                known = self._prepositions(capture.target)
                self._preposition = self.random.choice([word for word in known if word in self._needed] or known)
                return [self._preposition]
            case vocabulary.COMPLEMENT:
                return self._filler(self._preposition, capture)
            case vocabulary.TIME_TYPE:
                times = self.pieces.of_role(self.frame.produces, capture.name, self.grammar.time_categories())
                return [self.piece(times, vocabulary.TIME_TYPE).text]
            case vocabulary.SUPPORT if capture.target in self.grammar.phrases:  # verbs that the wording itself names
                self._said.add(vocabulary.SUPPORT)
                return super().captured(capture)
            case vocabulary.SUPPORT:
                self._said.add(vocabulary.SUPPORT)
                verb = self.random.choice(self.frame.supports)
                return _inflected(self, verb, self._group(_voice_of(capture.target), "finite"))
            case vocabulary.HAPPENING if self.frame.supports:
                self._said.add(vocabulary.HAPPENING)
                return _inflected(self, self.random.choice(self.frame.supports), self._group("passive", "finite"))
            case name if name in self.functions:
                return self._filler(name, capture)
            case name if name in self._needed:  # in no role, but without it there is no event: "*voters* approved the plan"
                self._filled.add(name)
                return [self.piece(self.pieces.of_types(sorted(self._needed[name])), name).text]
            case name:
                self._said.add(name)
                return super().captured(capture)

    def _filler(self, function: str, capture: d.Capture) -> list[str]:
        """A filler of the function's role of a kind that the wording and the frame accept there."""
        role = self.functions[function]
        types = self.grammar.role_types(self.frame.produces, role) - self._excluded.get(function, frozenset())
        types &= self._needed.get(function, types)
        self._filled.add(function)
        fillers = self.pieces.of_role(self.frame.produces, role, types & self.pieces.constructions.types(capture.target))
        if not fillers and capture.target in types and capture.target in self.grammar.phrases:
            words = super().captured(capture)
            self.roles.append((role, spelled(words)))
            return words
        filler = self.piece(fillers, role)
        self.roles.append((role, filler.told))
        return [filler.text]

    def _prepositions(self, name: str) -> list[str]:
        """The prepositions of the list that fill a role of the frame."""
        return [word for word in self.grammar.words(name) if word in self.functions.keys() - self._filled]

    # --- what can be said ------------------------------------------------------------------------------------

    def _is_sayable(self, pattern: d.Pattern) -> bool:
        """Whether the frame has a role for each function that the words must name."""
        match pattern:
            case d.Capture(name=name, target=target):
                return self._is_named(name, target)
            case d.Reference(name=name):
                phrase = self.grammar.phrases.get(name) if self.pieces.constructions.named(pattern).captures else None
                return phrase is None or any(self._is_sayable(line.pattern) for line in phrase.lines)
            case d.Sequence(items=items):
                return all(map(self._is_sayable, items))
            case d.Alternatives(options=options):
                return any(map(self._is_sayable, options))
            case d.Repeat(item=item) | d.Marked(item=item):
                return self._is_sayable(item)
            case _:
                return True

    def _is_named(self, name: str, target: str) -> bool:
        match name:
            case vocabulary.PREPOSITION:
                return bool(self._prepositions(target))
            case vocabulary.COMPLEMENT | vocabulary.CLAUSE | vocabulary.OUTCOME | vocabulary.TIME_TYPE:
                return True
            case vocabulary.SUPPORT:
                return bool(self.frame.supports)
            case vocabulary.HAPPENING:
                return vocabulary.HAPPENING in self.frame.needed
            case _ if name == _DOER and self._is_done_by_others:
                return True
            case _:
                return (name in self.functions and name not in self._filled) or (name in self.frame.needed and name not in self._said)

    def _tells_what_is_needed(self, pattern: d.Pattern) -> bool:
        """Whether words can say one of the things of which a frame needs one."""
        captures = self.pieces.constructions.named(pattern).captures
        led = {word for part in captures if part.name == vocabulary.PREPOSITION for word in self._prepositions(part.target)}
        return not self._wanted.isdisjoint(led.union(part.name for part in captures))

    def _is_telling(self, pattern: d.Pattern) -> bool:
        """Whether words say something of the event; times are said behind the trigger only."""
        captures = self.pieces.constructions.named(pattern).captures
        return any(self._is_behind or part.name in self.functions for part in captures)


_TELLING = 0.7
"""How often what tells something is said."""


def _voice_of(target: str) -> str:
    """The voice that a kind of verb group names, as `passive-verb` does; else the active."""
    return next((voice for voice in vocabulary.VOICES if voice in target.split("-")), "active")


def _is_empty(pattern: d.Pattern) -> bool:
    return all(isinstance(part, d.Sequence) for part in d.walk(pattern))


def _inflected(writer: Writer, trigger: str, group: VerbGroup) -> list[str]:
    """A verb in the form that its group asks for, with the words before it and its particles."""
    base, *particles = trigger.split(" ")
    verb = writer.grammar.verbs.get(base) or regular_verb(base)
    spellings = dict(verb.items())[group.form]
    return [*([group.before] if group.before else []), writer.random.choice(spellings), *particles]
