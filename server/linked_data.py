"""The addresses of things: a page for people, RDF for programs, by Accept header or by suffix."""

from __future__ import annotations

from typing import cast
from urllib.parse import quote

from flask import Blueprint, Response, redirect, render_template, request, url_for

from kb.errors import NotFoundError
from kb.knowledge_base import KnowledgeBase
from kb.store.formats import Format
from kb.timeline import TimelineQuery
from server.negotiation import OFFERED, thing_format
from server.structured_data import article_data, entity_data, event_data
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


_REPLACED = "SELECT ?by WHERE {{ <{iri}> <http://purl.org/dc/terms/isReplacedBy> ?by }} LIMIT 1"


def blueprint(knowledge_base: KnowledgeBase) -> Blueprint:
    things = Blueprint("linked_data", __name__)
    iris = knowledge_base.iris

    @things.get("/event/<id>")
    def event(id: str) -> Response:
        id, suffix, format_ = _wanted(id)
        iri = str(iris.event(id))
        try:
            found = knowledge_base.event(id)
        except NotFoundError as error:
            return _moved(iri, suffix, error)
        if found["id"] != id:  # it is told by more articles now
            return _moved(iri, suffix, NotFoundError(f"no event {id}"))
        if format_:
            return _rdf(_ABOUT, iri, suffix, format_)
        # those that give the date first: they are what the reader wants to check
        found["witnesses"].sort(key=lambda witness: any(
            witness["time"][bound] != found[bound] for bound in ("earliest", "latest")))
        return _page(iri, render_template("event.html", event=found, formats=_formats(),
                                          structured=event_data(found, knowledge_base.base)))

    @things.get("/entity/<path:key>")
    def entity(key: str) -> Response:
        key, suffix, format_ = _wanted(key)
        iri = str(iris.entity(key))
        try:
            found = knowledge_base.entity(key)
        except NotFoundError as error:
            return _moved(iri, suffix, error)
        if format_:
            return _rdf(_ABOUT, iri, suffix, format_)
        page = knowledge_base.timeline(TimelineQuery(entities=(key,), limit=LIST_LENGTH))
        view = TimelineView(page, {f"entity {key}": found["name"]}, url_for("pages.timeline"))
        lanes = knowledge_base.lanes(window_of(page.query, page))
        others = [value for value in page.facets["entity"] if value.value != key][:MOST_OTHERS]
        return _page(iri, render_template("entity.html", entity=found, page=page, view=view, others=others,
                                          drawing=view.drawing(lanes), formats=_formats(),
                                          structured=entity_data(found)))

    @things.get("/article/<slug>")
    def article(slug: str) -> Response:
        slug, suffix, format_ = _wanted(slug)
        found = knowledge_base.article(slug)
        if format_:
            return _rdf(_GRAPH, found["iri"], suffix, format_)
        return _page(found["iri"], render_template("article.html", article=found, formats=_formats(),
                                                   structured=article_data(found)))

    def _rdf(template: str, iri: str, suffix: str, format_: Format) -> Response:
        """RDF at an address of its own: the thing is no document, so who asks it for one is sent on (303)."""
        if not suffix:
            response = redirect(f"{_here()}.{format_.suffix}", 303)
            response.headers["Vary"] = "Accept"
            return cast(Response, response)
        result = knowledge_base.query(template.format(iri=iri))
        response = Response(result.serialise(format_), content_type=format_.media_type)
        response.headers["Link"] = f'<{iri}>; rel="describes"'
        return response

    def _moved(iri: str, suffix: str, error: NotFoundError) -> Response:
        """To what took the place of a thing that was merged away. Raises the error where nothing did."""
        rows = list(knowledge_base.query(_REPLACED.format(iri=iri)).rows())
        if not rows:
            raise error
        name = rows[0]["by"].removeprefix(knowledge_base.base)
        return cast(Response, redirect(f"{request.script_root}/{name}{suffix}", 301))

    return things


def _page(iri: str, page: str) -> Response:
    response = Response(page, mimetype="text/html")
    response.headers["Link"] = ", ".join([f'<{iri}>; rel="describes"', *(
        f'<{href}>; rel="alternate"; type="{format_.media_types[0]}"'
        for format_, (_, href) in zip(OFFERED, _formats(), strict=True))])
    return response


def _wanted(name: str) -> tuple[str, str, Format | None]:
    """A thing's name without its suffix, the suffix with its point, and the format to send it in (None is the
    page)."""
    stem, dot, suffix = name.rpartition(".")
    if dot and suffix in SUFFIXES:
        return stem, f".{suffix}", thing_format(suffix)
    return name, "", thing_format(None)


def _formats() -> list[tuple[str, str]]:
    """Label and address of the other formats of the page that is asked for, below where the application is
    mounted."""
    labels = {"ttl": "Turtle", "jsonld": "JSON-LD", "nt": "N-Triples"}
    return [(labels[format_.suffix], f"{_here()}.{format_.suffix}") for format_ in OFFERED]


def _here() -> str:
    """The path that was asked for, as it stands in addresses."""
    return request.script_root + quote(request.path, safe="/:@!$&'()*+,;=~")
