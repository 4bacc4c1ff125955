"""A person looks at the timeline page, moves the window and narrows the view."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.browser.conftest import Look, Page, expect

pytestmark = pytest.mark.browser

Keep = Callable[[Page, str], None]


def asked(page: Page) -> dict[str, list[str]]:
    """What the address asks for."""
    return parse_qs(urlsplit(page.url).query)


def wait_for(page: Page, condition: Callable[[dict[str, list[str]]], bool]) -> None:
    """Until the address asks for what it should. (The page's security policy forbids evaluated strings.)"""
    page.wait_for_url(lambda url: condition(parse_qs(urlsplit(url).query)))


def test_events_are_drawn_and_listed(look: Look, keep_picture: Keep) -> None:
    page = look("/")

    page.wait_for_selector("[data-lanes] svg a.mark")
    assert page.locator(".bars rect").count() > 3
    assert page.locator(".entry").count() > 20
    assert page.locator("[data-lanes] a.mark").count() <= 500
    keep_picture(page, "timeline")


def test_labels_in_the_lanes_never_overlap(look: Look) -> None:
    page = look("/")
    page.wait_for_selector("[data-lanes] svg a.mark")

    overlaps = page.evaluate("""() => {
        const boxes = [...document.querySelectorAll("[data-lanes] a.mark text")].map(t => t.getBoundingClientRect());
        return boxes.flatMap((a, i) => boxes.slice(i + 1).filter(b => a.left < b.right && b.left < a.right
            && a.top + 4 < b.bottom - 4 && b.top + 4 < a.bottom - 4)).length;
    }""")
    assert overlaps == 0


def test_a_phone_shows_all_without_scrolling_sideways(look: Look, keep_picture: Keep) -> None:
    for width in (360, 390):
        page = look("/", width=width, height=844)
        page.wait_for_selector("[data-lanes] svg a.mark")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    keep_picture(page, "timeline-phone")


def test_dark_is_dark(look: Look, keep_picture: Keep) -> None:
    page = look("/", dark=True, width=390, height=844)
    page.wait_for_selector("[data-lanes] svg a.mark")

    red, green, blue = page.evaluate(
        "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).slice(0, 3).map(Number)")
    assert max(red, green, blue) < 60
    keep_picture(page, "timeline-dark")


def test_without_scripts_the_list_has_everything_and_the_form_works(look: Look) -> None:
    page = look("/", scripts=False)
    assert page.locator(".entry").count() > 20
    assert page.locator("[data-charts]").is_hidden()

    page.fill("input[name=q]", "roads")
    page.click("form.search button")

    assert asked(page) == {"q": ["roads"]}
    assert 0 < page.locator(".entry").count() < 20
    assert page.locator(".chip", has_text="roads").count() == 1


def test_a_search_narrows_the_list_while_typing(look: Look) -> None:
    page = look("/")
    all_of_them = page.locator(".entry").count()

    page.locator("input[name=q]").press_sequentially("resign")

    wait_for(page, lambda asked: asked.get("q") == ["resign"])
    assert 0 < page.locator(".entry").count() < all_of_them
    assert page.evaluate("document.activeElement.name") == "q"


def test_a_facet_becomes_a_chip_that_takes_itself_away(look: Look) -> None:
    page = look("/")
    facet = page.locator(".facets a", has_text="Islamic State").first
    facet.click()
    page.wait_for_selector(".chip")
    assert asked(page) == {"entity": ["islamic-state"]}
    narrowed = page.locator(".entry").count()

    page.locator(".chip").click()

    wait_for(page, lambda asked: asked == {})
    assert page.locator(".entry").count() > narrowed


def test_drawing_a_window_on_the_histogram_chooses_it(look: Look) -> None:
    page = look("/")
    page.wait_for_selector(".overview svg")
    box = page.locator("[data-overview]").bounding_box()
    assert box

    page.mouse.move(box["x"] + box["width"] * 0.3, box["y"] + 30)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.7, box["y"] + 30, steps=4)
    page.mouse.up()

    wait_for(page, lambda asked: "from" in asked)
    assert asked(page)["from"] < asked(page)["to"]
    assert page.locator("input[name=from]").input_value() == asked(page)["from"][0]


def test_keys_move_the_window_and_back_brings_it_back(look: Look) -> None:
    page = look("/?from=2019-02-01&to=2019-02-28")
    page.wait_for_selector("[data-lanes] svg")

    page.focus("[data-lanes]")
    page.keyboard.press("ArrowLeft")
    wait_for(page, lambda asked: asked["from"] < ["2019-02-01"])
    assert page.evaluate("document.activeElement.hasAttribute('data-lanes')")
    page.go_back()

    wait_for(page, lambda asked: asked["from"] == ["2019-02-01"])
    expect(page.locator("input[name=from]")).to_have_value("2019-02-01")


def test_buttons_make_the_window_closer_and_wider(look: Look) -> None:
    page = look("/?from=2019-02-01&to=2019-02-28")
    page.click("[data-move=in]")
    wait_for(page, lambda asked: asked["from"] > ["2019-02-01"])
    assert asked(page)["to"][0] < "2019-02-28"


def test_a_copied_address_gives_the_same_view(look: Look) -> None:
    path = "/?from=2019-02-10&to=2019-02-20&entity=islamic-state&details=1"
    first, second = look(path), look(path)

    for page in (first, second):
        page.wait_for_selector("[data-lanes] svg a.mark")
    assert first.locator(".results").inner_text() == second.locator(".results").inner_text()
    assert first.locator("[data-shown]").inner_text() == "10 Feb 2019 – 20 Feb 2019"


def test_a_mark_leads_to_its_event(look: Look) -> None:
    page = look("/?from=2019-02-10&to=2019-02-20")
    mark = page.locator("[data-lanes] a.mark text").first
    label = str(mark.text_content()).rstrip("…").strip()

    mark.click()

    page.wait_for_url("**/event/*")
    assert page.locator("h1").inner_text().startswith(label)
