"""Explicit calendar dates: strings that people, records and pages give as the date of publication.

Nothing here guesses. A string without day, month and year, or one that reads two ways ("03/04/2019"), is no
date, and neither is a day before 1800 or more than a year and a day ahead.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import lru_cache

from kb.errors import DateError

EARLIEST = date(1800, 1, 1)

#: The longest ways to write one date, with weekday, time of day and time zone in full, have so many characters.
_LONGEST = 80

#: The languages tried when the article's own doesn't do: those of most news; all 200 of dateparser take seconds.
_LANGUAGES = ("en", "fr", "de", "es", "it", "pt", "nl", "pl", "ru", "uk", "tr", "ar", "fa", "he", "zh", "ja", "ko",
              "hi", "id", "sv", "da", "fi", "cs", "el", "hu", "ro")
_NUMBERS = re.compile(r"\d+")

_MONTHS = {name: number for number, names in enumerate(
    ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
     "september sept sep", "october oct", "november nov", "december dec"), start=1) for name in names.split()}
_MONTH = r"(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?!\d)"
_YEAR = r"(?P<year>(?:1[89]|20)\d\d)(?!\d)"
_FIGURES = r"(?P<first>\d{1,2})(?P<mark>[-/.])(?P<second>\d{1,2})(?P=mark)" + _YEAR
#: The ways a whole date is written, each with an example that the tests run.
FORMS: tuple[tuple[str, str], ...] = (
    (_MONTH + r"\s*" + _DAY + r"\s*,?\s*" + _YEAR, "February 18, 2019"),
    (_DAY + r"[\s./-]*(?:of\s+)?" + _MONTH + r"[\s,./-]*" + _YEAR, "18 Feb. 2019"),
    (_YEAR + r"(?P<mark>[-/.])(?P<month>1[0-2]|0?[1-9])(?P=mark)" + _DAY, "2019-02-18"),
    (_YEAR + r"[\s,-]+" + _MONTH + r"[\s,-]*" + _DAY, "2019 February 18"),
    (_FIGURES, "18/02/2019"),
    # Two figures for the year only where month and day can't be mistaken for it.
    (r"(?P<month>0?[1-9]|1[0-2])/(?P<day>1[3-9]|2\d|3[01])/(?P<short>\d\d)(?![\d/])", "2/18/19"),
)
_FORMS = tuple(re.compile(r"(?<![\w/.-])" + form, re.IGNORECASE) for form, _ in FORMS)
_AMBIGUOUS = re.compile(_FIGURES)
_ISO = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:$|[T\s])")
_EPOCH = re.compile(r"\d{9,10}(?:\.\d+)?|\d{12,13}")
_ADDRESS = re.compile(
    r"(?:/|[_-])((?:1[89]|20)\d\d)([/_-]?)(0[1-9]|1[0-2]|[1-9]|[a-z]{3})\2(0?[1-9]|[12]\d|3[01])(?=[/_.?#-]|$)",
    re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A whole date in a stretch of text, as offsets into it."""

    begin: int
    end: int
    day: date


def is_plausible(day: date) -> bool:
    """Whether news could have been published that day: since 1800, and no more than a year and a day ahead."""
    return EARLIEST <= day <= datetime.now(UTC).date() + timedelta(days=367)


def find_dates(text: str) -> tuple[FoundDate, ...]:
    """Every whole, unambiguous, plausible date written out in English or in figures, in text order."""
    found: list[FoundDate] = []
    for form in _FORMS:
        for match in form.finditer(text):
            day = _day(match)
            if day is not None and not any(match.start() < other.end and other.begin < match.end() for other in found):
                found.append(FoundDate(match.start(), match.end(), day))
    return tuple(sorted(found, key=lambda one: one.begin))


def date_in_address(url: str) -> date | None:
    """The date in the path of an address ("/2019/02/18/", "/2019/feb/18/", "-20190218-"); None without one."""
    path = re.sub(r"^\w+://[^/]*", "", url)
    for match in _ADDRESS.finditer(path):
        month = match[3]
        number = int(month) if month.isdigit() else _MONTHS.get(month.lower())
        if number is None or (not match[2] and len(match[3] + match[4]) != 4):
            continue
        day = _build(int(match[1]), number, int(match[4]))
        if day is not None:
            return day
    return None


