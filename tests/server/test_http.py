"""What holds for every answer: caching, headers, methods, addresses."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from kb.errors import SettingsError
from kb.knowledge_base import KnowledgeBase
from kb.settings import Settings
from kb.store import open_store
from kb.timeline import TimelineIndex
from server import create_app, run
from tests.conftest import graphs
from tests.server.conftest import BROWSER, SHUT, Ask

TOKEN = "correct-horse-battery"


@pytest.mark.parametrize("path", ["/", "/api/timeline", f"/event/{SHUT}", f"/event/{SHUT}.ttl", "/dump.trig"])
def test_what_has_not_changed_is_not_sent_again(ask: Ask, path: str) -> None:
    first = ask(path)

    again = ask(path, If_None_Match=first.headers["ETag"])

    assert (again.status, again.body) == (304, b"")


def test_a_page_and_its_data_are_told_apart_by_caches(ask: Ask) -> None:
    page, data = ask(f"/event/{SHUT}", accept=BROWSER), ask(f"/event/{SHUT}", accept="text/turtle")

    assert page.headers["ETag"] != data.headers["ETag"]
    assert page.headers["Vary"] == "Accept, Accept-Encoding, Cookie"


@pytest.mark.parametrize("path", ["/", "/api/timeline", "/sparql?query=ASK%7B%7D", "/health", "/nothing"])
def test_every_answer_is_guarded_and_open_to_other_sites(ask: Ask, path: str) -> None:
    headers = ask(path).headers

    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"]
    assert headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("path", ["/", "/api/timeline", f"/event/{SHUT}", "/dump.trig"])
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_nothing_can_be_written(ask: Ask, path: str, method: str) -> None:
    answer = ask(path, method=method, body=b"x")

    assert answer.status == 405
    assert "GET" in answer.headers["Allow"]


def test_head_has_no_body(ask: Ask) -> None:
    assert (ask("/", method="HEAD").status, ask("/", method="HEAD").body) == (200, b"")


def test_health_tells_the_version_of_the_store(ask: Ask, knowledge_base: KnowledgeBase) -> None:
    assert ask("/health").json()["store"] == knowledge_base.version


def test_an_address_in_use_is_named(knowledge_base: KnowledgeBase) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(SettingsError, match=rf"127\.0\.0\.1:{port} is in use by another program"):
            run(knowledge_base, port=port)


def test_an_address_of_another_machine_is_refused(knowledge_base: KnowledgeBase) -> None:
    with pytest.raises(SettingsError, match=r"192\.0\.2\.1:0 can't be listened on"):
        run(knowledge_base, host="192.0.2.1", port=0)


def test_a_graph_of_others_leaves_the_timeline_index_as_it_is(tmp_path: Path) -> None:
    with KnowledgeBase(open_store(tmp_path / "store"), TimelineIndex(), Settings(token=TOKEN)) as base:
        base._store.replace_graphs(graphs())
        web = create_app(base).test_client()
        before = web.get("/api/timeline").json, base._index.version
        put = web.put("/graphs?graph=http://example.org/g", data="<x:s> <x:p> 1 .", content_type="text/turtle",
                      headers={"Authorization": f"Bearer {TOKEN}"})

        assert put.status_code == 201
        assert (web.get("/api/timeline").json, base._index.version) == before
        assert base.query("ASK { <x:s> ?p ?o }").boolean()
