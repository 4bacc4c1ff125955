"""Links to Wikidata as RDF: a graph of their own, which drawing the conclusions anew leaves alone."""

from __future__ import annotations

import json
from collections.abc import Iterable

from rdflib import Graph
from rdflib.namespace import OWL, PROV, RDF, RDFS, SKOS
from rdflib.term import URIRef

from kb.entities import Item, Link
from kb.graph.iris import DEFAULT_BASE, Iris, address_iri
from kb.graph.literals import decimal, json_text, words
from kb.graph.vocabulary import EVT, GEO, SCHEMA, WDT, WIKIDATA, new_graph
from kb.plain import from_plain, to_plain

#: Links that do not count.
_CLASSES = {"suggested": EVT.LinkSuggestion, "rejected": EVT.RejectedLink}


def links_graph(links: Iterable[Link], base: str = DEFAULT_BASE) -> Graph:
    """The named graph of links (`Iris.links`): for each the item, how sure it is, and why; `owl:sameAs` where
    it counts, and what Wikidata says of the item. A suggestion is written as such and states no `owl:sameAs`."""
    iris = Iris(base)
    graph = new_graph(iris.links)
    for link in links:
        entity, item = iris.entity(link.key), WIKIDATA[link.item.qid]
        node = URIRef(f"{entity}#wikidata")
        graph.add((node, RDF.type, _CLASSES.get(link.status, EVT.EntityLink)))
        graph.add((node, EVT.linkedEntity, entity))
        graph.add((node, EVT.linkedItem, item))
        graph.add((node, EVT.confidence, decimal(link.confidence)))
        graph.add((node, EVT.explanation, words(link.reason)))
        graph.add((node, EVT.record, json_text(json.dumps(to_plain(link), ensure_ascii=False,
                                                          separators=(",", ":"), sort_keys=True))))
        source = address_iri(link.source)
        if source:
            graph.add((node, PROV.wasDerivedFrom, source))
        if link.status not in _CLASSES:
            if link.status == "linked":
                graph.add((entity, OWL.sameAs, item))
            _write_item(graph, item, link.item)
    return graph


def _write_item(graph: Graph, node: URIRef, item: Item) -> None:
    graph.add((node, RDFS.label, words(item.label)))
    if item.description:
        graph.add((node, SCHEMA.description, words(item.description)))
    for alias in item.aliases:
        graph.add((node, SKOS.altLabel, words(alias)))
    for qid, label in item.types:
        graph.add((node, WDT.P31, WIKIDATA[qid]))
        graph.add((WIKIDATA[qid], RDFS.label, words(label)))
    if item.coordinates:
        graph.add((node, GEO.lat, decimal(item.coordinates[0])))
        graph.add((node, GEO.long, decimal(item.coordinates[1])))


def links_query(links: URIRef) -> str:
    """?record of every link in the graph of links."""
    return f"SELECT ?record WHERE {{ GRAPH <{links}> {{ ?link <{EVT.record}> ?record }} }}"


def link_of(record: str) -> Link:
    """The link exactly as it was stored."""
    link: Link = from_plain(Link, json.loads(record))
    return link
