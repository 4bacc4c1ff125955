"""The histogram counts each event where it can have happened."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.timeline import Bin
from kb.timeline.bins import WIDEST, bin_granularity, densest, fill_bins, months_of

DAYS = st.integers(date(1900, 1, 1).toordinal(), date(2100, 1, 1).toordinal())


def fill(spans: list[tuple[date, date, int]], granularity: str) -> tuple[tuple[Bin, ...], int]:
    """The bins of (first day, last day, number of events)."""
    days = [np.array([span[side].toordinal() for span in spans for _ in range(span[2])], dtype=np.int32)
            for side in (0, 1)]
    if granularity != "day":
        days = [months_of(some) // (12 if granularity == "year" else 1) for some in days]
    return fill_bins(*days, granularity, None, None)  # type: ignore[arg-type]


def test_a_long_window_has_coarser_bins() -> None:
    assert bin_granularity(date(2019, 1, 1), date(2019, 3, 31), "auto") == "day"
    assert bin_granularity(date(2015, 1, 1), date(2019, 3, 31), "auto") == "month"
    assert bin_granularity(date(1950, 1, 1), date(2019, 3, 31), "auto") == "year"
    assert bin_granularity(date(1950, 1, 1), date(2019, 3, 31), "day") == "day"


def test_an_event_counts_in_every_month_that_it_touches() -> None:
    bins, wide = fill([(date(2018, 12, 31), date(2019, 2, 1), 2)], "month")

    assert [(str(bin.begin), str(bin.end), bin.count) for bin in bins] == [
        ("2018-12-01", "2018-12-31", 2), ("2019-01-01", "2019-01-31", 2), ("2019-02-01", "2019-02-28", 2)]
    assert wide == 0


def test_what_touches_too_many_bins_is_counted_apart() -> None:
    year = (date(2018, 1, 1), date(2018, 12, 31), 1)

    assert fill([year], "day") == ((), 1)
    assert len(fill([year], "month")[0]) == 12


def test_what_lies_outside_a_window_is_cut_off() -> None:
    day = np.array([date(2019, 2, 17).toordinal()], dtype=np.int32)

    bins, _ = fill_bins(day - 20, day + 5, "day", date(2019, 2, 17), date(2019, 2, 18))

    assert [bin.begin for bin in bins] == [date(2019, 2, 17), date(2019, 2, 18)]


def test_the_first_look_goes_where_most_events_are() -> None:
    days = np.array(sorted([date(1950, 1, 1).toordinal(), *range(737_000, 737_009), 737_400]))

    assert densest(days, 0.8) == (date.fromordinal(737_000), date.fromordinal(737_008))
    assert densest(days[:1], 0.8) == (date(1950, 1, 1), date(1950, 1, 1))
    assert densest(days[:0], 0.8) is None


@settings(deadline=None)
@given(st.lists(st.tuples(DAYS, st.integers(0, 900), st.integers(1, 5)), max_size=20),
       st.sampled_from(["day", "month", "year"]))
def test_every_event_is_in_its_bins_or_counted_as_wide(spans: list[tuple[int, int, int]],
                                                       granularity: str) -> None:
    given_spans = [(date.fromordinal(begin), date.fromordinal(begin + days), count) for begin, days, count in spans]

    bins, wide = fill(given_spans, granularity)

    for begin, end, count in given_spans:
        touched = [bin for bin in bins if bin.begin <= end and bin.end >= begin]
        assert wide >= count or sum(bin.count >= count for bin in touched) == len(touched) > 0
    assert wide <= sum(count for _, _, count in given_spans)
    assert all(left.end < right.begin for left, right in pairwise(bins))
    assert WIDEST[granularity] >= 31
