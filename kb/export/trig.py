"""Named graphs as TriG (https://www.w3.org/TR/trig/)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

import pyoxigraph as ox
from rdflib import Graph

from kb.graph import PREFIXES
from kb.store.terms import engine_triples


def trig(graphs: Mapping[str, Graph]) -> bytes:
    """The graphs by their names, with the prefixes of this project; the same graphs give the same bytes."""
    quads = (ox.Quad(triple.subject, triple.predicate, triple.object, ox.NamedNode(name))
             for name, graph in sorted(graphs.items())
             for triple in sorted(engine_triples(graph), key=str))
    return cast(bytes, ox.serialize(quads, format=ox.RdfFormat.TRIG,
                                    prefixes={prefix: str(namespace) for prefix, namespace in PREFIXES.items()}))
