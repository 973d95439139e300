"""What an editor shows of a name under the cursor, as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from eventrules.errors import Location
from eventrules.lsp.index import Index, Named, built_in_kind
from eventrules.rulefile import definitions as d
from eventrules.rulefile.vocabulary import FEATURE_VALUES
from eventrules.timex.operations import OPERATIONS

_SHOWN_LINES, _SHOWN_ENTRIES, _SHOWN_EXAMPLES = 12, 10, 3

KEYWORD_NOTES = {
    "use": "loads another grammar file before this one: one beside it, or a shipped one",
    "layer": "rules below it run together, above all layers named before",
    "type": "a kind of mention; `under` a wider kind, or told `as` one",
    "event": "an event type and its roles: `role  type or type, many, required`",
    "list": "words, behind a colon, on lines of their own, or `from` a file",
    "phrase": "a name for wordings that mean the same",
    "rule": "wordings that produce an event type (with a capital) or a kind of mention",
    "time": "wordings on the left, what they mean in the calendar on the right",
    "verb": "a frame: who does what to whom, for all forms of a verb",
    "noun": "a frame: who takes part, for a noun that names an event",
    "construction": "how English arranges subject, object and complements around a trigger",
    "adjunct": "what any event of a sentence may carry",
    "forms": "the forms of a verb or noun that do not follow the rules",
    "disable": "takes away what another file defined",
    "extend": "adds to what another file defined",
    "override": "puts something in the place of what another file defined",
}
"""One line about every keyword."""


def note_on(named: Named, index: Index, lines_of: dict[str, Sequence[str]]) -> str:
    """What is to be known of a name.

    Args:
        named: the name and its statements.
        index: all names.
        lines_of: the lines of the loaded files, by the path that locations give.
    """
    return "\n\n".join(part for part in _parts(named, index, lines_of) if part)


def _parts(named: Named, index: Index, lines_of: dict[str, Sequence[str]]) -> Iterator[str]:
    match named.kind:
        case "keyword":
            yield f"**{named.name}** {KEYWORD_NOTES[named.name]}"
        case "feature":
            yield f"feature **{named.name}**: {', '.join(FEATURE_VALUES[named.name])}"
        case "operation":
            operation = OPERATIONS[named.name]
            yield f"```text\n{operation.signature}\n```"
            yield operation.doc
        case "built-in":
            yield f"**<{named.name}>**: {built_in_kind(named.name)}"
        case "expectation":
            yield f"**{named.name}**: what an example can say besides roles"
        case "role":
            yield from _role(named)
        case _:
            yield f"{named.kind} **{named.name}**{_of_type(named, index)}"
            for statement in named.statements[:2]:
                yield _source(statement.location, lines_of)
            yield from _examples(named, index)


def _role(named: Named) -> Iterator[str]:
    for role in named.statements:
        if isinstance(role, d.Role):
            said = ", ".join((" or ".join(role.types), *(["many"] * role.many), *(["required"] * role.required)))
            yield f"role **{role.name}**: {said}"
            yield _where(role.location)


def _of_type(named: Named, index: Index) -> str:
    """What a list holds, or which kinds a type covers."""
    if named.kind == "list" and (words := index.grammar.lists.get(named.name)) is not None:
        some = ", ".join(entry.surface for entry in words.entries[:_SHOWN_ENTRIES])
        keys = dict.fromkeys(key for entry in words.entries[:_SHOWN_ENTRIES] for key, _ in entry.attributes)
        attributes = f"; attributes {', '.join(keys)}" if keys else ""
        return f", {len(words.entries)} entries{attributes}: {some}{', …' if len(words.entries) > _SHOWN_ENTRIES else ''}"
    if named.kind == "type" and (definition := index.grammar.types.get(named.name)) is not None:
        under = sorted(index.grammar.subtypes(named.name) - {named.name})
        wider = f" under {definition.parent}" if definition.parent else ""
        return f"{wider}{'; covers ' + ', '.join(under) if under else ''}"
    return ""


def _source(location: Location, lines_of: dict[str, Sequence[str]]) -> str:
    """The first lines of a statement as they stand in its file."""
    lines = lines_of.get(location.path, ())
    shown: list[str] = []
    for number in range(location.line - 1, min(len(lines), location.line - 1 + _SHOWN_LINES)):
        line = lines[number]
        if shown and (not line.strip() or not line[:1].isspace()):
            break
        shown.append(line)
    code = "\n".join(shown)
    return f"```rules\n{code}\n```\n{_where(location)}" if shown else _where(location)


def _where(location: Location) -> str:
    return f"{location.path.rpartition('/')[2]}, line {location.line}"


def _examples(named: Named, index: Index) -> Iterator[str]:
    """Sentences of the rules and frames that a name stands for or is produced by."""
    owners = [s for s in named.statements if isinstance(s, (d.Rule, d.Frame))]
    if named.kind in ("event", "type"):
        owners = index.producers.get(named.name, [])
    sentences = [example.text for owner in owners for example in owner.examples if example.positive][:_SHOWN_EXAMPLES]
    if sentences:
        yield "\n".join(f"- “{sentence}”" for sentence in sentences)
