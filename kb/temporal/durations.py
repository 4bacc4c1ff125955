"""Durations, and dates counted by them: "for three years", "the past two weeks", "ten days ago", "two days later"."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date

from kb.temporal import calendar
from kb.temporal.context import Context, as_anchor
from kb.temporal.grammar import Match
from kb.temporal.lexicon import UNITS, unit_name
from kb.temporal.meaning import Anchor, Meaning
from kb.temporal.rule import Rule
from kb.temporal.wordlists import wordset
from kb.temporal.words import Word

#: How many units an inexact amount may stand for, least and most: generous, so that bounds are honest.
VAGUE_AMOUNTS: dict[str, tuple[int, int]] = {
    "couple": (2, 3), "few": (2, 9), "several": (2, 12), "some": (2, 12), "many": (3, 60), "dozens": (24, 120),
    "hundreds": (200, 1200), "thousands": (2000, 12000), "bare": (2, 20),
}
#: How far back "recent" units, and how far ahead "coming" ones, reach: unit → most units.
RECENT_REACH: dict[str, int] = {"day": 14, "week": 8, "month": 12, "quarter": 6, "year": 10, "decade": 5, "century": 3,
                                "hour": 48, "minute": 120, "second": 600, "weekend": 6, "fortnight": 4, "night": 14}
_ABOUT = {"about": "APPROX", "around": "APPROX", "approximately": "APPROX", "roughly": "APPROX", "circa": "APPROX",
          "some": "APPROX", "nearly": "LESS_THAN", "almost": "LESS_THAN", "barely": "APPROX", "just": None, "only": None,
          "over": "MORE_THAN", "more": "MORE_THAN", "less": "LESS_THAN", "fewer": "LESS_THAN", "under": "LESS_THAN",
          "least": "EQUAL_OR_MORE", "most": "EQUAL_OR_LESS", "up": "EQUAL_OR_LESS", "well": "MORE_THAN",
          "no": "EQUAL_OR_LESS"}
Amount = float | str


def amount_of(words: Sequence[Word]) -> Amount:
    """The amount that the words of a quantity say: a number, or the key of an inexact amount."""
    for word in words:
        if word.text == "couple":
            return 2
        if word.text in VAGUE_AMOUNTS and word.text not in ("couple", "bare"):
            return word.text
    numbers = [float(word.value) for word in words if word.category in ("number", "dayno", "year")
               and isinstance(word.value, (int, float))]
    if any(word.category == "half" for word in words):
        return 0.5
    if any(word.text == "dozen" for word in words):
        return 12 * (numbers[0] if numbers else 1)
    return numbers[0] if numbers else 1


def duration_value(amount: Amount, unit: str, half_more: bool = False) -> str:
    """The TIMEX3 value: (2.5, "year") is "P2Y6M", ("few", "minute") "PTXM", (2, "decade") "P20Y"."""
    letter, times, clock = UNITS[unit]
    head = "PT" if clock else "P"
    if isinstance(amount, str):
        return f"{head}X{letter}"
    if half_more:
        amount += 0.5
    total = amount * times
    if total == int(total):
        return f"{head}{int(total)}{letter}"
    whole, rest = int(total), total - int(total)
    finer = {"Y": ("M", 12), "M": ("S", 60) if clock else ("D", 30), "W": ("D", 7), "D": ("H", 24), "H": ("M", 60),
             "Q": ("M", 3), "S": ("S", 1)}[letter]
    small = round(rest * finer[1])
    lead = f"{whole}{letter}" if whole else ""
    if letter == "D":
        return f"P{lead}T{small}H"
    return f"{head}{lead}{small}{finer[0]}" if letter != "S" else f"{head}{total:g}S"


def moved(day: date, unit: str, amount: Amount, sign: int, far: bool) -> date | None:
    """`day` moved by the least (or with `far` the most) that the amount can mean."""
    if isinstance(amount, str):
        least, most = VAGUE_AMOUNTS[amount]
        amount = most if far else least
    if UNITS[unit][2]:
        seconds = {"S": 1, "M": 60, "H": 3600}[UNITS[unit][0]] * amount
        days = seconds / 86400
        return calendar.add_days(day, sign * (math.ceil(days) if far else math.floor(days)))
    name = {"millennium": "century", "half": "half"}.get(unit, unit)
    count = amount * (10 if unit == "millennium" else 1)
    if abs(count) > 400_000:
        return None
    whole = calendar.shift(day, name, sign * int(count))
    if whole is None or count == int(count):
        return whole
    return calendar.add_days(whole, sign * round((count - int(count)) * {"D": 1, "W": 7, "M": 30, "Q": 91, "Y": 365}.get(
        UNITS[unit][0], 1) * UNITS[unit][1]))


def _read(match: Match) -> tuple[Amount, str, str, str | None]:
    """Amount, unit, value and mod of a match with the groups n and u."""
    unit = unit_name(match.word("u"))
    plural = match.word("u") not in UNITS
    quantity = match.groups.get("n")
    amount: Amount = amount_of(quantity) if quantity else ("bare" if plural else 1)
    begin = match.words.index(quantity[0]) if quantity else 0
    ahead = [word.text for word in match.words[:begin]]
    mod = next((_ABOUT[text] for text in ahead if text in _ABOUT), None)
    if match.says("or") and match.says("so"):
        mod = mod or "APPROX"
    return amount, unit, duration_value(amount, unit, match.has("half") and match.has("and")), mod


def _plain(match: Match, context: Context) -> Meaning | None:
    _, _, value, mod = _read(match)
    return Meaning("DURATION", value, "a length of time", mod=mod)


def _until_now(match: Match, context: Context) -> Meaning | None:
    """ "the past two weeks", "recent years", "two days since": a length of time that ends at the anchor."""
    amount, unit, value, mod = _read(match)
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
    amount, unit, value, mod = _read(match)
    anchor = context.now
    if anchor is None:
        return Meaning("DURATION", value, "a length of time that begins on an unknown day", mod=mod)
    if "n" not in match and match.word("u") not in UNITS:
        amount = float(RECENT_REACH.get(unit, 10))
    return Meaning("DURATION", value, "a length of time that begins on {anchor}", anchor, mod,
                   bounds=(anchor.day, moved(anchor.day, unit, amount, 1, True)))


def counted(match: Match, anchor: Anchor | None, sign: int, unknown: str) -> Meaning | None:
    """The date so many units before or after the anchor, as fine as the unit."""
    amount, unit, _, mod = _read(match)
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
    return Meaning("DATE", calendar.period_value(near, grain), phrase, anchor, mod)


def _grain(unit: str) -> str:
    """How finely a date counted in units is known: decades and centuries ago to the year, as newspapers count."""
    return {"decade": "year", "century": "year", "millennium": "year", "night": "day", "weekend": "week",
            "half": "month"}.get(unit, unit)


def _ago(match: Match, context: Context) -> Meaning | None:
    return counted(match, context.published or context.now, -1, "an unknown day of publication")


def _from_here(match: Match, context: Context) -> Meaning | None:
    return counted(match, context.published or context.now, 1, "an unknown day of publication")


def _told(match: Match, context: Context) -> Anchor | None:
    """What "later" and "earlier" count from: the date told last, as fine as the unit or finer."""
    unit = unit_name(match.word("u"))
    found = context.last(lambda one: one.type in ("DATE", "TIME") and one.granularity != "vague"
                         and calendar.bounds(one.value) is not None
                         and (unit in ("year", "decade", "century") or one.granularity not in ("year", "decade", "century")),
                         sentence=match.sentence.index, reach=3)
    return as_anchor(found)


def _later(match: Match, context: Context) -> Meaning | None:
    anchor = _told(match, context)
    amount, unit, value, mod = _read(match)
    if anchor is not None and isinstance(amount, str):
        ends = moved(anchor.day, unit, amount, 1, False), moved(anchor.day, unit, amount, 1, True)
        return Meaning("DURATION", value, "a length of time after {anchor}", anchor, mod, bounds=ends)
    if anchor is None or UNITS[unit_name(match.word("u"))][2]:
        _, _, value, mod = _read(match)
        return Meaning("DURATION", value, "a length of time after what was told before", mod=mod)
    return counted(match, anchor, 1, "what was told before")


def _earlier(match: Match, context: Context) -> Meaning | None:
    anchor = _told(match, context) or context.now
    if UNITS[unit_name(match.word("u"))][2]:
        _, _, value, mod = _read(match)
        return Meaning("DURATION", value, "a length of time before what was told", mod=mod)
    return counted(match, anchor, -1, "what was told before")


#: Words before "a year", "a week" that make it a length of time and not a rate ("$5 a year").
_LENGTH_BEFORE = wordset("""
    for in within than after over nearly about almost least most lasting last lasts lasted took take
    takes taking spent spend only just barely additional another under during up once through as be is
    was
