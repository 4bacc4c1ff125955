"""The histogram of the timeline: how many events touch each day, month or year."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal

from kb.timeline.query import Bin, BinGranularity

#: Bins that a histogram has at most before the next coarser granularity is taken: about what a phone shows.
MOST_DAYS, MOST_MONTHS = 92, 120
#: An event that touches more bins than this counts in none: it would only lift the whole floor. Its month in
#: days and its ten years in months still count.
WIDEST = {"day": 31, "month": 120, "year": 1000}


def bin_granularity(begin: date | None, end: date | None,
                    wanted: Literal["auto", "day", "month", "year"]) -> BinGranularity:
    """The granularity that keeps a window readable, unless one is wanted."""
    if wanted != "auto":
        return wanted
    if begin is None or end is None:
        return "day"
    days = (end - begin).days + 1
    if days <= MOST_DAYS:
        return "day"
    return "month" if days <= MOST_MONTHS * 30.44 else "year"


def fill_bins(spans: Iterable[tuple[int, int, int]], granularity: BinGranularity, begin: date | None,
              end: date | None) -> tuple[tuple[Bin, ...], int]:
    """The bins that hold something, in order, and the number of events too wide for them.

    `spans` are (first day, last day, number of events), days as ordinals; what lies outside `begin` … `end`
    is cut off.
    """
    first, last = (begin or date.min).toordinal(), (end or date.max).toordinal()
    counts: dict[int, int] = {}
    wide = 0
    for low, high, count in spans:
        numbers = range(_number(low, granularity), _number(high, granularity) + 1)
        if len(numbers) > WIDEST[granularity]:
            wide += count
            continue
        for number in range(max(numbers.start, _number(first, granularity)),
                            min(numbers.stop, _number(last, granularity) + 1)):
            counts[number] = counts.get(number, 0) + count
    return tuple(Bin(*_bounds(number, granularity), count) for number, count in sorted(counts.items())), wide


def _number(ordinal: int, granularity: BinGranularity) -> int:
    """Which bin a day falls into."""
    if granularity == "day":
        return ordinal
    day = date.fromordinal(ordinal)
    return day.year if granularity == "year" else day.year * 12 + day.month - 1


def _bounds(number: int, granularity: BinGranularity) -> tuple[date, date]:
    """First and last day of a bin."""
    if granularity == "day":
        return date.fromordinal(number), date.fromordinal(number)
    if granularity == "year":
        return date(number, 1, 1), date(number, 12, 31)
    year, month = divmod(number, 12)
    after = date(year + month // 11, (month + 1) % 12 + 1, 1) if (year, month) != (9999, 11) else None
    return date(year, month + 1, 1), after - timedelta(days=1) if after else date.max
