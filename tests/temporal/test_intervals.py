"""Two intervals of days lie to each other in exactly one of thirteen ways, and EDTF strings are read back into days."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.temporal.edtf import to_edtf
from kb.temporal.intervals import RELATIONS, Interval, edtf_granularity, lies_within, may_overlap, read_edtf, relation

DAYS = st.dates(date(2019, 1, 1), date(2019, 1, 12))
INTERVALS = st.tuples(DAYS, DAYS).map(lambda days: Interval(min(days), max(days)))
INVERSE = {"Before": "After", "Meets": "MetBy", "Overlaps": "OverlappedBy", "Starts": "StartedBy",
           "During": "Contains", "Finishes": "FinishedBy", "Equals": "Equals"}
INVERSE |= {inverse: name for name, inverse in INVERSE.items()}


def days(begin: str | None, end: str | None) -> Interval:
    return Interval(date.fromisoformat(begin) if begin else None, date.fromisoformat(end) if end else None)


@pytest.mark.parametrize(("first", "second", "expected"), [
    ("2019-01", "2019-03", "Before"), ("2019-01", "2019-02", "Meets"), ("2019-02", "2019-01", "MetBy"),
    ("2019-01-01/2019-01-20", "2019-01-10/2019-01-30", "Overlaps"), ("2019-01", "2019", "Starts"),
    ("2019-06", "2019", "During"), ("2019-12", "2019", "Finishes"), ("2019", "2019-12", "FinishedBy"),
    ("2019", "2019", "Equals"), ("2019", "2019-06-05", "Contains"), ("2019", "2019-01-01", "StartedBy"),
    ("../2019-01-05", "2019-02-01/..", "Before"), ("../2019-01-05", "2019-01-04/..", None),
    ("2019-02-01/..", "../2019-01-31", "MetBy"),
])
def test_how_two_times_lie_to_each_other(first: str, second: str, expected: str | None) -> None:
    one, other = read_edtf(first), read_edtf(second)
    assert one and other
    assert relation(one, other) == expected


@given(INTERVALS, INTERVALS)
def test_the_other_side_sees_the_inverse(first: Interval, second: Interval) -> None:
    found = relation(first, second)
    assert found in RELATIONS
    assert relation(second, first) == INVERSE[found]


@given(INTERVALS, INTERVALS)
def test_the_relation_says_whether_days_are_shared(first: Interval, second: Interval) -> None:
    assert may_overlap(first, second) == (relation(first, second) not in ("Before", "After", "Meets", "MetBy"))
    assert lies_within(first, second) == (relation(first, second) in ("During", "Starts", "Finishes", "Equals"))


def test_an_unknown_end_rules_nothing_out_and_proves_nothing() -> None:
    window = days("2019-02-01", "2019-02-28")
    assert may_overlap(days(None, "2019-02-17"), window)
    assert not lies_within(days(None, "2019-02-17"), window)
    assert not may_overlap(days(None, "2019-01-17"), window)
    assert lies_within(days("2019-02-03", "2019-02-17"), days("2019-02-01", None))


@pytest.mark.parametrize(("text", "begin", "end", "granularity"), [
    ("2019-02-17", "2019-02-17", "2019-02-17", "day"), ("2019-02-17T10:00:00Z", "2019-02-17", "2019-02-17", "time"),
    ("2019-02~", "2019-02-01", "2019-02-28", "month"), ("2019-02-XX", "2019-02-01", "2019-02-28", "month"),
    ("2019", "2019-01-01", "2019-12-31", "year"), ("2019-XX-XX", "2019-01-01", "2019-12-31", "year"),
    ("199X", "1990-01-01", "1999-12-31", "decade"), ("19XX", "1900-01-01", "1999-12-31", "century"),
    ("2019-22", "2019-06-01", "2019-08-31", "season"), ("2019-34", "2019-04-01", "2019-06-30", "quarter"),
    ("2019-41", "2019-07-01", "2019-12-31", "half"), ("../2019-02", None, "2019-02-28", None),
    ("2019-02/..", "2019-02-01", None, None), ("2019-02-03/2019", "2019-02-03", "2019-12-31", None),
])
def test_an_edtf_string_is_read_as_days(text: str, begin: str | None, end: str | None, granularity: str | None) -> None:
    assert read_edtf(text) == days(begin, end)
    assert edtf_granularity(text) == granularity


@pytest.mark.parametrize("text", ["", "yesterday", "2019-13", "2019-02-30", "2019-99", "12019", "-0044", "2020/2019"])
def test_what_is_no_date_has_no_days(text: str) -> None:
    assert read_edtf(text) is None


@given(INTERVALS)
def test_what_is_written_as_edtf_is_read_back(interval: Interval) -> None:
    written = to_edtf("", None, interval.earliest, interval.latest)
    assert written and read_edtf(written) == interval
