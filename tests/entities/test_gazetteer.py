"""Looking names up in the gazetteer that ships."""

from __future__ import annotations

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
