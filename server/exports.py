"""Downloads: the current view in other formats, and everything as RDF."""

from __future__ import annotations

from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast

from flask import Blueprint, Response, jsonify, request

from kb.export.atom import atom_feed
from kb.export.csv import csv_table
from kb.export.icalendar import calendar as icalendar
from kb.export.json_feed import json_feed as feed_of
from kb.export.timelinejs import timelinejs
from kb.export.trig import trig
from kb.knowledge_base import KnowledgeBase
from server.answers import IN_MEMORY, from_file
from server.arguments import MOST, timeline_query

TITLE = "Event timeline"


def blueprint(knowledge_base: KnowledgeBase) -> Blueprint:
    exports = Blueprint("exports", __name__)

    @exports.get("/timeline.json")
    def timeline_js() -> Response:
        page = knowledge_base.timeline(timeline_query(request.args, limit=MOST))
        return jsonify(timelinejs(page.events, title=TITLE))

    @exports.get("/events.csv")
    def table() -> Response:
        page = knowledge_base.timeline(timeline_query(request.args, limit=MOST))
        return Response(csv_table(page.events), mimetype="text/csv",
                        headers={"Content-Disposition": "attachment; filename=events.csv"})

    @exports.get("/event/<id>.csv")
    def event_table(id: str) -> Response:
        return Response(csv_table([knowledge_base.timeline_event(id)]), mimetype="text/csv",
                        headers={"Content-Disposition": "attachment; filename=event.csv"})

    @exports.get("/timeline.ics")
    def calendar() -> Response:
        page = knowledge_base.timeline(timeline_query(request.args, limit=MOST))
        return Response(icalendar(page.events, title=TITLE), content_type="text/calendar; charset=utf-8",
                        headers={"Content-Disposition": "attachment; filename=timeline.ics"})

    @exports.get("/feed.json")
    def json_feed() -> Response:
        page = knowledge_base.timeline(timeline_query(request.args, limit=MOST))
        response = jsonify(feed_of(page.events, TITLE, address=request.url, home=request.root_url))
        response.content_type = "application/feed+json; charset=utf-8"
        return response

    @exports.get("/timeline.trig")
    def view_trig() -> Response:
        page = knowledge_base.timeline(timeline_query(request.args, limit=MOST))
        return Response(trig(knowledge_base.event_graphs(page.events)),
                        content_type="application/trig; charset=utf-8",
                        headers={"Content-Disposition": "attachment; filename=timeline.trig"})

    @exports.get("/feed.atom")
    def feed() -> Response:
        page = knowledge_base.timeline(timeline_query(request.args, limit=MOST))
        return Response(atom_feed(page.events, knowledge_base.articles(), address=request.url,
                                  home=request.root_url),
                        content_type="application/atom+xml; charset=utf-8")

    @exports.get("/dump.trig")
    def dump() -> Response:
        tag = f"dump-{knowledge_base.version}"
        if request.if_none_match.contains_weak(tag):
            return Response(status=304, headers={"ETag": f'W/"{tag}"'})
        file = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - closed with the response
        knowledge_base.dump_to(cast(BinaryIO, file))
        return from_file(file, {"ETag": f'W/"{tag}"', "Content-Disposition": "attachment; filename=dump.trig"},
                         "application/trig; charset=utf-8")

    return exports
