"""Layers: what is chunked where, with little grammars of our own."""

import copy
import pickle
from concurrent.futures import ThreadPoolExecutor

import pytest

from eventrules.matching.cascade import Sentence
from eventrules.matching.layers import Chunk, Row
from eventrules.rulefile import definitions as d

HEAD = "type person\ntype thing\ntype pair\nlayer one\n"


def chunks(sentence: Sentence, row: Row | None = None) -> list[str]:
    """The topmost chunks of the mentions row: `type: words`."""
    row = row or sentence.mentions_row
    alphabet = sentence.analysis.compiled.alphabet
    starts = [row.base + n for n, symbol in enumerate(row.symbols) if alphabet.is_chunk(symbol)]
    return [f"{row.chunks[start].type}: {sentence.analysis.words(row.chunks[start].start, row.chunks[start].end)}" for start in starts]


def captures(chunk: Chunk, sentence: Sentence) -> list[tuple[str, str]]:
    return [(name, sentence.analysis.words(part.start, part.end)) for name, part in chunk.captures]


class TestWordings:
    @pytest.mark.parametrize(
        ("wording", "text", "found"),
        [
            ("red [big] house", "a red house", ["thing: red house"]),
            ("red [big] house", "a red big house", ["thing: red big house"]),
            ("red [big] house", "a red old house", []),
            ("(red|blue) house", "blue house", ["thing: blue house"]),
            ("(red|dark blue) house", "dark blue house", ["thing: dark blue house"]),
            ("(red|blue)+ house", "red blue red house", ["thing: red blue red house"]),
            ("Red house", "red house", []),
            ("red house", "RED House", ["thing: RED House"]),
            ("<capitalized> house", "Old house", ["thing: Old house"]),
            ("<number> houses", "12 houses", ["thing: 12 houses"]),
            ("a _ - _ b", "a-b", ["thing: a - b"]),
            ("a _ - _ b", "a - b", []),
            ("a ...2 b", "a x y b", ["thing: a x y b"]),
            ("a ...2 b", "a x y z b", []),
        ],
    )
    def test_match(self, read, wording: str, text: str, found: list[str]):
        assert chunks(read(f"{HEAD}rule things => thing\n    {wording}\n", text)) == found

    @pytest.mark.parametrize(("text", "found"), [("a x b", ["thing: a x b"]), ("a ; b", []), ("a which b", [])])
    def test_a_gap_stops_at_the_end_of_a_clause(self, read, text: str, found: list[str]):
        rules = f"{HEAD}list clause-boundary: which\nextend list clause-boundary\n    ;\nrule things => thing\n    a ... b\n"
        assert chunks(read(rules, text)) == found

    def test_a_gap_steps_over_a_chunk_as_over_one_token(self, read):
        rules = f"{HEAD}rule persons => person\n    Ann of the hill\nlayer two\nrule things => thing\n    a ...1 b\n"
        assert chunks(read(rules, "a Ann of the hill b")) == ["thing: a Ann of the hill b"]


class TestChoice:
    @pytest.mark.parametrize(
        ("rules", "found"),
        [
            ("rule short => thing\n    red\nrule long => pair\n    red house\n", "pair: red house"),
            ("rule loose => thing\n    red <lowercase>\nrule strict => pair\n    red house\n", "pair: red house"),
            ("rule first => thing\n    red house\nrule second => pair\n    red house\n", "thing: red house"),
            ("rule first => thing\n    red house\nrule second => pair\n    red house\n    priority 1\n", "pair: red house"),
            ("rule long => thing\n    red house\n    priority -1\nrule short => pair\n    red\n    priority 1\n", "thing: red house"),
        ],
        ids=["longest", "then most specific", "then first", "priority", "longest before priority"],
    )
    def test_the_winner(self, read, rules: str, found: str):
        assert chunks(read(HEAD + rules, "the red house")) == [found]

    def test_a_match_takes_its_tokens_from_the_next(self, read):
        assert chunks(read(f"{HEAD}rule things => thing\n    a a\n", "a a a a a")) == ["thing: a a", "thing: a a"]

    def test_upper_layers_read_what_lower_layers_found(self, read):
        rules = f"{HEAD}rule persons => person\n    Ann\nlayer two\nrule pairs => pair\n    {{left:person}} and {{right:person}}\n"
        sentence = read(rules, "Ann and Ann")
        assert chunks(sentence) == ["pair: Ann and Ann"]
        assert captures(sentence.mentions_row.chunks[0], sentence) == [("left", "Ann"), ("right", "Ann")]


class TestGuards:
    @pytest.mark.parametrize(
        ("guard", "text", "found"),
        [
            ("not before (door|gate)", "red house door", []),
            ("not before (door|gate)", "red house roof", ["thing: red house"]),
            ("not after (no|never)", "no red house", []),
            ("not after (no|never)", "one red house", ["thing: red house"]),
            ("not after (no|never)", "red house", ["thing: red house"]),
            ("not after (in no way)", "in no way red house", []),
            ("not after (in no way)", "no way red house", ["thing: red house"]),
            ("not after <person>", "Ann Lee red house", ["person: Ann Lee"]),
            ("only before door", "red house door", ["thing: red house"]),
            ("only before door", "red house", []),
            ("only after no", "no red house", ["thing: red house"]),
            ("only after no", "red house", []),
        ],
    )
    def test_neighbourhood(self, read, guard: str, text: str, found: list[str]):
        rules = f"{HEAD}rule persons => person\n    Ann Lee\nlayer two\nrule things => thing\n    red house\n    {guard}\n"
        assert chunks(read(rules, text)) == found

    def test_a_match_is_not_cut_short_to_please_a_guard(self, read):
        rules = f"{HEAD}rule things => thing\n    red [old] [house]\n    not before door\n"
        assert chunks(read(rules, "red old house door")) == []


