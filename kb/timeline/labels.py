"""Dates in words, as honest as the interval they come from.

One day is a day, a calendar month is a month; an open end says "by" or "since"; what lies somewhere in an
interval says "between … and …".
"""

from __future__ import annotations

import re
from datetime import date, timedelta

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
          "November", "December")
#: TIMEX3 parts of the day.
PARTS_OF_DAY = {"MO": "morning", "MI": "midday", "AF": "afternoon", "EV": "evening", "NI": "night",
                "DT": "daytime"}
#: TIMEX3 seasons.
SEASONS = {"SP": "spring", "SU": "summer", "FA": "autumn", "AU": "autumn", "WI": "winter"}
ORDINALS = ("first", "second", "third", "fourth")

#: The label of what nothing bounds.
UNKNOWN = "date unknown"
_CLOCK = re.compile(r"T(\d\d:\d\d)")
_PART = re.compile(r"T([A-Z]{2})$")
_SEASON = re.compile(r"(\d{4})-([A-Z]{2})$")


def date_label(earliest: date | None, latest: date | None, value: str | None = None,
               granularity: str | None = None) -> str:
    """The interval in words: "17 February 2019", "December 2018", "by 17 February 2019", "since 2014",
    "between 3 and 17 February 2019", "date unknown".

    `earliest` and `latest` are the inclusive bounds (None is open), `value` the TIMEX3 value, which adds
    the time of day, and `granularity` says whether an interval is a whole (a week) or a doubt.
    """
    if earliest is None and latest is None:
        return UNKNOWN
    if earliest is None:
        assert latest is not None
        return f"by {_end(latest, granularity)}"
    if latest is None:
        return f"since {_start(earliest, granularity)}"
    if earliest == latest:
        return _day_with_time(earliest, value)
    return _whole(earliest, latest, value, granularity) or _between(earliest, latest)


def with_likely(label: str, likely: date | None, latest: date | None) -> str:
    """The label of the bounds with the likely day: "by 17 February 2019, probably that day", "by 17 February 2019,
    probably 12 February 2019", "about 17 February 2019" where there are no bounds."""
    if likely is None:
        return label
    if label == UNKNOWN:
        return f"about {_day(likely)}"
    return f"{label}, probably {'that day' if likely == latest else _day(likely)}"


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _month(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.year}"


def _day_with_time(day: date, value: str | None) -> str:
    if value and (clock := _CLOCK.search(value)):
        return f"{_day(day)}, {clock[1]}"
    if value and (part := _PART.search(value)) and part[1] in PARTS_OF_DAY:
        return f"{PARTS_OF_DAY[part[1]]} of {_day(day)}"
    return _day(day)


def _ends_month(day: date) -> bool:
    return (day + timedelta(days=1)).day == 1 if day < date.max else True


def _ends_year(day: date) -> bool:
    return (day.month, day.day) == (12, 31)


def _end(day: date, granularity: str | None) -> str:
    """The last day of an interval, as coarse as it was said."""
    if granularity == "year" and _ends_year(day):
        return f"the end of {day.year}"
    if granularity == "month" and _ends_month(day):
        return f"the end of {_month(day)}"
    return _day(day)


def _start(day: date, granularity: str | None) -> str:
    """The first day of an interval, as coarse as it was said."""
    if granularity in ("year", "decade", "century") and (day.month, day.day) == (1, 1):
        return str(day.year)
    if granularity == "month" and day.day == 1:
        return _month(day)
    return _day(day)


def _whole(earliest: date, latest: date, value: str | None, granularity: str | None) -> str | None:
    """The name of a stretch of the calendar that the interval is exactly, else None."""
    starts_year = (earliest.month, earliest.day) == (1, 1)
    if starts_year and _ends_year(latest):
        years = latest.year - earliest.year + 1
        if years == 1:
            return str(earliest.year)
        if years == 10 and earliest.year % 10 == 0:
            return f"the {earliest.year}s"
        return f"between {earliest.year} and {latest.year}"
    if granularity == "season" and value and (season := _SEASON.match(value)) and season[2] in SEASONS:
        years_named = (str(earliest.year) if earliest.year == latest.year
                       else f"{earliest.year}–{latest.year % 100:02d}")
        return f"{SEASONS[season[2]]} {years_named}"
    if earliest.day == 1 and _ends_month(latest):
        months = (latest.year - earliest.year) * 12 + latest.month - earliest.month + 1
        if months == 1:
            return _month(earliest)
        if months == 3 and granularity == "quarter" and earliest.month % 3 == 1:
            return f"{ORDINALS[earliest.month // 3]} quarter of {earliest.year}"
        if months == 6 and granularity == "half" and earliest.month in (1, 7):
            return f"{ORDINALS[earliest.month // 6]} half of {earliest.year}"
        first = MONTHS[earliest.month - 1] if earliest.year == latest.year else _month(earliest)
        return f"between {first} and {_month(latest)}"
    days = (latest - earliest).days + 1
    if granularity == "weekend" and days <= 3:
        return f"weekend of {_span(earliest, latest, '–')}"
    if granularity == "week" and days == 7:
        return f"week of {_day(earliest)}"
    return None


def _between(earliest: date, latest: date) -> str:
    return f"between {_span(earliest, latest, ' and ')}"


def _span(earliest: date, latest: date, joint: str) -> str:
    """Two days, naming month and year once where they share them."""
    if (earliest.year, earliest.month) == (latest.year, latest.month):
        return f"{earliest.day}{joint}{_day(latest)}"
    if earliest.year == latest.year:
        wide = joint if joint.startswith(" ") else f" {joint} "
        return f"{earliest.day} {MONTHS[earliest.month - 1]}{wide}{_day(latest)}"
    wide = joint if joint.startswith(" ") else f" {joint} "
    return f"{_day(earliest)}{wide}{_day(latest)}"
