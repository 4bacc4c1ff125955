"""Days: weekdays, dates with and without a year, yesterday, today and tomorrow — alone or inside a longer expression.

A weekday is sought backwards or forwards by the tense of its clause; a date without a year lies in the year that
puts it nearest to the anchor, and the tense decides when two years are about as near. Both choices keep the other
reading.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from kb.temporal import calendar
from kb.temporal.context import Context, told_anchor
from kb.temporal.day import Day, shifted_day
from kb.temporal.expression import Reading, TimeExpression
from kb.temporal.grammar import Match
from kb.temporal.meaning import Anchor, Meaning
from kb.temporal.rule import Rule
from kb.temporal.shades import SHADES
from kb.temporal.tense import Tense, tense_of
from kb.temporal.weekdays import resolve_weekday
from kb.temporal.wordlists import wordset
from kb.temporal.words import Word
from kb.temporal.yearless import linked_year, nearest_year

#: Words before a date that say where it lies: "the year ended March 31", "notes due May 1".
_TENSE_BEFORE: dict[str, Tense] = {
    "ended": "past",
    "ending": "future",
    "due": "future",
    "payable": "future",
    "effective": "future",
    "expire": "future",
    "expires": "future",
}


def resolve_day(words: Sequence[Word], match: Match, context: Context) -> Day | None:
    """The day that the words name: "last Friday", "Sunday, March 8", "12 May 2014", "yesterday", "that day"."""
    by_category: dict[str, Word] = {}
    for word in words:
        by_category.setdefault(word.category, word)
    month = by_category.get("month") or by_category.get("shortmonth")
    if "isodate" in by_category:
        return numeric_date(by_category["isodate"].text)
    if month is not None:
        number = by_category.get("dayno") or by_category.get("ordinal") or by_category.get("second")
        return _month_day(month, number, by_category.get("year"), by_category, match, context)
    weekday = by_category.get("weekday") or by_category.get("shortday")
    if weekday is not None:
        return resolve_weekday(int(str(weekday.value)), _which(by_category), match, context)
    for name, shift, phrase in (
        ("yesterday", -1, "the day before {anchor}"),
        ("today", 0, "the day itself, {anchor}"),
        ("tonight", 0, "the night of {anchor}"),
        ("tomorrow", 1, "the day after {anchor}"),
    ):
        if name in by_category:
            return shifted_day(context.published, shift, phrase)
    if "unit" in by_category:
        return _told_day(_which(by_category), match, context)
    return None


def _which(by_category: dict[str, Word]) -> str:
    for category in ("last", "past", "previous", "next", "following", "coming", "this", "same", "that"):
        if category in by_category:
            return category
    return ""


def numeric_date(text: str) -> Day | None:
    """ "2019-02-18", "18.02.2019" and "02/18/2019"; with slashes the month stands first unless it can't."""
    if text[:4].isdigit():
        year, month, day = map(int, text.replace("/", "-").split("-"))
    else:
        first, second, year = map(int, text.replace("/", ".").split("."))
        month, day = (second, first) if "." in text or first > 12 else (first, second)
        if year < 100:
            year += 2000 if year < 50 else 1900
    return _day(calendar.make_day(year, month, day), "written in full")


def _month_day(
    month_word: Word,
    number: Word | None,
    year: Word | None,
    by_category: dict[str, Word],
    match: Match,
    context: Context,
) -> Day | None:
    month, day = int(str(month_word.value)), int(str(number.value)) if number else 0
    if year is not None:
        return _day(calendar.make_day(int(str(year.value)), month, day), "written in full")
    if calendar.make_day(2000, month, day) is None:
        return None
    linked = linked_year(match, month)
    if linked is not None:
        return _day(calendar.make_day(linked, month, day), "in the year written after it")
    relative = _relative_year(match, context)
    if relative is not None:
        return _day(calendar.make_day(relative.day.year, month, day), "in the year of {anchor}", relative)
    weekday = by_category.get("weekday")
    tense = _TENSE_BEFORE.get(match.previous) or tense_of(match)
    anchor = context.story(match, month, day) if tense != "future" and weekday is None else context.at(match)
    if anchor is None:
        return Day(f"XXXX-{month:02d}-{day:02d}", None, "named without a year")
    found, readings = nearest_year(month, day, anchor, tense, int(str(weekday.value)) if weekday else None)
    phrase = "as the story goes on from {anchor}" if anchor.source == "narrative" else "the one nearest to {anchor}"
    return _day(found, phrase, anchor, readings)


def _day(day: date | None, phrase: str, anchor: Anchor | None = None, readings: tuple[Reading, ...] = ()) -> Day | None:
    return Day(day.isoformat(), day, phrase, anchor, readings) if day else None


#: Words of "… of the same year" and "… the following year".
_YEAR_WORDS = wordset("of the that same next following previous last this unit")


