"""Looking names up in the gazetteer that ships."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from kb.entities import Gazetteer


@pytest.mark.parametrize(
    ("name", "key", "qid"),
    [
        ("Syria", "syria", "Q858"),
        ("Iraq", "iraq", "Q796"),
        ("France", "france", "Q142"),
        ("Belgium", "belgium", "Q31"),
        ("Germany", "germany", "Q183"),
        ("Britain", "united-kingdom", "Q145"),
        ("U.S.", "united-states", "Q30"),
        ("America", "united-states", "Q30"),
        ("Donald Trump", "donald-trump", "Q22686"),
        ("Daesh", "islamic-state", "Q2429253"),
        ("ISIL", "islamic-state", "Q2429253"),
        ("Brussels", "brussels", "Q239"),
        ("Berlin", "berlin", "Q64"),
        ("AFP", "agence-france-presse", "Q40464"),
        ("Kiev", "kyiv", "Q1899"),
        ("Deir Al Zor", "deir-ez-zor", "Q239097"),
        ("Angela Merkel", "angela-merkel", "Q567"),
        ("Nato", "nato", "Q7184"),
        ("GM", "general-motors", "Q81965"),
    ],
)
def test_well_known_names_have_their_items(gazetteer: Gazetteer, name: str, key: str, qid: str) -> None:
    assert [(alias.entry.key, alias.entry.wikidata) for alias in gazetteer.named(name)] == [(key, qid)]


@pytest.mark.parametrize("word", ["us", "is", "it", "who", "turkey", "china", "jobs"])
def test_common_words_are_no_names(gazetteer: Gazetteer, word: str) -> None:
    assert gazetteer.named(word) == ()


def test_places_know_what_contains_them(gazetteer: Gazetteer) -> None:
    assert gazetteer.containers("baghouz") == ("deir-ez-zor-governorate", "syria", "middle-east")
    assert gazetteer.containers("new-york-city")[:2] == ("new-york-state", "united-states")
    assert gazetteer.containers("no-such-key") == ()


def test_an_alias_that_means_other_things_is_marked(gazetteer: Gazetteer) -> None:
    (alias,) = gazetteer.named("Jordan")
    assert alias.doubtful
    assert not gazetteer.named("Jordanian")[0].doubtful
    assert gazetteer.named("Jordanian")[0].demonym


@pytest.mark.parametrize(
    ("title", "where", "day", "key"),
    [
        ("president", "united-states", "2007-05-01", "george-w-bush"),
        ("president", "united-states", "2019-02-18", "donald-trump"),
        ("president", "united-states", "2022-06-01", "joe-biden"),
        ("president", "france", "2013-01-11", "francois-hollande"),
        ("prime minister", "united-kingdom", "2022-10-01", "liz-truss"),
        ("prime minister", "iraq", "2021-07-01", "mustafa-al-kadhimi"),
        ("president", "kazakhstan", "2022-01-06", "kassym-jomart-tokayev"),
        ("president", "haiti", "2010-01-13", "rene-preval"),
        ("chancellor", "germany", "2015-09-01", "angela-merkel"),
        ("president", "syria", "2011-03-15", "bashar-al-assad"),
    ],
)
def test_who_held_an_office_when(gazetteer: Gazetteer, title: str, where: str, day: str, key: str) -> None:
    when = date.fromisoformat(day)
    holders = [entry.key for entry in gazetteer for office in entry.offices
               if (office.title, office.where) == (title, where) and office.held.holds(when)]
    assert holders == [key]


def test_a_country_has_two_presidents_only_where_both_claimed_to_be(gazetteer: Gazetteer) -> None:
    held = sorted(
        (office.where, office.held.begin or date.min, office.held.end or date.max, entry.key)
        for entry in gazetteer
        for office in entry.offices
        if office.title == "president" and (found := gazetteer.get(office.where)) and found.kind == "country"
    )
    both = {
        (first[3], second[3])
        for first, second in pairwise(held)
        if first[0] == second[0] and second[1] < first[2] and first[3] != second[3]
    }
    assert both == {("yahya-jammeh", "adama-barrow"), ("laurent-gbagbo", "alassane-ouattara")}
