"""Literals are written as stores give them back."""

from __future__ import annotations

from decimal import Decimal

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib.term import Literal

from kb.graph.literals import decimal, integer, plain, words


def through_a_store(literal: Literal) -> str:
    store = ox.Store()
    store.update(f"INSERT DATA {{ <http://x.example/s> <http://x.example/p> {literal.n3()} }}")
    return next(str(quad.object) for quad in store)


@pytest.mark.parametrize(("value", "written"), [(0.8, "0.8"), (1.0, "1"), (34.40, "34.4"), (-0.00001, "0"),
                                                (100, "100"), (1e-7, "0"), (0.12345, "0.1234")])
def test_a_score_has_one_spelling(value: float, written: str) -> None:
    assert str(decimal(value)) == written


@given(st.floats(-1e6, 1e6))
def test_a_decimal_comes_back_as_it_went(value: float) -> None:
    literal = decimal(value)
    assert through_a_store(literal).startswith(f'"{literal}"^^')
    assert abs(Decimal(str(literal)) - Decimal(value)) <= Decimal("0.00005")


@given(st.integers(-10**12, 10**12))
def test_an_integer_comes_back_as_it_went(value: int) -> None:
    assert through_a_store(integer(value)) == f'"{value}"^^<http://www.w3.org/2001/XMLSchema#integer>'


@given(st.text(st.characters(exclude_categories=("Cs",))))
def test_text_comes_back_character_by_character(text: str) -> None:
    store = ox.Store()
    store.update(f"INSERT DATA {{ <http://x.example/s> <http://x.example/p> {plain(text).n3()} }}")
    (quad,) = store
    assert isinstance(quad.object, ox.Literal)
    assert quad.object.value == text


def test_a_language_is_written_in_lower_case() -> None:
    assert words("Hallo", "de-AT").language == "de-at"
