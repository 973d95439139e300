"""What holds for all times: shifts of the anchor, intervals, values both ways, formatted dates, spans, odd places of the calendar."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest
from dateutil import parser as dateutil_parser
from dateutil import tz
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

import eventrules
from eventrules.errors import TimeResolutionError
from eventrules.model.times import Direction, Granularity, as_datetime
from eventrules.timex import expressions as e
from eventrules.timex.calendar import moved, unit_around
from eventrules.timex.resolve import KINDS, resolve
from eventrules.timex.timex3 import interval_of, season_interval, value_of

DAYS = st.dates(min_value=date(1600, 1, 1), max_value=date(2400, 12, 31))
ANY_DAY = st.dates()
DIRECTIONS = st.sampled_from(list(Direction))
CALENDAR_UNITS = ("day", "weekend", "week", "month", "quarter", "half", "year", "decade", "century")

WEEKDAY_TEXTS = st.sampled_from([
    "They met on Monday.", "They will meet on Friday.", "They met last Tuesday.", "They will meet next Friday.", "They met yesterday.",
    "They will meet this week.", "They met last week.", "They left three days ago.", "They left two weeks ago.",
    "They will meet on Thursday or Friday.", "They will meet a week from Sunday.", "They will meet tomorrow at 10 a.m.",
])  # fmt: skip


WORDS = (
    "Monday", "3", "to", "May", "in", "the", "last", "10", ":", "30", "a.m.", "week", "of", ",", "-", "1999", "two", "and", "a",
    "half", "years", "ago", "first", "quarter", "every", "/", "2018", "'s", "mid",
)  # fmt: skip
"""What times are made of; put together at random, most of it is none."""


def leaves() -> st.SearchStrategy[e.TimeExpression]:
    """Expressions that hold no others."""
    months, weekdays = st.integers(1, 12), st.integers(0, 6)
    units = st.sampled_from(CALENDAR_UNITS)
    steps = st.integers(-2, 2)
    return st.one_of(
        st.builds(e.CalendarDate, st.one_of(st.none(), st.integers(1700, 2300)), months, st.one_of(st.none(), st.integers(1, 28))),
        st.builds(e.Weekday, weekdays),
        st.builds(e.StepWeekday, weekdays, st.integers(-1, 1)),
        st.builds(e.Relative, units, steps),
        st.builds(e.Shifted, st.integers(-40, 40), units),
        st.builds(e.Recent, st.integers(1, 40), units, st.booleans()),
        st.builds(e.Same, units, steps),
        st.builds(e.YearEarlier, st.booleans()),
        st.builds(e.Due, st.builds(e.Duration, st.integers(1, 40), units), st.booleans()),
        st.builds(e.Season, st.sampled_from(e.SEASONS)),
        st.builds(e.Quarter, st.integers(1, 4)),
        st.builds(e.Half, st.integers(1, 2)),
        st.builds(e.EasterDay, st.integers(-47, 60)),
        st.builds(e.NthWeekday, st.sampled_from([-1, 1, 2, 3, 4, 5]), weekdays, st.builds(e.CalendarDate, st.none(), months)),
        st.builds(e.Clock, st.integers(0, 23), st.integers(0, 59)),
        st.builds(e.DayPart, st.sampled_from(e.DAY_PARTS)),
        st.builds(e.Duration, st.one_of(st.none(), st.integers(1, 99)), units),
        st.builds(e.Vague, st.sampled_from(["PRESENT_REF", "PAST_REF", "FUTURE_REF"])),
    )


def larger(inner: st.SearchStrategy[e.TimeExpression]) -> st.SearchStrategy[e.TimeExpression]:
    """Expressions made of others."""
    return st.one_of(
        st.builds(e.Within, inner, inner),
        st.builds(e.Part, st.sampled_from(["early", "mid", "late", "start", "end"]), inner),
        st.builds(e.Remaining, inner),
        st.builds(e.Elapsed, inner),
        st.builds(e.Range, inner, inner),
        st.builds(e.Either, inner, inner),
        st.builds(e.Bound, st.sampled_from(["by", "since", "until", "before", "after"]), inner),
        st.builds(e.Stepped, inner, st.integers(-1, 1)),
        st.builds(e.Directed, inner, st.sampled_from(["past", "future"])),
        st.builds(e.Around, st.sampled_from(CALENDAR_UNITS), inner),
        st.builds(e.Anchored, st.builds(e.Duration, st.integers(1, 60), st.sampled_from(CALENDAR_UNITS)), inner),
        st.builds(e.Every, inner),
    )


EXPRESSIONS = st.recursive(leaves(), larger, max_leaves=5)


class TestResolving:
    @given(EXPRESSIONS, ANY_DAY, DIRECTIONS)
    def test_every_expression_gives_a_value_or_says_why_not(self, expression: e.TimeExpression, anchor: date, direction: Direction):
        try:
            value = resolve(expression, anchor=anchor, direction=direction)
        except TimeResolutionError:
            return
        if value.start is not None and value.end is not None:
            assert as_datetime(value.start) < as_datetime(value.end)
        for start, end in value.alternatives:
            assert as_datetime(start) < as_datetime(end)

    def test_every_kind_of_expression_can_be_placed(self):
        assert set(KINDS) == set(e.TimeExpression.__args__)

    @given(DAYS, st.integers(-60, 60), DIRECTIONS, st.integers(0, 6))
    def test_weekdays_move_with_the_anchor(self, anchor: date, weeks: int, direction: Direction, day: int):
        here = resolve(e.Weekday(day), anchor=anchor, direction=direction).start
        there = resolve(e.Weekday(day), anchor=anchor + timedelta(weeks=weeks), direction=direction).start
        assert here is not None
        assert there == here + timedelta(weeks=weeks)

    @given(DAYS, st.integers(1, 300), st.sampled_from(["day", "week", "month", "year"]))
    def test_so_many_units_ago_agrees_with_relativedelta(self, anchor: date, amount: int, unit: str):
        value = resolve(e.Shifted(-amount, unit), anchor=anchor)
        day = anchor - relativedelta(**{f"{unit}s": amount})
        assert value.start is not None
        assert value.end is not None
        assert value.start <= day < value.end

    @given(DAYS, st.integers(0, 6), st.integers(0, 6))
    def test_next_friday_is_at_least_two_days_off_and_last_friday_over(self, anchor: date, day: int, _: int):
        ahead = resolve(e.StepWeekday(day, 1), anchor=anchor).start
        back = resolve(e.StepWeekday(day, -1), anchor=anchor).start
        assert ahead is not None and back is not None
        assert 2 <= (ahead - anchor).days <= 14
        assert 1 <= (anchor - back).days <= 7


class TestTexts:
    @given(WEEKDAY_TEXTS, DAYS, st.integers(-20, 20))
    def test_the_anchor_moved_by_weeks_moves_the_times_by_as_much(self, text: str, anchor: date, weeks: int):
        here = eventrules.find_times(text, published=anchor)
        there = eventrules.find_times(text, published=anchor + timedelta(weeks=weeks))
        assert here
        assert [time.start + timedelta(weeks=weeks) for time in here if time.start] == [time.start for time in there]

    @given(st.lists(st.sampled_from(WORDS), max_size=25), DAYS)
    def test_no_two_spans_overlap_and_all_slice(self, words: list[str], anchor: date):
        text = " ".join(words)
        end = 0
        for time in eventrules.find_times(text, published=anchor):
            assert time.span.start >= end
            assert text[time.span.start : time.span.end] == time.text
            end = time.span.end
            inside = time.span.start
            for part in time.parts:
                assert inside <= part.span.start < part.span.end <= time.span.end
                assert text[part.span.start : part.span.end] == part.text
                inside = part.span.end

    @given(st.text(max_size=80), ANY_DAY)
    def test_any_text_is_read(self, text: str, anchor: date):
        for time in eventrules.find_times(text, published=anchor):
            assert text[time.span.start : time.span.end] == time.text

    @pytest.mark.parametrize(
        "form", ["%Y-%m-%d", "%B %d, %Y", "%d %B %Y", "%b. %d, %Y", "%d %b %Y", "%A, %B %d, %Y", "%m/%d/%Y", "%d-%b-%Y", "%Y/%m/%d"]
    )
    @given(day=st.dates(min_value=date(1000, 1, 1), max_value=date(2199, 12, 30)))
    def test_formatted_dates_parse_back(self, form: str, day: date):
        written = day.strftime(form).replace("May.", "May")
        assert dateutil_parser.parse(written).date() == day
        (time,) = eventrules.find_times(f"It was signed on {written} there.", published=date(2019, 1, 16))
        assert (time.text, time.start, time.timex) == (written, day, day.isoformat())

    @given(st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2040, 1, 1)))
    def test_clock_times_parse_back(self, moment: datetime):
        written = moment.strftime("%I:%M %p on %B %d, %Y")
        (time,) = eventrules.find_times(f"It fell at {written} there.", published=date(2019, 1, 16))
        assert time.start == moment.replace(second=0, microsecond=0)


class TestValues:
    @given(DAYS, st.sampled_from(CALENDAR_UNITS))
    def test_unit_to_value_to_unit(self, day: date, unit: str):
        interval = unit_around(unit, day)
        assert interval_of(value_of(Granularity(unit), interval[0])) == interval

    @given(st.sampled_from(e.SEASONS), st.integers(1, 9998))
    def test_season_to_value_to_season(self, name: str, year: int):
        value = resolve(e.Season(name, year), anchor=date(2019, 1, 16))
        assert interval_of(value.value) == season_interval(name, year) == (value.start, value.end)

    @given(st.text(alphabet="0123456789-WQHXSPUFAI", max_size=12))
    def test_any_text_is_a_value_or_none(self, text: str):
        interval = interval_of(text)
        assert interval is None or interval[0] < interval[1]

    @given(DAYS, st.sampled_from(CALENDAR_UNITS))
    def test_a_unit_holds_its_day(self, day: date, unit: str):
        start, end = unit_around(unit, day)
        assert start < end
        assert start <= day < end or unit == "weekend"


class TestSampledPhrases:
    @given(
        st.dates(date(1500, 1, 1), date(2150, 12, 31)), st.integers(2, 40), st.sampled_from(["day", "week", "month", "year"]), st.booleans()
    )
    def test_a_length_from_a_date_agrees_with_relativedelta(self, day: date, amount: int, unit: str, is_after: bool):
        text = f"They met {amount} {unit}s {'after' if is_after else 'before'} {day:%B} {day.day}, {day.year}."
        (time,) = eventrules.find_times(text, published=date(2019, 1, 16))
        step = relativedelta(**{f"{unit}s": amount})
        assert time.start == (day + step if is_after else day - step)

    @given(
        st.integers(2, 40), st.sampled_from(["year", "month", "week", "day"]), st.integers(2, 20), st.sampled_from(["month", "day", "hour"])
    )
    def test_lengths_one_after_the_other_add_up(self, first: int, unit: str, second: int, smaller: str):
        text = f"It took {first} {unit}s and {second} {smaller}s."
        times = eventrules.find_times(text, published=date(2019, 1, 16))
        whole, rest = f"{first}{unit[0].upper()}", f"{'T' if smaller == 'hour' else ''}{second}{smaller[0].upper()}"
        if e.UNITS.index(unit) > e.UNITS.index(smaller):
            assert [time.timex for time in times] == [f"P{whole}{rest}"]
        else:
            assert [time.timex for time in times] == [f"P{whole}", f"P{rest}"]

    @given(st.dates(date(1901, 1, 1), date(2099, 12, 31)), st.sampled_from(["early ", "mid-", "late ", "the end of ", "the beginning of "]))
    def test_a_part_of_a_month_lies_in_it_and_keeps_its_value(self, day: date, part: str):
        (time,) = eventrules.find_times(f"They met in {part}{day:%B} {day.year}.", published=date(2019, 1, 16))
        first, after = unit_around("month", day)
        assert time.timex == f"{day:%Y-%m}"
        assert time.start is not None and time.end is not None
        assert first <= time.start < time.end <= after
        assert time.value.mod is not None


class TestOddPlaces:
    def test_years_1_and_9999(self):
        assert resolve(e.CalendarDate(1, 1, 1), anchor=date(2019, 1, 16)).value == "0001-01-01"
        assert resolve(e.CalendarDate(1), anchor=date(2019, 1, 16)).end == date(2, 1, 1)
        assert resolve(e.CalendarDate(9999, 12, 30), anchor=date(2019, 1, 16)).end == date(9999, 12, 31)

    @pytest.mark.parametrize(
        ("expression", "value", "start"),
        [
            (e.CalendarDate(9999, 12, 31), "9999-12-31", date.max),
            (e.CalendarDate(9999, 12), "9999-12", date(9999, 12, 1)),
            (e.CalendarDate(9999), "9999", date(9999, 1, 1)),
            (e.Quarter(4, 9999), "9999-Q4", date(9999, 10, 1)),
            (e.Half(2, 9999), "9999-H2", date(9999, 7, 1)),
            (e.Decade(9990), "999", date(9990, 1, 1)),
        ],
    )
    def test_what_lasts_to_the_end_of_the_calendar_has_an_open_end(self, expression: e.TimeExpression, value: str, start: date):
        got = resolve(expression, anchor=date(2019, 1, 16))
        assert (got.value, got.start, got.end) == (value, start, None)

    def test_what_begins_outside_the_calendar_is_no_time(self):
        with pytest.raises(TimeResolutionError):
            resolve(e.Relative("day", 1), anchor=date.max)
        with pytest.raises(TimeResolutionError):
            resolve(e.Relative("day", -1), anchor=date.min)

    def test_leap_days(self):
        assert resolve(e.CalendarDate(None, 2, 29), anchor=date(2019, 1, 16), direction=Direction.FUTURE).start == date(2020, 2, 29)
        assert resolve(e.Shifted(-1, "year"), anchor=date(2020, 2, 29)).value == "2019"
        assert moved(date(2020, 2, 29), 1, "year") == date(2021, 2, 28)

    def test_iso_week_53(self):
        assert resolve(e.Relative("week", 0), anchor=date(2021, 1, 2)).value == "2020-W53"
        assert interval_of("2020-W53") == (date(2020, 12, 28), date(2021, 1, 4))
        assert interval_of("2019-W53") is None

    def test_hours_count_in_the_zone_of_publication(self):
        published = datetime(2019, 1, 16, 12, 30, tzinfo=timezone(timedelta(hours=2)))
        (time,) = eventrules.find_times("It fell two hours ago.", published=published)
        assert (time.start, time.timex) == (datetime(2019, 1, 16, 10, 30, tzinfo=published.tzinfo), "2019-01-16T10:30+02:00")

    def test_an_hour_that_a_zone_leaves_out(self):
        published = datetime(2019, 3, 31, 12, 0, tzinfo=tz.gettz("Europe/Berlin"))
        (time,) = eventrules.find_times("It fell at 2:30 a.m. today.", published=published)
        assert as_datetime(time.start or date.min) == datetime(2019, 3, 31, 2, 30)
        assert as_datetime(time.end or date.min) == datetime(2019, 3, 31, 2, 31)
