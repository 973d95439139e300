"""A slow and obvious matcher agrees with the compiled one on random small grammars and sentences.

It works on words and definitions alone: no symbols, no regular expressions, no index. Patterns are read as sets of places
at which they can end.
"""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from eventrules.events.candidates import Trace
from eventrules.extractor import Extractor
from eventrules.matching.cascade import Cascade
from eventrules.matching.compiler import compile_grammar
from eventrules.rulefile import definitions as d
from eventrules.rulefile.merge import Merger
from eventrules.rulefile.printing import print_pattern
from eventrules.rulefile.syntax import read_grammar

WORDS = ("red", "blue", "old", "ship", "sank")
STOP = ";"
LISTS = {"colour": ("red", "blue"), "any-of-two": ("old", "ship")}
HERE = d.Location("random.rules", 1, 1)

Ends = frozenset[int]


# --- the oracle ----------------------------------------------------------------------------------------------------


class Oracle:
    """Where patterns can end, by the definition of each mark of the language."""

    def __init__(self, words: tuple[str, ...], phrases: dict[str, tuple[d.Pattern, ...]]) -> None:
        self.words = words
        self.phrases = phrases

    def ends(self, pattern: d.Pattern, start: int) -> Ends:
        match pattern:
            case d.Word(text=text):
                return self.one(start, (text,))
            case d.Reference(name=name, excluded=excluded) if name in LISTS:
                return self.one(start, tuple(w for w in LISTS[name] if not any(w in LISTS[other] for other in excluded)))
            case d.Reference(name=name):
                return frozenset[int]().union(*(self.ends(line, start) for line in self.phrases[name]))
            case d.Sequence(items=()):
                return frozenset({start})
            case d.Sequence(items=(first, *rest)):
                return frozenset(end for middle in self.ends(first, start) for end in self.ends(d.Sequence(tuple(rest)), middle))
            case d.Alternatives(options=options):
                return frozenset[int]().union(*(self.ends(option, start) for option in options))
            case d.Optional(item=item):
                return self.ends(item, start) | {start}
            case d.Repeat(item=item, limit=limit):
                once = self.ends(item, start)
                again = d.Repeat(item, HERE, limit - 1)
                return once | (frozenset(end for middle in once for end in self.ends(again, middle)) if limit > 1 else once)
            case d.Marked(item=item):
                return self.ends(item, start)
            case d.Gap(limit=limit):
                skipped = next((n for n, word in enumerate(self.words[start : start + limit]) if word == STOP), limit)
                return frozenset(range(start, min(start + skipped, len(self.words)) + 1))
            case _:
                raise AssertionError(pattern)

    def one(self, start: int, accepted: tuple[str, ...]) -> Ends:
        return frozenset({start + 1}) if start < len(self.words) and self.words[start] in accepted else frozenset()

    def neighbours_allow(self, guards: tuple[d.Guard, ...], start: int, end: int) -> bool:
        for guard in guards:
            place = end if guard.side == "before" else start - 1
            stands_there = place >= 0 and bool(self.ends(guard.pattern, place))
            if stands_there != guard.wanted:
                return False
        return True


# --- random grammars ----------------------------------------------------------------------------------------------

leaves = st.one_of(
    st.sampled_from(WORDS).map(lambda word: d.Word(word, HERE)),
    st.sampled_from(sorted(LISTS)).map(lambda name: d.Reference(name, HERE)),
    st.just(d.Reference("colour", HERE, ("any-of-two",))),
)


def patterns_of(base: st.SearchStrategy[d.Pattern], *, gaps: bool = True) -> st.SearchStrategy[d.Pattern]:
    inside = base | st.integers(1, 3).map(lambda limit: d.Gap(limit, HERE)) if gaps else base
    return st.recursive(
        inside,
        lambda inner: st.one_of(
            st.lists(inner, min_size=2, max_size=3).map(lambda items: d.Sequence(tuple(items))),
            st.lists(inner, min_size=2, max_size=3).map(lambda options: d.Alternatives(tuple(options), HERE)),
            inner.map(lambda item: d.Optional(item, HERE)),
            base.map(lambda item: d.Repeat(item, HERE)),
        ),
        max_leaves=6,
    )


