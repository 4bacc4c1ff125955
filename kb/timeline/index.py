"""The timeline index: windows, histograms, facets and search in milliseconds.

Derived from the store and never the truth: it carries the version of the store it was made from, and can be
deleted and filled again at any time. It is one SQLite database, a file or in memory.
"""

from __future__ import annotations

import json
import re
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from kb.errors import StoreError
from kb.timeline.bins import bin_granularity, fill_bins
from kb.timeline.event import TimelineEvent, TimelineParticipant, TimelinePlace
from kb.timeline.query import FACET_KINDS, FacetKind, FacetValue, TimelinePage, TimelineQuery

#: Changes when the tables do; an index of another shape is thrown away and filled again.
SHAPE = 2
#: Events that are written at a time.
CHUNK = 1000
#: Values a facet lists at most; the selected ones are always among them.
FACET_LIMIT = 25

#: Days are kept as ordinals (`date.toordinal`); an open bound lies beyond any day, so that windows need no
#: special case for it. `day` is where the event stands in the order: its begin, where that is open its end.
_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE event (
    number INTEGER PRIMARY KEY, id TEXT UNIQUE NOT NULL, earliest INTEGER NOT NULL, latest INTEGER NOT NULL,
    day INTEGER, width INTEGER NOT NULL, salient INTEGER NOT NULL, record TEXT NOT NULL);
CREATE INDEX event_window ON event (salient, earliest, latest);
CREATE INDEX event_order ON event (day, width, number);
CREATE TABLE value (kind TEXT, value TEXT, event INTEGER, PRIMARY KEY (kind, value, event)) WITHOUT ROWID;
CREATE INDEX value_event ON value (event, kind);
CREATE TABLE label (kind TEXT, value TEXT, label TEXT, PRIMARY KEY (kind, value)) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5(label, names, text, content='',
    tokenize="porter unicode61 remove_diacritics 2");
