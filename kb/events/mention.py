"""The event mention: one place in one article that tells of a happening."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from kb.temporal import Granularity

Role = Literal["agent", "patient", "recipient", "instrument", "topic", "beneficiary", "origin", "destination",
               "companion"]
Polarity = Literal["positive", "negative"]
Certainty = Literal["asserted", "reported", "planned", "possible", "denied", "hypothetical"]
Tense = Literal["past", "present", "future", "none"]
#: How the bounds follow from the expression: the event lies in it, at or before its end, at or after its
#: begin, or began in it and goes on.
TimeRelation = Literal["on", "before-or-on", "on-or-after", "since", "until"]
#: Where a date comes from: an expression that stands with the event; another event of the sentence that one dates;
#: the story, which goes on from a dated event; or tense and publication date alone.
DateBasis = Literal["stated", "inferred", "carried", "tense"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """How many, as an interval: "up to 2,000" is 0 … 2000, "over 800" is 801 … None, "hundreds" 100 … 999."""

    text: str
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Participant:
    """Who or what takes part. `entity` is an `Entity.id` of the same article, None for what is no entity."""

    role: Role
    begin: int
    end: int
    text: str
    entity: str | None
    quantity: Quantity | None = None


@dataclass(frozen=True, slots=True)
class EventPlace:
    begin: int
    end: int
    text: str
    entity: str | None


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says something, also those who have no name ("the coastguard", "two doctors")."""

    begin: int
    end: int
    text: str
    entity: str | None


@dataclass(frozen=True, slots=True)
class EventTime:
    """When, as far as the article says: an interval of days, and how it follows.

    `earliest` is the first day on which the event can have begun, `latest` the last on which it can have
    ended; None is open or unknown. The publication date bounds an event, it never becomes its date.
    """

    expression: str | None
    """`TimeExpression.id` that dates it, None when only tense and publication date bound it."""
    value: str | None
    """TIMEX3 value of that expression."""
    earliest: date | None
    latest: date | None
    relation: TimeRelation
    granularity: Granularity | None
    edtf: str | None
    explanation: str
    """A sentence or two for a person: how the expression was found to date this event, or why it has none."""
    basis: DateBasis = "stated"
    likely: date | None = None
    """The day on which it most likely happened or, for a state, held, where the text leaves it open: a guess from how
    news is told, explained in `explanation`. It never narrows `earliest` and `latest`."""


@dataclass(frozen=True, slots=True)
class EventMention:
    """A happening as one article tells it. Offsets are code points into the article's text, half-open."""

    id: str
    """"e1", "e2", … in text order, unique within the article."""
    begin: int
    end: int
    text: str
    """The trigger as it stands."""
    trigger: int
    """Index of the trigger token in the `Doc`."""
    lemma: str
    """Of the trigger, with its particle or light-verb noun ("take back", "put on trial")."""
    type: str
    """Local name of a concept of `ontology/event-types.ttl` ("Blockade")."""
    label: str
    sentence_begin: int
    sentence_end: int
    participants: tuple[Participant, ...]
    place: EventPlace | None
    time: EventTime
    polarity: Polarity
    certainty: Certainty
    tense: Tense
    attributed_to: str | None
    """`Entity.id` of who says so, None for the article itself and for who has no name (see `voices`)."""
    salience: float
    """0 … 1; the reasons in words are in `salience_reasons`."""
    salient: bool
    """Belongs on a timeline; the others stay details."""
    salience_reasons: tuple[str, ...] = ()
    voices: tuple[Speaker, ...] = ()
    """Who says so, the nearest first: in "the envoy said that villagers had told her that …" the villagers, then
    the envoy. Empty where the article itself says it."""