""")
_BARE_BEFORE = wordset("""
    for in within over after during following took take takes spent spend lasted lasting last past
    through follows follow despite of
""")


def _is_length(match: Match) -> bool:
    quantity, unit = match.groups.get("n", ()), match.word("u")
    following = match.following
    if following == "old" or (following == "-" and len(match.after) > 1 and match.after[1].text == "old"):
        return False
    if match.previous in ("$", "£", "€", "#") or _is_title(match):
        return False
    if match.text.lower() == "one day" and following not in ("after", "before", "later", "earlier", "of") and (
            not match.before or match.previous in (".", ",", "'", "“", "\"")):
        return False
    if following == "a" and len(match.after) > 1 and match.after[1].text in ("day", "week", "year"):
        return False
    if match.says("hundreds", "thousands") and unit.startswith(("half", "quarter")):
        return False
    if unit in ("second", "quarter", "half") and not (quantity and quantity[-1].category in ("number", "dayno")):
        return False
    if unit == "second" and match.words[-2].category != "hyphen" and amount_of(quantity) != 1:
        return False
    if unit == "quarters" and following in ("of", "full", "mile", "inch", "percent") and quantity[-1].text in ("three", "3"):
        return False
    if len(quantity) == 1 and quantity[0].category == "article":
        if unit == "night":
            return False
        return match.previous in _LENGTH_BEFORE or len(match.words) > len(quantity) + 1 or (following in (
            "after", "before", "of", "later", "long") and unit != "day") or match.has("half")
    if len(quantity) == 1 and quantity[0].category == "year" and "1900" <= quantity[0].text <= "2030":
        return False
    return not (quantity and quantity[0].text in ("some", "many") and unit in UNITS)


def _is_title(match: Match) -> bool:
    """ "60 Minutes": a capital on the unit alone marks a name."""
    unit = match.get("u")
    assert unit is not None
    return match.words[0].text.isdigit() and match.doc.text[unit.begin].isupper()


def _is_bare(match: Match) -> bool:
    if match.previous in ("early", "late", "small", "final", "first", "rush", "opening", "closing"):
        return False
    if match.following in ("-", "old") or (match.following == "of" and match.previous == "of"):
        return False
    return (match.previous in _BARE_BEFORE and match.following not in ("before", "after")) or match.following in ("of", "later", "ahead")


def _of_story(match: Match, context: Context) -> Meaning | None:
    _, _, value, _ = _read(match)
    return Meaning("DURATION", value, "a length of time, not counted")


_LENGTH = "approx? n=quantity (consecutive|more|another)? hyphen? u=anyunit (and article half)?"

RULES = (
    Rule("duration-since", "a length of time since something happened", ("n=quantity u=anyunit",), _until_now,
         (("It’s been [two days] since anyone came out.", "P2D"),),
         lambda match: match.following == "since" and any(word.text == "been" for word in match.before[-3:])),
    Rule("duration", "a length of time", (_LENGTH + " (or so)?", "the ordinal? n=quantity u=anyunit", "n=number hyphen u=unit hyphen? term",
                                          "the (ordinal)? n=number u=anyunit", "another u=anyunit",
                                          "n=(article) u=anyunit (and article half)", "approx? n=quantity hyphen? u=anyunit or number", "approx? n=number and article? half u=units"),
         _plain,
         (("He spent [six days] aboard.", "P6D"), ("The [two-year] option lapsed.", "P2Y"),
          ("They lived in camps for [2 1/2 years].", "P2Y6M"), ("It takes [a few minutes].", "PTXM")), _is_length),
    Rule("duration-bare", "a length of time without an amount", ("(the)? u=(units|seconds)", "(the)? u=units or units",
                                                                  "u=units and units"),
         _of_story, (("After [years] of fighting, peace came.", "PXY"), ("For [weeks], nobody slept.", "PXW")), _is_bare),
    Rule("duration-of-decades", "a length of decades", ("u=(units) hyphen long",), _of_story,
         (("It ended a [decades-long] dispute.", "PXY"),)),
    Rule("duration-long", "a length of one unit", ("u=(unit|decade|century|weekend) hyphen long",), _plain,
         (("A [week-long] strike ended.", "P1W"),)),
    Rule("duration-until-now", "a length of time that ends at the anchor",
         ("(at least)? (the|these|this|its)? (last|past|previous) n=quantity? (consecutive)? u=anyunit (or so)?",
          "(the|these|this|its)? (last|past) u=units", "(at least)? the past (approx)? n=quantity (consecutive)? u=anyunit",
          "(the)? (most)? recent u=(units|quarters|weekends) (and units)?", "the (last|past) u=(unit|decade|century|quarter) (or so)?",
          "(the)? latest n=quantity u=anyunit", "past u=(decade|century)"), _until_now,
         (("Prices doubled over [the past two months].", "P2M"), ("Thousands fled in [recent weeks].", "PXW"),
          ("In [the last few years] little changed.", "PXY")),
         lambda match: not (match.words[-1].category in ("unit", "decade", "century", "quarter")
                            and "n" not in match and match.has("last"))),
    Rule("duration-from-now", "a length of time that begins at the anchor",
         ("(the|these)? (next|coming) approx? n=quantity? (consecutive)? u=anyunit (or so)?",
          "(the|these)? (next|coming) u=(units|quarters)", "(the)? n=quantity? u=units ahead"), _from_now,
         (("It may rain over [the next few days].", "PXD"), ("Rates will rise in [coming months].", "PXM"))
         , lambda match: match.words[-1].category not in ("unit", "decade", "century") or "n" in match),
    Rule("ago", "so long before the publication date",
         ("approx? n=quantity u=anyunit (and article half)? (or so)? ago", "u=(units) (or units)? ago"), _ago,
         (("He left [two years ago].", "2017"), ("They met [ten days ago].", "2019-02-08"),
          ("It closed [six weeks ago].", "2019-W02"), ("It opened [five months ago].", "2018-09")),
         lambda match: match.word("u") not in ("quarter", "second") or match.has("numberword")),
    Rule("from-now", "so long after the publication date", ("approx? n=quantity u=anyunit from now", "approx? n=quantity u=anyunit hence"),
         _from_here, (("It will end [three weeks from now].", "2019-W11"),)),
    Rule("later", "so long after the date told last", ("approx? n=quantity u=anyunit (and article half)? later",), _later,
         (("It fell on May 3, 2018, and [two days later] it was retaken.", "2018-05-05"),)),
    Rule("following-units", "the weeks, months or years after the date told last",
         ("the following n=quantity? u=units",), _later,
         (("It fell on 3 May 2018; in [the following weeks] many fled.", "PXW"),)),
    Rule("earlier", "so long before the date told last",
         ("approx? n=quantity u=anyunit (and article half)? (earlier|before)",), _earlier,
         (("It fell on May 3, 2018; [two weeks earlier] it had been quiet.", "2018-W16"),),
         lambda match: match.has("earlier") or match.following in (".", ",", ";", "'")),
)
