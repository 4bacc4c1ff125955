"""Other languages: explicit dates and the simple relative ones, on dateparser's language data and our calendar.

dateparser knows the names of months and days and the words for "yesterday" and "last month" in some two hundred
languages (its tables come from Unicode CLDR); the forms that news uses beside them (inflections, "el mes que viene",
the month names of the Levant) are added here for five. Which Friday is meant, and which year's May, is decided as for
English, with a few words of each language that mark the future.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from kb.reading import Article
from kb.temporal import calendar
from kb.temporal.meaning import Anchor, Meaning
from kb.temporal.tense import Tense
from kb.temporal.weekdays import WEEKDAY_NAMES
from kb.temporal.wordlists import wordlist
from kb.temporal.yearless import nearest_year

_MONTH_KEYS = wordlist("january february march april may june july august september october november december")
_DAY_KEYS = wordlist("monday tuesday wednesday thursday friday saturday sunday")
_UNITS = ("day", "week", "month", "year")
#: Shorter names ("mo", "lu", "ср") are words of other kinds too often.
_SHORTEST_MONTH, _SHORTEST_DAY = 3, 4


@dataclass(frozen=True, slots=True)
class Extras:
    """What a language needs beside dateparser's tables."""

    relative: dict[str, tuple[str, int]] = field(default_factory=dict)
    """Phrase → unit and shift: "vergangene woche" is ("week", -1)."""
    months: dict[str, int] = field(default_factory=dict)
    weekdays: dict[str, int] = field(default_factory=dict)
    last: str = r"(?!)"
    """Words that turn a weekday backwards, and `next` forwards, beside it."""
    next: str = r"(?!)"
    between: str = ""
    """Words between day, month and year: Spanish "de"."""
    before_year: str = r"(?!)"
    """Words before a year that stands alone, or before a bare month."""
    future: str = r"(?!)"
    """Words of a sentence that looks ahead."""
    not_after: dict[str, str] = field(default_factory=dict)
    """Phrase → words before which it is something else: Spanish "la mañana" is the morning."""


EXTRAS: dict[str, Extras] = {
    "de": Extras(
        relative={
            "vergangene woche": ("week", -1),
            "vergangenen woche": ("week", -1),
            "letzten woche": ("week", -1),
            "nächsten woche": ("week", 1),
            "kommende woche": ("week", 1),
            "dieser woche": ("week", 0),
            "vergangenen monat": ("month", -1),
            "kommenden monat": ("month", 1),
            "diesem monat": ("month", 0),
            "vergangenen jahr": ("year", -1),
            "vergangenes jahr": ("year", -1),
            "letzten jahr": ("year", -1),
            "kommenden jahr": ("year", 1),
            "nächsten jahr": ("year", 1),
            "diesem jahr": ("year", 0),
            "vorigen jahr": ("year", -1),
            "vorige woche": ("week", -1),
        },
        months={"märz": 3, "maerz": 3},
        last="letzte[nrm]?|vergangene[nrm]?|vorige[nrm]?",
        next="nächste[nrm]?|kommende[nrm]?",
        before_year="im jahr|im jahre|seit|im|in|anfang|ende|mitte",
        future=r"wird|werden|soll|sollen|will|wollen|geplant|bis",
        not_after={"morgen": "am|jeden|guten|am frühen"},
    ),
    "fr": Extras(
        relative={
            "l'an dernier": ("year", -1),
            "l’an dernier": ("year", -1),
            "l’année dernière": ("year", -1),
            "l'an prochain": ("year", 1),
            "l’année prochaine": ("year", 1),
            "ce mois": ("month", 0),
            "aujourd’hui": ("day", 0),
            "le mois passé": ("month", -1),
            "la semaine passée": ("week", -1),
        },
        last=r"dernier|dernière|passé",
        next=r"prochain|prochaine",
        before_year="en|depuis|début|fin|mi-|au mois de|fin de",
        future=r"sera|seront|aura|auront|va|vont|doit|doivent|prévue?s?|\w+era|\w+eront|\w+iront|\w+ira",
    ),
    "es": Extras(
        relative={
            "la semana que viene": ("week", 1),
            "el mes que viene": ("month", 1),
            "el año que viene": ("year", 1),
            "el pasado mes": ("month", -1),
            "la pasada semana": ("week", -1),
            "el pasado año": ("year", -1),
            "este año": ("year", 0),
            "anteayer": ("day", -2),
            "antier": ("day", -2),
        },
        last="pasado|pasada",
        next="próximo|que viene",
        between="de|del",
        before_year="en|desde|a principios de|a finales de|en el año",
        future=r"será|serán|va a|van a|prevé|previst[oa]s?|\w{3,}ará|\w{3,}erá|\w{3,}irá|\w{3,}rán",
        not_after={"mañana": "la|por la|de la|esta"},
    ),
    "ar": Extras(
        relative={
            "الشهر الجاري": ("month", 0),
            "العام الماضي": ("year", -1),
            "العام المقبل": ("year", 1),
            "هذا العام": ("year", 0),
            "العام الجاري": ("year", 0),
            "الأسبوع المقبل": ("week", 1),
            "الشهر المقبل": ("month", 1),
            "أمس": ("day", -1),
            "غدا": ("day", 1),
            "أول أمس": ("day", -2),
        },
        months={
            "كانون الثاني": 1,
            "شباط": 2,
            "آذار": 3,
            "نيسان": 4,
            "أيار": 5,
            "حزيران": 6,
            "تموز": 7,
            "آب": 8,
            "أيلول": 9,
            "تشرين الأول": 10,
            "تشرين الثاني": 11,
            "كانون الأول": 12,
        },
        weekdays={"الأحد": 6, "الثلاثاء": 1, "الأربعاء": 2, "الخميس": 3, "الجمعة": 4, "السبت": 5},
        last="الماضي|الفائت",
        next="المقبل|القادم",
        between="شهر|من|عام|سنة",
        before_year="في عام|عام|سنة|منذ|في|خلال",
        future=r"سوف|س[يتن]\w{3,}",
    ),
    "ru": Extras(
        relative={
            "в прошлом году": ("year", -1),
            "в этом году": ("year", 0),
            "в будущем году": ("year", 1),
            "в минувшем году": ("year", -1),
            "на минувшей неделе": ("week", -1),
            "в минувшем месяце": ("month", -1),
        },
        months={
            "январе": 1,
            "феврале": 2,
            "марте": 3,
            "апреле": 4,
            "мае": 5,
            "июне": 6,
            "июле": 7,
            "августе": 8,
            "сентябре": 9,
            "октябре": 10,
            "ноябре": 11,
            "декабре": 12,
        },
        weekdays={
            "понедельника": 0,
            "вторника": 1,
            "среду": 2,
            "среда": 2,
            "среды": 2,
            "четверга": 3,
            "пятницу": 4,
            "пятницы": 4,
            "субботу": 5,
            "субботы": 5,
            "воскресенья": 6,
        },
        last="прошл\\w+|минувш\\w+",
        next="следующ\\w+|будущ\\w+|ближайш\\w+",
        before_year="в|с|к|до|начале|конце",
        future=r"будет|будут|планиру\w+|намерен\w*|состоится|пройдет|пройдёт",
    ),
}


