"""How names are spelled and compared."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.entities.spelling import case_agrees, normal, pieces, slug, surface_pieces


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("U.S.", "US"),
        ("Côte d’Ivoire", "Cote d'Ivoire"),
        ("Deir ez-Zor", "deir ez zor"),
        ("Türkiye", "Turkiye"),
        ("Reykjavík", "Reykjavik"),
        ("Washington, D.C.", "Washington, DC"),
        ("Chișinău", "Chisinau"),
        ("Mohamed Salah", "Muhammad Salah"),
        ("Sergey Lavrov", "Sergei Lavrov"),
    ],
)
def test_spellings_of_one_name_are_equal(one: str, other: str) -> None:
    assert normal(one) == normal(other)


def test_different_names_stay_different() -> None:
    assert normal("Niger") != normal("Nigeria")
    assert normal("Austria") != normal("Australia")


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("Mustefa Bali", "mustefa-bali"),
        ("François Hollande", "francois-hollande"),
        ("AT&T", "at-t"),
        ("Ærø Łódź", "aero-lodz"),
        ("北京", "u5317-u4eac"),
    ],
)
def test_slug_is_plain_ascii(name: str, made: str) -> None:
    assert slug(name) == made


@given(st.text(min_size=1).filter(lambda text: not text.isspace()))
def test_every_name_has_a_slug_that_fits_a_key(name: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug(name))


@given(st.text())
def test_pieces_are_the_surface_without_case(text: str) -> None:
    assert len(pieces(text)) == len(surface_pieces(text))
    assert pieces(text) == [piece.casefold() for piece in pieces(text)]


@pytest.mark.parametrize(
    ("name", "seen", "agrees"),
    [
        ("US", "US", True),
        ("US", "us", False),
        ("US", "Us", False),
        ("IS", "is", False),
        ("NATO", "Nato", False),
        ("Syria", "SYRIA", True),
        ("Syria", "syria", False),
        ("Chad", "CHAD", True),
        ("Isis", "ISIS", True),
        ("Deir ez-Zor", "Deir Ez-Zor", True),
        ("Islamic State", "Islamic state", False),
        ("Rio", "RIO", False),
    ],
)
def test_what_upper_and_lower_case_may_differ(name: str, seen: str, agrees: bool) -> None:
    assert case_agrees(surface_pieces(name), surface_pieces(seen)) is agrees
