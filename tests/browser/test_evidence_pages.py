"""From an event to the sentences that tell it, and on to articles, entities and queries."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kb.timeline import TimelineEvent
from tests.browser.conftest import Look, Page

pytestmark = pytest.mark.browser

Keep = Callable[[Page, str], None]


def test_an_event_shows_its_sentences_marked(look: Look, shared_event: TimelineEvent,
                                             keep_picture: Keep) -> None:
    page = look(f"/event/{shared_event.id}")

    assert page.locator(".witness").count() == shared_event.mentions
    assert page.locator(".witness .m-trigger").count() >= shared_event.mentions
    assert page.locator("h1").inner_text() == shared_event.label
    keep_picture(page, "event")


def test_an_event_fits_a_phone(look: Look, shared_event: TimelineEvent, keep_picture: Keep) -> None:
    page = look(f"/event/{shared_event.id}", width=390, height=844)

    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    keep_picture(page, "event-phone")


def test_an_article_leads_to_its_events_and_back(look: Look, shared_event: TimelineEvent,
                                                 keep_picture: Keep) -> None:
    page = look(f"/event/{shared_event.id}")
    page.locator(".witness .cite a").first.click()
    page.wait_for_url("**/article/*")
    keep_picture(page, "article")

    marked = page.locator(f'.prose mark a[href="/event/{shared_event.id}"]').first
    marked.click()

    page.wait_for_url(f"**/event/{shared_event.id}")


def test_an_entity_has_a_timeline_of_its_own(look: Look) -> None:
    page = look("/entity/islamic-state")

    page.wait_for_selector("[data-lanes] svg a.mark")
    assert page.locator('a[href="https://www.wikidata.org/wiki/Q2429253"]').count() == 1


def test_every_page_has_one_heading_and_names_its_controls(look: Look, shared_event: TimelineEvent) -> None:
    for path in ("/", "/articles", "/sparql", "/about", f"/event/{shared_event.id}", "/entity/islamic-state"):
        page = look(path)
        assert page.locator("h1").count() == 1, path
        nameless = page.evaluate("""() => [...document.querySelectorAll("button, input:not([type=hidden]), textarea")]
            .filter(e => !(e.labels?.length || e.getAttribute("aria-label") || e.textContent.trim())).length""")
        assert nameless == 0, path


def test_keyboard_reaches_the_first_event_from_the_skip_link(look: Look) -> None:
    page = look("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"

    page.keyboard.press("Enter")
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('.entry') !== null"):
            break
    assert page.evaluate("document.activeElement.closest('.entry') !== null")
