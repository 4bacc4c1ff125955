"""What machines ask about the service itself: is it well, which vocabulary, what data."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request
from rdflib import Graph
from werkzeug.exceptions import NotFound

import kb
from kb.knowledge_base import KnowledgeBase
from kb.resources import shipped
from kb.store.formats import TURTLE, Format, format_named, negotiate, serialise_graph
from server.data_description import void_description
from server.negotiation import not_acceptable, wants_page


def blueprint(knowledge_base: KnowledgeBase) -> Blueprint:
    service = Blueprint("service", __name__)

    @service.get("/health")
    def health() -> Response:
        return jsonify({"status": "ok", "version": kb.__version__, "store": knowledge_base.version})

    @service.get("/ontology")
    @service.get("/ontology.<suffix>")
    def ontology(suffix: str | None = None) -> Response:
        format_ = _rdf_format(suffix)
        path = shipped("ontology", "event-timeline.ttl")
        if format_ is TURTLE:  # as it was written, with its comments
            return Response(path.read_bytes(), content_type=TURTLE.media_type)
        return _graph(Graph().parse(path), format_)

    @service.get("/.well-known/void")
    def void() -> Response:
        format_ = _rdf_format(None)
        return _graph(void_description(request.root_url, knowledge_base), format_)

    def _graph(graph: Graph, format_: Format) -> Response:
        return Response(serialise_graph(graph, format_), content_type=format_.media_type)

    return service


def _rdf_format(suffix: str | None) -> Format:
    """By suffix, else by the Accept header; a browser gets Turtle to read."""
    if suffix:
        named = format_named(suffix, "graph")
        if named is None:
            raise NotFound(f"There is no .{suffix} of this; try .ttl, .nt, .rdf or .jsonld.")
        return named
    format_ = negotiate(request.headers.get("Accept"), "graph")
    if format_ is None and not wants_page():
        raise not_acceptable("graph")
    return format_ or TURTLE
