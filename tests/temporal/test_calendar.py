"""The calendar never crashes, and its arithmetic keeps its promises."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from edtf import parse_edtf
from hypothesis import assume, given
from hypothesis import strategies as st

from kb.temporal import calendar
from kb.temporal.edtf import to_edtf

UNITS = ("day", "week", "month", "quarter", "year", "decade", "century")
PERIODS = ("day", "week", "weekend", "month", "quarter", "half", "year")
days = st.dates(date(1, 1, 1), date(9999, 12, 31))


@given(days, st.sampled_from(("day", "week", "month", "quarter", "half", "year")))
def test_a_day_lies_in_the_period_named_after_it(day: date, unit: str) -> None:
    span = calendar.bounds(calendar.period_value(day, unit))
    assume(span is not None)  # the last ISO week of 9999 runs off the calendar
    assert span is not None
    assert span[0] <= day <= span[1]


@given(days, days, st.sampled_from(UNITS), st.integers(0, 3000))
def test_a_later_anchor_never_gives_an_earlier_day(one: date, other: date, unit: str, amount: int) -> None:
    earlier, later = sorted((one, other))
    before, after = calendar.shift(earlier, unit, -amount), calendar.shift(later, unit, -amount)
    assert before is None or after is None or before <= after


@given(days, st.integers(-130_000, 130_000))
def test_months_forth_and_back_land_in_the_same_month(day: date, months: int) -> None:
    there = calendar.add_months(day, months)
    assume(there is not None)
    assert there is not None
    back = calendar.add_months(there, -months)
    assert back is not None
    assert (back.year, back.month) == (day.year, day.month)
    assert back.day <= day.day


@given(days, st.integers(0, 6))
def test_weekdays_are_found_within_a_week(day: date, weekday: int) -> None:
    before, after = calendar.weekday_on_or_before(day, weekday), calendar.weekday_on_or_after(day, weekday)
    assert before is None or (before.weekday() == weekday and timedelta(0) <= day - before < timedelta(7))
    assert after is None or (after.weekday() == weekday and timedelta(0) <= after - day < timedelta(7))


@given(st.integers(1, 9999))
def test_easter_is_a_sunday_in_spring(year: int) -> None:
    easter = calendar.easter(year)
    assert easter is not None
    assert easter.weekday() == 6
    assert (3, 22) <= (easter.month, easter.day) <= (4, 25)


@given(st.text("0123456789-WQHSPUFAIXET:", max_size=14))
def test_any_value_has_bounds_in_order_or_none(value: str) -> None:
    span = calendar.bounds(value)
    assert span is None or span[0] <= span[1]


@given(days, st.sampled_from(PERIODS), st.sampled_from((None, "APPROX")))
def test_edtf_of_a_period_parses_and_covers_the_same_days(day: date, unit: str, mod: str | None) -> None:
    value = calendar.period_value(day, unit)
    span = calendar.bounds(value)
    assume(span is not None and day.year >= 1000)
    assert span is not None
    written = to_edtf(value, mod, *span)
    assert written is not None
    parsed = parse_edtf(written)
    if mod is None and unit in ("day", "month", "year", "week", "weekend"):
        assert date(*parsed.lower_strict()[:3]) == span[0]
        assert date(*parsed.upper_strict()[:3]) == span[1]


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("1900-02", date(1900, 2, 1), date(1900, 2, 28)),
        ("2020-W53", date(2020, 12, 28), date(2021, 1, 3)),
        ("2019-W07-WE", date(2019, 2, 16), date(2019, 2, 17)),
        ("2018-WI", date(2018, 12, 1), date(2019, 2, 28)),
        ("2018-Q4", date(2018, 10, 1), date(2018, 12, 31)),
        ("199", date(1990, 1, 1), date(1999, 12, 31)),
        ("19", date(1900, 1, 1), date(1999, 12, 31)),
        ("0476", date(476, 1, 1), date(476, 12, 31)),
        ("9999-12", date(9999, 12, 1), date(9999, 12, 31)),
    ],
)
def test_bounds(value: str, first: date, last: date) -> None:
    assert calendar.bounds(value) == (first, last)


@pytest.mark.parametrize("value", ["2019-02-30", "2019-13", "2019-W60", "0000", "PAST_REF", "XXXX-WXX-7", "P2W", ""])
def test_what_no_calendar_knows_has_no_bounds(value: str) -> None:
    assert calendar.bounds(value) is None


@pytest.mark.parametrize(
    ("name", "year", "day"),
    [
        ("thanksgiving", 1999, date(1999, 11, 25)),
        ("election day", 1998, date(1998, 11, 3)),
        ("easter", 2000, date(2000, 4, 23)),
        ("memorial day", 2019, date(2019, 5, 27)),
    ],
)
def test_holidays(name: str, year: int, day: date) -> None:
    assert calendar.HOLIDAYS[name](year) == day
