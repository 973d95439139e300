"""Looks for mistakes in what was loaded: names that nothing defines, rules without trigger, roles said twice.

Every mistake is reported, with its place and the likely fix; `docs/errors.md` lists them all with their exact words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from eventrules.errors import GrammarError, GrammarErrors, Location, UnknownNameError
from eventrules.model.types import EVENT_CLASSES
from eventrules.rulefile import definitions as d
from eventrules.rulefile import shapes
from eventrules.rulefile.functions import FunctionChecker
from eventrules.rulefile.grammar import Grammar
from eventrules.rulefile.load import Source, place_in, read_sources, with_lines
from eventrules.rulefile.meanings import wrong_meanings
from eventrules.rulefile.printing import print_pattern
from eventrules.rulefile.unreachable import unreachable
from eventrules.rulefile.vocabulary import ELSEWHERE, FEATURE_VALUES, SLOT, VERB_TYPE, built_in_names

S = TypeVar("S", d.Rule, d.Frame, d.Construction, d.Adjunct, d.Phrase)

ALSO = "also"
"""What an example says of the type of another event that its sentence tells of."""

VALUE = "value"
"""The name of what stands behind an example's sentence: what a time or mention rule finds in it."""

NONE = "none"
"""What an example says of what must not be there: a role that nothing fills, a feature that nothing sets."""

EXPECTATIONS = ("status", "modality", "polarity", "tense", "time", "trigger", ALSO)
"""What an example can say besides the roles of its event."""

HEADLINES = ("past", "future")
"""Where a day lies that the present tense tells of events of a type: “Police arrest two on Monday”, “Leaders meet on Monday”."""

NEEDS = ("support", "happening", ELSEWHERE[1])
"""What a frame can need besides roles: a support verb, a verb that says it happens, or that the text tells of one elsewhere."""


def checked_grammar(*sources: Source, shipped: bool = True) -> Grammar:
    """Load grammar files and check them.

    Raises:
        GrammarErrors: everything that is wrong in any of the files.
    """
    grammar, errors = read_sources(*sources, shipped=shipped)
    errors = (*errors, *with_lines(find_mistakes(grammar), grammar.files))
    if errors:
        order = {file.path: number for number, file in enumerate(grammar.files)}
        raise GrammarErrors("the grammar has mistakes", sorted(errors, key=lambda error: _place(error, order)))
    return grammar


def _place(error: GrammarError, order: dict[str, int]) -> tuple[int, str, int, int]:
    where = error.location
    return (order.get(where.path, len(order)), where.path, where.line, where.column) if where else (-1, "", 0, 0)


def find_mistakes(grammar: Grammar) -> tuple[GrammarError, ...]:
    """All mistakes in the definitions of a grammar, each once, in no particular order.

    Shipped files are not looked at again where files of one's own only add to them.
    """
    found = {(error.location, error.message): error for error in _Checker(grammar).mistakes()}
    return tuple(found.values())


def _known_good(files: Sequence[d.GrammarFile]) -> frozenset[str]:
    """The paths of shipped files that nothing in the files above them changes; none where there are no files above."""
    own = [file for file in files if not file.is_shipped]
    changes = (isinstance(each, d.Disable) or getattr(each, "mode", "define") != "define" for file in own for each in file.statements)
    if not own or any(changes):
        return frozenset()
    return frozenset(file.path for file in files if file.is_shipped) - {file.path for file in own}  # one's own may have the same name


