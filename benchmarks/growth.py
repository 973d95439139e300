"""Shows that time grows as the text does: each shape of text in three sizes, each twice the one before.

    python benchmarks/growth.py [KILOBYTES]

Prints the time of the largest and how many times longer each doubling took: about 2 for a linear matter, 4 for a square one.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from functools import partial
from itertools import pairwise

from corpus import articles
from timing import seconds

import eventrules

PUBLISHED = date(2024, 3, 6)
ROUNDS = 3

NEWS = " ".join(text.replace("\n", " ") for text, _ in articles(60_000))
SHAPES: dict[str, str] = {
    "news": NEWS,
    "sentences with dates": "Ann Lee met Bo Kim on Friday and will visit Oslo on March 5. ",
    "news without full stops": NEWS.replace(".", ""),
    "one word": "a",
    "one long line without spaces": "abc-def",
    "open brackets": "(",
    "quotes": '"',
    "and": "and ",
    "capitalised words": "Alpha ",
    "first names": "Anna ",
    "commas": ", ",
    "names and commas": "Anna Holm, ",
    "names and 'and'": "Anna Holm and ",
    "numbers": "1 2 3 ",
    "one long number": "1234567890",
    "numbers and points": "1.2.3,",
    "hyphens": "a - ",
    "full stops": ". ",
    "blank lines": "\n\n",
    "meet": "meet ",
    "to": "is expected to ",
    "get": "get ",
    "meetings": "meeting with Anna Holm of the ",
    "dates": "Monday or Tuesday, 5 March 2024 ",
    "the big red house": "the big red old new house ",
    "apostrophes": "it's ",
    "letters with marks": "e\u0301",
}


def growth(run: Callable[[str], object], unit: str, size: int) -> tuple[float, list[float]]:
    """Seconds for a text of that size, and how many times longer each of the last two doublings took."""
    texts = [(unit * (length // len(unit) + 1))[:length] for length in (size // 4, size // 2, size)]
    times = [seconds(partial(run, text), ROUNDS) for text in texts]
    return times[-1], [later / earlier for earlier, later in pairwise(times)]


def main() -> None:
    size = int(sys.argv[1]) * 1000 if len(sys.argv) > 1 else 200_000
    extractor = eventrules.Extractor.from_grammars()
    extractor.extract(NEWS, published=PUBLISHED)  # compiles what is compiled at first use
    tasks: dict[str, Callable[[str], object]] = {
        "extract": lambda text: extractor.extract(text, published=PUBLISHED),
        "times": lambda text: extractor.find_times(text, published=PUBLISHED),
    }
    print(f"{'text of ' + str(size // 1000) + ' kB':32} {'task':8} {'ms':>8} {'MB/s':>7}   each doubling")
    for name, unit in SHAPES.items():
        for task, run in tasks.items():
            seconds, ratios = growth(run, unit, size)
            shown = "  ".join(f"x {ratio:.2f}" for ratio in ratios)
            print(f"{name:32} {task:8} {seconds * 1000:8.1f} {size / 1e6 / seconds:7.2f}   {shown}", flush=True)


if __name__ == "__main__":
    main()
