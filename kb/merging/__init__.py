"""Merging: which mentions tell of the same event, when undated articles appeared, where reports disagree."""

from kb.merging.decisions import Decision, Spot
from kb.merging.event import ArticleDate, Conclusions, Disagreement, Event, MentionRef, MergeReason
from kb.merging.merging import Merging, Settled, event_noted, merge
from kb.merging.notes import Notes, number_of
from kb.merging.syndication import syndicated

__all__ = ["ArticleDate", "Conclusions", "Decision", "Disagreement", "Event", "MentionRef", "MergeReason", "Merging",
           "Notes", "Settled", "Spot", "event_noted", "merge", "number_of", "syndicated"]
