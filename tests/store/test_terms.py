"""Terms pass between rdflib and the engine without a change."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from rdflib import Graph
from rdflib.namespace import XSD
from rdflib.term import BNode, Literal, URIRef

from kb.errors import StoreError
from kb.store.terms import engine_triples, rdflib_graph

S, P = URIRef("http://x.example/s"), URIRef("http://x.example/p")


@pytest.mark.parametrize("term", [
    URIRef("http://x.example/é"), BNode("b0"), Literal("a \"b\"\r\n\t\\ 🙂\x00"), Literal("hola", lang="es-mx"),
    Literal("2019-02-17", datatype=XSD.date), Literal("2019-02-30", datatype=XSD.date),
    Literal("0.50", datatype=XSD.decimal, normalize=False),
    Literal("x" * 20_000_000)], ids=lambda term: repr(term)[:30])
def test_a_term_comes_back_as_it_was(term: URIRef | BNode | Literal) -> None:
    graph = Graph().add((S, P, term))
    assert set(rdflib_graph(engine_triples(graph))) == set(graph)


@pytest.mark.parametrize("triple", [(Literal("s"), P, S), (S, BNode(), S), (URIRef("no iri"), P, S),
                                    (S, P, Literal("x", datatype=URIRef("no iri"))), (S, P, Literal("\ud83d"))])
def test_what_is_no_rdf_is_refused(triple: tuple[URIRef, URIRef, URIRef]) -> None:
    with pytest.raises(StoreError, match="not valid RDF"):
        list(engine_triples(Graph().add(triple)))


def test_a_statement_about_a_statement_is_refused() -> None:
    node = ox.NamedNode("http://x.example/n")
    with pytest.raises(StoreError, match="quoted triple"):
        rdflib_graph([ox.Triple(node, node, ox.Triple(node, node, node))])
