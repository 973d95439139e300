"""Words and mentions to build sentences of: those that stand in the grammar's own examples, and the entries of its lists.

So there is no wording here, and a grammar of another subject or language brings its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable

import attrs

from eventrules.authoring.constructions import Constructions
from eventrules.events.references import PRONOUN, STAND_INS
from eventrules.examples import cases_of
from eventrules.extractor import Extractor
from eventrules.matching.cascade import Sentence
from eventrules.matching.layers import Chunk, Row
from eventrules.matching.lexicon import GrammarLexicon
from eventrules.matching.patterns import SymbolSet
from eventrules.matching.symbols import FILL, charset
from eventrules.matching.walker import Leaves
from eventrules.rulefile import definitions as d
from eventrules.rulefile.vocabulary import VERB_FORMS, VERB_TYPE

LONGEST = 6
"""How many words a mention may have to be used in sentences."""

_SHAPED = ("tavren", "Tavren", "TVR", "McTavren", "12", "T.", "T.V.", ",")
"""One word of each shape, for patterns that ask for a shape which stands in no example."""


@attrs.frozen
class Piece:
    """Some words, the symbols that they are to the matcher, and what is told of them: the part that names the thing.

    `rank` says where they stand: 0 in an event's example, 1 in another one, 2 in counterexamples only or nowhere.
    """

    text: str
    symbols: str
    told: str
    rank: int = 2


@attrs.frozen
class VerbGroup:
    """The words of a verb group before its head, and the form that the head stands in."""

    before: str
    form: str


class Pieces:
    """The pieces of one loaded grammar; the same grammar gives the same pieces in the same order."""

    def __init__(self, extractor: Extractor) -> None:
        self.compiled = extractor.grammar
        compiled = self.compiled
        self.constructions = Constructions(compiled.grammar)
        self.nouns = frozenset(compiled.grammar.words("noun"))
        self._lexicon = GrammarLexicon(compiled.grammar, compiled.alphabet, compiled.tokenizer, inline=False)
        self._leaves = Leaves(self._lexicon)
        self._chunks: dict[str, Piece] = {}
        self._words = {word: Piece(word, compiled.alphabet.symbol(word), word) for word in _SHAPED}
        self._groups: dict[tuple[str, str], dict[VerbGroup, int]] = {}
        self._known: dict[object, tuple[Piece, ...]] = {}
        self._stand_ins = frozenset(map(str.lower, compiled.grammar.words(STAND_INS)))
        self._of_events: dict[tuple[str, str], set[str]] = {}
        events = compiled.grammar.events
        ranked = [(2 if not case.example.positive else int(case.owner.produces not in events), case) for case in cases_of(extractor)]
        for rank, case in sorted(ranked, key=lambda item: item[0]):
            analysis = extractor.analyse(case.example.text)
            for number in range(len(analysis.bounds)):
                self._gather(analysis.sentence(number), rank)
            for expected in case.example.expectations if rank == 0 else ():
                self._of_events.setdefault((case.owner.produces, expected.name), set()).update((expected.value, _lowered(expected.value)))

    # --- gathering -------------------------------------------------------------------------------------------

    def _gather(self, sentence: Sentence, rank: int) -> None:
        for row in (sentence.words_row, sentence.mentions_row, sentence.chunks_row):
            for chunk in [*row.chunks.values()]:
                if sentence.start <= chunk.start < sentence.end:
                    self._gather_chunk(chunk, row, sentence, rank)
        for token in range(sentence.start + 1, sentence.end):
            word = sentence.analysis.word(token)
            if word.strip():
                self._words.setdefault(word, Piece(word, self.compiled.alphabet.symbol(word), word, rank))

    def _gather_chunk(self, chunk: Chunk, row: Row, sentence: Sentence, rank: int) -> None:
        for _, part in chunk.captures:
            if part.type:
                self._gather_chunk(part, row, sentence, rank)
        text = _text(sentence, chunk.start, chunk.end)
        if chunk.type == VERB_TYPE:
            self._gather_group(chunk, sentence, rank)
            symbol = row.symbols[chunk.start - row.base]
        else:
            symbol = self.compiled.alphabet.type_symbol(chunk.type)
        if self._is_usable(chunk, text, sentence):
            told = _text(sentence, *chunk.head)
            if chunk.start == sentence.start and self._is_common(text) and text.split(" ")[1][:1].islower():
                text, told = _lowered(text), _lowered(told) if chunk.head[0] == chunk.start else told
            self._chunks.setdefault(f"{symbol}{text}", Piece(text, symbol + FILL * (chunk.end - chunk.start - 1), told, rank))

    def _is_usable(self, chunk: Chunk, text: str, sentence: Sentence) -> bool:
        """Whether a mention stands for itself and can stand anywhere in a sentence."""
        others = text.split(" ")[1:]
        opens = chunk.start == sentence.start and self._is_common(text) and not any(word[:1].isupper() for word in others)
        is_short = chunk.end - chunk.start <= LONGEST and not set(text) & set(',"()\n')
        own = chunk.type not in self.compiled.grammar.subtypes(PRONOUN) and text.lower() not in self._stand_ins
        return is_short and own and not opens

    def _is_common(self, text: str) -> bool:
        """Whether the first word is written small inside a sentence."""
        return "k:word" in self.compiled.alphabet.features(text.split(" ")[0].lower())

    def _gather_group(self, chunk: Chunk, sentence: Sentence, rank: int) -> None:
        """A verb group of a few words, whose form is known from the wording that found it."""
        pattern = chunk.line.line.pattern if chunk.line is not None else d.Sequence(())
        marked = next((part for part in d.walk(pattern) if isinstance(part, d.Marked)), None)
        form = marked.item.name if marked is not None and isinstance(marked.item, d.Reference) else ""
        before = _text(sentence, chunk.start, chunk.head[0])
        is_bare = form == "base" and not before  # fits a subject in the plural only
        if form in VERB_FORMS and not is_bare and before.count(" ") < LONGEST and not set(before) & set(',"()\n'):
            key = (chunk.features.get("voice", "active"), chunk.features.get("form", "finite"))
            before = before.lower() if chunk.start == sentence.start else before
            self._groups.setdefault(key, {}).setdefault(VerbGroup(before, form), rank)

    # --- asking ----------------------------------------------------------------------------------------------

    def groups(self, voice: str, form: str) -> tuple[VerbGroup, ...]:
        """The verb groups of a voice and form that stand in examples, those of events if there are any."""
        found = self._groups.get((voice, form), {})
        best = min(found.values(), default=0)
        return tuple(group for group, rank in found.items() if rank == best)

    def of_role(self, event: str, role: str, types: frozenset[str]) -> tuple[Piece, ...]:
        """What can fill a role: what fills it in examples, or else any mention of its types."""
        named = self._of_events.get((event, role), set())
        found = self.of_types(sorted(types))
        fitting = tuple(piece for piece in found if piece.told in named or piece.text in named)
        usual = tuple(piece for piece in found if piece.rank == 0)
        return fitting or usual or found

    def of_types(self, types: Iterable[str]) -> tuple[Piece, ...]:
        """The mentions of some types."""
        symbols = frozenset(self.compiled.alphabet.type_symbol(name) for name in types)
        return self._matching(symbols, lambda: re.compile(charset(symbols) + f"{FILL}*"), self._chunks.values)

    def fitting(self, leaf: d.Reference) -> tuple[Piece, ...]:
        """What a reference to a list, a type or a word shape can stand for."""
        return self._matching((leaf.name, leaf.excluded), lambda: self._leaves.regex(leaf), lambda: self._pieces_for(leaf))

    def _pieces_for(self, leaf: d.Reference) -> Iterable[Piece]:
        meaning = self._lexicon.reference(leaf.name)
        assert isinstance(meaning, SymbolSet)
        words = self.compiled.grammar.lists.get(leaf.name)
        if words is not None:
            return [Piece(entry.surface, self._symbol(entry.surface), entry.surface) for entry in words.entries]
        return [*self._chunks.values(), *self._words.values()]

    def _symbol(self, entry: str) -> str:
        words = self.compiled.tokenizer.words(entry)
        return self.compiled.alphabet.symbol(" ".join(words)) + FILL * (len(words) - 1)

    def _matching(self, key: Hashable, regex: Callable[[], re.Pattern[str]], pieces: Callable[[], Iterable[Piece]]) -> tuple[Piece, ...]:
        if key not in self._known:
            matches = regex().fullmatch
            found = [piece for piece in pieces() if matches(piece.symbols)]
            self._known[key] = tuple(piece for piece in found if piece.rank < 2) or tuple(found)
        return self._known[key]


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]


def _text(sentence: Sentence, start: int, end: int) -> str:
    return sentence.analysis.text[slice(*sentence.analysis.span(start, end))] if end > start else ""
