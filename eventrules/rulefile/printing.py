"""Writes definitions as the text of a grammar file: reading that text gives the same definitions again.

Places are not part of what a definition means; `unplaced` takes them away, so that two definitions can be compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

import attrs

from eventrules.errors import Location
from eventrules.rulefile import definitions as d
from eventrules.rulefile.vocabulary import METADATA

NOWHERE = Location("", 0, 0)

T = TypeVar("T")


def unplaced(value: T) -> T:
    """A definition, or a tuple of definitions, with all places taken away."""
    result: Any = value
    if isinstance(value, Location):
        result = NOWHERE
    elif isinstance(value, tuple):
        result = tuple(unplaced(item) for item in value)  # pyright: ignore[reportUnknownArgumentType]
    elif attrs.has(type(value)):
        fields = attrs.fields(type(value))
        result = attrs.evolve(value, **{field.name: unplaced(getattr(value, field.name)) for field in fields})  # type: ignore[type-var]
    return result


# --- patterns ----------------------------------------------------------------------------------------------------


def print_pattern(pattern: d.Pattern) -> str:
    r"""A wording as it is written.

    >>> from eventrules.rulefile.syntax import read_grammar
    >>> file, _ = read_grammar("phrase p\n    ( is|are )  to *meet~*  [with {x:y}] ...3 <a except b>+", path="p.rules")
    >>> print_pattern(file.statements[0].lines[0].pattern)
    '(is|are) to *meet~* [with {x:y}] ...3 <a except b>+'
    """
    match pattern:
        case d.Word(text=text, inflected=inflected):
            return re.sub(r'([\\\[\](){}<>|*+~_"#])', r"\\\1", _unlike_marks(text)) + ("~" if inflected else "")
        case d.Reference(name=name, excluded=excluded):
            return f"<{' except '.join((name, *excluded))}>"
        case d.Capture(name=name, target=target):
            return f"{{{name}}}" if name == target else f"{{{name}:{target}}}"
        case d.Sequence(items=items):
            return " ".join(_grouped(item, d.Sequence) for item in items)
        case d.Alternatives(options=options):
            return f"({_options(options)})"
        case d.Optional(item=d.Alternatives(options=options)):
            return f"[{_options(options)}]"
        case d.Optional(item=item):
            return f"[{print_pattern(item)}]"
        case d.Repeat(item=item):
            return f"{_grouped(item, d.Sequence, d.Repeat, d.Marked)}+"
        case d.Gap(limit=limit):
            return "..." if limit == d.GAP_LIMIT else f"...{limit}"
        case d.Marked(item=item):
            return f"*{_grouped(item, d.Marked)}*"
        case d.Joined():
            return "_"


def _unlike_marks(text: str) -> str:
    """A word that would be read as a mark of the language, with a backslash before it."""
    if text.startswith(("...", "=>")):
        return f"\\{text}"
    return text


def _options(options: tuple[d.Pattern, ...]) -> str:
    return "|".join(print_pattern(option) for option in options)


def _grouped(item: d.Pattern, *kinds: type) -> str:
    shown = print_pattern(item)
    return f"({shown})" if isinstance(item, kinds) else shown


def _line(line: d.Line) -> str:
    return f"{print_wording(line.pattern)}{print_meaning(line)}"


def print_meaning(line: d.Line) -> str:
    """What stands behind a wording, with the arrow before it; nothing where it says nothing."""
    return f" => {print_call(line.call)}" if line.call is not None else _features(line.features)


def print_wording(pattern: d.Pattern) -> str:
    """A wording as a line of its own, which must not begin like another kind of line."""
    shown = print_pattern(pattern)
    others = ("example", "counterexample", "priority", *METADATA, "support", "needs", "unless", "not", "only")
    clash = re.match(rf"({'|'.join(others)})\b", shown)
    return f"({shown})" if clash else shown


def _restriction(restriction: d.Restriction) -> str:
    return f"{restriction.function} {restriction.type}"


def print_guard(guard: d.Guard) -> str:
    """A guard as it is written."""
    return f"{'only' if guard.wanted else 'not'} {guard.side} {print_pattern(guard.pattern)}"


def _features(features: tuple[d.Feature, ...]) -> str:
    return f" => {', '.join(f'{feature.name} {feature.value}' for feature in features)}" if features else ""


def print_call(call: d.Call) -> str:
    """The right-hand side of a time rule as it is written."""
    return f"{call.operation}({', '.join(_argument(argument) for argument in call.arguments)})"


def _argument(argument: d.Argument) -> str:
    match argument:
        case d.Call():
            return print_call(argument)
        case d.Ref(name=name, attribute=attribute):
            return f"{name}.{attribute}" if attribute else name
        case str():
            return _quoted(argument)
        case int():
            return str(argument)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


# --- statements --------------------------------------------------------------------------------------------------


def print_file(file: d.GrammarFile) -> str:
    """All statements of a file, with an empty line between two blocks; comments are not part of the definitions."""
    parts: list[str] = []
    for statement in file.statements:
        lines = list(_statement(statement))
        if len(lines) > 1 or (parts and parts[-1].count("\n") > 1):
            parts.append("\n".join(["", *lines] if parts else lines) + "\n")
        else:
            parts.append(lines[0] + "\n")
    return "".join(parts)


def print_statement(statement: d.Statement) -> str:
    """A statement with its indented lines."""
    return "\n".join(_statement(statement))


def _statement(statement: d.Statement) -> Iterator[str]:
    """The header and the indented lines of a statement."""
    mode = getattr(statement, "mode", "define")
    prefix = "" if mode == "define" else f"{mode} "
    match statement:
        case d.Use(name=name):
            yield f"use {name}"
        case d.Layer(name=name):
            yield f"layer {name}"
        case d.TypeDefinition(name=name, parent=parent, is_told=is_told):
            yield f"type {name}" + (f" {'under' if is_told else 'as'} {parent}" if parent else "")
        case d.Disable(kind=kind, name=name):
            yield f"disable {kind} {name}"
        case d.Inflection(base=base, forms=forms, path=path):
            yield f"forms from {path}" if path else f"forms {base}: {', '.join(forms)}"
        case d.EventDefinition():
            yield f"{prefix}event {statement.name}"
            yield from _indented([*_metadata(statement.metadata), *map(_role, statement.roles)])
        case d.WordList(name=name, path=path):
            yield f"{prefix}list {name}" + (f" from {path}" if path else "")
            yield from _indented([] if path else map(_entry, statement.entries))
        case d.Phrase(name=name, lines=lines) | d.Adjunct(name=name, lines=lines):
            yield f"{prefix}{'phrase' if isinstance(statement, d.Phrase) else 'adjunct'} {name}"
            yield from _indented(map(_line, lines))
        case d.Construction(name=name, kind=kind, conditions=conditions, lines=lines, guards=guards):
            said = ", ".join(f"{feature.name} {feature.value}" for feature in conditions)
            yield f"{prefix}construction {name} for {kind} {said}".rstrip()
            yield from _indented([*map(_line, lines), *map(print_guard, guards)])
        case d.Rule():
            produces = f" => {statement.produces}" if statement.produces else ""
            yield f"{prefix}{'time' if statement.kind == 'time' else 'rule'} {statement.name}{produces}"
            yield from _indented([*map(_line, statement.lines), *map(print_guard, statement.guards), *_settings(statement)])
        case d.Frame():
            produces = f" => {statement.produces}" if statement.produces else ""
            yield f"{prefix}{statement.kind} {', '.join(statement.triggers)}{produces}"
            yield from _indented([*_frame_body(statement), *_settings(statement)])


def _indented(lines: Iterable[str]) -> Iterator[str]:
    return (f"    {line}" for line in lines)


def _metadata(metadata: tuple[tuple[str, str], ...]) -> list[str]:
    return [f"{key} {value}" for key, value in metadata]


def _role(role: d.Role) -> str:
    return f"{role.name} {print_filling(role)}"


def print_filling(role: d.Role) -> str:
    """What can fill a role, as it is written behind its name."""
    qualifiers = [", many"] * role.many + [", required"] * role.required
    return f"{' or '.join(role.types)}{''.join(qualifiers)}"


def _entry(entry: d.Entry) -> str:
    surface = re.sub(_SPECIAL, _ESCAPED, entry.surface)
    canonical = str(entry.canonical)
    attributes = f" {{{', '.join(f'{key}: {value}' for key, value in entry.attributes)}}}" if entry.attributes else ""
    is_said = canonical != entry.surface
    return f"{surface}{f' = {re.sub(_SPECIAL, _ESCAPED, canonical)}' if is_said else ''}{attributes}"


_SPECIAL = r"([\\,={}#])"
_ESCAPED = r"\\\1"


def print_filled(slot: d.Slot) -> str:
    """The role that a slot of a frame fills, with its qualifiers: `subject, itself`."""
    return f"{slot.role}{', required' * slot.required}{', itself' * slot.is_itself}{', else' * slot.is_else}"


def _frame_body(frame: d.Frame) -> Iterator[str]:
    for slot in frame.slots:
        yield f"{', '.join(slot.functions)} = {print_filled(slot)}"
    if frame.supports:
        yield f"support {', '.join(frame.supports)}"
    if frame.needs or frame.needed_fillers:
        yield f"needs {', '.join((*frame.needed, *map(_restriction, frame.needed_fillers)))}"
    if frame.exclusions:
        yield f"unless {', '.join(map(_restriction, frame.exclusions))}"
    if frame.features:
        yield _features(frame.features).strip()


def _settings(owner: d.Rule | d.Frame) -> Iterator[str]:
    yield from _metadata(owner.metadata)
    if owner.priority:
        yield f"priority {owner.priority}"
    for example in owner.examples:
        published = f" published {example.published}" if example.published else ""
        yield f"{'example' if example.positive else 'counterexample'}{published}"
        shorthand = next((e.value for e in example.expectations if e.name == "value"), None)
        yield f"    {_quoted(example.text)}" + (f" = {shorthand}" if shorthand is not None else "")
        for expected in example.expectations:
            if expected.name != "value":
                yield f"    {expected.name} = {expected.value}"
