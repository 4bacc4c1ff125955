"""A language as regular expressions: what a date looks like in it, from dateparser's tables and our own."""

from __future__ import annotations

import importlib
import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from kb.temporal.tongues import TONGUES, Tongue
from kb.temporal.wordlists import wordlist

_MONTH_KEYS = wordlist("january february march april may june july august september october november december")
_DAY_KEYS = wordlist("monday tuesday wednesday thursday friday saturday sunday")
_UNITS = ("day", "week", "month", "year")
#: Shorter names ("mo", "lu", "ср") are words of other kinds too often.
_SHORTEST_MONTH, _SHORTEST_DAY = 3, 4
_NEVER = r"(?!)"
_YEAR = r"(?:1[5-9]|20)\d\d"


@dataclass(frozen=True, slots=True)
class Language:
    """The names of a language, and its patterns by what they find."""

    months: dict[str, int]
    weekdays: dict[str, int]
    relative: dict[str, tuple[str, int]]
    patterns: dict[str, re.Pattern[str]]
    tongue: Tongue
    day_first: bool


@cache
def language(code: str) -> Language | None:
    """The language of an ISO 639-1 code, None where dateparser has no tables for it."""
    if not re.fullmatch(r"[a-z]{2}", code):
        return None
    try:
        info: dict[str, Any] = importlib.import_module(f"dateparser.data.date_translation_data.{code}").info
    except ImportError:
        return None
    tongue = TONGUES.get(code, Tongue())
    months = {name: number + 1 for name, number in _names(info, _MONTH_KEYS, _SHORTEST_MONTH).items()} | tongue.months
    weekdays = _names(info, _DAY_KEYS, _SHORTEST_DAY) | tongue.weekdays
    relative: dict[str, tuple[str, int]] = dict(tongue.relative)
    for key, phrases in info["relative-type"].items():
        if found := re.fullmatch(r"(\d+) (\w+) ago|in (\d+) (\w+)", key):
            unit, shift = found[2] or found[4], -int(found[1]) if found[1] else int(found[3])
            relative |= {p.lower(): (unit, shift) for p in phrases if unit in _UNITS and len(p) > 2}
    patterns = _patterns(months, weekdays, relative, tongue)
    if not tongue.units:
        patterns |= _counted(info)
    return Language(months, weekdays, relative, patterns, tongue, info["date_order"].startswith("D"))


def _names(info: dict[str, Any], keys: list[str], shortest: int) -> dict[str, int]:
    return {name.lower(): number for number, key in enumerate(keys) for name in info[key] if len(name) >= shortest}


def _any_of(names: dict[str, Any]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)) or _NEVER


