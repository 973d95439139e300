"""Finds grammar files and reads them, each after those that it uses."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TypeVar

import attrs

from eventrules.errors import EventRulesWarning, GrammarError, GrammarErrors, GrammarSyntaxError, Location, UnknownNameError
from eventrules.rulefile import definitions as d
from eventrules.rulefile.grammar import Grammar
from eventrules.rulefile.lines import raw_lines
from eventrules.rulefile.merge import Merger, VerbTable
from eventrules.rulefile.parsed import parsed
from eventrules.rulefile.sources import SUFFIX, Source, check_sources, is_shipped_name, shipped_folder
from eventrules.rulefile.tables import entries_of, verbs_of

MAIN = "english"
"""The shipped file that uses all others."""


Overlay = Mapping[Path, str]
"""Texts that are read in the place of files, by the resolved path: what an editor holds and has not saved yet."""


def load_grammar(*sources: Source, shipped: bool = True) -> Grammar:
    """Load grammar files.

    Args:
        sources: names of shipped grammars ("meeting"), files, or folders of `*.rules` files.
        shipped: whether the shipped English grammars lie beneath the sources; never when one of them is such a name,
            which then stands with what it uses for all of them.

    Raises:
        GrammarErrors: everything that is wrong in any of the files.
    """
    grammar, errors = read_sources(*sources, shipped=shipped)
    if errors:
        raise GrammarErrors("the grammar has mistakes", list(errors))
    return grammar


def read_sources(*sources: Source, shipped: bool = True, overlay: Overlay | None = None) -> tuple[Grammar, tuple[GrammarError, ...]]:
    """Like `load_grammar`, but the mistakes are returned, and files can be overlaid with unsaved texts."""
    check_sources(sources)
    loader = _Loader({str(path): text for path, text in (overlay or {}).items()})
    home = shipped_folder()
    if shipped and not any(is_shipped_name(source) for source in sources):
        loader.load(home / f"{MAIN}{SUFFIX}", f"{MAIN}{SUFFIX}", home)
    for source in sources:
        for file, shown, folder in loader.located(source):
            loader.load(file, shown, folder)
    merger = Merger(loader.tables)
    files = tuple(loader.loaded.values())
    for file in files:
        for statement in file.statements:
            merger.add(statement)
    errors = with_lines((*loader.errors, *merger.errors), files)
    return merger.grammar(files), errors


Told = TypeVar("Told", GrammarError, EventRulesWarning)


def with_lines(errors: tuple[Told, ...], files: Sequence[d.GrammarFile]) -> tuple[Told, ...]:
    """The errors, each with the line of the file that it speaks of, and what is about a name with the place of the name."""
    lines = {file.path: file.lines for file in files}
    for error in errors:
        where = error.location
        if error.source is not None or where is None or not 0 < where.line <= len(lines.get(where.path, ())):
            continue
        line = lines[where.path][where.line - 1]
        if line.strip():
            error.source = line
        if isinstance(error, (UnknownNameError, EventRulesWarning)):
            found = re.compile(rf"(?<![\w-]){re.escape(error.name)}(?![\w-])").search(line, where.column - 1)
            error.location = where._replace(column=found.start() + 1) if found else where
    return errors


def place_in(statement: d.Frame, word: str, files: Sequence[d.GrammarFile]) -> Location:
    """Where a word stands in a statement; where it does not, the statement's place."""
    where = statement.location
    lines = next((file.lines for file in files if file.path == where.path), ())
    shape = re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w-])")
    for number, line in enumerate(lines[where.line - 1 :], where.line):
        if number > where.line and line[:1].strip():
            break
        if (found := shape.search(line)) is not None and not re.match(r"\s*note\b", line):
            return where._replace(line=number, column=found.start() + 1)
    return where


