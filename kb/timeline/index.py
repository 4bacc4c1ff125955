"""The timeline index: windows, histograms, facets and search in milliseconds, also over a million events.

Derived from the store and never the truth: it carries the version of the store it was made from, and can be
deleted and filled again at any time. It is one SQLite database, a file or in memory: the events' records and words
are its tables, and the numbers that windows, counts and filters need (`kb.timeline.columns`) lie in it as arrays,
which are read once and then answer from memory.
"""

from __future__ import annotations

import re
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TypeVar

import numpy as np

from kb.errors import StoreError
from kb.timeline import filling
from kb.timeline.bins import bin_granularity, densest, fill_bins
from kb.timeline.columns import OPEN_END, Columns, ColumnsBuilder, Ints
from kb.timeline.counting import Value, Values, counted
from kb.timeline.event import PRECISIONS, TimelineEvent
from kb.timeline.matching import FILTERS, Matching, Ranks, mask_of, thinned
from kb.timeline.query import FACET_KINDS, FacetKind, FacetValue, Lane, Lanes, TimelinePage, TimelineQuery

#: Values a facet lists at most; the selected ones are always among them.
FACET_LIMIT = 25
#: Places on the map at most.
SPOT_LIMIT = 150
#: Answers that are remembered of each kind: a person who moves a window asks about all of time each time, and everybody
#: begins with the same first view.
REMEMBERED = 64

#: Bytes of the file that are read as memory: single rows out of a large file then cost no call of the system.
MAPPED = 2**31

#: The share of the events that a first look shows when no window was asked for.
DENSE = 0.8
#: Events that are sorted into lanes at most; of more, the lightest in each part of the window are left out first.
MOST_SORTED = 20_000

_Asked = TypeVar("_Asked")
_Answer = TypeVar("_Answer")
_WORD = re.compile(r"\w+")
_SELECT_VERSION = "SELECT value FROM meta WHERE key = 'version'"


@dataclass(frozen=True, slots=True)
class _Contents:
    """What is kept in memory of one version of the index."""

    version: str | None
    columns: Columns
    values: Values
    ranks: Ints
    """The rank of each event by its number."""
    extent: tuple[date, date] | None
    reports: tuple[date, date] | None
    whole: dict[TimelineQuery, TimelinePage]
    """Answers about all of time, without their lists."""
    pages: dict[TimelineQuery, TimelinePage]
    drawn: dict[tuple[TimelineQuery, str | None, int, int], Lanes]


