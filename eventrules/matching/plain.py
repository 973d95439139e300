"""Compiled grammars as plain data and back; what only few callers ask for stands in sections of its own, read when needed.

A grammar goes to another process as this data too, which a cached one still has.
"""

from __future__ import annotations

import copyreg
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, TypeVar, cast, overload
from weakref import WeakKeyDictionary

import attrs

from eventrules.matching import compiled as c
from eventrules.matching.parts import Parts
from eventrules.matching.patterns import Group
from eventrules.matching.symbols import Alphabet
from eventrules.rulefile import definitions as d
from eventrules.rulefile.grammar import Grammar
from eventrules.rulefile.parsed import definition_kinds
from eventrules.storage.plain import Kinds, as_json
from eventrules.text.tokens import Tokenizer

V = TypeVar("V")

_KINDS = Kinds(
    *definition_kinds(),
    *(kind for kind in vars(c).values() if isinstance(kind, type) and attrs.has(kind) and kind.__name__.startswith("Compiled")),
    Group,
    Parts,
    many=d.Entry,
)

Sections = Mapping[str, bytes]
"""The parts of a grammar, each a line of JSON."""

_known: WeakKeyDictionary[c.CompiledGrammar, Sections] = WeakKeyDictionary()
"""What grammars in use were read from, or written as."""


def sections_of(compiled: c.CompiledGrammar) -> Sections:
    """A compiled grammar as plain data."""
    if compiled not in _known:
        _known[compiled] = _written(compiled)
    return _known[compiled]


def _written(compiled: c.CompiledGrammar) -> Sections:
    grammar, alphabet = compiled.grammar, compiled.alphabet
    main = {
        "grammar": {name: getattr(grammar, name) for name in _fields_at_hand(Grammar)},
        "compiled": {name: getattr(compiled, name) for name in _fields_at_hand(c.CompiledGrammar)},
        "abbreviations": compiled.tokenizer.abbreviations,
    }
    at_hand, files = _KINDS.written_in_turn(main, [_naming_lists(file, grammar) for file in grammar.files])
    return {
        "main": at_hand,
        "alphabet": as_json(alphabet.tables()),
        "files": files,
        "verbs": as_json({name: _KINDS.plain(forms) for name, forms in grammar.verbs.items()}),
        **{f"list {name}": _KINDS.written(words) for name, words in grammar.lists.items()},
    }


def grammar_of(sections: Sections) -> c.CompiledGrammar:
    """The compiled grammar that was written.

    Raises:
        LookupError, TypeError, ValueError: these are no sections of a grammar.
    """
    known: list[Any] = []
    main = cast("dict[str, Any]", _KINDS.read(sections["main"], known))
    lists = {name.removeprefix("list "): section for name, section in sections.items() if name.startswith("list ")}
    tables: LateTable[d.WordList] = LateTable(lambda: lists, _KINDS.read)
    grammar = Grammar(
        **main["grammar"],
        files=LateSequence(lambda: tuple(_with_lists(file, tables) for file in _KINDS.read(sections["files"], known.copy()))),
        lists=tables,
        verbs=LateTable(lambda: json.loads(sections["verbs"]), _KINDS.value),
    )
    alphabet = Alphabet.from_tables(json.loads(sections["alphabet"]))
    compiled = c.CompiledGrammar(**main["compiled"], grammar=grammar, alphabet=alphabet, tokenizer=Tokenizer(main["abbreviations"]))
    _known[compiled] = sections
    return compiled


def _naming_lists(file: d.GrammarFile, grammar: Grammar) -> d.GrammarFile:
    """The file with the names of the lists that the grammar has just so, and so writes once."""

    def written(statement: d.Statement) -> d.Statement | str:
        return statement.name if isinstance(statement, d.WordList) and grammar.lists[statement.name] is statement else statement

    statements: Any = tuple(map(written, file.statements))
    return attrs.evolve(file, statements=statements)


def _with_lists(file: d.GrammarFile, lists: Mapping[str, d.WordList]) -> d.GrammarFile:
    statements = tuple([lists[each] if isinstance(each, str) else each for each in file.statements])
    return attrs.evolve(file, statements=statements)


def _reduced(compiled: c.CompiledGrammar) -> tuple[Callable[[Sections], c.CompiledGrammar], tuple[Sections]]:
    return grammar_of, (sections_of(compiled),)


copyreg.pickle(c.CompiledGrammar, _reduced)


def _fields_at_hand(kind: type[Any]) -> list[str]:
    """The fields that are always read; the others are sections, or written in their own way."""
    others = ("files", "lists", "verbs", "grammar", "alphabet", "tokenizer")
    return [field.name for field in attrs.fields(kind) if field.name not in others]


class LateTable(Mapping[str, V]):
    """A table whose values are read one by one when somebody asks."""

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


class LateSequence(Sequence[V]):
    """A sequence that is read when somebody asks."""

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
