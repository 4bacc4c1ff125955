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
import re
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING, Any, BinaryIO, Literal

from rdflib import Graph
from rdflib.term import URIRef

import kb
from kb import views
from kb.annotator import Annotator
from kb.concluding import CHUNK, Concluding, Drawn
from kb.entities import Link, with_links
from kb.errors import DecisionError, GoneError, NotFoundError
from kb.extraction import Extraction
from kb.graph import (
    EVIDENCE_QUERY,
    Iris,
    about_events_query,
    article_graph,
    decisions_graph,
    link_of,
    links_graph,
    links_query,
    records,
    removed_query,
    validate,
)
from kb.linking.wanted import wanted_entities
from kb.merging import ArticleDate, Conclusions, Decision, Event, MentionRef, Notes, Spot, merge
from kb.plain import to_plain
from kb.reading import Article
from kb.settings import Settings
from kb.store import Format, QueryLimits, QueryResult, Store, Triple, open_store
from kb.timeline import (
    Lanes,
    TimelineEvent,
    TimelineIndex,
    TimelinePage,
    TimelineQuery,
    event_json,
)

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


class KnowledgeBase:
    """Articles in a store, the conclusions drawn from them, and the index that answers the timeline.

    Use it as a context manager, or call `close`. One process at a time may hold an embedded store.
    """

    def __init__(self, store: Store, index: TimelineIndex, settings: Settings | None = None,
                 notes: Callable[[], Notes] | None = None) -> None:
        """`notes` opens merging's notes; unless it is given, what was concluded before this process is thought over
        again by the first ingest."""
        self.settings = settings or Settings()
        self.annotator = Annotator(self.settings)
        self.iris = Iris(self.settings.base_iri)
        self._store = store
        store.base = self.iris.base
        self._index = index
        self._concluding = Concluding(store, self.iris, self.annotator, notes or Notes)
        self._known_links: tuple[str, dict[str, Link]] = "", {}
        self._refreshing = threading.RLock()

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

    def __enter__(self) -> KnowledgeBase:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        self._concluding.close()
        self._index.close()
        self._store.close()

    @property
    def limits(self) -> QueryLimits:
        """How far a query of somebody unknown may go."""
        settings = self.settings
        return QueryLimits(settings.query_seconds, settings.query_rows, settings.query_memory, settings.query_workers,
                           settings.service_allow)

    @property
    def base(self) -> str:
        """What all IRIs hang below."""
        return self.iris.base

    @property
    def version(self) -> str:
        """Changes with every write."""
        return self._store.version

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
        written: dict[str, str] = {}
        for article in articles:
            digest, known = self._digest(article), written.get(article.id) or self._concluding.input_digest(article.id)
            if known == digest:
                counts["unchanged"] += 1
                continue
            counts["changed" if known else "new"] += 1
            self._add(self.annotator(article), digest)
            written[article.id] = digest
            if len(written) == CHUNK:
                dated |= self._conclude_from(written)
                written = {}
        on_conclude()
        if written:
            dated |= self._conclude_from(written)
        events, shared = self._concluding.counts()
        return IngestReport(read=sum(counts.values()), **counts, events=events, shared=shared,
                            dated=tuple(dated[id] for id in sorted(dated)))

    def _conclude_from(self, written: Mapping[str, str]) -> dict[str, ArticleDate]:
        """Concludes from articles that were just written (id → what they were made from). Gives the dates that undated
        articles got."""
        dated: dict[str, ArticleDate | None] = {}
        with self._refreshing:
            for drawn in self._concluding.take_in(sorted(written), written):
                self._show(drawn)
                dated |= drawn.dates
        return {id: date for id, date in dated.items() if date}

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
        iris = sorted(self.iris.article(id) for id in removed)
        gone = [URIRef(row["entity"]) for row in self._store.select(records.only_mentioned_query(iris))]
        with self._refreshing:
            drawn = self._concluding.step({}, removed=removed, gone=gone)
            self._show(drawn)
        return drawn.silent

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

    # --- what a person decides ---

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

    def conclude(self) -> None:
        """Draws the conclusions from what came into the store since they were drawn last, writes what changed, and
        brings the timeline index up to it. Where the notes of what was concluded are lost, all is concluded anew."""
        with self._refreshing:
            for drawn in self._concluding.catch_up():
                self._show(drawn)

    def _show(self, drawn: Drawn) -> None:
        """Brings the timeline index up to what was concluded; where it was of another state, it is filled anew."""
        if drawn.whole or drawn.before is None or not self._index.is_current(drawn.before):
            self._fill_index()
            return
        linked = _OnDemand(lambda id: self._linked(self._concluding.extraction(id)))
        changed = Conclusions(tuple(event for id, event in sorted(drawn.events.items()) if drawn.was.get(id) != event
                                    or not drawn.retold.isdisjoint(ref.article for ref in event.mentions)))
        self._index.update(views.timeline_events(changed, linked, self._event_iri), drawn.gone, self._store.own_version,
                           self._concluding.place_names)

    def _add(self, extraction: Extraction, digest: str) -> None:
        """Writes an article with the events that it alone tells; `conclude` joins them with those of others."""
        alone = merge([extraction])
        events = _events_of_articles(alone.events).get(extraction.article.id, {})
        self._store.replace_graphs(dict([self._article_graph(extraction, events, digest)]))

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

    # --- answers out ---

    def query(self, sparql: str, *, default_graphs: Sequence[str] = (),
              named_graphs: Sequence[str] = ()) -> QueryResult:
        """Answers a SPARQL query; common prefixes may be left out. Without a dataset in the query or the
        arguments it sees the union of all graphs. Raises QueryError."""
        return self._store.query(sparql, default_graph_uris=default_graphs, named_graph_uris=named_graphs,
                                 union=self.settings.default_graph == "union")

    def answer(self, sparql: str, format_: Format, *, default_graphs: Sequence[str] = (),
               named_graphs: Sequence[str] = (), union: bool | None = None) -> IO[bytes]:
        """Answers a SPARQL query of somebody unknown, within the limits of the settings: the answer is written in a
        format of the query's kind, and the caller closes it. `union` is what the settings say unless it is given.
        Raises QueryError, StoreBusyError."""
        if union is None:
            union = self.settings.default_graph == "union"
        return self._store.answer(sparql, format_, self.limits, default_graph_uris=default_graphs,
                                  named_graph_uris=named_graphs, union=union)

    def warm(self) -> None:
        """Makes ready for `answer`, which otherwise happens with the first question."""
        self._store.warm(self.limits)

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

    def timeline(self, query: TimelineQuery | None = None) -> TimelinePage:
        """The events of a window, with histogram and facets."""
        self.refresh()
        return self._index.window(query or TimelineQuery())

    def undated(self, query: TimelineQuery) -> tuple[TimelineEvent, ...]:
        """The first `limit` events that pass the filters and have no date at all."""
        self.refresh()
        return self._index.undated(query)

    def lanes(self, query: TimelineQuery, by: str | None = None, *, lanes: int = 7,
              marks: int = 280) -> Lanes:
        """The events of a window to draw, sorted into lanes and thinned to what a page can hold."""
        self.refresh()
        return self._index.lanes(query, by, lanes=lanes, marks=marks)

    def event_id(self, start: str) -> str:
        """The whole id of the event whose id starts so, or of what that event became. Raises NotFoundError when none
        or several do."""
        self.refresh()
        found = self._index.ids(start)
        if not found:
            rows = self._store.select(records.replaced_query(self.iris.event(start)))
            found = [row["now"].rpartition("/")[2] for row in rows]
        if len(found) == 1:
            return found[0]
        if found:
            raise NotFoundError(f"{start} is the start of {len(found)} events; give more digits")
        raise self._missing(self.iris.event(start), f"event {start}", "kb timeline --details lists the ids")

    def timeline_event(self, id: str) -> TimelineEvent:
        """An event as the timeline shows it. Raises NotFoundError."""
        self.refresh()
        event = self._index.event(id)
        if event is None:
            raise NotFoundError(f"no event {id}")
        return event

    def event(self, id: str) -> dict[str, Any]:
        """An event with its witnesses (docs/rooms.md gives the shape); for an id that the event had when it had fewer
        witnesses, the event that it is now. Raises NotFoundError."""
        self.refresh()
        row = self._index.event(id)
        if row is None and _EVENT_ID.fullmatch(id):
            id = self.event_id(id)
            row = self._index.event(id)
        record = self._one(records.event_record_query(self.iris.conclusions, self.iris.event(id)))
        if row is None or record is None:
            raise NotFoundError(f"no event {id}")
        event = records.event_of(record["record"])
        told = {id: self._linked(self.extraction(id)) for id in sorted({ref.article for ref in event.mentions})}
        before, after = self._index.neighbours(id)
        return views.event_view(event, told, event_json(row),
                                {"before": map(event_json, before), "after": map(event_json, after)})

    def extraction(self, article_id: str) -> Extraction:
        """Everything said about a stored article. Raises NotFoundError."""
        row = self._one(records.record_query(str(self.iris.article(article_id))))
        if row is None:
            raise self._missing(self.iris.article(article_id), f"article {article_id}",
                                "kb articles lists them, or GET /api/articles")
        return records.extraction_of(row["record"], row["text"])

    def articles(self) -> list[dict[str, Any]]:
        """All articles without their text, by publication date, the undated last."""
        heads = map(records.head_of, self._store.select(records.HEADS_QUERY))
        return sorted(heads, key=lambda head: (head["published"] is None, head["published"], head["id"]))

    def article(self, id: str) -> dict[str, Any]:
        """An article's text with all that was found in it. Raises NotFoundError."""
        extraction = self._linked(self.extraction(id))
        id = extraction.article.id  # it may have been asked for by the short name in its address
        events = _events_of_articles(self._events()).get(id, {})
        return views.article_view(extraction, events) | {"iri": str(self.iris.article(id))}

    def entity(self, key: str) -> dict[str, Any]:
        """An entity as the articles know it. Raises NotFoundError."""
        rows = self._store.select(records.entity_records_query(self.iris.entity(key)))
        told = [self._linked(records.extraction_of(row["record"], row["text"])) for row in rows]
        if not told:
            raise self._missing(self.iris.entity(key), f"entity {key}", "GET /api/timeline has those of its events")
        return views.entity_view(key, told, self._links().get(key)) | {"iri": str(self.iris.entity(key))}

    def sources(self) -> list[dict[str, Any]]:
        """The outlets by name, each with the number of its articles and of the events that they tell (details among
        them), and the days of its first and last article. An article that names no outlet stands for itself."""
        self.refresh()
        events = self._index.frequencies("source")
        told: dict[str, list[dict[str, Any]]] = {}
        for head in self.articles():
            told.setdefault(head["source"] or head["id"], []).append(head)
        return [{"source": source, "articles": len(heads), "events": events.get(source, 0),
                 "first": min(days, default=None), "last": max(days, default=None)}
                for source, heads in sorted(told.items())
                for days in [[head["published"] for head in heads if head["published"]]]]

    def export_events(self, *, details: bool = False) -> Iterator[dict[str, Any]]:
        """The canonical events in order of time, as `kb export --format jsonl` prints them."""
        extractions = {id: self._linked(extraction) for id, extraction in self._extractions().items()}
        for event in sorted(self._events(), key=_order):
            if event.salient or details:
                yield views.export_event(event, extractions)

    def event_graphs(self, events: Iterable[TimelineEvent]) -> dict[str, Graph]:
        """What the conclusions and each article that tells them say of these events, by the name of the graph."""
        told: dict[str, list[str]] = {str(self.iris.conclusions): []}
        for event in events:
            for graph in (str(self.iris.conclusions), *(str(self.iris.article(id)) for id in event.articles)):
                told.setdefault(graph, []).append(event.iri)
        return {graph: self._store.query(about_events_query(graph, iris)).graph()
                for graph, iris in told.items() if iris}

    def dump(self) -> bytes:
        """Every graph as TriG; the same contents give the same bytes."""
        return self._store.dump()

    def dump_to(self, output: BinaryIO) -> None:
        """Writes what `dump` gives, a graph at a time."""
        self._store.dump_to(output)

    def validate(self) -> Iterator[tuple[str, list[str]]]:
        """Every graph's name and what the shapes find wrong with it, one line a finding."""
        evidence = self._store.query(EVIDENCE_QUERY).graph()
        yield "links", validate(self._store.graph(str(self.iris.links)))
        yield "decisions", validate(self._store.graph(str(self.iris.decisions)))
        yield "removed", validate(self._store.graph(str(self.iris.removed)))
        yield "conclusions", validate(self._store.graph(str(self.iris.conclusions)) + evidence)
        for id in sorted(self._digests()):
            yield id, validate(self._store.graph(str(self.iris.article(id))))

    def refresh(self) -> None:
        """Concludes what an interrupted ingest left open, and fills the index when it is behind the store."""
        if self._index.is_current(self._store.own_version):
            return
        with self._refreshing:  # one thread does it, the others wait for it
            if not self._index.is_current(self._store.own_version):
                self._refresh()

    def _refresh(self) -> None:
        if self._concluding.is_open():
            self.conclude()
        if not self._index.is_current(self._store.own_version):
            self._fill_index()

    def _fill_index(self) -> None:
        linked = {id: self._linked(extraction) for id, extraction in self._extractions().items()}
        events = views.timeline_events(Conclusions(tuple(self._events())), linked, self._event_iri)
        self._index.replace(events, self._store.own_version, self._concluding.place_names)

    def _missing(self, thing: URIRef, name: str, way_out: str) -> NotFoundError:
        """What to raise for a thing that is not there: it may have been."""
        self.refresh()  # what went by an update of the graph itself is noted by then
        row = self._one(removed_query(self.iris.removed, thing))
        if row:
            return GoneError(f"{name} was removed on {row['when'][:10]}")
        return NotFoundError(f"no {name}; {way_out}")

    # --- records ---

    def _one(self, query: str) -> dict[str, str] | None:
        rows = self._store.select(query)
        return rows[0] if rows else None

    def _digests(self) -> dict[str, str]:
        return {row["id"]: row["digest"] for row in self._store.select(records.DIGESTS_QUERY)}

    def _extractions(self) -> dict[str, Extraction]:
        """Every article's extraction by its id, in order of id."""
        found = (records.extraction_of(row["record"], row["text"])
                 for row in self._store.select(records.RECORDS_QUERY))
        return {extraction.article.id: extraction
                for extraction in sorted(found, key=lambda extraction: extraction.article.id)}

    def _links(self) -> dict[str, Link]:
        """The links to Wikidata by the key of the entity."""
        version = self.version
        if self._known_links[0] != version:
            found = (link_of(row["record"]) for row in self._store.select(links_query(self.iris.links)))
            self._known_links = version, {link.key: link for link in sorted(found, key=lambda link: link.key)}
        return self._known_links[1]

    def _linked(self, extraction: Extraction) -> Extraction:
        """The extraction as people are to see it: with what was looked up about its entities."""
        return replace(extraction, entities=with_links(extraction.entities, self._links()))

    def _events(self) -> list[Event]:
        rows = self._store.select(records.event_records_query(self.iris.conclusions))
        return sorted((records.event_of(row["record"]) for row in rows), key=lambda event: event.id)

    def _event_iri(self, id: str) -> str:
        return str(self.iris.event(id))


_EVENT_ID = re.compile(r"[0-9a-f]{16}")


def index_path(store: str) -> Path | str:
    """Where the timeline index of a store lies: in an embedded store's folder; in memory for a remote one."""
    return ":memory:" if store.startswith(("http://", "https://")) else Path(store) / "timeline.sqlite"


def notes_path(store: str) -> Path | str:
    """Where merging's notes on a store lie: beside the index."""
    return ":memory:" if store.startswith(("http://", "https://")) else Path(store) / "merging.sqlite"


class _OnDemand(dict[str, Extraction]):
    """Articles by their id, read when they are asked for."""

    def __init__(self, read: Callable[[str], Extraction]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, id: str) -> Extraction:
        self[id] = self._read(id)
        return self[id]


def _events_of_articles(events: Iterable[Event]) -> dict[str, dict[str, str]]:
    """Article id → mention id → event id."""
    found: dict[str, dict[str, str]] = {}
    for event in events:
        for ref in event.mentions:
            found.setdefault(ref.article, {})[ref.mention] = event.id
    return found


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


def _order(event: Event) -> tuple[bool, date, str]:
    day = event.earliest or event.latest
    return day is None, day or date.max, event.id
