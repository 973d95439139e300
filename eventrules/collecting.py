"""How often Python looks for garbage while there is much that stays: a grammar in use is a million objects, looked through each time."""

from __future__ import annotations

import gc
from collections.abc import Generator
from contextlib import contextmanager

_NEW_OBJECTS = 100_000
"""Some articles' worth; Python itself begins to look after 700, which is less than one sentence makes."""


def collect_seldom() -> None:
    """For processes that are ours alone, such as the command line: look for garbage once in some articles."""
    gc.set_threshold(_NEW_OBJECTS, 20, 50)


@contextmanager
def uncollected() -> Generator[None]:
    """No search for garbage while much is made that stays."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextmanager
def set_aside() -> Generator[None]:
    """For processes that are ours alone: no search for garbage while something is made that stays to their end, nor among it later."""
    with uncollected():
        yield
        gc.freeze()
