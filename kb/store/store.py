"""What every store offers, embedded or remote."""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import reduce
from io import BytesIO
from operator import xor
from pathlib import Path
from typing import IO, BinaryIO
from uuid import uuid4

import pyoxigraph as ox
from rdflib import Graph

from kb.errors import QueryError, StoreError
from kb.graph import PREFIXES
from kb.store.asking import Question
from kb.store.change import (
    BOOKS,
    DIGEST,
    VERSION,
    GraphChange,
    Lines,
    Part,
    change_of,
    digest_of,
    lines_of,
    part_change,
    share_of,
)
from kb.store.formats import Format, format_named
from kb.store.limits import QueryLimits
from kb.store.outline import QueryOutline, outline
from kb.store.result import QueryResult
from kb.store.terms import rdflib_graph
from kb.store.using import with_using

#: The version of a store with nothing in it.
_EMPTY = "0" * 32
#: Things that are asked for at a time.
_ASKED = 400


class Store(ABC):
    """Named graphs that can be queried with SPARQL 1.1 and replaced atomically."""

    def __init__(self) -> None:
        self._writing = threading.RLock()
        #: What relative IRIs in queries and updates hang below; None where they are wrong.
        self.base: str | None = None
        #: The version where the books hold none.
        self._unbooked = _EMPTY

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
        seen = _screened(sparql, QueryLimits())
        named = seen.names_dataset or bool(default_graph_uris) or bool(named_graph_uris)
        return self._query(sparql, default_graph_uris, named_graph_uris, union and not named)

    def answer(self, sparql: str, format_: Format, limits: QueryLimits, *, default_graph_uris: Sequence[str] = (),
               named_graph_uris: Sequence[str] = (), union: bool = True) -> IO[bytes]:
        """The answer to a query of somebody unknown, written in a format of its kind, from its beginning.

        Arguments as of `query`. Raises QueryError as `query` does, and where the query goes beyond the limits
        (QueryTimeError, QuerySizeError); StoreBusyError when too many queries run.
        """
        seen = _screened(sparql, limits)
        named = seen.names_dataset or bool(default_graph_uris) or bool(named_graph_uris)
        question = Question(sparql, format_.name, tuple(default_graph_uris), tuple(named_graph_uris),
                            union and not named, None if named else BOOKS, limits.rows,
                            tuple(call.position for call in seen.calls), self.base)
        return self._answer(question, limits)

    def _answer(self, question: Question, limits: QueryLimits) -> IO[bytes]:
        """Without processes of its own a store answers in this one, and limits only how many rows it gives."""
        result = self._query(question.sparql, question.default_graphs, question.named_graphs, question.union)
        format_ = format_named(question.format, result.kind)
        if format_ is None:
            raise QueryError(f"{question.format} is no format for the result of a {result.kind} query")
        return BytesIO(result.serialise(format_, limits.rows))

    def warm(self, limits: QueryLimits) -> None:  # noqa: B027 - a store without processes has nothing to make ready
        """Makes ready for answering within these limits, which otherwise happens with the first question."""

    def select(self, sparql: str) -> list[dict[str, str]]:
        """All rows of a SELECT query: for each the lexical form of what its variables are bound to."""
        return list(self.query(sparql).rows())

    def graph(self, iri: str) -> Graph:
        """The triples of one named graph; empty where there is no such graph."""
        return rdflib_graph(self.triples(iri))

    def graphs(self) -> list[str]:
        """The IRIs of all named graphs, in order."""
        rows = self.query("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }", union=False).rows()
        return sorted(row["g"] for row in rows if row["g"] != BOOKS)

    @property
    def version(self) -> str:
        """32 hexadecimal digits that change with the contents. The same graphs have the same version, in any
        store and however they came there."""
        return self._versions().get(BOOKS, self._unbooked)

    @property
    def own_version(self) -> str:
        """The same for the graphs below the base alone: what others keep beside them does not change it."""
        versions = self._versions()
        return self._own(versions) or versions.get(BOOKS, self._unbooked)

    def _versions(self) -> dict[str, str]:
        """The versions that the books hold: over all graphs by `BOOKS`, over those below the base by that."""
        return {row["of"]: row["v"] for row in self.query(
            f"SELECT ?of ?v WHERE {{ GRAPH <{BOOKS}> {{ ?of <{VERSION}> ?v }} }}", union=False).rows()}

    def _own(self, versions: Mapping[str, str]) -> str | None:
        """The own version, None where it is of another state: a writer who knows no base leaves it as it was."""
        own, _, state = versions.get(self.base or "", "").partition(" ")
        return own if state and state == versions.get(BOOKS) else None

    # Writing

    def replace_graphs(self, graphs: Mapping[str, Graph], remove: Iterable[str] = (),
                       parts: Mapping[str, Part] | None = None) -> bool:
        """Puts these graphs in the place of what the store holds under their IRIs and removes others, all in
        one update: it happens wholly or not at all, whatever kills the process.

        `parts` change what a graph says of some things, and cost what they hold, however large the graph.
        An empty graph is the same as none. Gives whether anything changed: a graph that is there already is
        not written again. Raises StoreError when writing fails (nothing is changed then).
        """
        return self._replace({iri: lines_of(graph) for iri, graph in graphs.items()}
                             | {iri: () for iri in remove if iri not in graphs}, parts or {})

    def _replace(self, wanted: Mapping[str, Lines], parts: Mapping[str, Part] | None = None) -> bool:
        parts = parts or {}
        with self._writing:
            known = self._digests([*wanted, *parts])
            changes = [change_of(iri, self._lines(iri) if iri in known else None, lines)
                       for iri, lines in wanted.items()
                       if (digest_of(lines) if lines else None) != known.get(iri)]
            changes += [change for iri, part in parts.items() if (change := self._part(iri, part, known.get(iri)))]
            if not changes:
                return False
            self._apply(changes, self._versions_after(changes, known))
            return True

    def _part(self, iri: str, part: Part, known: str | None) -> GraphChange | None:
        """The change of a part of a graph, None where there is none."""
        old, new = self._lines_about(iri, part.subjects), lines_of(part.graph)
        if known is None:  # what is there was not noted, so all of it has to be read
            before = self._lines(iri)
            after = sorted({*before} - {*old} | {*new})
            return change_of(iri, before, after) if after != before or before else None
        change = part_change(iri, known, old, new)
        return change if change.removed or change.added else None

    def _lines_about(self, iri: str, subjects: Collection[str]) -> list[str]:
        """What a graph says of these things, and of what hangs below them."""
        found: list[str] = []
        seen, ahead = {*subjects}, sorted(subjects)
        while ahead:
            below: set[str] = set()
            for triple in self._triples_about(iri, ahead):
                found.append(f"{triple} .")
                value = triple.object.value if isinstance(triple.object, ox.NamedNode) else ""
                if "#" in value and value not in seen and value.partition("#")[0] in seen:
                    below.add(value)
            seen |= below
            ahead = sorted(below)
        return found

    def _triples_about(self, iri: str, subjects: Sequence[str]) -> Iterator[ox.Triple]:
        for begin in range(0, len(subjects), _ASKED):
            values = " ".join(f"<{subject}>" for subject in subjects[begin:begin + _ASKED])
            yield from self.query(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{iri}> "
                                  f"{{ VALUES ?s {{ {values} }} ?s ?p ?o }} }}", union=False).triples()

    def graph_digests(self, iris: Sequence[str] | None = None) -> dict[str, str]:
        """The digests of these graphs, or of all, that were written by this program and not changed by other ways."""
        return self._all_digests() if iris is None else self._digests(iris)

    def _versions_after(self, changes: Sequence[GraphChange], known: Mapping[str, str]) -> dict[str, str]:
        versions = self._versions()
        shares = {change.iri: share_of(change.iri, known.get(change.iri)) ^ share_of(change.iri, change.digest)
                  for change in changes}
        before = versions.get(BOOKS, self._unbooked)
        version = _joined(before, shares.values())
        if self.base is None:
            return {BOOKS: version}
        below = self.base
        own = self._own(versions) or _joined(before, (  # all, less what others keep
            share_of(iri, digest) for iri, digest in self._all_digests().items() if not iri.startswith(below)))
        own = _joined(own, (share for iri, share in shares.items() if iri.startswith(below)))
        return {BOOKS: version, below: f"{own} {version}"}

    def update(self, sparql: str, limits: QueryLimits, *, using: Sequence[str] = (),
               using_named: Sequence[str] = ()) -> None:
        """Runs a SPARQL update of somebody who may write: all of it or nothing. `using` and `using_named` are the
        graphs that it reads (SPARQL 1.1 Protocol §2.2.3).

        What it touched is not known afterwards, so the books are closed: the store gets a version that it never had,
        and graphs that are replaced later are written as a whole. Raises QueryError, StoreError.
        """
        seen = outline(sparql)
        refused = [call for call in seen.calls if not limits.allows(call.address)]
        if refused:
            raise QueryError(f"{refused[0].keyword} would call another server, which this store does not allow; load "
                             "the file there and send what is in it")
        if seen.kind:
            raise QueryError("this is a SPARQL query, and updates change something; send it to the query address")
        with self._writing:
            self._run_update(with_using(sparql, using, using_named), [call.position for call in seen.calls])
            self._unbooked = uuid4().hex

    def _run_update(self, sparql: str, calls: Sequence[int]) -> None:
        """Runs an update that others wrote, and throws the books away with it. `calls` are the places of the calls to
        other servers that are allowed."""
        raise StoreError("this store is on another server, which takes updates itself")

    def has_graph(self, iri: str | None) -> bool:
        """Whether there is such a named graph; the default graph (None) is always there."""
        return iri is None or self.query(f"ASK {{ GRAPH <{iri}> {{ ?s ?p ?o }} }}", union=False).boolean()

    def put_graph(self, iri: str | None, triples: Iterable[ox.Triple], limits: QueryLimits, *, keep: bool) -> None:
        """Puts triples into a named graph, or into the default graph for None, in the place of what is there or
        (`keep`) besides it. They may have blank nodes, which are new ones then. Raises StoreError."""
        lines = {f"{triple} ." for triple in triples}
        if iri is None or self._books_closed:
            body = "\n".join(sorted(lines))
            data, name = (body, "DEFAULT") if iri is None else (f"GRAPH <{iri}> {{ {body} }}", f"GRAPH <{iri}>")
            self.update(("" if keep else f"CLEAR SILENT {name} ;\n") + f"INSERT DATA {{\n{data}\n}}", limits)
            return
        with self._writing:
            self._replace({iri: sorted(lines.union(self._lines(iri)) if keep else lines)})

    def remove_graph(self, iri: str | None, limits: QueryLimits) -> None:
        """Removes a named graph, or empties the default graph. Raises StoreError."""
        if iri is None or self._books_closed:
            self.update("CLEAR DEFAULT" if iri is None else f"DROP SILENT GRAPH <{iri}>", limits)
        else:
            self._replace({iri: ()})

    @property
    def _books_closed(self) -> bool:
        """Whether an update of others has made the books useless; the next article opens them anew."""
        return self.version == self._unbooked != _EMPTY

    def _lines(self, iri: str) -> list[str]:
        return sorted(f"{triple} ." for triple in self.triples(iri))

    def _all_digests(self) -> dict[str, str]:
        return {row["g"]: row["d"] for row in self.query(
            f"SELECT ?g ?d WHERE {{ GRAPH <{BOOKS}> {{ ?g <{DIGEST}> ?d }} }}", union=False).rows()}

    def _digests(self, iris: Sequence[str]) -> dict[str, str]:
        values = " ".join(f"<{iri}>" for iri in iris)
        return {row["g"]: row["d"] for row in self.query(
            f"SELECT ?g ?d WHERE {{ GRAPH <{BOOKS}> {{ VALUES ?g {{ {values} }} ?g <{DIGEST}> ?d }} }}",
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
            for triple in sorted(self.triples(iri), key=str):
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
        except (SyntaxError, OSError, MemoryError) as error:
            raise StoreError(f"{path} can't be read as a dump: {error}") from error
        self.flush()
        return len(done - {BOOKS})

    # What an implementation gives

    @abstractmethod
    def triples(self, iri: str) -> list[ox.Triple]:
        """The triples of one named graph, as the engine's own terms."""

    @abstractmethod
    def _query(self, sparql: str, default_graph_uris: Sequence[str], named_graph_uris: Sequence[str],
               union: bool) -> QueryResult:
        """Runs a query that was screened. `union`: the unnamed graph is the union of the named ones."""

    @abstractmethod
    def _apply(self, changes: Sequence[GraphChange], versions: Mapping[str, str]) -> None:
        """Carries out changes that were made here, and notes the versions afterwards (over all graphs by `BOOKS`): all
        of it or nothing, or so that the next attempt completes it. Raises StoreError."""

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


def _joined(version: str, shares: Iterable[int]) -> str:
    """A version with shares joined or taken out."""
    return f"{reduce(xor, shares, int(version, 16)):032x}"


def _screened(sparql: str, limits: QueryLimits) -> QueryOutline:
    """The outline of a query that may be put to the engine. Raises QueryError for one that may not."""
    seen = outline(sparql)
    refused = [call for call in seen.calls if not limits.allows(call.address)]
    if refused:
        allowed = limits.service_allow and "; allowed are only the addresses in KB_SERVICE_ALLOW, written out in full"
        raise QueryError(f"{refused[0].keyword} would call another server, which this store does not "
                         f"allow{allowed or '; query that server itself'}")
    if seen.updates:
        raise QueryError("this is a SPARQL update, and queries only read; ask with SELECT, ASK, "
                         "CONSTRUCT or DESCRIBE")
    return seen
