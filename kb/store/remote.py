"""A store on another server, through the SPARQL 1.1 protocol.

Tried with Oxigraph and Virtuoso. A server that runs an update request of several operations as one transaction
(Oxigraph, Fuseki, GraphDB) gets each change as one; Virtuoso, which does not and takes few triples at once, gets it in
steps that a later attempt completes. The unnamed graph must be the union of the named ones: asked for in Oxigraph's
way; so it is in GraphDB and Virtuoso anyway; set `tdb2:unionDefaultGraph` for Fuseki.
"""

from __future__ import annotations

import os
import re
import time
import urllib.error
from collections.abc import Callable, Mapping, Sequence
from http.client import HTTPException
from typing import Any, TypeVar, cast
from urllib.parse import unquote, urlsplit, urlunsplit

import pyoxigraph as ox
from SPARQLWrapper import BASIC, DIGEST, JSON, POST, POSTDIRECTLY, TURTLE, URLENCODED, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import (
    EndPointInternalError,
    EndPointNotFound,
    QueryBadFormed,
    SPARQLWrapperException,
    Unauthorized,
)

from kb.errors import QueryError, QueryTimeError, SettingsError, StoreError
from kb.graph import PREFIXES
from kb.store.change import BOOKS, GraphChange, update_steps, update_text
from kb.store.change import DIGEST as NOTED
from kb.store.graph_address import AWAY, AwayError, GraphAddress
from kb.store.outline import outline
from kb.store.result import QueryResult
from kb.store.store import Store

#: Where servers take updates, by the end of the address that they take queries at.
_UPDATE_ADDRESSES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"/query$"), "/update"),  # Oxigraph, Fuseki
    (re.compile(r"(/repositories/[^/]+)$"), r"\1/statements"),  # GraphDB, RDF4J
)
_SECONDS = 300
#: Triples in one step for a server that takes no more: Virtuoso refuses an INSERT DATA of 500.
_STEP = 400
#: Seconds to wait before each further attempt, where a server that has answered before is away for a moment.
_PAUSES = (0.5, 1.0, 2.0)
#: Graphs that Virtuoso keeps for itself, by how their names begin.
_OF_THE_SERVER = ("http://www.openlinksw.com/", "http://localuriqaserver/", "http://www.w3.org/ns/ldp#",
                  "http://www.w3.org/2002/07/owl#", "urn:activitystreams-owl:", "urn:core:services:")
_TYPED = re.compile(rb'("type"\s*:\s*)"typed-literal"')
T = TypeVar("T")
_AUTHENTICATIONS = {"basic": BASIC, "digest": DIGEST}


