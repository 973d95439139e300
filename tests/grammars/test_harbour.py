"""The worked case of the page on own grammars: a folder outside the package, from Python and the command line."""

from __future__ import annotations

import json
import pickle
import sys
from datetime import date
from pathlib import Path
from types import ModuleType

import attrs
import pytest
from click.testing import CliRunner

from eventrules import Event, Extractor, GrammarErrors, Mention, check, event_from_json, event_to_json
from eventrules.cli.commands import cli
from tests.grammars import classes

HARBOUR = Path(__file__).resolve().parents[2] / "examples" / "harbour"
DAY = date(2024, 3, 6)
NEWS = "The Blue Heron will dock in Bergen on Friday. The visiting Prime Minister Bo Kim spoke of peace."


@pytest.fixture(scope="module")
def harbour() -> Extractor:
    return Extractor.from_grammars(HARBOUR, events=[classes.Docking])


def test_all_examples_hold_over_the_shipped_grammars(harbour: Extractor, extractor: Extractor):
    report, shipped = check(HARBOUR, every=True), extractor.grammar.grammar
    assert "\n".join(map(str, report.errors)) == ""
    assert report.rules > len(shipped.rules) + len(shipped.frames)


def test_examples_that_the_folder_cannot_change_are_passed_over(harbour: Extractor):
    report = check(HARBOUR)
    assert (report.errors, report.warnings) == ((), ())
    grammar = harbour.grammar.grammar
    assert 30 < report.examples < sum(len(owner.examples) for owner in (*grammar.rules, *grammar.frames))


class TestChanges:
    @pytest.mark.parametrize(
        ("text", "before", "after"),
        [
            ("The Blue Heron will dock in Bergen on Friday.", [], ["Docking scheduled"]),
            ("The visiting Prime Minister Bo Kim spoke of peace.", ["Visit ongoing"], []),
            ("Ann Lee spoke with Peter Novak by radio on Monday.", [], ["Call occurred"]),
            ("Ann Lee spoke with Peter Novak over the telephone on Monday.", ["Call occurred"], []),
            ("Norway nixed a summit with Sweden.", ["Meeting occurred"], ["Meeting cancelled"]),
            ("Ann Lee met Peter Novak in Paris on Monday.", ["Meeting occurred"], ["Meeting occurred"]),
        ],
    )
    def test_what_is_found(self, harbour: Extractor, extractor: Extractor, text: str, before: list[str], after: list[str]):
        found = [[f"{e.type} {e.status.value}" for e in x.extract(text, published=DAY).events] for x in (extractor, harbour)]
        assert found == [before, after]


class TestOwnClass:
    def test_events_are_of_the_class_and_fields_hold_the_roles(self, harbour: Extractor):
        (event,) = harbour.extract(NEWS, published=DAY).events
        assert isinstance(event, classes.Docking)
        assert [ship.name for ship in event.ship] == ["Blue Heron"]
        assert event.port is not None
        assert event.port.name == "Bergen"
        assert event.role("ship") == event.ship

    def test_nothing_fills_a_field(self, harbour: Extractor):
        (event,) = harbour.extract("The Blue Heron docked on Monday.", published=DAY).events
        assert isinstance(event, classes.Docking)
        assert event.port is None

    def test_without_a_class_events_are_plain(self):
        (event,) = Extractor.from_grammars(HARBOUR).extract(NEWS, published=DAY).events
        assert type(event) is Event
        assert [ship.name for ship in event.role("ship")] == ["Blue Heron"]

    def test_a_shipped_type_can_have_a_class_of_ones_own(self):
        extractor = Extractor.from_grammars(events=[classes.Meeting])
        (event,) = extractor.extract("Ann Lee met Peter Novak in Paris.", published=DAY).events
        assert isinstance(event, classes.Meeting)
        assert [p.name for p in event.participants] == ["Ann Lee", "Peter Novak"]
        assert event.place is not None
        assert event.place.name == "Paris"

    def test_events_come_back_from_json(self, harbour: Extractor):
        (event,) = harbour.extract(NEWS, published=DAY).events
        data = json.loads(json.dumps(event_to_json(event, doc="a1")))
        assert event_from_json(data, events=[classes.Docking]) == event
        assert type(event_from_json(data)) is Event

    def test_the_extractor_pickles_with_its_classes(self, harbour: Extractor):
        copy = pickle.loads(pickle.dumps(harbour))
        assert copy.extract(NEWS, published=DAY) == harbour.extract(NEWS, published=DAY)