"""
_OPEN_BEGIN, _OPEN_END = 0, date.max.toordinal() + 1
_MATCHED = "number IN (SELECT number FROM matched)"
_WORD = re.compile(r"\w+")


class TimelineIndex:
    """Rows of events behind windows, filters and words. Safe to use from several threads."""

    def __init__(self, path: Path | str = ":memory:") -> None:
        """Opens the index at `path` (":memory:" for one that lives as long as the object). A file that is
        broken or of another shape is emptied: `is_current` then says False and the owner fills it.

        Raises StoreError when the file can't be opened or written.
        """
        self._lock = threading.Lock()
        try:
            self._connection = self._open(path)
        except sqlite3.OperationalError as error:  # no rights, no room, locked: nothing that deleting mends
            raise StoreError(f"{path}: the timeline index can't be opened ({error}); "
                             "check the rights and the free space of its folder") from error
        except sqlite3.DatabaseError:
            for suffix in ("", "-wal", "-shm"):
                Path(f"{path}{suffix}").unlink(missing_ok=True)
            self._connection = self._open(path)

    def _open(self, path: Path | str) -> sqlite3.Connection:
        connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None, timeout=30)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            (shape,) = connection.execute("PRAGMA user_version").fetchone()
            if shape != SHAPE:
                _create(connection)
        except sqlite3.DatabaseError:
            connection.close()
            raise
        return connection

    def close(self) -> None:
        with self._lock:
            self._connection.close()

    def is_current(self, version: str) -> bool:
        """Whether the index was filled from this version of the store."""
        return self.version == version

    @property
    def version(self) -> str | None:
        """The version of the store that the index was filled from, None for an empty index."""
        with self._lock:
            row = self._connection.execute("SELECT value FROM meta WHERE key = 'version'").fetchone()
        return row[0] if row else None

    def replace(self, events: Iterable[TimelineEvent], version: str) -> None:
        """Fills the index anew, in one transaction: readers see the old rows or the new ones."""
        with self._lock, self._transaction() as connection:
            for table in ("event", "value", "label", "meta"):
                connection.execute(f"DELETE FROM {table}")
            connection.execute("INSERT INTO words (words) VALUES ('delete-all')")
            labels: dict[tuple[str, str], str] = {}
            numbered = enumerate(events, start=1)
            while chunk := list(islice(numbered, CHUNK)):
                connection.executemany("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                                       [_row(number, event) for number, event in chunk])
                connection.executemany("INSERT INTO words (rowid, label, names, text) VALUES (?, ?, ?, ?)",
                                       [_words(number, event) for number, event in chunk])
                connection.executemany(
                    "INSERT OR IGNORE INTO value VALUES (?, ?, ?)",
                    [(kind, value, number) for number, event in chunk for kind, value in _values(event, labels)])
            connection.executemany("INSERT INTO label VALUES (?, ?, ?)",
                                   [(kind, value, label) for (kind, value), label in labels.items()])
            connection.execute("INSERT INTO meta VALUES ('version', ?)", (version,))

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield self._connection
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")

    def event(self, id: str) -> TimelineEvent | None:
        """The event with this id, None if there is none."""
        with self._lock:
            row = self._connection.execute("SELECT record FROM event WHERE id = ?", (id,)).fetchone()
        return _from_record(row[0]) if row else None

    def ids(self, start: str) -> list[str]:
        """The ids of the events that begin with these characters, in order."""
        with self._lock:
            rows = self._connection.execute("SELECT id FROM event WHERE substr(id, 1, ?) = ? ORDER BY id",
                                            (len(start), start))
            return [row[0] for row in rows]

    def neighbours(self, id: str,
                   count: int = 3) -> tuple[tuple[TimelineEvent, ...], tuple[TimelineEvent, ...]]:
        """The salient events right before and right after the given one in the order of the timeline."""
        with self._lock:
            here = self._connection.execute(
                "SELECT day, width, number FROM event WHERE id = ?", (id,)).fetchone()
            if here is None or here[0] is None:
                return (), ()
            before, after = (self._connection.execute(
                f"""SELECT record FROM event
                    WHERE salient AND day IS NOT NULL AND (day, width, number) {side} (?, ?, ?)
                    ORDER BY day {order}, width {order}, number {order} LIMIT ?""",
                (*here, count)).fetchall() for side, order in (("<", "DESC"), (">", "ASC")))
        return (tuple(_from_record(row[0]) for row in reversed(before)),
                tuple(_from_record(row[0]) for row in after))

    def labels(self, kind: FacetKind) -> dict[str, str]:
        """The values of a kind that occur, with their labels."""
        with self._lock:
            return dict(self._connection.execute("SELECT value, label FROM label WHERE kind = ?", (kind,)))

    def window(self, query: TimelineQuery) -> TimelinePage:
        """The events that can overlap the window and pass the filters, with figures about all of them.

        An event is in the window if its interval can overlap it, an open end reaching as far as need be. In
        the bins an event counts in each that it touches; an open end is cut off at the known one (else what
        is only known to be over would fill all of the past), and what touches more bins than
        `kb.timeline.bins.WIDEST` is counted apart as `wide`. A facet's counts leave out its own filter, so
        that they tell what choosing another value would give; entities, which narrow each other, keep it.
        """
        with self._lock:
            if query.words and not _WORD.search(query.words):
                return self._nothing(query)
            where, arguments = _conditions(query)
            undated = self._count(f"{where} AND day IS NULL", arguments)
            in_window, window = _window(query)
            self._match(f"{where} AND {in_window}", [*arguments, *window])
            total = self._count(_MATCHED, [])
            rows = self._connection.execute(
                f"""SELECT record FROM event WHERE {_MATCHED}
                    ORDER BY day IS NULL, day, width, number LIMIT ? OFFSET ?""",
                (query.limit, query.offset)).fetchall()
            spans = self._connection.execute(
                f"""SELECT CASE WHEN earliest = {_OPEN_BEGIN} THEN latest ELSE earliest END,
                           CASE WHEN latest = {_OPEN_END} THEN earliest ELSE latest END, count(*)
                    FROM event WHERE {_MATCHED} AND day IS NOT NULL GROUP BY 1, 2""").fetchall()
            facets = self._facets(query)
            extent = self._extent()
        begin = query.begin or (date.fromordinal(min(span[0] for span in spans)) if spans else None)
        end = query.end or (date.fromordinal(max(span[1] for span in spans)) if spans else None)
        granularity = bin_granularity(begin, end, query.granularity)
        bins, wide = fill_bins(spans, granularity, query.begin, query.end)
        return TimelinePage(query=query, events=tuple(_from_record(row[0]) for row in rows), total=total,
                            undated=undated, granularity=granularity, bins=bins, wide=wide, facets=facets,
                            extent=extent)

    def _nothing(self, query: TimelineQuery) -> TimelinePage:
        return TimelinePage(query=query, events=(), total=0, undated=0,
                            granularity=bin_granularity(query.begin, query.end, query.granularity), bins=(),
                            wide=0, facets=dict.fromkeys(FACET_KINDS, ()), extent=self._extent())

    def _count(self, where: str, arguments: list[Any]) -> int:
        (count,) = self._connection.execute(f"SELECT count(*) FROM event WHERE {where}", arguments).fetchone()
        return int(count)

    def _extent(self) -> tuple[date, date] | None:
        first, last = self._connection.execute(
            f"""SELECT min(CASE WHEN earliest = {_OPEN_BEGIN} THEN latest ELSE earliest END),
                       max(CASE WHEN latest = {_OPEN_END} THEN earliest ELSE latest END)
                FROM event WHERE day IS NOT NULL""").fetchone()
        return (date.fromordinal(first), date.fromordinal(last)) if first else None

    def _match(self, where: str, arguments: list[Any]) -> None:
        """Puts the numbers of the events that match into the table `matched`."""
        self._connection.execute("CREATE TEMP TABLE IF NOT EXISTS matched (number INTEGER PRIMARY KEY)")
        self._connection.execute("DELETE FROM matched")
        self._connection.execute(f"INSERT INTO matched SELECT number FROM event WHERE {where}", arguments)

    def _facets(self, query: TimelineQuery) -> dict[FacetKind, tuple[FacetValue, ...]]:
        """The facets of the events matched; those with a filter of their own match anew without it."""
        facets: dict[FacetKind, tuple[FacetValue, ...]] = {}
        own = [kind for kind in FACET_KINDS if kind != "entity" and getattr(query, _FILTERS[kind])]
        for kind in sorted(FACET_KINDS, key=own.__contains__):
            if kind in own:
                where, arguments = _conditions(query, leave_out=kind)
                in_window, window = _window(query)
                self._match(f"{where} AND {in_window}", [*arguments, *window])
            facets[kind] = self._facet(kind, set(getattr(query, _FILTERS[kind])))
        return {kind: facets[kind] for kind in FACET_KINDS}

    def _facet(self, kind: FacetKind, chosen: set[str]) -> tuple[FacetValue, ...]:
        rows = self._connection.execute(
            """SELECT counted.value, label.label, counted.events
               FROM (SELECT value, count(*) AS events FROM value
                     WHERE kind = ? AND event IN (SELECT number FROM matched) GROUP BY value) AS counted
                    JOIN label ON label.kind = ? AND label.value = counted.value
               ORDER BY counted.events DESC, label.label COLLATE NOCASE, counted.value""",
            (kind, kind)).fetchall()
        return tuple(FacetValue(*row) for place, row in enumerate(rows)
                     if place < FACET_LIMIT or row[0] in chosen)


#: The attribute of the query that holds the filter of a kind.
_FILTERS = {"type": "types", "entity": "entities", "place": "places", "source": "sources",
            "certainty": "certainties", "article": "articles"}


def _create(connection: sqlite3.Connection) -> None:
    names = [row[0] for row in connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")]
    for name in sorted(names, key=lambda name: name != "words"):  # its shadow tables go with it
        connection.execute(f"DROP TABLE IF EXISTS {name}")
    connection.executescript(f"BEGIN; {_TABLES} PRAGMA user_version = {SHAPE}; COMMIT;")


def _row(number: int, event: TimelineEvent) -> tuple[Any, ...]:
    earliest = event.earliest.toordinal() if event.earliest else _OPEN_BEGIN
    latest = event.latest.toordinal() if event.latest else _OPEN_END
    day = event.earliest or event.latest
    return (number, event.id, earliest, latest, day.toordinal() if day else None, latest - earliest,
            event.salient, _to_record(event))


def _words(number: int, event: TimelineEvent) -> tuple[Any, ...]:
    names = [event.type_label, *event.sources, *(who.name for who in event.participants),
             *(place.name for place in event.places)]
    return number, event.label, " \n ".join(names), event.text


def _values(event: TimelineEvent, labels: dict[tuple[str, str], str]) -> list[tuple[str, str]]:
    """What the event can be filtered by, as (kind, value); their labels are added to `labels`."""
    found = {("type", event.type): event.type_label, ("certainty", event.certainty): event.certainty}
    found |= {("source", source): source for source in event.sources}
    found |= {("article", article): article for article in event.articles}
    found |= {("entity", who.key): who.name for who in event.participants if who.key}
    found |= {("place", place.key): place.name for place in event.places if place.key}
    labels |= found
    containers = [("place", key) for place in event.places for key in place.containers]
    for container in containers:  # its own name comes from an event that names it; until then its key must do
        labels.setdefault(container, _name_of(container[1]))
    return [*found, *containers]


def _conditions(query: TimelineQuery, leave_out: str | None = None) -> tuple[str, list[Any]]:
    """The filters as SQL over `event`, with its arguments; `leave_out` names a kind to disregard."""
    parts, arguments = ["1"], []
    if not query.details:
        parts.append("salient = 1")
    for kind, attribute in _FILTERS.items():
        values = getattr(query, attribute)
        if not values or kind == leave_out:
            continue
        if kind == "entity":
            for value in values:
                parts.append("number IN (SELECT event FROM value "
                             "WHERE kind IN ('entity', 'place') AND value = ?)")
                arguments.append(value)
        else:
            marks = ", ".join("?" * len(values))
            parts.append(f"number IN (SELECT event FROM value WHERE kind = ? AND value IN ({marks}))")
            arguments += [kind, *values]
    if query.words:
        parts.append("number IN (SELECT rowid FROM words WHERE words MATCH ?)")
        arguments.append(_fts_query(query.words))
    return " AND ".join(parts), arguments


def _window(query: TimelineQuery) -> tuple[str, list[int]]:
    """The window as SQL over `event`, with its arguments; what has no date is in no window but the open one."""
    parts, arguments = ["day IS NOT NULL" if query.begin or query.end else "1"], []
    if query.begin:
        parts.append("latest >= ?")
        arguments.append(query.begin.toordinal())
    if query.end:
        parts.append("earliest <= ?")
        arguments.append(query.end.toordinal())
    return " AND ".join(parts), arguments


def _fts_query(words: str) -> str:
    """What a person typed as an FTS5 query: every word quoted, so that nothing in it is an operator."""
    return " ".join(f'"{word}"' for word in _WORD.findall(words)) + "*"


def _name_of(key: str) -> str:
    return key.rpartition("/")[2].replace("-", " ").title()


def _to_record(event: TimelineEvent) -> str:
    return json.dumps(asdict(event), default=lambda day: day.isoformat(), ensure_ascii=False)


def _from_record(record: str) -> TimelineEvent:
    data = json.loads(record)
    for bound in ("earliest", "latest"):
        data[bound] = date.fromisoformat(data[bound]) if data[bound] else None
    data["participants"] = tuple(TimelineParticipant(**who) for who in data["participants"])
    data["places"] = tuple(
        TimelinePlace(**place | {"containers": tuple(place["containers"]),
                                 "coordinates": place["coordinates"] and tuple(place["coordinates"])})
        for place in data["places"])
    for many in ("sources", "articles", "voices"):
        data[many] = tuple(data[many])
    return TimelineEvent(**data)
