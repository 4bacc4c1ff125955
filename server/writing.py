"""What people with the token may do on the pages: add articles after seeing what is found in them, correct a
publication date, take articles out, and say which sentences tell one event."""

from __future__ import annotations

import hashlib
import json
import tempfile
import threading
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response as AnyResponse

from kb import views
from kb.errors import DateError, ReadingError
from kb.graph.iris import article_slug
from kb.knowledge_base import KnowledgeBase
from kb.plain import from_plain, to_plain
from kb.reading import Article, Problem, article_from_text, parse_published, read
from kb.reading.fetching import fetch
from server.authorization import require_sent_token

#: Bytes that a form may bring, and the articles of it that are shown before they are kept.
LARGEST, SHOWN = 20_000_000, 20
#: How a file is read that a server sent as this media type.
_SUFFIXES = {"text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt"}


def blueprint(knowledge_base: KnowledgeBase) -> Blueprint:
    writing = Blueprint("writing", __name__)
    one_at_a_time = threading.Lock()

    @writing.before_request
    def larger_forms() -> None:
        request.max_content_length = request.max_form_memory_size = LARGEST

    @writing.get("/add")
    def add() -> str:
        return render_template("add.html", found=None, problem=None)

    @writing.post("/add")
    def added() -> AnyResponse:
        token = _token()
        try:
            articles = _kept_articles() if "articles" in request.form else _read()
            if request.form.get("action") == "keep":
                with one_at_a_time:
                    knowledge_base.ingest(articles)
                slug = article_slug(articles[0].id)
                return redirect(url_for("linked_data.article", slug=slug) if len(articles) == 1
                                else url_for("pages.articles"), 303)
        except (ReadingError, DateError) as error:
            return _private(render_template("add.html", found=None, token=token, problem=str(error)), 400)
        found = [views.article_view(knowledge_base.annotate(article), {}) for article in articles[:SHOWN]]
        return _private(render_template("add.html", found=found, more=len(articles) - len(found),
                                        token=token, problem=None, articles=json.dumps(to_plain(articles))))

    @writing.post("/article/<slug>/date")
    def redated(slug: str) -> AnyResponse:
        _token()
        published = parse_published(request.form.get("published", ""))
        article = knowledge_base.extraction(slug).article
        with one_at_a_time:
            knowledge_base.redate(article.id, published)
        return redirect(url_for("linked_data.article", slug=slug), 303)

    @writing.post("/article/<slug>/remove")
    def removed(slug: str) -> AnyResponse:
        _token()
        with one_at_a_time:
            knowledge_base.remove([slug])
        return redirect(url_for("pages.articles"), 303)

    @writing.post("/event/<id>/split")
    def split(id: str) -> AnyResponse:
        _token()
        with one_at_a_time:
            found = knowledge_base.split_event(id, request.form.get("mention", ""))
        return redirect(url_for("linked_data.event", id=found), 303)

    @writing.post("/event/<id>/merge")
    def merge(id: str) -> AnyResponse:
        _token()
        other = request.form.get("other", "").strip().rstrip("/").rpartition("/")[2]
        if not other:
            raise BadRequest("Name the other event by its address or id.")
        with one_at_a_time:
            found = knowledge_base.merge_events(id, knowledge_base.event_id(other))
        return redirect(url_for("linked_data.event", id=found), 303)

    def _token() -> str:
        sent = request.form.get("token", "")
        require_sent_token(knowledge_base.settings.token, sent)
        return sent

    return writing


def _private(page: str, status: int = 200) -> Response:
    """A page that holds the token: nobody keeps a copy."""
    response = make_response(page, status)
    response.headers["Cache-Control"] = "no-store"
    return response


def _read() -> list[Article]:
    """The articles that the form brings. Raises ReadingError."""
    given = {name: (request.form.get(name) or "").strip() or None
             for name in ("title", "source", "published", "address")}
    published = parse_published(given["published"]) if given["published"] else None
    upload = request.files.get("file")
    if upload and upload.filename:
        name = Path(upload.filename.replace("\\", "/")).name
        found = _read_file(upload.read(), name, published, given["source"])
        return [article if article.id != name else replace(article, id=f"{name}#{_digest(article.text)}")
                for article in found]
    if given["address"]:
        body, media = fetch(given["address"])
        name = given["address"].rstrip("/").rpartition("/")[2] or "page"
        found = _read_file(body, Path(name).stem[:60] + _SUFFIXES.get(media, ".html"), published, given["source"])
        return [replace(article, id=given["address"], url=given["address"]) for article in found[:1]]
    text = (request.form.get("text") or "").replace("\r\n", "\n")
    if not text.strip():
        raise ReadingError("Nothing to read; paste a text, choose a file or give an address")
    return [article_from_text(text, id=f"pasted-{_digest(text)}", name="the pasted text", title=given["title"],
                              source=given["source"], published=published)]


def _read_file(body: bytes, name: str, published: date | None, source: str | None) -> list[Article]:
    """The articles of a file with this name; an article that the file does not name goes by the file's name."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / (name.lstrip(".") or "file")
        path.write_bytes(body)
        found = list(read([path], published=published, source=source))
        for item in found:
            if isinstance(item, Problem) and item.lost:
                raise ReadingError(str(item).replace(str(path), name))
        return [replace(item, id=item.id.replace(str(path), name)) for item in found if isinstance(item, Article)]


def _kept_articles() -> list[Article]:
    """The articles that were shown, with the publication dates as the reader left them. Raises DateError."""
    try:
        plain: list[Any] = json.loads(request.form["articles"])
        articles: list[Article] = [from_plain(Article, each) for each in plain]
    except (ValueError, KeyError, TypeError) as error:
        raise BadRequest("The form came back changed; go back and read the article again.") from error
    found = []
    for number, article in enumerate(articles):
        wanted = request.form.get(f"published-{number}", str(article.published or "")).strip()
        if wanted != str(article.published or ""):
            article = article.dated(parse_published(wanted), "option") if wanted else article.dated(None, None)
        found.append(article)
    return found


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]