phrases = st.lists(patterns_of(leaves), min_size=1, max_size=3).map(lambda lines: {"part": tuple(lines)})
patterns = patterns_of(leaves | st.just(d.Reference("part", HERE)))
guards = st.lists(
    st.builds(
        lambda side, word, wanted: d.Guard(side, d.Word(word, HERE), HERE, wanted),
        st.sampled_from(["after", "before"]), st.sampled_from(WORDS), st.booleans(),
    ),
    max_size=2,
).map(tuple)  # fmt: skip
sentences = st.lists(st.sampled_from((*WORDS, STOP)), min_size=1, max_size=9).map(tuple)


def grammar_text(phrases: dict[str, tuple[d.Pattern, ...]], rule: str) -> str:
    lines = [f"list {name}: {', '.join(words)}" for name, words in LISTS.items()]
    lines += [f"list clause-boundary: {STOP}", "type thing"]
    for name, wordings in phrases.items():
        lines += [f"phrase {name}", *(f"    ({print_pattern(wording)})" for wording in wordings)]
    return "\n".join([*lines, rule])


def compiled(text: str) -> Cascade:
    file, errors = read_grammar(text, path="random.rules")
    assert not errors, text
    merger = Merger({})
    for statement in file.statements:
        merger.add(statement)
    return Cascade(compile_grammar(merger.grammar((file,))))


def guard_lines(guards: tuple[d.Guard, ...]) -> str:
    return "".join(f"\n    {'only' if g.wanted else 'not'} {g.side} {print_pattern(g.pattern)}" for g in guards)


class TestMentions:
    @given(patterns, phrases, guards, sentences)
    def test_the_same_mentions_are_found(
        self, pattern: d.Pattern, phrases: dict[str, tuple[d.Pattern, ...]], guards: tuple[d.Guard, ...], words: tuple[str, ...]
    ):
        oracle = Oracle(words, phrases)
        assume(0 not in Oracle((), phrases).ends(pattern, 0))  # what can be empty is refused at load
        cascade = compiled(grammar_text(phrases, f"layer all\nrule r => thing\n    ({print_pattern(pattern)}){guard_lines(guards)}"))
        analysis = cascade.analyse(" ".join(words))
        chunks = sorted((c.start, c.end) for n in range(len(analysis.bounds)) for c in analysis.sentence(n).mentions_row.chunks.values())
        position, expected = 0, 0
        possible: list[set[tuple[int, int]]] = []
        while position < len(words):
            ends = {end for end in oracle.ends(pattern, position) if oracle.neighbours_allow(guards, position, end)}
            if ends:
                possible.append({(position, end) for end in ends})
                found = chunks[expected] if expected < len(chunks) else None
                assert found in possible[-1], (words, print_pattern(pattern), chunks, possible)
                assert found == (position, max(ends))
                position, expected = found[1], expected + 1
            else:
                position += 1
        assert len(chunks) == expected


class TestEvents:
    @given(patterns, patterns, phrases, guards, sentences)
    def test_the_same_triggers_are_found(
        self,
        before: d.Pattern,
        behind: d.Pattern,
        phrases: dict[str, tuple[d.Pattern, ...]],
        guards: tuple[d.Guard, ...],
        words: tuple[str, ...],
    ):
        """What stands before a trigger is read from right to left, what stands behind it from left to right."""
        trigger = "sank"
        rule = f"rule r => E\n    ({print_pattern(before)}) *{trigger}* ({print_pattern(behind)}){guard_lines(guards)}"
        extractor = Extractor(compiled(grammar_text(phrases, f"event E\n    role  thing\n{rule}")).compiled)
        analysis, trace = extractor.analyse(" ".join(words)), Trace()
        for number in range(len(analysis.bounds)):
            extractor.finder.find(analysis.sentence(number), trace)
        oracle = Oracle(words, phrases)
        whole = d.Sequence((before, d.Word(trigger, HERE), behind))
        places = [place for place, word in enumerate(words) if word == trigger]
        readings = {place: _readings(oracle, before, behind, place) for place in places}
        found = {candidate.trigger[0] for candidate in trace.candidates}
        assert found <= {place for place in places if readings[place]}, print_pattern(whole)
        if not guards:
            assert found == {place for place in places if readings[place]}, print_pattern(whole)
        allowed = {p for p in places if any(oracle.neighbours_allow(guards, *reading) for reading in readings[p])}
        assert found <= allowed, print_pattern(whole)


def _readings(oracle: Oracle, before: d.Pattern, behind: d.Pattern, place: int) -> set[tuple[int, int]]:
    """From where to where the words around a trigger can be read."""
    starts = {start for start in range(place + 1) if place in oracle.ends(before, start)}
    return {(start, end) for start in starts for end in oracle.ends(behind, place + 1)}
