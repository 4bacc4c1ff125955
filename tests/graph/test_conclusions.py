"""What the knowledge base concludes, as RDF."""

from __future__ import annotations

from datetime import date

from rdflib import Graph
from rdflib.namespace import OWL, RDF, RDFS
from rdflib.term import Literal

from kb.extraction import Extraction
from kb.graph import Iris, MentionIris, conclusions_graph
from kb.graph.vocabulary import EVT, GEO, SCHEMA, SEM, TYPE, WIKIDATA
from kb.merging import Conclusions

IRIS = Iris()
SHUT, TRAPPED = IRIS.event("00000000000000a1"), IRIS.event("00000000000000a2")


def build(conclusions: Conclusions, *extractions: Extraction) -> Graph:
    return conclusions_graph(conclusions, extractions, names={"utopia": "Utopia"})


def test_an_event_has_what_its_witnesses_agree_on(
        conclusions: Conclusions, dated_report: Extraction, undated_report: Extraction) -> None:
    graph = build(conclusions, dated_report, undated_report)
    assert graph.identifier == IRIS.conclusions
    assert (SHUT, RDF.type, SEM.Event) in graph
    assert graph.value(SHUT, RDFS.label) == Literal("Rebels shut the bridge at Lanova", lang="en")
    assert graph.value(SHUT, SEM.eventType) == TYPE.Blockade
    assert graph.value(SHUT, SEM.hasEarliestBeginTimeStamp) == Literal(date(2019, 2, 17))
    assert graph.value(SHUT, EVT.dateFrom) == MentionIris(dated_report, IRIS).event("e1")
    assert graph.value(SHUT, EVT.articleCount) == graph.value(SHUT, EVT.sourceCount) == Literal(2)
    assert graph.value(SHUT, EVT.salient) == Literal(True)


def test_a_merge_carries_its_reason(
        conclusions: Conclusions, dated_report: Extraction, undated_report: Extraction) -> None:
    graph = build(conclusions, dated_report, undated_report)
    (reason,) = graph.objects(SHUT, EVT.mergedBecause)
    assert graph.value(reason, EVT.firstMention) == MentionIris(dated_report, IRIS).event("e1")
    assert graph.value(reason, EVT.secondMention) == MentionIris(undated_report, IRIS).event("e1")
    assert "same actor" in str(graph.value(reason, EVT.explanation))


def test_what_is_in_dispute_stays_with_both_sides(
        conclusions: Conclusions, dated_report: Extraction, undated_report: Extraction) -> None:
    graph = build(conclusions, dated_report, undated_report)
    (dispute,) = graph.objects(TRAPPED, EVT.disagreement)
    assert (dispute, RDF.type, EVT.CountDisagreement) in graph
    assert graph.value(dispute, EVT.firstSays) == Literal("up to 30", lang="en")
    assert graph.value(dispute, EVT.secondSays) == Literal("hundreds", lang="en")


def test_an_undated_article_says_how_it_was_dated(
        conclusions: Conclusions, dated_report: Extraction, undated_report: Extraction) -> None:
    graph = build(conclusions, dated_report, undated_report)
    concluded = graph.value(IRIS.article("river-7"), EVT.concludedDate)
    assert graph.value(concluded, SCHEMA.datePublished) == Literal(date(2019, 2, 18))
    assert graph.value(concluded, EVT.latestPublished) == Literal(date(2019, 2, 23))
    pair = graph.value(concluded, EVT.witness)
    assert graph.value(pair, EVT.secondMention) == MentionIris(dated_report, IRIS).event("e1")


def test_entities_are_described_once(
        conclusions: Conclusions, dated_report: Extraction, undated_report: Extraction) -> None:
    graph = build(conclusions, dated_report, undated_report)
    lanova, utopia = IRIS.entity("place/lanova"), IRIS.entity("utopia")
    assert {SEM.Place, SCHEMA.Place} == set(graph.objects(lanova, RDF.type))
    assert graph.value(lanova, OWL.sameAs) == WIKIDATA.Q64
    assert [str(graph.value(lanova, term)) for term in (GEO.lat, GEO.long)] == ["41.5", "20.25"]
    assert graph.value(lanova, SCHEMA.containedInPlace) == utopia
    assert graph.value(utopia, RDFS.label) == Literal("Utopia", lang="en")
    assert len(list(graph.objects(IRIS.entity("person/ana-petrova"), RDFS.label))) == 1


def test_the_order_of_the_articles_does_not_matter(
        conclusions: Conclusions, dated_report: Extraction, undated_report: Extraction) -> None:
    assert set(build(conclusions, dated_report, undated_report)) == set(
        build(conclusions, undated_report, dated_report))