@dataclass(frozen=True, slots=True)
class Language:
    """A language as regular expressions: what a date looks like in it."""

    months: dict[str, int]
    weekdays: dict[str, int]
    relative: dict[str, tuple[str, int]]
    counted: tuple[tuple[re.Pattern[str], str, int], ...]
    """Pattern with the number as its first group, the unit, and -1 for "ago"."""
    explicit: re.Pattern[str]
    extras: Extras
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
    extras = EXTRAS.get(code, Extras())
    months = _names(info, _MONTH_KEYS, _SHORTEST_MONTH) | extras.months
    months = {name: number + (name not in extras.months) for name, number in months.items()}
    weekdays = _names(info, _DAY_KEYS, _SHORTEST_DAY) | extras.weekdays
    relative: dict[str, tuple[str, int]] = dict(extras.relative)
    for key, phrases in info["relative-type"].items():
        if found := re.fullmatch(r"(\d+) (\w+) ago|in (\d+) (\w+)", key):
            unit, shift = found[2] or found[4], -int(found[1]) if found[1] else int(found[3])
            relative |= {p.lower(): (unit, shift) for p in phrases if unit in _UNITS and len(p) > 2}
    counted = []
    for key, regexes in info["relative-type-regex"].items():
        found = re.fullmatch(r"\\1 (\w+) ago|in \\1 (\w+)", key)
        if found and (found[1] or found[2]) in _UNITS:
            full = sorted((r for r in regexes if len(r.split()[-1]) > 2 or "назад" in r), key=len, reverse=True)
            body = "|".join(r.replace(r"(\d++[.,]?\d*+)", r"(?:\d{1,4})") for r in full)
            if body:
                counted.append(
                    (
                        re.compile(rf"(?<!\w)(?:{body})(?!\w)", re.IGNORECASE),
                        found[1] or found[2],
                        -1 if found[1] else 1,
                    )
                )
    return Language(
        months,
        weekdays,
        relative,
        tuple(counted),
        _explicit(months, weekdays, relative, extras),
        extras,
        info["date_order"].startswith("D"),
    )


def _names(info: dict[str, Any], keys: list[str], shortest: int) -> dict[str, int]:
    return {name.lower(): number for number, key in enumerate(keys) for name in info[key] if len(name) >= shortest}