def _relative_year(match: Match, context: Context) -> Anchor | None:
    """The anchor shifted into the year that follows the date: "Feb. 1 next year", "January this year"."""
    published = context.published
    dated = max((place for place, word in enumerate(match.words) if word.category not in _YEAR_WORDS), default=99)
    after = [word.text for word in (*match.words[dated + 1 :], *match.after[:4])]
    for which, amount in (("following", 1), ("next", 1), ("same", 0), ("previous", -1)):
        told = told_anchor(match, context) if ["the", which, "year"] in (after[:3], after[1:4]) else None
        if told is None and which == "same" and ["that", "year"] in (after[:2], after[1:3]):
            told = told_anchor(match, context)
        if told is not None:
            day = calendar.shift(told.day, "year", amount)
            return replace(told, day=day) if day else None
    for which, amount in (("last", -1), ("this", 0), ("next", 1)):
        if published and (after[:2] == [which, "year"] or after[:3] == ["of", which, "year"]):
            day = calendar.shift(published.day, "year", amount)
            return Anchor(day, published.source) if day else None
    return None


def _told_day(which: str, match: Match, context: Context) -> Day | None:
    """ "that day", "the same day", "the following day", "the previous day": counted from the day told last."""
    coarse = context.coarse(match)
    if coarse is not None:
        return day_within(coarse)
    told = context.last_day(match)
    if told is None and which in ("next", "following", "previous", ""):
        if which and tense_of(match) == "past":
            return Day("XXXX-XX-XX", None, f"the {which} day, counted from one that is not told")
        told = context.today
    if told is None:
        return None
    named = context.last(lambda one: one.id == told.expression)
    if which == "previous" and named is not None and named.text.lower() == match.text.lower():
        return shifted_day(told, 0, "the day told last, {anchor}")  # told twice, it is the same day
    shift, phrase = {
        "next": (1, "the day after {anchor}"),
        "following": (1, "the day after {anchor}"),
        "previous": (-1, "the day before {anchor}"),
    }.get(which, (0, "the day told last, {anchor}"))
    return shifted_day(told, shift, phrase)


def day_within(told: TimeExpression) -> Day:
    """A day of which only the month, season or year is told."""
    value = {"month": f"{told.value}-XX", "day": told.value}.get(told.granularity, f"{told.value[:4]}-XX-XX")
    anchor = Anchor(told.earliest, "expression", told.id, told.text, told.value) if told.earliest else None
    return Day(value, None, "an unnamed day of {anchor}", anchor, bounds=(told.earliest, told.latest))


def _resolve(match: Match, context: Context) -> Meaning | None:
    day = resolve_day(match.words, match, context)
    if day is None:
        return None
    return Meaning(
        "DATE", day.value, day.phrase, day.anchor, mod=SHADES.get(match.words[0].text), bounds=day.bounds,
        readings=day.readings,
    )


def _nth_weekday(match: Match, context: Context) -> Meaning | None:
    nth = {"last": -1, "second": 2}.get(match.groups["n"][0].category) or match.number("n")
    weekday, month = match.number("wd"), match.number("month")
    if not -1 <= nth <= 5:
        return None
    if "year" in match:
        day, anchor = calendar.nth_weekday(match.number("year"), month, weekday, nth), None
    else:
        anchor = context.now
        middle = nearest_year(month, 15, anchor, tense_of(match))[0] if anchor else None
        day = calendar.nth_weekday(middle.year, month, weekday, nth) if middle else None
    if day is None or day.month != month:
        return None
    return Meaning("DATE", day.isoformat(), "counted on the calendar" + (" near {anchor}" if anchor else ""), anchor)


def _two_days_off(match: Match, context: Context) -> Meaning | None:
    if match.has("yesterday"):
        day = shifted_day(context.published, -2, "two days before {anchor}")
    else:
        day = shifted_day(context.published, 2, "two days after {anchor}")
    return Meaning("DATE", day.value, day.phrase, day.anchor)


def _beside(match: Match, context: Context) -> Meaning | None:
    """ "The day before Christmas", "the week after 3 May"."""
    if "h" in match:
        find = calendar.HOLIDAYS[str(match.groups["h"][0].value)]
        anchor = context.now
        middle = find(anchor.day.year) if anchor else None
        near = middle and nearest_year(middle.month, middle.day, anchor, tense_of(match))[0] if anchor else None
        found = find(near.year) if near else None
        day = Day(found.isoformat(), found, "that named day nearest to {anchor}", anchor) if found else None
    else:
        day = resolve_day(match.groups["day"], match, context)
    unit = match.word("u")
    if day is None or day.day is None:
        return None
    shifted = calendar.shift(day.day, unit, -1 if match.has("before") else 1)
    if shifted is None:
        return None
    side = "before" if match.has("before") else "after"
    return Meaning(
        "DATE", calendar.period_value(shifted, unit), f"the {unit} {side} {day.value}, {day.phrase}", day.anchor,
        readings=day.readings,
    )


