"""The Python API: what the command line, the server and notebooks call, and the one place that strings the
rooms together.

    from kb.knowledge_base import KnowledgeBase
    from kb.reading import read

    with KnowledgeBase.open(Settings(store="my-store")) as base:
        base.ingest(article for article in read(["articles/"]) if isinstance(article, Article))
        for event in base.timeline(TimelineQuery(begin=date(2019, 2, 1))).events:
            print(event.date_label, event.label)
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any

from kb import views
from kb.annotator import Annotator
from kb.errors import NotFoundError
from kb.extraction import Extraction, from_json, to_json
from kb.graph import Iris, article_graph, conclusions_graph, validate
from kb.merging import ArticleDate, Conclusions, Event, merge
from kb.plain import from_plain, to_plain
from kb.reading import Article
from kb.settings import Settings
from kb.store import QueryResult, Store, open_store
from kb.timeline import TimelineEvent, TimelineIndex, TimelinePage, TimelineQuery, event_json


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What an ingest did."""

    read: int
    new: int
    changed: int
    unchanged: int
    events: int
    """In the whole store now."""
    shared: int
    """Of these, told by two or more articles."""
    dated: tuple[ArticleDate, ...]
    """Undated articles that other articles dated."""

    def summary(self) -> str:
        lines = [f"{self.read} articles read: {self.new} new, {self.changed} changed, {self.unchanged} known. "
                 f"{self.events} events, {self.shared} of them told by two or more articles."]
        lines += [f"{article.article}: {article.explanation}" for article in self.dated]
        return "\n".join(lines)
