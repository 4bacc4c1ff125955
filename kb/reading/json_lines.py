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
    problems: list[Problem] = []    # held back until a record shows that these are JSON Lines
    records = 0
    for number, line in _lines(stream):
        where = f"{name}:{number}"
        try:
            record = _record(line, where)
        except ReadingError as error:
            problems.append(Problem(where, str(error)))
            if records:
                yield problems.pop()
            elif len(problems) == _NO_RECORDS:
                break
            continue
        yield from problems
        problems.clear()
        records += 1
        try:
            yield from _read_record(record, where, published, source)
        except ReadingError as error:
            yield Problem(where, str(error))
    if len(problems) == _NO_RECORDS:
        yield Problem(name, f"{name}: no JSON Lines, since none of the first {_NO_RECORDS} lines is a record; write "
                            'one record such as {"text": "…"} a line')
    elif problems:
        yield from problems
    elif not records:
        yield Problem(name, f"{name}: empty; give one JSON record a line")


#: A file that begins with so many lines that are no records is of another kind.
_NO_RECORDS = 20


def _lines(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """The lines that are not blank with their numbers, each cut off behind what a record may have."""
    number = 0
    while line := stream.readline(RECORD_BYTES + 1):
        number += 1
        rest = line
        while len(line) > RECORD_BYTES and rest and not rest.endswith(b"\n"):
            rest = stream.readline(RECORD_BYTES)
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if line.strip():
            yield number, line


def _record(line: bytes, where: str) -> dict[str, Any]:
    if len(line) > RECORD_BYTES:
        raise ReadingError(f"{where}: a record of more than {RECORD_BYTES // 1_000_000} MB; give one article a line")
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
