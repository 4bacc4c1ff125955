"""Reading: files, pages, feeds, archives and standard input become `Article`s."""

from kb.reading.article import Article, Block, BlockKind, DateSource

__all__ = ["Article", "Block", "BlockKind", "DateSource"]
