"""Dates in words are as honest as the interval."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.timeline import date_label, with_likely


@pytest.mark.parametrize(("earliest", "latest", "value", "granularity", "label"), [
    (None, None, None, None, "date unknown"),
    (None, None, "PAST_REF", "vague", "date unknown"),
    ("2019-02-17", "2019-02-17", "2019-02-17", "day", "17 February 2019"),
    ("2019-02-17", "2019-02-17", "2019-02-17T14:30", "time", "17 February 2019, 14:30"),
    ("2019-02-17", "2019-02-17", "2019-02-17TMO", "part-of-day", "morning of 17 February 2019"),
    ("2018-12-01", "2018-12-31", "2018-12", "month", "December 2018"),
    ("2020-02-01", "2020-02-29", "2020-02", "month", "February 2020"),
    ("2014-01-01", "2014-12-31", "2014", "year", "2014"),
    ("2010-01-01", "2019-12-31", "201", "decade", "the 2010s"),
    ("2014-01-01", "2017-12-31", None, "year", "between 2014 and 2017"),
    ("2019-01-01", "2019-03-31", "2019-Q1", "quarter", "first quarter of 2019"),
    ("2019-07-01", "2019-12-31", "2019-H2", "half", "second half of 2019"),
    ("2018-12-01", "2019-02-28", "2018-WI", "season", "winter 2018–19"),
    ("2019-06-01", "2019-08-31", "2019-SU", "season", "summer 2019"),
    ("2019-02-11", "2019-02-17", "2019-W07", "week", "week of 11 February 2019"),
    ("2019-02-16", "2019-02-17", "2019-W07-WE", "weekend", "weekend of 16–17 February 2019"),
    ("2018-12-29", "2019-01-01", None, "weekend", "between 29 December 2018 and 1 January 2019"),
    (None, "2019-02-17", None, "day", "by 17 February 2019"),
    (None, "2018-12-31", "2018-12", "month", "by the end of December 2018"),
    (None, "2014-12-31", "2014", "year", "by the end of 2014"),
    ("2014-01-01", None, "2014", "year", "since 2014"),
    ("2018-12-01", None, "2018-12", "month", "since December 2018"),
    ("2019-02-15", None, None, "day", "since 15 February 2019"),
    ("2019-02-03", "2019-02-17", None, "vague", "between 3 and 17 February 2019"),
    ("2019-01-20", "2019-02-17", None, "vague", "between 20 January and 17 February 2019"),
    ("2018-12-20", "2019-02-17", None, "vague", "between 20 December 2018 and 17 February 2019"),
    ("2018-11-01", "2019-01-31", None, "month", "between November 2018 and January 2019"),
])
def test_an_interval_is_named(earliest: str | None, latest: str | None, value: str | None,
                              granularity: str | None, label: str) -> None:
    bounds = [date.fromisoformat(bound) if bound else None for bound in (earliest, latest)]
    assert date_label(bounds[0], bounds[1], value, granularity) == label


@pytest.mark.parametrize(("latest", "likely", "label"), [
    ("2019-02-17", None, "by 17 February 2019"),
    ("2019-02-17", "2019-02-17", "by 17 February 2019, probably that day"),
    ("2019-02-17", "2019-02-12", "by 17 February 2019, probably 12 February 2019"),
    (None, "2019-02-12", "about 12 February 2019"),
])
def test_a_guess_is_named_as_one(latest: str | None, likely: str | None, label: str) -> None:
    end, guess = (date.fromisoformat(day) if day else None for day in (latest, likely))
    assert with_likely(date_label(None, end), guess, end) == label


@settings(deadline=None)
@given(st.dates(), st.integers(0, 4000), st.sampled_from(["day", "week", "month", "year", "vague", None]))
def test_any_interval_has_a_label_that_names_both_its_years(begin: date, days: int,
                                                            granularity: str | None) -> None:
    end = begin + timedelta(days=min(days, (date.max - begin).days))

    label = date_label(begin, end, None, granularity)

    assert str(begin.year) in label
    assert str(end.year) in label or label == f"the {begin.year}s"
