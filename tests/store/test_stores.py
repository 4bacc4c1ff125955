"""What every store does, in a folder and on a server."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from rdflib import Graph
from rdflib.term import BNode, Literal, URIRef

from kb.errors import QueryError, StoreError
from kb.store import Part, QueryLimits, Store, open_store
from kb.store.embedded import EmbeddedStore

EX = "http://x.example/"


def graph(*values: str) -> Graph:
    """A small graph that says these values of one thing."""
    found = Graph()
    for value in values:
        found.add((URIRef(EX + "s"), URIRef(EX + "p"), Literal(value)))
    return found


def turtle(text: str) -> Graph:
    return Graph().parse(data=text, format="turtle")


def test_a_graph_comes_back_exactly(any_store: Store, named_graphs: dict[str, Graph]) -> None:
    any_store.replace_graphs(named_graphs)
    assert any_store.graphs() == sorted(named_graphs)
    for iri, written in named_graphs.items():
        assert set(any_store.graph(iri)) == set(written)


@pytest.mark.parametrize("text", ["line\nline\r\n\tend",
                                  'a "quoted" \\ word', "…“—” 漢字 🙂 \u0085\u2028\ufeff", "\x01\x7f", ""])
def test_text_survives_character_by_character(any_store: Store, text: str) -> None:
    any_store.replace_graphs({EX + "g": graph(text)})
    assert [str(value) for value in any_store.graph(EX + "g").objects()] == [text]


def test_writing_the_same_again_changes_nothing(any_store: Store, named_graphs: dict[str, Graph]) -> None:
    assert any_store.replace_graphs(named_graphs)
    version = any_store.version
    assert not any_store.replace_graphs(named_graphs)
    assert any_store.version == version


def test_a_new_version_of_a_graph_replaces_the_old(any_store: Store) -> None:
    any_store.replace_graphs({EX + "g": graph("old", "both")})
    before = any_store.version
    any_store.replace_graphs({EX + "g": graph("new", "both")})
    assert set(any_store.graph(EX + "g")) == set(graph("new", "both"))
    assert any_store.version != before


def test_replacing_and_removing_go_together(any_store: Store) -> None:
    any_store.replace_graphs({EX + "a": graph("1"), EX + "b": graph("2")})
    any_store.replace_graphs({EX + "c": graph("3")}, remove=[EX + "a", EX + "never-there"])
    assert any_store.graphs() == [EX + "b", EX + "c"]


def test_the_version_depends_on_the_contents_and_not_on_the_way_there(any_store: Store, tmp_path: Path) -> None:
    empty = any_store.version
    any_store.replace_graphs({EX + "a": graph("1")})
    any_store.replace_graphs({EX + "b": graph("2"), EX + "a": graph("0")})
    with open_store(tmp_path / "other") as other:
        other.replace_graphs({EX + "a": graph("0"), EX + "b": graph("2")})
        assert other.version == any_store.version != empty
    any_store.replace_graphs({}, remove=[EX + "a", EX + "b"])
    assert any_store.version == empty


def test_a_part_of_a_graph_is_replaced_as_if_the_whole_had_been(any_store: Store, tmp_path: Path) -> None:
    below, other = f"<{EX}a#1> <{EX}p> 1 . ", f"<{EX}b> <{EX}p> 2 . <{EX}b#1> <{EX}p> 3 . "
    any_store.replace_graphs({EX + "g": turtle(f"<{EX}a> <{EX}p> 0, <{EX}a#1>, <{EX}b#1> . " + below + other)})
    new = f"<{EX}a> <{EX}p> 4 . "
    assert any_store.replace_graphs({}, parts={EX + "g": Part([EX + "a"], turtle(new))})
    assert not any_store.replace_graphs({}, parts={EX + "g": Part([EX + "a"], turtle(new))})
    with open_store(tmp_path / "other") as whole:
        whole.replace_graphs({EX + "g": turtle(new + other)})
        assert (whole.version, whole.dump()) == (any_store.version, any_store.dump())


def test_a_part_of_a_graph_that_others_changed_is_replaced_too(any_store: Store) -> None:
    any_store.replace_graphs({EX + "g": turtle(f"<{EX}a> <{EX}p> 0 . <{EX}b> <{EX}p> 1 .")})
    if isinstance(any_store, EmbeddedStore):
        any_store.update(f"INSERT DATA {{ GRAPH <{EX}g> {{ <{EX}a> <{EX}p> 5 . <{EX}c> <{EX}p> 6 }} }}", QueryLimits())
    any_store.replace_graphs({}, parts={EX + "g": Part([EX + "a"], turtle(f"<{EX}a> <{EX}p> 7 ."))})
    about = {str(subject): value.toPython() for subject, _, value in any_store.graph(EX + "g")}
    assert about[EX + "a"] == 7 and about[EX + "b"] == 1
    any_store.replace_graphs({}, parts={EX + "g": Part(about.keys(), Graph())})
    assert any_store.graphs() == []


def test_a_blank_node_is_refused(any_store: Store) -> None:
    unnamed = Graph().add((BNode(), URIRef(EX + "p"), Literal(1)))
    with pytest.raises(StoreError, match=r"blank node at <http://x\.example/p>; give it an IRI"):
        any_store.replace_graphs({EX + "g": unnamed})
    assert any_store.graphs() == []


def test_a_query_sees_the_union_of_all_graphs_unless_it_names_some(any_store: Store) -> None:
    any_store.replace_graphs({EX + "a": graph("1"), EX + "b": graph("2")})
    everything = f"SELECT ?v WHERE {{ <{EX}s> <{EX}p> ?v }} ORDER BY ?v"
    one = f"SELECT ?v FROM <{EX}a> WHERE {{ ?s <{EX}p> ?v }}"
    assert [row["v"] for row in any_store.select(everything)] == ["1", "2"]
    assert [row["v"] for row in any_store.select(one)] == ["1"]
    assert [row["v"] for row in any_store.query(everything, default_graph_uris=[EX + "b"]).rows()] == ["2"]
    assert list(any_store.query(everything, union=False).rows()) == []


def test_the_protocol_can_name_the_named_graphs(any_store: Store) -> None:
    any_store.replace_graphs({EX + "a": graph("1"), EX + "b": graph("2")})
    named = any_store.query("SELECT ?g WHERE { GRAPH ?g { ?s ?p ?o } }", named_graph_uris=[EX + "b"])
    assert [row["g"] for row in named.rows()] == [EX + "b"]


def test_the_prefixes_of_the_project_need_no_declaration(any_store: Store, named_graphs: dict[str, Graph]) -> None:
    any_store.replace_graphs(named_graphs)
    rows = any_store.select('SELECT ?l WHERE { ?e a sem:Event ; rdfs:label ?l . FILTER (STRSTARTS(?l, "Min")) }')
    assert rows == [{"l": "Ministers meet"}]


def test_a_prefix_can_be_declared_otherwise(any_store: Store) -> None:
    any_store.replace_graphs({EX + "g": graph("1")})
    assert any_store.select(f"PREFIX evt: <{EX}> SELECT ?v WHERE {{ evt:s evt:p ?v }}") == [{"v": "1"}]


def test_each_kind_of_query_has_its_kind_of_result(any_store: Store) -> None:
    any_store.replace_graphs({EX + "g": graph("1")})
    assert any_store.query("ASK { ?s ?p 1 }").boolean() is False
    described = any_store.query(f"DESCRIBE <{EX}s>")
    assert described.kind == "graph"
    assert set(described.graph()) == set(graph("1"))
    built = any_store.query("CONSTRUCT { ?s <http://x.example/q> ?o } WHERE { ?s <http://x.example/p> ?o }")
    assert list(built.graph()) == [(URIRef(EX + "s"), URIRef(EX + "q"), Literal("1"))]
    selected = any_store.query("SELECT ?b ?a WHERE { VALUES (?a ?b) { (1 UNDEF) } }")
    assert selected.variables == ("b", "a")
    assert list(selected.rows()) == [{"a": "1"}]


def test_a_syntax_error_says_where(any_store: Store) -> None:
    with pytest.raises(QueryError, match=r"2.*9"):
        any_store.query("SELECT * {\n ?s ?p }")


@pytest.mark.parametrize("update", ["INSERT DATA { <a:a> <a:b> 1 }", "# SELECT\nDROP ALL", "clear all",
                                    "PREFIX x: <a:> WITH <a:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }"])
def test_a_query_never_writes(any_store: Store, update: str) -> None:
    any_store.replace_graphs({EX + "g": graph("1")})
    with pytest.raises(QueryError, match="only read"):
        any_store.query(update)
    assert any_store.graphs() == [EX + "g"]


def test_a_query_never_calls_another_server(any_store: Store) -> None:
    with pytest.raises(QueryError, match="SERVICE would call another server"):
        any_store.query("SELECT * WHERE { SERVICE SILENT <http://127.0.0.1:9/sparql> { ?s ?p ?o } }")


def test_a_dump_is_the_same_for_the_same_contents_and_can_be_restored(
        any_store: Store, named_graphs: dict[str, Graph], tmp_path: Path) -> None:
    any_store.replace_graphs(dict(reversed(named_graphs.items())))
    dump = tmp_path / "dump.trig"
    dump.write_bytes(any_store.dump())
    with open_store(tmp_path / "restored") as restored:
        assert restored.restore(dump) == len(named_graphs)
        assert restored.version == any_store.version
        assert restored.dump() == dump.read_bytes()


@pytest.mark.parametrize(("text", "message"), [
    ("<a:g> { <a:s> <a:p> }", "can't be read as a dump"),
    ("<a:s> <a:p> <a:o> .", "outside named graphs"),
    ("<a:g> { <a:s> <a:p> 1 } <a:h> { <a:s> <a:p> 1 } <a:g> { <a:s> <a:p> 2 }", "in two pieces"),
])
def test_a_bad_dump_is_named_with_what_is_wrong(any_store: Store, tmp_path: Path, text: str, message: str) -> None:
    dump = tmp_path / "dump.trig"
    dump.write_text(text)
    with pytest.raises(StoreError, match=message) as raised:
        any_store.restore(dump)
    assert str(dump) in str(raised.value)


def test_a_result_read_in_another_thread_is_an_error_and_not_a_crash(any_store: Store) -> None:
    any_store.replace_graphs({EX + "g": graph("1", "2")})
    result = any_store.query("SELECT ?s WHERE { ?s ?p ?o }")
    caught: list[str] = []

    def read() -> None:
        try:
            list(result.rows())
        except StoreError as error:
            caught.append(str(error))

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    reader.join(timeout=60)
    assert "another thread" in caught[0]


def test_a_result_is_read_once_and_as_what_it_is(any_store: Store) -> None:
    rows = any_store.query("SELECT * {}")
    with pytest.raises(QueryError, match="result of a SELECT query, not of an ASK query"):
        rows.boolean()
    assert list(rows.rows()) == [{}]
    with pytest.raises(StoreError, match="read once"):
        list(rows.rows())


def test_many_threads_may_query_while_one_writes(any_store: Store) -> None:
    seen: list[set[str]] = []

    def ask() -> None:
        for _ in range(20):
            seen.append({row["v"] for row in any_store.select("SELECT ?v WHERE { GRAPH ?g { ?s ?p ?v } "
                                                              f"FILTER (?g = <{EX}g>) }}")})

    readers = [threading.Thread(target=ask, daemon=True) for _ in range(3)]
    for reader in readers:
        reader.start()
    for number in range(20):
        any_store.replace_graphs({EX + "g": graph(f"{number}a", f"{number}b")})
    for reader in readers:
        reader.join(timeout=120)
    assert len(seen) == 60
    assert all(values == set() or {value[:-1] for value in values} == {next(iter(values))[:-1]} for values in seen)
    assert all(len(values) in (0, 2) for values in seen)


def test_the_own_version_changes_with_what_is_below_the_base_alone(any_store: Store, tmp_path: Path) -> None:
    any_store.base = EX
    any_store.replace_graphs({EX + "a": graph("1")})
    before, all_before = any_store.own_version, any_store.version

    any_store.replace_graphs({"http://elsewhere.example/g": graph("2")})
    assert (any_store.own_version, any_store.version != all_before) == (before, True)

    any_store.replace_graphs({EX + "a": graph("3"), "http://elsewhere.example/g": graph("4")})
    assert any_store.own_version != before
    with open_store(tmp_path / "other") as other:
        other.replace_graphs({EX + "a": graph("3")})  # by a writer who knows no base
        other.base = EX
        assert other.own_version == other.version
        other.replace_graphs({EX + "b": graph("4")})
        other.replace_graphs({}, remove=[EX + "b"])
        assert other.own_version == any_store.own_version


def test_a_writer_who_knows_no_base_leaves_no_own_version_that_is_of_another_state(any_store: Store) -> None:
    any_store.base = EX
    any_store.replace_graphs({EX + "a": graph("1")})
    before = any_store.own_version
    any_store.base = None
    any_store.replace_graphs({EX + "a": graph("2")})
    any_store.base = EX

    assert any_store.own_version != before
    any_store.replace_graphs({"http://elsewhere.example/g": graph("2")})
    after = any_store.own_version
    any_store.replace_graphs({EX + "a": graph("1")})
    assert before == any_store.own_version != after
