"""The endpoint and the data as they describe themselves: SPARQL 1.1 Service Description and VoID, with real counts."""

from __future__ import annotations

import json
from functools import lru_cache

from rdflib import RDF, RDFS, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, FOAF, PROV, VOID, XSD

import kb
from kb.errors import KBError
from kb.graph.vocabulary import EVT, GAF, NIF, SCHEMA, SEM, TIME
from kb.knowledge_base import KnowledgeBase
from kb.store.formats import GRAPH_FORMATS, JSON, RESULT_FORMATS, Format
from kb.store.functions import FUNCTION_IRIS

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
FORMATS = Namespace("http://www.w3.org/ns/formats/")
_FORMAT_NAMES = {"json": "SPARQL_Results_JSON", "xml": "SPARQL_Results_XML", "csv": "SPARQL_Results_CSV",
                 "tsv": "SPARQL_Results_TSV", "turtle": "Turtle", "n-triples": "N-Triples", "rdf-xml": "RDF_XML",
                 "json-ld": "JSON-LD"}
#: What is counted of the whole: VoID property, and the expression that counts it.
_COUNTS = {VOID.triples: "COUNT(*)", VOID.distinctSubjects: "COUNT(DISTINCT ?s)", VOID.properties: "COUNT(DISTINCT ?p)",
           VOID.distinctObjects: "COUNT(DISTINCT ?o)"}
_PER_CLASS = ("SELECT ?class (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s a ?class } GROUP BY ?class ORDER BY DESC(?n) ?class "
              "LIMIT 50")
_PER_PROPERTY = "SELECT ?p (COUNT(*) AS ?n) WHERE { ?s ?p ?o } GROUP BY ?p ORDER BY DESC(?n) ?p LIMIT 100"


def service_description(endpoint: str, root: str, knowledge_base: KnowledgeBase) -> Graph:
    """What the endpoint at this address can do, and which data it has."""
    graph = _graph()
    service, dataset, default = URIRef(endpoint), URIRef(f"{endpoint}#dataset"), URIRef(f"{endpoint}#default-graph")
    graph.add((service, RDF.type, SD.Service))
    graph.add((service, SD.endpoint, service))
    graph.add((service, SD.supportedLanguage, SD.SPARQL10Query))
    graph.add((service, SD.supportedLanguage, SD.SPARQL11Query))
    if knowledge_base.settings.token:
        graph.add((service, SD.supportedLanguage, SD.SPARQL11Update))
    if knowledge_base.settings.default_graph == "union":
        graph.add((service, SD.feature, SD.UnionDefaultGraph))
    if knowledge_base.settings.service_allow:
        graph.add((service, SD.feature, SD.BasicFederatedQuery))
    for format_ in (*RESULT_FORMATS, *GRAPH_FORMATS):
        graph.add((service, SD.resultFormat, _format(format_)))
    for format_ in GRAPH_FORMATS:
        graph.add((service, SD.inputFormat, _format(format_)))
    for name, iri in FUNCTION_IRIS.items():
        function = URIRef(iri)
        graph.add((service, SD.extensionFunction, function))
        graph.add((function, RDF.type, SD.Function))
        graph.add((function, RDFS.label, Literal(name)))
    graph.add((service, SD.defaultDataset, dataset))
    graph.add((dataset, RDF.type, SD.Dataset))
    graph.add((dataset, SD.defaultGraph, default))
    graph.add((default, RDF.type, SD.Graph))
    graph.add((dataset, RDFS.seeAlso, URIRef(f"{root}.well-known/void")))
    return graph


def void_description(root: str, knowledge_base: KnowledgeBase) -> Graph:
    """The data set behind the server at `root`, with what is in it counted. What takes longer to count than a query
    may is left out."""
    graph = _graph()
    here = URIRef(f"{root}.well-known/void#dataset")
    graph.add((here, RDF.type, VOID.Dataset))
    graph.add((here, DCTERMS.title, Literal("Event timeline", lang="en")))
    graph.add((here, DCTERMS.description, Literal("Events from news articles, with the words that tell of them.",
                                                  lang="en")))
    graph.add((here, DCTERMS.creator, Literal(f"event-timeline {kb.__version__}")))
    graph.add((here, FOAF.homepage, URIRef(root)))
    graph.add((here, VOID.sparqlEndpoint, URIRef(f"{root}sparql")))
    graph.add((here, VOID.dataDump, URIRef(f"{root}dump.trig")))
    graph.add((here, VOID.uriSpace, Literal(knowledge_base.base)))
    for vocabulary in (EVT, SEM, GAF, NIF, TIME, PROV, SCHEMA):
        graph.add((here, VOID.vocabulary, URIRef(str(vocabulary))))
    for format_ in GRAPH_FORMATS:
        graph.add((here, VOID.feature, _format(format_)))
    for property_, count in _whole(knowledge_base, knowledge_base.version).items():
        graph.add((here, property_, _number(count)))
    for kind, part, query, count_of in (("class", VOID["class"], _PER_CLASS, VOID.entities),
                                        ("property", VOID.property, _PER_PROPERTY, VOID.triples)):
        for number, (iri, count) in enumerate(_parts(knowledge_base, knowledge_base.version, query), 1):
            node = URIRef(f"{here}-{kind}-{number}")
            graph.add((here, VOID[f"{kind}Partition"], node))
            graph.add((node, part, URIRef(iri)))
            graph.add((node, count_of, _number(count)))
    return graph


@lru_cache(maxsize=4)
def _whole(knowledge_base: KnowledgeBase, version: str) -> dict[URIRef, int]:
    """VoID property → count; of this version, so that it is counted once."""
    counts = {}
    for property_, expression in _COUNTS.items():
        pattern = "?s ?p ?o" if expression != "COUNT(*)" else "SELECT DISTINCT ?s ?p ?o WHERE { ?s ?p ?o }"
        rows = _rows(knowledge_base, f"SELECT ({expression} AS ?n) WHERE {{ {pattern} }}")
        if rows:
            counts[property_] = int(rows[0]["n"])
    return counts


@lru_cache(maxsize=8)
def _parts(knowledge_base: KnowledgeBase, version: str, query: str) -> list[tuple[str, int]]:
    return [(next(value for name, value in row.items() if name != "n"), int(row["n"]))
            for row in _rows(knowledge_base, query)]


def _rows(knowledge_base: KnowledgeBase, query: str) -> list[dict[str, str]]:
    try:
        with knowledge_base.answer(query, JSON) as file:
            bindings = json.load(file)["results"]["bindings"]
    except KBError:  # too much to count within the limits, or too much going on
        return []
    return [{name: term["value"] for name, term in row.items()} for row in bindings]


def _format(format_: Format) -> URIRef:
    return FORMATS[_FORMAT_NAMES[format_.name]]


def _number(count: int) -> Literal:
    return Literal(count, datatype=XSD.integer)


def _graph() -> Graph:
    graph = Graph(bind_namespaces="none")
    for prefix, namespace in (("sd", SD), ("void", VOID), ("dcterms", DCTERMS), ("formats", FORMATS)):
        graph.bind(prefix, str(namespace))
    return graph
