"""What people decide: which mentions tell one event, and which links to Wikidata are right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

from kb.answering import Answering
from kb.entities import Link
from kb.errors import DecisionError, NotFoundError
from kb.graph import (
    decisions_graph,
    links_graph,
    records,
)
from kb.linking.wanted import wanted_entities
from kb.merging import Decision, Event, MentionRef, Spot

if TYPE_CHECKING:  # they load SPARQLWrapper, which only `kb link` needs
    from kb.linking.linker import Linker, LinkRound


@dataclass(frozen=True, slots=True)
class LinkReport:
    """What a look-up brought."""

    asked: int
    links: tuple[Link, ...]
    """New links and suggestions, and the facts of items that were linked before, in order of the key."""

    def summary(self) -> str:
        counts = Counter(link.status for link in self.links)
        return (f"{self.asked} entities looked up: {counts['linked']} linked, {counts['suggested']} suggestions, "
                f"facts for {counts['known']} that were linked.")


class Curating(Answering):
    """What people decide wins over the machine, for good."""

    def decisions(self) -> list[Decision]:
        """What people decided about events, in order."""
        return self._concluding.decisions()

    def merge_events(self, one: str, other: str) -> str:
        """Makes two events one, for good. Gives the id of what they became. Raises NotFoundError,
        DecisionError."""
        first, second = self._stored_event(one), self._stored_event(other)
        if first.id == second.id:
            raise DecisionError(f"{one} and {other} are one event already")
        return self._decide("merge", first.mentions, second.mentions)

    def split_event(self, event: str, mention: str) -> str:
        """Takes a mention out of an event, for good. The mention is named by its article's id, where only one of the
        event's mentions is there, by ARTICLE/ID, or by its number among the witnesses (1, 2, …). Gives the id of the
        event that the mention tells now. Raises NotFoundError, DecisionError."""
        found = self._stored_event(event)
        ref = _mention_named(found, mention)
        rest = [other for other in found.mentions if other != ref]
        if not rest:
            raise DecisionError(f"{event} has this one mention only, so there is nothing to split")
        return self._decide("split", [ref], rest)

    def undo_decision(self, number: int) -> None:
        """Takes a decision back. Raises NotFoundError."""
        kept = [decision for decision in self.decisions() if decision.number != number]
        if len(kept) == len(self.decisions()):
            raise NotFoundError(f"no decision {number}; kb decisions lists them")
        self._store_decisions(kept)

    def _decide(self, kind: Literal["merge", "split"], first: Sequence[MentionRef],
                second: Sequence[MentionRef]) -> str:
        known = self.decisions()
        spots = [tuple(self._spot(ref) for ref in sorted(side)) for side in (first, second)]
        self._store_decisions([*known, Decision(
            number=max((decision.number for decision in known), default=0) + 1, kind=kind, first=spots[0],
            second=spots[1], taken=datetime.now(UTC).isoformat(timespec="seconds"))])
        return self._concluding.event_of(first[0])

    def _store_decisions(self, decisions: Sequence[Decision]) -> None:
        self._store.replace_graphs({str(self.iris.decisions): decisions_graph(decisions, self.base)})
        self.conclude()

    def _spot(self, ref: MentionRef) -> Spot:
        mention = self.extraction(ref.article).event(ref.mention)
        return Spot(ref.article, mention.begin, mention.end, mention.text)

    def _stored_event(self, id: str) -> Event:
        record = self._one(records.event_record_query(self.iris.conclusions, self.iris.event(self.event_id(id))))
        if record is None:
            raise NotFoundError(f"no event {id}")
        return records.event_of(record["record"])

    def link(self, linker: Linker, *, again: bool = False, dry_run: bool = False,
             on_round: Callable[[LinkRound], object] = lambda found: None) -> LinkReport:
        """Looks up what is unlinked, and the facts of what is linked, and stores links and suggestions in a graph
        of their own. `again` also looks up what was linked before; `dry_run` stores nothing.

        What was found is stored even when the endpoint gives up half-way. Raises LinkingError.
        """
        before = self._links()
        known = {key: link for key, link in before.items() if link.by_person or not again}
        wanted = wanted_entities(self._extractions().values(), self.annotator.gazetteer.get)
        asked = [one for one in wanted if (one.wikidata or one.names)
                 and not (one.key in known and (known[one.key].by_person or known[one.key].status
                                                == ("known" if one.wikidata else "linked")))]
        kept = {one.key: before[one.key] for one in wanted if one.key in before}
        found: list[Link] = []
        try:
            for batch in linker.rounds(asked):
                for one in batch.asked:
                    kept.pop(one.key, None)
                kept |= {link.key: link for link in batch.links}
                found += batch.links
                on_round(batch)
        finally:
            if not dry_run:
                self._store.replace_graphs({str(self.iris.links): links_graph(kept.values(), self.base)})
                self.refresh()
        return LinkReport(len(asked), tuple(sorted(found, key=lambda link: link.key)))

    def judge_links(self, accepted: Iterable[str] = (), rejected: Iterable[str] = ()) -> tuple[Link, ...]:
        """What a person says of links and suggestions, by the keys of their entities: right or wrong. It wins over
        the machine from then on. Raises NotFoundError for a key without either."""
        links = dict(self._links())
        judged = [(key, True) for key in accepted] + [(key, False) for key in rejected]
        for key, right in judged:
            if key not in links or links[key].status == "known":
                raise NotFoundError(f"no link or suggestion for {key}; kb link prints them with their keys")
            if right:
                links[key] = replace(links[key], status="linked", confidence=1.0, by_person=True,
                                     reason=f"{links[key].item.label}: a person says so")
            else:
                links[key] = replace(links[key], status="rejected", by_person=True)
        self._store.replace_graphs({str(self.iris.links): links_graph(links.values(), self.base)})
        self.refresh()
        return tuple(links[key] for key, _ in judged)


def _mention_named(event: Event, name: str) -> MentionRef:
    refs = event.mentions
    if name.isdecimal() and 0 < int(name) <= len(refs):
        return refs[int(name) - 1]
    article, _, mention = name.rpartition("/")
    found = [ref for ref in refs if ref.article == name or ref == MentionRef(article, mention)]
    if len(found) == 1:
        return found[0]
    if found:
        raise NotFoundError(f"{name} tells {event.id} in {len(found)} places; give one by its number in kb explain")
    raise NotFoundError(f"{name} is no witness of {event.id}; kb explain {event.id} numbers them")
