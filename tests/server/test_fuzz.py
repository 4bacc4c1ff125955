"""Whatever comes over HTTP, the server answers: no 5xx but for a query that is ended at its limit."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.server.conftest import Ask

PIECES = st.sampled_from([
    "SELECT", "ASK", "CONSTRUCT", "DESCRIBE", "WHERE", "{", "}", "(", ")", "?s", "?p", "?o", "*", "DISTINCT", "FROM",
    "NAMED", "<http://example.org/g>", "<event/1>", "<>", "a", "sem:Event", "evt:agent", "unknown:x", "'text'", '"""',
    "'",
    '"x"@en', '"1"^^xsd:date', "1", "1.5e400", "-9223372036854775809", "FILTER", "OPTIONAL", "UNION", "MINUS", "BIND",
    "VALUES", "GRAPH", "SERVICE", "SILENT", "LIMIT", "OFFSET", "ORDER BY", "GROUP BY", "COUNT(*)", "AS", ".", ";", ",",
    "evt:intervalBefore(?s, ?o)", "evt:earliestDay('2019-99')", "evt:overlapsWindow(1, 2)", "REGEX(?o, '((a+)+)+$')",
    "/", "|", "^", "+", "!", "<<", ">>", "<<(", "#", "\\u0022", "\u0000", "\ud7ff", "🙂", "INSERT DATA", "DROP ALL",
    "BASE",
    "PREFIX x: <http://x/>", "NOW()", "BNODE()", "IF(", "EXISTS", "=", "&&", "||", "\n", "\t"])
SPARQL = st.lists(PIECES, max_size=14).map(" ".join) | st.text(max_size=60)
HEADERS = st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=30)
PATHS = st.sampled_from(["/sparql", "/graphs", "/sparql/update", "/ontology", "/.well-known/void", "/event/x",
                         "/entity/place/lanova", "/article/river-7", "/api/timeline", "/timeline.json", "/nothing"])
FEW = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


def fine(status: int) -> bool:
    return status < 500 or status == 503


@FEW
@given(query=SPARQL, accept=HEADERS | st.none())
def test_no_query_breaks_the_endpoint(ask: Ask, query: str, accept: str | None) -> None:
    text = query.encode("utf-8", "surrogatepass")
    assert fine(ask(f"/sparql?query={quote(text)}", accept=accept).status)
    assert fine(ask("/sparql", method="POST", body=text, Content_Type="application/sparql-query").status)


@FEW
@given(path=PATHS, method=st.sampled_from(["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"]),
       parameters=st.dictionaries(st.sampled_from(["query", "format", "graph", "default", "default-graph-uri", "update",
                                                   "named-graph-uri", "from", "to", "q", "limit", "example"]),
                                  st.text(max_size=20), max_size=3),
       accept=HEADERS, type_=HEADERS, body=st.binary(max_size=80))
def test_no_request_breaks_the_server(ask: Ask, path: str, method: str, parameters: dict[str, str], accept: str,
                                      type_: str, body: bytes) -> None:
    query = urlencode({name: value.encode("utf-8", "surrogatepass") for name, value in parameters.items()})
    answer = ask(f"{path}?{query}", method=method, accept=accept, body=body, Content_Type=type_,
                 If_None_Match=type_, Authorization=accept, Accept_Encoding=type_)
    assert fine(answer.status)
    assert b"Traceback" not in answer.body


@FEW
@given(values=st.lists(st.tuples(st.sampled_from(["from", "to", "granularity", "type", "entity", "place", "limit", "q",
                                                  "offset", "details"]), st.text(max_size=20)), max_size=4))
def test_no_question_breaks_the_timeline(ask: Ask, values: list[tuple[str, str]]) -> None:
    query = urlencode([(name, value.encode("utf-8", "surrogatepass")) for name, value in values])
    assert ask(f"/api/timeline?{query}").status in (200, 400)


def test_the_api_keeps_to_its_description(address: str, tmp_path: Path) -> None:
    if importlib.util.find_spec("schemathesis") is None:
        pytest.skip("schemathesis is not installed (it comes with the extra “dev”)")
    checks = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"
    command = [sys.executable, "-m", "schemathesis.cli", "run", f"{address}/api/openapi.json", "--checks", checks,
               "-n", "10", "--phases", "examples,coverage,fuzzing", "--seed", "1"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=280, check=False, cwd=tmp_path)
    assert done.returncode == 0, done.stdout[-3000:]

