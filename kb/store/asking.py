"""One question put to one engine: nothing called that may not be called, the right graphs seen, the answer
written piece by piece and no longer than allowed.

The process that answers public queries runs this without the rest of the package, which takes thirty times as
long to start as it does; so nothing of the package is imported here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, cast

import pyoxigraph as ox

#: Format name (`kb.store.formats`) → how the engine writes rows and booleans in it.
_ROWS = {"json": ox.QueryResultsFormat.JSON, "xml": ox.QueryResultsFormat.XML,
         "csv": ox.QueryResultsFormat.CSV, "tsv": ox.QueryResultsFormat.TSV}
#: Format name → how the engine writes triples in it.
_TRIPLES = {"turtle": ox.RdfFormat.TURTLE, "n-triples": ox.RdfFormat.N_TRIPLES, "rdf-xml": ox.RdfFormat.RDF_XML,
            "json-ld": ox.RdfFormat.JSON_LD}
_WITH_PREFIXES = {"turtle", "rdf-xml", "json-ld"}

_BRACES = re.compile(rb"[{}]")
_CALLS = re.compile(r"service|load", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Question:
    """A query, the graphs it sees, and how to write its answer."""

    sparql: str
    format: str
    """Name of a format of `kb.store.formats`."""
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    union: bool = True
    """The unnamed graph is the union of the named ones; false where the text itself names its graphs."""
    hidden: str | None = None
    """A named graph that is not seen where neither text nor protocol names any."""
    rows: int | None = None
    """Rows or triples in the answer at most."""
    calls: tuple[int, ...] = ()
    """Where in the text the calls to other servers stand that are allowed."""
    base: str | None = None
    """What relative IRIs hang below."""


class TooManyRows(Exception):
    """The answer is longer than the question allows."""


class CallRefused(Exception):
    """The text would have the engine call another server, where that is not allowed."""


class Sink(Protocol):
    """What takes the answer, piece by piece."""

    def write(self, data: bytes, /) -> object: ...

    def flush(self) -> object: ...


def ask(store: ox.Store, question: Question, prefixes: dict[str, str],
        functions: dict[ox.NamedNode, Callable[..., Any]]) -> Any:
    """The engine's answer to a question. Raises CallRefused, SyntaxError, ValueError for what is no IRI, and
    what the engine raises otherwise (OSError, RuntimeError)."""
    text = question.sparql
    common: dict[str, Any] = {"prefixes": prefixes, "base_iri": question.base}
    refuse_calls(text, question.calls, lambda disguised: ox.Store().query(disguised, **common))
    common["custom_functions"] = functions
    if question.default_graphs or question.named_graphs:
        return store.query(text, **common, default_graph=[ox.NamedNode(iri) for iri in question.default_graphs],
                           named_graphs=[ox.NamedNode(iri) for iri in question.named_graphs])
    if question.hidden and not question.union and store.contains_named_graph(ox.NamedNode(question.hidden)):
        named = [graph for graph in store.named_graphs() if str(graph) != f"<{question.hidden}>"]
        return store.query(text, **common, default_graph=[ox.DefaultGraph()], named_graphs=named)
    return store.query(text, **common, use_default_graph_as_union=question.union)


def refuse_calls(text: str, allowed: Sequence[int], parse: Callable[[str], object]) -> None:
    """Raises CallRefused where the text calls another server at a position that is not allowed.

    The engine's own parser decides. Every “service” and “load” that is not allowed is misspelled: inside a
    name, a string or a comment that does not matter to it, as a keyword it makes the text wrong.
    """
    disguised = _CALLS.sub(lambda found: found.group() if found.start() in allowed else
                           found.group()[:2] + "x" + found.group()[3:], text)
    if disguised == text:
        return
    try:
        parse(disguised)
    except SyntaxError as error:
        raise CallRefused(str(error)) from error


def write(answer: Any, question: Question, sink: Sink, prefixes: dict[str, str]) -> None:
    """Writes an answer in the format of the question, with these prefixes where it has any. Raises TooManyRows, and
    what the engine raises."""
    if isinstance(answer, (ox.QuerySolutions, ox.QueryBoolean)):
        counted = (RowCounter(sink, question.format, question.rows)
                   if question.rows is not None and isinstance(answer, ox.QuerySolutions) else sink)
        answer.serialize(cast(Any, counted), format=_ROWS[question.format])
        return
    named = prefixes if question.format in _WITH_PREFIXES else None
    ox.serialize(_at_most(answer, question.rows), cast(Any, sink), format=_TRIPLES[question.format], prefixes=named)


def _at_most(triples: Iterable[ox.Triple], most: int | None) -> Iterator[ox.Triple]:
    for count, triple in enumerate(triples, 1):
        if most is not None and count > most:
            raise TooManyRows
        yield triple


class RowCounter:
    """Passes on what the engine writes and counts the rows in it, exactly: separators inside strings are none.
    `write` raises TooManyRows for the row after the last allowed one."""

    def __init__(self, sink: Sink, format_: str, most: int) -> None:
        self._sink = sink
        self._format = format_
        self._most = most
        self._rest = b""
        self._depth = 0
        #: A head line is no row.
        self.rows = -1 if format_ in ("csv", "tsv") else 0

    def write(self, data: bytes) -> int:
        self._count(bytes(data))
        if self.rows > self._most:
            raise TooManyRows
        self._sink.write(data)
        return len(data)

    def flush(self) -> None:
        """For the engine, which asks for it at the end."""

    def _count(self, data: bytes) -> None:
        data = self._rest + data
        if self._format == "tsv":  # a line break in a value is escaped
            self.rows += data.count(b"\n")
            return
        if self._format == "xml":  # a bracket in a value is escaped
            last = data.rfind(b"<")
            data, self._rest = (data[:last], data[last:]) if last > data.rfind(b">") else (data, b"")
            self.rows += data.count(b"</result>")
            return
        if self._format == "json":
            half_escape = (len(data) - len(data.rstrip(b"\\"))) % 2
            end = len(data) - half_escape
            kept, data = data[end:], re.sub(rb"\\.", b"", data[:end], flags=re.DOTALL)
        else:
            kept = b""
        parts = data.split(b'"')
        # an open string is carried over as its opening quote alone
        open_string = len(parts) % 2 == 0
        outside = parts[::2]
        self._rest = (b'"' if open_string else b"") + kept
        if self._format == "csv":
            self.rows += sum(part.count(b"\n") for part in outside)
            return
        for part in outside:
            for bracket in _BRACES.findall(part):
                self._depth += 1 if bracket == b"{" else -1
                # {"head": {…}, "results": {"bindings": [ {row}, …
                if bracket == b"{" and self._depth == 3:
                    self.rows += 1
