"""A snapshot holds exactly what was written when it was made, whatever the engine does beside it."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Graph
from rdflib.term import Literal, URIRef

from kb.errors import StoreError
from kb.store import QueryLimits, open_store
from kb.store.embedded import EmbeddedStore
from kb.store.formats import CSV
from kb.store.snapshots import link_folder

EX = "http://example.org/"


def numbers(first: int, count: int) -> Graph:
    graph = Graph()
    for number in range(first, first + count):
        graph.add((URIRef(f"{EX}{number}"), URIRef(f"{EX}text"), Literal(f"{number} " * 20)))
    return graph


@pytest.fixture
def store(tmp_path: Path) -> Iterator[EmbeddedStore]:
    with open_store(tmp_path / "store") as opened:
        assert isinstance(opened, EmbeddedStore)
        yield opened


def linked(store: EmbeddedStore, target: Path, *, patience: float = 30) -> list[str] | None:
    """The names of the graphs in a snapshot that was made by linking; None where it was not, for as many seconds as
    the engine may take to tidy up."""
    assert store.folder
    until = time.monotonic() + patience
    while not link_folder(store.folder / "graphs", target):
        assert not target.exists()
        if time.monotonic() > until:
            return None
    return sorted(graph.value for graph in ox.Store.read_only(str(target)).named_graphs()
                  if isinstance(graph, ox.NamedNode) and graph.value.startswith(EX))


def test_it_holds_what_is_in_the_log_alone_and_what_is_in_files(store: EmbeddedStore, tmp_path: Path) -> None:
    store.replace_graphs({f"{EX}a": numbers(0, 5)})
    assert linked(store, tmp_path / "1") == [f"{EX}a"]
    store.flush()
    store.replace_graphs({f"{EX}b": numbers(5, 5)}, remove=[f"{EX}a"])
    assert linked(store, tmp_path / "2") == [f"{EX}b"]
    assert linked(store, tmp_path / "3") == [f"{EX}b"]


def test_a_long_log_is_left_to_the_engine(store: EmbeddedStore, tmp_path: Path,
                                          monkeypatch: pytest.MonkeyPatch) -> None:
    store.replace_graphs({f"{EX}a": numbers(0, 2000)})
    store._copy_to(tmp_path / "1")
    assert len(ox.Store.read_only(str(tmp_path / "1"))) == len(store._store)
    store.replace_graphs({f"{EX}b": numbers(0, 2)})
    store._copy_to(tmp_path / "2")
    assert len(ox.Store.read_only(str(tmp_path / "2"))) == len(store._store)

    monkeypatch.setattr("kb.store.snapshots._MOST_LOGS", 1000)
    assert linked(store, tmp_path / "3", patience=0) is None


def test_where_files_can_t_be_linked_the_engine_makes_it(store: EmbeddedStore, tmp_path: Path,
                                                         monkeypatch: pytest.MonkeyPatch) -> None:
    store.replace_graphs({f"{EX}a": numbers(0, 5)})
    store.flush()

    def no_links(*_: object) -> None:
        raise OSError(1, "Operation not permitted")

    with monkeypatch.context() as elsewhere:
        elsewhere.setattr("os.link", no_links)
        assert linked(store, tmp_path / "1", patience=0) is None
        store._copy_to(tmp_path / "2")
    assert len(ox.Store.read_only(str(tmp_path / "2"))) == len(store._store)


def test_a_snapshot_beside_a_write_does_not_wait_for_it(store: EmbeddedStore, tmp_path: Path) -> None:
    store.replace_graphs({f"{EX}a": numbers(0, 5)})
    made: list[bool] = []

    def make() -> None:
        store._copy_to(tmp_path / "1")
        made.append(True)

    with store._writing:
        thread = threading.Thread(target=make, daemon=True)
        thread.start()
        thread.join(timeout=60)
        assert made
    assert len(ox.Store.read_only(str(tmp_path / "1"))) == len(store._store)


def test_queries_beside_a_writer_see_every_write_that_was_finished(store: EmbeddedStore) -> None:
    limits = QueryLimits(seconds=60, workers=2)
    written, stop = [0], threading.Event()
    wrong: list[str] = []

    def write() -> None:
        while not stop.is_set() and written[0] < 100:
            number = written[0] + 1
            size = 2000 if number % 5 == 0 else 3
            store.replace_graphs({f"{EX}{number % 7}": numbers(number * 10_000, size),
                                  f"{EX}last": Graph().add((URIRef(EX), URIRef(f"{EX}n"), Literal(number)))})
            written[0] = number
            if number % 4 == 0:
                store.flush()

    thread = threading.Thread(target=write, daemon=True)
    thread.start()
    try:
        while written[0] < 20 and not wrong and thread.is_alive():
            before = written[0]
            with store.answer(f"SELECT ?n {{ <{EX}> <{EX}n> ?n }}", CSV, limits) as file:
                seen = int((*file.read().split(), 0)[1])
            if not before <= seen <= written[0] + 1:
                wrong.append(f"{seen} after {before}")
    except StoreError as error:
        wrong.append(str(error))
    finally:
        stop.set()
        thread.join(timeout=60)
    assert not wrong
    assert not thread.is_alive()


def test_copies_flushes_and_writes_at_once_all_end(store: EmbeddedStore, tmp_path: Path) -> None:
    stop = threading.Event()
    copies: list[Path] = []
    problems: list[Exception] = []

    def copy() -> None:
        try:
            while not stop.is_set():
                store._copy_to(path := tmp_path / str(len(copies)))
                copies.append(path)
        except Exception as problem:
            problems.append(problem)

    def write() -> None:
        for number in range(1, 21):
            store.replace_graphs({f"{EX}{number % 7}": numbers(number * 10_000, 2000 if number % 5 == 0 else 3)})
            if number % 4 == 0:
                store.flush()

    copier, writer = (threading.Thread(target=work, daemon=True) for work in (copy, write))
    copier.start()
    writer.start()
    writer.join(timeout=120)
    stop.set()
    copier.join(timeout=60)
    assert not writer.is_alive() and not copier.is_alive() and not problems
    assert copies
    store._copy_to(tmp_path / "last")
    assert {*ox.Store.read_only(str(tmp_path / "last"))} == {*store._store}
