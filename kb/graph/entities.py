"""What all articles together say of an entity, as RDF in the graph of conclusions: label, class, links and places.

Articles may differ, so what each says is counted (`said_of_entities`): the counts of one article can be added to those
of the others, or taken out again, without looking at the others.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from rdflib import Graph
from rdflib.namespace import OWL, RDF, RDFS, SKOS

from kb.extraction import Extraction
from kb.graph import vocabulary as v
from kb.graph.iris import Iris
from kb.graph.literals import decimal, words
from kb.graph.vocabulary import GEO, SCHEMA, SEM, WIKIDATA

#: What is said (type, label, name, wikidata, within, at) → value → how often.
Said = Mapping[str, Mapping[str, int]]


def said_of_entities(extraction: Extraction) -> Iterator[tuple[str, str, str]]:
    """What an article says of its entities: key, what, and value."""
    for entity in extraction.entities:
        yield entity.key, "type", entity.type
        yield entity.key, "label", entity.name
        for name in {" ".join(mention.text.split()) for mention in entity.mentions if mention.kind == "name"}:
            yield entity.key, "name", name
        if entity.wikidata:
            yield entity.key, "wikidata", entity.wikidata
        for container in entity.containers:
            yield entity.key, "within", container
        if entity.coordinates:
            yield entity.key, "at", json.dumps(entity.coordinates)


def write_entity(graph: Graph, key: str, said: Said, iris: Iris, names: Mapping[str, str]) -> None:
    """Label, class, links and places of an entity. One of which nothing is said is a place that contains others;
    `names` gives its label."""
    node = iris.entity(key)
    if not said:
        graph.add((node, RDF.type, SCHEMA.Place))
        graph.add((node, RDF.type, SEM.Place))
        if key in names:
            graph.add((node, RDFS.label, words(names[key])))
        return
    type_, label = _commonest(said["type"]), _commonest(said["label"])
    graph.add((node, RDF.type, v.ENTITY_CLASSES[type_]))
    graph.add((node, RDF.type, SEM.Place if type_ == "place" else SEM.Actor))
    graph.add((node, RDFS.label, words(label)))
    for name in said.get("name", {}).keys() - {label}:
        graph.add((node, SKOS.altLabel, words(name)))
    for qid in said.get("wikidata", ()):
        graph.add((node, OWL.sameAs, WIKIDATA[qid]))
    for container in said.get("within", ()):
        graph.add((node, SCHEMA.containedInPlace, iris.entity(container)))
    if "at" in said:
        latitude, longitude = min(json.loads(place) for place in said["at"])
        graph.add((node, GEO.lat, decimal(latitude)))
        graph.add((node, GEO.long, decimal(longitude)))


def _commonest(values: Mapping[str, int]) -> str:
    """Of several, the first in alphabetical order."""
    return min(values, key=lambda value: (-values[value], value))
