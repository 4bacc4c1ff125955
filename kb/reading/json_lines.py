"""JSON Lines: one record a line, `{"id", "url", "title", "published", "source", "text"}`, only `text` required."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from kb.errors import DateError, ReadingError
from kb.reading.article import Article
from kb.reading.dates import parse_date
from kb.reading.limits import RECORD_BYTES
from kb.reading.plain_text import article_from_text
from kb.reading.problem import Problem

_LANGUAGE = re.compile(r"([a-z]{2})(?:[-_].*)?", re.IGNORECASE)


def read_json_lines(stream: BinaryIO, name: str, *, published: date | None = None,
                    source: str | None = None) -> Iterator[Article | Problem]:
    """The articles of a stream of records, one in memory at a time.

    A bad line gives one `Problem` that names file and line, and the others are still read. `published`, when
    given, holds for every record, `source` for those without one. A record without `id` and `url` is named by file
    and line.
    """
    number, found = 0, False
    while line := stream.readline(RECORD_BYTES + 1):
        number += 1
        where = f"{name}:{number}"
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if len(line) > RECORD_BYTES:
            while line and not line.endswith(b"\n"):
                line = stream.readline(RECORD_BYTES)
            found = True
            yield Problem(where, f"{where}: a record of more than {RECORD_BYTES // 1_000_000} MB; give one article "
                                 "a line")
            continue
        if not line.strip():
            continue
        found = True
        try:
            yield from _read_record(_record(line, where), where, published, source)
        except ReadingError as error:
            yield Problem(where, str(error))
    if not found:
        yield Problem(name, f"{name}: empty; give one JSON record a line")


def _record(line: bytes, where: str) -> dict[str, Any]:
    try:
        value = json.loads(line.rstrip().decode("utf-8"))
    except UnicodeDecodeError as error:
        raise ReadingError(f"{where}: not valid UTF-8 at byte {error.start} of the line; save the file as "
                           "UTF-8") from None
    except json.JSONDecodeError as error:
        raise ReadingError(f"{where}: broken JSON at column {error.colno} ({error.msg}); a record is one line "
                           'such as {"text": "…"}') from None
    except (ValueError, RecursionError):
        raise ReadingError(f"{where}: JSON too deep or with too long a number; a record is one flat object") from None
    if not isinstance(value, dict):
        raise ReadingError(f'{where}: a record is an object such as {{"text": "…"}}, not {_kind(value)}')
    return value


def _read_record(record: dict[str, Any], where: str, published: date | None,
                 source: str | None) -> Iterator[Article | Problem]:
    text = record.get("text")
    if not isinstance(text, str):
        said = f"“text” is {_kind(text)}" if "text" in record else "no “text”"
        raise ReadingError(f"{where}: {said}; a record needs the article's text as a string")
    strings: dict[str, str | None] = {}
    for key in ("id", "url", "title", "source", "language"):
        value = record.get(key)
        if isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if value is not None and not isinstance(value, str):
            yield Problem(where, f"{where}: “{key}” is {_kind(value)}, not a string; read without it", lost=False)
            value = None
        strings[key] = value.strip() or None if value else None
    day = published
    if day is None and record.get("published") not in (None, ""):
        try:
            day = _published(record["published"])
        except DateError as error:
            yield Problem(where, f"{where}: “published” {error}; read without a date", lost=False)
    url = strings["url"]
    language = _LANGUAGE.fullmatch(strings["language"] or "en")
    yield article_from_text(
        text, id=strings["id"] or url or where, name=where, title=strings["title"], url=url,
        source=strings["source"] or source or outlet_of(url), published=day,
        published_from="option" if published else "metadata", language=language[1].lower() if language else "en")


def _published(value: object) -> date:
    """ISO or other written dates, or seconds or milliseconds since 1970."""
    if isinstance(value, str):
        return parse_date(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        try:
            return parse_date(datetime.fromtimestamp(value / 1000 if value > 1e11 else value, UTC).date().isoformat())
        except (ValueError, OverflowError, OSError):
            pass
    raise DateError(f"“{str(value)[:40]}” is no date; give YYYY-MM-DD")


def outlet_of(url: str | None) -> str | None:
    """The host of an address as name of its outlet: "example.org"."""
    try:
        host = urlsplit(url).hostname if url else None
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def _kind(value: object) -> str:
    if value is None:
        return "null"
    return {bool: "true or false", int: "a number", float: "a number", str: "a string", list: "an array"}.get(
        type(value), "an object")
