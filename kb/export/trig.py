"""Named graphs as TriG (https://www.w3.org/TR/trig/)."""

from __future__ import annotations

from collections.abc import Mapping

from rdflib import Dataset, Graph, URIRef

from kb.graph import new_graph


def trig(graphs: Mapping[str, Graph]) -> bytes:
    """The graphs by their names, with the prefixes of this project."""
    dataset = Dataset()
    for prefix, namespace in new_graph().namespaces():
        dataset.bind(prefix, namespace)
    for name, graph in graphs.items():
        target = dataset.graph(URIRef(name))
        for triple in graph:
            target.add(triple)
    return dataset.serialize(format="trig", encoding="utf-8")
