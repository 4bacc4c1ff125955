"""The pages that are not about one thing: timeline, articles, about."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from flask import Blueprint, Response, make_response, render_template, request, url_for

from kb.errors import NotFoundError
from kb.knowledge_base import KnowledgeBase
from kb.timeline import TimelineQuery
from server.accuracy import accuracy
from server.arguments import LANES, timeline_look, timeline_query
from server.security import CONTENT_SECURITY_POLICY
from server.timeline_view import TimelineView, everything_like, window_of

#: Events in the list of one page: enough to read, few enough to draw.
LIST_LENGTH = 150
#: Articles on one page.
ARTICLES_LENGTH = 200
#: Events without a date that the chart names.
SHELF_LENGTH = 6
#: What an embedded page may do: as any other, but in the frame of any site.
EMBEDDABLE = CONTENT_SECURITY_POLICY.replace("frame-ancestors 'self'", "frame-ancestors *")


def blueprint(knowledge_base: KnowledgeBase) -> Blueprint:
    pages = Blueprint("pages", __name__)

    @pages.get("/")
    def timeline() -> Response:
        look = timeline_look(request.args)
        asked = timeline_query(request.args, limit=LIST_LENGTH, possible=False)
        overview = knowledge_base.timeline(everything_like(asked))
        window = window_of(asked, overview)
        # few enough to read are listed whole; of more, the first look is where most of them are
        query = window if overview.total > LIST_LENGTH else asked
        page = knowledge_base.timeline(query)
        view = TimelineView(page, _names(knowledge_base, asked.articles, asked.entities), url_for("pages.timeline"),
                            asked=asked, look=look)
        lanes = knowledge_base.lanes(window, "spot" if look.lanes == "place" else look.lanes)
        shelf = knowledge_base.undated(replace(asked, limit=SHELF_LENGTH)) if overview.undated else ()
        response = make_response(render_template(
            "timeline.html", view=view, page=page, query=asked, lanes=lanes, window=window, LANES=LANES, shelf=shelf,
            drawing=view.drawing(lanes, overview), here=_here,
            nothing_yet=not overview.total and _is_empty(knowledge_base)))
        if look.embed:
            response.headers["Content-Security-Policy"] = EMBEDDABLE
        return response

    @pages.get("/articles")
    def articles() -> str:
        heads = knowledge_base.articles()
        offset = min(max(request.args.get("offset", 0, int), 0), max(0, len(heads) - 1))
        return render_template("articles.html", articles=_by_date(heads)[offset:offset + ARTICLES_LENGTH],
                               total=len(heads), offset=offset, length=ARTICLES_LENGTH,
                               sources=knowledge_base.sources())

    @pages.get("/sources")
    def sources() -> str:
        return render_template("sources.html", sources=knowledge_base.sources())

    @pages.get("/about")
    def about() -> str:
        everything = knowledge_base.timeline(TimelineQuery(details=True, limit=0))
        return render_template("about.html", articles=knowledge_base.articles(), everything=everything,
                               headlines=knowledge_base.timeline(TimelineQuery(limit=0)).total,
                               base=knowledge_base.base, accuracy=accuracy())

    return pages


def _is_empty(knowledge_base: KnowledgeBase) -> bool:
    """Whether there is no article; where there are events of any kind, they need not be counted."""
    return not knowledge_base.timeline(TimelineQuery(details=True, limit=0)).total and not knowledge_base.articles()


def _here(path: str) -> str:
    """The whole address of a path of ours, as it stands outside of this site."""
    return request.host_url.rstrip("/") + path


def _names(knowledge_base: KnowledgeBase, articles: tuple[str, ...],
           entities: tuple[str, ...]) -> dict[str, str]:
    """Names for what an address filters by, since the answer may be empty."""
    names = {}
    for kind, values, look_up, field in (("article", articles, knowledge_base.article, "title"),
                                         ("entity", entities, knowledge_base.entity, "name")):
        for value in values:
            with suppress(NotFoundError):
                names[f"{kind} {value}"] = look_up(value)[field] or value
    return names


def _by_date(heads: list[dict[str, object]]) -> list[dict[str, object]]:
    return sorted(heads, key=lambda head: (head["published"] is None, str(head["published"] or ""),
                                           str(head["title"] or head["id"])))
