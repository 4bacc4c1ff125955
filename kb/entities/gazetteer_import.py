"""A user's own names: a table or a SPARQL result from Wikidata, checked and kept for later runs.

A SPARQL result is what the query service of Wikidata offers for download as JSON. Its variables are understood by
their usual names (`item`, `itemLabel`, `itemAltLabel`, `coord`, …) and by the names of our columns; rows of one item
become one entry. Other variables are left alone.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from kb.entities.entity import EntityType
from kb.entities.gazetteer import Gazetteer
from kb.entities.gazetteer_file import (
    COLUMNS,
    SYNONYMS,
    Conflict,
    Entry,
    entry_of,
    find_conflicts,
    read_gazetteer_file,
    table_of,
)
from kb.errors import GazetteerError

_SYNONYMS = SYNONYMS | {"country": "part_of"}
_SUFFIXES = (".tsv", ".csv")
#: Columns of which an item can have several values, one a row.
_MANY = frozenset({"aliases", "demonyms", "offices"})


def own_files(folder: Path) -> tuple[Path, ...]:
    """The files that were added to the folder, in the order of their names."""
    return tuple(sorted(path for path in folder.glob("*") if path.suffix in _SUFFIXES and path.name[0] != "."))


def add_gazetteer_file(file: Path, folder: Path, *, type_: EntityType | None = None,
                       known: Gazetteer | None = None) -> tuple[Path, tuple[Entry, ...]]:
    """Checks a user's file and keeps it in the folder, from where `own_files` gives it to `Gazetteer.load`; a file
    of the same name is replaced. A SPARQL result is kept as a table: `type_` says what its items are where it does
    not say so itself, and `known` gives the keys of items that are known already.

    Returns the path of the copy and its entries. Raises GazetteerError, naming file and line, and then keeps nothing.
    """
    if file.suffix.lower() == ".json":
        entries = read_sparql_result(file, type_, known)
        data, name = table_of(entries).encode(), f"{file.stem}.tsv"
    else:
        entries = read_gazetteer_file(file)
        data, name = file.read_bytes(), file.stem + (".csv" if file.suffix.lower() == ".csv" else ".tsv")
    kept = folder / name
    unfinished = kept.with_name(f".{name}.unfinished")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        unfinished.write_bytes(data)
        unfinished.replace(kept)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise GazetteerError(
            f"{file}: can't be kept in {folder} ({error.strerror}); free space or give rights"
        ) from error
    return kept, entries


def conflicts_of(entries: tuple[Entry, ...], known: tuple[Entry, ...]) -> tuple[Conflict, ...]:
    """The conflicts that entries bring into what is known."""
    return tuple(conflict for conflict in find_conflicts((*known, *entries))
                 if any(entry in conflict.entries for entry in entries))


def read_sparql_result(file: Path, type_: EntityType | None = None, known: Gazetteer | None = None
                       ) -> tuple[Entry, ...]:
    """The entries of a SPARQL result in JSON. Raises GazetteerError."""
    try:
        rows = json.loads(file.read_text(encoding="utf-8-sig"))["results"]["bindings"]
        found = [{name: str(term["value"]) for name, term in row.items()} for row in rows]
    except OSError as error:
        raise GazetteerError(f"{file}: can't be read ({error.strerror}); give a CSV, TSV or JSON file") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise GazetteerError(f"{file}: is no SPARQL result in JSON; download the answer of a SELECT query as JSON"
                             ) from error
    keys: dict[str | None, str] = {entry.wikidata: entry.key for entry in known or () if entry.wikidata}
    cells: dict[str, dict[str, list[str]]] = {}
    for row in found:
        mine = _columns(row)
        subject = mine.get("wikidata") or mine.get("name", "")
        values = cells.setdefault(subject, {})
        for column, value in mine.items():
            if value and value not in values.setdefault(column, []):
                values[column].append(value)
    if not cells:
        raise GazetteerError(f"{file}: the answer has no rows, so there is nothing to add")
    return tuple(_entry({name: "|".join(values) if name in _MANY else values[0] for name, values in one.items()},
                        f"{file.name}:{number}", type_, keys)
                 for number, one in enumerate(cells.values(), 1))


def _columns(row: Mapping[str, Any]) -> dict[str, str]:
    """A row by our columns; of two variables for one column the first counts."""
    found: dict[str, str] = {}
    for name, value in row.items():
        column = _SYNONYMS.get(name.lower(), name.lower())
        if column in COLUMNS:
            text = " ".join(value.split())
            found.setdefault(column, text.replace(", ", "|") if name.lower().endswith("altlabel") else text)
    return found


def _entry(cells: dict[str, str], where: str, type_: EntityType | None, keys: Mapping[str | None, str]) -> Entry:
    if not cells.get("type"):
        if type_ is None:
            raise GazetteerError(f"{where}: nothing says whether {cells.get('name', 'this')!r} is a person, an "
                                 "organization, a place or a group; give --type, or a variable ?type")
        cells["type"] = type_
    container = cells.pop("part_of", "").rpartition("/")[2]
    entry = entry_of(cells, where)
    part_of = keys.get(container, container if container in keys.values() else None)
    return replace(entry, key=keys.get(entry.wikidata, entry.key), part_of=part_of)
