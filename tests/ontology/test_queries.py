"""The ready queries: each says what it answers, and answers it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from rdflib import Graph

from kb.graph import concepts_graph
from kb.resources import shipped
from kb.store.embedded import EmbeddedStore

QUERIES = sorted(shipped("ontology", "queries").glob("*.rq"))
#: The queries ask about the sample articles; here the same is asked about the two small reports.
ASKED_HERE = {"Mustefa Bali": "Ana Petrova", '"Syria"@en': '"Utopia"@en'}


@pytest.fixture(scope="module")
def store(make_graphs: Callable[[], dict[str, Graph]]) -> EmbeddedStore:
    store = EmbeddedStore(None)
    concepts = concepts_graph()
    store.replace_graphs(make_graphs() | {str(concepts.identifier): concepts})
    return store


def query(name: str) -> str:
    (path,) = (path for path in QUERIES if path.stem.endswith(name))
    text = path.read_text(encoding="utf-8")
    for asked, instead in ASKED_HERE.items():
        text = text.replace(asked, instead)
    return text


def test_there_are_ten_or_more() -> None:
    assert len(QUERIES) >= 10


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_a_query_says_what_it_answers_and_gives_rows_without_repeating_any(path: Path, store: EmbeddedStore) -> None:
    title, about, *_ = path.read_text(encoding="utf-8").splitlines()
    assert title.startswith("# title: ")
    assert title.endswith("?")
    assert about.startswith("# about: ")
    rows = store.select(query(path.stem))
    assert rows
    assert len({tuple(row.items()) for row in rows}) == len(rows)


def test_what_happened_in_february_includes_what_has_one_open_end(store: EmbeddedStore) -> None:
    assert [row["what"] for row in store.select(query("what-happened"))] == ["Rebels shut the bridge at Lanova"]


def test_who_says_what_comes_with_the_sentence(store: EmbeddedStore) -> None:
    said = {(row["outlet"], row["what"]) for row in store.select(query("what-someone-says"))}
    assert ("River Herald", "Rebels closed Lanova's bridge") in said
    assert len(said) == 3


def test_both_sides_of_a_dispute_are_told(store: EmbeddedStore) -> None:
    (dispute,) = store.select(query("in-dispute"))
    assert (dispute["kind"], dispute["oneSays"], dispute["otherSays"]) == (
        "disagreement on a number", "up to 30", "hundreds")


def test_a_place_is_found_through_what_contains_it(store: EmbeddedStore) -> None:
    assert store.select(query("by-country-and-month")) == [{"month": "2019-02", "events": "1"}]


def test_yesterday_is_explained_by_its_rule(store: EmbeddedStore) -> None:
    meant = {row["words"]: row for row in store.select(query("what-yesterday-meant"))}
    assert meant["yesterday"]["value"] == "2019-02-17"
    assert meant["yesterday"]["anchor"] == "2019-02-18"


def test_an_undated_article_says_how_it_got_its_date(store: EmbeddedStore) -> None:
    dated = {row["outlet"]: row for row in store.select(query("how-articles-were-dated"))}
    assert dated["Harbour Post"]["source"] == "metadata"
    assert "“Sunday” here is “yesterday”" in dated["River Herald"]["explanation"]
