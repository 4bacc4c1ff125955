"""The two crawled pages, where they lie beside the checkout."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kb.reading import Article, read

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed pages are not here")


@pytest.fixture(scope="module")
def seeds() -> dict[str, Article]:
    found = {}
    for article in read([str(SEEDS)]):
        assert isinstance(article, Article)
        found[Path(article.id).name[:3]] = article
    return found


def lines_of(article: Article, *kinds: str) -> list[str]:
    return [article.text[block.begin:block.end] for block in article.blocks if block.kind in kinds]


def test_the_page_with_icons(seeds: dict[str, Article]) -> None:
    article = seeds["000"]
    assert article.title == "Daesh in Last Stand to Defend Dying «Caliphate»"
    assert lines_of(article, "title") == [article.title]
    assert lines_of(article, "byline") == ["By Staff, Agencies"]
    assert lines_of(article, "furniture") == [
        "No Script", "Please Wait...", "Al-Ahed Telegram", article.title, "folder_open", "Middle East...",
        "access_time", "5 years ago", "star", "Add to favorites", "Comments"]
    assert len(lines_of(article, "body")) == 17
    assert article.published is None


def test_the_page_with_a_date_line(seeds: dict[str, Article]) -> None:
    article = seeds["002"]
    assert article.title == "In Syria, IS in quiet last stand to defend territory"
    assert [block.kind for block in article.blocks[:4]] == ["title", "dateline", "caption", "byline"]
    assert lines_of(article, "caption")[0].endswith("province, yesterday.")
    assert lines_of(article, "byline") == ["AFP/ Baghouz"]
    assert [line[:21] for line in lines_of(article, "furniture")] == ["There are no comments", "LEAVE A COMMENT Your "]
    assert article.published == date(2019, 2, 18) and article.published_from == "text"
    assert article.published_span is not None and article.text[slice(*article.published_span)] == "February 18 2019"
