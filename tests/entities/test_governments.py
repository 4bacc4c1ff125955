"""A capital that acts or is dealt with as a government means its country; elsewhere it stays the city."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.entities.conftest import Found

Find = Callable[..., Found]


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Moscow denied the report on Friday.", "russia"),
        ("Paris said on Monday that it would decide case by case.", "france"),
        ("The minister broke off ties with Tehran last week.", "iran"),
        ("Talks with Pyongyang will go on in Geneva.", "north-korea"),
        ("The envoy called on Damascus to open the road.", "syria"),
        ("The governor asked Washington for troops.", "united-states"),
        ("Beijing accused the company of spying.", "china"),
    ],
)
def test_a_capital_that_governs_is_the_country(found_in: Find, text: str, country: str) -> None:
    assert country in found_in(text).entity_keys()


@pytest.mark.parametrize(
    ("text", "city"),
    [
        ("Three people were hurt in Moscow on Friday.", "moscow"),
        ("Damascus fell on Sunday.", "damascus"),
        ("The president flew to Paris on Monday.", "paris"),
        ("An official in Berlin explained the plan.", "berlin"),
        ("The mayor of Tokyo resigned.", "tokyo"),
        ("Shells hit Kyiv before dawn.", "kyiv"),
    ],
)
def test_a_capital_where_something_happens_is_the_city(found_in: Find, text: str, city: str) -> None:
    assert city in found_in(text).entity_keys()


def test_the_reason_says_that_the_government_is_meant(found_in: Find) -> None:
    russia = found_in("Moscow denied the report on Friday.")["russia"]
    assert (russia.wikidata, russia.reason) == ("Q159", "Moscow here stands for the government")