def _patterns(
    months: dict[str, int], weekdays: dict[str, int], relative: dict[str, tuple[str, int]], tongue: Tongue
) -> dict[str, re.Pattern[str]]:
    month, weekday = _any_of(months), _any_of(weekdays)
    between = rf"(?:(?:{tongue.between})\s{{1,3}})?" if tongue.between else ""
    lead = rf"(?:(?<!\w)(?P<lead>{_longest_first(tongue.before_year)})(?:\s{{1,3}}|(?<=['’-])))"
    beside = f"{tongue.last}|{tongue.next}"
    nth, year = r"(?:\.|er|º|-го)?", rf"(?P<year>\d{{4}})(?:\s{{1,3}}(?:{tongue.after_year}))?"
    part = _any_of(tongue.parts)
    number = rf"(?:\d{{1,4}}|{_any_of(tongue.numbers)})"
    unit = "|".join(tongue.units.values()) or _NEVER
    counted = rf"(?:(?P<n>{number})\s{{1,3}}(?P<unit>{unit})|(?P<whole>{_any_of(tongue.whole)})(?!\s{{1,3}}\d))"
    rows = {
        "iso": r"(?P<iso>\d{4}-\d{2}-\d{2})",
        "numeric": r"(?P<numeric>\d{1,2}[./]\d{1,2}[./]\d{4})",
        "day": rf"(?:(?P<weekday>{weekday}),?\s{{1,3}}(?:den\s|dem\s)?)?"
               rf"(?:(?P<first>\d{{1,2}}){nth}\s{{0,2}}(?:{tongue.links}|[-–/])\s{{0,2}})?"
               rf"(?P<day>\d{{1,2}}){nth}\s{{1,3}}{between}(?P<month>{month})\.?(?:,?\s{{1,3}}{between}{year})?",
        "month-year": rf"{lead}?(?P<month>{month})\.?\s{{1,3}}{between}{year}",
        "month-beside": rf"(?:(?P<before>{beside})\s{{1,3}}(?P<month>{month})"
                        rf"|(?P<month2>{month})\s{{1,3}}"
                        rf"(?:(?P<year_after>{_any_of(tongue.year_after)})|(?P<after>{beside})))",
        "month": rf"{lead}(?P<month>{month})",
        "season": rf"(?:{lead}?(?:(?P<before>{beside})\s{{1,3}})?(?P<season>{_any_of(tongue.seasons)})"
                  rf"|(?P<alone>{_any_of(tongue.seasons_alone)}))"
                  rf"(?:\s{{1,3}}{between}{year}|\s{{1,3}}(?P<after>{beside}))?",
        "year": rf"{lead}(?={_YEAR}){year}(?!-\w)",
        "years": rf"(?P<first>{_YEAR})\s?(?:{tongue.links}|[-–/])\s?(?={_YEAR}){year}",
        "quarter": rf"(?:{tongue.quarters})(?:\s{{1,3}}{between}{year})?",
        "this-part": rf"(?P<this>{_any_of(tongue.this_part)})",
        "night": rf"(?:{tongue.night_before.replace('WEEKDAY', f'(?:{weekday})')})\s{{1,3}}(?P<weekday>{weekday})",
        "relative": rf"(?:(?P<part_before>{part})\s{{1,3}})?(?P<relative>{_any_of(relative)})"
                    rf"(?:\s{{1,3}}(?P<part>{part}))?",
        "weekday": rf"(?:(?P<part_before>{part})\s{{1,3}}(?:في\s|во?\s|يوم\s)?)?(?:(?P<before>{beside})\s{{1,3}})?"
                   rf"(?P<weekday>{weekday})(?:\s{{1,3}}(?P<after>{beside}))?(?:\s{{0,2}}(?P<part>{part}))?",
        "ago": tongue.ago.replace("N", counted),
        "ahead": tongue.ahead.replace("N", counted),
        "decade": rf"(?:{tongue.decade}|(?P<decade>{_any_of(tongue.decades)}))",
        "holiday": rf"(?P<holiday>{_any_of(tongue.holidays)})(?:\s{{1,3}}{between}{year})?",
    }
    compiled = {
        name: re.compile(rf"(?<![\w-])(?:{row})(?!\w)", re.IGNORECASE) for name, row in rows.items() if row != _NEVER
    }
    compiled["past"] = re.compile(rf"(?<!\w)(?:{tongue.past})(?!\w)", re.IGNORECASE)
    compiled["future"] = re.compile(rf"(?<!\w)(?:{tongue.future})(?!\w)", re.IGNORECASE)
    compiled["bare-year"] = re.compile(rf"(?<![\w.,-])(?P<year>{tongue.bare_year})")
    compiled["forwards"] = re.compile(rf"(?<!\w)(?:{tongue.forwards})\s{{1,3}}\Z", re.IGNORECASE)
    compiled["backwards"] = re.compile(rf"(?<!\w)(?:{tongue.backwards})\s{{1,3}}\Z", re.IGNORECASE)
    compiled["clause"] = re.compile(rf"[,;:،؛]|(?<!\w)(?:{tongue.clause})(?!\w)", re.IGNORECASE)
    compiled["link"] = re.compile(rf"\s(?:{tongue.links}|[-–])\s(?P<weekday>{weekday})(?!\w)", re.IGNORECASE)
    return compiled


def _longest_first(words: str) -> str:
    return "|".join(sorted(words.split("|"), key=len, reverse=True)) if "(" not in words else words


def _counted(info: dict[str, Any]) -> dict[str, re.Pattern[str]]:
    """ "5 giorni fa" in languages without tables of ours: dateparser's patterns, one for each unit and direction."""
    patterns = {}
    for key, regexes in info["relative-type-regex"].items():
        found = re.fullmatch(r"\\1 (\w+) ago|in \\1 (\w+)", key)
        if found and (found[1] or found[2]) in _UNITS:
            full = sorted((r for r in regexes if len(r.split()[-1]) > 2), key=len, reverse=True)
            body = "|".join(r.replace(r"(\d++[.,]?\d*+)", r"(?:\d{1,4})") for r in full)
            if body:
                name = f"{'ago' if found[1] else 'ahead'} {found[1] or found[2]}"
                patterns[name] = re.compile(rf"(?<!\w)(?:{body})(?!\w)", re.IGNORECASE)
    return patterns
