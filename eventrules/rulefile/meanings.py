"""Checks the right-hand side of time rules: the operations, the captures they use, and what kind of value each is."""

from __future__ import annotations

import typing
from collections.abc import Iterator, Mapping
from functools import cache

import attrs

from eventrules.errors import GrammarError, UnknownNameError
from eventrules.rulefile import definitions as d
from eventrules.rulefile.entries import canonical_value
from eventrules.rulefile.grammar import Grammar
from eventrules.rulefile.shapes import count, spelled_out
from eventrules.rulefile.vocabulary import TIME_TYPE
from eventrules.timex import expressions
from eventrules.timex.operations import OPERATIONS

NUMBER, TEXT, TIME, NOTHING = "a number", "a word", "a time", "none"

_WORDS: dict[str, tuple[str, ...]] = {"unit": expressions.UNITS, "half": ("am", "pm")}
"""The words that a parameter takes, by its name."""

_WORDS_OF: dict[tuple[str, str], tuple[str, ...]] = {
    ("season", "name"): expressions.SEASONS,
    ("day-part", "name"): expressions.DAY_PARTS,
}


@attrs.frozen
class Parameter:
    """What an operation takes at one place: kinds of values, and which words."""

    name: str
    kinds: frozenset[str]
    words: tuple[str, ...]


@attrs.frozen
class Signature:
    """The parameters of an operation, and the kind of its result."""

    parameters: tuple[Parameter, ...]
    result: str


@cache
def signature(operation: str) -> Signature:
    """What an operation takes and gives, by its annotations.

    >>> signature("ago").parameters[0].kinds
    frozenset({'a number'})
    """
    known = OPERATIONS[operation]
    hints = typing.get_type_hints(known.function)
    parameters: list[Parameter] = []
    for position, name in enumerate(known.parameters):
        kinds = _kinds(hints[name]) | ({NOTHING} if position >= known.required else set())
        words = _WORDS_OF.get((operation, name)) or _WORDS.get(name, ())
        if TEXT in kinds and not words:
            kinds.add(NUMBER)  # an entry such as "+60" is read as a number
        parameters.append(Parameter(name, frozenset(kinds), words if TEXT in kinds else ()))
    return Signature(tuple(parameters), next(iter(_kinds(hints["return"]))))


def _kinds(annotation: object) -> set[str]:
    members = typing.get_args(annotation) if not isinstance(annotation, type) else (annotation,)
    names = {int: NUMBER, float: NUMBER, str: TEXT, type(None): NOTHING}
    return {names.get(member, TIME) for member in members}


def wrong_meanings(line: d.Line, grammar: Grammar) -> Iterator[GrammarError]:
    """What is wrong with the right-hand side of a wording of a time rule."""
    if line.call is None:
        hint = "write '=>' and an operation behind it, such as => date(year, month, day)"
        yield GrammarError("this wording has no meaning", location=line.location, hint=hint)
        return
    pattern = spelled_out(line.pattern, grammar.phrases)
    captures = {part.name: part.target for part in d.walk(pattern) if isinstance(part, d.Capture)}
    sure = frozenset(name for name in captures if count(pattern, lambda part: isinstance(part, d.Capture) and part.name == name).least)  # noqa: B023
    yield from _Call(grammar, captures, sure).mistakes(line.call)


