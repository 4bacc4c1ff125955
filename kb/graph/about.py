"""Asking a graph for what it says about some events."""

from __future__ import annotations

from collections.abc import Iterable

from kb.graph.vocabulary import EVT


def about_events_query(graph: str, events: Iterable[str]) -> str:
    """CONSTRUCTs what one graph says of these events (IRIs) and of the words and times that they point to; records,
    which say the same once more as JSON, are left out."""
    values = " ".join(f"<{event}>" for event in events)
    return f"""CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{graph}> {{
  {{ VALUES ?s {{ {values} }} ?s ?p ?o }}
  UNION {{ VALUES ?event {{ {values} }} ?event ?to ?s . ?s ?p ?o FILTER(CONTAINS(STR(?s), "#")) }}
  FILTER(?p != <{EVT.record}>)
}} }}"""
