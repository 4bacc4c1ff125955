"""The rule: one way of saying when, with the patterns that find it and the function that resolves it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kb.temporal.context import Context
from kb.temporal.grammar import Match
from kb.temporal.meaning import Meaning

Resolver = Callable[[Match, Context], Meaning | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of the table of rules."""

    id: str
    """Stable name, used in JSON and RDF: "day-before"."""
    label: str
    """What the rule says, for a person."""
    patterns: tuple[str, ...]
    resolve: Resolver
    """None from it means: on a second look, no time expression."""
    examples: tuple[tuple[str, str], ...]
    """Sentences with the expression in [brackets] and its TIMEX3 value, read on Monday 2019-02-18."""
    accepts: Callable[[Match], bool] | None = None
    """A look at the words around, before anything is resolved."""
