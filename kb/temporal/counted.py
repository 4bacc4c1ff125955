"""Dates and stretches counted in units: "ten days ago", "two days later", "the past two weeks"."""

from __future__ import annotations

from datetime import date

from kb.temporal import calendar
from kb.temporal.context import Context, as_anchor
from kb.temporal.expression import TimeExpression
from kb.temporal.grammar import Match
from kb.temporal.lengths import RECENT_REACH, moved, read_length, runs_until_now
from kb.temporal.lexicon import UNITS, unit_name
from kb.temporal.meaning import Anchor, Meaning
from kb.temporal.rule import Rule
from kb.temporal.tense import tense_of
from kb.temporal.wordlists import wordset


def _until_now(match: Match, context: Context) -> Meaning | None:
    """ "the past two weeks", "recent years", "two days since": a length of time that ends at the anchor."""
    amount, unit, value, mod = read_length(match)
    anchor = context.now
    phrase = "a length of time that ends on {anchor}"
    if anchor is None:
        return Meaning("DURATION", value, "a length of time that ends on an unknown day", mod=mod)
    if match.has("recent"):
        begin = moved(anchor.day, unit, float(RECENT_REACH.get(unit, 10)), -1, True)
        phrase = f"some time before {{anchor}}, taken as at most {RECENT_REACH.get(unit, 10)} {unit}s back"
    else:
        begin = moved(anchor.day, unit, amount, -1, True)
    return Meaning("DURATION", value, phrase, anchor, mod, bounds=(begin, anchor.day))


def _from_now(match: Match, context: Context) -> Meaning | None:
    """ "the next few days", "coming months": a length of time that begins at the anchor."""
    amount, unit, value, mod = read_length(match)
    anchor = context.now
    if anchor is None:
        return Meaning("DURATION", value, "a length of time that begins on an unknown day", mod=mod)
    if "n" not in match and match.word("u") not in UNITS:
        amount = float(RECENT_REACH.get(unit, 10))
    return Meaning(
        "DURATION",
        value,
        "a length of time that begins on {anchor}",
        anchor,
        mod,
        bounds=(anchor.day, moved(anchor.day, unit, amount, 1, True)),
    )


def counted(match: Match, anchor: Anchor | None, sign: int, unknown: str) -> Meaning | None:
    """The date so many units before or after the anchor, as fine as the unit."""
    amount, unit, _, mod = read_length(match)
    side = "before" if sign < 0 else "after"
    vague = "PAST_REF" if sign < 0 else "FUTURE_REF"
    words = " ".join(word.text for word in (*match.groups.get("n", ()), *match.groups["u"]))
    if anchor is None:
        return Meaning("DATE", vague, f"{words} {side} {unknown}", mod=mod)
    near, far = moved(anchor.day, unit, amount, sign, False), moved(anchor.day, unit, amount, sign, True)
    phrase = f"{words} {side} {{anchor}}"
    if isinstance(amount, str) or match.says("so"):
        ends = (far, near) if sign < 0 else (near, far)
        if match.says("so") and not isinstance(amount, str) and near:
            return Meaning("DATE", calendar.period_value(near, _grain(unit)), phrase, anchor, "APPROX")
        return Meaning("DATE", vague, phrase, anchor, mod, bounds=ends)
    if near is None or far is None:
        return None
    if UNITS[unit][2]:
        return Meaning("TIME", near.isoformat(), phrase, anchor, mod, bounds=(min(near, far), max(near, far)))
    grain = _grain(unit)
    if grain == "year" and amount != int(amount):
        grain = "month"
    limits = _limits(match, anchor.day, near, mod, sign)
    return Meaning("DATE", calendar.period_value(near, grain), phrase, anchor, mod, bounds=limits)


def _limits(
    match: Match, anchor: date, day: date, mod: str | None, sign: int
) -> tuple[date | None, date | None] | None:
    """The days that "less than two weeks ago" and "more than a year later" leave; None where the value says it."""
    if match.has("nearly"):
        return None
    if mod in ("LESS_THAN", "EQUAL_OR_LESS"):
        return (day, anchor) if sign < 0 else (anchor, day)
    if mod in ("MORE_THAN", "EQUAL_OR_MORE"):
        return (None, day) if sign < 0 else (day, None)
    return None


