"""Reading: files, pages, feeds, archives and standard input become `Article`s."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.loading import when_asked_for
from kb.reading.article import Article, Block, BlockKind, DateSource, InputFormat
from kb.reading.problem import Problem

if TYPE_CHECKING:
    from kb.reading.dates import parse_published
    from kb.reading.page import article_from_page
    from kb.reading.plain_text import article_from_text
    from kb.reading.reader import read

__all__ = ["Article", "Block", "BlockKind", "DateSource", "InputFormat", "Problem", "article_from_page",
           "article_from_text", "parse_published", "read"]

__getattr__ = when_asked_for(__name__, article_from_page="page", article_from_text="plain_text",
                             parse_published="dates", read="reader")
