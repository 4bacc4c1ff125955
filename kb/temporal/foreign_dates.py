"""What each kind of date in another language comes to: a function for each pattern of `foreign_language`."""

from __future__ import annotations

import re
from collections.abc import Callable

from kb.temporal import calendar
from kb.temporal.foreign_sentence import REACH, Found, Sentence
from kb.temporal.meaning import Anchor, Meaning
from kb.temporal.shades import part_of
from kb.temporal.tense import Tense
from kb.temporal.weekdays import WEEKDAY_NAMES
from kb.temporal.yearless import nearest_year

#: A bare month so many months ahead is meant where nothing says that the clause looks back or ahead.
_NEAR_MONTHS = 1


def _found(hit: re.Match[str], rule: str, meaning: Meaning | None, first: str | None = None) -> list[Found]:
    """A finding from the group `first` (else from the start) on, without the sentence's full stop."""
    if meaning is None:
        return []
    end = hit.end() - (hit[0].endswith(".") and hit.end() == len(hit.string))
    return [Found(hit.start(first) if first else hit.start(), end, rule, meaning)]


def _dated(value: str, phrase: str, anchor: Anchor | None = None, mod: str | None = None) -> Meaning | None:
    span = calendar.bounds(value)
    if span is None:
        return None
    return Meaning("DATE", value, phrase, anchor, mod, bounds=part_of(span, mod) if mod else None)


def _iso(sentence: Sentence, hit: re.Match[str]) -> list[Found]:
    year, month, day = map(int, hit["iso"].split("-"))
    return _found(hit, "date-in-full", _full(year, month, day))


def _numeric(sentence: Sentence, hit: re.Match[str]) -> list[Found]:
    one, two, year = map(int, re.split(r"[./]", hit["numeric"]))
    day, month = (one, two) if sentence.known.day_first else (two, one)
    return _found(hit, "date-in-full", _full(year, month, day))


def _full(year: int, month: int, day: int) -> Meaning | None:
    found = calendar.make_day(year, month, day)
    return Meaning("DATE", found.isoformat(), "written in full") if found else None


def _day(sentence: Sentence, hit: re.Match[str]) -> list[Found]:
    month = sentence.known.months[hit["month"].lower()]
    weekday = sentence.known.weekdays[hit["weekday"].lower()] if hit["weekday"] else None
    meanings = []
    for group in ("first", "day"):
        if hit[group] is None:
            continue
        if hit["year"]:
            meaning = _full(int(hit["year"]), month, int(hit[group]))
        else:
            meaning = _without_year(month, int(hit[group]), sentence.tense(hit), sentence.anchor, weekday)
        meanings.append((group, meaning))
    if len(meanings) == 1:
        return _found(hit, "date-in-full", meanings[0][1])
    (_, first), (_, last) = meanings
    if first is None:
        return _found(hit, "date-in-full", last, "day")
    return [Found(hit.start("first"), hit.end("first"), "day-of-named-month", first),
            *_found(hit, "date-in-full", last, "day")]


def _without_year(
    month: int, day: int, tense: Tense | None, anchor: Anchor | None, weekday: int | None = None
) -> Meaning | None:
    if calendar.make_day(2000, month, day) is None:
        return None
    if anchor is None:
        return Meaning("DATE", f"XXXX-{month:02d}-{day:02d}", "named without a year")
    found, readings = nearest_year(month, day, anchor, tense, weekday)
    if found is None:
        return None
    return Meaning("DATE", found.isoformat(), "the one nearest to {anchor}", anchor, readings=readings)


def _month_year(sentence: Sentence, hit: re.Match[str]) -> list[Found]:
    mod = sentence.mod(hit["lead"])
    value = f"{int(hit['year']):04d}-{sentence.known.months[hit['month'].lower()]:02d}"
    return _found(hit, "month", _dated(value, "written with its year", mod=mod), "month" if mod is None else None)


