"""Lengths of time: amounts exact and vague, their TIMEX3 values, and how far they carry on the calendar."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date

from kb.temporal import calendar
from kb.temporal.grammar import Match
from kb.temporal.lexicon import UNITS, unit_name
from kb.temporal.words import Word

#: How many units an inexact amount may stand for, least and most: generous, so that bounds are honest.
VAGUE_AMOUNTS: dict[str, tuple[int, int]] = {
    "couple": (2, 3),
    "few": (2, 9),
    "several": (2, 12),
    "some": (2, 12),
    "many": (3, 60),
    "dozens": (24, 120),
    "hundreds": (200, 1200),
    "thousands": (2000, 12000),
    "bare": (2, 20),
}
#: How far back "recent" units, and how far ahead "coming" ones, reach: unit → most units.
RECENT_REACH: dict[str, int] = {
    "day": 14,
    "week": 8,
    "month": 12,
    "quarter": 6,
    "year": 10,
    "decade": 5,
    "century": 3,
    "hour": 48,
    "minute": 120,
    "second": 600,
    "weekend": 6,
    "fortnight": 4,
    "night": 14,
}
_ABOUT = {
    "about": "APPROX",
    "around": "APPROX",
    "approximately": "APPROX",
    "roughly": "APPROX",
    "circa": "APPROX",
    "some": "APPROX",
    "nearly": "LESS_THAN",
    "almost": "LESS_THAN",
    "barely": "APPROX",
    "just": None,
    "only": None,
    "over": "MORE_THAN",
    "more": "MORE_THAN",
    "less": "LESS_THAN",
    "fewer": "LESS_THAN",
    "under": "LESS_THAN",
    "least": "EQUAL_OR_MORE",
    "most": "EQUAL_OR_LESS",
    "up": "EQUAL_OR_LESS",
    "well": "MORE_THAN",
    "no": "EQUAL_OR_LESS",
}
Amount = float | str


def amount_of(words: Sequence[Word]) -> Amount:
    """The amount that the words of a quantity say: a number, or the key of an inexact amount."""
    for word in words:
        if word.text == "couple":
            return 2
        if word.text in VAGUE_AMOUNTS and word.text not in ("couple", "bare"):
            return word.text
    numbers = [
        float(word.value)
        for word in words
        if word.category in ("number", "dayno", "year") and isinstance(word.value, (int, float))
    ]
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
    finer = {
        "Y": ("M", 12),
        "M": ("S", 60) if clock else ("D", 30),
        "W": ("D", 7),
        "D": ("H", 24),
        "H": ("M", 60),
        "Q": ("M", 3),
        "S": ("S", 1),
    }[letter]
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
    if name == "year" and count - int(count) == 0.5:
        return calendar.shift(whole, "month", 6 * sign)
    return calendar.add_days(
        whole,
        sign
        * round(
            (count - int(count)) * {"D": 1, "W": 7, "M": 30, "Q": 91, "Y": 365}.get(UNITS[unit][0], 1) * UNITS[unit][1]
        ),
    )


def runs_until_now(match: Match) -> bool:
    """Whether "the last week" is the seven days up to now ("for the last week") and not the week before this one."""
    return match.words[0].category == "the" and match.has("last") and (
        match.previous in ("for", "over", "in", "within") and match.following != "of"
    )


def read_length(match: Match) -> tuple[Amount, str, str, str | None]:
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
