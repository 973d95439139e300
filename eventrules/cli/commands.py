"""The commands. Exit codes: 0 good, 1 something in the input was bad (the rest is still done), 2 wrong usage."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable, Iterator
from datetime import date
from importlib.metadata import version
from typing import TYPE_CHECKING, TextIO

import click

from eventrules.cli.authoring import COMMANDS as AUTHORING
from eventrules.cli.options import Problems, extractor_of, grammars_option, guarded, published_day, published_option
from eventrules.cli.reading import STANDARD_INPUT, document_ids, holds_rows, read_documents
from eventrules.cli.writing import FORMATS, output
from eventrules.errors import EventRulesError
from eventrules.model import Document, Event, Result, TimeMention
from eventrules.model.serialization import dumps, times_to_json

if TYPE_CHECKING:
    from eventrules.extractor import Extractor

TIMEML = "timeml"


def _input_options(command: Callable[..., None]) -> Callable[..., None]:
    output_path = click.Path(dir_okay=False, allow_dash=True)
    for option in (  # the last is the first in the help
        click.option("-o", "--output", "out", type=output_path, help="Write to a file; it appears when complete."),
        grammars_option,
        click.option("--id", "doc_id", metavar="NAME", help="Name of the document in the output; the file's name when left out."),
        published_option,
        click.argument("files", nargs=-1, type=click.Path()),
    ):
        command = option(command)
    return command


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(version("eventrules"), prog_name="eventrules")
def cli() -> None:
    """Typed, dated events from news text, by hand-written grammars."""


def _documents(files: tuple[str, ...], published: date | None, doc_id: str | None, problems: Problems) -> Iterator[Document]:
    """The good documents of all files; wrong usage is said at once, bad documents when their turn comes."""
    if doc_id is not None and (len(files) > 1 or any(map(holds_rows, files))):
        raise click.UsageError("--id names one text; give one text file, or let rows have an id of their own")
    if not files and sys.stdin.isatty():
        raise click.UsageError("no input: name a file, or pipe a text in")
    ids = {files[0] if files else STANDARD_INPUT: doc_id} if doc_id is not None else document_ids(files or (STANDARD_INPUT,))
    return problems.without_bad(document for path, id in ids.items() for document in read_documents(path, published=published, id=id))


def _with_progress(documents: Iterator[Document], files: tuple[str, ...]) -> Iterator[Document]:
    """A progress bar on a terminal for several files or large ones; nothing otherwise."""
    if not sys.stderr.isatty() or (len(files) < 2 and not any(map(holds_rows, files))):
        yield from documents
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed} documents"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("reading", total=None)
        for document in documents:
            yield document
            progress.advance(task)


class _TimeMl:
    """A line of TimeML a document; the text of each result, which it does not hold itself, is the next that was kept."""

    def __init__(self, stream: TextIO, extractor: Extractor, kept: deque[Document]) -> None:
        self._stream, self._extractor, self._kept = stream, extractor, kept

    def add(self, result: Result) -> None:
        """Write one document with its times and events."""
        document = self._kept.popleft()
        found = self._extractor.find_times(document.text, published=document.published)
        self._stream.write(_marked(document, found.timexes, result.events) + "\n")

    def close(self) -> None:
        """Nothing is left to write."""


def _kept(documents: Iterator[Document], kept: deque[Document]) -> Iterator[Document]:
    for document in documents:
        kept.append(document)
        yield document


def _marked(document: Document, times: tuple[TimeMention, ...], events: tuple[Event, ...] = ()) -> str:
    from eventrules.export.timeml import timeml

    return timeml(document.text, published=document.published, id=document.id, times=times, events=events)


@cli.command()
@_input_options
@click.option(
    "--format", "form", type=click.Choice(sorted((*FORMATS, TIMEML))), default="table", show_default=True, help="How events are written."
)
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes to share the work.")
@guarded
def extract(
    files: tuple[str, ...], published: date | None, doc_id: str | None, grammars: tuple[str, ...], out: str | None, form: str, workers: int
) -> None:
    """Extract events from FILES, or from standard input.

    A .txt file is one text and needs --published; a .jsonl file holds a document a line, {"id", "published", "text"}.
    Bad documents are told on standard error, the rest is done, and the exit code is 1.
    """
    problems = Problems()
    documents = _with_progress(_documents(files, published, doc_id, problems), files)
    extractor = extractor_of(grammars)
    kept: deque[Document] = deque()
    with output(out) as stream:
        writer = _TimeMl(stream, extractor, kept) if form == TIMEML else FORMATS[form](stream)
        for result in extractor.extract_many(_kept(documents, kept) if form == TIMEML else documents, workers=workers):
            if result.error is not None:
                problems.say(f"document {result.id!r}: {result.error}")
                if kept:
                    kept.popleft()
            else:
                writer.add(result)
        writer.close()
    problems.exit()


@cli.command()
@_input_options
@click.option("--format", "form", type=click.Choice(["jsonl", TIMEML]), default="jsonl", show_default=True, help="How times are written.")
@guarded
def times(
    files: tuple[str, ...], published: date | None, doc_id: str | None, grammars: tuple[str, ...], out: str | None, form: str
) -> None:
    """Find time expressions in FILES, or in standard input.

    One line a document, with the TIMEX3 type and value of each: JSON, or the text with its times marked in TimeML.
    """
    problems = Problems()
    documents = _with_progress(_documents(files, published, doc_id, problems), files)
    extractor = extractor_of(grammars)
    with output(out) as stream:
        for document in documents:
            found = extractor.find_times(document.text, published=document.published, id=document.id)
            stream.write((dumps(times_to_json(found)) if form == "jsonl" else _marked(document, found.timexes)) + "\n")
    problems.exit()


for command in AUTHORING:
    cli.add_command(command)


@cli.command()
@click.argument("grammars", nargs=-1, type=click.Path())
@click.option("--every", is_flag=True, help="Run every example of the shipped files, also those without a word of yours.")
@guarded
def check(grammars: tuple[str, ...], *, every: bool) -> None:
    """Check grammar files and run their examples.

    GRAMMARS are files or folders; the shipped ones are checked when none are named. Beside files of yours, examples of
    shipped files are run where a word of yours stands in them.
    """
    from eventrules.examples import check as run_check

    report = run_check(*grammars, every=every)
    for told in (*report.warnings, *report.errors):
        click.echo(str(told), err=True)
    if report.errors:
        word = "mistake" if len(report.errors) == 1 else "mistakes"
        click.echo(f"{len(report.errors)} {word}", err=True)
        sys.exit(1)
    click.echo(f"{report.rules} rules and frames, {report.examples} examples: {_all_good(len(report.warnings))}")


def _all_good(warnings: int) -> str:
    return f"all good, with {warnings} warning{'' if warnings == 1 else 's'}" if warnings else "all good"


@cli.command()
@click.argument("sentence")
@click.option("--published", type=published_day, metavar="DATE", required=True, help="Publication date, YYYY-MM-DD.")
@grammars_option
@guarded
def explain(sentence: str, published: date, grammars: tuple[str, ...]) -> None:
    """Show how a sentence is read, and why.

    Its layers, the rule that won, its rivals, and where near misses stopped.
    """
    from eventrules.explanation import explain as run_explain

    click.echo(run_explain(extractor_of(grammars), sentence, published=published).render())


@cli.command()
@guarded
def lsp() -> None:
    """Serve an editor over standard input and output.

    Mistakes while typing, hover, definitions, completion, examples; it needs: pip install 'eventrules[lsp]'.
    """
    try:
        from eventrules.lsp.server import serve
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] not in ("pygls", "lsprotocol"):
            raise
        raise EventRulesError("the language server needs pygls; install it with: pip install 'eventrules[lsp]'") from None
    serve()