def _grain(unit: str) -> str:
    """How finely a date counted in units is known: decades and centuries ago to the year, as newspapers count."""
    return {
        "decade": "year",
        "century": "year",
        "millennium": "year",
        "night": "day",
        "weekend": "week",
        "half": "month",
    }.get(unit, unit)


def _ago(match: Match, context: Context) -> Meaning | None:
    return counted(match, context.published or context.now, -1, "an unknown day of publication")


def _ago_today(match: Match, context: Context) -> Meaning | None:
    anchor = context.published
    amount, unit, _, _ = read_length(match)
    day = moved(anchor.day, unit, amount, -1, False) if anchor and not isinstance(amount, str) else None
    if match.has("yesterday") and day:
        day = calendar.add_days(day, -1)
    if day is None:
        return None
    if "period" in match:
        value = calendar.period_value(day, match.word("period"))
        return Meaning("DATE", value, "so long before {anchor}, to the " + match.word("period"), anchor)
    return Meaning("DATE", day.isoformat(), "so long before {anchor}, to the day", anchor)


def _from_here(match: Match, context: Context) -> Meaning | None:
    return counted(match, context.published or context.now, 1, "an unknown day of publication")


_FINE = wordset("time part-of-day day")
_COARSE = wordset("year decade century")


def _told(match: Match, context: Context) -> Anchor | None:
    """What "later" and "earlier" count from: the date told last. Years count from any; weeks and months from nothing
    longer than a season; days from a day, and where only a month was told last they count from nothing."""
    unit = unit_name(match.word("u"))
    found = context.last(
        lambda one: (
            one.type in ("DATE", "TIME")
            and one.granularity != "vague"
            and calendar.bounds(one.value) is not None
            and (unit in _COARSE or one.granularity not in _COARSE)
        ),
        sentence=match.sentence.index,
        reach=3,
    )
    if found is None or (unit in ("day", "night") and found.granularity not in _FINE):
        return None
    return as_anchor(found)


def _later(match: Match, context: Context) -> Meaning | None:
    anchor = _told(match, context)
    amount, unit, value, mod = read_length(match)
    if anchor is not None and isinstance(amount, str):
        ends = moved(anchor.day, unit, amount, 1, False), moved(anchor.day, unit, amount, 1, True)
        return Meaning("DURATION", value, "a length of time after {anchor}", anchor, mod, bounds=ends)
    if anchor is None and (coarse := context.coarse(match)) is not None and not isinstance(amount, str):
        return _after_unnamed_day(coarse, amount, unit, value, mod)
    if anchor is None or UNITS[unit_name(match.word("u"))][2]:
        return Meaning("DURATION", value, "a length of time after what was told before", mod=mod)
    return counted(match, anchor, 1, "what was told before")


def _after_unnamed_day(told: TimeExpression, amount: float, unit: str, value: str, mod: str | None) -> Meaning:
    """ "In December … a day later": after one of the days of that December."""
    first = moved(told.earliest, unit, amount, 1, False) if told.earliest else None
    last = moved(told.latest, unit, amount, 1, True) if told.latest else None
    anchor = Anchor(told.earliest, "expression", told.id, told.text, told.value) if told.earliest else None
    return Meaning("DURATION", value, "a length of time after a day of {anchor}", anchor, mod, bounds=(first, last))


def _following(match: Match, context: Context) -> Meaning | None:
    """ "the following weeks": from the date told last on, as far as such words reach."""
    amount, unit, value, mod = read_length(match)
    anchor = _told(match, context)
    if anchor is None:
        return Meaning("DURATION", value, "a length of time after what was told before", mod=mod)
    most = amount if "n" in match else float(RECENT_REACH.get(unit, 10))
    end = moved(anchor.day, unit, most, 1, True)
    return Meaning("DURATION", value, "a length of time that begins on {anchor}", anchor, mod, bounds=(anchor.day, end))


def _earlier(match: Match, context: Context) -> Meaning | None:
    anchor = _told(match, context) or context.now
    if UNITS[unit_name(match.word("u"))][2]:
        _, _, value, mod = read_length(match)
        return Meaning("DURATION", value, "a length of time before what was told", mod=mod)
    return counted(match, anchor, -1, "what was told before")


