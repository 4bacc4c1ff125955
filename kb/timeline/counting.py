"""Facets, lanes and spots: how often each value occurs among the events that match."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kb.timeline.columns import KINDS, Columns
from kb.timeline.matching import Ranks
from kb.timeline.query import FacetValue, Spot

#: Above so many events the values are counted in every n-th of them, and the counts are estimates.
MOST_COUNTED = 50_000

Counts = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Value:
    """What events can be filtered by."""

    kind: str
    value: str
    label: str
    latitude: float | None = None
    longitude: float | None = None


class Values:
    """All values, with what it takes to find the most frequent of a kind."""

    def __init__(self, values: Sequence[Value]) -> None:
        self.all = values
        self.numbers = {(value.kind, value.value): number for number, value in enumerate(values)}
        self._of_kind = {kind: np.array([number for number, value in enumerate(values) if value.kind == kind],
                                        dtype=np.intp) for kind in KINDS}
        alphabet = sorted(range(len(values)), key=lambda number: (values[number].label.casefold(),
                                                                  values[number].value))
        self._order = np.empty(len(values), dtype=np.int64)
        self._order[alphabet] = np.arange(len(values))

    def most_frequent(self, kind: str, counts: Counts, most: int) -> list[int]:
        """The numbers of the values of a kind that occur, the most frequent first, ties by their labels."""
        numbers = self._of_kind[kind]
        numbers = numbers[counts[numbers] > 0]
        keys = -counts[numbers] * len(self.all) + self._order[numbers]
        if len(numbers) > most:
            chosen = np.argpartition(keys, most)[:most]
            numbers, keys = numbers[chosen], keys[chosen]
        return [int(number) for number in numbers[np.argsort(keys)]]

    def facet(self, kind: str, counts: Counts, most: int, chosen: Sequence[str]) -> tuple[FacetValue, ...]:
        """The most frequent values with their counts; what was chosen is always among them."""
        found = self.most_frequent(kind, counts, most)
        for value in chosen:
            number = self.numbers.get((kind, value))
            if number is not None and number not in found and counts[number]:
                found.append(number)
        return tuple(FacetValue(self.all[number].value, self.all[number].label, int(counts[number]))
                     for number in found)

    def spots(self, counts: Counts, most: int) -> tuple[Spot, ...]:
        """The places that have coordinates and most events right there."""
        found = (self.all[number] for number in self.most_frequent("spot", counts, most))
        return tuple(Spot(value.value, value.label, value.latitude, value.longitude,
                          int(counts[self.numbers["spot", value.value]]))
                     for value in found if value.latitude is not None and value.longitude is not None)


def counted(columns: Columns, ranks: Ranks) -> tuple[Counts, bool]:
    """How many of the events have each value, by the value's number; and whether that is an estimate."""
    step = -(-len(ranks) // MOST_COUNTED)
    if step <= 1:
        return columns.counts(ranks), False
    return columns.counts(ranks[::step]) * step, True
