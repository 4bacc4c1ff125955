"""Which of the mentions that hang together make one event, with every comparison that it takes made once."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import islice

from kb.merging import weights
from kb.merging.clusters import agglomerate
from kb.merging.comparison import Comparison, compare
from kb.merging.consensus import event_of
from kb.merging.event import Event, MergeReason
from kb.merging.notes import Notes, number_of
from kb.merging.partners import Partners
from kb.merging.ruling import Rulings
from kb.merging.stories import Stories
from kb.merging.syndication import Copies
from kb.merging.tellings import Tellings

#: What stands as the reason of a merge that a person decided.
BY_HAND = "A person joined them."


#: Comparisons that are kept in memory.
_REMEMBERED = 50_000


class Grouping:
    """Comparisons and groups. Mentions go by their numbers in the notes."""

    def __init__(self, notes: Notes, tellings: Tellings, stories: Stories, copies: Copies, rulings: Rulings,
                 partners: Partners) -> None:
        self._notes = notes
        self._tellings = tellings
        self._stories = stories
        self._copies = copies
        self._rulings = rulings
        self._partners = partners
        self._alike: dict[tuple[int, int], float] = {}
        self._sources: dict[str, str] = {}
        #: Comparisons, with how surely the articles were of one story.
        self._compared: dict[tuple[int, int], tuple[float, Comparison]] = {}

    def begin(self) -> None:
        """From now on, stories and reports are as they stand in the notes now."""
        self._alike.clear()
        self._sources.clear()

    def forget(self) -> None:
        """From now on, mentions may read otherwise."""
        self._compared.clear()

    def one_story(self, here: int, there: int) -> bool:
        """Whether two articles are alike enough for their story to count."""
        return self._story(here, there) > weights.STORY_FROM

    def compare(self, one: int, other: int) -> Comparison:
        pair = (one, other) if one < other else (other, one)
        story = self._story(self._tellings.article_of(one), self._tellings.article_of(other))
        known = self._compared.get(pair)
        if known is not None and known[0] == story:
            return known[1]
        if len(self._compared) >= _REMEMBERED:  # the older half goes
            for old in [*islice(self._compared, _REMEMBERED // 2)]:
                del self._compared[old]
        comparison = compare(self._tellings[one], self._tellings[other], story)
        self._compared[pair] = story, comparison
        return comparison

    def _story(self, here: int, there: int) -> float:
        pair = (here, there) if here < there else (there, here)
        if pair not in self._alike:
            self._alike[pair] = self._stories.alike(*pair)
        return self._alike[pair]

    def region(self, mention: int) -> list[int]:
        """All mentions that are grouped with this one, in order: those that hang together with it by ties, and with
        those whom a person joined to one of them."""
        found, ahead = set[int](), [mention]
        while ahead:
            one = ahead.pop()
            if one not in found:
                together = self._partners.together(one)
                found |= together
                ahead += [other for member in together for other, same in self._rulings.of(member).items() if same]
        return sorted(found, key=lambda one: self._tellings[one].ref) if len(found) > 1 else [*found]

    def events_among(self, region: Sequence[int]) -> Iterator[Event]:
        """The events that these mentions make, which nothing outside is tied to."""
        place = {mention: index for index, mention in enumerate(region)}
        # A tie that was passed over when the region was cut out leads elsewhere.
        ties = [(place[one], place[other]) for one in region for other in self._partners.ties(one)
                if place[one] < place.get(other, -1)]
        joined = [(place[one], place[other]) for one in region for other, same in self._rulings.of(one).items()
                  if same and place[one] < place[other]]

        def log_odds(one: int, other: int) -> float:
            ruled = self._rulings.of(region[one]).get(region[other])
            if ruled is not None:
                return math.inf if ruled else -math.inf
            return self.compare(region[one], region[other]).log_odds

        pairs = [(one, other, log_odds(one, other)) for one, other in ties]
        for group in agglomerate(len(region), pairs, log_odds, sorted(joined)):
            members = [region[index] for index in group]
            yield event_of([self._tellings[member] for member in members], self._strongest(members), self.source_of,
                           self._by_hand(members))

    def source_of(self, article: str) -> str:
        """The report that an article goes back to."""
        if article not in self._sources:
            self._sources[article] = str(self._copies.report_of(number_of(article))[0])
        return self._sources[article]

    def _strongest(self, members: Sequence[int]) -> list[Comparison]:
        """For every member the comparison that ties it most strongly to another one, each once."""
        place = {member: index for index, member in enumerate(members)}
        chosen: dict[tuple[int, int], Comparison] = {}
        for one in members:
            ruled = self._rulings.of(one)
            ties = [(tuple(sorted((place[one], place[other]))), self.compare(one, other))
                    for other in self._partners.ties(one) if other in place and other not in ruled]
            if ties:
                pair, best = min(ties, key=lambda tie: (-tie[1].log_odds, tie[0]))
                chosen[pair] = best  # type: ignore[index]
        return [chosen[pair] for pair in sorted(chosen)]

    def _by_hand(self, members: Sequence[int]) -> list[MergeReason]:
        """A reason for each member that a person joined to one before it."""
        reasons = []
        for index, member in enumerate(members):
            ruled = self._rulings.of(member)
            other = next((other for other in members[:index] if ruled.get(other)), None)
            if other is not None:
                reasons.append(MergeReason(self._tellings[other].ref, self._tellings[member].ref, 1.0, BY_HAND))
        return reasons