def _any_of(names: dict[str, Any]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)) or r"(?!)"


def _verbose(words: str) -> str:
    """A pattern for `re.VERBOSE`, where a blank counts only when escaped."""
    return words.replace(" ", r"\ ")


def _explicit(
    months: dict[str, int],
    weekdays: dict[str, int],
    relative: dict[str, tuple[str, int]],
    extras: Extras,
) -> re.Pattern[str]:
    between = rf"(?:(?:{extras.between})\s{{1,3}})?" if extras.between else ""
    last, ahead, lead = (_verbose(words) for words in (extras.last, extras.next, extras.before_year))
    month, day = _any_of(months), _any_of(weekdays)
    return re.compile(
        rf"""(?<![\w-])(?:
        (?P<iso>\d{{4}}-\d{{2}}-\d{{2}})
      | (?P<numeric>\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}})
      | (?P<day>\d{{1,2}})(?:\.|er|º|-го)?\s{{1,3}}{between}(?P<month>{month})\.?
        (?:,?\s{{1,3}}{between}(?P<year>\d{{4}}))?
      | (?P<month2>{month})\s{{1,3}}{between}(?P<year2>\d{{4}})
      | (?P<relative>{_any_of(relative)})
      | (?:(?P<before>{last}|{ahead})\s{{1,3}})?(?P<weekday>{day})(?:\s{{1,3}}(?P<after>{last}|{ahead}))?
      | (?<!\w)(?P<lead>{lead})\s{{1,3}}(?:(?P<year3>(?:1[5-9]|20)\d\d)|(?P<month3>{month}))
    )(?!\w)""",
        re.VERBOSE | re.IGNORECASE,
    )


#: Where a sentence ends; not after a number, since "9. Februar" goes on.
_SENTENCE_END = re.compile(r"(?<=[^\d\s][.!?؟])\s+|\n+")


def find_foreign(article: Article, anchor: Anchor | None) -> Iterator[tuple[int, int, str, Meaning]]:
    """The dates of an article in its own language: begin, end, rule and meaning, in text order.

    Sentences are cut here by their marks: the model that reads English cuts other languages badly.
    """
    known = language(article.language)
    if known is None:
        return
    for block in article.blocks:
        if block.kind == "furniture":
            continue
        begin = block.begin
        for mark in _SENTENCE_END.finditer(article.text, block.begin, block.end):
            yield from _in_sentence(known, article.text[begin : mark.start()], begin, anchor)
            begin = mark.end()
        yield from _in_sentence(known, article.text[begin : block.end], begin, anchor)


def _in_sentence(
    known: Language, text: str, begin: int, anchor: Anchor | None
) -> Iterator[tuple[int, int, str, Meaning]]:
    future = re.search(rf"(?<!\w)(?:{known.extras.future})(?!\w)", text, re.IGNORECASE)
    tense: Tense = "future" if future else "past"
    found: list[tuple[int, int, str, Meaning]] = []
    for pattern, unit, sign in known.counted:
        for hit in pattern.finditer(text):
            number = re.search(r"\d{1,4}", hit[0])
            if number and (meaning := _counted(int(number[0]), unit, sign, anchor)):
                found.append((begin + hit.start(), begin + hit.end(), "ago" if sign < 0 else "from-now", meaning))
    for hit in known.explicit.finditer(text):
        first = next(
            name for name in ("iso", "numeric", "day", "month2", "relative", "weekday", "year3", "month3") if hit[name]
        )
        if first == "relative" and _is_other(known, hit, text):
            continue
        rule, meaning = _resolve(known, first, hit, tense, anchor)
        lead = len(hit["lead"] or "")
        start = hit.start(first) if lead else hit.start()
        if meaning:
            found.append((begin + start, begin + hit.end(), rule, meaning))
    place = 0
    for one in sorted(found, key=lambda one: (one[0], -one[1])):
        if one[0] >= place:
            place = one[1]
            yield one


def _is_other(known: Language, hit: re.Match[str], text: str) -> bool:
    """Whether the phrase is another word here: German "am Morgen", "der Morgen", Spanish "por la mañana"."""
    words = known.extras.not_after.get(hit["relative"].lower())
    if words is None:
        return False
    if hit["relative"][0].isupper() and hit.start() > 0:
        return True
    return re.search(rf"(?<!\w)(?:{words})\s+$", text[: hit.start()], re.IGNORECASE) is not None


