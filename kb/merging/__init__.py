"""Merging: which mentions tell of the same event, when undated articles appeared, where reports disagree."""

from kb.merging.event import ArticleDate, Conclusions, Disagreement, Event, MentionRef, MergeReason
from kb.merging.merge import merge
from kb.merging.syndication import syndicated

__all__ = ["ArticleDate", "Conclusions", "Disagreement", "Event", "MentionRef", "MergeReason", "merge",
           "syndicated"]
