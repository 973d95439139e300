"""Finds grammar files, reads them in the order of their `use` statements and layers them over one another."""

from __future__ import annotations

import unicodedata
from importlib.resources import files as package_files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import attrs

from eventrules.errors import GrammarError, GrammarErrors, GrammarSyntaxError, Location, UnknownNameError
from eventrules.rulefile import definitions as d
from eventrules.rulefile.grammar import Grammar, VerbForms
from eventrules.rulefile.syntax import canonical_value, read_grammar

MAIN = "english"
"""The shipped file that uses all others."""

Source = str | Path | Traversable


def shipped_folder() -> Traversable:
    """The folder of the English grammars that come with the package."""
    return package_files("eventrules.grammars") / "en"


@attrs.define
class _Loader:
    """Reads files, each once, those that it uses before it."""

    loaded: dict[str, d.GrammarFile] = attrs.Factory(lambda: {})
    loading: list[str] = attrs.Factory(lambda: [])
    errors: list[GrammarError] = attrs.Factory(lambda: [])

    def load(self, file: Traversable, shown: str, folder: Traversable) -> None:
        """Load a file and, before it, the files that it uses."""
        key = str(file)
        if key in self.loaded:
            return
        text = self._text(file, shown)
        grammar, errors = read_grammar(text, path=shown)
        self.errors.extend(errors)
        self.loading.append(key)
        statements: list[d.Statement] = []
        for statement in grammar.statements:
            if isinstance(statement, d.Use):
                self._use(statement, folder, shown)
            statements.append(self._with_files(statement, folder))
        self.loading.pop()
        self.loaded[key] = d.GrammarFile(path=shown, statements=tuple(statements))

    def _text(self, file: Traversable, shown: str) -> str:
        try:
            return file.read_bytes().decode("utf-8")
        except UnicodeDecodeError as fault:
            where = Location(shown, file.read_bytes()[: fault.start].count(b"\n") + 1, 1)
            self.errors.append(GrammarSyntaxError("not UTF-8 text", location=where, hint="save the file as UTF-8"))
        except OSError as fault:
            reason = (fault.strerror or str(fault)).lower()
            self.errors.append(GrammarError(f"cannot be read: {reason}", location=Location(shown, 1, 1)))
        return ""

    def _use(self, use: d.Use, folder: Traversable, shown: str) -> None:
        beside, shipped = folder / f"{use.name}.rules", shipped_folder() / f"{use.name}.rules"
        prefix = shown.rpartition("/")[0]
        if beside.is_file():
            found, name, home = beside, f"{prefix}/{use.name}.rules" if prefix else f"{use.name}.rules", folder
        elif shipped.is_file():
            found, name, home = shipped, f"{use.name}.rules", shipped_folder()
        else:
            known = sorted(_stem(file) for file in (*_rule_files(folder), *_rule_files(shipped_folder())))
            self.errors.append(UnknownNameError("grammar file", use.name, tuple(dict.fromkeys(known)), location=use.location))
            return
        if str(found) in self.loading:
            self.errors.append(
                GrammarError(
                    f"circular use: {use.name} is being loaded already", location=use.location, hint="remove one of the two 'use' lines"
                )
            )
            return
        self.load(found, name, home)

    def _with_files(self, statement: d.Statement, folder: Traversable) -> d.Statement:
        """The statement with the word list that it names read in."""
        if isinstance(statement, d.WordList) and statement.path:
            entries = tuple(entry for row in self._rows(statement, folder) if (entry := _entry(row)) is not None)
            return attrs.evolve(statement, entries=statement.entries + entries)
        return statement

    def _rows(self, statement: d.WordList | d.Inflection, folder: Traversable) -> list[list[str]]:
        assert statement.path is not None
        try:
            text = (folder / statement.path).read_text("utf-8")
        except (OSError, UnicodeDecodeError):
            self.errors.append(
                GrammarError(f"the file {statement.path!r} cannot be read", location=statement.location,
                             hint="the path starts from the folder of the grammar file; the file must be UTF-8")
            )  # fmt: skip
            return []
        lines = (line for line in unicodedata.normalize("NFC", text).splitlines() if line.strip() and not line.startswith("#"))
        return [line.split("\t") for line in lines]

    def verb_table(self, statement: d.Inflection, folder: Traversable) -> dict[str, VerbForms]:
        """The verbs of a `forms` statement."""
        if statement.path is None:
            return {}
        found: dict[str, VerbForms] = {}
        for row in self._rows(statement, folder):
            if len(row) == 5:
                present, past, participle, gerund = (tuple(cell.split("|")) for cell in row[1:])
                found[row[0]] = VerbForms(base=row[0], present=present, past=past, participle=participle, gerund=gerund)
        return found


