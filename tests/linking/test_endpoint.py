"""Asking politely, and what happens when the endpoint fails, on a real server that fails for real."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

import kb
from kb.errors import LinkingError
from kb.linking.endpoint import Endpoint
from tests.linking.conftest import Answer, Moody

Ask = Callable[[str], Endpoint]
QUESTION = """SELECT ?item WHERE { ?item <http://www.w3.org/2000/01/rdf-schema#label> "Zorvanat"@en } ORDER BY ?item"""
ANSWER = [{"item": "http://www.wikidata.org/entity/Q900000031"}, {"item": "http://www.wikidata.org/entity/Q900000032"}]


def test_rows_come_back(ask: Ask, wikidata: str) -> None:
    assert ask(wikidata).select(QUESTION) == ANSWER


def test_the_user_agent_says_who_asks_and_whom_to_turn_to(moody: Moody) -> None:
    Endpoint(moody.address, contact="desk@example.org", pause=0.0).select(QUESTION)
    assert moody.agents == [f"event-timeline/{kb.__version__} (desk@example.org) SPARQLWrapper"]


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_busy_endpoint_is_asked_again_after_longer_and_longer_waits(ask: Ask, moody: Moody, waits: list[float],
                                                                      status: int) -> None:
    moody.next = [Answer(status), Answer(status), Answer(status)]
    assert ask(moody.address).select(QUESTION) == ANSWER
    assert waits == [2.0, 4.0, 8.0]


@pytest.mark.parametrize("status", [429, 500, 503])
def test_retry_after_is_honoured_in_seconds(ask: Ask, moody: Moody, waits: list[float], status: int) -> None:
    moody.next = [Answer(status, {"Retry-After": "17"})]
    assert ask(moody.address).select(QUESTION) == ANSWER
    assert waits == [17.0]


def test_retry_after_is_honoured_as_a_date(ask: Ask, moody: Moody, waits: list[float]) -> None:
    later = datetime.now(UTC) + timedelta(seconds=60)
    moody.next = [Answer(429, {"Retry-After": format_datetime(later, usegmt=True)})]
    assert ask(moody.address).select(QUESTION) == ANSWER
    assert 30 < waits[0] <= 60


def test_a_retry_after_that_makes_no_sense_counts_as_none(ask: Ask, moody: Moody, waits: list[float]) -> None:
    moody.next = [Answer(503, {"Retry-After": "soon"})]
    assert ask(moody.address).select(QUESTION) == ANSWER
    assert waits == [2.0]


def test_who_is_told_to_come_back_in_an_hour_does_not_sit_there(ask: Ask, moody: Moody, waits: list[float]) -> None:
    moody.next = [Answer(429, {"Retry-After": "3600"})]
    with pytest.raises(LinkingError, match=r"is busy \(429 .*asks to wait 3600 seconds; try again then"):
        ask(moody.address).select(QUESTION)
    assert waits == []


@pytest.mark.parametrize(("answer", "said"), [
    (Answer(200, {"Content-Type": "application/sparql-results+json"}, b'{"results": {"bindings": [{"item"'),
     "answers with something that is no SPARQL result"),
    (Answer(200, {"Content-Type": "text/html"}, b"<html>Welcome to the hotel</html>"),
     "answers with something that is no SPARQL result"),
    (Answer(200, {"Content-Type": "application/sparql-results+json"}, b'{"results": []}'),
     "answers with something that is no SPARQL result"),
    (Answer(hang_up=True), "breaks off"),
    (Answer(429), "is busy"),
    (Answer(500), r"fails \(500\)"),
])
def test_after_five_attempts_it_gives_up_and_says_why(ask: Ask, moody: Moody, answer: Answer, said: str) -> None:
    moody.next = [answer] * 5
    with pytest.raises(LinkingError, match=f"{said}.*, 5 times; try again later") as error:
        ask(moody.address).select(QUESTION)
    assert str(error.value).startswith(moody.address)
    assert "\n" not in str(error.value)
    assert len(moody.questions) == 5


def test_noise_once_is_forgiven(ask: Ask, moody: Moody) -> None:
    moody.next = [Answer(200, {}, b"\xff\xfe\x00"), Answer(hang_up=True)]
    assert ask(moody.address).select(QUESTION) == ANSWER


@pytest.mark.parametrize(("status", "said"), [(400, "refuses the question"), (401, "is no open SPARQL endpoint"),
                                              (403, r"refuses \(403"), (404, "is no open SPARQL endpoint")])
def test_a_refusal_is_not_asked_again(ask: Ask, moody: Moody, waits: list[float], status: int, said: str) -> None:
    moody.next = [Answer(status)]
    with pytest.raises(LinkingError, match=said):
        ask(moody.address).select(QUESTION)
    assert (len(moody.questions), waits) == (1, [])


def test_an_endpoint_that_is_not_there_is_named(ask: Ask) -> None:
    with pytest.raises(LinkingError, match=r"http://127\.0\.0\.1:9/sparql can't be reached .*, 5 times"):
        ask("http://127.0.0.1:9/sparql").select(QUESTION)


def test_a_name_that_nobody_knows_is_not_waited_for(ask: Ask, waits: list[float]) -> None:
    with pytest.raises(LinkingError, match=r"http://wikidata\.invalid/sparql can't be found .*; is this machine"):
        ask("http://wikidata.invalid/sparql").select(QUESTION)
    assert waits == []


def test_between_two_questions_there_is_a_pause(wikidata: str, waits: list[float]) -> None:
    endpoint = Endpoint(wikidata, pause=30.0, sleep=waits.append)
    endpoint.select(QUESTION)
    assert waits == []
    endpoint.select(QUESTION)
    assert len(waits) == 1
    assert 0 < waits[0] <= 30


def test_an_address_must_be_one() -> None:
    with pytest.raises(LinkingError, match="give one with http"):
        Endpoint("wikidata")
