"""Periods counted from the anchor: this month, last year, that week, the end of the year."""

from __future__ import annotations

from kb.temporal import calendar
from kb.temporal.context import Context, as_anchor, is_fine, told_anchor
from kb.temporal.days import is_title
from kb.temporal.grammar import Match
from kb.temporal.lengths import runs_until_now
from kb.temporal.lexicon import unit_name
from kb.temporal.meaning import Meaning
from kb.temporal.rule import Rule
from kb.temporal.shades import mod_of, period
from kb.temporal.tense import tense_of
from kb.temporal.wordlists import wordset
from kb.temporal.yearless import nearest_year

_CLAUSE_ENDS = wordset(". , ; ) and") | {""}
_SHIFTS = {
    "last": (-1, "before"),
    "past": (-1, "before"),
    "previous": (-1, "before"),
    "next": (1, "after"),
    "coming": (1, "after"),
    "following": (1, "after"),
}


def _unit(match: Match, context: Context) -> Meaning | None:
    """ "this month", "last year", "next week": the period of the anchor, or the one beside it."""
    unit, which = unit_name(match.word("u")), match.word("which")
    named = match.words[0].category in ("last", "this", "next")
    anchor = context.published or context.now if named else context.now  # "last year it was sold" leaves the story
    if which in ("following", "previous", "preceding", "prior", "ensuing"):
        told = context.last(
            lambda one: (
                one.type == "DATE"
                and one.earliest is not None
                and one.granularity != "vague"
                and calendar.bounds(one.value) is not None
            ),
            sentence=match.sentence.index,
        )
        anchor = as_anchor(told) or anchor
    if unit in ("day", "night", "minute", "hour", "second", "fortnight", "half"):
        return None
    if anchor is None:
        return Meaning(
            "DATE",
            {
                "next": "FUTURE_REF",
                "coming": "FUTURE_REF",
                "last": "PAST_REF",
                "past": "PAST_REF",
                "previous": "PAST_REF",
            }.get(which, "PRESENT_REF"),
            f"a {unit} counted from an unknown day",
        )
    shift, side = _SHIFTS.get(which, (0, ""))
    day = calendar.shift(anchor.day, unit, shift)
    if day is None:
        return None
    if unit == "week" and match.says("early", "late") and mod_of(match) is None:
        return None
    phrase = f"the {unit} {side} that of {{anchor}}" if shift else f"the {unit} of {{anchor}}"
    return period(calendar.period_value(day, unit), phrase, match, anchor)


def _told_unit(match: Match, context: Context) -> Meaning | None:
    """ "that year", "the same month": the period told last."""
    unit = unit_name(match.word("u"))
    anchor = told_anchor(match, context)
    if anchor is None:
        return None
    return period(calendar.period_value(anchor.day, unit), f"the {unit} of {{anchor}}", match, anchor)


def _before_told(match: Match, context: Context) -> Meaning | None:
    """ "Up from 8 percent the month before": the period before the one told last."""
    unit = unit_name(match.word("u"))
    anchor = told_anchor(match, context)
    day = calendar.shift(anchor.day, unit, -1) if anchor and is_fine(anchor, unit) else None
    if anchor is None or day is None:
        return None
    return Meaning("DATE", calendar.period_value(day, unit), f"the {unit} before that of {{anchor}}", anchor)


def _the_year(match: Match, context: Context) -> Meaning | None:
    anchor = context.now
    if anchor is None:
        return None
    unit = unit_name(match.word("u"))
    return period(calendar.period_value(anchor.day, unit), f"the {unit} of {{anchor}}", match, anchor)


def _is_the_year(match: Match) -> bool:
    """ "the year" alone is the running one; "the year of the flood", "the week after", "the year 1984" are not."""
    if match.following in (
        "of",
        "after",
        "before",
        "ago",
        "earlier",
        "later",
        "in",
        "that",
        "when",
        "-",
        "to",
        "ended",
        "ending",
    ):
        return False
    return (
        match.previous not in ("of", "man", "woman", "person")
        or match.has("end", "beginning", "rest", "mid")
        or match.word("u") == "year"
    )


