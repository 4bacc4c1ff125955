"""The store on a SPARQL server: what can go wrong on the way there."""

from __future__ import annotations

import socket
import urllib.request
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler
from typing import ClassVar

import pyoxigraph as ox
import pytest
from rdflib import Graph
from rdflib.term import Literal, URIRef

from kb.errors import QueryError, SettingsError, StoreError
from kb.knowledge_base import KnowledgeBase
from kb.settings import Settings
from kb.store import open_store
from kb.store.formats import JSON
from kb.store.graph_address import GraphAddress
from kb.store.remote import RemoteStore
from kb.timeline import TimelineQuery
from tests.serving import answering

EX = "http://x.example/"
GRAPH = Graph().add((URIRef(EX + "s"), URIRef(EX + "p"), Literal("x")))


class Front(BaseHTTPRequestHandler):
    """A door before a SPARQL server that answers as its path says: what gateways and wrong addresses do."""

    seen: ClassVar[list[str | None]] = []

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.seen.append(self.headers["Authorization"])
        status = int(self.path.split("?")[0].strip("/"))
        body = b"<html>a page for people</html>"
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_PUT = do_POST

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def front() -> Iterator[str]:
    Front.seen.clear()
    with answering(Front) as address:
        yield address


def test_a_server_that_is_not_there() -> None:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))  # and nobody listens, so that nobody else can either
        with pytest.raises(StoreError, match=r"can't be reached: .*refused; is the server running"):
            open_store(f"http://127.0.0.1:{bound.getsockname()[1]}/query").graphs()


@pytest.mark.parametrize(("status", "message"), [
    (401, "refuses these credentials; set KB_STORE_USER and KB_STORE_PASSWORD"), (403, "refuses with 403"),
    (404, "no SPARQL endpoint"), (500, "failed on this"), (503, "refuses with 503"),
    (200, "something that is no SPARQL result")])
def test_a_server_that_answers_otherwise(front: str, status: int, message: str) -> None:
    with pytest.raises(StoreError, match=message) as raised:
        open_store(f"{front}/{status}").graphs()
    assert "\n" not in str(raised.value)


