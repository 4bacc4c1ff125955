"""SPARQL as the W3C's test suites have it, over HTTP against `kb serve`: share of tests that pass, by suite.

Queries, updates and results are run by the runner beside the corpora; the protocol, graph store and service
description tests by `tests/gate/w3c_protocol.py`. A test that fails is to be among `KNOWN` with its reason: one figure
is the share of those that are, and what passes although it is there is said.
"""

from __future__ import annotations

import contextlib
import os
import re
import signal
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

from rdflib import RDF

from kb.store import open_store
from tests.gate import w3c_protocol
from tests.gate.scorers import load_scorer
from tests.serving import kb_serve

TOKEN = "token-of-the-w3c-tests"
_HTTP_TESTS = {"ProtocolTest", "GraphStoreProtocolTest", "ServiceDescriptionTest"}
_SPELLING = "the engine stores a number in its canonical spelling, so that 01 is kept as 1"
_GRAPHS = "the engine joins the graph variable after the pattern inside GRAPH and not before"
_JOINED = "the engine keeps the language of values that all have the same when it joins them"
_SHARED = "a blank node that two graphs share is two when they are loaded one after the other"
_PATHS = "the engine gives a path of length zero no node that the data lacks"
#: Test, by the end of its IRI → why it fails.
KNOWN: dict[str, str] = {
    "distinct/manifest#distinct-1": _SPELLING, "distinct/manifest#distinct-9": _SPELLING,
    "expr-builtin/manifest#dawg-str-1": _SPELLING, "expr-builtin/manifest#dawg-str-2": _SPELLING,
    "expr-builtin/manifest#sameTerm-simple": _SPELLING, "expr-builtin/manifest#sameTerm-eq": _SPELLING,
    "expr-builtin/manifest#sameTerm-not-eq": _SPELLING, "expr-equals/manifest#eq-graph-1": _SPELLING,
    "expr-equals/manifest#eq-graph-2": _SPELLING, "open-world/manifest#open-eq-01": _SPELLING,
    "grouping/manifest#group01": _SPELLING,
    "expr-builtin/manifest#case-insensitive-booleans": "the engine knows true and false in small letters only",
    "graph/manifest#graph-variable-scope": _GRAPHS, "graph/manifest#graph-optional": _GRAPHS,
    "bindings/manifest#graph": _GRAPHS, "negation/manifest#graph-minus": _GRAPHS,
    "eval-triple-terms/manifest#graphs-2": _SHARED, "aggregates/manifest#agg-empty-group-count-graph": _GRAPHS,
    "open-world/manifest#date-2": "the engine compares dates with and without a time zone, to the test an error",
    "sort/extended-manifest.ttl#dawg-sort-11": "the test tells plain literals from xsd:string, one since RDF 1.1",
    "syntax-sparql3/manifest#syn-bad-26": "the engine takes < and && where the longest token is an IRI",
    "aggregates/manifest#agg-groupconcat-04": _JOINED,
    "aggregates/manifest#agg-groupconcat-06": _JOINED,
    "functions/manifest#bnode01": "the engine gives BNODE of the same text another node in the same row",
    "property-path/manifest#zero_or_more_set_start": _PATHS, "property-path/manifest#zero_or_more_set_end": _PATHS,
    "property-path/manifest#zero_or_one_set_start": _PATHS, "property-path/manifest#zero_or_one_set_end": _PATHS,
    "service/manifest#service5": "the engine does not bind the variable of SERVICE from outside",
    "eval-triple-terms/manifest#expr-1": _SHARED,
    "grouping/manifest#select-variable-reuse": "the engine takes no variable of the same SELECT",
    "syntax/manifest#nested-aggregate-functions": "the engine takes an aggregate inside an aggregate",
    "syntax-triple-terms-negative/manifest#tripleterm-subject-03": "the engine takes a triple term as a subject",
    "syntax-triple-terms-negative/manifest#tripleterm-subject-06": "the engine takes a triple term as a subject",
}
#: Told in prose, and there as requests under graph-store-protocol/ again.
_SUPERSEDED = "http-rdf-update/"


def figures(corpora: Path) -> dict[str, float]:
    """Percent of the tests that pass: of SPARQL 1.0, 1.1 and 1.2 queries, updates and results without entailment
    regimes, and of the three HTTP suites."""
    suites = corpora / "w3c-sparql" / "sparql"
    if not suites.is_dir():
        return {}
    passed: Counter[str] = Counter()
    total: Counter[str] = Counter()
    failures: dict[str, str] = {}
    for name, test, why in outcomes(corpora):
        total[name] += 1
        if why is None:
            passed[name] += 1
        else:
            failures[test] = why
    for test, why in sorted(failures.items()):
        print(f"    {'known' if _known(test) else 'NEW  '} {test}: {_known(test) or why}")
    for test in sorted(set(KNOWN) - {_short(test) for test in failures}):
        print(f"    GAINED {test}: it passes now; take it out of the known ones")
    for name in total:
        print(f"    {name}: {passed[name]} of {total[name]}")
    expected = sum(_known(test) is not None for test in failures)
    return {name: 100 * passed[name] / total[name] for name in total} | {
        "failures that are known": 100 * expected / len(failures) if failures else 100.0}


def _known(test: str) -> str | None:
    return KNOWN.get(_short(test))


def _short(test: str) -> str:
    return "/".join(test.split("/")[-2:])


def outcomes(corpora: Path, only: str = "") -> Iterator[tuple[str, str, str | None]]:
    """Suite, test and, where it fails, why."""
    runner_module = load_scorer(corpora, "w3c_runner")
    os.environ["W3C_AUTH"] = f"Bearer {TOKEN}"
    suite = runner_module.Suite(str(corpora / "w3c-sparql" / "sparql"))
    with serving() as address:
        engine = runner_module.HttpEngine(f"{address}/sparql,{address}/sparql/update,{address}/graphs")
        runner = runner_module.Runner(engine, suite)
        for category, test, manifest in suite.tests():
            if "entailment" in category or _SUPERSEDED in f"{category}/" or (only and only not in f"{category} {test}"):
                continue
            kind = str(manifest.value(test, RDF.type)).rpartition("#")[2]
            name = str(test)
            if kind in _HTTP_TESTS:
                yield kind, name, _outcome(lambda: w3c_protocol.run(address, TOKEN, suite, test, manifest, kind))  # noqa: B023
            else:
                yield "queries and updates", name, _outcome(lambda: runner.run(test, manifest))  # noqa: B023


def _outcome(run: Any) -> str | None:
    """None for a test that passes, else the reason in one line."""
    def stop(signal_: int, frame: FrameType | None) -> NoReturn:
        raise TimeoutError("it takes too long")

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(30)
    try:
        run()
    except Exception as error:  # whatever the runner raises is why the test fails
        return re.sub(r"\s+", " ", f"{type(error).__name__} {error}")[:200]
    finally:
        signal.alarm(0)
    return None


@contextlib.contextmanager
def serving() -> Iterator[str]:
    """`kb serve` on an empty store, as a plain SPARQL server: own default graph, updates, calls anywhere."""
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        open_store(store).close()
        with kb_serve(store, KB_TOKEN=TOKEN, KB_DEFAULT_GRAPH="own", KB_SERVICE_ALLOW="*") as (address, _):
            yield address
