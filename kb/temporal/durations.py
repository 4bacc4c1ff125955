"""Durations that hang on no date: "for three years", "a two-hour meeting", "years of fighting"."""

from __future__ import annotations

from kb.temporal.context import Context
from kb.temporal.grammar import Match
from kb.temporal.lengths import amount_of, read_length
from kb.temporal.lexicon import UNITS
from kb.temporal.meaning import Meaning
from kb.temporal.rule import Rule
from kb.temporal.wordlists import wordset


def _plain(match: Match, context: Context) -> Meaning | None:
    _, _, value, mod = read_length(match)
    return Meaning("DURATION", value, "a length of time", mod=mod)


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
    if (
        match.text.lower() == "one day"
        and following not in ("after", "before", "later", "earlier", "of")
        and (not match.before or match.previous in (".", ",", "'", "“", '"'))
    ):
        return False
    if following == "a" and len(match.after) > 1 and match.after[1].text in ("day", "week", "year"):
        return False
    if match.says("hundreds", "thousands") and unit.startswith(("half", "quarter")):
        return False
    if unit in ("second", "quarter", "half") and not (quantity and quantity[-1].category in ("number", "dayno")):
        return False
    if unit == "second" and match.words[-2].category != "hyphen" and amount_of(quantity) != 1:
        return False
    if (
        unit == "quarters"
        and following in ("of", "full", "mile", "inch", "percent")
        and quantity[-1].text in ("three", "3")
    ):
        return False
    if len(quantity) == 1 and quantity[0].category == "article":
        if unit == "night":
            return False
        return (
            match.previous in _LENGTH_BEFORE
            or len(match.words) > len(quantity) + 1
            or following in ("after", "before")
            or (following in ("of", "later", "long") and unit != "day")
            or match.has("half")
        )
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
    return (match.previous in _BARE_BEFORE and match.following not in ("before", "after")) or match.following in (
        "of",
        "later",
        "ahead",
    )


def _of_story(match: Match, context: Context) -> Meaning | None:
    _, _, value, _ = read_length(match)
    return Meaning("DURATION", value, "a length of time, not counted")


_LENGTH = "approx? n=quantity (consecutive|more|another)? hyphen? u=anyunit (and article half)?"


RULES = (
    Rule(
        "duration",
        "a length of time",
        (
            _LENGTH + " (or so)?",
            "the ordinal? n=quantity u=anyunit",
            "n=number hyphen u=unit hyphen? term",
            "the (ordinal)? n=number u=anyunit",
            "another u=anyunit",
            "n=(article) u=anyunit (and article half)",
            "approx? n=quantity hyphen? u=anyunit or number",
            "approx? n=number hyphen? and hyphen? article? hyphen? half hyphen? u=units",
        ),
        _plain,
        (
            ("He spent [six days] aboard.", "P6D"),
            ("The [two-year] option lapsed.", "P2Y"),
            ("They lived in camps for [2 1/2 years].", "P2Y6M"),
            ("He was jailed for [three-and-a-half years].", "P3Y6M"),
            ("It takes [a few minutes].", "PTXM"),
        ),
        _is_length,
    ),
    Rule(
        "duration-bare",
        "a length of time without an amount",
        ("(the)? u=(units|seconds)", "(the)? u=units or units", "u=units and units"),
        _of_story,
        (("After [years] of fighting, peace came.", "PXY"), ("For [weeks], nobody slept.", "PXW")),
        _is_bare,
    ),
    Rule(
        "duration-of-decades",
        "a length of decades",
        ("u=(units) hyphen long",),
        _of_story,
        (("It ended a [decades-long] dispute.", "PXY"),),
    ),
    Rule(
        "duration-long",
        "a length of one unit",
        ("u=(unit|decade|century|weekend) hyphen long",),
        _plain,
        (("A [week-long] strike ended.", "P1W"),),
    ),
)
