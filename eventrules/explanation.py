"""Shows how a result came about: the layers under the sentence, what was tried, what won, where near misses stopped."""

from __future__ import annotations

import unicodedata
from datetime import date

import attrs

from eventrules.dating import Dating
from eventrules.events.attempts import Attempt, Attempts, reason_of
from eventrules.events.candidates import Candidate, Trace
from eventrules.examples import describe
from eventrules.extractor import Extractor, check_extractor
from eventrules.matching.cascade import Sentence
from eventrules.matching.layers import Chunk, Row
from eventrules.model.events import EventMention
from eventrules.model.spans import Span
from eventrules.rulefile.vocabulary import VERB_TYPE

MISSES = 5
"""How many near misses are printed at each trigger; an explanation holds them all."""


@attrs.frozen(kw_only=True)
class Piece:
    """One chunk of a layer: what it is, and where it stands in the text."""

    kind: str
    text: str
    span: Span


@attrs.frozen(kw_only=True)
class Layer:
    """One layer under a sentence."""

    name: str
    pieces: tuple[Piece, ...]


@attrs.frozen(kw_only=True)
class Miss:
    """A rule, frame or construction that did not fit at a trigger.

    Attributes:
        rule: its name, such as `rule expected-meeting` or `verb meet (passive)`.
        place: file and line of its wording.
        trigger: the words that called it up.
        reason: where and why it stopped, in words.
        wanted: what would have been needed there, as the grammar writes it.
        at: the word at which it stopped; None at the sentence's edge, or where it was no word.
    """

    rule: str
    place: str
    trigger: Piece
    reason: str
    wanted: tuple[str, ...]
    at: Span | None


@attrs.frozen(kw_only=True)
class SentenceExplanation:
    """One sentence with its layers, the events found in it, their rivals, what was tried, and the near misses."""

    text: str
    span: Span
    layers: tuple[Layer, ...]
    found: tuple[EventMention, ...]
    rivals: tuple[str, ...]
    tried: tuple[str, ...]
    misses: tuple[Miss, ...]

    def render(self, *, width: int = 100) -> str:
        """The explanation as plain text: the layers are drawn under the sentence, in lines of at most `width` columns."""
        lines = _drawn(self, width)
        for mention in self.found:
            lines += ["", f"found      {describe(mention)}", f"           by {mention.rule}"]
        if not self.found:
            lines += ["", "no event" + ("" if self.tried else ": no trigger of any rule stands here")]
        lines += [f"rival      {rival}" for rival in self.rivals]
        shown: dict[Span, int] = {}
        for miss in self.misses:
            shown[miss.trigger.span] = shown.get(miss.trigger.span, 0) + 1
            if shown[miss.trigger.span] <= MISSES:
                lines += [f"near miss  {miss.rule}, {miss.place}", f"           {miss.trigger.text!r} {miss.reason}"]
        return "\n".join(lines)


@attrs.frozen(kw_only=True)
class Explanation:
    """How a text was read, sentence by sentence."""

    sentences: tuple[SentenceExplanation, ...]

    def render(self, *, width: int = 100) -> str:
        """The explanation as plain text."""
        return "\n\n".join(sentence.render(width=width) for sentence in self.sentences)


def explain(extractor: Extractor, text: str, *, published: date) -> Explanation:
    """Explain how the extractor reads a text.

    >>> from datetime import date
    >>> shown = explain(Extractor.from_grammars(), "Ann Lee met Bo Kim in Paris.", published=date(2024, 3, 6)).render()
    >>> print(shown.splitlines()[0])
    Ann Lee met Bo Kim in Paris.
    """
    check_extractor(extractor)
    result = extractor.extract(text, published=published)
    mentions = [mention for event in result.events for mention in event.mentions]
    analysis = extractor.analyse(text)
    attempts = Attempts(extractor.finder)
    dating = Dating(analysis, published)
    sentences = [analysis.sentence(number) for number in range(len(analysis.bounds))]
    told = [sentence for sentence in sentences if any(map(analysis.word, range(sentence.start, sentence.end)))]
    return Explanation(sentences=tuple(_explained(extractor, sentence, mentions, attempts, dating) for sentence in told))


def _explained(
    extractor: Extractor, sentence: Sentence, mentions: list[EventMention], attempts: Attempts, dating: Dating
) -> SentenceExplanation:
    trace = Trace()
    extractor.finder.find(sentence, trace)
    start, end = sentence.analysis.span(sentence.start, sentence.end)
    found = tuple(m for m in mentions if start <= m.trigger.span.start < end)
    won = {(m.trigger.span.start, m.rule.name) for m in found}
    rivals = [_rival(c, sentence) for c in trace.candidates if (_place(c, sentence), c.rule_name) not in won]
    tried = attempts.of(sentence)
    return SentenceExplanation(
        text=sentence.analysis.text[start:end],
        span=Span(start, end),
        layers=(
            Layer(name="times", pieces=_pieces(sentence, sentence.words_row, dating=dating)),
            Layer(name="mentions", pieces=_pieces(sentence, sentence.mentions_row)),
            Layer(name="verb groups", pieces=_pieces(sentence, sentence.chunks_row, verbs=True)),
        ),
        found=found,
        rivals=tuple(dict.fromkeys(rivals)),
        tried=tuple(dict.fromkeys(attempt.rule for attempt in tried)),
        misses=tuple(_miss(attempt, sentence) for attempt in tried if attempt.outcome != "found"),
    )


