"""Expressions that `re` has compiled once, kept in the cache folder.

A grammar has thousands of large expressions, of which a text needs some hundred. `re` takes nearly ten milliseconds for
one, and has no way to keep what it made; to hand its own code back to it takes a hundredth of that. The functions for this
are `re`'s private ones: they are asked for the very version of Python that wrote the code, `re` looks the code over before
it runs it, and wherever anything is amiss, the expression is compiled as ever.
"""

from __future__ import annotations

import hashlib
import re
import sys
import zlib
from array import array
from collections.abc import Callable
from contextlib import closing, suppress
from importlib import import_module
from pathlib import Path
from typing import Any

from eventrules.storage.files import cache_folder

try:
    sqlite3, _engine, _compiler, _parser = map(import_module, ("sqlite3", "_sre", "re._compiler", "re._parser"))
    _read_back: Callable[..., re.Pattern[str]] | None = _engine.compile
    _tree_of: Callable[..., Any] = _parser.parse
    _code_of: Callable[..., list[int]] = _compiler._code
except (ImportError, AttributeError):  # another Python, with a `re` of its own, or without SQLite
    _read_back = None

FILE = "expressions.sqlite"

_MOST = 1 << 13
"""Expressions that a folder keeps, some ten megabytes; those that came first go first."""

_PATIENCE = 0.2
"""Seconds to wait for another process that writes: `re` would have compiled some twenty expressions by then."""

_MAKER = f"{sys.version} {sys.byteorder}"

_TABLE = "CREATE TABLE IF NOT EXISTS expressions (number INTEGER PRIMARY KEY, key BLOB UNIQUE, code BLOB)"


def compiled(source: str) -> re.Pattern[str]:
    """`re.compile(source)`, for a source without named groups: from the cache folder if it is there, and there from now on.

    >>> compiled("(a|b)+c").fullmatch("abac")[1]
    'a'
    """
    folder = cache_folder()
    if folder is None or _read_back is None:
        return re.compile(source)
    file, key = folder / FILE, _key(source)
    with suppress(sqlite3.Error, zlib.error, ValueError, RuntimeError, OverflowError):
        if (known := _looked_up(file, key)) is not None:
            return _read_back(source, *_unpacked(known))
    tree = _tree_of(source, 0)
    parts = tree.state.flags, _code_of(tree, 0), tree.state.groups - 1
    with suppress(sqlite3.Error, OSError):
        _put(file, key, _packed(*parts))
    return _read_back(source, *_arguments(*parts))


def _key(source: str) -> bytes:
    return hashlib.sha256(f"{_MAKER}\0{source}".encode("utf-8", "surrogatepass")).digest()


# --- what `re` made, as bytes with a checksum --------------------------------------------------------------------


def _packed(flags: int, code: list[int], groups: int) -> bytes:
    return zlib.compress(array("I", [flags, groups, *code]).tobytes(), 1)


def _unpacked(content: bytes) -> tuple[Any, ...]:
    numbers = array("I")
    numbers.frombytes(zlib.decompress(content))
    flags, groups, *code = numbers
    return _arguments(flags, code, groups)


def _arguments(flags: int, code: list[int], groups: int) -> tuple[Any, ...]:
    """What the source is followed by where `re` reads code; no group has a name."""
    return flags, code, groups, {}, (None,) * (groups + 1)


# --- the file ----------------------------------------------------------------------------------------------------


def _looked_up(file: Path, key: bytes) -> bytes | None:
    if not file.exists():
        return None
    with closing(sqlite3.connect(file, timeout=_PATIENCE)) as opened:
        found = opened.execute("SELECT code FROM expressions WHERE key = ?", (key,)).fetchone()
    return found and found[0]


def _put(file: Path, key: bytes, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        with closing(sqlite3.connect(file, timeout=_PATIENCE)) as opened, opened:
            opened.execute("PRAGMA synchronous = OFF")  # a lost expression is compiled again
            opened.execute(_TABLE)
            opened.execute("INSERT OR REPLACE INTO expressions (key, code) VALUES (?, ?)", (key, content))
            opened.execute("DELETE FROM expressions WHERE number <= (SELECT max(number) FROM expressions) - ?", (_MOST,))
    except sqlite3.OperationalError:  # locked for long, or a folder that only reads
        return
    except sqlite3.DatabaseError:  # spoilt
        file.unlink(missing_ok=True)
