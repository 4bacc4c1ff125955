"""The scheme of types and the lexicon that uses it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from rdflib import RDF, Graph, Namespace
from rdflib.namespace import SKOS

from kb.events.lexicon import lexicon, senses
from kb.extraction import Extraction
from kb.resources import shipped
from tests.events.conftest import event

TYPE = Namespace("https://w3id.org/event-timeline/type/")


@pytest.fixture(scope="module")
def scheme() -> Graph:
    return Graph().parse(shipped("ontology", "event-types.ttl"))


def test_every_word_has_a_type_of_the_scheme(scheme: Graph) -> None:
    known = {str(concept).removeprefix(TYPE) for concept in scheme.subjects(RDF.type, SKOS.Concept)}
    assert set(lexicon().values()) <= known
    assert {sense.type for meanings in senses().values() for sense in meanings} <= known


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


@pytest.mark.parametrize(("sentence", "word", "type_"), [
    ("The patient recovered within a week.", "recovered", "Treatment"),
    ("The rebel army recovered within a year.", "recovered", "Change"),
    ("Divers recovered the painting on Friday.", "recovered", "Discovery"),
    ("A lorry hit a pedestrian on the bridge.", "hit", "Accident"),
    ("A gunman hit a guard on the bridge.", "hit", "Attack"),
    ("The drivers struck for three days.", "struck", "Strike"),
    ("A minister disputed the claim.", "disputed", "Denial"),
    ("A dispute over fish divided the two towns.", "dispute", "Contest"),
    ("The spokesman declined to comment.", "declined", "Rejection"),
    ("Profits declined in May.", "declined", "PriceChange"),
    ("The league reduced his suspension to two games.", "reduced", "Sanction"),
    ("The ministry released a statement.", "released", "Announcement"),
    ("The ministry released two prisoners.", "released", "Release"),
    ("A guard banged at the window.", "banged", "Happening"),
    ("The army waged a military campaign against the rebels.", "campaign", "Offensive"),
])
def test_what_stands_with_a_word_decides_its_sense(read: Callable[..., Extraction], sentence: str, word: str,
                                                   type_: str) -> None:
    assert event(read(sentence), word).type == type_
