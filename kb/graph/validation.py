"""Checks a graph against the shapes in `ontology/shapes.ttl` (SHACL)."""

from __future__ import annotations

import re
from functools import cache

from rdflib import Graph
from rdflib.namespace import RDF, SH
from rdflib.term import Node, URIRef

from kb.graph.vocabulary import GAF, NIF, PREFIXES
from kb.resources import shipped

#: What to add to the graph of conclusions before it is checked alone: which mentions, and so which characters,
#: each of its events and dates rests on. They stand in the graphs of the articles.
EVIDENCE_QUERY = f"""CONSTRUCT {{
  ?event <{GAF.denotedBy}> ?mention .
  ?mention <{NIF.beginIndex}> ?begin ; <{NIF.endIndex}> ?end
}} WHERE {{
  ?event <{GAF.denotedBy}> ?mention . ?mention <{NIF.beginIndex}> ?begin ; <{NIF.endIndex}> ?end
}}"""


def validate(graph: Graph) -> list[str]:
    """What the shapes find wrong with a graph, one line a finding in a fixed order; empty when all is well.

    An article's graph can be checked alone, the graph of conclusions together with the answer to
    `EVIDENCE_QUERY` or with the articles.
    """
    from pyshacl import validate as shacl_validate  # slow to load, and seldom needed

    _, report, text = shacl_validate(graph, shacl_graph=_shapes(), inference="none", advanced=False,
                                     meta_shacl=False)
    if not isinstance(report, Graph):
        return [" ".join(str(text).split())]
    return sorted({_line(report, result) for result in report.subjects(RDF.type, SH.ValidationResult)})


def _line(report: Graph, result: Node) -> str:
    """A finding as one line: which node, which property, what is wrong, with which value."""
    path = report.value(result, SH.resultPath)
    value = report.value(result, SH.value)
    parts = [_short(report.value(result, SH.focusNode))]
    if isinstance(path, URIRef):
        parts.append(_short(path))
    line = " ".join(parts) + ": " + " ".join(str(report.value(result, SH.resultMessage)).split())
    return line if value is None or value == report.value(result, SH.focusNode) else f"{line} ({_short(value)})"


def _short(node: Node | None) -> str:
    """An IRI with its prefix, a literal cut to a readable length."""
    text = " ".join(str(node).split())
    if isinstance(node, URIRef):
        for prefix, namespace in PREFIXES.items():
            if text.startswith(namespace) and re.fullmatch(r"[\w-]+", text[len(namespace):]):
                return f"{prefix}:{text[len(namespace):]}"
        return text
    return text if len(text) <= 80 else text[:80] + "…"


@cache
def _shapes() -> Graph:
    return Graph().parse(shipped("ontology", "shapes.ttl"), format="turtle")
