"""The article: what reading hands to every other room."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

BlockKind = Literal["title", "dateline", "byline", "caption", "body", "furniture"]
#: Where a publication date came from: given by the user, by the record or page metadata, by a date line in
#: the text, by the address, or concluded from other articles that tell the same events.
DateSource = Literal["option", "metadata", "text", "url", "witnesses"]
#: What an input is read as.
InputFormat = Literal["text", "html", "jsonl", "feed", "warc"]


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the text of one kind, as half-open code point offsets into `Article.text`.

    Blocks don't overlap and come in text order; what no block covers is white space.
    One block is one paragraph (a line, where lines are paragraphs).
    """

    begin: int
    end: int
    kind: BlockKind


@dataclass(frozen=True, slots=True)
class Article:
    """A news article as it was given, with what reading found out about it.

    `text` is never altered: offsets everywhere in the project are Unicode code points into it. For a page
    (`extracted` is true) it is the main text taken from the markup; else the text exactly as given.
    """

    id: str
    """Names the article everywhere: the record's id, else its address, else the path."""
    text: str
    blocks: tuple[Block, ...]
    title: str | None = None
    url: str | None = None
    source: str | None = None
    """The outlet that published it ("Gulf Times", "example.org"), as given or read from the page."""
    published: date | None = None
    published_from: DateSource | None = None
    published_span: tuple[int, int] | None = None
    """The characters that say the publication date, when `published_from` is "text"."""
    published_between: tuple[date, date] | None = None
    """Earliest and latest day of publication, when `published` was concluded from witnesses."""
    language: str = "en"
    """ISO 639-1 code."""
    extracted: bool = False

    def dated(self, published: date | None, source: DateSource | None,
              between: tuple[date, date] | None = None) -> Article:
        """The same article with another publication date."""
        return replace(self, published=published, published_from=source, published_span=None,
                       published_between=between)