def _entry(row: list[str]) -> d.Entry | None:
    surface = row[0].strip()
    if not surface:
        return None
    canonical = row[1].strip() if len(row) > 1 and row[1].strip() else surface
    pairs = [pair.partition("=") for pair in row[2].split(";")] if len(row) > 2 and row[2].strip() else []
    attributes = tuple((key.strip(), value.strip()) for key, _, value in pairs)
    return d.Entry(surface=surface, canonical=canonical_value(canonical), attributes=attributes)


def _stem(file: Traversable) -> str:
    return file.name.removesuffix(".rules")


def _rule_files(folder: Traversable) -> list[Traversable]:
    return sorted((file for file in folder.iterdir() if file.name.endswith(".rules")), key=lambda file: file.name)


def load_grammar(*sources: Source, shipped: bool = True) -> Grammar:
    """Load grammar files.

    Args:
        sources: names of shipped grammars ("meeting"), files, or folders of `*.rules` files.
        shipped: whether the shipped English grammars lie beneath the sources (always, when there are no sources).

    Raises:
        GrammarErrors: everything that is wrong in any of the files.
    """
    grammar, errors = read_sources(*sources, shipped=shipped)
    if errors:
        raise GrammarErrors("the grammar has mistakes", list(errors))
    return grammar


def read_sources(*sources: Source, shipped: bool = True) -> tuple[Grammar, tuple[GrammarError, ...]]:
    """Like `load_grammar`, but the mistakes are returned."""
    loader = _Loader()
    home = shipped_folder()
    if shipped and not any(isinstance(source, str) and (home / f"{source}.rules").is_file() for source in sources):
        loader.load(home / f"{MAIN}.rules", f"{MAIN}.rules", home)
    for source in sources:
        for file, shown, folder in _located(source, loader.errors):
            loader.load(file, shown, folder)
    merger = _Merger(loader)
    for file in loader.loaded.values():
        for statement in file.statements:
            merger.add(statement)
    return merger.grammar(tuple(loader.loaded.values())), (*loader.errors, *merger.errors)


def _located(source: Source, errors: list[GrammarError]) -> list[tuple[Traversable, str, Traversable]]:
    """The files of a source, how messages call them, and their folder."""
    home = shipped_folder()
    if isinstance(source, str) and (home / f"{source}.rules").is_file():
        return [(home / f"{source}.rules", f"{source}.rules", home)]
    path = Path(source) if isinstance(source, str) else source
    if path.is_dir():
        return [(file, f"{source}/{file.name}".replace("//", "/"), path) for file in _rule_files(path)]
    if path.is_file():
        folder = path.parent if isinstance(path, Path) else home
        return [(path, str(source), folder)]
    names = tuple(_stem(file) for file in _rule_files(home))
    errors.append(UnknownNameError("grammar", str(source), names, location=Location(str(source), 1, 1)))
    return []


