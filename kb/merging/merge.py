"""From the extractions of many articles to events: the entry of the room."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kb.extraction import Extraction
from kb.merging.decisions import Decision
from kb.merging.event import Conclusions
from kb.merging.merging import Merging


def merge(extractions: Sequence[Extraction], decisions: Iterable[Decision] = ()) -> Conclusions:
    """Everything that follows from the articles together: which mentions tell one event, and when the
    articles without a date must have appeared.

    The same extractions give the same conclusions in whatever order they come. `decisions` are a person's, in the
    order in which they were taken; they win over everything else. An article that was dated by an earlier call
    (`published_from` "witnesses") gets the same `ArticleDate` again, so calling until nothing changes takes two
    rounds.
    """
    merging = Merging(decisions)
    merging.add(extractions)
    return merging.conclusions()
