"""What the query page can show of an answer besides its table: a chart of its numbers, its events and days on a
timeline, its places on a map. Each is there only where the rows have what it needs; nothing of it asks another host.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import isfinite
from typing import Any
from urllib.parse import urlencode

from flask import request, url_for

from kb.errors import NotFoundError
from kb.knowledge_base import KnowledgeBase
from kb.timeline import TimelineEvent, date_label
from server.timeline_view import drawn

#: A SPARQL JSON term; None where unbound.
Cell = dict[str, Any] | None

#: Bars of a chart at most: more can't be told apart, and the table has them.
MOST_BARS = 100
#: Rows whose places are looked up only to know whether there is a map at all.
_LOOKED_AT = 50
_NUMBERS = frozenset("integer decimal double float int long short nonNegativeInteger positiveInteger".split())
_DAYS = frozenset("date dateTime dateTimeStamp gYear gYearMonth string".split())
_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T[\d:.]+)?)?)?(?:Z|[+-]\d\d:\d\d)?")
_POINT = re.compile(r"(?:<[^>]*>\s*)?POINT\s*\(\s*(-?[\d.]+)\s+(-?[\d.]+)\s*\)", re.IGNORECASE)
_LATITUDE, _LONGITUDE = re.compile(r"lat(itude)?", re.IGNORECASE), re.compile(r"lon|lng|long(itude)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Table:
    """A result for reading: the first rows of it."""

    columns: list[str]
    rows: list[list[Cell]]
    total: int


@dataclass(frozen=True, slots=True)
class Bar:
    """One number, in hundredths of the chart: from `start`, so `long`; along the days from `begin`, so `wide`."""

    label: str
    number: str
    start: float
    long: float
    begin: float = 0.0
    wide: float = 0.0


@dataclass(frozen=True, slots=True)
class Chart:
    """The numbers of one column, each beside its label or, where the labels are different days, above its day."""

    column: str
    others: tuple[str, ...]
    """Further columns of numbers."""
    bars: tuple[Bar, ...]
    days: tuple[str, str] | None = None
    """First and last label of a chart over days."""


@dataclass(frozen=True, slots=True)
class DatedRow:
    """A row that has a day of its own and names no event."""

    label: str
    begin: date
    end: date
    when: str
    href: str


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the map, and how many rows lie there."""

    name: str
    latitude: float
    longitude: float
    href: str
    count: int


