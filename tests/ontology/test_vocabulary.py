"""The vocabulary documents what is written, and what is written is documented."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import get_args

import pytest
from rdflib import Graph
from rdflib.namespace import OWL, RDF, RDFS, SKOS
from rdflib.term import BNode, URIRef

from kb.entities import EntityType
from kb.events import Certainty, DateBasis, Polarity, Role, Tense, TimeRelation
from kb.graph import PREFIXES, concepts_graph, time_rules, vocabulary
from kb.graph.vocabulary import EVT, RULE, TYPE
from kb.reading import DateSource
from kb.resources import shipped
from kb.store.functions import FUNCTION_IRIS
from kb.temporal import RULES, AnchorSource, Granularity, TimeType

ONTOLOGY = Graph().parse(shipped("ontology", "event-timeline.ttl"), format="turtle")
DECLARED = {term for term in ONTOLOGY.subjects(RDF.type) if str(term).startswith(str(EVT))}
#: Own terms that no article or conclusion writes: what groups others, and the store's own books, functions.
FOR_OTHERS = {EVT.participantPhrase, EVT.Certainty, EVT.Polarity, EVT.Tense, EVT.TimeRelation, EVT.DateSource,
              EVT.DateBasis, EVT.contentDigest, EVT.contentVersion,
              *map(URIRef, FUNCTION_IRIS.values())}
SOURCES = Path(vocabulary.__file__).parent


def test_every_term_that_is_written_is_declared(everything: Graph) -> None:
    written = {term for triple in everything for term in triple
               if isinstance(term, URIRef) and str(term).startswith(str(EVT))}
    assert written <= DECLARED


def test_every_term_that_the_program_knows_is_declared_and_the_other_way_round() -> None:
    known = {EVT[name] for path in SOURCES.glob("*.py") for name in re.findall(r"\bEVT\.(\w+)", path.read_text())}
    assert known - DECLARED == set()
    assert DECLARED - known == FOR_OTHERS


@pytest.mark.parametrize("term", sorted(DECLARED), ids=lambda term: term.removeprefix(str(EVT)))
def test_every_own_term_has_a_label_and_a_sentence_about_it(term: URIRef) -> None:
    assert ONTOLOGY.value(term, RDFS.label)
    assert str(ONTOLOGY.value(term, RDFS.comment)).endswith(".")


def test_terms_that_it_builds_on_are_its_own_or_of_a_vocabulary_with_a_prefix() -> None:
    links = (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range)
    for target in {value for link in links for value in ONTOLOGY.objects(None, link)}:
        assert target in DECLARED or any(str(target).startswith(namespace) for namespace in PREFIXES.values()
                                         if namespace != str(EVT))


@pytest.mark.parametrize(("table", "values"), [
    (vocabulary.ROLES, Role), (vocabulary.ROLE_PHRASES, Role), (vocabulary.CERTAINTIES, Certainty),
    (vocabulary.POLARITIES, Polarity), (vocabulary.TIME_RELATIONS, TimeRelation),
    (vocabulary.DATE_BASES, DateBasis),
    (vocabulary.DATE_SOURCES, DateSource), (vocabulary.ANCHOR_SOURCES, AnchorSource),
    (vocabulary.ENTITY_CLASSES, EntityType)])
def test_every_value_of_a_type_has_its_term(table: dict[str, URIRef], values: object) -> None:
    assert set(table) == set(get_args(values))


def test_values_that_have_no_term_are_known() -> None:
    assert set(get_args(Tense)) - set(vocabulary.TENSES) == {"none"}
    assert set(get_args(TimeType)) - set(vocabulary.TIME_CLASSES) == {"SET"}


def test_the_shapes_know_every_granularity() -> None:
    shapes = shipped("ontology", "shapes.ttl").read_text(encoding="utf-8")
    listed = re.search(r"evt:granularity ; sh:maxCount 1 ;\s+sh:in \(([^)]*)\)", shapes)
    assert listed
    assert re.findall(r'"([^"]+)"', listed.group(1)) == list(get_args(Granularity))


def test_the_rules_of_the_grammar_are_concepts_with_a_label() -> None:
    rules = time_rules()
    for id in RULES:
        assert rules.value(RULE[id], SKOS.prefLabel)
        assert rules.value(RULE[id], SKOS.example)


def test_the_concepts_hold_types_rules_and_terms_without_blank_nodes() -> None:
    concepts = concepts_graph()
    assert (TYPE.Blockade, RDF.type, SKOS.Concept) in concepts
    assert (EVT.Planned, RDFS.label, None) in concepts
    assert not [term for triple in concepts for term in triple if isinstance(term, BNode)]
    assert set(concepts) == set(concepts_graph())


def test_the_json_ld_context_coerces_every_own_property_that_points_somewhere() -> None:
    context = json.loads(shipped("ontology", "context.jsonld").read_text(encoding="utf-8"))["@context"]
    for prefix, namespace in PREFIXES.items():
        assert context[prefix] == namespace
    for term in ONTOLOGY.subjects(RDF.type, OWL.ObjectProperty):
        if term not in FOR_OTHERS:
            assert context["evt:" + str(term).removeprefix(str(EVT))] == {"@type": "@id"}
