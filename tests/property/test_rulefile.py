"""Whatever stands in a grammar file, reading it gives definitions and located mistakes, never another exception."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventrules.errors import GrammarError, GrammarErrors
from eventrules.rulefile import definitions as d
from eventrules.rulefile.check import checked_grammar, find_mistakes
from eventrules.rulefile.grammar import Grammar
from eventrules.rulefile.layout import formatted
from eventrules.rulefile.lines import raw_lines, without_comment
from eventrules.rulefile.load import shipped_folder
from eventrules.rulefile.merge import Merger
from eventrules.rulefile.printing import print_file, print_pattern, unplaced
from eventrules.rulefile.syntax import read_grammar

SHIPPED = {file.name: file.read_text("utf-8") for file in shipped_folder().iterdir() if file.name.endswith(".rules")}

_PIECES = (
    "use ", "event ", "Meeting", "type ", "list ", "phrase ", "rule ", "time ", "verb ", "noun ", "construction ", "adjunct ", "forms ",
    "extend ", "override ", "disable ", "layer ", "example", "counterexample", " published 2024-03-06", "not after ", "only before ",
    "priority 3", "note ", "many", "required", " => ", "modality expected", "date(none, month, 3)", "\n", "\n    ", "\n\t", "\n  ", "  ",
    "{", "}", "<", ">", "[", "]", "(", ")", "|", "*", "+", "~", "_", "...", "...3", '"', "\\", "#", "=", ":", ",", ".", "1..31",
    "x", "meet",
    "{place}", "<phrase>", "from lists.txt",  "\ufeff", "\u2028", "é", "東京", "\U0001f600", "\x00", "\x0b", "\ud800", "9" * 30,
)  # fmt: skip

grammar_like = st.lists(st.sampled_from(_PIECES), max_size=60).map("".join) | st.text(max_size=200)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A piece of a shipped file with some characters changed, cut out or doubled, as typing goes."""
    text = SHIPPED[draw(st.sampled_from(sorted(SHIPPED)))]
    start = draw(st.integers(0, max(len(text) - 1, 0)))
    text = text[start : start + draw(st.integers(1, 1500))]
    for _ in range(draw(st.integers(1, 6))):
        place = draw(st.integers(0, len(text)))
        piece = draw(st.sampled_from(_PIECES))
        text = text[:place] + piece + text[place + draw(st.integers(0, 3)) :]
    return text


def merged(file: d.GrammarFile) -> tuple[Grammar, list[GrammarError]]:
    merger = Merger({})
    for statement in file.statements:
        merger.add(statement)
    return merger.grammar((file,)), merger.errors


def assert_located(errors: tuple[GrammarError, ...], text: str) -> None:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for error in errors:
        assert error.location is not None
        assert error.location.path == "any.rules"
        assert 1 <= error.location.line <= len(lines)
        assert 1 <= error.location.column <= len(lines[error.location.line - 1]) + 1
        assert error.message
        assert error.message[0].islower() or not error.message[0].isalpha()
        assert str(error).startswith(f"any.rules:{error.location.line}:{error.location.column}: ")


class TestAnyText:
    @given(grammar_like | mutated())
    def test_gives_definitions_and_located_mistakes(self, text: str):
        file, errors = read_grammar(text, path="any.rules")
        assert_located(errors, text)
        grammar, clashes = merged(file)
        assert_located((*clashes, *find_mistakes(grammar)), text)

    @given(grammar_like | mutated())
    def test_is_read_the_same_way_twice(self, text: str):
        first, second = read_grammar(text, path="any.rules"), read_grammar(text, path="any.rules")
        assert first[0] == second[0]
        assert list(map(str, first[1])) == list(map(str, second[1]))

    @given(grammar_like | mutated())
    def test_places_of_definitions_lie_inside_the_file(self, text: str):
        file, _ = read_grammar(text, path="any.rules")
        lines = file.lines
        for statement in file.statements:
            for line in getattr(statement, "lines", ()):
                for part in d.walk(line.pattern):
                    where = getattr(part, "location", None)
                    if where is not None:
                        assert 1 <= where.line <= len(lines)
                        assert 1 <= where.column <= len(lines[where.line - 1])

    @given(st.binary(max_size=300))
    def test_any_bytes_in_a_file(self, tmp_path_factory: pytest.TempPathFactory, data: bytes):
        path = tmp_path_factory.mktemp("any") / "any.rules"
        path.write_bytes(data)
        try:
            checked_grammar(path, shipped=False)
        except GrammarErrors as group:
            assert all(error.location is not None for error in group.errors)


def has_mistaken_header(text: str, mistakes: tuple[GrammarError, ...]) -> bool:
    """Whether a line that is not indented has a mistake."""
    lines = text.split("\n")
    return any(m.location is not None and not lines[min(m.location.line, len(lines)) - 1].startswith((" ", "\t")) for m in mistakes)


