"""Keeps compiled grammars between runs, by the contents of their files, as plain data that runs no code when read.

A cached grammar is never trusted further than its key and checksum reach; whatever is wrong with the cache, the grammar is
compiled anew and nobody notices but the clock.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from importlib.resources import files as package_files
from importlib.resources.abc import Traversable
from pathlib import Path

from eventrules.matching.compiled import CompiledGrammar
from eventrules.matching.plain import grammar_of, sections_of
from eventrules.rulefile.sources import SUFFIX, Source, check_sources, is_shipped_name, shipped_folder

VARIABLE = "EVENTRULES_CACHE"
"""The environment variable that names the cache folder, or is `off`."""

_KEPT = 8
"""Grammars kept in a folder; those not written for longest go first."""

_ENDING = ".grammar"

_NAMED = re.compile(r"\bfrom\s+([^\s=,:]+)")
"""Everything in a grammar file that can be the name of a file, as in `list capital from capitals.txt`."""


def loaded_grammar(*sources: Source) -> CompiledGrammar:
    """The compiled grammar of some sources, from the cache or else from the files.

    Raises:
        GrammarErrors: everything that is wrong in any of the files.
    """
    check_sources(sources)
    folder = cache_folder()
    key = content_key(*sources) if folder is not None else None
    file = folder / f"{key}{_ENDING}" if folder is not None and key is not None else None
    if file is not None and (found := _read(file)) is not None:
        return found
    compiled = _compiled(*sources)
    if file is not None:
        _write(file, compiled)
    return compiled


def _compiled(*sources: Source) -> CompiledGrammar:
    from eventrules.matching.compiler import compile_grammar  # with pyparsing, which a cached grammar does without
    from eventrules.rulefile.check import checked_grammar

    return compile_grammar(checked_grammar(*sources))


def cache_folder() -> Path | None:
    """Where compiled grammars are kept, or None where they are not."""
    chosen = os.environ.get(VARIABLE, "")
    if chosen.lower() == "off":
        return None
    if chosen:
        return Path(chosen)
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA", "")
    try:
        return Path(base if Path(base).is_absolute() else Path.home() / ".cache") / "eventrules"
    except RuntimeError:  # nobody's home
        return None


# --- the key -----------------------------------------------------------------------------------------------------


def content_key(*sources: Source) -> str | None:
    """What tells grammars apart: the contents of all files that could matter, and of the code that compiles them.

    None for sources that cannot be looked through, which are compiled every time.
    """
    digest = hashlib.sha256(f"{sys.version_info[:2]}{len(sources)}".encode())
    try:
        for name, file in (*_code(), *_files(shipped_folder()), *(pair for source in sources for pair in _files_of(source))):
            content = file.read_bytes()
            digest.update(f"\0{name}\0{len(content)}\0".encode("utf-8", "surrogatepass"))
            digest.update(content)
    except (OSError, ValueError, LookupError):
        return None
    return digest.hexdigest()


def _code() -> Iterator[tuple[str, Traversable]]:
    """The modules that decide what a grammar compiles to: their contents say more than a version number."""
    package = package_files("eventrules")
    for part in ("matching", "rulefile", "text", "timex"):
        yield from ((name, file) for name, file in _files(package / part) if name.endswith(".py"))


def _files(folder: Traversable) -> Iterator[tuple[str, Traversable]]:
    """All files of a folder and the folders in it, in order."""
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        if item.is_dir():
            yield from ((f"{item.name}/{name}", file) for name, file in _files(item))
        else:
            yield item.name, item


def _files_of(source: Source) -> Iterator[tuple[str, Traversable]]:
    """The files that a source can draw on: the grammar files of its folder, and all files that these name."""
    if is_shipped_name(source):
        yield str(source), shipped_folder() / f"{source}{SUFFIX}"
        return
    if not isinstance(source, (str, Path)):
        raise LookupError(f"{source} is not in a folder")
    folder = Path(source) if Path(source).is_dir() else Path(source).parent
    own = [] if folder == Path(source) else [Path(source)]
    for file in sorted(set[Path]((*folder.glob(f"*{SUFFIX}"), *own))):
        yield f"{source}: {file.name}", file
        for name in dict.fromkeys(_NAMED.findall(file.read_text("utf-8", errors="replace"))):
            if (folder / name).is_file():
                yield name, folder / name


# --- the files ---------------------------------------------------------------------------------------------------


def _read(file: Path) -> CompiledGrammar | None:
    """The grammar that a file holds, or None where it is missing, spoilt, or no such file at all."""
    try:
        checksum, _, content = file.read_bytes().partition(b"\n")
        if checksum != _checksum(content):
            return None
        names, *sections = content.split(b"\n")
        return grammar_of(dict(zip(json.loads(names), sections, strict=True)))
    except (OSError, LookupError, TypeError, ValueError, RecursionError):
        return None


def _write(file: Path, compiled: CompiledGrammar) -> None:
    """Put a grammar into a file all at once, so that no other process ever reads a part of it."""
    sections = sections_of(compiled)
    content = b"\n".join([json.dumps(list(sections)).encode(), *sections.values()])
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, name = tempfile.mkstemp(dir=file.parent, prefix="new-", suffix=".tmp")
        try:
            with os.fdopen(handle, "wb") as new:
                new.write(_checksum(content) + b"\n" + content)
            Path(name).replace(file)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
        _drop_oldest(file.parent)
    except OSError:  # a full disk, a folder that only reads: nothing is kept
        return


def _checksum(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest().encode()


def _drop_oldest(folder: Path) -> None:
    files = sorted(folder.glob(f"*{_ENDING}"), key=lambda file: file.stat().st_mtime_ns, reverse=True)
    for file in files[_KEPT:]:
        file.unlink(missing_ok=True)
