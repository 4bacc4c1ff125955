"""One model for the whole room, and a short way to read a sentence on a given day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from kb.language.model import LanguageModel
from kb.reading import Article, Block
from kb.temporal import TimeExpression, find_times

Read = Callable[..., tuple[TimeExpression, ...]]
MONDAY = date(2019, 2, 18)


@pytest.fixture(scope="session")
def model() -> LanguageModel:
    return LanguageModel.load(threads=1)


@pytest.fixture(scope="session")
def read(model: LanguageModel) -> Read:
    """Reads a text as an article published on Monday 2019-02-18 (or another day, or no day)."""

    def times(text: str, published: date | None = MONDAY, **more: object) -> tuple[TimeExpression, ...]:
        where = {"published_from": "text"} if published else {}
        article = Article("a", text, (Block(0, len(text), "body"),), published=published, **{**where, **more})  # type: ignore[arg-type]
        return find_times(model(article), article)

    return times
