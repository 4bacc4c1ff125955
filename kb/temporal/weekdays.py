"""Weekdays: backwards or forwards by the tense of the clause, from the day told last, or as one end of a stretch."""

from __future__ import annotations

from datetime import date

from kb.temporal import calendar
from kb.temporal.context import Context, as_anchor
from kb.temporal.day import Day
from kb.temporal.expression import Reading
from kb.temporal.grammar import Match
from kb.temporal.meaning import Anchor
from kb.temporal.tense import Tense, tense_of
from kb.temporal.wordlists import wordset

WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
#: Words before a day that set a limit ahead: "until Friday", "by Sunday".
_LIMITS = wordset("until till by through")


def resolve_weekday(weekday: int, which: str, match: Match, context: Context) -> Day:
    name = WEEKDAY_NAMES[weekday]
    anchor = context.day_near(match)
    told = context.last_day(match) if which in ("previous", "following", "same", "that") else None
    if told is not None:
        return _told_weekday(weekday, which, told, match, context)
    if anchor is None:
        return Day(f"XXXX-WXX-{weekday + 1}", None, f"a {name}; without a publication date nobody knows which")
    if which in ("last", "past", "previous"):
        day = calendar.add_days(anchor.day, -1)
        found = day and calendar.weekday_on_or_before(day, weekday)
        return _found(found, f"the {name} before {{anchor}}", anchor, weekday)
    if which in ("next", "following"):
        day = calendar.add_days(anchor.day, 1)
        found = day and calendar.weekday_on_or_after(day, weekday)
        later = found and calendar.add_days(found, 7)
        readings = (Reading(later.isoformat(), "if “next” means the week after"),) if later else ()
        return _found(found, f"the first {name} after {{anchor}}", anchor, weekday, readings)
    if anchor.source == "narrative":
        return _found(
            calendar.weekday_on_or_after(anchor.day, weekday), f"the first {name} from {{anchor}} on", anchor, weekday
        )
    tense = tense_of(match)
    ranged = _in_range(weekday, tense, match, anchor)
    if ranged is not None:
        return ranged
    before = calendar.weekday_on_or_before(anchor.day, weekday)
    after = calendar.weekday_on_or_after(anchor.day, weekday)
    forwards = (
        tense == "future"
        or which == "coming"
        or (which == "this" and tense != "past")
        or (match.previous in _LIMITS and tense != "past")
    )
    found, other = (after, before) if forwards else (before, after)
    said = "the clause looks ahead" if forwards else "the clause does not look ahead"
    readings = (
        (Reading(other.isoformat(), f"the other way from the anchor; {said}"),) if other and other != found else ()
    )
    if found == anchor.day:
        return _found(found, f"the {name} that is {{anchor}}", anchor, weekday)
    phrase = f"the first {name} after {{anchor}}" if forwards else f"the last {name} before {{anchor}}"
    return _found(found, phrase, anchor, weekday, readings)


_RANGE_LINKS = wordset("to hyphen dash through until")


def _in_range(weekday: int, tense: Tense | None, match: Match, anchor: Anchor) -> Day | None:
    """A weekday at one end of "from Monday to Wednesday": the end that lies nearer to the anchor leads."""
    name = WEEKDAY_NAMES[weekday]
    if tense != "future" and len(match.after) > 1 and match.after[0].category in _RANGE_LINKS:
        end = match.after[1]
        if end.category == "weekday":
            last = calendar.weekday_on_or_before(anchor.day, int(str(end.value)))
            found = last and calendar.weekday_on_or_before(last, weekday)
            return _found(found, f"the {name} before the {end.text.capitalize()} before {{anchor}}", anchor, weekday)
    if tense == "future" and len(match.before) > 1 and match.before[-1].category in _RANGE_LINKS:
        start = match.before[-2]
        if start.category == "weekday":
            first = calendar.weekday_on_or_after(anchor.day, int(str(start.value)))
            found = first and calendar.weekday_on_or_after(first, weekday)
            return _found(found, f"the {name} after the {start.text.capitalize()} after {{anchor}}", anchor, weekday)
    return None


def _told_weekday(weekday: int, which: str, told: Anchor, match: Match, context: Context) -> Day:
    name = WEEKDAY_NAMES[weekday]
    if which == "previous":
        same = context.last(lambda one: one.rule == "weekday" and name.lower() in one.text.lower(),
                            sentence=match.sentence.index)
        told = as_anchor(same) or told
        day = calendar.add_days(told.day, -1)
        return _found(
            day and calendar.weekday_on_or_before(day, weekday), f"the {name} before {{anchor}}", told, weekday
        )
    if which == "following":
        day = calendar.add_days(told.day, 1)
        return _found(day and calendar.weekday_on_or_after(day, weekday), f"the {name} after {{anchor}}", told, weekday)
    return _found(calendar.weekday_on_or_before(told.day, weekday), f"the {name} of {{anchor}}", told, weekday)


def _found(day: date | None, phrase: str, anchor: Anchor, weekday: int, readings: tuple[Reading, ...] = ()) -> Day:
    return Day(day.isoformat() if day else f"XXXX-WXX-{weekday + 1}", day, phrase, anchor, readings)
