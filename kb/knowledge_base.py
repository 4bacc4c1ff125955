"""The Python API: what the command line, the server and notebooks call, and the one place that strings the
rooms together.

    from kb.knowledge_base import KnowledgeBase
    from kb.reading import read

    with KnowledgeBase.open(Settings(store="my-store")) as base:
        base.ingest(article for article in read(["articles/"]) if isinstance(article, Article))
        for event in base.timeline(TimelineQuery(begin=date(2019, 2, 1))).events:
            print(event.date_label, event.label)
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rdflib import Graph

import kb
from kb.concluding import CHUNK, Written
from kb.curating import Curating
from kb.extraction import Extraction
from kb.graph import article_graph, records
from kb.merging import ArticleDate, Notes, merge
from kb.plain import to_plain
from kb.reading import Article
from kb.settings import Settings
from kb.store import Triple, open_store
from kb.timeline import TimelineIndex


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What an ingest did."""

    read: int
    new: int
    changed: int
    unchanged: int
    events: int
    """In the whole store now."""
    shared: int
    """Of these, told by two or more articles."""
    dated: tuple[ArticleDate, ...]
    """Undated articles that other articles dated, when anything was concluded anew."""

    def summary(self) -> str:
        lines = [f"{self.read} article{'' if self.read == 1 else 's'} read: {self.new} new, {self.changed} changed, "
                 f"{self.unchanged} known. {self.events} events in the store, {self.shared} of them told "
                 "by two or more articles."]
        lines += [f"{article.article}: {article.explanation}" for article in self.dated]
        return "\n".join(lines)


