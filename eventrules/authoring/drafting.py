"""Writes a rule from one sentence in which somebody has marked what is to be found."""

from __future__ import annotations

import re
from datetime import date

import attrs

from eventrules.errors import GrammarError, UnknownNameError
from eventrules.extractor import Extractor
from eventrules.matching.layers import Chunk
from eventrules.rulefile import definitions as d
from eventrules.rulefile.layout import formatted
from eventrules.rulefile.printing import print_statement
from eventrules.rulefile.vocabulary import TIME_TYPE

FORM = 'Meeting: "[participants Ann Lee] will *meet* [participants Bo Kim] in [place Paris]"'
"""What an annotated sentence looks like."""

_HERE = d.Location("new rule", 1, 1)
_SPAN = re.compile(r"\[(?P<role>[\w-]+) (?P<filler>[^\[\]]+)\]|\*(?P<trigger>[^*]+)\*")


@attrs.frozen
class _Filler:
    """A marked part of the sentence: the words of it that name something, and the type that the grammar takes it for."""

    role: str
    text: str
    type: str


def draft(extractor: Extractor, annotated: str, *, published: date, name: str | None = None) -> str:
    """A rule, with the sentence as its example, and its event type where that is not loaded yet.

    Roles stand for whatever has the type of their fillers. Where the sentence tells a place or a time behind the trigger,
    the rule does without it as well.

    Args:
        extractor: knows the event types, and what kind of mention each filler is.
        annotated: an event type, and a sentence in quotes with its roles in brackets and its trigger between stars.
        published: the publication date of the example.
        name: of the rule; made of the words around the trigger when left out.

    Raises:
        GrammarError: the annotation cannot be read, names an unknown role, or marks what is no mention of a fitting type.

    >>> print(
    ...     draft(Extractor.from_grammars(), 'Call: "[participants Ann Lee] *rang up* [participants Bo Kim]"', published=date(2024, 3, 6)),
    ...     end="",
    ... )
    rule rang-up => Call
        {participants} *rang up* {participants}
        example published 2024-03-06
            "Ann Lee rang up Bo Kim."
            participants = Ann Lee
            participants = Bo Kim
    """
    found = re.fullmatch(r'\s*([A-Z][\w-]*)\s*:\s*"(.+?)\.?"\s*', annotated, re.DOTALL)
    triggers = [span for span in _SPAN.finditer(found[2]) if span["trigger"]] if found else []
    if found is None or len(triggers) != 1:
        raise GrammarError("an annotated sentence has a type of event, and one trigger between stars", hint=f"such as: {FORM}")
    event, sentence = found[1], found[2]
    plain = _SPAN.sub(lambda span: span["filler"] or span["trigger"], sentence) + "."
    fillers = _fillers(extractor, sentence, plain)
    definition = extractor.grammar.grammar.events.get(event)
    made = _event(extractor, event, fillers) if definition is None else _checked(extractor, definition, fillers)
    rule = d.Rule(
        name=name or _name(extractor, sentence), produces=event, kind="event", location=_HERE,
        lines=(d.Line(_pattern(extractor, made, sentence), _HERE),),
        examples=(d.Example(plain, True, published.isoformat(), tuple(d.Expectation(f.role, f.text, _HERE) for f in fillers), _HERE),),
    )  # fmt: skip
    statements = [made, rule] if definition is None else [rule]
    return formatted("\n\n".join(map(print_statement, statements)), path="new rule")


def _fillers(extractor: Extractor, sentence: str, plain: str) -> list[_Filler]:
    """The marked fillers, each with the type of mention that the grammar finds there."""
    found: list[_Filler] = []
    offset = 0
    for span in _SPAN.finditer(sentence):
        shown = span["filler"] or span["trigger"]
        start = span.start() - offset
        offset += span.end() - span.start() - len(shown)
        if span["role"]:
            found.append(_Filler(span["role"], *_told_at(extractor, plain, start, start + len(shown))))
    return found


