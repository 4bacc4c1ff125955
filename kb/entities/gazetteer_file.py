"""Gazetteer files: the table of known names that ships, and those that users add.

A file is a table with a head line, separated by tabs (`.tsv`) or commas (`.csv`). Columns may come in any
order and under other usual names (SYNONYMS); only `name` and `type` are needed. Several values in a cell are
separated by "|".

    key          names the entry for good; made of the name when left out
    name         as shown
    type         person, organization, group or place
    kind         a closer word: country, city, province, company, agency, militia, …
    wikidata     QID, only when sure
    part_of      key of the smallest entry that contains it
    aliases      other spellings; "?" before one says that it also means other things, and counts only
                 with more support (the full name in the article, a title before it, the model's opinion)
    demonyms     adjectives of a place or people: "French"
    coordinates  latitude and longitude in degrees, separated by a comma
    gender       female or male
    offices      of a person: "president@united-states 2017-01-20/2021-01-20", the end left out while held
    valid        "2014-06-29/" or "/2006-06-03": when the entry existed, where that tells two apart

Lines that are empty or begin with "#" are skipped.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import cast, get_args

from kb.entities.entity import EntityType
from kb.entities.spelling import slug
from kb.errors import GazetteerError

COLUMNS = (
    "key",
    "name",
    "type",
    "kind",
    "wikidata",
    "part_of",
    "aliases",
    "demonyms",
    "coordinates",
    "gender",
    "offices",
    "valid",
)
#: Other names for columns, as the query service of Wikidata and others give them.
SYNONYMS = {
    "item": "wikidata",
    "qid": "wikidata",
    "label": "name",
    "itemlabel": "name",
    "altlabel": "aliases",
    "itemaltlabel": "aliases",
    "alias": "aliases",
    "demonym": "demonyms",
    "coord": "coordinates",
    "coords": "coordinates",
    "location": "coordinates",
    "kindlabel": "kind",
    "genderlabel": "gender",
}
_TYPES = get_args(EntityType)
_QID = re.compile(r"Q[1-9]\d*")
_KEY = re.compile(r"[a-z0-9]+(?:[-/][a-z0-9]+)*")
_OFFICE = re.compile(r"(?P<title>[^@]+)@(?P<where>[a-z0-9/-]*)(?:\s+(?P<begin>[\d-]*)/(?P<end>[\d-]*))?")

#: As Wikidata writes coordinates (WKT), the longitude first.
_POINT = re.compile(r"Point\((?P<longitude>\S+) (?P<latitude>\S+)\)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of days, both ends included; None is open."""

    begin: date | None = None
    end: date | None = None

    def __str__(self) -> str:
        return f"{self.begin or ''}/{self.end or ''}"

    def holds(self, day: date | None) -> bool:
        """Whether the day lies within; an unknown day does."""
        return day is None or ((self.begin is None or self.begin <= day) and (self.end is None or day <= self.end))

    def begun(self, day: date | None) -> bool:
        """Whether it had begun by that day: news goes on naming what has ended."""
        return day is None or self.begin is None or self.begin <= day


_ALWAYS = Span()


@dataclass(frozen=True, slots=True)
class Office:
    """What someone was: title ("president"), key of the country or organization, and when."""

    title: str
    where: str | None
    held: Span


@dataclass(frozen=True, slots=True)
class Entry:
    """One known person, organization, group or place."""

    key: str
    name: str
    type: EntityType
    kind: str | None = None
    wikidata: str | None = None
    part_of: str | None = None
    aliases: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()
    """Aliases that also mean other things (the name itself can be among them)."""
    demonyms: tuple[str, ...] = ()
    coordinates: tuple[float, float] | None = None
    gender: str | None = None
    offices: tuple[Office, ...] = ()
    valid: Span = _ALWAYS
    origin: str = ""
    """Where it is written: "countries.tsv:12"."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two entries, or an entry and what it points to, that don't go together."""

    kind: str
    """"same key", "same QID", "same name", or "unknown part_of"."""
    subject: str
    """The key, QID or name that they share."""
    entries: tuple[Entry, ...]

    def __str__(self) -> str:
        places = ", ".join(f"{entry.name} ({entry.origin})" for entry in self.entries)
        return f"{self.kind} {self.subject}: {places}"


