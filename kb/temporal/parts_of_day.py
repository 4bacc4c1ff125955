"""Parts of a day: "Friday morning", "last night", "tonight", "the night of 5/6 June"."""

from __future__ import annotations

from kb.temporal import calendar
from kb.temporal.clock import DAY_CATEGORIES, day_of
from kb.temporal.context import Context
from kb.temporal.day import shifted_day
from kb.temporal.days import day_of_told_month, day_within, resolve_day
from kb.temporal.grammar import Match
from kb.temporal.lexicon import PARTS_OF_DAY
from kb.temporal.meaning import Meaning
from kb.temporal.rule import Rule
from kb.temporal.wordlists import wordset


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
    if match.has(*DAY_CATEGORIES) or "day" in match:
        day = resolve_day(match.groups.get("day", match.words), match, context)
    elif "nth" in match:
        day = day_of_told_month(match.number("nth"), match, context)
    elif which in ("last", "previous"):
        day = shifted_day(context.today, -1, "the day before {anchor}")
    elif which in ("next", "following", "that", "same") and (coarse := context.coarse(match)) is not None:
        day = day_within(coarse)
    elif which in ("next", "following"):
        told = context.last_day(match) or context.today
        day = shifted_day(told, 1, "the day after {anchor}")
    elif which in ("that", "same"):
        day = shifted_day(context.last_day(match) or context.today, 0, "the day told last, {anchor}")
    elif which == "this" or match.has("tonight"):
        day = shifted_day(context.today, 0, "the day itself, {anchor}")
    else:
        day = day_of(match, context)
    if day is None:
        return None
    return Meaning(
        "TIME", f"{day.value}T{part}", f"the {name} of {day.phrase}", day.anchor, mod, bounds=day.bounds,
        readings=day.readings,
    )


def _tonight(match: Match, context: Context) -> Meaning | None:
    day = shifted_day(context.today, 0, "the night of {anchor}")
    return Meaning("TIME", f"{day.value}TNI", day.phrase, day.anchor)


def _overnight(match: Match, context: Context) -> Meaning | None:
    day = shifted_day(context.today, -1, "the night before {anchor}")
    span = None
    if day.day and day.anchor:
        span = (day.day, day.anchor.day)
    return Meaning("TIME", f"{day.value}TNI", day.phrase, day.anchor, bounds=span)


def _night_between(match: Match, context: Context) -> Meaning | None:
    """ "the night of 5/6 June": the night that begins on the first of the two days."""
    day = resolve_day(match.groups["day"], match, context)
    before = day.day and calendar.add_days(day.day, -1) if day else None
    name, first = match.word("p"), match.number("n")
    if day is not None and day.day is None and 1 <= first < int(day.value[-2:]):
        return Meaning("TIME", f"{day.value[:-2]}{first:02d}T{PARTS_OF_DAY[name]}", f"the {name} before {day.phrase}")
    if day is None or day.day is None or before is None or before.day != first:
        return None
    value = f"{before.isoformat()}T{PARTS_OF_DAY[name]}"
    return Meaning(
        "TIME", value, f"the {name} before the day {day.phrase}", day.anchor, bounds=(before, day.day)
    )


_ENDS = wordset(". , ' \" ; : )") | {""}


#: After these a bare "dawn" or "nightfall" is that of the day told.
_BEFORE_PARTS = wordset("at by before after until till since towards")
#: Before a noun it is only of a kind: "a dawn raid", "by evening train".
_NOT_BEFORE = ("NOUN", "PROPN", "ADJ")


def _is_part(match: Match) -> bool:
    if len(match.words) == 1:
        tokens = match.tokens()
        after = match.doc.tokens[tokens[-1].index + 1 : tokens[-1].index + 2] if tokens else ()
        return match.previous in _BEFORE_PARTS and not (after and after[0].upos in _NOT_BEFORE)
    return match.word("which") != "that" or match.following in _ENDS or _points(match)


def _points(match: Match) -> bool:
    """Whether "that" points to a night ("That night the bridge fell") and opens no clause ("said that nights …")."""
    tokens = match.tokens()
    return bool(tokens) and tokens[0].upos in ("DET", "PRON") and tokens[0].deprel.startswith("det")


_NAMED = "(early|earlier|late|later|mid)? hyphen?"

RULES = (
    Rule(
        "part-of-day",
        "a part of a day",
        (
            f"{_NAMED} day=day (early|late)? p=(part|night)",
            "(early|late|earlier|later) (on|of) (the)? day=day p=(part|night)",
            f"{_NAMED} which=(this|last|next|that|previous|following) (very)? p=(part|night)",
            "p=(part|night) (on|of)? day=(fulldate|weekday|yesterday)",
            "(the)? (early|late)? p=(part|night) of day=((the|that) (same|next|following|previous)? unit)",
            f"{_NAMED} (the)? which=(next|following|previous|same) p=(part|night)",
            "(early|late|mid) hyphen? p=part (on|of)? (day=(weekday|yesterday|fulldate))?",
            "(in|during|by) the (early|late)? p=part",
            "(the)? (early|late)? p=(part|night) of the nth=ordinal",
            "during the p=night",
            "p=part",
            "(the)? (early|small) units of day=day (p=part)?",
        ),
        _part,
        (
            ("Shells fell on [Friday morning].", "2019-02-15TMO"),
            ("It was hit [last night].", "2019-02-17TNI"),
            ("They will meet [this afternoon].", "2019-02-18TAF"),
            ("It began on 5 May 2018, and by [nightfall] it was over.", "2018-05-05TEV"),
            ("It began on 5 May 2018; on [the night of the 6th] it was over.", "2018-05-06TNI"),
            ("A gunman fled [Saturday night].", "2019-02-16TNI"),
            ("It began on 5 May 2018. [That night] the bridge fell.", "2018-05-05TNI"),
            ("It began on 5 May 2018, and by [the evening of the next day] it was over.", "2018-05-06TEV"),
        ),
        _is_part,
    ),
    Rule(
        "night-between",
        "the night between two days",
        ("p=(part|night) of n=(dayno|ordinal) (hyphen|slash|to|and|dash) day=fulldate",),
        _night_between,
        (("They jumped on the [night of 5/6 June 2018].", "2018-06-05TNI"),),
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
