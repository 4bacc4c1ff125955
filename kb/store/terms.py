"""RDF terms of rdflib, which the other rooms write, and of the engine, and the way between them.

Term by term and not through a text format: that is quicker, and the engine's parsers refuse a term of more than
16 MB, which a long article's text can be.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import cast

import pyoxigraph as ox
from rdflib import Graph
from rdflib.namespace import XSD
from rdflib.term import BNode, Literal, Node, URIRef

from kb.errors import StoreError
from kb.graph import new_graph

#: A triple in the engine's own terms.
Triple = ox.Triple

_STRING = str(XSD.string)


def engine_triples(graph: Graph) -> Iterator[ox.Triple]:
    """The triples of a graph as the engine's own. Raises StoreError for what is no valid RDF."""
    for subject, predicate, value in graph:
        if isinstance(subject, Literal) or not isinstance(predicate, URIRef):
            raise StoreError(f"a graph holds what is not valid RDF: {subject!r} has {predicate!r}")
        try:
            yield ox.Triple(cast(ox.NamedNode | ox.BlankNode, _to_engine(subject)), ox.NamedNode(str(predicate)),
                            _to_engine(value))
        except (ValueError, TypeError) as error:
            raise StoreError(f"a graph holds what is not valid RDF, at {predicate}: {error}") from error


def rdflib_graph(triples: Iterable[ox.Triple]) -> Graph:
    """The engine's triples as a graph with the prefixes of this project."""
    graph = new_graph()
    for triple in triples:
        graph.add((_to_rdflib(triple.subject), _to_rdflib(triple.predicate), _to_rdflib(triple.object)))
    return graph


def _to_engine(term: Node) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    if isinstance(term, URIRef):
        return ox.NamedNode(str(term))
    if isinstance(term, BNode):
        return ox.BlankNode(str(term))
    if not isinstance(term, Literal):
        raise ValueError(f"{term!r} is no IRI, literal or blank node")
    if term.language:
        return ox.Literal(str(term), language=term.language)
    return ox.Literal(str(term), datatype=ox.NamedNode(str(term.datatype or _STRING)))


def _to_rdflib(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Node:
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    if isinstance(term, ox.Triple):
        raise StoreError("a quoted triple (RDF 1.2) has no place in an rdflib graph")
    if term.language:
        return Literal(term.value, lang=term.language)
    if term.datatype.value == _STRING:
        return Literal(term.value)
    return Literal(term.value, datatype=URIRef(term.datatype.value), normalize=False)
