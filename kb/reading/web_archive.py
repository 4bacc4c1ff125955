"""Web archives (WARC): the pages that a crawler stored."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import BinaryIO

from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]
from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]

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
    try:
        for record in ArchiveIterator(stream):
            if record.rec_type != "response" or record.http_headers is None:
                continue
            kind = record.http_headers.get_header("Content-Type") or ""
            if record.http_headers.get_statuscode() != "200" or "html" not in kind.lower():
                continue
            pages += 1
            address = record.rec_headers.get_header("WARC-Target-URI")
            where = f"{name}:{address}"
            data = record.content_stream().read(PAGE_BYTES + 1)
            if len(data) > PAGE_BYTES:
                yield Problem(where, f"{where}: a page of more than {PAGE_BYTES // 1_000_000} MB; give its text")
                continue
            try:
                yield article_from_page(decode_page(data, where).text, id=where, url=address, published=published,
                                        source=source)
            except ReadingError as error:
                yield Problem(where, str(error))
    except (ArchiveLoadFailed, EOFError, OSError) as error:
        raise ReadingError(f"{name}: broken or no web archive ({' '.join(str(error).split())[:80]}); "
                           "give a WARC file, plain or .gz") from None
    if not pages:
        raise ReadingError(f"{name}: no HTML page in this archive; give one with stored pages")
