"""What machines ask about the service itself: is it well, which vocabulary, what data."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request
from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, FOAF, VOID

import kb
from kb.knowledge_base import KnowledgeBase
from kb.resources import shipped
from kb.store.formats import GRAPH_FORMATS, TURTLE, Format, negotiate, serialise_graph

_VOCABULARY = Namespace("https://w3id.org/event-timeline#")


def blueprint(knowledge_base: KnowledgeBase) -> Blueprint:
    service = Blueprint("service", __name__)

    @service.get("/health")
    def health() -> Response:
        return jsonify({"status": "ok", "version": kb.__version__, "store": knowledge_base.version})

    @service.get("/ontology")
    def ontology() -> Response:
        format_ = negotiate(request.headers.get("Accept"), "graph") or TURTLE
        path = shipped("ontology", "event-timeline.ttl")
        if format_ is TURTLE:  # as it was written, with its comments
            return Response(path.read_bytes(), content_type=TURTLE.media_type)
        return _graph(Graph().parse(path), format_)

    @service.get("/.well-known/void")
    def void() -> Response:
        here = URIRef(f"{request.root_url}.well-known/void#dataset")
        root = request.root_url
        graph = Graph()
        graph.add((here, RDF.type, VOID.Dataset))
        graph.add((here, DCTERMS.title, Literal("Event timeline", lang="en")))
        graph.add((here, FOAF.homepage, URIRef(root)))
        graph.add((here, VOID.sparqlEndpoint, URIRef(f"{root}sparql")))
        graph.add((here, VOID.dataDump, URIRef(f"{root}dump.trig")))
        graph.add((here, VOID.uriSpace, Literal(knowledge_base.base)))
        graph.add((here, VOID.vocabulary, URIRef(str(_VOCABULARY))))
        return _graph(graph, negotiate(request.headers.get("Accept"), "graph") or GRAPH_FORMATS[0])

    def _graph(graph: Graph, format_: Format) -> Response:
        return Response(serialise_graph(graph, format_), content_type=format_.media_type)

    return service
