"""Business periods: quarters, halves and fiscal years, and what a company compares them with.

A results report speaks of one period ("the third quarter", "the nine months") and sets it against the same period of
the year before ("a year ago", "the year-earlier quarter"). So the quarter read last is kept in mind, and "a year
earlier" is that quarter of the year before.
"""

from __future__ import annotations

from kb.temporal import calendar
from kb.temporal.context import Context
from kb.temporal.days import resolve_day
from kb.temporal.expression import TimeExpression
from kb.temporal.grammar import Match
from kb.temporal.meaning import Anchor, Meaning
from kb.temporal.rule import Rule
from kb.temporal.shades import distance, mod_of
from kb.temporal.tense import tense_of

#: Rules whose result is the period of comparison, not the one reported.
_COMPARED = frozenset(("year-earlier", "compared-period", "same-part-of-year"))
_FAR_BACK = 40


def _reported(match: Match, context: Context) -> TimeExpression | None:
    """The business period spoken of last: a quarter or half, or the months of a report."""

    def reported(one: TimeExpression) -> bool:
        if one.rule in _COMPARED or (one.text[:2].lower() == "a " and "-" not in one.text):
            return False
        return one.granularity in ("quarter", "half") or one.rule in ("fiscal-months", "year-ended")

    def over(one: TimeExpression) -> bool:
        published = context.article.published
        return reported(one) and (
            one.anchor_from == "expression" or one.latest is None or published is None or one.latest < published
        )

    return context.last(over, sentence=match.sentence.index, reach=_FAR_BACK) or context.last(
        reported, sentence=match.sentence.index, reach=_FAR_BACK
    )


def _anchor(one: TimeExpression) -> Anchor | None:
    span = calendar.bounds(one.value)
    return Anchor(span[0], "expression", one.id, one.text, one.value) if span else None


def _nth(match: Match) -> int | None:
    word = match.get("n")
    if word is None:
        return None
    number = 2 if word.category == "second" else word.value
    return number if isinstance(number, int) and 1 <= number <= 4 else None


def _quarter(match: Match, context: Context) -> Meaning | None:
    nth = _nth(match)
    if nth is None or _is_of_game(match, context):
        return None
    year = _year_of(match, context)
    if year is not None:
        return Meaning("DATE", f"{year:04d}-Q{nth}", "with its year given beside it", context.published, mod_of(match))
    ended = _end_date(match, context)
    if ended is not None and ended[1]:
        return Meaning("DATE", f"{ended[1].day.year:04d}-Q{nth}", "in the year of its last day, {anchor}", ended[1])
    anchor = context.now
    if anchor is None:
        return Meaning("DATE", f"XXXX-Q{nth}", "a quarter without a year")
    tense = tense_of(match)
    spans = [
        (y, span)
        for y in range(anchor.day.year - 1, anchor.day.year + 2)
        if (span := calendar.month_span(y, 3 * nth - 2, 3))
    ]
    begun = [y for y, (first, last) in spans if first <= anchor.day]
    if match.has("fiscal", "financial"):
        year = anchor.day.year
    elif tense == "past" and begun:
        year = begun[-1]
    else:
        year = min(spans, key=lambda one: distance(one[1], anchor.day))[0] if spans else anchor.day.year
    return Meaning("DATE", f"{year:04d}-Q{nth}", "the one meant from {anchor}", anchor, mod_of(match))


def _year_of(match: Match, context: Context) -> int | None:
    if "year" in match:
        return match.number("year")
    anchor = context.now
    if anchor is None or "which" not in match:
        return None
    return anchor.day.year + {"last": -1, "previous": -1, "next": 1}.get(match.word("which"), 0)


def _end_date(match: Match, context: Context) -> tuple[str, Anchor | None] | None:
    """The day in "ended Sept. 30" right after the match."""
    after = match.after
    if len(after) < 3 or after[0].category != "ended":
        return None
    words = after[1:5]
    if words[0].category in ("month", "shortmonth") and words[1].category in ("dayno", "ordinal"):
        day = resolve_day(words[:4] if len(words) == 4 and words[3].category == "year" else words[:2], match, context)
        if day and day.day:
            return day.value, Anchor(day.day, "expression", None, " ".join(word.text for word in words[:2]), day.value)
    return None


