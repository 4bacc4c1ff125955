"""Two real pages about the same day, one of them without a date, through all rooms.

Their text belongs to others and is not in this repository: the tests run where `../shared/seeds` lies beside the
checkout and are skipped elsewhere. `tests/test_sample_articles.py` walks the same way with articles of ours.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kb.extraction import Extraction
from kb.knowledge_base import KnowledgeBase
from kb.reading import Article, read
from kb.settings import Settings

SEEDS = Path(__file__).parents[2] / "shared" / "seeds"
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed pages are not beside this checkout")
DAY = "2019-02-17"


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    store = tmp_path_factory.mktemp("seeds") / "store"
    with KnowledgeBase.open(Settings(store=str(store))) as base:
        base.ingest(item for item in read([str(SEEDS)]) if isinstance(item, Article))
        yield base


@pytest.fixture(scope="module")
def pages(base: KnowledgeBase) -> dict[str, Extraction]:
    """"dated" carries its date in the text, "undated" none at all."""
    found = [base.extraction(head["id"]) for head in base.articles()]
    return {"dated" if page.article.published_from == "text" else "undated": page for page in found}


@pytest.fixture(scope="module")
def events(base: KnowledgeBase) -> list[dict[str, Any]]:
    return list(base.export_events(details=True))


def values(page: Extraction, words: str) -> list[str]:
    return [time.value for time in page.times if time.text.lower().endswith(words.lower())]


def told(events: list[dict[str, Any]], word: str) -> list[dict[str, Any]]:
    """The events with a mention of this trigger."""
    return [event for event in events if any(word in mention["text"].lower().split() for mention in event["mentions"])]


def test_the_publication_date_is_found_in_the_one_page(pages: dict[str, Extraction]) -> None:
    assert str(pages["dated"].article.published) == "2019-02-18"
    assert pages["undated"].article.published_from == "witnesses"


def test_every_yesterday_and_every_sunday_is_the_same_day(pages: dict[str, Extraction]) -> None:
    assert values(pages["dated"], "yesterday") == [DAY] * 4
    assert values(pages["undated"], "Sunday") == [DAY] * 3


@pytest.mark.parametrize("name", ["dated", "undated"])
def test_months_are_resolved_in_both_pages(pages: dict[str, Extraction], name: str) -> None:
    assert values(pages[name], "December") == ["2018-12"]
    (weeks,) = [time for time in pages[name].times if time.text.lower() == "recent weeks"]
    assert weeks.earliest and weeks.latest and str(weeks.latest) <= "2019-02-18"


def test_the_year_and_this_month(pages: dict[str, Extraction]) -> None:
    assert values(pages["dated"], "2014") == ["2014"]
    assert values(pages["undated"], "this month") == ["2019-02"]


@pytest.mark.parametrize("word", ["blocked", "sealed", "streamed", "captured", "declared", "announcement", "tweet",
                                  "called", "opened"])
def test_what_happened_is_among_the_events(events: list[dict[str, Any]], word: str) -> None:
    assert told(events, word)


@pytest.mark.parametrize(("word", "earliest", "latest"), [
    ("announcement", "2018-12-01", "2018-12-31"), ("declared", "2014-01-01", "2014-12-31"),
    ("opened", "2019-02-01", "2019-02-28"), ("blocked", None, DAY), ("sealed", None, DAY)])
def test_events_have_their_date_or_honest_bounds(events: list[dict[str, Any]], word: str, earliest: str | None,
                                                 latest: str) -> None:
    for event in told(events, word):
        assert (event["earliest"], event["latest"]) == (earliest, latest) or (
            earliest is not None and earliest <= (event["earliest"] or "") and event["latest"] <= latest)


def test_at_least_five_events_have_both_pages_as_witnesses(events: list[dict[str, Any]]) -> None:
    assert sum(event["sources"] == 2 for event in events) >= 5


def test_known_countries_people_and_groups_carry_their_wikidata_id(pages: dict[str, Extraction]) -> None:
    links = {entity.name: entity.wikidata for page in pages.values() for entity in page.entities}
    assert {name: links.get(name) for name in ("Syria", "Iraq", "France", "Belgium", "Donald Trump",
                                               "Islamic State")} == {
        "Syria": "Q858", "Iraq": "Q796", "France": "Q142", "Belgium": "Q31", "Donald Trump": "Q22686",
        "Islamic State": "Q2429253"}


@pytest.mark.parametrize("name", ["dated", "undated"])
def test_the_spokesman_is_a_person_who_says_so(pages: dict[str, Extraction], name: str) -> None:
    page = pages[name]
    (bali,) = [entity for entity in page.entities if entity.name == "Mustefa Bali"]
    assert bali.type == "person"
    assert any(event.attributed_to == bali.id and event.text in ("blocked", "sealed") for event in page.events)


def test_page_furniture_yields_no_events(pages: dict[str, Extraction]) -> None:
    for page in pages.values():
        furniture = [block for block in page.article.blocks if block.kind == "furniture"]
        assert furniture
        assert not [event for event in page.events for block in furniture if block.begin <= event.begin < block.end]


def test_adding_the_pages_again_changes_nothing(base: KnowledgeBase) -> None:
    before, version = base.dump(), base.version
    report = base.ingest(item for item in read([str(SEEDS)]) if isinstance(item, Article))
    assert (report.new, report.changed, base.version) == (0, 0, version)
    assert base.dump() == before
