"""The OpenAPI description of the JSON API, made from the tables below."""

from __future__ import annotations

from typing import Any

import kb

Plain = dict[str, Any]

_DAY = {"type": "string", "examples": ["2019-02-17", "2019-02", "2019"]}
_TEXTS = {"type": "array", "items": {"type": "string"}}
_DAY_OR_NULL = {"type": ["string", "null"], "format": "date"}

#: Query parameters of /api/timeline: name, schema, what it does.
PARAMETERS: tuple[tuple[str, Plain, str], ...] = (
    ("from", _DAY, "First day of the window; a month or year is its first day."),
    ("to", _DAY, "Last day of the window, inclusive; a month or year is its last day."),
    ("granularity", {"type": "string", "enum": ["auto", "day", "month", "year"], "default": "auto"},
     "Of the bins."),
    ("type", _TEXTS, "Only events of any of these types."),
    ("entity", _TEXTS, "Only events in which all of these take part (keys)."),
    ("place", _TEXTS, "Only events at any of these places, or within them (keys)."),
    ("source", _TEXTS, "Only events that any of these outlets tells."),
    ("article", _TEXTS, "Only events that any of these articles tells (ids)."),
    ("certainty", _TEXTS, "Only events told with any of these certainties."),
    ("precision", _TEXTS, "Only events whose date is known so closely: day, month, year, longer, open, unknown."),
    ("independent", _TEXTS, "Only events told by so many independent sources: 1, 2, 3-4, 5+."),
    ("known", _DAY, "Only what had been reported by the end of this day."),
    ("possible", {"type": "string", "enum": ["0", "1"], "default": "1"},
     "Also events that only an open end lets reach into the window."),
    ("q", {"type": "string"}, "Words in label, names or witness sentences; all must occur."),
    ("details", {"type": "string", "enum": ["0", "1"], "default": "0"}, "Also events that are not salient."),
    ("limit", {"type": "integer", "minimum": 0, "maximum": 1000, "default": 100}, "Events at most."),
    ("offset", {"type": "integer", "minimum": 0, "default": 0}, "Events to skip."),
)

_EVENT: Plain = {
    "type": "object",
    "required": ["id", "iri", "label", "type", "earliest", "latest", "date_label"],
    "properties": {
        "id": {"type": "string"}, "iri": {"type": "string", "format": "uri"}, "label": {"type": "string"},
        "type": {"type": "string"}, "type_label": {"type": "string"},
        "earliest": {**_DAY_OR_NULL, "description": "First day on which it can have begun; null is open."},
        "latest": {**_DAY_OR_NULL, "description": "Last day on which it can have ended; null is open."},
        "likely": {**_DAY_OR_NULL, "description": "Day on which it most likely happened, where the day is open."},
        "value": {"type": ["string", "null"], "description": "TIMEX3 value."},
        "edtf": {"type": ["string", "null"]}, "granularity": {"type": ["string", "null"]},
        "date_label": {"type": "string"}, "certainty": {"type": "string"}, "polarity": {"type": "string"},
        "salient": {"type": "boolean"}, "salience": {"type": "number"},
        "participants": {"type": "array", "items": {"type": "object"}},
        "places": {"type": "array", "items": {"type": "object"}},
        "sources": _TEXTS, "articles": _TEXTS, "mentions": {"type": "integer"},
        "independent": {"type": "integer"}, "voices": _TEXTS,
        "disagreements": {"type": "integer"},
        "precision": {"type": "string", "description": "How closely the date is known."},
        "reported": {**_DAY_OR_NULL, "description": "Day of the first report that has a date."},
    },
}
#: One event by itself: with its witnesses, and the disagreements themselves.
_DETAIL: Plain = _EVENT | {"properties": _EVENT["properties"] | {
    "disagreements": {"type": "array", "items": {"type": "object"}},
    "voices": {"type": "array", "items": {"type": "object"}},
    "witnesses": {"type": "array", "items": {"type": "object"}}, "reasons": {"type": "array"},
    "neighbours": {"type": "object"}}}
_PAGE: Plain = {
    "type": "object",
    "properties": {
        "window": {"type": "object"}, "extent": {"type": ["object", "null"]},
        "reports": {"type": ["object", "null"], "description": "First and last day on which something was first told."},
        "granularity": {"type": "string"}, "total": {"type": "integer"}, "undated": {"type": "integer"},
        "possible": {"type": "integer", "description": "Events that only an open end lets reach into the window."},
        "wide": {"type": "integer", "description": "Events too wide to count in any bin."},
        "limit": {"type": "integer"}, "offset": {"type": "integer"},
        "bins": {"type": "array", "items": {"type": "object"}},
        "events": {"type": "array", "items": {"$ref": "#/components/schemas/Event"}},
        "facets": {"type": "object"},
        "facets_approximate": {"type": "boolean", "description": "Counts are estimated from a sample."},
        "spots": {"type": "array", "items": {"type": "object"},
                  "description": "Places with coordinates, and how many of the events happened right there."},
    },
}
_PROBLEM: Plain = {
    "type": "object", "description": "RFC 9457",
    "properties": {"type": {"type": "string"}, "title": {"type": "string"}, "status": {"type": "integer"},
                   "detail": {"type": "string"}},
}


def description(address: str) -> Plain:
    """The OpenAPI 3.1 document of the API at `address`."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "Event timeline", "version": kb.__version__,
                 "description": "Events from news articles, each date checked down to the sentence."},
        "servers": [{"url": address.rstrip("/")}],
        "paths": {
            "/api/timeline": _get("The events of a window", {"$ref": "#/components/schemas/Timeline"},
                                  [_parameter(*row) for row in PARAMETERS]),
            "/api/events/{id}": _get("An event with its witnesses", {"$ref": "#/components/schemas/EventDetail"},
                                     [_in_path("id")]),
            "/api/articles": _get("All articles, without their texts", {"type": "object"}),
            "/api/articles/{id}": _get("An article with what is marked in it", {"type": "object"},
                                       [_in_path("id")]),
            "/api/entities/{key}": _get("Who or where", {"type": "object"}, [_in_path("key")]),
            "/api/sources": _get("The outlets", {"type": "object"}),
        },
        "components": {"schemas": {"Event": _EVENT, "EventDetail": _DETAIL, "Timeline": _PAGE, "Problem": _PROBLEM}},
    }


def _get(summary: str, schema: Plain, parameters: list[Plain] | None = None) -> Plain:
    problem = {"description": "What went wrong",
               "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}}
    return {"get": {"summary": summary, "parameters": parameters or [], "responses": {
        "200": {"description": summary, "content": {"application/json": {"schema": schema}}},
        "400": problem, "404": problem, "410": problem}}}


def _parameter(name: str, schema: Plain, what: str) -> Plain:
    found = {"name": name, "in": "query", "schema": schema, "description": what}
    return found | {"style": "form", "explode": True} if schema.get("type") == "array" else found


def _in_path(name: str) -> Plain:
    return {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
