"""What the timeline index is filled with: its tables, and how events are put into them and taken out again.

The numbers of all events (`kb.timeline.columns`) are arrays that are sorted anew with each change, which takes a few
milliseconds for a hundred thousand events; the records and words change only for the events that do.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import islice
from typing import Any

from kb.timeline.columns import Columns, ColumnsBuilder
from kb.timeline.event import PRECISIONS, TimelineEvent, TimelineParticipant, TimelinePlace

#: Changes when the tables do; an index of another shape is thrown away and filled again.
SHAPE = 4
#: Events that are written at a time.
CHUNK = 1000

_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE event (number INTEGER PRIMARY KEY, id TEXT UNIQUE NOT NULL, record TEXT NOT NULL);
CREATE TABLE value (number INTEGER PRIMARY KEY, kind TEXT NOT NULL, value TEXT NOT NULL, label TEXT NOT NULL,
                    latitude REAL, longitude REAL);
CREATE TABLE told (article TEXT, event INTEGER, PRIMARY KEY (article, event)) WITHOUT ROWID;
CREATE TABLE column (name TEXT PRIMARY KEY, type TEXT NOT NULL, data BLOB NOT NULL);
CREATE VIRTUAL TABLE words USING fts5(label, names, text, content='',
    tokenize="porter unicode61 remove_diacritics 2");
"""


def clear(connection: sqlite3.Connection) -> None:
    """Empties the tables."""
    for table in ("event", "value", "told", "column", "meta"):
        connection.execute(f"DELETE FROM {table}")
    connection.execute("INSERT INTO words (words) VALUES ('delete-all')")


def change(connection: sqlite3.Connection, events: Iterable[TimelineEvent], gone: Iterable[str],
           names: Mapping[str, str]) -> None:
    """Puts in events that are new or changed, and takes out those with the ids of `gone`."""
    stored = connection.execute("SELECT name, type, data FROM column").fetchall()
    known = connection.execute("SELECT kind, value FROM value ORDER BY number").fetchall()
    builder, labels = ColumnsBuilder(Columns.read(stored) if stored else None, known), Labels(names)
    (last,) = connection.execute("SELECT coalesce(max(number), 0) FROM event").fetchone()
    for id in gone:
        builder.leave_out(_take_out(connection, id))
    coming = iter(events)
    while chunk := list(islice(coming, CHUNK)):
        rows = []
        for event in chunk:
            number = _take_out(connection, event.id) if stored else None
            builder.leave_out(number)
            if number is None:
                last += 1
                number = last
            rows.append((number, event))
            builder.add(number, event, labels.of(event))
        connection.executemany("INSERT INTO event VALUES (?, ?, ?)",
                               [(number, event.id, _to_record(event)) for number, event in rows])
        connection.executemany("INSERT INTO words (rowid, label, names, text) VALUES (?, ?, ?, ?)",
                               [_words(number, event) for number, event in rows])
        connection.executemany("INSERT INTO told VALUES (?, ?)",
                               [(article, number) for number, event in rows for article in event.articles])
    connection.executemany("INSERT INTO value VALUES (?, ?, ?, ?, ?, ?)", labels.rows(builder.values(), len(known)))
    connection.executemany("INSERT OR REPLACE INTO column VALUES (?, ?, ?)", builder.build().stored())


def _take_out(connection: sqlite3.Connection, id: str) -> int | None:
    """Gives the number that the event had, None if it was not there."""
    row = connection.execute("SELECT number, record FROM event WHERE id = ?", (id,)).fetchone()
    if row is None:
        return None
    number, event = int(row[0]), event_of(row[1])
    connection.execute("DELETE FROM event WHERE number = ?", (number,))
    connection.execute("INSERT INTO words (words, rowid, label, names, text) VALUES ('delete', ?, ?, ?, ?)",
                       _words(number, event))
    connection.executemany("DELETE FROM told WHERE article = ? AND event = ?",
                           [(article, number) for article in event.articles])
    return number


class Labels:
    """Collects what events can be filtered by, with the words for it."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names
        self._labels: dict[tuple[str, str], str] = {}
        self._coordinates: dict[str, tuple[float, float]] = {}

    def of(self, event: TimelineEvent) -> list[tuple[str, str]]:
        """What the event can be filtered by, as (kind, value)."""
        band, band_label = event.independent_band
        found = {("type", event.type): event.type_label, ("certainty", event.certainty): event.certainty,
                 ("precision", event.precision): PRECISIONS[event.precision], ("independent", band): band_label}
        found |= {("source", source): source for source in event.sources}
        found |= {("entity", who.key): who.name for who in event.participants if who.key}
        for place in event.places:
            if place.key:
                found["place", place.key] = found["spot", place.key] = place.name
                if place.coordinates:
                    self._coordinates[place.key] = place.coordinates
        self._labels |= found
        containers = {("place", key) for place in event.places for key in place.containers} - found.keys()
        for container in containers:  # its name comes from an event that names it; until then the key must do
            self._labels.setdefault(container, self._names.get(container[1]) or _name_of(container[1]))
        return [*found, *sorted(containers)]

    def rows(self, values: list[tuple[str, str]], begin: int) -> Iterator[tuple[Any, ...]]:
        """The rows of the table of values, numbered from 0; those before `begin` are there."""
        for number, (kind, value) in enumerate(values[begin:], begin):
            coordinates = self._coordinates.get(value) if kind == "spot" else None
            yield number, kind, value, self._labels[kind, value], *(coordinates or (None, None))


def create(connection: sqlite3.Connection) -> None:
    """Makes the tables, in the place of those of another shape."""
    names = [row[0] for row in connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")]
    for name in sorted(names, key=lambda name: name != "words"):  # its shadow tables go with it
        connection.execute(f"DROP TABLE IF EXISTS {name}")
    connection.executescript(f"BEGIN; {_TABLES} PRAGMA user_version = {SHAPE}; COMMIT;")


def _words(number: int, event: TimelineEvent) -> tuple[Any, ...]:
    names = [event.type_label, *event.sources, *(who.name for who in event.participants),
             *(place.name for place in event.places)]
    return number, event.label, " \n ".join(names), event.text


def _name_of(key: str) -> str:
    return key.rpartition("/")[2].replace("-", " ").title()


def _to_record(event: TimelineEvent) -> str:
    return json.dumps(_plain(event), default=_plain, ensure_ascii=False)


def _plain(value: Any) -> Any:
    """A day as text, a dataclass as its fields (`asdict` would copy all that is in them first)."""
    if isinstance(value, date):
        return value.isoformat()
    return {name: getattr(value, name) for name in value.__slots__}


def event_of(record: str) -> TimelineEvent:
    """The event that a row holds."""
    data = json.loads(record)
    for bound in ("earliest", "latest", "reported", "likely"):
        data[bound] = date.fromisoformat(data[bound]) if data[bound] else None
    data["participants"] = tuple(TimelineParticipant(**who) for who in data["participants"])
    data["places"] = tuple(
        TimelinePlace(**place | {"containers": tuple(place["containers"]),
                                 "coordinates": place["coordinates"] and tuple(place["coordinates"])})
        for place in data["places"])
    for many in ("sources", "articles", "voices"):
        data[many] = tuple(data[many])
    return TimelineEvent(**data)