def _week_of(match: Match, context: Context) -> Meaning | None:
    """ "the week of March 6"."""
    anchor = context.now
    month = match.get("month")
    if anchor is None or month is None:
        return None
    day, _ = nearest_year(int(str(month.value)), match.number("n"), anchor, tense_of(match))
    if day is None:
        return None
    return Meaning("DATE", calendar.period_value(day, "week"), "the week of the one nearest to {anchor}", anchor)


def _year_end(match: Match, context: Context) -> Meaning | None:
    anchor = context.now
    if anchor is None:
        return Meaning("DATE", "XXXX", "the end of an unnamed year", mod="END")
    year = anchor.day.year
    if match.previous == "since" or (tense_of(match) == "past" and anchor.day.month <= 3):
        year -= 1
    span = calendar.month_span(year, 12)
    return Meaning("DATE", f"{year:04d}", "the end of the year of {anchor}", anchor, "END", bounds=span)


RULES = (
    Rule(
        "period-of-anchor",
        "this, last or next week, month, year, decade, century",
        (
            "shade? (the)? which=(last|previous|next|coming|following|this|current|past) (fiscal|financial|calendar)? "
            "u=(unit|century|decade|fortnight)",
            "which=(this|last|next) u=unit (and beyond)?",
        ),
        _unit,
        (
            ("Paris opened the door [this month].", "2019-02"),
            ("They met [last week].", "2019-W07"),
            ("Exports fell [last year].", "2018"),
            ("He will retire [early next year].", "2020"),
            ("Two were hurt [earlier this month].", "2019-02"),
        ),
        lambda match: (
            not is_title(match)
            and not runs_until_now(match)
            and not (match.has("past") and match.words[0].category == "the")
            and not (match.words[0].text == "the" and match.has("decade", "century") and match.has("next", "coming"))
        ),
    ),
    Rule(
        "told-period",
        "the period told last: that year, the same month",
        (
            "(earlier|later)? (that|the) (same)? u=unit",
            "(earlier|later) in (that|the) (same)? u=unit",
        ),
        _told_unit,
        (("He left in 1998 and returned [later that year].", "1998"),),
        lambda match: match.word("u") in ("week", "month", "year") and match.has("that", "same"),
    ),
    Rule(
        "period-before",
        "the period before the one told last",
        ("the u=unit before",),
        _before_told,
        (("Prices rose in July 2018 after a fall [the month before].", "2018-06"),),
        lambda match: match.word("u") in ("week", "month", "year") and match.following in _CLAUSE_ENDS,
    ),
    Rule(
        "running-period",
        "the running year, month or week, as the sentence goes on about it",
        ("(shade)? the (fiscal|financial|calendar|entire|current)? u=unit",
            "shade the u=(decade|century)",),
        _the_year,
        (
            ("It hopes to finish by [the end of the year].", "2019"),
            ("It hopes to finish by [the end of the decade].", "201"),
        ),
        lambda match: (
            (
                match.word("u") == "year"
                or (match.word("u") in ("week", "month", "decade", "century") and match.words[0].category != "the")
                or (match.word("u") in ("decade", "century") and match.has("end", "beginning", "rest", "mid"))
            )
            and _is_the_year(match)
        ),
    ),
    Rule(
        "week-of",
        "the week of a date",
        ("the unit of month=anymonth n=(dayno|ordinal)",),
        _week_of,
        (("The trial opens in [the week of March 4].", "2019-W10"),),
        lambda match: match.says("week"),
    ),
    Rule(
        "year-end",
        "the end of the year",
        ("(about)? (the)? unit hyphen? possessive? end",),
        _year_end,
        (("It will be sold by [year-end].", "2019"),),
        lambda match: match.says("year"),
    ),
)
