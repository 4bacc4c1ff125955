"""Merging: which mentions tell of the same event, when undated articles appeared, where reports disagree."""

from kb.merging.decisions import Decision, Spot
from kb.merging.event import ArticleDate, Conclusions, Disagreement, Event, MentionRef, MergeReason
from kb.merging.merging import Merging, merge
from kb.merging.syndication import syndicated

__all__ = ["ArticleDate", "Conclusions", "Decision", "Disagreement", "Event", "MentionRef", "MergeReason", "Merging",
           "Spot", "merge", "syndicated"]
