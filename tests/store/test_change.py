"""A change of graphs becomes one update, no larger than it must be."""

from __future__ import annotations

import pyoxigraph as ox
from hypothesis import given
from hypothesis import strategies as st

from kb.store.change import BOOKS, change_of, digest_of, share_of, update_text

G = "http://x.example/g"
lines = st.sets(st.integers(0, 30)).map(
    lambda numbers: sorted(f'<http://x.example/s> <http://x.example/p> "{number}" .' for number in numbers))


def contents(store: ox.Store, graph: str) -> list[str]:
    return sorted(f"{quad.triple} ." for quad in store.quads_for_pattern(None, None, None, ox.NamedNode(graph)))


@given(lines, lines)
def test_whatever_was_there_what_shall_be_there_is_there(old: list[str], new: list[str]) -> None:
    store = ox.Store()
    store.update(update_text([change_of(G, None, old)], {BOOKS: "1"}))
    store.update(update_text([change_of(G, old, new)], {BOOKS: "2"}))
    assert contents(store, G) == new
    noted = {(quad.subject.value, quad.object.value)
             for quad in store.quads_for_pattern(None, None, None, ox.NamedNode(BOOKS))}
    assert noted == {(BOOKS, "2")} | ({(G, digest_of(new))} if new else set())


def test_what_changes_little_is_written_by_the_difference() -> None:
    old = [f'<http://x.example/s> <http://x.example/p> "{number}" .' for number in range(100, 200)]
    change = change_of(G, old, [*old[1:], '<http://x.example/s> <http://x.example/p> "new" .'])
    assert not change.drop
    assert (len(change.removed), len(change.added)) == (1, 1)


def test_what_nobody_knows_is_replaced_as_a_whole() -> None:
    assert change_of(G, None, []).drop
    strange = ['_:b0 <http://x.example/p> "1" .', *(f'<a:s> <a:p> "{number}" .' for number in range(9))]
    assert change_of(G, strange, strange[1:]).drop


@given(st.permutations([(f"http://x.example/{n}", digest_of([str(n)])) for n in range(5)]))
def test_the_order_of_writing_leaves_no_trace_in_the_version(graphs: list[tuple[str, str]]) -> None:
    version = 0
    for iri, digest in graphs:
        version ^= share_of(iri, digest)
    assert version == 0x0 ^ _all_in_order()
    assert share_of("http://x.example/1", None) == 0


def _all_in_order() -> int:
    version = 0
    for n in range(5):
        version ^= share_of(f"http://x.example/{n}", digest_of([str(n)]))
    return version
