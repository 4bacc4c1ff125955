"""The shipped model and gazetteer, loaded once, and short ways to ask what an article's entities are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest

from kb.entities import Entity, EntityMention, Gazetteer, find_entities
from kb.language import Doc
from kb.language.model import LanguageModel
from kb.reading import article_from_text


@dataclass(frozen=True)
class Found:
    """The entities of an article, with ways to look them up."""

    doc: Doc
    entities: tuple[Entity, ...]

    def entity_keys(self) -> set[str]:
        return {entity.key for entity in self.entities}

    def __getitem__(self, key: str) -> Entity:
        return next(entity for entity in self.entities if entity.key == key)

    def mentions(self, key: str) -> list[str]:
        """The words of all mentions, in text order; none when there is no such entity."""
        return [mention.text for entity in self.entities if entity.key == key for mention in entity.mentions]

    def mention(self, words: str) -> EntityMention:
        return next(m for entity in self.entities for m in entity.mentions if m.text == words)


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


@pytest.fixture(scope="session")
def model() -> LanguageModel:
    return LanguageModel.load(threads=1)


@pytest.fixture(scope="session")
def found_in(model: LanguageModel, gazetteer: Gazetteer) -> Callable[..., Found]:
    def find(text: str, published: date | None = date(2019, 2, 18)) -> Found:
        article = article_from_text(text, id="test", published=published)
        doc = model(article)
        return Found(doc, find_entities(doc, article, gazetteer))

    return find
