"""The time expression: words in the text that say when, and how they were understood."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
Granularity = Literal["time", "part-of-day", "day", "weekend", "week", "month", "season", "quarter", "half",
                      "year", "decade", "century", "vague"]
#: What the anchor date is: the publication date, another expression of the text, or a date reached by the
#: narrative. "witnesses" marks a publication date that other articles gave.
AnchorSource = Literal["published", "witnesses", "dateline", "expression", "narrative"]


@dataclass(frozen=True, slots=True)
class Reading:
    """Another way to understand an expression, and why it was not taken."""

    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words that say when. Offsets are code points into the article's text, half-open."""

    id: str
    """"t1", "t2", … in text order, unique within the article."""
    begin: int
    end: int
    text: str
    first: int
    """Index of its first token in the `Doc`."""
    last: int
    """One past its last token."""
    type: TimeType
    value: str
    """TIMEX3 value; "XXXX-WXX-7" style where no anchor lets it be resolved."""
    granularity: Granularity
    rule: str
    """Key into the table of rules (`kb/temporal/rules.py`): "day-before"."""
    explanation: str
    """One sentence for a person: “yesterday” → the day before 2019-02-18, the publication date found in
    the text → 2019-02-17."""
    earliest: date | None = None
    """First day that the expression can mean; None is open or unknown."""
    latest: date | None = None
    """Last day that the expression can mean, inclusive."""
    edtf: str | None = None
    mod: str | None = None
    """TIMEX3 mod: START, MID, END, APPROX, BEFORE, …"""
    quant: str | None = None
    freq: str | None = None
    zone: str | None = None
    """Offset from UTC of a time of day, where one is written: "-05:00", "Z"."""
    anchor: date | None = None
    anchor_from: AnchorSource | None = None
    anchor_expression: str | None = None
    """Id of the expression that anchors this one, when `anchor_from` is "expression"."""
    readings: tuple[Reading, ...] = ()
