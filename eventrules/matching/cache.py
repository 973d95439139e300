"""Keeps compiled grammars between runs, by the contents of their files."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib.resources.abc import Traversable
from itertools import chain
from pathlib import Path
from weakref import WeakValueDictionary

from eventrules.collecting import uncollected
from eventrules.matching.compiled import CompiledGrammar
from eventrules.matching.plain import grammar_of, sections_of
from eventrules.rulefile.sources import SUFFIX, Source, check_sources, is_shipped_name, shipped_folder
from eventrules.storage.files import cache_folder, digest_of, digest_of_code, files_in, keep, kept

_KEPT = 8
"""Grammars kept in a folder."""

_ENDING = ".grammar"

_NAMED = re.compile(r"\bfrom\s+([^\s=,:]+)")
"""Everything in a grammar file that can be the name of a file, as in `list capital from capitals.txt`."""


_in_use: WeakValueDictionary[str, CompiledGrammar] = WeakValueDictionary()
"""The grammars that somebody in this process holds: they never change, and know what they have worked out."""


def loaded_grammar(*sources: Source) -> CompiledGrammar:
    """The compiled grammar of some sources: one in use in this process, or from the cache, or else from the files.

    Raises:
        GrammarErrors: everything that is wrong in any of the files.
    """
    check_sources(sources)
    with uncollected():
        return _loaded(*sources)


def _loaded(*sources: Source) -> CompiledGrammar:
    key = content_key(*sources)
    if key is None:
        return _compiled(*sources)
    found = _in_use.get(key) or _kept(key, *sources)
    _in_use[key] = found
    return found


def _kept(key: str, *sources: Source) -> CompiledGrammar:
    """The grammar from the cache, which has it from now on."""
    folder = cache_folder()
    if folder is None:
        return _compiled(*sources)
    file = folder / f"{key}{_ENDING}"
    if (found := _read(file)) is not None:
        return found
    compiled = _compiled(*sources)
    sections = sections_of(compiled)
    keep(file, b"\n".join([json.dumps(list(sections)).encode(), *sections.values()]), most=_KEPT)
    return compiled


def _compiled(*sources: Source) -> CompiledGrammar:
    from eventrules.matching.compiler import compile_grammar  # with pyparsing, which a cached grammar does without
    from eventrules.rulefile.check import checked_grammar

    return compile_grammar(checked_grammar(*sources))


def _read(file: Path) -> CompiledGrammar | None:
    """The grammar that a file holds, or None where there is none."""
    content = kept(file)
    if content is None:
        return None
    names, *sections = content.split(b"\n")
    try:
        return grammar_of(dict(zip(json.loads(names), sections, strict=True)))
    except (LookupError, TypeError, ValueError, RecursionError):
        return None


# --- the key -----------------------------------------------------------------------------------------------------


def content_key(*sources: Source) -> str | None:
    """What tells grammars apart: the contents of all files that could matter, and of the code that compiles them.

    None for sources that cannot be looked through, which are compiled every time.
    """
    try:
        files = (*files_in(shipped_folder()), *(pair for source in sources for pair in _files_of(source)))
        code = digest_of_code("matching", "rulefile", "storage", "text", "timex")
        return digest_of(chain([(f"{code} {len(sources)}", b"")], ((name, file.read_bytes()) for name, file in files)))
    except (OSError, ValueError, LookupError):
        return None


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
