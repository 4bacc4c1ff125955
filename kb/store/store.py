"""What every store offers, embedded or remote, and what they share: how a change becomes one update."""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import pyoxigraph as ox
from rdflib import Graph
from rdflib.term import BNode

from kb.errors import QueryError, StoreError
from kb.graph import PREFIXES, new_graph
from kb.store.outline import outline
from kb.store.result import QueryResult

_EVT = PREFIXES["evt"]
#: The graph in which a store keeps its own books: the digest of each named graph and, over all of them, the
#: version. It changes in the same update as what it describes.
BOOKS = "https://w3id.org/event-timeline/store"
_DIGEST = f"{_EVT}contentDigest"
_VERSION = f"{_EVT}contentVersion"

#: The triples of a graph as sorted lines of N-Triples.
Lines = Sequence[str]


class Store(ABC):
    """Named graphs that can be queried with SPARQL 1.1 and replaced atomically."""

    def __init__(self) -> None:
        self._writing = threading.RLock()

    # Reading

    def query(self, sparql: str, *, default_graph_uris: Sequence[str] = (),
              named_graph_uris: Sequence[str] = (), union: bool = True) -> QueryResult:
        """Runs a SELECT, ASK, CONSTRUCT or DESCRIBE query. The prefixes of this project need no PREFIX line.

        `default_graph_uris` and `named_graph_uris` say which graphs it sees (SPARQL 1.1 Protocol §2.1.4), and
        then count more than a FROM in the text. Without either, the unnamed graph is the union of all named
        ones, unless `union` is false.

        Raises QueryError: the text can't be parsed (with line and column), is an update, or would call
        another server.
        """
        seen = outline(sparql)
        if seen.reaches_out:
            raise QueryError(f"{seen.reaches_out} would call another server, which this store does not "
                             "allow; query that server itself")
        if seen.updates:
            raise QueryError("this is a SPARQL update, and queries only read; ask with SELECT, ASK, "
                             "CONSTRUCT or DESCRIBE")
        named = seen.names_dataset or bool(default_graph_uris) or bool(named_graph_uris)
        return self._query(sparql, default_graph_uris, named_graph_uris, union and not named)

    def select(self, sparql: str) -> list[dict[str, str]]:
        """All rows of a SELECT query: for each the lexical form of what its variables are bound to."""
        return list(self.query(sparql).rows())

    def graph(self, iri: str) -> Graph:
        """The triples of one named graph; empty where there is no such graph."""
        lines = "\n".join(self.lines(iri))
        graph = new_graph()
        graph.parse(data=lines, format="nt")
        return graph

    def graphs(self) -> list[str]:
        """The IRIs of all named graphs, in order."""
        rows = self.query("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }", union=False).rows()
        return sorted(row["g"] for row in rows if row["g"] != BOOKS)

    @property
    def version(self) -> str:
        """32 hexadecimal digits that change with the contents. The same graphs have the same version, in any
        store and however they came there."""
        rows = self.query(f"SELECT ?v WHERE {{ GRAPH <{BOOKS}> {{ <{BOOKS}> <{_VERSION}> ?v }} }}",
                          union=False).rows()
        return next((row["v"] for row in rows), "0" * 32)

    # Writing

    def replace_graphs(self, graphs: Mapping[str, Graph], remove: Iterable[str] = ()) -> bool:
        """Puts these graphs in the place of what the store holds under their IRIs and removes others, all in
        one update: it happens wholly or not at all, whatever kills the process.

        An empty graph is the same as none. Gives whether anything changed: a graph that is there already is
        not written again. Raises StoreError when writing fails (nothing is changed then).
        """
        return self._replace({iri: lines_of(graph) for iri, graph in graphs.items()}
                             | {iri: () for iri in remove if iri not in graphs})

    def _replace(self, wanted: Mapping[str, Lines]) -> bool:
        with self._writing:
            new = {iri: _digest(lines) if lines else None for iri, lines in wanted.items()}
            old = self._digests(list(wanted))
            changed = {iri: lines for iri, lines in wanted.items() if new[iri] != old.get(iri)}
            if not changed:
                return False
            version = int(self.version, 16)
            for iri in changed:
                version ^= _share(iri, old.get(iri)) ^ _share(iri, new[iri])
            self._write(changed, {iri: new[iri] for iri in changed}, f"{version:032x}")
            return True

    def _digests(self, iris: Sequence[str]) -> dict[str, str]:
        values = " ".join(f"<{iri}>" for iri in iris)
        return {row["g"]: row["d"] for row in self.query(
            f"SELECT ?g ?d WHERE {{ GRAPH <{BOOKS}> {{ VALUES ?g {{ {values} }} ?g <{_DIGEST}> ?d }} }}",
            union=False).rows()}

    # Whole contents

    def dump(self) -> bytes:
        """All named graphs as TriG in a fixed order: the same contents give the same bytes."""
        output = BytesIO()
        self.dump_to(output)
        return output.getvalue()

    def dump_to(self, output: BinaryIO) -> None:
        """Writes what `dump` gives, a graph at a time."""
        ox.serialize(self._quads(), output, format=ox.RdfFormat.TRIG, prefixes=dict(PREFIXES))

    def _quads(self) -> Iterator[ox.Quad]:
        for iri in self.graphs():
            name = ox.NamedNode(iri)
            for triple in ox.parse("\n".join(self.lines(iri)), format=ox.RdfFormat.N_TRIPLES):
                yield ox.Quad(triple.subject, triple.predicate, triple.object, name)

    def restore(self, path: Path) -> int:
        """Reads a dump (TriG or N-Quads, each graph in one piece) and gives the number of graphs. Each graph
        replaces the one of its name; others stay. Raises StoreError naming the file and what is wrong."""
        format_ = ox.RdfFormat.N_QUADS if path.suffix in (".nq", ".nquads") else ox.RdfFormat.TRIG
        done: set[str] = set()
        name: str | None = None
        lines: list[str] = []
        try:
            for quad in ox.parse(path=path, format=format_):
                if isinstance(quad, ox.Triple) or not isinstance(quad.graph_name, ox.NamedNode):
                    raise StoreError(f"{path} has triples outside named graphs; put them into a GRAPH")
                if quad.graph_name.value != name:
                    if name is not None:
                        self._replace({name: sorted(set(lines))})
                        done.add(name)
                    name, lines = quad.graph_name.value, []
                    if name in done:
                        raise StoreError(f"{path} has graph {name} in two pieces; sort it by graph first")
                lines.append(f"{quad.triple} .")
            if name is not None:
                self._replace({name: sorted(set(lines))})
                done.add(name)
        except (SyntaxError, OSError) as error:
            raise StoreError(f"{path} can't be read as a dump: {error}") from error
        self.flush()
        return len(done - {BOOKS})

    # What an implementation gives

    @abstractmethod
    def lines(self, iri: str) -> list[str]:
        """The triples of one named graph as sorted lines of N-Triples."""

    @abstractmethod
    def _query(self, sparql: str, default_graph_uris: Sequence[str], named_graph_uris: Sequence[str],
               union: bool) -> QueryResult:
        """Runs a query that was screened. `union`: the unnamed graph is the union of the named ones."""

    @abstractmethod
    def _write(self, graphs: Mapping[str, Lines], digests: Mapping[str, str | None], version: str) -> None:
        """Replaces graphs, their digests and the version in one update."""

    @abstractmethod
    def flush(self) -> None:
        """Makes sure that all that was written would survive the machine's power going off."""

    @abstractmethod
    def close(self) -> None:
        """Lets go of the store. Nothing else may be called afterwards."""

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def lines_of(graph: Graph) -> list[str]:
    """A graph's triples as sorted lines of N-Triples, spelled as the engine spells them. Raises StoreError
    for a blank node, which could not be written twice with the same result."""
    for triple in graph:
        if any(isinstance(term, BNode) for term in triple):
            raise StoreError(f"a graph to be stored has a blank node at {triple[1].n3()}; give it an IRI")
    text = graph.serialize(format="nt", encoding="utf-8")
    try:
        return sorted({f"{triple} ." for triple in ox.parse(text, format=ox.RdfFormat.N_TRIPLES)})
    except SyntaxError as error:
        raise StoreError(f"a graph to be stored is not valid RDF: {error}") from error


