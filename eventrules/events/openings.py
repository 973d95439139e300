"""The rows on which event rules are tried: verbs are plain words there, and no word that a rule names is hidden from it.

Such a word may be part of a noun phrase ("will [face court]"). The rule sees a row in which that phrase is opened, and all
others are whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from eventrules.matching.cascade import Sentence
from eventrules.matching.compiled import CompiledEventRule, CompiledGrammar
from eventrules.matching.layers import Row, end_of_chunk, start_of_chunk
from eventrules.matching.lexicon import FUNCTION_WORDS, GrammarLexicon
from eventrules.matching.symbols import charset
from eventrules.rulefile import definitions as d

Rules = tuple[CompiledEventRule, ...]


class Openings:
    """Makes the rows for the event rules of a grammar."""

    def __init__(self, compiled: CompiledGrammar) -> None:
        self._compiled = compiled
        self._named: dict[CompiledEventRule, frozenset[str]] = {}

    def rows(self, sentence: Sentence, *, all_rules: bool = False) -> Iterator[tuple[Row, Rules]]:
        """The rows of a sentence, besides that of frames, each with the rules that are tried on it.

        Args:
            all_rules: whether rules are tried of whose words some are missing in the sentence.
        """
        words, by_symbol = sentence.entries_row.symbols, self._compiled.rules_by_symbol
        called = dict.fromkeys(rule for match in self._trigger.finditer(words) for rule in by_symbol[match.group()])
        rules = tuple(rule for rule in called if all_rules or sentence.shows(rule.evidence))
        if not rules:
            return
        row = sentence.mentions_row
        yield row, rules
        hidden = self._hidden(sentence, row.symbols, words)
        opened: dict[str, list[CompiledEventRule]] = {}
        for rule in rules:
            opened.setdefault(self._opened(row.symbols, words, hidden, rule), []).append(rule)
        yield from ((Row(symbols, row.base, row.chunks), tuple(some)) for symbols, some in opened.items() if symbols != row.symbols)

    @cached_property
    def _trigger(self) -> re.Pattern[str]:
        """Finds words that can be the trigger of a rule, before anything but times is chunked."""
        return re.compile(charset(self._compiled.rules_by_symbol))

    def _hidden(self, sentence: Sentence, symbols: str, words: str) -> list[int]:
        """Where in a row words are part of a phrase that a rule could name; names are left whole."""
        alphabet, word = self._compiled.alphabet, sentence.analysis.word
        return [
            start
            for start, symbol in enumerate(words)
            if symbols[start] != symbol and word(sentence.start + start)[:1].islower()
            and symbol not in self._function_words and not alphabet.is_chunk(symbol)
        ]  # fmt: skip

    def _opened(self, symbols: str, words: str, hidden: list[int], rule: CompiledEventRule) -> str:
        """A row with the phrases opened that hold words of a rule."""
        if rule not in self._named:
            self._named[rule] = frozenset(self._words_of(rule))
        named = self._named[rule]
        for start in hidden:
            if words[start] in named and symbols[start] != words[start]:
                start = start_of_chunk(symbols, start)
                end = end_of_chunk(symbols, start)
                symbols = symbols[:start] + words[start:end] + symbols[end:]
        return symbols

    @cached_property
    def _function_words(self) -> frozenset[str]:
        return self._compiled.alphabet.with_feature(f"l:{FUNCTION_WORDS}")

    def _words_of(self, rule: CompiledEventRule) -> set[str]:
        """The symbols of all words and list entries that a rule names."""
        compiled, found = self._compiled, set[str]()
        waiting: list[d.Pattern] = [rule.line.pattern]
        seen: set[str] = set()
        while waiting:
            for part in d.walk(waiting.pop()):
                name = part.name if isinstance(part, d.Reference) else part.target if isinstance(part, d.Capture) else ""
                if isinstance(part, d.Word):
                    found.update(*(words.symbols for words in self._lexicon.word(part.text, inflected=part.inflected)))
                elif name in compiled.grammar.phrases and name not in seen:
                    seen.add(name)
                    waiting += [line.pattern for line in compiled.grammar.phrases[name].lines]
                elif name in compiled.grammar.lists:
                    found |= compiled.alphabet.with_feature(f"l:{name}")
        return found

    @cached_property
    def _lexicon(self) -> GrammarLexicon:
        compiled = self._compiled
        return GrammarLexicon(compiled.grammar, compiled.alphabet, compiled.tokenizer, inline=False)