def _month_beside(sentence: Sentence, hit: re.Match[str]) -> list[Found]:
    month = sentence.known.months[(hit["month"] or hit["month2"]).lower()]
    anchor, beside = sentence.anchor, hit["before"] or hit["after"]
    if anchor is None:
        return _found(hit, "month", Meaning("DATE", f"XXXX-{month:02d}", "named without a year"))
    if hit["year_after"]:
        year = anchor.day.year + sentence.known.tongue.year_after[hit["year_after"].lower()]
        phrase = "in the year given beside it, counted from {anchor}"
    elif sentence.is_("next", beside):
        year, phrase = anchor.day.year + (month <= anchor.day.month), "the next one after {anchor}"
    else:
        year, phrase = anchor.day.year - (month >= anchor.day.month), "the last one before {anchor}"
    return _found(hit, "month", _dated(f"{year:04d}-{month:02d}", phrase, anchor))


def _month(sentence: Sentence, hit: re.Match[str]) -> list[Found]:
    month, mod = sentence.known.months[hit["month"].lower()], sentence.mod(hit["lead"])
    anchor, first = sentence.anchor, "month" if mod is None else None
    if anchor is None:
        return _found(hit, "month", Meaning("DATE", f"XXXX-{month:02d}", "named without a year", mod=mod), first)
    ahead, tense, year = (month - anchor.day.month) % 12, sentence.tense(hit), anchor.day.year
    if ahead and (tense == "future" or (ahead <= _NEAR_MONTHS and tense is None)):
        year, phrase = year + (month < anchor.day.month), "the first one after {anchor}"
    else:
        year, phrase = year - (month > anchor.day.month), "the last one up to {anchor}"
    return _found(hit, "month", _dated(f"{year:04d}-{month:02d}", phrase, anchor, mod), first)


def _season(sentence: Sentence, hit: re.Match[str]) -> list[Found]:
    tongue, beside = sentence.known.tongue, hit["before"] or hit["after"]
    season = tongue.seasons_alone[hit["alone"].lower()] if hit["alone"] else tongue.seasons[hit["season"].lower()]
    if not (hit["alone"] or hit["lead"] or beside or hit["year"]):
        return []
    mod = sentence.mod(hit["lead"])
    first = None if mod or hit["alone"] else "before" if hit["before"] else "season"
    if hit["year"]:
        value = f"{int(hit['year']):04d}-{season}"
        return _found(hit, "season", _dated(value, "written with its year", mod=mod), first)
    anchor = sentence.anchor
    if anchor is None:
        return _found(hit, "season", Meaning("DATE", f"XXXX-{season}", "named without a year"), first)
    spans = [(year, span) for year in range(anchor.day.year - 2, anchor.day.year + 2)
             if (span := calendar.bounds(f"{year:04d}-{season}"))]
    ahead = sentence.is_("next", beside) or (not beside and sentence.tense(hit) == "future")
    if sentence.is_("last", beside):
        fitting = [year for year, span in spans if span[1] < anchor.day][-1:]
    elif ahead:
        fitting = [year for year, span in spans if span[1] >= anchor.day][:1]
    else:
        fitting = [year for year, span in spans if span[0] <= anchor.day][-1:]
    if not fitting:
        return []
    phrase = "the first one after {anchor}" if ahead else "the last one up to {anchor}"
    return _found(hit, "season", _dated(f"{fitting[0]:04d}-{season}", phrase, anchor, mod), first)


def _year(sentence: Sentence, hit: re.Match[str]) -> list[Found]:
    mod = sentence.mod(hit.groupdict().get("lead"))
    meaning = _dated(f"{int(hit['year']):04d}", "a year written out", mod=mod)
    return _found(hit, "year", meaning, "year" if mod is None else None)


def _years(sentence: Sentence, hit: re.Match[str]) -> list[Found]:
    """ "zwischen 1914 und 1918"."""
    first, last = int(hit["first"]), int(hit["year"])
    if first >= last:
        return []
    begin, end = _dated(f"{first:04d}", "a year written out"), _dated(f"{last:04d}", "a year written out")
    return ([Found(hit.start("first"), hit.end("first"), "year", begin)] if begin else []) + _found(
        hit, "year", end, "year"
    )


