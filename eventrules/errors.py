"""Everything that can go wrong, said in the user's words. Imports nothing of the package.

>>> error = UnknownNameError("role", "palce", ("place", "time"), location=Location("meeting.rules", 16, 59))
>>> print(error)
meeting.rules:16:59: unknown role 'palce'
  hint: did you mean 'place'? roles are place, time
"""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Sequence
from typing import Any, NamedTuple, cast


class Location(NamedTuple):
    """A place in a file; lines and columns count from 1, columns in characters (a tab is one)."""

    path: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


class EventRulesError(Exception):
    """The root of all errors of this package."""


class _Placed(Exception):  # noqa: N818 - the common part of errors and warnings
    """Something about a grammar file: what, where, and what to do about it."""

    def __init__(self, message: str, *, location: Location | None = None, hint: str | None = None, source: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.location = location
        self.hint = hint
        self.source = source

    def __str__(self) -> str:
        lines = [f"{self.location}: {self._told()}" if self.location else self._told()]
        if self.source is not None and self.location is not None:
            lines += _drawn(self.source, self.location.column)
        lines += self._details()
        if self.hint:
            lines.append(f"  hint: {self.hint}")
        return "\n".join(lines)

    def _told(self) -> str:
        """What it is, in one line."""
        return self.message

    def _details(self) -> list[str]:
        """Lines between the source and the hint."""
        return []

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuilt, (type(self), self.args, self.__dict__)


class GrammarError(_Placed, EventRulesError):
    """Something is wrong in a grammar file.

    Attributes:
        location: where, or None when the mistake has no place.
        hint: the likely fix.
        source: the line of the file.
    """


class EventRulesWarning(_Placed, UserWarning):
    """Something in a grammar file is doubtful: it works, but is likely not what was meant; `eventrules check` tells it.

    Attributes:
        name: the word or name that is doubtful.
        location: where.
        hint: the remedy, and what says that it is meant.
        source: the line of the file.
    """

    def __init__(self, message: str, *, name: str, location: Location, hint: str) -> None:
        super().__init__(message, location=location, hint=hint)
        self.name = name

    def _told(self) -> str:
        return f"warning: {self.message}"


class GrammarSyntaxError(GrammarError):
    """A line of a grammar file cannot be read."""


class UnknownNameError(GrammarError):
    """A name that nothing defines: a role, phrase, list, type, feature, operation or keyword.

    Attributes:
        kind: what the name should have been ("role").
        name: the name as written.
        candidates: the names that would have been right.
    """

    def __init__(
        self, kind: str, name: str, candidates: Sequence[str], *, location: Location | None = None, source: str | None = None
    ) -> None:
        super().__init__(f"unknown {kind} {name!r}", location=location, hint=_did_you_mean(kind, name, candidates), source=source)
        self.kind = kind
        self.name = name
        self.candidates = tuple(candidates)

    @property
    def nearest(self) -> str | None:
        """The candidate that looks most like the name, which was likely meant."""
        return _nearest(self.name, self.candidates)


class ExampleFailedError(GrammarError):
    """An example of a rule does not yield what it says.

    Attributes:
        expected: what the example says.
        got: what was found.
        trace: how far the rules came, line by line.
    """

    def __init__(
        self,
        message: str,
        *,
        expected: str,
        got: str,
        trace: Sequence[str] = (),
        location: Location | None = None,
        source: str | None = None,
    ) -> None:
        super().__init__(message, location=location, source=source)
        self.expected = expected
        self.got = got
        self.trace = tuple(trace)

    def _details(self) -> list[str]:
        return [f"  expected: {self.expected}", f"  got:      {self.got}", *(f"  trace:    {line}" for line in self.trace)]


class GrammarErrors(ExceptionGroup[GrammarError], EventRulesError):  # noqa: N818 - a group, as in ExceptionGroup
    """All that is wrong in the grammar files, at once."""

    def __str__(self) -> str:
        return "\n".join(str(error) for error in self.exceptions)

    @property
    def errors(self) -> tuple[GrammarError, ...]:
        """The mistakes, in the order of the files."""
        return cast("tuple[GrammarError, ...]", self.exceptions)

    def derive(self, excs: Sequence[Any], /) -> GrammarErrors:
        """The same group with other errors, as `except*` needs it."""
        return GrammarErrors(self.message, list(excs))


class InputError(EventRulesError):
    """An input that cannot be read: a file that is no text, a publication date that is none; or an output that cannot be written."""


class DocumentError(InputError):
    """One document of a stream is bad; the others are not touched.

    Attributes:
        id: the document's id, if it has one.
        place: where it stands, such as `articles.jsonl:17`.
    """

    def __init__(self, message: str, *, id: str | None = None, place: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.id = id
        self.place = place

    def __str__(self) -> str:
        name = f"document {self.id!r}: " if self.id is not None else ""
        return f"{self.place}: {name}{self.message}" if self.place else f"{name}{self.message}"

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuilt, (type(self), self.args, self.__dict__)


class TimeExpressionError(EventRulesError, ValueError):
    """The words name no time there is, such as 30 February."""


class TimeResolutionError(EventRulesError, ValueError):
    """A time expression leads out of the years 1 to 9999."""


def wrong_type(what: str, value: object, expected: str) -> TypeError:
    """An argument of the wrong type, said in plain words.

    >>> wrong_type("the extractor", 5, "eventrules.Extractor")
    TypeError('the extractor is int, expected eventrules.Extractor')
    """
    return TypeError(f"{what} is {type(value).__name__}, expected {expected}")


def _rebuilt(kind: type[Exception], args: tuple[Any, ...], state: dict[str, Any]) -> Exception:
    error = kind.__new__(kind, *args)
    error.args = args
    error.__dict__.update(state)
    return error


_SHOWN = 12
"""How many names a hint lists; of more it names only those that look alike."""


def _nearest(name: str, candidates: Sequence[str]) -> str | None:
    near = difflib.get_close_matches(name, list(dict.fromkeys(candidates)), n=1, cutoff=0.6)
    return near[0] if near else None


def _did_you_mean(kind: str, name: str, candidates: Sequence[str]) -> str | None:
    known = list(dict.fromkeys(candidates))
    near = _nearest(name, known)
    parts = [f"did you mean {near!r}?"] if near is not None else []
    if len(known) == 1 and near is None:
        parts.append(f"the only {kind} is {known[0]}")
    elif 1 < len(known) <= _SHOWN:
        parts.append(f"{_plural(kind)} are {', '.join(known)}")
    return " ".join(parts) or None


def _plural(kind: str) -> str:
    if kind.endswith("y"):
        return f"{kind[:-1]}ies"
    return f"{kind}es" if kind.endswith("s") else f"{kind}s"


def _drawn(source: str, column: int) -> list[str]:
    """A line of a file, with a caret below the column."""
    width = 0
    for character in source[: column - 1]:
        if character == "\t":
            width += 4 - width % 4
        elif not unicodedata.combining(character):
            width += 2 if unicodedata.east_asian_width(character) in "WF" else 1
    shown = "".join(character if character == "\t" or character.isprintable() else " " for character in source)
    return [f"  {shown.expandtabs(4)}".rstrip(), f"  {' ' * width}^"]