class _Checker:
    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar
        self.types = (*grammar.types, *sorted(grammar.time_categories()), "time")
        own = (*grammar.phrases, *grammar.lists, *grammar.types, *sorted(grammar.time_categories()))
        self.targets = frozenset((*own, *built_in_names()))
        self._functions = FunctionChecker(grammar)
        self._known_good = _known_good(grammar.files)

    def mistakes(self) -> Iterator[GrammarError]:
        yield from self._types()
        yield from self._phrases()
        yield from self._without_example()
        yield from unreachable(self.grammar)
        for rule in self._doubtful(self.grammar.rules):
            yield from self._rule(rule)
        for frame in self._doubtful(self.grammar.frames):
            yield from self._frame(frame)
        for construction in self._doubtful(self.grammar.constructions):
            yield from self._conditions(construction)
            yield from self._guards(construction.guards)
            for line in construction.lines:
                yield from self._line(line)
                yield from self._trigger(line)
        for adjunct in self._doubtful(self.grammar.adjuncts.values()):
            for line in adjunct.lines:
                yield from self._line(line)
                yield from self._not_empty(line)

    def _doubtful(self, statements: Iterable[S]) -> Iterator[S]:
        return (statement for statement in statements if statement.location.path not in self._known_good)

    def _unknown_phrase(self, name: str, known: Iterable[str], location: Location) -> GrammarError:
        error = UnknownNameError("phrase", name, tuple(known), location=location)
        error.hint = error.hint or f"define it ('phrase {name}' or 'list {name}'), or 'use' the file that does"
        return error

    # --- names -----------------------------------------------------------------------------------------------

    def _names(self, pattern: d.Pattern, roles: tuple[str, ...] = ()) -> Iterator[GrammarError]:
        for part in d.walk(pattern):
            if isinstance(part, d.Reference):
                for name in (part.name, *part.excluded):
                    if name not in self.targets and name not in roles:
                        yield self._unknown_phrase(name, (*roles, *sorted(self.targets)), part.location)
                if part.excluded and self._is_only_phrase(part.name):
                    message = f"'except' takes words from a list, a type or a kind of word, and {part.name!r} is a phrase"
                    yield GrammarError(message, location=part.location, hint="give what is left of it a phrase of its own")
            elif isinstance(part, d.Capture):
                yield from self._capture(part, roles)
            elif isinstance(part, d.Word) and part.inflected and not _is_verb(part.text):
                yield self._no_verb(part.text, part.location)
            elif isinstance(part, d.Gap) and not 0 < part.limit <= d.GAP_MOST:
                message = f"a gap of {part.limit} tokens"
                yield GrammarError(message, location=part.location, hint=f"a gap skips 1 to {d.GAP_MOST} tokens")
        yield from self._repeats(pattern)

    def _is_only_phrase(self, name: str) -> bool:
        return name in self.grammar.phrases and name not in self.grammar.types and name not in self.grammar.lists

    def _no_verb(self, verb: str, where: Location) -> GrammarError:
        hint = "marks are words of their own, and only the first word would change; write all forms into a rule: (re-elect|re-elected)"
        return GrammarError(f"{verb!r} has no forms, because of the mark in it", location=where, hint=hint)

    def _capture(self, capture: d.Capture, roles: tuple[str, ...]) -> Iterator[GrammarError]:
        """A capture; where there are roles, it must be one of them."""
        if roles and capture.name not in roles:
            yield UnknownNameError("role", capture.name, roles, location=capture.location)
        elif capture.target not in self.targets and capture.target not in roles:
            yield self._unknown_phrase(capture.target, sorted(self.targets), capture.location)

    def _repeats(self, pattern: d.Pattern) -> Iterator[GrammarError]:
        phrases = self.grammar.phrases
        for part in d.walk(pattern):
            if isinstance(part, d.Repeat) and shapes.can_be_empty(part.item, phrases):
                hint = "put the '+' on what stands inside the brackets"
                yield GrammarError("a repetition of something that may be empty", location=part.location, hint=hint)
        for part in shapes.runaway_repeats(pattern, phrases):
            yield GrammarError("a repetition of a repetition", location=part.location, hint="one '+' is enough; drop the outer one")

    def _features(self, features: Iterable[d.Feature]) -> Iterator[GrammarError]:
        for feature in features:
            if feature.name not in FEATURE_VALUES:
                yield UnknownNameError("feature", feature.name, tuple(FEATURE_VALUES), location=feature.location)
            elif feature.value not in FEATURE_VALUES[feature.name]:
                yield UnknownNameError(feature.name, feature.value, FEATURE_VALUES[feature.name], location=feature.location)

    def _conditions(self, construction: d.Construction) -> Iterator[GrammarError]:
        """The conditions of a construction: features of the verb group, and the slot that its frames must have."""
        known = self._functions.names(construction.kind)
        for condition in construction.conditions:
            if condition.name != SLOT:
                yield from self._features((condition,))
            elif condition.value not in known:
                yield UnknownNameError(SLOT, condition.value, known, location=condition.location)

    def _line(self, line: d.Line, roles: tuple[str, ...] = ()) -> Iterator[GrammarError]:
        yield from self._names(line.pattern, roles)
        yield from self._features(line.features)

    def _not_empty(self, line: d.Line) -> Iterator[GrammarError]:
        if shapes.can_be_empty(line.pattern, self.grammar.phrases):
            yield GrammarError("this wording can be empty", location=line.location, hint="something in it must be said")

    # --- statements ------------------------------------------------------------------------------------------

    def _types(self) -> Iterator[GrammarError]:
        for definition in self.grammar.types.values():
            parent = definition.parent
            if parent is not None and parent not in self.grammar.types:
                yield UnknownNameError("type", parent, self.types, location=definition.location)
            elif parent is not None and definition.name in self._above(parent):
                yield GrammarError(f"the type {definition.name!r} stands under itself", location=definition.location)
        for event in self.grammar.events.values():
            headline = dict(event.metadata).get("headline", "future")
            if headline not in HEADLINES:
                message = f"a headline that tells of the {headline!r}"
                yield GrammarError(message, location=event.location, hint=f"write: headline {' or headline '.join(HEADLINES)}")
            for role in event.roles:
                for name in role.types:
                    if name not in self.types:
                        where = role.location._replace(column=role.location.column + len(role.name))
                        yield UnknownNameError("type", name, self.types, location=where)

    def _above(self, name: str) -> set[str]:
        found: set[str] = set()
        while name not in found and name in self.grammar.types:
            found.add(name)
            name = self.grammar.types[name].parent or name
        return found

    def _phrases(self) -> Iterator[GrammarError]:
        for phrase in self._doubtful(self.grammar.phrases.values()):
            for line in phrase.lines:
                yield from self._line(line)
                if line.call is not None:
                    message = "a phrase has features, no calendar meaning"
                    yield GrammarError(message, location=line.call.location, hint="only a 'time' rule has one")
            if phrase.name in shapes.named_below(phrase.name, self.grammar.phrases):
                message = f"the phrase {phrase.name!r} names itself"
                yield GrammarError(message, location=phrase.location, hint="phrases cannot be circular; use '+' to repeat")

    def _rule(self, rule: d.Rule) -> Iterator[GrammarError]:
        yield from self._guards(rule.guards)
        yield from self._twice(rule)
        if rule.kind == "event":
            yield from self._event_rule(rule)
            return
        known = (*self.grammar.types, VERB_TYPE)
        if rule.kind == "mention" and rule.produces not in known:
            meant = (event for event in self.grammar.events if event.lower() == rule.produces.lower())
            yield UnknownNameError("type", rule.produces, (*known, *meant), location=rule.location)
        for line in rule.lines:
            yield from self._line(line)
            yield from self._not_empty(line)
            if rule.kind == "time":
                yield from wrong_meanings(line, self.grammar)
        yield from self._examples(rule.examples, (VALUE, *self._parts(rule)))

    def _without_example(self) -> Iterator[GrammarError]:
        """Rules and frames of shipped files that show nothing of what they find; users may leave examples out."""
        for file in self.grammar.files:
            for statement in file.statements if file.is_shipped else ():
                if isinstance(statement, (d.Rule, d.Frame)) and not any(example.positive for example in statement.examples):
                    message = f"{statement.name} has no example"
                    yield GrammarError(message, location=statement.location, hint="every rule of a shipped file shows what it finds")

    def _parts(self, rule: d.Rule) -> tuple[str, ...]:
        """What an example can say of a mention: its captures, and its features."""
        if rule.kind == "time":
            return ()
        parts = (part for line in rule.lines for part in shapes.walk_through(line.pattern, self.grammar.phrases))
        captures = (part.name for part in parts if isinstance(part, d.Capture))
        return (*dict.fromkeys(captures), *FEATURE_VALUES)

    def _guards(self, guards: Iterable[d.Guard]) -> Iterator[GrammarError]:
        for guard in guards:
            yield from self._names(guard.pattern)
            if any(isinstance(part, d.Joined) for part in shapes.walk_through(guard.pattern, self.grammar.phrases)):
                hint = "drop the '_'; a hyphen set off by white space is a dash, '--', in any case"
                yield GrammarError("a guard does not see white space", location=guard.location, hint=hint)
            if shapes.can_be_empty(guard.pattern, self.grammar.phrases):
                yield GrammarError("this guard can be empty", location=guard.location, hint="it would hold everywhere")

    def _twice(self, rule: d.Rule) -> Iterator[GrammarError]:
        """Wordings of a rule that an earlier one of the same rule takes all sentences from."""
        seen: dict[str, d.Line] = {}
        for line in rule.lines:
            first = seen.setdefault(print_pattern(line.pattern), line)
            if first is not line:
                message = f"this wording stands already in line {first.location.line}"
                yield GrammarError(message, location=line.location, hint="the first one always wins; drop one of the two")

    def _event_rule(self, rule: d.Rule) -> Iterator[GrammarError]:
        event, errors = self._event_of(rule)
        yield from errors
        roles = tuple(dict.fromkeys(_roles_of(event) if event is not None else _captured(rule)))
        for line in rule.lines:
            yield from self._line(line, roles)
            yield from self._trigger(line)
            if event is not None:
                yield from self._roles(line, event)
        yield from self._examples(rule.examples, (*roles, *EXPECTATIONS) if event is not None else None)

    def _event_of(self, owner: d.Rule | d.Frame) -> tuple[d.EventDefinition | None, tuple[GrammarError, ...]]:
        """The event that a rule or frame finds; where it is unknown, that and the one that was likely meant."""
        event = self.grammar.events.get(owner.produces)
        if event is not None:
            return event, ()
        error = UnknownNameError("event", owner.produces, tuple(self.grammar.events), location=owner.location)
        return self.grammar.events.get(error.nearest or ""), (error,)

    def _roles(self, line: d.Line, event: d.EventDefinition) -> Iterator[GrammarError]:
        for role in event.roles:
            yield from self._role(line, role, event)

    def _role(self, line: d.Line, role: d.Role, event: d.EventDefinition) -> Iterator[GrammarError]:
        captures = [part for part in d.walk(line.pattern) if isinstance(part, d.Capture) and part.name == role.name]
        if not captures and not role.required:
            return
        places = [capture.location for capture in captures]
        types = self.grammar.role_types(event.name, role.name)
        for capture in captures:
            if capture.target != role.name and capture.target in self.types and capture.target not in types:
                message = f"the role {role.name!r} takes {' or '.join(role.types)}, not {capture.target}"
                yield GrammarError(
                    message, location=capture.location, hint=f"declare it so in event {event.name}, or write {{{role.name}}}"
                )
        said = shapes.count(line.pattern, lambda part: isinstance(part, d.Capture) and part.name == role.name)
        if said.most > 1 and not role.many:
            hint = f"say '{role.name} …, many' in event {event.name}, or drop one"
            yield GrammarError(f"the role {role.name!r} stands twice", location=places[min(1, len(places) - 1)], hint=hint)
        if role.required and not said.most:
            message, hint = f"the required role {role.name!r} is missing", f"put {{{role.name}}} into the wording"
            yield GrammarError(message, location=line.location, hint=hint)
        elif role.required and not said.least:
            message, hint = f"the required role {role.name!r} can be left out", "it must stand in every alternative, and not in [ ]"
            yield GrammarError(message, location=places[0], hint=hint)

    def _trigger(self, line: d.Line) -> Iterator[GrammarError]:
        triggers = [part for part in d.walk(line.pattern) if isinstance(part, d.Marked)]
        said = shapes.count(line.pattern, lambda part: isinstance(part, d.Marked))
        if not triggers:
            yield GrammarError("no trigger", location=line.location, hint="put the word that names the event between stars: *meet*")
        elif said.most > 1:
            hint = "a wording has one trigger; drop the second pair of stars"
            yield GrammarError("two triggers", location=triggers[min(1, len(triggers) - 1)].location, hint=hint)
        elif not said.least:
            hint = "it must stand in every alternative, and not in [ ]"
            yield GrammarError("the trigger can be left out", location=triggers[0].location, hint=hint)
        for trigger in triggers:
            if shapes.can_be_empty(trigger.item, self.grammar.phrases):
                yield GrammarError("the trigger can be empty", location=trigger.location, hint="something in it must be said")

    def _examples(self, examples: Iterable[d.Example], known: tuple[str, ...] | None) -> Iterator[GrammarError]:
        """What is wrong with examples; `known` is what they can say, or None where nobody knows."""
        for example in examples:
            for expected in example.expectations:
                if not example.positive and expected.name != VALUE:
                    hint = "it says what must not be found; write an example for what must"
                    yield GrammarError("a counterexample has no expectations", location=expected.location, hint=hint)
                elif known is not None and expected.name not in known:
                    yield self._unknown_expectation(expected, known)
                elif expected.name == ALSO and expected.value not in (*self.grammar.events, *EVENT_CLASSES):
                    # a shipped file that is loaded alone may still name the events of others
                    yield UnknownNameError("event", expected.value, tuple(self.grammar.events), location=expected.location)
                elif expected.name in FEATURE_VALUES:
                    values = (*FEATURE_VALUES[expected.name], *([NONE] if known is not None and VALUE in known else []))
                    if expected.value not in values:
                        yield UnknownNameError(expected.name, expected.value, values, location=expected.location)

    def _unknown_expectation(self, expected: d.Expectation, known: tuple[str, ...]) -> GrammarError:
        if expected.name == VALUE:
            hint = "what an event must have stands on lines below its sentence: place = Berlin"
            return GrammarError("an event has no value of its own", location=expected.location, hint=hint)
        if known == (VALUE,):
            hint = 'what is found stands behind the sentence: "They met on Friday." = 2024-03-01'
            return GrammarError(f"a time has no {expected.name!r}", location=expected.location, hint=hint)
        if VALUE in known:
            return UnknownNameError("expectation", expected.name, known[1:], location=expected.location)
        return UnknownNameError("role", expected.name, known, location=expected.location)

    def _frame(self, frame: d.Frame) -> Iterator[GrammarError]:
        event, errors = self._event_of(frame)
        yield from errors
        for verb in (*(frame.triggers if frame.kind == "verb" else ()), *frame.supports):
            if not _is_verb(verb):
                yield self._no_verb(verb, place_in(frame, verb, self.grammar.files))
        roles = tuple(dict.fromkeys(_roles_of(event) if event is not None else (slot.role for slot in frame.slots)))
        for slot in frame.slots:
            if slot.role not in roles and not set(slot.functions) & set(roles):
                end = slot.location._replace(column=slot.location.column + len(", ".join(slot.functions)))
                yield UnknownNameError("role", slot.role, roles, location=end)
        for filler in (*frame.exclusions, *frame.needed_fillers):
            if filler.type not in self.grammar.types:
                yield UnknownNameError("type", filler.type, tuple(self.grammar.types), location=filler.location)
        yield from self._functions.mistakes(frame, roles)
        functions = tuple(function for slot in frame.slots for function in slot.functions)
        for need in frame.needs:
            if event is not None and need.name not in (*roles, *functions, *NEEDS, *self._functions.names(frame.kind)):
                yield UnknownNameError("role", need.name, (*roles, *functions, *NEEDS), location=need.location)
        yield from self._features(frame.features)
        yield from self._examples(frame.examples, (*roles, *EXPECTATIONS) if event is not None else None)


def _is_verb(text: str) -> bool:
    """Whether a verb is made of words alone."""
    return re.search(r"[^\w ]", text) is None


def _roles_of(event: d.EventDefinition) -> tuple[str, ...]:
    return tuple(role.name for role in event.roles)


def _captured(rule: d.Rule) -> tuple[str, ...]:
    return tuple(part.name for line in rule.lines for part in d.walk(line.pattern) if isinstance(part, d.Capture))
