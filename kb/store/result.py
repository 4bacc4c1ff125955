"""The answer to a query: rows, yes or no, or triples."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from typing import Any, cast

import pyoxigraph as ox
from rdflib import Graph

from kb.errors import QueryError, QueryRunError, QuerySizeError, QuerySyntaxError, StoreError
from kb.graph import PREFIXES
from kb.store import formats
from kb.store.asking import Question, TooManyRows, write
from kb.store.formats import Format
from kb.store.outline import QueryKind
from kb.store.terms import rdflib_graph

#: Rows, yes or no, or triples, as the engine gives them.
Answer = ox.QuerySolutions | ox.QueryBoolean | Iterable[ox.Triple]


class QueryResult:
    """A result that is read once, while it is computed.

    It must be read in the thread that ran the query: the engine would end the process otherwise, so another
    thread gets a StoreError. Once read, or when reading fails, the engine's part is let go at once: it may not
    be left to the garbage collector, which runs in any thread.
    """

    __slots__ = ("_answer", "_thread", "kind", "variables")

    def __init__(self, answer: Answer) -> None:
        self._answer: Answer | None = answer
        self._thread = threading.get_ident()
        #: "select" has rows, "ask" a boolean, "graph" triples.
        self.kind: QueryKind = ("select" if isinstance(answer, ox.QuerySolutions) else
                                "ask" if isinstance(answer, ox.QueryBoolean) else "graph")
        #: Names of the columns, without "?"; empty unless `kind` is "select".
        self.variables: tuple[str, ...] = ()
        if isinstance(answer, ox.QuerySolutions):
            self.variables = tuple(variable.value for variable in answer.variables)

    def rows(self) -> Iterator[dict[str, str]]:
        """For each solution the lexical form of what each variable is bound to; unbound ones are left out."""
        solutions = self._take("select")
        try:
            for solution in cast(ox.QuerySolutions, solutions):
                yield {name: _lexical(term) for name, term in zip(self.variables, solution, strict=True)
                       if term is not None}
        except (OSError, RuntimeError) as error:
            raise QueryError(f"the query failed while it ran: {error}") from error
        finally:
            del solutions

    def boolean(self) -> bool:
        """The answer to ASK."""
        return bool(self._take("ask"))

    def triples(self) -> Iterator[ox.Triple]:
        """The triples of CONSTRUCT or DESCRIBE, as the engine's own terms."""
        answer = self._take("graph")
        try:
            yield from cast(Iterable[ox.Triple], answer)
        except (OSError, RuntimeError) as error:
            raise QueryError(f"the query failed while it ran: {error}") from error
        finally:
            del answer

    def graph(self) -> Graph:
        """The triples of CONSTRUCT or DESCRIBE."""
        return rdflib_graph(self.triples())

    def serialise(self, format_: Format, rows: int | None = None) -> bytes:
        """The whole result in a format of its kind. Raises QueryError where the format does not fit,
        QuerySizeError when there are more than `rows` rows or triples."""
        if format_ not in formats.formats_for(self.kind):
            raise QueryError(f"{format_.name} is no format for the result of a {self.kind} query; choose one of "
                             + ", ".join(each.name for each in formats.formats_for(self.kind)))
        if format_ is formats.JSON_LD and rows is None:  # with the context that ships
            return formats.write_triples(self.triples(), format_)
        answer = self._take(self.kind)
        output = BytesIO()
        try:
            write(answer, Question("", format_.name, rows=rows), output, dict(PREFIXES))
        except TooManyRows:
            raise QuerySizeError(f"the answer has more than {rows:,} rows; ask for fewer with LIMIT, and for the "
                                 "rest with OFFSET") from None
        except (OSError, RuntimeError) as error:
            raise QueryError(f"the query failed while it ran: {error}") from error
        finally:
            del answer
        return output.getvalue()

    def _take(self, kind: QueryKind) -> Answer:
        """The engine's answer, which is the caller's from now on."""
        if threading.get_ident() != self._thread:
            raise StoreError("a query result was read in another thread than the one that ran the query; "
                             "serialise it where it was made")
        if kind != self.kind:
            raise QueryError(f"this is the result of {_FORMS[self.kind]} query, not of {_FORMS[kind]} query")
        answer, self._answer = self._answer, None
        if answer is None:
            raise StoreError("a query result is read once; run the query again, or keep what it gave")
        return answer


_FORMS: dict[QueryKind, str] = {"select": "a SELECT", "ask": "an ASK", "graph": "a CONSTRUCT or DESCRIBE"}


def _lexical(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    return str(term) if isinstance(term, ox.Triple) else term.value


def query_problem(end: Mapping[str, Any], what: str = "query") -> QueryError:
    """What an engine or a worker process found wrong with a query or update, as an exception. `end` has
    `problem` and, as that needs it, `detail`, `line` and `column`."""
    if end["problem"] == "call":
        return QueryError("SERVICE would call another server, which this store does not allow; query that server "
                          "itself, or have its address, written out in full, put into KB_SERVICE_ALLOW")
    if end["problem"] == "syntax":
        line, column = end["line"], end["column"]
        where = f" at line {line}, column {column}" if line else ""
        return QuerySyntaxError(f"syntax error in the {what}{where}: {end['detail']}", line, column)
    if end["problem"] == "iri":
        return QueryError(f"the {what} names something that is no IRI: {end['detail']}")
    return QueryRunError(f"the {what} could not be run: {end['detail']}")