RULES = (
    Rule(
        "duration-since",
        "a length of time since something happened",
        ("n=quantity u=anyunit",),
        _until_now,
        (("It’s been [two days] since anyone came out.", "P2D"),),
        lambda match: match.following == "since" and any(word.text == "been" for word in match.before[-3:]),
    ),
    Rule(
        "duration-until-now",
        "a length of time that ends at the anchor",
        (
            "(at least)? (the|these|this|its)? (last|past|previous) n=quantity? (consecutive)? u=anyunit (or so)?",
            "(the|these|this|its)? (last|past) u=units",
            "(at least)? the past (approx)? n=quantity (consecutive)? u=anyunit",
            "(the)? (most)? recent u=(units|quarters|weekends) (and units)?",
            "the (last|past) u=(unit|decade|century|quarter) (or so)?",
            "(the)? latest n=quantity u=anyunit",
            "past u=(decade|century)",
        ),
        _until_now,
        (
            ("Prices doubled over [the past two months].", "P2M"),
            ("Thousands fled in [recent weeks].", "PXW"),
            ("In [the last few years] little changed.", "PXY"),
            ("Prices have risen over [the last month].", "P1M"),
        ),
        lambda match: (
            not (
                match.words[-1].category in ("unit", "decade", "century", "quarter", "night", "second")
                and "n" not in match
                and match.has("last")
                and (match.word("u") in ("night", "second", "minute") or not runs_until_now(match))
            )
        ),
    ),
    Rule(
        "duration-from-now",
        "a length of time that begins at the anchor",
        (
            "(the|these)? (next|coming) approx? n=quantity? (consecutive)? u=anyunit (or so)?",
            "(the|these)? (next|coming) u=(units|quarters|decade|century)",
            "(the)? n=quantity? u=units ahead",
        ),
        _from_now,
        (("It may rain over [the next few days].", "PXD"), ("Rates will rise in [coming months].", "PXM")),
        lambda match: (
            match.words[-1].category not in ("unit", "decade", "century")
            or "n" in match
            or (match.words[0].category == "the" and match.words[-1].category != "unit")
        ),
    ),
    Rule(
        "ago-today",
        "so long before the day of publication, to the day, week or month",
        ("n=quantity u=anyunit ago (today|yesterday)", "n=quantity u=anyunit ago this period=unit"),
        _ago_today,
        (
            ("[A year ago today], he lost his post.", "2018-02-18"),
            ("It was founded [three years ago this month].", "2016-02"),
        ),
        lambda match: match.word("period") in ("", "week", "month"),
    ),
    Rule(
        "in-so-long",
        "so long after the publication date, in a clause that looks ahead",
        ("in approx? n=quantity u=anyunit",),
        _from_here,
        (("The talks will resume [in two weeks].", "2019-W10"),),
        lambda match: (
            match.following in (".", ",", ";", "'", '"', "”", "")
            and match.has("dayno", "number")
            and tense_of(match) == "future"
        ),
    ),
    Rule(
        "ago",
        "so long before the publication date",
        ("approx? n=quantity u=anyunit (and article half)? (or so)? ago", "u=(units) (or units)? ago"),
        _ago,
        (
            ("He left [two years ago].", "2017"),
            ("They met [ten days ago].", "2019-02-08"),
            ("It closed [six weeks ago].", "2019-W02"),
            ("It opened [five months ago].", "2018-09"),
        ),
        lambda match: match.word("u") not in ("quarter", "second") or match.has("number"),
    ),
    Rule(
        "from-now",
        "so long after the publication date",
        ("approx? n=quantity u=anyunit from now", "approx? n=quantity u=anyunit hence"),
        _from_here,
        (("It will end [three weeks from now].", "2019-W11"),),
    ),
    Rule(
        "later",
        "so long after the date told last",
        ("approx? n=quantity u=anyunit (and article half)? later", "u=units later"),
        _later,
        (("It fell on May 3, 2018, and [two days later] it was retaken.", "2018-05-05"),),
    ),
    Rule(
        "following-units",
        "the weeks, months or years after the date told last",
        ("the following n=quantity? u=units",),
        _following,
        (("It fell on 3 May 2018; in [the following weeks] many fled.", "PXW"),),
    ),
    Rule(
        "earlier",
        "so long before the date told last",
        ("approx? n=quantity u=anyunit (and article half)? (earlier|before)", "u=units earlier"),
        _earlier,
        (("It fell on May 3, 2018; [two weeks earlier] it had been quiet.", "2018-W16"),),
        lambda match: match.has("earlier") or match.following in (".", ",", ";", "'"),
    ),
)
