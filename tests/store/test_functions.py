"""The functions of the vocabulary, as queries call them: on events, dates and EDTF strings."""

from __future__ import annotations

import pytest

from kb.graph.vocabulary import SEM
from kb.store import Store

EX = "http://example.org/"
SHUT, MET, UNTIL, UNDATED = (f"<{EX}{name}>" for name in ("shut", "met", "until", "undated"))


@pytest.fixture
def dated(store: Store) -> Store:
    early, late = f"<{SEM.hasEarliestBeginTimeStamp}>", f"<{SEM.hasLatestEndTimeStamp}>"
    store._run_update(f"""INSERT DATA {{ GRAPH <{EX}g> {{
        {SHUT} {early} "2019-02-17"^^xsd:date ; {late} "2019-02-17"^^xsd:date ; evt:granularity "day" .
        {MET} {early} "2019-03-01"^^xsd:date ; {late} "2019-03-31"^^xsd:date ; evt:granularity "month" .
        {UNTIL} {late} "2019-02-18"^^xsd:date . {UNDATED} a sem:Event }} }}""", [])
    return store


def value(store: Store, expression: str) -> str | None:
    """What an expression gives; None where it is an error."""
    return store.select(f"SELECT ({expression} AS ?value) WHERE {{}}")[0].get("value")


@pytest.mark.parametrize(("expression", "expected"), [
    (f"evt:intervalBefore({SHUT}, {MET})", "true"), (f"evt:intervalAfter({SHUT}, {MET})", "false"),
    (f"evt:allenRelation({SHUT}, {MET})", "http://www.w3.org/2006/time#intervalBefore"),
    (f"evt:intervalDuring({SHUT}, '2019-02')", "true"), (f"evt:intervalEquals({SHUT}, '2019-02-17'^^xsd:date)", "true"),
    (f"evt:intervalContains('2019'^^xsd:gYear, {MET})", "true"),
    (f"evt:intervalBefore({UNTIL}, {MET})", "true"), (f"evt:intervalDuring({UNTIL}, '2019')", None),
    (f"evt:allenRelation({UNDATED}, {MET})", None), ("evt:allenRelation('soon', '2019')", None),
    (f"evt:overlapsWindow({SHUT}, '2019-02-01'^^xsd:date, '2019-02-28'^^xsd:date)", "true"),
    (f"evt:overlapsWindow({UNTIL}, '2019-01', '2019-01')", "true"),
    (f"evt:withinWindow({UNTIL}, '2019-01', '2019-02')", "false"),
    (f"evt:withinWindow({SHUT}, '2019-01', '2019-02')", "true"),
    (f"evt:overlapsWindow({MET}, '2019-01', '2019-02')", "false"),
    ("evt:earliestDay('2019-22')", "2019-06-01"), ("evt:latestDay('../2019-02')", "2019-02-28"),
    ("evt:earliestDay('../2019-02')", None), (f"evt:earliestDay({MET})", "2019-03-01"),
    (f"evt:granularityOf({MET})", "month"), ("evt:granularityOf('2019-02-17T10:00:00')", "time"),
    (f"evt:granularityOf({UNDATED})", None), ("evt:intervalBefore('2019')", None), ("evt:earliestDay(BNODE())", None),
])
def test_what_the_functions_give(dated: Store, expression: str, expected: str | None) -> None:
    assert value(dated, expression) == expected


def test_days_are_dates_so_that_they_compare(dated: Store) -> None:
    assert value(dated, f"DATATYPE(evt:earliestDay({MET}))") == "http://www.w3.org/2001/XMLSchema#date"


def test_a_store_in_memory_has_them_too() -> None:
    from kb.store.embedded import EmbeddedStore

    with EmbeddedStore(None) as memory:
        assert value(memory, "evt:intervalMeets('2019-01', '2019-02')") == "true"
