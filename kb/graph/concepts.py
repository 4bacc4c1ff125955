"""The concepts that the graphs point to, as a named graph of its own: event types, rules of the temporal
grammar and the own terms, with their labels, so that a query can show and widen them."""

from __future__ import annotations

from functools import cache
from urllib.parse import quote

from rdflib import Graph
from rdflib.namespace import RDF, SKOS
from rdflib.term import URIRef

from kb.graph.iris import DEFAULT_BASE, Iris
from kb.graph.literals import plain, words
from kb.graph.vocabulary import RULE, new_graph
from kb.resources import shipped

RULE_SCHEME = URIRef("https://w3id.org/event-timeline/rule")


def concepts_graph(base: str = DEFAULT_BASE) -> Graph:
    """The named graph `<base>graph/concepts`; the same for the same version of the program."""
    graph = new_graph(Iris(base).concepts)
    for triple in _shipped():
        graph.add(triple)
    for triple in time_rules():
        graph.add(triple)
    return graph


def time_rules() -> Graph:
    """The table of rules (`kb.temporal.RULES`) as SKOS concepts, with an example each."""
    from kb.temporal import RULES  # much to load, for this alone

    graph = new_graph()
    graph.add((RULE_SCHEME, RDF.type, SKOS.ConceptScheme))
    graph.add((RULE_SCHEME, SKOS.prefLabel, words("Rules by which time expressions are understood")))
    for rule in RULES.values():
        node = RULE[quote(rule.id, safe="")]
        graph.add((node, RDF.type, SKOS.Concept))
        graph.add((node, SKOS.inScheme, RULE_SCHEME))
        graph.add((node, SKOS.notation, plain(rule.id)))
        graph.add((node, SKOS.prefLabel, words(rule.label)))
        for sentence, value in rule.examples[:1]:
            graph.add((node, SKOS.example, words(f"{sentence} → {value}, read on Monday 2019-02-18")))
    return graph


@cache
def _shipped() -> Graph:
    graph = Graph()
    for name in ("event-timeline.ttl", "event-types.ttl"):
        graph.parse(shipped("ontology", name), format="turtle")
    return graph
