"""The shapes let right graphs pass and name what is wrong with broken ones."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from rdflib import Graph
from rdflib.namespace import OWL, RDFS, XSD
from rdflib.term import Literal, URIRef

from kb.graph import EVIDENCE_QUERY, Iris, validate
from kb.graph.vocabulary import EVT, GAF, ITSRDF, NIF, SCHEMA, SEM
from kb.store.embedded import EmbeddedStore

IRIS = Iris()
SHUT = IRIS.event("00000000000000a1")
ARTICLE = IRIS.article("river-7")
OTHER_ARTICLE = IRIS.article("https://harbour-post.example/2019/02/18/bridge?id=1")
DENIED = IRIS.event("00000000000000a4")
SENTENCE = IRIS.chars("river-7", 79, 111)
MENTION = IRIS.chars("river-7", 21, 27)
TIME = IRIS.chars("river-7", 3, 9)


def test_what_is_written_is_right(everything: Graph) -> None:
    assert validate(everything) == []


def test_each_article_is_right_by_itself(named_graphs: dict[str, Graph]) -> None:
    del named_graphs[str(IRIS.conclusions)]
    assert [validate(graph) for graph in named_graphs.values()] == [[], []]


def test_the_conclusions_are_right_with_the_evidence_that_a_store_adds(named_graphs: dict[str, Graph]) -> None:
    conclusions = named_graphs[str(IRIS.conclusions)]
    assert validate(conclusions) != []
    store = EmbeddedStore(None)
    store.replace_graphs(named_graphs)
    assert validate(conclusions + store.query(EVIDENCE_QUERY).graph()) == []


BREAKS = {
    "an event loses its words": ((DENIED, GAF.denotedBy, None), None,
                                 "event/00000000000000a4 gaf:denotedBy: an event is denoted by words of an article"),
    "words are shifted": ((MENTION, NIF.beginIndex, None), (MENTION, NIF.beginIndex, Literal(20)),
                          "article/river-7: the words at these offsets are others"),
    "words end before they begin": ((SENTENCE, NIF.endIndex, None), (SENTENCE, NIF.endIndex, Literal(5)),
                                    "begin at one offset, before they end"),
    "an actor is named by no words": (None, (SHUT, SEM.hasActor, IRIS.entity("person/ana-petrova")),
                                      "no words of a mention name this actor"),
    "a place is named by no words": (None, (SHUT, SEM.hasPlace, IRIS.entity("utopia")),
                                     "no words of a mention name this place"),
    "a date comes from nowhere": (None, (SHUT, SEM.hasTime, IRIS.chars("elsewhere", 1, 2)),
                                  "no mention is dated by this time expression"),
    "a time has no rule": ((TIME, EVT.rule, None), None, "says by which rule it was understood"),
    "a time has no explanation": ((TIME, EVT.explanation, None), None, "says how its date came about"),
    "a bound is no date": ((TIME, SEM.hasEarliestBeginTimeStamp, None),
                           (TIME, SEM.hasEarliestBeginTimeStamp, Literal("2019", datatype=XSD.gYear)),
                           "the earliest day is one xsd:date"),
    "it begins after it ends": ((SHUT, SEM.hasLatestEndTimeStamp, None),
                                (SHUT, SEM.hasLatestEndTimeStamp, Literal("2018-01-01", datatype=XSD.date)),
                                "not after the latest"),
    "an unknown granularity": ((TIME, EVT.granularity, None), (TIME, EVT.granularity, Literal("fortnight")),
                               "one of the known ones (fortnight)"),
    "a mention loses its certainty": ((MENTION, EVT.certainty, None), None, "a mention has one certainty"),
    "a mention denotes two events": (None, (IRIS.event("00000000000000a2"), GAF.denotedBy, MENTION),
                                     "a mention denotes one event"),
    "an event has two labels": (None, (SHUT, RDFS.label, Literal("Other", lang="en")), "an event has one label"),
    "an event is no longer counted": ((SHUT, EVT.articleCount, None), None, "told by one article or more"),
    "an article loses its text": ((OTHER_ARTICLE, NIF.isString, None), None, "an article carries its text once"),
    "an article loses its record": ((ARTICLE, EVT.record, None), None, "carries its record once"),
    "a day of publication is no day": ((ARTICLE, SCHEMA.datePublished, None),
                                       (ARTICLE, SCHEMA.datePublished, Literal("soon")), "one xsd:date (soon)"),
    "a reason points nowhere": ((None, EVT.secondMention, None), (URIRef(f"{SHUT}#reason-1"), EVT.secondMention,
                                                                  IRIS.chars("gone", 1, 2)),
                                "the second mention leads to characters"),
    "a wrong link": (None, (IRIS.entity("place/lanova"), OWL.sameAs, URIRef("https://www.wikidata.org/wiki/Q64")),
                     "at most one link to Wikidata"),
    "a phrase refers to text": (None, (MENTION, ITSRDF.taIdentRef, Literal("rebels")), "refer to entities"),
    "a place in no place": (None, (IRIS.entity("place/lanova"), SCHEMA.containedInPlace, IRIS.entity("mars")),
                            "a place lies in places"),
}


@pytest.fixture(scope="module")
def findings(make_graphs: Callable[[], dict[str, Graph]]) -> list[str]:
    """What is found in a graph with all these faults: they lie apart, and checking once is quicker."""
    broken = Graph()
    for graph in make_graphs().values():
        broken += graph
    for removed, added, _ in BREAKS.values():
        if removed:
            assert list(broken.triples(removed))
            broken.remove(removed)
        if added:
            broken.add(added)
    return validate(broken)


@pytest.mark.parametrize("case", BREAKS)
def test_a_broken_graph_is_found_out(findings: list[str], case: str) -> None:
    finding = BREAKS[case][2]
    assert any(finding in line for line in findings), findings
    assert all("\n" not in line for line in findings)


def test_findings_are_short_and_in_order(everything: Graph) -> None:
    everything.remove((None, RDFS.label, None))
    findings = validate(everything)
    assert findings == sorted(findings)
    assert f"{SHUT} rdfs:label: an event has one label" in findings


def test_a_graph_without_anything_is_right() -> None:
    assert validate(Graph()) == []
