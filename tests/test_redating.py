"""A corrected publication date: all that hung on it changes, and in one write."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kb.errors import NotFoundError
from kb.knowledge_base import KnowledgeBase
from kb.reading import Article, Block
from kb.settings import Settings
from tests.killing import MOMENTS, killed

REPORT = "Rebels attacked the harbour of Lanova yesterday. The mayor of Lanova resigned on Sunday."


def article(name: str, published: date | None = None) -> Article:
    return Article(name, REPORT, (Block(0, len(REPORT), "body"),), published=published,
                   published_from="option" if published else None)


def days(base: KnowledgeBase) -> set[str | None]:
    return {event["earliest"] for event in base.export_events(details=True)}


@pytest.fixture
def store(tmp_path: Path) -> Settings:
    settings = Settings(store=str(tmp_path / "store"))
    with KnowledgeBase.open(settings) as base:
        base.ingest([article("a", date(2021, 3, 4)), article("b", date(2021, 3, 4))])
    return settings


def test_both_the_article_and_the_conclusions_follow(store: Settings) -> None:
    with KnowledgeBase.open(store) as base:
        assert days(base) == {"2021-03-03", "2021-02-28"}
        assert base.redate("a", date(2021, 3, 11)) == 2
        assert base.extraction("a").article.published == date(2021, 3, 11)
        assert days(base) == {"2021-03-03", "2021-02-28", "2021-03-10", "2021-03-07"}
        assert base.redate("a", date(2021, 3, 4)) == 2
        assert days(base) == {"2021-03-03", "2021-02-28"}
        with pytest.raises(NotFoundError):
            base.redate("c", date(2021, 3, 4))


@pytest.mark.parametrize("when", MOMENTS)
def test_a_correction_that_is_killed_is_there_wholly_or_not_at_all(store: Settings, when: str) -> None:
    killed(store.store, 'base.redate("a", datetime.date(2021, 3, 11))', when)
    with KnowledgeBase.open(store) as base:
        corrected = when == "after the first write"
        assert base.extraction("a").article.published == date(2021, 3, 11 if corrected else 4)
        new = {"2021-03-10", "2021-03-07"} if corrected else set()
        assert days(base) == {"2021-03-03", "2021-02-28"} | new
