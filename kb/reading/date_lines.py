"""Date lines and datelines: the short lines that say when, and where, a report was published or filed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kb.reading.bylines import AGENCIES, is_byline
from kb.reading.dates import find_dates
from kb.reading.prose import is_sentence

_CLOCK = re.compile(
    r"\b(?:at )?\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?(?:\.\d+)?(?:\s*[ap]\.?m\b\.?)?|\b\d{1,2}\s*[ap]\.?m\b\.?"
    r"|\b\d{4}\s*(?:hrs|hours|gmt|utc)\b|(?<=\d)T\d{2}:?\d{2}(?::?\d{2})?\S*|(?:gmt|utc)?[+-]\d{1,2}:?\d{2}\b"
    r"|\(?\b(?:gmt|utc|ist|est|edt|et|pst|pdt|pt|cst|cdt|mst|mdt|bst|cet|cest|eet|eest|msk|jst|kst|aest|aedt|wib|sgt"
    r"|hkt|pkt|trt|z)\b\)?|\b(?:hrs|hours|local time|eastern time)\b", re.IGNORECASE)
_WEEKDAY = re.compile(r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?", re.IGNORECASE)
_PUBLISHED = re.compile(
    r"\b(?:first |originally )?(?:published|posted|issued|released|created|submitted|publication|pub(?:lish)?)"
    r"(?: on| date| time| at)?\b|\b(?:date|on)\b", re.IGNORECASE)
_UPDATED = re.compile(r"\b(?:last )?(?:updated?|modified|revised|changed|edited)(?: on| at| date)?\b", re.IGNORECASE)
_AGO = re.compile(r"\b(?:\d+|an?|one|two|few) (?:min(?:ute)?s?|hours?|days?|weeks?|months?|years?) ago\b",
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
    rest = line
    for found in dates:
        rest = rest[:found.begin] + "|" * (found.end - found.begin) + rest[found.end:]
    for pattern in (_CLOCK, _AGO, _WEEKDAY, _UPDATED, _PUBLISHED):
        rest = pattern.sub(lambda match: "|" * len(match[0]), rest)
    parts = [part for part in re.split(r"\|+", rest) if part.strip(_EDGES)]
    for part in parts:
        part = part.strip(" \t.;:")
        if not is_byline(part.strip(_EDGES)) and not _is_short_label(part, line):
            return None
    chosen = min(dates, key=lambda found: (_RANK[_label(line, found.begin)], found.begin))
    return DateLine(chosen.day, chosen.begin, chosen.end, _label(line, chosen.begin))


_RANK: dict[DateLabel | None, int] = {"published": 0, None: 1, "updated": 2}


def _is_short_label(part: str, line: str) -> bool:
    """Up to four words in a row, set apart from the date: "Middle East |", "BEIRUT,"."""
    stripped = part.strip(_EDGES)
    if not stripped:
        return True
    place = line.find(part)
    beside = line[max(0, place - 3):place] + part[:2] + part[-2:] + line[place + len(part):place + len(part) + 3]
    return (len(stripped.split()) <= 4 and not is_sentence(stripped)
            and re.search(r"[|•·»–—,/()\t:]|\s-|-\s|\s{2}", beside) is not None)


def _label(line: str, begin: int) -> DateLabel | None:
    """The label nearest before a date, if any."""
    before = line[:begin]
    labels: list[tuple[int, DateLabel]] = [(match.end(), "updated") for match in _UPDATED.finditer(before)]
    labels += [(match.end(), "published") for match in _PUBLISHED.finditer(before)
               if match[0].lower() not in ("on", "date")]
    return max(labels)[1] if labels else None


_CITY = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’-]+(?:[ /-][A-ZÀ-Þ][A-ZÀ-Þ.'’-]*){0,4}"
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_MONTH_DAY = rf"(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? \d{{4}})?"
_DATELINE = re.compile(
    rf"(?P<city>{_CITY})(?:, [A-Z][\w.]+(?: [A-Z][\w.]+)?)?(?P<date>,? (?i:{_MONTH_DAY}))?"
    rf"(?P<agency>\s*[(/|]\s*{AGENCIES}[^)]{{0,30}}\)?)?(?P<dash>\s*(?:--?|[–—_])+:?)?\s*")


def is_dateline(line: str) -> bool:
    """A line that only says where, when and by whom a report was filed: "PARIS, Feb 18 (Agency) -"."""
    match = _DATELINE.fullmatch(line) if len(line) <= 100 else None
    return match is not None and any(match[part] for part in ("date", "agency", "dash"))


def dateline_date(paragraph: str) -> DateLine | None:
    """The whole date in the dateline that opens a paragraph ("BEIRUT, Feb. 17, 2019 (Agency) — Rebels …")."""
    match = _DATELINE.match(paragraph[:160])
    if match is None or not match["date"] or not (match["dash"] or match["agency"] or match.end() == len(paragraph)):
        return None
    dates = find_dates(paragraph[:match.end("date")])
    return DateLine(dates[0].day, dates[0].begin, dates[0].end, None) if dates else None
