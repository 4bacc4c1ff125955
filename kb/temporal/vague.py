"""Vague times: now, recently, soon, the past, the future."""

from __future__ import annotations

from datetime import date

from kb.temporal import calendar
from kb.temporal.context import Context
from kb.temporal.grammar import Match
from kb.temporal.meaning import Meaning
from kb.temporal.rule import Rule
from kb.temporal.tense import tense_of
from kb.temporal.wordlists import wordset

#: How many days around the publication "now", how many before it "recently", how many after it "soon" can mean.
NOW_DAYS, RECENT_DAYS, SOON_DAYS = 31, 366, 366


def _around(match: Match, context: Context, value: str, phrase: str, back: int | None, ahead: int | None) -> Meaning:
    """A vague time from `back` days before the anchor to `ahead` days after it; None leaves that side open."""
    anchor = context.published
    if anchor is None:
        return Meaning("DATE", value, phrase.replace("{anchor}", "an unknown day of publication"))
    earliest: date | None = calendar.add_days(anchor.day, -back) if back is not None else None
    latest: date | None = calendar.add_days(anchor.day, ahead) if ahead is not None else None
    return Meaning("DATE", value, phrase, anchor, bounds=(earliest, latest))


def _now(match: Match, context: Context) -> Meaning | None:
    return _around(
        match,
        context,
        "PRESENT_REF",
        f"the time around {{anchor}}, taken as {NOW_DAYS} days before it at most",
        NOW_DAYS,
        0,
    )


def _recently(match: Match, context: Context) -> Meaning | None:
    return _around(
        match, context, "PAST_REF", f"not long before {{anchor}}, taken as {RECENT_DAYS} days at most", RECENT_DAYS, 0
    )


def _soon(match: Match, context: Context) -> Meaning | None:
    return (
        _around(
            match, context, "FUTURE_REF", f"not long after {{anchor}}, taken as {SOON_DAYS} days at most", 0, SOON_DAYS
        )
        if tense_of(match) == "future"
        else None
    )


def _past(match: Match, context: Context) -> Meaning | None:
    return _around(match, context, "PAST_REF", "some time before {anchor}", None, 0)


def _future(match: Match, context: Context) -> Meaning | None:
    return _around(match, context, "FUTURE_REF", "some time after {anchor}", 0, None)


def _is_now(match: Match) -> bool:
    """Not "three weeks from now", which says another day, nor "Now, what happened?", which says none."""
    opens = not match.before and match.text == "Now"
    return match.previous != "from" and not (opens and match.following in (",", "for"))


#: "Most recently last October": what follows says when.
_DATES_AFTER = wordset("last this in on year month weekday yesterday")


RULES = (
    Rule(
        "now",
        "the time around the publication",
        ("(just|right)? now", "currently", "these units", "at present", "at the moment", "this moment"),
        _now,
        (("[Now] their area is small.", "PRESENT_REF"), ("He is [currently] in jail.", "PRESENT_REF")),
        lambda match: _is_now(match) and (not match.has("units") or match.says("days")),
    ),
    Rule(
        "recently",
        "not long before the publication",
        ("(more|most)? recently",),
        _recently,
        (("It was [recently] sold.", "PAST_REF"),),
        lambda match: not (
            "most" in (match.words[0].text, match.previous)
            and match.after
            and match.after[0].category in _DATES_AFTER
        ),
    ),
    Rule(
        "soon",
        "not long after the publication",
        ("soon",),
        _soon,
        (("They will [soon] leave.", "FUTURE_REF"),),
        lambda match: (
            match.previous != "as" and match.following not in ("as", "after", "afterwards", "before", "thereafter")
        ),
    ),
    Rule(
        "some-day",
        "some day in the future",
        ("numberword unit",),
        _future,
        (("They will [one day] return.", "FUTURE_REF"),),
        lambda match: (
            match.text.lower() == "one day"
            and tense_of(match) == "future"
            and match.previous not in ("for", "in", "within", "than", "after", "only", "just", "last", "least")
            and match.following not in ("after", "before", "later", "earlier", "ago", "of")
        ),
    ),
    Rule(
        "past",
        "the past",
        ("the past", "past (units)"),
        _past,
        (("In [the past] it was cheap.", "PAST_REF"),),
        lambda match: (
            (match.has("units") and match.previous in ("in", "of"))
            or (
                match.previous in ("in", "than", "of", "from")
                and match.following
                in (".", ",", ";", "that", "and", "but", "it", "he", "they", "she", "'", '"', "”", "’", "", "-", ")")
            )
        ),
    ),
    Rule(
        "future",
        "the future",
        ("(the)? (near|short)? future", "the (near|short) term", "future (units|quarters)"),
        _future,
        (("Nobody knows [the future].", "FUTURE_REF"),),
        lambda match: match.has("the", "units", "quarters"),
    ),
)
