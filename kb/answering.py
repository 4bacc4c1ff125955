"""What the knowledge base answers: timelines, events, articles, entities, queries, exports; and how what is read is
brought up to what is written."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from types import TracebackType
from typing import IO, Any, BinaryIO, Self
from urllib.parse import unquote

from rdflib import Graph
from rdflib.term import URIRef

from kb import views
from kb.annotator import Annotator
from kb.concluding import Concluding, Drawn
from kb.entities import Link, with_links
from kb.errors import GoneError, NotFoundError
from kb.extraction import Extraction
from kb.graph import (
    EVIDENCE_QUERY,
    Iris,
    MentionIris,
    about_events_query,
    link_of,
    links_query,
    records,
    removed_query,
    validate,
)
from kb.merging import Conclusions, Event, Notes
from kb.settings import Settings
from kb.store import Format, QueryLimits, QueryResult, Store
from kb.timeline import (
    Lanes,
    TimelineEvent,
    TimelineIndex,
    TimelinePage,
    TimelineQuery,
    event_json,
)


class Answering:
    """A store, the conclusions drawn from it, and the index that answers the timeline."""

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

    def __enter__(self) -> Self:
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
        rows = self._store.select(records.article_events_query(str(self.iris.article(id))))
        told, names = {row["mention"]: row["event"] for row in rows}, MentionIris(extraction, self.iris)
        events = {mention.id: unquote(told[name].rpartition("/")[2]) for mention in extraction.events
                  if (name := str(names.event(mention.id))) in told}
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


class _OnDemand(dict[str, Extraction]):
    """Articles by their id, read when they are asked for."""

    def __init__(self, read: Callable[[str], Extraction]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, id: str) -> Extraction:
        self[id] = self._read(id)
        return self[id]


def _order(event: Event) -> tuple[bool, date, str]:
    day = event.earliest or event.latest
    return day is None, day or date.max, event.id
