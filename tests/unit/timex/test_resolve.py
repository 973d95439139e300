"""Placing expressions, without any words."""

from datetime import date, datetime, timedelta, timezone

import pytest

from eventrules.errors import TimeExpressionError, TimeResolutionError
from eventrules.model.times import Direction, Granularity, TimexType
from eventrules.timex import expressions as e
from eventrules.timex.operations import OPERATIONS, evaluate
from eventrules.timex.resolve import resolve
from eventrules.timex.timex3 import duration_value, interval_of

ANCHOR = date(2019, 1, 16)
PAST, FUTURE, SCHEDULED, UNKNOWN = Direction.PAST, Direction.FUTURE, Direction.SCHEDULED, Direction.UNKNOWN


class TestDirection:
    @pytest.mark.parametrize(
        ("direction", "value"), [(PAST, "2019-01-11"), (FUTURE, "2019-01-18"), (SCHEDULED, "2019-01-18"), (UNKNOWN, "2019-01-11")]
    )
    def test_weekdays(self, direction: Direction, value: str):
        assert resolve(e.Weekday(4), anchor=ANCHOR, direction=direction).value == value

    @pytest.mark.parametrize(("direction", "value"), [(PAST, "2018-06"), (FUTURE, "2019-06"), (SCHEDULED, "2019-06"), (UNKNOWN, "2019-06")])
    def test_months(self, direction: Direction, value: str):
        assert resolve(e.CalendarDate(None, 6), anchor=ANCHOR, direction=direction).value == value

    @pytest.mark.parametrize(
        ("day", "direction", "value"),
        [
            (e.CalendarDate(None, 2, 20), PAST, "2019-02-20"),
            (e.CalendarDate(None, 4, 20), PAST, "2018-04-20"),
            (e.CalendarDate(None, 1, 5), FUTURE, "2019-01-05"),
            (e.CalendarDate(None, 12, 5), FUTURE, "2019-12-05"),
        ],
    )
    def test_very_near_days_win_over_the_tense(self, day: e.CalendarDate, direction: Direction, value: str):
        assert resolve(day, anchor=ANCHOR, direction=direction).value == value

    def test_words_that_say_the_side_win_over_the_tense(self):
        november = e.CalendarDate(None, 11)
        assert resolve(e.Directed(november, "past"), anchor=ANCHOR, direction=FUTURE).value == "2018-11"
        assert resolve(e.Directed(november, "future"), anchor=ANCHOR, direction=PAST).value == "2019-11"

    def test_the_quarter_that_has_just_ended_is_meant_even_in_the_future_tense(self):
        assert resolve(e.Quarter(4), anchor=ANCHOR, direction=FUTURE).value == "2018-Q4"
        assert resolve(e.Quarter(3), anchor=ANCHOR, direction=FUTURE).value == "2019-Q3"


class TestStory:
    def test_units_count_from_what_was_said_as_exactly(self):
        story = {"day": date(2018, 5, 3), "month": date(2018, 6, 1)}
        assert resolve(e.Same("day", 1), anchor=ANCHOR, story=story).value == "2018-05-04"
        assert resolve(e.Same("month", -1), anchor=ANCHOR, story=story).value == "2018-05"
        assert resolve(e.Same("year"), anchor=ANCHOR, story=story).value == "2019"

    def test_the_quarter_is_the_named_one_else_the_latest_that_is_over(self):
        assert resolve(e.Same("quarter"), anchor=ANCHOR).value == "2018-Q4"
        assert resolve(e.Same("quarter"), anchor=ANCHOR, story={"quarter": date(2017, 4, 1)}).value == "2017-Q2"

    def test_a_year_earlier_keeps_the_quarter(self):
        assert resolve(e.YearEarlier(), anchor=ANCHOR).value == "2018"
        assert resolve(e.YearEarlier(), anchor=ANCHOR, story={"quarter": date(2018, 7, 1)}).value == "2017-Q3"
        assert resolve(e.YearEarlier(quarter=True), anchor=ANCHOR).value == "2017-Q4"