def lines_of(error: pytest.ExceptionInfo[GrammarErrors]) -> list[str]:
    text = str(error.value).replace(f"{Path(__file__).parent}/", "").replace(f"{HARBOUR}/", "")
    return [line for line in text.split("\n") if not line.startswith("  ") or "hint" in line]


class TestMistakes:
    """What does not fit is said with its place in the program, and in the grammar."""

    def test_all_fields_of_a_class_at_once(self):
        with pytest.raises(GrammarErrors) as caught:
            Extractor.from_grammars(HARBOUR, events=[classes.Wrong.Docking])
        lines = classes_lines()
        assert lines_of(caught) == [
            f"classes.py:{lines['shp']}:9: unknown role 'shp'",
            "  hint: did you mean 'ship'? roles are ship, port, time, place, source; event Docking stands at harbour.rules:17:1",
            f"classes.py:{lines['ship']}:9: the role 'ship' can be filled by many, and the field holds one",
            "  hint: write ship: tuple[Mention, ...]; the role stands at harbour.rules:19:5",
            f"classes.py:{lines['port']}:9: the field 'port' is neither tuple[Mention, ...] nor Mention | None",
            "  hint: it holds all fillers of the role, or the first; the role stands at harbour.rules:20:5",
        ]

    def test_the_line_of_the_program_is_shown(self):
        with pytest.raises(GrammarErrors) as caught:
            Extractor.from_grammars(HARBOUR, events=[classes.Wrong.Docking])
        first = caught.value.errors[0]
        assert str(first).split("\n")[1:3] == ["          shp: tuple[Mention, ...]", "          ^"]

    @pytest.mark.parametrize(
        ("kind", "message", "hint"),
        [
            (classes.Undocking, "unknown event 'Undocking'", "did you mean 'Docking'?"),
            (classes.Plain.Docking, "Docking is no attrs class", "write @attrs.frozen(kw_only=True) above it"),
            (classes.Stranger.Docking, "Docking is no class of events", "derive it from eventrules.Event"),
            (classes.Unread.Docking, "an annotation of Docking cannot be read: name 'Boat' is not defined", ""),
        ],
    )
    def test_classes_that_cannot_be_bound(self, kind: type[Event], message: str, hint: str):
        with pytest.raises(GrammarErrors) as caught:
            Extractor.from_grammars(HARBOUR, events=[kind])
        (error,) = caught.value.errors
        assert error.location is not None
        assert error.location.path == classes.__file__
        assert error.message == message
        assert (error.hint or "").startswith(hint)

    def test_two_classes_of_one_name(self):
        with pytest.raises(GrammarErrors) as caught:
            Extractor.from_grammars(HARBOUR, events=[classes.Docking, classes.Docking])
        assert [error.message for error in caught.value.errors] == ["two classes are called Docking"]

    def test_a_class_typed_at_a_prompt_has_no_place(self, monkeypatch: pytest.MonkeyPatch):
        prompt = ModuleType("prompt")
        monkeypatch.setitem(sys.modules, "prompt", prompt)
        vars(prompt).update(attrs=attrs, Event=Event, Mention=Mention)
        exec("@attrs.frozen(kw_only=True)\nclass Docking(Event):\n    shp: tuple[Mention, ...]\n", vars(prompt))
        with pytest.raises(GrammarErrors) as caught:
            Extractor.from_grammars(HARBOUR, events=[prompt.Docking])
        assert str(caught.value).startswith("class Docking: unknown role 'shp'")


def classes_lines() -> dict[str, int]:
    """The lines of the wrong fields."""
    lines = Path(classes.__file__).read_text("utf-8").split("\n")
    first = lines.index("class Wrong:")
    return {
        name: next(n for n in range(first, len(lines)) if lines[n].startswith(f"        {name}:")) + 1 for name in ("shp", "ship", "port")
    }


class TestCommandLine:
    def test_events_of_the_folder(self, tmp_path: Path):
        (tmp_path / "news.txt").write_text(NEWS, "utf-8")
        arguments = ["extract", str(tmp_path / "news.txt"), "--published", "2024-03-06", "--format", "jsonl", "--grammars", str(HARBOUR)]
        done = CliRunner().invoke(cli, arguments)
        assert done.exit_code == 0
        (event,) = map(json.loads, done.stdout.splitlines())
        assert (event["type"], event["roles"]["ship"][0]["name"], event["time"]["start"]) == ("Docking", "Blue Heron", "2024-03-08")

    def test_mistakes_of_the_folder(self):
        done = CliRunner().invoke(cli, ["check", str(HARBOUR)])
        assert (done.exit_code, done.stderr) == (0, "")
