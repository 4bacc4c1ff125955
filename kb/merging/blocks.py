"""Blocks: which of many items are worth comparing, kept up to date as items come and go.

Comparing all with all would take a day for ten thousand articles. Items are put into blocks by keys that two of a
kind nearly always share; only items of one block are compared, and in a long block only neighbours in its order
(mostly time). The pairs are the same in whatever order the items come, and one more item costs about the same in a
full index as in an empty one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Hashable
from typing import Generic, TypeVar

Item = TypeVar("Item", bound=Hashable)
#: (item, item), the smaller first.
Pair = tuple[Item, Item]


class Blocks(Generic[Item]):
    """Items in blocks. The items must be sortable, and so must be what orders them."""

    def __init__(self, neighbours: int, shared_from: int) -> None:
        """`neighbours` is how many places apart two items of a block may stand, and `shared_from` in how many blocks
        they must stand so, to be compared."""
        self._shared_from = shared_from
        self._neighbours = neighbours
        self._blocks: dict[Hashable, list[tuple[object, Item]]] = {}
        self._places: dict[Item, tuple[object, tuple[Hashable, ...]]] = {}
        self._shared: Counter[Pair[Item]] = Counter()
        self._partners: dict[Item, set[Item]] = {}

    def __contains__(self, item: Item) -> bool:
        return item in self._places

    def partners(self, item: Item) -> Collection[Item]:
        """The items that this one is to be compared with."""
        return self._partners.get(item, frozenset())

    def add(self, item: Item, order: object, keys: Collection[Hashable]) -> set[Pair[Item]]:
        """Puts an item into the blocks of its keys, at its place in the order. Gives the pairs that became partners or
        ceased to be."""
        self._places[item] = order, tuple(keys)
        changed: set[Pair[Item]] = set()
        entry = (order, item)
        for key in keys:
            block = self._blocks.setdefault(key, [])
            at = bisect_left(block, entry)
            for begin in range(max(0, at - self._neighbours), min(at, len(block) - self._neighbours)):
                self._count(block[begin][1], block[begin + self._neighbours][1], -1, changed)
            for _, other in block[max(0, at - self._neighbours):at + self._neighbours]:
                self._count(item, other, 1, changed)
            block.insert(at, entry)
        return changed

    def remove(self, item: Item) -> set[Pair[Item]]:
        """Takes an item out. Gives the pairs that became partners or ceased to be."""
        order, keys = self._places.pop(item)
        changed: set[Pair[Item]] = set()
        for key in keys:
            block = self._blocks[key]
            at = bisect_left(block, (order, item))
            del block[at]
            for _, other in block[max(0, at - self._neighbours):at + self._neighbours]:
                self._count(item, other, -1, changed)
            for begin in range(max(0, at - self._neighbours), min(at, len(block) - self._neighbours)):
                self._count(block[begin][1], block[begin + self._neighbours][1], 1, changed)
            if not block:
                del self._blocks[key]
        return changed

    def _count(self, one: Item, other: Item, by: int, changed: set[Pair[Item]]) -> None:
        """Counts a block that a pair shares, or no longer shares."""
        pair = (one, other) if one < other else (other, one)  # type: ignore[operator]
        before = self._shared[pair]
        if before + by:
            self._shared[pair] = before + by
        else:
            del self._shared[pair]
        if (before >= self._shared_from) == (before + by >= self._shared_from):
            return
        changed ^= {pair}
        for here, there in (pair, pair[::-1]):
            if by > 0:
                self._partners.setdefault(here, set()).add(there)
            else:
                self._partners[here].discard(there)
