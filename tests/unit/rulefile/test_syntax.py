"""What each construct of a grammar file is read as."""

from __future__ import annotations

import pytest

from eventrules.rulefile import definitions as d
from eventrules.rulefile.printing import print_call, print_pattern
from eventrules.rulefile.syntax import read_grammar


def read(text: str) -> tuple[d.Statement, ...]:
    file, errors = read_grammar(text, path="mine.rules")
    assert errors == ()
    return file.statements


def pattern(text: str) -> d.Pattern:
    (phrase,) = read(f"phrase p\n    {text}\n")
    assert isinstance(phrase, d.Phrase)
    return phrase.lines[0].pattern


class TestWordings:
    @pytest.mark.parametrize(
        ("text", "kind"),
        [
            ("meet", d.Word), ("{place}", d.Capture), ("<is-to>", d.Reference), ("[with]", d.Optional), ("(a|b)", d.Alternatives),
            ("...", d.Gap), ("<x>+", d.Repeat), ("*meet*", d.Marked), ("_", d.Joined), ("will meet", d.Sequence), ("(a)", d.Word),
        ],
    )  # fmt: skip
    def test_each_mark(self, text: str, kind: type):
        assert isinstance(pattern(text), kind)

    def test_inflection(self):
        word = pattern("meet~")
        assert isinstance(word, d.Word)
        assert (word.text, word.inflected) == ("meet", True)

    def test_a_capture_may_have_a_target(self):
        capture = pattern("{first:day-number}")
        assert isinstance(capture, d.Capture)
        assert (capture.name, capture.target) == ("first", "day-number")

    def test_what_a_name_leaves_out(self):
        reference = pattern("<proper except country except city>")
        assert isinstance(reference, d.Reference)
        assert reference.excluded == ("country", "city")

    @pytest.mark.parametrize(("text", "limit"), [("a ... b", 5), ("a ...12 b", 12), ("a ... 12 b", 12)])
    def test_gaps(self, text: str, limit: int):
        sequence = pattern(text)
        assert isinstance(sequence, d.Sequence)
        assert isinstance(sequence.items[1], d.Gap)
        assert sequence.items[1].limit == limit

    @pytest.mark.parametrize("text", [r"\{", r"\*", r"\#", r"a\|b", r"\"", r"\..."])
    def test_a_backslash_makes_a_mark_a_word(self, text: str):
        word = pattern(text)
        assert isinstance(word, d.Word)
        assert word.text == text.replace("\\", "")

    @pytest.mark.parametrize("text", ["'s", "U.S.", "-", "%", "$", "won't", "Côte", "東京", "3,000", "=", "@", "--"])
    def test_other_marks_stand_for_themselves(self, text: str):
        word = pattern(text)
        assert isinstance(word, d.Word)
        assert word.text == text

    def test_places_are_those_of_the_first_character(self):
        items = pattern("a  {b}\t[c]")
        assert isinstance(items, d.Sequence)
        assert [item.location.column for item in items.items if not isinstance(item, d.Sequence)] == [5, 8, 12]

    def test_brackets_group_and_spaces_do_not_matter(self):
        assert print_pattern(pattern("( a b |c )+ [ d | e ]")) == "(a b|c)+ [d|e]"