def _continues(match: Match) -> bool:
    """ "Jan. 27 and [28]", "May 12-[14]", "[12]–14 May": a bare day of the month beside a full one."""
    before, after = [w.category for w in match.before[-4:]], [w.category for w in match.after[:3]]
    links = ("and", "hyphen", "to", "comma", "dash", "through", "or")
    days, months = ("dayno", "ordinal"), ("month", "shortmonth")
    if len(before) >= 3 and before[-1] in links and before[-2] in days and before[-3] in months:
        return after[:1] not in (["other"], ["percent"], ["numberword"]) or match.previous in ("and", "-", "–", "to")
    if "year" in match or len(after) < 3:
        return False
    return after[0] in ("hyphen", "dash", "to", "and") and after[1] in days and after[2] in months


def _resolve_continued(match: Match, context: Context) -> Meaning | None:
    around = [word for word in (*match.before[-4:], *match.after[:3]) if word.category in ("month", "shortmonth")]
    if not around:
        return None
    year = match.get("year") or next((w for w in match.after[:5] if w.category == "year"), None)
    words = [around[0], match.words[0], *([year] if year else [])]
    if year is None and around[0].begin < match.begin:
        told = context.last_day(match, reach=0)
        if told and told.value and told.value[5:7] == f"{int(str(around[0].value)):02d}":
            day = calendar.make_day(told.day.year, told.day.month, match.number("n"))
            return Meaning("DATE", day.isoformat(), "in the month of {anchor}", told) if day else None
    found = resolve_day(words, match, context)
    return Meaning("DATE", found.value, found.phrase, found.anchor, readings=found.readings) if found else None


_BEFORE_ORDINAL = wordset("on by until from till of to since")


def _is_bare_ordinal(match: Match) -> bool:
    """ "On [the 7th]": an ordinal in digits after a word that goes with days, and nothing that it could count."""
    if not match.word("n")[0].isdigit() or match.previous not in _BEFORE_ORDINAL:
        return False
    tokens = match.tokens()
    index = tokens[-1].index + 1 if tokens else 0
    after = match.doc.tokens[index : index + 1]
    return not after or after[0].upos in ("PUNCT", "VERB", "AUX", "PRON", "DET", "ADP", "CCONJ", "SCONJ", "ADV")


#: So many days back a story goes within its month ("on the 6th", told after the 8th) rather than on to the next.
_STEPS_BACK = 3


def day_of_told_month(number: int, match: Match, context: Context) -> Day | None:
    """ "On the 7th": in the month told last, or the one after where that day has long gone by."""
    told = context.last_period(match, ("day", "time", "part-of-day", "month"), reach=3)
    if told is None or not 1 <= number <= 31:
        return None
    month = told.day if number >= told.day.day - _STEPS_BACK else calendar.add_months(told.day, 1)
    day = month and calendar.make_day(month.year, month.month, number)
    return Day(day.isoformat(), day, "in the month that {anchor} leads to", told) if day else None


def _day_of_told_month(match: Match, context: Context) -> Meaning | None:
    day = day_of_told_month(match.number("n"), match, context)
    return Meaning("DATE", day.value, day.phrase, day.anchor) if day else None


#: "Today's youth" is of these times, not of this day.
_OF_THESE_TIMES = wordset("world youth society generation generations standards children women men computers era age")


def _is_this_day(match: Match) -> bool:
    return not is_title(match) and not (
        match.following in ("'s", "’s") and any(word.text in _OF_THESE_TIMES for word in match.after[1:3])
    )


_OPENING, _CLOSING = wordset("\" “ `` ‘ `"), wordset("\" ” \'\' ’ \'")


def is_title(match: Match) -> bool:
    """A capital inside a sentence marks a name: the broadcast "This Week", the paper USA Today. A capital at the start
    of a quotation is none, unless nothing else is quoted or more capitals follow."""
    if not match.before or not match.doc.text[match.begin].isupper():
        return False
    tokens = match.tokens()
    before = match.doc.tokens[tokens[0].index - 1] if tokens and tokens[0].index else None
    if before is None:
        return False
    if before.text in _OPENING:
        capitals = [match.doc.text[word.begin].isupper() for word in match.words]
        closes = [word.text in _CLOSING for word in match.after[:2]]
        return (len(capitals) > 1 and all(capitals)) or closes[:1] == [True] or (match.following == "," and any(closes))
    return before.upos == "PROPN"


def _is_date(match: Match) -> bool:
    """A short weekday name alone ("Sun", "Sat") is no date, nor is the name inside another name."""
    return not match.has("shortday")


