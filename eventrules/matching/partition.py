"""Which symbols are in the same sets, of thousands of sets over tens of thousands of symbols."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import compress

from eventrules.matching.symbols import EDGE, FILL

_WIDE = 8
"""A set with at least one of so many symbols is asked for each symbol, which is quick; of others their few symbols are gone through."""


class Partition:
    """Tells the symbols of an alphabet apart, by one family of sets after the other; large sets are often in several families.

    Attributes:
        last: the last of all symbols.
    """

    def __init__(self, last: str) -> None:
        """All symbols up to the last."""
        self.last = last
        self._symbols = "".join(map(chr, range(ord(last) + 1)))
        self._columns: dict[frozenset[str], bytes] = {}

    def groups(self, ordered: Sequence[frozenset[str]]) -> dict[tuple[int, ...], list[str]]:
        """The symbols that are in any of some sets, and in the same of them, by the places of these; fillings and edges are none.

        Args:
            ordered: the sets, the largest first.

        >>> sorted(Partition("z").groups([frozenset("ab"), frozenset("b")]).items())
        [((0,), ['a']), ((0, 1), ['b'])]
        """
        wide = [symbols for symbols in ordered if _WIDE * len(symbols) >= len(self._symbols)]
        told: defaultdict[str, list[int]] = defaultdict(list)
        for place, symbols in enumerate(ordered[len(wide) :], len(wide)):
            for symbol in symbols:
                told[symbol].append(place)
        for mark in (FILL, EDGE):
            told.pop(mark, None)
        alike: defaultdict[tuple[tuple[int, ...], tuple[int, ...]], list[str]] = defaultdict(list)
        for symbol, bits in self._rows(wide) if wide else ((symbol, ()) for symbol in told):
            alike[bits, tuple(told.get(symbol, ()))].append(symbol)
        numbers = range(len(wide))
        return {(*compress(numbers, bits), *places): symbols for (bits, places), symbols in alike.items() if places or any(bits)}

    def _rows(self, sets: Iterable[frozenset[str]]) -> Iterable[tuple[str, tuple[int, ...]]]:
        """Each symbol with whether it is in each of the sets, as 0 or 1."""
        return zip(self._symbols, zip(*map(self._column, sets), strict=True), strict=True)

    def _column(self, symbols: frozenset[str]) -> bytes:
        if symbols not in self._columns:
            column = bytearray(len(self._symbols))
            for code in map(ord, symbols):
                column[code] = 1
            column[ord(FILL)] = column[ord(EDGE)] = 0
            self._columns[symbols] = bytes(column)
        return self._columns[symbols]
