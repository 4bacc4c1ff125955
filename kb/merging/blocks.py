"""Blocks: which of many items are worth comparing, kept up to date as items come and go.

Comparing all with all would take a day for ten thousand articles. Items are put into blocks by keys that two of a
kind nearly always share. In a small block all are neighbours; in a larger one items stand by their day, and neighbours
are those with few others and not too many days between them. Each block is of one thing that its items have in common,
and who is a neighbour by enough different things is a partner. Who is whose partner hangs only on which items there
are, not on the order in which they came, and one more item costs about the same in a full index as in an empty one.
"""

from __future__ import annotations

import json
from array import array
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import combinations

from kb.merging.notes import Notes, number_of

#: The day of an item that has none.
NO_DAY = 0
#: The bits of a key that say how its thing is had in common; the others are the thing.
_KINDS = 0xFFFF_FFFF
#: Items whose keys are kept in memory.
_REMEMBERED = 20_000
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
        self._members = f"SELECT item FROM {block} WHERE key = ? LIMIT {small + 1}"
        self._between = f"""SELECT COUNT(*) FROM (SELECT 1 FROM {block} WHERE key = ? AND (day, item) > (?, ?)
                                                  AND (day, item) < (?, ?) LIMIT {neighbours})"""
        self._small_blocks = f"""
            SELECT block.key, block.item FROM json_each(?) AS wanted JOIN {block} AS block ON block.key = wanted.value
            WHERE NOT EXISTS (SELECT 1 FROM {block}_large AS large WHERE large.key = wanted.value)"""
        self._large_blocks = f"""
            SELECT large.key FROM json_each(?) AS wanted JOIN {block}_large AS large ON large.key = wanted.value"""
        self._is_large = f"SELECT 1 FROM {block}_large WHERE key = ?"
        self._grow = f"INSERT INTO {block}_large VALUES (?)"
        self._shrink = f"DELETE FROM {block}_large WHERE key = ?"
        #: Days and keys that are kept in memory, and whether blocks are large.
        self._places: dict[int, tuple[int, Sequence[int]]] = {}
        self._large: dict[int, bool] = {}
        self._around = f"""
            SELECT 0, item FROM (SELECT item FROM {block} WHERE key = ?1 AND day >= ?4 AND (day, item) < (?2, ?3)
                                 ORDER BY day DESC, item DESC LIMIT {neighbours})
            UNION ALL
            SELECT 1, item FROM (SELECT item FROM {block} WHERE key = ?1 AND day <= ?5 AND (day, item) > (?2, ?3)
                                 ORDER BY day, item LIMIT {neighbours})"""

    def partners(self, item: int) -> set[int]:
        """The items that this one is to be compared with."""
        day, keys = self._place_of(item)
        found: dict[int, set[int]] = defaultdict(set)
        for key in keys:
            found[_thing(key)].update(self._neighbours_of(key, day, item))
        shared = Counter(other for others in found.values() for other in others)
        return {other for other, count in shared.items() if count >= self._shared_from}

    def shared(self, one: int, other: int, most: int) -> int:
        """In the blocks of how many things two items are neighbours; counting ends at `most`."""
        (day, keys), (other_day, others) = self._place_of(one), self._place_of(other)
        common: dict[int, list[int]] = defaultdict(list)
        for key in {*keys} & {*others}:
            common[_thing(key)].append(key)
        if len(common) < self._shared_from:
            return len(common)
        before, after = ((day, one), (other_day, other)) if (day, one) < (other_day, other) else \
            ((other_day, other), (day, one))
        found = 0
        for same in common.values():
            found += any(self._are_neighbours(key, before, after) for key in same)
            if found >= most:
                break
        return found

    def add(self, items: Iterable[int]) -> Turned:
        """Puts items into the blocks of their keys, one after the other. Their pairs are all given, and the others that
        this concerns."""
        turned = Turned(set(), set())
        places = {item: self._place_of(item) for item in items}
        members = self._members_of({key for _, keys in places.values() for key in keys})
        rows: list[tuple[int, int, int]] = []
        for item, (day, keys) in places.items():
            found: dict[int, set[int]] = defaultdict(set)
            for key in keys:
                inside = members[key]
                if inside is None:  # a large block, which is read from the table
                    self._notes.execute(self._insert, (key, day, item))
                    before, after = self._sides(key, day, item)
                    found[_thing(key)].update(before, after)
                    turned.further.update(self._apart(before, after))
                elif len(inside) < self._small:
                    found[_thing(key)].update(inside)
                    inside.append(item)
                    rows.append((key, day, item))
                else:
                    self._notes.executemany(self._insert, [row for row in rows if row[0] == key])
                    self._notes.execute(self._insert, (key, day, item))
                    self._notes.execute(self._grow, (key,))
                    members[key], self._large[key] = None, True
                    before, after = self._sides(key, day, item)
                    found[_thing(key)].update(before, after)
                    turned.further.update(self._apart(before, after))
                    turned.further.update(_pair(*pair) for pair in combinations(inside, 2))
            shared = Counter(other for others in found.values() for other in others)
            turned.nearer.update(_pair(item, other) for other, count in shared.items() if count >= self._shared_from)
        self._notes.executemany(self._insert, rows)
        return turned

    def remove(self, item: int) -> Turned:
        """Takes an item out; its day and keys must still be there. Pairs with it are not given."""
        day, keys = self._place_of(item)
        nearer: set[Pair] = set()
        for key in keys:
            if self._block_is_large(key):
                nearer.update(self._apart(*self._sides(key, day, item)))
                self._notes.execute(self._delete, (key, day, item))
                members = self._notes.column(self._members, key)
                if len(members) <= self._small:
                    self._notes.execute(self._shrink, (key,))
                    self._large[key] = False
                    nearer.update(_pair(*pair) for pair in combinations(members, 2))
            else:
                self._notes.execute(self._delete, (key, day, item))
        self._places.pop(item, None)
        return Turned(nearer, set())

    def _members_of(self, keys: Collection[int]) -> dict[int, list[int] | None]:
        """The items in each of these blocks; None for a large block."""
        wanted = json.dumps([*keys])
        members: dict[int, list[int] | None] = {key: [] for key in keys}
        for key, item in self._notes.rows(self._small_blocks, wanted):
            members[key].append(item)  # type: ignore[union-attr]
        large = dict.fromkeys(self._notes.column(self._large_blocks, wanted))
        if len(self._large) >= 50 * _REMEMBERED:
            self._large.clear()
        self._large |= {key: key in large for key in keys}
        return members | large

    def _block_is_large(self, key: int) -> bool:
        if key not in self._large:
            self._large[key] = self._notes.one(self._is_large, key) is not None
        return self._large[key]

    def _place_of(self, item: int) -> tuple[int, Sequence[int]]:
        if item not in self._places:
            if len(self._places) >= _REMEMBERED:
                self._places.clear()
            day, keys = self._notes.execute(self._place, (item,)).fetchone()
            self._places[item] = day, unpacked(keys)
        return self._places[item]

    def _are_neighbours(self, key: int, before: tuple[int, int], after: tuple[int, int]) -> bool:
        """Whether two items of a block are neighbours, each given by its day and number, the first in order first."""
        if not self._block_is_large(key):
            return True
        days = after[0] - before[0]
        near = days <= self._days and (before[0] != NO_DAY or days == 0)
        return near and int(self._notes.one(self._between, key, *before, *after)) < self._neighbours

    def _neighbours_of(self, key: int, day: int, item: int) -> Sequence[int]:
        if self._block_is_large(key):
            before, after = self._sides(key, day, item)
            return before + after
        members = self._notes.column(self._members, key)
        members.remove(item)
        return members

    def _apart(self, before: Sequence[int], after: Sequence[int]) -> Iterator[Pair]:
        """The pairs that are neighbours in a large block only without the item between these, the nearest first."""
        for place, one in enumerate(before):
            if self._neighbours - 1 - place < len(after):
                yield _pair(one, after[self._neighbours - 1 - place])

    def _sides(self, key: int, day: int, item: int) -> tuple[list[int], list[int]]:
        """The neighbours in a large block that stand before an item and after it, the nearest first."""
        window = (NO_DAY, NO_DAY) if day == NO_DAY else (max(day - self._days, NO_DAY + 1), day + self._days)
        sides: tuple[list[int], list[int]] = [], []
        for side, other in self._notes.execute(self._around, (key, day, item, *window)):
            sides[side].append(other)
        return sides


def keys_of_things(things: Iterable[tuple[str, str]]) -> bytes:
    """The keys of blocks for the notes. Each block is of a thing and a kind of having it in common."""
    return array("q", sorted({_half(thing) & ~_KINDS | _half(kind) & _KINDS for thing, kind in things})).tobytes()


#: Each thing comes in several kinds, and in many items of an article.
_half = lru_cache(10_000)(number_of)


def _thing(key: int) -> int:
    """The thing that a block is of."""
    return key & ~_KINDS


def unpacked(keys: bytes) -> Sequence[int]:
    numbers = array("q")
    numbers.frombytes(keys)
    return numbers


def day_number(day: date | None) -> int:
    return day.toordinal() if day else NO_DAY


def _pair(one: int, other: int) -> Pair:
    return (one, other) if one < other else (other, one)
