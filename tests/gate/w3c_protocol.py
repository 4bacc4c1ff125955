"""Runs the W3C tests that are HTTP requests with expected answers: protocol, graph store, service description."""

from __future__ import annotations

import http.client
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urlsplit

import pyoxigraph as ox
from rdflib import RDF, RDFS, Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.compare import isomorphic
from rdflib.term import Node

HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
SD = Namespace("http://www.w3.org/ns/sparql-service-description#")

_TABULAR = {"application/sparql-results+json", "application/sparql-results+xml", "text/csv",
            "text/tab-separated-values"}
_BOOLEAN = _TABULAR
_RDF = {"text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"}
#: What the manifests write for where the test's own host is.
_HOST = "www.example"


def run(address: str, token: str, suite: Any, test: Node, manifest: Graph, kind: str) -> None:
    """Runs one test against the server at `address`. Raises AssertionError with what was not as expected."""
    if kind == "ServiceDescriptionTest":
        _service_description(address, str(test))
        return
    action = manifest.value(test, MF.action)
    _load(address, token, suite, test, manifest)
    variables: dict[str, str] = {}
    for number, request in enumerate(Collection(manifest, manifest.value(action, HT.requests)), 1):
        _one(address, token, manifest, request, f"request {number}", variables)


def _load(address: str, token: str, suite: Any, test: Node, manifest: Graph) -> None:
    """Empties the store and puts the test's data into it."""
    status, _, said = _send(address, "POST", "/sparql/update", {
        "Content-Type": "application/sparql-update", "Authorization": f"Bearer {token}"}, b"DROP SILENT ALL")
    assert status == 204, said
    for data in manifest.objects(test, UT.graphData):
        name = str(manifest.value(data, RDFS.label))
        body = suite.path(manifest.value(data, UT.graph)).read_bytes()
        status, _, said = _send(address, "PUT", f"/graphs?graph={quote(name, safe='')}", {
            "Content-Type": "application/n-triples", "Authorization": f"Bearer {token}"}, body)
        assert status in (201, 204), said


def _one(address: str, token: str, manifest: Graph, request: Node, where: str, variables: dict[str, str]) -> None:
    method = str(manifest.value(request, HT.methodName))
    headers = _headers(manifest, request)
    body = _body(manifest, request)
    target = _with(str(manifest.value(request, HT.absolutePath)), variables)
    is_update = _is_update(headers, body or "", target)
    path = _our_path(target, is_update=is_update, host=urlsplit(address).netloc)
    if body is not None:
        body = _with(body, variables)
    if method not in ("GET", "HEAD"):
        headers["Authorization"] = f"Bearer {token}"
    encoding = str(manifest.value(manifest.value(request, HT.body), CNT.characterEncoding) or "utf-8")
    status, answered, data = _send(address, method, path, headers, None if body is None else body.encode(encoding))
    for response in manifest.objects(request, HT.resp):
        _check(manifest, response, status, answered, data, where, variables)


def _check(manifest: Graph, response: Node, status: int, headers: Any, body: bytes, where: str,
           variables: dict[str, str]) -> None:
    expected = [str(value).rpartition("#")[2] for value in manifest.objects(response, MF.expectedStatus)]
    assert any(_fits(status, name) for name in expected), f"{where}: {status} for {expected}: {body[:200]!r}"
    media = str(headers["Content-Type"] or "").partition(";")[0]
    form = manifest.value(response, MF.expectedFormat)
    if form is not None:
        allowed = {"boolean": _BOOLEAN, "tabular": _TABULAR, "RDF": _RDF}[str(form)]
        assert media in allowed, f"{where}: {media} for {form}"
    boolean = manifest.value(response, MF.expectedBoolean)
    if boolean is not None:
        got = ox.parse_query_results(body, ox.QueryResultsFormat.JSON)
        assert isinstance(got, ox.QueryBoolean) and bool(got) == boolean.toPython(), f"{where}: {body[:200]!r}"  # type: ignore[attr-defined]
    location = manifest.value(response, MF.expectedLocation)
    if location is not None:
        assert headers["Location"], f"{where}: no Location"
        variables[str(location)] = headers["Location"]
    wanted_headers = _headers(manifest, response)
    if "content-type" in wanted_headers and status < 300:
        assert media == wanted_headers["content-type"].partition(";")[0], f"{where}: {media}"
    wanted = _body(manifest, response)
    if wanted is not None:
        base = "http://www.example/"
        assert isomorphic(Graph().parse(data=_with(wanted, variables), format="turtle", publicID=base),
                          Graph().parse(data=body, format="turtle", publicID=base)), f"{where}: {body[:300]!r}"


