"""The addresses of things: a page for people, RDF for programs, by Accept header or by suffix."""

from __future__ import annotations

from flask import Blueprint, Response, render_template, request

from kb.knowledge_base import KnowledgeBase
from kb.store.formats import Format
from kb.timeline import TimelineQuery
from server.negotiation import OFFERED, thing_format
from server.timeline_view import TimelineView, window_of

SUFFIXES = ("ttl", "nt", "jsonld", "rdf")
#: Events that an entity's page lists.
LIST_LENGTH = 200
#: Those that an entity's page names as taking part in the same events.
MOST_OTHERS = 12

#: A thing's own triples, those that point at it, and what they say of the words of an article in between.
_ABOUT = """CONSTRUCT {{ <{iri}> ?p ?o . ?s ?q <{iri}> . ?node ?r ?v }} WHERE {{
  {{ <{iri}> ?p ?o }} UNION {{ ?s ?q <{iri}> }}
  UNION {{ {{ <{iri}> ?to ?node }} UNION {{ ?node ?from <{iri}> }}
           ?node ?r ?v FILTER(CONTAINS(STR(?node), "#")) }}
}}"""
_GRAPH = "CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{iri}> {{ ?s ?p ?o }} }}"


def blueprint(knowledge_base: KnowledgeBase) -> Blueprint:
    things = Blueprint("linked_data", __name__)

    @things.get("/event/<id>")
    def event(id: str) -> Response | str:
        id, format_ = _wanted(id)
        found = knowledge_base.event(id)
        if format_:
            return _rdf(_ABOUT, str(knowledge_base.iris.event(id)), format_)
        # those that give the date first: they are what the reader wants to check
        found["witnesses"].sort(key=lambda witness: any(
            witness["time"][bound] != found[bound] for bound in ("earliest", "latest")))
        return render_template("event.html", event=found, formats=_formats(f"/event/{id}"))

    @things.get("/entity/<path:key>")
    def entity(key: str) -> Response | str:
        key, format_ = _wanted(key)
        found = knowledge_base.entity(key)
        if format_:
            return _rdf(_ABOUT, str(knowledge_base.iris.entity(key)), format_)
        page = knowledge_base.timeline(TimelineQuery(entities=(key,), limit=LIST_LENGTH))
        view = TimelineView(page, {f"entity {key}": found["name"]})
        lanes = knowledge_base.lanes(window_of(page.query, page))
        others = [value for value in page.facets["entity"] if value.value != key][:MOST_OTHERS]
        return render_template("entity.html", entity=found, page=page, view=view, others=others,
                               drawing=view.drawing(lanes),
                               formats=_formats(f"/entity/{key}"))

    @things.get("/article/<slug>")
    def article(slug: str) -> Response | str:
        slug, format_ = _wanted(slug)
        found = knowledge_base.article(slug)
        if format_:
            return _rdf(_GRAPH, found["iri"], format_)
        return render_template("article.html", article=found,
                               formats=_formats(f"/article/{slug}"))

    def _rdf(template: str, iri: str, format_: Format) -> Response:
        result = knowledge_base.query(template.format(iri=iri))
        response = Response(result.serialise(format_), content_type=format_.media_type)
        response.headers["Link"] = f'<{iri}>; rel="describes"'
        return response

    return things


def _wanted(name: str) -> tuple[str, Format | None]:
    """A thing's name without its suffix, and the format to send it in (None is the page)."""
    stem, dot, suffix = name.rpartition(".")
    if dot and suffix in SUFFIXES:
        return stem, thing_format(suffix)
    return name, thing_format(None)


def _formats(path: str) -> list[tuple[str, str]]:
    """Label and address of the other formats, below where the application is mounted."""
    labels = {"ttl": "Turtle", "jsonld": "JSON-LD", "nt": "N-Triples"}
    return [(labels[format_.suffix], f"{request.script_root}{path}.{format_.suffix}") for format_ in OFFERED]
