"""What ships are expected, as objects of a class of our own."""

from datetime import date
from pathlib import Path

import attrs

import eventrules
from eventrules import Event, Mention


@attrs.frozen(kw_only=True)
class Docking(Event):
    """A ship comes into port."""

    ship: tuple[Mention, ...]
    port: Mention | None


def diary(text: str, published: date) -> list[str]:
    """One line for every ship that is expected."""
    extractor = eventrules.Extractor.from_grammars(Path(__file__).parent, events=[Docking])
    events = extractor.extract(text, published=published).events
    return [
        f"{event.time.start if event.time else 'some day'}: {', '.join(ship.name for ship in event.ship)}"
        for event in events
        if isinstance(event, Docking) and event.status.value == "scheduled"
    ]


if __name__ == "__main__":
    for line in diary("The Blue Heron will dock in Bergen on Friday. The Sea Lark docked there on Monday.", date(2024, 3, 6)):
        print(line)
