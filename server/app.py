"""Puts the web application together: one blueprint a concern, and what holds for every answer."""

from __future__ import annotations

from pathlib import Path

from flask import Flask, Response, request

from kb.knowledge_base import KnowledgeBase
from server import (
    api,
    assets,
    compression,
    exports,
    graph_store,
    linked_data,
    metrics,
    pages,
    problems,
    service,
    sparql,
    text,
    writing,
)
from server.security import CONTENT_SECURITY_POLICY


def create_app(knowledge_base: KnowledgeBase) -> Flask:
    """The WSGI application over a knowledge base, which it writes only for those who have the token."""
    here = Path(__file__).parent
    app = Flask(__name__, static_folder=str(here / "static"), template_folder=str(here / "templates"))
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.url_map.strict_slashes = False
    app.jinja_env.globals["writable"] = bool(knowledge_base.settings.token)
    for room in (pages, api, sparql, graph_store, linked_data, exports, service, writing):
        app.register_blueprint(room.blueprint(knowledge_base))
    assets.install(app)
    text.install(app)
    problems.install(app)
    metrics.install(app, knowledge_base)

    @app.after_request
    def finish(response: Response) -> Response:
        headers = response.headers
        headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        headers["X-Content-Type-Options"] = "nosniff"
        headers["Referrer-Policy"] = "no-referrer"
        if request.method in ("GET", "HEAD", "OPTIONS") or request.path == "/sparql":
            # all of it is public reading; writes would need a token that no other page has
            headers["Access-Control-Allow-Origin"] = "*"
            headers["Access-Control-Allow-Headers"] = "Accept, Content-Type, If-None-Match"
            headers["Access-Control-Expose-Headers"] = "ETag, Link, Retry-After"
            if request.method == "OPTIONS":
                headers["Access-Control-Allow-Methods"] = headers.get("Allow", "GET, HEAD, OPTIONS")
                headers["Access-Control-Max-Age"] = "86400"
        if request.method in ("GET", "HEAD") and response.status_code == 200 and request.endpoint != "static":
            if not response.direct_passthrough and not response.is_streamed:
                response.add_etag()
            headers.setdefault("Cache-Control", "no-cache")
            # in its cookie a page finds the colours that a person chose
            headers.add("Vary", "Accept, Accept-Encoding" + (", Cookie" if response.mimetype == "text/html" else ""))
            response.make_conditional(request)
        return compression.compressed(response)

    return app