def read_gazetteer_file(path: Path) -> tuple[Entry, ...]:
    """The entries of a file. Raises GazetteerError that names file and line."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise GazetteerError(f"{path}: can't be read ({error.strerror}); give a CSV or TSV file") from error
    except UnicodeDecodeError as error:
        raise GazetteerError(f"{path}: is not UTF-8 text; save it as UTF-8") from error
    return parse_gazetteer(text, name=path.name, comma=path.suffix.lower() == ".csv")


def parse_gazetteer(text: str, *, name: str, comma: bool = False) -> tuple[Entry, ...]:
    """The entries of a table given as text; `name` names it in errors. Raises GazetteerError."""
    options = {"delimiter": ","} if comma else {"delimiter": "\t", "quoting": csv.QUOTE_NONE}
    rows = csv.reader(io.StringIO(text, newline=""), **options)
    head: list[str] | None = None
    entries: list[Entry] = []
    try:
        for row in rows:
            where = f"{name}:{rows.line_num}"
            if not any(cell.strip() for cell in row) or row[0].startswith("#"):
                continue
            if head is None:
                head = _head(row, where)
                continue
            if len(row) > len(head):
                raise GazetteerError(
                    f"{where}: {len(row)} cells under {len(head)} columns; "
                    f"columns are separated by {'commas' if comma else 'tabs'}"
                )
            entries.append(entry_of(dict(zip(head, (cell.strip() for cell in row), strict=False)), where))
    except csv.Error as error:
        raise GazetteerError(f"{name}:{rows.line_num}: {error}; quote cells that hold commas or quotes") from error
    if head is None:
        raise GazetteerError(f"{name}: is empty; the first line names the columns, at least name and type")
    return tuple(entries)


def table_of(entries: Iterable[Entry]) -> str:
    """The entries as a table that `parse_gazetteer` reads back."""
    lines = ["\t".join(COLUMNS)]
    lines += ["\t".join(re.sub(r"\s+", " ", cell) for cell in _cells(entry)) for entry in entries]
    return "\n".join(lines) + "\n"


def find_conflicts(entries: Iterable[Entry]) -> tuple[Conflict, ...]:
    """What `kb gazetteer check` lists: keys used twice for what is not one thing, QIDs used twice, a containing place
    that is missing, and names that belong to two entries although neither marks them as doubtful.

    A key that a later file repeats adds to the entry, and is no conflict while type and QID agree.
    """
    entries = tuple(entries)
    keys: dict[str, list[Entry]] = {}
    qids: dict[str, list[Entry]] = {}
    names: dict[str, list[Entry]] = {}
    for entry in entries:
        keys.setdefault(entry.key, []).append(entry)
        if entry.wikidata:
            qids.setdefault(entry.wikidata, []).append(entry)
        for name in {alias for alias in (entry.name, *entry.aliases) if alias not in entry.doubtful}:
            names.setdefault(name, []).append(entry)
    found = [Conflict("same key", key, tuple(group)) for key, group in keys.items() if not _is_one(group)]
    found += [
        Conflict(kind, subject, tuple(group))
        for kind, groups in (("same QID", qids), ("same name", names))
        for subject, group in groups.items()
        if len({entry.key for entry in group}) > 1
    ]
    found += [
        Conflict("unknown part_of", entry.part_of, (entry,))
        for entry in entries
        if entry.part_of and entry.part_of not in keys
    ]
    return tuple(found)


def _is_one(group: list[Entry]) -> bool:
    """Whether entries of one key are one thing told in several files."""
    files = [entry.origin.rpartition(":")[0] for entry in group]
    return (
        len(set(files)) == len(files)
        and len({entry.type for entry in group}) == 1
        and len({entry.wikidata for entry in group if entry.wikidata}) < 2
    )


def _cells(entry: Entry) -> Iterator[str]:
    """The cells of an entry in the order of COLUMNS."""
    yield from (entry.key, entry.name, entry.type, entry.kind or "", entry.wikidata or "", entry.part_of or "")
    yield "|".join(f"?{alias}" if alias in entry.doubtful else alias for alias in entry.aliases)
    yield "|".join(entry.demonyms)
    yield ",".join(f"{degrees:g}" for degrees in entry.coordinates or ())
    yield entry.gender or ""
    yield "|".join(f"{office.title}@{office.where or ''} {office.held}" for office in entry.offices)
    yield str(entry.valid) if entry.valid != _ALWAYS else ""


def _head(row: list[str], where: str) -> list[str]:
    head = [SYNONYMS.get(cell.strip().lower(), cell.strip().lower()) for cell in row]
    unknown = [column for column in head if column not in COLUMNS]
    if unknown:
        raise GazetteerError(f"{where}: unknown column {unknown[0]!r}; the columns are {', '.join(COLUMNS)}")
    for needed in ("name", "type"):
        if needed not in head:
            raise GazetteerError(f"{where}: the column {needed!r} is missing from the head line")
    return head


def entry_of(cells: dict[str, str], where: str) -> Entry:
    """An entry from its cells by column. Raises GazetteerError that says where."""
    name, type_ = cells.get("name", ""), cells.get("type", "")
    if not name:
        raise GazetteerError(f"{where}: no name; every line needs one")
    if type_ not in _TYPES:
        raise GazetteerError(f"{where}: {name!r} has type {type_!r}; use {', '.join(_TYPES)}")
    qid = cells.get("wikidata", "").rpartition("/")[2] or None
    if qid and not _QID.fullmatch(qid):
        raise GazetteerError(f"{where}: {name!r} has wikidata {qid!r}; a QID is Q and a number, as in Q142")
    key = cells.get("key") or slug(name)
    if not _KEY.fullmatch(key):
        raise GazetteerError(f"{where}: {name!r} has key {key!r}; use a-z, 0-9, '-' and '/'")
    gender = cells.get("gender") or None
    if gender not in (None, "female", "male"):
        raise GazetteerError(f"{where}: {name!r} has gender {gender!r}; use female or male, or leave it out")
    marked = _several(cells.get("aliases"))
    return Entry(
        key=key,
        name=name,
        type=cast(EntityType, type_),
        kind=cells.get("kind") or None,
        wikidata=qid,
        part_of=cells.get("part_of") or None,
        aliases=tuple(alias.removeprefix("?") for alias in marked),
        doubtful=tuple(alias.removeprefix("?") for alias in marked if alias.startswith("?")),
        demonyms=_several(cells.get("demonyms")),
        coordinates=_coordinates(cells.get("coordinates"), where),
        gender=gender,
        offices=tuple(_office(text, where) for text in _several(cells.get("offices"))),
        valid=_span(*valid.partition("/")[::2], where) if (valid := cells.get("valid")) else _ALWAYS,
        origin=where,
    )


def _several(cell: str | None) -> tuple[str, ...]:
    return tuple(value.strip() for value in cell.split("|") if value.strip()) if cell else ()


def _coordinates(cell: str | None, where: str) -> tuple[float, float] | None:
    if not cell:
        return None
    point = _POINT.fullmatch(cell)
    if point:
        cell = f"{point['latitude']},{point['longitude']}"
    try:
        latitude, longitude = (float(part) for part in cell.split(","))
    except ValueError:
        raise GazetteerError(f"{where}: coordinates {cell!r}; write latitude,longitude as in 33.5,36.3") from None
    if not (abs(latitude) <= 90 and abs(longitude) <= 180):
        raise GazetteerError(f"{where}: coordinates {cell!r} lie beyond 90 or 180 degrees; latitude comes first")
    return latitude, longitude


def _office(text: str, where: str) -> Office:
    found = _OFFICE.fullmatch(text)
    if not found:
        raise GazetteerError(f"{where}: office {text!r}; write president@france 2017-05-14/")
    return Office(
        found["title"].strip(), found["where"] or None, _span(found["begin"] or "", found["end"] or "", where)
    )


def _span(begin: str, end: str, where: str) -> Span:
    try:
        return Span(*(date.fromisoformat(day.strip()) if day.strip() else None for day in (begin, end)))
    except ValueError:
        raise GazetteerError(f"{where}: {begin}/{end} is no pair of days; write 2017-05-14/2022-05-13") from None
