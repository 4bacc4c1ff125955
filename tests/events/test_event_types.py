"""The scheme of types and the lexicon that uses it."""

from __future__ import annotations

import pytest
from rdflib import RDF, Graph, Namespace
from rdflib.namespace import SKOS

from kb.events.lexicon import lexicon
from kb.events.types import BY_OBJECT
from kb.resources import shipped

TYPE = Namespace("https://w3id.org/event-timeline/type/")


@pytest.fixture(scope="module")
def scheme() -> Graph:
    return Graph().parse(shipped("ontology", "event-types.ttl"))


def test_every_word_has_a_type_of_the_scheme(scheme: Graph) -> None:
    known = {str(concept).removeprefix(TYPE) for concept in scheme.subjects(RDF.type, SKOS.Concept)}
    assert set(lexicon().values()) <= known
    assert {type_ for cases in BY_OBJECT.values() for _, type_ in cases} <= known


def test_every_type_is_defined_with_an_example_and_a_place_in_the_tree(scheme: Graph) -> None:
    top = set(scheme.subjects(SKOS.topConceptOf))
    for concept in scheme.subjects(SKOS.inScheme, Namespace("https://w3id.org/event-timeline/").type):
        assert scheme.value(concept, SKOS.prefLabel) and scheme.value(concept, SKOS.definition)
        assert scheme.value(concept, SKOS.example), concept
        above, steps = concept, 0
        while above not in top:
            above, steps = scheme.value(above, SKOS.broader), steps + 1
            assert above is not None and steps <= 3, concept


def test_a_word_keeps_its_first_type() -> None:
    assert lexicon()[("attack", "v")] == "Attack"
    assert lexicon()[("announcement", "n")] == "Announcement"
    assert lexicon()[("take back", "v")] == "Repatriation"
