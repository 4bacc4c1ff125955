"""What a person decided about events, as RDF: a graph of its own, which drawing the conclusions anew reads and leaves
alone."""

from __future__ import annotations

import json
from collections.abc import Iterable

from rdflib import XSD, Graph
from rdflib.namespace import DCTERMS, RDF
from rdflib.term import Literal, URIRef

from kb.graph.iris import DEFAULT_BASE, Iris
from kb.graph.literals import json_text
from kb.graph.vocabulary import EVT, new_graph
from kb.merging import Decision
from kb.plain import from_plain, to_plain


def decisions_graph(decisions: Iterable[Decision], base: str = DEFAULT_BASE) -> Graph:
    """The named graph of decisions (`Iris.decisions`): for each what was decided, of which words, and when."""
    iris = Iris(base)
    graph = new_graph(iris.decisions)
    for decision in decisions:
        node = URIRef(f"{iris.decisions}#{decision.number}")
        graph.add((node, RDF.type, EVT.MergeDecision if decision.kind == "merge" else EVT.SplitDecision))
        graph.add((node, DCTERMS.created, Literal(decision.taken, datatype=XSD.dateTime)))
        for side, spots in ((EVT.firstMention, decision.first), (EVT.secondMention, decision.second)):
            for spot in spots:
                graph.add((node, side, iris.chars(spot.article, spot.begin, spot.end)))
        graph.add((node, EVT.record, json_text(json.dumps(to_plain(decision), ensure_ascii=False,
                                                          separators=(",", ":"), sort_keys=True))))
    return graph


def decisions_query(decisions: URIRef) -> str:
    """?record of every decision."""
    return f"SELECT ?record WHERE {{ GRAPH <{decisions}> {{ ?decision <{EVT.record}> ?record }} }}"


def decision_of(record: str) -> Decision:
    """The decision exactly as it was taken."""
    decision: Decision = from_plain(Decision, json.loads(record))
    return decision