def _place(candidate: Candidate, sentence: Sentence) -> int:
    return sentence.analysis.span(*candidate.trigger)[0]


def _rival(candidate: Candidate, sentence: Sentence) -> str:
    trigger = sentence.analysis.words(*candidate.trigger)
    fillers = ", ".join(f"{role} = {sentence.analysis.words(*chunk.head)}" for role, chunk in candidate.fillers)
    return f"{candidate.produces} {trigger!r} by {candidate.rule_name}: {fillers or 'no roles'}"


def _miss(attempt: Attempt, sentence: Sentence) -> Miss:
    analysis = sentence.analysis
    at = attempt.stopped_at
    inside = at is not None and sentence.start <= at < sentence.end
    return Miss(
        rule=attempt.rule, place=f"{attempt.location.path}:{attempt.location.line}",
        trigger=_piece("trigger", sentence, *attempt.trigger), reason=reason_of(attempt, sentence), wanted=attempt.wanted,
        at=Span(*analysis.span(at, at + 1)) if at is not None and inside else None,
    )  # fmt: skip


# --- layers ------------------------------------------------------------------------------------------------------


def _pieces(sentence: Sentence, row: Row, *, verbs: bool = False, dating: Dating | None = None) -> tuple[Piece, ...]:
    """The chunks of a row from left to right: the verb groups, or all others; with the values of times where they are dated."""
    chunks = (chunk for chunk in row.topmost() if verbs == (chunk.type == VERB_TYPE))
    return tuple(_piece(_kind(chunk, dating), sentence, chunk.start, chunk.end) for chunk in chunks)


def _piece(kind: str, sentence: Sentence, start: int, end: int) -> Piece:
    span = sentence.analysis.span(start, end)
    return Piece(kind=kind, text=sentence.analysis.text[slice(*span)], span=Span(*span))


def _kind(chunk: Chunk, dating: Dating | None) -> str:
    """What a chunk is: the features of a verb group, the TIMEX3 value of a time."""
    if chunk.type == VERB_TYPE:
        return " ".join([chunk.type, *(value for name, value in chunk.features.items() if name != "form")])
    time = dating.mention(chunk) if dating is not None else None
    return " ".join([chunk.type, time.timex, *([time.value.mod] if time.value.mod else [])]) if time is not None else chunk.type


# --- drawing -----------------------------------------------------------------------------------------------------


def _columns(text: str) -> list[int]:
    """The column of each character on a terminal, and the width of the whole at the end."""
    columns, column = [], 0
    for character in text:
        columns.append(column)
        if not unicodedata.combining(character):
            column += 2 if unicodedata.east_asian_width(character) in "WF" else 1
    return [*columns, column]


def _drawn(sentence: SentenceExplanation, width: int) -> list[str]:
    """The sentence, cut into lines where it is long, each with its layers below."""
    text = "".join(character if character.isprintable() else " " for character in sentence.text)
    lines: list[str] = []
    start = 0
    while start < len(text):
        end = _line_end(text, start, width)
        lines += [text[start:end].rstrip()]
        for layer in sentence.layers:
            lines += _under(layer, text, start, end, sentence.span.start)
        start = end
    return lines


def _line_end(text: str, start: int, width: int) -> int:
    columns = _columns(text[start:])
    if columns[-1] <= width:
        return len(text)
    end = max((n for n, column in enumerate(columns) if column <= width), default=1)
    space = text.rfind(" ", start, start + end + 1)
    return space + 1 if space > start else start + max(end, 1)


def _under(layer: Layer, text: str, start: int, end: int, base: int) -> list[str]:
    """A layer below a part of the sentence: a stroke under each chunk, and under the stroke what it is."""
    columns = _columns(text[start:end])
    strokes, labels = "", [""]
    for piece in layer.pieces:
        first, last = max(piece.span.start - base, start), min(piece.span.end - base, end)
        if first >= last:
            continue
        left, right = columns[first - start], columns[last - start]
        strokes = strokes.ljust(left) + "-" * (right - left)
        row = next((n for n, label in enumerate(labels) if not label or len(label) < left), len(labels))
        labels += [""] * (row - len(labels) + 1)
        labels[row] = labels[row].ljust(left) + piece.kind
    return [strokes, *labels] if strokes else []
