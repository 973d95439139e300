"""Shows what many rules cost: a grammar of N event rules on top of the shipped ones, and one of ten times as many.

    python benchmarks/many_rules.py [RULES]

Loads each (without the cache), then reads news that triggers none of the rules. Prints times, and the ratio of the reading
times: rules are found by their triggers, so ten times as many should cost next to nothing.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from datetime import date
from itertools import product
from pathlib import Path

from corpus import articles
from timing import seconds

PUBLISHED = date(2024, 3, 6)
ROUNDS = 3
KINDS = 20
"""How many event types the rules are spread over."""

SYLLABLES = ("bra", "ko", "lin", "mu", "tes", "vor", "zi", "pa", "quo", "dun", "gli", "ha", "sno")


def words(number: int) -> list[str]:
    """So many invented words, each a trigger of one rule."""
    return ["".join(parts) + "m" for parts in product(SYLLABLES, repeat=4)][:number]


def grammar(rules: int) -> str:
    """The text of a grammar file with so many rules."""
    events = [
        f"event Happening{kind}\n    who    actor, many\n    whom   actor or thing\n    place  place\n    time   time\n"
        for kind in range(KINDS)
    ]
    phrase = "phrase is-bound-to\n    (is|are) bound to  => modality expected\n"
    found = [
        f"rule {word} => Happening{number % KINDS}\n"
        f"    {{who}} [<is-bound-to>] *{word} out* [with] {{whom}} [in {{place}}] [on {{time}}]\n"
        f"    not before {words(13)[number % 13]}\n"
        for number, word in enumerate(words(rules))
    ]
    return "\n".join([*events, phrase, *found])


def main() -> None:
    os.environ["EVENTRULES_CACHE"] = "off"
    import eventrules

    rules = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    texts = [text for text, _ in articles(150_000)]
    size = sum(map(len, texts)) / 1e6
    times: list[float] = []
    print(f"{'rules':>7} {'load s':>7} {'read s':>7} {'MB/s':>6}")
    for number in (0, rules, 10 * rules):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "many.rules"
            path.write_text(grammar(number) if number else "phrase nothing\n    nothing\n", "utf-8")
            start = time.process_time()
            extractor = eventrules.Extractor.from_grammars(path)
            loading = time.process_time() - start
        read = seconds(lambda: [extractor.extract(text, published=PUBLISHED) for text in texts], ROUNDS)  # noqa: B023 - run at once
        times.append(read)
        print(f"{number:7} {loading:7.2f} {read:7.2f} {size / read:6.2f}", flush=True)
    print(f"ten times the rules: x {times[2] / times[1]:.2f} (at most 1.5 is wanted); against none: x {times[2] / times[0]:.2f}")


if __name__ == "__main__":
    main()