class TestPrinting:
    @given(grammar_like | mutated())
    def test_what_is_printed_reads_as_the_same(self, text: str):
        file, mistakes = read_grammar(text, path="any.rules")
        if has_mistaken_header(text, mistakes):
            return  # it is read as it was meant, and printed as it is
        printed = print_file(file)
        again, errors = read_grammar(printed, path="any.rules")
        errors = tuple(error for error in errors if "no wording" not in error.message and "is empty" not in error.message)
        kept = [s for s in file.statements if getattr(s, "lines", True) or getattr(s, "examples", ())]
        assert not errors, (printed, list(map(str, errors)))
        assert unplaced(again.statements) == unplaced(file.statements), kept
        assert print_file(again) == printed

    @pytest.mark.parametrize("name", sorted(SHIPPED))
    def test_shipped_files(self, name: str):
        file, errors = read_grammar(SHIPPED[name], path=name)
        assert not errors
        again, errors = read_grammar(print_file(file), path=name)
        assert not errors
        assert unplaced(again.statements) == unplaced(file.statements)


class TestLayout:
    @given(grammar_like | mutated())
    def test_says_the_same_and_is_its_own_layout(self, text: str):
        file, errors = read_grammar(text, path="any.rules")
        if errors:
            with pytest.raises(GrammarErrors):
                formatted(text, path="any.rules")
            return
        tidy = formatted(text, path="any.rules")
        again, errors = read_grammar(tidy, path="any.rules")
        assert not errors
        assert unplaced(again.statements) == unplaced(file.statements)
        assert formatted(tidy, path="any.rules") == tidy
        assert _comments(tidy) == _comments(text)

    @pytest.mark.parametrize("name", sorted(SHIPPED))
    def test_shipped_files(self, name: str):
        tidy = formatted(SHIPPED[name], path=name)
        assert formatted(tidy, path=name) == tidy
        assert _comments(tidy) == _comments(SHIPPED[name])

    @pytest.mark.parametrize("name", ["meeting.rules", "verbs.rules"])
    def test_spaces_do_not_matter(self, name: str):
        """A file with other white space gets the same layout."""
        generator = random.Random(name)
        lines = [line.replace("=>", "  =>") + " " * generator.randint(0, 3) for line in SHIPPED[name].split("\n")]
        assert formatted("\n".join(lines), path=name) == formatted(SHIPPED[name], path=name)


def _comments(text: str) -> list[str]:
    """All comments of a file, in order."""
    lines = (line.removeprefix("\ufeff") for line in raw_lines(text))
    return [comment for line in lines if (comment := line[len(without_comment(line)) :].strip())]


names = st.from_regex(r"[a-z]{1,6}(-[a-z]{1,4})?", fullmatch=True)
words = st.builds(
    lambda text, inflected: d.Word(text, _NOWHERE, inflected),
    st.text(min_size=1, max_size=8).filter(lambda t: not any(map(str.isspace, t)) and t.isprintable()),
    st.booleans(),
)
_NOWHERE = d.Location("", 0, 0)
leaves = st.one_of(
    words,
    st.builds(lambda name, excluded: d.Reference(name, _NOWHERE, tuple(excluded)), names, st.lists(names, max_size=2)),
    st.builds(lambda name, target: d.Capture(name, target, _NOWHERE), names, names),
    st.builds(lambda limit: d.Gap(limit, _NOWHERE), st.integers(1, d.GAP_MOST)),
    st.just(d.Joined(_NOWHERE)),
)
patterns = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=4).map(lambda items: d.Sequence(tuple(items))),
        st.lists(inner, min_size=2, max_size=3).map(lambda options: d.Alternatives(tuple(options), _NOWHERE)),
        inner.map(lambda item: d.Optional(item, _NOWHERE)),
        inner.map(lambda item: d.Repeat(item, _NOWHERE)),
    ),
    max_leaves=12,
)


class TestPatterns:
    @given(patterns, st.booleans())
    def test_any_pattern_is_printed_so_that_it_reads_as_itself(self, pattern: d.Pattern, marked: bool):
        wanted = d.Marked(pattern, _NOWHERE) if marked else pattern
        file, errors = read_grammar(f"phrase p\n    {print_pattern(wanted)}", path="any.rules")
        assert not errors, (print_pattern(wanted), list(map(str, errors)))
        phrase = file.statements[0]
        assert isinstance(phrase, d.Phrase)
        assert unplaced(phrase.lines[0].pattern) == wanted


def test_many_mistakes_are_found_in_one_reading():
    generator = random.Random(7)
    lines = [f"phrase p{n}\n    {generator.choice(['[', ')', '(a|', '{x', '<y'])}" for n in range(300)]
    _, errors = read_grammar("\n".join(lines), path="any.rules")
    assert [error.location.line for error in errors if error.location] == [2 * n + 2 for n in range(300)]


def test_a_large_file_is_read_in_linear_time(tmp_path: Path):
    path = tmp_path / "large.rules"
    path.write_text("list term\n" + "".join(f"    term{n}\n" for n in range(20_000)), "utf-8")
    assert len(checked_grammar(path, shipped=False).lists["term"].entries) == 20_000