@attrs.frozen
class _Call:
    grammar: Grammar
    captures: Mapping[str, str]
    sure: frozenset[str]
    """The captures that every match has."""

    def mistakes(self, call: d.Call) -> Iterator[GrammarError]:
        known = OPERATIONS.get(call.operation)
        if known is None:
            yield UnknownNameError("operation", call.operation, tuple(OPERATIONS), location=call.location)
        elif not known.required <= len(call.arguments) <= len(known.parameters):
            yield GrammarError(_wrong_number(call), location=call.location, hint=f"it is {_shown(call.operation)}")
        for position, argument in enumerate(call.arguments):
            if isinstance(argument, d.Call):
                yield from self.mistakes(argument)
            elif isinstance(argument, d.Ref):
                yield from self._ref(argument)
            if known is not None and position < len(known.parameters):
                yield from self._argument(call, signature(call.operation).parameters[position], argument)

    def _ref(self, ref: d.Ref) -> Iterator[GrammarError]:
        if ref.name not in (*self.captures, "none"):
            yield UnknownNameError("capture", ref.name, tuple(self.captures), location=ref.location)
        elif ref.attribute is not None:
            entries = self._entries(self.captures.get(ref.name, ""))
            known = {key for entry in entries or () for key, _ in entry.attributes}
            if ref.attribute not in known:
                yield UnknownNameError("attribute", ref.attribute, sorted(known), location=ref.location)

    def _argument(self, call: d.Call, parameter: Parameter, argument: d.Argument) -> Iterator[GrammarError]:
        where = argument.location if isinstance(argument, (d.Call, d.Ref)) else call.location
        values = self._values(argument)
        if values is None:
            return
        wrong = [kind for kind, _ in values if kind not in parameter.kinds]
        if wrong:
            wanted = " or ".join(kind for kind in (NUMBER, TEXT, TIME) if kind in parameter.kinds)
            message = f"{call.operation} takes {wanted} as {parameter.name!r}, and this is {wrong[0]}"
            yield GrammarError(message, location=where, hint=f"it is {_shown(call.operation)}")
            return
        if isinstance(argument, d.Ref) and argument.name not in (*self.sure, "none") and NOTHING not in parameter.kinds:
            message = f"{call.operation} needs {parameter.name!r}, and {{{argument.name}}} can be left out of this wording"
            yield GrammarError(message, location=where, hint="write the two cases on lines of their own")
            return
        for kind, value in values:
            if kind == TEXT and parameter.words and value not in parameter.words:
                yield UnknownNameError(parameter.name, str(value), parameter.words, location=where)
                return

    def _values(self, argument: d.Argument) -> list[tuple[str, str | int | None]] | None:
        """The kinds and values that an argument can have; None when nothing is known of it."""
        match argument:
            case int():
                return [(NUMBER, argument)]
            case str():
                return [(TEXT, argument)]
            case d.Call(operation=operation):
                return [(signature(operation).result, None)] if operation in OPERATIONS else None
            case d.Ref(name="none"):
                return [(NOTHING, None)]
            case d.Ref(name=name, attribute=attribute):
                return self._values_of(self.captures.get(name, ""), attribute)

    def _values_of(self, target: str, attribute: str | None) -> list[tuple[str, str | int | None]] | None:
        if target == TIME_TYPE or target in self.grammar.time_categories():
            return [(self._kind_of(target), None)]
        if target == "number":
            return [(NUMBER, None)]
        entries = self._entries(target)
        if entries is None:
            return None
        if attribute is None:
            values = {entry.canonical for entry in entries}
        else:
            values = {canonical_value(value) for entry in entries for key, value in entry.attributes if key == attribute}
        return sorted(((NUMBER if isinstance(value, int) else TEXT, value) for value in values), key=str)

    def _kind_of(self, category: str) -> str:
        """What the rules of a time category make: times, or the numbers that others count with."""
        rules = (rule for rule in self.grammar.rules if rule.kind == "time" and rule.produces == category)
        calls = [line.call.operation for rule in rules for line in rule.lines if line.call is not None]
        kinds = {signature(operation).result for operation in calls if operation in OPERATIONS}
        return NUMBER if kinds == {NUMBER} else TIME

    def _entries(self, target: str) -> tuple[d.Entry, ...] | None:
        """The entries of a list, or of all lists that a phrase consists of; None for anything else."""
        grammar = self.grammar
        if target in grammar.phrases:
            patterns = [line.pattern for line in grammar.phrases[target].lines]
            if all(isinstance(pattern, d.Reference) and pattern.name in grammar.lists for pattern in patterns):
                names = [pattern.name for pattern in patterns if isinstance(pattern, d.Reference)]
                return tuple(entry for name in names for entry in grammar.lists[name].entries)
            return None
        return grammar.lists[target].entries if target in grammar.lists else None


def _wrong_number(call: d.Call) -> str:
    given = len(call.arguments)
    return f"{call.operation} got {given} argument{'' if given == 1 else 's'}"


def _shown(operation: str) -> str:
    known = OPERATIONS[operation]
    optional = len(known.parameters) - known.required
    names = [name if position < known.required else f"[{name}]" for position, name in enumerate(known.parameters)]
    return f"{operation}({', '.join(names)})" + (", where parts in brackets can be left out" if optional else "")
