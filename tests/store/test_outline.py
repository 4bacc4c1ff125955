"""What a SPARQL text is and reaches for is told from its tokens, never from what stands inside them."""

from __future__ import annotations

import pytest

from kb.store.outline import outline


@pytest.mark.parametrize(("sparql", "kind"), [
    ("SELECT * {}", "select"), ("select * {}", "select"), ("ASK {}", "ask"), ("DESCRIBE <a:b>", "graph"),
    ("PREFIX select: <a:> CONSTRUCT WHERE { ?s ?p ?o }", "graph"),
    ("# ASK\nBASE <http://x/SELECT>\nprefix ask: <ASK>\nSELECT ?describe {}", "select"),
    ("INSERT DATA {}", None), ("", None), ("hello", None),
])
def test_the_kind_of_query(sparql: str, kind: str | None) -> None:
    assert outline(sparql).kind == kind


@pytest.mark.parametrize("sparql", [
    "SELECT * { SERVICE <http://a/> { ?s ?p ?o } }",
    "SELECT * { service silent ?x { ?s ?p ?o } }",
    "SELECT * { ?s ?p 'it''s' . SERVICE<http://a/>{} }",
    "SELECT * { \\u0053ERVICE <http://a/> {} }",
    "SELECT * { FILTER(?a<?b) SERVICE <http://a/> {} }",
    "SELECT * { FILTER(?a<?b&&EXISTS{SERVICE<http://a/>{}}) }",
    "SELECT * { ?s ?p '\\'' . SERVICE <http://a/> {} # '\n }",
    'SELECT * { ?s ?p """ " """ . SERVICE <http://a/> {} }',
    "SELECT * {#'\nSERVICE <http://a/> {} }#'",
])
def test_a_call_to_another_server_is_seen_however_it_is_written(sparql: str) -> None:
    assert outline(sparql).calls[0].keyword == "SERVICE"


@pytest.mark.parametrize("sparql", [
    "SELECT ?service { ?service <http://a/SERVICE> 'SERVICE' }",
    "PREFIX service: <http://a/> SELECT * { service:x service:SERVICE \"it's SERVICE\" }",
    "SELECT * { ?s ?p ?o } # SERVICE <http://a/> {}",
    "SELECT * { ?s ?p '''\nSERVICE ' <http://a/>''' , \"\\\" SERVICE\" }",
    "SELECT * { ?s ?p 'x'@service }",
    "SELECT * { _:SERVICE ?p $LOAD }",
])
def test_the_word_service_elsewhere_is_no_call(sparql: str) -> None:
    assert outline(sparql).calls == ()


def test_load_is_seen_in_an_update() -> None:
    seen = outline("PREFIX a: <b:> LOAD SILENT <http://a/> INTO GRAPH <a:g>")
    assert seen.updates
    assert [call.keyword for call in seen.calls] == ["LOAD"]


@pytest.mark.parametrize(("sparql", "names"), [
    ("SELECT * FROM <a:g> {}", True), ("SELECT * from named <a:g> {}", True),
    ("SELECT ?from { ?from ?p 'FROM' }", False),
])
def test_a_query_that_names_its_graphs(sparql: str, names: bool) -> None:
    assert outline(sparql).names_dataset is names


def test_the_prefixes_that_it_declares() -> None:
    assert outline("PREFIX a: <x:> prefix : <y:> SELECT * { b:c ?p ?o }").prefixes == {"a", ""}
