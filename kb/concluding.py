"""Drawing conclusions: what all articles together say is kept up to date as articles come, change and go.

Merging's notes (`kb.merging.notes`) say what was concluded so far, and from what; they lie beside the store and can be
thrown away. A step takes in some articles, thinks over what they touch, and writes what that changed in one
update of the store; then the notes of the step are kept. What dies in between leaves notes of an earlier state than the
store's: the next step finds by the digests of the graphs which articles it has not seen, and comes to the same result.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from rdflib import Graph
from rdflib.term import URIRef

from kb.annotator import Annotator
from kb.extraction import Extraction
from kb.graph import (
    Iris,
    article_graph,
    concepts_graph,
    conclusions_part,
    decision_of,
    decisions_query,
    gone_events,
    records,
    removed_graph,
    said_of_entities,
)
from kb.merging import ArticleDate, Conclusions, Decision, Event, MentionRef, Merging, Notes, event_noted, number_of
from kb.merging.undated import is_undated
from kb.plain import from_plain, to_plain
from kb.store import Part, Store

_log = logging.getLogger(__name__)
#: Dating an undated article can change its events and so, in theory, the dates again; two rounds settle it, and
#: the bound keeps a pathological case from going on for ever.
_MOST_REDATINGS = 4
#: Articles that are taken in at a time.
CHUNK = 200


@dataclass(frozen=True, slots=True)
class Written:
    """An article to conclude from."""

    extraction: Extraction
    input: str | None = None
    """The digest of what it was made from, None where that is no news."""
    events: Mapping[str, str] = field(default_factory=dict)
    """The ids of the events that its mentions tell, as the store has them; none where that is not known."""


@dataclass(slots=True)
class Drawn:
    """What a step changed."""

    before: str | None
    """The store's own version that the notes were of."""
    whole: bool = False
    """All was concluded anew."""
    was: dict[str, Event] = field(default_factory=dict)
    """The events that were made anew, as they were, by id."""
    events: dict[str, Event] = field(default_factory=dict)
    """As they are."""
    dates: dict[str, ArticleDate | None] = field(default_factory=dict)
    """Undated articles whose date is another now, by id."""
    retold: set[str] = field(default_factory=set)
    """The ids of the articles that were taken in."""
    reread: set[str] = field(default_factory=set)
    """Of these, those that read otherwise now than they are stored."""
    removed: set[str] = field(default_factory=set)
    """The ids of the articles that were taken out."""
    entities: set[str] = field(default_factory=set)
    """The keys of the entities of which something else is said."""

    @property
    def gone(self) -> set[str]:
        """The ids of the events that are no more."""
        return self.was.keys() - self.events.keys()

    @property
    def silent(self) -> int:
        """How many events nobody tells any more."""
        now = gone_events(self.was.values(), self.events.values())
        return sum(id in now and now[id] is None for id in self.was)


