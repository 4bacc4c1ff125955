"""The commands on stores that other servers keep: all that works on a folder works there, and what was broken off
half-way is completed by the next attempt, once."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import textwrap
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from kb.cli import main
from kb.store import open_store
from tests.serving import kb_serve
from tests.sparql_server import sparql_server
from tests.virtuoso_server import ACCOUNT, virtuoso_server

TEXTS = {"first": "Ada Moreno resigned as minister on 2 March 2020 after a quarrel about the budget of Tarvale.",
         "second": "The minister Ada Moreno resigned on 2 March 2020 over the budget of Tarvale, her office announced.",
         "other": "Rebels of the River Front blocked the bridge at Port Elin on 5 April 2020."}
#: Server → where it takes queries and whole graphs, below its address, and what else must be set.
SERVERS: dict[str, tuple[str, str, dict[str, str]]] = {
    "oxigraph": ("/query", "/store", {}),
    "virtuoso": ("/sparql-auth", "/sparql-graph-crud-auth?graph-uri=", ACCOUNT),
}

LABELS = "SELECT DISTINCT ?e ?l WHERE { ?e a sem:Event ; rdfs:label ?l } ORDER BY ?l ?e"


@pytest.fixture(scope="module", params=SERVERS)
def address(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """The kind of a server that runs, and its address."""
    start = {"oxigraph": sparql_server, "virtuoso": virtuoso_server}[request.param]
    with start(tmp_path_factory.mktemp(request.param)) as address:
        yield request.param, address


@pytest.fixture(params=["updates", "graph store"])
def server(request: pytest.FixtureRequest, address: tuple[str, str], monkeypatch: pytest.MonkeyPatch) -> str:
    """What `--store` is on a server that holds nothing yet, with its settings in the environment."""
    kind, root = address
    queries, graphs, settings = SERVERS[kind]
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    store = open_store(root + queries)
    store.replace_graphs({}, remove=store.graphs())
    if request.param == "graph store":
        monkeypatch.setenv("KB_STORE_GRAPHS", root + graphs)
    return root + queries


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    for name, text in TEXTS.items():
        record = {"id": name, "text": text, "published": "2020-04-06"}
        (tmp_path / f"{name}.jsonl").write_text(json.dumps(record) + "\n")
    return [str(tmp_path / f"{name}.jsonl") for name in TEXTS]


def kb(*words: str, store: str) -> str:
    """What a command prints, the summary included."""
    done = CliRunner().invoke(main, [*words, "--store", store], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def graphs(trig: str) -> dict[str, set[tuple[str, str, str]]]:
    """The triples by graph, literals by their lexical form: Virtuoso has its own ways with datatypes."""
    found: dict[str, set[tuple[str, str, str]]] = {}
    for quad in ox.parse(trig, format=ox.RdfFormat.TRIG):
        value = quad.object.value if not isinstance(quad.object, ox.Triple) else str(quad.object)
        found.setdefault(quad.graph_name.value, set()).add((str(quad.subject), str(quad.predicate), value))
    return found


@pytest.fixture
def whole(files: list[str], tmp_path: Path) -> dict[str, set[tuple[str, str, str]]]:
    """The same articles in a folder."""
    kb("ingest", *files, store=str(tmp_path / "folder"))
    return graphs(kb("export", "--format", "trig", store=str(tmp_path / "folder")))


def test_every_command_works_there(server: str, files: list[str], tmp_path: Path,
                                   whole: dict[str, set[tuple[str, str, str]]]) -> None:
    folder = str(tmp_path / "folder")
    assert "3 new" in kb("ingest", *files, store=server)
    assert "3 known" in kb("ingest", *files, store=server)

    assert graphs(kb("export", "--format", "trig", store=server)) == whole
    for command in (("export", "--format", "jsonl"), ("export", "--format", "ics"),
                    ("timeline", "--details", "--format", "jsonl"),  # from an index that is made anew each time
                    ("query", "--format", "csv", LABELS)):
        assert kb(*command, store=server).splitlines() == kb(*command, store=folder).splitlines(), command
    event = json.loads(kb("timeline", "--format", "jsonl", "--text", "blocked", store=server).splitlines()[0])["id"]
    assert "blocked" in kb("explain", event[:8], store=server)

    kb("redate", "other", "2020-04-13", store=server)
    kb("redate", "other", "2020-04-06", store=server)
    kb("remove", "other", store=server)
    assert "1 new" in kb("ingest", *files, store=server)
    assert graphs(kb("export", "--format", "trig", store=server)) == whole


def test_it_is_served_from_there(server: str, files: list[str]) -> None:
    kb("ingest", *files, store=server)
    with kb_serve(server) as (served, _):
        def get(path: str) -> str:
            with urllib.request.urlopen(f"{served}/{path}", timeout=60) as answer:
                return str(answer.read().decode())

        events = json.loads(get("api/timeline?details=1"))["events"]
        assert any("Moreno" in event["label"] for event in events)
        assert events[0]["label"] in get(f"event/{events[0]['id']}")
        query = quote(f"ASK {{ <{events[0]['iri']}> a sem:Event }}")
        assert json.loads(get(f"sparql?query={query}&format=json"))["boolean"]


KILLED = """
    import os, signal, sys
    from kb.cli import main
    from kb.store.remote import RemoteStore

    writes = 0

    def counted(write):
        def dying(*args):
            global writes
            write(*args)
            writes += 1
            if writes == int(sys.argv[1]):
                os.kill(os.getpid(), signal.SIGKILL)
        return dying

    RemoteStore._update, RemoteStore._put = counted(RemoteStore._update), counted(RemoteStore._put)
    main(["ingest", *sys.argv[3:], "--store", sys.argv[2]])
"""


def test_an_ingest_that_is_killed_is_completed_by_the_next_and_nothing_is_doubled(
        server: str, files: list[str], whole: dict[str, set[tuple[str, str, str]]]) -> None:
    for writes in (1, 2, 5):
        done = subprocess.run([sys.executable, "-c", textwrap.dedent(KILLED), str(writes), server, *files],
                              check=False, env=os.environ, capture_output=True, timeout=120)
        assert done.returncode in (-signal.SIGKILL, 0)

    kb("ingest", *files, store=server)

    assert graphs(kb("export", "--format", "trig", store=server)) == whole