class ResultViews:
    """The ways to see one answer. `asked` are the parameters of the address that asks for it."""

    def __init__(self, table: Table, knowledge_base: KnowledgeBase, asked: dict[str, str]) -> None:
        self.table = table
        self._knowledge_base = knowledge_base
        self._base = knowledge_base.base
        self._asked = asked
        self._known: dict[str, TimelineEvent | None] = {}
        wanted = request.args.get("view", "table")
        chart = self.chart()
        self.names = ["table", *(name for name, there in (
            ("chart", chart), ("timeline", self._dated()), ("map", self._placed())) if there)]
        #: The one that is shown, and one that was asked for and can't be.
        self.shown = wanted if wanted in self.names else "table"
        self.missing = wanted if wanted in ("chart", "timeline", "map") and wanted != self.shown else None

    def href(self, view: str, **more: str) -> str:
        """The address of the same answer, seen otherwise."""
        more = self._asked | ({"view": view} if view != "table" else {}) | more
        return f"{url_for('sparql.endpoint')}?{urlencode(more)}"

    # --- the chart ---

    def chart(self) -> Chart | None:
        """The numbers of the column that the address names (`of`), else of the first."""
        numbers = [column for column in self.table.columns if self._all(column, _number)]
        labels = [column for column in self.table.columns if column not in numbers]
        if not labels and len(numbers) > 1:
            labels = [numbers.pop(0)]  # SELECT (YEAR(?day) AS ?year) (COUNT(*) AS ?n)
        if not numbers or len(self.table.rows) < 2:
            return None
        wanted = request.args.get("of", "")
        column = wanted if wanted in numbers else numbers[0]
        others = tuple(other for other in numbers if other != column)
        found = [(row, number) for row in self.table.rows if (number := _number(self._cell(row, column))) is not None]
        low, high = min(0.0, *(number for _, number in found)), max(0.0, *(number for _, number in found))
        scale = 100 / ((high - low) or 1)
        bars = [Bar(self._label(row, labels), _shown(self._cell(row, column)), (min(0.0, number) - low) * scale,
                    abs(number) * scale) for row, number in found]
        along = self._along(found, labels, bars)
        return Chart(column, others, *along) if along else Chart(column, others, tuple(bars[:MOST_BARS]))

    def _along(self, found: Sequence[tuple[list[Cell], float]], labels: Sequence[str], bars: Sequence[Bar]
               ) -> tuple[tuple[Bar, ...], tuple[str, str]] | None:
        """The bars over their days, where one column has another day in each row."""
        column = next((column for column in labels if self._all(column, _days)), None)
        days = [days for row, _ in found if (days := _days(self._cell(row, column)))] if column else []
        if len(days) < 3 or len({begin for begin, _ in days}) < len(days) or len(days) < len(found):
            return None
        first, last = min(begin for begin, _ in days), max(end for _, end in days)
        scale = 100 / ((last - first).days + 1)
        placed = sorted((Bar(bar.label, bar.number, bar.start, bar.long, (begin - first).days * scale,
                             ((end - begin).days + 1) * scale)
                         for (begin, end), bar in zip(days, bars, strict=True)), key=lambda bar: bar.begin)
        return tuple(placed), (date_label(*min(days)), date_label(*max(days)))

    # --- the timeline ---

    def events(self, most: int | None = None) -> list[TimelineEvent]:
        """The events that the rows name, each once, by date."""
        ids = dict.fromkeys(self._event_id(cell["value"]) for row in self.table.rows for cell in row
                            if cell and cell["type"] == "uri" and self._is(cell["value"], "event"))
        found = [event for id in list(ids)[:most] if (event := self._event(id))]
        return sorted(found, key=lambda event: (_first_day(event) or date.max, event.id))

    def dated_rows(self) -> list[DatedRow]:
        """The rows with days of their own, by date: from the earliest to the latest that the row has."""
        found = []
        for number, row in enumerate(self.table.rows, 1):
            spans = [days for cell in row if (days := _days(cell))]
            if not spans:
                continue
            begin, end = min(begin for begin, _ in spans), max(end for _, end in spans)
            label = self._label(row, [column for column in self.table.columns if not _days(self._cell(row, column))])
            day = {"from": begin.isoformat(), "to": end.isoformat()}
            found.append(DatedRow(label or f"row {number}", begin, end, date_label(begin, end),
                                  self._own_link(row) or f"{url_for('pages.timeline')}?{urlencode(day)}"))
        return sorted(found, key=lambda row: (row.begin, row.end))

    def _dated(self) -> bool:
        return bool(self.events(_LOOKED_AT) or self.dated_rows())

    # --- the map ---

    def spots(self, most: int | None = None) -> list[Spot]:
        """The places of the rows, those with most rows first: by latitude and longitude, a point as WKT, the IRI of a
        place, or that of an event and so where it happened."""
        rows = self.table.rows[:most]
        located = self._coordinates(rows)
        found: dict[tuple[str, float, float], tuple[str, int]] = {}
        for row in rows:
            for name, latitude, longitude, href in {*self._points(row), *self._places(row, located)}:
                key = name, latitude, longitude
                found[key] = href, found.get(key, ("", 0))[1] + 1
        spots = [Spot(*key, href, count) for key, (href, count) in found.items()]
        return sorted(spots, key=lambda spot: (-spot.count, spot.name))

    def _placed(self) -> bool:
        return bool(self.spots(_LOOKED_AT))

    def _points(self, row: list[Cell]) -> Iterable[tuple[str, float, float, str]]:
        """Where the row itself says where."""
        latitude = next((number for column in self.table.columns if _LATITUDE.fullmatch(column)
                         and (number := _number(self._cell(row, column))) is not None), None)
        longitude = next((number for column in self.table.columns if _LONGITUDE.fullmatch(column)
                          and (number := _number(self._cell(row, column))) is not None), None)
        if latitude is None or longitude is None:
            for cell in row:
                point = _POINT.fullmatch(cell["value"].strip()) if cell and cell["type"] == "literal" else None
                if point:
                    longitude, latitude = float(point[1]), float(point[2])
        if latitude is not None and longitude is not None and abs(latitude) <= 90 and abs(longitude) <= 180:
            texts = [column for column in self.table.columns if not _number(self._cell(row, column))
                     and not _POINT.fullmatch((self._cell(row, column) or {}).get("value", ""))]
            yield (self._label(row, texts) or f"{latitude:g}, {longitude:g}", latitude, longitude,
                   self._own_link(row) or self.href("table"))

    def _places(self, row: list[Cell], located: dict[str, tuple[str, float, float]]
                ) -> Iterable[tuple[str, float, float, str]]:
        for cell in row:
            value = cell["value"] if cell and cell["type"] == "uri" else ""
            if value in located:
                yield (*located[value], self._page(value) or "")
            event = self._event(self._event_id(value)) if self._is(value, "event") else None
            for place in event.places if event else ():
                if place.coordinates and place.key:
                    yield place.name, *place.coordinates, url_for("linked_data.entity", key=place.key)

    def _coordinates(self, rows: Sequence[list[Cell]]) -> dict[str, tuple[str, float, float]]:
        """Name, latitude and longitude of the places that the rows name, by their IRIs."""
        iris = {cell["value"] for row in rows for cell in row
                if cell and cell["type"] == "uri" and self._is(cell["value"], "entity")}
        if not iris:
            return {}
        values = " ".join(f"<{iri}>" for iri in sorted(iris))
        answer = self._knowledge_base.query(
            f"SELECT ?place (SAMPLE(?label) AS ?name) (MIN(?lat) AS ?north) (MIN(?long) AS ?east) WHERE {{ "
            f"VALUES ?place {{ {values} }} ?place geo:lat ?lat ; geo:long ?long ; rdfs:label ?label }} GROUP BY ?place")
        return {row["place"]: (row["name"], float(row["north"]), float(row["east"])) for row in answer.rows()}

    # --- what the scripts draw from (`server/web/src/drawing.ts`) ---

    def drawing(self) -> dict[str, Any] | None:
        """The events or days of the timeline, or the spots of the map; None for the other views."""
        nothing: dict[str, Any] = {"window": {"from": None, "to": None}, "asked": False, "earlier": 0, "later": 0,
                                   "lanes": [], "overview": None, "reports": None, "spots": []}
        if self.shown == "map":
            return nothing | {"spots": [
                {"name": spot.name, "latitude": spot.latitude, "longitude": spot.longitude, "count": spot.count,
                 "chosen": False, "href": spot.href} for spot in self.spots()]}
        if self.shown != "timeline":
            return None
        events = self.events()
        marks = [drawn(event) for event in events] or [_drawn_row(row) for row in self.dated_rows()]
        days = sorted(day for mark in marks for day in (mark["earliest"], mark["latest"]) if day)
        if not days:
            return None
        return nothing | {"window": {"from": days[0], "to": days[-1]}, "lanes": [
            {"label": "", "count": len(marks), "approximate": False, "href": None, "events": marks}]}

    def window(self) -> dict[str, str] | None:
        """The days between which all of it lies, as the timeline page's address names them."""
        drawing = self.drawing()
        return {name: day for name, day in drawing["window"].items() if day} if drawing else None

    # --- cells ---

    def _cell(self, row: list[Cell], column: str | None) -> Cell:
        return row[self.table.columns.index(column)] if column else None

    def _all(self, column: str, reads: Callable[[Cell], Any]) -> bool:
        """Whether all that stands in a column can be read so, and something stands there."""
        bound = [cell for row in self.table.rows if (cell := self._cell(row, column))]
        return bool(bound) and all(reads(cell) is not None for cell in bound)

    def _label(self, row: list[Cell], columns: Sequence[str]) -> str:
        """What a row is called: its texts, else the ends of its IRIs."""
        cells = [cell for column in columns if (cell := self._cell(row, column))]
        texts = [cell["value"] for cell in cells if cell["type"] == "literal"]
        return " · ".join(text[:80] for text in texts or [_short(cell["value"]) for cell in cells])

    def _own_link(self, row: list[Cell]) -> str | None:
        pages = (self._page(cell["value"]) for cell in row if cell and cell["type"] == "uri")
        return next((page for page in pages if page), None)

    def _page(self, iri: str) -> str | None:
        """The page of a thing of ours."""
        if any(self._is(iri, kind) for kind in ("event", "entity", "article")):
            return f"{request.script_root}/{iri.removeprefix(self._base).partition('#')[0]}"
        return None

    def _is(self, iri: str, kind: str) -> bool:
        return iri.startswith(f"{self._base}{kind}/")

    def _event_id(self, iri: str) -> str:
        return iri.removeprefix(f"{self._base}event/").partition("#")[0]

    def _event(self, id: str) -> TimelineEvent | None:
        if id not in self._known:
            try:
                self._known[id] = self._knowledge_base.timeline_event(id)
            except NotFoundError:
                self._known[id] = None
        return self._known[id]


