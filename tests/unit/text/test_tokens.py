"""Tokens: where text is cut, and that cutting changes nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventrules.text.tokens import Tokenizer, normalised, offsets

TOKENIZER = Tokenizer(["Mr.", "Jan.", "Gen.", "vice president"])


class TestPieces:
    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("He met her.", "He|met|her|."),
            ("Ann's and the boys' trip", "Ann|'s|and|the|boys|'|trip"),
            ("they’re, we'll, don't", "they|'re|,|we|'ll|,|don't"),
            ("O'Brien", "O'Brien"),
            ("Mr. Day left on Jan. 5.", "Mr.|Day|left|on|Jan.|5|."),
            ("Mr.X", "Mr.|X"),
            ("the U.S. Senate", "the|U.S.|Senate"),
            ("W. Bush", "W.|Bush"),
            ("plan B. it failed", "plan|B|.|it|failed"),
            ("1,200.5 and 3rd", "1,200.5|and|3|rd"),
            ("Jan 17-18", "Jan|17|-|18"),
            ("2019-01-17T10:00", "2019|-|01|-|17|T|10|:|00"),
            ("wait... no--yes", "wait|...|no|--|yes"),
            ("G20 F-16", "G20|F|-|16"),
            ("snake_case", "snake|_|case"),
            ("cafe\u0301 bar", "cafe\u0301|bar"),
            ("東京 is", "東京|is"),
            ("“Yes”", '"|Yes|"'),
        ],
    )
    def test_words(self, text: str, words: str):
        assert TOKENIZER.words(text) == words.split("|")

    @pytest.mark.parametrize(
        ("text", "pieces"),
        [
            ("a\u00a0b", ["a\u00a0", "b"]),
            ("a\tb", ["a\t", "b"]),
            ("a \r\n b", ["a \r\n ", "b"]),
            ("a\n\nb", ["a", "\n\n", "b"]),
            ("a\r\n\r\nb", ["a", "\r\n\r\n", "b"]),
            ("a\n \nb", ["a", "\n \n", "b"]),
            ("  a", ["  ", "a"]),
            ("", []),
        ],
    )
    def test_white_space_stays_behind_its_token_and_blank_lines_alone(self, text: str, pieces: list[str]):
        assert TOKENIZER.pieces(text) == pieces

    @given(st.text())
    def test_pieces_join_to_the_text(self, text: str):
        assert "".join(TOKENIZER.pieces(text)) == text

    @given(
        st.lists(st.sampled_from(["Mr.", "U.S.", "'s", "\n", "\r\n", "\n\n", " ", "\t", "Ann", "17", ".", "--", "T", "é", "\u0301", "“"]))
    )
    def test_pieces_join_to_a_text_of_hard_parts(self, parts: list[str]):
        pieces = TOKENIZER.pieces("".join(parts))
        assert "".join(pieces) == "".join(parts)
        assert all(pieces)

    @given(st.text(alphabet="ab .,'-\n", min_size=1))
    def test_no_piece_holds_white_space_inside(self, text: str):
        assert all(len(piece.split()) <= 1 for piece in TOKENIZER.pieces(text))


class TestOffsets:
    @given(st.text())
    def test_every_piece_stands_at_its_offset(self, text: str):
        pieces = TOKENIZER.pieces(text)
        starts = offsets(pieces)
        assert starts[-1] == len(text)
        assert all(text[start : start + len(piece)] == piece for start, piece in zip(starts, pieces, strict=False))


class TestNormalised:
    @given(st.text())
    def test_length_never_changes(self, text: str):
        assert len(normalised(text)) == len(text)

    def test_typographic_marks_become_plain(self):
        assert normalised("“don’t”") == '"don\'t"'
