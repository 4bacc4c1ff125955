"""From the command line: a person joins events and takes them apart, and it stays so."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kb.cli import main
from kb.knowledge_base import KnowledgeBase
from kb.settings import Settings
from server import create_app

FIRST = "Ada Moreno resigned as minister on 2 March 2020 after a quarrel about the budget of Tarvale."
SECOND = "The minister Ada Moreno resigned on 2 March 2020 over the budget of Tarvale, her office announced."
OTHER = "Rebels of the River Front blocked the bridge at Port Elin on 5 April 2020."


@pytest.fixture
def kb(tmp_path: Path):
    """Runs a command over a store that holds the three reports."""
    for name, text in (("first", FIRST), ("second", SECOND), ("other", OTHER)):
        (tmp_path / f"{name}.txt").write_text(text + "\n")

    def run(*words: str) -> Result:
        return CliRunner().invoke(main, [*words, "--store", str(tmp_path / "store")], catch_exceptions=False)

    def ingest(*names: str) -> None:
        files = [str(tmp_path / f"{name}.txt") for name in names]
        assert run("ingest", *files, "--published", "2020-04-06").exit_code == 0

    run.ingest = ingest  # type: ignore[attr-defined]
    run.settings = Settings(store=str(tmp_path / "store"))  # type: ignore[attr-defined]
    ingest("first", "second", "other")
    return run


def events(kb) -> dict[str, set[str]]:
    """For the events that the reports are about: id → names of the articles that tell it."""
    with KnowledgeBase.open(kb.settings) as base:
        return {event["id"]: {Path(mention["article"]).stem for mention in event["mentions"]}
                for event in base.export_events(details=True)
                if {mention["text"] for mention in event["mentions"]} & {"resigned", "blocked"}}


def test_a_split_stays_and_can_be_taken_back(kb) -> None:
    shared = next(id for id, told in events(kb).items() if told == {"first", "second"})
    assert kb("split", shared, "2").exit_code == 0
    assert {"first"} in events(kb).values() and {"second"} in events(kb).values()

    (Path(kb.settings.store).parent / "other.txt").write_text(OTHER + " Nobody was hurt.\n")
    kb.ingest("other")
    assert {"first"} in events(kb).values() and {"second"} in events(kb).values()

    assert "split" in kb("decisions").stdout
    kb("decisions", "--undo", "1")
    assert events(kb)[shared] == {"first", "second"}


def test_a_merge_stays_and_its_old_addresses_lead_to_it(kb) -> None:
    one, other = events(kb)
    assert kb("merge", one, other[:10]).exit_code == 0
    (now, told), = events(kb).items()
    assert told == {"first", "second", "other"}

    with KnowledgeBase.open(kb.settings) as base:
        gone = other if now == one else one
        client = create_app(base).test_client()
        answer = client.get(f"/event/{gone}.ttl")
        assert (answer.status_code, answer.headers["Location"]) == (301, f"/event/{now}.ttl")
        assert client.get(f"/api/events/{gone}").get_json()["id"] == now
        assert "A person joined them." in client.get(f"/event/{now}").get_data(as_text=True)
        assert not [finding for _, findings in base.validate() for finding in findings]


def test_what_makes_no_sense_is_said_in_one_line(kb) -> None:
    one, _ = events(kb)
    for words, says in ((("merge", one, one), "one event already"), (("split", one, "99"), "no witness"),
                        (("decisions", "--undo", "7"), "no decision 7"), (("merge", one, "feed"), "no event")):
        answer = kb(*words)
        assert answer.exit_code == 2 and says in answer.stderr and answer.stderr.count("\n") == 1