class TestIntervals:
    def test_bounds(self):
        friday = e.Weekday(4)
        by = resolve(e.Bound("by", friday), anchor=ANCHOR)
        since = resolve(e.Bound("since", friday), anchor=ANCHOR, direction=FUTURE)
        until = resolve(e.Bound("until", friday), anchor=ANCHOR, direction=PAST)
        assert (by.start, by.end) == (ANCHOR, date(2019, 1, 19))
        assert (since.start, since.end) == (date(2019, 1, 11), None)
        assert (until.start, until.end) == (None, date(2019, 1, 19))

    def test_alternatives_are_in_the_order_of_the_calendar(self):
        value = resolve(e.Either(e.Weekday(4), e.Weekday(3)), anchor=ANCHOR, direction=FUTURE)
        assert (value.start, value.end) == (date(2019, 1, 17), date(2019, 1, 19))
        assert value.alternatives == ((date(2019, 1, 17), date(2019, 1, 18)), (date(2019, 1, 18), date(2019, 1, 19)))
        assert value.ambiguous

    def test_the_end_of_a_range_lies_behind_its_start(self):
        value = resolve(e.Range(e.Weekday(5), e.Weekday(1)), anchor=ANCHOR, direction=FUTURE)
        assert (value.start, value.end) == (date(2019, 1, 19), date(2019, 1, 23))

    def test_a_length_that_begins_at_a_day(self):
        value = resolve(e.Anchored(e.Duration(2, "day"), e.Weekday(3)), anchor=ANCHOR, direction=FUTURE)
        assert (value.start, value.end) == (date(2019, 1, 17), date(2019, 1, 19))

    def test_later_this_week_at_its_last_day_is_the_week(self):
        value = resolve(e.Remaining(e.Relative("week", 0)), anchor=date(2019, 1, 20))
        assert (value.start, value.end) == (date(2019, 1, 14), date(2019, 1, 21))

    def test_the_hours_of_a_zone(self):
        value = resolve(e.Clock(10, 30, -300), anchor=ANCHOR)
        assert value.start == datetime(2019, 1, 16, 10, 30, tzinfo=timezone(timedelta(hours=-5)))
        assert (value.type, value.granularity, value.value) == (TimexType.TIME, Granularity.MINUTE, "2019-01-16T10:30")

    def test_the_fifth_monday_of_a_month_that_has_four(self):
        with pytest.raises(TimeResolutionError, match="no weekday number 5"):
            resolve(e.NthWeekday(5, 0, e.CalendarDate(2019, 2)), anchor=ANCHOR)


class TestWrongWords:
    @pytest.mark.parametrize(
        ("operation", "arguments"),
        [
            ("date", [2019, 2, 30]),
            ("date", [2019, 13]),
            ("date", [2018, 2, 29]),
            ("clock", [13, 0, "pm"]),
            ("clock", [24, 30]),
            ("clock-figures", [1275]),
            ("duration", ["many", "day"]),
            ("duration", [1, "moon"]),
            ("nth", [0, 1, None]),
            ("weekday", [9]),
            ("shift-by", [e.Duration(None, "day"), e.Weekday(1)]),
            ("fraction", [1, 0]),
            ("decimal", ["two"]),
        ],
    )
    def test_no_time_there_is(self, operation: str, arguments: list[object]):
        with pytest.raises(TimeExpressionError):
            evaluate(operation, arguments)

    def test_every_operation_is_listed_by_the_name_of_the_grammar(self):
        assert {"range", "sum", "nth-unit", "step-weekday"} <= set(OPERATIONS)
        assert not any("_" in name for name in OPERATIONS)


class TestValues:
    @pytest.mark.parametrize(
        ("amount", "unit", "value"),
        [
            (2, "day", "P2D"), (None, "week", "PXW"), (1.5, "hour", "PT1H30M"), (0.5, "hour", "PT30M"), (0.5, "year", "P6M"),
            (2, "decade", "P20Y"), (0.5, "century", "P50Y"), (None, "decade", "PXY"), (1.5, "minute", "PT1M30S"), (1, "weekend", "P1WE"),
            (90, "second", "PT90S"), (1.25, "year", "P1.25Y"), (1.5, "day", "P1DT12H"),
        ],
    )  # fmt: skip
    def test_lengths(self, amount: float | None, unit: str, value: str):
        assert duration_value(amount, unit) == value

    @pytest.mark.parametrize(
        ("value", "start", "end"),
        [
            ("2019-01-16", date(2019, 1, 16), date(2019, 1, 17)),
            ("2019-W03-WE", date(2019, 1, 19), date(2019, 1, 21)),
            ("2019-WI", date(2019, 12, 1), date(2020, 3, 1)),
            ("2019-H2", date(2019, 7, 1), date(2020, 1, 1)),
            ("199", date(1990, 1, 1), date(2000, 1, 1)),
            ("19", date(1900, 1, 1), date(2000, 1, 1)),
        ],
    )
    def test_intervals(self, value: str, start: date, end: date):
        assert interval_of(value) == (start, end)

    @pytest.mark.parametrize("value", ["", "P2D", "PRESENT_REF", "2019-02-30", "2019-13", "2019-W60", "0000", "9999", "XXXX-WXX-2"])
    def test_values_without_an_interval(self, value: str):
        assert interval_of(value) is None
