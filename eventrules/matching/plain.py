"""Compiled grammars as plain data and back: numbers, strings and lists, which JSON holds and which run no code.

A list begins with a number that says what it is: a tuple, a table, a set, something that was written before, or one of
the classes below with its fields in order. What only few callers ask for stands in sections of its own, read when needed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, TypeVar, cast, overload

import attrs

from eventrules.errors import Location
from eventrules.matching import compiled as c
from eventrules.matching.patterns import Group
from eventrules.matching.symbols import Alphabet
from eventrules.rulefile import definitions as d
from eventrules.rulefile.grammar import Grammar, VerbForms
from eventrules.text.tokens import Tokenizer

V = TypeVar("V")

_TUPLE, _TABLE, _SYMBOLS, _NAMES, _KNOWN, _PLACE, _FIRST_CLASS = range(7)

_CLASSES: tuple[type[Any], ...] = (
    *(kind for kind in vars(d).values() if isinstance(kind, type) and attrs.has(kind)),
    *(kind for kind in vars(c).values() if isinstance(kind, type) and attrs.has(kind) and kind.__name__.startswith("Compiled")),
    Group, VerbForms,
)  # fmt: skip
_FIELDS = {kind: tuple(field.name for field in attrs.fields(kind)) for kind in dict.fromkeys(_CLASSES)}
_KINDS = tuple(_FIELDS)
_NUMBERS = {kind: number for number, kind in enumerate(_KINDS, _FIRST_CLASS)}

Sections = Mapping[str, bytes]
"""The parts of a grammar, each a line of JSON."""


def sections_of(compiled: c.CompiledGrammar) -> dict[str, bytes]:
    """A compiled grammar as plain data."""
    grammar, alphabet = compiled.grammar, compiled.alphabet
    main = {
        "grammar": {name: getattr(grammar, name) for name in _fields_at_hand(Grammar)},
        "compiled": {name: getattr(compiled, name) for name in _fields_at_hand(c.CompiledGrammar)},
        "abbreviations": compiled.tokenizer.abbreviations,
    }
    return {
        "main": _json(_Writer().plain(main)),
        "alphabet": _json(alphabet.tables()),
        "files": _json(_Writer().plain(grammar.files)),
        "verbs": _json({name: _Writer().plain(forms) for name, forms in grammar.verbs.items()}),
        **{f"list {name}": _json(_Writer().plain(words)) for name, words in grammar.lists.items()},
    }


def grammar_of(sections: Sections) -> c.CompiledGrammar:
    """The compiled grammar that was written.

    Raises:
        LookupError, TypeError, ValueError: these are no sections of a grammar.
    """
    main = cast("dict[str, Any]", _read(sections["main"]))
    lists = {name.removeprefix("list "): section for name, section in sections.items() if name.startswith("list ")}
    grammar = Grammar(
        **main["grammar"],
        files=LateSequence(lambda: _read(sections["files"])),
        lists=LateTable(lambda: lists, _read),
        verbs=LateTable(lambda: json.loads(sections["verbs"]), lambda plain: _Reader().value(plain)),
    )
    alphabet = Alphabet.from_tables(json.loads(sections["alphabet"]))
    return c.CompiledGrammar(**main["compiled"], grammar=grammar, alphabet=alphabet, tokenizer=Tokenizer(main["abbreviations"]))


def _fields_at_hand(kind: type[Any]) -> list[str]:
    """The fields that are always read; the others are sections, or written in their own way."""
    others = ("files", "lists", "verbs", "grammar", "alphabet", "tokenizer")
    return [field.name for field in attrs.fields(kind) if field.name not in others]


def _json(plain: object) -> bytes:
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()


def _read(section: bytes) -> Any:
    return _Reader().value(json.loads(section))


class _Writer:
    """Writes values as plain data; what comes again is written as a number, so that it is one thing when read."""

    def __init__(self) -> None:
        self._known: dict[object, int] = {}
        self._kept: list[object] = []

    def plain(self, value: Any) -> Any:
        match value:
            case None | bool() | int() | float() | str():
                return value
            case Location():
                return [_PLACE, *value]
            case Sequence():
                return [_TUPLE, *map(self.plain, cast("Sequence[Any]", value))]
            case Mapping():
                return [_TABLE, *(self.plain(part) for item in cast("Mapping[Any, Any]", value).items() for part in item)]
            case frozenset():
                return self._once(value, lambda: _plain_set(cast("frozenset[str]", value)))
            case _:
                number, fields = _NUMBERS[type(value)], _FIELDS[type(value)]
                return self._once(id(value), lambda: [number, *(self.plain(getattr(value, name)) for name in fields)], value)

    def _once(self, key: object, write: Callable[[], list[Any]], keep: object = None) -> list[Any]:
        if key in self._known:
            return [_KNOWN, self._known[key]]
        self._kept.append(keep)  # an object that lives keeps its id to itself
        written = write()
        self._known[key] = len(self._known)
        return written


def _plain_set(names: frozenset[str]) -> list[Any]:
    return [_SYMBOLS, "".join(sorted(names))] if all(len(name) == 1 for name in names) else [_NAMES, *sorted(names)]


class _Reader:
    """Reads plain data; makes nothing but tuples, tables, sets, and objects of the classes above."""

    def __init__(self) -> None:
        self._known: list[Any] = []

    def value(self, plain: Any) -> Any:
        if type(plain) is not list:
            return plain
        items = cast("list[Any]", plain)
        kind = items[0]
        if kind == _PLACE:
            return Location(items[1], items[2], items[3])
        if kind == _TUPLE:
            return tuple([self.value(item) for item in items[1:]])
        if kind == _KNOWN:
            return self._known[items[1]]
        if kind == _TABLE:
            parts = [self.value(item) for item in items[1:]]
            return dict(zip(parts[::2], parts[1::2], strict=True))
        if kind == _SYMBOLS:
            found: Any = frozenset(items[1])
        elif kind == _NAMES:
            found = frozenset(items[1:])
        else:
            made = _KINDS[kind - _FIRST_CLASS]
            found = made(**dict(zip(_FIELDS[made], [self.value(item) for item in items[1:]], strict=True)))
        self._known.append(found)
        return found


class LateTable(Mapping[str, V]):
    """A table whose values are read one by one when somebody asks; pickles as a plain table."""

    def __init__(self, load: Callable[[], Mapping[str, Any]], read: Callable[[Any], V]) -> None:
        self._load, self._read = load, read
        self._known: dict[str, V] = {}

    @cached_property
    def _plain(self) -> Mapping[str, Any]:
        return self._load()

    def __getitem__(self, key: str) -> V:
        if key not in self._known:
            self._known[key] = self._read(self._plain[key])
        return self._known[key]

    def __contains__(self, key: object) -> bool:
        return key in self._plain

    def __iter__(self) -> Iterator[str]:
        return iter(self._plain)

    def __len__(self) -> int:
        return len(self._plain)

    def __reduce__(self) -> tuple[type[dict[str, V]], tuple[dict[str, V]]]:
        return dict, (dict(self),)


class LateSequence(Sequence[V]):
    """A sequence that is read when somebody asks; pickles as a tuple."""

    def __init__(self, read: Callable[[], tuple[V, ...]]) -> None:
        self._read = read

    @cached_property
    def _items(self) -> tuple[V, ...]:
        return self._read()

    @overload
    def __getitem__(self, index: int) -> V: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[V, ...]: ...
    def __getitem__(self, index: int | slice) -> V | tuple[V, ...]:
        return self._items[index]

    def __len__(self) -> int:
        return len(self._items)

    def __reduce__(self) -> tuple[type[tuple[V, ...]], tuple[tuple[V, ...]]]:
        return tuple, (self._items,)