class KnowledgeBase(Curating):
    """Articles in a store, the conclusions drawn from them, and the index that answers the timeline.

    Use it as a context manager, or call `close`. One process at a time may hold an embedded store.
    """

    @classmethod
    def open(cls, settings: Settings | None = None, *, create: bool = True) -> KnowledgeBase:
        """Opens the store that the settings name; an embedded one is made when missing, unless `create` is
        false. Raises StoreError."""
        settings = settings or Settings.from_environment()
        store = open_store(settings.store, create=create)
        try:
            return cls(store, TimelineIndex(index_path(settings.store)), settings,
                       lambda: Notes(notes_path(settings.store)))
        except BaseException:
            store.close()
            raise

    # --- articles in ---

    def annotate(self, article: Article) -> Extraction:
        """Everything said about one article; nothing is stored."""
        return self.annotator(article)

    def ingest(self, articles: Iterable[Article], *,
               on_conclude: Callable[[], object] = lambda: None) -> IngestReport:
        """Adds articles: each is in the store wholly or not at all, whatever interrupts. One that is already
        there in the same words changes nothing; one with the same id and other words replaces the old.

        Each article is written as it comes, and what all articles together say is concluded at the end
        (`on_conclude` is called before); an ingest that was interrupted is concluded by the next opening.
        """
        self.conclude()  # what came before may have been interrupted
        counts = {"new": 0, "changed": 0, "unchanged": 0}
        dated: dict[str, ArticleDate] = {}
        written: dict[str, Written] = {}
        for article in articles:
            digest = self._digest(article)
            known = written[article.id].input if article.id in written else self._concluding.input_digest(article.id)
            if known == digest:
                counts["unchanged"] += 1
                continue
            counts["changed" if known else "new"] += 1
            written[article.id] = self._add(self.annotator(article), digest)
            if len(written) == CHUNK:
                dated |= self._conclude_from(written)
                written = {}
        on_conclude()
        if written:
            dated |= self._conclude_from(written)
        events, shared = self._concluding.counts()
        return IngestReport(read=sum(counts.values()), **counts, events=events, shared=shared,
                            dated=tuple(dated[id] for id in sorted(dated)))

    def _conclude_from(self, written: Mapping[str, Written]) -> dict[str, ArticleDate]:
        """Concludes from articles that were just written. Gives the dates that undated articles got."""
        with self._refreshing:
            drawn = self._concluding.step(written)
            self._show(drawn)
        return {id: date for id, date in drawn.dates.items() if date}

    def redate(self, article_id: str, published: date) -> int:
        """Corrects an article's publication date and resolves all that hung on it anew: its own times, the dates
        of articles that it witnesses, and what all articles together say. It is one write: whatever kills the
        process, the store holds all of the correction or nothing of it. Returns how many of the article's times
        changed. Raises NotFoundError."""
        before = self.extraction(article_id)
        after = self.annotator(before.article.dated(published, "option"))
        self.conclude()
        with self._refreshing:
            self._show(self._concluding.correct(after))
        values = {(time.begin, time.end): time.value for time in before.times}
        return sum(values.get((time.begin, time.end)) != time.value for time in after.times)

    def remove(self, articles: Iterable[str]) -> int:
        """Takes articles out, named by id, with all that they say: what the others say is concluded anew, in one write.
        Their addresses, and those of events and entities that nobody else tells of, say from then on that they are
        gone; nothing else of them is kept. Returns how many events nobody tells any more. Raises NotFoundError, and
        GoneError for an article that was removed before."""
        removed = {self.extraction(id).article.id for id in articles}
        if not removed:
            return 0
        self.conclude()
        with self._refreshing:
            drawn = self._concluding.step({}, removed=removed)
            self._show(drawn)
        return drawn.silent

    def _add(self, extraction: Extraction, digest: str) -> Written:
        """Writes an article with the events that it alone tells; `conclude` joins them with those of others."""
        events = {ref.mention: event.id for event in merge([extraction]).events for ref in event.mentions}
        self._store.replace_graphs(dict([self._article_graph(extraction, events, digest)]))
        return Written(extraction, digest, events)

    def _article_graph(self, extraction: Extraction, events: Mapping[str, str], digest: str) -> tuple[str, Graph]:
        graph = article_graph(extraction, events, self.base, digest=digest, model=self.settings.language)
        return str(self.iris.article(extraction.article.id)), graph

    def _digest(self, article: Article) -> str:
        """Changes when the input, the program or the settings that shape the extraction do."""
        made_by = {"program": kb.__version__, "language": self.settings.language}
        if self.annotator.own_names:
            made_by["names"] = self.annotator.own_names
        source = json.dumps([made_by, to_plain(article)], sort_keys=True).encode()
        return hashlib.sha256(source).hexdigest()[:32]

    # --- changes of the graph itself; what follows from them is concluded when it is asked for ---

    def update(self, sparql: str, *, using: Sequence[str] = (), using_named: Sequence[str] = ()) -> None:
        """Runs a SPARQL update: all of it or nothing. Raises QueryError, StoreError."""
        self._store.update(sparql, self.limits, using=using, using_named=using_named)

    def has_graph(self, iri: str | None) -> bool:
        """Whether there is such a named graph; None is the default graph, which always is."""
        return self._store.has_graph(iri)

    def put_graph(self, iri: str | None, triples: Iterable[Triple], *, keep: bool) -> None:
        """Puts triples in the place of a graph's, or besides them (`keep`). Raises StoreError."""
        self._store.put_graph(iri, triples, self.limits, keep=keep)

    def remove_graph(self, iri: str | None) -> None:
        """Removes a named graph; empties the default graph (None). An article's is removed as `remove` does it.
        Raises StoreError."""
        if iri and iri.startswith(f"{self.base}article/") and self._one(records.record_query(iri)):
            self.remove([iri.rpartition("/")[2]])
        else:
            self._store.remove_graph(iri, self.limits)


def index_path(store: str) -> Path | str:
    """Where the timeline index of a store lies: in an embedded store's folder; in memory for a remote one."""
    return ":memory:" if store.startswith(("http://", "https://")) else Path(store) / "timeline.sqlite"


def notes_path(store: str) -> Path | str:
    """Where merging's notes on a store lie: beside the index."""
    return ":memory:" if store.startswith(("http://", "https://")) else Path(store) / "merging.sqlite"