class TimelineIndex:
    """Rows of events behind windows, filters and words. Safe to use from several threads."""

    def __init__(self, path: Path | str = ":memory:") -> None:
        """Opens the index at `path` (":memory:" for one that lives as long as the object). A file that is
        broken or of another shape is emptied: `is_current` then says False and the owner fills it.

        Raises StoreError when the file can't be opened or written.
        """
        self._lock = threading.Lock()
        self._contents: _Contents | None = None
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
            connection.execute(f"PRAGMA mmap_size = {MAPPED}")
            (shape,) = connection.execute("PRAGMA user_version").fetchone()
            if shape != filling.SHAPE:
                filling.create(connection)
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
            return self._version()

    def _version(self) -> str | None:
        row = self._connection.execute(_SELECT_VERSION).fetchone()
        return row[0] if row else None

    def replace(self, events: Iterable[TimelineEvent], version: str,
                names: Mapping[str, str] | None = None) -> None:
        """Fills the index anew, in one transaction: readers see the old rows or the new ones. `names` has the names
        of places by their keys, for those that only contain others and that no event names."""
        with self._lock, self._transaction() as connection:
            filling.clear(connection)
            filling.change(connection, events, (), names or {})
            connection.execute("INSERT INTO meta VALUES ('version', ?)", (version,))

    def update(self, events: Iterable[TimelineEvent], gone: Iterable[str], version: str,
               names: Mapping[str, str] | None = None) -> None:
        """Puts in events that are new or changed, and takes out those with these ids, in one transaction."""
        with self._lock, self._transaction() as connection:
            filling.change(connection, events, gone, names or {})
            connection.execute("INSERT OR REPLACE INTO meta VALUES ('version', ?)", (version,))

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
        return filling.event_of(row[0]) if row else None

    def ids(self, start: str) -> list[str]:
        """The ids of the events that begin with these characters, in order."""
        with self._lock:
            rows = self._connection.execute("SELECT id FROM event WHERE id >= ? AND substr(id, 1, ?) = ? ORDER BY id",
                                            (start, len(start), start))
            return [row[0] for row in rows]

    def neighbours(self, id: str,
                   count: int = 3) -> tuple[tuple[TimelineEvent, ...], tuple[TimelineEvent, ...]]:
        """The salient events right before and right after the given one in the order of the timeline."""
        contents = self._loaded()
        with self._lock:
            row = self._connection.execute("SELECT number FROM event WHERE id = ?", (id,)).fetchone()
        dated = contents.columns.dated
        if row is None or contents.ranks[row[0]] >= dated:
            return (), ()
        here = int(contents.ranks[row[0]])
        salient = np.flatnonzero(contents.columns.salient[:dated])
        at = int(np.searchsorted(salient, here))
        after = at + (at < len(salient) and salient[at] == here)
        return (self._events(contents, salient[max(0, at - count):at]),
                self._events(contents, salient[after:after + count]))

    def labels(self, kind: FacetKind) -> dict[str, str]:
        """The values of a kind that occur, with their labels."""
        contents = self._loaded()
        counts = np.diff(contents.columns.holders)
        return {value.value: value.label for value, count in zip(contents.values.all, counts, strict=True)
                if value.kind == kind and count}

    def frequencies(self, kind: FacetKind) -> dict[str, int]:
        """How many events have each value of a kind, those that are not salient among them."""
        contents = self._loaded()
        counts = np.diff(contents.columns.holders)
        return {value.value: int(count) for value, count in zip(contents.values.all, counts, strict=True)
                if value.kind == kind and count}

    def window(self, query: TimelineQuery) -> TimelinePage:
        """The events that can overlap the window and pass the filters, with figures about all of them.

        An event is in the window if its interval can overlap it, an open end reaching as far as need be (unless
        the query leaves out what is only `possible`). In the bins an event counts in each that it touches; an open
        end is cut off at the known one (else what is only known to be over would fill all of the past), and what
        touches more bins than `kb.timeline.bins.WIDEST` is counted apart as `wide`. A facet's counts leave out its
        own filter, so that they tell what choosing another value would give; entities, which narrow each other,
        keep it.
        """
        contents = self._loaded()
        return (contents.pages.get(query) or contents.whole.get(query)
                or _remember(contents.pages, query, self._answer(contents, query)))

    def _answer(self, contents: _Contents, query: TimelineQuery) -> TimelinePage:
        about = replace(query, limit=0, offset=0)
        page = contents.whole.get(about)
        if page and not query.limit:
            return replace(page, query=query)
        matching = self._matching(contents, query)
        if matching is None:
            return self._nothing(contents, query)
        mask = matching.everywhen()
        ranks = matching.inside(mask)
        events = self._events(contents, ranks[query.offset:query.offset + query.limit])
        if page is None:
            undated = int(np.count_nonzero(mask[contents.columns.dated:]))
            other = matching.count(mask, possible=not query.possible) if query.begin or query.end else len(ranks)
            page = self._about(contents, query, matching, ranks, undated, abs(len(ranks) - other))
            if query.begin is None and query.end is None:
                _remember(contents.whole, about, page)
        return replace(page, query=query, events=events)

    def _about(self, contents: _Contents, query: TimelineQuery, matching: Matching, ranks: Ranks, undated: int,
               possible: int) -> TimelinePage:
        """The answer without its list of events."""
        columns = contents.columns
        days = ranks[:np.searchsorted(ranks, columns.dated)]
        begin = query.begin or (date.fromordinal(int(columns.first[days[0]])) if len(days) else None)
        end = query.end or (date.fromordinal(int(columns.last[days].max())) if len(days) else None)
        granularity = bin_granularity(begin, end, query.granularity)
        first, last = ((columns.first[days], columns.last[days]) if granularity == "day" else
                       (columns.first_month[days], columns.last_month[days]))
        if granularity == "year":
            first, last = first // 12, last // 12
        bins, wide = fill_bins(first, last, granularity, query.begin, query.end)
        counts, approximate = counted(columns, ranks)
        facets: dict[FacetKind, tuple[FacetValue, ...]] = {}
        for kind in FACET_KINDS:
            of_kind = counts
            if kind in matching.own and kind != "entity":
                of_kind, estimated = counted(columns, matching.inside(matching.everywhen(leave_out=kind)))
                approximate |= estimated
            facets[kind] = contents.values.facet(kind, of_kind, FACET_LIMIT, getattr(query, FILTERS[kind]))
        facets["precision"] = _in_order(facets["precision"])
        facets["independent"] = tuple(sorted(facets["independent"], key=lambda value: value.value))
        dense = densest(columns.first[days], DENSE)
        return TimelinePage(query=query, events=(), total=len(ranks), undated=undated, possible=possible, dense=dense,
                            granularity=granularity, bins=bins, wide=wide, facets=facets, approximate=approximate,
                            spots=contents.values.spots(counts, SPOT_LIMIT), reports=contents.reports,
                            extent=contents.extent)

    def _nothing(self, contents: _Contents, query: TimelineQuery) -> TimelinePage:
        return TimelinePage(query=query, events=(), total=0, undated=0, possible=0, dense=None,
                            granularity=bin_granularity(query.begin, query.end, query.granularity), bins=(),
                            wide=0, facets=dict.fromkeys(FACET_KINDS, ()), approximate=False, spots=(),
                            reports=contents.reports, extent=contents.extent)

    def undated(self, query: TimelineQuery) -> tuple[TimelineEvent, ...]:
        """The first `limit` events that pass the filters and have no date at all."""
        contents = self._loaded()
        matching = self._matching(contents, query)
        if matching is None:
            return ()
        dated = contents.columns.dated
        return self._events(contents, dated + np.flatnonzero(matching.everywhen()[dated:])[:query.limit])

    def lanes(self, query: TimelineQuery, by: str | None, *, lanes: int, marks: int) -> Lanes:
        """The events of the window to draw: at most `marks`, spread over the window and over at most `lanes` lanes,
        one for each of the most frequent values of a kind (of `kb.timeline.columns.KINDS`) and one for the rest; a
        single one where `by` is None. An event that has two of the values stands in both lanes. As many days before
        and after the window are covered more thinly, so that there is something to see while it moves. The window
        must have both ends; an event is in it where its known days are.
        """
        contents = self._loaded()
        asked = query, by, lanes, marks
        return contents.drawn.get(asked) or _remember(contents.drawn, asked, self._lanes(contents, *asked))

    def _lanes(self, contents: _Contents, query: TimelineQuery, by: str | None, lanes: int, marks: int) -> Lanes:
        matching = self._matching(contents, query)
        if matching is None or query.begin is None or query.end is None:
            return Lanes((), 0, 0)
        columns, mask = contents.columns, matching.everywhen()
        every = matching.inside(mask, possible=False)
        inside = thinned(every, columns, query.begin.toordinal(), query.end.toordinal(), MOST_SORTED)
        margin = query.end - query.begin
        around = [_without(matching.inside(mask, possible=False, window=window), every) for window in (
            (_moved(query.begin, -margin.days - 1), _moved(query.begin, -1)),
            (_moved(query.end, 1), _moved(query.end, margin.days + 1)))]
        top: list[int] = []
        if by:
            counts, approximate = counted(columns, every)
            top = contents.values.most_frequent(by, counts, lanes)
        share = max(1, marks // (len(top) + 1))
        covered = np.zeros(len(columns), dtype=bool)
        found: list[Lane] = []
        for number in top:
            having = mask_of(columns, columns.having(number))
            covered |= having
            value = contents.values.all[number]
            parts = [some[having[some]] for some in (inside, *around)]
            found.append(Lane(value.value, value.label, int(counts[number]), approximate,
                              self._drawn(contents, query, parts, share)))
        rest = [some[~covered[some]] for some in (inside, *around)]
        if len(rest[0]) or not found:
            found.append(Lane(None, "", len(every) - int(np.count_nonzero(covered[every])), False,
                              self._drawn(contents, query, rest, share)))
        dated = mask[:columns.dated]
        return Lanes(tuple(found),
                     earlier=int(np.count_nonzero(dated & (columns.last[:columns.dated] < query.begin.toordinal()))),
                     later=int(np.count_nonzero(dated & (columns.first[:columns.dated] > query.end.toordinal()))))

    def _drawn(self, contents: _Contents, query: TimelineQuery, parts: list[Ranks],
               marks: int) -> tuple[TimelineEvent, ...]:
        """The events of a lane: of the window, and of the days before and after it."""
        assert query.begin and query.end
        begin, end = query.begin.toordinal(), query.end.toordinal()
        margin = end - begin + 1
        ranks = np.concatenate([
            thinned(parts[1], contents.columns, begin - margin, begin - 1, marks // 5),
            thinned(parts[0], contents.columns, begin, end, marks),
            thinned(parts[2], contents.columns, end + 1, end + margin, marks // 5)])
        return self._events(contents, ranks)

    def _matching(self, contents: _Contents, query: TimelineQuery) -> Matching | None:
        """The filters of the question, None if no word that was typed can be searched for."""
        found = []
        if query.words:
            if not _WORD.search(query.words):
                return None
            found.append(self._numbers(contents, "SELECT group_concat(rowid) FROM words WHERE words MATCH ?",
                                       (_fts_query(query.words),)))
        if query.articles:
            marks = ", ".join("?" * len(query.articles))
            found.append(self._numbers(contents, f"SELECT group_concat(event) FROM told WHERE article IN ({marks})",
                                       query.articles))
        return Matching(contents.columns, contents.values.numbers, query, found)

    def _numbers(self, contents: _Contents, select: str, arguments: tuple[str, ...]) -> Ranks:
        """The ranks of the events whose numbers a query gives as one text: rows would take ten times as long."""
        with self._lock:
            (numbers,) = self._connection.execute(select, arguments).fetchone()
        return contents.ranks[np.fromstring(numbers or "", dtype=np.int64, sep=",")].astype(np.intp)

    def _events(self, contents: _Contents, ranks: Ranks) -> tuple[TimelineEvent, ...]:
        """The events of these ranks, in the same order."""
        numbers = [int(number) for number in contents.columns.number[ranks]]
        marks = ", ".join("?" * len(numbers))
        with self._lock:
            records = dict(self._connection.execute(f"SELECT number, record FROM event WHERE number IN ({marks})",
                                                    numbers))
        return tuple(filling.event_of(records[number]) for number in numbers if number in records)

    def _loaded(self) -> _Contents:
        """What is kept in memory, read anew when another filling took its place."""
        with self._lock:
            version = self._version()
            if self._contents is None or self._contents.version != version:
                self._contents = self._load(version)
            return self._contents

    def _load(self, version: str | None) -> _Contents:
        stored = self._connection.execute("SELECT name, type, data FROM column").fetchall()
        columns = Columns.read(stored) if stored else ColumnsBuilder().build()
        rows = self._connection.execute("SELECT kind, value, label, latitude, longitude FROM value ORDER BY number")
        ranks = np.zeros(int(columns.number.max(initial=0)) + 1, dtype=np.int32)
        ranks[columns.number] = np.arange(len(columns), dtype=np.int32)
        dated = columns.dated
        return _Contents(version, columns, Values([Value(*row) for row in rows]), ranks,
                         extent=_between(columns.first[:dated], columns.last[:dated]),
                         reports=_between(told := columns.reported[columns.reported < OPEN_END], told),
                         whole={}, pages={}, drawn={})


def _remember(answers: dict[_Asked, _Answer], asked: _Asked, answer: _Answer) -> _Answer:
    if len(answers) >= REMEMBERED:
        answers.clear()
    answers[asked] = answer
    return answer


def _moved(day: date, days: int) -> date:
    """The day so many days later, as far as the calendar goes."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def _between(begins: Ints, ends: Ints) -> tuple[date, date] | None:
    """The first and the last of the days, None if there is none."""
    return (date.fromordinal(int(begins.min())), date.fromordinal(int(ends.max()))) if len(begins) else None


def _without(ranks: Ranks, others: Ranks) -> Ranks:
    return ranks[~np.isin(ranks, others, assume_unique=True)]


def _in_order(values: tuple[FacetValue, ...]) -> tuple[FacetValue, ...]:
    """Precisions from the best to the worst."""
    order = list(PRECISIONS)
    return tuple(sorted(values, key=lambda value: order.index(value.value)))


def _fts_query(words: str) -> str:
    """What a person typed as an FTS5 query: every word quoted, so that nothing in it is an operator."""
    return " ".join(f'"{word}"' for word in _WORD.findall(words)) + "*"
