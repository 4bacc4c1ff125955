"""Intervals of days: Allen's relations between two of them, and EDTF strings read back into one.

An interval's ends are the bounds between which something lies, so a relation is one between these bounds: when
one says “before”, so do the things themselves; “during” says it of the days that are in question.
Source of the relations: J. F. Allen, Maintaining knowledge about temporal intervals (1983); names as in OWL-Time.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from kb.temporal import calendar

Relation = Literal["Before", "After", "Meets", "MetBy", "Overlaps", "OverlappedBy", "Starts", "StartedBy", "During",
                   "Contains", "Finishes", "FinishedBy", "Equals"]
RELATIONS: tuple[Relation, ...] = ("Before", "After", "Meets", "MetBy", "Overlaps", "OverlappedBy", "Starts",
                                   "StartedBy", "During", "Contains", "Finishes", "FinishedBy", "Equals")
#: Each relation read from the other side.
_INVERSE: dict[Relation, Relation] = {
    "Before": "After", "Meets": "MetBy", "Overlaps": "OverlappedBy", "Starts": "StartedBy", "During": "Contains",
    "Finishes": "FinishedBy", "Equals": "Equals"}
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Interval:
    """Days from the earliest to the latest, both included; None is an end that nobody knows."""

    earliest: date | None
    latest: date | None


def relation(first: Interval, second: Interval) -> Relation | None:
    """How the days of `first` lie to those of `second`: exactly one of the thirteen, or None where an unknown end
    leaves it open. Days that follow each other meet."""
    apart = _apart(first, second)
    if apart:
        return apart
    reverse = _apart(second, first)
    if reverse:
        return _INVERSE[reverse]
    if None in (first.earliest, first.latest, second.earliest, second.latest):
        return None
    assert first.earliest and first.latest and second.earliest and second.latest
    begins = (first.earliest > second.earliest) - (first.earliest < second.earliest)
    ends = (first.latest > second.latest) - (first.latest < second.latest)
    return _TOGETHER[begins, ends]


#: Whether the first begins (ends) earlier, with or later than the second, where they share days.
_TOGETHER: dict[tuple[int, int], Relation] = {
    (-1, -1): "Overlaps", (-1, 0): "FinishedBy", (-1, 1): "Contains",
    (0, -1): "Starts", (0, 0): "Equals", (0, 1): "StartedBy",
    (1, -1): "During", (1, 0): "Finishes", (1, 1): "OverlappedBy"}


def _apart(first: Interval, second: Interval) -> Relation | None:
    if first.latest is None or second.earliest is None or first.latest >= second.earliest:
        return None
    return "Meets" if second.earliest - first.latest == _DAY else "Before"


def may_overlap(interval: Interval, window: Interval) -> bool:
    """Whether they can share a day; an unknown end rules nothing out."""
    return not (_ends_before(interval, window) or _ends_before(window, interval))


def lies_within(interval: Interval, window: Interval) -> bool:
    """Whether all days in question lie in the window. An open end of the window holds everything on its side."""
    begins = window.earliest is None or (interval.earliest is not None and interval.earliest >= window.earliest)
    ends = window.latest is None or (interval.latest is not None and interval.latest <= window.latest)
    return begins and ends


def _ends_before(first: Interval, second: Interval) -> bool:
    return first.latest is not None and second.earliest is not None and first.latest < second.earliest


def read_edtf(text: str) -> Interval | None:
    """The days that an EDTF string covers (level 0, and of level 1 and 2 seasons, quarters, halves, open ends,
    qualifiers and unspecified digits at the end); None for anything else, and beyond the years 1 to 9999."""
    text = text.strip()
    if "/" in text:
        begin, _, end = text.partition("/")
        first = Interval(None, None) if begin in ("", "..") else _read_one(begin)
        last = Interval(None, None) if end in ("", "..") else _read_one(end)
        if first is None or last is None:
            return None
        if first.earliest and last.latest and first.earliest > last.latest:
            return None
        return Interval(first.earliest, last.latest)
    return _read_one(text)


def edtf_granularity(text: str) -> str | None:
    """The unit in which an EDTF date is given: "day", "month", "year", "season", …; None for an interval."""
    value = _plain(text)
    for pattern, granularity, _ in _FORMS:
        if pattern.fullmatch(value):
            return granularity
    return None


def _read_one(text: str) -> Interval | None:
    value = _plain(text)
    for pattern, _, span in _FORMS:
        if found := pattern.fullmatch(value):
            bounds = span(found)
            return Interval(*bounds) if bounds else None
    return None


def _plain(text: str) -> str:
    """Without qualifiers (“~” about, “?” maybe, “%” both), which leave the days as they are."""
    return re.sub("[~?%]", "", text.strip())


def _years(found: re.Match[str]) -> calendar.Bounds | None:
    first, last = found[1].replace("X", "0"), found[1].replace("X", "9")
    begin, end = calendar.make_day(max(int(first), 1), 1, 1), calendar.make_day(int(last), 12, 31)
    return (begin, end) if begin and end else None


#: EDTF codes below the year → first month, number of months; 21 to 24 are seasons of no hemisphere, read as northern.
_GROUPINGS = {21: (3, 3), 22: (6, 3), 23: (9, 3), 24: (12, 3), 33: (1, 3), 34: (4, 3), 35: (7, 3), 36: (10, 3),
              40: (1, 6), 41: (7, 6)}
_Span = Callable[[re.Match[str]], calendar.Bounds | None]
#: Form, granularity, and the days it covers.
_FORMS: tuple[tuple[re.Pattern[str], str, _Span], ...] = (
    (re.compile(r"(\d{4}-\d{2}-\d{2})T.+"), "time", lambda found: calendar.bounds(found[1])),
    (re.compile(r"\d{4}-\d{2}-\d{2}"), "day", lambda found: calendar.bounds(found[0])),
    (re.compile(r"(\d{4}-(?:0[1-9]|1[0-2]))(?:-XX)?"), "month", lambda found: calendar.bounds(found[1])),
    (re.compile(r"(\d{4})-(2[1-4])"), "season",
     lambda found: calendar.month_span(int(found[1]), *_GROUPINGS[int(found[2])])),
    (re.compile(r"(\d{4})-(3[3-6])"), "quarter",
     lambda found: calendar.month_span(int(found[1]), *_GROUPINGS[int(found[2])])),
    (re.compile(r"(\d{4})-(4[01])"), "half",
     lambda found: calendar.month_span(int(found[1]), *_GROUPINGS[int(found[2])])),
    (re.compile(r"(\d{4})(?:-XX){0,2}"), "year", lambda found: calendar.bounds(found[1])),
    (re.compile(r"(\d{3}X)"), "decade", _years),
    (re.compile(r"(\d{2}XX)"), "century", _years),
)
