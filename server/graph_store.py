"""The SPARQL 1.1 Graph Store HTTP Protocol at /graphs: named graphs as things to get, put, post and delete.

A graph is named indirectly (`/graphs?graph=IRI`, `/graphs?default`) or directly by an address below `/graphs/`,
which then is its IRI.
"""

from __future__ import annotations

from uuid import uuid4

import pyoxigraph as ox
from flask import Blueprint, Response, request
from werkzeug.exceptions import BadRequest, MethodNotAllowed, NotFound, UnsupportedMediaType

from kb.knowledge_base import KnowledgeBase
from kb.store import Triple
from kb.store.formats import GRAPH_FORMATS, JSON_LD, N_TRIPLES, RDF_XML, TURTLE, Format, negotiate
from server.answers import sent
from server.authorization import require_token
from server.negotiation import not_acceptable
from server.protocol import one

_READERS = {TURTLE: ox.RdfFormat.TURTLE, N_TRIPLES: ox.RdfFormat.N_TRIPLES, RDF_XML: ox.RdfFormat.RDF_XML,
            JSON_LD: ox.RdfFormat.JSON_LD}
METHODS = ("GET", "PUT", "POST", "DELETE")


def blueprint(knowledge_base: KnowledgeBase) -> Blueprint:
    store = Blueprint("graph_store", __name__)

    @store.route("/graphs", methods=METHODS, defaults={"path": ""})
    @store.route("/graphs/<path:path>", methods=METHODS)
    def graphs(path: str) -> Response:
        if request.method in ("GET", "HEAD"):
            return _get(_graph(path))
        require_token(knowledge_base.settings.token)
        if request.method == "PUT":
            return _put(_graph(path), keep=False)
        if request.method == "POST":
            created = not path and "graph" not in request.args and "default" not in request.args
            return _put(f"{request.base_url.rstrip('/')}/{uuid4()}" if created else _graph(path), keep=True)
        return _delete(_graph(path))

    def _get(iri: str | None) -> Response:
        format_ = negotiate(request.headers.get("Accept"), "graph")
        if format_ is None:
            raise not_acceptable("graph")
        _known(iri)
        pattern = "?s ?p ?o" if iri is None else f"GRAPH <{iri}> {{ ?s ?p ?o }}"
        # the default graph of the protocol is the store's own, whatever queries take for it
        dataset = "" if iri is None else f"FROM NAMED <{iri}>"
        query = f"CONSTRUCT {{ ?s ?p ?o }} {dataset} WHERE {{ {pattern} }}"
        return sent(knowledge_base, query, format_, union=False)

    def _put(iri: str | None, *, keep: bool) -> Response:
        new = iri is not None and not knowledge_base.has_graph(iri)
        knowledge_base.put_graph(iri, _triples(iri), keep=keep)
        if new:
            return Response(status=201, headers={"Location": iri or ""})
        return Response(status=204)

    def _delete(iri: str | None) -> Response:
        _known(iri)
        knowledge_base.remove_graph(iri)
        return Response(status=204)

    def _known(iri: str | None) -> None:
        if not knowledge_base.has_graph(iri):
            raise NotFound(f"There is no graph {iri}.")

    return store


def _graph(path: str) -> str | None:
    """The graph that the address names; None is the default graph."""
    name = one("graph")
    if path:
        if name is not None or "default" in request.args:
            raise BadRequest("The address names a graph by itself; leave ?graph= and ?default out.")
        name = request.base_url
    elif name is None:
        if "default" not in request.args:
            if request.method in ("PUT", "DELETE"):
                raise MethodNotAllowed(["GET", "HEAD", "POST", "OPTIONS"],
                                       "This is all graphs; name one: ?graph=IRI or ?default.")
            raise BadRequest("Name a graph: ?graph=IRI, or ?default.")
        return None
    elif "default" in request.args:
        raise BadRequest("Give either ?graph=IRI or ?default.")
    try:
        return ox.NamedNode(name).value
    except ValueError:
        raise BadRequest(f"“{name[:80]}” is no IRI that a graph can have; give a whole one, such as "
                         "http://example.org/graph.") from None


def _triples(iri: str | None) -> list[Triple]:
    """The triples in the body, or in all files of a form. Raises BadRequest, UnsupportedMediaType."""
    request.max_content_length = None
    if request.mimetype == "multipart/form-data":
        files = [file for name in request.files for file in request.files.getlist(name)]
        return [triple for file in files for triple in _parsed(file.read(), file.mimetype, iri)]
    return _parsed(request.get_data(), request.mimetype, iri)


def _parsed(data: bytes, media_type: str, iri: str | None) -> list[Triple]:
    format_ = _reader(media_type)
    try:
        quads = list(ox.parse(data, format=_READERS[format_], base_iri=iri or request.base_url))
    except SyntaxError as error:
        raise BadRequest(f"The body is no {format_.name}: {' '.join(str(error).split())}.") from None
    return [quad.triple if isinstance(quad, ox.Quad) else quad for quad in quads]


def _reader(media_type: str) -> Format:
    for format_ in GRAPH_FORMATS:
        if media_type in format_.media_types:
            return format_
    raise UnsupportedMediaType("Send " + ", ".join(each.media_types[0] for each in GRAPH_FORMATS) + ".")
