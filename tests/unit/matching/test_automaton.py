"""Automata: what a walk says of wordings, beside what `re` says of each; and the classes that symbols fall into."""

import itertools
import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventrules.matching.automaton import Automaton, State, numbers_of
from eventrules.matching.classes import Names, Narrowing
from eventrules.matching.compiled import CompiledGuard
from eventrules.matching.partition import Partition
from eventrules.matching.parts import FIRST_PART, Parts
from eventrules.matching.patterns import CompiledPattern, Group
from eventrules.matching.symbols import EDGE, FILL, charset

LETTERS = "abcdef"


def sets() -> st.SearchStrategy[str]:
    chosen = st.frozensets(st.sampled_from(LETTERS), max_size=4)
    return st.builds(lambda symbols, wanted: charset(symbols, wanted=wanted or not symbols), chosen, st.booleans())


def expressions() -> st.SearchStrategy[str]:
    """Expressions of the kinds that patterns are written as; none of them reads beyond a row."""
    inside = st.recursive(
        sets(),
        lambda inner: st.one_of(
            st.lists(inner, min_size=1, max_size=3).map("".join),
            st.lists(inner, min_size=1, max_size=3).map(lambda options: f"(?:{'|'.join(options)})"),
            st.tuples(inner, st.sampled_from(["?", "{1,3}", "{0,2}?"])).map(lambda both: f"(?:{both[0]}){both[1]}"),
            inner.map(lambda part: f"({part})"),
        ),
        max_leaves=8,
    )
    look = st.builds("({}{})".format, st.sampled_from(["?<=", "?<!"]), sets())
    behind = st.builds("({}{})".format, st.sampled_from(["?=", "?!"]), st.lists(sets(), min_size=1, max_size=2).map("".join))
    return st.builds("{}(?>{}){}".format, st.just("") | look, inside, st.just("") | behind)


def named(source: str, names: Names) -> str:
    """The expression with a name for each of its sets."""

    def name(written: re.Match[str]) -> str:
        wanted = not written[0].startswith("[^")
        symbols = (symbol for symbol in (*LETTERS, FILL, EDGE) if (re.match(written[0], symbol) is not None) is wanted)
        return names.of_set(frozenset(symbols), wanted=wanted)

    return re.sub(r"\[[^\]]+\]|[a-f]", name, source)


def lines_at(automaton: Automaton, row: str, position: int) -> list[int]:
    return list(numbers_of(automaton.lines_at(row + EDGE, position)))


def in_parts(sources: Sequence[str]) -> tuple[list[str], Parts]:
    """The expressions with a name for each bracket that holds no other, and for those brackets that are left then, and so on."""
    found: dict[str, str] = {}

    def name(written: re.Match[str]) -> str:
        return found.setdefault(written[0], chr(FIRST_PART + len(found)))

    def named_one(source: str) -> str:
        inner = re.sub(r"\(\?:[^()]*\)", name, source)
        return source if inner == source else named_one(inner)

    named_sources = [named_one(source) for source in sources]
    return named_sources, Parts({name: source for source, name in found.items()})


class TestWalks:
    @given(st.lists(expressions(), min_size=1, max_size=4), st.text(LETTERS, max_size=12), st.data())
    def test_no_match_is_missed(self, sources: list[str], row: str, data: st.DataObject):
        position = data.draw(st.integers(0, len(row)))
        matching = {number for number, source in enumerate(sources) if re.compile(source).match(row, position)}
        assert matching <= set(lines_at(Automaton(sources, Parts()), row, position))

    @given(st.lists(sets().map(lambda one: one * 2), min_size=1, max_size=4), st.text(LETTERS, min_size=2, max_size=8))
    def test_plain_wordings_are_told_exactly(self, sources: list[str], row: str):
        matching = [number for number, source in enumerate(sources) if re.compile(source).match(row)]
        assert lines_at(Automaton(sources, Parts()), row, 0) == matching

    def test_wordings_are_told_apart_however_many_places_they_have(self):
        words = ["".join(letters) for letters in itertools.product(LETTERS, repeat=4)]
        automaton = Automaton(words, Parts())
        assert [lines_at(automaton, word, 0) for word in words] == [[number] for number in range(len(words))]

    @pytest.mark.parametrize(
        ("source", "row", "position", "fits"),
        [
            ("(?<=a)b", "ab", 1, True), ("(?<=a)b", "cb", 1, False), ("(?<=a)b", "b", 0, False), ("(?<!a)b", "b", 0, True),
            ("b(?=c)", "bc", 0, True), ("b(?=c)", "b", 0, False), ("b(?!c)", "b", 0, True), ("b(?!c)", "bc", 0, False),
            ("b(?!cd)", "bce", 0, True), ("b(?=cd)", "bcd", 0, True), ("a(?:b|c)?", "a", 0, True), ("(?!)", "a", 0, False),
            (f"a{FILL}*+b", f"a{FILL}{FILL}b", 0, True), ("(?s:.)b", "ab", 0, True), (r"\.a", ".a", 0, True), (r"[\-.]a", "-a", 0, True),
        ],
    )  # fmt: skip
    def test_what_stands_beside_and_inside(self, source: str, row: str, position: int, fits: bool):
        assert lines_at(Automaton([source], Parts()), row, position) == ([0] if fits else [])

    def test_whether_one_symbol_beside_a_match_tells_all(self):
        assert Automaton(["a", "a(?=b)", "a(?!(?:b|c))", "a(?!bc)", "a(?=bc)", "(?<!a)b"], Parts()).is_exact == (
            True,
            True,
            True,
            False,
            False,
            True,
        )

    def test_equal_expressions_have_one_automaton_while_it_is_in_use(self):
        one, other = (CompiledPattern(source, (), reverse=False) for source in ("ab", "a[bc]"))
        first = Automaton.of([one, other])
        assert lines_at(first, "ac", 0) == [1]
        assert Automaton.of(iter((one, other))) is first
        assert Automaton.of([other, one]) is not first

    def test_the_same_source_with_other_parts_has_another_automaton(self):
        name = chr(FIRST_PART)
        one, other = (CompiledPattern(name, (), reverse=False, parts=Parts({name: source})) for source in ("ab", "ac"))
        first = Automaton.of([one])
        assert lines_at(first, "ab", 0) == [0]
        assert Automaton.of([CompiledPattern(name, (), reverse=False, parts=Parts({name: "ab"}))]) is first
        assert lines_at(Automaton.of([other]), "ab", 0) == []

    def test_nothing_is_read_beyond_a_row(self):
        state = Automaton(["[^a]+"], Parts())[EDGE]
        assert isinstance(state, State)
        assert state[EDGE] is None


