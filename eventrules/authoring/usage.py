"""Counts which rules found something in a corpus, and which never did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import attrs

from eventrules.errors import DocumentError
from eventrules.extractor import Extractor
from eventrules.model import Document


@attrs.frozen(kw_only=True)
class Count:
    """How often one rule, frame or construction found what the results hold.

    Attributes:
        kind: "rule" (of events), "verb", "noun", "construction" or "time".
        name: its name; the first trigger of a frame.
        place: file and line.
        count: how many mentions of events, or times, it found.
    """

    kind: str
    name: str
    place: str
    count: int


def usage(extractor: Extractor, documents: Iterable[Document]) -> tuple[Count, ...]:
    """How often each event rule, frame, construction and time rule found something, the most frequent first of its kind.

    A mention of an event counts for its frame and for the construction that told most of it. Bad documents count for
    nothing.

    >>> from datetime import date
    >>> document = Document(text="Ann Lee met Bo Kim on Friday.", published=date(2024, 3, 6))
    >>> [(c.kind, c.name, c.count) for c in usage(Extractor.from_grammars(), [document]) if c.count]
    [('verb', 'meet', 1), ('construction', 'active', 1), ('time', 'weekday', 1)]
    """
    fired = Counter(found for document in documents for found in _fired(extractor, document))
    grammar = extractor.grammar.grammar
    rules = [("time" if rule.kind == "time" else "rule", rule.name, rule) for rule in grammar.rules if rule.kind != "mention"]
    frames = [(frame.kind, frame.triggers[0], frame) for frame in grammar.frames]
    constructions = [("construction", construction.name, construction) for construction in grammar.constructions]
    counts = [
        Count(kind=kind, name=name, place=f"{item.location.path}:{item.location.line}", count=fired[kind, name])
        for kind, name, item in (*rules, *frames, *constructions)
    ]
    return tuple(sorted(counts, key=lambda count: (_ORDER.index(count.kind), -count.count)))


_ORDER = ("rule", "verb", "noun", "construction", "time")


def _fired(extractor: Extractor, document: Document) -> Iterator[tuple[str, str]]:
    try:
        times = extractor.find_times(document.text, published=document.published).timexes
    except DocumentError:
        return
    for time in times:
        if time.rule is not None:
            yield "time", time.rule.rpartition(" ")[2]
    for event in extractor.extract_one(document).events:
        for mention in event.mentions:
            name, _, construction = mention.rule.name.partition("/")
            kind, _, trigger = name.partition("-")
            if not construction:
                yield "rule", name
                continue
            yield kind, next((f.triggers[0] for f in extractor.grammar.grammar.frames if f.name.replace(" ", "-") == name), trigger)
            yield "construction", construction
