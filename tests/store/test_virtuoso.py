"""The store on Virtuoso, which takes few triples at once, knows digest authentication only, and spells its own way."""

from __future__ import annotations

import gc
import os
import warnings
from collections.abc import Iterator

import pytest
from rdflib import Graph
from rdflib.namespace import XSD
from rdflib.term import Literal, URIRef

from kb.errors import StoreError
from kb.knowledge_base import KnowledgeBase
from kb.settings import Settings
from kb.store import Store, open_store
from kb.store.remote import RemoteStore
from kb.timeline import TimelineIndex, TimelineQuery
from tests.virtuoso_server import ACCOUNT, virtuoso_server

EX = "http://x.example/"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a Virtuoso of our own takes queries and updates."""
    with virtuoso_server(tmp_path_factory.mktemp("virtuoso")) as server:
        yield f"{server}/sparql-auth"


@pytest.fixture
def virtuoso(address: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """Virtuoso with nothing of ours in it."""
    for name, value in ACCOUNT.items():
        monkeypatch.setenv(name, value)
    store = open_store(address)
    store.replace_graphs({}, remove=store.graphs())
    assert store.graphs() == []
    yield store


def test_graphs_come_back_exactly_and_are_written_once(virtuoso: Store, named_graphs: dict[str, Graph]) -> None:
    assert virtuoso.replace_graphs(named_graphs)

    assert virtuoso.graphs() == sorted(named_graphs)
    for iri, written in named_graphs.items():
        assert {(s, p, str(o)) for s, p, o in virtuoso.graph(iri)} == {(s, p, str(o)) for s, p, o in written}
    assert not virtuoso.replace_graphs(named_graphs)


def test_a_graph_longer_than_one_step_is_written_whole(virtuoso: Store) -> None:
    graph = Graph()
    for number in range(1100):
        graph.add((URIRef(f"{EX}{number}"), URIRef(EX + "p"), Literal(f"“{number}” \\ \n end")))
    graph.add((URIRef(EX + "long"), URIRef(EX + "p"), Literal("wörds " * 20_000)))
    graph.add((URIRef(EX + "day"), URIRef(EX + "p"), Literal("2019-02-17", datatype=XSD.date)))

    virtuoso.replace_graphs({EX + "g": graph})

    assert set(virtuoso.graph(EX + "g")) == set(graph)
    assert virtuoso.query(f"ASK {{ <{EX}day> ?p ?o }}").boolean()
    assert not virtuoso.query(f"ASK {{ <{EX}night> ?p ?o }}").boolean()


def test_a_write_that_breaks_off_is_completed_by_the_next_one(virtuoso: Store, address: str,
                                                              monkeypatch: pytest.MonkeyPatch) -> None:
    graph = Graph()
    for number in range(900):
        graph.add((URIRef(f"{EX}{number}"), URIRef(EX + "p"), Literal(number)))
    sent = RemoteStore._send_once
    steps = 0

    def breaks_off(store: RemoteStore, request: object, to: str) -> bytes:
        nonlocal steps
        steps += "INSERT DATA" in request.queryString  # type: ignore[attr-defined]
        if steps == 2:
            raise StoreError("the line is dead")
        return sent(store, request, to)

    with monkeypatch.context() as broken:
        broken.setattr(RemoteStore, "_send_once", breaks_off)
        with pytest.raises(StoreError, match="the line is dead"):
            virtuoso.replace_graphs({EX + "g": graph})
    assert 0 < len(virtuoso.graph(EX + "g")) < 900

    assert open_store(address).replace_graphs({EX + "g": graph})
    assert len(virtuoso.graph(EX + "g")) == 900


def test_a_wrong_password_is_said_and_not_shown(virtuoso: Store, address: str,
                                                monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KB_STORE_PASSWORD", "s3cret-guess")
    with pytest.raises(StoreError, match="refuses these credentials") as raised:
        open_store(address).graphs()
    assert "s3cret" not in str(raised.value)

    # urllib tries a refused digest several times and leaves each refusal open until it is collected.
    del raised
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()


def test_the_timeline_is_filled_from_it(virtuoso: Store, named_graphs: dict[str, Graph]) -> None:
    virtuoso.replace_graphs(named_graphs)
    with KnowledgeBase(virtuoso, TimelineIndex(), Settings(store=os.devnull)) as base:
        labels = {event.label for event in base.timeline(TimelineQuery()).events}
    assert labels == {"Rebels shut the bridge at Lanova", "Ministers meet"}


def test_whole_graphs_go_to_the_graph_store(virtuoso: Store, address: str, named_graphs: dict[str, Graph],
                                            monkeypatch: pytest.MonkeyPatch) -> None:
    graphs = address.replace("/sparql-auth", "/sparql-graph-crud-auth?graph-uri=")
    monkeypatch.setenv("KB_STORE_GRAPHS", graphs)
    store = open_store(address)

    assert store.replace_graphs(named_graphs)

    for iri, written in named_graphs.items():
        assert {(s, p, str(o)) for s, p, o in store.graph(iri)} == {(s, p, str(o)) for s, p, o in written}
    assert not virtuoso.replace_graphs(named_graphs)  # what the one wrote, the other finds
    store.replace_graphs({}, remove=named_graphs)
    assert store.graphs() == []
