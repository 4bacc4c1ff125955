"""Reading: files, pages, feeds, archives and standard input become `Article`s."""

from kb.reading.article import Article, Block, BlockKind, DateSource
from kb.reading.dates import parse_published
from kb.reading.page import article_from_page
from kb.reading.plain_text import article_from_text
from kb.reading.problem import Problem
from kb.reading.reader import InputFormat, read

__all__ = ["Article", "Block", "BlockKind", "DateSource", "InputFormat", "Problem", "article_from_page",
           "article_from_text", "parse_published", "read"]
