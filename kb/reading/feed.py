"""Feeds: the entries of RSS and Atom that carry their text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import feedparser  # type: ignore[import-untyped]

from kb.errors import DateError, ReadingError
from kb.reading.article import Article
from kb.reading.dates import parse_date
from kb.reading.json_lines import outlet_of
from kb.reading.page import text_of_fragment
from kb.reading.plain_text import article_from_text
from kb.reading.problem import Problem


def read_feed(data: bytes, name: str, *, published: date | None = None,
              source: str | None = None) -> Iterator[Article | Problem]:
    """An article for each entry of a feed: its full content, else its summary, under its title.

    The entry's id names the article, else its link. Raises ReadingError when `data` is no feed or has no entries.
    """
    feed = feedparser.parse(data)
    if not feed.entries:
        cause = "no feed (RSS or Atom)" if feed.get("bozo") or not feed.get("version") else "a feed without entries"
        raise ReadingError(f"{name}: {cause}; give a feed whose entries carry their text")
    outlet = feed.feed.get("title")
    for number, entry in enumerate(feed.entries, start=1):
        where = f"{name}:{number}"
        try:
            yield from _read_entry(entry, where, published, source, outlet)
        except ReadingError as error:
            yield Problem(where, str(error))


def _read_entry(entry: Any, where: str, published: date | None, source: str | None,
                outlet: str | None) -> Iterator[Article | Problem]:
    contents = [content.get("value", "") for content in entry.get("content", [])]
    markup = max([*contents, entry.get("summary", "")], key=len)
    text = text_of_fragment(markup).strip()
    if not text:
        raise ReadingError(f"{where}: entry {entry.get('title', 'without title')!r} carries no text; give its page")
    title = " ".join(str(entry.get("title") or "").split()) or None
    if title and title not in text:
        text = f"{title}\n{text}"
    day, written = published, entry.get("published") or entry.get("updated")
    if day is None and written:
        try:
            day = parse_date(written)
        except DateError as error:
            yield Problem(where, f"{where}: {error}; read without a date", lost=False)
    link = entry.get("link") or None
    yield article_from_text(
        text, id=entry.get("id") or link or where, name=where, title=title, url=link,
        source=outlet or source or outlet_of(link), published=day,
        published_from="option" if published else "metadata", extracted=True)
