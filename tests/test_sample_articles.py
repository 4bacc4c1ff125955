"""The sample articles that ship, through all rooms: what `make demo` shows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kb.knowledge_base import KnowledgeBase
from kb.reading import Article, read
from kb.resources import shipped
from kb.settings import Settings


def samples() -> list[Article]:
    return [item for item in read([shipped("data", "articles")]) if isinstance(item, Article)]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    with KnowledgeBase.open(Settings(store=str(tmp_path_factory.mktemp("samples") / "store"))) as base:
        base.ingest(samples())
        yield base


def test_the_undated_article_is_dated_by_those_that_tell_the_same(base: KnowledgeBase) -> None:
    (undated,) = [head for head in base.articles() if head["published_from"] == "witnesses"]
    assert undated["id"].endswith("riverside-dispatch.txt")
    assert undated["published"] == "2019-02-18"
    assert undated["published_between"] == ["2019-02-17", "2019-02-23"]


def test_happenings_that_several_outlets_tell_are_one_event_each(base: KnowledgeBase) -> None:
    shared = [event for event in base.export_events() if event["sources"] >= 3]
    assert len(shared) >= 5


def test_where_reports_contradict_each_other_both_sides_stay(base: KnowledgeBase) -> None:
    said = {(dispute["first_says"], dispute["second_says"]) for event in base.export_events(details=True)
            for dispute in event["disagreements"]}
    assert any("2019-02-09" in " ".join(sides) and "2019-02-10" in " ".join(sides) for sides in said)
    assert any("3,000" in " ".join(sides) for sides in said)


def test_every_event_on_the_timeline_leads_back_to_words_of_an_article(base: KnowledgeBase) -> None:
    texts = {article.id: article.text for article in samples()}
    for event in base.export_events(details=True):
        for mention in event["mentions"]:
            assert texts[mention["article"]][mention["begin"]:mention["end"]] == mention["text"]


def test_the_same_articles_in_another_order_and_in_two_goes_give_the_same_store(
        base: KnowledgeBase, tmp_path: Path) -> None:
    articles = samples()[::-1]
    with KnowledgeBase.open(Settings(store=str(tmp_path / "store"))) as other:
        other.ingest(articles[:5])
        other.ingest(articles[5:])
        assert other.version == base.version
        assert other.dump() == base.dump()
