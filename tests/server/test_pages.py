"""Pages say what the knowledge base knows, and work without scripts."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from kb.knowledge_base import KnowledgeBase
from kb.reading import article_from_text
from kb.settings import Settings
from server import create_app
from tests.server.conftest import BROWSER, SHUT, Ask

LABEL = "Rebels shut the bridge at Lanova"


def words(page: str) -> str:
    """The page as it reads: without markup, white space made single."""
    page = re.sub(r"<(script|svg|head)\b.*?</\1>", " ", page, flags=re.DOTALL)
    page = re.sub(r"</(p|li|h\d|d[td]|t[dh]|footer)>", " ", page)
    return " ".join(unescape(re.sub(r"<[^>]+>", "", page)).split())


def test_the_timeline_lists_events_by_date_with_links(ask: Ask) -> None:
    page = ask("/", accept=BROWSER).text

    assert f'<a href="/event/{SHUT}">{LABEL}</a>' in page
    assert page.index(LABEL) < page.index("Ministers meet")
    assert "17 February 2019" in page
    assert "People trapped" not in page


def test_details_are_shown_when_asked_for(ask: Ask) -> None:
    assert "People trapped" in ask("/?details=1").text


def test_the_search_form_carries_the_filters_on(ask: Ask) -> None:
    page = ask("/?type=Blockade&q=bridge&from=2019-01-01").text

    assert '<input type="hidden" name="type" value="Blockade">' in page
    assert 'name="q" value="bridge"' in page
    assert 'name="from" value="2019-01-01"' in page


def test_a_filter_can_be_taken_away(ask: Ask) -> None:
    page = ask("/?type=Blockade&q=bridge").text

    assert re.search(r'<a href="/\?q=bridge" class="chip"><span dir="auto">[Bb]lockade', page)
    assert '<a href="/?type=Blockade" class="chip"><span dir="auto">“bridge”' in page


def test_facets_add_to_what_was_chosen(ask: Ask) -> None:
    page = ask("/?q=lanova").text

    assert '<a href="/?q=lanova&amp;source=River+Herald">' in page


def test_a_view_without_events_says_what_to_do(ask: Ask) -> None:
    page = words(ask("/?q=submarine").text)

    assert "No event here" in page
    assert "Take one of the filters above away" in page


def test_an_event_shows_every_witness_with_its_words_marked(ask: Ask) -> None:
    page = ask(f"/event/{SHUT}", accept=BROWSER).text

    assert "The 2 sentences that tell it" in page
    assert re.search(r'<mark class="m m-trigger">shut<span class="m-tag">what</span></mark>', page)
    assert re.search(r'<mark class="m m-agent">Diehard rebels<span class="m-tag">who</span></mark>', page)
    assert "Harbour Post" in page
    assert "River Herald" in page


def test_an_event_shows_how_its_date_came_about(ask: Ask) -> None:
    page = words(ask(f"/event/{SHUT}", accept=BROWSER).text)

    assert "words yesterday" in page
    assert "counted from 18 February 2019 the publication date" in page
    assert "rule day before" in page
    assert "result 17 February 2019 2019-02-17" in page


def test_an_event_shows_what_ties_a_date_to_it_that_stands_elsewhere(ask: Ask) -> None:
    page = words(ask("/event/00000000000000a3", accept=BROWSER).text)

    assert "tied to it by another event of the sentence" in page
    assert "“meet” belongs to “attended”, which “in March” dates." in page


def test_an_event_says_who_says_so_and_why_it_is_one(ask: Ask) -> None:
    page = words(ask(f"/event/{SHUT}", accept=BROWSER).text)

    assert "says Ana Petrova" in page
    assert "“shut” and “closed” mean the same, same actor, same day" in page


def test_disagreements_stand_side_by_side(ask: Ask) -> None:
    page = words(ask("/event/00000000000000a2", accept=BROWSER).text)

    assert "Where reports differ How many up to 30 Diehard rebels shut the bridge at Lanova yesterday" in page
    assert "Harbour Post hundreds Hundreds of people were trapped. River Herald" in page


def test_an_entity_has_its_timeline_and_its_wikidata_item(ask: Ask) -> None:
    page = ask("/entity/place/lanova", accept=BROWSER).text

    assert 'href="https://www.wikidata.org/wiki/Q64"' in page
    assert LABEL in page


def test_an_article_has_its_text_with_the_events_marked(ask: Ask) -> None:
    page = ask("/article/river-7", accept=BROWSER).text

    assert f'<mark class="m m-trigger"><a href="/event/{SHUT}">closed</a></mark>' in page
    assert '<mark class="m m-time">Sunday</mark>' in page
    assert "concluded from other articles that tell the same" in page


def test_articles_are_listed_with_outlet_and_date(ask: Ask) -> None:
    page = words(ask("/articles", accept=BROWSER).text)

    assert "2 articles from 2 outlets" in page
    assert "River Herald, 18 February 2019" in page


def test_about_counts_what_there_is(ask: Ask) -> None:
    assert "2 articles tell 4 things" in words(ask("/about", accept=BROWSER).text)


@pytest.mark.parametrize("path", ["/", "/about", "/articles", f"/event/{SHUT}", "/article/river-7", "/sparql",
                                  "/entity/place/lanova", "/nothing"])
def test_no_page_asks_for_anything_from_elsewhere(ask: Ask, path: str) -> None:
    answer = ask(path, accept=BROWSER)

    assert answer.headers["Content-Security-Policy"].startswith("default-src 'self';")
    loaded = re.findall(r'<(?:script|link|img|iframe)[^>]*(?:src|href)="([^"]*)"', answer.text)
    assert all(target.startswith("/") for target in loaded)
    assert not re.search(r"<[^>]+\s(style|on\w+)=", answer.text)


def test_many_articles_stand_on_several_pages(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("server.pages.ARTICLES_LENGTH", 1)

    first = ask("/articles").text
    assert "this page shows 1–1" in words(first) and 'rel="prev"' not in first
    following = re.search(r'rel="next" href="([^"]+)"', first)
    assert following
    second = ask(following[1]).text
    assert "this page shows 2–2" in words(second) and 'rel="prev" href="/articles"' in second
    assert ask("/articles?offset=x").status == ask("/articles?offset=-5").status == 200


def test_a_store_without_articles_says_how_to_add_some_and_one_without_headline_events_does_not(tmp_path: Path) -> None:
    with KnowledgeBase.open(Settings(store=str(tmp_path / "store"))) as base:
        web = create_app(base).test_client()
        page = words(web.get("/").text)
        assert "No articles yet" in page and "Share or embed" not in page

        base.ingest([article_from_text("It seemed to rain.", id="rain", name="rain")])
        page = words(web.get("/").text)
        assert "No articles yet" not in page and "look among the details too" in page