def update_text(graphs: Mapping[str, Lines], digests: Mapping[str, str | None], version: str) -> str:
    """One SPARQL update that replaces these graphs, their digests and the version."""
    steps: list[str] = []
    added: list[str] = [f'<{BOOKS}> <{_VERSION}> "{version}" .']
    for iri, lines in graphs.items():
        steps.append(f"DROP SILENT GRAPH <{iri}>")
        if lines:
            steps.append(f"INSERT DATA {{ GRAPH <{iri}> {{\n" + "\n".join(lines) + "\n} }")
        steps.append(f"DELETE WHERE {{ GRAPH <{BOOKS}> {{ <{iri}> <{_DIGEST}> ?digest }} }}")
        if digests[iri]:
            added.append(f'<{iri}> <{_DIGEST}> "{digests[iri]}" .')
    steps.append(f"DELETE WHERE {{ GRAPH <{BOOKS}> {{ <{BOOKS}> <{_VERSION}> ?version }} }}")
    steps.append(f"INSERT DATA {{ GRAPH <{BOOKS}> {{\n" + "\n".join(added) + "\n} }")
    return " ;\n".join(steps)


def _digest(lines: Lines) -> str:
    return sha256("\n".join(lines).encode("utf-8")).hexdigest()[:32]


def _share(iri: str, digest: str | None) -> int:
    """What a graph adds to the version; added and taken away by exclusive or, so that order means nothing."""
    return int(sha256(f"{iri} {digest}".encode()).hexdigest()[:32], 16) if digest else 0
