"""How often Python looks for garbage while there is much that stays: a grammar in use is a million objects, looked through each time."""

from __future__ import annotations

import gc
from collections.abc import Generator
from contextlib import contextmanager

_SELDOM = 100_000
"""New objects of some articles; Python itself begins to look after 700, which is less than one sentence makes."""

_MUCH = 300_000
"""So many new objects are no article's: a grammar has been read, or a first text has led through it."""

_ours = False
"""Whether the process is ours alone."""


def collect_seldom() -> None:
    """For processes that are ours alone, such as the command line: look for garbage once in some articles, and not in what stays."""
    global _ours
    gc.set_threshold(_SELDOM, 20, 50)
    _ours = True


@contextmanager
def uncollected() -> Generator[None]:
    """No search for garbage while much is made that stays; in a process of ours, what is much is not searched later either."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if _ours and gc.get_count()[0] > _MUCH:
            gc.freeze()
        if was_on:
            gc.enable()