def parse_date(text: str, *, languages: tuple[str, ...] = ("en",)) -> date:
    """The day that a string from a record, a page or a person names; times of day are set aside.

    ISO 8601, RFC 2822, seconds since 1970, dates in words and figures, and in other languages what dateparser
    reads. Raises DateError, whose message says why it is no date.
    """
    text = text.strip()
    iso = _ISO.match(text)
    if iso:
        return _plausible(_build(int(iso[1]), int(iso[2]), int(iso[3]), bounds=False), text)
    if _EPOCH.fullmatch(text):
        seconds = float(text) / (1000 if len(text) >= 12 and "." not in text else 1)
        return _plausible(datetime.fromtimestamp(seconds, UTC).date(), text)
    found = find_dates(text) if len(text) <= _LONGEST else ()
    if len({one.day for one in found}) == 1:
        return found[0].day
    if not found and len(text) <= _LONGEST:
        _reject_ambiguous(text)
        day = _rfc_2822(text) or _by_dateparser(text, languages)
        if day is not None:
            return _plausible(day, text)
    raise DateError(f"“{_short(text)}” is no date; give YYYY-MM-DD")


def parse_published(text: str) -> date:
    """The day given with `--published`; raises DateError with one clear line when it is none."""
    try:
        return parse_date(text)
    except DateError as error:
        raise DateError(f"--published {error}") from None


def _day(match: re.Match[str]) -> date | None:
    parts = match.groupdict()
    if parts.get("first") is not None:
        first, second = int(parts["first"]), int(parts["second"])
        if parts["mark"] == "." or first > 12 or first == second:   # 18.02.2019 is day first everywhere
            return _build(int(parts["year"]), second, first)
        return _build(int(parts["year"]), first, second) if second > 12 else None
    month = parts["month"].lower()
    year = int(parts["year"]) if parts.get("year") else _century(int(parts["short"]))
    return _build(year, int(month) if month.isdigit() else _MONTHS[month], int(parts["day"]))


def _century(short: int) -> int:
    """The latest year with these two last figures that is not ahead."""
    this = datetime.now(UTC).year
    return this - (this - short) % 100


def _build(year: int, month: int, day: int, *, bounds: bool = True) -> date | None:
    try:
        built = date(year, month, day)
    except ValueError:
        return None
    return built if not bounds or is_plausible(built) else None


def _plausible(day: date | None, text: str) -> date:
    if day is None:
        raise DateError(f"“{_short(text)}” is no date; give YYYY-MM-DD")
    if not is_plausible(day):
        raise DateError(f"“{_short(text)}” is no likely day of publication ({EARLIEST.year} … next year); "
                        "give YYYY-MM-DD")
    return day


def _reject_ambiguous(text: str) -> None:
    match = _AMBIGUOUS.search(text)
    if match and match["mark"] != "." and 1 <= int(match["first"]) <= 12 and 1 <= int(match["second"]) <= 12:
        year, one, other = int(match["year"]), int(match["first"]), int(match["second"])
        raise DateError(f"“{_short(text)}” reads two ways, {date(year, other, one)} and {date(year, one, other)}; "
                        "give YYYY-MM-DD")


def _rfc_2822(text: str) -> date | None:
    try:
        return parsedate_to_datetime(text).date()
    except (ValueError, IndexError):
        return None


@lru_cache(maxsize=1024)
def _by_dateparser(text: str, languages: tuple[str, ...]) -> date | None:
    """Dates in other languages and rarer forms. dateparser is loaded only when one comes up, since it is slow."""
    if len(_NUMBERS.findall(text)) < 2 or not re.search(r"\d{4}", text):
        return None
    from dateparser.date import DateDataParser  # type: ignore[import-untyped]

    settings = {"STRICT_PARSING": True, "REQUIRE_PARTS": ["day", "month", "year"], "PARSERS": ["absolute-time"],
                "RETURN_AS_TIMEZONE_AWARE": False}
    for given in (languages, _LANGUAGES):
        try:
            parsed = DateDataParser(languages=list(given), settings=settings).get_date_data(text)
        except ValueError:   # a language that dateparser doesn't know
            continue
        if parsed is not None and parsed.date_obj is not None:
            day: date = parsed.date_obj.date()
            return day
    return None


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 40 else line[:39] + "…"
