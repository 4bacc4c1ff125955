"""The articles that merging looks at, read when something of theirs is to be compared, and a few kept."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Collection, Mapping

from kb.extraction import Extraction
from kb.merging.notes import Notes, number_of
from kb.merging.telling import Telling, tell
from kb.merging.undated import Told

#: Articles kept in memory; one takes some hundred kilobytes.
_KEPT = 300


class Tellings:
    """Tellings by the number of their mention, from articles by theirs."""

    def __init__(self, notes: Notes, read: Callable[[str], Extraction] | None) -> None:
        self._notes = notes
        self._read = read
        #: Articles that can't be read yet.
        self._given: dict[int, Extraction] = {}
        self._kept: OrderedDict[int, tuple[Extraction, dict[int, Telling]]] = OrderedDict()
        self._article_of: dict[int, int] = {}

    def give(self, extraction: Extraction) -> Mapping[int, Telling]:
        """Takes in an article, and gives its tellings."""
        article = number_of(extraction.article.id)
        self._given[article] = extraction
        return self._keep(article, extraction)[1]

    def given(self, id: str) -> Extraction | None:
        """An article that was given and not released since."""
        return self._given.get(number_of(id))

    def forget(self, article: int) -> None:
        self._given.pop(article, None)
        self._kept.pop(article, None)

    def release(self, keep: Collection[str]) -> None:
        """From now on the articles can be read, but for those with these ids."""
        if self._read:
            kept = {number_of(id) for id in keep}
            self._given = {article: given for article, given in self._given.items() if article in kept}

    def extraction(self, article: int) -> Extraction:
        return self._loaded(article)[0]

    def told(self, article: int) -> Told:
        """An article with its tellings."""
        extraction, tellings = self._loaded(article)
        return extraction, list(tellings.values())

    def __getitem__(self, mention: int) -> Telling:
        article = self._article_of.get(mention)
        if article is None:
            article = self._notes.one("SELECT article FROM mention WHERE number = ?", mention)
            if len(self._article_of) > 100 * _KEPT:
                self._article_of.clear()
            self._article_of[mention] = article
        return self._loaded(article)[1][mention]

    def article_of(self, mention: int) -> int:
        return number_of(self[mention].ref.article)

    def _loaded(self, article: int) -> tuple[Extraction, dict[int, Telling]]:
        if article in self._kept:
            self._kept.move_to_end(article)
            return self._kept[article]
        extraction = self._given.get(article)
        if extraction is None:
            assert self._read, "without a reader all articles are given"
            extraction = self._read(self._notes.one("SELECT id FROM article WHERE number = ?", article))
        return self._keep(article, extraction)

    def _keep(self, article: int, extraction: Extraction) -> tuple[Extraction, dict[int, Telling]]:
        self._kept[article] = extraction, {number_of(telling.ref.article, telling.ref.mention): telling
                                           for telling in tell(extraction)}
        if len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return self._kept[article]
