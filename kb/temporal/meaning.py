"""The meaning of an expression before it is written out: what a rule concludes from a match."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kb.temporal.expression import AnchorSource, Granularity, Reading, TimeType


@dataclass(frozen=True, slots=True)
class Anchor:
    """The day that an expression is counted from."""

    day: date
    source: AnchorSource
    expression: str | None = None
    """Id of the expression it came from."""
    words: str | None = None
    """That expression's words."""
    value: str | None = None
    """That expression's TIMEX3 value."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a match says. Bounds left at `FROM_VALUE` follow from the value."""

    type: TimeType
    value: str
    phrase: str
    """How the value came about, with "{anchor}" where the anchor belongs: "the day before {anchor}"."""
    anchor: Anchor | None = None
    mod: str | None = None
    quant: str | None = None
    freq: str | None = None
    zone: str | None = None
    """Offset from UTC that is written beside a time of day: "-05:00", "Z"."""
    granularity: Granularity | None = None
    """Taken from the value when None."""
    bounds: tuple[date | None, date | None] | None = None
    """Earliest and latest day where they don't follow from the value."""
    readings: tuple[Reading, ...] = ()
