"""The histogram of the timeline: how many events touch each day, month or year."""

from __future__ import annotations

import math
from datetime import date, timedelta
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from kb.timeline.query import Bin, BinGranularity

#: Bins that a histogram has at most before the next coarser granularity is taken: about what a phone shows.
MOST_DAYS, MOST_MONTHS = 92, 120
#: An event that touches more bins than this counts in none: it would only lift the whole floor. Its month in
#: days and its ten years in months still count.
WIDEST = {"day": 31, "month": 120, "year": 1000}

#: `date.toordinal` of 1970-01-01, from where numpy counts its days.
_EPOCH = date(1970, 1, 1).toordinal()


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


def months_of(days: NDArray[Any]) -> NDArray[np.int32]:
    """The month of each day (ordinals), counted from year 0: month // 12 is its year."""
    months = (days.astype(np.int64) - _EPOCH).astype("datetime64[D]").astype("datetime64[M]")
    return (months.astype(np.int64) + 1970 * 12).astype(np.int32)


def fill_bins(first: NDArray[Any], last: NDArray[Any], granularity: BinGranularity, begin: date | None,
              end: date | None) -> tuple[tuple[Bin, ...], int]:
    """The bins that hold something, in order, and the number of events too wide for them.

    `first` and `last` are the numbers of the first and last bin that each event touches: ordinals for days,
    `months_of` for months, these by twelve for years. What lies outside `begin` … `end` is cut off.
    """
    low, high = _number(begin or date.min, granularity), _number(end or date.max, granularity)
    wide = last - first >= WIDEST[granularity]
    kept = ~wide & (last >= low) & (first <= high)
    if not kept.all():
        first, last = first[kept], last[kept]
    if not len(first):
        return (), int(wide.sum())
    first, last = np.maximum(first, low), np.minimum(last, high)
    base = int(first.min())
    length = int(last.max()) - base + 2
    counts = np.cumsum(np.bincount(first - base, minlength=length) - np.bincount(last - base + 1, minlength=length))
    return tuple(Bin(*_bounds(base + int(number), granularity), int(counts[number]))
                 for number in np.flatnonzero(counts)), int(wide.sum())


def densest(days: NDArray[Any], share: float) -> tuple[date, date] | None:
    """The shortest stretch that holds this share of the days (ordinals, in order): where a first look should go."""
    if not len(days):
        return None
    count = max(1, math.ceil(len(days) * share))
    lengths = days[count - 1:] - days[:len(days) - count + 1]
    best = int(np.argmin(lengths))
    return date.fromordinal(int(days[best])), date.fromordinal(int(days[best + count - 1]))


def _number(day: date, granularity: BinGranularity) -> int:
    """Which bin a day falls into."""
    if granularity == "day":
        return day.toordinal()
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