def _resolve(
    known: Language, first: str, hit: re.Match[str], tense: Tense, anchor: Anchor | None
) -> tuple[str, Meaning | None]:
    if first == "iso":
        return "date-in-full", _full(*map(int, hit["iso"].split("-")))
    if first == "numeric":
        one, two, year = map(int, re.split(r"[./]", hit["numeric"]))
        day, month = (one, two) if known.day_first else (two, one)
        return "date-in-full", _full(year, month, day)
    if first == "day":
        month = known.months[hit["month"].lower()]
        if hit["year"]:
            return "date-in-full", _full(int(hit["year"]), month, int(hit["day"]))
        return "date-in-full", _without_year(month, int(hit["day"]), tense, anchor)
    if first == "month2":
        return "month", _plain(
            f"{int(hit['year2']):04d}-{known.months[hit['month2'].lower()]:02d}", "written with its year"
        )
    if first == "year3":
        return "year", _plain(f"{int(hit['year3']):04d}", "a year written out")
    if first == "month3":
        return "month", _bare_month(known.months[hit["month3"].lower()], tense, anchor)
    if first == "weekday":
        beside = hit["before"] or hit["after"] or ""
        if beside:
            tense = "future" if re.fullmatch(known.extras.next, beside, re.IGNORECASE) else "past"
        return "weekday", _weekday(known.weekdays[hit["weekday"].lower()], tense, bool(beside), anchor)
    unit, shift = known.relative[hit["relative"].lower()]
    return _RELATIVE_RULES.get((unit, shift), "period-of-anchor"), _relative(unit, shift, anchor)


_RELATIVE_RULES = {("day", -1): "day-before", ("day", 0): "same-day", ("day", 1): "day-after"}


def _plain(value: str, phrase: str, anchor: Anchor | None = None) -> Meaning | None:
    return Meaning("DATE", value, phrase, anchor) if calendar.bounds(value) else None


def _full(year: int, month: int, day: int) -> Meaning | None:
    found = calendar.make_day(year, month, day)
    return Meaning("DATE", found.isoformat(), "written in full") if found else None


def _without_year(month: int, day: int, tense: Tense, anchor: Anchor | None) -> Meaning | None:
    if calendar.make_day(2000, month, day) is None:
        return None
    if anchor is None:
        return Meaning("DATE", f"XXXX-{month:02d}-{day:02d}", "named without a year")
    found, readings = nearest_year(month, day, anchor, tense)
    return (
        Meaning("DATE", found.isoformat(), "the one nearest to {anchor}", anchor, readings=readings) if found else None
    )


def _bare_month(month: int, tense: Tense, anchor: Anchor | None) -> Meaning | None:
    if anchor is None:
        return Meaning("DATE", f"XXXX-{month:02d}", "named without a year")
    ahead = (month - anchor.day.month) % 12
    year = anchor.day.year
    if ahead and (tense == "future" or ahead <= 2):
        return _plain(f"{year + (month < anchor.day.month):04d}-{month:02d}", "the first one after {anchor}", anchor)
    return _plain(f"{year - (month > anchor.day.month):04d}-{month:02d}", "the last one up to {anchor}", anchor)


def _weekday(weekday: int, tense: Tense, strict: bool, anchor: Anchor | None) -> Meaning | None:
    name = WEEKDAY_NAMES[weekday]
    if anchor is None:
        return Meaning("DATE", f"XXXX-WXX-{weekday + 1}", f"a {name}; without a publication date nobody knows which")
    if tense == "future":
        start = calendar.add_days(anchor.day, 1) if strict else anchor.day
        day = start and calendar.weekday_on_or_after(start, weekday)
        phrase = f"the first {name} after {{anchor}}"
    else:
        start = calendar.add_days(anchor.day, -1) if strict else anchor.day
        day = start and calendar.weekday_on_or_before(start, weekday)
        phrase = f"the last {name} before {{anchor}}"
    if day == anchor.day:
        phrase = f"the {name} that is {{anchor}}"
    return Meaning("DATE", day.isoformat(), phrase, anchor) if day else None


def _relative(unit: str, shift: int, anchor: Anchor | None) -> Meaning | None:
    if anchor is None:
        value = {-1: "PAST_REF", 0: "PRESENT_REF", 1: "FUTURE_REF"}[(shift > 0) - (shift < 0)]
        return Meaning("DATE", "XXXX-XX-XX" if unit == "day" else value, f"a {unit} counted from an unknown day")
    day = calendar.shift(anchor.day, unit, shift)
    if day is None:
        return None
    side = (
        f"{abs(shift)} {unit}{'s' if abs(shift) > 1 else ''} {'before' if shift < 0 else 'after'}"
        if shift
        else f"the {unit} of"
    )
    return Meaning("DATE", calendar.period_value(day, unit), f"{side} {{anchor}}", anchor)


def _counted(number: int, unit: str, sign: int, anchor: Anchor | None) -> Meaning | None:
    return _relative(unit, sign * number, anchor)