class Concluding:
    """The conclusions in a store, and the notes of how they came about."""

    def __init__(self, store: Store, iris: Iris, annotator: Annotator, notes: Callable[[], Notes]) -> None:
        """`notes` opens the notes; it is called when they are needed first."""
        self._store = store
        self._iris = iris
        self._annotator = annotator
        self._open = notes
        self._opened: Notes | None = None
        self._merger: Merging | None = None
        self._names: dict[str, str] = {}

    def close(self) -> None:
        if self._opened:
            self._opened.close()

    @property
    def _notes(self) -> Notes:
        if self._opened is None:
            self._opened = self._open()
        return self._opened

    @property
    def _merging(self) -> Merging:
        if self._merger is None:
            self._merger = Merging(notes=self._notes, read=self.stored)
        return self._merger

    @property
    def place_names(self) -> Mapping[str, str]:
        """Labels by key, for places that only contain others and no article names."""
        if not self._names:
            self._names = {entry.key: entry.name for entry in self._annotator.gazetteer}
        return self._names

    # --- what is known ---

    def extraction(self, id: str) -> Extraction:
        """An article that the conclusions were drawn from, one that was read before perhaps from memory."""
        return self._merging.extraction(id)

    def stored(self, id: str) -> Extraction:
        """An article as the store has it."""
        (row,) = self._store.select(records.record_query(str(self._iris.article(id))))
        return records.extraction_of(row["record"], row["text"])

    def decisions(self) -> list[Decision]:
        """What people decided about events, in order."""
        rows = self._store.select(decisions_query(self._iris.decisions))
        return sorted((decision_of(row["record"]) for row in rows), key=lambda decision: decision.number)

    def input_digest(self, id: str) -> str | None:
        """What an article was made from; None for one that is not there."""
        return self._notes.one("SELECT input FROM article WHERE id = ?", id)  # type: ignore[no-any-return]

    def event_of(self, mention: MentionRef) -> str:
        """The id of the event that a mention tells."""
        number = number_of(mention.article, mention.mention)
        return str(self._notes.one("SELECT event FROM mention WHERE number = ?", number))

    def counts(self) -> tuple[int, int]:
        """How many events there are, and how many of them two or more articles tell."""
        row = self._notes.execute("SELECT COUNT(*), coalesce(SUM(articles > 1), 0) FROM event").fetchone()
        return row[0], row[1]

    def is_open(self) -> bool:
        """Whether the store has articles or decisions that its conclusions were not drawn from."""
        rows = self._store.select(records.concluded_from_query(self._iris.conclusions))
        inputs = self._inputs()
        return bool(inputs or rows) and [row["digest"] for row in rows] != [self._state(_sum_of(inputs))]

    # --- steps ---

    def catch_up(self) -> Iterator[Drawn]:
        """Takes in what the store has and the notes have not, in steps; nothing where they are of one state."""
        version = self._store.own_version
        if self._notes["version"] == version:
            return
        inputs, books = self._inputs(), self._store.graph_digests()
        known = dict(self._notes.rows("SELECT id, digest FROM article"))
        concluded = books.get(str(self._iris.conclusions))
        if (inputs and not known) or any(str(self._iris.article(id)) not in books for id in inputs) \
                or (concluded != self._notes["conclusions"] and self.is_open()):
            yield self._anew(inputs)
            return
        changed = [id for id in inputs if known.get(id) != books[str(self._iris.article(id))]]
        removed = known.keys() - inputs.keys()
        if changed or removed or self.is_open():
            yield from self.take_in(changed, inputs, removed)
        else:
            self._note_state()

    def take_in(self, ids: Sequence[str], inputs: Mapping[str, str] | None = None,
                removed: Collection[str] = ()) -> Iterator[Drawn]:
        """Concludes from articles that the store has, some at a time; what `removed` names is taken out first."""
        for begin in range(0, max(1, len(ids)), CHUNK):
            yield self.step({id: Written(self.stored(id), (inputs or {}).get(id)) for id in ids[begin:begin + CHUNK]},
                            removed if not begin else ())

    def step(self, given: Mapping[str, Written], removed: Collection[str] = (), *,
             reread: Collection[str] = ()) -> Drawn:
        """Takes in these articles, by their ids, and takes out others: one write. `reread` names those that are not
        stored so."""
        drawn = Drawn(self._notes["version"], reread={*reread})
        with self._kept():
            for id in removed:
                self._take_out(drawn, id)
            for id in sorted(given):
                self._take(drawn, given[id].extraction, given[id].input, _text(given[id].events))
            self._settle(drawn)
            changed = {id: event for id, event in drawn.events.items() if drawn.was.get(id) != event}
            for id in drawn.retold:
                for (record,) in self._notes.rows("SELECT DISTINCT event.record FROM mention JOIN event ON event.id = "
                                                  "mention.event WHERE mention.article = ?", number_of(id)):
                    event = event_noted(record)
                    changed[event.id] = event
            part = self._part(drawn, changed)
            graphs = self._graphs(drawn)
            self._store.replace_graphs(graphs, remove=[str(self._iris.article(id)) for id in removed],
                                       parts={str(self._iris.conclusions): part})
            self._note(drawn, graphs)
        drawn.events |= changed
        return drawn

    def correct(self, extraction: Extraction) -> Drawn:
        """Takes in an article that reads otherwise now than it is stored, in one write."""
        return self.step({extraction.article.id: Written(extraction)}, reread=[extraction.article.id])

    def _anew(self, inputs: Mapping[str, str]) -> Drawn:
        """Throws the notes away, concludes from all articles, and writes all of it."""
        _log.info("merging's notes are not those of the store; all %d articles are merged anew", len(inputs))
        rows = self._store.select(records.event_records_query(self._iris.conclusions))
        before = {event.id: event for event in (records.event_of(row["record"]) for row in rows)}
        told = _told_by(before.values())
        entities = self._store.select(records.described_entities_query(self._iris.conclusions, self._iris.entity("")))
        drawn = Drawn(None, whole=True, entities={self._iris.entity_key(row["entity"]) for row in entities})
        known = {id for (id,) in self._notes.rows("SELECT id FROM article")}
        self._merger = None
        with self._kept():
            self._notes.clear()
            ids = sorted(inputs)
            for begin in range(0, len(ids), CHUNK):
                for id in ids[begin:begin + CHUNK]:
                    self._take(drawn, self.stored(id), inputs[id], _text(told.get(id, {})))
                self._settle(drawn)
                self._merging.release(keep=drawn.reread)
            drawn.was = before
            drawn.removed = (told.keys() | known) - inputs.keys()
            graphs = self._graphs(drawn)
            everything = self._part(drawn, drawn.events, whole=True).graph
            self._store.replace_graphs(graphs | {str(self._iris.conclusions): everything})
            self._note(drawn, graphs)
        return drawn

    @contextmanager
    def _kept(self) -> Iterator[None]:
        """What is noted inside is kept as a whole, after the store was written; or nothing of it."""
        merging = self._merging
        try:
            with self._notes.transaction():
                yield
        except BaseException:
            self._merger = None  # it remembers what is not so
            raise
        merging.release()

    def _take(self, drawn: Drawn, extraction: Extraction, input_: str | None, told: str = "") -> None:
        """Takes an article into the notes, in the place of what it said before. `input_` is what it was made from, None
        for what it was; `told` are its events as the store has them."""
        id = extraction.article.id
        row = self._notes.execute("SELECT input FROM article WHERE id = ?", (id,)).fetchone()
        input_ = input_ or (row[0] if row else "")
        if row:
            self._take_out(drawn, id, replaced=True)
        self._merging.add([extraction])
        said = sorted(said_of_entities(extraction))
        self._count(drawn, said, 1)
        self._notes.execute("UPDATE article SET input = ?, told = ?, said = ? WHERE id = ?",
                            (input_, told, json.dumps(said), id))
        self._notes["inputs"] = _added(self._notes["inputs"], id, input_, 1)
        drawn.retold.add(id)

    def _take_out(self, drawn: Drawn, id: str, *, replaced: bool = False) -> None:
        said, input_ = self._notes.execute("SELECT said, input FROM article WHERE id = ?", (id,)).fetchone()
        self._count(drawn, [tuple(one) for one in json.loads(said)], -1)
        self._notes["inputs"] = _added(self._notes["inputs"], id, input_, -1)
        if not replaced:  # else merging does it when the new one comes
            self._merging.remove(id)
            drawn.removed.add(id)

    def _count(self, drawn: Drawn, said: Iterable[tuple[str, ...]], by: int) -> None:
        """Counts what an article says of its entities, or takes it out of the counts."""
        for key, what, value in said:
            self._notes.execute("INSERT INTO named VALUES (?, ?, ?, ?) ON CONFLICT (entity, what, value) DO UPDATE SET "
                                "count = count + excluded.count", (key, what, value, by))
            if by < 0:
                self._notes.execute("DELETE FROM named WHERE entity = ? AND what = ? AND value = ? AND count <= 0",
                                    (key, what, value))
            drawn.entities.add(key)
            if what == "within":
                drawn.entities.add(value)

    def _settle(self, drawn: Drawn) -> None:
        """Merges, dates undated articles by their witnesses, and merges again until nothing moves."""
        self._merging.decide(self.decisions())
        doubtful = {id for id in drawn.retold if is_undated(self.extraction(id).article)}
        for round_ in range(_MOST_REDATINGS + 1):
            settled = self._merging.settle()
            for id, event in settled.before.items():
                if drawn.events.pop(id, None) is None:
                    drawn.was.setdefault(id, event)
            drawn.events |= settled.after
            drawn.dates |= settled.dates
            moved = {}
            for id in sorted(doubtful | settled.dates.keys()):
                article, dated = self.extraction(id).article, self._date_of(id)
                wanted = (article.dated(dated.published, "witnesses", dated.between) if dated
                          else article.dated(None, None))
                if wanted != article:
                    moved[id] = wanted
            if not moved or round_ == _MOST_REDATINGS:
                break
            for id, wanted in moved.items():
                self._take(drawn, self._annotator(wanted), None)
                drawn.reread.add(id)
            doubtful = set()

    def _date_of(self, id: str) -> ArticleDate | None:
        record = self._notes.one("SELECT record FROM dated WHERE article = ?", number_of(id))
        return from_plain(ArticleDate, json.loads(record)) if record else None

    # --- what is written ---

    def _graphs(self, drawn: Drawn) -> dict[str, Graph]:
        """The graphs of articles that read otherwise or whose events are others now, and of what is here no more."""
        graphs = {str(self._iris.concepts): concepts_graph(self._iris.base)}
        told = {ref.article for event in (*drawn.was.values(), *drawn.events.values()) for ref in event.mentions}
        for id in sorted((told | drawn.retold) - drawn.removed):
            number = number_of(id)
            events = dict(self._notes.rows("SELECT name, event FROM mention WHERE article = ? ORDER BY name", number))
            row = self._notes.execute("SELECT told, input FROM article WHERE number = ?", (number,)).fetchone()
            if row is None or (row[0] == _text(events) and id not in drawn.reread):
                continue
            graphs[str(self._iris.article(id))] = article_graph(
                self.extraction(id), events, self._iris.base, digest=row[1], model=self._annotator.settings.language)
            self._notes.execute("UPDATE article SET told = ? WHERE number = ?", (_text(events), number))
        lost = self._lost(drawn)
        if lost is not None:
            graphs[str(self._iris.removed)] = lost
        return graphs

    def _lost(self, drawn: Drawn) -> Graph | None:
        """What was here and is no more, as it stands now; None where that does not change."""
        gone: dict[URIRef, URIRef | None] = {
            self._iris.event(id): self._iris.event(now) if now else None
            for id, now in gone_events(drawn.was.values(), drawn.events.values()).items()}
        gone |= dict.fromkeys(self._iris.article(id) for id in drawn.removed)
        told = {key for key in drawn.entities if self._said_of(key) is not None}
        gone |= dict.fromkeys(self._iris.entity(key) for key in drawn.entities - told)
        known = self._store.graph(str(self._iris.removed))
        if not gone and not len(known):
            return None
        back = {self._iris.article(id) for id in drawn.retold}
        back |= {self._iris.event(id) for event in drawn.events.values() for id in (event.id, *event.also)}
        back |= {self._iris.entity(key) for key in told}
        return removed_graph(known, gone, back, datetime.now(UTC), self._iris.base)

    def _part(self, drawn: Drawn, events: Mapping[str, Event], *, whole: bool = False) -> Part:
        """What the graph of conclusions says of these events, and of the dates and entities that changed."""
        ids = {number: id for id in drawn.dates.keys() | drawn.retold for number in [number_of(id)]}
        dates = tuple(dated for _, id in sorted(ids.items()) if (dated := self._date_of(id)))
        refs = [ref for event in events.values() for ref in event.mentions]
        refs += [ref for dated in dates for pair in dated.witnesses for ref in pair]
        articles = {ref.article for ref in refs} | {dated.article for dated in dates}
        subjects = {str(self._iris.conclusions), *(str(self._iris.entity(key)) for key in drawn.entities)}
        if not whole:
            touched = [*events.values(), *drawn.was.values()]
            subjects |= {str(self._iris.event(id)) for event in touched for id in (event.id, *event.also)}
            subjects |= {str(self._iris.article(id)) for id in (*ids.values(), *drawn.removed)}
            # What was made anew and is as it was stands among the subjects, so it is written too.
            events = {**{id: event for id, event in drawn.events.items() if id in drawn.was}, **events}
            articles |= {ref.article for event in events.values() for ref in event.mentions}
        said = {key: about for key in drawn.entities if (about := self._said_of(key)) is not None}
        graph = conclusions_part(
            Conclusions(tuple(events.values()), dates), (self.extraction(id) for id in sorted(articles)), said,
            self._iris.base, names=self.place_names, digest=self._state(self._notes["inputs"] or "0"))
        return Part(subjects, graph)

    def _said_of(self, key: str) -> dict[str, dict[str, int]] | None:
        """What all articles say of an entity; nothing, where it only contains others, and None where it does not."""
        about: dict[str, dict[str, int]] = {}
        for what, value, count in self._notes.rows("SELECT what, value, count FROM named WHERE entity = ?", key):
            about.setdefault(what, {})[value] = count
        if about or self._notes.one("SELECT 1 FROM named WHERE what = 'within' AND value = ? LIMIT 1", key):
            return about
        return None

    def _note(self, drawn: Drawn, graphs: Mapping[str, Graph]) -> None:
        """Notes the state of the store after it was written."""
        told = {ref.article for event in (*drawn.was.values(), *drawn.events.values()) for ref in event.mentions}
        ids = {str(self._iris.article(id)): id for id in (drawn.retold | told) - drawn.removed}
        digests = self._store.graph_digests([*ids, str(self._iris.conclusions)])
        for iri, id in ids.items():
            self._notes.execute("UPDATE article SET digest = ? WHERE id = ?", (digests.get(iri), id))
        self._notes["conclusions"] = digests.get(str(self._iris.conclusions))
        self._notes["version"] = self._store.own_version

    def _note_state(self) -> None:
        self._notes["conclusions"] = self._store.graph_digests([str(self._iris.conclusions)]).get(
            str(self._iris.conclusions))
        self._notes["version"] = self._store.own_version

    def _inputs(self) -> dict[str, str]:
        return {row["id"]: row["digest"] for row in self._store.select(records.DIGESTS_QUERY)}

    def _state(self, inputs: str) -> str:
        """Changes with the articles (`inputs` is the sum over them) and the decisions that conclusions are drawn
        from."""
        decided = [to_plain(decision) for decision in self.decisions()]
        return hashlib.sha256(json.dumps([inputs, decided]).encode()).hexdigest()[:32]


def _sum_of(inputs: Mapping[str, str]) -> str:
    total = "0"
    for id, digest in inputs.items():
        total = _added(total, id, digest, 1)
    return total


def _added(total: str | None, id: str, digest: str, sign: int) -> str:
    """The sum over all articles with one put in or taken out."""
    number = int.from_bytes(hashlib.sha256(f"{id}\0{digest}".encode("utf-8", "surrogatepass")).digest()[:16], "big")
    return f"{(int(total or '0', 16) + sign * number) % 2**128:x}"


def _told_by(events: Iterable[Event]) -> dict[str, dict[str, str]]:
    """Article id → mention id → event id."""
    found: dict[str, dict[str, str]] = {}
    for event in events:
        for ref in event.mentions:
            found.setdefault(ref.article, {})[ref.mention] = event.id
    return found


def _text(events: Mapping[str, str]) -> str:
    return json.dumps(dict(sorted(events.items())))
