"""The answer to a query: rows, yes or no, or triples."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from typing import cast

import pyoxigraph as ox
from rdflib import Graph

from kb.errors import QueryError, StoreError
from kb.graph import new_graph
from kb.store import formats
from kb.store.formats import Format
from kb.store.outline import QueryKind

_RESULT_WRITERS = {formats.JSON: ox.QueryResultsFormat.JSON, formats.XML: ox.QueryResultsFormat.XML,
                   formats.CSV: ox.QueryResultsFormat.CSV, formats.TSV: ox.QueryResultsFormat.TSV}


#: Rows, yes or no, or triples, as the engine gives them.
Answer = ox.QuerySolutions | ox.QueryBoolean | Iterable[ox.Triple]


class QueryResult:
    """A result that is read once, while it is computed.

    It must be read in the thread that ran the query: the engine would end the process otherwise, so another
    thread gets a StoreError.
    """

    __slots__ = ("_answer", "_thread", "kind")

    def __init__(self, answer: Answer) -> None:
        self._answer = answer
        self._thread = threading.get_ident()
        #: "select" has rows, "ask" a boolean, "graph" triples.
        self.kind: QueryKind = ("select" if isinstance(answer, ox.QuerySolutions) else
                                "ask" if isinstance(answer, ox.QueryBoolean) else "graph")

    @property
    def variables(self) -> tuple[str, ...]:
        """Names of the columns, without "?"; empty unless `kind` is "select"."""
        if isinstance(self._answer, ox.QuerySolutions):
            return tuple(variable.value for variable in self._answer.variables)
        return ()

    def rows(self) -> Iterator[dict[str, str]]:
        """For each solution the lexical form of what each variable is bound to; unbound ones are left out."""
        solutions = self._mine()
        if not isinstance(solutions, ox.QuerySolutions):
            raise QueryError("the query is no SELECT, so it has no rows; ask with SELECT ?… WHERE { … }")
        names = self.variables
        try:
            for solution in solutions:
                yield {name: _lexical(term) for name, term in zip(names, solution, strict=True)
                       if term is not None}
        except (OSError, RuntimeError) as error:
            raise QueryError(f"the query failed while it ran: {error}") from error

    def boolean(self) -> bool:
        """The answer to ASK."""
        if not isinstance(self._answer, ox.QueryBoolean):
            raise QueryError("the query is no ASK, so the answer is not yes or no")
        return bool(self._answer)

    def triples(self) -> Iterator[ox.Triple]:
        """The triples of CONSTRUCT or DESCRIBE, as the engine's own terms."""
        answer = self._mine()
        if isinstance(answer, ox.QuerySolutions | ox.QueryBoolean):
            raise QueryError(f"a {self.kind} query gives no triples; ask with CONSTRUCT or DESCRIBE")
        yield from answer

    def graph(self) -> Graph:
        """The triples of CONSTRUCT or DESCRIBE."""
        lines = self.serialise(formats.N_TRIPLES)
        graph = new_graph()
        graph.parse(data=lines, format="nt")
        return graph

    def serialise(self, format_: Format) -> bytes:
        """The whole result in a format of its kind. Raises QueryError where the format does not fit."""
        answer = self._mine()
        try:
            if not isinstance(answer, ox.QuerySolutions | ox.QueryBoolean):
                if format_ in formats.GRAPH_FORMATS:
                    return formats.write_triples(answer, format_)
            elif format_ in _RESULT_WRITERS:
                return cast(bytes, answer.serialize(format=_RESULT_WRITERS[format_]))
        except (OSError, RuntimeError, ValueError) as error:
            raise QueryError(f"the query failed while it ran: {error}") from error
        raise QueryError(f"{format_.name} is no format for the result of a {self.kind} query; choose one of "
                         + ", ".join(each.name for each in formats.formats_for(self.kind)))

    def _mine(self) -> Answer:
        if threading.get_ident() != self._thread:
            raise StoreError("a query result was read in another thread than the one that ran the query; "
                             "serialise it where it was made")
        return self._answer


def _lexical(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    return str(term) if isinstance(term, ox.Triple) else term.value
