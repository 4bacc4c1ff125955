"""Fetching one page from the web, when a person asks for it by its address. Nothing else in reading goes online."""

from __future__ import annotations

from http.client import HTTPException
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    Request,
)

import kb
from kb.errors import ReadingError

#: Seconds to wait for an answer, and the bytes that a page has at most.
PATIENCE, LARGEST = 20, 10_000_000


def fetch(address: str) -> tuple[bytes, str]:
    """The bytes at an http or https address and their media type ("text/html"). Raises ReadingError."""
    if urlsplit(address).scheme not in ("http", "https"):
        raise ReadingError(f"{address[:200]}: no address of a page; give one that begins with https:// or http://")
    opener = OpenerDirector()  # with nothing in it that could read files or speak other protocols
    for handler in (HTTPHandler, HTTPSHandler, HTTPRedirectHandler, HTTPErrorProcessor, HTTPDefaultErrorHandler):
        opener.add_handler(handler())
    request = Request(address, headers={"User-Agent": f"event-timeline/{kb.__version__}",
                                        "Accept": "text/html, text/plain"})
    try:
        with opener.open(request, timeout=PATIENCE) as answer:
            body: bytes = answer.read(LARGEST + 1)
            media = answer.headers.get_content_type()
    except (URLError, HTTPException, OSError, ValueError) as error:
        raise ReadingError(f"{address[:200]}: can't be fetched ({getattr(error, 'reason', None) or error}); "
                           "open it in a browser and paste its text") from error
    if len(body) > LARGEST:
        raise ReadingError(f"{address[:200]}: larger than {LARGEST // 1_000_000} MB; paste the article's text")
    return body, media
