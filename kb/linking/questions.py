"""What is asked of Wikidata, as SPARQL that any server with its data can answer, and what the answers mean.

Three questions: which items have these names, what is said of these items, and which of our kinds their classes
belong to. Names are looked up exactly as written, which the server answers from its index.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from kb.entities import EntityType, Item
from kb.linking.endpoint import Row

_PREFIXES = """PREFIX wd: <http://www.wikidata.org/entity/>
PREFIX wdt: <http://www.wikidata.org/prop/direct/>
PREFIX wikibase: <http://wikiba.se/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX schema: <http://schema.org/>
"""
_ENTITY = "http://www.wikidata.org/entity/"
_DIRECT = "http://www.wikidata.org/prop/direct/"
#: Languages that names are looked up in; "mul" is what Wikidata holds for names that are the same in many.
LANGUAGES = ("en", "mul")
#: Properties that say where an item belongs: country, citizenship, administrative unit, location, seat, member of,
#: part of, employer, party, parent organisation, position held.
_RELATED = ("P17", "P27", "P131", "P276", "P159", "P463", "P361", "P108", "P102", "P749", "P39")
_BEGIN, _END = ("P569", "P571"), ("P570", "P576")
_PLACE, _TYPE = "P625", "P31"
_POINT = re.compile(r"Point\(\s*(\S+)\s+(\S+)\s*\)", re.IGNORECASE)
_DAY = re.compile(r"\+?(\d{4})-(\d\d)-(\d\d)")

#: Classes of Wikidata (subclasses included) → what we call their items. Settlements and administrative units are
#: "organisations" there too, which no article means.
_CLASSES: dict[str, tuple[EntityType, ...]] = {
    "Q5": ("person",),
    "Q43229": ("organization", "group"),
    "Q16334295": ("group", "organization"),
    "Q2221906": ("place",),
}
_ONLY_PLACES = frozenset({"Q486972", "Q56061"})


def names_question(names: Iterable[str]) -> str:
    """?name ?item ?how: the items with these labels (how = "label") or aliases."""
    values = " ".join(f'{_literal(name)}@{language}' for name in names for language in LANGUAGES)
    return f"""{_PREFIXES}SELECT DISTINCT ?name ?item ?how WHERE {{
  VALUES ?name {{ {values} }}
  {{ ?item rdfs:label ?name BIND("label" AS ?how) }} UNION {{ ?item skos:altLabel ?name BIND("alias" AS ?how) }}
  FILTER(STRSTARTS(STR(?item), "{_ENTITY}Q"))
}}"""


def named_items(rows: Iterable[Row]) -> dict[str, dict[str, str]]:
    """Name → QID → "label" or "alias"."""
    found: dict[str, dict[str, str]] = {}
    for row in rows:
        items = found.setdefault(row["name"], {})
        qid = _qid(row["item"])
        if qid and items.get(qid) != "label":
            items[qid] = row["how"]
    return found


def facts_question(qids: Iterable[str]) -> str:
    """?item ?property ?value ?label: what is said of the items, a row a statement; ?label is that of a class."""
    items = " ".join(f"wd:{qid}" for qid in qids)
    properties = " ".join(f"wdt:{name}" for name in (*_RELATED, *_BEGIN, *_END, _PLACE, _TYPE))
    words = "rdfs:label skos:altLabel schema:description"
    languages = ", ".join(f'"{language}"' for language in LANGUAGES)
    return f"""{_PREFIXES}SELECT ?item ?property ?value ?label WHERE {{
  VALUES ?item {{ {items} }}
  {{ VALUES ?property {{ {properties} wikibase:sitelinks }} ?item ?property ?value
     OPTIONAL {{ ?value rdfs:label ?label FILTER(?property = wdt:{_TYPE} && LANG(?label) = "en") }} }}
  UNION {{ VALUES ?property {{ {words} }} ?item ?property ?value FILTER(LANG(?value) IN ({languages})) }}
}}"""


def classes_question(classes: Iterable[str]) -> str:
    """?class ?kind: which of the classes that we know lie above these."""
    values, known = (" ".join(f"wd:{qid}" for qid in some) for some in (classes, (*_CLASSES, *sorted(_ONLY_PLACES))))
    return f"""{_PREFIXES}SELECT DISTINCT ?class ?kind WHERE {{
  VALUES ?class {{ {values} }}
  VALUES ?kind {{ {known} }}
  ?class wdt:P279* ?kind
}}"""


def kinds_of_classes(rows: Iterable[Row]) -> dict[str, tuple[EntityType, ...]]:
    """Class → what we call its items."""
    above: dict[str, set[str]] = {}
    for row in rows:
        above.setdefault(_qid(row["class"]) or "", set()).add(_qid(row["kind"]) or "")
    return {name: ("place",) if kinds & _ONLY_PLACES else
            tuple(dict.fromkeys(type_ for kind in sorted(kinds & _CLASSES.keys()) for type_ in _CLASSES[kind]))
            for name, kinds in above.items()}


def items_of(rows: Sequence[Row], kinds: Mapping[str, tuple[EntityType, ...]]) -> dict[str, Item]:
    """QID → the item, from the rows of `facts_question`. `kinds` says what each class makes of its items."""
    said: dict[str, dict[str, list[Row]]] = {}
    for row in rows:
        qid = _qid(row["item"])
        if qid:
            said.setdefault(qid, {}).setdefault(_property(row["property"]), []).append(row)
    return {qid: _item(qid, facts, kinds) for qid, facts in said.items() if facts.get("label")}


def classes_in(rows: Iterable[Row]) -> set[str]:
    """The classes that the items of these rows are instances of."""
    return {qid for row in rows if _property(row["property"]) == _TYPE and (qid := _qid(row["value"]))}


def _item(qid: str, facts: Mapping[str, list[Row]], kinds: Mapping[str, tuple[EntityType, ...]]) -> Item:
    def values(*names: str) -> list[str]:
        return sorted({row["value"] for name in names for row in facts.get(name, ())})

    types = {(type_, row.get("label", type_)) for row in facts.get(_TYPE, ()) if (type_ := _qid(row["value"]))}
    label = values("label")[0]
    days = [[day for value in values(*names) if (day := _day(value))] for names in (_BEGIN, _END)]
    return Item(
        qid=qid, label=label, description=next(iter(values("description")), None),
        aliases=tuple(alias for alias in values("altLabel") if alias != label),
        types=tuple(sorted(types)),
        kinds=tuple(sorted({kind for type_, _ in types for kind in kinds.get(type_, ())})),
        coordinates=next((place for value in values(_PLACE) if (place := _point(value))), None),
        begin=min(days[0], default=None), end=max(days[1], default=None),
        related=tuple(found for value in values(*_RELATED) if (found := _qid(value))),
        known=max((int(value) for value in values("sitelinks") if value.isdigit()), default=0))


def _qid(iri: str) -> str | None:
    found = iri.removeprefix(_ENTITY)
    return found if re.fullmatch(r"Q[1-9]\d*", found) else None


def _property(iri: str) -> str:
    return iri.removeprefix(_DIRECT) if iri.startswith(_DIRECT) else re.split(r"[/#]", iri)[-1]


def _point(value: str) -> tuple[float, float] | None:
    """A WKT point has the longitude first; "<globe> Point(…)" lies on another planet."""
    found = _POINT.fullmatch(value.strip())
    try:
        longitude, latitude = (float(part) for part in found.groups()) if found else (999.0, 999.0)
    except ValueError:
        return None
    return (round(latitude, 4), round(longitude, 4)) if abs(latitude) <= 90 and abs(longitude) <= 180 else None


def _day(value: str) -> date | None:
    found = _DAY.match(value)
    if not found:
        return None
    year, month, day = (int(part) for part in found.groups())
    try:
        return date(year, max(month, 1), max(day, 1))  # 1946-00-00 is a year in some dumps
    except ValueError:
        return None


def _literal(text: str) -> str:
    """The text as a SPARQL string."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + re.sub(r"[\x00-\x1f]", " ", escaped) + '"'
