"""Which representation a request asks for: a page, or RDF in one of its formats."""

from __future__ import annotations

from flask import request
from werkzeug.exceptions import NotAcceptable, NotFound

from kb.store import QueryKind, formats_for
from kb.store.formats import GRAPH_FORMATS, JSON_LD, N_TRIPLES, TURTLE, Format, format_named, preferred

PAGE = "text/html"
#: Formats that a thing's page offers as links.
OFFERED: tuple[Format, ...] = (TURTLE, JSON_LD, N_TRIPLES)


def wants_page() -> bool:
    """Whether the asker names pages as what it likes best; a program that takes anything gets data."""
    return preferred(request.headers.get("Accept"), ["application/json", PAGE]) == PAGE


def thing_format(suffix: str | None) -> Format | None:
    """What to send of an event, entity or article: None is the page, which is also what an asker without
    wishes gets. The address's suffix wins over the Accept header.

    Raises NotFound for an unknown suffix, NotAcceptable when the header names nothing that there is.
    """
    if suffix:
        named = format_named(suffix, "graph")
        if named is None:
            raise NotFound(f"There is no .{suffix} of this; try {', '.join('.' + f.suffix for f in OFFERED)}")
        return named
    chosen = preferred(request.headers.get("Accept"),
                       [PAGE, *(media for format_ in GRAPH_FORMATS for media in format_.media_types)])
    if chosen is None:
        raise NotAcceptable(f"There is {PAGE}, {', '.join(f.media_types[0] for f in GRAPH_FORMATS)}.")
    return format_named(chosen, "graph")


def not_acceptable(kind: QueryKind) -> NotAcceptable:
    """What to raise where an answer of this kind comes in none of the formats asked for."""
    names = ", ".join(format_.media_types[0] for format_ in formats_for(kind))
    return NotAcceptable(f"This comes as {names}.")
