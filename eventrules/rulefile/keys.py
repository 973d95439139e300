"""What statements define or change: kinds, as the keywords of the language, and names."""

from __future__ import annotations

from collections.abc import Iterator

from eventrules.rulefile import definitions as d

_KINDS: dict[type[d.Statement], str] = {
    d.TypeDefinition: "type", d.EventDefinition: "event", d.WordList: "list", d.Phrase: "phrase", d.Construction: "construction",
    d.Adjunct: "adjunct", d.Layer: "layer",
}  # fmt: skip
"""What is named by one name of its own, and nothing else."""


def keys_of(statement: d.Statement) -> Iterator[tuple[str, str]]:
    """The names that a statement defines or changes, each with its kind; a frame goes by all its triggers."""
    match statement:
        case d.Rule(name=name, kind=kind):
            yield ("time" if kind == "time" else "rule"), name
        case d.Frame(kind=kind, triggers=triggers):
            yield from ((kind, trigger) for trigger in triggers)
        case d.Disable(kind=kind, name=name):
            yield kind, name
        case d.Use() | d.Inflection():
            pass
        case _:
            yield _KINDS[type(statement)], statement.name
