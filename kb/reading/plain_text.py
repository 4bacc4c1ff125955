"""A text becomes an article: blocks, title, and the day it was published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kb.errors import ReadingError
from kb.reading.article import Article, Block, DateSource
from kb.reading.blocks import find_blocks
from kb.reading.date_lines import WEEKDAY, DateLine, date_line, dateline_date
from kb.reading.dates import date_in_address
from kb.reading.decoding import check_characters


@dataclass(frozen=True, slots=True)
class Published:
    """A publication date, where it came from, and the characters that say it when the text does."""

    day: date
    source: DateSource
    span: tuple[int, int] | None = None


def article_from_text(
    text: str,
    *,
    id: str,
    name: str | None = None,
    title: str | None = None,
    url: str | None = None,
    source: str | None = None,
    published: date | None = None,
    published_from: DateSource = "option",
    language: str = "en",
    extracted: bool = False,
) -> Article:
    """The article in `text`, which is kept as it is.

    `published`, when given, is the date of publication and `published_from` says who gave it; else a date line in
    the text is looked for, then a date in `url`. Raises ReadingError, naming `name` (else `id`), when the text is
    empty, is no text, or holds nothing but page furniture.
    """
    name = name or id
    check_characters(text, name)
    if not text.strip():
        raise ReadingError(f"{name}: empty; give a file with an article in it")
    blocks = find_blocks(text, title=title, pasted=not extracted)
    if not any(block.kind in ("body", "title", "caption") for block in blocks):
        raise ReadingError(f"{name}: nothing but page furniture (menus, links, dates); give the text of the article")
    if published is not None:
        date_found: Published | None = Published(published, published_from)
    else:
        date_found = published_in_text(text, blocks) or _published_in_address(url)
    own_title = next((text[block.begin:block.end] for block in blocks if block.kind == "title"), None)
    return Article(
        id=id, text=text, blocks=blocks, title=title or _one_line(own_title), url=url, source=source,
        published=date_found.day if date_found else None,
        published_from=date_found.source if date_found else None,
        published_span=date_found.span if date_found else None,
        language=language, extracted=extracted)


def published_in_text(text: str, blocks: Sequence[Block]) -> Published | None:
    """The publication date that a date line near the title or the dateline of the report gives.

    A line after the title is more likely the article's own than one above it, which may be the page's clock;
    "Published" is surer than no label, and that than "Updated". Dates inside running text never count.
    """
    lines = [text[block.begin:block.end] for block in blocks]
    title = next((line for line, block in zip(lines, blocks, strict=True) if block.kind == "title"), None)
    # Pages repeat their title; the date stands beside any of its copies.
    top = next((index for index, line in enumerate(lines) if line == title), 0)
    bodies = [index for index, block in enumerate(blocks) if block.kind == "body"]
    end = bodies[1] if len(bodies) > 1 else len(blocks)
    candidates: list[tuple[tuple[int, bool, int], Published]] = []
    for index, (line, block) in enumerate(zip(lines[:end], blocks[:end], strict=True)):
        found: DateLine | None = None
        if block.kind == "dateline":
            found = date_line(line) or dateline_date(line)
        elif bodies and index == bodies[0]:
            found = dateline_date(line)
        if found is None or (index < top and found.label is None and _is_clock(line, index, top)):
            continue
        span = (block.begin + found.begin, block.begin + found.end)
        rank = {"published": 0, None: 1, "updated": 2}[found.label]
        candidates.append(((rank, index < top, index), Published(found.day, "text", span)))
    return min(candidates, key=lambda candidate: candidate[0])[1] if candidates else None


def _is_clock(line: str, index: int, title: int) -> bool:
    """Whether a date above the title is the day on which the page was looked at, as mastheads show it: further off than
    a section's name, or with its weekday below other things."""
    return title - index > 2 or (index > 0 and WEEKDAY.search(line) is not None)


def _published_in_address(url: str | None) -> Published | None:
    day = date_in_address(url) if url else None
    return Published(day, "url") if day else None


def _one_line(title: str | None) -> str | None:
    return " ".join(title.split()) if title else None
