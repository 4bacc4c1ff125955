"""The vocabularies that the graphs are written in, and the own terms for each value of the types.

Own terms live in `https://w3id.org/event-timeline#` and are documented in `ontology/event-timeline.ttl`; a
test holds the two together.
"""

from __future__ import annotations

from types import MappingProxyType

from rdflib import Graph, Namespace
from rdflib.namespace import DC, DCTERMS, FOAF, OWL, PROV, RDF, RDFS, SKOS, XSD
from rdflib.term import URIRef

#: The own vocabulary.
EVT = Namespace("https://w3id.org/event-timeline#")
#: Event types, concepts of `ontology/event-types.ttl`.
TYPE = Namespace("https://w3id.org/event-timeline/type/")
#: Rules of the temporal grammar, concepts of `ontology/time-rules.ttl`.
RULE = Namespace("https://w3id.org/event-timeline/rule/")
#: The Simple Event Model (van Hage et al. 2011).
SEM = Namespace("http://semanticweb.cs.vu.nl/2009/11/sem/")
#: The Grounded Annotation Framework (Fokkens et al. 2013).
GAF = Namespace("http://groundedannotationframework.org/gaf#")
#: NLP Interchange Format, core ontology 2.0.
NIF = Namespace("http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#")
#: Internationalization Tag Set 2.0 as RDF: which entity a phrase refers to.
ITSRDF = Namespace("http://www.w3.org/2005/11/its/rdf#")
#: OWL-Time.
TIME = Namespace("http://www.w3.org/2006/time#")
SCHEMA = Namespace("https://schema.org/")
GEO = Namespace("http://www.w3.org/2003/01/geo/wgs84_pos#")
#: Datatypes of the Library of Congress for Extended Date/Time Format strings.
EDTF = Namespace("http://id.loc.gov/datatypes/edtf/")
WIKIDATA = Namespace("http://www.wikidata.org/entity/")
#: Wikidata's properties, straight to the value.
WDT = Namespace("http://www.wikidata.org/prop/direct/")

#: Prefixes for writing, and for queries that leave their PREFIX lines out.
PREFIXES: MappingProxyType[str, str] = MappingProxyType({
    "evt": str(EVT), "type": str(TYPE), "rule": str(RULE), "sem": str(SEM), "gaf": str(GAF), "nif": str(NIF),
    "itsrdf": str(ITSRDF), "time": str(TIME), "schema": str(SCHEMA), "geo": str(GEO), "edtf": str(EDTF),
    "wd": str(WIKIDATA), "wdt": str(WDT), "dc": str(DC), "foaf": str(FOAF), "dcterms": str(DCTERMS),
    "owl": str(OWL), "prov": str(PROV),
    "rdf": str(RDF), "rdfs": str(RDFS), "skos": str(SKOS), "xsd": str(XSD),
})

#: `kb.events.Role` → what links an event to the entity (a subproperty of sem:hasActor).
ROLES: MappingProxyType[str, URIRef] = MappingProxyType({
    "agent": EVT.agent, "patient": EVT.patient, "recipient": EVT.recipient, "instrument": EVT.instrument,
    "topic": EVT.topic, "beneficiary": EVT.beneficiary, "origin": EVT.origin, "destination": EVT.destination,
    "companion": EVT.companion,
})
#: `kb.events.Role` → what links an event mention to the words that name the participant.
ROLE_PHRASES: MappingProxyType[str, URIRef] = MappingProxyType({
    "agent": EVT.agentPhrase, "patient": EVT.patientPhrase, "recipient": EVT.recipientPhrase,
    "instrument": EVT.instrumentPhrase, "topic": EVT.topicPhrase, "beneficiary": EVT.beneficiaryPhrase,
    "origin": EVT.originPhrase, "destination": EVT.destinationPhrase, "companion": EVT.companionPhrase,
})
#: `kb.events.Certainty`
CERTAINTIES: MappingProxyType[str, URIRef] = MappingProxyType({
    "asserted": EVT.Asserted, "reported": EVT.Reported, "planned": EVT.Planned, "possible": EVT.Possible,
    "denied": EVT.Denied, "hypothetical": EVT.Hypothetical,
})
#: `kb.events.Polarity`
POLARITIES: MappingProxyType[str, URIRef] = MappingProxyType({
    "positive": EVT.Positive, "negative": EVT.Negative,
})
#: `kb.events.Tense`; "none" says nothing and is not written.
TENSES: MappingProxyType[str, URIRef] = MappingProxyType({
    "past": EVT.PastTense, "present": EVT.PresentTense, "future": EVT.FutureTense,
})
#: `kb.events.TimeRelation`
TIME_RELATIONS: MappingProxyType[str, URIRef] = MappingProxyType({
    "on": EVT.On, "before-or-on": EVT.BeforeOrOn, "on-or-after": EVT.OnOrAfter, "since": EVT.Since,
    "until": EVT.Until,
})
#: `kb.events.DateBasis`
DATE_BASES: MappingProxyType[str, URIRef] = MappingProxyType({
    "stated": EVT.StatedDate, "inferred": EVT.InferredDate, "carried": EVT.CarriedDate, "tense": EVT.TenseOnly,
})
#: `kb.reading.DateSource`
DATE_SOURCES: MappingProxyType[str, URIRef] = MappingProxyType({
    "option": EVT.GivenDate, "metadata": EVT.MetadataDate, "text": EVT.TextDate, "url": EVT.AddressDate,
    "witnesses": EVT.WitnessDate,
})
#: `kb.temporal.AnchorSource`
ANCHOR_SOURCES: MappingProxyType[str, URIRef] = MappingProxyType({
    "published": EVT.PublicationDate, "witnesses": EVT.WitnessDate, "dateline": EVT.DatelineDate,
    "expression": EVT.ExpressionDate, "narrative": EVT.NarrativeDate,
})
#: `kb.temporal.TimeType` → the OWL-Time class; a SET has none.
TIME_CLASSES: MappingProxyType[str, URIRef] = MappingProxyType({
    "DATE": TIME.ProperInterval, "TIME": TIME.ProperInterval, "DURATION": TIME.TemporalDuration,
})
#: `kb.entities.EntityType`
ENTITY_CLASSES: MappingProxyType[str, URIRef] = MappingProxyType({
    "person": SCHEMA.Person, "organization": SCHEMA.Organization, "place": SCHEMA.Place, "group": FOAF.Group,
})
#: `Disagreement.kind`
DISAGREEMENT_KINDS: MappingProxyType[str, URIRef] = MappingProxyType({
    "date": EVT.DateDisagreement, "count": EVT.CountDisagreement, "place": EVT.PlaceDisagreement,
    "actor": EVT.ActorDisagreement,
})


def new_graph(identifier: URIRef | None = None) -> Graph:
    """An empty graph with these prefixes bound, and nothing else."""
    graph = Graph(identifier=identifier, bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    return graph
