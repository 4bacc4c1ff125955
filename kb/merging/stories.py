"""Stories: how surely two articles are about the same thing.

Two short reports of one happening may share few words. So each article is compared together with the articles
nearest to it: what those add speaks for the story, and two articles of one story have much the same neighbours (query
expansion, as text retrieval has it: Rocchio, "Relevance feedback in information retrieval", 1971).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date

from kb.merging.blocks import Blocks
from kb.merging.rarity import unit
from kb.merging.wording import Vector, alike

#: The nearest articles that speak for the story of one.
_NEAREST = 5
#: Articles less alike than this share no more than a field of news.
_NEAR = 0.12
#: How much a neighbour counts, times how alike it is; the article itself counts 1.
_WEIGHT = 2.0
#: The heaviest words of an article bring it together with others.
_KEY_WORDS = 15
#: How far apart two articles of a block may stand, ordered by the day they appeared.
_BLOCK_NEIGHBOURS = 10
#: As many of these words two articles must share, else they are of two stories.
_SHARED_WORDS = 2
_CONTEXT_WORDS = 300
#: A story is told for some days. Two reports of one company that appeared so many days apart are half as likely to be
#: of one story as their words make them seem.
_HALF_AS_LIKELY = 30


class Stories:
    """The articles known so far, each with its nearest others."""

    def __init__(self) -> None:
        self._documents: dict[str, Vector] = {}
        self._published: dict[str, date | None] = {}
        self._blocks: Blocks[str] = Blocks(_BLOCK_NEIGHBOURS, _SHARED_WORDS)
        self._nearest: dict[str, tuple[tuple[str, float], ...]] = {}
        self._followers: dict[str, set[str]] = defaultdict(set)
        self._contexts: dict[str, Vector] = {}
        #: Cosines known already, either way round.
        self._likeness: dict[str, dict[str, float]] = {}
        self._together: dict[str, dict[str, float]] = {}

    def add(self, article: str, words: Vector, published: date | None) -> set[str]:
        """Takes in an article (see `telling.document` for its words). Gives the articles whose story may read
        otherwise now, itself among them."""
        keys = sorted(words, key=lambda word: (-words[word], word))[:_KEY_WORDS]
        self._documents[article] = words
        self._published[article] = published
        pairs = self._blocks.add(article, published or date.min, keys)
        return self._renew(self._shaken(pairs) | {article}) | {article}

    def remove(self, article: str) -> set[str]:
        """Forgets an article. Gives the articles whose story reads otherwise now."""
        pairs = self._blocks.remove(article)
        followers = set(self.followers(article))
        self._follow(article, ())
        del self._documents[article], self._published[article], self._nearest[article]
        _forget(self._likeness, article)
        self._forget_context(article)
        return self._renew((self._shaken(pair for pair in pairs if article not in pair)) | followers)

    def nearest(self, article: str) -> Collection[str]:
        """The articles that this one's story is read from."""
        return [other for other, _ in self._nearest[article]]

    def followers(self, article: str) -> Collection[str]:
        """The articles whose story is read from this one."""
        return self._followers.get(article, frozenset())

    def alike(self, one: str, other: str) -> float:
        """How surely two articles are of one story: 0 … 1 (cosine, less for those far apart in time)."""
        if one == other:
            return 1.0
        known = self._together.setdefault(one, {})
        if other not in known:
            known[other] = alike(self._context(one), self._context(other)) * self._timely(one, other)
            self._together.setdefault(other, {})[one] = known[other]
        return known[other]

    def _shaken(self, pairs: Iterable[tuple[str, str]]) -> set[str]:
        """The articles whose nearest others may be others now that these pairs came together or parted."""
        shaken = set()
        for pair in pairs:
            together = pair[1] in self._blocks.partners(pair[0])
            for one, other in (pair, pair[::-1]):
                nearest = self._nearest.get(one, ())
                if not together:
                    near = any(name == other for name, _ in nearest)
                else:
                    near = len(nearest) < _NEAREST or self._likeness_of(one, other) >= nearest[-1][1]
                if near:
                    shaken.add(one)
        return shaken

    def _renew(self, articles: set[str]) -> set[str]:
        """Finds the nearest articles of these anew. Gives those for which that changed something."""
        changed = set()
        for article in articles:
            near = sorted(((self._likeness_of(article, other), other) for other in self._blocks.partners(article)),
                          key=lambda found: (-found[0], found[1]))
            nearest = tuple((other, likeness) for likeness, other in near[:_NEAREST] if likeness >= _NEAR)
            if self._nearest.get(article) != nearest:
                self._follow(article, nearest)
                self._forget_context(article)
                changed.add(article)
        return changed

    def _follow(self, article: str, nearest: tuple[tuple[str, float], ...]) -> None:
        for other, _ in self._nearest.get(article, ()):
            self._followers[other].discard(article)
        for other, _ in nearest:
            self._followers[other].add(article)
        self._nearest[article] = nearest

    def _likeness_of(self, one: str, other: str) -> float:
        known = self._likeness.setdefault(one, {})
        if other not in known:
            known[other] = alike(self._documents[one], self._documents[other]) * self._timely(one, other)
            self._likeness.setdefault(other, {})[one] = known[other]
        return known[other]

    def _timely(self, one: str, other: str) -> float:
        """1 for articles of one day, less the further apart they appeared; 1 where that is unknown."""
        first, second = self._published[one], self._published[other]
        return 1.0 if first is None or second is None else 1 / (1 + abs((first - second).days) / _HALF_AS_LIKELY)

    def _context(self, article: str) -> Vector:
        if article not in self._contexts:
            weights: dict[str, float] = defaultdict(float)
            for word, weight in self._documents[article].items():
                weights[word] += weight
            for other, likeness in self._nearest[article]:
                for word, weight in self._documents[other].items():
                    weights[word] += _WEIGHT * likeness * weight
            self._contexts[article] = unit(weights, _CONTEXT_WORDS)
        return self._contexts[article]

    def _forget_context(self, article: str) -> None:
        self._contexts.pop(article, None)
        _forget(self._together, article)


def _forget(known: dict[str, dict[str, float]], article: str) -> None:
    for other in known.pop(article, {}):
        known[other].pop(article, None)
