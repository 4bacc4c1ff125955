"""Web archives (WARC): the pages that a crawler stored."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import BinaryIO

from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]

from kb.errors import ReadingError
from kb.reading.article import Article
from kb.reading.decoding import decode_page
from kb.reading.limits import PAGE_BYTES
from kb.reading.page import article_from_page
from kb.reading.problem import Problem


def read_web_archive(stream: BinaryIO, name: str, *, published: date | None = None,
                     source: str | None = None) -> Iterator[Article | Problem]:
    """An article for each HTML page that an archive, compressed or not, holds as a successful response.

    A page without an article gives a `Problem`; pictures, scripts and redirects are passed over. Raises ReadingError
    when the stream is no archive.
    """
    pages = 0
    for address, data in _pages(stream, name):
        pages += 1
        where = f"{name}:{address}"
        if len(data) > PAGE_BYTES:
            yield Problem(where, f"{where}: a page of more than {PAGE_BYTES // 1_000_000} MB; give its text")
            continue
        try:
            yield article_from_page(decode_page(data, where).text, id=where, url=address, published=published,
                                    source=source)
        except ReadingError as error:
            yield Problem(where, str(error))
    if not pages:
        raise ReadingError(f"{name}: no HTML page in this archive; give one with stored pages")


def _pages(stream: BinaryIO, name: str) -> Iterator[tuple[str, bytes]]:
    """Address and bytes (one more than allowed, if larger) of each page answered with status 200."""
    try:
        for record in ArchiveIterator(stream):
            if record.rec_type != "response" or record.http_headers is None:
                continue
            kind = record.http_headers.get_header("Content-Type") or ""
            if record.http_headers.get_statuscode() == "200" and "html" in kind.lower():
                yield record.rec_headers.get_header("WARC-Target-URI"), record.content_stream().read(PAGE_BYTES + 1)
    except Exception as error:  # on broken archives warcio raises whatever its code runs into
        raise ReadingError(f"{name}: broken or no web archive ({' '.join(str(error).split())[:80]}); "
                           "give a WARC file, plain or .gz") from None
