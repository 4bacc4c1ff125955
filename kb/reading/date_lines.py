"""Date lines and datelines: the short lines that say when, and where, a report was published or filed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kb.reading.bylines import AGENCIES, is_byline
from kb.reading.dates import find_dates
from kb.reading.prose import is_sentence

CLOCK = re.compile(
    r"\b(?:at )?\d{1,2}(?:: ?|[.h])\d{2}(?:[:.]\d{2})?(?:\.\d+)?(?:\s*[ap]\b(?:\. ?)?(?:m\b\.?)?|\s*[ap]m\b)?"
    r"|\b\d{1,2}\s*[ap]\.? ?m\b\.?"
    r"|\b\d{4}\s*(?:hrs|hours|gmt|utc)\b|(?<=[\d\0])T\d{2}:?\d{2}(?::?\d{2})?\S*|(?:gmt|utc)?[+-]\d{1,2}:?\d{2}\b"
    r"|\(?\b(?:gmt|utc|ist|est|edt|et|pst|pdt|pt|cst|cdt|mst|mdt|bst|cet|cest|eet|eest|msk|jst|kst|aest|aedt|wib|sgt"
    r"|hkt|pkt|trt|z)\b\)?|\b(?:hrs|hours|local time|eastern time)\b", re.IGNORECASE)
WEEKDAY = re.compile(r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?", re.IGNORECASE)
PUBLISHED = re.compile(
    r"\b(?:first |originally )?(?:published|posted|issued|released|created|submitted|publication|pub(?:lish)?)"
    r"(?: on| date| time| at)?\b|\b(?:date|on)\b", re.IGNORECASE)
UPDATED = re.compile(r"\b(?:last )?(?:updated?|modified|revised|changed|edited)(?: on| at| date)?\b", re.IGNORECASE)
AGO = re.compile(r"\b(?:\d+|an?|one|two|few) (?:min(?:ute)?s?|hours?|days?|weeks?|months?|years?) ago\b",
                  re.IGNORECASE)
_EDGES = " \t.,;:()-–—/•·»"

DateLabel = Literal["published", "updated"]


@dataclass(frozen=True, slots=True)
class DateLine:
    """What a line that gives little more than a date says: the day, and the characters that say it."""

    day: date
    begin: int
    end: int
    label: DateLabel | None


def date_line(line: str) -> DateLine | None:
    """The date of publication that a short line gives, if it says (almost) nothing else.

    Allowed beside the date: a time of day, a weekday, "Published" and "Updated", the byline, and the short name
    of a section or place set apart by a bar, dash or comma. Of several dates one after "Published" wins over
    one without label, and that over one after "Updated". Offsets count in the line.
    """
    if len(line) > 160 or not any(character.isdigit() for character in line):
        return None
    dates = find_dates(line)
    if not dates:
        return None
    labelled = PUBLISHED.search(line) is not None or UPDATED.search(line) is not None
    rest = line
    for found in dates:
        rest = rest[:found.begin] + _BLANK * (found.end - found.begin) + rest[found.end:]
    for pattern in (CLOCK, AGO, WEEKDAY, UPDATED, PUBLISHED):
        rest = pattern.sub(lambda match: _BLANK * len(match[0]), rest)
    for part in rest.split(_BLANK):
        words = part.strip(_EDGES)
        if not (not words or is_byline(words) or (labelled and _FILED.fullmatch(words))
                or (_SET_APART.search(part) and len(words.split()) <= 4 and not is_sentence(words))):
            return None
    chosen = min(dates, key=lambda found: (_RANK[_label(line, found.begin)], found.begin))
    return DateLine(chosen.day, chosen.begin, chosen.end, _label(line, chosen.begin))


_RANK: dict[DateLabel | None, int] = {"published": 0, None: 1, "updated": 2}
#: Stands for what a date line may say; what is left must be allowed beside it.
_BLANK = "\0"
_SET_APART = re.compile(r"[|•·»–—,/()\t:]|\s-|-\s|\s{2}")
#: Who posted it and where, after "Posted": "by editor", "in Harbour news".
_FILED = re.compile(r"(?:by|in|under|from) [^\s,|]+(?: [^\s,|]+){0,3}", re.IGNORECASE)


def _label(line: str, begin: int) -> DateLabel | None:
    """The label nearest before a date, if any."""
    before = line[:begin]
    labels: list[tuple[int, DateLabel]] = [(match.end(), "updated") for match in UPDATED.finditer(before)]
    labels += [(match.end(), "published") for match in PUBLISHED.finditer(before)
               if match[0].lower() not in ("on", "date")]
    return max(labels)[1] if labels else None


_CITY = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’-]+(?:[ /-][A-ZÀ-Þ][A-ZÀ-Þ.'’-]*){0,4}"
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_MONTH_DAY = rf"(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? \d{{4}})?"
_REGION = rf"(?:, (?!(?i:{_MONTH}) \d)[A-Z][\w.]+(?: [A-Z][\w.]+)?)?"
_SOURCE = rf"(?P<agency>\s*[(/|]\s*{AGENCIES}[^)]{{0,30}}\)?)?(?:\s*\([A-Z][\w .&'’/-]{{1,30}}\))?"
_DASH = r"(?P<dash>\s*(?:--?|[–—_])+:?)"
_DATELINE = re.compile(rf"{_CITY}{_REGION}(?P<date>,? (?i:{_MONTH_DAY}))?{_SOURCE}{_DASH}?\s*")
#: A city in small letters is a dateline's only before a whole date and a dash: "Beirut, 17 February 2019 — …".
_QUIET_DATELINE = re.compile(rf"[A-Z]\w+(?: [A-Z]\w+){{0,2}}{_REGION}(?P<date>, (?i:{_MONTH_DAY})){_SOURCE}{_DASH}\s")


def is_dateline(line: str) -> bool:
    """A line that only says where, when and by whom a report was filed: "PARIS, Feb 18 (Agency) -"."""
    match = _DATELINE.fullmatch(line) if len(line) <= 100 else None
    return match is not None and any(match[part] for part in ("date", "agency", "dash"))


def dateline_end(paragraph: str) -> int:
    """Where the dateline that opens a paragraph ends ("BEIRUT, Syria (Agency) - Rebels …"), 0 without one."""
    start = re.sub(r"\s", " ", paragraph[:160])
    for dateline in (_DATELINE, _QUIET_DATELINE):
        match = dateline.match(start)
        if match and match["dash"] and (match["date"] or match["agency"] or "(" in match[0]):
            return match.end() if match.end() < len(paragraph) else 0
    return 0


def dateline_date(paragraph: str) -> DateLine | None:
    """The whole date in the dateline that opens a paragraph ("BEIRUT, Feb. 17, 2019 (Agency) — Rebels …")."""
    start = re.sub(r"\s", " ", paragraph[:160])
    for dateline in (_DATELINE, _QUIET_DATELINE):
        match = dateline.match(start)
        if match and match["date"] and (match["dash"] or match["agency"] or match.end() == len(paragraph)):
            dates = find_dates(start[:match.end("date")])
            return DateLine(dates[0].day, dates[0].begin, dates[0].end, None) if dates else None
    return None
