"""The store on a SPARQL server: what can go wrong on the way there."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import ClassVar

import pytest
from rdflib import Graph
from rdflib.term import Literal, URIRef

from kb.errors import QueryError, StoreError
from kb.store import open_store
from kb.store.remote import RemoteStore

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

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def front() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), Front) as server:
        Front.seen.clear()
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


def test_a_server_that_is_not_there() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}/query"
    with pytest.raises(StoreError, match=r"can't be reached: .*refused; is the server running"):
        open_store(address).graphs()


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
