"""The endpoint speaks the SPARQL 1.1 Protocol, and shows people an editor."""

from __future__ import annotations

import csv
import gzip
import io
from urllib.parse import quote, urlencode
from xml.etree import ElementTree

import pytest
from rdflib import Graph
from SPARQLWrapper import CSV, JSON, POST, POSTDIRECTLY, TURTLE, URLENCODED, XML, SPARQLWrapper

from kb.knowledge_base import KnowledgeBase
from tests.server.conftest import BROWSER, SHUT, Ask

LABELS = "SELECT ?label WHERE { ?event a sem:Event ; evt:salient true ; rdfs:label ?label } ORDER BY ?label"
EVENT = f"http://localhost:8000/event/{SHUT}"


@pytest.fixture
def wrapper(address: str) -> SPARQLWrapper:
    return SPARQLWrapper(f"{address}/sparql")


@pytest.mark.parametrize(("method", "way"), [("GET", URLENCODED), (POST, URLENCODED), (POST, POSTDIRECTLY)])
def test_a_query_is_answered_however_it_is_sent(wrapper: SPARQLWrapper, method: str, way: str) -> None:
    wrapper.setQuery(LABELS)
    wrapper.setMethod(method)
    wrapper.setRequestMethod(way)
    wrapper.setReturnFormat(JSON)

    labels = {row["label"]["value"] for row in wrapper.queryAndConvert()["results"]["bindings"]}

    assert {"Rebels shut the bridge at Lanova", "Ministers meet"} <= labels


def test_rows_come_as_csv_and_xml(wrapper: SPARQLWrapper) -> None:
    wrapper.setQuery(LABELS)
    wrapper.setReturnFormat(CSV)
    rows = list(csv.reader(io.StringIO(wrapper.queryAndConvert().decode())))
    assert rows[0] == ["label"]
    assert ["Ministers meet"] in rows

    wrapper.setReturnFormat(XML)
    assert "Ministers meet" in wrapper.queryAndConvert().toxml()


def test_ask_construct_and_describe_are_answered(wrapper: SPARQLWrapper) -> None:
    wrapper.setReturnFormat(JSON)
    wrapper.setQuery(f"ASK {{ <{EVENT}> a sem:Event }}")
    assert wrapper.queryAndConvert()["boolean"] is True

    wrapper.setReturnFormat(TURTLE)
    wrapper.setQuery(f"DESCRIBE <{EVENT}>")
    assert len(Graph().parse(data=wrapper.queryAndConvert(), format="turtle")) > 3
    wrapper.setQuery("CONSTRUCT { ?e rdfs:label ?l } WHERE { ?e a sem:Event ; rdfs:label ?l }")
    assert len(Graph().parse(data=wrapper.queryAndConvert(), format="turtle")) >= 4


def test_a_protocol_dataset_limits_what_is_seen(ask: Ask, knowledge_base: KnowledgeBase) -> None:
    count = "SELECT (COUNT(*) AS ?n) WHERE { ?s a evt:EventMention }"

    def mentions(**dataset: str) -> int:
        answer = ask(f"/sparql?{urlencode({'query': count} | dataset)}").json()
        return int(answer["results"]["bindings"][0]["n"]["value"])

    river = str(knowledge_base.iris.article("river-7"))
    assert mentions() == 6
    assert mentions(**{"default-graph-uri": river}) == 3
    assert mentions(**{"named-graph-uri": river}) == 0


@pytest.mark.parametrize(("accept", "type"), [
    (None, "application/sparql-results+json"),
    ("application/json", "application/sparql-results+json"),
    ("text/csv", "text/csv"),
    ("text/tab-separated-values;q=0.9, text/csv;q=0.2", "text/tab-separated-values"),
    ("application/sparql-results+xml", "application/sparql-results+xml"),
    (BROWSER, "text/html"),
])
def test_the_format_follows_accept(ask: Ask, accept: str | None, type: str) -> None:
    assert ask(f"/sparql?query={quote(LABELS)}", accept=accept).type == type


def test_the_format_can_stand_in_the_address(ask: Ask) -> None:
    answer = ask(f"/sparql?query={quote(LABELS)}&format=xml", accept=BROWSER)

    assert ElementTree.fromstring(answer.body).tag.endswith("sparql")


@pytest.mark.parametrize(("query", "says"), [
    ("SELECT ?x WHERE { ?x ", "line 1, column 22"),
    ("", "Send one query"),
    ("DELETE WHERE { ?s ?p ?o }", "queries only read"),
    ("SELECT * WHERE { SERVICE <http://example.org/sparql> { ?s ?p ?o } }", "call another server"),
])
def test_a_query_that_cannot_run_is_a_problem(ask: Ask, query: str, says: str) -> None:
    answer = ask(f"/sparql?query={quote(query)}", accept="application/sparql-results+json")

    assert (answer.status, answer.type) == (400, "application/problem+json")
    assert says in answer.json()["detail"]
    assert "Traceback" not in answer.text


def test_two_queries_at_once_are_refused(ask: Ask) -> None:
    assert ask("/sparql?query=ASK%7B%7D&query=ASK%7B%7D").status == 400


def test_a_format_that_there_is_not_is_refused(ask: Ask) -> None:
    assert ask(f"/sparql?query={quote(LABELS)}", accept="image/png").status == 406
    assert ask(f"/sparql?query={quote(LABELS)}&format=docx").status == 406


