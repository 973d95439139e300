"""Patterns: what they compile to, on an alphabet where each word is a letter."""

import re

import pytest

from eventrules.errors import Location
from eventrules.matching.emitting import Neighbours, compile_pattern, within
from eventrules.matching.ends import single, starts, triggered
from eventrules.matching.patterns import Lexicon, SymbolSet, read
from eventrules.matching.symbols import FILL
from eventrules.rulefile import definitions as d

HERE = Location("test.rules", 1, 1)


def phrase(name: str, *lines: d.Line) -> d.Phrase:
    return d.Phrase(name=name, lines=lines, location=HERE)


def line(pattern: d.Pattern, **features: str) -> d.Line:
    said = tuple(d.Feature(name, value, HERE) for name, value in features.items())
    return d.Line(pattern=pattern, location=HERE, features=said)


def w(text: str) -> d.Word:
    return d.Word(text, HERE)


def seq(*items: d.Pattern) -> d.Sequence:
    return d.Sequence(items)


def ref(name: str) -> d.Reference:
    return d.Reference(name, HERE)


def either(*options: d.Pattern) -> d.Alternatives:
    return d.Alternatives(options, HERE)


def maybe(item: d.Pattern) -> d.Optional:
    return d.Optional(item, HERE)


NAMES: dict[str, SymbolSet | d.Phrase] = {
    "vowel": SymbolSet(frozenset("aeiou")),
    "chunk": SymbolSet(frozenset("XY"), chunks=True),
    "entry": SymbolSet(frozenset("e"), sequences=((frozenset("n"), frozenset("y")), (frozenset("n"), frozenset("y"), frozenset("c")))),
    "deed": phrase("deed", line(w("d"), tense="past"), line(seq(w("g"), w("d")), tense="future")),
    "letters": phrase("letters", line(w("a")), line(w("b")), line(ref("chunk"))),
}


class Letters(Lexicon):
    """Words are their letters; `<vowel>` is a list, `<chunk>` the chunks X and Y, `<deed>` a phrase, `.` ends a clause."""

    def word(self, text: str, *, inflected: bool) -> tuple[SymbolSet, ...]:
        return tuple(SymbolSet(frozenset({letter, letter.upper()} if inflected else {letter})) for letter in text)

    def reference(self, name: str) -> SymbolSet | d.Phrase:
        return NAMES[name]

    def boundary(self) -> frozenset[str]:
        return frozenset(".")

    def wide(self) -> frozenset[str]:
        return frozenset("XY")


LEXICON = Letters()


def matched(pattern: d.Pattern, row: str, *, reverse: bool = False) -> str | None:
    row = row.replace("_", FILL)
    match = compile_pattern(pattern, LEXICON, reverse=reverse).regex.match(row[::-1] if reverse else row)
    return match.group()[:: -1 if reverse else 1].replace(FILL, "_") if match else None


class TestMatching:
    @pytest.mark.parametrize(
        ("pattern", "row", "found"),
        [
            (w("ab"), "abc", "ab"),
            (ref("vowel"), "ab", "a"),
            (ref("chunk"), "X__b", "X__"),
            (ref("entry"), "nycx", "nyc"),
            (ref("entry"), "nyx", "ny"),
            (seq(w("a"), maybe(w("b")), w("c")), "ac", "ac"),
            (either(w("a"), w("ab")), "ab", "a"),
            (d.Repeat(w("a"), HERE, limit=3), "aaaaa", "aaa"),
            (ref("deed"), "gd", "gd"),
            (ref("letters"), "Y_", "Y_"),
            (seq(w("a"), d.Gap(2, HERE), w("b")), "axxb", "axxb"),
            (seq(w("a"), d.Gap(2, HERE), w("b")), "axxxb", None),
            (seq(w("a"), d.Gap(2, HERE), w("b")), "a.b", None),
            (seq(w("a"), d.Gap(1, HERE), w("b")), "aX__b", "aX__b"),
            (d.Reference("vowel", HERE, excluded=("letters",)), "a", None),
            (d.Reference("vowel", HERE, excluded=("letters",)), "e", "e"),
        ],
    )
    def test_forwards(self, pattern: d.Pattern, row: str, found: str | None):
        assert matched(pattern, row) == found

    @pytest.mark.parametrize(
        ("pattern", "row", "found"),
        [
            (w("ab"), "xab", "ab"),
            (ref("chunk"), "aX__", "X__"),
            (ref("entry"), "xnyc", "nyc"),
            (seq(ref("chunk"), w("b")), "X_b", "X_b"),
            (seq(w("a"), d.Gap(1, HERE), w("b")), "aX__b", "aX__b"),
        ],
    )
    def test_backwards(self, pattern: d.Pattern, row: str, found: str):
        assert matched(pattern, row, reverse=True) == found


