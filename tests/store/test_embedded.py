"""The store in a folder: who may open it, and what happens when the process or the disk gives out."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest
from rdflib import Graph
from rdflib.term import Literal, URIRef

from kb.errors import QueryError, StoreError, StoreLockedError
from kb.store import Store, open_store

EX = "http://x.example/"
SRC = Path(__file__).resolve().parents[2]


def graph(size: int, value: str) -> Graph:
    found = Graph()
    for number in range(size):
        found.add((URIRef(f"{EX}s{number}"), URIRef(EX + "p"), Literal(value)))
    return found


def python(code: str, *arguments: object) -> subprocess.Popen[str]:
    """Another process that runs this code with kb importable."""
    return subprocess.Popen([sys.executable, "-u", "-c", textwrap.dedent(code), *map(str, arguments)], cwd=SRC,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


# Opening


def test_what_was_written_is_there_after_opening_again(folder: Path) -> None:
    with open_store(folder) as store:
        store.replace_graphs({EX + "g": graph(3, "x")})
        version = store.version
    with open_store(folder, create=False) as store:
        assert len(store.graph(EX + "g")) == 3
        assert store.version == version


def test_a_store_that_is_not_there_is_not_made_unasked(folder: Path) -> None:
    with pytest.raises(StoreError, match=r"there is no store in .*; make one with kb ingest"):
        open_store(folder, create=False)
    assert not folder.exists()


def test_a_folder_with_other_things_in_it_is_left_alone(folder: Path) -> None:
    folder.mkdir()
    (folder / "holiday.jpg").write_bytes(b"sun")
    with pytest.raises(StoreError, match="holds other files and is no store; name an empty or a new folder"):
        open_store(folder)
    assert [entry.name for entry in folder.iterdir()] == ["holiday.jpg"]


def test_a_file_is_no_store(tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text("words")
    with pytest.raises(StoreError, match="is a file; a store is a folder"):
        open_store(tmp_path / "article.txt")


@pytest.mark.parametrize("address", ["ftp://example.org/store", "file:///tmp/store"])
def test_an_address_that_is_neither_folder_nor_http_is_refused(address: str) -> None:
    with pytest.raises(StoreError, match="give a folder or an http"):
        open_store(address)


def test_a_damaged_store_is_named(folder: Path) -> None:
    open_store(folder).close()
    for manifest in (folder / "graphs").glob("MANIFEST-*"):
        manifest.write_bytes(b"\0garbage" * 20)
    with pytest.raises(StoreError, match="can't be opened") as raised:
        open_store(folder)
    assert "\n" not in str(raised.value)


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root to become a user without rights")
def test_a_folder_without_rights_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    code = """
        import os, sys
        from kb.errors import StoreError
        from kb.store import open_store
        os.setuid(65534)
        try:
            open_store(sys.argv[1])
        except StoreError as error:
            print(error)
    """
    with python(code, tmp_path / "store") as other:
        said, complaint = other.communicate(timeout=120)
    assert "can't be opened: Permission denied" in said, complaint


# One process at a time

HOLD = """
    import sys
    from kb.store import open_store
    store = open_store(sys.argv[1], read_only="read-only" in sys.argv)
    print("open")
    sys.stdin = open(0)
    sys.stdin.read()
