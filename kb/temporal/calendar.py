"""The calendar: TIMEX3 values as intervals of days, and arithmetic on them.

A value is a TIMEX3 string ("2019-02-17", "2019-W07", "2018-Q4", "199"); its bounds are the first and last day it
covers, inclusive. Python's `date` knows the years 1 to 9999; whatever leaves them has no bounds (None), never an error.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache

from kb.temporal.expression import Granularity

Bounds = tuple[date, date]
#: An article asks for the bounds of the same few values again and again.
_REMEMBERED = 4096

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:T.*)?")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_WEEK = re.compile(r"(\d{4})-W(\d{2})(?:-(WE|[1-7]))?(?:T.*)?")
_PART = re.compile(r"(\d{4})-(Q[1-4]|H[12]|SP|SU|FA|WI)")
_YEARS = re.compile(r"\d{2,4}")

#: First month and number of months of the named parts of a year; northern seasons, as in TIMEX3 (winter runs on
#: into the next year).
PARTS_OF_YEAR: dict[str, tuple[int, int]] = {
    "Q1": (1, 3), "Q2": (4, 3), "Q3": (7, 3), "Q4": (10, 3), "H1": (1, 6), "H2": (7, 6),
    "SP": (3, 3), "SU": (6, 3), "FA": (9, 3), "WI": (12, 3),
}


def make_day(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has no such day (30 February, year 0 or 10000)."""
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None


def add_days(day: date, days: int) -> date | None:
    """The date so many days later; None outside the years 1 to 9999."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def add_months(day: date, months: int) -> date | None:
    """The same day of the month so many months later, or that month's last day where it is shorter."""
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= years <= 9999:
        return None
    return date(years, month + 1, min(day.day, monthrange(years, month + 1)[1]))


def shift(day: date, unit: str, amount: int) -> date | None:
    """`day` moved by so many units, by name: "day", "week", "month", "quarter", "year", …; ValueError for no unit."""
    if unit in _DAYS:
        return add_days(day, _DAYS[unit] * amount)
    if unit in _MONTHS:
        return add_months(day, _MONTHS[unit] * amount)
    raise ValueError(f"no calendar unit: {unit!r}")


_DAYS = {"day": 1, "night": 1, "week": 7, "weekend": 7, "fortnight": 14}
_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12, "season": 12, "decade": 120, "century": 1200}


def period_value(day: date, unit: str) -> str:
    """The TIMEX3 value of the period of that unit that holds the day: (2019-02-18, "week") is "2019-W08"."""
    year, week, _ = day.isocalendar()
    return {
        "day": day.isoformat(),
        "week": f"{year:04d}-W{week:02d}",
        "fortnight": f"{year:04d}-W{week:02d}",
        "weekend": f"{year:04d}-W{week:02d}-WE",
        "month": f"{day.year:04d}-{day.month:02d}",
        "quarter": f"{day.year:04d}-Q{(day.month + 2) // 3}",
        "half": f"{day.year:04d}-H{(day.month + 5) // 6}",
        "year": f"{day.year:04d}",
        "decade": f"{day.year // 10:03d}",
        "century": f"{day.year // 100:02d}",
    }["day" if unit == "night" else unit]


def month_span(year: int, month: int, months: int = 1) -> Bounds | None:
    """First and last day of so many months from the first of `month` on."""
    first = make_day(year, month, 1)
    after = first and add_months(first, months)
    if first is None:
        return None
    return first, (after - timedelta(days=1) if after else date.max)


@lru_cache(_REMEMBERED)
def bounds(value: str) -> Bounds | None:
    """First and last day of a fully given TIMEX3 date or time; None for anything vague, unknown or off the calendar."""
    for pattern, read in _READERS:
        if found := pattern.fullmatch(value):
            return read(found)
    return None


def _day_bounds(found: re.Match[str]) -> Bounds | None:
    day = make_day(int(found[1]), int(found[2]), int(found[3]))
    return (day, day) if day else None


def _month_bounds(found: re.Match[str]) -> Bounds | None:
    month = int(found[2])
    return month_span(int(found[1]), month) if 1 <= month <= 12 else None


def _week_bounds(found: re.Match[str]) -> Bounds | None:
    try:
        monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
    except ValueError:
        return None
    first, last = {None: (0, 6), "WE": (5, 6)}.get(found[3]) or (int(found[3]) - 1, int(found[3]) - 1)
    begin, end = add_days(monday, first), add_days(monday, last)
    return (begin, end) if begin and end else None


def _part_bounds(found: re.Match[str]) -> Bounds | None:
    month, months = PARTS_OF_YEAR[found[2]]
    return month_span(int(found[1]), month, months)


def _years_bounds(found: re.Match[str]) -> Bounds | None:
    missing = 10 ** (4 - len(found[0]))
    first = int(found[0]) * missing
    begin, end = make_day(max(first, 1), 1, 1), make_day(first + missing - 1, 12, 31)
    return (begin, end) if begin and end else None