@attrs.define
class _Loader:
    """Reads files, each once, those that it uses before it."""

    overlay: Mapping[str, str] = attrs.Factory(lambda: {})
    loaded: dict[str, d.GrammarFile] = attrs.Factory(lambda: {})
    loading: dict[str, str] = attrs.Factory(lambda: {})
    tables: dict[Location, VerbTable] = attrs.Factory(lambda: {})
    errors: list[GrammarError] = attrs.Factory(lambda: [])

    def load(self, file: Traversable, shown: str, folder: Traversable) -> None:
        """Load a file and, before it, the files that it uses."""
        key = _key(file)
        if key in self.loaded:
            return
        text = self._text(file, shown)
        grammar, errors = parsed(text, path=shown)
        self.errors.extend(errors)
        self.loading[key] = shown
        statements: list[d.Statement] = []
        for statement in grammar.statements:
            if isinstance(statement, d.Use):
                self._use(statement, folder, shown)
            statements.append(self._with_files(statement, folder, shown))
        del self.loading[key]
        self.loaded[key] = attrs.evolve(grammar, statements=tuple(statements), is_shipped=str(folder) == str(shipped_folder()))

    def located(self, source: Source) -> list[tuple[Traversable, str, Traversable]]:
        """The files of a source, how messages call them, and their folder."""
        if isinstance(source, Path) and _key(source) in self.overlay:
            return [(source, str(source), source.parent)]
        return _located(source, self.errors)

    def _bytes(self, file: Traversable) -> bytes:
        text = self.overlay.get(_key(file)) if self.overlay else None
        return file.read_bytes() if text is None else text.encode("utf-8", "surrogatepass")

    def _is_file(self, file: Traversable) -> bool:
        return file.is_file() or (bool(self.overlay) and _key(file) in self.overlay)

    def _text(self, file: Traversable, shown: str) -> str:
        try:
            data = self._bytes(file)
        except OSError as fault:
            reason = (fault.strerror or str(fault)).lower()
            self.errors.append(GrammarError(f"cannot be read: {reason}", location=Location(shown, 1, 1)))
            return ""
        return self._decoded(data, shown) or ""

    def _decoded(self, data: bytes, shown: str) -> str | None:
        """The text of a file, or None and one mistake more."""
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as fault:
            before = data[: fault.start].decode("utf-8")
            hint = "save the file as UTF-8"
            self.errors.append(GrammarSyntaxError("not UTF-8 text", location=_end_of(before, shown), hint=hint))
            return None
        if "\0" in text:
            where = _end_of(text[: text.index("\0")], shown)
            self.errors.append(GrammarSyntaxError("this is no text file: it holds a null character", location=where))
            return None
        return text

    def _use(self, use: d.Use, folder: Traversable, shown: str) -> None:
        beside, shipped = folder / f"{use.name}{SUFFIX}", shipped_folder() / f"{use.name}{SUFFIX}"
        prefix = shown.rpartition("/")[0]
        if self._is_file(beside):
            found, name, home = beside, f"{prefix}/{use.name}{SUFFIX}" if prefix else f"{use.name}{SUFFIX}", folder
        elif shipped.is_file():
            found, name, home = shipped, f"{use.name}{SUFFIX}", shipped_folder()
        else:
            known = sorted(_stem(file) for file in (*_rule_files(folder), *_rule_files(shipped_folder())))
            self.errors.append(UnknownNameError("grammar file", use.name, tuple(dict.fromkeys(known)), location=use.location))
            return
        if _key(found) in self.loading:
            names = list(self.loading)
            way = [self.loading[key] for key in names[names.index(_key(found)) :]]
            message = f"circular use: {' uses '.join([*way, name])}"
            self.errors.append(GrammarError(message, location=use.location, hint="remove one of the 'use' lines"))
            return
        self.load(found, name, home)

    # --- word lists and verb tables in files of their own ------------------------------------------------------

    def _with_files(self, statement: d.Statement, folder: Traversable, shown: str) -> d.Statement:
        """The statement with the file that it names read in."""
        if isinstance(statement, d.WordList) and statement.path:
            text, name = self._named_text(statement, folder, shown)
            if text is None:
                return statement
            entries, errors = entries_of(text, name)
            if not entries and not errors:
                hint = f"write its words into '{statement.path}', one on each line"
                errors.append(GrammarError("the list is empty", location=statement.location, hint=hint))
            self.errors.extend(errors)
            return attrs.evolve(statement, entries=(*statement.entries, *entries))
        if isinstance(statement, d.Inflection) and statement.path:
            text, name = self._named_text(statement, folder, shown)
            self.tables[statement.location], errors = verbs_of(text or "", name)
            self.errors.extend(errors)
        return statement

    def _named_text(self, statement: d.WordList | d.Inflection, folder: Traversable, shown: str) -> tuple[str | None, str]:
        """The text of the file that a statement names, None where it cannot be read, and how messages call it."""
        path = statement.path or ""
        beside, slash, _ = shown.rpartition("/")
        name = path if path.startswith("/") else f"{beside}{slash}{path}"
        try:
            return self._decoded(self._bytes(folder / path), name), name
        except (OSError, ValueError):
            known = _files_beside(folder / path.rpartition("/")[0], path)
            hint = "the path starts from the folder of the grammar file"
            error = UnknownNameError("file", path, known, location=statement.location)
            error.hint = f"{error.hint} ({hint})" if error.hint else hint
            self.errors.append(error)
            return None, name


def _located(source: Source, errors: list[GrammarError]) -> list[tuple[Traversable, str, Traversable]]:
    """The files of a source, how messages call them, and their folder."""
    home = shipped_folder()
    if is_shipped_name(source):
        return [(home / f"{source}{SUFFIX}", f"{source}{SUFFIX}", home)]
    path = Path(source) if isinstance(source, str) else source
    try:
        if path.is_dir() and source != "":
            found = [(file, f"{source}/{file.name}".replace("//", "/"), path) for file in _rule_files(path)]
            if not found:
                errors.append(GrammarError(f"the folder '{source}' has no grammar files", hint=f"their names end in {SUFFIX}"))
            return found
        if path.is_file():
            return [(path, str(source), path.parent if isinstance(path, Path) else home)]
    except (OSError, ValueError) as fault:
        errors.append(GrammarError(f"'{source}' cannot be read: {fault}"))
        return []
    names = tuple(_stem(file) for file in _rule_files(home))
    error = UnknownNameError("grammar", str(source), names)
    error.hint = f"{error.hint} (or name a file or folder of yours)" if error.hint else "name a file or folder that exists"
    errors.append(error)
    return []


def _key(file: Traversable) -> str:
    return str(file.resolve()) if isinstance(file, Path) else str(file)


def _end_of(text: str, shown: str) -> Location:
    """The place behind a text that begins a file."""
    lines = raw_lines(text)
    return Location(shown, len(lines), len(lines[-1]) + 1)


def _stem(file: Traversable) -> str:
    return file.name.removesuffix(SUFFIX)


def _rule_files(folder: Traversable) -> list[Traversable]:
    return sorted((file for file in folder.iterdir() if file.name.endswith(SUFFIX)), key=lambda file: file.name)


def _files_beside(folder: Traversable, path: str) -> tuple[str, ...]:
    """The files that a path could have meant."""
    prefix = f"{path.rpartition('/')[0]}/" if "/" in path else ""
    if not folder.is_dir():
        return ()
    return tuple(sorted(f"{prefix}{file.name}" for file in folder.iterdir() if file.name.endswith(".txt")))
