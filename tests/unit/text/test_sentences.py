"""Sentence ends, read from rows of symbols: here each mark stands for itself, C for a capital, p for a paragraph's end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventrules.text.sentences import LONGEST, SentenceMarks, sentence_bounds

ENDS = SentenceMarks(stops="[.?!]", closers="[\"')]", openers='[C"(]', breaks="p", acronyms="U", first_words="T").expression()


def cut(row: str) -> list[str]:
    return [row[start:end] for start, end in sentence_bounds(row, ENDS)]


class TestSentenceBounds:
    @pytest.mark.parametrize(
        ("row", "sentences"),
        [
            ("Cww.Cw.", ["Cww.", "Cw."]),
            ("Cww.www.", ["Cww.www."]),
            ('Cw.")Cw.', ['Cw.")', "Cw."]),
            ("Cw?!Cw", ["Cw?!", "Cw"]),
            ('Cw."Cw', ['Cw."', "Cw"]),
            ("CwpCw", ["Cwp", "Cw"]),
            ("CwUTw", ["CwU", "Tw"]),
            ("CwUCw", ["CwUCw"]),
            ("", []),
        ],
    )
    def test_cuts(self, row: str, sentences: list[str]):
        assert cut(row) == sentences

    def test_a_sentence_of_absurd_length_is_cut(self):
        assert [len(part) for part in cut("w" * (2 * LONGEST + 5))] == [LONGEST, LONGEST, 5]

    @given(st.text(alphabet='Cw.?")pUT', max_size=600))
    def test_sentences_join_to_the_row(self, row: str):
        parts = cut(row)
        assert "".join(parts) == row
        assert all(0 < len(part) <= LONGEST for part in parts)
