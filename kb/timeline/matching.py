"""Which events a question matches, as masks and ranks over the columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kb.timeline.columns import Columns, Mask
from kb.timeline.query import TimelineQuery

Ranks = NDArray[np.intp]

#: The attribute of the query that holds the filter of a kind.
FILTERS = {"type": "types", "entity": "entities", "place": "places", "source": "sources",
           "certainty": "certainties", "precision": "precisions", "independent": "independent"}
#: Kinds in which a wanted value is looked for; an entity can also be where it happens.
_LOOKED_IN = {"entity": ("entity", "place")}


class Matching:
    """The filters of one question, each as a mask, so that a facet can leave its own out."""

    def __init__(self, columns: Columns, values: Mapping[tuple[str, str], int], query: TimelineQuery,
                 found: Iterable[Ranks] = ()) -> None:
        """`values` has the numbers of the values, `found` the events that other tables found, for the words searched
        for and the articles wanted."""
        self._columns = columns
        self._query = query
        common = columns.salient.copy() if not query.details else np.ones(len(columns), dtype=bool)
        if query.known:
            common &= columns.reported <= query.known.toordinal()
        for ranks in found:
            common &= mask_of(columns, ranks)
        self._masks = {kind: self._having(kind, values) for kind, attribute in FILTERS.items()
                       if getattr(query, attribute)}
        self._common = common

    def _having(self, kind: str, values: Mapping[tuple[str, str], int]) -> Mask:
        """Who has any of the values wanted; of entities, all of them."""
        masks = []
        for wanted in getattr(self._query, FILTERS[kind]):
            numbers = [values[key, wanted] for key in _LOOKED_IN.get(kind, (kind,)) if (key, wanted) in values]
            masks.append(mask_of(self._columns, *(self._columns.having(number) for number in numbers)))
        combined = np.logical_and if kind == "entity" else np.logical_or
        return combined.reduce(masks)  # type: ignore[no-any-return]

    @property
    def own(self) -> frozenset[str]:
        """The kinds that the question filters by."""
        return frozenset(self._masks)

    def everywhen(self, leave_out: str | None = None) -> Mask:
        """What passes the filters, in the window or not; `leave_out` names a kind to disregard."""
        mask = self._common
        for kind, having in self._masks.items():
            if kind != leave_out:
                mask = mask & having
        return mask

    def inside(self, mask: Mask, *, possible: bool | None = None,
               window: tuple[date | None, date | None] | None = None) -> Ranks:
        """The ranks of those of `mask` in the window; what has no date is in no window but the open one.
        `possible` and `window` override the question's own."""
        begin, end = window or (self._query.begin, self._query.end)
        if begin is None and end is None:
            return np.flatnonzero(mask)
        return np.flatnonzero(self._overlapping(mask, begin, end, possible))

    def count(self, mask: Mask, *, possible: bool) -> int:
        """How many `inside` would give for the question's own window, of which one end is given."""
        return int(np.count_nonzero(self._overlapping(mask, self._query.begin, self._query.end, possible)))

    def _overlapping(self, mask: Mask, begin: date | None, end: date | None, possible: bool | None) -> Mask:
        """Those of `mask` that have a date and overlap the days, by rank up to the last that has one."""
        columns = self._columns
        wide = self._query.possible if possible is None else possible
        begins, ends = (columns.earliest, columns.latest) if wide else (columns.first, columns.last)
        dated = columns.dated
        mask = mask[:dated].copy()
        if begin:
            mask &= ends[:dated] >= begin.toordinal()
        if end:
            mask &= begins[:dated] <= end.toordinal()
        return mask



def mask_of(columns: Columns, *ranks: NDArray[Any]) -> Mask:
    """True for these ranks."""
    mask = np.zeros(len(columns), dtype=bool)
    for some in ranks:
        mask[some] = True
    return mask


def thinned(ranks: Ranks, columns: Columns, begin: int, end: int, most: int) -> Ranks:
    """At most `most` of the events, spread over the days `begin` … `end`: the ones that matter most in each part
    of the window, then the ones that matter most of all that are left. In order."""
    if len(ranks) <= most:
        return ranks
    parts = min(40, most)
    weight = columns.weight[ranks]
    edges = begin + (end + 1 - begin) * np.arange(1, parts) / parts
    cuts = [0, *np.searchsorted(columns.first[ranks], edges), len(ranks)]
    taken = np.zeros(len(ranks), dtype=bool)
    for left, right in pairwise(cuts):
        taken[left + _lightest(weight[left:right], most // parts)] = True
    rest = np.flatnonzero(~taken)
    taken[rest[_lightest(weight[rest], most - int(taken.sum()))]] = True
    return ranks[taken]


def _lightest(weight: NDArray[Any], most: int) -> Ranks:
    """Where the smallest numbers stand."""
    if len(weight) <= most:
        return np.arange(len(weight))
    return np.argpartition(weight, most)[:most]
