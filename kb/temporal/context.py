"""The context of an article: what its expressions are counted from, as reading goes on.

The publication date is the first anchor. Beside it stand the expressions already read: "the following day" counts
from the last day named, "a year earlier" from the quarter that is being reported, and in a narrative of long ago a
bare "10 June" belongs to the year that is being told.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import islice

from kb.reading import Article
from kb.temporal.calendar import bounds
from kb.temporal.expression import Granularity, TimeExpression
from kb.temporal.grammar import Match
from kb.temporal.meaning import Anchor

#: How many sentences back an expression still serves as an anchor.
REACH = 8
#: And how many expressions back it is sought: a table of ten thousand dates is no story.
MOST_LOOKED_AT = 100
#: An explicit date counts as long past when it lies this many days before the publication.
LONG_PAST_DAYS = 500


class Context:
    """What is known when an expression is resolved; `note` adds each resolved one."""

    def __init__(self, article: Article, narrative: bool = False) -> None:
        self.article = article
        self.narrative = narrative
        self._noted: list[tuple[int, TimeExpression]] = []

    def note(self, sentence: int, expression: TimeExpression) -> None:
        self._noted.append((sentence, expression))

    @property
    def published(self) -> Anchor | None:
        """The publication date as an anchor."""
        day = self.article.published
        if day is None:
            return None
        return Anchor(day, "witnesses" if self.article.published_from == "witnesses" else "published")

    @property
    def now(self) -> Anchor | None:
        """What undated words are counted from: the publication date, or in a narrative the date last told."""
        if self.narrative:
            told = self.last(
                lambda one: one.type in ("DATE", "TIME") and one.earliest is not None and one.granularity != "vague",
                reach=None,
            )
            if told and told.earliest:
                return Anchor(told.earliest, "narrative", told.id, told.text, told.value)
        return self.published

    def last(
        self, wanted: Callable[[TimeExpression], bool], *, sentence: int | None = None, reach: int | None = REACH
    ) -> TimeExpression | None:
        """The latest expression read that is wanted, at most `reach` sentences back."""
        for place, expression in islice(reversed(self._noted), MOST_LOOKED_AT):
            if reach is not None and sentence is not None and sentence - place > reach:
                return None
            if wanted(expression):
                return expression
        return None

    def last_day(self, match: Match, reach: int | None = REACH) -> Anchor | None:
        """The day named last before the match."""
        return self.last_period(match, ("day", "time", "part-of-day"), reach)

    def last_period(
        self, match: Match, granularities: tuple[Granularity, ...], reach: int | None = REACH
    ) -> Anchor | None:
        """The period of one of these granularities named last before the match, as an anchor on its first day."""
        found = self.last(
            lambda one: (
                one.type in ("DATE", "TIME") and one.granularity in granularities and bounds(one.value) is not None
            ),
            sentence=match.sentence.index,
            reach=reach,
        )
        return as_anchor(found)


def as_anchor(expression: TimeExpression | None) -> Anchor | None:
    """A resolved expression as an anchor on the first day of its value."""
    if expression is None:
        return None
    span = bounds(expression.value)
    if span is None:
        return None
    return Anchor(span[0], "expression", expression.id, expression.text, expression.value)


def told_anchor(match: Match, context: Context) -> Anchor | None:
    """The date told last that is no longer than a year."""
    return as_anchor(
        context.last(
            lambda one: (
                one.type in ("DATE", "TIME")
                and one.granularity not in ("decade", "century")
                and bounds(one.value) is not None
            ),
            sentence=match.sentence.index,
        )
    )


def is_long_past(day: date, published: date | None) -> bool:
    return published is None or (published - day).days > LONG_PAST_DAYS
