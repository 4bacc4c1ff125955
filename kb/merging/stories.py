"""Stories: how surely two articles are about the same thing.

Two short reports of one happening may share few words. So each article is compared together with the articles
nearest to it: what those add speaks for the story, and two articles of one story have much the same neighbours (query
expansion, as text retrieval has it: Rocchio, "Relevance feedback in information retrieval", 1971).
"""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Iterable
from typing import TypeVar

from kb.merging import weights
from kb.merging.blocks import NO_DAY, Blocks, Pair, keys_of_things
from kb.merging.notes import Notes
from kb.merging.rarity import unit
from kb.merging.wording import Vector, alike, read_vector, stored_vector

#: The nearest articles that speak for the story of one.
_NEAREST = 5
#: Articles less alike than this share no more than a field of news.
_NEAR = 0.12
#: How much a neighbour counts, times how alike it is; the article itself counts 1.
_WEIGHT = 2.0
#: The heaviest words of an article bring it together with others.
_KEY_WORDS = 15
#: In a block larger than this an article is compared only with others that appeared near to it: at most so many places
#: away in the order of days, and so many days.
_SMALL_BLOCK = 12
_BLOCK_NEIGHBOURS = 10
_BLOCK_DAYS = 60
#: As many of these words two articles must share, else they are of two stories.
_SHARED_WORDS = 2
_CONTEXT_WORDS = 300
#: A story is told for some days. Two reports of one company that appeared so many days apart are half as likely to be
#: of one story as their words make them seem.
_HALF_AS_LIKELY = 30
_Known = TypeVar("_Known")
#: Vectors that are kept in memory.
_REMEMBERED = 3000


class Stories:
    """The articles known so far, each with its nearest others, in the notes. Articles go by their numbers there."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._blocks = Blocks(notes, "article", neighbours=_BLOCK_NEIGHBOURS, days=_BLOCK_DAYS, small=_SMALL_BLOCK,
                              shared_from=_SHARED_WORDS)
        self._days: OrderedDict[int, int] = OrderedDict()
        self._documents: OrderedDict[int, Vector] = OrderedDict()
        self._contexts: OrderedDict[int, Vector] = OrderedDict()

    def add(self, article: int) -> set[int]:
        """Takes in an article that the notes have. Gives the articles whose story may read otherwise now, itself among
        them."""
        turned = self._blocks.add([article])
        return self._renew(self._shaken(turned.nearer, turned.further) | {article}) | {article}

    def remove(self, article: int) -> set[int]:
        """Forgets an article that the notes still have. Gives the articles whose story reads otherwise now."""
        turned = self._blocks.remove(article)
        followers = set(self.followers(article))
        self._notes.execute("DELETE FROM near WHERE article = ?1 OR other = ?1", (article,))
        self._documents.pop(article, None)
        self._days.pop(article, None)
        for one in (article, *followers):
            self._forget_context(one)
        return self._renew(self._shaken(turned.nearer, turned.further) | followers) | followers

    def nearest(self, article: int) -> dict[int, float]:
        """The articles that this one's story is read from, with how alike they are, the most alike first."""
        return dict(self._notes.rows("SELECT other, likeness FROM near WHERE article = ? ORDER BY likeness DESC, other",
                                     article))

    def followers(self, article: int) -> list[int]:
        """The articles whose story is read from this one."""
        return self._notes.column("SELECT article FROM near WHERE other = ?", article)

    def alike(self, one: int, other: int) -> float:
        """How surely two articles are of one story: 0 … 1 (cosine, less for those far apart in time); 0 where that
        makes it clear that they are not."""
        if one == other:
            return 1.0
        timely = self._timely(one, other)
        return alike(self._context(one), self._context(other)) * timely if timely > weights.STORY_FROM else 0.0

    def _shaken(self, nearer: Iterable[Pair], further: Iterable[Pair]) -> set[int]:
        """The articles whose nearest others may be others now that these pairs may be partners, or no longer."""
        shaken = set()
        for pair in nearer:
            likeness = self._likeness(*pair)
            for one in pair if likeness >= _NEAR else ():
                nearest = list(self.nearest(one).values())
                if len(nearest) < _NEAREST or likeness >= nearest[-1]:
                    shaken.add(one)
        for one, other in further:
            shaken.update(self._notes.column("SELECT article FROM near WHERE article = ?1 AND other = ?2 OR "
                                             "article = ?2 AND other = ?1", one, other))
        return shaken

    def _renew(self, articles: set[int]) -> set[int]:
        """Finds the nearest articles of these anew. Gives those for which that changed something."""
        changed = set()
        for article in articles:
            likeness = {other: self._likeness(article, other) for other in self._blocks.partners(article)}
            near = sorted((other for other, how in likeness.items() if how >= _NEAR),
                          key=lambda other: (-likeness[other], other))[:_NEAREST]
            nearest = {other: likeness[other] for other in near}
            if self.nearest(article) != nearest:
                self._notes.execute("DELETE FROM near WHERE article = ?", (article,))
                self._notes.executemany("INSERT INTO near VALUES (?, ?, ?)",
                                        [(article, other, how) for other, how in nearest.items()])
                self._forget_context(article)
                changed.add(article)
        return changed

    def _likeness(self, one: int, other: int) -> float:
        timely = self._timely(one, other)
        return alike(self._document(one), self._document(other)) * timely if timely >= _NEAR else 0.0

    def _timely(self, one: int, other: int) -> float:
        """1 for articles of one day, less the further apart they appeared; 1 where that is unknown."""
        first, second = self._day(one), self._day(other)
        return 1.0 if NO_DAY in (first, second) else 1 / (1 + abs(first - second) / _HALF_AS_LIKELY)

    def _day(self, article: int) -> int:
        if article not in self._days:
            _remember(self._days, article, self._notes.one("SELECT day FROM article WHERE number = ?", article))
        return self._days[article]

    def _document(self, article: int) -> Vector:
        if article not in self._documents:
            row = self._notes.execute("SELECT words, weights FROM article WHERE number = ?", (article,)).fetchone()
            _remember(self._documents, article, read_vector(*row))
        return self._documents[article]

    def _context(self, article: int) -> Vector:
        if article not in self._contexts:
            row = self._notes.execute("SELECT context, context_weights FROM article WHERE number = ?",
                                      (article,)).fetchone()
            if row[0] is None:
                total: dict[str, float] = defaultdict(float, self._document(article))
                for other, likeness in self.nearest(article).items():
                    for word, weight in self._document(other).items():
                        total[word] += _WEIGHT * likeness * weight
                row = stored_vector(unit(total, _CONTEXT_WORDS))
                self._notes.execute("UPDATE article SET context = ?, context_weights = ? WHERE number = ?",
                                    (*row, article))
            _remember(self._contexts, article, read_vector(*row))
        return self._contexts[article]

    def _forget_context(self, article: int) -> None:
        self._contexts.pop(article, None)
        self._notes.execute("UPDATE article SET context = NULL WHERE number = ?", (article,))


def story_keys(document: Vector) -> bytes:
    """The blocks of an article, from what it is about."""
    heaviest = sorted(document, key=lambda word: (-document[word], word))[:_KEY_WORDS]
    return keys_of_things((word, "") for word in heaviest)


def _remember(known: OrderedDict[int, _Known], article: int, value: _Known) -> None:
    known[article] = value
    if len(known) > _REMEMBERED:
        known.popitem(last=False)
