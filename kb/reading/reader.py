"""The one way in: paths, folders and standard input, of any format, become articles and problems."""

from __future__ import annotations

import hashlib
import io
import os
import re
import stat
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, BinaryIO

from kb.errors import ReadingError
from kb.reading.article import Article, InputFormat
from kb.reading.decoding import decode, decode_page
from kb.reading.feed import read_feed
from kb.reading.json_lines import read_json_lines
from kb.reading.limits import FEED_BYTES, PAGE_BYTES, TEXT_BYTES
from kb.reading.page import article_from_page
from kb.reading.plain_text import article_from_text
from kb.reading.problem import Problem
from kb.reading.web_archive import read_web_archive

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer as Buffer

#: The format by the end of a file's name. In folders, files of other names are passed over; a file given by name is
#: judged by its first bytes then.
SUFFIXES: dict[str, InputFormat] = {
    ".txt": "text", ".text": "text",
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".jsonl": "jsonl", ".ndjson": "jsonl",
    ".rss": "feed", ".atom": "feed",
    ".warc": "warc", ".warc.gz": "warc",
}
_LIMITS: dict[InputFormat, int] = {"text": TEXT_BYTES, "html": PAGE_BYTES, "feed": FEED_BYTES}
_CALLED: dict[InputFormat, str] = {"text": "text", "html": "page", "feed": "feed"}
_SNIFFED = 4096
#: Kinds of files passed over that are named at most; a saved page brings a dozen.
_KINDS_NAMED = 4


def read(
    paths: Sequence[str | os.PathLike[str]],
    *,
    published: date | None = None,
    input_format: InputFormat | None = None,
    source: str | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Article | Problem]:
    """Every article in `paths`: files, folders (all that lies below, hidden files left out) and "-", which is
    `stdin`, else standard input.

    What can't be read is yielded as a `Problem` in its place, and reading goes on; files of other kinds in a folder are
    counted in one. Files are read in the order
    given, a folder's in order of their names; only one is in memory at a time. `published`, when given,
    holds for all articles, `source` for those that don't say where they appeared; `input_format` goes before the names
    of the files.
    """
    for given in paths:
        path = os.fspath(given)
        if path == "-":
            yield from _read_standard_input(stdin, published, input_format, source)
        elif path.startswith(("http://", "https://")):
            yield Problem(path, f"{path}: pages are not fetched; save the page and give the file")
        else:
            yield from _read_path(path, published, input_format, source)


def _read_path(path: str, published: date | None, input_format: InputFormat | None,
               source: str | None) -> Iterator[Article | Problem]:
    name = _printable(path)
    try:
        if not stat.S_ISDIR(Path(path).stat().st_mode):
            yield from _read_file(path, name, published, input_format, source)
            return
    except (OSError, ValueError) as error:
        yield Problem(name, f"{name}: {_cause(error)}")
        return
    except ReadingError as error:
        yield Problem(name, str(error))
        return
    found = False
    others: Counter[str] = Counter()
    for entry in _below(path, others):
        found = True
        if isinstance(entry, Problem):
            yield entry
        else:
            yield from _read_path(entry, published, input_format, source)
    if not found:
        yield Problem(name, f"{name}: no article in this folder; it looks for "
                            f"{', '.join(suffix for suffix in SUFFIXES)} files")
    elif others:
        yield Problem(name, f"{name}: {_counted(others)} passed over; what is an article can be given by its own name",
                      lost=False)


def _counted(others: Counter[str]) -> str:
    kinds = [kind for kind, _ in others.most_common()]
    named = ", ".join(kinds[:_KINDS_NAMED]) + (", …" if len(kinds) > _KINDS_NAMED else "")
    files = others.total()
    return f"{files} file{'' if files == 1 else 's'} of other kinds ({named})"


