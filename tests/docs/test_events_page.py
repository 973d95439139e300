"""The page `docs/events.md` is what the grammar files say: with UPDATE_PAGES=1 it is written anew, to be reviewed as a diff."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import eventrules
from eventrules.model.types import EVENT_CLASSES
from eventrules.rulefile import definitions as d

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "events.md"
UPDATE = bool(os.environ.get("UPDATE_PAGES"))
SHOWN, LEFT_OUT = 10, 6
"""How many examples of a type the page shows, and how many sentences that tell of none."""

HEAD = """\
# What events are found

Every type of event has a grammar file of its own, with its words, its roles and its examples; this page is made from those
files. The examples are run, and what stands beside them is what is found. Besides its roles an event may have a `time`, a
`place`, and a `source`, who is cited for it. Statuses are `occurred`, `ongoing`, `scheduled`, `proposed`, `cancelled`,
`postponed`, `denied` and `hypothetical`. To change a type or to add one, see [A grammar of your own](own-grammar.md).
"""

Owner = d.Rule | d.Frame


def page(extractor: eventrules.Extractor) -> str:
    events = extractor.grammar.grammar.events.values()
    return "\n".join([HEAD, *(line for event in events for line in section(event, extractor))]).rstrip() + "\n"


def section(event: d.EventDefinition, extractor: eventrules.Extractor) -> Iterator[str]:
    owners = owners_of(event.name, extractor)
    file = Path(event.location.path).name
    yield f"## {event.name}\n"
    yield f"{EVENT_CLASSES[event.name].__doc__} PLOVER: {plover(event)}. Grammar: [{file}](../grammars/en/{file}).\n"
    yield from roles(event)
    yield from triggers(owners)
    yield from found(event.name, owners, extractor)
    yield from left_out(event, owners)


def plover(event: d.EventDefinition) -> str:
    mode = told(event, "mode")
    return f"{told(event, 'plover') or 'none'}{f', mode {mode}' if mode else ''}"


def roles(event: d.EventDefinition) -> Iterator[str]:
    yield "| Role | Filled by | Meaning |"
    yield "|---|---|---|"
    for role in event.roles:
        meaning = vars(EVENT_CLASSES[event.name]).get(role.name)
        if meaning is not None:
            yield f"| `{role.name}` | {' or '.join(role.types)}{', several' if role.many else ''} | {meaning.__doc__} |"
    yield ""


def triggers(owners: list[Owner]) -> Iterator[str]:
    for kind, title in (("verb", "Verbs"), ("noun", "Nouns")):
        words = sorted({word for owner in owners if isinstance(owner, d.Frame) and owner.kind == kind for word in owner.triggers})
        if words:
            yield f"{title}: {', '.join(words)}.\n"


def found(name: str, owners: list[Owner], extractor: eventrules.Extractor) -> Iterator[str]:
    yield "| Example | What is found |"
    yield "|---|---|"
    each = [[example for example in owner.examples if example.positive] for owner in owners]
    first = [example for some in each for example in some[:1]] + [example for some in each for example in some[1:]]
    for example in first[:SHOWN]:
        yield f"| {example.text} | {shown(name, example, extractor)} |"
    yield ""


def shown(name: str, example: d.Example, extractor: eventrules.Extractor) -> str:
    published = date.fromisoformat(example.published or "2024-03-06")
    event = next(event for event in extractor.extract(example.text, published=published).events if event.type == name)
    filled = [f"{role} = {', '.join(filler.text for filler in fillers)}" for role, fillers in event.roles]
    time = [f"time = {event.time.text}"] if event.time is not None else []
    return "; ".join([event.status.value, *filled, *time])


def left_out(event: d.EventDefinition, owners: list[Owner]) -> Iterator[str]:
    note = told(event, "note")
    each = [[example.text for example in owner.examples if not example.positive] for owner in owners]
    first = [text for some in each for text in some[:1]] + [text for some in each for text in some[1:]]
    if note or first:
        yield f"Left out: {note}.\n" if note else "Left out:\n"
    for text in first[:LEFT_OUT]:
        yield f"- {text}"
    if first:
        yield ""


def told(event: d.EventDefinition, key: str) -> str | None:
    return dict(event.metadata).get(key)


def owners_of(name: str, extractor: eventrules.Extractor) -> list[Owner]:
    """The frames and rules of a type, in the order of its files."""
    grammar = extractor.grammar.grammar
    every: list[Owner] = [*grammar.frames, *grammar.rules]
    return sorted((owner for owner in every if owner.produces == name), key=lambda owner: (owner.location.path, owner.location.line))


@pytest.fixture(scope="module")
def made(extractor: eventrules.Extractor) -> str:
    made = page(extractor)
    if UPDATE:
        PAGE.write_text(made, "utf-8")
    return made


def test_the_page_is_what_the_grammar_files_say(made: str):
    assert PAGE.read_text("utf-8") == made, "after a look at the difference: UPDATE_PAGES=1 pytest tests/docs/test_events_page.py"


def test_every_type_is_told_with_its_roles_and_examples(made: str, extractor: eventrules.Extractor):
    sections = made.split("\n## ")[1:]
    assert [text.partition("\n")[0] for text in sections] == list(extractor.grammar.grammar.events)
    assert all("| `" in text and text.count("occurred") + text.count("scheduled") > 0 for text in sections)