RULES = (
    Rule(
        "date-in-full",
        "a date written in full, or with its month and day",
        (
            "fulldate",
            "holiday comma? fulldate",
            "fulldate comma? of? ((the)? (same|next|following|previous)|that|last|this|next) told=unit",
        ),
        _resolve,
        (
            ("It opened on [May 26, 1980] in Oslo.", "1980-05-26"),
            ("The deal of [12 March 2014] held.", "2014-03-12"),
            ("They met on [Friday, 8 February 2019], again.", "2019-02-08"),
            ("[2019-02-03] was dry.", "2019-02-03"),
            ("Voting began on [Jan. 27] in the north.", "2019-01-27"),
            ("It will open on [March 3rd].", "2019-03-03"),
            ("The revolt began on [Easter Monday, 24 April 1916].", "1916-04-24"),
            ("The battle lasted from [30 June] to 2 July 1916.", "1916-06-30"),
            ("He fell ill in May 1942 and died on [24 October of the same year].", "1942-10-24"),
        ),
        lambda match: match.word("told") in ("", "year"),
    ),
    Rule(
        "day-of-named-month",
        "a day of the month named beside it",
        ("n=(dayno|ordinal) (comma year=year)?",),
        _resolve_continued,
        (
            ("Talks were held on Jan. 27 and [28] in Doha.", "2019-01-28"),
            ("They met on Sept. 1-[3, 1939], in Oslo.", "1939-09-03"),
        ),
        _continues,
    ),
    Rule(
        "day-of-told-month",
        "a day of the month told last",
        ("the n=ordinal",),
        _day_of_told_month,
        (("They landed on 6 June 2018, and on [the 7th] they took the town.", "2018-06-07"),),
        _is_bare_ordinal,
    ),
    Rule(
        "weekday",
        "a weekday, by the tense of its clause",
        (
            "(early|late|earlier|later)? wd=anyday",
            "(early|late|earlier|later) on anyday",
            "(the|early|late|earlier|later)? which anyday",
            "this (coming|past) anyday",
        ),
        _resolve,
        (
            ("The militants left on [Sunday].", "2019-02-17"),
            ("Police said [Friday] that it was over.", "2019-02-15"),
            ("He resigned [last Monday].", "2019-02-11"),
        ),
        _is_date,
    ),
    Rule(
        "day-before",
        "yesterday: the day before the publication date",
        ("(early|late|earlier|later)? yesterday",),
        _resolve,
        (
            ("The army said [yesterday] that it had won.", "2019-02-17"),
            ("[Earlier yesterday], a bus burnt.", "2019-02-17"),
        ),
    ),
    Rule(
        "same-day",
        "today: the publication date",
        ("(earlier|later)? today",),
        _resolve,
        (("The court ruled [today] that he may go.", "2019-02-18"),),
        _is_this_day,
    ),
    Rule(
        "day-after",
        "tomorrow: the day after the publication date",
        ("(early|late|later)? tomorrow",),
        _resolve,
        (("They will vote [tomorrow].", "2019-02-19"),),
    ),
    Rule(
        "nth-weekday",
        "the first, second, … or last such weekday of a month",
        ("(the)? n=(ordinal|second|last) wd=anyday (in|of) month=anymonth (comma? year=year)?",),
        _nth_weekday,
        (
            ("School starts on [the first Monday in March].", "2019-03-04"),
            ("It is on [the last Sunday of May 2020].", "2020-05-31"),
        ),
    ),
    Rule(
        "two-days-off",
        "the day before yesterday, the day after tomorrow",
        ("the unit (before yesterday|after tomorrow)",),
        _two_days_off,
        (
            ("It rained [the day before yesterday].", "2019-02-16"),
            ("They will meet [the day after tomorrow].", "2019-02-20"),
        ),
        lambda match: match.says("day"),
    ),
    Rule(
        "beside-day",
        "the day or the week before or after a day that is named",
        (
            "(the)? u=unit side=(before|after) day=(fulldate|(which)? weekday)",
            "(the)? u=unit side=(before|after) h=holiday",
        ),
        _beside,
        (
            ("They left on [the day before Christmas].", "2018-12-24"),
            ("[The day after Friday]'s vote he resigned.", "2019-02-16"),
            ("It was shut in [the week before 1 January 2019].", "2018-W52"),
        ),
        lambda match: match.says("day", "week"),
    ),
    Rule(
        "told-day",
        "a day counted from the one told last",
        (
            "(earlier|later|early|late)? (the|that) (very)? (same|next|following|previous) u=unit",
            "(earlier|later)? (on)? that u=unit",
            "(earlier|later) in the u=unit",
        ),
        _resolve,
        (("It rained on May 3, 2018, and [the next day] it snowed.", "2018-05-04"),),
        lambda match: match.word("u") == "day",
    ),
)
