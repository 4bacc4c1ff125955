"""What one article says, as RDF."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from rdflib import Graph
from rdflib.namespace import DC, PROV, RDF, RDFS
from rdflib.term import BNode, Literal, URIRef

from kb.extraction import Extraction, to_json
from kb.graph import Iris, article_graph, extraction_of
from kb.graph.vocabulary import EVT, GAF, ITSRDF, NIF, RULE, SCHEMA, SEM, TYPE

EVENTS = {"e1": "a1", "e2": "a2", "e3": "a3"}


def graph_of(extraction: Extraction) -> Graph:
    return article_graph(extraction, EVENTS, model="tiny 1", digest="d1")


def words_at(graph: Graph, node: URIRef) -> str:
    return str(graph.value(node, NIF.anchorOf))


def test_an_event_leads_to_the_words_that_tell_of_it(dated_report: Extraction) -> None:
    graph = graph_of(dated_report)
    (mention,) = graph.objects(Iris().event("a1"), GAF.denotedBy)
    begin, end = graph.value(mention, NIF.beginIndex), graph.value(mention, NIF.endIndex)
    assert isinstance(begin, Literal)
    assert isinstance(end, Literal)
    assert dated_report.article.text[begin.value:end.value] == "shut" == str(graph.value(mention, NIF.anchorOf))


def test_who_and_where_stand_at_the_event_and_their_words_at_the_mention(dated_report: Extraction) -> None:
    graph, iris = graph_of(dated_report), Iris()
    event = iris.event("a1")
    mention = graph.value(event, GAF.denotedBy)
    rebels, lanova = iris.entity("group/rebels"), iris.entity("place/lanova")
    assert graph.value(event, EVT.agent) == graph.value(event, SEM.hasActor) == rebels
    assert graph.value(event, SEM.hasPlace) == lanova
    agent = graph.value(mention, EVT.agentPhrase)
    assert isinstance(agent, URIRef)
    assert words_at(graph, agent) == "Diehard rebels"
    assert graph.value(agent, ITSRDF.taIdentRef) == rebels
    patient = graph.value(mention, EVT.patientPhrase)
    assert isinstance(patient, URIRef)
    assert words_at(graph, patient) == "the bridge"
    assert graph.value(patient, ITSRDF.taIdentRef) is None


def test_a_number_is_an_interval_at_its_words(dated_report: Extraction) -> None:
    graph = graph_of(dated_report)
    (phrase,) = graph.subjects(NIF.anchorOf, Literal("up to 300 people"))
    assert graph.value(phrase, EVT.atLeast) == Literal(0)
    assert graph.value(phrase, EVT.atMost) == Literal(300)


def test_a_time_expression_says_how_its_date_came_about(dated_report: Extraction) -> None:
    graph = graph_of(dated_report)
    (time,) = graph.objects(Iris().event("a1"), SEM.hasTime)
    assert graph.value(time, NIF.anchorOf) == Literal("yesterday")
    assert graph.value(time, SEM.hasEarliestBeginTimeStamp) == Literal(date(2019, 2, 17))
    assert graph.value(time, EVT.anchor) == Literal(date(2019, 2, 18))
    assert graph.value(time, EVT.anchorSource) == EVT.PublicationDate
    assert graph.value(time, EVT.rule) == RULE["day-before"]
    assert "the day before 2019-02-18" in str(graph.value(time, EVT.explanation))


def test_another_reading_is_kept_with_its_reason(dated_report: Extraction) -> None:
    readings = list(graph_of(dated_report).objects(None, EVT.otherReading))
    assert readings == [Literal("2018-03: the verb would have to be in the past", lang="en")]


def test_the_publication_date_bounds_an_event_and_is_never_its_date(dated_report: Extraction) -> None:
    graph = graph_of(dated_report)
    mention = graph.value(Iris().event("a2"), GAF.denotedBy)
    assert graph.value(mention, SEM.hasLatestEndTimeStamp) == Literal(date(2019, 2, 18))
    assert graph.value(mention, SEM.hasEarliestBeginTimeStamp) is None
    assert graph.value(mention, EVT.timePhrase) is None
    assert graph.value(mention, EVT.timeRelation) == EVT.BeforeOrOn
    assert graph.value(mention, EVT.dateBasis) == EVT.TenseOnly


def test_the_likely_date_stands_beside_the_bounds(dated_report: Extraction) -> None:
    graph, iris = graph_of(dated_report), Iris()
    mentions = [graph.value(iris.event(name), GAF.denotedBy) for name in ("a1", "a2")]
    assert [graph.value(mention, EVT.likelyDate) for mention in mentions] == [None, Literal(date(2019, 2, 17))]


def test_who_says_so_and_how_surely_stands_at_the_mention(dated_report: Extraction) -> None:
    graph, iris = graph_of(dated_report), Iris()
    shut = graph.value(iris.event("a1"), GAF.denotedBy)
    meet = graph.value(iris.event("a3"), GAF.denotedBy)
    assert graph.value(shut, SEM.accordingTo) == iris.entity("person/ana-petrova")
    assert graph.value(shut, EVT.certainty) == EVT.Reported
    assert graph.value(shut, EVT.reportedType) == TYPE.Blockade
    assert graph.value(shut, RDFS.label) == Literal("Rebels shut the bridge at Lanova", lang="en")
    assert graph.value(meet, EVT.certainty) == EVT.Planned
    assert graph.value(meet, EVT.tense) == EVT.FutureTense


def test_the_article_carries_its_text_its_date_and_where_that_came_from(dated_report: Extraction) -> None:
    graph, article = graph_of(dated_report), Iris().article(dated_report.article.id)
    assert graph.identifier == article
    assert (article, RDF.type, SCHEMA.NewsArticle) in graph
    assert str(graph.value(article, NIF.isString)) == dated_report.article.text
    assert graph.value(article, SCHEMA.datePublished) == Literal(date(2019, 2, 18))
    assert graph.value(article, EVT.publishedFrom) == EVT.MetadataDate
    assert graph.value(article, DC.publisher) == Literal("Harbour Post")
    assert graph.value(article, SCHEMA.url) == URIRef("https://harbour-post.example/2019/02/18/bridge?id=1")


def test_a_date_line_and_a_range_of_days_are_written(undated_report: Extraction) -> None:
    article = replace(undated_report.article, published_span=(3, 9), url="no address")
    graph = graph_of(replace(undated_report, article=article))
    node = Iris().article("river-7")
    assert graph.value(graph.value(node, EVT.publishedPhrase), NIF.anchorOf) == Literal("Sunday")
    assert graph.value(node, EVT.earliestPublished) == Literal(date(2019, 2, 17))
    assert graph.value(node, EVT.latestPublished) == Literal(date(2019, 2, 23))
    assert graph.value(node, SCHEMA.url) is None


@pytest.mark.parametrize(("address", "written"), [
    ("https://harbour-post.example/the bridge?q=<b>", "https://harbour-post.example/the%20bridge?q=%3Cb%3E"),
    ("https://harbour-post.example/100%?a[]=%C3%BC", "https://harbour-post.example/100%25?a%5B%5D=%C3%BC"),
    ("https://harbour-post.example/brücke", "https://harbour-post.example/br%C3%BCcke"),
    ("https://a:b:c/", None), ("the front page", None)])
def test_an_address_becomes_a_valid_iri_or_is_left_out(
        dated_report: Extraction, address: str, written: str | None) -> None:
    graph = graph_of(replace(dated_report, article=replace(dated_report.article, url=address)))
    assert list(graph.objects(None, SCHEMA.url)) == ([URIRef(written)] if written else [])


def test_the_program_and_its_model_are_named(dated_report: Extraction) -> None:
    graph = graph_of(dated_report)
    (activity,) = graph.subjects(PROV.used, Iris().article(dated_report.article.id))
    assert graph.value(activity, EVT.languageModel) == Literal("tiny 1")
    assert graph.value(activity, EVT.inputDigest) == Literal("d1")
    assert "event-timeline" in str(graph.value(activity, PROV.wasAssociatedWith))


def test_the_record_gives_the_extraction_back_exactly(dated_report: Extraction) -> None:
    graph, article = graph_of(dated_report), Iris().article(dated_report.article.id)
    record, text = str(graph.value(article, EVT.record)), str(graph.value(article, NIF.isString))
    assert extraction_of(record, text) == dated_report
    assert json.loads(record) == to_json(dated_report)


def test_a_mention_without_an_event_is_not_written(dated_report: Extraction) -> None:
    graph = article_graph(dated_report, {"e1": "a1"})
    assert set(graph.subjects(GAF.denotedBy)) == {Iris().event("a1")}


def test_the_same_extraction_gives_the_same_triples_and_no_blank_node(dated_report: Extraction) -> None:
    first, second = graph_of(dated_report), graph_of(dated_report)
    assert set(first) == set(second)
    assert not [term for triple in first for term in triple if isinstance(term, BNode)]
