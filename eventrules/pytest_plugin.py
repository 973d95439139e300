"""A plugin for pytest: each example and counterexample of a grammar file is a test.

The setting `eventrules_grammars` lists files and folders; a folder is loaded as a whole, over the shipped grammars, as
`--grammars` does. Other `*.rules` files are collected only when they are named on the command line, since other programs
have files of that ending as well.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:  # loaded when a grammar is collected: this module is imported in every run of pytest
    from eventrules.examples import Case, Runner

SETTING = "eventrules_grammars"
SUFFIX = ".rules"

_RUNNERS = pytest.StashKey[dict[Path, "Runner"]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """The plugin's setting."""
    parser.addini(SETTING, "grammar files and folders of them whose examples are tests", type="paths", default=[])


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> GrammarFile | None:
    """A grammar file that the settings or the command line name."""
    if file_path.suffix != SUFFIX:
        return None
    source = _source_of(file_path, parent.config)
    return GrammarFile.from_parent(parent, path=file_path, source=source) if source is not None else None


def _source_of(file: Path, config: pytest.Config) -> Path | None:
    """What is loaded for a file: itself, or the folder that the settings name."""
    sources: list[Path] = [Path(source).resolve() for source in config.getini(SETTING)]
    named = [(config.invocation_params.dir / argument.split("::")[0]).resolve() for argument in config.args]
    file = file.resolve()
    return next((source for source in sources if source in (file, file.parent)), file if file in named else None)


class GrammarFile(pytest.File):
    """A grammar file with its examples."""

    source: Path

    @classmethod
    def from_parent(cls, parent: Any, *, source: Path | None = None, **options: Any) -> GrammarFile:
        """Made by pytest; see `pytest.Node.from_parent`."""
        made: GrammarFile = super().from_parent(parent, **options)
        made.source = source or made.path
        return made

    def collect(self) -> Iterable[Example]:
        """The examples of this file; the grammar is loaded once for all files of its folder."""
        from eventrules.examples import cases_of

        runner = self._runner()
        for case in cases_of(runner.extractor):
            where = case.example.location
            if Path(where.path).name == self.path.name and self._is_own(where.path):
                yield Example.from_parent(self, name=f"{case.owner.name}:{where.line}", case=case, runner=runner)

    def _is_own(self, shown: str) -> bool:
        """Whether this file is meant and no other one of its name."""
        return _is_shipped(self.source) or Path(shown).resolve() == self.path.resolve()

    def _runner(self) -> Runner:
        from eventrules.examples import Runner
        from eventrules.extractor import Extractor

        runners = self.config.stash.setdefault(_RUNNERS, {})
        if self.source not in runners:
            sources = () if _is_shipped(self.source) else (_shown(self.source),)
            runners[self.source] = Runner(Extractor.from_grammars(*sources))
        return runners[self.source]

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException]) -> Any:  # type: ignore[override]
        """Mistakes of the grammar in the words of `eventrules check`."""
        from eventrules.errors import EventRulesError

        return str(excinfo.value) if isinstance(excinfo.value, EventRulesError) else super().repr_failure(excinfo)


class Example(pytest.Item):
    """One example or counterexample."""

    case: Case
    runner: Runner

    @classmethod
    def from_parent(cls, parent: Any, *, case: Case | None = None, runner: Runner | None = None, **options: Any) -> Example:
        """Made by pytest; see `pytest.Node.from_parent`."""
        made: Example = super().from_parent(parent, **options)
        assert case is not None
        assert runner is not None
        made.case, made.runner = case, runner
        return made

    def runtest(self) -> None:
        """Run the example against all rules that are loaded."""
        from eventrules.rulefile.load import with_lines

        failure = self.runner.failure_of(self.case)
        if failure is not None:
            with_lines((failure,), self.runner.extractor.grammar.grammar.files)
            raise failure

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException]) -> Any:  # type: ignore[override]
        """What was expected, what was got, and where the rule stopped."""
        from eventrules.errors import EventRulesError

        return str(excinfo.value) if isinstance(excinfo.value, EventRulesError) else super().repr_failure(excinfo)

    def reportinfo(self) -> tuple[Path, int, str]:
        """The place of the sentence."""
        return self.path, self.case.example.location.line - 1, f"{self.path.name}: {self.name}"


def _is_shipped(source: Path) -> bool:
    from eventrules.rulefile.sources import shipped_folder

    home = Path(str(shipped_folder())).resolve()
    return home in (source, source.parent)


def _shown(source: Path) -> str:
    """A path as messages call it: from the working folder, where it lies in there."""
    return str(source.relative_to(Path.cwd())) if source.is_relative_to(Path.cwd()) else str(source)
