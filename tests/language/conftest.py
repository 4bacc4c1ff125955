"""The model that ships, loaded once, and articles of plain paragraphs."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kb.language.doc import Doc
from kb.language.model import LanguageModel
from kb.reading.article import Article, Block, BlockKind


def _article(*paragraphs: str, kinds: tuple[BlockKind, ...] = ()) -> Article:
    text, blocks = "", []
    for number, paragraph in enumerate(paragraphs):
        kind = kinds[number] if number < len(kinds) else "body"
        blocks.append(Block(len(text), len(text) + len(paragraph), kind))
        text += paragraph + "\n"
    return Article("test", text, tuple(blocks))


@pytest.fixture(scope="session")
def article() -> Callable[..., Article]:
    """Makes an article with one block a paragraph, of kind "body" unless told otherwise."""
    return _article


@pytest.fixture(scope="session")
def language() -> LanguageModel:
    return LanguageModel.load(threads=1)


@pytest.fixture(scope="session")
def read(language: LanguageModel) -> Callable[..., Doc]:
    return lambda *paragraphs, **more: language(_article(*paragraphs, **more))
