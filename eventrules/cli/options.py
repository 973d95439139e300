"""What the commands share: options, and how they end when something was wrong."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from eventrules.cli.reading import parse_published
from eventrules.errors import DocumentError, EventRulesError, GrammarErrors, InputError
from eventrules.model import Document

if TYPE_CHECKING:
    from eventrules.extractor import Extractor


def published_day(text: str) -> date:
    try:
        return parse_published(text)
    except InputError as error:
        raise click.BadParameter(str(error)) from None


published_option = click.option(
    "--published", type=published_day, metavar="DATE",
    help="Publication date, YYYY-MM-DD (or ISO 8601 with time and zone). Rows may name their own.",
)  # fmt: skip
grammars_option = click.option(
    "--grammars", multiple=True, metavar="PATH", help="Grammar file or folder to load on top of the shipped ones; may be given again."
)


def extractor_of(grammars: tuple[str, ...]) -> Extractor:
    """The extractor of a command; loads what it needs only now."""
    from eventrules.extractor import Extractor

    return Extractor.from_grammars(*grammars)


class Problems:
    """What was wrong with the input: said at once on standard error, remembered for the exit code."""

    def __init__(self) -> None:
        self.count = 0

    def say(self, message: object) -> None:
        """Report one problem."""
        self.count += 1
        click.echo(f"eventrules: {message}", err=True)

    def without_bad(self, documents: Iterable[Document | DocumentError]) -> Iterator[Document]:
        """The good documents; the others are said when their turn comes."""
        for document in documents:
            if isinstance(document, DocumentError):
                self.say(document)
            else:
                yield document

    def exit(self) -> None:
        """End the program with the exit code that fits."""
        sys.exit(1 if self.count else 0)


def guarded(command: Callable[..., None]) -> Callable[..., None]:
    """No traceback reaches the user: errors of ours are said, a closed pipe is quiet."""

    @wraps(command)
    def run(*args: Any, **options: Any) -> None:
        try:
            command(*args, **options)
        except BrokenPipeError:  # the reader has enough (`| head`); nothing may be flushed into the pipe at exit
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(0)
        except GrammarErrors as group:
            click.echo(str(group), err=True)
            sys.exit(1)
        except EventRulesError as error:
            click.echo(f"eventrules: {error}", err=True)
            sys.exit(1)
        except OSError as error:  # a full disk
            place = f"{error.filename}: " if error.filename else ""
            click.echo(f"eventrules: {place}{(error.strerror or str(error)).lower()}", err=True)
            sys.exit(1)

    return run
