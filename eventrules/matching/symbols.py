"""The alphabet: one character for each kind of token and chunk that the grammar can tell apart.

Two words that no pattern distinguishes get the same symbol, so a sentence becomes a short string on which Python's own
`re` runs the rules. What a pattern can ask of a word is a *feature*, a string with a prefix:
`w:` the word in any case, `W:` the word in this case, `l:` a word list, `f:` a verb form, `v:` a form of that verb,
`n:` a form of that noun, `s:` a shape, `k:` known in lower case, `e:` and `m:` marks of the engine. What it can ask of a
chunk is its type or the verb that heads it.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping
from typing import Any

from eventrules.rulefile.vocabulary import FORMS, SHAPES, VOICES

FILL = "\x01"
"""Stands for the tokens of a chunk behind its first, so that positions in every row are token positions."""

EDGE = "\x02"
"""A symbol that no token has: both ends of a row."""

_FIRST = 0x100
_SURROGATES = range(0xD800, 0xE000)

Features = frozenset[str]


def shape_of(token: str) -> str:
    """The shape of a token, one of SHAPES.

    >>> [shape_of(word) for word in ("meet", "Meet", "UN", "McCain", "17", "U.S.", "W.", ",")]
    ['lowercase', 'capitalized', 'uppercase', 'mixed-case', 'number', 'acronym', 'initial', 'mark']
    """
    if not token:
        return "break"
    first = token[0]
    if first.isdigit():
        return "number"
    if not first.isalpha():
        return "mark"
    if token[-1] == ".":
        return "initial" if len(token) == 2 else "acronym" if token.isupper() else "capitalized" if first.isupper() else "lowercase"
    if token.islower():
        return "lowercase"
    if not first.isupper():
        return "mixed-case"
    rest = token[1:]
    if not rest or rest.islower() or not any(map(str.isalpha, rest)):
        return "capitalized"
    return "uppercase" if token.isupper() else "mixed-case"


class Alphabet:
    """Maps tokens and chunks to symbols, and what patterns ask to sets of symbols. Immutable once built."""

    def __init__(
        self,
        lower: Mapping[str, Features],
        exact: Mapping[str, Features],
        types: Iterable[str],
        signatures: Iterable[Features] | None = None,
    ) -> None:
        """An alphabet for words with their features.

        Args:
            lower: words known in any case, in lower case.
            exact: words known as written, or in capitals.
            types: mention types and time categories.
            signatures: the features of all words that differ, in the order of their symbols; worked out when left out.
        """
        self._lower = dict(lower)
        self._exact = dict(exact)
        codes = (n for n in itertools.count(_FIRST) if n not in _SURROGATES)
        ordered = sorted(self._all_signatures(), key=sorted) if signatures is None else signatures
        self._symbols: dict[Features, str] = {features: chr(next(codes)) for features in ordered}
        self._last_word = max(self._symbols.values())
        self._types: dict[str, str] = {name: chr(next(codes)) for name in sorted(set(types))}
        self._by_symbol = {symbol: features for features, symbol in self._symbols.items()}
        self._lemmas = {symbol: _lemmas(features) for symbol, features in self._by_symbol.items()}
        self._verbs: dict[tuple[Features, str, str], str] = {
            (lemmas, voice, form): chr(next(codes))
            for lemmas in sorted(set(self._lemmas.values()), key=sorted)
            for voice, form in itertools.product(VOICES, FORMS)
        }
        self._by_feature = _inverted(self._by_symbol)
        self._lemmas_by_verb = {symbol: lemmas for (lemmas, _, _), symbol in self._verbs.items()}
        self._verbs_by_lemma = _inverted(self._lemmas_by_verb)

    def tables(self) -> dict[str, Any]:
        """The alphabet as plain data, for `from_tables`."""
        names = sorted(self._by_feature)
        number_of = {name: number for number, name in enumerate(names)}
        kinds = dict.fromkeys((*self._symbols, *self._lower.values(), *self._exact.values()))
        number = {features: position for position, features in enumerate(kinds)}
        return {
            "features": names,
            "kinds": [sorted(map(number_of.__getitem__, features)) for features in kinds],
            "symbols": len(self._symbols),
            "lower": {word: number[features] for word, features in self._lower.items()},
            "exact": {word: number[features] for word, features in self._exact.items()},
            "types": sorted(self._types),
        }

    @classmethod
    def from_tables(cls, tables: Mapping[str, Any]) -> Alphabet:
        """The alphabet that `tables` wrote."""
        name = tables["features"].__getitem__
        kinds = [frozenset(map(name, kind)) for kind in tables["kinds"]]
        lower, exact = ({word: kinds[kind] for word, kind in tables[table].items()} for table in ("lower", "exact"))
        return cls(lower, exact, tables["types"], kinds[: tables["symbols"]])

    def _all_signatures(self) -> set[Features]:
        """The features of all words that have any, in all ways to write them, and of the words that have none."""
        found = {frozenset({f"s:{shape}"}) for shape in SHAPES}
        plain = {features for word, features in self._lower.items() if _is_plain(word)}
        found.update(features | {f"s:{shape}"} for features in plain for shape in _CASES)
        spelled = {word.lower() for word in self._exact}
        for word in self._lower:
            if word in spelled or not _is_plain(word):
                found.update(map(self.features, spellings(word)))
        for word in self._exact:
            found.update(map(self.features, {word, word.upper()}))
        return found

    def features(self, token: str) -> Features:
        """All that patterns can ask of a token (one word, or several with single spaces between)."""
        shape = shape_of(token)
        found = self._lower.get(token.lower(), _NOTHING)
        exact = self._exact.get(token)
        if exact is None and (shape == "uppercase" or " " in token) and token.isupper():
            exact = self._exact.get(_title(token))
        return found | (exact or _NOTHING) | {f"s:{shape}"}

    def symbol(self, token: str) -> str:
        """The symbol of a token; one that no pattern knows gets that of its shape."""
        features = self.features(token)
        return self._symbols.get(features) or self._symbols[frozenset({f"s:{shape_of(token)}"})]

    def features_of(self, symbol: str) -> Features:
        """What a token's symbol stands for; empty for a chunk's symbol."""
        return self._by_symbol.get(symbol, _NOTHING)

    def lemmas_of(self, symbol: str) -> Features:
        """The verbs (`v:meet`) that a token of this symbol can be a form of."""
        return self._lemmas.get(symbol, _NOTHING)

    def type_symbol(self, name: str) -> str:
        """The symbol of chunks of a mention type or time category."""
        return self._types[name]

    def verb_symbol(self, lemmas: Features, voice: str, form: str) -> str:
        """The symbol of a verb group."""
        return self._verbs[lemmas, voice, form]

    def entries_of_several_words(self) -> list[str]:
        """The entries that are one symbol though they have several words, with single spaces between."""
        return sorted(word for table in (self._lower, self._exact) for word in table if " " in word)

    def with_feature(self, feature: str) -> frozenset[str]:
        """The symbols of all tokens that have the feature."""
        return self._by_feature.get(feature, _NOTHING)

    def with_lemma(self, lemma: str) -> frozenset[str]:
        """The symbols of all verb groups whose head can be a form of the verb (`v:meet`)."""
        return self._verbs_by_lemma.get(lemma, _NOTHING)

    def lemmas_of_verb(self, symbol: str) -> Features:
        """The verbs that a verb group of this symbol can be headed by."""
        return self._lemmas_by_verb.get(symbol, _NOTHING)

    def verbs(self, *, voice: str | None = None, form: str | None = None) -> frozenset[str]:
        """The symbols of all verb groups of that voice and form."""
        return frozenset(symbol for (_, *said), symbol in self._verbs.items() if voice in (None, said[0]) and form in (None, said[1]))

    def words(self) -> frozenset[str]:
        """The symbols of all tokens that are words or numbers."""
        marks = self.with_feature("s:mark") | self.with_feature("s:break")
        return frozenset(self._by_symbol) - marks

    def chunks(self) -> frozenset[str]:
        """The symbols of all chunks."""
        return frozenset(self._types.values()) | frozenset(self._verbs.values())

    def is_chunk(self, symbol: str) -> bool:
        """Whether the symbol stands for a chunk rather than a token."""
        return symbol > self._last_word

    @property
    def last(self) -> str:
        """The symbol with the highest code."""
        return max(self._last_word, *self._types.values(), *self._verbs.values())

    def __len__(self) -> int:
        return len(self._symbols) + len(self._types) + len(self._verbs)


_NOTHING: Features = frozenset()
_CASES = ("capitalized", "uppercase", "lowercase")


def _is_plain(word: str) -> bool:
    """Whether a word in lower case has one of the shapes of _CASES however it is written; else it is a name like “iPod”."""
    return word.isalpha() and word.islower()


def spellings(word: str) -> frozenset[str]:
    """The ways to write a word in lower case that an alphabet tells apart.

    >>> sorted(spellings("may")), sorted(spellings("anti-war"))
    (['MAY', 'May', 'may'], ['ANTI-WAR', 'Anti-war', 'aNTI-WAR', 'anti-war'])
    """
    mixed = () if _is_plain(word) else (word[:1] + word[1:].upper(),)
    return frozenset((word, word.capitalize(), word.upper(), *mixed))


def _title(token: str) -> str:
    return " ".join(part.capitalize() for part in token.split(" "))


def _lemmas(features: Features) -> Features:
    return frozenset(feature for feature in features if feature.startswith("v:"))


def _inverted(features: Mapping[str, Features]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for symbol, names in features.items():
        for name in names:
            found.setdefault(name, set()).add(symbol)
    return {name: frozenset(symbols) for name, symbols in found.items()}


def charset(symbols: Iterable[str], *, wanted: bool = True) -> str:
    """A regular expression that matches one of the symbols, or any other than these where they are not wanted.

    >>> charset("acb") == "[a-c]"
    True
    >>> charset("")
    '(?!)'
    >>> charset("a", wanted=False)
    '[^a]'
    """
    codes = sorted(map(ord, frozenset(symbols)))
    breaks = [place for place in range(1, len(codes)) if codes[place] != codes[place - 1] + 1]
    return charset_of_runs(
        ((codes[start], codes[end - 1]) for start, end in itertools.pairwise([0, *breaks, len(codes)]) if start < end), wanted=wanted
    )


def charset_of_runs(runs: Iterable[tuple[int, int]], *, wanted: bool = True) -> str:
    """The same for symbols given as runs of codes, the first and the last of each.

    >>> charset_of_runs([(97, 99), (120, 120)])
    '[a-cx]'
    """
    listed = list(runs)
    if not listed:
        return "(?!)" if wanted else "(?s:.)"
    inside = "".join([_escaped(first) if first == last else f"{_escaped(first)}-{_escaped(last)}" for first, last in listed])
    if not wanted:
        return f"[^{inside}]"
    return inside if listed[0][0] == listed[-1][1] else f"[{inside}]"


def _escaped(code: int) -> str:
    return chr(code) if code >= _FIRST else re.escape(chr(code))


class VocabularyBuilder:
    """Collects what patterns ask of words, then makes the alphabet."""

    def __init__(self) -> None:
        self._lower: dict[str, set[str]] = {}
        self._exact: dict[str, set[str]] = {}

    def add(self, word: str, feature: str) -> None:
        """A word has a feature: in any case if written in lower case, else as written or in capitals."""
        self.add_all((word,), feature)

    def add_all(self, words: Iterable[str], feature: str) -> None:
        """Like `add`, for the many entries of a list."""
        lower, exact = self._lower, self._exact
        for word in words:
            if word == word.lower():
                if (known := lower.get(word)) is None:
                    lower[word] = {"k:word", feature}
                else:
                    known.add(feature)
            elif (known := exact.get(word)) is None:
                exact[word] = {feature}
            else:
                known.add(feature)

    def build(self, types: Iterable[str]) -> Alphabet:
        """The alphabet that tells apart all words that differ in any feature."""
        freeze: Any = lambda table: {word: frozenset(features) for word, features in table.items()}  # noqa: E731
        return Alphabet(freeze(self._lower), freeze(self._exact), types)