class TestParts:
    @given(st.lists(expressions(), min_size=1, max_size=4), st.text(LETTERS, max_size=12), st.data())
    def test_named_parts_read_as_if_they_were_written_out(self, sources: list[str], row: str, data: st.DataObject):
        position = data.draw(st.integers(0, len(row)))
        named_sources, parts = in_parts(sources)
        assert [parts.whole(source) for source in named_sources] == sources
        assert lines_at(Automaton(named_sources, parts), row, position) == lines_at(Automaton(sources, Parts()), row, position)

    def test_parts_of_parts_are_used_too(self):
        outer, inner, other = map(chr, range(FIRST_PART, FIRST_PART + 3))
        parts = Parts({outer: f"(?:a{inner}|b)", inner: "(?:c|d)", other: "(?:e|f)"})
        assert list(parts.used_by([f"{outer}x{outer}"])) == [outer, inner]


class TestClasses:
    def narrowing(self, *sources: str, guards: Sequence[CompiledGuard] = ()) -> tuple[Narrowing, list[CompiledPattern]]:
        """The classes of some expressions, and these as patterns that name their sets."""
        names = Names()
        patterns = [CompiledPattern(named(source, names), (), reverse=False) for source in sources]
        return Narrowing(patterns, guards, names=names, partition=Partition("f")), patterns

    @given(st.lists(expressions(), min_size=1, max_size=4), st.text(LETTERS, max_size=10))
    def test_patterns_match_the_same_in_classes(self, sources: list[str], row: str):
        narrowing, patterns = self.narrowing(*sources)
        seen = row.translate(narrowing.table)
        for source, pattern in zip(sources, patterns, strict=True):
            plain = [match.span() for match in re.finditer(source, row)]
            assert [match.span() for match in narrowing.pattern(pattern).regex.finditer(seen)] == plain

    def test_parts_are_put_in_classes_as_well(self):
        names = Names()
        part = names.of_part(named("(?:[ab]c|[ab]d|[ab]e|[ab]f|[ab][ab])", names))
        pattern = CompiledPattern(f"{part}{part}", (), reverse=False)
        narrowing = Narrowing([pattern], [], names=names, partition=Partition("f"))
        assert narrowing.pattern(pattern).source == part * 2
        assert narrowing.pattern(pattern).regex.match("acbf".translate(narrowing.table))

    def test_what_nothing_tells_apart_is_one_class(self):
        seen = "abcdef".translate(self.narrowing("[abc]d", "[ab]")[0].table)
        assert [seen.index(one) for one in seen] == [0, 0, 2, 3, 4, 4]

    def test_fillings_and_edges_stay_what_they_are(self):
        narrowing, _ = self.narrowing(f"a{FILL}*+[^b{FILL}{EDGE}]")
        assert f"{FILL}{EDGE}".translate(narrowing.table) == f"{FILL}{EDGE}"

    def test_the_inside_of_repeated_parts_is_narrowed_as_well(self):
        names = Names()
        inner = CompiledPattern(named("([cd])", names), (Group("capture", name="x"),), reverse=False)
        pattern = CompiledPattern(named("((?:[cd]){1,3})", names), (Group("repeat", inner=inner),), reverse=False)
        narrowing = Narrowing([pattern], [], names=names, partition=Partition("f"))
        found = narrowing.pattern(pattern).groups[0].inner
        assert found is not None
        assert found.regex.match("d".translate(narrowing.table))

    def test_what_guards_look_for_is_a_set_of_its_own(self):
        guard = CompiledGuard(side="after", wanted=True, pattern=CompiledPattern("ab", (), reverse=True), beside=frozenset("c"))
        narrowing, _ = self.narrowing("[abc]", guards=[guard])
        assert narrowing.symbols(frozenset("c")) == set("c".translate(narrowing.table))
        assert narrowing.symbols(frozenset("c")).isdisjoint("ab".translate(narrowing.table))
