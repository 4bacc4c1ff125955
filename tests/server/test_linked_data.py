"""Things have one address: a page for people, RDF for programs."""

from __future__ import annotations

import json

import pyoxigraph as ox
import pytest
from rdflib import RDFS, Graph, URIRef
from rdflib.namespace import VOID

from tests.server.conftest import BROWSER, SHUT, Ask

PATHS = {f"/event/{SHUT}": f"http://localhost:8000/event/{SHUT}",
         "/entity/place/lanova": "http://localhost:8000/entity/place/lanova",
         "/article/river-7": "http://localhost:8000/article/river-7"}
FORMATS = {"ttl": ("text/turtle", ox.RdfFormat.TURTLE), "nt": ("application/n-triples", ox.RdfFormat.N_TRIPLES),
           "jsonld": ("application/ld+json", ox.RdfFormat.JSON_LD),
           "rdf": ("application/rdf+xml", ox.RdfFormat.RDF_XML)}


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("suffix", FORMATS)
def test_a_thing_comes_as_rdf_by_suffix_and_by_accept(ask: Ask, path: str, suffix: str) -> None:
    media_type, parser = FORMATS[suffix]

    by_suffix = ask(f"{path}.{suffix}", accept=BROWSER)
    by_accept = ask(path, accept=media_type)

    assert (by_suffix.status, by_suffix.type) == (200, media_type)
    assert by_suffix.headers["Link"] == f'<{PATHS[path]}>; rel="describes"'
    assert (by_accept.status, by_accept.headers["Location"]) == (303, f"{path}.{suffix}")
    assert by_accept.headers["Vary"] == "Accept"
    triples = {quad.triple for quad in ox.parse(by_suffix.body, format=parser)}
    assert PATHS[path] in {triple.subject.value for triple in triples}


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("accept", [None, "*/*", BROWSER, "text/html"])
def test_a_thing_comes_as_a_page_to_all_others(ask: Ask, path: str, accept: str | None) -> None:
    answer = ask(path, accept=accept)

    assert (answer.status, answer.type) == (200, "text/html")
    assert f'<link rel="alternate" href="{path}.ttl"' in answer.text or "/event/" not in path


def test_a_page_says_where_its_data_is(ask: Ask) -> None:
    links = ask(f"/event/{SHUT}", accept=BROWSER).headers["Link"]

    assert f'<{PATHS[f"/event/{SHUT}"]}>; rel="describes"' in links
    assert f'</event/{SHUT}.ttl>; rel="alternate"; type="text/turtle"' in links


@pytest.mark.parametrize(("path", "type"), [(f"/event/{SHUT}", "Event"), ("/entity/place/lanova", "Place"),
                                            ("/article/river-7", "NewsArticle")])
def test_a_page_tells_search_engines_what_it_is_about(ask: Ask, path: str, type: str) -> None:
    page = ask(path, accept=BROWSER).text
    data = json.loads(page.partition('<script type="application/ld+json">')[2].partition("</script>")[0])

    assert (data["@context"], data["@type"], data["@id"]) == ("https://schema.org", type, PATHS[path])
    if type == "Event":
        assert (data["name"], data["startDate"]) == ("Rebels shut the bridge at Lanova", "2019-02-17")
        assert data["location"][0]["sameAs"] == "http://www.wikidata.org/entity/Q64"
        assert {article["@type"] for article in data["subjectOf"]} == {"NewsArticle"}


def test_an_event_as_rdf_leads_to_the_words_that_tell_it(ask: Ask) -> None:
    graph = Graph().parse(data=ask(f"/event/{SHUT}.ttl").body, format="turtle")

    event = URIRef(PATHS[f"/event/{SHUT}"])
    assert "Rebels shut the bridge at Lanova" in {str(label) for label in graph.objects(event, RDFS.label)}
    said = URIRef("http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#anchorOf")
    assert {"shut", "closed"} <= {str(words) for words in graph.objects(None, said)}


def test_nothing_acceptable_is_said(ask: Ask) -> None:
    assert ask(f"/event/{SHUT}", accept="image/png").status == 406


@pytest.mark.parametrize("path", ["/event/none", "/event/none.ttl", "/entity/none", "/article/none.nt", "/%00",
                                  "/event/%22%3E%3Cscript%3E", "/entity/a%3E%20b.ttl"])
def test_what_is_not_there_is_not_found(ask: Ask, path: str) -> None:
    answer = ask(path, accept=BROWSER)

    assert (answer.status, answer.type) == (404, "text/html")
    assert "<script>" not in answer.text
    assert ask(path).type == "application/problem+json"


def test_everything_comes_as_trig(ask: Ask) -> None:
    answer = ask("/dump.trig")

    named = {quad.graph_name.value for quad in ox.parse(answer.body, format=ox.RdfFormat.TRIG)}
    assert answer.type == "application/trig"
    assert "http://localhost:8000/article/river-7" in named


def test_the_vocabulary_and_the_data_set_describe_themselves(ask: Ask) -> None:
    assert len(Graph().parse(data=ask("/ontology").body, format="turtle")) > 50
    assert len(Graph().parse(data=ask("/ontology.nt").body, format="nt")) > 50
    assert ask("/ontology.docx").status == 404
    void = Graph().parse(data=ask("/.well-known/void").body, format="turtle")
    (dataset,) = void.subjects(VOID.dataDump)
    (triples,) = void.objects(dataset, VOID.triples)
    dump = {quad.triple for quad in ox.parse(ask("/dump.trig").body, format=ox.RdfFormat.TRIG)}
    assert 0 < len(dump) <= triples.toPython() <= len(dump) + 10  # the store's own books are not in the dump
    classes = {str(void.value(part, VOID["class"])): void.value(part, VOID.entities).toPython()
               for part in void.objects(None, VOID.classPartition)}
    assert classes["http://semanticweb.cs.vu.nl/2009/11/sem/Event"] == 4
    assert any(str(value).endswith("/sparql") for value in void.objects())
    assert json.loads(ask("/ontology", accept="application/ld+json").body)
