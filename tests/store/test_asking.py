"""One question to one engine: rows are counted as they are written, and the parser sees calls to others."""

from __future__ import annotations

from io import BytesIO

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.store.asking import CallRefused, Question, RowCounter, TooManyRows, ask, write

NASTY = st.lists(st.text(alphabet='a,{}"\\\n\r\t<>/[]:é', max_size=12), max_size=30)


def store_of(values: list[str]) -> ox.Store:
    store = ox.Store()
    graph = ox.NamedNode("http://example.org/g")
    for number, value in enumerate(values):
        store.add(ox.Quad(ox.NamedNode(f"http://example.org/{number}"), ox.NamedNode("http://example.org/p"),
                          ox.Literal(value), graph))
    return store


@pytest.mark.parametrize("format_", ["json", "xml", "csv", "tsv"])
@given(values=NASTY, piece=st.integers(1, 40))
def test_rows_are_counted_whatever_stands_in_them_and_wherever_the_pieces_break(
        format_: str, values: list[str], piece: int) -> None:
    text, output = BytesIO(), BytesIO()
    question = Question("SELECT * { ?s ?p ?o OPTIONAL { ?o ?q ?r } }", format_)
    write(ask(store_of(values), question, {}, {}), question, text, {})
    counter = RowCounter(output, format_, len(values))

    for begin in range(0, len(text.getvalue()), piece):
        counter.write(text.getvalue()[begin:begin + piece])

    assert counter.rows == len(values)
    assert output.getvalue() == text.getvalue()


@pytest.mark.parametrize("format_", ["json", "xml", "csv", "tsv", "turtle", "n-triples", "rdf-xml", "json-ld"])
def test_an_answer_with_one_row_too_many_is_broken_off(format_: str) -> None:
    store = store_of([str(number) for number in range(11)])
    query = ("SELECT * { ?s ?p ?o }" if format_ in ("json", "xml", "csv", "tsv")
             else "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")

    for most in (10, 11):
        question = Question(query, format_, rows=most)
        answer = ask(store, question, {}, {})
        if most == 10:
            with pytest.raises(TooManyRows):
                write(answer, question, BytesIO(), {})
        else:
            write(answer, question, BytesIO(), {})


@pytest.mark.parametrize("query", [
    "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    # what looks like an IRI to who reads tokens is a comparison and a comment, and the string is none
    "SELECT * { ?a ?p ?b FILTER(?a<?b#>'''\n) SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } #'''\n}",
    "ASK { { { sErViCe SILENT ?where { } } } }",
])
def test_a_call_is_refused_however_it_hides(query: str) -> None:
    with pytest.raises(CallRefused):
        ask(ox.Store(), Question(query, "json"), {}, {})


@pytest.mark.parametrize("query", [
    "SELECT ?service { ?service <http://example.org/service> 'customer service', \"download\" } # service",
    "PREFIX service: <http://example.org/> SELECT * { service:SERVICE a service:load }",
])
def test_the_word_alone_is_no_call(query: str) -> None:
    write(ask(ox.Store(), Question(query, "json"), {}, {}), Question(query, "json"), BytesIO(), {})


def test_a_call_that_is_allowed_is_only_allowed_where_it_stands() -> None:
    query = "SELECT * { SERVICE SILENT <http://127.0.0.1:9/> { } SERVICE SILENT <http://127.0.0.1:9/> { } }"
    first, second = query.index("SERVICE"), query.rindex("SERVICE")

    ask(ox.Store(), Question(query, "json", calls=(first, second)), {}, {})
    with pytest.raises(CallRefused):
        ask(ox.Store(), Question(query, "json", calls=(first,)), {}, {})


def test_relative_iris_hang_below_the_base() -> None:
    question = Question("CONSTRUCT { <event/1> <p> 1 } WHERE {}", "n-triples", base="http://example.org/")
    output = BytesIO()

    write(ask(ox.Store(), question, {}, {}), question, output, {})

    assert output.getvalue().startswith(b"<http://example.org/event/1> <http://example.org/p>")
