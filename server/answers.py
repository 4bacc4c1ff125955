"""The answer to a query as an HTTP response: sent from where it was written, with an ETag of the store's version."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import IO

from flask import Response, request
from werkzeug.wsgi import FileWrapper

from kb.knowledge_base import KnowledgeBase
from kb.store import Format, outline

_PIECE = 1 << 16
#: A longer answer waits in a file until it is sent.
IN_MEMORY = 1 << 22


def sent(knowledge_base: KnowledgeBase, query: str, format_: Format, *, default_graphs: Sequence[str] = (),
         named_graphs: Sequence[str] = (), union: bool | None = None) -> Response:
    """Answers within the limits; “not modified” without asking the store where the client has the answer already."""
    headers = {}
    if outline(query).lasting:
        # of the version before the answer: one that is newer than its tag is fetched again, and no harm done
        tag = hashlib.sha256(repr((knowledge_base.version, query, format_.name, tuple(default_graphs),
                                   tuple(named_graphs), union)).encode()).hexdigest()[:32]
        headers["ETag"] = f'W/"{tag}"'
        if request.method in ("GET", "HEAD") and request.if_none_match.contains_weak(tag):
            return Response(status=304, headers=headers)
    answer = knowledge_base.answer(query, format_, default_graphs=default_graphs, named_graphs=named_graphs,
                                   union=union)
    return from_file(answer, headers, format_.media_type)


def from_file(file: IO[bytes], headers: dict[str, str], content_type: str) -> Response:
    """What is in a file, from its beginning, as a response that closes it."""
    length = str(file.seek(0, 2))
    file.seek(0)
    headers = headers | {"Content-Length": length}
    if request.method == "HEAD":
        file.close()
        return Response(headers=headers, content_type=content_type)
    return Response(FileWrapper(file, _PIECE), headers=headers, content_type=content_type, direct_passthrough=True)
