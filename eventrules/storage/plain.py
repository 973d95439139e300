"""Objects as plain data and back: numbers, strings and lists, which JSON holds and which run no code.

A list begins with a number that says what it is: a tuple, a table, a set, something that was written before, one of some
classes with its fields in order, or many objects of one class, field by field.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter
from typing import Any, cast

import attrs

from eventrules.errors import Location

_TUPLE, _TABLE, _SYMBOLS, _NAMES, _KNOWN, _PLACE, _COLUMNS, _FIRST_CLASS = range(8)
_PLAIN = frozenset((str, int, float, bool, type(None)))


class Kinds:
    """The attrs classes whose objects are written and made; no others ever are.

    >>> kinds = Kinds()
    >>> kinds.read(kinds.written((1, frozenset({"ab"}))))
    (1, frozenset({'ab'}))
    """

    def __init__(self, *kinds: type[Any], many: type[Any] | None = None) -> None:
        """Some classes.

        Args:
            many: one of them of which tuples of thousands are made; these are written field by field.
        """
        self.many = many
        self.kinds = tuple(dict.fromkeys(kinds))
        self.fields = [tuple(field.name for field in attrs.fields(kind)) for kind in self.kinds]
        self.numbers = {kind: number for number, kind in enumerate(self.kinds)}

    def plain(self, value: object) -> Any:
        """A value as plain data."""
        return _Writer(self).plain(value)

    def value(self, plain: object) -> Any:
        """The value of plain data.

        Raises:
            LookupError, TypeError, ValueError: nothing that was written by these classes.
        """
        return _Reader(self).value(plain)

    def written(self, value: object) -> bytes:
        """A value as a line of JSON."""
        return as_json(self.plain(value))

    def written_in_turn(self, *values: object) -> tuple[bytes, ...]:
        """Values as a line each; what comes again is written once, be it in another line."""
        writer = _Writer(self)
        return tuple([as_json(writer.plain(value)) for value in values])

    def read(self, line: bytes, known: list[Any] | None = None) -> Any:
        """The value of a line of JSON; raises as `value` does.

        Args:
            known: what lines that were written before it in turn hold of what may come again; what this line holds is added.
        """
        return _Reader(self, known).value(json.loads(line))


def as_json(plain: object) -> bytes:
    """Plain data as a line of JSON."""
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()


class _Writer:
    """Writes values as plain data; what comes again is written as a number, so that it is one thing when read."""

    def __init__(self, kinds: Kinds) -> None:
        self._kinds = kinds
        self._known: dict[object, int] = {}
        self._kept: list[object] = []

    def plain(self, value: Any) -> Any:
        kind: type[Any] = type(value)
        if kind in _PLAIN:
            return value
        if kind is tuple:
            if value and type(value[0]) is self._kinds.many and all(type(each) is self._kinds.many for each in value):
                return self._columns(value)
            return [_TUPLE, *self._each(value)]
        if kind is Location:
            return [_PLACE, *value]
        if (number := self._kinds.numbers.get(kind)) is not None:
            return self._known_as(id(value)) or self._new(id(value), self._object(value, number), value)
        if isinstance(value, frozenset):
            return self._known_as(value) or self._new(value, _plain_set(cast("frozenset[str]", value)))
        if isinstance(value, Mapping):
            return [_TABLE, *(self.plain(part) for item in cast("Mapping[Any, Any]", value).items() for part in item)]
        if isinstance(value, Sequence):
            return [_TUPLE, *self._each(cast("Sequence[Any]", value))]
        raise TypeError(f"a {kind.__name__} is not written as plain data")

    def _each(self, values: Iterable[Any]) -> list[Any]:
        """Values, of which most are plain already."""
        return [value if type(value) in _PLAIN else self.plain(value) for value in values]

    def _columns(self, objects: tuple[Any, ...]) -> list[Any]:
        number = self._kinds.numbers[type(objects[0])]
        return [_COLUMNS, number, *(self._each(map(attrgetter(name), objects)) for name in self._kinds.fields[number])]

    def _object(self, value: object, number: int) -> list[Any]:
        return [_FIRST_CLASS + number, *self._each([getattr(value, name) for name in self._kinds.fields[number]])]

    def _known_as(self, key: object) -> list[Any] | None:
        return [_KNOWN, self._known[key]] if key in self._known else None

    def _new(self, key: object, written: list[Any], keep: object = None) -> list[Any]:
        self._kept.append(keep)  # an object that lives keeps its id to itself
        self._known[key] = len(self._known)
        return written


def _plain_set(names: frozenset[str]) -> list[Any]:
    return [_SYMBOLS, "".join(sorted(names))] if set(map(len, names)) <= {1} else [_NAMES, *sorted(names)]


class _Reader:
    """Reads plain data; makes nothing but tuples, tables, sets, and objects of the classes."""

    def __init__(self, kinds: Kinds, known: list[Any] | None = None) -> None:
        self._kinds = kinds
        self._known: list[Any] = [] if known is None else known

    def value(self, plain: Any) -> Any:
        if type(plain) is not list:
            return plain
        items = cast("list[Any]", plain)
        kind = items[0]
        if kind == _PLACE:
            return Location(items[1], items[2], items[3])
        if kind == _KNOWN:
            return self._known[items[1]]
        if kind == _TUPLE:
            return tuple(self._each(items[1:]))
        if kind == _TABLE:
            parts = self._each(items[1:])
            return dict(zip(parts[::2], parts[1::2], strict=True))
        if kind == _COLUMNS:
            return self._objects(*items[1:])
        if kind == _SYMBOLS:
            found: Any = frozenset(items[1])
        elif kind == _NAMES:
            found = frozenset(items[1:])
        else:
            number = kind - _FIRST_CLASS
            found = self._kinds.kinds[number](**dict(zip(self._kinds.fields[number], self._each(items[1:]), strict=True)))
        self._known.append(found)
        return found

    def _each(self, items: list[Any]) -> list[Any]:
        """The values of items, of which most are values already."""
        return [self.value(item) if type(item) is list else item for item in items]

    def _objects(self, number: int, *columns: list[Any]) -> tuple[Any, ...]:
        made, names = self._kinds.kinds[number], self._kinds.fields[number]
        values = map(self._each, columns)
        return tuple([made(**dict(zip(names, row, strict=True))) for row in zip(*values, strict=True)])
