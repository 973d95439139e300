"""Invariants of the values that results are made of."""

from __future__ import annotations

import inspect
from datetime import date, datetime

import pytest

import eventrules
from eventrules.model.types import EVENT_CLASSES, Many


class TestSpan:
    @pytest.mark.parametrize(("start", "end"), [(3, 3), (4, 3), (-1, 3)])
    def test_is_never_empty_or_negative(self, start: int, end: int):
        with pytest.raises(ValueError, match="an empty or negative span"):
            eventrules.Span(start, end)

    @pytest.mark.parametrize(
        ("other", "overlaps"), [((0, 2), False), ((0, 3), True), ((3, 4), True), ((5, 9), False), ((4, 9), True)], ids=str
    )
    def test_half_open_spans_overlap_where_they_share_a_character(self, other: tuple[int, int], overlaps: bool):
        span = eventrules.Span(2, 5)
        assert span.overlaps(eventrules.Span(*other)) is overlaps
        assert eventrules.Span(*other).overlaps(span) is overlaps


class TestTimeValue:
    @pytest.mark.parametrize("end", [date(2024, 3, 8), date(2024, 3, 7), datetime(2024, 3, 8, 0, 0)])
    def test_an_interval_is_never_empty(self, end: date):
        with pytest.raises(ValueError, match="empty interval"):
            eventrules.TimeValue(type=eventrules.TimexType.DATE, value="2024-03-08", start=date(2024, 3, 8), end=end)

    def test_an_open_side_is_a_place_on_the_calendar(self):
        assert eventrules.TimeValue(type=eventrules.TimexType.DATE, value="2024", start=date(2024, 1, 1)).is_anchored
        assert not eventrules.TimeValue(type=eventrules.TimexType.DURATION, value="P2D").is_anchored


class TestEvents:
    def test_every_shipped_type_has_a_class_that_names_its_roles(self, extractor: eventrules.Extractor):
        for name, event in extractor.grammar.grammar.events.items():
            assert {role.name for role in event.roles} == {*EVENT_CLASSES[name].role_names, "time", "place", "source"}
            many = {role.name for role in event.roles if role.many and role.name != "source"}
            assert many == {role for role in EVENT_CLASSES[name].role_names if isinstance(vars(EVENT_CLASSES[name])[role], Many)}

    @pytest.mark.parametrize("kind", EVENT_CLASSES.values())
    def test_roles_of_a_class_are_told_where_they_stand(self, kind: type[eventrules.Event]):
        assert all((inspect.getdoc(vars(kind)[role]) or "").endswith(".") for role in kind.role_names)
        assert kind.__name__ in eventrules.__all__

    def test_a_type_of_ones_own_is_a_plain_event(self, root):
        extractor = eventrules.Extractor.from_grammars(root / "examples" / "harbour")
        [event] = extractor.extract("The Blue Heron moored in Oslo.", published=date(2024, 3, 6)).events
        assert (type(event), event.type) == (eventrules.Event, "Docking")
        assert [filler.name for filler in event.role("ship")] == ["Blue Heron"]
        assert eventrules.event_from_json(eventrules.event_to_json(event, doc="")) == event

    def test_what_is_no_event_is_told_with_its_place(self, extractor: eventrules.Extractor):
        [event] = extractor.extract("Ann Lee met Peter Novak.", published=date(2024, 3, 6)).events
        data = eventrules.event_to_json(event, doc="")
        del data["mentions"][0]["trigger"]["start"]
        data["status"] = "done"
        with pytest.raises(eventrules.EventRulesError) as fault:
            eventrules.event_from_json(data)
        assert "$.mentions[0].trigger" in str(fault.value)
        assert "$.status" in str(fault.value)

    @pytest.mark.parametrize("data", [None, [], "event", 5])
    def test_what_is_no_object_is_no_event(self, data: object):
        with pytest.raises(eventrules.EventRulesError, match="not an event: expected an object, found"):
            eventrules.event_from_json(data)

    def test_a_grammar_may_lie_in_a_folder_with_blanks_in_its_name(self, root, tmp_path):
        folder = tmp_path / "our own rules"
        folder.mkdir()
        (folder / "invention.rules").write_text((root / "examples" / "invention.rules").read_text("utf-8"), "utf-8")
        extractor = eventrules.Extractor.from_grammars("constructions", folder)
        [event] = extractor.extract("Ann Lee patented the new engine.", published=date(2024, 3, 6)).events
        assert eventrules.event_from_json(eventrules.event_to_json(event, doc="")) == event
