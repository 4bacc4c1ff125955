"""The numbers of all events side by side, so that a window over a million of them is a few comparisons.

Events stand in the order of the timeline: by day, the narrower first, those without a date last. An event's place
in that order is its rank, and every array here is indexed by rank unless it says otherwise. Days are ordinals
(`date.toordinal`); an open bound lies beyond any day, so that windows need no special case for it.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kb.timeline.bins import months_of
from kb.timeline.event import TimelineEvent
from kb.timeline.query import FACET_KINDS

OPEN_BEGIN, OPEN_END = 0, date.max.toordinal() + 1
#: What events can be filtered by. "spot" is where an event is itself, without the places that contain it.
KINDS = (*FACET_KINDS, "spot")

Ints = NDArray[np.int32]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Columns:
    """What the timeline counts and filters by, without the events' words."""

    number: Ints
    """The row of the event in the tables."""
    earliest: Ints
    latest: Ints
    first: Ints
    """The first day that is known: `earliest`, where that is open `latest`. 0 without a date."""
    last: Ints
    first_month: Ints
    last_month: Ints
    reported: Ints
    """The day of the first report that has a date, `OPEN_END` where none has."""
    weight: Ints
    """0 for the event that matters most, each number once."""
    salient: Mask
    starts: NDArray[np.int64]
    """Where the values of an event begin in `values`; one longer than there are events."""
    values: Ints
    """Numbers of the values (type, who, where …) of all events, event by event."""
    holders: NDArray[np.int64]
    """Where the events of a value begin in `held`; indexed by value, one longer than there are values."""
    held: Ints
    """Ranks of the events that have a value, value by value."""
    dated: int = field(init=False)
    """How many events have a date; they come first."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "dated", int(np.count_nonzero(self.first)))

    def __len__(self) -> int:
        return len(self.number)

    def having(self, value: int) -> Ints:
        """The ranks of the events that have a value."""
        return self.held[self.holders[value]:self.holders[value + 1]]

    def counts(self, ranks: NDArray[Any]) -> NDArray[np.int64]:
        """How many of these events have each value; indexed by value."""
        values = len(self.holders) - 1
        if len(ranks) == len(self):
            return np.bincount(self.values, minlength=values)
        begins = self.starts[ranks]
        lengths = self.starts[ranks + 1] - begins
        before = np.cumsum(lengths) - lengths
        places = np.arange(int(lengths.sum())) + np.repeat(begins - before, lengths)
        return np.bincount(self.values[places], minlength=values)

    def stored(self) -> Iterator[tuple[str, str, bytes]]:
        """Name, type and bytes of each array."""
        for each in fields(self):
            if each.init:
                column = getattr(self, each.name)
                yield each.name, column.dtype.str, column.tobytes()

    @classmethod
    def read(cls, stored: Iterable[tuple[str, str, bytes]]) -> Columns:
        """The inverse of `stored`."""
        return cls(**{name: np.frombuffer(data, dtype=kind) for name, kind, data in stored})


class ColumnsBuilder:
    """Takes events in any order, one at a time, and sorts them in the end."""

    def __init__(self) -> None:
        self._values: dict[tuple[str, str], int] = {}
        self._of_event, self._lengths = array("i"), array("i")
        self._numbers: dict[str, array[int]] = {
            name: array("i") for name in ("earliest", "latest", "reported", "sources", "salience", "salient")}

    def add(self, event: TimelineEvent, values: Iterable[tuple[str, str]]) -> None:
        """`values` are the (kind, value) pairs that the event can be filtered by."""
        numbers = {
            "earliest": event.earliest.toordinal() if event.earliest else OPEN_BEGIN,
            "latest": event.latest.toordinal() if event.latest else OPEN_END,
            "reported": event.reported.toordinal() if event.reported else OPEN_END,
            "sources": event.independent, "salience": round(event.salience * 1000), "salient": event.salient}
        for name, number in numbers.items():
            self._numbers[name].append(number)
        before = len(self._of_event)
        for value in values:
            self._of_event.append(self._values.setdefault(value, len(self._values)))
        self._lengths.append(len(self._of_event) - before)

    def values(self) -> list[tuple[str, str]]:
        """The values by their numbers."""
        return list(self._values)

    def build(self) -> Columns:
        """The columns; the event that was added first has number 1."""
        given = {name: np.array(column, dtype=np.int32) for name, column in self._numbers.items()}
        earliest, latest = given["earliest"], given["latest"]
        undated = (earliest == OPEN_BEGIN) & (latest == OPEN_END)
        day = np.where(earliest == OPEN_BEGIN, latest, earliest)
        order = np.lexsort((latest - earliest, day, undated))
        earliest, latest, undated = earliest[order], latest[order], undated[order]
        first = np.where(undated, 0, np.where(earliest == OPEN_BEGIN, latest, earliest))
        last = np.where(undated, 0, np.where(latest == OPEN_END, earliest, latest))
        weight = np.empty(len(order), dtype=np.int32)
        weight[np.lexsort((-given["salience"][order], -given["sources"][order]))] = np.arange(len(order))
        lengths = np.array(self._lengths, dtype=np.int64)
        begins = np.cumsum(lengths) - lengths
        lengths, begins = lengths[order], begins[order]
        starts = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(lengths)])
        of_event = np.array(self._of_event, dtype=np.int32)
        values = of_event[np.arange(int(starts[-1])) + np.repeat(begins - starts[:-1], lengths)]
        by_value = np.argsort(values, kind="stable")
        ranks = np.repeat(np.arange(len(order), dtype=np.int32), lengths)
        holders = np.concatenate([np.zeros(1, dtype=np.int64),
                                  np.cumsum(np.bincount(values, minlength=len(self._values)))])
        return Columns(
            number=(order + 1).astype(np.int32), earliest=earliest, latest=latest, first=first, last=last,
            first_month=months_of(first), last_month=months_of(last), reported=given["reported"][order],
            weight=weight, salient=given["salient"][order].astype(bool), starts=starts,
            values=values, holders=holders.astype(np.int64), held=ranks[by_value])
