"""Events: what happened, who took part, where, when, and who says so, as one article tells it."""

from kb.events.finding import find_events
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

__all__ = ["Certainty", "DateBasis", "EventMention", "EventPlace", "EventTime", "Participant", "Polarity", "Quantity",
           "Role", "Speaker", "Tense", "TimeRelation", "find_events"]
