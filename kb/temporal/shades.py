"""Shades of a period: its beginning, middle or end, as "early", "mid-", "the end of" and "later" leave it."""

from __future__ import annotations

from datetime import date, timedelta

from kb.temporal import calendar
from kb.temporal.calendar import Bounds
from kb.temporal.expression import Reading
from kb.temporal.grammar import Match
from kb.temporal.meaning import Anchor, Meaning

#: Words that take a part of a period → TIMEX3 mod.
SHADES = {"early": "START", "earlier": "START", "late": "END", "later": "END", "mid": "MID", "middle": "MID"}


def mod_of(match: Match) -> str | None:
    """START, MID or END, as the words before the period say."""
    if match.has("end", "rest") and match.has("of"):
        return "END"
    if match.has("beginning") and match.has("of"):
        return "START"
    return next((SHADES[word.text] for word in match.words[:3] if word.text in SHADES), None)


def shaded(span: Bounds | None, mod: str | None, anchor: Anchor | None, match: Match) -> Bounds | None:
    """The part of a period that "early", "mid" and "late" leave (half), or "earlier" and "later" (to the anchor)."""
    if span is None or mod is None:
        return span
    first, last = span
    if anchor and match.has("earlier") and first <= anchor.day <= last:
        return first, anchor.day
    if anchor and (match.has("later") or match.says("rest", "remainder")) and first <= anchor.day <= last:
        return anchor.day, last
    return part_of(span, mod)


def part_of(span: Bounds, mod: str) -> Bounds:
    """The half of a span that START, MID or END leaves."""
    first, last = span
    days = (last - first).days
    if mod == "START":
        return first, first + timedelta(days=days // 2)
    if mod == "END":
        return first + timedelta(days=days // 2), last
    return first + timedelta(days=days // 4), last - timedelta(days=days // 4)


def period(
    value: str, phrase: str, match: Match, anchor: Anchor | None = None, readings: tuple[Reading, ...] = ()
) -> Meaning:
    """A DATE with the shade that the words give it."""
    mod = mod_of(match)
    span = calendar.bounds(value)
    part = shaded(span, mod, anchor, match)
    return Meaning("DATE", value, phrase, anchor, mod, bounds=part if part != span else None, readings=readings)


def distance(span: Bounds, day: date) -> int:
    if span[0] <= day <= span[1]:
        return 0
    return min(abs((span[0] - day).days), abs((span[1] - day).days))
