"""From the extractions of many articles to events: the entry of the room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kb.extraction import Extraction
from kb.merging.candidates import candidate_pairs
from kb.merging.clusters import agglomerate
from kb.merging.comparison import Comparison, compare
from kb.merging.consensus import event_of
from kb.merging.event import Conclusions
from kb.merging.syndication import syndicated
from kb.merging.telling import Telling, tell
from kb.merging.undated import date_articles


def merge(extractions: Sequence[Extraction]) -> Conclusions:
    """Everything that follows from the articles together: which mentions tell one event, and when the
    articles without a date must have appeared.

    The same extractions give the same conclusions in whatever order they come. An article that was dated by
    an earlier call (`published_from` "witnesses") gets the same `ArticleDate` again, so calling until nothing
    changes takes two rounds.
    """
    articles = [extraction.article for extraction in extractions]
    source_of = {id: group[0] for group in syndicated(articles) for id in group}
    tellings = tell(extractions)
    events = tuple(sorted((event_of([tellings[index] for index in group], reasons, source_of)
                           for group, reasons in _groups(tellings)), key=lambda event: event.id))
    return Conclusions(events=events, dates=date_articles(extractions, tellings, source_of))


def _groups(tellings: Sequence[Telling]) -> list[tuple[list[int], list[Comparison]]]:
    """Groups of indices, each with the comparisons that speak for it."""
    compared: dict[tuple[int, int], Comparison] = {}

    def comparison(one: int, other: int) -> Comparison:
        pair = (one, other) if one < other else (other, one)
        if pair not in compared:
            compared[pair] = compare(tellings[pair[0]], tellings[pair[1]])
        return compared[pair]

    pairs = [(one, other, comparison(one, other).log_odds) for one, other in candidate_pairs(tellings)
             if comparison(one, other).same]
    groups = agglomerate(len(tellings), pairs, lambda one, other: comparison(one, other).log_odds)
    return [(group, _strongest(group, compared)) for group in groups]


def _strongest(group: Sequence[int], compared: Mapping[tuple[int, int], Comparison]) -> list[Comparison]:
    """For every member the comparison that ties it most strongly to another one, each once."""
    ties: dict[tuple[int, int], Comparison] = {}
    for one in group:
        known = [(pair, compared[pair]) for other in group if other != one
                 and (pair := (min(one, other), max(one, other))) in compared]
        best = min(((pair, tie) for pair, tie in known if tie.same), default=None,
                   key=lambda item: (-item[1].log_odds, item[0]))
        if best:
            ties[best[0]] = best[1]
    return [ties[pair] for pair in sorted(ties)]
