"""What statements define or change: kinds, as the keywords of the language, and names."""

from __future__ import annotations

from collections.abc import Iterator

from eventrules.rulefile import definitions as d


def keys_of(statement: d.Statement) -> Iterator[tuple[str, str]]:
    """The names that a statement defines or changes, each with its kind; a frame goes by all its triggers."""
    match statement:
        case d.TypeDefinition(name=name):
            yield "type", name
        case d.EventDefinition(name=name):
            yield "event", name
        case d.WordList(name=name):
            yield "list", name
        case d.Phrase(name=name):
            yield "phrase", name
        case d.Rule(name=name, kind=kind):
            yield ("time" if kind == "time" else "rule"), name
        case d.Construction(name=name):
            yield "construction", name
        case d.Adjunct(name=name):
            yield "adjunct", name
        case d.Layer(name=name):
            yield "layer", name
        case d.Frame(kind=kind, triggers=triggers):
            yield from ((kind, trigger) for trigger in triggers)
        case d.Disable(kind=kind, name=name):
            yield kind, name
        case _:
            pass