class TestStatements:
    def test_roles(self):
        (event,) = read("event Visit\n    plover CONSULT\n    visitor person or organization, many, required\n    place place, optional\n")
        assert isinstance(event, d.EventDefinition)
        visitor, place = event.roles
        assert (visitor.types, visitor.many, visitor.required) == (("person", "organization"), True, True)
        assert (place.types, place.many, place.required) == (("place",), False, False)
        assert event.metadata == (("plover", "CONSULT"),)

    def test_lists(self):
        (inline, block, file) = read("list a: Monday, Mon.\nlist b\n    January, Jan. = 1 {kind: month}\n    1..3\nlist c from c.txt\n")
        assert isinstance(inline, d.WordList)
        assert isinstance(block, d.WordList)
        assert isinstance(file, d.WordList)
        assert [entry.surface for entry in inline.entries] == ["Monday", "Mon."]
        assert [(entry.surface, entry.canonical) for entry in block.entries] == [
            ("January", 1), ("Jan.", 1), ("1", 1), ("2", 2), ("3", 3), ("01", 1), ("02", 2), ("03", 3),
        ]  # fmt: skip
        assert block.entries[0].attributes == (("kind", "month"),)
        assert (file.path, file.entries) == ("c.txt", ())

    def test_a_rule_with_everything(self):
        (layer, rule) = read(
            "layer names\nrule r => Meeting  # who\n    {a} *meets* {b}   => modality expected, polarity negative\n"
            "    not after the\n    only before (a|b)\n    priority 2\n    note by hand\n"
            '    example published 2024-03-06:\n        "A \\"b\\" # c."\n        place = x = y\n    counterexample\n        "D."\n'
        )
        assert isinstance(layer, d.Layer)
        assert isinstance(rule, d.Rule)
        assert (rule.layer, rule.kind, rule.priority, rule.metadata) == ("names", "event", 2, (("note", "by hand"),))
        assert [(f.name, f.value) for f in rule.lines[0].features] == [("modality", "expected"), ("polarity", "negative")]
        assert [(g.side, g.wanted) for g in rule.guards] == [("after", False), ("before", True)]
        assert [(e.text, e.positive, e.published) for e in rule.examples] == [('A "b" # c.', True, "2024-03-06"), ("D.", False, None)]
        assert [(x.name, x.value) for x in rule.examples[0].expectations] == [("place", "x = y")]

    def test_a_time_rule(self):
        (rule,) = read(
            'time t => date\n    {a} => range(date(none, a.number, -3), unit(1, "week"))\n    example\n        "On A." = 2024-03\n'
        )
        assert isinstance(rule, d.Rule)
        assert rule.lines[0].call is not None
        assert print_call(rule.lines[0].call) == 'range(date(none, a.number, -3), unit(1, "week"))'
        assert [(x.name, x.value) for x in rule.examples[0].expectations] == [("value", "2024-03")]

    def test_a_frame(self):
        body = ["between, to discuss = who, required", "needs support", "support hold", "=> status planned"]
        (frame,) = read("\n    ".join(["noun phone call, talks => Call", *body]))
        assert isinstance(frame, d.Frame)
        assert (frame.triggers, frame.supports, frame.needed) == (("phone call", "talks"), ("hold",), ("support",))
        assert (frame.slots[0].functions, frame.slots[0].required) == (("between", "to discuss"), True)
        assert [(f.name, f.value) for f in frame.features] == [("status", "planned")]

    @pytest.mark.parametrize("mode", ["extend", "override"])
    def test_changes_need_not_say_the_type_again(self, mode: str):
        (rule, verb) = read(f"{mode} rule r\n    x\n{mode} verb sit down\n    with = y\n")
        assert isinstance(rule, d.Rule)
        assert isinstance(verb, d.Frame)
        assert (rule.mode, rule.produces, verb.mode, verb.triggers) == (mode, "", mode, ("sit down",))

    def test_one_mistake_hides_no_other_statement(self):
        file, errors = read_grammar("list a: b\nphrase (\n    x\nlist c: d\n", path="mine.rules")
        assert [getattr(s, "name", None) for s in file.statements] == ["a", "c"]
        assert len(errors) == 1

    @pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
    def test_line_ends(self, ends: str):
        (first, second) = read(ends.join(["\ufefflist a: b", "", "phrase c", "    d\u00a0e"]))
        assert isinstance(first, d.WordList)
        assert isinstance(second, d.Phrase)
        assert second.lines[0].location == d.Location("mine.rules", 4, 5)
        assert print_pattern(second.lines[0].pattern) == "d e"
