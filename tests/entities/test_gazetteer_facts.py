"""The gazetteer's places against an independent list of places, where that is at hand."""

from __future__ import annotations

import csv
import math
import re
from collections import defaultdict
from pathlib import Path

import pytest

from kb.entities import Entry, Gazetteer
from kb.entities.spelling import slug

FACTS = Path(__file__).parents[3] / "shared" / "facts" / "places.tsv"
pytestmark = pytest.mark.skipif(not FACTS.exists(), reason="the list of places to check against is not here")

#: The list has these under a QID of another thing or another name; ours was kept, for the reason given.
DISAGREEMENTS = {
    "the list has the municipality, parish, canton or district of that name, ours is the city": """
        andorra-la-vella bern geneva zurich lausanne lisbon porto liege bristol manchester newcastle the-hague bergen
        salzburg
    """,
    "the list has only the province, state or prefecture of that name, ours is the city": """
        dhaka rome antananarivo madrid washington-dc new-york-city sao-paulo rio-de-janeiro antwerp milan naples
        turin venice florence genoa bologna palermo valencia seville novosibirsk kaliningrad bethlehem hiroshima
        nagasaki auckland harare kathmandu krakow montreal lhasa nizhny-novgorod samara omsk chelyabinsk perm
    """,
    "the list writes the name in another way": """
        bogota jakarta mexico-city panama-city quebec-city bruges republic-of-the-congo fiji vatican-city hong-kong
        macau hanoi chechnya kurdistan-region new-york-state washington-state sumatra shenzhen galway michoacan veracruz
        coahuila kabardino-balkaria isle-of-man british-virgin-islands hasakah-governorate babil donetsk-region
        luhansk-region kharkiv-region kherson-region zaporizhzhia-region dnipropetrovsk-region odesa-region
        mykolaiv-region sumy-region chernihiv-region kyiv-region lviv-region poltava-region vinnytsia-region
        zhytomyr-region
    """,
    "the list has the administrative unit, ours is the region or water as news speak of it": """
        abkhazia transnistria red-sea zanzibar
    """,
}
KEPT = {key for keys in DISAGREEMENTS.values() for key in keys.split()}
#: Degrees that our rounded coordinates may lie from the list's: countries and regions are wide.
NEAR, WIDE = 0.6, 4.5
#: Where the list's own coordinates are off.
MISPLACED = {"buenos-aires", "copenhagen", "chongqing", "donetsk-region"}


@pytest.fixture(scope="module")
def facts() -> list[dict[str, str]]:
    with FACTS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


#: What news put behind the name of a unit and the list leaves out.
UNIT = re.compile(r"-(region|oblast|krai|province|governorate|state)$")


def names(entry: Entry) -> set[str]:
    spelled = {slug(name) for name in (entry.name, *entry.aliases)}
    return spelled | {UNIT.sub("", name) for name in spelled if entry.kind not in ("city", "capital")}


def distance(entry: Entry, fact: dict[str, str]) -> float:
    if entry.coordinates is None:
        return 0.0
    latitude, longitude = entry.coordinates
    return math.hypot(
        latitude - float(fact["latitude"]), (longitude - float(fact["longitude"])) * math.cos(math.radians(latitude))
    )


def test_places_have_the_items_that_the_list_gives_them(gazetteer: Gazetteer, facts: list[dict[str, str]]) -> None:
    by_qid, by_name = defaultdict(list), defaultdict(list)
    for fact in facts:
        by_qid[fact["wikidata"]].append(fact)
        by_name[slug(fact["name"])].append(fact)
    wrong = []
    for entry in gazetteer:
        if entry.type != "place" or not entry.wikidata or entry.key in KEPT:
            continue
        same_qid = by_qid.get(entry.wikidata, [])
        if any(slug(fact["name"]) in names(entry) for fact in same_qid):
            continue
        same_name = [fact for name in names(entry) for fact in by_name.get(name, []) if distance(entry, fact) < 3]
        if same_qid or same_name:
            wrong.append((entry.key, entry.wikidata, [fact["wikidata"] for fact in same_name]))
    assert wrong == []


def test_places_lie_where_the_list_has_them(gazetteer: Gazetteer, facts: list[dict[str, str]]) -> None:
    by_qid = defaultdict(list)
    for fact in facts:
        by_qid[fact["wikidata"]].append(fact)
    wide = ("country", "state", "province", "region", "territory", "island")
    wrong = [
        (entry.key, entry.coordinates)
        for entry in gazetteer
        if entry.wikidata
        and entry.key not in MISPLACED | KEPT
        and by_qid.get(entry.wikidata)
        and min(distance(entry, fact) for fact in by_qid[entry.wikidata]) > (WIDE if entry.kind in wide else NEAR)
    ]
    assert wrong == []