def _is_of_game(match: Match, context: Context) -> bool:
    """ "A fumble in the second quarter", "left in the first half": no part of a year."""
    return not match.has("year", "fiscal", "quartername", "unit") and context.tells_of_a_game(match.doc)


def _the_quarter(match: Match, context: Context) -> Meaning | None:
    if _is_of_game(match, context):
        return None
    ended = _end_date(match, context)
    if ended is not None and ended[1]:
        return Meaning(
            "DATE", calendar.period_value(ended[1].day, "quarter"), "the quarter of its last day, {anchor}", ended[1]
        )
    reported = _reported(match, context)
    which = match.word("which")
    if which in ("next", "coming"):
        anchor = context.now
        day = calendar.shift(anchor.day, "quarter", 1) if anchor else None
        if day is None:
            return None
        return Meaning("DATE", calendar.period_value(day, "quarter"), "the quarter after that of {anchor}", anchor)
    if (
        reported is not None
        and reported.type == "DATE"
        and which not in ("last", "this", "current")
        and not match.has("this", "current")
    ):
        return Meaning("DATE", reported.value, "the one spoken of before, {anchor}", _anchor(reported))
    anchor = context.now
    if anchor is None:
        return Meaning("DATE", "XXXX-QX", "a quarter without a year")
    shift = 0 if match.has("this", "current") or which in ("this", "current") else -1
    day = calendar.shift(anchor.day, "quarter", shift)
    phrase = "the quarter of {anchor}" if shift == 0 else "the last full quarter before {anchor}"
    return Meaning("DATE", calendar.period_value(day, "quarter"), phrase, anchor) if day else None


def _part_of_year(match: Match, context: Context) -> Meaning | None:
    """ "the 1988 period": the part of that year that the report is about."""
    year = match.number("year")
    reported = _reported(match, context)
    if reported is None or reported.granularity != "quarter":
        return Meaning("DATE", f"{year:04d}", "with its year given beside it")
    return Meaning(
        "DATE", f"{year:04d}-{reported.value[5:]}", "the same part of that year as {anchor}", _anchor(reported)
    )


def _year_earlier(match: Match, context: Context) -> Meaning | None:
    """ "a year ago", "year-earlier": the period reported, a year before; without one, the year before."""
    if "n" in match and (nth := _nth(match)) is not None:
        anchor = context.now
        base = _reported(match, context)
        year = int(base.value[:4]) if base and base.value[:4].isdigit() else anchor.day.year if anchor else None
        return (
            Meaning("DATE", f"{year - 1:04d}-Q{nth}", "that quarter of the year before {anchor}", anchor)
            if year
            else None
        )
    reported = _reported(match, context)
    if reported is not None and reported.type == "DATE" and reported.value[:4].isdigit():
        year = int(reported.value[:4]) - 1
        anchor = _anchor(reported)
        return Meaning("DATE", f"{year:04d}{reported.value[4:]}", "a year before {anchor}", anchor)
    anchor = context.now
    if anchor is None:
        return Meaning("DATE", "PAST_REF", "a year before an unknown day")
    day = calendar.shift(anchor.day, "year", -1)
    return Meaning("DATE", calendar.period_value(day, "year"), "a year before {anchor}", anchor) if day else None


def _compares(match: Match) -> bool:
    """A bare "a year ago" is a comparison; "five years ago" is not."""
    return (
        match.has("hyphen")
        or match.words[0].category in ("article", "the", "comparable")
        or match.has("period", "quarter")
    )


