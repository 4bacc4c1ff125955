"""How many take part."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.events.quantities import HEDGES, interval, number, quantity
from tests.events.conftest import doc_of


@pytest.mark.parametrize(("words", "value"), [
    ("two", 2), ("2,000", 2000), ("twenty five", 25), ("two hundred", 200), ("three thousand five hundred", 3500),
    ("1.5 million", 1_500_000), ("dozen", 12), ("two dozen", 24), ("red", None), ("", None)])
def test_numbers(words: str, value: int | None) -> None:
    assert number(words.split()) == value


@pytest.mark.parametrize(("hedge", "value", "low", "high"), [
    ("most", 2000, 0, 2000), ("least", 5, 5, None), ("above", 800, 801, None), ("below", 10, 0, 9),
    ("nearly", 100, 80, 100), ("around", 100, 80, 120), (None, 12, 12, 12)])
def test_hedges_make_intervals(hedge: str | None, value: int, low: int, high: int | None) -> None:
    assert interval(hedge, value) == (low, high)


@given(st.integers(min_value=0, max_value=10**9), st.sampled_from([hedge for _, hedge in HEDGES]))
def test_an_interval_is_never_upside_down(value: int, hedge: str) -> None:
    low, high = interval(hedge, value)
    assert low is not None and low >= 0
    assert high is None or low <= high or value == 0


def test_up_to_before_a_subject() -> None:
    doc = doc_of("""
        Up up ADP IN 3 case
        to to ADP IN 3 case
        2,000 2000 NUM CD 4 nummod
        civilians civilian NOUN NNS 6 nsubj:pass
        were be AUX VBD 6 aux:pass
        trapped trap VERB VBN 0 root""")
    found = quantity(doc, doc.tokens[3])
    assert found is not None and (found.text, found.low, found.high) == ("Up to 2,000", 0, 2000)


def test_a_preposition_of_the_verb_is_no_hedge() -> None:
    doc = doc_of("""
        They they PRON PRP 2 nsubj
        walked walk VERB VBD 0 root
        around around ADP IN 5 case
        two two NUM CD 5 nummod
        towns town NOUN NNS 2 obl""")
    found = quantity(doc, doc.tokens[4])
    assert found is not None and (found.low, found.high) == (2, 2)


def test_vague_plurals() -> None:
    doc = doc_of("""
        Tens ten NOUN NNS 4 nsubj
        of of ADP IN 3 case
        thousands thousand NOUN NNS 1 nmod
        fled flee VERB VBD 0 root""")
    found = quantity(doc, doc.tokens[0])
    assert found is not None and (found.text, found.low, found.high) == ("Tens of thousands", 10_000, 99_999)
