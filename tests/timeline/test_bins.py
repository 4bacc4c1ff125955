"""The histogram counts each event where it can have happened."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from kb.timeline.bins import WIDEST, bin_granularity, fill_bins

DAYS = st.integers(date(1900, 1, 1).toordinal(), date(2100, 1, 1).toordinal())


def test_a_long_window_has_coarser_bins() -> None:
    assert bin_granularity(date(2019, 1, 1), date(2019, 3, 31), "auto") == "day"
    assert bin_granularity(date(2015, 1, 1), date(2019, 3, 31), "auto") == "month"
    assert bin_granularity(date(1950, 1, 1), date(2019, 3, 31), "auto") == "year"
    assert bin_granularity(date(1950, 1, 1), date(2019, 3, 31), "day") == "day"


def test_an_event_counts_in_every_month_that_it_touches() -> None:
    spans = [(date(2018, 12, 31).toordinal(), date(2019, 2, 1).toordinal(), 2)]

    bins, wide = fill_bins(spans, "month", None, None)

    assert [(str(bin.begin), str(bin.end), bin.count) for bin in bins] == [
        ("2018-12-01", "2018-12-31", 2), ("2019-01-01", "2019-01-31", 2), ("2019-02-01", "2019-02-28", 2)]
    assert wide == 0


def test_what_touches_too_many_bins_is_counted_apart() -> None:
    year = (date(2018, 1, 1).toordinal(), date(2018, 12, 31).toordinal(), 1)

    assert fill_bins([year], "day", None, None) == ((), 1)
    assert len(fill_bins([year], "month", None, None)[0]) == 12


@settings(deadline=None)
@given(st.lists(st.tuples(DAYS, st.integers(0, 900), st.integers(1, 5)), max_size=20),
       st.sampled_from(["day", "month", "year"]))
def test_every_event_is_in_its_bins_or_counted_as_wide(spans: list[tuple[int, int, int]],
                                                       granularity: str) -> None:
    given_spans = [(begin, begin + days, count) for begin, days, count in spans]

    bins, wide = fill_bins(given_spans, granularity, None, None)  # type: ignore[arg-type]

    for begin, end, count in given_spans:
        touched = [bin for bin in bins if bin.begin.toordinal() <= end and bin.end.toordinal() >= begin]
        assert wide >= count or sum(bin.count >= count for bin in touched) == len(touched) > 0
    assert wide <= sum(count for _, _, count in given_spans)
    assert all(left.end < right.begin for left, right in pairwise(bins))
    assert WIDEST[granularity] >= 31
