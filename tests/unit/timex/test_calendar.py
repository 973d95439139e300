"""Units of the calendar and their thirds."""

from datetime import date

import pytest

from eventrules.errors import TimeResolutionError
from eventrules.timex.calendar import moved, third, unit_around

DAY = date(2019, 1, 16)


class TestUnits:
    @pytest.mark.parametrize(
        ("unit", "start", "end"),
        [
            ("day", date(2019, 1, 16), date(2019, 1, 17)),
            ("week", date(2019, 1, 14), date(2019, 1, 21)),
            ("weekend", date(2019, 1, 19), date(2019, 1, 21)),
            ("month", date(2019, 1, 1), date(2019, 2, 1)),
            ("quarter", date(2019, 1, 1), date(2019, 4, 1)),
            ("half", date(2019, 1, 1), date(2019, 7, 1)),
            ("year", date(2019, 1, 1), date(2020, 1, 1)),
            ("decade", date(2010, 1, 1), date(2020, 1, 1)),
            ("century", date(2000, 1, 1), date(2100, 1, 1)),
        ],
    )
    def test_the_unit_around_a_day(self, unit: str, start: date, end: date):
        assert unit_around(unit, DAY) == (start, end)

    def test_a_weekend_day_belongs_to_its_own_weekend(self):
        assert unit_around("weekend", date(2019, 1, 20)) == (date(2019, 1, 19), date(2019, 1, 21))

    def test_the_first_decade_begins_with_year_1(self):
        assert unit_around("decade", date(5, 5, 5)) == (date(1, 1, 1), date(10, 1, 1))
        assert unit_around("century", date(5, 5, 5)) == (date(1, 1, 1), date(100, 1, 1))

    @pytest.mark.parametrize("unit", ["year", "decade", "century", "month"])
    def test_the_last_unit_has_no_end_on_the_calendar(self, unit: str):
        with pytest.raises(TimeResolutionError, match="1 to 9999"):
            unit_around(unit, date(9999, 12, 5))


class TestMoving:
    @pytest.mark.parametrize(
        ("amount", "unit", "day"),
        [
            (1, "day", date(2019, 2, 1)),
            (-1, "week", date(2019, 1, 24)),
            (1, "weekend", date(2019, 2, 7)),
            (1, "month", date(2019, 2, 28)),
            (1, "quarter", date(2019, 4, 30)),
            (13, "month", date(2020, 2, 29)),
            (-1, "decade", date(2009, 1, 31)),
        ],
    )
    def test_moved(self, amount: int, unit: str, day: date):
        assert moved(date(2019, 1, 31), amount, unit) == day

    @pytest.mark.parametrize("amount", [-3000, 9000, 10**12, -(10**12)])
    def test_no_further_than_the_calendar(self, amount: int):
        with pytest.raises(TimeResolutionError, match="leaves the years 1 to 9999"):
            moved(DAY, amount, "year")


class TestThirds:
    @pytest.mark.parametrize(
        ("which", "unit", "start", "end"),
        [
            ("early", "year", date(2019, 1, 1), date(2019, 5, 1)),
            ("mid", "year", date(2019, 5, 1), date(2019, 9, 1)),
            ("late", "year", date(2019, 9, 1), date(2020, 1, 1)),
            ("early", "month", date(2019, 1, 1), date(2019, 1, 11)),
            ("mid", "month", date(2019, 1, 11), date(2019, 1, 21)),
            ("end", "month", date(2019, 1, 21), date(2019, 2, 1)),
            ("mid", "decade", date(2013, 1, 1), date(2017, 1, 1)),
            ("start", "week", date(2019, 1, 14), date(2019, 1, 16)),
            ("late", "day", date(2019, 1, 16), date(2019, 1, 17)),
        ],
    )
    def test_third(self, which: str, unit: str, start: date, end: date):
        assert third(which, unit_around(unit, DAY)) == (start, end)
