"""What the knowledge base itself concludes from all articles, as RDF: the graph of conclusions."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping

from rdflib import Graph
from rdflib.namespace import DCTERMS, RDF, RDFS
from rdflib.term import Literal, URIRef

from kb.extraction import Extraction
from kb.graph import vocabulary as v
from kb.graph.entities import Said, said_of_entities, write_entity
from kb.graph.iris import DEFAULT_BASE, Iris, MentionIris
from kb.graph.literals import boolean, day, decimal, edtf, integer, json_text, plain, words
from kb.graph.vocabulary import EVT, SCHEMA, SEM, new_graph
from kb.merging import ArticleDate, Conclusions, Disagreement, Event, MentionRef, MergeReason
from kb.plain import to_plain


def conclusions_graph(conclusions: Conclusions, extractions: Iterable[Extraction],
                      base: str = DEFAULT_BASE, *, names: Mapping[str, str] | None = None,
                      digest: str | None = None) -> Graph:
    """The one graph of conclusions (`Iris.conclusions`): each event as its witnesses agree on it, why they
    were taken for one event, where they disagree, the dates of undated articles, and who and where the
    entities are.

    `extractions` are those of all articles that the conclusions speak of; their order does not matter.
    `names` gives labels, by key, for places that contain others and are mentioned nowhere themselves;
    `digest` says which state of the articles this was concluded from.
    """
    ordered = sorted(extractions, key=lambda extraction: extraction.article.id)
    iris = Iris(base)
    graph = new_graph(iris.conclusions)
    if digest:
        graph.add((iris.conclusions, EVT.concludedFrom, plain(digest)))
    _Writer(graph, ordered, iris).write(conclusions)
    said = Counter(one for extraction in ordered for one in said_of_entities(extraction))
    by_key: dict[str, dict[str, dict[str, int]]] = {}
    for (key, what, value), count in said.items():
        by_key.setdefault(key, {}).setdefault(what, {})[value] = count
    for key in by_key.keys() | {place for about in by_key.values() for place in about.get("within", ())}:
        write_entity(graph, key, by_key.get(key, {}), iris, names or {})
    return graph


def conclusions_part(conclusions: Conclusions, extractions: Iterable[Extraction], entities: Mapping[str, Said],
                     base: str = DEFAULT_BASE, *, names: Mapping[str, str] | None = None,
                     digest: str | None = None) -> Graph:
    """What the graph of conclusions says of some events, dates of articles, and entities. `extractions` are those of
    all articles that tell of these events and dates; `entities` has what all articles say of each of the entities
    (nothing, for a place that only contains others)."""
    iris = Iris(base)
    graph = new_graph(iris.conclusions)
    if digest:
        graph.add((iris.conclusions, EVT.concludedFrom, plain(digest)))
    _Writer(graph, extractions, iris).write(conclusions)
    for key, said in entities.items():
        write_entity(graph, key, said, iris, names or {})
    return graph


class _Writer:
    """Writes what was concluded of events and articles into a graph."""

    def __init__(self, graph: Graph, extractions: Iterable[Extraction], iris: Iris) -> None:
        self.graph = graph
        self.iris = iris
        self.mentions = {extraction.article.id: MentionIris(extraction, iris) for extraction in extractions}

    def write(self, conclusions: Conclusions) -> None:
        for event in conclusions.events:
            self._event(event)
        for dated in conclusions.dates:
            self._article_date(dated)

    def _add(self, subject: URIRef, predicate: URIRef, value: URIRef | Literal) -> None:
        self.graph.add((subject, predicate, value))

    def _event(self, event: Event) -> None:
        node = self.iris.event(event.id)
        self._add(node, RDF.type, SEM.Event)
        self._add(node, RDFS.label, words(event.label))
        self._add(node, SEM.eventType, v.TYPE[event.type])
        if event.earliest:
            self._add(node, SEM.hasEarliestBeginTimeStamp, day(event.earliest))
        if event.latest:
            self._add(node, SEM.hasLatestEndTimeStamp, day(event.latest))
        if event.value:
            self._add(node, EVT.timexValue, plain(event.value))
        if event.edtf:
            self._add(node, EVT.edtf, edtf(event.edtf))
        if event.granularity:
            self._add(node, EVT.granularity, plain(event.granularity))
        if event.likely:
            self._add(node, EVT.likelyDate, day(event.likely))
        if event.date_from:
            self._add(node, EVT.dateFrom, self._mention(event.date_from))
        for id in event.also:
            self._add(self.iris.event(id), DCTERMS.isReplacedBy, node)
        self._add(node, EVT.salience, decimal(event.salience))
        self._add(node, EVT.salient, boolean(event.salient))
        self._add(node, EVT.articleCount,
                  integer(len({mention.article for mention in event.mentions})))
        self._add(node, EVT.sourceCount, integer(event.independent))
        self._add(node, EVT.record, json_text(json.dumps(to_plain(event), ensure_ascii=False,
                                                         separators=(",", ":"), sort_keys=True)))
        for number, reason in enumerate(sorted(event.reasons, key=_pair), 1):
            self._reason(node, URIRef(f"{node}#reason-{number}"), reason)
        for number, disagreement in enumerate(sorted(event.disagreements, key=_disagreement_order), 1):
            self._disagreement(node, URIRef(f"{node}#disagreement-{number}"), disagreement)

    def _reason(self, event: URIRef, node: URIRef, reason: MergeReason) -> None:
        self._add(event, EVT.mergedBecause, node)
        self._add(node, RDF.type, EVT.MergeReason)
        self._add(node, EVT.firstMention, self._mention(reason.first))
        self._add(node, EVT.secondMention, self._mention(reason.second))
        self._add(node, EVT.score, decimal(reason.score))
        self._add(node, EVT.explanation, words(reason.explanation))

    def _disagreement(self, event: URIRef, node: URIRef, disagreement: Disagreement) -> None:
        self._add(event, EVT.disagreement, node)
        self._add(node, RDF.type, v.DISAGREEMENT_KINDS[disagreement.kind])
        self._add(node, RDF.type, EVT.Disagreement)
        self._add(node, EVT.firstMention, self._mention(disagreement.first))
        self._add(node, EVT.secondMention, self._mention(disagreement.second))
        self._add(node, EVT.firstSays, words(disagreement.first_says))
        self._add(node, EVT.secondSays, words(disagreement.second_says))

    def _article_date(self, dated: ArticleDate) -> None:
        article = self.iris.article(dated.article)
        node = self.iris.fragment(dated.article, "concluded-date")
        self._add(article, EVT.concludedDate, node)
        self._add(node, RDF.type, EVT.ConcludedDate)
        self._add(node, SCHEMA.datePublished, day(dated.published))
        self._add(node, EVT.earliestPublished, day(dated.between[0]))
        self._add(node, EVT.latestPublished, day(dated.between[1]))
        self._add(node, EVT.explanation, words(dated.explanation))
        for number, (undated, twin) in enumerate(sorted(dated.witnesses), 1):
            pair = URIRef(f"{node}-witness-{number}")
            self._add(node, EVT.witness, pair)
            self._add(pair, RDF.type, EVT.WitnessPair)
            self._add(pair, EVT.firstMention, self._mention(undated))
            self._add(pair, EVT.secondMention, self._mention(twin))

    def _mention(self, mention: MentionRef) -> URIRef:
        return self.mentions[mention.article].event(mention.mention)


def _pair(reason: MergeReason) -> tuple[MentionRef, MentionRef]:
    return reason.first, reason.second


def _disagreement_order(disagreement: Disagreement) -> tuple[str, MentionRef, MentionRef, str, str]:
    return (disagreement.kind, disagreement.first, disagreement.second, disagreement.first_says,
            disagreement.second_says)
