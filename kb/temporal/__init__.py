"""Temporal: finds the expressions that say when, resolves them on the calendar, and explains each result."""

from kb.temporal.expression import AnchorSource, Granularity, Reading, TimeExpression, TimeType
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
