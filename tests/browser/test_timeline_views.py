"""Lanes, map, shelf, slider and addresses: what a view shows and how it is kept."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from kb.knowledge_base import KnowledgeBase
from kb.resources import shipped
from kb.timeline import TimelineQuery
from tests.browser.conftest import Browser, Look, Page, expect

pytestmark = pytest.mark.browser

MARK = "[data-lanes] svg a.mark"
#: What a view is: the address's question, what is drawn, and what is listed.
VIEW = """() => [document.querySelector("[data-shown]").textContent,
    document.querySelector(".count").textContent.trim(),
    [...document.querySelectorAll(".entry h3")].map(e => e.textContent), document.querySelector("select").value,
    [...document.querySelectorAll(".chip span:first-child")].map(e => e.textContent)]"""


def asked(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def wait_for(page: Page, condition: Callable[[dict[str, list[str]]], bool]) -> None:
    page.wait_for_url(lambda url: condition(parse_qs(urlsplit(url).query)))


def drawn(page: Page, path: str) -> int:
    return page.locator(f"{MARK} {path}").count()


def test_lanes_are_the_reader_s_choice(look: Look, keep_picture: Callable[[Page, str], None]) -> None:
    page = look("/")
    assert page.locator(".lane-name").count() == 0

    page.select_option("select[name=lanes]", "entity")

    wait_for(page, lambda asked: asked.get("lanes") == ["entity"])
    expect(page.locator(".lane-name", has_text="Islamic State").first).to_be_attached()
    expect(page.locator(".lane-name", has_text="everything else")).to_be_attached()
    keep_picture(page, "timeline-lanes")


def test_a_lane_s_name_leaves_only_its_events(look: Look) -> None:
    page = look("/?lanes=type")
    page.locator(".lane-head a").first.click()

    wait_for(page, lambda asked: "type" in asked)
    assert asked(page)["lanes"] == ["type"]


def test_a_day_is_a_dot_and_a_month_a_bar_and_an_open_date_an_arrow_and_a_doubt_fades(look: Look) -> None:
    page = look("/")
    page.wait_for_selector(MARK)

    assert drawn(page, "circle") > 5
    assert drawn(page, "rect.span:not(.fades)") > 0
    assert drawn(page, "path.open") > 0
    assert page.locator(f"{MARK} rect.fades").first.get_attribute("fill") == "url(#fade)"


def test_a_bar_is_as_long_as_its_month(look: Look, samples: KnowledgeBase) -> None:
    month = next(event for event in samples.timeline(TimelineQuery(limit=500)).events
                 if event.granularity == "month" and event.precision == "month")
    assert month.earliest and month.latest
    page = look(f"/?from={month.earliest.replace(day=1)}&to={month.latest}")
    page.wait_for_selector(MARK)

    width = page.evaluate("document.querySelector('[data-lanes]').clientWidth")
    bar = page.locator(f'[data-event="{month.id}"] rect')
    assert abs(float(bar.get_attribute("width") or 0) - width) < 2


def test_what_is_planned_is_an_outline(look: Look) -> None:
    page = look("/?certainty=planned")
    page.wait_for_selector(MARK)

    fills = page.locator(f"{MARK} circle").evaluate_all("all => all.map(e => getComputedStyle(e).fill)")
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert set(fills) == {paper}


def test_events_without_a_date_have_a_shelf(look: Look) -> None:
    page = look("/")
    shelved = page.locator(".shelf li a").all_inner_texts()

    assert shelved
    page.locator(".facets a", has_text="date unknown").click()
    wait_for(page, lambda asked: asked.get("precision") == ["unknown"])
    assert page.locator(".entry h3").all_inner_texts() == shelved


def test_the_map_leads_to_a_place_and_follows_the_choice(look: Look) -> None:
    page = look("/?from=2019-01-01&to=2019-03-31")
    page.wait_for_selector("[data-map] .land")
    spots = page.locator(".spot").count()
    assert spots > 2

    page.locator(".spot", has_text="Baghouz").first.locator("text").click()

    wait_for(page, lambda asked: asked.get("place") == ["baghouz"])
    expect(page.locator(".spot.chosen")).to_have_count(1)
    assert page.locator(".spot").count() < spots


def test_every_place_on_the_map_can_be_hit(look: Look) -> None:
    for width in (360, 1280):
        page = look("/", width=width)
        page.wait_for_selector("[data-map] .land")
        page.locator("[data-map]").scroll_into_view_if_needed()

        hidden = page.evaluate("""() => [...document.querySelectorAll(".spot")].filter(spot => {
            const { x, y, width, height } = spot.querySelector("circle").getBoundingClientRect();
            const around = [...Array(12).keys()].map(i => [Math.cos(i * Math.PI / 6), Math.sin(i * Math.PI / 6)]);
            return ![[0, 0], ...around].some(([dx, dy]) => spot.contains(document.elementFromPoint(
                x + width / 2 + dx * width * 0.35, y + height / 2 + dy * height * 0.35)));
        }).map(spot => spot.querySelector("title").textContent)""")
        assert page.locator(".spot").count() > 5
        assert hidden == []


def test_the_slider_shows_what_had_been_reported_by_a_day(look: Look) -> None:
    page = look("/")
    all_of_them = page.locator(".entry").count()

    page.focus("input[type=range]")
    page.keyboard.press("Home")

    wait_for(page, lambda asked: "known" in asked)
    expect(page.locator(".chip", has_text="as known on")).to_be_visible()
    assert 0 < page.locator(".entry").count() < all_of_them
    assert page.locator("input[type=range]").get_attribute("aria-valuetext") == asked(page)["known"][0]


def test_the_list_says_when_an_event_was_first_told(look: Look) -> None:
    page = look("/?q=assault")

    expect(page.locator(".entry .told").first).to_contain_text("first on")


def test_back_and_forward_and_reload_give_the_same_views(look: Look) -> None:
    page = look("/?from=2019-01-01&to=2019-03-31")
    page.wait_for_selector(MARK)
    first = page.evaluate(VIEW)
    page.select_option("select[name=lanes]", "source")
    wait_for(page, lambda asked: "lanes" in asked)
    page.wait_for_selector(".lane-name")
    page.locator(".facets a", has_text="attack").first.click()
    wait_for(page, lambda asked: "type" in asked)
    page.wait_for_selector(".chip:nth-child(1)")
    last = page.evaluate(VIEW)

    page.go_back()
    page.go_back()
    wait_for(page, lambda asked: "lanes" not in asked)
    expect(page.locator(".lane-name")).to_have_count(0)
    assert page.evaluate(VIEW) == first
    page.go_forward()
    page.go_forward()
    wait_for(page, lambda asked: "type" in asked)
    expect(page.locator(".chip")).to_have_count(2)
    assert page.evaluate(VIEW) == last
    page.reload()
    page.wait_for_selector(MARK)
    assert page.evaluate(VIEW) == last


def test_the_fields_choose_exact_days(look: Look) -> None:
    page = look("/")
    page.fill("input[name=from]", "2019-02-10")
    page.fill("input[name=to]", "2019-02-20")

    wait_for(page, lambda asked: asked.get("to") == ["2019-02-20"])
    expect(page.locator("[data-shown]")).to_have_text("10 Feb 2019 – 20 Feb 2019")


def test_what_lies_beyond_the_window_is_counted_and_led_to(look: Look) -> None:
    page = look("/?from=2019-02-10&to=2019-02-20")
    page.locator(".beyond-links a", has_text="earlier").click()

    wait_for(page, lambda asked: asked == {"to": ["2019-02-09"]})
    assert page.locator(".entry").count() > 0


def test_what_could_also_lie_in_the_window_is_said(look: Look) -> None:
    page = look("/?from=2016-01-01&to=2016-12-31")

    expect(page.locator(".count")).to_contain_text("open at one end")


def test_dragging_the_lanes_moves_the_window(look: Look) -> None:
    page = look("/?from=2019-02-01&to=2019-02-28")
    page.wait_for_selector(MARK)
    box = page.locator("[data-lanes]").bounding_box()
    assert box
    page.mouse.move(box["x"] + 700, box["y"] + box["height"] - 8)
    page.mouse.down()
    page.mouse.move(box["x"] + 300, box["y"] + box["height"] - 8, steps=5)
    page.mouse.up()

    wait_for(page, lambda asked: asked["from"] > ["2019-02-01"])


def test_ctrl_and_the_wheel_come_closer_where_the_pointer_is(look: Look) -> None:
    page = look("/?from=2019-01-01&to=2019-03-31")
    page.wait_for_selector(MARK)
    box = page.locator("[data-lanes]").bounding_box()
    assert box
    page.mouse.move(box["x"] + 2, box["y"] + 40)
    page.keyboard.down("Control")
    page.mouse.wheel(0, -200)
    page.keyboard.up("Control")

    wait_for(page, lambda asked: asked["to"] < ["2019-03-31"])
    assert asked(page)["from"] <= ["2019-01-02"]


def test_two_fingers_come_closer(look: Look) -> None:
    page = look("/?from=2019-01-01&to=2019-03-31", touch=True, width=390, height=844)
    page.wait_for_selector(MARK)
    page.locator("[data-lanes]").scroll_into_view_if_needed()
    box = page.locator("[data-lanes]").bounding_box()
    assert box
    touch = page.context.new_cdp_session(page)
    y, middle = box["y"] + 30, box["x"] + box["width"] / 2

    def fingers(kind: str, apart: float) -> None:
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [] if kind == "touchEnd" else [
            {"x": middle - apart, "y": y, "id": 0}, {"x": middle + apart, "y": y, "id": 1}]})

    fingers("touchStart", 20)
    for apart in (30, 50, 80):
        fingers("touchMove", apart)
    fingers("touchEnd", 0)

    wait_for(page, lambda asked: asked["from"] > ["2019-01-01"] and asked["to"] < ["2019-03-31"])


def test_the_plus_key_comes_closer_and_the_minus_key_goes_back(look: Look) -> None:
    page = look("/?from=2019-02-01&to=2019-02-28")
    page.focus("[data-lanes]")
    page.keyboard.press("+")
    wait_for(page, lambda asked: asked["from"] > ["2019-02-01"])
    page.keyboard.press("-")

    wait_for(page, lambda asked: asked["from"] == ["2019-02-01"])


def test_details_are_a_choice_that_the_address_keeps(look: Look) -> None:
    page = look("/?q=said")
    page.check("input[name=details]")

    wait_for(page, lambda asked: asked.get("details") == ["1"])
    assert page.locator(".entry").count() > 0


def test_keys_go_from_event_to_event_and_open_one(look: Look) -> None:
    page = look("/?from=2019-01-01&to=2019-03-31")
    page.wait_for_selector(MARK)
    page.locator("[data-lanes]").focus()

    for key in "nnpn":
        page.keyboard.press(key)
    pointed = page.locator(f"{MARK}.pointed")
    assert pointed.count() == 1
    expect(page.locator("[data-pointed]")).to_have_text(pointed.locator("title").text_content() or "")
    address = pointed.get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{address}")


def test_all_of_time_is_one_key_or_button_away(look: Look) -> None:
    for choose in (lambda page: page.locator("[data-lanes]").press("0"),
                   lambda page: page.locator("[data-move=all]").click()):
        page = look("/?from=2019-02-16&to=2019-02-17")
        expect(page.locator(".beyond-before")).to_be_visible()

        choose(page)

        wait_for(page, lambda asked: asked["from"][0] < "2014-01-01" and asked["to"][0] > "2019-03-31")
        expect(page.locator(".beyond")).to_have_count(0)


def test_a_view_is_shared_by_its_address_or_as_a_frame(look: Look) -> None:
    page = look("/?entity=islamic-state&lanes=place")
    page.locator(".share summary").click()

    assert page.locator(".share input").input_value() == page.url
    frame = page.locator(".share textarea").input_value()
    assert frame.startswith(f'<iframe src="{page.url}&embed=1"') and frame.endswith("</iframe>")
    page.locator("[data-copy]").first.click()
    expect(page.locator("[data-copy]").first).to_have_text("Copied")


def test_light_or_dark_is_a_choice_that_lasts_and_can_be_given_back_to_the_system(look: Look) -> None:
    page = look("/about")
    paper = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(paper)

    page.get_by_role("button", name="Dark colours").click()
    dark = page.evaluate(paper)
    assert dark != light
    page.reload()
    assert page.evaluate(paper) == dark and page.locator("html").get_attribute("data-theme") == "dark"
    expect(page.get_by_role("button", name="Dark colours")).to_have_attribute("aria-pressed", "true")

    page.get_by_role("button", name="Dark colours").click()
    assert page.evaluate(paper) == light and page.context.cookies() == []


def test_an_embedded_view_is_chart_and_list_alone_and_may_be_framed(look: Look) -> None:
    page = look("/?embed=1&from=2019-01-01&to=2019-03-31")
    page.wait_for_selector(MARK)

    for part in (".masthead", ".search", ".facets", ".colophon"):
        assert page.locator(part).is_hidden()
    assert page.locator("base").get_attribute("target") == "_blank"
    link = page.get_by_role("link", name="This view on its own page")
    assert link.get_attribute("href") == "/?from=2019-01-01&to=2019-03-31"
    policy = page.request.get(page.url).headers["content-security-policy"]
    assert "frame-ancestors *" in policy
    assert "frame-ancestors 'self'" in page.request.get(page.url.replace("embed=1", "embed=0")).headers[
        "content-security-policy"]


def test_print_has_chart_and_list_and_no_controls(look: Look) -> None:
    page = look("/?from=2019-01-01&to=2019-03-31")
    page.wait_for_selector(MARK)
    page.emulate_media(media="print")

    assert page.locator(".entry").first.is_visible()
    assert page.locator("[data-lanes]").is_visible()
    for part in (".masthead nav", ".search", ".facets", ".lanes-tools", ".overview"):
        assert page.locator(part).first.is_hidden()


def test_a_page_of_another_direction_does_not_scroll_sideways(look: Look) -> None:
    page = look("/", width=390, height=844)
    page.evaluate("document.documentElement.dir = 'rtl'")

    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_nothing_matches_says_so_and_offers_a_way_on(look: Look) -> None:
    page = look("/?q=nothingofthekind")

    expect(page.locator(".empty")).to_contain_text("No event here")
    page.locator(".chip").click()
    wait_for(page, lambda asked: asked == {})


def test_an_impossible_address_is_told_in_words(look: Look) -> None:
    page = look("/?lanes=colour", fails=True)

    expect(page.locator("main")).to_contain_text("give place, entity, type, source")


def test_marks_and_list_point_each_other_out(look: Look) -> None:
    page = look("/?from=2019-02-10&to=2019-02-20")
    page.wait_for_selector(MARK)
    page.hover(f"{MARK} text >> nth=0")

    expect(page.locator(".entry.pointed")).to_have_count(1)


def test_the_tab_key_goes_through_the_controls_in_the_order_that_they_stand(look: Look) -> None:
    page = look("/")
    seen = []
    for _ in range(18):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.getBoundingClientRect().top + scrollY"))

    tops = [top for top in seen[1:] if top is not None]
    assert all(later >= earlier - 60 for earlier, later in pairwise(tops))


def test_an_entity_names_who_else_takes_part(look: Look) -> None:
    page = look("/entity/islamic-state")
    together = page.locator(".others li").first

    together.locator("a").nth(1).click()
    page.wait_for_url("**/?entity=islamic-state&entity=*")
    assert page.locator(".entry").count() > 0


def test_the_outlets_lead_to_what_they_tell(look: Look) -> None:
    page = look("/sources")
    page.locator("th a", has_text="Meridian Daily").click()

    page.wait_for_url("**/?source=*")
    expect(page.locator(".chip")).to_contain_text("Meridian Daily")


def test_about_shows_what_was_measured(look: Look) -> None:
    page = look("/about")
    page.locator("summary", has_text="Dates in words").click()

    assert page.locator("details[open] td.number").count() > 0


def test_all_that_a_page_loads_is_small() -> None:
    """The editor of the query page is that page's own."""
    built = shipped("server") / "static" / "assets"
    packed = sum(len(gzip.compress(Path(file).read_bytes())) for file in built.iterdir()
                 if not file.name.startswith("query-"))

    assert packed < 100_000


def test_timelinejs_shows_the_view(browser: Browser, address: str) -> None:
    folder = shipped("server") / "web" / "node_modules" / "@knight-lab" / "timelinejs" / "dist"
    if not folder.exists():
        pytest.skip("TimelineJS is not installed (npm ci in server/web)")
    page = browser.new_page()
    data = page.request.get(f"{address}/timeline.json?q=assault").json()
    page.route("**/*", lambda route: route.abort())  # it would like fonts from elsewhere
    page.set_content("<div id=here style='width: 900px; height: 600px'></div>")
    page.add_script_tag(content=(folder / "js" / "timeline.js").read_text(encoding="utf-8"))
    page.evaluate("data => { window.shown = new TL.Timeline('here', data, {default_bg_color: 'white'}) }", data)
    page.wait_for_selector(".tl-timemarker", state="attached")

    assert page.locator(".tl-timemarker").count() == len(data["events"]) > 1
    assert page.evaluate("shown.config.getErrors()") == []
    assert page.locator(".tl-slide", has_text=data["events"][0]["display_date"]).count() > 0
    page.close()