def _drawn_row(row: DatedRow) -> dict[str, Any]:
    return {"id": f"{row.begin}-{row.label}", "href": row.href, "label": row.label, "date": row.when,
            "earliest": row.begin.isoformat(), "latest": row.end.isoformat(), "granularity": None,
            "certainty": "asserted", "negative": False, "sources": 1, "salience": 0.5, "disputed": False,
            "reported": None}


def _first_day(event: TimelineEvent) -> date | None:
    return event.earliest or event.latest or event.likely


def _type(cell: Cell) -> str:
    """The local name of a literal's datatype."""
    if not cell or cell["type"] != "literal" or "xml:lang" in cell:
        return ""
    return str(cell.get("datatype", "#string")).rpartition("#")[2]


def _number(cell: Cell) -> float | None:
    if not cell or _type(cell) not in _NUMBERS:
        return None
    try:
        number = float(cell["value"])
    except ValueError:
        return None
    return number if isfinite(number) else None


def _shown(cell: Cell) -> str:
    """A number as it stands, shortened where it has many places."""
    number = _number(cell)
    return "" if cell is None or number is None else cell["value"] if len(cell["value"]) < 9 else f"{number:,.6g}"


def _days(cell: Cell) -> tuple[date, date] | None:
    """First and last day of a date, month or year."""
    match = _DAY.fullmatch(cell["value"]) if cell and _type(cell) in _DAYS else None
    if match is None:
        return None
    year, month, day = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    try:
        if day:
            return date(year, month, day), date(year, month, day)
        if month:
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
        return date(year, 1, 1), date(year, 12, 31)
    except ValueError:
        return None


def _short(iri: str) -> str:
    return re.split(r"[#/]", iri.rstrip("#/"))[-1] or iri
