"""Whole graphs on another server, by the SPARQL 1.1 Graph Store HTTP Protocol: one request for a graph of any size."""

from __future__ import annotations

import base64
import urllib.error
import urllib.request
from collections.abc import Sequence
from http.client import HTTPException
from urllib.parse import quote

from kb.errors import StoreError

#: Status codes of a gateway whose server is away for a moment.
AWAY = (502, 503, 504)
_SECONDS = 300


class AwayError(StoreError):
    """The server did not answer; it may the next time."""


class GraphAddress:
    """Where a server takes graphs (KB_STORE_GRAPHS). `?graph=` is added, unless the address ends in another parameter
    that waits for its value (Virtuoso: `…/sparql-graph-crud-auth?graph-uri=`)."""

    def __init__(self, address: str, user: str, password: str, token: str, scheme: str) -> None:
        """The credentials are sent along and never shown: the token, else user and password by `scheme` (basic or
        digest)."""
        self.address = address
        self._headers: dict[str, str] = {}
        handlers: list[urllib.request.BaseHandler] = []
        if token:
            self._headers["Authorization"] = f"Bearer {token}"
        elif user and scheme == "digest":
            passwords = urllib.request.HTTPPasswordMgrWithDefaultRealm()
            passwords.add_password(None, address, user, password)
            handlers.append(urllib.request.HTTPDigestAuthHandler(passwords))
        elif user:
            known = base64.b64encode(f"{user}:{password}".encode()).decode()
            self._headers["Authorization"] = f"Basic {known}"
        self._opener = urllib.request.build_opener(*handlers)

    def put(self, iri: str, lines: Sequence[str]) -> None:
        """Puts these triples (lines of N-Triples) in the place of what the graph holds; without any it is removed.
        Raises AwayError, StoreError."""
        body = "\n".join(lines).encode() if lines else None
        request = urllib.request.Request(self._of(iri), data=body, method="PUT" if lines else "DELETE",
                                         headers=self._headers | ({"Content-Type": "text/turtle"} if lines else {}))
        try:
            with self._opener.open(request, timeout=_SECONDS) as response:
                response.read()
        except urllib.error.HTTPError as error:
            words = " ".join(error.read(2000).decode("utf-8", "replace").split())[:200]
            error.close()
            if error.code == 404 and not lines:  # it was not there
                return
            if error.code == 401:
                raise StoreError(f"{self.address} refuses these credentials; set KB_STORE_USER and "
                                 "KB_STORE_PASSWORD") from error
            kind = AwayError if error.code in AWAY else StoreError
            raise kind(f"{self.address} refuses a graph with {error.code} {error.reason}: {words}; is it the address "
                       "of a SPARQL graph store?") from error
        except (OSError, HTTPException) as error:
            reason = getattr(error, "reason", None) or error or type(error).__name__
            raise AwayError(f"{self.address} can't be reached: {reason}; is the server running?") from error

    def _of(self, iri: str) -> str:
        name = quote(iri, safe="")
        if self.address.endswith("="):
            return self.address + name
        return f"{self.address}{'&' if '?' in self.address else '?'}graph={name}"
