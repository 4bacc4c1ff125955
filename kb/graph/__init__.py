"""Graph: extractions and conclusions become RDF. The only room that knows IRIs and vocabularies."""

from kb.graph.about import about_events_query
from kb.graph.article import article_graph
from kb.graph.concepts import concepts_graph, time_rules
from kb.graph.conclusions import conclusions_graph, conclusions_part
from kb.graph.decisions import decision_of, decisions_graph, decisions_query
from kb.graph.entities import said_of_entities
from kb.graph.iris import DEFAULT_BASE, Iris, MentionIris, article_slug
from kb.graph.links import link_of, links_graph, links_query
from kb.graph.records import RECORDS_QUERY, extraction_of, record_query
from kb.graph.removed import gone_events, removed_graph, removed_query
from kb.graph.validation import EVIDENCE_QUERY, validate
from kb.graph.vocabulary import PREFIXES, new_graph

__all__ = [
    "DEFAULT_BASE",
    "EVIDENCE_QUERY",
    "PREFIXES",
    "RECORDS_QUERY",
    "Iris",
    "MentionIris",
    "about_events_query",
    "article_graph",
    "article_slug",
    "concepts_graph",
    "conclusions_graph",
    "conclusions_part",
    "decision_of",
    "decisions_graph",
    "decisions_query",
    "extraction_of",
    "gone_events",
    "link_of",
    "links_graph",
    "links_query",
    "new_graph",
    "record_query",
    "removed_graph",
    "removed_query",
    "said_of_entities",
    "time_rules",
    "validate",
]
