"""Events: what happened, who took part, where, when, and who says so, as one article tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.events.mention import (
    Certainty,
    DateBasis,
    EventMention,
    EventPlace,
    EventTime,
    Participant,
    Polarity,
    Quantity,
    Role,
    Speaker,
    Tense,
    TimeRelation,
)
from kb.loading import when_asked_for

if TYPE_CHECKING:
    from kb.events.finding import find_events

__all__ = ["Certainty", "DateBasis", "EventMention", "EventPlace", "EventTime", "Participant", "Polarity", "Quantity",
           "Role", "Speaker", "Tense", "TimeRelation", "find_events"]

__getattr__ = when_asked_for(__name__, find_events="finding")