def _quarter(sentence: Sentence, hit: re.Match[str]) -> list[Found]:
    nth = next(number for number in range(1, 5) if hit[number])
    if hit["year"]:
        return _found(hit, "quarter", _dated(f"{int(hit['year']):04d}-Q{nth}", "with its year given beside it"))
    anchor = sentence.anchor
    if anchor is None:
        return _found(hit, "quarter", Meaning("DATE", f"XXXX-Q{nth}", "a quarter without a year"))
    now = (anchor.day.month + 2) // 3
    year = anchor.day.year + (nth < now if sentence.tense(hit) == "future" else -(nth > now))
    return _found(hit, "quarter", _dated(f"{year:04d}-Q{nth}", "the one meant from {anchor}", anchor))


def _decade(sentence: Sentence, hit: re.Match[str]) -> list[Found]:
    named = hit["decade"]
    digits = next((group for group in hit.groups() if group and group.isdecimal()), "")
    number = sentence.known.tongue.decades[named.lower()] if named else int(digits) + (190 if len(digits) == 1 else 0)
    return _found(hit, "decade", _dated(f"{number:03d}", "the ten years of that name"))


def _holiday(sentence: Sentence, hit: re.Match[str]) -> list[Found]:
    find = calendar.HOLIDAYS[sentence.known.tongue.holidays[hit["holiday"].lower()]]
    if hit["year"]:
        day = find(int(hit["year"]))
        return _found(hit, "holiday", Meaning("DATE", day.isoformat(), "on the calendar") if day else None)
    anchor = sentence.anchor
    if anchor is None:
        return _found(hit, "holiday", Meaning("DATE", "XXXX-XX-XX", "a named day without a year"))
    days = [day for year in range(anchor.day.year - 1, anchor.day.year + 2) if (day := find(year))]
    tense = sentence.tense(hit)
    fitting = [day for day in days if tense is None or (day >= anchor.day) == (tense == "future")] or days
    if not fitting:
        return []
    nearest = min(fitting, key=lambda day: abs((day - anchor.day).days))
    return _found(hit, "holiday", Meaning("DATE", nearest.isoformat(), "the one meant from {anchor}", anchor))


_RELATIVE_RULES = {("day", -1): "day-before", ("day", 0): "same-day", ("day", 1): "day-after"}


def _relative(sentence: Sentence, hit: re.Match[str]) -> list[Found]:
    if _is_other(sentence, hit):
        return []
    unit, shift = sentence.known.relative[hit["relative"].lower()]
    if unit == "night":
        return _found(hit, "part-of-day", _part_of(_shifted("day", shift, sentence.anchor), "NI"))
    meaning = _shifted(unit, shift, sentence.anchor)
    part = hit["part"] or hit["part_before"]
    if part and unit == "day":
        return _found(hit, "part-of-day", _part_of(meaning, sentence.known.tongue.parts[part.lower()]))
    rule = _RELATIVE_RULES.get((unit, shift), "period-of-anchor")
    return [Found(hit.start("relative"), hit.end("relative"), rule, meaning)] if meaning else []


def _this_part(sentence: Sentence, hit: re.Match[str]) -> list[Found]:
    part = sentence.known.tongue.this_part[hit["this"].lower()]
    return _found(hit, "part-of-day", _part_of(_shifted("day", 0, sentence.anchor), part))


def _night(sentence: Sentence, hit: re.Match[str]) -> list[Found]:
    """ "die Nacht zum Sonntag": the night that begins on the day before."""
    weekday = sentence.known.weekdays[hit["weekday"].lower()]
    day = _day_of_week(weekday, sentence.tense(hit) or "past", False, sentence.anchor)
    if day is None:
        return []
    span = calendar.bounds(day.value)
    before = span and calendar.add_days(span[0], -1)
    if span is None or before is None:
        return _found(hit, "night-between", _part_of(day, "NI"))
    meaning = Meaning("TIME", f"{before.isoformat()}TNI", f"the night before {day.phrase}", day.anchor,
                      bounds=(before, span[0]))
    return _found(hit, "night-between", meaning)


