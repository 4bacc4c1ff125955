"""Programs of others that people use with SPARQL endpoints: rdflib, curl, Comunica. (SPARQLWrapper: test_sparql.py)"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import RDF
from rdflib.plugins.stores.sparqlstore import SPARQLStore, SPARQLUpdateStore
from waitress.server import create_server

from kb.knowledge_base import KnowledgeBase
from kb.settings import Settings
from kb.store import open_store
from kb.timeline import TimelineIndex
from server import create_app
from tests.server.conftest import SHUT

EVENT = URIRef(f"http://localhost:8000/event/{SHUT}")
SEM = "http://semanticweb.cs.vu.nl/2009/11/sem/"
TOKEN = "correct-horse-battery"


def test_rdflib_sees_the_endpoint_as_a_graph(address: str) -> None:
    graph = Graph(SPARQLStore(f"{address}/sparql"))

    assert (EVENT, RDF.type, URIRef(SEM + "Event")) in graph
    assert URIRef(SEM + "Event") in set(graph.objects(EVENT, RDF.type))


@pytest.fixture
def writable(tmp_path: Path) -> Iterator[str]:
    with KnowledgeBase(open_store(tmp_path / "store"), TimelineIndex(), Settings(token=TOKEN)) as base:
        server = create_server(create_app(base), host="127.0.0.1", port=0)
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.effective_port}"
        server.close()
        thread.join(timeout=10)


def test_rdflib_writes_with_the_token(writable: str) -> None:
    store = SPARQLUpdateStore(f"{writable}/sparql", f"{writable}/sparql/update",
                              headers={"Authorization": f"Bearer {TOKEN}"})
    graph = Graph(store, identifier=URIRef("http://example.org/g"))
    graph.add((EVENT, RDF.type, URIRef(SEM + "Event")))

    assert len(graph) == 1
    assert (EVENT, RDF.type, None) in Graph(SPARQLStore(f"{writable}/sparql"))


def test_curl_asks_and_downloads(address: str) -> None:
    curl = shutil.which("curl")
    if curl is None:
        pytest.skip("curl is not installed")

    def run(*arguments: str) -> str:
        return subprocess.run([curl, "--silent", "--show-error", "--fail", "--max-time", "60", *arguments], check=True,
                              capture_output=True, text=True).stdout

    assert json.loads(run(f"{address}/sparql", "--data-urlencode", f"query=ASK {{ <{EVENT}> a sem:Event }}"))["boolean"]
    assert run(f"{address}/sparql", "-H", "Content-Type: application/sparql-query", "-H", "Accept: text/csv",
               "--compressed", "--data-binary", "SELECT (1 AS ?n) {}") == "n\n1\n"
    turtle = run("--location", "-H", "Accept: text/turtle", f"{address}/event/{SHUT}")
    assert (EVENT, RDF.type, URIRef(SEM + "Event")) in Graph().parse(data=turtle, format="turtle")


def test_comunica_joins_the_endpoint_with_another(address: str, writable: str) -> None:
    """Needs a folder with Comunica in it (`npm install @comunica/query-sparql`), named by KB_COMUNICA."""
    folder = os.environ.get("KB_COMUNICA", "")
    program = Path(folder, "node_modules", "@comunica", "query-sparql", "bin", "query.js")
    node = shutil.which("node")
    if node is None or not folder or not program.exists():
        pytest.skip("KB_COMUNICA names no folder with @comunica/query-sparql")
    store = SPARQLUpdateStore(f"{writable}/sparql", f"{writable}/sparql/update",
                              headers={"Authorization": f"Bearer {TOKEN}"})
    Graph(store, identifier=URIRef("http://example.org/g")).add(
        (EVENT, URIRef("http://example.org/note"), URIRef("http://example.org/seen")))
    query = f"""PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
                SELECT ?label ?note WHERE {{ ?event a <{SEM}Event> ; rdfs:label ?label ;
                                                   <http://example.org/note> ?note }}"""

    command = [node, program, f"sparql@{address}/sparql", f"sparql@{writable}/sparql", "-q", query]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=250)
    assert done.returncode == 0, done.stderr[-2000:]

    rows = json.loads(done.stdout)
    assert {row["label"] for row in rows} >= {'"Rebels shut the bridge at Lanova"@en'}
    assert {row["note"] for row in rows} == {"http://example.org/seen"}
