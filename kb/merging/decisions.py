"""What a person decided: these mentions tell one event, those don't. It wins over the machine, for good.

A decision names mentions by their characters, so that it holds when the article is read again, even by another model
that finds other mentions around it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations, product
from typing import Literal

from kb.extraction import Extraction
from kb.merging.event import MentionRef

#: For two mentions, either way round: whether they must be one event (else they must not).
Rulings = Mapping[MentionRef, Mapping[MentionRef, bool]]


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """Words of an article that tell an event; code points, half-open."""

    article: str
    begin: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's word on which mentions tell one event. A later decision wins over an earlier one."""

    number: int
    """1, 2, … in the order in which they were taken; names the decision."""
    kind: Literal["merge", "split"]
    first: tuple[Spot, ...]
    second: tuple[Spot, ...]
    """`merge`: the first and the second are all one event; `split`: none of the first is one with any of the second."""
    taken: str
    """When: date and time, ISO 8601, UTC."""


def rulings(decisions: Iterable[Decision], extractions: Mapping[str, Extraction]) -> Rulings:
    """What the decisions say of the mentions that there are now. Words that no mention covers any more are passed
    over."""
    found: dict[MentionRef, dict[MentionRef, bool]] = {}
    for decision in sorted(decisions, key=lambda one: one.number):
        first, second = ([ref for spot in spots if (ref := mention_at(spot, extractions))]
                         for spots in (decision.first, decision.second))
        same = decision.kind == "merge"
        for one, other in combinations(first + second, 2) if same else product(first, second):
            if one != other:
                found.setdefault(one, {})[other] = same
                found.setdefault(other, {})[one] = same
    return found


def mention_at(spot: Spot, extractions: Mapping[str, Extraction]) -> MentionRef | None:
    """The mention that shares most characters with these words; None where there is none."""
    extraction = extractions.get(spot.article)
    if extraction is None or extraction.article.text[spot.begin:spot.end] != spot.text:
        return None
    over = [(min(event.end, spot.end) - max(event.begin, spot.begin), event.id) for event in extraction.events]
    shared = [(-characters, id) for characters, id in over if characters > 0]
    return MentionRef(spot.article, min(shared)[1]) if shared else None
