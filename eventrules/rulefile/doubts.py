"""Looks for what is no mistake but likely not meant: names that nothing uses, types that nothing finds, unknown verbs."""

from __future__ import annotations

from collections.abc import Iterator

from eventrules.errors import EventRulesWarning, Location
from eventrules.rulefile import definitions as d
from eventrules.rulefile.grammar import Grammar, regular_verb
from eventrules.rulefile.load import MAIN, place_in, with_lines
from eventrules.rulefile.sources import SUFFIX

Definition = d.Phrase | d.WordList | d.TypeDefinition | d.EventDefinition

_KINDS: dict[type[Definition], str] = {d.Phrase: "phrase", d.WordList: "list"}


def find_doubts(grammar: Grammar) -> tuple[EventRulesWarning, ...]:
    """All that is doubtful in the definitions of a grammar without mistakes, in the order of the files.

    Of shipped files nothing is told but verbs whose forms nobody knows.
    """
    found = [*_unknown_verbs(grammar)]
    if any(file.is_shipped and file.path == f"{MAIN}{SUFFIX}" for file in grammar.files):  # else much is there for others to use
        found += [*_unused(grammar), *_never_found(grammar)]
    order = {file.path: number for number, file in enumerate(grammar.files)}
    placed = [(order[doubt.location.path], doubt.location, doubt) for doubt in found if doubt.location is not None]
    return with_lines(tuple(doubt for _, _, doubt in sorted(placed, key=lambda item: item[:2])), grammar.files)


# --- verbs -------------------------------------------------------------------------------------------------------


def _unknown_verbs(grammar: Grammar) -> Iterator[EventRulesWarning]:
    """Verbs that no table of forms has: regular, or misspelt."""
    nouns = {*grammar.words("noun"), *grammar.words("plural-noun")}
    told: set[str] = set()
    for verb, where in _verbs(grammar, nouns):
        if verb in grammar.verbs or verb in told:
            continue
        told.add(verb)
        regular = regular_verb(verb)
        forms = ", ".join((*regular.present, *regular.past, *regular.participle, *regular.gerund))
        message = f"no table of forms has the verb {verb!r}; it is read as regular: {forms}"
        yield EventRulesWarning(message, name=verb, location=where, hint=f"where this is right, say so: forms {verb}: {forms}")


def _verbs(grammar: Grammar, nouns: set[str]) -> Iterator[tuple[str, Location]]:
    """The verbs of frames and of wordings, each with the place where it stands."""
    for frame in grammar.frames:
        for trigger in frame.triggers if frame.kind == "verb" else ():
            yield trigger.split(" ")[0], place_in(frame, trigger.split(" ")[0], grammar.files)
        for support in frame.supports:
            yield support, place_in(frame, support, grammar.files)
    for pattern in grammar.patterns():
        for part in d.walk(pattern):
            if isinstance(part, d.Word) and part.inflected and part.text not in nouns and part.text not in grammar.plurals:
                yield part.text, part.location


# --- names -------------------------------------------------------------------------------------------------------


def _own(grammar: Grammar, kind: type[Definition]) -> Iterator[Definition]:
    """What users' files define of a kind, but for what another file disables."""
    tables = (grammar.phrases, grammar.lists, grammar.types, grammar.events)
    places = {definition.location for table in tables for definition in table.values()}
    for file in grammar.files:
        for statement in file.statements if not file.is_shipped else ():
            if isinstance(statement, kind) and getattr(statement, "mode", "define") == "define" and statement.location in places:
                yield statement


def _unused(grammar: Grammar) -> Iterator[EventRulesWarning]:
    """Phrases and lists that no wording names."""
    named: set[str] = set()
    for pattern in grammar.patterns():
        for part in d.walk(pattern):
            match part:
                case d.Reference(name=name, excluded=excluded):
                    named |= {name, *excluded}
                case d.Capture(target=target):
                    named.add(target)
                case _:
                    pass
    for kind, word in _KINDS.items():
        for definition in _own(grammar, kind):
            if definition.name not in named:
                hint = f"write <{definition.name}> into a wording, or drop it"
                yield EventRulesWarning(
                    f"nothing uses the {word} {definition.name!r}", name=definition.name, location=definition.location, hint=hint
                )


def _never_found(grammar: Grammar) -> Iterator[EventRulesWarning]:
    """Types of events that no rule or frame finds, and types of mentions that no rule finds, nor any type under them."""
    produced = {rule.produces for rule in grammar.rules} | {frame.produces for frame in grammar.frames}
    for definition in _own(grammar, d.EventDefinition):
        if definition.name not in produced:
            hint = f"write 'rule … => {definition.name}', or a verb or noun"
            yield EventRulesWarning(
                f"nothing finds events of the type {definition.name!r}", name=definition.name, location=definition.location, hint=hint
            )
    for definition in _own(grammar, d.TypeDefinition):
        if grammar.subtypes(definition.name).isdisjoint(produced | set(grammar.phrases)):
            hint = f"write 'rule … => {definition.name}'; a recogniser of yours may find them as well"
            yield EventRulesWarning(
                f"no rule finds mentions of the type {definition.name!r}", name=definition.name, location=definition.location, hint=hint
            )
