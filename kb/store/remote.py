"""A store on another server, through the SPARQL 1.1 protocol. Nothing of it is special to one product.

Tried with Oxigraph. What a server must do by itself: run an update request of several operations as one
transaction (Oxigraph, Fuseki and GraphDB do), and take the union of the named graphs for the unnamed one
(asked for in Oxigraph's way; GraphDB does so anyway; set `tdb2:unionDefaultGraph` for Fuseki).
"""

from __future__ import annotations

import os
import re
import urllib.error
from collections.abc import Sequence
from http.client import HTTPException
from typing import Any
from urllib.parse import unquote, urlsplit, urlunsplit

import pyoxigraph as ox
from SPARQLWrapper import JSON, POST, POSTDIRECTLY, TURTLE, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import (
    EndPointInternalError,
    EndPointNotFound,
    QueryBadFormed,
    SPARQLWrapperException,
    Unauthorized,
)

from kb.errors import QueryError, StoreError
from kb.graph import PREFIXES
from kb.store.outline import outline
from kb.store.result import QueryResult
from kb.store.store import Store

#: Where servers take updates, by the end of the address that they take queries at.
_UPDATE_ADDRESSES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"/query$"), "/update"),  # Oxigraph, Fuseki
    (re.compile(r"(/repositories/[^/]+)$"), r"\1/statements"),  # GraphDB, RDF4J
)
_SECONDS = 300


class RemoteStore(Store):
    """A SPARQL 1.1 server at an http(s) address.

    `address` takes queries. Updates go to KB_STORE_UPDATE where that is set, else to the sibling address that
    the server's kind has (`…/query` → `…/update`), else to the same. KB_STORE_USER and KB_STORE_PASSWORD
    (basic authentication) are sent along and never shown.
    """

    def __init__(self, address: str) -> None:
        super().__init__()
        parts = urlsplit(address)
        self.address = urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
        self._user = os.environ.get("KB_STORE_USER") or unquote(parts.username or "")
        self._password = os.environ.get("KB_STORE_PASSWORD") or unquote(parts.password or "")
        self.update_address = os.environ.get("KB_STORE_UPDATE") or _update_address(self.address)

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
        body = self._send(request, self.address)
        try:
            if seen.kind == "graph":
                triples = [quad.triple for quad in ox.parse(body, format=ox.RdfFormat.TURTLE)
                           if isinstance(quad, ox.Quad)]
                return QueryResult(triples)
            return QueryResult(ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON))
        except (SyntaxError, ValueError, MemoryError) as error:
            raise StoreError(f"{self.address} answered with something that is no SPARQL result: "
                             f"{_one_line(str(error))}; is it the address of a SPARQL endpoint?") from error

    def triples(self, iri: str) -> list[ox.Triple]:
        result = self.query(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{iri}> {{ ?s ?p ?o }} }}", union=False)
        return list(result.triples())

    def _update(self, sparql: str, version: str, triples: int) -> None:
        self._send(self._request(sparql, JSON), self.update_address)
        if self.version != version:
            raise StoreError(f"{self.update_address} took an update that does not show at {self.address}; "
                             "set KB_STORE_UPDATE to the address where that server takes updates")

    def _request(self, sparql: str, format_: str) -> Any:
        request = SPARQLWrapper(self.address, updateEndpoint=self.update_address)
        request.setQuery(sparql)
        request.setMethod(POST)
        request.setRequestMethod(POSTDIRECTLY)
        request.setReturnFormat(format_)
        request.setTimeout(_SECONDS)
        if self._user:
            request.setCredentials(self._user, self._password)
        return request

    def _send(self, request: Any, address: str) -> bytes:
        """The body of the answer. Raises QueryError or StoreError with the server's own words."""
        try:
            response = request.query().response
            with response:
                return bytes(response.read())
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
            raise StoreError(f"{address} refuses with {reason}{hint}") from error
        except urllib.error.URLError as error:
            raise StoreError(f"{address} can't be reached: {error.reason}; is the server running?") from error
        except (OSError, HTTPException, SPARQLWrapperException) as error:
            cause = _one_line(str(error) or type(error).__name__)
            raise StoreError(f"{address} broke off: {cause}") from error

    def flush(self) -> None:
        """Nothing to do: when it has answered, the server answers for it."""

    def close(self) -> None:
        """Nothing to do: each request has its own connection."""


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
