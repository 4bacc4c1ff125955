"""The JSON API has the shapes that docs/rooms.md promises."""

from __future__ import annotations

import pytest

from tests.server.conftest import SHUT, Ask


def test_the_timeline_answers_a_window(ask: Ask) -> None:
    page = ask("/api/timeline?from=2019-02-01&to=2019-02-28").json()

    assert page["window"] == {"from": "2019-02-01", "to": "2019-02-28"}
    assert page["extent"] == {"from": "2019-02-17", "to": "2019-03-31"}
    assert (page["total"], page["undated"], page["granularity"]) == (1, 0, "day")
    assert page["bins"] == [{"begin": "2019-02-17", "end": "2019-02-17", "count": 1}]
    (event,) = page["events"]
    assert (event["id"], event["date_label"], event["edtf"]) == (SHUT, "17 February 2019", "2019-02-17")
    assert event["sources"] == ["Harbour Post", "River Herald"]
    assert {"role": "agent", "key": "group/rebels", "name": "Lanova rebels", "type": "group",
            "wikidata": None} in event["participants"]
    assert event["places"] == [{"key": "place/lanova", "name": "Lanova", "wikidata": "Q64",
                                "coordinates": [41.5, 20.25]}]
    assert page["facets"]["source"] == [{"value": "Harbour Post", "label": "Harbour Post", "count": 1},
                                        {"value": "River Herald", "label": "River Herald", "count": 1}]


@pytest.mark.parametrize(("query", "total"), [
    ("details=1", 4), ("type=Meeting", 1), ("type=Meeting&type=Blockade", 2), ("entity=group/rebels", 1),
    ("place=utopia", 1), ("source=River+Herald", 1), ("article=river-7&details=1", 3), ("q=bridge", 1),
    ("from=2019-03", 1), ("to=2019", 2), ("to=2018", 0), ("details=1&certainty=denied", 1),
])
def test_filters_narrow_the_timeline(ask: Ask, query: str, total: int) -> None:
    assert ask(f"/api/timeline?{query}").json()["total"] == total


def test_limit_and_offset_turn_the_pages(ask: Ask) -> None:
    page = ask("/api/timeline?limit=1&offset=1").json()

    assert [event["label"] for event in page["events"]] == ["Ministers meet"]
    assert (page["total"], page["limit"], page["offset"]) == (2, 1, 1)


def test_an_event_comes_with_its_witnesses(ask: Ask) -> None:
    event = ask(f"/api/events/{SHUT}").json()

    first, second = event["witnesses"]
    assert first["sentence"]["text"].startswith("Diehard rebels shut the bridge")
    assert first["trigger"]["text"] == "shut"
    assert first["time"]["words"] == "yesterday"
    assert first["time"]["anchor"] == "2019-02-18"
    assert second["article"]["published_from"] == "witnesses"
    assert event["neighbours"]["after"][0]["label"] == "Ministers meet"


def test_an_article_is_found_by_its_id_and_by_its_short_name(ask: Ask) -> None:
    (head,) = [head for head in ask("/api/articles").json()["articles"] if head["source"] == "Harbour Post"]
    short = head["iri"].rpartition("/")[2]

    by_name = ask(f"/api/articles/{short}").json()
    by_id = ask("/api/articles/https://harbour-post.example/2019/02/18/bridge%3Fid=1").json()

    assert by_name == by_id
    assert by_name["events"][0]["event"] == SHUT


def test_entities_and_sources_are_told(ask: Ask) -> None:
    assert ask("/api/entities/person/ana-petrova").json()["name"] == "Ana Petrova"
    assert ask("/api/sources").json()["sources"] == [
        {"source": "Harbour Post", "articles": 1, "events": 3, "first": "2019-02-18", "last": "2019-02-18"},
        {"source": "River Herald", "articles": 1, "events": 3, "first": "2019-02-18", "last": "2019-02-18"}]


@pytest.mark.parametrize(("path", "status", "says"), [
    ("/api/events/none", 404, "no event none"),
    ("/api/articles/none", 404, "no article none"),
    ("/api/entities/none", 404, "no entity none"),
    ("/api/timeline?from=2019-02-30", 400, "from is “2019-02-30”, which is no date"),
    ("/api/timeline?from=yesterday", 400, "give YYYY-MM-DD"),
    ("/api/timeline?from=2019-03-01&to=2019-02-01", 400, "ends (2019-02-01) before it begins (2019-03-01)"),
    ("/api/timeline?limit=-1", 400, "limit is “-1”"),
    ("/api/timeline?granularity=hour", 400, "give auto, day, month or year"),
    ("/api/nothing", 404, ""),
])
def test_what_goes_wrong_is_told_as_problem_details(ask: Ask, path: str, status: int, says: str) -> None:
    answer = ask(path)

    assert (answer.status, answer.type) == (status, "application/problem+json")
    problem = answer.json()
    assert problem["status"] == status
    assert set(problem) == {"type", "title", "status", "detail"}
    assert says in problem["detail"]


def test_every_route_of_the_api_is_described(ask: Ask) -> None:
    described = ask("/api/openapi.json").json()

    assert described["openapi"] == "3.1.0"
    assert set(described["paths"]) == {"/api/timeline", "/api/events/{id}", "/api/articles", "/api/articles/{id}",
                                       "/api/entities/{key}", "/api/sources"}
    assert ask("/api/timeline").json().keys() == set(described["components"]["schemas"]["Timeline"]["properties"])
    event = ask("/api/timeline").json()["events"][0]
    assert event.keys() == set(described["components"]["schemas"]["Event"]["properties"])
