"""Shows what a gazetteer of many names costs: how long it takes to load, and how much slower news is read with it.

    python benchmarks/gazetteer.py [NAMES]

Measures a file for `Gazetteer`, and a list of as many entries in a grammar of one's own, which is compiled once and then kept.
"""

from __future__ import annotations

import os
import sys
import tempfile
from datetime import date
from pathlib import Path

from corpus import articles
from timing import seconds

PUBLISHED = date(2024, 3, 6)
ROUNDS = 5
SYLLABLES = ("bra", "ko", "lin", "mu", "tes", "vor", "zi", "pa", "quo", "dun", "gli", "ha", "sno", "fe", "ri", "wa")

GRAMMAR = """
use names

layer names-of-ours

list body from bodies.txt

rule body => organization
    *{body}*
"""


def word(number: int) -> str:
    return "".join(SYLLABLES[(number >> 4 * place) & 15] for place in range(4)).capitalize()


def names(count: int) -> list[str]:
    """So many invented names of two words, each once."""
    return list(dict.fromkeys(f"{word(number)} {word(number * 7919 + (number >> 16))}" for number in range(count)))


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 500_000
    texts = [text for text, _ in articles(150_000)]
    invented = names(count)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["EVENTRULES_CACHE"] = folder
        import eventrules
        from eventrules.recognisers import Gazetteer

        file, grammar = Path(folder) / "names.tsv", Path(folder) / "ours.rules"
        file.write_text("".join(f"{name}\torganization\n" for name in invented), "utf-8")
        (Path(folder) / "bodies.txt").write_text("".join(f"{name}\n" for name in invented), "utf-8")
        grammar.write_text(GRAMMAR, "utf-8")

        def read(extractor: eventrules.Extractor) -> float:
            return seconds(lambda: [extractor.extract(text, published=PUBLISHED) for text in texts], ROUNDS)

        alone = read(eventrules.Extractor.from_grammars())
        gazetteers: list[Gazetteer] = []
        loading = seconds(lambda: gazetteers.append(Gazetteer.from_file(file)))
        reading = read(eventrules.Extractor.from_grammars(recognisers=gazetteers))
        print(f"gazetteer of {len(invented)} names: loaded in {loading:.1f} s, reading x {reading / alone:.2f} (at most 1.2 is wanted)")
        first = seconds(lambda: eventrules.Extractor.from_grammars(grammar))
        again = seconds(lambda: eventrules.Extractor.from_grammars(grammar))
        reading = read(eventrules.Extractor.from_grammars(grammar))
        print(f"list of as many: compiled in {first:.1f} s, then loaded in {again:.1f} s, reading x {reading / alone:.2f}")


if __name__ == "__main__":
    main()