def _compared(match: Match, context: Context) -> Meaning | None:
    """ "the same period last year", "last year's quarter", "the quarter a year ago"."""
    if match.word("u") == "month":
        return _compared_month(match, context)
    reported = _reported(match, context)
    if reported is None or not reported.value[:4].isdigit():
        anchor = context.now
        return Meaning("DATE", f"{anchor.day.year - 1:04d}", "the year before {anchor}", anchor) if anchor else None
    return Meaning(
        "DATE",
        f"{int(reported.value[:4]) - 1:04d}{reported.value[4:]}",
        "the same part of the year before {anchor}",
        _anchor(reported),
    )


def _compared_month(match: Match, context: Context) -> Meaning | None:
    """ "In July … down from June … the same month last year": a year before the latest month reported."""
    reported = context.latest("month", match)
    anchor = _anchor(reported) if reported is not None else context.now
    month = calendar.add_months(anchor.day, -12) if anchor else None
    if month is None:
        return None
    return Meaning("DATE", calendar.period_value(month, "month"), "the same month of the year before {anchor}", anchor)


def _half(match: Match, context: Context) -> Meaning | None:
    which = match.word("n")
    half = 1 if which in ("first", "1st") else 2 if which in ("second", "last", "2nd", "latter") else None
    if half is None or _is_of_game(match, context):
        return None
    if match.has("quarters") and "q" in match and match.number("q") != 2:
        return None
    year = _year_of(match, context)
    anchor = context.now
    if year is None:
        if anchor is None:
            return None
        year = anchor.day.year
        if half == 2 and tense_of(match) == "past" and anchor.day.month < 7:
            year -= 1
    phrase = "with its year given beside it" if "year" in match else "that half of the year, from {anchor}"
    return Meaning("DATE", f"{year:04d}-H{half}", phrase, anchor)


def _months(match: Match, context: Context) -> Meaning | None:
    """ "the nine months", "the first six months": a span of a report, counted from the start of its year."""
    number = match.number("n")
    value = f"P{number}M"
    anchor = context.now
    ended = _end_date(match, context)
    if ended is not None and ended[1]:
        begin = calendar.add_months(ended[1].day, -number)
        after = begin and calendar.add_days(begin, 1)
        return Meaning("DURATION", value, "so many months up to {anchor}", ended[1], bounds=(after, ended[1].day))
    if anchor and match.has("ordinal"):
        year = anchor.day.year
        beside = match.after[:2]
        if len(beside) == 2 and beside[0].text == "of" and beside[1].category == "year":
            year = int(str(beside[1].value))
        span = calendar.month_span(year, 1, number)
        return Meaning("DURATION", value, "so many months from the start of the year of {anchor}", anchor, bounds=span)
    return Meaning("DURATION", value, "so many months of the year reported")


def _year_ended(match: Match, context: Context) -> Meaning | None:
    """ "the year ended March 31"."""
    ended = _end_date(match, context)
    if ended is None or ended[1] is None:
        return Meaning("DURATION", "P1Y", "a business year")
    begin = calendar.add_months(ended[1].day, -12)
    first = begin and calendar.add_days(begin, 1)
    return Meaning("DURATION", "P1Y", "the twelve months up to {anchor}", ended[1], bounds=(first, ended[1].day))


