"""Reads grammar files; those without mistakes are kept when they have been read once: in the process, and between runs."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import attrs

from eventrules.errors import GrammarError
from eventrules.rulefile import definitions as d
from eventrules.rulefile.grammar import VerbForms
from eventrules.storage.files import cache_folder, digest_of, digest_of_code, keep, kept
from eventrules.storage.plain import Kinds

_KEPT = 128
"""Files kept in a folder: some versions of each that is being worked on, besides the shipped ones."""

_ENDING = ".parsed"


def definition_kinds() -> tuple[type[Any], ...]:
    """The classes of all that a grammar file can say."""
    return (*(kind for kind in vars(d).values() if isinstance(kind, type) and attrs.has(kind)), VerbForms)


_KINDS = Kinds(*definition_kinds(), many=d.Entry)


def parsed(text: str, *, path: str) -> tuple[d.GrammarFile, tuple[GrammarError, ...]]:
    """What the text of a grammar file says, and its mistakes: see `syntax.read_grammar`."""
    grammar = _without_mistakes(text, path)
    return _read_grammar(text, path) if grammar is None else (grammar, ())


@lru_cache(maxsize=64)
def _without_mistakes(text: str, path: str) -> d.GrammarFile | None:
    """What the text of a grammar file says, or None where it has mistakes."""
    folder = cache_folder()
    if folder is None:
        return _good(text, path)
    key = digest_of([(digest_of_code("rulefile", "storage"), b""), (path, text.encode("utf-8", "surrogatepass"))])
    file = folder / f"{key}{_ENDING}"
    content = kept(file)
    if content is not None and (found := _of(content)) is not None:
        return found
    grammar = _good(text, path)
    if grammar is not None:
        keep(file, _KINDS.written(grammar), most=_KEPT)
    return grammar


def _good(text: str, path: str) -> d.GrammarFile | None:
    grammar, errors = _read_grammar(text, path)
    return None if errors else grammar


def _read_grammar(text: str, path: str) -> tuple[d.GrammarFile, tuple[GrammarError, ...]]:
    from eventrules.rulefile.syntax import read_grammar  # with pyparsing, which a file that was kept does without

    return read_grammar(text, path=path)


def _of(content: bytes) -> d.GrammarFile | None:
    """The definitions that were kept, or None where they are none."""
    try:
        found = _KINDS.read(content)
    except (LookupError, TypeError, ValueError, RecursionError):
        return None
    return found if isinstance(found, d.GrammarFile) else None
