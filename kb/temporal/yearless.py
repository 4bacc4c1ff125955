"""Dates without a year: nearest to the anchor, where a story has got to, or in the year of the date beside them."""

from __future__ import annotations

from datetime import date

from kb.temporal import calendar
from kb.temporal.expression import Reading
from kb.temporal.grammar import Match
from kb.temporal.meaning import Anchor
from kb.temporal.tense import Tense
from kb.temporal.wordlists import wordset

#: A clause that looks ahead means next year's date once this year's is so many days gone.
_JUST_PAST_DAYS = 30
#: How far a narrative looks back from the date told last before a date without a year must be the next year's.
_LOOKS_BACK_DAYS = 120
#: When the tense disagrees with the nearest year, the nearest still wins below this share of a year.
_NEAR_DAYS = 90
#: Words between the two ends of a stretch, or the members of a list.
LINKS = wordset("to hyphen dash and or until through slash")
_IN_DATES = wordset("dayno ordinal comma weekday the of early late mid hyphen year month shortmonth")


def linked_year(match: Match, month: int) -> int | None:
    """The year written only once, after the last of several dates: "from 30 June to 2 July 1916"."""
    if not match.after or match.after[0].category not in LINKS:
        return None
    last = 0
    for word in match.after[1:8]:
        if word.category == "year":
            return int(str(word.value)) - (month > last) if last else None
        if word.category not in _IN_DATES:
            return None
        if word.category in ("month", "shortmonth"):
            if last:
                return None
            last = int(str(word.value))
        elif word.category in ("dayno", "ordinal") and not last:
            # "Sept. 1-3, 1939": the day belongs to the month before it; "1 to 3 Sept." names it again
            own = [word for word in match.words if word.category in ("month", "shortmonth")]
            following = match.after[match.after.index(word) + 1 :][:2]
            if own and not any(word.category in ("month", "shortmonth", "of") for word in following):
                last = month
    return None


def nearest_year(
    month: int, day: int, anchor: Anchor, tense: Tense | None, weekday: int | None = None
) -> tuple[date | None, tuple[Reading, ...]]:
    """The such-and-such of a month nearest to the anchor, and the reading in the other direction.

    A story stays in its year (`story_year`). A weekday beside the date decides between the years.
    """
    near = [
        found
        for year in range(anchor.day.year - 1, anchor.day.year + 2)
        if (found := calendar.make_day(year, month, day))
    ]
    if not near:
        return None, ()
    if weekday is not None:
        near = [found for found in near if found.weekday() == weekday] or near
    if anchor.source == "narrative":
        year = story_year(month, day, anchor)
        return next((found for found in near if found.year == year), near[0]), ()
    near.sort(key=lambda found: abs((found - anchor.day).days))
    best, others = near[0], near[1:]
    ahead = best > anchor.day
    distance = abs((best - anchor.day).days)
    against = (tense == "past" and ahead and distance > _NEAR_DAYS) or (
        tense == "future" and not ahead and distance > _JUST_PAST_DAYS
    )
    if others and against:
        other = others[0]
        if (other > anchor.day) != ahead:
            best, others = other, [best]
    readings = tuple(
        Reading(other.isoformat(), "farther from the anchor, and the tense does not ask for it") for other in others[:1]
    )
    return best, readings


def story_year(month: int, day: int, anchor: Anchor) -> int:
    """The year of a month and day in a story that has got to the anchor: the same, unless that lies so far back that
    the story must have gone on into the next."""
    year = anchor.day.year
    told = calendar.granularity(anchor.value or anchor.day.isoformat())
    same = calendar.make_day(year, month, min(day, 28))
    if told in ("year", "half") or same is None:
        return year
    return year + ((anchor.day - same).days > _LOOKS_BACK_DAYS)