RULES = (
    Rule(
        "quarter",
        "a quarter by its number",
        (
            "edge? (the|its|article)? fiscal? hyphen? n=nth hyphen? (fiscal|financial)? quarter (of year=year)?",
            "(the)? year=year n=nth hyphen? quarter",
            "(the)? which=(this|last|next) unit possessive n=nth quarter",
            "n=nth hyphen? quarter of which=(this|last|next) unit",
            "n=nth quarter which=(this|last|next) unit",
            "article other n=nth quarter",
            "n=quartername (of)? year=(year|fiscalyear|shortyear)",
            "year=(year|fiscalyear) n=quartername",
            "n=quartername",
        ),
        _quarter,
        (
            ("Profit rose in [the third quarter].", "2018-Q3"),
            ("It grew in [the second quarter of 1984].", "1984-Q2"),
            ("[Fourth-quarter] sales fell.", "2018-Q4"),
            ("It is due in [next year's first quarter].", "2020-Q1"),
        ),
        lambda match: (
            match.following != "of"
            or not match.after[1:2]
            or match.after[1].category not in ("the", "article", "other")
        ),
    ),
    Rule(
        "reported-quarter",
        "the quarter spoken of",
        (
            "edge? (the|this|that|its) (latest|most recent|current)? quarter",
            "which=(last|next|this|current|past) quarter",
            "edge? the (fiscal)? which=(last|next|current|coming) quarter",
            "(the)? latest (quarter|period)",
            "this period",
        ),
        _the_quarter,
        (("In [the latest quarter] it lost money.", "2018-Q4"),),
        lambda match: match.following not in ("of", "-", "mile", "century") and match.previous not in ("a", "three"),
    ),
    Rule(
        "same-part-of-year",
        "the part of another year that the report is about",
        ("the year=year (period|quarter)", "(the)? (same|comparable) (period|quarter) (of|in) year=year"),
        _part_of_year,
        (("It rose in the third quarter; in [the 1988 quarter] it fell.", "1988-Q3"),
         ("It fell in the second quarter of 2018 from [the same period of 2017].", "2017-Q2")),
    ),
    Rule(
        "year-earlier",
        "the period of comparison, a year before",
        (
            "article unit (earlier|ago|before)",
            "unit hyphen (earlier|ago)",
            "(the|its)? (comparable)? unit hyphen? (earlier|ago) (period|quarter)",
            "(the|its)? unit hyphen? (earlier|ago) n=nth quarter",
            "(the|its)? (comparable)? unit hyphen? (earlier|ago)",
        ),
        _year_earlier,
        (
            ("Profit fell in the third quarter of 2018 from [a year earlier].", "2017-Q3"),
            ("It was higher than [a year ago].", "2018"),
        ),
        lambda match: match.says("year") and _compares(match),
    ),
    Rule(
        "compared-period",
        "the same period of the year before",
        (
            "(the)? (same|comparable) (period|quarter) (of)? (the)? (last|previous) unit",
            "(the)? (last|previous) unit possessive (period|quarter)",
            "the (same|comparable) u=unit (of)? (the)? (last|previous) unit",
            "the quarter article unit (ago|earlier)",
            "the (comparable|same) (period|quarter) article? unit (ago|earlier|before)",
        ),
        _compared,
        (
            ("Sales fell in the second quarter from [the same period last year].", "2017-Q2"),
            ("They rose in January 2019 after a fall in December, and beat [the same month last year].", "2018-01"),
        ),
        lambda match: match.says("year") and match.word("u") in ("", "month"),
    ),
    Rule(
        "half",
        "a half of a year",
        (
            "(the)? (fiscal)? n=(ordinal|second|last|latter) hyphen? half (of year=year)?",
            "(the)? (fiscal)? n=(ordinal|second|last) half of (the|which=(this|last|next)) unit",
            "(the)? n=(ordinal|last) q=number quarters (of year=year)?",
        ),
        _half,
        (("Output fell in [the second half of 1989].", "1989-H2"),),
        lambda match: (
            match.following not in ("of", "time", "an", "-", "century", "hour", "dozen")
            and (match.has("year", "unit") or match.previous in ("in", "the", "for", "during"))
        ),
    ),
    Rule(
        "fiscal-months",
        "the months of a report",
        (
            "the (ordinal)? n=number units",
            "(the)? unit hyphen? (earlier|ago) n=number units",
            "the latest n=number units",
        ),
        _months,
        (("For [the nine months] it earned more.", "P9M"),),
        lambda match: (
            match.says("months") and match.word("n") in ("three", "six", "nine", "3", "6", "9", "12", "twelve")
        ),
    ),
    Rule(
        "year-ended",
        "a business year by its end",
        ("(the|its)? (fiscal|financial)? unit",),
        _year_ended,
        (("Sales were flat in [the year] ended March 31.", "P1Y"),),
        lambda match: (
            match.says("year") and match.following in ("ended", "ending") and match.has("the", "its", "fiscal")
        ),
    ),
)