_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Bounds | None]], ...] = (
    (_DAY, _day_bounds), (_MONTH, _month_bounds), (_WEEK, _week_bounds), (_PART, _part_bounds),
    (_YEARS, _years_bounds),
)


@lru_cache(_REMEMBERED)
def granularity(value: str) -> Granularity:
    """How fine a TIMEX3 value is: "2019-02" is a "month", "2019-02-17T10:35" a "time", "PAST_REF" is "vague"."""
    for pattern, name in _GRANULARITIES:
        if pattern.fullmatch(value):
            return name
    return "vague"


_SHAPES: tuple[tuple[str, Granularity], ...] = (
    (r".*T\d.*", "time"),
    (r".*T(?:MO|AF|EV|NI|DT|MI)", "part-of-day"),
    (r"[\dX]{4}-[\dX]{2}-[\dX]{2}|[\dX]{4}-W..-[1-7]", "day"),
    (r".{4}-W..-WE", "weekend"),
    (r".{4}-W..", "week"),
    (r"[\dX]{4}-[\dX]{2}", "month"),
    (r".{4}-(?:SP|SU|FA|WI)", "season"),
    (r".{4}-Q.", "quarter"),
    (r".{4}-H.", "half"),
    (r"(?:FY)?[\dX]{4}", "year"),
    (r"\d{3}", "decade"),
    (r"\d{2}", "century"),
)
_GRANULARITIES = tuple((re.compile(pattern), name) for pattern, name in _SHAPES)


def weekday_on_or_before(day: date, weekday: int) -> date | None:
    """The latest such weekday (Monday is 0) that is not after the day."""
    return add_days(day, -((day.weekday() - weekday) % 7))


def weekday_on_or_after(day: date, weekday: int) -> date | None:
    """The first such weekday (Monday is 0) that is not before the day."""
    return add_days(day, (weekday - day.weekday()) % 7)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date | None:
    """The nth such weekday of a month, counted from its end when negative."""
    span = month_span(year, month)
    if span is None:
        return None
    if nth > 0:
        first = weekday_on_or_after(span[0], weekday)
        return first and add_days(first, 7 * (nth - 1))
    last = weekday_on_or_before(span[1], weekday)
    return last and add_days(last, 7 * (nth + 1))


def easter(year: int) -> date | None:
    """Western Easter Sunday (the anonymous Gregorian computus, Meeus, Astronomical Algorithms, ch. 8)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return make_day(year, month, day + 1)


def _fixed(month: int, day: int) -> Callable[[int], date | None]:
    return lambda year: make_day(year, month, day)


def _nth(month: int, weekday: int, nth: int, plus: int = 0) -> Callable[[int], date | None]:
    def holiday(year: int) -> date | None:
        day = nth_weekday(year, month, weekday, nth)
        return day and add_days(day, plus)
    return holiday


def _from_easter(days: int) -> Callable[[int], date | None]:
    def holiday(year: int) -> date | None:
        day = easter(year)
        return day and add_days(day, days)
    return holiday


#: Named days: the year gives the day. National days are those of the country the name is used for most.
HOLIDAYS: dict[str, Callable[[int], date | None]] = {
    "new year": _fixed(1, 1), "new year's day": _fixed(1, 1), "new year's eve": _fixed(12, 31),
    "martin luther king day": _nth(1, 0, 3), "valentine's day": _fixed(2, 14), "presidents day": _nth(2, 0, 3),
    "st. patrick's day": _fixed(3, 17), "april fools' day": _fixed(4, 1), "ash wednesday": _from_easter(-46),
    "palm sunday": _from_easter(-7), "maundy thursday": _from_easter(-3), "good friday": _from_easter(-2),
    "easter": _from_easter(0), "easter sunday": _from_easter(0), "easter monday": _from_easter(1),
    "may day": _fixed(5, 1), "ascension day": _from_easter(39), "pentecost": _from_easter(49),
    "mother's day": _nth(5, 6, 2), "memorial day": _nth(5, 0, -1), "father's day": _nth(6, 6, 3),
    "independence day": _fixed(7, 4), "bastille day": _fixed(7, 14), "labor day": _nth(9, 0, 1),
    "columbus day": _nth(10, 0, 2), "halloween": _fixed(10, 31), "all saints' day": _fixed(11, 1),
    "election day": _nth(11, 0, 1, plus=1), "veterans day": _fixed(11, 11), "armistice day": _fixed(11, 11),
    "remembrance sunday": _nth(11, 6, 2), "thanksgiving": _nth(11, 3, 4), "thanksgiving day": _nth(11, 3, 4),
    "black friday": _nth(11, 3, 4, plus=1), "cyber monday": _nth(11, 3, 4, plus=4),
    "christmas eve": _fixed(12, 24), "christmas day": _fixed(12, 25), "christmas": _fixed(12, 25),
    "boxing day": _fixed(12, 26),
}
