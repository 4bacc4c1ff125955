"""The articles that merging looks at, read when something of theirs is to be compared, and a few kept."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Collection, Mapping

from kb.extraction import Extraction
from kb.merging.notes import Notes, number_of
from kb.merging.telling import Teller, Telling
from kb.merging.undated import Told
from kb.merging.wording import Vector, read_vector

#: Articles kept in memory; one takes some hundred kilobytes.
_KEPT = 300


class Tellings:
    """Tellings by the number of their mention, from articles by theirs."""

    def __init__(self, notes: Notes, read: Callable[[str], Extraction] | None) -> None:
        self._notes = notes
        self._read = read
        #: Articles that can't be read yet.
        self._given: dict[int, Extraction] = {}
        self._kept: OrderedDict[int, _Kept] = OrderedDict()
        self._article_of: dict[int, int] = {}

    def give(self, extraction: Extraction) -> Mapping[int, Telling]:
        """Takes in an article that the notes have, and gives its tellings."""
        article = number_of(extraction.article.id)
        self._given[article] = extraction
        self._kept.pop(article, None)
        return self._loaded(article).all()

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
        return self._loaded(article).extraction

    def told(self, article: int) -> Told:
        """An article with its tellings."""
        kept = self._loaded(article)
        return kept.extraction, list(kept.all().values())

    def article_of(self, mention: int) -> int:
        """The article that a mention stands in."""
        article = self._article_of.get(mention)
        if article is None:
            article = self._notes.one("SELECT article FROM mention WHERE number = ?", mention)
            if len(self._article_of) > 100 * _KEPT:
                self._article_of.clear()
            self._article_of[mention] = article
        return article

    def __getitem__(self, mention: int) -> Telling:
        return self._loaded(self.article_of(mention))[mention]

    def _loaded(self, article: int) -> _Kept:
        if article in self._kept:
            self._kept.move_to_end(article)
            return self._kept[article]
        ((id, *about),) = self._notes.rows("SELECT id, words, weights FROM article WHERE number = ?", article)
        extraction = self._given.get(article)
        if extraction is None:
            assert self._read, "without a reader all articles are given"
            extraction = self._read(id)
        self._kept[article] = _Kept(extraction, read_vector(*about))
        if len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return self._kept[article]


class _Kept:
    """An article, and those of its tellings that were asked for."""

    def __init__(self, extraction: Extraction, about: Vector) -> None:
        self.extraction = extraction
        self._teller = Teller(extraction, about)
        self._mentions = {number_of(extraction.article.id, mention.id): mention for mention in extraction.events}
        self._told: dict[int, Telling] = {}

    def __getitem__(self, mention: int) -> Telling:
        if mention not in self._told:
            self._told[mention] = self._teller.tell(self._mentions[mention])
        return self._told[mention]

    def all(self) -> dict[int, Telling]:
        """In the order of the text."""
        return {mention: self[mention] for mention in self._mentions}
