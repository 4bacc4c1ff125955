"""Blocks: which of many items are worth comparing, kept up to date as items come and go.

Comparing all with all would take a day for ten thousand articles. Items are put into blocks by keys that two of a
kind nearly always share. In a small block all are neighbours; in a larger one items stand by their day, and neighbours
are those with few others and not too many days between them. Each block is of one thing that its items have in common,
and who is a neighbour by enough different things is a partner. Who is whose partner hangs only on which items there
are, not on the order in which they came, and one more item costs about the same in a full index as in an empty one.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from kb.merging.notes import Notes, number_of

#: The day of an item that has none.
NO_DAY = 0
#: The bits of a key that say how its thing is had in common; the others are the thing.
_KINDS = 0xFFFF_FFFF
#: (item, item), the smaller first.
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Turned:
    """Pairs that a change of the blocks concerns."""

    nearer: set[Pair]
    """These may be partners now."""
    further: set[Pair]
    """These may be partners no longer."""


class Blocks:
    """Items in blocks, in a table of the notes."""

    def __init__(self, notes: Notes, items: str, *, neighbours: int, days: int, small: int, shared_from: int) -> None:
        """`items` is the table that has the items' days and keys. All of a block are neighbours where it has at most
        `small` items; else those that are at most `neighbours` places and `days` days apart. `shared_from` is in the
        blocks of how many things two items must be neighbours to be partners."""
        self._notes = notes
        self._neighbours, self._days, self._small, self._shared_from = neighbours, days, small, shared_from
        block = f"{items}_block"
        self._place = f"SELECT day, keys FROM {items} WHERE number = ?"
        self._insert = f"INSERT OR IGNORE INTO {block} VALUES (?, ?, ?)"
        self._delete = f"DELETE FROM {block} WHERE key = ? AND day = ? AND item = ?"
        self._members = f"SELECT item FROM {block} WHERE key = ? LIMIT {small + 2}"
        self._around = f"""
            SELECT 0, item FROM (SELECT item FROM {block} WHERE key = ?1 AND day >= ?4 AND (day, item) < (?2, ?3)
                                 ORDER BY day DESC, item DESC LIMIT {neighbours})
            UNION ALL
            SELECT 1, item FROM (SELECT item FROM {block} WHERE key = ?1 AND day <= ?5 AND (day, item) > (?2, ?3)
                                 ORDER BY day, item LIMIT {neighbours})"""

    def partners(self, item: int) -> set[int]:
        """The items that this one is to be compared with."""
        day, keys = self._place_of(item)
        shared = _shared((key, self._neighbours_of(key, day, item)) for key in keys)
        return {other for other, count in shared.items() if count >= self._shared_from}

    def are_partners(self, one: int, other: int, shared_from: int | None = None) -> bool:
        """Whether two items are to be compared, or are neighbours by so many things."""
        wanted = shared_from or self._shared_from
        (day, keys), (_, others) = self._place_of(one), self._place_of(other)
        common = {*keys} & {*others}
        if len({_thing(key) for key in common}) < wanted:
            return False
        shared: set[int] = set()
        for key in common:
            if _thing(key) not in shared and other in self._neighbours_of(key, day, one):
                shared.add(_thing(key))
                if len(shared) >= wanted:
                    return True
        return False

    def add(self, item: int) -> Turned:
        """Puts an item into the blocks of its keys."""
        day, keys = self._place_of(item)
        self._notes.executemany(self._insert, [(key, day, item) for key in keys])
        around = [self._around_of(key, day, item) for key in keys]
        shared = _shared((key, neighbours) for key, (neighbours, _) in zip(keys, around, strict=True))
        further = {pair for _, apart in around for pair in apart}
        return Turned({_pair(item, other) for other, count in shared.items() if count >= self._shared_from}, further)

    def remove(self, item: int) -> Turned:
        """Takes an item out; its day and keys must still be there. Pairs with it are not given."""
        day, keys = self._place_of(item)
        nearer = {pair for key in keys for pair in self._around_of(key, day, item)[1]}
        self._notes.executemany(self._delete, [(key, day, item) for key in keys])
        return Turned(nearer, set())

    def _place_of(self, item: int) -> tuple[int, Sequence[int]]:
        day, keys = self._notes.execute(self._place, (item,)).fetchone()
        return day, unpacked(keys)

    def _neighbours_of(self, key: int, day: int, item: int) -> Sequence[int]:
        members = self._notes.column(self._members, key)
        if len(members) <= self._small:
            members.remove(item)
            return members
        before, after = self._sides(key, day, item)
        return before + after

    def _around_of(self, key: int, day: int, item: int) -> tuple[Sequence[int], set[Pair]]:
        """The neighbours of an item, and the pairs of others that are neighbours only without it."""
        members = self._notes.column(self._members, key)
        if len(members) <= self._small:
            members.remove(item)
            return members, set()
        before, after = self._sides(key, day, item)
        apart = {_pair(before[place], after[self._neighbours - 1 - place])
                 for place in range(len(before)) if self._neighbours - 1 - place < len(after)}
        if len(members) == self._small + 1:
            members.remove(item)
            apart |= {_pair(*pair) for pair in combinations(members, 2)}
        return before + after, apart

    def _sides(self, key: int, day: int, item: int) -> tuple[list[int], list[int]]:
        """The neighbours in a large block that stand before an item and after it, the nearest first."""
        window = (NO_DAY, NO_DAY) if day == NO_DAY else (max(day - self._days, NO_DAY + 1), day + self._days)
        sides: tuple[list[int], list[int]] = [], []
        for side, other in self._notes.execute(self._around, (key, day, item, *window)):
            sides[side].append(other)
        return sides


def keys_of_things(things: Iterable[tuple[str, str]]) -> bytes:
    """The keys of blocks for the notes. Each block is of a thing and a kind of having it in common."""
    numbers = {number_of(thing) & ~_KINDS | number_of(kind) & _KINDS for thing, kind in things}
    return array("q", sorted(numbers)).tobytes()


def _thing(key: int) -> int:
    """The thing that a block is of."""
    return key & ~_KINDS


def _shared(neighbours: Iterable[tuple[int, Iterable[int]]]) -> Counter[int]:
    """By how many things each is a neighbour, from the neighbours by key."""
    found: dict[int, set[int]] = defaultdict(set)
    for key, others in neighbours:
        found[_thing(key)].update(others)
    return Counter(other for others in found.values() for other in others)


def unpacked(keys: bytes) -> Sequence[int]:
    numbers = array("q")
    numbers.frombytes(keys)
    return numbers


def day_number(day: date | None) -> int:
    return day.toordinal() if day else NO_DAY


def _pair(one: int, other: int) -> Pair:
    return (one, other) if one < other else (other, one)
