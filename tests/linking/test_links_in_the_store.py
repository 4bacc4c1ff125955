"""`kb link` from the command line to the entity's page: what is stored, and that it stays."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kb.cli import main
from kb.knowledge_base import KnowledgeBase
from kb.reading import Article, article_from_text
from kb.settings import Settings
from kb.timeline import TimelineQuery
from tests.linking.conftest import Answer, Moody

LINKS = """SELECT DISTINCT ?entity ?item WHERE {
    GRAPH <http://localhost:8000/graph/links> { ?entity owl:sameAs ?item } }"""
SELMA = "person/selma-okoye-brandt"


def report() -> Article:
    return article_from_text(
        "Mayor Selma Okoye-Brandt opened a school in the village of Zorvanat in Syria on Sunday. "
        "Tomas Rindeel attacked the plan, and Okoye-Brandt left Damascus.\n",
        id="report", published=date(2019, 2, 18))


def later_report() -> Article:
    return article_from_text("Selma Okoye-Brandt resigned on Friday, her office in Syria said.\n", id="later",
                             published=date(2019, 3, 4))


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store that holds one report."""
    with KnowledgeBase.open(Settings(store=str(tmp_path / "store"))) as base:
        base.ingest([report()])
    return tmp_path / "store"


@pytest.fixture
def kb_link(store: Path, tmp_path: Path) -> Callable[..., Result]:
    def run(endpoint: str, *options: str) -> Result:
        return CliRunner().invoke(main, ["link", "--store", str(store), "--endpoint", endpoint, "--pause", "0",
                                         "--cache", str(tmp_path / "answers.sqlite"), *options])
    return run


def linked(store: Path) -> dict[str, str]:
    with KnowledgeBase.open(Settings(store=str(store))) as base:
        return {row["entity"].rpartition("/entity/")[2]: row["item"].rpartition("/")[2]
                for row in base.query(LINKS).rows()}


def test_links_are_printed_with_confidence_and_reason(kb_link: Callable[..., Result], wikidata: str) -> None:
    result = kb_link(wikidata)
    assert result.exit_code == 0, result.output
    assert f"linked     0.97  {SELMA}  Q900000001  Selma Okoye-Brandt (Syrian mayor): " in result.stdout
    assert "2 linked" in result.stderr


def test_links_stand_in_a_graph_of_their_own_and_suggestions_are_no_links(
        kb_link: Callable[..., Result], wikidata: str, store: Path) -> None:
    kb_link(wikidata)
    assert linked(store) == {SELMA: "Q900000001", "place/zorvanat": "Q900000031"}
    with KnowledgeBase.open(Settings(store=str(store))) as base:
        assert [lines for _, lines in base.validate() if lines] == []
        answer = base.query("SELECT ?type WHERE { wd:Q900000031 wdt:P31/rdfs:label ?type ; geo:lat 34.4568 }")
        rows = list(answer.rows())
    assert rows == [{"type": "village"}]


def test_pages_and_timeline_show_the_link(kb_link: Callable[..., Result], wikidata: str, store: Path) -> None:
    kb_link(wikidata)
    with KnowledgeBase.open(Settings(store=str(store))) as base:
        entity = base.entity(SELMA)
        places = [place for event in base.timeline(TimelineQuery(details=True)).events for place in event.places]
        village = base.entity("place/zorvanat")
    assert entity["wikidata"] == "Q900000001"
    assert (entity["link"]["description"], entity["link"]["types"]) == ("Syrian mayor", ["human"])
    assert village["coordinates"] == [34.4568, 40.9123]
    assert ("place/zorvanat", "Q900000031") in [(place.key, place.wikidata) for place in places]


def test_a_dry_run_stores_nothing(kb_link: Callable[..., Result], wikidata: str, store: Path) -> None:
    result = kb_link(wikidata, "--dry-run")
    assert "Q900000001" in result.stdout
    assert "Nothing was stored." in result.stderr
    assert linked(store) == {}


def test_links_survive_new_articles_and_concluding_anew(kb_link: Callable[..., Result], wikidata: str,
                                                         store: Path) -> None:
    kb_link(wikidata)
    before = linked(store)
    with KnowledgeBase.open(Settings(store=str(store))) as base:
        base.ingest([later_report()])
        base.conclude()
        assert base.entity(SELMA)["wikidata"] == "Q900000001"
    assert linked(store) == before


def test_a_second_look_asks_only_for_what_has_no_link(kb_link: Callable[..., Result], moody: Moody) -> None:
    first = kb_link(moody.address)
    asked = len(moody.questions)
    second = kb_link(moody.address, "--format", "jsonl")
    assert len(moody.questions) == asked, "what was found or not found is remembered"
    keys = [json.loads(line)["key"] for line in second.stdout.splitlines()]
    assert SELMA not in keys
    assert SELMA in first.stdout
    again = kb_link(moody.address, "--format", "jsonl", "--again")
    assert SELMA in [json.loads(line)["key"] for line in again.stdout.splitlines()]


def test_the_threshold_makes_a_link_a_suggestion(kb_link: Callable[..., Result], wikidata: str, store: Path) -> None:
    kb_link(wikidata, "--threshold", "1")
    assert linked(store) == {}
    with KnowledgeBase.open(Settings(store=str(store))) as base:
        entity = base.entity(SELMA)
    assert (entity["wikidata"], entity["link"]["status"], entity["link"]["wikidata"]) == (
        None, "suggested", "Q900000001")


def test_an_endpoint_that_fails_is_said_in_one_line(kb_link: Callable[..., Result], moody: Moody, store: Path) -> None:
    moody.next = [Answer(403)]
    result = kb_link(moody.address)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"kb: {moody.address} refuses (403 ")
    assert result.stderr.count("\n") == 1
    assert linked(store) == {}


def test_only_names_go_out(kb_link: Callable[..., Result], moody: Moody) -> None:
    kb_link(moody.address)
    sent = b" ".join(moody.questions)
    assert b"Selma" in sent
    assert b"opened" not in sent


def test_a_person_s_word_wins_over_the_machine_for_good(kb_link: Callable[..., Result], wikidata: str, store: Path,
                                                        ) -> None:
    kb_link(wikidata, "--threshold", "0.95")
    assert linked(store) == {SELMA: "Q900000001"}
    result = kb_link(wikidata, "--accept", "place/zorvanat", "--reject", SELMA)
    assert "linked     1.00  place/zorvanat  Q900000031  Zorvanat: a person says so" in result.stdout
    assert linked(store) == {"place/zorvanat": "Q900000031"}
    kb_link(wikidata, "--again")
    with KnowledgeBase.open(Settings(store=str(store))) as base:
        base.ingest([later_report()])
        assert base.entity(SELMA)["wikidata"] is None
        assert base.entity(SELMA)["link"]["status"] == "rejected"
        assert [lines for _, lines in base.validate() if lines] == []
    assert linked(store) == {"place/zorvanat": "Q900000031"}


def test_only_what_was_found_can_be_judged(kb_link: Callable[..., Result], wikidata: str) -> None:
    result = kb_link(wikidata, "--accept", "person/nobody")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "no link or suggestion for person/nobody; kb link prints them" in result.stderr