def _below(folder: str, others: Counter[str]) -> Iterator[str | Problem]:
    """The readable kinds of files below a folder in order of their names, and the folders that can't be listed; what
    is passed over is counted in `others` by its kind."""
    unreadable: list[OSError] = []
    for place, folders, files in os.walk(folder, onerror=unreadable.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = os.path.join(place, name)    # noqa: PTH118 - the path as given names the article
            if name.startswith(".") or not os.path.isfile(path):  # noqa: PTH113
                continue
            if _format_of(name):
                yield path
            else:
                others[PurePath(name).suffix.lower() or "no ending"] += 1
        yield from _unlisted(unreadable)
    yield from _unlisted(unreadable)


def _unlisted(errors: list[OSError]) -> Iterator[Problem]:
    while errors:
        error = errors.pop(0)
        name = _printable(str(error.filename))
        yield Problem(name, f"{name}: {_cause(error)}")


def _read_file(path: str, name: str, published: date | None, input_format: InputFormat | None,
               source: str | None) -> Iterator[Article | Problem]:
    with open(path, "rb") as stream:    # noqa: PTH123 - a path may be any string, a pipe included
        format_ = input_format or _format_of(path)
        if format_ is None:
            format_ = _sniff(stream.peek(_SNIFFED))
        yield from _read_open(stream, name, name, format_, published, source)


def _read_standard_input(stream: BinaryIO | None, published: date | None, input_format: InputFormat | None,
                         source: str | None) -> Iterator[Article | Problem]:
    name = "standard input"
    if stream is None:
        if sys.stdin is None:
            yield Problem(name, f"{name}: nothing is connected to it; give a file")
            return
        stream = sys.stdin.buffer
    try:
        data = stream.read(_SNIFFED)
        format_ = input_format or _sniff(data)
        rest = io.BufferedReader(_Chained(data, stream))
        yield from _read_open(rest, None, name, format_, published, source)
    except ReadingError as error:
        yield Problem(name, str(error))
    except OSError as error:
        yield Problem(name, f"{name}: {_cause(error)}")


class _Chained(io.RawIOBase):
    """A stream that begins with bytes already taken from it."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head, self._rest = head, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer) -> int:
        view = memoryview(buffer).cast("B")
        data, self._head = (self._head[:len(view)], self._head[len(view):]) if self._head else (
            self._rest.read(len(view)), b"")
        view[:len(data)] = data
        return len(data)


def _read_open(stream: BinaryIO, id: str | None, name: str, format_: InputFormat, published: date | None,
               source: str | None) -> Iterator[Article | Problem]:
    """The articles of one input. `id` names a lone article, or its bytes do; `name` is the input in messages."""
    if format_ == "jsonl":
        yield from read_json_lines(stream, name, published=published, source=source)
        return
    if format_ == "warc":
        yield from read_web_archive(stream, name, published=published, source=source)
        return
    limit = _LIMITS[format_]
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise ReadingError(f"{name}: larger than {limit // 1_000_000} MB, the most one {_CALLED[format_]} may have; "
                           "split it into articles, one JSON record a line")
    if not data.strip():
        raise ReadingError(f"{name}: empty; give a file with an article in it")
    if format_ == "feed":
        yield from read_feed(data, name, published=published, source=source)
        return
    id = id or f"stdin-{hashlib.sha256(data).hexdigest()[:8]}"
    if format_ == "html":
        decoded = decode_page(data, name)
        yield article_from_page(decoded.text, id=id, name=name, published=published, source=source)
    else:
        decoded = decode(data, name)
        yield article_from_text(decoded.text, id=id, name=name, published=published, source=source)
    if decoded.guessed:
        yield Problem(name, f"{name}: not UTF-8, read as {decoded.guessed}; save it as UTF-8 to be sure", lost=False)


def _format_of(path: str) -> InputFormat | None:
    suffixes = "".join(PurePath(path).suffixes[-2:]).lower()
    return SUFFIXES.get(suffixes) or SUFFIXES.get(PurePath(path).suffix.lower())


def _sniff(head: bytes) -> InputFormat:
    """The format by the first bytes of an input."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:2048].lower()
    if start.startswith((b"warc/", b"\x1f\x8b")):
        return "warc"
    if re.match(rb"(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:rss|feed|rdf:rdf)[\s>]", start, re.DOTALL):
        return "feed"
    if re.match(rb"<[!?a-z]", start):
        return "html"
    return "jsonl" if start.startswith(b"{") and not start.startswith(b"{\\rtf") else "text"


def _cause(error: OSError | ValueError) -> str:
    """What went wrong with a file, and the way out, in a few words."""
    if isinstance(error, FileNotFoundError):
        return "no such file; check the path"
    if isinstance(error, PermissionError):
        return "no right to read it; change its permissions (chmod +r, for a folder +rx)"
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return f"can't be read ({reason.lower()}); check the path"


def _printable(path: str) -> str:
    """A path whose name is no valid UTF-8 becomes text that can be stored and printed."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
