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

#: What is given of an event; the rest follows from it.
_GIVEN = ("number", "earliest", "latest", "reported", "sources", "salience", "order", "salient")

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
    sources: Ints
    """How many independent sources tell it."""
    salience: Ints
    """In thousandths."""
    order: NDArray[np.int64]
    """From the id: puts events of the same days in an order that does not hang on when they came."""
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
    """Takes events in any order, one at a time, and sorts them in the end, with those that were there before."""

    def __init__(self, before: Columns | None = None, values: Iterable[tuple[str, str]] = ()) -> None:
        """`values` are the (kind, value) pairs of the columns before, in the order of their numbers."""
        self._before = before
        self._left_out: list[int] = []
        self._values = {(kind, value): number for number, (kind, value) in enumerate(values)}
        self._of_event, self._lengths = array("i"), array("q")
        self._numbers: dict[str, array[int]] = {name: array("q" if name == "order" else "i") for name in _GIVEN}

    def leave_out(self, number: int | None) -> None:
        """Takes the event with this number out of those before, if there is one."""
        if number is not None:
            self._left_out.append(number)

    def add(self, number: int, event: TimelineEvent, values: Iterable[tuple[str, str]]) -> None:
        """`values` are the (kind, value) pairs that the event can be filtered by."""
        given = {
            "number": number, "earliest": event.earliest.toordinal() if event.earliest else OPEN_BEGIN,
            "latest": event.latest.toordinal() if event.latest else OPEN_END,
            "reported": event.reported.toordinal() if event.reported else OPEN_END,
            "sources": event.independent, "salience": round(event.salience * 1000), "order": _order(event.id),
            "salient": event.salient}
        for name, value in given.items():
            self._numbers[name].append(value)
        before = len(self._of_event)
        for pair in values:
            self._of_event.append(self._values.setdefault(pair, len(self._values)))
        self._lengths.append(len(self._of_event) - before)

    def values(self) -> list[tuple[str, str]]:
        """The values by their numbers."""
        return list(self._values)

    def _given(self) -> tuple[dict[str, NDArray[Any]], NDArray[np.int64], Ints]:
        """What is known of each event, how many values it has, and the values, event by event."""
        given: dict[str, NDArray[Any]] = {name: np.array(column, dtype=np.int64 if name == "order" else np.int32)
                                          for name, column in self._numbers.items()}
        lengths, values = np.array(self._lengths, dtype=np.int64), np.array(self._of_event, dtype=np.int32)
        old = self._before
        if old is None or not len(old):
            return given, lengths, values
        stay = ~np.isin(old.number, np.array(self._left_out, dtype=np.int32))
        its_lengths = np.diff(old.starts)
        given = {name: np.concatenate([getattr(old, name)[stay].astype(column.dtype), column])
                 for name, column in given.items()}
        return (given, np.concatenate([its_lengths[stay], lengths]),
                np.concatenate([old.values[np.repeat(stay, its_lengths)], values]))

    def build(self) -> Columns:
        """All columns."""
        given, lengths, of_event = self._given()
        earliest, latest = given["earliest"], given["latest"]
        undated = (earliest == OPEN_BEGIN) & (latest == OPEN_END)
        day = np.where(earliest == OPEN_BEGIN, latest, earliest)
        order = np.lexsort((given["number"], given["order"], latest - earliest, day, undated))
        given = {name: column[order] for name, column in given.items()}
        earliest, latest, undated = given["earliest"], given["latest"], undated[order]
        first = np.where(undated, 0, np.where(earliest == OPEN_BEGIN, latest, earliest))
        last = np.where(undated, 0, np.where(latest == OPEN_END, earliest, latest))
        weight = np.empty(len(order), dtype=np.int32)
        weight[np.lexsort((-given["salience"], -given["sources"]))] = np.arange(len(order))
        begins = (np.cumsum(lengths) - lengths)[order]
        lengths = lengths[order]
        starts = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(lengths)])
        values = of_event[np.arange(int(starts[-1])) + np.repeat(begins - starts[:-1], lengths)]
        by_value = np.argsort(values, kind="stable")
        ranks = np.repeat(np.arange(len(order), dtype=np.int32), lengths)
        holders = np.concatenate([np.zeros(1, dtype=np.int64),
                                  np.cumsum(np.bincount(values, minlength=len(self._values)))])
        return Columns(
            number=given["number"], earliest=earliest, latest=latest, first=first, last=last,
            first_month=months_of(first), last_month=months_of(last), reported=given["reported"],
            weight=weight, sources=given["sources"], salience=given["salience"], order=given["order"],
            salient=given["salient"].astype(bool), starts=starts,
            values=values, holders=holders.astype(np.int64), held=ranks[by_value])


def _order(id: str) -> int:
    """A number for an id; ids are hexadecimal digits, and any others are ordered by their beginning."""
    try:
        return int(id[:16], 16) >> 1
    except ValueError:
        return int.from_bytes(id.encode()[:7].ljust(7, b"\0"), "big")
