"""What a relative expression tells about the day it was written on, once its own day is known.

The calendar arithmetic of the temporal room read backwards: "yesterday" that is 17 February was written on
the 18th; a past "Sunday" that is 17 February was written on the 17th or one of the six days after.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

#: First and last day of writing.
Between = tuple[date, date]

_WEEKDAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)}
_WEEKDAYS |= {name.lower(): number for number, name in enumerate(calendar.day_abbr)}
_MONTHS = "|".join(name.lower() for name in calendar.month_name if name)
_NUMBERS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
            "nine": 9, "ten": 10}
_YEAR = timedelta(days=364)
_WEEK = timedelta(days=7)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Backwards:
    """A rule: words, what they tell, and an example (words, day meant, first and last day of writing)."""

    pattern: re.Pattern[str]
    written: Callable[[re.Match[str], date, date, bool], Between | None]
    example: tuple[str, date, date, date]


def _shift(days: int) -> Callable[[re.Match[str], date, date, bool], Between]:
    return lambda match, first, last, ahead: (first + timedelta(days=days), last + timedelta(days=days))


def _days_ago(match: re.Match[str], first: date, last: date, ahead: bool) -> Between | None:
    word = match["count"]
    count = int(word) if word.isdigit() else _NUMBERS.get(word)
    return None if count is None else (first + timedelta(days=count), last + timedelta(days=count))


def _weekday(match: re.Match[str], first: date, last: date, ahead: bool) -> Between | None:
    wanted = _WEEKDAYS[match["day"][:3]]
    days = [first + timedelta(days=n) for n in range(min(7, (last - first).days + 1))]
    day = next((day for day in days if day.weekday() == wanted), None)
    if day is None:
        return None
    which = (match["which"] or "").strip()
    if which == "last":
        return day + _DAY, day + 2 * _WEEK - _DAY
    if which == "next":
        return day - 2 * _WEEK + _DAY, day - _DAY
    return (day - _WEEK + _DAY, day) if ahead else (day, day + _WEEK - _DAY)


def _month_of(day: date, shift: int) -> Between:
    year, month = divmod(day.year * 12 + day.month - 1 + shift, 12)
    return date(year, month + 1, 1), date(year, month + 1, calendar.monthrange(year, month + 1)[1])


def _relative_month(match: re.Match[str], first: date, last: date, ahead: bool) -> Between | None:
    shift = {"this": 0, "last": 1, "next": -1}[match["which"]]
    return (_month_of(first, shift)[0], _month_of(last, shift)[1])


def _relative_week(match: re.Match[str], first: date, last: date, ahead: bool) -> Between | None:
    shift = {"this": 0, "last": 1, "next": -1}[match["which"]]
    # Outlets differ on whether a week begins on Sunday: a day of grace at both ends.
    monday = first - timedelta(days=first.weekday()) + shift * _WEEK
    return monday - _DAY, last - timedelta(days=last.weekday()) + shift * _WEEK + timedelta(days=6)


def _relative_year(match: re.Match[str], first: date, last: date, ahead: bool) -> Between | None:
    shift = {"this": 0, "last": 1, "next": -1}[match["which"]]
    return date(first.year + shift, 1, 1), date(last.year + shift, 12, 31)


def _month_name(match: re.Match[str], first: date, last: date, ahead: bool) -> Between | None:
    return (first - _YEAR, last) if ahead else (first, last + _YEAR)


RULES = (
    Backwards(re.compile(r"\bday before yesterday\b"), _shift(2),
              ("the day before yesterday", date(2021, 3, 1), date(2021, 3, 3), date(2021, 3, 3))),
    Backwards(re.compile(r"\b(?:yesterday|last night|overnight)\b"), _shift(1),
              ("yesterday afternoon", date(2021, 3, 1), date(2021, 3, 2), date(2021, 3, 2))),
    Backwards(re.compile(r"\b(?:today|tonight|this (?:morning|afternoon|evening))\b"), _shift(0),
              ("today", date(2021, 3, 1), date(2021, 3, 1), date(2021, 3, 1))),
    Backwards(re.compile(r"\btomorrow\b"), _shift(-1),
              ("tomorrow", date(2021, 3, 1), date(2021, 2, 28), date(2021, 2, 28))),
    Backwards(re.compile(r"\b(?P<count>\w+) days? ago\b"), _days_ago,
              ("three days ago", date(2021, 3, 1), date(2021, 3, 4), date(2021, 3, 4))),
    Backwards(re.compile(r"(?P<which>\b(?:last|next|this) )?"
                         r"\b(?P<day>(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tue|wed|thu|fri|sat|sun)\b)"),
              _weekday, ("on Monday", date(2021, 3, 1), date(2021, 3, 1), date(2021, 3, 7))),
    Backwards(re.compile(r"\b(?P<which>this|last|next) week\b"), _relative_week,
              ("last week", date(2021, 3, 2), date(2021, 3, 7), date(2021, 3, 14))),
    Backwards(re.compile(r"\b(?P<which>this|last|next) month\b"), _relative_month,
              ("last month", date(2021, 2, 10), date(2021, 3, 1), date(2021, 3, 31))),
    Backwards(re.compile(r"\b(?P<which>this|last|next) year\b"), _relative_year,
              ("last year", date(2021, 2, 10), date(2022, 1, 1), date(2022, 12, 31))),
    Backwards(re.compile(rf"^(?:(?:in|on|late|early|mid|since|the|of|\d+(?:st|nd|rd|th)?|[\s,.-])*)(?:{_MONTHS})"
                         r"(?:\s\d{1,2}(?:st|nd|rd|th)?)?$"), _month_name,
              ("in March", date(2021, 3, 1), date(2021, 3, 1), date(2022, 2, 28))),
)


def written_between(words: str, first: date, last: date, *, ahead: bool = False) -> Between | None:
    """When a text was written whose expression `words` means the day (or some of the days) `first` … `last`.

    `ahead` when it tells of what is still to come. None when the words don't depend on the day of writing
    ("in 2014", "two days later"), or can't mean those days at all.
    """
    words = " ".join(words.lower().split())
    for rule in RULES:
        match = rule.pattern.search(words)
        if match:
            return rule.written(match, first, last, ahead)
    return None
