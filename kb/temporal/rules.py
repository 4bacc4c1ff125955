"""The table of rules: every way of saying when that is understood, by its id."""

from __future__ import annotations

from functools import cache

from kb.temporal import clock, counted, days, durations, months, parts_of_day, periods, quarters, seasons, sets, vague
from kb.temporal.grammar import Pattern, compile_pattern
from kb.temporal.rule import Rule

#: Earlier rules win where two cover the same words.
ALL: tuple[Rule, ...] = (
    *clock.RULES,
    *parts_of_day.RULES,
    *quarters.RULES,
    *days.RULES,
    *sets.RULES,
    *months.RULES,
    *seasons.RULES,
    *periods.RULES,
    *vague.RULES,
    *counted.RULES,
    *durations.RULES,
)
RULES: dict[str, Rule] = {rule.id: rule for rule in ALL}


@cache
def patterns() -> tuple[Pattern, ...]:
    """Every row of the grammar, compiled once."""
    return tuple(Pattern(rule.id, compile_pattern(pattern), rule.accepts) for rule in ALL for pattern in rule.patterns)
