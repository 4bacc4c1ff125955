"""The day: what a stretch of words that names one comes to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kb.temporal import calendar
from kb.temporal.expression import Reading
from kb.temporal.meaning import Anchor


@dataclass(frozen=True, slots=True)
class Day:
    """A day that a stretch of words names; `day` is None where it can't be resolved."""

    value: str
    day: date | None
    phrase: str
    anchor: Anchor | None = None
    readings: tuple[Reading, ...] = ()
    bounds: tuple[date | None, date | None] | None = None
    """Between which days it lies, where only that is known."""


def shifted_day(anchor: Anchor | None, shift: int, phrase: str) -> Day:
    day = anchor and calendar.add_days(anchor.day, shift)
    return Day(day.isoformat(), day, phrase, anchor) if day else Day("XXXX-XX-XX", None, phrase)
