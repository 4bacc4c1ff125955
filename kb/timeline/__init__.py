"""Timeline: windows, histograms, facets and search, from an index that the store can always refill."""

from kb.timeline.event import TimelineEvent, TimelineParticipant, TimelinePlace, event_json
from kb.timeline.index import TimelineIndex
from kb.timeline.labels import date_label, with_likely
from kb.timeline.query import (
    Bin,
    BinGranularity,
    FacetKind,
    FacetValue,
    Lane,
    Lanes,
    Spot,
    TimelinePage,
    TimelineQuery,
)

__all__ = ["Bin", "BinGranularity", "FacetKind", "FacetValue", "Lane", "Lanes", "Spot", "TimelineEvent",
           "TimelineIndex", "TimelinePage", "TimelineParticipant", "TimelinePlace", "TimelineQuery", "date_label",
           "event_json", "with_likely"]
