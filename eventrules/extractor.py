"""The front door: from a text and its publication date to typed, dated events.

The way of one article: `matching.cascade` chunks it, `events.finder` finds what happens, `timex` dates it,
`events.status` tells where it stands, `events.merging` puts its mentions together.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache

from eventrules.dating import Dating, day_of, expression_of
from eventrules.errors import DocumentError
from eventrules.events.finder import Candidate, Finder
from eventrules.events.merging import merged
from eventrules.events.names import Names
from eventrules.events.status import Features, direction_of, standing_of
from eventrules.matching.cascade import Analysis, Cascade, Sentence
from eventrules.matching.compiler import CompiledGrammar, compile_grammar
from eventrules.matching.layers import Chunk
from eventrules.model.events import EventMention, RuleRef, Trigger
from eventrules.model.mentions import Mention
from eventrules.model.results import Document, Result, Times
from eventrules.model.spans import Span
from eventrules.model.times import Direction, TimeMention
from eventrules.rulefile.check import checked_grammar
from eventrules.rulefile.load import Source
from eventrules.timex.expressions import Anchored, Duration, Modified

_NO_EVENT_TIME = ("set", "vague")


class Extractor:
    """Extracts events and times from texts; immutable, picklable, safe to share between threads.

    >>> from datetime import date
    >>> extractor = Extractor.from_grammars()
    >>> result = extractor.extract("Ann Lee will meet Bo Kim in Paris on Friday.", published=date(2024, 3, 6))
    >>> [(event.type, event.status.value, str(event.time.start)) for event in result.events]
    [('Meeting', 'scheduled', '2024-03-08')]
    """

    def __init__(self, compiled: CompiledGrammar) -> None:
        self._compiled = compiled
        self._cascade = Cascade(compiled)
        self._finder = Finder(compiled)

    def __reduce__(self) -> tuple[type[Extractor], tuple[CompiledGrammar]]:
        return Extractor, (self._compiled,)

    @classmethod
    def from_grammars(cls, *sources: Source) -> Extractor:
        """An extractor with the shipped English grammars, and the sources on top.

        Args:
            sources: names of shipped grammars ("meeting": that one and what it uses), files, or folders of `*.rules`.

        Raises:
            GrammarErrors: everything that is wrong in any of the files.
        """
        return cls(compile_grammar(checked_grammar(*sources)))

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
            title: not read for events; kept for callers that pass whole rows.
        """
        _check_arguments(text, published)
        analysis = self._cascade.analyse(text)
        names = Names(analysis)
        dating = Dating(analysis, published)
        mentions: list[EventMention] = []
        for sentence in analysis.triggered():
            found = self._finder.find(sentence)
            for candidate in found:
                mentions.append(self._mention(candidate, sentence, names, dating))
        return Result(id=id, published=published, events=merged(mentions, doc=id))

    def extract_many(self, documents: Iterable[Document], *, workers: int = 1) -> Iterator[Result]:
        """The results of many documents, in order, as they come; a bad document yields a result with an `error`.

        Args:
            documents: any iterable; it is read as results are taken, never ahead by more than a few documents.
            workers: processes to share the work; each gets the compiled grammar once.
        """
        if workers > 1:
            from eventrules.workers import in_processes  # loads multiprocessing, which few callers need

            return in_processes(self.extract_one, documents, workers)
        return map(self.extract_one, documents)

    def extract_one(self, document: Document) -> Result:
        """Like `extract`, but what is wrong with the document is said in the result."""
        try:
            return self.extract(document.text, published=document.published, id=document.id, title=document.title)
        except DocumentError as error:
            return Result(id=document.id, published=None, error=error.message)

    def find_times(self, text: str, *, published: date, id: str = "") -> Times:
        """The time expressions of a text, with TIMEX3 types and values, in the order of the text."""
        _check_arguments(text, published)
        dating = Dating(self._cascade.analyse(text), published)
        return Times(id=id, published=published, timexes=dating.mentions())

    def analyse(self, text: str) -> Analysis:
        """The chunked text, for tools that show how a result came about."""
        return self._cascade.analyse(text)

    @property
    def finder(self) -> Finder:
        """Finds event mentions in analysed sentences."""
        return self._finder

    # --- the way of one mention ------------------------------------------------------------------------------

    def _mention(self, candidate: Candidate, sentence: Sentence, names: Names, dating: Dating) -> EventMention:
        analysis = sentence.analysis
        features = candidate.features + self._fate(candidate, sentence)
        time = self._event_time(candidate, sentence, dating)
        hypothetical = self._is_hypothetical(candidate, sentence)
        standing = standing_of(features, time=time.value if time else None, published=day_of(dating.published), hypothetical=hypothetical)
        roles: dict[str, list[Mention]] = {}
        for role, chunk in (*candidate.fillers, *self._sources(candidate, sentence)):
            roles.setdefault(role, []).append(names.mention(chunk))
        if "place" not in roles and (place := self._place(candidate, sentence)) is not None:
            roles["place"] = [names.mention(place)]
        start, end = analysis.span(*candidate.trigger)
        location = candidate.location
        return EventMention(
            type=candidate.produces, trigger=Trigger(span=Span(start, end), text=analysis.text[start:end]),
            sentence=Span(*analysis.span(sentence.start, sentence.end)), status=standing.status, modality=standing.modality,
            polarity=standing.polarity, tense=standing.tense, time=time,
            roles=tuple((role, tuple(fillers)) for role, fillers in roles.items()),
            rule=RuleRef(file=location.path, line=location.line, name=candidate.rule_name),
            is_told=bool(features) or time is not None or hypothetical,
        )  # fmt: skip

    def _fate(self, candidate: Candidate, sentence: Sentence) -> Features:
        """What the sentence adds behind the event: “… but it was cancelled”."""
        found: Features = ()
        for name, chunk in sentence.adjuncts:
            if name == "fate" and chunk.start > candidate.trigger[0]:
                found += self._finder.meaning_of(chunk, sentence)
        return found

    def _is_hypothetical(self, candidate: Candidate, sentence: Sentence) -> bool:
        condition = self._compiled.condition
        if condition is None:
            return False
        symbols = sentence.words_row.symbols
        left = max(candidate.clause[0] - sentence.start - 2, 0)
        stop = candidate.trigger[0] - sentence.start
        return any(condition.regex.match(symbols, position) for position in range(left, stop))

    def _sources(self, candidate: Candidate, sentence: Sentence) -> list[tuple[str, Chunk]]:
        """Who is cited in the sentence, unless it is a filler already."""
        taken = {chunk.start for _, chunk in candidate.fillers}
        found: dict[int, tuple[str, Chunk]] = {}
        for name, chunk in sentence.adjuncts:
            if name != "fate" and chunk.start not in taken:
                found.setdefault(chunk.start, (name, chunk))
        return [found[start] for start in sorted(found)]

    def _place(self, candidate: Candidate, sentence: Sentence) -> Chunk | None:
        """A place told in the clause though not next to the trigger: “In Paris, …”."""
        row = sentence.chunks_row
        taken = {chunk.start for _, chunk in candidate.fillers}
        for start, end in _nearest_first(row.chunks, candidate, sentence, lambda chunk: chunk.type in ("place", "locality")):
            if start not in taken and start > sentence.start and sentence.analysis.word(start - 1).lower() in ("in", "at"):
                return row.chunk(start - row.base, end - row.base)
        return None

    # --- times -----------------------------------------------------------------------------------------------

    def _event_time(self, candidate: Candidate, sentence: Sentence, dating: Dating) -> TimeMention | None:
        direction = direction_of(candidate.features)
        dates = [chunk for chunk in candidate.times if chunk.type not in (*_NO_EVENT_TIME, "duration")]
        if not dates:
            near = _nearest_first(sentence.words_row.chunks, candidate, sentence, lambda c: c.type not in (*_NO_EVENT_TIME, "duration", ""))
            dates = [sentence.words_row.chunks[start] for start, _ in near][:1]
        if not dates:
            return None
        chosen = dates[-1] if len(dates) == 1 else min(dates, key=lambda c: (c.start < candidate.trigger[0], c.start))
        length = next((c.value for c in candidate.times if c.type == "duration" and isinstance(c.value, (Duration, Modified))), None)
        expression = expression_of(chosen)
        if length is not None and expression is not None:
            expression = Anchored(length, expression)
        time = dating.mention(chosen, direction=None if direction is Direction.UNKNOWN else direction, expression=expression)
        return time if time is not None and time.value.is_anchored else None


