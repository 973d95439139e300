"""Takes one document up through the layers: tokens, times, entries of several words, mentions, verb groups.

Nothing is done before it is asked for: a sentence without a trigger is never chunked.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

import attrs

from eventrules.errors import TimeExpressionError
from eventrules.matching.compiled import CompiledGrammar, CompiledLayer, CompiledLine
from eventrules.matching.evidence import Evidence
from eventrules.matching.layers import Chunk, Match, Row, UnreadChunk, replaced, run_layer
from eventrules.matching.patterns import Reading, read
from eventrules.matching.recognised import recognised_chunks, with_recognised
from eventrules.matching.symbols import FILL, charset
from eventrules.matching.triggers import shown
from eventrules.model.mentions import Mention
from eventrules.rulefile import definitions as d
from eventrules.rulefile.entries import canonical_value
from eventrules.rulefile.vocabulary import CLAUSE_TYPE, PREDICATE, SUBJECT, VERB_TYPE
from eventrules.text.sentences import SentenceMarks, sentence_bounds
from eventrules.text.tokens import normalised, offsets
from eventrules.timex.operations import evaluate

_CACHE_LIMIT = 1 << 17
_VALUES_LIMIT = 1 << 10
_NO_TIME = object()
"""The value of words that name no time there is."""


class _Remembered(dict[str, str]):
    """What was made of the pieces already seen; emptied when full, so that no stream makes it grow."""

    def __init__(self, make: Callable[[str], str]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, piece: str) -> str:
        if len(self) >= _CACHE_LIMIT:
            self.clear()
        made = self[piece] = self._make(piece)
        return made


class Cascade:
    """The layers of a grammar, ready to run on documents; safe to share between threads."""

    def __init__(self, compiled: CompiledGrammar) -> None:
        self.compiled = compiled
        self.words = _Remembered(lambda piece: normalised(piece.rstrip()))
        self.symbols = _Remembered(self._symbol)
        self.sentence_ends = _sentence_marks(compiled).expression()

    def _symbol(self, piece: str) -> str:
        word = self.words[piece]
        return self.compiled.alphabet.symbol("--" if word == "-" and piece != "-" else word)  # a hyphen set off by space is a dash

    def analyse(self, text: str, recognise: Callable[[], Iterable[Mention]] | None = None) -> Analysis:
        """Begin with a text; `recognise`, if there is, gives the mentions that others find in it, and is called when one could matter."""
        return Analysis(self, text, recognise)

    def __reduce__(self) -> tuple[type[Cascade], tuple[CompiledGrammar]]:
        return Cascade, (self.compiled,)


class Analysis:
    """One document on its way up; every step is made when it is first asked for."""

    def __init__(self, cascade: Cascade, text: str, recognise: Callable[[], Iterable[Mention]] | None = None) -> None:
        self.cascade = cascade
        self.recognise = recognise
        self.compiled = cascade.compiled
        self.text = text
        self.pieces = cascade.compiled.tokenizer.pieces(text)
        self.row = "".join(map(cascade.symbols.__getitem__, self.pieces))
        self._sentences: dict[int, Sentence] = {}

    @cached_property
    def offsets(self) -> list[int]:
        """Where each token begins in the text."""
        return offsets(self.pieces)

    @cached_property
    def bounds(self) -> list[tuple[int, int]]:
        """The sentences as ranges of tokens."""
        return sentence_bounds(self.row, self.cascade.sentence_ends)

    @cached_property
    def recognised(self) -> list[Chunk]:
        """What others found, in the order of the text."""
        return recognised_chunks(self.recognise(), self) if self.recognise else []

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _ in self.bounds]

    @cached_property
    def times(self) -> Row:
        """The document's row with all time expressions chunked."""
        return self.with_times(Row(self.row, 0, {}))

    def with_times(self, row: Row) -> Row:
        """A row with its time expressions chunked."""
        for layer in self.compiled.time_layers:
            row = run_layer(layer, row, self._time_chunk)
        return row

    def triggered(self) -> Iterator[Sentence]:
        """The sentences in which an event can be."""
        done = -1
        for match in self.compiled.triggers.first.finditer(self.row):
            if match.start() >= done:
                sentence = self.sentence_at(match.start())
                done = sentence.end
                if sentence.is_triggered:
                    yield sentence

    def sentence_at(self, token: int) -> Sentence:
        """The sentence that holds a token."""
        return self.sentence(bisect_right(self._starts, token) - 1)

    def sentence(self, number: int) -> Sentence:
        """The sentence of that number, counted from 0."""
        if number not in self._sentences:
            self._sentences[number] = Sentence(self, number, *self.bounds[number])
        return self._sentences[number]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Tokens as character offsets into the text, without the white space at the end."""
        last = end - 1
        while last > start and self.pieces[last].isspace():  # a paragraph's end is a token of its own
            last -= 1
        return self.offsets[start], self.offsets[last] + len(self.pieces[last].rstrip())

    def word(self, token: int) -> str:
        """A token as the grammar spells it."""
        return self.cascade.words[self.pieces[token]]

    def words(self, start: int, end: int) -> str:
        """Tokens as the grammar spells them, with single spaces between."""
        return " ".join(map(self.word, range(start, end)))

    def entry(self, token: int, name: str) -> d.Entry | None:
        """The entry of a list that a token is, in any case; None where it is none."""
        return self.compiled.canonical.get(name, {}).get(self.word(token).lower())

    def is_listed(self, token: int, name: str) -> bool:
        """Whether a token is an entry of a list of the grammar."""
        return self.entry(token, name) is not None

    def joined(self, token: int) -> bool:
        """Whether a token follows the one before it without white space."""
        return token > 0 and not self.pieces[token - 1][-1:].isspace()

    # --- making chunks ---------------------------------------------------------------------------------------

    def _joints_hold(self, reading: Reading, base: int) -> bool:
        return all(self.joined(base + position) for position in reading.joined)

    def _time_chunk(self, match: Match, row: Row) -> tuple[Chunk, str] | None:
        line, reading, start = match.line, match.reading, match.start
        if reading.joined and not self._joints_hold(reading, row.base + start):
            return None
        captures = tuple([(name, row.chunk(start + a, start + b)) for name, _, a, b in reading.captures])
        kind, first, last = line.rule.produces, start + row.base, match.end + row.base
        value = self._value(line, reading, captures, first, last)
        if value is _NO_TIME:
            return None
        if reading.marked:
            head = (first + reading.marked[0], first + reading.marked[1])
        else:  # what says more of a chunk alone keeps the words that this one is named by
            head = next((part.head for _, part in captures if (part.start, part.end) == (first, last)), (first, last))
        return Chunk(kind, first, last, head, captures, reading.said, line, value), self.compiled.alphabet.type_symbol(kind)

    def _value(self, line: CompiledLine, reading: Reading, captures: tuple[tuple[str, Chunk], ...], first: int, last: int) -> object:
        """What the right-hand side of a time rule makes of the words; worked out once for words that come again."""
        call = line.line.call
        if call is None:
            return None
        parts = tuple([(name, target, part) for (name, part), (_, target, _, _) in zip(captures, reading.captures, strict=True)])
        if any(part.type for _, part in captures):
            return self._evaluated_or_none(call, parts)
        words, known = "".join(self.pieces[first:last]), line.values
        if words not in known:
            if len(known) >= _VALUES_LIMIT:
                known.clear()
            known[words] = self._evaluated_or_none(call, parts)
        return known[words]

    def _evaluated_or_none(self, call: d.Call, captures: tuple[tuple[str, str, Chunk], ...]) -> object:
        try:
            return self._evaluated(call, captures)
        except TimeExpressionError:
            return _NO_TIME

    def _evaluated(self, call: d.Call, captures: tuple[tuple[str, str, Chunk], ...]) -> object:
        return evaluate(call.operation, [self._argument(argument, captures) for argument in call.arguments])

    def _argument(self, argument: d.Argument, captures: tuple[tuple[str, str, Chunk], ...]) -> object:
        match argument:
            case d.Call():
                return self._evaluated(argument, captures)
            case d.Ref(name=name, attribute=attribute):
                found = next(((target, part) for key, target, part in captures if key == name), None)
                return self._captured_value(*found, attribute) if found else None
            case _:
                return argument

    def _captured_value(self, target: str, part: Chunk, attribute: str | None) -> object:
        if part.type:
            return part.value
        words = self.words(part.start, part.end).lower()
        entry = self.compiled.canonical.get(target, {}).get(words)
        if entry is None:
            return _number(words)
        return canonical_value(dict(entry.attributes).get(attribute, "")) if attribute else entry.canonical

    def _mention_chunk(self, match: Match, row: Row) -> tuple[Chunk, str] | None:
        line, reading, first = match.line, match.reading, match.start + row.base
        if line.joins and not self._joints_hold(reading, first):
            return None
        kind, alphabet = line.rule.produces, self.compiled.alphabet
        chunk = UnreadChunk(kind, first, match.end + row.base, line, reading, row)
        if kind != VERB_TYPE:
            return chunk, alphabet.type_symbol(kind)
        last = chunk.head[1] - 1
        lemmas = alphabet.lemmas_of(self.row[last] if row.symbols[last - row.base] != FILL else FILL)
        return chunk, alphabet.verb_symbol(lemmas, chunk.features.get("voice", "active"), chunk.features.get("form", "finite"))


@attrs.define(eq=False)
class Sentence:
    """One sentence of a document, chunked as far as somebody asks."""

    analysis: Analysis
    number: int
    start: int
    end: int
    _symbols: frozenset[str] | None = None
    _rows: dict[str, Row] = attrs.Factory(lambda: {})
    _adjuncts: list[tuple[str, Chunk]] | None = None
    _far_subjects: dict[int, Chunk] | None = None

    @property
    def is_triggered(self) -> bool:
        """Whether a word, or an entry of several words, can be a trigger and is no part of a time."""
        triggers, raw = self.analysis.compiled.triggers, self._raw
        if any(raw[place] == self.words_row.symbols[place] for place in triggers.places(raw, self._words)):
            return True
        if not triggers.opens(raw):
            return False
        row = self.entries_row.symbols
        return any(row[place] != raw[place] for place in triggers.places(row, self._words))

    @property
    def _words(self) -> frozenset[str] | None:
        """The symbols of its words; None where others may find in it what is not told by words that the grammar knows."""
        if self._symbols is None and not self.analysis.recognise:
            self._symbols = frozenset(self._raw)
        return self._symbols

    def shows(self, evidence: Evidence) -> bool:
        """Whether the sentence holds what a frame or rule cannot do without."""
        return shown(evidence, self._words)

    @property
    def words_row(self) -> Row:
        """The sentence with its times chunked."""
        if "words" not in self._rows:
            self._rows["words"] = self._dated() or self.analysis.with_times(Row(self._raw, self.start, {}))
        return self._rows["words"]

    @property
    def _raw(self) -> str:
        return self.analysis.row[self.start : self.end]

    def _dated(self) -> Row | None:
        """The sentence's part of the document's times, where these have been found and none reaches out of the sentence."""
        if "times" not in self.analysis.__dict__:
            return None
        row = self.analysis.times
        if row.symbols[self.start] == FILL or row.symbols[self.end : self.end + 1] == FILL:
            return None
        chunks = {token: row.chunks[token] for token in range(self.start, self.end) if token in row.chunks}
        return Row(row.symbols[self.start : self.end], self.start, chunks)

    @property
    def entries_row(self) -> Row:
        """The sentence with its times chunked, and with entries of several words as one symbol."""
        if "entries" not in self._rows:
            self._rows["entries"] = self._several(self.words_row)
        return self._rows["entries"]

    @property
    def _recognised_row(self) -> Row:
        recognised = self.analysis.recognised
        return with_recognised(self.entries_row, recognised, self.analysis) if recognised else self.entries_row

    @property
    def mentions_row(self) -> Row:
        """The sentence with times and mentions chunked, its verbs still plain words."""
        if "mentions" not in self._rows:
            self._rows["mentions"] = self._run(self.analysis.compiled.mention_layers, self._recognised_row)
        return self._rows["mentions"]

    @property
    def chunks_row(self) -> Row:
        """The sentence with everything chunked: times, mentions, verb groups."""
        if "chunks" not in self._rows:
            self._rows["chunks"] = self._run(self.analysis.compiled.verb_layers, self.mentions_row)
        return self._rows["chunks"]

    @property
    def clauses_row(self) -> Row:
        """The sentence with verbs and whom they tell of put together, where these are far apart."""
        if "clauses" not in self._rows:
            self._rows["clauses"] = self._run(self.analysis.compiled.clause_layers, self.chunks_row)
        return self._rows["clauses"]

    @property
    def far_subjects(self) -> dict[int, Chunk]:
        """Whom a verb tells of that is far from them, by the first token of the verb."""
        if self._far_subjects is None:
            clauses = [chunk for chunk in self.clauses_row.chunks.values() if chunk.type == CLAUSE_TYPE]
            self._far_subjects = {
                verb.start: subject for clause in clauses for name, verb in clause.captures if name == PREDICATE
                if (subject := clause.captured(SUBJECT))
            }  # fmt: skip
        return self._far_subjects

    @property
    def verbs_row(self) -> Row:
        """The sentence with times and verb groups alone, which is enough to tell the tense."""
        if "chunks" in self._rows:
            return self._rows["chunks"]
        if "verbs" not in self._rows:
            self._rows["verbs"] = self._run(self.analysis.compiled.verb_layers, self.words_row)
        return self._rows["verbs"]

    @property
    def adjuncts(self) -> list[tuple[str, Chunk]]:
        """What any event of the sentence may carry, such as its source: names and chunks."""
        if self._adjuncts is None:
            self._adjuncts = list(self._find_adjuncts())
        return self._adjuncts

    def _find_adjuncts(self) -> Iterator[tuple[str, Chunk]]:
        row, compiled = self.chunks_row, self.analysis.compiled
        for adjunct in [each for each in compiled.adjuncts if self.shows(each.evidence)]:
            for match in adjunct.pattern.regex.finditer(row.seen_by(compiled)):
                for name, _, start, end in read(adjunct.pattern, match).captures:
                    yield name, row.chunk(start, end)

    def _run(self, layers: tuple[CompiledLayer, ...], row: Row) -> Row:
        build = self.analysis._mention_chunk  # pyright: ignore[reportPrivateUsage]
        for layer in layers:
            row = run_layer(layer, row, build)
        return row

    def _several(self, row: Row) -> Row:
        """The row with entries of several words as one symbol each, the longest at each place."""
        symbols, raw, compiled = row.symbols, self._raw, self.analysis.compiled
        entries: list[tuple[int, int, str]] = []
        done = 0
        for match in compiled.several_start.finditer(symbols):
            position = match.start()
            if position < done:
                continue
            found = self._entry_at(self.start + position)
            end = position + len(found)
            if found and symbols.startswith(raw[position:end], position):
                entries.append((position, end, compiled.alphabet.symbol(" ".join(found))))
                done = end
        return Row(replaced(symbols, entries), row.base, row.chunks) if entries else row

    def _entry_at(self, first: int) -> list[str]:
        """The words of the longest entry of several words that begins at a token, as written in the text."""
        word, end = self.analysis.word, self.end
        if first + 1 >= end:
            return []
        for entry in self.analysis.compiled.several.get((word(first).lower(), word(first + 1).lower()), ()):
            if first + len(entry) <= end:
                written = [word(token) for token in range(first, first + len(entry))]
                if _same(entry, written):
                    return written
        return []


def _same(entry: tuple[str, ...], written: list[str]) -> bool:
    """Whether the written words are the entry: in any case if it is in lower case, else as it is or in capitals."""
    for wanted, got in zip(entry, written, strict=True):
        if wanted == got or (wanted == wanted.lower() and wanted == got.lower()) or (got.isupper() and wanted.upper() == got):
            continue
        return False
    return True


def _number(words: str) -> float | str:
    """Figures as a number (`12`, `1,200`, `12.5`); other words as they are."""
    plain = words.replace(",", "")
    whole, _, rest = plain.partition(".")
    if len(plain) >= 10 or not (whole.isdecimal() and (rest or "0").isdecimal()):
        return words
    return float(plain) if rest else int(whole)


def _sentence_marks(compiled: CompiledGrammar) -> SentenceMarks:
    alphabet = compiled.alphabet

    def marks(characters: str) -> str:
        return charset(frozenset[str]().union(*(alphabet.with_feature(f"w:{c}") for c in characters)))

    shapes = ("capitalized", "uppercase", "mixed-case", "number", "acronym", "initial", "break")
    capital = frozenset[str]().union(*(alphabet.with_feature(f"s:{shape}") for shape in shapes))
    quotes = frozenset[str]().union(*(alphabet.with_feature(f"w:{c}") for c in "\"'(["))
    first = alphabet.with_feature("l:sentence-opener") & alphabet.with_feature("s:capitalized")
    return SentenceMarks(
        stops=marks(".?!"), closers=marks("\"')]"), openers=charset(capital | quotes), breaks=charset(alphabet.with_feature("s:break")),
        acronyms=charset(alphabet.with_feature("s:acronym")), first_words=charset(first),
    )  # fmt: skip
