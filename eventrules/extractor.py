"""The front door: from a text and its publication date to typed, dated events.

The way of one article: `matching.cascade` chunks it, `events.finder` finds what happens, `assembly` asks the rest of
the sentence (`dating` for times, `events.status` for where it stands), `events.merging` puts its mentions together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from typing import Any

from eventrules.assembly import Assembly
from eventrules.binding import bound
from eventrules.collecting import uncollected
from eventrules.dating import Dating
from eventrules.errors import DocumentError, wrong_type
from eventrules.events.finder import Finder
from eventrules.events.merging import Makers, merged
from eventrules.events.thread import Thread
from eventrules.events.whereabouts import Whereabouts
from eventrules.matching.cache import loaded_grammar
from eventrules.matching.cascade import Analysis, Cascade
from eventrules.matching.compiled import CompiledGrammar
from eventrules.model.events import Event
from eventrules.model.mentions import Mention
from eventrules.model.results import Document, Result, Times
from eventrules.model.times import TimeMention
from eventrules.model.types import EVENT_CLASSES
from eventrules.recognisers import Recogniser, found_by
from eventrules.rulefile.sources import Source


class Extractor:
    """Extracts events and times from texts; immutable, picklable, safe to share between threads.

    >>> from datetime import date
    >>> extractor = Extractor.from_grammars()
    >>> result = extractor.extract("Ann Lee will meet Bo Kim in Paris on Friday.", published=date(2024, 3, 6))
    >>> [(event.type, event.status.value, str(event.time.start)) for event in result.events]
    [('Meeting', 'scheduled', '2024-03-08')]
    """

    def __init__(self, compiled: CompiledGrammar, *, events: Sequence[type[Event]] = (), recognisers: Sequence[Recogniser] = ()) -> None:
        if not isinstance(compiled, CompiledGrammar):  # pyright: ignore[reportUnnecessaryIsInstance] - users' programs are not all checked
            raise wrong_type("the grammar", compiled, "a compiled one; Extractor.from_grammars takes names and paths")
        self._compiled = compiled
        own = bound(events, compiled.grammar)
        self._events = tuple(events)
        self._recognisers = tuple(recognisers)
        self._makers: Makers = {**EVENT_CLASSES, **{name: of_type.make for name, of_type in own.items()}}
        self._cascade = Cascade(compiled)
        self._finder = Finder(compiled)
        self._whereabouts = Whereabouts(compiled)

    def __reduce__(self) -> tuple[Callable[..., Extractor], tuple[Any, ...]]:
        return _restored, (self._compiled, self._events, self._recognisers)

    @classmethod
    def from_grammars(cls, *sources: Source, events: Sequence[type[Event]] = (), recognisers: Sequence[Recogniser] = ()) -> Extractor:
        """An extractor with the shipped English grammars, and the sources on top.

        What they compile to is kept in the user's cache folder, so that the next time is fast; the environment variable
        `EVENTRULES_CACHE` names another folder, or is `off`.

        Args:
            sources: names of shipped grammars ("meeting": that one and what it uses), files, or folders of `*.rules`.
            events: attrs classes of your own, derived from `Event`, each for the event type of its name; their fields are
                roles, as `tuple[Mention, ...]` or `Mention | None`. All other types are plain `Event`.
            recognisers: callables of your own from a document to its mentions (`eventrules.recognisers`); what they find
                goes before what the grammar makes of the same words, the first of them before the next.

        Raises:
            GrammarErrors: everything that is wrong in any of the files, or all fields of classes that are no roles.
        """
        return cls(loaded_grammar(*sources), events=events, recognisers=recognisers)

    @property
    def grammar(self) -> CompiledGrammar:
        """The compiled grammar."""
        return self._compiled

    def extract(self, text: str, *, published: date, id: str = "", title: str | None = None) -> Result:
        """The events of a text.

        Args:
            text: any text; all offsets of the result count its characters.
            published: publication date, or an aware datetime, which relative dates are resolved against.
            id: names the document in the result.
            title: not read for events, but shown to recognisers.

        Raises:
            DocumentError: the arguments are no text and date, or a recogniser failed.
        """
        _check_arguments(text, published, id)
        with uncollected():  # much of what is learned from a text stays
            analysis = self._cascade.analyse(text, self._recognising(Document(text=text, published=published, id=id, title=title)))
            assembly = Assembly(self._finder, Thread(analysis), Dating(analysis, published), self._whereabouts)
            tellings = (told for sentence in analysis.triggered() for told in assembly.tellings(sentence))
            return Result(id=id, published=published, events=merged(tellings, doc=id, makers=self._makers))

    def _recognising(self, document: Document) -> Callable[[], Iterator[Mention]] | None:
        return (lambda: found_by(self._recognisers, document, self._compiled.grammar.types)) if self._recognisers else None

    def extract_many(self, documents: Iterable[Document], *, workers: int = 1) -> Iterator[Result]:
        """The results of many documents, in order, as they come; a bad document yields a result with an `error`.

        Args:
            documents: any iterable; it is read as results are taken, never ahead by more than a few documents.
            workers: processes to share the work; each gets the compiled grammar once.

        Raises:
            ValueError: fewer than one worker.
        """
        if isinstance(documents, (str, bytes, Document)) or not isinstance(documents, Iterable):  # pyright: ignore[reportUnnecessaryIsInstance] - users' programs are not all checked
            raise wrong_type("documents", documents, "an iterable of eventrules.Document")
        if not isinstance(workers, int):  # pyright: ignore[reportUnnecessaryIsInstance] - the same
            raise wrong_type("workers", workers, "a whole number")
        if workers < 1:
            raise ValueError(f"workers is {workers}, expected 1 or more")
        if workers > 1:
            from eventrules.workers import in_processes  # loads multiprocessing, which few callers need

            return in_processes(self.extract_one, documents, workers)
        return map(self.extract_one, documents)

    def extract_one(self, document: Document) -> Result:
        """Like `extract`, but what is wrong with the document is said in the result."""
        if not isinstance(document, Document):  # pyright: ignore[reportUnnecessaryIsInstance] # streams come from anywhere
            return Result(id="", published=None, error=f"the item is {type(document).__name__}, expected eventrules.Document")
        try:
            return self.extract(document.text, published=document.published, id=document.id, title=document.title)
        except DocumentError as error:
            return Result(id=document.id, published=None, error=error.message)

    def find_times(self, text: str, *, published: date, id: str = "") -> Times:
        """The time expressions of a text, with TIMEX3 types and values, in the order of the text."""
        _check_arguments(text, published, id)
        dating = Dating(self._cascade.analyse(text), published)
        return Times(id=id, published=published, timexes=dating.mentions())

    def analyse(self, text: str) -> Analysis:
        """The chunked text, for tools that show how a result came about."""
        _check_text(text)
        return self._cascade.analyse(text)

    @property
    def finder(self) -> Finder:
        """Finds event mentions in analysed sentences."""
        return self._finder


def _restored(compiled: CompiledGrammar, events: tuple[type[Event], ...], recognisers: tuple[Recogniser, ...]) -> Extractor:
    return Extractor(compiled, events=events, recognisers=recognisers)


@cache
def shipped() -> Extractor:
    """The extractor of the shipped English grammars, loaded once."""
    return Extractor.from_grammars()


def find_times(text: str, *, published: date) -> tuple[TimeMention, ...]:
    """The time expressions of a text, by the shipped grammars, in the order of the text.

    >>> from datetime import date
    >>> [(time.text, time.timex) for time in find_times("It rained on Friday and last week.", published=date(2024, 3, 6))]
    [('Friday', '2024-03-01'), ('last week', '2024-W09')]
    """
    return shipped().find_times(text, published=published).timexes


def check_extractor(extractor: object) -> None:
    """Complain of what is no extractor.

    Raises:
        TypeError: saying so.
    """
    if not isinstance(extractor, Extractor):
        raise wrong_type("the extractor", extractor, "eventrules.Extractor")


def _check_text(text: object) -> None:
    if not isinstance(text, str):
        raise DocumentError(f"the text is {type(text).__name__}, expected str")


def _check_arguments(text: object, published: object, id: object) -> None:
    _check_text(text)
    if not isinstance(published, date):
        raise DocumentError(f"published is {type(published).__name__}, expected a date, such as date(2019, 1, 16)")
    if not isinstance(id, str):
        raise DocumentError(f"the id is {type(id).__name__}, expected str")
