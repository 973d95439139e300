"""The language server: open files in, mistakes, notes, places and names out.

Files are read again a moment after the last key, in a thread of their own, so that no answer waits for a check; once they
are without mistakes and the author rests, their examples are run.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar, cast

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path
from pygls.workspace import PositionCodec

from eventrules.errors import EventRulesWarning, GrammarError, GrammarErrors, Location
from eventrules.lsp.completion import completions
from eventrules.lsp.notes import note_on
from eventrules.lsp.places import Place, place_at
from eventrules.lsp.positions import characters_before, extent_of, range_of
from eventrules.lsp.project import Loaded, Project, path_of
from eventrules.rulefile.bodies import EXAMPLE_WORDS
from eventrules.rulefile.layout import formatted
from eventrules.rulefile.lines import raw_lines, source_lines
from eventrules.rulefile.sources import SUFFIX, shipped_folder

CHECK_AFTER, RUN_AFTER = 0.25, 0.75
"""Seconds of rest before files are checked, and again before their examples are run."""

RUN_EXAMPLES = "eventrules.runExamples"
"""The command behind the lenses: the URI of a file, and the lines of its sentences, or none for all."""

_BATCH = 25
"""Examples that are run before new keys are looked at."""

T = TypeVar("T")


class GrammarServer(LanguageServer):
    """The state of a session: settings, grammars as last read, and what was told of them."""

    def __init__(self) -> None:
        # Files are small, and pygls would apply parts of texts by lines that end at form feeds and the like
        super().__init__("eventrules", version("eventrules"), text_document_sync_kind=lsp.TextDocumentSyncKind.Full)
        self.settings: dict[str, Any] = {}
        self.loaded: dict[Project, Loaded] = {}
        self._told: dict[Project, set[str]] = {}
        self._tasks: dict[Project, asyncio.Task[None]] = {}
        self._checks = ThreadPoolExecutor(max_workers=1)
        self._runs = ThreadPoolExecutor(max_workers=1)

    @property
    def codec(self) -> PositionCodec:
        """How this editor counts columns."""
        return self.workspace.position_codec

    # --- documents -------------------------------------------------------------------------------------------

    def texts(self) -> dict[Path, str]:
        """What is open, by path."""
        return {_path(uri): document.source for uri, document in self.workspace.text_documents.items()}

    def lines(self, path: Path) -> tuple[str, ...]:
        """The lines of a file, as open or as saved."""
        text = self.texts().get(path)
        if text is None:
            try:
                text = path.read_text("utf-8", errors="replace")
            except OSError:
                return ()
        return raw_lines(text)

    def uri(self, path: Path) -> str:
        """How the editor calls a file."""
        return next((uri for uri in self.workspace.text_documents if _path(uri) == path), None) or from_fs_path(str(path)) or ""

    def project(self, uri: str) -> Project:
        """The files that a document is checked with."""
        path = _path(uri)
        scope = "file" if self.settings.get("scope") == "file" or to_fs_path(uri) is None else "folder"
        base = self.settings.get("grammars")
        return Project.of(path, scope=scope, base=[str(name) for name in base] if isinstance(base, list) else ())

    # --- checking --------------------------------------------------------------------------------------------

    def changed(self, uri: str, *, after: float = CHECK_AFTER) -> None:
        """Check what a document belongs to, once its author rests; what is not told by then is outdated."""
        project = self.project(uri)
        if (running := self._tasks.get(project)) is not None:
            running.cancel()
        task = asyncio.get_running_loop().create_task(self._refresh(project, after))
        task.add_done_callback(self._report)
        self._tasks[project] = task

    def _report(self, task: asyncio.Task[None]) -> None:
        """A fault of the server's own is told, and the session goes on."""
        if not task.cancelled() and (fault := task.exception()) is not None:
            self.window_log_message(lsp.LogMessageParams(lsp.MessageType.Error, f"eventrules: {type(fault).__name__}: {fault}"))

    async def _refresh(self, project: Project, after: float) -> None:
        await asyncio.sleep(after)
        texts = self.texts()
        loaded = await self._load(project, texts)
        self._tell(project, loaded.errors or loaded.warnings)
        if loaded.errors:
            return
        await asyncio.sleep(RUN_AFTER)
        failures: list[GrammarError] = []
        for path in sorted(path for path in texts if self.project(self.uri(path)) == project):
            failures += await self._failures(loaded, path)
        self._tell(project, (*failures, *loaded.warnings))

    async def _failures(self, loaded: Loaded, path: Path, lines: Sequence[int] = ()) -> list[GrammarError]:
        """The failing examples of a file, run in batches so that a check never waits long."""
        wanted = [line.number for line in source_lines(self.lines(path)) if line.text.startswith('"')]
        wanted = [number for number in wanted if not lines or number in lines]
        failures: list[GrammarError] = []
        for start in range(0, len(wanted), _BATCH):
            batch = wanted[start : start + _BATCH]
            failures += await _in(self._runs, lambda batch=batch: loaded.run(path, batch)) or ()
        return failures

    async def _load(self, project: Project, texts: dict[Path, str]) -> Loaded:
        def work() -> Loaded:
            self.loaded[project] = loaded = project.load(texts)
            return loaded

        return await _in(self._checks, work)

    async def current(self, uri: str) -> Loaded:
        """The grammar of a document as last read; just after it was opened, as it is being read."""
        project = self.project(uri)
        if project not in self.loaded:
            await _in(self._checks, lambda: None)  # what is being read now
        return self.loaded.get(project) or await self._load(project, self.texts())

    def _tell(self, project: Project, errors: Iterable[GrammarError | EventRulesWarning]) -> None:
        """Show mistakes in all files that have any, and none in those that had."""
        found: dict[str, list[lsp.Diagnostic]] = {}
        for error in errors:
            path = path_of(error.location.path) if error.location else project.home
            found.setdefault(self.uri(path), []).append(self._diagnostic(error, self.lines(path)))
        of_project = {uri for uri in self.workspace.text_documents if self.project(uri) == project}
        for uri in sorted({*found, *of_project, *self._told.get(project, ())}):
            self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, found.get(uri, [])))
        self._told[project] = set(found)

    def _diagnostic(self, error: GrammarError | EventRulesWarning, lines: Sequence[str]) -> lsp.Diagnostic:
        number = error.location.line - 1 if error.location else 0
        is_doubt = isinstance(error, EventRulesWarning)
        start, end = extent_of(error, lines[number]) if number < len(lines) else (0, 0)
        return lsp.Diagnostic(
            range=range_of(self.codec, lines, number, start, end), message=message_of(error), source="eventrules",
            severity=lsp.DiagnosticSeverity.Warning if is_doubt else lsp.DiagnosticSeverity.Error,
        )  # fmt: skip

    def closed(self, uri: str) -> None:
        """Forget a document; its project is forgotten with the last one."""
        project = self.project(uri)
        if any(self.project(other) == project for other in self.workspace.text_documents if other != uri):
            return
        if (running := self._tasks.pop(project, None)) is not None:
            running.cancel()
        for told in sorted({uri, *self._told.pop(project, ())}):
            self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(told, []))
        self.loaded.pop(project, None)

    # --- answers ---------------------------------------------------------------------------------------------

    def place(self, uri: str, position: lsp.Position) -> tuple[Place | None, tuple[str, ...], int]:
        """What stands at a position, the lines of its file, and the characters before it."""
        lines = self.lines(_path(uri))
        if position.line >= len(lines):
            return None, lines, 0
        column = characters_before(self.codec, lines[position.line], position.character)
        return place_at(lines, position.line, column), lines, column

    def target(self, location: Location) -> lsp.Location:
        """A place of a file for the editor to go to."""
        path = path_of(location.path)
        line, column = location.line - 1, location.column - 1
        return lsp.Location(self.uri(path), range_of(self.codec, self.lines(path), line, column, column))

    async def run_examples(self, uri: str, lines: Sequence[int]) -> dict[str, Any]:
        """Run examples of a document as it is now, show what fails, and say what came of it."""
        project, path, texts = self.project(uri), _path(uri), self.texts()
        loaded = self.loaded.get(project)
        if loaded is None or loaded.texts != texts:
            loaded = await self._load(project, texts)
        if loaded.errors:
            self._tell(project, loaded.errors)
            count = len(loaded.errors)
            return {"examples": 0, "failures": [], "message": f"{count} mistake{'s' * (count > 1)} first; no example was run"}
        failures = await self._failures(loaded, path, lines)
        self._tell(project, (*failures, *loaded.warnings))
        count = len(await _in(self._runs, lambda: loaded.cases(path, lines)))
        message = f"{len(failures)} of {count} fail" if failures else f"{count} example{'s' * (count != 1)}: all good"
        return {"examples": count, "failures": [message_of(failure) for failure in failures], "message": message}


