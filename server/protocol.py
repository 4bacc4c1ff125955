"""What a request of the SPARQL 1.1 Protocol asks: the query or update, and the graphs it names beside it."""

from __future__ import annotations

from flask import request
from werkzeug.exceptions import BadRequest, Forbidden, UnsupportedMediaType

QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
FORM = "application/x-www-form-urlencoded"
#: Bytes of a query at most; an update may carry data.
LONGEST_QUERY = 4 << 20

_ELSEWHERE = "Updates go to /sparql/update, with a token."


def limit_body(most: int | None) -> None:
    """Bytes that the body of this request may have. To be called before anything reads it."""
    request.max_content_length = request.max_form_memory_size = most


def query_text() -> str:
    """The query: in the address, a form, or as the body itself (§2.1). Raises BadRequest, Forbidden,
    UnsupportedMediaType."""
    if request.method == "POST":
        if request.mimetype == QUERY:
            return _body("query")
        if request.mimetype == UPDATE:
            raise Forbidden(_ELSEWHERE)
        if request.mimetype != FORM:
            raise UnsupportedMediaType(f"Send the query as {QUERY} or in a form as {FORM}.")
    if "update" in request.values:
        raise (Forbidden if request.method == "POST" else BadRequest)(_ELSEWHERE)
    text = one("query")
    if not text:
        raise BadRequest("Send one query: ?query=SELECT … in the address or a form, or as the body of a POST "
                         f"with Content-Type {QUERY}.")
    return text


def update_text() -> str:
    """The update: in a form, or as the body itself (§2.2). Raises BadRequest, UnsupportedMediaType."""
    limit_body(None)
    if request.mimetype == UPDATE:
        return _body("update")
    if request.mimetype != FORM:
        raise UnsupportedMediaType(f"Send the update as {UPDATE} or in a form as {FORM}.")
    text = one("update", request.form.getlist("update"))
    if text is None:
        raise BadRequest(f"Send one update, in a form or as the body of a POST with Content-Type {UPDATE}.")
    return text


def graphs(name: str) -> list[str]:
    """All values of `default-graph-uri`, `named-graph-uri`, `using-graph-uri` or `using-named-graph-uri`."""
    return [*request.args.getlist(name), *request.form.getlist(name)]


def one(name: str, values: list[str] | None = None) -> str | None:
    """The only value of a parameter, None when it is missing. Raises BadRequest when there are several."""
    found = graphs(name) if values is None else values
    if len(found) > 1:
        raise BadRequest(f"There are {len(found)} values of {name}; give one.")
    return found[0] if found else None


def _body(what: str) -> str:
    try:
        return request.get_data().decode("utf-8")
    except UnicodeDecodeError:
        raise BadRequest(f"The {what} is not UTF-8.") from None
