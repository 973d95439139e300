"""What a grammar holds and where each definition comes from, when all files have been layered over one another."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from eventrules.errors import UnknownNameError
from eventrules.rulefile import definitions as d
from eventrules.rulefile.grammar import Grammar
from eventrules.rulefile.keys import keys_of
from eventrules.rulefile.printing import print_statement

KINDS = ("event", "type", "rule", "time", "verb", "noun", "phrase", "list", "construction", "adjunct")
"""What can be listed, as the keywords of the language."""

SHOWN_ENTRIES = 40
"""How many entries of a list are shown."""

Definition = (
    d.EventDefinition | d.TypeDefinition | d.Rule | d.Frame | d.Phrase | d.WordList | d.Construction | d.Adjunct
)  # what a name can stand for


@attrs.frozen(kw_only=True)
class Item:
    """One definition, or what is left of one that was disabled.

    Attributes:
        kind: its keyword, such as "rule" or "noun".
        name: its name; the triggers of a frame.
        place: file and line.
        produces: the type of event, mention or time that it makes; empty for others.
        changes: what later files did to it, such as "extended at own.rules:7".
        definition: what it says now; None when it was disabled.
    """

    kind: str
    name: str
    place: str
    produces: str = ""
    changes: tuple[str, ...] = ()
    definition: Definition | None = None

    def render(self) -> str:
        """The definition as it would be written in one file, with the places that it comes from."""
        origin = "".join(f"\n# {change}" for change in self.changes)
        if self.definition is None:
            return f"# {self.kind} {self.name}: {self.place}"
        shown, left = self.definition, 0
        if isinstance(shown, d.WordList):
            left = max(len(shown.entries) - SHOWN_ENTRIES, 0)
            shown = attrs.evolve(shown, path=None, entries=shown.entries[:SHOWN_ENTRIES])
        more = f"\n    # and {left} more" if left else ""
        return f"# {self.place}{origin}\n{print_statement(shown)}{more}"


def inventory(grammar: Grammar) -> tuple[Item, ...]:
    """Everything that is loaded, kind by kind in the order of the files, and what was disabled at the end of its kind.

    >>> from eventrules.rulefile.load import load_grammar
    >>> [item.place for item in inventory(load_grammar()) if item.name == "Meeting"]
    ['meeting.rules:6']
    """
    changes = _changes(grammar)
    found = [_item(definition, changes) for definition in _definitions(grammar)]
    loaded = {(item.kind, name) for item in found for name in item.name.split(", ")}
    disabled = [
        Item(kind=s.kind, name=s.name, place=f"disabled at {_place(s.location)}")
        for file in grammar.files
        for s in file.statements
        if isinstance(s, d.Disable) and (s.kind, s.name) not in loaded
    ]
    return tuple(sorted((*found, *disabled), key=lambda item: KINDS.index(item.kind)))


def named(grammar: Grammar, name: str) -> tuple[Item, ...]:
    """All that has a name; a frame is named by any of its triggers, with or without its keyword.

    Raises:
        UnknownNameError: nothing has it.
    """
    items = inventory(grammar)
    found = [item for item in items if name in {*item.name.split(", "), *(f"{item.kind} {n}" for n in item.name.split(", "))}]
    if not found:
        raise UnknownNameError("name", name, tuple(dict.fromkeys(n for item in items for n in item.name.split(", "))))
    return tuple(found)


def _definitions(grammar: Grammar) -> Iterator[Definition]:
    for table in (grammar.events, grammar.types, grammar.phrases, grammar.lists, grammar.adjuncts):
        yield from table.values()
    yield from (*grammar.rules, *grammar.frames, *grammar.constructions)


def _item(definition: Definition, changes: dict[tuple[str, str], list[str]]) -> Item:
    keys = tuple(keys_of(definition))
    made = tuple(dict.fromkeys(change for key in keys for change in changes.get(key, ())))
    produces = definition.produces if isinstance(definition, d.Rule | d.Frame) else ""
    place = _place(definition.location)
    changed = tuple(change for change in made if not change.endswith(f" {place}"))
    names = ", ".join(name for _, name in keys)
    return Item(kind=keys[0][0], name=names, place=place, produces=produces, changes=changed, definition=definition)


def _changes(grammar: Grammar) -> dict[tuple[str, str], list[str]]:
    """What files say of what others defined, by kind and name."""
    found: dict[tuple[str, str], list[str]] = {}
    for statement in (statement for file in grammar.files for statement in file.statements):
        mode = getattr(statement, "mode", "define")
        for key in keys_of(statement) if mode in _PAST else ():
            found.setdefault(key, []).append(f"{_PAST[mode]} at {_place(statement.location)}")
    return found


_PAST = {"extend": "extended", "override": "overridden"}


def _place(location: d.Location) -> str:
    return f"{location.path}:{location.line}"