class TestRepeatedCaptures:
    RULES = f"{HEAD}rule persons => person\n    (Ann|Bo|Cy|Di)\nlayer two\nrule pairs => pair\n"

    @pytest.mark.parametrize("names", [["Ann", "Bo"], ["Ann", "Bo", "Cy"], ["Ann", "Bo", "Cy", "Di", "Ann"]])
    def test_every_member_is_kept(self, read, names: list[str]):
        text = ", ".join(names[:-1]) + f" and {names[-1]}"
        sentence = read(f"{self.RULES}    {{member:person}} [(, {{member:person}})+] and {{member:person}}\n", text)
        assert captures(sentence.mentions_row.chunks[0], sentence) == [("member", name) for name in names]

    def test_repeats_inside_repeats(self, read):
        sentence = read(f"{self.RULES}    (({{left:person}})+ to {{right:person}} ;)+\n", "Ann Bo to Cy ; Di to Ann ;")
        assert captures(sentence.mentions_row.chunks[0], sentence) == [
            ("left", "Ann"), ("left", "Bo"), ("right", "Cy"), ("left", "Di"), ("right", "Ann"),
        ]  # fmt: skip


class TestChunks:
    def test_the_marked_part_is_the_head(self, read):
        sentence = read(f"{HEAD}rule persons => person\n    Mr *Lee*\n", "then Mr Lee left")
        chunk = sentence.mentions_row.chunks[1]
        assert (chunk.start, chunk.end, chunk.head) == (1, 3, (2, 3))

    def test_without_a_mark_all_of_it_is_the_head(self, read):
        assert read(f"{HEAD}rule persons => person\n    Mr Lee\n", "Mr Lee").mentions_row.chunks[0].head == (0, 2)

    def test_features_of_phrases_and_of_the_wording(self, read):
        rules = f"{HEAD}phrase how\n    surely => modality likely\nrule things => thing\n    <how> there => tense past\n"
        assert read(rules, "surely there").mentions_row.chunks[0].features == {"tense": "past", "modality": "likely"}

    def test_what_has_no_such_name_is_an_attribute_error(self, read):
        chunk = read(f"{HEAD}rule persons => person\n    Ann\n", "Ann").mentions_row.chunks[0]
        assert not hasattr(chunk, "colour")
        assert copy.copy(chunk).captures == ()

    def test_lower_rows_stay_as_they_were(self, read):
        sentence = read(f"{HEAD}rule persons => person\n    Ann\n", "Ann left")
        before = sentence.words_row.symbols
        assert sentence.mentions_row.symbols != before
        assert (sentence.words_row.symbols, sentence.words_row.chunks) == (before, {})


class TestEntriesOfSeveralWords:
    RULES = (
        f"{HEAD}list place: New York, New York City, river bank\nrule things => thing\n    <place>\n"
        "rule persons => person\n    New <capitalized>\n"
    )

    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("in New York City", ["thing: New York City"]),
            ("in New York today", ["thing: New York"]),
            ("in NEW YORK", ["thing: NEW YORK"]),
            ("in new york", []),
            ("a River Bank", ["thing: River Bank"]),
            ("in New Delhi", ["person: New Delhi"]),
        ],
    )
    def test_the_longest_entry_is_one_symbol(self, read, text: str, found: list[str]):
        assert chunks(read(self.RULES, text)) == found


class TestSharing:
    RULES = f"{HEAD}rule persons => person\n    (Ann|Bo)\n"

    def test_a_pickled_cascade_finds_the_same(self, cascade_of):
        cascade = cascade_of(self.RULES)
        first = chunks(cascade.analyse("Ann and Bo").sentence(0))
        again = pickle.loads(pickle.dumps(cascade))
        assert chunks(again.analyse("Ann and Bo").sentence(0)) == first == ["person: Ann", "person: Bo"]

    def test_threads_share_one(self, cascade_of):
        cascade = cascade_of(self.RULES)
        with ThreadPoolExecutor(8) as pool:
            found = list(pool.map(lambda n: chunks(cascade.analyse("Ann and Bo " * n).sentence(0)), range(1, 40)))
        assert found == [["person: Ann", "person: Bo"] * n for n in range(1, 40)]

    def test_canonical_knows_lists_and_phrases_that_name_them(self, cascade_of):
        rules = "type thing\nlist a: one = 1\nlist b: two = 2\nphrase ab\n    <a>\n    <b>\nrule things => thing\n    {ab}\n"
        canonical = cascade_of(rules).compiled.canonical
        assert {name: entry.canonical for name, entry in canonical["ab"].items()} == {"one": 1, "two": 2}
        assert canonical["a"]["one"] == d.Entry(surface="one", canonical=1)
        assert sorted(canonical) == ["a", "ab", "b"]
        assert "c" not in canonical


class TestSentences:
    def test_a_row_holds_the_times_of_its_own_sentence_alone(self, extractor):
        analysis = extractor.analyse("Ann Lee met Bo Kim on Friday. They will meet on March 5. It rained last week.")
        assert analysis.times.chunks
        for number in range(len(analysis.bounds)):
            sentence = analysis.sentence(number)
            assert set(sentence.words_row.chunks) == {start for start in analysis.times.chunks if sentence.start <= start < sentence.end}
