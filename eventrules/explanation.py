"""Shows how a result came about: the layers under the sentence, what was tried, what won, where near misses stopped."""

from __future__ import annotations

from datetime import date

import attrs

from eventrules.events.candidates import Candidate, Trace
from eventrules.examples import describe
from eventrules.extractor import Extractor
from eventrules.matching.cascade import Sentence
from eventrules.matching.layers import Chunk, Row
from eventrules.model.events import EventMention


@attrs.frozen(kw_only=True)
class Layer:
    """One layer under a sentence: its name, and its chunks as (kind, words)."""

    name: str
    chunks: tuple[tuple[str, str], ...]


@attrs.frozen(kw_only=True)
class SentenceExplanation:
    """One sentence with its layers, the events found in it, their rivals, and the near misses."""

    text: str
    layers: tuple[Layer, ...]
    found: tuple[EventMention, ...]
    rivals: tuple[str, ...]
    tried: tuple[str, ...]
    misses: tuple[str, ...]


@attrs.frozen(kw_only=True)
class Explanation:
    """How a text was read, sentence by sentence."""

    sentences: tuple[SentenceExplanation, ...]

    def render(self) -> str:
        """The explanation as plain text."""
        return "\n\n".join(_rendered(sentence) for sentence in self.sentences)


def explain(extractor: Extractor, text: str, *, published: date) -> Explanation:
    """Explain how the extractor reads a text.

    >>> from datetime import date
    >>> shown = explain(Extractor.from_grammars(), "Ann Lee met Bo Kim in Paris.", published=date(2024, 3, 6)).render()
    >>> print(shown.splitlines()[0])
    Ann Lee met Bo Kim in Paris.
    """
    result = extractor.extract(text, published=published)
    mentions = [mention for event in result.events for mention in event.mentions]
    analysis = extractor.analyse(text)
    sentences = [analysis.sentence(number) for number in range(len(analysis.bounds))]
    return Explanation(sentences=tuple(_explained(extractor, sentence, mentions) for sentence in sentences))


def _explained(extractor: Extractor, sentence: Sentence, mentions: list[EventMention]) -> SentenceExplanation:
    trace = Trace()
    extractor.finder.find(sentence, trace)
    start, end = sentence.analysis.span(sentence.start, sentence.end)
    found = tuple(m for m in mentions if start <= m.trigger.span.start < end)
    won = {(m.trigger.span.start, m.rule.name) for m in found}
    rivals = [
        _rival(candidate, sentence) for candidate in trace.candidates if (_place(candidate, sentence), candidate.rule_name) not in won
    ]
    return SentenceExplanation(
        text=sentence.analysis.text[start:end],
        layers=(
            Layer(name="times", chunks=_drawn(sentence, sentence.words_row)),
            Layer(name="mentions", chunks=_drawn(sentence, sentence.mentions_row)),
            Layer(name="verb groups", chunks=_drawn(sentence, sentence.chunks_row)),
        ),
        found=found,
        rivals=tuple(dict.fromkeys(rivals)),
        tried=tuple(dict.fromkeys(trace.tried)),
        misses=tuple(dict.fromkeys(trace.misses)),
    )


def _place(candidate: Candidate, sentence: Sentence) -> int:
    return sentence.analysis.span(*candidate.trigger)[0]


def _rival(candidate: Candidate, sentence: Sentence) -> str:
    trigger = sentence.analysis.words(*candidate.trigger)
    fillers = ", ".join(f"{role} = {sentence.analysis.words(*chunk.head)}" for role, chunk in candidate.fillers)
    return f"{candidate.produces} {trigger!r} by {candidate.rule_name}: {fillers or 'no roles'}"


def _drawn(sentence: Sentence, row: Row) -> tuple[tuple[str, str], ...]:
    """The chunks of a row from left to right; plain words have the kind ''."""
    found: list[tuple[str, str]] = []
    position = sentence.start
    alphabet = sentence.analysis.compiled.alphabet
    while position < sentence.end:
        chunk = row.chunks.get(position)
        if chunk is not None and alphabet.is_chunk(row.symbols[position - row.base]):
            found.append((_kind(chunk), sentence.analysis.words(chunk.start, chunk.end)))
            position = max(chunk.end, position + 1)
        else:
            found.append(("", sentence.analysis.word(position)))
            position += 1
    return tuple(found)


def _kind(chunk: Chunk) -> str:
    features = " ".join(value for name, value in chunk.features.items() if name != "form")
    return f"{chunk.type} {features}".strip() if chunk.type == "verb" else chunk.type


def _rendered(sentence: SentenceExplanation) -> str:
    lines = [sentence.text]
    for layer in sentence.layers:
        drawn = " ".join(f"[{words}]{kind}" if kind else words for kind, words in layer.chunks)
        lines.append(f"  {layer.name + ':':13} {drawn}")
    for mention in sentence.found:
        lines.append(f"  found         {describe(mention)}")
        lines.append(f"                by {mention.rule}")
    lines += [f"  rival         {rival}" for rival in sentence.rivals]
    lines += [f"  tried         {tried}" for tried in sentence.tried]
    lines += [f"  near miss     {miss}" for miss in sentence.misses]
    if not sentence.found:
        lines.append("  no event" + ("" if sentence.tried or sentence.misses else ": no trigger of any rule stands here"))
    return "\n".join(lines)
