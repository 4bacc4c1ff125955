"""Who has the token adds an article: sees what is found in it, corrects its date, and keeps it."""

from __future__ import annotations

import http.server
import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from kb.knowledge_base import KnowledgeBase
from kb.settings import Settings
from kb.timeline import TimelineQuery
from server import create_app
from tests.serving import answering

TEXT = """Ferry workers strike in Ostrava
2 May 2021

Ferry workers began a strike in Ostrava yesterday. The mayor resigned on Friday."""
TOKEN = "long-enough-for-a-test"

Client = FlaskClient
Post = Callable[..., TestResponse]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    store = str(tmp_path_factory.mktemp("writing") / "store")
    with KnowledgeBase.open(Settings(store=store, token=TOKEN)) as base:
        yield base


@pytest.fixture
def client(base: KnowledgeBase) -> Client:
    return create_app(base).test_client()


def shown(page: str) -> dict[str, str]:
    """The hidden fields of the form that shows what was found."""
    return {name: unescape(value) for name, value in
            re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page)}


def test_nothing_is_kept_before_it_was_seen(client: Client, base: KnowledgeBase) -> None:
    page = client.post("/add", data={"text": TEXT, "token": TOKEN})

    assert page.status_code == 200
    assert "Ferry workers began a strike" in page.text
    assert "1 May 2021" in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert base.articles() == []


def test_a_corrected_date_moves_what_hangs_on_it_before_and_after_it_is_kept(client: Client,
                                                                             base: KnowledgeBase) -> None:
    fields = shown(client.post("/add", data={"text": TEXT, "token": TOKEN}).text)

    again = client.post("/add", data=fields | {"published-0": "2021-05-12", "action": "again"})
    assert "11 May 2021" in again.text
    kept = client.post("/add", data=shown(again.text) | {"published-0": "2021-05-12", "action": "keep"})

    assert kept.status_code == 303
    (article,) = base.articles()
    assert (article["published"], article["published_from"]) == ("2021-05-12", "option")

    slug = kept.headers["Location"].rpartition("/")[2]
    answer = client.post(f"/article/{slug}/date", data={"published": "2021-06-02", "token": TOKEN})
    assert answer.status_code == 303
    assert base.articles()[0]["published"] == "2021-06-02"
    assert "1 June 2021" in client.get(f"/article/{slug}", headers={"Accept": "text/html"}).text


def test_a_file_is_read_by_what_it_is(client: Client, tmp_path: Path) -> None:
    page = ("<html><head><title>Levee breaks at Port Ruby</title><meta property='article:published_time' "
            "content='2020-03-04'></head><body><article><h1>Levee breaks at Port Ruby</h1><p>A levee broke at "
            "Port Ruby yesterday. Hundreds of families fled to the hills, the governor told reporters.</p>"
            "<p>Rescue teams arrived on Monday with boats and blankets for all of them.</p></article></body></html>")
    file = tmp_path / "levee.html"
    file.write_text(page)

    answer = client.post("/add", data={"token": TOKEN, "file": (file.open("rb"), "levee.html")},
                         content_type="multipart/form-data")

    assert "Levee breaks at Port Ruby" in answer.text
    assert 'value="2020-03-04"' in answer.text


def test_a_page_is_fetched_by_its_address(client: Client) -> None:
    class Page(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200 if self.path == "/strike" else 404)
            self.send_header("Content-Type", "text/plain; charset=utf-8")
            self.end_headers()
            self.wfile.write(TEXT.encode())

        def log_message(self, *_: object) -> None:
            pass

    with answering(Page) as address:
        found = client.post("/add", data={"address": f"{address}/strike", "token": TOKEN})
        missing = client.post("/add", data={"address": f"{address}/nothing", "token": TOKEN})

    assert "Ferry workers began a strike" in found.text
    assert missing.status_code == 400
    assert "can&#39;t be fetched" in missing.text


@pytest.mark.parametrize("data", [{"text": " "}, {"address": "file:///etc/passwd"}, {"address": "ftp://example.org/a"},
                                  {"text": TEXT, "published": "soon"}])
def test_what_cannot_be_read_is_said_in_a_line(client: Client, data: dict[str, str]) -> None:
    answer = client.post("/add", data=data | {"token": TOKEN})

    assert answer.status_code == 400
    assert 'role="alert"' in answer.text


def test_a_person_takes_a_sentence_out_of_an_event_and_puts_it_back(client: Client, base: KnowledgeBase) -> None:
    other = "Ferry crews strike\n3 June 2021\n\nFerry workers began a strike in Ostrava on 1 June 2021."
    for text in (TEXT.replace("2 May", "2 June"), other):
        fields = shown(client.post("/add", data={"text": text, "token": TOKEN}).text)
        client.post("/add", data=fields | {"action": "keep"})
    event = max(base.timeline(TimelineQuery(details=True)).events, key=lambda event: len(event.articles))
    assert len(event.articles) > 1
    witness = base.event(event.id)["witnesses"][-1]
    mention = f"{witness['article']['id']}/{witness['id']}"

    refused = client.post(f"/event/{event.id}/split", data={"token": "guess", "mention": mention})
    split = client.post(f"/event/{event.id}/split", data={"token": TOKEN, "mention": mention})

    assert (refused.status_code, split.status_code) == (401, 303)
    apart = split.headers["Location"].rpartition("/")[2]
    assert len(base.event(apart)["witnesses"]) == 1
    rest = next(each for each in base.timeline(TimelineQuery(details=True)).events
                if each.label == event.label and each.id != apart)

    merged = client.post(f"/event/{rest.id}/merge", data={"token": TOKEN, "other": f"http://x/event/{apart}"})
    assert merged.status_code == 303
    assert len(base.event(merged.headers["Location"].rpartition("/")[2])["articles"]) == len(event.articles)
    assert client.post(f"/event/{rest.id}/merge", data={"token": TOKEN, "other": ""}).status_code == 400
    again = merged.headers["Location"].rpartition("/")[2]
    assert client.post(f"/event/{again}/merge", data={"token": TOKEN, "other": again}).status_code == 409


def test_nobody_writes_without_the_token(client: Client, base: KnowledgeBase) -> None:
    count = len(base.articles())

    assert client.post("/add", data={"text": TEXT, "token": "guess", "action": "keep"}).status_code == 401
    assert client.post("/add", data=urlencode({"text": TEXT}), content_type="application/x-www-form-urlencoded"
                       ).status_code == 401
    assert client.post("/article/x/date", data={"published": "2020-01-01", "token": ""}).status_code == 401
    assert len(base.articles()) == count


def test_a_server_without_a_token_takes_nothing(tmp_path: Path) -> None:
    with KnowledgeBase.open(Settings(store=str(tmp_path / "store"))) as base:
        client = create_app(base).test_client()

        assert "This server only reads" in client.get("/add").text
        assert client.post("/add", data={"text": TEXT, "token": ""}).status_code == 403
