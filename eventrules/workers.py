"""Shares work among processes, in order and without reading far ahead."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from typing import Any, TypeVar

from eventrules.collecting import collect_seldom

T = TypeVar("T")
R = TypeVar("R")

_AHEAD = 16
"""Items a worker that may wait, so that memory does not grow with the stream."""

_WORK: list[Callable[[Any], Any]] = []


def _start(work: Callable[[Any], Any]) -> None:
    collect_seldom()
    _WORK.append(work)


def _run(item: Any) -> Any:
    return _WORK[-1](item)


def in_processes(work: Callable[[T], R], items: Iterable[T], workers: int) -> Iterator[R]:
    """The results of all items, in order; every process gets the work (which must pickle) once."""
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=spawn, initializer=_start, initargs=(work,)) as pool:
        waiting: deque[Future[R]] = deque()
        for item in items:
            waiting.append(pool.submit(_run, item))
            if len(waiting) >= _AHEAD * workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
