"""What a user's program looks like to a type checker; it is checked against the installed wheel, not run."""

from collections.abc import Iterator
from datetime import date
from typing import assert_type

import eventrules
from eventrules.testing import assert_events


def meetings(text: str) -> Iterator[tuple[str, ...]]:
    extractor = eventrules.Extractor.from_grammars("meeting")
    result = extractor.extract(text, published=date(2024, 3, 6))
    assert_type(result.events, tuple[eventrules.Event, ...])
    for event in result.events:
        if isinstance(event, eventrules.Meeting):
            assert_type(event.participants, tuple[eventrules.Mention, ...])
            assert_type(event.place, eventrules.Mention | None)
            assert_type(event.time, eventrules.TimeMention | None)
            assert_type(event.status, eventrules.Status)
            yield tuple(person.name for person in event.participants)


def stream(documents: list[eventrules.Document]) -> Iterator[str]:
    for result in eventrules.Extractor.from_grammars().extract_many(documents, workers=2):
        assert_type(result.error, str | None)
        for event in result.events:
            copy = eventrules.event_from_json(eventrules.event_to_json(event, doc=result.id))
            assert_type(copy, eventrules.Event)
            yield copy.id


def check_mine() -> None:
    try:
        report = eventrules.check("mine.rules")
    except eventrules.GrammarErrors as errors:
        print(errors)
    else:
        assert_type(report.examples, int)
    assert_events("It rained.", published=date(2024, 3, 6))
