"""Merging that goes on: articles come and go, and only what they touch is thought over again.

What a pair of mentions is worth depends on the two alone and on the stories of their articles. So a new article
changes comparisons with its own mentions, and with those of the few articles whose story it is a neighbour to; and
events are made anew only where mentions hang together with one of these. The result is the same as from a fresh
start with all articles.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence, Set

from kb.extraction import Extraction
from kb.merging.blocks import Blocks
from kb.merging.candidates import NEIGHBOURS, SHARED_BLOCKS, keys_of, when
from kb.merging.clusters import agglomerate
from kb.merging.comparison import Comparison, compare
from kb.merging.consensus import event_of
from kb.merging.decisions import Decision, Rulings, rulings
from kb.merging.event import ArticleDate, Conclusions, Event, MentionRef, MergeReason
from kb.merging.stories import Stories
from kb.merging.syndication import Copies
from kb.merging.telling import Telling, document, tell
from kb.merging.undated import date_article, is_undated

#: What stands as the reason of a merge that a person decided.
BY_HAND = "A person joined them."


class Merging:
    """The articles merged so far, and what follows from them."""

    def __init__(self, decisions: Iterable[Decision] = ()) -> None:
        """`decisions` are a person's, in the order in which they were taken; they win over everything else."""
        self._decisions = tuple(decisions)
        self._extractions: dict[str, Extraction] = {}
        self._tellings: dict[MentionRef, Telling] = {}
        self._mentions: dict[str, tuple[MentionRef, ...]] = {}
        self._blocks: Blocks[MentionRef] = Blocks(NEIGHBOURS, SHARED_BLOCKS)
        self._stories = Stories()
        self._copies = Copies()
        #: Comparisons known already, and those that hold events together, both ways round.
        self._compared: dict[MentionRef, dict[MentionRef, Comparison]] = {}
        self._ties: dict[MentionRef, set[MentionRef]] = {}
        self._event_of: dict[MentionRef, str] = {}
        self._events: dict[str, Event] = {}
        self._dates: dict[str, ArticleDate] = {}
        #: Mentions whose event, and undated articles whose date, must be thought over.
        self._touched: set[MentionRef] = set()
        #: Mentions that must be compared with all their partners anew, and pairs that became partners or ceased to be.
        self._reread: set[MentionRef] = set()
        self._pairs: set[tuple[MentionRef, MentionRef]] = set()
        self._retold: set[str] = set()
        self._rulings: Rulings = {}

    def decide(self, decisions: Iterable[Decision]) -> None:
        """Puts these decisions in the place of those that were taken before."""
        self._decisions = tuple(decisions)

    @property
    def articles(self) -> Set[str]:
        """The ids of the articles that are merged."""
        return self._extractions.keys()

    def add(self, extractions: Iterable[Extraction]) -> None:
        """Takes in articles; one that is known already is replaced."""
        for extraction in extractions:
            id = extraction.article.id
            if id in self._extractions:
                if self._extractions[id] == extraction:
                    continue
                self.remove(id)
            self._extractions[id] = extraction
            tellings = tell(extraction)
            self._mentions[id] = tuple(telling.ref for telling in tellings)
            own_date = None if is_undated(extraction.article) else extraction.article.published
            words = document(extraction)
            self._story_changed(self._stories.add(id, words, own_date))
            self._touch_articles(self._copies.add(extraction.article))
            for telling in tellings:
                self._tellings[telling.ref] = telling
                self._touched.add(telling.ref)
                self._pairs |= self._blocks.add(telling.ref, when(telling), keys_of(telling, words))

    def remove(self, article: str) -> None:
        """Forgets an article."""
        for ref in self._mentions.pop(article):
            self._pairs |= self._blocks.remove(ref)
            self._touched |= self._ties.get(ref, set())
            self._forget(ref)
            for other in self._ties.pop(ref, set()):
                self._ties[other].discard(ref)
            self._touched.discard(ref)
            event = self._events.pop(self._event_of.pop(ref, ""), None)
            for other in event.mentions if event else ():
                self._touched.add(other)
            del self._tellings[ref]
        del self._extractions[article]
        self._dates.pop(article, None)
        self._story_changed(self._stories.remove(article))
        self._touch_articles(self._copies.remove(article))
        self._touched = {ref for ref in self._touched if ref in self._tellings}

    def settle(self) -> tuple[list[Event], set[str]]:
        """Thinks over what was touched. Gives the events that are new or changed, and the ids of those that are no
        more."""
        self._rule()
        for ref in self._reread & self._tellings.keys():
            for other in {*self._blocks.partners(ref), *self._ties.get(ref, ())}:
                self._tie(ref, other)
        for one, other in self._pairs:
            if one in self._tellings and other in self._tellings:
                self._tie(one, other)
        touched = self._touched & self._tellings.keys()
        self._touched, self._reread, self._pairs = set(), set(), set()
        before: dict[str, Event] = {}
        after: dict[str, Event] = {}
        done: set[MentionRef] = set()
        for ref in sorted(touched):
            if ref not in done:
                region = self._region(ref)
                done.update(region)
                for member in region:
                    old = self._events.pop(self._event_of.pop(member, ""), None)
                    if old:
                        before[old.id] = old
                after.update((event.id, event) for event in self._events_among(region))
        for event in after.values():
            self._events[event.id] = event
            self._event_of.update(dict.fromkeys(event.mentions, event.id))
        self._date()
        return [event for id, event in sorted(after.items()) if before.get(id) != event], set(before) - set(after)

    def conclusions(self) -> Conclusions:
        """All that follows from the articles together."""
        self.settle()
        return Conclusions(events=tuple(self._events[id] for id in sorted(self._events)),
                           dates=tuple(self._dates[id] for id in sorted(self._dates)))

    # --- what is touched ---

    def _story_changed(self, articles: set[str]) -> None:
        for article in articles:
            for ref in self._mentions.get(article, ()):
                self._touched.add(ref)
                self._reread.add(ref)
                self._forget(ref)
        self._retold |= articles

    def _touch_articles(self, articles: Iterable[str]) -> None:
        self._retold.update(articles)
        for article in articles:
            self._touched.update(self._mentions.get(article, ()))

    def _rule(self) -> None:
        """Finds the mentions that the decisions speak of, which may have come or moved."""
        now = rulings(self._decisions, self._extractions)
        self._touched.update(ref for ref in {*self._rulings, *now} if self._rulings.get(ref) != now.get(ref))
        self._rulings = now

    # --- comparing ---

    def _compare(self, one: MentionRef, other: MentionRef) -> Comparison:
        known = self._compared.setdefault(one, {})
        if other not in known:
            story = self._stories.alike(one.article, other.article)
            known[other] = compare(self._tellings[one], self._tellings[other], story)
            self._compared.setdefault(other, {})[one] = known[other]
        return known[other]

    def _forget(self, ref: MentionRef) -> None:
        for other in self._compared.pop(ref, {}):
            self._compared[other].pop(ref, None)

    def _tie(self, one: MentionRef, other: MentionRef) -> None:
        """Finds whether two mentions may be of one event; where that is news, both are touched."""
        same = other in self._blocks.partners(one) and self._compare(one, other).same
        if same == (other in self._ties.get(one, ())):
            return
        self._touched |= {one, other}
        for here, there in ((one, other), (other, one)):
            if same:
                self._ties.setdefault(here, set()).add(there)
            else:
                self._ties[here].discard(there)

    def _region(self, ref: MentionRef) -> list[MentionRef]:
        """All mentions that hang together with this one, in order."""
        found, ahead = {ref}, [ref]
        while ahead:
            one = ahead.pop()
            ruled = (other for other, same in self._rulings.get(one, {}).items() if same)
            for other in (*self._ties.get(one, ()), *ruled):
                if other not in found:
                    found.add(other)
                    ahead.append(other)
        return sorted(found)

    def _events_among(self, region: Sequence[MentionRef]) -> Iterator[Event]:
        place = {ref: index for index, ref in enumerate(region)}
        ties = [(place[one], place[other]) for one in region for other in self._ties.get(one, ()) if one < other]
        joined = [(place[one], place[other]) for one in region for other, same in self._rulings.get(one, {}).items()
                  if same and one < other]

        def log_odds(one: int, other: int) -> float:
            ruled = self._rulings.get(region[one], {}).get(region[other])
            if ruled is not None:
                return math.inf if ruled else -math.inf
            return self._compare(region[one], region[other]).log_odds

        pairs = [(one, other, log_odds(one, other)) for one, other in ties]
        for group in agglomerate(len(region), pairs, log_odds, sorted(joined)):
            refs = [region[index] for index in group]
            yield event_of([self._tellings[ref] for ref in refs], self._strongest(refs), self._source_of,
                           self._by_hand(refs))

    def _strongest(self, refs: Sequence[MentionRef]) -> list[Comparison]:
        """For every member the comparison that ties it most strongly to another one, each once."""
        members = frozenset(refs)
        chosen: dict[tuple[MentionRef, MentionRef], Comparison] = {}
        for one in refs:
            ruled = self._rulings.get(one, {})
            ties = [((min(one, other), max(one, other)), self._compare(one, other))
                    for other in self._ties.get(one, set()) & members if other not in ruled]
            if ties:
                pair, best = min(ties, key=lambda tie: (-tie[1].log_odds, tie[0]))
                chosen[pair] = best
        return [chosen[pair] for pair in sorted(chosen)]

    def _by_hand(self, refs: Sequence[MentionRef]) -> list[MergeReason]:
        """A reason for each member that a person joined to one before it."""
        reasons = []
        for place, ref in enumerate(refs):
            ruled = self._rulings.get(ref, {})
            other = next((other for other in refs[:place] if ruled.get(other)), None)
            if other:
                reasons.append(MergeReason(other, ref, 1.0, BY_HAND))
        return reasons

    def _source_of(self, article: str) -> str:
        return self._copies.report_of(article)[0]

    # --- dating ---

    def _date(self) -> None:
        """Dates the undated articles whose story reads otherwise now."""
        followers = {other for article in self._retold for other in self._stories.followers(article)}
        for id in sorted((self._retold | followers) & self._extractions.keys()):
            extraction = self._extractions[id]
            self._dates.pop(id, None)
            if is_undated(extraction.article):
                others = ((self._extractions[other], self._told(other)) for other in self._stories.nearest(id))
                dated = date_article((extraction, self._told(id)), others,
                                     lambda other, id=id: self._stories.alike(id, other), self._source_of)  # type: ignore[misc]
                if dated:
                    self._dates[id] = dated
        self._retold = set()

    def _told(self, article: str) -> list[Telling]:
        return [self._tellings[ref] for ref in self._mentions[article]]


def merge(extractions: Sequence[Extraction], decisions: Iterable[Decision] = ()) -> Conclusions:
    """Everything that follows from the articles together: which mentions tell one event, and when the
    articles without a date must have appeared.

    The same extractions give the same conclusions in whatever order they come. `decisions` are a person's, in the
    order in which they were taken; they win over everything else. An article that was dated by an earlier call
    (`published_from` "witnesses") gets the same `ArticleDate` again, so calling until nothing changes takes two
    rounds.
    """
    merging = Merging(decisions)
    merging.add(extractions)
    return merging.conclusions()