def test_credentials_are_sent_and_never_shown(front: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KB_STORE_USER", "reader")
    monkeypatch.setenv("KB_STORE_PASSWORD", "s3cret")
    with pytest.raises(StoreError) as raised:
        open_store(f"{front}/401").graphs()
    assert Front.seen == ["Basic cmVhZGVyOnMzY3JldA=="]
    assert "s3cret" not in str(raised.value)


def test_credentials_in_the_address_are_taken_out_of_it(front: str) -> None:
    store = RemoteStore(front.replace("http://", "http://me:s3cret@") + "/401")
    with pytest.raises(StoreError) as raised:
        store.graphs()
    assert Front.seen == ["Basic bWU6czNjcmV0"]
    assert "s3cret" not in str(raised.value) + store.address + store.update_address


@pytest.mark.parametrize(("queries", "updates"), [
    ("http://h.example/query", "http://h.example/update"),
    ("http://h.example/news/query?x=1", "http://h.example/news/update?x=1"),
    ("http://h.example/repositories/news", "http://h.example/repositories/news/statements"),
    ("http://h.example/sparql", "http://h.example/sparql")])
def test_where_updates_go(queries: str, updates: str) -> None:
    assert RemoteStore(queries).update_address == updates


def test_where_updates_go_can_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KB_STORE_UPDATE", "http://h.example/write")
    assert RemoteStore("http://h.example/query").update_address == "http://h.example/write"


def test_an_update_that_does_not_show_is_an_error(server: str, monkeypatch: pytest.MonkeyPatch,
                                                  front: str) -> None:
    monkeypatch.setenv("KB_STORE_UPDATE", f"{front}/200")
    with pytest.raises(StoreError, match="does not show at"):
        open_store(server).replace_graphs({EX + "g": GRAPH})


def test_a_server_that_refuses_a_query_is_quoted(server: str) -> None:
    with pytest.raises(QueryError, match=r"does not accept this: .*2:9") as raised:
        open_store(server).query("SELECT * {\n ?s ?p }")
    assert "\n" not in str(raised.value)


def test_two_clients_see_what_the_other_writes(server: str) -> None:
    first, second = open_store(server), open_store(server)
    first.replace_graphs({EX + "g": GRAPH})
    assert second.graphs() == [EX + "g"]
    assert second.replace_graphs({EX + "g": GRAPH}) is False
    assert second.version == first.version


def test_a_bearer_token_is_sent_and_never_shown(front: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KB_STORE_TOKEN", "s3cret")
    with pytest.raises(StoreError) as raised:
        open_store(f"{front}/401").graphs()
    assert Front.seen == ["Bearer s3cret"]
    assert "s3cret" not in str(raised.value)


def test_a_way_to_authenticate_that_there_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KB_STORE_AUTH", "kerberos")
    with pytest.raises(SettingsError, match="KB_STORE_AUTH is “kerberos”; give basic or digest"):
        open_store("http://h.example/query")


class Flaky(BaseHTTPRequestHandler):
    """A door that passes every other request on, and says of the others that the server is away; of some it says so
    although it passed them on."""

    server_address: ClassVar[str]
    seen: ClassVar[int]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        Flaky.seen += 1
        headers = {name: self.headers[name] for name in ("Content-Type", "Accept") if self.headers[name]}
        status, answer, type_ = 503, b"", "text/plain"
        if Flaky.seen % 2 or Flaky.seen % 4 == 0:
            request = urllib.request.Request(Flaky.server_address + self.path, body, headers)
            with urllib.request.urlopen(request, timeout=30) as response:
                got = response.status, response.read(), response.headers["Content-Type"] or type_
            if Flaky.seen % 2:
                status, answer, type_ = got
        self.send_response(status)
        self.send_header("Content-Type", type_)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, format: str, *args: object) -> None:
        pass


def test_what_a_server_lost_on_the_way_is_sent_again_and_there_once(
        server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kb.store.remote._PAUSES", (0.0, 0.0, 0.0))
    Flaky.server_address, Flaky.seen = server.removesuffix("/query"), 0
    with answering(Flaky) as door:
        store = open_store(f"{door}/query")
        for number in range(5):
            store.replace_graphs({f"{EX}{number}": GRAPH})

    assert open_store(server).graphs() == [f"{EX}{number}" for number in range(5)]
    assert all(len(open_store(server).graph(f"{EX}{number}")) == 1 for number in range(5))


def test_whole_graphs_are_put_and_small_changes_are_updates(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    puts: list[tuple[str, int]] = []
    put = GraphAddress.put
    monkeypatch.setattr(GraphAddress, "put",
                        lambda to, iri, lines: (puts.append((iri, len(lines))), put(to, iri, lines)))
    monkeypatch.setenv("KB_STORE_GRAPHS", server.replace("/query", "/store"))
    store = open_store(server)
    large = Graph()
    for number in range(10):
        large.add((URIRef(EX + "s"), URIRef(EX + "p"), Literal(number)))

    store.replace_graphs({EX + "g": large})
    large.add((URIRef(EX + "s"), URIRef(EX + "p"), Literal("one more")))
    store.replace_graphs({EX + "g": large})
    assert puts == [(EX + "g", 10)]
    assert set(store.graph(EX + "g")) == set(large)
    store.replace_graphs({}, remove=[EX + "g"])
    assert store.graphs() == []


@pytest.mark.parametrize(("status", "message"), [(401, "refuses these credentials"), (404, "refuses a graph with 404"),
                                                 (503, "refuses a graph with 503")])
def test_a_graph_store_that_refuses(server: str, front: str, monkeypatch: pytest.MonkeyPatch, status: int,
                                    message: str) -> None:
    monkeypatch.setattr("kb.store.remote._PAUSES", (0.0,))
    for name, value in (("USER", "reader"), ("PASSWORD", "s3cret"), ("GRAPHS", f"{front}/{status}")):
        monkeypatch.setenv(f"KB_STORE_{name}", value)
    with pytest.raises(StoreError, match=message) as raised:
        open_store(server).replace_graphs({EX + "g": GRAPH})
    assert "s3cret" not in str(raised.value) and "\n" not in str(raised.value)
    assert set(Front.seen) == {"Basic cmVhZGVyOnMzY3JldA=="}
    monkeypatch.delenv("KB_STORE_GRAPHS")
    assert open_store(server).replace_graphs({EX + "g": GRAPH})


def test_a_knowledge_base_lives_on_a_server(server: str, make_graphs: Callable[[], dict[str, Graph]]) -> None:
    with KnowledgeBase.open(Settings(store=server)) as base:
        base._store.replace_graphs(make_graphs())
        page = base.timeline(TimelineQuery())
        assert {event.label for event in page.events} == {"Rebels shut the bridge at Lanova", "Ministers meet"}
        assert base.event("00000000000000a1")["witnesses"]
        assert len({quad.graph_name for quad in ox.parse(base.dump(), format=ox.RdfFormat.TRIG)}) == 3
        with base.answer("ASK { ?s a sem:Event }", JSON) as answer:
            assert b"true" in answer.read()
