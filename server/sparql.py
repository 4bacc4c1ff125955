"""The SPARQL endpoint: the SPARQL 1.1 Protocol for programs, an editor with ready queries for people."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.exceptions import BadRequest, Forbidden, NotAcceptable, UnsupportedMediaType

from kb.errors import QueryError
from kb.knowledge_base import KnowledgeBase
from kb.resources import shipped
from kb.store import QueryResult, format_named, formats_for, negotiate
from kb.store.formats import JSON, TURTLE
from server.negotiation import wants_page

QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
FORM = "application/x-www-form-urlencoded"
#: Rows that the editor's page shows; programs get all.
ROWS_SHOWN = 500


@dataclass(frozen=True, slots=True)
class ReadyQuery:
    """A query that ships in `ontology/queries/`, with the question that it answers."""

    name: str
    title: str
    about: str
    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """A result for reading: cells are SPARQL JSON terms, None where unbound."""

    columns: list[str]
    rows: list[list[dict[str, Any] | None]]
    total: int


def blueprint(knowledge_base: KnowledgeBase) -> Blueprint:
    sparql = Blueprint("sparql", __name__)

    @sparql.route("/sparql", methods=["GET", "POST", "OPTIONS"])
    def endpoint() -> Response | str:
        if request.method == "OPTIONS":
            return Response(headers={"Allow": "GET, POST, OPTIONS",
                                     "Access-Control-Allow-Methods": "GET, POST, OPTIONS"})
        if _one("format") is None and wants_page() and request.mimetype != QUERY:
            return _editor()
        result = _run(_query_text())
        format_ = _format(result)
        return Response(result.serialise(format_), content_type=format_.media_type)

    @sparql.route("/sparql/update", methods=["GET", "POST"])
    def update() -> Response:
        raise Forbidden("This endpoint only answers queries. Add articles with kb ingest.")

    @sparql.get("/queries")
    def queries() -> Any:
        return redirect(url_for("sparql.endpoint"))

    def _run(text: str) -> QueryResult:
        datasets = [[*request.args.getlist(name), *request.form.getlist(name)]
                    for name in ("default-graph-uri", "named-graph-uri")]
        return knowledge_base.query(text, default_graphs=datasets[0], named_graphs=datasets[1])

    def _editor() -> Response | str:
        """The editor; with a query in the address also its answer, so that an answer can be linked to."""
        ready = ready_queries()
        chosen = next((query for query in ready if query.name == request.args.get("example")), None)
        text = request.values.get("query") or (chosen.text if chosen else "")
        shown: dict[str, Any] = {"query": text or (ready[0].text if ready else ""), "ready": ready,
                                 "chosen": chosen, "table": None, "answer": None, "graph": None,
                                 "error": None, "base": knowledge_base.base}
        if not text:  # nothing was asked yet
            return render_template("sparql.html", **shown)
        try:
            shown |= _answer(_run(text))
        except QueryError as error:
            return Response(render_template("sparql.html", **shown | {"error": str(error)}), 400,
                            mimetype="text/html")
        return render_template("sparql.html", **shown)

    return sparql


def _query_text() -> str:
    """The query of a protocol request (§2.1): in the address, a form, or as the body itself."""
    if request.method == "POST" and request.mimetype == QUERY:
        try:
            return request.get_data().decode("utf-8")
        except UnicodeDecodeError:
            raise BadRequest("The query is not UTF-8.") from None
    if request.method == "POST" and request.mimetype == UPDATE:
        raise Forbidden("This endpoint only answers queries. Add articles with kb ingest.")
    if request.method == "POST" and request.mimetype != FORM:
        raise UnsupportedMediaType(f"Send the query as {QUERY} or in a form as {FORM}.")
    if "update" in request.values:
        raise Forbidden("This endpoint only answers queries. Add articles with kb ingest.")
    text = _one("query")
    if not text:
        raise BadRequest("Send one query: ?query=SELECT … in the address or a form, or as the body of a POST "
                         f"with Content-Type {QUERY}.")
    return text


def _one(name: str) -> str | None:
    """The only value of a parameter, None when it is missing."""
    values = [*request.args.getlist(name), *request.form.getlist(name)]
    if len(values) > 1:
        raise BadRequest(f"There are {len(values)} values of {name}; give one.")
    return values[0] if values else None


def _format(result: QueryResult) -> Any:
    """The format asked for by `?format=csv`, else by the Accept header."""
    wanted = _one("format")
    format_ = (format_named(wanted, result.kind) if wanted
               else negotiate(request.headers.get("Accept"), result.kind))
    if format_ is None:
        names = ", ".join(each.media_types[0] for each in formats_for(result.kind))
        raise NotAcceptable(f"The answer to this query comes as {names}.")
    return format_


def _answer(result: QueryResult) -> dict[str, Any]:
    """A result as the editor's page shows it."""
    if result.kind == "graph":
        return {"graph": result.serialise(TURTLE).decode("utf-8")}
    data = json.loads(result.serialise(JSON))
    if result.kind == "ask":
        return {"answer": data["boolean"]}
    columns, rows = data["head"]["vars"], data["results"]["bindings"]
    return {"table": Table(columns, [[row.get(column) for column in columns] for row in rows[:ROWS_SHOWN]],
                           len(rows))}


@cache
def ready_queries() -> tuple[ReadyQuery, ...]:
    """The queries of `ontology/queries/*.rq`, by file name. Their first lines are `# title: …` and
    `# about: …`, which may go on over several lines."""
    return tuple(_ready(path.stem, path.read_text(encoding="utf-8"))
                 for path in sorted(shipped("ontology", "queries").glob("*.rq")))


def _ready(name: str, text: str) -> ReadyQuery:
    heads: dict[str, str] = {"title": name, "about": ""}
    lines = text.splitlines()
    key = ""
    while lines and lines[0].startswith("#"):
        line = lines.pop(0).removeprefix("#").strip()
        before, colon, after = line.partition(":")
        if colon and before in heads:
            key = before
            heads[key] = after.strip()
        elif key:
            heads[key] = f"{heads[key]} {line}".strip()
    return ReadyQuery(name, heads["title"], heads["about"], "\n".join(lines).strip() + "\n")
