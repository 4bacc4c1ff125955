"""Writing over HTTP: off unless a token is set, and then only for who sends it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from waitress.server import create_server

from kb.graph import Iris, article_graph
from kb.knowledge_base import KnowledgeBase
from kb.settings import Settings
from kb.store import open_store
from kb.timeline import TimelineIndex
from server import create_app
from tests.conftest import graphs, harbour, river
from tests.server.conftest import SHUT, Ask, Sender

TOKEN = "correct-horse-battery"
BEARER = {"Authorization": f"Bearer {TOKEN}"}
TURTLE = {"Content_Type": "text/turtle"}
UPDATE = {"Content_Type": "application/sparql-update"}
EX = "http://example.org/"
G = f"/graphs?graph={quote(EX + 'g', safe='')}"


@pytest.fixture
def write(tmp_path: Path) -> Iterator[Ask]:
    """Sends requests to a server that takes writes."""
    store = open_store(tmp_path / "store")
    store.replace_graphs(graphs())
    with KnowledgeBase(store, TimelineIndex(), Settings(token=TOKEN)) as base:
        server = create_server(create_app(base), host="127.0.0.1", port=0)
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        yield Sender(f"http://127.0.0.1:{server.effective_port}")
        server.close()
        thread.join(timeout=10)


@pytest.mark.parametrize(("method", "path"), [("POST", "/sparql/update"), ("PUT", G), ("POST", G), ("DELETE", G)])
def test_without_a_token_in_the_settings_nobody_writes(ask: Ask, method: str, path: str) -> None:
    answer = ask(path, method=method, body=b"", **UPDATE, **BEARER)

    assert answer.status == 403
    assert "KB_TOKEN" in answer.json()["detail"]


@pytest.mark.parametrize("sent", [{}, {"Authorization": "Bearer wrong"}, {"Authorization": f"Basic {TOKEN}"},
                                  {"Authorization": "Bearer caf\u00e9"}, {"Authorization": f"Bearer {TOKEN}x"}])
def test_only_the_right_token_writes(write: Ask, sent: dict[str, str]) -> None:
    answer = write("/sparql/update", method="POST", body=b"DROP ALL", **UPDATE, **sent)

    assert answer.status == 401
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    assert TOKEN not in answer.text
    assert write("/api/timeline").json()["total"] == 2


@pytest.mark.parametrize(("body", "type"), [
    (f"INSERT DATA {{ <{EX}s> <{EX}p> 1 }}", "application/sparql-update"),
    ("update=" + quote(f"INSERT DATA {{ <{EX}s> <{EX}p> 1 }}"), "application/x-www-form-urlencoded")])
def test_an_update_is_seen_at_once(write: Ask, body: str, type: str) -> None:
    answer = write("/sparql/update", method="POST", body=body.encode(), Content_Type=type, **BEARER)

    assert answer.status == 204
    # the unnamed graph is the union of the named ones, which the update did not write to
    query = quote(f"ASK FROM <{EX}none> {{ <{EX}s> ?p ?o }}")
    assert write(f"/sparql?query={query}").json()["boolean"] is False
    assert write("/graphs?default").text.strip().endswith("1 .")


def test_a_wrong_update_says_where(write: Ask) -> None:
    answer = write("/sparql/update", method="POST", body=b"CLEAR ALL ;\nINSERT", **UPDATE, **BEARER)

    assert answer.status == 400
    assert answer.json()["line"] == 2
    assert write("/api/timeline").json()["total"] == 2


def test_an_update_reads_the_graphs_that_the_request_names(write: Ask) -> None:
    write(G, method="PUT", body=f"<{EX}a> <{EX}p> 1 .".encode(), **TURTLE, **BEARER)
    copy = f"INSERT {{ GRAPH <{EX}copy> {{ ?s ?p ?o }} }} WHERE {{ ?s ?p ?o }}".encode()

    write(f"/sparql/update?using-graph-uri={quote(EX + 'g')}", method="POST", body=copy, **UPDATE, **BEARER)

    assert write(f"/graphs?graph={quote(EX + 'copy')}", accept="application/n-triples").text.count("\n") == 1


def test_a_graph_is_put_read_added_to_and_deleted(write: Ask) -> None:
    assert write(G).status == 404
    created = write(G, method="PUT", body=f"<{EX}a> <{EX}p> [ <{EX}q> 1 ] .".encode(), **TURTLE, **BEARER)
    assert (created.status, created.headers["Location"]) == (201, EX + "g")
    assert write(G, method="POST", body=f"<{EX}b> <{EX}p> 2 .".encode(), **TURTLE, **BEARER).status == 204
    assert write(G, accept="application/n-triples").text.count("\n") == 3
    assert write(G, method="HEAD").body == b""
    assert write(G, method="DELETE", **BEARER).status == 204
    assert write(G).status == 404
    assert write(G, method="DELETE", **BEARER).status == 404


def test_a_graph_that_is_not_rdf_is_refused(write: Ask) -> None:
    assert write(G, method="PUT", body=b"<a> <b>", **TURTLE, **BEARER).status == 400
    assert write(G, method="PUT", body=b"a,b", Content_Type="text/csv", **BEARER).status == 415
    assert write("/graphs?graph=none", method="PUT", body=b"", **TURTLE, **BEARER).status == 400
    assert write("/graphs", method="PUT", body=b"", **TURTLE, **BEARER).status == 405
    assert write("/graphs").status == 400


def test_an_article_that_is_deleted_over_http_is_gone_from_the_timeline(write: Ask) -> None:
    for extraction in (harbour(), river()):
        iri = str(Iris().article(extraction.article.id))
        graph = article_graph(extraction, {event.id: f"{event.id:0>16}" for event in extraction.events}, digest="d")
        assert write(f"/graphs?graph={quote(iri, safe='')}", method="PUT", **TURTLE, **BEARER,
                     body=graph.serialize(format="turtle", encoding="utf-8")).status == 204
    assert len(write("/api/articles").json()["articles"]) == 2

    assert write(f"/graphs?graph={quote(iri, safe='')}", method="DELETE", **BEARER).status == 204

    assert len(write("/api/articles").json()["articles"]) == 1
    events = write("/api/timeline").json()["events"]
    assert {source for event in events for source in event["sources"]} == {"Harbour Post"}


def test_who_asks_for_a_merged_event_is_sent_to_what_it_became(write: Ask) -> None:
    old, new = "http://localhost:8000/event/00000000000000ff", f"http://localhost:8000/event/{SHUT}"
    write("/sparql/update", method="POST", **UPDATE, **BEARER, body=(
        f"INSERT DATA {{ GRAPH <{EX}merges> {{ <{old}> <http://purl.org/dc/terms/isReplacedBy> <{new}> }} }}").encode())

    for path, target in (("/event/00000000000000ff", f"/event/{SHUT}"),
                         ("/event/00000000000000ff.ttl", f"/event/{SHUT}.ttl")):
        answer = write(path)
        assert (answer.status, answer.headers["Location"]) == (301, target)
    assert write("/event/00000000000000fe").status == 404
