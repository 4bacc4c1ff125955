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


GAME = ("The Rockets won the playoff game on Sunday. Their quarterback threw for two touchdowns before halftime, and "
        "the kicker and a linebacker had to leave the stadium. Ada Moreno {} in the fourth quarter.")


@pytest.mark.parametrize(("words", "move"), [
    ("fired a shot", "fired"), ("was knocked down", "knocked"), ("fended off a rush", "fended"),
    ("shot 51 percent", "shot")])
def test_in_a_report_of_a_game_words_of_war_are_moves_that_stay_details(read: Callable[..., Extraction], words: str,
                                                                        move: str) -> None:
    moved = event(read(GAME.format(words)), move)
    assert moved.type == "Match" and not moved.salient and "one move of a game" in moved.salience_reasons


def test_what_police_deal_with_is_no_move_of_a_game(read: Callable[..., Extraction]) -> None:
    found = read(GAME.format("scored") + "\nPolice said a gunman shot a fan outside the stadium.")
    assert event(found, "shot").type == "Shooting"


def test_a_boxer_who_stops_another_wins(read: Callable[..., Extraction]) -> None:
    found = read("Heavyweight Ilya Brandt stopped Marco Ruiz on Saturday. The bout had been put off twice. Boxing fans "
                 "and the referee hailed the knockout.")
    assert event(found, "stopped").type == "Victory"


@pytest.mark.parametrize(("sentence", "word", "type_"), [
    ("A clerk was fired from the bank.", "fired", "Resignation"),
    ("Ada Moreno is survived by two sons.", "survived", "State"),
    ("Reporters asked whether the dam was safe.", "asked", "Statement"),
    ("The gang cracked two safes.", "cracked", "Crime"),
    ("These factors appealed to the voters.", "appealed", "Change"),
    ("The union played a role in the talks.", "played", "State"),
])
def test_more_senses_by_voice_by_question_and_by_who_cannot_act(read: Callable[..., Extraction], sentence: str,
                                                              word: str, type_: str) -> None:
    assert event(read(sentence), word).type == type_


def test_what_an_article_is_about_tells_an_accident_from_an_attack(read: Callable[..., Extraction]) -> None:
    crash = "A motorist fled after the crash. The pedestrian was in a crosswalk near an intersection. {}"
    assert event(read(crash.format("She was struck at dusk.")), "struck").type == "Accident"
    assert event(read("A gunman fled. She was struck at dusk."), "struck").type == "Attack"


def test_with_whom_one_agrees_makes_a_deal_with_what_only_an_opinion(read: Callable[..., Extraction]) -> None:
    assert event(read("The mayor agreed with the assessment."), "agreed").type == "Opinion"
    assert event(read("The mayor agreed with the union to open the pier."), "agreed").type == "Agreement"
