"""Web pages, feeds and archives."""

from __future__ import annotations

import gzip
import io
import uuid
from datetime import date
from pathlib import Path

import pytest

from kb.errors import ReadingError
from kb.reading import Article, Problem, article_from_page
from kb.reading.feed import read_feed
from kb.reading.web_archive import read_web_archive

PAGES = Path(__file__).parent / "pages"
DAILY = (PAGES / "daily.html").read_text(encoding="utf-8")


def body_of(article: Article) -> list[str]:
    return [article.text[block.begin:block.end] for block in article.blocks if block.kind == "body"]


def test_a_page_gives_its_main_text_under_its_title() -> None:
    article = article_from_page(DAILY, id="daily.html")
    assert article.extracted
    assert article.text.splitlines()[0] == article.title == "Miners of Sall end their strike"
    assert article.blocks[0].kind == "title"
    assert len(body_of(article)) == 4 and body_of(article)[0].startswith("The miners of Sall ended their strike")
    assert "cookies" not in article.text and "Flood" not in article.text


def test_the_metadata_give_address_outlet_language_and_the_first_date_of_publication() -> None:
    article = article_from_page(DAILY, id="daily.html")
    assert article.id == article.url == "https://daily.example/news/miners-of-sall-end-strike"
    assert (article.source, article.language) == ("The Anse Daily", "en")
    assert (article.published, article.published_from) == (date(2022, 5, 3), "metadata")


def test_a_page_of_old_is_dated_by_the_line_under_its_title_and_not_by_its_copyright() -> None:
    article = article_from_page((PAGES / "old-style.html").read_text(encoding="utf-8"), id="old.html")
    assert (article.published, article.published_from) == (date(2003, 8, 14), "text")
    assert article.published_span is not None and article.text[slice(*article.published_span)] == "14 August 2003"
    assert article.id == "old.html" and article.source is None


def test_dates_in_running_text_and_footers_never_date_a_page() -> None:
    markup = """<html><head><title>Ferry aground</title></head><body><article><h1>Ferry aground</h1>
        <p>A ferry ran aground off Cape Sorrow on 14 August 2003, the coast guard said, and nobody was hurt.</p>
        <p>Tugs pulled her free two hours later, and she went on to Port Lorne under her own power that night.</p>
        </article><aside><time datetime="2024-11-20">now</time></aside>
        <script type="application/ld+json">{"@type": "Event", "startDate": "2024-10-01"}</script>
        <footer>Page made 1 January 2024</footer></body></html>"""
    article = article_from_page(markup, id="ferry.html")
    assert article.published is None


def test_the_address_dates_a_page_last() -> None:
    markup = DAILY.replace("datePublished", "nothing").replace("dateModified", "nothing").replace("<time", "<b")
    markup = markup.replace("3 May 2022", "")
    article = article_from_page(markup, id="x", url="https://daily.example/2022/05/04/strike")
    assert (article.published, article.published_from) == (date(2022, 5, 4), "url")


@pytest.mark.parametrize("markup", ["<p></p>", "<html></html>", "<!-- -->", "<<<>>>", "no markup"])
def test_pages_without_an_article(markup: str) -> None:
    with pytest.raises(ReadingError, match=r"^x\.html: no article found on the page"):
        article_from_page(markup, id="x.html")


def test_a_declaration_of_another_encoding_does_no_harm() -> None:
    markup = '<?xml version="1.0" encoding="iso-8859-1"?>' + DAILY.replace("Renn told", "Renn (née Ōrr) told")
    assert any("née Ōrr" in line for line in body_of(article_from_page(markup, id="x")))


def test_characters_that_no_page_may_have_are_passed_over() -> None:
    markup = DAILY.replace("Renn told", "Renn\0\x0b&#0;&#xD800;&#11;&#99999999; told")
    assert any("” Renn told" in line for line in body_of(article_from_page(markup, id="x")))


@pytest.mark.timeout(120)
@pytest.mark.parametrize("filling", [
    "<div>" * 50_000, "<table>" + "<tr><td>1</td><td>2</td></tr>" * 4_000 + "</table>",
    "<p>The harbour burned down on Thursday, the mayor said.</p>" * 1_500, "<script>var x=1;</script>" * 5_000])
def test_pages_of_any_shape_are_read_in_time(filling: str) -> None:
    try:
        article_from_page(DAILY.replace("<nav>", filling + "<nav>"), id="x")
    except ReadingError as error:
        assert "no article found" in str(error)


FEED = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Anse Daily</title>
<item><title>Strike over</title><link>https://daily.example/strike</link><guid>d-1</guid>
<pubDate>Tue, 03 May 2022 18:40:00 +0200</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>The miners of Sall ended their strike on Tuesday.</p>
<p>Wages rise by <b>four</b> percent.</p>]]></content:encoded></item>
<item><title>Empty</title><link>https://daily.example/empty</link></item>
<item><title>Ferry aground</title><link>https://daily.example/ferry</link><pubDate>some day</pubDate>
<description>A ferry ran aground off Cape Sorrow.</description></item></channel></rss>"""


def test_a_feed_gives_an_article_for_each_entry_with_text() -> None:
    strike, empty, warning, ferry = read_feed(FEED.encode(), "daily.rss")
    assert isinstance(strike, Article)
    assert (strike.id, strike.url, strike.source, strike.published) == (
        "d-1", "https://daily.example/strike", "Anse Daily", date(2022, 5, 3))
    assert strike.text.splitlines() == [
        "Strike over", "The miners of Sall ended their strike on Tuesday.", "Wages rise by four percent."]
    assert isinstance(empty, Problem) and "daily.rss:2: entry 'Empty' carries no text" in empty.message
    assert isinstance(warning, Problem) and not warning.lost and "“some day” is no date" in warning.message
    assert isinstance(ferry, Article) and ferry.published is None and "ran aground" in ferry.text


def record(address: str, status: str, kind: str, body: bytes) -> bytes:
    """One response as a crawler stores it."""
    answer = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + body
    head = ("WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2022-05-04T00:00:00Z\r\n"
            f"WARC-Record-ID: <urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, address)}>\r\nWARC-Target-URI: {address}\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n")
    return head.encode() + answer + b"\r\n\r\n"


@pytest.mark.parametrize("compressed", [False, True])
def test_an_archive_gives_an_article_for_each_page(compressed: bool) -> None:
    records = [record("https://daily.example/strike", "200 OK", "text/html; charset=utf-8", DAILY.encode()),
               record("https://daily.example/logo.png", "200 OK", "image/png", b"\x89PNG"),
               record("https://daily.example/gone", "404 Not Found", "text/html", DAILY.encode()),
               record("https://daily.example/login", "200 OK", "text/html", (PAGES / "login.html").read_bytes())]
    data = b"".join(gzip.compress(one) if compressed else one for one in records)
    strike, login = read_web_archive(io.BytesIO(data), "crawl.warc")
    assert isinstance(strike, Article)
    assert strike.id == "https://daily.example/strike" and strike.published == date(2022, 5, 3)
    assert isinstance(login, Problem) and "crawl.warc:https://daily.example/login: no article" in login.message
