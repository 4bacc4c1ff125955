"""What one article says, as RDF: the contents of its named graph."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from urllib.parse import quote

from rdflib import Graph
from rdflib.namespace import DC, PROV, RDF, RDFS
from rdflib.term import Literal, URIRef

import kb
from kb.entities import Entity
from kb.events import EventMention, Participant
from kb.extraction import Extraction, to_json
from kb.graph import vocabulary as v
from kb.graph.iris import DEFAULT_BASE, Iris, MentionIris, address_iri
from kb.graph.literals import day, edtf, integer, json_text, plain, words
from kb.graph.vocabulary import EVT, GAF, ITSRDF, NIF, SCHEMA, SEM, new_graph
from kb.temporal import TimeExpression


def article_graph(extraction: Extraction, events: Mapping[str, str], base: str = DEFAULT_BASE, *,
                  model: str | None = None, digest: str | None = None) -> Graph:
    """The named graph of one article, identified by the article's IRI.

    `events` gives for each `EventMention.id` of the article the id of its event; a mention that it leaves out
    is not written. `model` names the language model and its version; `digest` says what input and settings
    the extraction was made from.

    The same input gives the same triples, and none has a blank node. Every triple about an event can be
    followed to characters: the event is `gaf:denotedBy` mentions, and these name the words of each
    participant, of the place and of the time. Label, type and dates of an event are what its witnesses agree
    on and stand in the graph of conclusions alone, since not every engine takes a triple of several graphs
    for one; what this article says of them stands at its mentions.
    """
    iris = Iris(base)
    graph = new_graph(iris.article(extraction.article.id))
    _Writer(graph, extraction, events, iris, model, digest).write()
    return graph


class _Writer:
    """Writes one extraction into a graph, a method for each kind of thing."""

    def __init__(self, graph: Graph, extraction: Extraction, events: Mapping[str, str], iris: Iris,
                 model: str | None, digest: str | None) -> None:
        self.graph = graph
        self.extraction = extraction
        self.article = extraction.article
        self.node = iris.article(self.article.id)
        self.events = events
        self.iris = iris
        self.model = model
        self.digest = digest
        self.mentions = MentionIris(extraction, iris)
        self.entities = {entity.id: entity for entity in extraction.entities}

    def write(self) -> None:
        self._article()
        self._origin()
        for time in self.extraction.times:
            self._time(time)
        for entity in self.extraction.entities:
            self._entity(entity)
        for mention in self.extraction.events:
            if mention.id in self.events:
                self._mention(mention, self.iris.event(self.events[mention.id]))

    def _add(self, subject: URIRef, predicate: URIRef, value: URIRef | Literal) -> None:
        self.graph.add((subject, predicate, value))

    def _article(self) -> None:
        article, node = self.article, self.node
        self._add(node, RDF.type, SCHEMA.NewsArticle)
        self._add(node, RDF.type, NIF.Context)
        self._add(node, NIF.isString, plain(article.text))
        self._add(node, SCHEMA.identifier, plain(article.id))
        self._add(node, SCHEMA.inLanguage, plain(article.language))
        if article.title:
            self._add(node, SCHEMA.headline, words(article.title, article.language))
        address = address_iri(article.url) if article.url else None
        if address:
            self._add(node, SCHEMA.url, address)
        if article.source:
            self._add(node, DC.publisher, plain(article.source))
        if article.published:
            self._add(node, SCHEMA.datePublished, day(article.published))
        if article.published_from:
            self._add(node, EVT.publishedFrom, v.DATE_SOURCES[article.published_from])
        if article.published_span:
            phrase = self._phrase(*article.published_span)
            self._add(node, EVT.publishedPhrase, phrase)
        if article.published_between:
            earliest, latest = article.published_between
            self._add(node, EVT.earliestPublished, day(earliest))
            self._add(node, EVT.latestPublished, day(latest))
        record = json.dumps(to_json(self.extraction), ensure_ascii=False, separators=(",", ":"),
                            sort_keys=True)
        self._add(node, EVT.record, json_text(record))

    def _origin(self) -> None:
        activity = self.iris.fragment(self.article.id, "extraction")
        software = self.iris.software(f"event-timeline-{kb.__version__}")
        self._add(activity, RDF.type, PROV.Activity)
        self._add(activity, PROV.used, self.node)
        self._add(activity, PROV.wasAssociatedWith, software)
        if self.model:
            self._add(activity, EVT.languageModel, plain(self.model))
        if self.digest:
            self._add(activity, EVT.inputDigest, plain(self.digest))
        self._add(software, RDF.type, PROV.SoftwareAgent)
        self._add(software, RDFS.label, plain(f"event-timeline {kb.__version__}"))

    def _phrase(self, begin: int, end: int, node: URIRef | None = None) -> URIRef:
        """Words of the text and the IRI that stands for them."""
        node = node or self.iris.chars(self.article.id, begin, end)
        self._add(node, RDF.type, NIF.Phrase)
        self._add(node, NIF.referenceContext, self.node)
        self._add(node, NIF.beginIndex, integer(begin))
        self._add(node, NIF.endIndex, integer(end))
        self._add(node, NIF.anchorOf, plain(self.article.text[begin:end]))
        return node

    def _time(self, time: TimeExpression) -> None:
        node = self._phrase(time.begin, time.end, self.mentions.time(time.id))
        self._add(node, RDF.type, EVT.TimeExpression)
        if time.type in v.TIME_CLASSES:
            self._add(node, RDF.type, v.TIME_CLASSES[time.type])
        self._add(node, EVT.timexType, plain(time.type))
        self._add(node, EVT.timexValue, plain(time.value))
        for term, value in ((EVT.timexMod, time.mod), (EVT.timexQuant, time.quant),
                            (EVT.timexFreq, time.freq)):
            if value:
                self._add(node, term, plain(value))
        self._add(node, EVT.granularity, plain(time.granularity))
        self._bounds(node, time.earliest, time.latest, time.edtf)
        if time.anchor:
            self._add(node, EVT.anchor, day(time.anchor))
        if time.anchor_from:
            self._add(node, EVT.anchorSource, v.ANCHOR_SOURCES[time.anchor_from])
        if time.anchor_expression:
            self._add(node, EVT.anchorExpression, self.mentions.time(time.anchor_expression))
        self._add(node, EVT.rule, v.RULE[quote(time.rule, safe="")])
        self._add(node, EVT.explanation, words(time.explanation))
        for reading in time.readings:
            self._add(node, EVT.otherReading, words(f"{reading.value}: {reading.reason}"))

    def _bounds(self, node: URIRef, earliest: date | None, latest: date | None, form: str | None) -> None:
        if earliest:
            self._add(node, SEM.hasEarliestBeginTimeStamp, day(earliest))
        if latest:
            self._add(node, SEM.hasLatestEndTimeStamp, day(latest))
        if form:
            self._add(node, EVT.edtf, edtf(form))

    def _entity(self, entity: Entity) -> None:
        """That the article mentions it, and the words of each name and description. Pronouns are written only
        where an event needs them; all mentions are in the record."""
        node = self.iris.entity(entity.key)
        self._add(self.node, SCHEMA.mentions, node)
        for mention in entity.mentions:
            if mention.kind != "pronoun":
                phrase = self._phrase(mention.begin, mention.end)
                self._add(phrase, ITSRDF.taIdentRef, node)

    def _mention(self, mention: EventMention, event: URIRef) -> None:
        node = self._phrase(mention.begin, mention.end, self.mentions.event(mention.id))
        self._add(event, GAF.denotedBy, node)
        self._add(node, RDF.type, EVT.EventMention)
        self._add(node, EVT.reportedType, v.TYPE[quote(mention.type, safe="")])
        self._add(node, RDFS.label, words(mention.label, self.article.language))
        self._add(node, NIF.lemma, plain(mention.lemma))
        self._add(node, EVT.polarity, v.POLARITIES[mention.polarity])
        self._add(node, EVT.certainty, v.CERTAINTIES[mention.certainty])
        if mention.tense in v.TENSES:
            self._add(node, EVT.tense, v.TENSES[mention.tense])
        sentence = self._sentence(mention)
        self._add(node, NIF.sentence, sentence)
        for participant in mention.participants:
            self._participant(participant, node, event)
        if mention.place:
            phrase = self._reference(mention.place.begin, mention.place.end, mention.place.entity)
            self._add(node, EVT.placePhrase, phrase)
            if mention.place.entity:
                self._add(event, SEM.hasPlace, self._key(mention.place.entity))
        for voice in mention.voices:
            self._add(node, EVT.voicePhrase, self._reference(voice.begin, voice.end, voice.entity))
        if mention.attributed_to:
            self._add(node, SEM.accordingTo, self._key(mention.attributed_to))
        self._event_time(mention, node, event)

    def _sentence(self, mention: EventMention) -> URIRef:
        node = self.iris.chars(self.article.id, mention.sentence_begin, mention.sentence_end)
        self._add(node, RDF.type, NIF.Sentence)
        self._add(node, NIF.referenceContext, self.node)
        self._add(node, NIF.beginIndex, integer(mention.sentence_begin))
        self._add(node, NIF.endIndex, integer(mention.sentence_end))
        self._add(node, NIF.anchorOf, plain(self.article.text[mention.sentence_begin:mention.sentence_end]))
        return node

    def _participant(self, participant: Participant, node: URIRef, event: URIRef) -> None:
        phrase = self._reference(participant.begin, participant.end, participant.entity)
        self._add(node, v.ROLE_PHRASES[participant.role], phrase)
        if participant.entity:
            entity = self._key(participant.entity)
            self._add(event, SEM.hasActor, entity)
            self._add(event, v.ROLES[participant.role], entity)
        quantity = participant.quantity
        if quantity:
            if quantity.low is not None:
                self._add(phrase, EVT.atLeast, integer(quantity.low))
            if quantity.high is not None:
                self._add(phrase, EVT.atMost, integer(quantity.high))

    def _reference(self, begin: int, end: int, entity: str | None) -> URIRef:
        """Words that name a participant or a place, and whom they refer to."""
        phrase = self._phrase(begin, end)
        if entity:
            self._add(phrase, ITSRDF.taIdentRef, self._key(entity))
        return phrase

    def _event_time(self, mention: EventMention, node: URIRef, event: URIRef) -> None:
        time = mention.time
        self._bounds(node, time.earliest, time.latest, time.edtf)
        if time.value:
            self._add(node, EVT.timexValue, plain(time.value))
        if time.granularity:
            self._add(node, EVT.granularity, plain(time.granularity))
        if time.expression:
            expression = self.mentions.time(time.expression)
            self._add(event, SEM.hasTime, expression)
            self._add(node, EVT.timePhrase, expression)
        self._add(node, EVT.timeRelation, v.TIME_RELATIONS[time.relation])
        self._add(node, EVT.dateBasis, v.DATE_BASES[time.basis])
        if time.likely:
            self._add(node, EVT.likelyDate, day(time.likely))
        self._add(node, EVT.explanation, words(time.explanation))

    def _key(self, entity_id: str) -> URIRef:
        return self.iris.entity(self.entities[entity_id].key)
