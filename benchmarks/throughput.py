"""Measures how fast texts are read, and how fast the library is there.

    python benchmarks/throughput.py [FILE.jsonl]

The text is of our own making (`corpus.py`); a JSON Lines file of documents is measured too where one is given. Beside each
figure stands what `re.findall` takes to cut the same text into tokens in the same run: the ratio of the two says more than
megabytes a second, which are those of one machine on one day. Times are process times on one core, the best of some rounds;
"at first" is the first round, in which all that texts call for is made (a corpus finds there what those before it left).
"""

from __future__ import annotations

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from corpus import articles
from timing import seconds

import eventrules

Corpus = list[tuple[str, date]]

ROUNDS = 3
SIZE = 2_000_000
STARTS = 5

TOKEN = re.compile(r"\w+|[^\w\s]")

START = """
import time
from datetime import date
begun = time.process_time()
import eventrules
imported = time.process_time()
extractor = eventrules.Extractor.from_grammars()
ready = time.process_time()
extractor.extract("Ann Lee will meet Bo Kim in Paris on Friday. They last met in May.", published=date(2024, 3, 6))
print(imported - begun, ready - begun, time.process_time() - ready)
"""


def read(file: Path) -> Corpus:
    """The documents of a JSON Lines file."""
    rows = map(json.loads, file.read_text("utf-8").splitlines())
    return [(row["text"], date.fromisoformat(row["published"][:10])) for row in rows]


def reading(run: Callable[[str, date], object], corpus: Corpus) -> float:
    """The time of the fastest round."""
    return seconds(lambda: [run(text, published) for text, published in corpus], ROUNDS)


def measure(name: str, corpus: Corpus) -> None:
    """Print the figures of one corpus."""
    extractor = eventrules.Extractor.from_grammars()
    megabytes = sum(len(text.encode()) for text, _ in corpus) / 1e6
    begun = time.process_time()
    events = sum(len(extractor.extract(text, published=published).events) for text, published in corpus)
    at_first = time.process_time() - begun
    print(f"{name}: {len(corpus)} documents, {megabytes:.2f} MB, {events} events")
    tokens = reading(lambda text, _: TOKEN.findall(text), corpus)
    print(f"  {'extract, at first':20} {megabytes / at_first:7.2f} MB/s   {at_first / tokens:6.1f} times as long as re.findall")
    tasks: dict[str, Callable[[str, date], object]] = {
        "extract": lambda text, published: extractor.extract(text, published=published),
        "find_times": lambda text, published: extractor.find_times(text, published=published),
        "tokens and symbols": lambda text, _: extractor.analyse(text),
    }
    for task, run in tasks.items():
        taken = reading(run, corpus)
        print(f"  {task:20} {megabytes / taken:7.2f} MB/s   {taken / tokens:6.1f} times as long as re.findall")
    print(f"  {'re.findall':20} {megabytes / tokens:7.2f} MB/s")


def measure_start() -> None:
    """Print how long a fresh process takes to be ready: without a cache, and with one."""
    with tempfile.TemporaryDirectory() as folder:
        cold = _started({"EVENTRULES_CACHE": "off"}, 2)
        _started({"EVENTRULES_CACHE": folder}, 1)
        warm = _started({"EVENTRULES_CACHE": folder}, STARTS)
    print("a fresh process")
    print(f"  import eventrules        {min(imported for imported, _, _ in warm):.3f} s")
    for name, runs in (("without cache", cold), ("with cache", warm)):
        whole = [ready for _, ready, _ in runs]
        print(f"  ready {name:15} {min(whole):9.3f} s   (median {statistics.median(whole):.3f} s, with all imports)")
    print(f"  the first two sentences  {min(first for _, _, first in warm):.3f} s")


def _started(setting: dict[str, str], times: int) -> list[tuple[float, float, float]]:
    """Seconds until imported, until ready, and for a first text, of so many fresh processes."""
    command = [sys.executable, "-c", START]
    runs = [subprocess.run(command, env={**os.environ, **setting}, check=True, capture_output=True, text=True) for _ in range(times)]
    return [(float(a), float(b), float(c)) for a, b, c in (run.stdout.split() for run in runs)]


def main() -> None:
    parser = argparse.ArgumentParser(description="Measures how fast texts are read, and how fast the library is there.")
    parser.add_argument("files", metavar="FILE.jsonl", nargs="*", type=Path, help="documents to measure beside our own text")
    files: list[Path] = parser.parse_args().files
    if missing := [str(file) for file in files if not file.is_file()]:
        parser.error(f"no such file: {', '.join(missing)}")
    measure_start()
    measure("our own text", articles(SIZE))
    for file in files:
        measure(str(file), read(file))


if __name__ == "__main__":
    main()
