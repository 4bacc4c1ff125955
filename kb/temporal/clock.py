"""Times of day by the clock, with the day they belong to and the zone that is written beside them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kb.temporal.context import Context
from kb.temporal.day import Day, shifted_day
from kb.temporal.days import day_of_told_month, resolve_day
from kb.temporal.deeds import day_of_deed
from kb.temporal.grammar import Match
from kb.temporal.lexicon import CLOCK_WORDS, PARTS_OF_DAY
from kb.temporal.meaning import Meaning
from kb.temporal.rule import Rule
from kb.temporal.wordlists import wordset
from kb.temporal.words import Word

#: Words after which four digits or "7:15" are a time of day.
_BEFORE_CLOCK = wordset("at by until from around about before after since to")
#: A time of day goes with a day told this many sentences back at most.
_CLOCK_REACH = 1
DAY_CATEGORIES = wordset("month shortmonth weekday shortday yesterday today tonight tomorrow isodate")


def clock_value(words: Sequence[Word]) -> str | None:
    """The time of day as TIMEX3 writes it: "10 p.m." is "22:00", "7:15" "07:15", "noon" "12:00"."""
    hour, minute, half = None, 0, None
    for word in words:
        if word.category == "clock":
            parts = word.text.replace(".", ":").split(":")
            hour, minute = int(parts[0]), int(parts[1])
        elif word.category in ("dayno", "number") and hour is None and isinstance(word.value, int):
            hour = word.value
        elif word.category in ("am", "pm"):
            half = int(str(word.value))
        elif word.category == "clockword":
            return CLOCK_WORDS[word.text]
        elif word.category in ("part", "night") and half is None:
            half = 0 if PARTS_OF_DAY[word.text] == "MO" else 12
    if hour is None or hour > 24 or minute > 59 or (half is not None and not 1 <= hour <= 12):
        return None
    if half is not None:
        hour = hour % 12 + half
    return f"{hour:02d}:{minute:02d}"


def day_of(match: Match, context: Context) -> Day | None:
    """The day that goes with the time: named beside it, else told just before, else the anchor."""
    if "nth" in match:
        return day_of_told_month(match.number("nth"), match, context)
    if match.has(*DAY_CATEGORIES) or "day" in match:
        day = match.groups.get("day", match.words)
        return resolve_day(day, match, context)
    told = context.last_day(match, reach=_CLOCK_REACH)
    if told is not None:
        return shifted_day(told, 0, "on the day told last, {anchor}")
    deed = day_of_deed(match, context)
    if deed is not None:
        return shifted_day(deed, 0, "on the day that is told of the same, {anchor}")
    return shifted_day(context.today, 0, "on {anchor}")


_ZONE_WORDS = {"": "", "Z": " (UTC)"}


def _zone(match: Match) -> str:
    """The zone of the time itself; in "8 a.m. (0500 GMT)" it belongs to the other time."""
    for before, word in pairwise(match.words):
        if word.category == "zone" and before.category in ("clock", "am", "pm", "oclock", "clockword", "part"):
            return str(word.value)
    return ""


def _after_told(time: str, day: Day, match: Match, context: Context) -> str:
    """ "Four o'clock" is four in the afternoon where half past two in the afternoon has just been told."""
    told = context.last_day(match, reach=_CLOCK_REACH)
    begun = told.value.partition("T")[2][:5] if told is not None and told.value and told.day == day.day else ""
    later = f"{int(time[:2]) + 12:02d}{time[2:]}"
    return later if time < begun <= later < "24:00" else time


def _clock(match: Match, context: Context) -> Meaning | None:
    time = clock_value(match.groups.get("t", match.words))
    if time is None:
        return None
    day = day_of(match, context)
    if day is None:
        return None
    if match.has("oclock") and not match.has("am", "pm", "part", "night"):
        time = _after_told(time, day, match, context)
    zone = _zone(match)
    mod = "APPROX" if match.has("about", "nearly") else None
    value = f"{day.value}T{time}{'Z' if zone == 'Z' else ''}"
    phrase = f"{time}{_ZONE_WORDS.get(zone, f' (UTC{zone})')} on {day.phrase.removeprefix('on ')}"
    return Meaning("TIME", value, phrase, day.anchor, mod, zone=zone or None, readings=day.readings)


def _is_clock(match: Match) -> bool:
    """A bare "7:15" counts after "at", "by", "around"; a score ("won 7:15") does not, nor "high noon"."""
    if match.previous == "high" and match.words[0].category == "clockword":
        return False
    if match.has("am", "pm", "clockword", "oclock", "part", "night", "zone") or match.has(*DAY_CATEGORIES):
        return not (
            match.has("am")
            and len(match.words) == 2
            and match.words[1].text == "am"
            and match.doc.text[match.words[0].end : match.words[1].begin] == " "
            and match.previous == "i"
        )
    return match.previous in _BEFORE_CLOCK


_TIME = (
    "t=(clock (am|pm)?|(dayno|numberword) (am|pm|oclock)|clockword"
    "|(clock|dayno|numberword) oclock? in the (part|night))"
)

def _military(match: Match, context: Context) -> Meaning | None:
    """ "at 0530 hours"."""
    digits = match.word("t")
    day = day_of(match, context)
    if day is None or int(digits[:2]) > 24 or int(digits[2:]) > 59:
        return None
    time = f"{digits[:2]}:{digits[2:]}"
    phrase = f"{time} on {day.phrase.removeprefix('on ')}"
    return Meaning("TIME", f"{day.value}T{time}", phrase, day.anchor, readings=day.readings)


def _is_military(match: Match) -> bool:
    """Four digits before "hours", with a nought in front or after a word that goes with a time of day."""
    digits = match.word("t")
    return (
        len(digits) == 4
        and digits.isdecimal()
        and match.says("hours", "hrs")
        and (digits[0] == "0" or match.previous in _BEFORE_CLOCK)
    )


RULES = (
    Rule(
        "clock-time",
        "a time of day",
        (
            f"about? {_TIME} (local time)? (open? zone shut?)? (open (other|number|year|clock) zone shut)? "
            "comma? (on)? (the)? day=day",
            "about? t=(clock|dayno|numberword|clockword) (on)? day=(yesterday|tomorrow)",
            f"about? {_TIME} on the nth=ordinal",
            f"day=day (at|about|comma)? (about)? {_TIME} zone?",
            f"about? {_TIME} (open? zone shut?)?",
            f"{_TIME} (on|the)? (early|late)? part (of)? day=day",
        ),
        _clock,
        (
            ("He was shot at [10 p.m. Wednesday].", "2019-02-13T22:00"),
            ("Talks ended at [noon Saturday].", "2019-02-16T12:00"),
            ("The offer ends at [5 p.m. EST, March 6].", "2019-03-06T17:00"),
            ("It began at 2:30 p.m. on Friday, and by [four o'clock] it was over.", "2019-02-15T16:00"),
            ("It began on 5 May 2018, and by [2 a.m. the next day] it was over.", "2018-05-06T02:00"),
            ("It began on 5 May 2018; at [5 p.m. on the 6th] it was over.", "2018-05-06T17:00"),
            ("He was robbed last Thursday. Nobody came. It was dark. He was robbed at [10 p.m.].", "2019-02-14T22:00"),
            ("It struck at [8:00 p.m. local time (1200 UTC) on Tuesday].", "2019-02-12T20:00"),
        ),
        _is_clock,
    ),
    Rule(
        "clock-in-hours",
        "a time of day in four digits",
        ("t=(number|year) (units|hours) ((on)? (the)? day=day)?",),
        _military,
        (("The landing began at [0530 hours on 6 June 2018].", "2018-06-06T05:30"),),
        _is_military,
    ),
)
