"""Getting records back from the store: the queries, and the extraction or event that a record holds.

Records are the JSON that the graphs carry beside their RDF
(docs/decisions/001-record-in-the-article-graph.md). The docstring of each query names its variables.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from rdflib.namespace import DC, DCTERMS, PROV
from rdflib.term import URIRef

from kb.extraction import Extraction, from_json
from kb.graph.vocabulary import DATE_SOURCES, EVT, GAF, NIF, SCHEMA, SEM
from kb.merging import Event
from kb.plain import from_plain

#: All articles' records: ?article (IRI), ?text and ?record (JSON).
RECORDS_QUERY = f"""SELECT ?article ?text ?record WHERE {{
  GRAPH ?article {{ ?article <{EVT.record}> ?record ; <{NIF.isString}> ?text }}
}} ORDER BY ?article"""

#: ?id and ?digest of every article: what it was made from, so that adding it again is seen to change nothing.
DIGESTS_QUERY = f"""SELECT ?id ?digest WHERE {{
  ?activity <{EVT.inputDigest}> ?digest ; <{PROV.used}> ?article . ?article <{SCHEMA.identifier}> ?id
}}"""


#: What a list of articles needs, without their texts and records: ?article (IRI), ?id, ?language, and where the article
#: has them ?title, ?source, ?url, ?published, ?from (IRI), ?earliest and ?latest.
HEADS_QUERY = f"""SELECT ?article ?id ?language ?title ?source ?url ?published ?from ?earliest ?latest WHERE {{
  GRAPH ?article {{
    ?article <{SCHEMA.identifier}> ?id ; <{SCHEMA.inLanguage}> ?language
    OPTIONAL {{ ?article <{SCHEMA.headline}> ?title }}
    OPTIONAL {{ ?article <{DC.publisher}> ?source }}
    OPTIONAL {{ ?article <{SCHEMA.url}> ?url }}
    OPTIONAL {{ ?article <{SCHEMA.datePublished}> ?published }}
    OPTIONAL {{ ?article <{EVT.publishedFrom}> ?from }}
    OPTIONAL {{ ?article <{EVT.earliestPublished}> ?earliest ; <{EVT.latestPublished}> ?latest }}
  }}
}}"""


def head_of(row: Mapping[str, str]) -> dict[str, Any]:
    """The head of an article (`kb.views.article_head`) from a row of `HEADS_QUERY`, with its IRI."""
    return {"id": row["id"], "title": row.get("title"), "source": row.get("source"), "url": row.get("url"),
            "published": row.get("published"), "published_from": _SOURCE_NAMES.get(row.get("from", "")),
            "published_between": [row["earliest"], row["latest"]] if "earliest" in row else None,
            "language": row["language"], "iri": row["article"]}


#: The names of `kb.reading.DateSource` by their IRIs.
_SOURCE_NAMES = {str(iri): name for name, iri in DATE_SOURCES.items()}


def record_query(article_iri: str) -> str:
    """?text and ?record of one article."""
    return (f"SELECT ?text ?record WHERE {{ GRAPH <{article_iri}> "
            f"{{ <{article_iri}> <{EVT.record}> ?record ; <{NIF.isString}> ?text }} }}")


def article_events_query(article_iri: str) -> str:
    """?mention and ?event (IRIs) of one article."""
    return f"SELECT ?mention ?event WHERE {{ GRAPH <{article_iri}> {{ ?event <{GAF.denotedBy}> ?mention }} }}"


def entity_records_query(entity: URIRef) -> str:
    """?text and ?record of each article that mentions an entity."""
    return (f"SELECT ?text ?record WHERE {{ GRAPH ?article {{ ?article <{SCHEMA.mentions}> <{entity}> ; "
            f"<{EVT.record}> ?record ; <{NIF.isString}> ?text }} }} ORDER BY ?article")


def event_records_query(conclusions: URIRef) -> str:
    """?record of every event."""
    return f"SELECT ?record WHERE {{ GRAPH <{conclusions}> {{ ?event <{EVT.record}> ?record }} }}"


def event_record_query(conclusions: URIRef, event: URIRef) -> str:
    """?record of one event."""
    return f"SELECT ?record WHERE {{ GRAPH <{conclusions}> {{ <{event}> <{EVT.record}> ?record }} }}"


def replaced_query(start: URIRef) -> str:
    """?now: the events that events whose address begins so have become, by a merge, by a removal, or by a merge after
    a removal."""
    return (f"SELECT DISTINCT ?now WHERE {{ ?event <{DCTERMS.isReplacedBy}> ?then "
            f'FILTER(STRSTARTS(STR(?event), "{start}")) '
            f"OPTIONAL {{ ?then <{DCTERMS.isReplacedBy}> ?later }} BIND(COALESCE(?later, ?then) AS ?now) }} "
            "ORDER BY ?now LIMIT 10")


def described_entities_query(conclusions: URIRef, below: str) -> str:
    """?entity: who and where the conclusions speak of, with names that begin as `below`."""
    return (f"SELECT DISTINCT ?entity WHERE {{ VALUES ?kind {{ <{SEM.Actor}> <{SEM.Place}> }} "
            f"GRAPH <{conclusions}> {{ ?entity a ?kind }} FILTER(STRSTARTS(STR(?entity), \"{below}\")) }}")


def concluded_from_query(conclusions: URIRef) -> str:
    """?digest of the state of all articles that the conclusions were drawn from."""
    return (f"SELECT ?digest WHERE {{ GRAPH <{conclusions}> "
            f"{{ <{conclusions}> <{EVT.concludedFrom}> ?digest }} }}")


def extraction_of(record: str, text: str) -> Extraction:
    """The extraction exactly as it was when the article was stored."""
    return from_json(json.loads(record), text)


def event_of(record: str) -> Event:
    """The event exactly as it was concluded."""
    event: Event = from_plain(Event, json.loads(record))
    return event
