"""Errors as answers: RFC 9457 problem details for programs, a page for people, never a stack trace."""

from __future__ import annotations

import logging

from flask import Flask, Response, json, render_template, request
from werkzeug.exceptions import HTTPException

from kb.errors import (
    DateError,
    DecisionError,
    GoneError,
    KBError,
    NotFoundError,
    QueryError,
    QueryRunError,
    QuerySizeError,
    QuerySyntaxError,
    QueryTimeError,
    ReadingError,
    StoreBusyError,
    StoreError,
)
from server.negotiation import wants_page

#: The first that fits.
_STATUS: dict[type[KBError], int] = {GoneError: 410, NotFoundError: 404, DateError: 400, QuerySizeError: 413,
                                     QueryTimeError: 503, QueryRunError: 422,
                                     QueryError: 400, StoreError: 503, ReadingError: 400, DecisionError: 409}
#: Seconds after which it makes sense to ask again.
_LATER = {QueryTimeError: 60, StoreBusyError: 2}
_TITLES = {400: "That can't be answered", 401: "Who are you?", 403: "Not allowed", 404: "There is nothing here",
           405: "That can't be done here", 406: "Not in that format", 409: "Nothing changes", 410: "This was removed",
           413: "Too large", 415: "Not in that format", 500: "Something broke", 503: "Not now"}

_log = logging.getLogger(__name__)


def install(app: Flask) -> None:
    """Makes every error of the application an answer."""
    app.register_error_handler(KBError, _known)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unknown)


def problem(status: int, detail: str, **more: object) -> Response:
    """The answer that says what went wrong, as a page or as problem details, which may tell more."""
    title = _TITLES.get(status, "That can't be answered")
    if wants_page() and not request.path.startswith("/api/"):
        page = render_template("problem.html", status=status, title=title, detail=detail)
        return Response(page, status, mimetype="text/html")
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail, **more}
    return Response(json.dumps(body), status, mimetype="application/problem+json")


def _known(error: KBError) -> Response:
    status = next((status for kind, status in _STATUS.items() if isinstance(error, kind)), 500)
    where = {"line": error.line, "column": error.column} if isinstance(error, QuerySyntaxError) and error.line else {}
    answer = problem(status, str(error), **where)
    for kind, seconds in _LATER.items():
        if isinstance(error, kind):
            answer.headers["Retry-After"] = str(seconds)
    return answer


def _http(error: HTTPException) -> Response:
    answer = problem(error.code or 500, error.description or error.name)
    for name, value in error.get_headers():
        if name in ("Allow", "Location", "Retry-After", "WWW-Authenticate"):
            answer.headers[name] = value
    return answer


def _unknown(error: Exception) -> Response:
    _log.error("%s %s", request.method, request.path, exc_info=error)
    return problem(500, "The server met an error that it did not expect; its log has the details.")