class _Merger:
    """Puts the statements of all files together; silence never overrides."""

    def __init__(self, loader: _Loader) -> None:
        self.loader = loader
        self.errors: list[GrammarError] = []
        self.layers: list[str] = []
        self.types: dict[str, d.TypeDefinition] = {}
        self.events: dict[str, d.EventDefinition] = {}
        self.lists: dict[str, d.WordList] = {}
        self.phrases: dict[str, d.Phrase] = {}
        self.rules: dict[tuple[str, str], d.Rule] = {}
        self.frames: dict[tuple[str, str, str], d.Frame] = {}
        self.constructions: dict[str, d.Construction] = {}
        self.adjuncts: dict[str, d.Adjunct] = {}
        self.verbs: dict[str, VerbForms] = {}
        self.plurals: dict[str, tuple[str, ...]] = {}

    def add(self, statement: d.Statement) -> None:
        """Take in one statement."""
        match statement:
            case d.Layer():
                if statement.name not in self.layers:
                    self.layers.append(statement.name)
            case d.TypeDefinition():
                self._put(self.types, statement.name, statement, "type", "define")
            case d.EventDefinition():
                self._put(self.events, statement.name, statement, "event", statement.mode, "roles")
            case d.WordList():
                self._put(self.lists, statement.name, statement, "list", statement.mode, "entries")
            case d.Phrase():
                self._put(self.phrases, statement.name, statement, "phrase", statement.mode, "lines")
            case d.Rule():
                self._put(self.rules, (_kind(statement), statement.name), statement, _kind(statement), statement.mode, "lines")
            case d.Frame():
                key = (statement.kind, ", ".join(statement.triggers), statement.produces)
                self._put(self.frames, key, statement, statement.kind, statement.mode, "slots")
            case d.Construction():
                self._put(self.constructions, statement.name, statement, "construction", "define")
            case d.Adjunct():
                self._put(self.adjuncts, statement.name, statement, "adjunct", statement.mode, "lines")
            case d.Inflection():
                self._inflect(statement)
            case d.Disable():
                self._disable(statement)
            case d.Use():
                pass

    def _put(self, table: dict[Any, Any], key: Any, statement: Any, kind: str, mode: d.Mode, grows: str = "") -> None:
        """Define a new name, or extend or override an old one."""
        before = table.get(key)
        name = getattr(statement, "name", str(key))
        if mode == "define" and before is not None:
            message = f"the {kind} {name!r} is defined twice; the first stands at {before.location}"
            hint = f"write 'extend {kind} …' or 'override {kind} …' to change the first, or give this one another name"
            self.errors.append(GrammarError(message, location=statement.location, hint=hint))
        elif mode != "define" and before is None:
            known = tuple(getattr(item, "name", "") for item in table.values())
            self.errors.append(UnknownNameError(kind, name, known, location=statement.location))
        elif mode == "extend":
            table[key] = attrs.evolve(before, **{grows: getattr(before, grows) + getattr(statement, grows)})
        else:
            table[key] = statement

    def _inflect(self, statement: d.Inflection) -> None:
        if statement.path is not None:
            self.verbs.update(self.loader.verb_table(statement, shipped_folder()))
        elif statement.base is not None and len(statement.forms) == 4:
            present, past, participle, gerund = ((form,) for form in statement.forms)
            verb = VerbForms(base=statement.base, present=present, past=past, participle=participle, gerund=gerund)
            self.verbs[statement.base] = verb
        elif statement.base is not None and len(statement.forms) == 1:
            self.plurals[statement.base] = statement.forms
        else:
            self.errors.append(
                GrammarSyntaxError(
                    f"{len(statement.forms)} forms given", location=statement.location,
                    hint="a verb has four: forms meet: meets, met, met, meeting; a noun one: forms party: parties",
                )
            )  # fmt: skip

    def _disable(self, statement: d.Disable) -> None:
        if statement.kind in ("rule", "time"):
            found = self.rules.pop((statement.kind, statement.name), None)
        elif statement.kind == "phrase":
            found = self.phrases.pop(statement.name, None)
        else:
            keys = [key for key in self.frames if key[0] == statement.kind and statement.name in key[1].split(", ")]
            found = [self.frames.pop(key) for key in keys] or None
        if found is None:
            known = {"phrase": tuple(self.phrases)}.get(statement.kind, tuple(name for _, name in self.rules))
            self.errors.append(UnknownNameError(statement.kind, statement.name, known, location=statement.location))

    def grammar(self, files: tuple[d.GrammarFile, ...]) -> Grammar:
        """What was put together."""
        return Grammar(
            files=files, layers=tuple(self.layers), types=self.types, events=self.events, lists=self.lists, phrases=self.phrases,
            rules=tuple(self.rules.values()), frames=tuple(self.frames.values()),
            constructions=tuple(self.constructions.values()), adjuncts=self.adjuncts, verbs=self.verbs, plurals=self.plurals,
        )  # fmt: skip


def _kind(rule: d.Rule) -> str:
    return "time" if rule.kind == "time" else "rule"
