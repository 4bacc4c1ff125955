"""Temporal: finds the expressions that say when, resolves them on the calendar, and explains each result."""

from kb.temporal.expression import AnchorSource, Granularity, Reading, TimeExpression, TimeType

__all__ = ["AnchorSource", "Granularity", "Reading", "TimeExpression", "TimeType"]
