"""The SPARQL endpoint: the SPARQL 1.1 Protocol for programs, an editor with ready queries for people."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from flask import Blueprint, Response, redirect, render_template, request, url_for

from kb.errors import QueryError
from kb.knowledge_base import KnowledgeBase
from kb.resources import shipped
from kb.store import Format, QueryKind, format_named, negotiate, outline, serialise_graph
from kb.store.formats import JSON, TURTLE
from server.answers import sent
from server.authorization import require_token
from server.data_description import service_description
from server.negotiation import not_acceptable, wants_page
from server.protocol import LONGEST_QUERY, QUERY, graphs, limit_body, one, query_text, update_text
from server.query_help import completions, elsewhere
from server.result_views import ResultViews, Table

#: Rows that the editor's page shows; programs get all.
ROWS_SHOWN = 500


@dataclass(frozen=True, slots=True)
class ReadyQuery:
    """A query that ships in `ontology/queries/`, with the question that it answers."""

    name: str
    title: str
    about: str
    text: str


def blueprint(knowledge_base: KnowledgeBase) -> Blueprint:
    sparql = Blueprint("sparql", __name__)

    @sparql.route("/sparql", methods=["GET", "POST"])
    def endpoint() -> Response | str:
        limit_body(LONGEST_QUERY)
        if one("format") is None and wants_page() and request.mimetype != QUERY:
            return _editor()
        if request.method == "GET" and "query" not in request.args and "update" not in request.args:
            return description()
        text = query_text()
        return sent(knowledge_base, text, _format(outline(text).kind), default_graphs=graphs("default-graph-uri"),
                    named_graphs=graphs("named-graph-uri"))

    def description() -> Response:
        format_ = negotiate(request.headers.get("Accept"), "graph")
        if format_ is None:
            raise not_acceptable("graph")
        about = service_description(url_for("sparql.endpoint", _external=True), request.root_url, knowledge_base)
        return Response(serialise_graph(about, format_), content_type=format_.media_type)

    @sparql.post("/sparql/update")
    def update() -> Response:
        require_token(knowledge_base.settings.token)
        knowledge_base.update(update_text(), using=graphs("using-graph-uri"),
                              using_named=graphs("using-named-graph-uri"))
        return Response(status=204)

    @sparql.get("/queries")
    def queries() -> Any:
        return redirect(url_for("sparql.endpoint"))

    def _editor() -> Response | str:
        """The editor; with a query in the address also its answer, so that an answer can be linked to."""
        ready = ready_queries()
        chosen = next((query for query in ready if query.name == request.args.get("example")), None)
        text = request.values.get("query") or (chosen.text if chosen else "")
        shown: dict[str, Any] = {"query": text or (ready[0].text if ready else ""), "ready": ready,
                                 "chosen": chosen, "views": None, "answer": None, "graph": None,
                                 "error": None, "base": knowledge_base.base, "completions": completions()}
        shown["elsewhere"] = elsewhere(url_for("sparql.endpoint", _external=True), shown["query"])
        if not text:  # nothing was asked yet
            return render_template("sparql.html", **shown)
        try:
            shown |= _answer(text, {"example": chosen.name} if chosen and text == chosen.text else {"query": text})
        except QueryError as error:
            return Response(render_template("sparql.html", **shown | {"error": str(error)}), 400,
                            mimetype="text/html")
        return render_template("sparql.html", **shown)

    def _answer(text: str, asked: dict[str, str]) -> dict[str, Any]:
        """The answer to a query as the editor's page shows it. `asked` is what asks for it in the address."""
        kind = outline(text).kind
        with knowledge_base.answer(text, TURTLE if kind == "graph" else JSON) as file:
            if kind == "graph":
                return {"graph": file.read().decode("utf-8")}
            data = json.load(file)
        if "boolean" in data:
            return {"answer": data["boolean"]}
        columns, rows = data["head"]["vars"], data["results"]["bindings"]
        table = Table(columns, [[row.get(column) for column in columns] for row in rows[:ROWS_SHOWN]], len(rows))
        return {"views": ResultViews(table, knowledge_base, asked)}

    return sparql


def _format(kind: QueryKind | None) -> Format:
    """The format asked for by `?format=csv`, else by the Accept header. What is no query comes as anything: that
    it is none is said before."""
    wanted = one("format")
    format_ = (format_named(wanted, kind or "select") if wanted
               else negotiate(request.headers.get("Accept"), kind or "select"))
    if format_ is None and kind:
        raise not_acceptable(kind)
    return format_ or JSON


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
