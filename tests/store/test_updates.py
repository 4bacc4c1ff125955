"""Updates of others and graphs put from outside: all or nothing, and the store's own books never say what is not so."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Graph
from rdflib.term import Literal, URIRef

from kb.errors import QueryError, QuerySyntaxError, StoreError
from kb.store import QueryLimits, Store, open_store
from kb.store.using import with_using

EX = "http://example.org/"
LIMITS = QueryLimits()
GRAPH = Graph().add((URIRef(EX + "s"), URIRef(EX + "p"), Literal("x")))


def test_an_update_changes_the_graphs_and_the_version(store: Store) -> None:
    store.replace_graphs({EX + "g": GRAPH})
    before = store.version

    store.update(f"INSERT DATA {{ GRAPH <{EX}h> {{ <{EX}s> <{EX}p> 1 }} }}", LIMITS)

    assert store.graphs() == [EX + "g", EX + "h"]
    assert store.version != before


def test_what_an_update_changed_is_written_again_by_the_next_replacement(store: Store) -> None:
    store.replace_graphs({EX + "g": GRAPH})
    store.update(f"DELETE WHERE {{ GRAPH <{EX}g> {{ ?s ?p ?o }} }}", LIMITS)

    assert store.replace_graphs({EX + "g": GRAPH})
    assert len(store.graph(EX + "g")) == 1


def test_the_version_after_an_update_is_one_that_never_was_even_after_opening_anew(tmp_path: Path) -> None:
    versions = set()
    for number in range(3):
        with open_store(tmp_path / "store") as store:
            versions.add(store.version)
            store.update(f"INSERT DATA {{ <{EX}s> <{EX}p> {number} }}", LIMITS)
            versions.add(store.version)
    assert len(versions) == 6


def test_a_wrong_update_changes_nothing_and_says_where_it_is_wrong(store: Store) -> None:
    store.replace_graphs({EX + "g": GRAPH})
    before = store.version

    with pytest.raises(QuerySyntaxError, match="line 2, column 9"):
        store.update("CLEAR ALL ;\n  INSRT DATA {}", LIMITS)
    with pytest.raises(QueryError, match="LOAD would call another server"):
        store.update("CLEAR ALL ; LOAD <http://127.0.0.1:9/x.ttl>", LIMITS)
    with pytest.raises(QueryError, match="this is a SPARQL query"):
        store.update("ASK {}", LIMITS)

    assert store.version == before
    assert store.graphs() == [EX + "g"]


@pytest.mark.parametrize("iri", [EX + "g", None])
def test_a_graph_is_put_added_to_and_removed(store: Store, iri: str | None) -> None:
    def triples(text: str) -> list[ox.Triple]:
        return [quad.triple for quad in ox.parse(text, format=ox.RdfFormat.TURTLE, base_iri=EX)]

    def count() -> int:
        pattern = "?s ?p ?o" if iri is None else f"GRAPH <{iri}> {{ ?s ?p ?o }}"
        return int(store.select(f"SELECT (COUNT(*) AS ?n) FROM NAMED <{iri}> WHERE {{ {pattern} }}"
                                if iri else "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")[0]["n"])

    store.put_graph(iri, triples("<a> <p> [ <q> 1 ]."), LIMITS, keep=False)
    assert count() == 2
    store.put_graph(iri, triples("<b> <p> 2 ."), LIMITS, keep=True)
    assert count() == 3
    store.put_graph(iri, triples("<c> <p> 3 ."), LIMITS, keep=False)
    assert count() == 1
    store.remove_graph(iri, LIMITS)
    assert count() == 0


def test_a_graph_that_an_update_made_can_be_removed(store: Store) -> None:
    store.update(f"INSERT DATA {{ GRAPH <{EX}h> {{ <{EX}s> <{EX}p> 1 }} }}", LIMITS)
    assert store.has_graph(EX + "h")

    store.remove_graph(EX + "h", LIMITS)

    assert not store.has_graph(EX + "h")


@pytest.mark.parametrize(("update", "expected"), [
    ("DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", "DELETE { ?s ?p ?o } USING <g:1> WHERE { ?s ?p ?o }"),
    ("DELETE WHERE { ?s ?p 'WHERE }' }", "DELETE { ?s ?p 'WHERE }' } USING <g:1> WHERE { ?s ?p 'WHERE }' }"),
    ("INSERT DATA { <a:s> <a:p> 1 } ; INSERT { ?s ?p 1 } WHERE { SELECT ?s ?p WHERE { ?s ?p ?o } }",
     "INSERT DATA { <a:s> <a:p> 1 } ; INSERT { ?s ?p 1 } USING <g:1> WHERE { SELECT ?s ?p WHERE { ?s ?p ?o } }"),
    ("CLEAR DEFAULT", "CLEAR DEFAULT"),
])
def test_graphs_beside_an_update_are_written_into_it(update: str, expected: str) -> None:
    assert with_using(update, ["g:1"], []) == expected
    ox.Store().update(expected)


def test_graphs_beside_an_update_that_names_its_own_are_refused() -> None:
    with pytest.raises(QueryError, match="USING or WITH"):
        with_using("WITH <g:2> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", ["g:1"], [])
    with pytest.raises(QueryError, match="no IRI"):
        with_using("DELETE WHERE { ?s ?p ?o }", ["not an iri"], [])


def test_a_store_that_is_only_read_takes_no_update(tmp_path: Path) -> None:
    open_store(tmp_path / "store").close()
    with open_store(tmp_path / "store", read_only=True) as store, pytest.raises(StoreError, match="reading only"):
        store.update("CLEAR ALL", LIMITS)


def test_after_an_update_the_own_version_is_one_that_never_was_too(store: Store) -> None:
    store.base = EX
    store.replace_graphs({EX + "g": GRAPH})
    before = store.own_version
    store.update(f"DELETE WHERE {{ GRAPH <{EX}g> {{ ?s ?p ?o }} }}", LIMITS)
    between = store.own_version
    store.replace_graphs({EX + "g": GRAPH})

    assert len({before, between, store.own_version}) == 3
