"""An article that is taken out goes with all that it alone said, in one write; its addresses say so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from kb.cli import main
from kb.errors import GoneError, NotFoundError
from kb.graph import removed_graph, validate
from kb.graph.vocabulary import new_graph
from kb.knowledge_base import KnowledgeBase
from kb.reading import Article, article_from_text
from kb.settings import Settings
from server import create_app
from tests.killing import MOMENTS, killed

TEXTS = {"first": "Ada Moreno resigned as minister on 2 March 2020 after a quarrel about the budget of Tarvale.",
         "second": "The minister Ada Moreno resigned on 2 March 2020 over the budget of Tarvale, her office announced.",
         "other": "Rebels of the River Front blocked the bridge at Port Elin on 5 April 2020."}
TOKEN = "long-enough-for-a-test"
PAGE = {"Accept": "text/html"}
BEARER = {"Authorization": f"Bearer {TOKEN}"}


def article(name: str) -> Article:
    return article_from_text(TEXTS[name], id=name, name=name, published=date(2020, 4, 6))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(store=str(tmp_path / "store"), token=TOKEN)


@pytest.fixture
def base(settings: Settings) -> Iterator[KnowledgeBase]:
    with KnowledgeBase.open(settings) as base:
        base.ingest(map(article, TEXTS))
        yield base


@pytest.fixture
def web(base: KnowledgeBase) -> FlaskClient:
    return create_app(base).test_client()


def telling(base: KnowledgeBase, words: str) -> dict[str, set[str]]:
    """Of the events that such words tell: id → articles."""
    return {event["id"]: {mention["article"] for mention in event["mentions"]}
            for event in base.export_events(details=True)
            if words in {mention["text"] for mention in event["mentions"]}}


def graphs(dump: bytes) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for quad in ox.parse(dump, format=ox.RdfFormat.TRIG):
        found.setdefault(quad.graph_name.value, set()).add(str(quad.triple))
    return found


def test_what_is_left_is_what_there_would_be_without_it(base: KnowledgeBase, tmp_path: Path) -> None:
    assert base.remove(["first", "other"]) > 0

    left = graphs(base.dump())
    gone = left.pop(str(base.iris.removed))
    with KnowledgeBase.open(Settings(store=str(tmp_path / "never"))) as never:
        never.ingest([article("second")])
        assert left == graphs(never.dump())
    assert not any("Moreno" in triple or "River Front" in triple for triple in gone)
    assert [finding for _, findings in base.validate() for finding in findings] == []


def test_an_event_that_others_tell_stays_and_its_old_ids_lead_to_it(base: KnowledgeBase) -> None:
    (id, told), = telling(base, "resigned").items()
    ids = {id, *next(event for event in base._events() if event.id == id).also}
    assert told == {"first", "second"} and len(ids) == 2

    base.remove(["first"])

    (now, told), = telling(base, "resigned").items()
    assert told == {"second"}
    assert {base.event(old)["id"] for old in ids} == {now}


def test_its_addresses_are_gone(base: KnowledgeBase, web: FlaskClient) -> None:
    (event,) = telling(base, "blocked")
    base.remove(["other"])

    for path in ("/article/other", f"/event/{event}", "/entity/place/port-elin", "/article/other.ttl",
                 f"/event/{event}.jsonld", "/api/articles/other", f"/api/events/{event}"):
        answer = web.get(path)
        assert (answer.status_code, answer.mimetype) == (410, "application/problem+json"), path
        assert "was removed on 20" in answer.json["detail"]
    page = web.get("/article/other", headers=PAGE)
    assert (page.status_code, page.mimetype) == (410, "text/html")
    assert "This was removed" in page.text
    assert web.get("/article/never").status_code == 404
    with pytest.raises(GoneError, match="article other was removed on"):
        base.remove(["other"])
    with pytest.raises(NotFoundError, match="no article never"):
        base.remove(["first", "never"])
    assert base.extraction("first")


def test_an_event_of_several_articles_is_gone_with_the_last(base: KnowledgeBase, web: FlaskClient) -> None:
    (event,) = telling(base, "resigned")
    old = [event, *next(found for found in base._events() if found.id == event).also]
    base.remove(["first"])
    (now,) = telling(base, "resigned")
    moved = next(id for id in old if id != now)
    assert web.get(f"/event/{moved}").headers["Location"] == f"/event/{now}"

    base.remove(["second"])

    assert [web.get(f"/event/{id}").status_code for id in old] == [410, 410]


def test_what_is_added_again_is_there_again(base: KnowledgeBase, web: FlaskClient) -> None:
    before = base.dump()
    (event,) = telling(base, "blocked")
    base.remove(["other"])
    base.ingest([article("other")])

    assert base.dump() == before
    assert {web.get(path).status_code for path in ("/article/other", f"/event/{event}", "/entity/place/port-elin")
            } == {200}


@pytest.mark.parametrize("way", ["graph store", "update", "form"])
def test_it_may_go_over_http(base: KnowledgeBase, web: FlaskClient, way: str) -> None:
    (event,) = telling(base, "blocked")
    iri = str(base.iris.article("other"))
    if way == "graph store":
        answer = web.delete("/graphs", query_string={"graph": iri}, headers=BEARER)
    elif way == "update":
        answer = web.post("/sparql/update", data={"update": f"DROP GRAPH <{iri}>"}, headers=BEARER)
    else:
        answer = web.post("/article/other/remove", data={"token": TOKEN})

    assert answer.status_code in (204, 303)
    assert [web.get(path).status_code for path in (
        "/article/other", f"/event/{event}", "/entity/place/port-elin", "/article/first", "/entity/person/ada-moreno")
            ] == [410, 410, 410, 200, 200]
    assert [finding for _, findings in base.validate() for finding in findings] == []


def test_what_an_update_dropped_is_gone_also_where_no_event_was_told_there(base: KnowledgeBase, web: FlaskClient
                                                                          ) -> None:
    base.ingest([article_from_text("Port Elin: a harbour.", id="note", name="note", published=date(2020, 4, 9))])
    web.post("/sparql/update", data={"update": f"DROP GRAPH <{base.iris.article('note')}>"}, headers=BEARER)

    assert [web.get(path).status_code for path in ("/article/note", "/entity/place/port-elin")] == [410, 200]


def test_nobody_removes_without_the_token(web: FlaskClient) -> None:
    assert web.post("/article/other/remove", data={"token": "another-that-is-wrong"}).status_code in (401, 403)
    assert web.get("/article/other").status_code == 200


def test_a_changed_article_takes_its_old_events_along(base: KnowledgeBase, web: FlaskClient) -> None:
    (event,) = telling(base, "blocked")
    (front,) = [entity.key for entity in base.extraction("other").entities if "River Front" in entity.name]
    changed = article_from_text("Ministers met in Port Elin on 7 April 2020.", id="other", name="other",
                                published=date(2020, 4, 8))
    base.ingest([changed])

    assert [web.get(path).status_code for path in (f"/event/{event}", f"/entity/{front}")] == [410, 410]
    assert web.get("/article/other").status_code == 200


def test_from_the_command_line(base: KnowledgeBase, settings: Settings) -> None:
    base.close()

    def kb(*words: str) -> tuple[int, str]:
        done = CliRunner().invoke(main, [*words, "--store", settings.store])
        return done.exit_code, done.stderr

    code, said = kb("remove", "other")
    assert (code, said) == (0, "1 article removed, and 1 event that nobody else tells.\n")
    code, said = kb("remove", "other")
    assert code == 2 and "article other was removed on" in said


@pytest.mark.parametrize("when", MOMENTS)
def test_a_removal_that_is_killed_happened_wholly_or_not_at_all(base: KnowledgeBase, settings: Settings,
                                                                when: str) -> None:
    before = telling(base, "resigned")
    base.close()
    killed(settings.store, 'base.remove(["first"])', when)

    with KnowledgeBase.open(settings) as again:
        if when == "before the first write":
            assert telling(again, "resigned") == before
        else:
            assert list(telling(again, "resigned").values()) == [{"second"}]
            with pytest.raises(GoneError):
                again.article("first")


def test_a_thing_that_is_gone_and_told_of_is_found_out(base: KnowledgeBase) -> None:
    base.remove(["other"])
    graph = removed_graph(base._store.graph(str(base.iris.removed)), {}, (), datetime.now(UTC))
    assert validate(graph) == []
    graph.parse(data="<http://localhost:8000/article/other> a <https://schema.org/NewsArticle> .", format="turtle")
    assert any("nothing is told of a thing that is gone" in finding for finding in validate(new_graph() + graph))
