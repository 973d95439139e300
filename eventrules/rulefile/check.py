"""Looks for mistakes in what was loaded: names that nothing defines, rules without trigger, roles said twice.

Every mistake is reported, with its place and the likely fix; `tests/errors/` lists them all with their exact words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

import attrs

from eventrules.errors import GrammarError, GrammarErrors, Location, UnknownNameError
from eventrules.rulefile import definitions as d
from eventrules.rulefile.grammar import Grammar
from eventrules.rulefile.load import Source, read_sources
from eventrules.rulefile.vocabulary import FEATURE_VALUES, VERB_TYPE, built_in_names
from eventrules.timex.operations import OPERATIONS

MAX_DEPTH = 40
"""How deep phrases may name one another."""


def checked_grammar(*sources: Source, shipped: bool = True) -> Grammar:
    """Load grammar files and check them.

    Raises:
        GrammarErrors: everything that is wrong in any of the files.
    """
    grammar, errors = read_sources(*sources, shipped=shipped)
    errors = (*errors, *find_mistakes(grammar))
    if errors:
        raise GrammarErrors("the grammar has mistakes", [with_source(error, sources) for error in sorted(errors, key=_place)])
    return grammar


def _place(error: GrammarError) -> tuple[str, int, int]:
    where = error.location
    return (where.path, where.line, where.column) if where else ("", 0, 0)


def with_source(error: GrammarError, _sources: Iterable[Source] = ()) -> GrammarError:
    """The error with the line of the file that it speaks of, where the file can still be read."""
    if error.source is None and error.location is not None:
        error.source = _line_of(error.location)
    return error


def _line_of(location: Location) -> str | None:
    from pathlib import Path

    from eventrules.rulefile.load import shipped_folder

    for file in (Path(location.path), shipped_folder() / location.path):
        if file.is_file():
            lines = file.read_text("utf-8", errors="replace").splitlines()
            return lines[location.line - 1] if location.line <= len(lines) else None
    return None


def find_mistakes(grammar: Grammar) -> tuple[GrammarError, ...]:
    """All mistakes in the definitions of a grammar, in no particular order."""
    return tuple(_Checker(grammar).mistakes())


@attrs.define
class _Checker:
    grammar: Grammar

    def mistakes(self) -> Iterator[GrammarError]:
        yield from self._types()
        yield from self._phrases()
        for rule in self.grammar.rules:
            yield from self._rule(rule)
        for frame in self.grammar.frames:
            yield from self._frame(frame)
        for construction in self.grammar.constructions:
            yield from self._construction(construction)
        for adjunct in self.grammar.adjuncts.values():
            for line in adjunct.lines:
                yield from self._line(line)

    # --- names -----------------------------------------------------------------------------------------------

    def _targets(self, roles: Iterable[str] = ()) -> tuple[str, ...]:
        grammar = self.grammar
        own = (*roles, *grammar.phrases, *grammar.lists, *grammar.types, *sorted(grammar.time_categories()))
        return (*own, *built_in_names())

    def _names(self, pattern: d.Pattern, roles: Iterable[str] = ()) -> Iterator[GrammarError]:
        known = self._targets(roles)
        for part in d.walk(pattern):
            if isinstance(part, d.Reference):
                for name in (part.name, *part.excluded):
                    if name not in known:
                        yield UnknownNameError("phrase", name, known, location=part.location)
            elif isinstance(part, d.Capture) and part.target not in known:
                kind = "role" if roles else "list or type"
                yield UnknownNameError(kind, part.target, tuple(roles) or known, location=part.location)
            elif isinstance(part, d.Repeat) and _can_be_empty(part.item, self.grammar):
                yield GrammarError(
                    "a repetition of something that may be empty", location=part.location,
                    hint="put the '+' on what stands inside the brackets",
                )  # fmt: skip

    def _features(self, features: Iterable[d.Feature], more: Mapping[str, tuple[str, ...]] | None = None) -> Iterator[GrammarError]:
        values = FEATURE_VALUES | dict(more or {})
        for feature in features:
            if feature.name not in values:
                yield UnknownNameError("feature", feature.name, tuple(values), location=feature.location)
            elif feature.value not in values[feature.name]:
                yield UnknownNameError(feature.name, feature.value, values[feature.name], location=feature.location)

    def _line(self, line: d.Line, roles: Iterable[str] = ()) -> Iterator[GrammarError]:
        yield from self._names(line.pattern, roles)
        yield from self._features(line.features)

    # --- statements ------------------------------------------------------------------------------------------

    def _types(self) -> Iterator[GrammarError]:
        types = (*self.grammar.types, *sorted(self.grammar.time_categories()), "time")
        for definition in self.grammar.types.values():
            if definition.parent is not None and definition.parent not in self.grammar.types:
                yield UnknownNameError("type", definition.parent, types, location=definition.location)
        for event in self.grammar.events.values():
            for role in event.roles:
                for name in role.types:
                    if name not in types:
                        yield UnknownNameError("type", name, types, location=role.location)

    def _phrases(self) -> Iterator[GrammarError]:
        for phrase in self.grammar.phrases.values():
            for line in phrase.lines:
                yield from self._line(line)
            if phrase.name in self._named_below(phrase.name):
                message = f"the phrase {phrase.name!r} names itself"
                yield GrammarError(message, location=phrase.location, hint="phrases cannot be circular; use '+' to repeat")

    def _named_below(self, name: str) -> set[str]:
        found: set[str] = set()
        waiting = [name]
        while waiting:
            phrase = self.grammar.phrases.get(waiting.pop())
            for line in phrase.lines if phrase else ():
                for inner in _named(line.pattern) - found:
                    found.add(inner)
                    waiting.append(inner)
        return found

    def _rule(self, rule: d.Rule) -> Iterator[GrammarError]:
        for guard in rule.guards:
            yield from self._names(guard.pattern)
        if rule.kind == "event":
            yield from self._event_rule(rule)
            return
        if rule.kind == "mention" and rule.produces not in (*self.grammar.types, VERB_TYPE):
            yield UnknownNameError("type", rule.produces, (*self.grammar.types, VERB_TYPE), location=rule.location)
        for line in rule.lines:
            yield from self._line(line)
            if _can_be_empty(line.pattern, self.grammar):
                yield GrammarError("this wording can be empty", location=line.location, hint="something in it must be said")
            if rule.kind == "time":
                yield from self._meaning(line)

    def _meaning(self, line: d.Line) -> Iterator[GrammarError]:
        if line.call is None:
            hint = "write '=> ' and an operation behind it, such as => date(year, month, day)"
            yield GrammarError("this wording has no meaning", location=line.location, hint=hint)
            return
        yield from self._call(line.call, _captures(line.pattern, self.grammar))

    def _call(self, call: d.Call, captures: set[str]) -> Iterator[GrammarError]:
        operation = OPERATIONS.get(call.operation)
        if operation is None:
            yield UnknownNameError("operation", call.operation, tuple(OPERATIONS), location=call.location)
        elif not operation.required <= len(call.arguments) <= len(operation.parameters):
            shown = ", ".join(operation.parameters)
            message = f"{call.operation} got {len(call.arguments)} arguments"
            yield GrammarError(message, location=call.location, hint=f"it is {call.operation}({shown})")
        for argument in call.arguments:
            if isinstance(argument, d.Call):
                yield from self._call(argument, captures)
            elif isinstance(argument, d.Ref) and argument.name not in (*captures, "none"):
                yield UnknownNameError("capture", argument.name, tuple(sorted(captures)), location=argument.location)

    def _event_rule(self, rule: d.Rule) -> Iterator[GrammarError]:
        event = self.grammar.events.get(rule.produces)
        if event is None:
            yield UnknownNameError("event", rule.produces, tuple(self.grammar.events), location=rule.location)
            return
        roles = tuple(role.name for role in event.roles)
        for line in rule.lines:
            yield from self._line(line, roles)
            yield from self._trigger(line)
            counts = Counter(part.name for part in _once(line.pattern) if isinstance(part, d.Capture) and part.name in roles)
            for role in event.roles:
                if counts[role.name] > 1 and not role.many:
                    message = f"the role {role.name!r} stands twice"
                    yield GrammarError(
                        message, location=line.location, hint=f"say '{role.name} …, many' in event {event.name}, or drop one"
                    )
                if role.required and not counts[role.name]:
                    message = f"the required role {role.name!r} is missing"
                    yield GrammarError(message, location=line.location, hint=f"put {{{role.name}}} into the wording")
        yield from self._examples(rule.examples, roles)

    def _trigger(self, line: d.Line) -> Iterator[GrammarError]:
        triggers = [part for part in _once(line.pattern) if isinstance(part, d.Marked)]
        if not triggers:
            yield GrammarError("no trigger", location=line.location, hint="put the word that names the event between stars: *meet*")
        elif len(triggers) > 1:
            yield GrammarError(
                "two triggers", location=triggers[1].location, hint="a wording has one trigger; drop the second pair of stars"
            )
        elif _can_be_empty(triggers[0].item, self.grammar):
            yield GrammarError("the trigger can be empty", location=triggers[0].location, hint="something in it must be said")

    def _examples(self, examples: Iterable[d.Example], roles: tuple[str, ...]) -> Iterator[GrammarError]:
        known = (*roles, *EXPECTATIONS)
        for example in examples:
            for expected in example.expectations:
                if expected.name not in known:
                    yield UnknownNameError("role", expected.name, known, location=expected.location)

    def _frame(self, frame: d.Frame) -> Iterator[GrammarError]:
        event = self.grammar.events.get(frame.produces)
        if event is None:
            yield UnknownNameError("event", frame.produces, tuple(self.grammar.events), location=frame.location)
            return
        roles = tuple(role.name for role in event.roles)
        for slot in frame.slots:
            if slot.role not in roles:
                yield UnknownNameError("role", slot.role, roles, location=slot.location)
        for name in frame.needs:
            if name not in (*roles, "support", "happening"):
                yield UnknownNameError("role", name, (*roles, "support", "happening"), location=frame.location)
        yield from self._features(frame.features)
        yield from self._examples(frame.examples, roles)

    def _construction(self, construction: d.Construction) -> Iterator[GrammarError]:
        yield from self._features(construction.conditions)
        for line in construction.lines:
            yield from self._line(line)
            yield from self._trigger(line)


EXPECTATIONS = ("status", "modality", "polarity", "tense", "time", "trigger", "type")
"""What an example can say besides the roles of its event."""


def _named(pattern: d.Pattern) -> set[str]:
    parts = list(d.walk(pattern))
    return {p.name for p in parts if isinstance(p, d.Reference)} | {p.target for p in parts if isinstance(p, d.Capture)}


def _once(pattern: d.Pattern) -> Iterator[d.Pattern]:
    """The parts of one reading of a pattern: of alternatives, the first only."""
    yield pattern
    inner = (pattern.options[0],) if isinstance(pattern, d.Alternatives) else d.children(pattern)
    for child in inner:
        yield from _once(child)


def _captures(pattern: d.Pattern, grammar: Grammar, depth: int = 0) -> set[str]:
    """The names that a pattern captures, itself or in its phrases."""
    found: set[str] = set()
    for part in d.walk(pattern):
        if isinstance(part, d.Capture):
            found.add(part.name)
        elif isinstance(part, d.Reference) and part.name in grammar.phrases and depth < MAX_DEPTH:
            for line in grammar.phrases[part.name].lines:
                found |= _captures(line.pattern, grammar, depth + 1)
    return found


def _can_be_empty(pattern: d.Pattern, grammar: Grammar, depth: int = 0) -> bool:
    match pattern:
        case d.Optional() | d.Gap() | d.Joined():
            return True
        case d.Sequence(items=items):
            return all(_can_be_empty(item, grammar, depth) for item in items)
        case d.Alternatives(options=options):
            return any(_can_be_empty(option, grammar, depth) for option in options)
        case d.Repeat(item=item) | d.Marked(item=item):
            return _can_be_empty(item, grammar, depth)
        case d.Reference(name=name) | d.Capture(target=name) if name in grammar.phrases and depth < MAX_DEPTH:
            return any(_can_be_empty(line.pattern, grammar, depth + 1) for line in grammar.phrases[name].lines)
        case _:
            return False
