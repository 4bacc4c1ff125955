"""Sets: times that come back, as "every day", "each July", "twice a week", "on Mondays", "daily"."""

from __future__ import annotations

from kb.temporal.context import Context
from kb.temporal.grammar import Match
from kb.temporal.lengths import amount_of, duration_value
from kb.temporal.lexicon import PARTS_OF_DAY, unit_name
from kb.temporal.meaning import Meaning
from kb.temporal.rule import Rule
from kb.temporal.wordlists import wordset

ADVERBS = {
    "daily": "P1D",
    "nightly": "P1D",
    "weekly": "P1W",
    "monthly": "P1M",
    "yearly": "P1Y",
    "annually": "P1Y",
    "hourly": "PT1H",
}


#: Near these "annually" is a rate: "8.5% annually".
_AMOUNTS = wordset("number dayno percent currency")


def _each_unit(match: Match, context: Context) -> Meaning | None:
    quantity = match.groups.get("n")
    amount = 2.0 if match.has("other") else amount_of(quantity) if quantity else 1
    unit = unit_name(match.word("u"))
    if unit == "weekend":
        return Meaning("SET", "XXXX-WXX-WE", "it comes back every weekend", quant="EVERY")
    value = duration_value(amount, unit)
    return Meaning(
        "SET",
        value,
        f"it comes back every {unit}"
        if amount == 1
        else f"it comes back every {amount:g} {unit}s"
        if not isinstance(amount, str)
        else f"it comes back every few {unit}s",
        quant="EACH" if match.says("each") else "EVERY",
    )


def _each_name(match: Match, context: Context) -> Meaning | None:
    word = match.groups["x"][0]
    if word.category in ("weekday", "shortday", "weekdays"):
        value = f"XXXX-WXX-{int(str(word.value)) + 1}"
        if match.has("part", "night", "parts"):
            value += "T" + PARTS_OF_DAY[match.words[-1].text.removesuffix("s")]
    elif word.category in ("month", "shortmonth"):
        value = f"XXXX-{int(str(word.value)):02d}"
    elif word.category == "season":
        value = f"XXXX-{word.value}"
    else:
        value = "XXXX-XX-XXT" + PARTS_OF_DAY[word.text]
    return Meaning("SET", value, f"it comes back every {word.text.removesuffix('s')}", quant="EVERY")


def _often(match: Match, context: Context) -> Meaning | None:
    times = {"once": "1X", "twice": "2X", "thrice": "3X"}.get(match.words[0].text) or f"{amount_of(match.words[:1]):g}X"
    unit = unit_name(match.word("u"))
    return Meaning(
        "SET", duration_value(1, unit), f"it comes back {times[:-1]} times every {unit}", quant="EVERY", freq=times
    )


def _adverb(match: Match, context: Context) -> Meaning | None:
    return Meaning("SET", ADVERBS[match.words[0].text], f"it comes back {match.words[0].text}", quant="EVERY")


RULES = (
    Rule(
        "every",
        "every day, week, month or year",
        ("each other? n=quantity? u=anyunit", "each (other)? u=(unit|weekend|quarter|night|second)",
         "(the)? (ordinal|second|last) anyday (of|in) each u=unit"),
        _each_unit,
        (("He prays [every day].", "P1D"), ("Fees rise [each year].", "P1Y"), ("They vote [every four years].", "P4Y"),
         ("They meet on [the second Tuesday of every month].", "P1M")),
    ),
    Rule(
        "every-named",
        "every Monday, each July, Tuesdays",
        ("each other? x=(anyday|anymonth|season|part) (part|night|parts)?", "x=weekdays", "x=anyday parts"),
        _each_name,
        (("Planes leave [each Thursday].", "XXXX-WXX-4"), ("They march [each July].", "XXXX-07"),
         ("They pray [each sunrise].", "XXXX-XX-XXTMO"), ("It closes [each Monday evening].", "XXXX-WXX-1TEV")),
        lambda match: match.has("each") or match.following != "ago",
    ),
    Rule(
        "so-often",
        "so many times in a period",
        ("once (article|per|each) u=unit", "(number other) (article|per|each) u=unit"),
        _often,
        (("They train [twice a week].", "P1W"),),
        lambda match: match.has("once") or match.says("times"),
    ),
    Rule(
        "adverb",
        "daily, weekly, monthly, yearly",
        ("daily|weekly|monthly|hourly|nightly|yearly",),
        _adverb,
        (("Flights leave [daily].", "P1D"), ("The fee is paid [annually].", "P1Y")),
        lambda match: (
            not (match.has("yearly") and any(word.category in _AMOUNTS for word in match.before[-6:]))
            and match.following not in ("news", "mail", "telegraph", "star", "mirror", "express")
            and not match.text[0].isupper()
            and not match.doc.text[match.end : match.end + 2].strip()[:1].isupper()
        ),
    ),
)
