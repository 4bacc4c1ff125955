"""Blocks: which of many items are worth comparing, kept up to date as items come and go.

Comparing all with all would take a day for ten thousand articles. Items are put into blocks by keys that two of a
kind nearly always share; only items of one block are compared, and in a long block only neighbours in its order
(mostly time). The pairs are the same in whatever order the items come, and one more item costs about the same in a
full index as in an empty one.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Collection, Hashable
from typing import Generic, TypeVar

Item = TypeVar("Item", bound=Hashable)
#: (item, item), the smaller first.
Pair = tuple[Item, Item]


class Blocks(Generic[Item]):
    """Items in blocks. The items must be sortable, and so must be what orders them."""

    def __init__(self, neighbours: int) -> None:
        """`neighbours` is how many places apart two items of a block may stand to be compared."""
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

    def add(self, item: Item, order: object, keys: Collection[Hashable]) -> set[Item]:
        """Puts an item into the blocks of its keys, at its place in the order. Gives the items whose partners
        changed, itself among them."""
        self._places[item] = order, tuple(keys)
        changed = {item}
        entry = (order, item)
        for key in keys:
            block = self._blocks.setdefault(key, [])
            at = bisect_left(block, entry)
            for begin in range(max(0, at - self._neighbours), min(at, len(block) - self._neighbours)):
                changed |= self._count(block[begin][1], block[begin + self._neighbours][1], -1)
            for _, other in block[max(0, at - self._neighbours):at + self._neighbours]:
                changed |= self._count(item, other, 1)
            insort(block, entry)
        return changed

    def remove(self, item: Item) -> set[Item]:
        """Takes an item out. Gives the items whose partners changed, itself among them."""
        order, keys = self._places.pop(item)
        changed = {item}
        for key in keys:
            block = self._blocks[key]
            at = bisect_left(block, (order, item))
            del block[at]
            for _, other in block[max(0, at - self._neighbours):at + self._neighbours]:
                changed |= self._count(item, other, -1)
            for begin in range(max(0, at - self._neighbours), min(at, len(block) - self._neighbours)):
                changed |= self._count(block[begin][1], block[begin + self._neighbours][1], 1)
            if not block:
                del self._blocks[key]
        return changed

    def _count(self, one: Item, other: Item, by: int) -> set[Item]:
        """Counts a block that a pair shares, or no longer shares. Gives the two when they become partners or cease
        to be."""
        pair = (one, other) if one < other else (other, one)  # type: ignore[operator]
        before = self._shared[pair]
        if before + by:
            self._shared[pair] = before + by
        else:
            del self._shared[pair]
        if before and before + by:
            return set()
        for here, there in (pair, pair[::-1]):
            if by > 0:
                self._partners.setdefault(here, set()).add(there)
            else:
                self._partners[here].discard(there)
        return set(pair)
