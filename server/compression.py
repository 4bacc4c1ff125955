"""Answers as gzip for those who take it."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from flask import Response, request

#: Shorter answers gain nothing.
_SHORTEST = 1000
_LEVEL = 5
_GZIP = 31  # window bits that make zlib write gzip
_TEXTS = ("text/", "application/json", "application/ld+json", "application/sparql-results", "application/n-triples",
          "application/rdf+xml", "application/trig", "application/atom+xml", "application/problem+json",
          "application/n-quads", "application/feed+json", "image/svg+xml")


def compressed(response: Response) -> Response:
    """The response as gzip where the request takes it and it helps; its ETag becomes a weak one, since the bytes
    are others. Files of the page's build are left as they are."""
    length = response.content_length
    if (response.status_code != 200 or request.method == "HEAD" or "Content-Encoding" in response.headers
            or request.endpoint == "static" or not request.accept_encodings["gzip"]
            or (length is not None and length < _SHORTEST)
            or not (response.content_type or "").startswith(_TEXTS)):
        return response
    response.headers["Content-Encoding"] = "gzip"
    tag, weak = response.get_etag()
    if tag and not weak:
        response.set_etag(tag, weak=True)
    pieces = response.response
    response.direct_passthrough = False
    response.response = _gzip(pieces)
    response.headers.pop("Content-Length", None)
    if hasattr(pieces, "close"):
        response.call_on_close(pieces.close)
    return response


def _gzip(pieces: Iterable[bytes | str]) -> Iterator[bytes]:
    writer = zlib.compressobj(_LEVEL, zlib.DEFLATED, _GZIP)
    for piece in pieces:
        data = writer.compress(piece.encode() if isinstance(piece, str) else piece)
        if data:
            yield data
    yield writer.flush()
