"""The grammatical functions that frames can name: what the constructions of a grammar find around a trigger."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import attrs

from eventrules.errors import GrammarError, Location, UnknownNameError
from eventrules.rulefile import definitions as d
from eventrules.rulefile.grammar import Grammar
from eventrules.rulefile.shapes import spelled_out
from eventrules.rulefile.vocabulary import HOME, OWN_CAPTURES, PREPOSITION, SLOT, TITLE

Kind = Literal["verb", "noun"]

_OTHER: dict[Kind, Kind] = {"verb": "noun", "noun": "verb"}


@attrs.frozen
class Functions:
    """What can fill a role of a verb's or a noun's frame.

    `captured` are the captures of constructions; `prepositions` the words that name the function of what stands behind
    them; `is_open` where the grammar does not list these.
    """

    captured: tuple[str, ...]
    prepositions: tuple[str, ...]
    is_open: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """All functions."""
        return tuple(dict.fromkeys((*self.captured, *self.prepositions)))


def functions_of(kind: Kind, grammar: Grammar) -> Functions:
    """What the constructions for verbs or for nouns find."""
    captured: dict[str, None] = {}
    prepositions: dict[str, None] = {}
    is_open = False
    for capture in captures_of(kind, grammar):
        if capture.name == PREPOSITION:
            words = _surfaces(d.Reference(capture.target, capture.location), grammar)
            is_open = is_open or words is None
            prepositions |= dict.fromkeys(words or ())
        elif capture.name not in OWN_CAPTURES:
            captured[capture.name] = None
    if captured:
        captured |= dict.fromkeys((TITLE, HOME))
    return Functions(tuple(captured), tuple(prepositions), is_open)


def captures_of(kind: Kind, grammar: Grammar, *, of_every_frame: bool = False) -> Iterator[d.Capture]:
    """The captures of the constructions for verbs or for nouns, and of the phrases that they name, each looked at once.

    Args:
        of_every_frame: leave out the constructions of which a frame must name the slot.
    """
    constructions = (construction for construction in grammar.constructions if construction.kind == kind)
    asked = (one for one in constructions if not (of_every_frame and any(condition.name == SLOT for condition in one.conditions)))
    waiting = [line.pattern for construction in asked for line in construction.lines]
    seen: set[str] = set()
    while waiting:
        for part in d.walk(waiting.pop(0)):
            if isinstance(part, d.Capture):
                yield part
            name = part.name if isinstance(part, d.Reference) else ""
            if name in grammar.phrases and name not in seen:
                seen.add(name)
                waiting += [line.pattern for line in grammar.phrases[name].lines]


def _surfaces(pattern: d.Pattern, grammar: Grammar) -> tuple[str, ...] | None:
    """The words of a list, or of a phrase that only lists words; None where there is more to it."""
    match spelled_out(pattern, grammar.phrases):
        case d.Word(text=text, inflected=False):
            return (text.lower(),)
        case d.Reference(name=name, excluded=()) if name in grammar.lists:
            return tuple(entry.surface.lower() for entry in grammar.lists[name].entries)
        case d.Sequence(items=items) if all(isinstance(item, d.Word) and not item.inflected for item in items):
            return (" ".join(item.text.lower() for item in items if isinstance(item, d.Word)),)
        case d.Alternatives(options=options):
            each = [_surfaces(option, grammar) for option in options]
            return tuple(word for words in each if words for word in words) if all(each) else None
        case _:
            return None


class FunctionChecker:
    """Looks for functions of frames that no construction finds."""

    def __init__(self, grammar: Grammar) -> None:
        self._grammar = grammar
        self._known: dict[Kind, Functions] = {"verb": functions_of("verb", grammar), "noun": functions_of("noun", grammar)}

    def names(self, kind: Kind) -> tuple[str, ...]:
        """The functions that frames of verbs or of nouns can name."""
        return self._known[kind].names

    def mistakes(self, frame: d.Frame, roles: tuple[str, ...]) -> Iterator[GrammarError]:
        """What is wrong with the functions of a frame's slots, exclusions and needs."""
        known = self._known[frame.kind]
        if frame.slots and not known.names:
            hint = "they say what stands around a trigger: write 'use constructions'"
            yield GrammarError(f"there are no constructions for {frame.kind}s", location=frame.location, hint=hint)
            return
        for slot in frame.slots:
            for function in slot.functions:
                if slot.role in known.names and function in roles and function not in known.names:
                    message, hint = "the role stands before the '='", f"write: {slot.role} = {function}"
                    yield GrammarError(message, location=slot.location, hint=hint)
                else:
                    yield from self._unknown(frame.kind, function, slot.location)
        for filler in (*frame.exclusions, *frame.needed_fillers):
            yield from self._unknown(frame.kind, filler.function, filler.location)

    def _unknown(self, kind: Kind, function: str, where: Location) -> Iterator[GrammarError]:
        known = self._known[kind]
        if function in known.names or known.is_open:
            return
        error = UnknownNameError("function", function, known.names, location=where)
        if function == PREPOSITION:
            error.hint = "name the preposition itself: with, between"
        elif function in OWN_CAPTURES:
            error.hint = "times, and the verbs over a noun, are found without it"
        elif function in self._known[_OTHER[kind]].names:
            error.hint = f"only {_OTHER[kind]}s have it"
        elif error.hint is None or error.hint.endswith("?"):  # it does not list them
            near, common = f"{error.hint} " if error.hint else "", self._common(kind)
            some = "" if len(common) == len(known.captured) else "among the "
            error.hint = f"{near}{some}functions are {', '.join(common)}, and prepositions"
        yield error

    def _common(self, kind: Kind) -> list[str]:
        """The captures of constructions that are for every frame."""
        common = {capture.name for capture in captures_of(kind, self._grammar, of_every_frame=True)} | {TITLE, HOME}
        return [name for name in self._known[kind].captured if name in common]
