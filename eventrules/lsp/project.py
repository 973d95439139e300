"""The grammar that an open file belongs to: loaded with the unsaved texts over its files, checked, and its examples run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Literal

import attrs

from eventrules.errors import EventRulesError, EventRulesWarning, GrammarError
from eventrules.examples import Case, Runner, cases_of
from eventrules.extractor import Extractor
from eventrules.lsp.index import Index
from eventrules.matching.compiler import compile_grammar
from eventrules.rulefile.check import find_mistakes
from eventrules.rulefile.doubts import find_doubts
from eventrules.rulefile.grammar import Grammar
from eventrules.rulefile.load import read_sources, with_lines
from eventrules.rulefile.sources import SUFFIX, is_shipped_name, shipped_folder

Scope = Literal["folder", "file"]


@attrs.frozen(kw_only=True)
class Project:
    """The files that are checked together.

    Attributes:
        home: a folder, or one file.
        base: names of shipped grammars, or paths, that lie beneath; all shipped ones when empty.
    """

    home: Path
    base: tuple[str, ...] = ()

    @classmethod
    def of(cls, file: Path, *, scope: Scope = "folder", base: Sequence[str] = ()) -> Project:
        """The project of a file: its folder, since a folder is what programs load, or the file and what it uses."""
        return cls(home=file if scope == "file" else file.parent, base=tuple(base))

    def load(self, texts: Mapping[Path, str]) -> Loaded:
        """Read the files, with texts in the place of those that an editor holds, and look for mistakes."""
        sources: list[str | Path] = [name if is_shipped_name(name) else Path(name) for name in self.base]
        sources += self._files(texts)
        grammar, errors = read_sources(*sources, overlay=texts)
        mistakes = with_lines(find_mistakes(grammar), grammar.files)
        return Loaded(grammar=grammar, errors=(*errors, *mistakes), texts=texts)

    def _files(self, texts: Mapping[Path, str]) -> list[Path]:
        if self.home.suffix == SUFFIX:
            return [self.home]
        try:
            saved = [path.resolve() for path in self.home.glob(f"*{SUFFIX}")]
        except OSError:
            saved = []
        return sorted({*saved, *(path for path in texts if path.parent == self.home and path.suffix == SUFFIX)})


@attrs.define(kw_only=True, slots=False)
class Loaded:
    """A grammar as it was read at one moment, with its mistakes."""

    grammar: Grammar
    errors: tuple[GrammarError, ...]
    texts: Mapping[Path, str]

    @cached_property
    def index(self) -> Index:
        """The names of all files."""
        return Index(self.grammar)

    @cached_property
    def warnings(self) -> tuple[EventRulesWarning, ...]:
        """What is doubtful, once there are no mistakes."""
        return () if self.errors else find_doubts(self.grammar)

    @cached_property
    def lines_of(self) -> dict[str, Sequence[str]]:
        """The lines of all loaded files, by the path that messages give."""
        return {file.path: file.lines for file in self.grammar.files}

    @cached_property
    def _runner(self) -> Runner:
        return Runner(Extractor(compile_grammar(self.grammar)))

    def cases(self, file: Path, lines: Sequence[int] = ()) -> list[Case]:
        """The examples that stand in a file, all or those in some lines, counted from 1."""
        cases = [case for case in cases_of(self._runner.extractor) if path_of(case.example.location.path) == file]
        return [case for case in cases if not lines or case.example.location.line in lines]

    def _failures(self, cases: Sequence[Case]) -> tuple[GrammarError, ...]:
        """The examples that fail."""
        found = tuple(failure for case in cases if (failure := self._runner.failure_of(case)) is not None)
        return with_lines(found, self.grammar.files)

    def run(self, file: Path, lines: Sequence[int] = ()) -> tuple[GrammarError, ...] | None:
        """Run examples of a file, all or those in some lines; None where mistakes stand in the way."""
        if self.errors:
            return None
        try:
            return self._failures(self.cases(file, lines))
        except EventRulesError as fault:  # such as wordings that together are too large to compile
            return tuple(getattr(fault, "errors", ())) or (GrammarError(str(fault)),)


@lru_cache(maxsize=1024)
def path_of(shown: str) -> Path:
    """The file that messages call so: shipped ones by their name, all others by their path."""
    path = Path(shown)
    return (path if path.is_absolute() else Path(str(shipped_folder())) / path).resolve()
