"""What can be said of a pattern without matching it: what it names, how often, whether it can be empty or run wild."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import attrs

from eventrules.rulefile import definitions as d

Phrases = Mapping[str, d.Phrase]

MAX_DEPTH = 40
"""How deep phrases may name one another."""


@attrs.frozen
class Counts:
    """How often something can stand in a sentence that a pattern matches."""

    least: int
    most: int

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.least + other.least, self.most + other.most)


def count(pattern: d.Pattern, wanted: Callable[[d.Pattern], bool]) -> Counts:
    """How often a match of the pattern holds a wanted part, over all its readings."""
    here = Counts(1, 1) if wanted(pattern) else Counts(0, 0)
    match pattern:
        case d.Alternatives(options=options):
            each = [count(option, wanted) for option in options]
            return here + Counts(min(counts.least for counts in each), max(counts.most for counts in each))
        case d.Optional(item=item):
            return here + Counts(0, count(item, wanted).most)
        case d.Repeat(item=item, limit=limit):
            inside = count(item, wanted)
            return here + Counts(inside.least, inside.most * limit)
        case _:
            for child in d.children(pattern):
                here += count(child, wanted)
            return here


def named(pattern: d.Pattern) -> set[str]:
    """The names of the phrases, lists and types that a pattern asks for."""
    parts = list(d.walk(pattern))
    return {p.name for p in parts if isinstance(p, d.Reference)} | {p.target for p in parts if isinstance(p, d.Capture)}


def named_below(name: str, phrases: Phrases) -> set[str]:
    """All names that a phrase leads to, through other phrases."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        phrase = phrases.get(waiting.pop())
        for line in phrase.lines if phrase else ():
            for inner in named(line.pattern) - found:
                found.add(inner)
                waiting.append(inner)
    return found


def spelled_out(pattern: d.Pattern, phrases: Phrases, depth: int = 0) -> d.Pattern:
    """The pattern with the wordings of its phrases in their place."""
    match pattern:
        case d.Reference(name=name, location=location) if name in phrases and depth < MAX_DEPTH:
            return d.Alternatives(tuple(spelled_out(line.pattern, phrases, depth + 1) for line in phrases[name].lines), location)
        case d.Sequence(items=items):
            return attrs.evolve(pattern, items=tuple(spelled_out(item, phrases, depth) for item in items))
        case d.Alternatives(options=options):
            return attrs.evolve(pattern, options=tuple(spelled_out(option, phrases, depth) for option in options))
        case d.Optional(item=item) | d.Repeat(item=item) | d.Marked(item=item):
            return attrs.evolve(pattern, item=spelled_out(item, phrases, depth))
        case _:
            return pattern


def walk_through(pattern: d.Pattern, phrases: Phrases) -> Iterator[d.Pattern]:
    """The pattern and all patterns inside it and the phrases that it refers to, each phrase once."""
    seen = set[str]()
    waiting = [pattern]
    while waiting:
        for part in d.walk(waiting.pop()):
            yield part
            if isinstance(part, d.Reference) and part.name in phrases and part.name not in seen:
                seen.add(part.name)
                waiting += [line.pattern for line in phrases[part.name].lines]


def can_be_empty(pattern: d.Pattern, phrases: Phrases, depth: int = 0) -> bool:
    """Whether a pattern can match nothing at all."""
    match pattern:
        case d.Optional() | d.Gap() | d.Joined():
            return True
        case d.Sequence(items=items):
            return all(can_be_empty(item, phrases, depth) for item in items)
        case d.Alternatives(options=options):
            return any(can_be_empty(option, phrases, depth) for option in options)
        case d.Repeat(item=item) | d.Marked(item=item):
            return can_be_empty(item, phrases, depth)
        case d.Reference(name=name) | d.Capture(target=name) if name in phrases and depth < MAX_DEPTH:
            return any(can_be_empty(line.pattern, phrases, depth + 1) for line in phrases[name].lines)
        case _:
            return False


def runaway_repeats(pattern: d.Pattern, phrases: Phrases) -> Iterator[d.Repeat]:
    """The repetitions of nothing but a repetition: the same words can be cut in very many ways between the two."""
    for part in d.walk(pattern):
        if isinstance(part, d.Repeat) and _is_mere_repeat(part.item, phrases):
            yield part


def _is_mere_repeat(pattern: d.Pattern, phrases: Phrases, depth: int = 0) -> bool:
    """Whether a reading of the pattern is a repetition and nothing else that must be said."""
    match pattern:
        case d.Repeat():
            return True
        case d.Sequence(items=items):
            said = [item for item in items if not can_be_empty(item, phrases, depth)]
            return len(said) == 1 and _is_mere_repeat(said[0], phrases, depth)
        case d.Alternatives(options=options):
            return any(_is_mere_repeat(option, phrases, depth) for option in options)
        case d.Marked(item=item):
            return _is_mere_repeat(item, phrases, depth)
        case d.Reference(name=name) | d.Capture(target=name) if name in phrases and depth < MAX_DEPTH:
            return any(_is_mere_repeat(line.pattern, phrases, depth + 1) for line in phrases[name].lines)
        case _:
            return False
