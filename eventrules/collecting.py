"""How often Python looks for garbage while there is much that stays: a grammar in use is a million objects, looked through each time."""

from __future__ import annotations

import gc
from collections.abc import Generator
from contextlib import contextmanager

_SELDOM = (100_000, 20, 50)
"""After some articles' worth of new objects; Python itself begins to look after 700, which is less than one sentence makes."""


def collect_seldom() -> None:
    """For processes that are ours alone, such as the command line: look for garbage once in some articles."""
    gc.set_threshold(*_SELDOM)


@contextmanager
def uncollected() -> Generator[None]:
    """No search for garbage while much is made that stays; in processes that are ours alone, none among that later either."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if gc.get_threshold() == _SELDOM:
            gc.freeze()
        if was_on:
            gc.enable()