def _is_other(sentence: Sentence, hit: re.Match[str]) -> bool:
    """Whether the phrase is another word here: German "am Morgen", "der Morgen", Spanish "por la mañana"."""
    words = sentence.known.tongue.not_after.get(hit["relative"].lower())
    if words is None:
        return False
    if hit["relative"][0].isupper() and hit.start() > 0:
        return True
    ahead = sentence.text[max(0, hit.start() - REACH) : hit.start()]
    return re.search(rf"(?<!\w)(?:{words})\s{{1,3}}\Z", ahead, re.IGNORECASE) is not None


def _weekday(sentence: Sentence, hit: re.Match[str]) -> list[Found]:
    beside, tense = hit["before"] or hit["after"], sentence.tense(hit) or "past"
    if beside:
        tense = "future" if sentence.is_("next", beside) else "past"
    weekday, anchor = sentence.known.weekdays[hit["weekday"].lower()], sentence.anchor
    link = sentence.known.patterns["link"].match(sentence.text, hit.end())
    if anchor and link and tense == "past" and not beside:
        end = calendar.weekday_on_or_before(anchor.day, sentence.known.weekdays[link["weekday"].lower()])
        day = end and calendar.weekday_on_or_before(end, weekday)
        phrase = f"the {WEEKDAY_NAMES[weekday]} before the day named after it, from {{anchor}}"
        meaning = Meaning("DATE", day.isoformat(), phrase, anchor) if day else None
    else:
        meaning = _day_of_week(weekday, tense, bool(beside), anchor)
    part = hit["part"] or hit["part_before"]
    if part:
        return _found(hit, "part-of-day", _part_of(meaning, sentence.known.tongue.parts[part.lower()]))
    return _found(hit, "weekday", meaning)


def _day_of_week(weekday: int, tense: Tense, strict: bool, anchor: Anchor | None) -> Meaning | None:
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


def _part_of(day: Meaning | None, part: str) -> Meaning | None:
    """A part of the day that another meaning gives."""
    return Meaning("TIME", f"{day.value}T{part}", f"that part of {day.phrase}", day.anchor) if day else None


def _ago(sentence: Sentence, hit: re.Match[str]) -> list[Found]:
    unit, number = _amount(sentence, hit)
    return _found(hit, "ago", _shifted(unit, -number, sentence.anchor))


def _ahead(sentence: Sentence, hit: re.Match[str]) -> list[Found]:
    """ "in zwei Wochen" is a date only where the clause looks ahead; else it is a length of time."""
    if sentence.tense(hit) != "future":
        return []
    unit, number = _amount(sentence, hit)
    return _found(hit, "from-now", _shifted(unit, number, sentence.anchor))


def _amount(sentence: Sentence, hit: re.Match[str]) -> tuple[str, int]:
    tongue = sentence.known.tongue
    if hit["whole"]:
        return tongue.whole[hit["whole"].lower()]
    number = int(hit["n"]) if hit["n"].isdecimal() else tongue.numbers[hit["n"].lower()]
    unit = next(unit for unit, forms in tongue.units.items() if re.fullmatch(forms, hit["unit"], re.IGNORECASE))
    return unit, number


def counted_plainly(sentence: Sentence, name: str, hit: re.Match[str]) -> list[Found]:
    number, (side, unit) = re.search(r"\d{1,4}", hit[0]), name.split()
    if number is None:
        return []
    sign = -1 if side == "ago" else 1
    return _found(hit, "ago" if sign < 0 else "from-now", _shifted(unit, sign * int(number[0]), sentence.anchor))


def _shifted(unit: str, shift: int, anchor: Anchor | None) -> Meaning | None:
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


RESOLVERS: dict[str, Callable[[Sentence, re.Match[str]], list[Found]]] = {
    "iso": _iso,
    "numeric": _numeric,
    "day": _day,
    "month-year": _month_year,
    "month-beside": _month_beside,
    "month": _month,
    "season": _season,
    "year": _year,
    "bare-year": _year,
    "years": _years,
    "quarter": _quarter,
    "this-part": _this_part,
    "night": _night,
    "relative": _relative,
    "weekday": _weekday,
    "ago": _ago,
    "ahead": _ahead,
    "decade": _decade,
    "holiday": _holiday,
}
