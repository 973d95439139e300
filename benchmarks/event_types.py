"""Shows what more event types cost: reading with the shipped grammars of one, four, ten and all types.

    python benchmarks/event_types.py [FILE.jsonl]

Three kinds of text: one that tells of no event, news of our own making (`corpus.py`), and the documents of a file where one
is given. The ratio beside each time is that to one type.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from corpus import articles
from throughput import Corpus, read
from timing import seconds

import eventrules

ROUNDS = 3
SIZE = 100_000
PUBLISHED = date(2024, 3, 6)

TYPES = (
    "meeting", "call", "visit", "agreement", "attack", "protest", "strike", "election", "vote", "trial",
    "arrest", "deployment", "weapontest", "sanction", "aid", "appointment", "resignation", "launch", "acquisition", "contest",
)  # fmt: skip

THINGS = ("The river", "A pale mist", "The old orchard", "Snow", "The garden wall", "A row of birches", "The valley", "Moss")
STATES = ("was green", "looked grey", "seemed still", "lay in the shade", "smelled of rain", "glittered", "was bare", "stayed dark")
SEASONS = ("in May", "all summer", "every morning", "since the thaw", "in the late afternoon", "for weeks", "in most years")


def quiet(size: int) -> Iterator[tuple[str, date]]:
    """Texts of so many characters in all that tell of no event."""
    chance = random.Random(1)
    while size > 0:
        parts = (f"{chance.choice(THINGS)} {chance.choice(STATES)} {chance.choice(SEASONS)}." for _ in range(40))
        text = " ".join(parts)
        size -= len(text)
        yield text, PUBLISHED


def main() -> None:
    corpora: dict[str, Corpus] = {"no events": list(quiet(SIZE)), "our news": list(articles(SIZE))}
    if len(sys.argv) > 1:
        corpora[Path(sys.argv[1]).name] = read(Path(sys.argv[1]))[:60]
    first: dict[str, float] = {}
    print(f"{'text':>24} {'types':>6} {'s':>7} {'MB/s':>6} {'x':>5}")
    for number in (1, 4, 10, len(TYPES)):
        extractor = eventrules.Extractor.from_grammars(*TYPES[:number])
        for name, corpus in corpora.items():
            once = seconds(lambda: [extractor.extract(text, published=published) for text, published in corpus], ROUNDS)  # noqa: B023
            size = sum(len(text) for text, _ in corpus) / 1e6
            print(f"{name:>24} {number:6} {once:7.3f} {size / once:6.2f} {once / first.setdefault(name, once):5.2f}", flush=True)


if __name__ == "__main__":
    main()
