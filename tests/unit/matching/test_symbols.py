"""The alphabet: what is one symbol, and what is not."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventrules.matching.symbols import Alphabet, VocabularyBuilder, charset, shape_of
from eventrules.rulefile.vocabulary import SHAPES


def alphabet() -> Alphabet:
    builder = VocabularyBuilder()
    for word, feature in [
        ("meet", "v:meet"), ("met", "v:meet"), ("may", "w:may"), ("May", "l:month"), ("Paris", "l:city"), ("Rome", "l:city"),
        ("foreign minister", "l:title"), ("New York", "l:city"),
    ]:  # fmt: skip
        builder.add(word, feature)
    return builder.build(["person", "place"])


class TestShapes:
    @pytest.mark.parametrize(
        ("token", "shape"),
        [
            ("", "break"), ("a", "lowercase"), ("A", "capitalized"), ("Ann", "capitalized"), ("UN", "uppercase"), ("McCain", "mixed-case"),
            ("iPhone", "mixed-case"), ("17", "number"), ("3rd", "number"), ("W.", "initial"), ("U.S.", "acronym"), ("Gen.", "capitalized"),
            ("p.m.", "lowercase"), ("-", "mark"), ("“", "mark"), ("東京", "mixed-case"), ("G20", "capitalized"), ("F16X", "uppercase"),
        ],
    )  # fmt: skip
    def test_shape(self, token: str, shape: str):
        assert shape_of(token) == shape

    @given(st.text())
    def test_every_token_has_a_known_shape(self, token: str):
        assert shape_of(token) in SHAPES


class TestAlphabet:
    @pytest.mark.parametrize(("a", "b"), [("meet", "met"), ("Paris", "Rome"), ("stone", "water"), ("Stone", "Water"), ("17", "2019")])
    def test_words_that_no_pattern_tells_apart_are_one_symbol(self, a: str, b: str):
        assert alphabet().symbol(a) == alphabet().symbol(b)

    @pytest.mark.parametrize(("a", "b"), [("meet", "Meet"), ("may", "May"), ("Paris", "paris"), ("stone", "Stone"), ("meet", "stone")])
    def test_words_that_differ_in_a_feature_are_two(self, a: str, b: str):
        assert alphabet().symbol(a) != alphabet().symbol(b)

    @pytest.mark.parametrize(
        ("token", "feature", "has"),
        [
            ("MEET", "v:meet", True), ("PARIS", "l:city", True), ("paris", "l:city", False), ("NEW YORK", "l:city", True),
            ("Foreign Minister", "l:title", True), ("new york", "l:city", False), ("May", "w:may", True),
        ],
    )  # fmt: skip
    def test_entries_in_capitals_and_in_other_case(self, token: str, feature: str, has: bool):
        known = alphabet()
        assert (known.symbol(token) in known.with_feature(feature)) is has

    def test_verb_groups_tell_their_verb_voice_and_form(self):
        known = alphabet()
        symbol = known.verb_symbol(frozenset({"v:meet"}), "passive", "infinitive")
        assert symbol in known.with_lemma("v:meet")
        assert symbol in known.verbs(voice="passive") & known.verbs(form="infinitive")
        assert symbol not in known.verbs(voice="active")
        assert known.lemmas_of_verb(symbol) == {"v:meet"}

    def test_chunks_are_no_words(self):
        known = alphabet()
        assert known.is_chunk(known.type_symbol("person"))
        assert not any(known.is_chunk(symbol) for symbol in known.words())
        assert known.chunks().isdisjoint(known.words())

    @given(st.text())
    def test_every_token_has_a_symbol(self, token: str):
        assert len(alphabet().symbol(token)) == 1

    def test_tables_give_the_same_alphabet(self):
        first = alphabet()
        second = Alphabet.from_tables(first.tables())
        words = ["meet", "Meet", "May", "PARIS", "New York", "stone", "17", "", "."]
        assert [first.symbol(word) for word in words] == [second.symbol(word) for word in words]
        assert first.type_symbol("place") == second.type_symbol("place")
        assert first.verbs(voice="active") == second.verbs(voice="active")
        assert first.tables() == second.tables()


class TestCharset:
    @pytest.mark.parametrize(
        ("symbols", "expression"), [("", "(?!)"), ("a", "a"), (".", r"\."), ("abc", "[a-c]"), ("acd", "[ac-d]"), ("]^-", r"[\-\]-\^]")]
    )
    def test_expression(self, symbols: str, expression: str):
        assert charset(symbols) == expression

    @given(st.frozensets(st.characters(codec="utf-8")), st.characters(codec="utf-8"))
    def test_it_matches_the_symbols_and_nothing_else(self, symbols: frozenset[str], other: str):
        found = re.compile(charset(symbols), re.DOTALL)
        assert all(found.fullmatch(symbol) for symbol in symbols)
        assert bool(found.fullmatch(other)) is (other in symbols)