def _told_at(extractor: Extractor, text: str, start: int, end: int) -> tuple[str, str]:
    """What names the mention on exactly these characters, with or without its article, and its type."""
    analysis = extractor.analyse(text)
    grammar = extractor.grammar.grammar
    spans: list[tuple[Chunk, tuple[int, int]]] = []
    for number in range(len(analysis.bounds)):
        sentence = analysis.sentence(number)
        for row in (sentence.words_row, sentence.mentions_row):
            spans += [
                (chunk, span)
                for chunk in row.chunks.values()
                for span in (analysis.span(chunk.start, chunk.end), analysis.span(*chunk.head))
            ]
    chunk = next((chunk for chunk, span in spans[::-1] if span == (start, end)), None)
    if chunk is None:
        told = ", ".join(sorted({text[slice(*span)] for _, span in spans})) or "nothing"
        raise GrammarError(f"no mention is found at {text[start:end]!r}", hint=f"in this sentence the grammar finds: {told}")
    told = text[slice(*analysis.span(*chunk.head))]
    return told, TIME_TYPE if chunk.type in grammar.time_categories() else grammar.told_type(chunk.type)


def _event(extractor: Extractor, name: str, fillers: list[_Filler]) -> d.EventDefinition:
    """A new event type with the roles of the sentence; who does something may be of the wider kind as well."""
    known = extractor.grammar.grammar.types
    types: dict[str, dict[str, None]] = {}
    for filler in fillers:
        wider = known[filler.type].parent if filler.type in known and filler.role != "place" else None
        types.setdefault(filler.role, {})[wider or filler.type] = None
    several = {role for role in types if [filler.role for filler in fillers].count(role) > 1}
    roles = tuple(
        d.Role(name=role, types=tuple(kinds), many=role in several, required=False, location=_HERE) for role, kinds in types.items()
    )
    return d.EventDefinition(name=name, roles=roles, metadata=(), location=_HERE)


def _checked(extractor: Extractor, event: d.EventDefinition, fillers: list[_Filler]) -> d.EventDefinition:
    grammar = extractor.grammar.grammar
    for filler in fillers:
        role = event.role(filler.role)
        if role is None:
            raise UnknownNameError("role", filler.role, tuple(role.name for role in event.roles))
        wanted = (
            TIME_TYPE if filler.type == TIME_TYPE and grammar.role_types(event.name, role.name) & grammar.time_categories() else filler.type
        )
        if wanted not in (*grammar.role_types(event.name, role.name), TIME_TYPE):
            message = f"{filler.text!r} is a {filler.type}, which cannot fill the role {filler.role!r}"
            raise GrammarError(message, hint=f"it takes {' or '.join(role.types)}")
    return event


def _pattern(extractor: Extractor, event: d.EventDefinition, sentence: str) -> d.Pattern:
    """The wording: the sentence with its roles; where and when may be missing behind the trigger."""
    words = extractor.grammar.tokenizer.words
    items: list[d.Pattern] = []
    position, is_behind = 0, False
    for span in _SPAN.finditer(sentence):
        items += [d.Word(word, _HERE) for word in words(sentence[position : span.start()])]
        position = span.end()
        if span["trigger"]:
            trigger = [d.Word(word, _HERE) for word in words(span["trigger"])]
            items.append(d.Marked(d.Sequence(tuple(trigger)) if len(trigger) > 1 else trigger[0], _HERE))
            is_behind = True
            continue
        capture = d.Capture(span["role"], span["role"], _HERE)
        role = event.role(span["role"])
        last = items[-1] if items else None
        if is_behind and isinstance(last, d.Word) and role is not None and not role.required and _is_setting(role):
            items[-1] = d.Optional(d.Sequence((last, capture)), _HERE)
        else:
            items.append(capture)
    items += [d.Word(word, _HERE) for word in words(sentence[position:])]
    return d.Sequence(tuple(items)) if len(items) > 1 else items[0]


def _is_setting(role: d.Role) -> bool:
    """Whether a role tells where or when."""
    return role.name in ("place", TIME_TYPE)


def _name(extractor: Extractor, sentence: str) -> str:
    """A name for the rule: the words directly before its trigger, and the trigger."""
    spans = list(_SPAN.finditer(sentence))
    place = next(number for number, span in enumerate(spans) if span["trigger"])
    start = spans[place - 1].end() if place else 0
    words = extractor.grammar.tokenizer.words(sentence[start : spans[place].start()])[-3:]
    text = "-".join([*words, *extractor.grammar.tokenizer.words(spans[place]["trigger"])]).lower()
    return re.sub(r"[^\w-]+", "", text).strip("-") or "new-rule"