"""


def hold(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    process = subprocess.Popen([sys.executable, "-u", "-c", textwrap.dedent(HOLD), str(folder), *arguments], cwd=SRC,
                               stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "open\n"
    return process


@pytest.mark.parametrize("read_only", [False, True])
def test_a_store_that_another_process_holds_says_who_and_what_to_do(folder: Path, read_only: bool) -> None:
    open_store(folder).close()
    with hold(folder) as other:
        with pytest.raises(StoreLockedError) as raised:
            open_store(folder, read_only=read_only)
        assert f"{folder} is in use by process {other.pid} (" in str(raised.value)
        assert str(raised.value).endswith("wait until it is done, or stop it first")
        other.communicate("", timeout=120)
    open_store(folder).close()


def test_a_store_that_is_served_says_how_to_go_through_the_server(folder: Path) -> None:
    with hold(folder, "serve", "--port", "8123") as other:
        with pytest.raises(StoreLockedError, match=r"--store http://127\.0\.0\.1:8123/sparql"):
            open_store(folder)
        other.communicate("", timeout=120)


def test_several_processes_may_read_and_keep_a_writer_away(folder: Path) -> None:
    with open_store(folder) as store:
        store.replace_graphs({EX + "g": graph(3, "x")})
    with hold(folder, "read-only") as other:
        with open_store(folder, read_only=True) as store:
            assert len(store.graph(EX + "g")) == 3
        with pytest.raises(StoreLockedError, match=f"process {other.pid}"):
            open_store(folder)
        other.communicate("", timeout=120)
    open_store(folder).close()


def test_a_process_opens_a_store_once(folder: Path) -> None:
    with open_store(folder), pytest.raises(StoreLockedError, match="open already in this process"):
        open_store(folder)
    open_store(folder).close()


def test_a_store_opened_for_reading_is_not_written(folder: Path) -> None:
    open_store(folder).close()
    with open_store(folder, read_only=True) as store, pytest.raises(StoreError, match="for reading only"):
        store.replace_graphs({EX + "g": graph(1, "x")})


def test_a_closed_store_says_so(folder: Path) -> None:
    store = open_store(folder)
    store.close()
    store.close()
    with pytest.raises(StoreError, match="the store is closed"):
        store.graphs()


# Queries


def test_a_syntax_error_names_line_and_column_in_one_line(store: Store) -> None:
    with pytest.raises(QueryError, match="error in the query at line 2, column 6: expected one of") as raised:
        store.query("SELECT * WHERE {\n ?s }")
    assert "\n" not in str(raised.value)
    assert len(str(raised.value)) < 250


@pytest.mark.parametrize(("query", "said"), [
    ("SELECT * { ?s a nowhere:Thing }", "column 30: the name that ends here has a prefix that is not declared"),
    ("SELECT * { ?s a <a b> }", "column 22: what ends here between < and > is no IRI"),
    ("SELECT * { ?s ?p ?o . FILTER(?o > ) }", "column 38: expected one of ABS, AVG"),
    ("SELECT * { ?s ?p ?o", 'column 20: expected one of ",", ".", ";"')])
def test_a_syntax_error_says_what_is_missing_without_the_classes_of_characters_it_could_be(
        store: Store, query: str, said: str) -> None:
    with pytest.raises(QueryError) as raised:
        store.query(query)
    assert said in str(raised.value)
    assert "[" not in str(raised.value) and "'" not in str(raised.value)


def test_a_dataset_must_be_named_by_iris(store: Store) -> None:
    with pytest.raises(QueryError, match="no IRI"):
        store.query("SELECT * {}", default_graph_uris=["not an iri"])


# When the process or the disk gives out

KILLED = """
    import sys
    from kb.store import open_store
    from rdflib import Graph
    from rdflib.term import Literal, URIRef

    EX = "http://x.example/"
    store = open_store(sys.argv[1])
    for value in range(10_000):
        graphs = {}
        for name in ("article", "conclusions"):
            graph = Graph()
            for number in range(400):
                graph.add((URIRef(f"{EX}s{number}"), URIRef(EX + "p"), Literal(value)))
            graphs[EX + name] = graph
        print("writing", value)
        store.replace_graphs(graphs)
"""


@pytest.mark.parametrize(("writes", "then"), [(1, 0.0), (2, 0.01), (3, 0.02), (4, 0.03), (5, 0.05)])
def test_a_killed_process_leaves_an_article_and_its_conclusions_wholly_or_not_at_all(
        folder: Path, writes: int, then: float) -> None:
    with python(KILLED, folder) as writer:
        assert writer.stdout is not None
        for _ in range(writes):
            assert writer.stdout.readline().startswith("writing")
        time.sleep(then)  # somewhere in the writing
        writer.send_signal(signal.SIGKILL)
        writer.communicate(timeout=120)
    assert writer.returncode == -signal.SIGKILL
    with open_store(folder) as store:
        version = store.version
        article, conclusions = store.graph(EX + "article"), store.graph(EX + "conclusions")
        assert len(article) == len(conclusions)
        assert len(article) in (0, 400)
        assert len(set(article.objects()) | set(conclusions.objects())) <= 1
        assert store.replace_graphs({EX + "article": article, EX + "conclusions": conclusions}) is False
        assert store.version == version


FULL = """
    import resource, sys
    from kb.errors import StoreError
    from kb.store import open_store
    from rdflib import Graph
    from rdflib.term import Literal, URIRef

    EX = "http://x.example/"
    store = open_store(sys.argv[1])
    store.replace_graphs({EX + "kept": Graph().add((URIRef(EX + "s"), URIRef(EX + "p"), Literal("kept")))})
    resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
    big = Graph()
    for number in range(3000):
        big.add((URIRef(f"{EX}s{number}"), URIRef(EX + "p"), Literal(f"{number} " * 40)))
    try:
        with store:
            store.replace_graphs({EX + "big": big, EX + "kept": Graph()})
    except StoreError as error:
        print(error)
"""


def test_a_full_disk_is_said_in_one_line_and_nothing_is_half_written(folder: Path) -> None:
    with python(FULL, folder) as writer:
        said, complaint = writer.communicate(timeout=120)
    assert "could not be written, and nothing of this was: " in said, complaint
    assert said.count("\n") == 1
    with open_store(folder) as store:
        assert store.graphs() == [EX + "kept"]
        assert store.replace_graphs({EX + "big": graph(100, "now there is room")})
