"""Which format a client gets, and what is in it."""

from __future__ import annotations

import csv
import io
import json
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
from rdflib import Graph

from kb.errors import QueryError
from kb.store import Store, format_named, formats_for, negotiate, preferred, serialise_graph
from kb.store.formats import GRAPH_FORMATS
from kb.store.outline import QueryKind


@pytest.mark.parametrize(("accept", "kind", "name"), [
    (None, "select", "json"), ("", "ask", "json"), ("*/*", "graph", "turtle"),
    ("application/sparql-results+xml", "select", "xml"), ("text/csv", "select", "csv"),
    ("text/tab-separated-values;q=0.9, text/csv;q=0.8", "select", "tsv"),
    ("application/json", "select", "json"), ("application/json", "graph", "json-ld"),
    ("application/rdf+xml, text/turtle;q=0.5", "graph", "rdf-xml"),
    ("text/*;q=0.4, application/n-triples;q=0.5", "graph", "n-triples"),
    ("text/*, text/turtle;q=0", "graph", "n-triples"),
    ("text/html, application/xhtml+xml, */*;q=0.8", "select", "json"),
    ("image/png", "select", None), ("text/turtle", "ask", None), ("text/csv;q=0", "select", None),
    ("application/ld+json; profile=\"x\"", "graph", "json-ld"),
])
def test_the_accept_header_decides(accept: str | None, kind: QueryKind, name: str | None) -> None:
    chosen = negotiate(accept, kind)
    assert (chosen.name if chosen else None) == name


def test_a_page_can_be_among_what_is_offered() -> None:
    browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    assert preferred(browser, ["text/turtle", "text/html"]) == "text/html"
    assert preferred("text/turtle, */*;q=0.1", ["text/html", "text/turtle"]) == "text/turtle"
    assert preferred("image/png", ["text/html"]) is None


@pytest.mark.parametrize(("name", "kind", "found"), [
    ("CSV", "select", "csv"), ("ttl", "graph", "turtle"), ("application/ld+json", "graph", "json-ld"),
    ("turtle", "select", None)])
def test_a_format_is_found_by_name_suffix_or_media_type(name: str, kind: QueryKind, found: str | None) -> None:
    format_ = format_named(name, kind)
    assert (format_.name if format_ else None) == found


def test_rows_are_written_in_every_format(store: Store) -> None:
    query = 'SELECT ?n ?w WHERE { VALUES (?n ?w) { (1 "a, \\"b\\"\\nc"@en) } }'
    written = {each.name: store.query(query).serialise(each) for each in formats_for("select")}
    assert json.loads(written["json"])["results"]["bindings"][0]["w"]["value"] == 'a, "b"\nc'
    assert list(csv.reader(io.StringIO(written["csv"].decode(), newline=""))) == [["n", "w"], ["1", 'a, "b"\nc']]
    assert written["tsv"].decode().splitlines()[1].split("\t")[0] == "1"
    assert ElementTree.fromstring(written["xml"]).tag.endswith("sparql")


def test_yes_and_no_are_written_in_json_and_xml(store: Store) -> None:
    json_, xml, *_ = formats_for("ask")
    assert json.loads(store.query("ASK {}").serialise(json_))["boolean"] is True
    assert b"<boolean>true</boolean>" in store.query("ASK {}").serialise(xml)


def test_a_graph_says_the_same_in_every_format(store: Store, everything: Graph) -> None:
    plain = ox.RdfFormat.N_TRIPLES
    parsers = {"turtle": ox.RdfFormat.TURTLE, "n-triples": plain, "rdf-xml": ox.RdfFormat.RDF_XML,
               "json-ld": ox.RdfFormat.JSON_LD}
    store.replace_graphs({"http://x.example/g": everything})
    for each in GRAPH_FORMATS:
        asked = store.query("CONSTRUCT { ?s ?p ?o } WHERE { GRAPH <http://x.example/g> { ?s ?p ?o } }")
        for written in (serialise_graph(everything, each), asked.serialise(each)):
            triples = ox.serialize(ox.parse(written, format=parsers[each.name]), format=plain)
            assert set(Graph().parse(data=triples, format="nt")) == set(everything)


def test_the_same_graph_is_written_in_the_same_bytes(named_graphs: dict[str, Graph]) -> None:
    for graph in named_graphs.values():
        shuffled = Graph()
        for triple in sorted(graph, reverse=True):
            shuffled.add(triple)
        for each in GRAPH_FORMATS:
            assert serialise_graph(graph, each) == serialise_graph(shuffled, each)


def test_a_format_of_another_kind_is_refused(store: Store) -> None:
    turtle = format_named("turtle", "graph")
    assert turtle is not None
    with pytest.raises(QueryError, match="turtle is no format for the result of a select query; choose one of json"):
        store.query("SELECT * {}").serialise(turtle)
