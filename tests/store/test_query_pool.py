"""Queries of strangers run in processes of their own: one that goes too far is ended, and the others don't notice."""

from __future__ import annotations

import subprocess
import sys
import textwrap
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from rdflib import Graph
from rdflib.term import Literal, URIRef

from kb.errors import (
    QueryError,
    QueryRunError,
    QuerySizeError,
    QuerySyntaxError,
    QueryTimeError,
    StoreBusyError,
    StoreError,
)
from kb.store import QueryLimits, open_store
from kb.store.embedded import EmbeddedStore
from kb.store.formats import CSV, JSON, JSON_LD, TURTLE, Format

EX = "http://example.org/"
LIMITS = QueryLimits(seconds=60, rows=1000, memory=400, workers=1)
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def numbers(count: int) -> Graph:
    graph = Graph()
    for number in range(count):
        graph.add((URIRef(f"{EX}{number}"), URIRef(f"{EX}next"), URIRef(f"{EX}{(number * 7 + 1) % count}")))
    return graph


@pytest.fixture
def store(tmp_path: Path) -> Iterator[EmbeddedStore]:
    with open_store(tmp_path / "store") as opened:
        assert isinstance(opened, EmbeddedStore)
        opened.replace_graphs({f"{EX}numbers": numbers(1500)})
        yield opened


def answer(store: EmbeddedStore, query: str, format_: Format = CSV, limits: QueryLimits = LIMITS) -> str:
    with store.answer(query, format_, limits) as file:
        return file.read().decode()


def test_answers_come_in_the_format_asked_for(store: EmbeddedStore) -> None:
    assert answer(store, f"SELECT (COUNT(*) AS ?n) {{ ?s <{EX}next> ?o }}") == "n\r\n1500\r\n"
    assert '"boolean":true' in answer(store, f"ASK {{ <{EX}1> ?p ?o }}", JSON)
    assert " a rdfs:Class" in answer(store, "CONSTRUCT { ?s a rdfs:Class } WHERE { ?s ?p ?o } LIMIT 1", TURTLE)
    assert '"@id"' in answer(store, "CONSTRUCT WHERE { ?s ?p ?o } LIMIT 1", JSON_LD)


def test_a_query_that_takes_too_long_is_ended_and_the_next_one_answered(store: EmbeddedStore) -> None:
    limits = replace(LIMITS, seconds=2)

    with pytest.raises(QueryTimeError, match=r"longer than 2 seconds"):
        answer(store, ENDLESS, limits=limits)

    assert answer(store, "SELECT (1 AS ?n) {}", limits=limits) == "n\r\n1\r\n"


def test_a_query_that_needs_too_much_memory_is_ended(store: EmbeddedStore) -> None:
    with pytest.raises(QuerySizeError, match="more than 200 MB of memory"):
        answer(store, "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a", limits=replace(LIMITS, memory=200))
    assert answer(store, "SELECT (1 AS ?n) {}") == "n\r\n1\r\n"


def test_an_answer_that_is_too_long_is_broken_off(store: EmbeddedStore) -> None:
    assert answer(store, "SELECT ?s { ?s ?p ?o } LIMIT 1000").count("\n") == 1001
    with pytest.raises(QuerySizeError, match="more than 1,000 rows"):
        answer(store, "SELECT ?s { ?s ?p ?o }")


def test_a_query_that_overflows_the_engine_takes_only_its_own_process_along(store: EmbeddedStore) -> None:
    with pytest.raises(QuerySizeError, match="nested too deeply"):
        answer(store, "SELECT * " + "{" * 100_000 + "}" * 100_000)
    assert answer(store, "SELECT (1 AS ?n) {}") == "n\r\n1\r\n"


def test_what_is_wrong_with_a_query_is_said_as_everywhere(store: EmbeddedStore) -> None:
    with pytest.raises(QuerySyntaxError, match="line 2, column 6") as raised:
        answer(store, "SELECT * {\n ?s }")
    assert (raised.value.line, raised.value.column) == (2, 6)
    with pytest.raises(QueryRunError, match="could not be run"):
        answer(store, f"SELECT (<{EX}no-function>(1) AS ?x) {{}}")
    with pytest.raises(QueryError, match="another server"):
        answer(store, "ASK { SERVICE <http://127.0.0.1:9/> {} }")
    with pytest.raises(QueryError, match="queries only read"):
        answer(store, "DROP ALL")


def test_what_is_written_is_seen_by_the_next_query(store: EmbeddedStore) -> None:
    for number in range(3):
        store.replace_graphs({f"{EX}new": Graph().add((URIRef(f"{EX}s"), URIRef(f"{EX}p"), Literal(number)))})

        assert answer(store, f"SELECT ?o {{ <{EX}s> ?p ?o }}") == f"o\r\n{number}\r\n"


def test_snapshots_that_nobody_reads_are_thrown_away(store: EmbeddedStore, tmp_path: Path) -> None:
    for number in range(5):
        store.replace_graphs({f"{EX}new": numbers(number + 1)})
        answer(store, "ASK {}", JSON)
    assert len(list((tmp_path / "store" / "snapshots").iterdir())) <= 2

    store.close()

    assert not (tmp_path / "store" / "snapshots").exists()


def test_more_queries_than_may_wait_are_sent_away(store: EmbeddedStore) -> None:
    limits = replace(LIMITS, seconds=3)
    outcomes: list[str] = []

    def one() -> None:
        try:
            outcomes.append(answer(store, ENDLESS, limits=limits))
        except (QueryError, StoreError) as error:
            outcomes.append(type(error).__name__)

    threads = [threading.Thread(target=one, daemon=True) for _ in range(9)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)

    assert outcomes.count(StoreBusyError.__name__) >= 4
    assert outcomes.count(QueryTimeError.__name__) >= 1
    assert answer(store, "SELECT (1 AS ?n) {}") == "n\r\n1\r\n"


def test_a_closed_store_has_no_processes(store: EmbeddedStore) -> None:
    answer(store, "ASK {}", JSON)
    pool = store._pool_for(LIMITS)
    (process,) = pool.processes

    store.close()

    assert pool.processes == []
    assert not Path(f"/proc/{process}").exists()


STARVED = """
    import resource, sys
    from kb.errors import StoreError
    from kb.store import QueryLimits, open_store
    from kb.store.formats import CSV

    limits = QueryLimits(workers=1)
    with open_store(sys.argv[1]) as store:
        most = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (4, most[1]))
        try:
            store.answer("ASK {}", CSV, limits)
        except StoreError as error:
            resource.setrlimit(resource.RLIMIT_NOFILE, most)
            print(error)
        print(store.answer("SELECT (1 AS ?n) {}", CSV, limits).read().decode().split())
"""


def test_a_machine_without_room_for_a_process_is_said_and_the_next_query_tries_again(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(STARVED), str(tmp_path / "store")],
                          capture_output=True, text=True, timeout=120, check=False)
    problem, rows = done.stdout.splitlines() or [done.stderr, ""]
    assert problem.startswith("no process for queries could be started: Too many open files"), problem
    assert rows == "['n', '1']"


def test_calls_go_only_where_they_are_allowed() -> None:
    limits = QueryLimits(service_allow=("https://a.example/sparql", "https://b.example/*"))

    assert limits.allows("https://a.example/sparql")
    assert limits.allows("https://b.example/any/path")
    assert not limits.allows("https://a.example/sparql/other")
    assert not limits.allows("https://c.example/")
    assert not limits.allows(None)
    assert QueryLimits(service_allow=("*",)).allows(None)