@pytest.mark.parametrize(("path", "type", "body"), [
    ("/sparql", "application/x-www-form-urlencoded", b"update=CLEAR+ALL"),
    ("/sparql", "application/sparql-update", b"CLEAR ALL"),
    ("/sparql/update", "application/sparql-update", b"CLEAR ALL"),
])
def test_updates_are_refused(ask: Ask, path: str, type: str, body: bytes) -> None:
    answer = ask(path, method="POST", body=body, Content_Type=type)

    assert answer.status == 403
    assert ask("/api/timeline").json()["total"] == 2


def test_a_body_of_another_kind_is_refused(ask: Ask) -> None:
    assert ask("/sparql", method="POST", body=b"ASK {}", Content_Type="text/plain").status == 415


def test_a_browser_gets_an_editor_with_the_ready_queries(ask: Ask) -> None:
    page = ask("/sparql", accept=BROWSER).text

    assert page.count('<li><a href="/sparql?example=') >= 10
    assert "<textarea" in page


def test_a_ready_query_is_put_into_the_editor_with_its_answer(ask: Ask) -> None:
    name = ask("/sparql", accept=BROWSER).text.partition("/sparql?example=")[2].partition('"')[0]

    page = ask(f"/sparql?example={name}", accept=BROWSER).text

    assert 'aria-current="true"' in page
    assert 'class="rows"' in page


def test_the_editor_links_rows_to_their_pages(ask: Ask) -> None:
    query = "SELECT ?event WHERE { ?event a sem:Event ; rdfs:label 'Ministers meet'@en }"

    page = ask(f"/sparql?query={quote(query)}", accept=BROWSER).text

    assert '<a href="/event/00000000000000a3">event/00000000000000a3</a>' in page


def test_the_editor_says_what_is_wrong_with_a_query(ask: Ask) -> None:
    answer = ask(f"/sparql?query={quote('SELECT ?x WHERE { <script>')}", accept=BROWSER)

    assert answer.status == 400
    assert 'role="alert"' in answer.text
    assert "<script>" not in answer.text.partition("<main")[2]


def test_an_error_says_where_the_query_is_wrong(ask: Ask) -> None:
    problem = ask(f"/sparql?query={quote('SELECT * {' + chr(10) + ' ?s }')}").json()

    assert (problem["status"], problem["line"], problem["column"]) == (400, 2, 6)


def test_a_query_that_asks_what_there_is_not_is_told_apart_from_a_wrong_one(ask: Ask) -> None:
    assert ask(f"/sparql?query={quote('SELECT (<http://example.org/f>(1) AS ?x) {}')}").status == 422


def test_without_a_query_the_endpoint_describes_itself(ask: Ask) -> None:
    graph = Graph().parse(data=ask("/sparql", accept="text/turtle").body, format="turtle")

    sd = "http://www.w3.org/ns/sparql-service-description#"
    terms = {str(value).removeprefix(sd) for value in graph.objects() if str(value).startswith(sd)}
    assert {"SPARQL11Query", "UnionDefaultGraph"} <= terms
    assert "SPARQL11Update" not in terms
    assert any(str(value).endswith("#intervalBefore") for value in graph.objects())


def test_the_same_answer_is_not_sent_twice(ask: Ask) -> None:
    path = f"/sparql?query={quote(LABELS)}"
    tag = ask(path).headers["ETag"]

    assert ask(path, If_None_Match=tag).status == 304
    assert ask(path, accept="text/csv", If_None_Match=tag).status == 200
    assert ask(f"/sparql?query={quote('SELECT (NOW() AS ?n) {}')}").headers["ETag"] is None


def test_answers_come_as_gzip_to_who_takes_it(ask: Ask) -> None:
    path = f"/sparql?query={quote('SELECT * { ?s ?p ?o } LIMIT 100')}"

    plain, packed = ask(path, accept="text/csv"), ask(path, accept="text/csv", Accept_Encoding="gzip")

    assert packed.headers["Content-Encoding"] == "gzip"
    assert len(packed.body) < len(plain.body) / 2
    assert gzip.decompress(packed.body) == plain.body
    assert ask(path, Accept_Encoding="gzip;q=0").headers["Content-Encoding"] is None


def test_a_head_request_is_answered_without_a_body(ask: Ask) -> None:
    path = f"/sparql?query={quote(LABELS)}"
    head = ask(path, method="HEAD")

    assert (head.status, head.body) == (200, b"")
    assert head.headers["Content-Length"] == str(len(ask(path).body))


def test_a_page_of_another_site_may_ask(ask: Ask) -> None:
    answer = ask("/sparql", method="OPTIONS", Origin="https://a.example", Access_Control_Request_Method="POST")

    assert answer.status == 200
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "POST" in answer.headers["Access-Control-Allow-Methods"]
    assert "Content-Type" in answer.headers["Access-Control-Allow-Headers"]


def test_a_query_that_is_too_long_is_refused(ask: Ask) -> None:
    body = b"SELECT * { } #" + b"x" * (5 << 20)

    assert ask("/sparql", method="POST", body=body, Content_Type="application/sparql-query").status == 413


def test_relative_iris_hang_below_the_base_of_the_knowledge_base(ask: Ask) -> None:
    assert ask(f"/sparql?query={quote(f'ASK {{ <event/{SHUT}> a sem:Event }}')}").json()["boolean"] is True


def test_events_can_be_asked_by_how_their_times_lie(ask: Ask) -> None:
    query = ("SELECT DISTINCT ?first ?second WHERE { ?a evt:salient true ; rdfs:label ?first . "
             "?b evt:salient true ; rdfs:label ?second FILTER(evt:intervalBefore(?a, ?b)) }")

    rows = list(csv.reader(io.StringIO(ask(f"/sparql?query={quote(query)}", accept="text/csv").text)))

    assert rows == [["first", "second"], ["Rebels shut the bridge at Lanova", "Ministers meet"]]