def _fits(status: int, name: str) -> bool:
    classes = re.fullmatch(r"StatusCode(\d)xx", name)
    if classes:
        return status // 100 == int(classes.group(1))
    return http.client.responses.get(status, "").replace(" ", "").replace("-", "").lower() == name.lower()


def _is_update(headers: dict[str, str], body: str, target: str) -> bool:
    return ("sparql-update" in headers.get("content-type", "") or body.startswith("update=")
            or "update=" in target or "using-" in target)


def _our_path(target: str, *, is_update: bool, host: str) -> str:
    """Where the manifests' `/sparql/` and `/gsp` are here."""
    target = target.replace(f"http://{_HOST}/gsp", f"http://{host}/graphs") if "/gsp/" in target else target
    target = target.replace(f"http%3A%2F%2F{_HOST}%2Fgsp", quote(f"http://{host}/graphs", safe=""))
    if urlsplit(target).scheme:
        parts = urlsplit(target)
        target = parts.path + (f"?{parts.query}" if parts.query else "")
    if target.startswith("/gsp"):
        return "/graphs" + target.removeprefix("/gsp")
    return ("/sparql/update" if is_update else "/sparql") + target.removeprefix("/sparql").removeprefix("/")


def _headers(manifest: Graph, node: Node) -> dict[str, str]:
    found = manifest.value(node, HT.headers)
    if found is None:
        return {}
    return {str(manifest.value(header, HT.fieldName)).lower(): str(manifest.value(header, HT.fieldValue))
            for header in Collection(manifest, found)}


def _body(manifest: Graph, node: Node) -> str | None:
    content = manifest.value(node, HT.body)
    return None if content is None else str(manifest.value(content, CNT.chars))


def _with(text: str, variables: dict[str, str]) -> str:
    for name, value in variables.items():
        text = text.replace(name, value)
    return text


def _send(address: str, method: str, path: str, headers: dict[str, str],
          body: bytes | None) -> tuple[int, http.client.HTTPMessage, bytes]:
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=30)
    try:
        connection.request(method, path, body=body, headers=headers)
        response = connection.getresponse()
        return response.status, response.headers, response.read()
    finally:
        connection.close()


def _service_description(address: str, test: str) -> None:
    status, headers, body = _send(address, "GET", "/sparql", {"Accept": "text/turtle"}, None)
    assert status == 200, status
    assert str(headers["Content-Type"]).startswith("text/turtle"), headers["Content-Type"]
    graph = Graph().parse(data=body, format="turtle")
    if test.endswith("has-endpoint-triple"):
        assert (None, SD.endpoint, URIRef(f"{address}/sparql")) in graph
    if test.endswith("conforms-to-schema"):
        for problem in _against_schema(graph):
            raise AssertionError(problem)


#: Property of the service description → class of its subject, class of its object (where it has one).
_SCHEMA = {SD.endpoint: (SD.Service, None), SD.supportedLanguage: (SD.Service, SD.Language),
           SD.feature: (SD.Service, SD.Feature), SD.defaultDataset: (SD.Service, SD.Dataset),
           SD.resultFormat: (SD.Service, None), SD.inputFormat: (SD.Service, None),
           SD.extensionFunction: (SD.Service, SD.Function), SD.defaultGraph: (SD.Dataset, SD.Graph)}
#: What the vocabulary itself declares.
_DECLARED = {SD.SPARQL10Query, SD.SPARQL11Query, SD.SPARQL11Update, SD.UnionDefaultGraph, SD.BasicFederatedQuery}


def _against_schema(graph: Graph) -> Iterator[str]:
    if not set(graph.subjects(RDF.type, SD.Service)):
        yield "there is no service"
    for subject, property_, value in graph:
        if str(property_).startswith(str(SD)):
            if property_ not in _SCHEMA:
                yield f"{property_} is not known"
                continue
            domain, range_ = _SCHEMA[URIRef(str(property_))]
            if (subject, RDF.type, domain) not in graph:
                yield f"{subject} is no {domain}"
            if range_ is not None and value not in _DECLARED and (value, RDF.type, range_) not in graph:
                yield f"{value} is no {range_}"
