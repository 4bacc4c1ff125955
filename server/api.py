"""The JSON of the web, in the shapes of `docs/rooms.md`."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request

from kb.knowledge_base import KnowledgeBase
from server.arguments import timeline_query
from server.openapi import description

LIMIT = 100


def blueprint(knowledge_base: KnowledgeBase) -> Blueprint:
    api = Blueprint("api", __name__, url_prefix="/api")

    @api.get("/timeline")
    @api.get("/events")
    def timeline() -> Response:
        return jsonify(knowledge_base.timeline(timeline_query(request.args, limit=LIMIT)).to_json())

    @api.get("/events/<id>")
    def event(id: str) -> Response:
        return jsonify(knowledge_base.event(id))

    @api.get("/articles")
    def articles() -> Response:
        return jsonify({"articles": knowledge_base.articles()})

    @api.get("/articles/<path:id>")
    def article(id: str) -> Response:
        return jsonify(knowledge_base.article(id))

    @api.get("/entities/<path:key>")
    def entity(key: str) -> Response:
        return jsonify(knowledge_base.entity(key))

    @api.get("/sources")
    def sources() -> Response:
        return jsonify({"sources": knowledge_base.sources()})

    @api.get("/openapi.json")
    def openapi() -> Response:
        return jsonify(description(request.root_url))

    return api
