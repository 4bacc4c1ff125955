"""Temporal: finds the expressions that say when, resolves them on the calendar, and explains each result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.loading import when_asked_for
from kb.temporal.expression import AnchorSource, Granularity, Reading, TimeExpression, TimeType

if TYPE_CHECKING:
    from kb.temporal.find import find_times
    from kb.temporal.rule import Rule
    from kb.temporal.rules import RULES
    from kb.temporal.timeml import to_timeml

__all__ = [
    "RULES",
    "AnchorSource",
    "Granularity",
    "Reading",
    "Rule",
    "TimeExpression",
    "TimeType",
    "find_times",
    "to_timeml",
]

__getattr__ = when_asked_for(__name__, RULES="rules", Rule="rule", find_times="find", to_timeml="timeml")
