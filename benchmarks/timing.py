"""How long something takes."""

from __future__ import annotations

import time
from collections.abc import Callable


def seconds(run: Callable[[], object], rounds: int = 1) -> float:
    """The process time of the fastest of some runs."""
    best = float("inf")
    for _ in range(rounds):
        start = time.process_time()
        run()
        best = min(best, time.process_time() - start)
    return best
