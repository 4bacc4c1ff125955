"""Looks entities up, a batch at a time, and says which item of Wikidata each is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, cast

from kb.entities import EntityType, Item, Link
from kb.linking.endpoint import Endpoint, Row
from kb.linking.memory import Memory
from kb.linking.questions import (
    classes_in,
    classes_question,
    facts_question,
    items_of,
    kinds_of_classes,
    named_items,
    names_question,
)
from kb.linking.scoring import THRESHOLD, Found, choose
from kb.linking.wanted import Wanted
from kb.plain import from_plain, to_plain

#: Entities looked up together, and items whose facts are asked for together: large enough to ask seldom, small
#: enough for the public endpoint's minute.
BATCH, ITEMS = 40, 100
#: Of a name that hundreds share, only so many items are looked at; the rest is beyond telling apart anyway.
_MOST_NAMESAKES = 40


@dataclass(frozen=True, slots=True)
class LinkRound:
    """What one batch brought."""

    asked: tuple[Wanted, ...]
    links: tuple[Link, ...]
    """Links and suggestions; an entity without either is not here."""


class Linker:
    """Asks an endpoint about entities and judges the answers; what was answered before is not asked again."""

    def __init__(self, endpoint: Endpoint, memory: Memory | None = None, *, threshold: float = THRESHOLD) -> None:
        """`threshold`: from which confidence on (0 … 1) a link counts; what is below is a suggestion."""
        self.endpoint, self.threshold = endpoint, threshold
        self._memory = memory or Memory(endpoint.address)

    def rounds(self, wanted: Iterable[Wanted]) -> Iterator[LinkRound]:
        """Links by batches, so that what is found is not lost when a later batch fails. Raises LinkingError."""
        waiting = iter(wanted)
        while batch := tuple(islice(waiting, BATCH)):
            yield LinkRound(batch, tuple(self._links(batch)))

    def _links(self, batch: Sequence[Wanted]) -> Iterator[Link]:
        named = self._named([name for one in batch if one.wikidata is None for name in one.names])
        found = {one.key: _candidates(one, named) for one in batch}
        items = self._items(sorted({qid for candidates in found.values() for qid in candidates}))
        for one in batch:
            if one.wikidata:
                item = items.get(one.wikidata)
                if item:
                    yield Link(one.key, item, 1.0, f"{item.label}: the gazetteer says so", "known",
                               self.endpoint.address)
                continue
            chosen = choose(one, found[one.key], items)
            if chosen:
                item, confidence, reason = chosen
                yield Link(one.key, item, confidence, reason,
                           "linked" if confidence >= self.threshold else "suggested", self.endpoint.address)

    def _named(self, names: Sequence[str]) -> dict[str, dict[str, Found]]:
        """Name → QID → how, from memory or asked."""
        names = list(dict.fromkeys(names))
        known = self._memory.recall("name", names)
        missing = [name for name in names if name not in known]
        if missing:
            answered = named_items(self.endpoint.select(names_question(missing)))
            new = {name: answered.get(name, {}) for name in missing}
            self._memory.keep("name", new)
            known |= new
        return known

    def _items(self, qids: Sequence[str]) -> dict[str, Item]:
        """QID → item, from memory or asked; an item that is not there any more is left out."""
        known = self._memory.recall("item", qids)
        missing = [qid for qid in qids if qid not in known]
        for start in range(0, len(missing), ITEMS):
            part = missing[start:start + ITEMS]
            rows = self.endpoint.select(facts_question(part))
            answered = items_of(rows, self._kinds(rows))
            new = {qid: to_plain(answered[qid]) if qid in answered else None for qid in part}
            self._memory.keep("item", new)
            known |= new
        return {qid: from_plain(Item, plain) for qid, plain in known.items() if plain}

    def _kinds(self, rows: Sequence[Row]) -> dict[str, tuple[EntityType, ...]]:
        """What each class in the rows makes of its items."""
        classes = sorted(classes_in(rows))
        known: dict[str, Any] = self._memory.recall("class", classes)
        missing = [name for name in classes if name not in known]
        if missing:
            answered = kinds_of_classes(self.endpoint.select(classes_question(missing)))
            new = {name: list(answered.get(name, ())) for name in missing}
            self._memory.keep("class", new)
            known |= new
        return {name: cast("tuple[EntityType, ...]", tuple(kinds)) for name, kinds in known.items()}


def _candidates(one: Wanted, named: dict[str, dict[str, Found]]) -> dict[str, Found]:
    """QID → how, over all names of the entity; only the fullest makes a label count as one."""
    if one.wikidata:
        return {one.wikidata: "label"}
    found: dict[str, Found] = {}
    for name in one.names:
        # items with low numbers are the older and mostly the better known
        for qid, how in sorted(named.get(name, {}).items(), key=lambda pair: int(pair[0][1:]))[:_MOST_NAMESAKES]:
            found.setdefault(qid, how if name == one.names[0] else "alias")
    return found
