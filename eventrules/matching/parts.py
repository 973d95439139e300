"""Wordings that many patterns have in common: each is written once, and patterns name it by a character of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

import attrs

FIRST_PART = 0x100000
"""Where the names of parts begin: no symbol, class of symbols or name of a set has such a code."""

_NAME = re.compile(f"[{chr(FIRST_PART)}-\U0010ffff]")


@attrs.define(slots=False, eq=False)
class Parts:
    """What the names of parts stand for, which are one whole each, such as a bracket; a part can name others.

    >>> Parts({"\U00100000": "(?:a|b)"}).whole("\U00100000c")
    '(?:a|b)c'
    """

    sources: Mapping[str, str] = attrs.Factory(dict[str, str])

    def whole(self, source: str) -> str:
        """A source with all its parts written out."""
        return _NAME.sub(lambda name: self._whole_part(name[0]), source)

    def used_by(self, sources: Iterable[str]) -> Iterator[str]:
        """The names of all parts that some sources name, or their parts, each once."""
        seen = set[str]()
        waiting = list(dict.fromkeys(sources))
        while waiting:
            for name in dict.fromkeys(_NAME.findall(waiting.pop())):
                if name not in seen:
                    seen.add(name)
                    waiting.append(self.sources[name])
                    yield name

    def _whole_part(self, name: str) -> str:
        if name not in self._written_out:
            self._written_out[name] = self.whole(self.sources[name])
        return self._written_out[name]

    @cached_property
    def _written_out(self) -> dict[str, str]:
        return {}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Parts) and (self is other or self.sources == other.sources)

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        return hash(frozenset(self.sources.items()))