class RemoteStore(Store):
    """A SPARQL 1.1 server at an http(s) address.

    `address` takes queries. Updates go to KB_STORE_UPDATE where that is set, else to the sibling address that
    the server's kind has (`…/query` → `…/update`), else to the same. Whole graphs go to KB_STORE_GRAPHS by the Graph
    Store Protocol where that is set, else as updates. KB_STORE_USER and KB_STORE_PASSWORD (by
    basic authentication, or digest where KB_STORE_AUTH says so) or KB_STORE_TOKEN (a bearer token) are sent along and
    never shown.

    Every change can be made twice with the same result, so one whose answer got lost is simply made again.
    """

    def __init__(self, address: str) -> None:
        super().__init__()
        parts = urlsplit(address)
        self.address = urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
        self._user = os.environ.get("KB_STORE_USER") or unquote(parts.username or "")
        self._password = os.environ.get("KB_STORE_PASSWORD") or unquote(parts.password or "")
        self._token = os.environ.get("KB_STORE_TOKEN", "")
        scheme = os.environ.get("KB_STORE_AUTH") or "basic"
        if scheme not in _AUTHENTICATIONS:
            raise SettingsError(f"KB_STORE_AUTH is “{scheme}”; give basic or digest, or set KB_STORE_TOKEN")
        self._authentication = _AUTHENTICATIONS[scheme]
        self.update_address = os.environ.get("KB_STORE_UPDATE") or _update_address(self.address)
        graphs = os.environ.get("KB_STORE_GRAPHS")
        self._graphs = GraphAddress(graphs, self._user, self._password, self._token, scheme) if graphs else None
        #: What the server calls itself; empty before it has answered.
        self._server: str | None = None

    def _query(self, sparql: str, default_graph_uris: Sequence[str], named_graph_uris: Sequence[str],
               union: bool) -> QueryResult:
        seen = outline(sparql)
        missing = "".join(f"PREFIX {prefix}: <{iri}> " for prefix, iri in PREFIXES.items()
                          if prefix not in seen.prefixes)
        request = self._request(missing + sparql, TURTLE if seen.kind == "graph" else JSON)
        for iri in default_graph_uris:
            request.addParameter("default-graph-uri", iri)
        for iri in named_graph_uris:
            request.addParameter("named-graph-uri", iri)
        if union:
            request.addParameter("union-default-graph", "true")
        body = _TYPED.sub(rb'\1"literal"', self._send(request, self.address))
        try:
            if seen.kind == "graph":
                triples = [quad.triple for quad in ox.parse(body, format=ox.RdfFormat.TURTLE)
                           if isinstance(quad, ox.Quad)]
                return QueryResult(triples)
            answer = ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)
            if seen.kind == "ask" and isinstance(answer, ox.QuerySolutions):  # Virtuoso's way: a row with 0 or 1
                holds = any(cast(ox.Literal, solution[0]).value == "1" for solution in answer)
                answer = ox.parse_query_results(b'{"head":{},"boolean":%s}' % str(holds).lower().encode(),
                                                format=ox.QueryResultsFormat.JSON)
            return QueryResult(answer)
        except (SyntaxError, ValueError, MemoryError) as error:
            raise StoreError(f"{self.address} answered with something that is no SPARQL result: "
                             f"{_one_line(str(error))}; is it the address of a SPARQL endpoint?") from error

    def graphs(self) -> list[str]:
        return [iri for iri in super().graphs() if not iri.startswith(_OF_THE_SERVER)]

    def triples(self, iri: str) -> list[ox.Triple]:
        result = self.query(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{iri}> {{ ?s ?p ?o }} }}", union=False)
        return list(result.triples())

    def _apply(self, changes: Sequence[GraphChange], versions: Mapping[str, str]) -> None:
        if self._server is None:
            self.query("ASK {}", union=False)
        if self._graphs or self._in_steps:
            for step in update_steps(changes, versions, _STEP, put=self._graphs is not None):
                if isinstance(step, str):
                    self._update(step)
                else:
                    self._put(step)
            self._check(changes)
        else:
            self._update(update_text(changes, versions))
        if self.version != versions[BOOKS]:
            raise StoreError(f"{self.update_address} took an update that does not show at {self.address}; "
                             "set KB_STORE_UPDATE to the address where that server takes updates")

    def _update(self, text: str) -> None:
        self._send(self._request(text, JSON, POSTDIRECTLY), self.update_address)

    def _put(self, change: GraphChange) -> None:
        """Writes a graph as a whole, or removes it where nothing is left of it."""
        assert self._graphs is not None
        graphs = self._graphs
        self._repeated(lambda: graphs.put(change.iri, change.added))

    @property
    def _in_steps(self) -> bool:
        return "virtuoso" in (self._server or "").lower()

    def _check(self, changes: Sequence[GraphChange]) -> None:
        """Counts what was written as a whole. Raises StoreError where something is missing."""
        for change in changes:
            if not change.drop:
                continue
            rows = self.query(f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{change.iri}> {{ ?s ?p ?o }} }}", union=False)
            (row,) = rows.rows()
            if int(row["n"]) != len(change.added):
                self._update(f"DELETE WHERE {{ GRAPH <{BOOKS}> {{ <{change.iri}> <{NOTED}> ?d }} }}")
                raise StoreError(f"{self.update_address} took {len(change.added)} triples for {change.iri} and holds "
                                 f"{row['n']}; look into that server's log, then repeat")

    def _request(self, sparql: str, format_: str, way: str = URLENCODED) -> Any:
        request = SPARQLWrapper(self.address, updateEndpoint=self.update_address)
        request.setQuery(sparql)
        request.setMethod(POST)
        request.setRequestMethod(way)
        request.setReturnFormat(format_)
        request.setTimeout(_SECONDS)
        if self._token:
            request.addCustomHttpHeader("Authorization", f"Bearer {self._token}")
        elif self._user:
            request.setHTTPAuth(self._authentication)
            request.setCredentials(self._user, self._password)
        return request

    def _send(self, request: Any, address: str) -> bytes:
        """The body of the answer, after as many attempts as that takes. Raises QueryError or StoreError with the
        server's own words."""
        return self._repeated(lambda: self._send_once(request, address))

    def _repeated(self, send: Callable[[], T]) -> T:
        """What sending gives, after as many attempts as that takes. Raises StoreError."""
        for pause in _PAUSES:
            try:
                return send()
            except AwayError:
                if self._server is None:  # it never was there
                    break
                time.sleep(pause)
        try:
            return send()
        except AwayError as error:
            raise StoreError(str(error)) from error.__cause__

    def _send_once(self, request: Any, address: str) -> bytes:
        try:
            with _asked(request) as response:
                body = bytes(response.read())
            self._server = response.headers.get("Server") or "unknown"
            if response.headers.get("X-SQL-State", "").startswith("S1TAT"):
                raise QueryTimeError(f"{address} ran out of the time that it gives a query; ask for less")
            return body
        except QueryBadFormed as error:
            raise QueryError(f"{address} does not accept this: {_words(error)}") from error
        except Unauthorized as error:
            raise StoreError(f"{address} refuses these credentials; "
                             "set KB_STORE_USER and KB_STORE_PASSWORD") from error
        except EndPointNotFound as error:
            raise StoreError(f"{address} is no SPARQL endpoint (404); check the address") from error
        except EndPointInternalError as error:
            raise StoreError(f"{address} failed on this: {_words(error)}") from error
        except urllib.error.HTTPError as error:
            hint = "; set KB_STORE_USER and KB_STORE_PASSWORD" if error.code == 403 else ""
            reason = f"{error.code} {error.reason}"
            error.close()
            kind = AwayError if error.code in AWAY else StoreError
            raise kind(f"{address} refuses with {reason}{hint}") from error
        except urllib.error.URLError as error:
            raise AwayError(f"{address} can't be reached: {error.reason}; is the server running?") from error
        except (OSError, HTTPException, SPARQLWrapperException) as error:
            cause = _one_line(str(error) or type(error).__name__)
            raise AwayError(f"{address} broke off: {cause}") from error

    def flush(self) -> None:
        """Nothing to do: when it has answered, the server answers for it."""

    def close(self) -> None:
        """Nothing to do: each request has its own connection."""


def _asked(request: Any) -> Any:
    """The response. SPARQLWrapper leaves the connection of a refusal open, which is closed here."""
    try:
        return request.query().response
    except SPARQLWrapperException as error:
        if isinstance(error.__context__, urllib.error.HTTPError):
            error.__context__.close()
        raise


def _update_address(address: str) -> str:
    parts = urlsplit(address)
    for pattern, replacement in _UPDATE_ADDRESSES:
        if pattern.search(parts.path):
            return urlunsplit(parts._replace(path=pattern.sub(replacement, parts.path)))
    return address


def _words(error: SPARQLWrapperException) -> str:
    """What the server said, without what SPARQLWrapper puts before it."""
    return _one_line(str(error).rpartition("Response:")[2])


def _one_line(text: str) -> str:
    if text.strip().startswith(("b'", 'b"')):
        text = text.strip()[2:-1].replace("\\n", " ")
    text = " ".join(text.split())
    return text if len(text) <= 200 else text[:200] + "…"
