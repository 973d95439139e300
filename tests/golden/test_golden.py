"""Articles of our own with the events that are found in them.

`pytest tests/golden --regenerate-golden` writes what is found now; the difference is then read and judged in version
control. The files say what the grammars do, not what they should do: where they are wrong, a better grammar shows as a
better file. The publication date stands in the name of the file.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

import eventrules
from eventrules.model.serialization import instant_to_json

FOLDER = Path(__file__).parent
ARTICLES = sorted((FOLDER / "articles").glob("*.txt"))


def told(event: eventrules.Event) -> dict[str, object]:
    """What a reader of an article would want to see of an event; not the line numbers of rules, which move."""
    time = event.time
    return {
        "type": event.type,
        "status": f"{event.status.value}, {event.modality.value}",
        "time": [time.text, instant_to_json(time.start), instant_to_json(time.end)] if time else None,
        **{role: [filler.name for filler in fillers] for role, fillers in event.roles},
        "mentions": [mentioned(mention) for mention in event.mentions],
    }


def mentioned(mention: eventrules.EventMention) -> str:
    span = mention.trigger.span
    return f"{mention.trigger.text} [{span.start}:{span.end}] {mention.status.value} by {mention.rule.name}"


def rendered(events: tuple[eventrules.Event, ...]) -> str:
    """JSON with one line a field, so that a difference shows what has changed."""
    shown = [
        ",\n".join(f"  {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in told(event).items())
        for event in events
    ]
    return "[\n" + ",\n".join(f" {{\n{fields}\n }}" for fields in shown) + "\n]\n"


@pytest.mark.parametrize("article", ARTICLES, ids=lambda path: path.stem)
def test_events_of_article(article: Path, extractor: eventrules.Extractor, pytestconfig: pytest.Config):
    published = date.fromisoformat(article.stem[:10])
    found = rendered(extractor.extract(article.read_text("utf-8"), published=published).events)
    golden = FOLDER / "events" / f"{article.stem}.json"
    if pytestconfig.getoption("regenerate_golden"):
        golden.write_text(found, "utf-8")
    assert found == golden.read_text("utf-8"), "after a look at the difference: pytest tests/golden --regenerate-golden"


def test_every_file_of_events_has_its_article():
    assert [path.stem for path in sorted((FOLDER / "events").glob("*.json"))] == [path.stem for path in ARTICLES]


def test_articles_cover_all_types_and_most_statuses(extractor: eventrules.Extractor):
    results = [extractor.extract(path.read_text("utf-8"), published=date.fromisoformat(path.stem[:10])) for path in ARTICLES]
    events = [event for result in results for event in result.events]
    diary = {"Meeting", "Call", "Visit", "Agreement"}
    politics = {"Election", "Vote", "Trial", "Arrest", "Appointment", "Resignation", "Sanction", "Aid"}
    assert {event.type for event in events} >= diary | politics
    statuses = {mention.status for event in events for mention in event.mentions}
    assert len(statuses) >= 6
