"""The event: one happening, told by one or more mentions in one or more articles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from kb.temporal import Granularity


@dataclass(frozen=True, slots=True, order=True)
class MentionRef:
    """Names one `EventMention`: the article's id and the mention's id in it."""

    article: str
    mention: str


@dataclass(frozen=True, slots=True)
class MergeReason:
    """Why two mentions were taken for one event."""

    first: MentionRef
    second: MentionRef
    score: float
    """0 … 1, above the threshold."""
    explanation: str
    """One sentence for a person: same words "blocked roads", same actor Islamic State, dates agree."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Where two witnesses of one event say what can't both be right."""

    kind: Literal["date", "count", "place", "actor"]
    first: MentionRef
    second: MentionRef
    first_says: str
    second_says: str


@dataclass(frozen=True, slots=True)
class Event:
    """One happening. What the witnesses agree on, with where each bit comes from."""

    id: str
    """16 hexadecimal digits; depends only on the mentions that make it."""
    mentions: tuple[MentionRef, ...]
    """In order; the first is the one whose label and type speak for the event."""
    label: str
    type: str
    earliest: date | None
    latest: date | None
    value: str | None
    edtf: str | None
    granularity: Granularity | None
    date_from: MentionRef | None
    """The mention whose date was taken (the narrowest that the others allow)."""
    salience: float
    salient: bool
    reasons: tuple[MergeReason, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    also: tuple[str, ...] = ()
    """Ids under which it may have been known when fewer of its mentions were."""
    reports: tuple[tuple[str, ...], ...] = ()
    """The ids of the articles that tell it, those together that go back to one report."""
    likely: date | None = None
    """The day that most mentions take for likely, where the bounds leave the day open; it lies within them."""

    @property
    def independent(self) -> int:
        """How many independent sources tell it: copies of one agency report count once."""
        return max(1, len(self.reports))


@dataclass(frozen=True, slots=True)
class ArticleDate:
    """When an undated article must have been published, concluded from dated ones that tell the same."""

    article: str
    published: date
    """The day to resolve its relative dates against."""
    between: tuple[date, date]
    """Earliest and latest day that the evidence allows."""
    witnesses: tuple[tuple[MentionRef, MentionRef], ...]
    """Pairs (mention in the undated article, mention of the same event in a dated one)."""
    explanation: str


@dataclass(frozen=True, slots=True)
class Conclusions:
    """All that the knowledge base itself concludes from what the articles say."""

    events: tuple[Event, ...]
    """Ordered by id."""
    dates: tuple[ArticleDate, ...] = ()