async def _in(thread: ThreadPoolExecutor, work: Callable[[], T]) -> T:
    return await asyncio.get_running_loop().run_in_executor(thread, work)


def message_of(error: GrammarError | EventRulesWarning) -> str:
    """A mistake without its place and its line, which the editor shows itself."""
    lines = str(error).splitlines()
    drawn = 2 if error.source is not None and error.location is not None else 0
    return "\n".join([error.message, *(line.strip() for line in lines[1 + drawn :])])


def _path(uri: str) -> Path:
    """The path of a document; one that was never saved gets a name of its own."""
    saved = to_fs_path(uri)
    return Path(saved).resolve() if saved else Path.cwd() / f"{uri.rpartition(':')[2].replace('/', '-') or 'unnamed'}{SUFFIX}"


# --- the protocol ------------------------------------------------------------------------------------------------


def make_server() -> GrammarServer:
    """A server with all that it can do."""
    server = GrammarServer()
    _documents(server)
    _answers(server)
    _lenses(server)
    return server


def _documents(server: GrammarServer) -> None:
    @server.feature(lsp.INITIALIZE)
    def _(ls: GrammarServer, params: lsp.InitializeParams) -> None:
        options: object = params.initialization_options
        ls.settings = cast("dict[str, Any]", options) if isinstance(options, dict) else {}

    @server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    async def _(ls: GrammarServer, params: lsp.DidOpenTextDocumentParams) -> None:
        ls.changed(params.text_document.uri, after=0)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    async def _(ls: GrammarServer, params: lsp.DidChangeTextDocumentParams) -> None:
        ls.changed(params.text_document.uri)

    @server.feature(lsp.TEXT_DOCUMENT_DID_SAVE)
    async def _(ls: GrammarServer, params: lsp.DidSaveTextDocumentParams) -> None:
        ls.changed(params.text_document.uri, after=0)

    @server.feature(lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    async def _(ls: GrammarServer, _params: lsp.DidChangeWatchedFilesParams) -> None:
        for uri in list(ls.workspace.text_documents):  # word lists are no documents, but documents draw on them
            ls.changed(uri)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    def _(ls: GrammarServer, params: lsp.DidCloseTextDocumentParams) -> None:
        ls.closed(params.text_document.uri)


def _answers(server: GrammarServer) -> None:
    @server.feature(lsp.TEXT_DOCUMENT_HOVER)
    async def _(ls: GrammarServer, params: lsp.HoverParams) -> lsp.Hover | None:
        uri = params.text_document.uri
        loaded = await ls.current(uri)
        place, lines, _ = ls.place(uri, params.position)
        named = loaded.index.named(place) if place is not None else None
        if place is None or named is None:
            return None
        text = note_on(named, loaded.index, loaded.lines_of)
        where = range_of(ls.codec, lines, place.line, place.start, place.end)
        return lsp.Hover(lsp.MarkupContent(lsp.MarkupKind.Markdown, text), where)

    @server.feature(lsp.TEXT_DOCUMENT_DEFINITION)
    async def _(ls: GrammarServer, params: lsp.DefinitionParams) -> list[lsp.Location]:
        uri = params.text_document.uri
        loaded = await ls.current(uri)
        place, _, _ = ls.place(uri, params.position)
        if place is None:
            return []
        if place.kind in ("file", "list file"):
            return [ls.target(Location(str(file), 1, 1)) for file in _files_named(place, _path(uri).parent)]
        named = loaded.index.named(place)
        return [ls.target(location) for location in named.locations] if named is not None else []

    @server.feature(lsp.TEXT_DOCUMENT_COMPLETION, lsp.CompletionOptions(trigger_characters=["<", "{", ":", " ", "="]))
    async def _(ls: GrammarServer, params: lsp.CompletionParams) -> list[lsp.CompletionItem]:
        uri = params.text_document.uri
        loaded = await ls.current(uri)
        _, lines, column = ls.place(uri, params.position)
        return completions(loaded.index, ls.codec, lines, params.position.line, column)

    @server.feature(lsp.TEXT_DOCUMENT_FORMATTING)
    def _(ls: GrammarServer, params: lsp.DocumentFormattingParams) -> list[lsp.TextEdit]:
        path = _path(params.text_document.uri)
        before = ls.texts().get(path, "")
        try:
            after = formatted(before, path=str(path))
        except GrammarErrors:  # told already; what cannot be read stays as it is
            return []
        whole = lsp.Range(lsp.Position(0, 0), lsp.Position(len(raw_lines(before)), 0))
        return [lsp.TextEdit(whole, after)] if after != before else []


def _files_named(place: Place, folder: Path) -> list[Path]:
    """The file that `use` or `from` names: beside the document, or shipped."""
    name = f"{place.word}{SUFFIX}" if place.kind == "file" else place.word
    return [path for path in (folder / name, Path(str(shipped_folder())) / name) if path.is_file()][:1]


def _lenses(server: GrammarServer) -> None:
    @server.feature(lsp.TEXT_DOCUMENT_CODE_LENS, lsp.CodeLensOptions())
    async def _(ls: GrammarServer, params: lsp.CodeLensParams) -> list[lsp.CodeLens]:
        uri = params.text_document.uri
        lines = ls.lines(_path(uri))
        blocks = examples_in(lines)
        found = [_lens(ls, uri, lines, 0, "run all examples", [])] if blocks else []
        return [*found, *(_lens(ls, uri, lines, head - 1, "run example", list(sentences)) for head, sentences in blocks)]

    @server.command(RUN_EXAMPLES)
    async def _(ls: GrammarServer, uri: str, lines: list[int] | None = None) -> dict[str, Any]:
        answer = await ls.run_examples(uri, lines or [])
        kind = lsp.MessageType.Info if answer["examples"] and not answer["failures"] else lsp.MessageType.Warning
        ls.window_show_message(lsp.ShowMessageParams(kind, answer["message"]))
        return answer


def examples_in(lines: Sequence[str]) -> list[tuple[int, tuple[int, ...]]]:
    """The lines, from 1, that begin examples, each with those of its sentences.

    >>> examples_in(["rule a => B", "    *c*", "    example", '        "A c."', '        "C c."'])
    [(3, (4, 5))]
    """
    found: list[tuple[int, tuple[int, ...]]] = []
    for line in source_lines(tuple(lines)):
        if line.indent and line.text.split()[0].rstrip(":") in EXAMPLE_WORDS:
            found.append((line.number, ()))
        elif line.text.startswith('"') and found:
            found[-1] = (found[-1][0], (*found[-1][1], line.number))
    return [(head, sentences) for head, sentences in found if sentences]


def _lens(ls: GrammarServer, uri: str, lines: Sequence[str], number: int, title: str, wanted: list[int]) -> lsp.CodeLens:
    where = range_of(ls.codec, lines, number, 0, len(lines[number]))
    return lsp.CodeLens(range=where, command=lsp.Command(title=title, command=RUN_EXAMPLES, arguments=[uri, wanted]))


def serve() -> None:
    """Speak with the editor over standard input and output until it says goodbye."""
    logging.getLogger("pygls").setLevel(logging.CRITICAL)  # an editor shows what comes out of standard error; faults are told as messages
    make_server().start_io()