class TestReading:
    @staticmethod
    def of(pattern: d.Pattern, row: str):
        compiled = compile_pattern(pattern, LEXICON)
        match = compiled.regex.fullmatch(row)
        assert match is not None
        return read(compiled, match)

    def test_captures_with_their_places(self):
        found = self.of(seq(w("x"), d.Capture("who", "vowel", HERE), maybe(d.Capture("whom", "vowel", HERE))), "xa")
        assert found.captures == [("who", "vowel", 1, 2)]

    def test_all_occurrences_of_a_repeated_capture(self):
        member = seq(d.Capture("member", "vowel", HERE), w("x"))
        found = self.of(d.Repeat(d.Repeat(member, HERE, limit=2), HERE), "axexixox")
        assert [(start, end) for _, _, start, end in found.captures] == [(0, 1), (2, 3), (4, 5), (6, 7)]

    def test_features_of_the_phrase_that_matched(self):
        assert self.of(seq(ref("deed"), w("x"), ref("deed")), "gdxd").features == [("tense", "future"), ("tense", "past")]

    def test_features_of_the_whole_wording_come_first(self):
        compiled = compile_pattern(ref("deed"), LEXICON, features=(d.Feature("modality", "likely", HERE),))
        match = compiled.regex.match("d")
        assert match is not None
        assert read(compiled, match).features == [("modality", "likely"), ("tense", "past")]

    def test_marked_and_joined_parts(self):
        found = self.of(seq(w("a"), d.Joined(HERE), d.Marked(w("bc"), HERE)), "abc")
        assert (found.joined, found.marked) == ([1], (1, 3))


class TestOneSet:
    @pytest.mark.parametrize(
        ("pattern", "source"),
        [
            (either(w("a"), w("b"), ref("vowel")), "(?:[a-beiou])"),
            (either(w("a"), w("cd"), w("b"), w("c")), "(?:a|cd|[b-c])"),
            (either(w("a"), either(w("b"), w("c"))), "(?:[a-c])"),
        ],
    )
    def test_neighbouring_words_are_looked_up_together(self, pattern: d.Pattern, source: str):
        assert compile_pattern(pattern, LEXICON).source == source

    def test_what_says_something_stays_apart(self):
        assert compile_pattern(ref("deed"), LEXICON).source == "(?:()d|()gd)"


class TestGuards:
    @pytest.mark.parametrize(
        ("neighbours", "row", "found"),
        [
            (Neighbours().preceded("n", wanted=False), "nab", None),
            (Neighbours().preceded("n", wanted=False), "xab", "ab"),
            (Neighbours().preceded("n", wanted=True), "nab", "ab"),
            (Neighbours().followed(compile_pattern(ref("deed"), LEXICON, plain=True), wanted=False), "xabgd", None),
            (Neighbours().followed(compile_pattern(ref("deed"), LEXICON, plain=True), wanted=True), "xabgd", "ab"),
            (Neighbours().followed(compile_pattern(w("b"), LEXICON, plain=True), wanted=True), "xab", None),
        ],
    )
    def test_looking_without_moving(self, neighbours: Neighbours, row: str, found: str | None):
        compiled = within(neighbours, compile_pattern(seq(w("a"), maybe(w("b"))), LEXICON))
        match = compiled.regex.match(row, 1)
        assert (match.group() if match else None) == found
        assert re.compile(compiled.source).groups == 0

    @pytest.mark.parametrize(
        ("pattern", "symbols"),
        [
            (w("a"), "a"), (ref("vowel"), "aeiou"), (either(w("a"), seq(w("b"))), "ab"),
            (w("ab"), None), (ref("chunk"), None), (ref("entry"), None),
        ],
    )  # fmt: skip
    def test_what_one_look_back_can_tell(self, pattern: d.Pattern, symbols: str | None):
        assert single(pattern, LEXICON) == (None if symbols is None else frozenset(symbols))


class TestShape:
    @pytest.mark.parametrize(
        ("pattern", "symbols"),
        [
            (w("ab"), "a"), (seq(maybe(w("a")), w("b")), "ab"), (either(w("a"), ref("chunk")), "aXY"), (ref("deed"), "dg"),
            (ref("entry"), "en"), (maybe(w("a")), None), (d.Gap(2, HERE), None), (seq(d.Joined(HERE), w("a")), "a"),
        ],
    )  # fmt: skip
    def test_what_a_match_can_begin_with(self, pattern: d.Pattern, symbols: str | None):
        assert starts(pattern, LEXICON) == (None if symbols is None else frozenset(symbols))

    def test_a_wording_is_cut_at_each_trigger(self):
        pattern = seq(w("a"), either(d.Marked(w("b"), HERE), seq(w("c"), d.Marked(w("d"), HERE))), w("e"))
        rows = [tuple(compile_pattern(part, LEXICON).source for part in cut) for cut in triggered(pattern)]
        assert rows == [("a", "b", "e"), ("ac", "d", "e")]
