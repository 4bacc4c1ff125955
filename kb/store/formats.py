"""The formats that query results and graphs are written in, and which one a client gets."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

import pyoxigraph as ox
from rdflib import Graph

from kb.graph import PREFIXES
from kb.resources import shipped
from kb.store.outline import QueryKind
from kb.store.terms import engine_triples, rdflib_graph


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write a result."""

    name: str
    """What a person calls it: "csv", "turtle"."""
    media_type: str
    """As sent, with its charset where it has one."""
    suffix: str
    """Of a file's name, without the point."""
    also: tuple[str, ...] = ()
    """Other media types that ask for it."""

    @property
    def media_types(self) -> tuple[str, ...]:
        return (self.media_type.partition(";")[0], *self.also)


JSON = Format("json", "application/sparql-results+json", "json", ("application/json",))
XML = Format("xml", "application/sparql-results+xml", "xml", ("application/xml", "text/xml"))
CSV = Format("csv", "text/csv; charset=utf-8", "csv")
TSV = Format("tsv", "text/tab-separated-values; charset=utf-8", "tsv")
TURTLE = Format("turtle", "text/turtle; charset=utf-8", "ttl", ("application/x-turtle",))
N_TRIPLES = Format("n-triples", "application/n-triples", "nt", ("text/plain",))
RDF_XML = Format("rdf-xml", "application/rdf+xml", "rdf", ("application/xml", "text/xml"))
JSON_LD = Format("json-ld", "application/ld+json", "jsonld", ("application/json",))

#: For SELECT and ASK; the first is what a client without wishes gets.
RESULT_FORMATS: tuple[Format, ...] = (JSON, XML, CSV, TSV)
#: For CONSTRUCT, DESCRIBE and single things.
GRAPH_FORMATS: tuple[Format, ...] = (TURTLE, N_TRIPLES, RDF_XML, JSON_LD)


def formats_for(kind: QueryKind) -> tuple[Format, ...]:
    return GRAPH_FORMATS if kind == "graph" else RESULT_FORMATS


def format_named(name: str, kind: QueryKind) -> Format | None:
    """The format with this name, suffix or media type, None where there is none for this kind of result."""
    wanted = name.strip().lower()
    for format_ in formats_for(kind):
        if wanted in (format_.name, format_.suffix, *format_.media_types):
            return format_
    return None


def negotiate(accept: str | None, kind: QueryKind) -> Format | None:
    """The format that an Accept header (RFC 9110 §12.5.1) asks for: by quality, then by our own order.

    No header, an empty one or */* gets the first format of the kind; None means that nothing fits (406).
    """
    candidates = formats_for(kind)
    chosen = preferred(accept, [media for format_ in candidates for media in format_.media_types])
    return next((format_ for format_ in candidates if chosen in format_.media_types), None)


def preferred(accept: str | None, offered: Sequence[str]) -> str | None:
    """Which of the offered media types (the most welcome to us first) an Accept header likes best.

    For each offer the most specific range that covers it gives the quality; 0 forbids it.
    """
    if not accept or not accept.strip():
        return offered[0] if offered else None
    ranges = [_media_range(part) for part in accept.split(",") if part.strip()]
    best, best_quality = None, 0.0
    for media in offered:
        covering = [(specificity, quality) for range_, specificity, quality in ranges
                    if _covers(range_, media)]
        quality = max(covering)[1] if covering else 0.0
        if quality > best_quality:
            best, best_quality = media, quality
    return best


def _media_range(part: str) -> tuple[str, int, float]:
    """Media range, how specific it is (0 … 2), quality."""
    name, *parameters = (piece.strip().lower() for piece in part.split(";"))
    quality = 1.0
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        if key.strip() == "q":
            try:
                quality = min(max(float(value), 0.0), 1.0)
            except ValueError:
                quality = 0.0
    specificity = 0 if name in ("*/*", "*") else 1 if name.endswith("/*") else 2
    return name, specificity, quality


def _covers(range_: str, media: str) -> bool:
    return (range_ in ("*/*", "*", media)
            or (range_.endswith("/*") and media.startswith(range_[:-1])))


_WRITERS = {TURTLE: ox.RdfFormat.TURTLE, N_TRIPLES: ox.RdfFormat.N_TRIPLES, RDF_XML: ox.RdfFormat.RDF_XML}


def serialise_graph(graph: Graph, format_: Format) -> bytes:
    """A graph in one of the graph formats, with the prefixes of this project; the same graph gives the same
    bytes."""
    if format_ is JSON_LD:
        document = json.loads(graph.serialize(format="json-ld", context=json_ld_context()))
        return json.dumps(_in_order(document), ensure_ascii=False, indent=1).encode("utf-8")
    return write_triples(sorted(engine_triples(graph), key=str), format_)


def write_triples(triples: Iterable[ox.Triple], format_: Format) -> bytes:
    """The engine's triples in one of the graph formats, in their order."""
    if format_ is JSON_LD:
        return serialise_graph(rdflib_graph(triples), format_)
    return cast(bytes, ox.serialize(triples, format=_WRITERS[format_], prefixes=dict(PREFIXES)))


def _in_order(value: Any, *, is_list: bool = False) -> Any:
    """JSON-LD with its keys and its sets in alphabetical order; an RDF list keeps its own."""
    if isinstance(value, dict):
        return {key: _in_order(value[key], is_list=key == "@list") for key in sorted(value)}
    if isinstance(value, list):
        items = [_in_order(item) for item in value]
        return items if is_list else sorted(items, key=lambda item: json.dumps(item, sort_keys=True))
    return value


@cache
def json_ld_context() -> Any:
    """The shipped JSON-LD context (`ontology/context.jsonld`)."""
    return json.loads(shipped("ontology", "context.jsonld").read_text(encoding="utf-8"))["@context"]