@cache
def _shipped() -> Extractor:
    return Extractor.from_grammars()


def find_times(text: str, *, published: date) -> tuple[TimeMention, ...]:
    """The time expressions of a text, by the shipped grammars, in the order of the text.

    >>> from datetime import date
    >>> [(time.text, time.timex) for time in find_times("It rained on Friday and last week.", published=date(2024, 3, 6))]
    [('Friday', '2024-03-01'), ('last week', '2024-W09')]
    """
    return _shipped().find_times(text, published=published).timexes


def _nearest_first(chunks: dict[int, Chunk], candidate: Candidate, sentence: Sentence, wanted: object) -> list[tuple[int, int]]:
    """The wanted chunks of the candidate's clause, nearest to the trigger first, with no other verb in between."""
    row = sentence.chunks_row
    verbs = sorted(c.start for c in row.chunks.values() if c.type == "verb" and c.start != row.base + candidate.trigger[0])
    found: list[tuple[int, int, int]] = []
    own = {c.start for c in row.chunks.values() if c.type == "verb" and c.start <= candidate.trigger[0] < c.end}
    own |= candidate.consumed
    others = [start for start in verbs if start not in own]
    low, high = candidate.clause
    for start, chunk in chunks.items():
        if not sentence.start <= start < sentence.end or not wanted(chunk):  # type: ignore[operator]
            continue
        near, far = (high, start) if start >= high else (chunk.end, low) if chunk.end <= low else (0, 0)
        if bisect_left(others, far) == bisect_left(others, near):
            found.append((abs(start - candidate.trigger[0]), start, chunk.end))
    return [(start, end) for _, start, end in sorted(found)]


def _check_arguments(text: object, published: object) -> None:
    if not isinstance(text, str):
        raise DocumentError(f"the text is {type(text).__name__}, expected str")
    if not isinstance(published, date):
        raise DocumentError(f"published is {type(published).__name__}, expected a date, such as date(2019, 1, 16)")
