"""How patterns begin and end: the symbols that stand there, what may be missing, and where a trigger cuts them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs

from eventrules.matching.patterns import Lexicon, SymbolSet
from eventrules.rulefile import definitions as d


def starts(pattern: d.Pattern, lexicon: Lexicon, targets: Mapping[str, SymbolSet] | None = None, *, at: int = 0) -> frozenset[str] | None:
    """The symbols that a match can begin with, or None when it can be empty (or begin with a gap).

    Args:
        at: 0 for the beginning; -1 for the end, where all is the other way round.
    """
    match pattern:
        case d.Word():
            return lexicon.word(pattern.text, inflected=pattern.inflected)[at].symbols
        case d.Reference(name=name, excluded=excluded):
            first = _starts_of_name(name, lexicon, targets, at)
            return first and (first if at else without(SymbolSet(first), excluded, lexicon).symbols)
        case d.Capture(target=name):
            return _starts_of_name(name, lexicon, targets, at)
        case d.Sequence(items=items):
            return _starts_of_sequence(items if at == 0 else items[::-1], lexicon, targets, at)
        case d.Alternatives(options=options):
            return _united([starts(option, lexicon, targets, at=at) for option in options])
        case d.Repeat(item=item) | d.Marked(item=item):
            return starts(item, lexicon, targets, at=at)
        case d.Optional() | d.Gap() | d.Joined():
            return None


def _starts_of_name(name: str, lexicon: Lexicon, targets: Mapping[str, SymbolSet] | None, at: int = 0) -> frozenset[str] | None:
    meaning = (targets or {}).get(name) or lexicon.reference(name)
    if isinstance(meaning, SymbolSet):
        return meaning.symbols.union(*(words[at] for words in meaning.sequences)) if meaning.sequences else meaning.symbols
    if isinstance(meaning, d.Phrase):
        return _starts_of_phrase(meaning, lexicon, at)
    return starts(meaning, lexicon, targets, at=at)


def _starts_of_phrase(phrase: d.Phrase, lexicon: Lexicon, at: int) -> frozenset[str] | None:
    key = phrase.name, at
    if key not in lexicon.starts:
        lexicon.starts[key] = _united([starts(line.pattern, lexicon, at=at) for line in phrase.lines])
    return lexicon.starts[key]


def _starts_of_sequence(
    items: tuple[d.Pattern, ...], lexicon: Lexicon, targets: Mapping[str, SymbolSet] | None, at: int
) -> frozenset[str] | None:
    found: frozenset[str] = frozenset()
    for item in items:
        first = starts(item, lexicon, targets, at=at)
        if first is not None:
            return found | first if found else first
        if isinstance(item, d.Gap):
            return None
        if isinstance(item, d.Optional):
            inside = starts(item.item, lexicon, targets, at=at)
            if inside is None:
                return None
            found = found | inside if found else inside
        elif not isinstance(item, d.Joined):
            return None
    return None


def _united(sets: list[frozenset[str] | None]) -> frozenset[str] | None:
    known = list(dict.fromkeys(found for found in sets if found is not None))
    if None in sets:
        return None
    return known[0] if len(known) == 1 else frozenset[str]().union(*known)


def triggered(pattern: d.Pattern) -> Iterator[tuple[d.Pattern, d.Pattern, d.Pattern]]:
    """The pattern cut at its trigger: what stands before, the trigger, what stands behind; one for each alternative."""
    match pattern:
        case d.Marked(item=item):
            yield d.Sequence(()), item, d.Sequence(())
        case d.Sequence(items=items):
            for index, item in enumerate(items):
                for before, trigger, behind in triggered(item):
                    yield d.Sequence((*items[:index], before)), trigger, d.Sequence((behind, *items[index + 1 :]))
        case d.Alternatives(options=options):
            for option in options:
                yield from triggered(option)
        case d.Optional(item=item) | d.Repeat(item=item):
            yield from triggered(item)
        case _:
            return


def cut_tail(pattern: d.Pattern) -> tuple[d.Pattern, d.Pattern | None]:
    """The pattern without what may follow at its end, and that: a match of both, or of the first alone, is one of the whole."""
    match pattern:
        case d.Sequence(items=(*items, last)):
            rest, tail = cut_tail(last)
            return (pattern, None) if tail is None else (d.Sequence((*items, rest)), tail)
        case d.Optional(item=item):
            return d.Sequence(()), item
        case _:
            return pattern, None


def without(meaning: SymbolSet, excluded: tuple[str, ...], lexicon: Lexicon) -> SymbolSet:
    """The set without the symbols of the excluded names; of an excluded phrase, those that it can begin with."""
    if not excluded:
        return meaning
    symbols = meaning.symbols
    for name in excluded:
        symbols -= _starts_of_name(name, lexicon, None) or frozenset()
    return attrs.evolve(meaning, symbols=symbols)


def single(pattern: d.Pattern, lexicon: Lexicon) -> frozenset[str] | None:
    """The symbols that a pattern matches one of, or None where it can match more than one token."""
    match pattern:
        case d.Word(text=text, inflected=inflected):
            return _single_of_sets(lexicon.word(text, inflected=inflected))
        case d.Reference(name=name, excluded=()):
            meaning = lexicon.reference(name)
            return _single_of_sets((meaning,)) if isinstance(meaning, SymbolSet) else None
        case d.Sequence(items=(item,)):
            return single(item, lexicon)
        case d.Alternatives(options=options):
            return _united([single(option, lexicon) for option in options])
        case _:
            return None


def _single_of_sets(sets: tuple[SymbolSet, ...]) -> frozenset[str] | None:
    return sets[0].symbols if len(sets) == 1 and not sets[0].chunks and not sets[0].sequences else None
