"""Times of day: clock times with a date and a zone, and parts of a day such as "Friday morning" and "last night"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kb.temporal.context import Context
from kb.temporal.days import Day, resolve_day, shifted_day
from kb.temporal.grammar import Match
from kb.temporal.lexicon import CLOCK_WORDS, PARTS_OF_DAY
from kb.temporal.meaning import Meaning
from kb.temporal.rule import Rule
from kb.temporal.wordlists import wordset
from kb.temporal.words import Word

#: A time of day goes with a day told this many sentences back at most.
_CLOCK_REACH = 1
_DAY_CATEGORIES = wordset("month shortmonth weekday shortday yesterday today tonight tomorrow isodate")


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


def _day_of(match: Match, context: Context) -> Day | None:
    """The day that goes with the time: named beside it, else told just before, else the anchor."""
    if match.has(*_DAY_CATEGORIES):
        day = match.groups.get("day", match.words)
        return resolve_day(day, match, context)
    told = context.last_day(match, reach=_CLOCK_REACH)
    if told is not None:
        return shifted_day(told, 0, "on the day told last, {anchor}")
    return shifted_day(context.now, 0, "on {anchor}")


def _zone(match: Match) -> str:
    """The zone of the time itself; in "8 a.m. (0500 GMT)" it belongs to the other time."""
    for before, word in pairwise(match.words):
        if word.category == "zone" and before.category in ("clock", "am", "pm", "oclock", "clockword", "part"):
            return str(word.value)
    return ""


def _clock(match: Match, context: Context) -> Meaning | None:
    time = clock_value(match.groups.get("t", match.words))
    if time is None:
        return None
    day = _day_of(match, context)
    if day is None:
        return None
    zone = _zone(match)
    mod = "APPROX" if match.has("about", "nearly") else None
    value = f"{day.value}T{time}{'Z' if zone == 'Z' else ''}"
    return Meaning("TIME", value, f"{time} on {day.phrase.removeprefix('on ')}", day.anchor, mod, readings=day.readings)


def _part(match: Match, context: Context) -> Meaning | None:
    word = match.get("p")
    if word is None and not match.says("hours"):
        return None
    name = word.text if word else "morning"
    part = PARTS_OF_DAY[name]
    which = match.word("which")
    mod = (
        "START"
        if match.has("early")
        else {"late": "END", "mid": "MID", "earlier": None, "later": None}.get(match.words[0].text)
    )
    if match.has(*_DAY_CATEGORIES) or "day" in match:
        day = resolve_day(match.groups.get("day", match.words), match, context)
    elif which in ("last", "previous"):
        day = shifted_day(context.now, -1, "the day before {anchor}")
    elif which in ("next", "following"):
        told = context.last_day(match) or context.now
        day = shifted_day(told, 1, "the day after {anchor}")
    elif which in ("that", "same"):
        day = shifted_day(context.last_day(match) or context.now, 0, "the day told last, {anchor}")
    elif which == "this" or match.has("tonight"):
        day = shifted_day(context.now, 0, "the day itself, {anchor}")
    else:
        day = _day_of(match, context)
    if day is None:
        return None
    return Meaning("TIME", f"{day.value}T{part}", f"the {name} of {day.phrase}", day.anchor, mod, readings=day.readings)


def _tonight(match: Match, context: Context) -> Meaning | None:
    day = shifted_day(context.now, 0, "the night of {anchor}")
    return Meaning("TIME", f"{day.value}TNI", day.phrase, day.anchor)


def _overnight(match: Match, context: Context) -> Meaning | None:
    day = shifted_day(context.now, -1, "the night before {anchor}")
    span = None
    if day.day and day.anchor:
        span = (day.day, day.anchor.day)
    return Meaning("TIME", f"{day.value}TNI", day.phrase, day.anchor, bounds=span)


def _is_clock(match: Match) -> bool:
    """A bare "7:15" counts after "at", "by", "around"; a score ("won 7:15") does not."""
    if match.has("am", "pm", "clockword", "oclock", "part", "night", "zone") or match.has(*_DAY_CATEGORIES):
        return not (
            match.has("am")
            and len(match.words) == 2
            and match.words[1].text == "am"
            and match.doc.text[match.words[0].end : match.words[1].begin] == " "
            and match.previous == "i"
        )
    return match.previous in ("at", "by", "until", "from", "around", "about", "before", "after", "since", "to")


_TIME = (
    "t=(clock (am|pm)?|(dayno|numberword) (am|pm|oclock)|clockword"
    "|(clock|dayno|numberword) oclock? in the (part|night))"
)
_NAMED = "(early|earlier|late|later|mid)? hyphen?"

RULES = (
    Rule(
        "clock-time",
        "a time of day",
        (
            f"about? {_TIME} (open? zone shut?)? (open (other|number) zone shut)? comma? (on)? (the)? day=day",
            "about? t=(clock|dayno|numberword|clockword) (on)? day=(yesterday|tomorrow)",
            f"day=day (at|about|comma)? (about)? {_TIME} zone?",
            f"about? {_TIME} (open? zone shut?)?",
            f"{_TIME} (on|the)? (early|late)? part (of)? day=day",
        ),
        _clock,
        (
            ("He was shot at [10 p.m. Wednesday].", "2019-02-13T22:00"),
            ("Talks ended at [noon Saturday].", "2019-02-16T12:00"),
            ("The offer ends at [5 p.m. EST, March 6].", "2019-03-06T17:00"),
        ),
        _is_clock,
    ),
    Rule(
        "part-of-day",
        "a part of a day",
        (
            f"{_NAMED} day=day (early|late)? p=(part|night)",
            f"{_NAMED} which=(this|last|next|that|previous|following) (very)? p=(part|night)",
            "p=(part|night) (on|of)? day=(weekday|yesterday|fulldate)",
            f"{_NAMED} (the)? which=(next|following|previous|same) p=(part|night)",
            "(early|late|mid) hyphen? p=part (on|of)? (day=(weekday|yesterday|fulldate))?",
            "(in|during|by) the (early|late)? p=part",
            "(the)? (early|small) units of day=day",
        ),
        _part,
        (
            ("Shells fell on [Friday morning].", "2019-02-15TMO"),
            ("It was hit [last night].", "2019-02-17TNI"),
            ("They will meet [this afternoon].", "2019-02-18TAF"),
            ("A gunman fled [Saturday night].", "2019-02-16TNI"),
        ),
        lambda match: not (match.word("which") == "that" and match.following not in (".", ",", "", "'", '"')),
    ),
    Rule(
        "tonight",
        "tonight",
        ("(late|later|early)? tonight",),
        _tonight,
        (("We will know [tonight].", "2019-02-18TNI"),),
    ),
    Rule(
        "overnight",
        "the night before the publication",
        ("overnight",),
        _overnight,
        (("Two were arrested [overnight].", "2019-02-17TNI"),),
        lambda match: match.following not in ("-", "stay", "stays", "bag", "guest"),
    ),
)
