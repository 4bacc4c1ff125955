"""The query page: an editor that knows our names, its answers, and the query taken elsewhere."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.browser.conftest import Look, Page, expect

Keep = Callable[[Page, str], None]

pytestmark = pytest.mark.browser

COUNT = "SELECT (COUNT(?event) AS ?n) WHERE { ?event a sem:Event }"


def write(page: Page, query: str) -> None:
    """As a person does, key by key, in place of what the editor holds."""
    page.locator(".CodeMirror").click()
    page.keyboard.press("Control+a")
    page.keyboard.type(query)


def test_a_ready_query_answers_with_rows(look: Look, keep_picture: Keep) -> None:
    page = look("/sparql")
    page.locator(".ready a").first.click()
    page.wait_for_selector("table.rows tbody tr")
    page.wait_for_selector(".CodeMirror-line")
    keep_picture(page, "query")


def test_all_ready_queries_answer_with_rows_and_are_good_to_the_editor(look: Look) -> None:
    page = look("/sparql")
    links = page.locator(".ready a").evaluate_all("links => links.map(link => link.getAttribute('href'))")

    assert len(links) >= 10
    for link in links:
        page.goto(page.url.split("/sparql")[0] + link)
        page.wait_for_selector(".CodeMirror-line")
        assert page.locator("table.rows tbody tr").count() > 0, link
        assert page.locator(".parseErrorIcon").count() == 0, link


def test_ctrl_enter_runs_the_query_and_the_address_holds_it(look: Look) -> None:
    page = look("/sparql")
    write(page, COUNT)
    page.keyboard.press("Control+Enter")

    page.wait_for_selector("table.rows")
    assert int(page.locator("table.rows td").inner_text()) > 50
    assert parse_qs(urlsplit(page.url).query)["query"] == [COUNT]


def test_the_editor_completes_our_names(look: Look) -> None:
    page = look("/sparql")
    write(page, "SELECT * WHERE { ?event evt:likelyD")
    page.locator(".CodeMirror-hint", has_text="evt:likelyDate").first.click()

    expect(page.locator(".CodeMirror-code")).to_contain_text("?event evt:likelyDate")
    write(page, "PREFIX itsr")
    expect(page.locator(".CodeMirror-hint").first).to_have_text("itsrdf: <http://www.w3.org/2005/11/its/rdf#>")


def test_the_editor_points_at_the_line_that_is_wrong(look: Look) -> None:
    page = look("/sparql")
    write(page, "SELECT * WHERE { ?event a a a }")

    page.locator(".parseErrorIcon").hover()
    expect(page.locator(".parseErrorIcon")).to_have_attribute("title", re.compile("line is invalid"))
    write(page, "SELECT * WHERE { ?event nope:a ?what }")
    page.locator(".parseErrorIcon").hover()
    expect(page.locator(".parseErrorIcon")).to_have_attribute("title", "Prefix 'nope' is not defined")


def test_tab_leaves_the_editor(look: Look) -> None:
    page = look("/sparql")
    page.locator(".CodeMirror").click()
    page.keyboard.press("Tab")

    expect(page.locator(".actions button").first).to_be_focused()


def test_days_lead_to_the_timeline_and_events_to_their_pages(look: Look) -> None:
    page = look("/sparql")
    write(page, "SELECT ?event ?day WHERE { ?event a sem:Event ; sem:hasLatestEndTimeStamp ?day } LIMIT 3")
    page.locator(".actions button").first.click()
    page.wait_for_selector("table.rows")
    page.locator("table.rows td a").nth(1).click()

    page.wait_for_url("**/?from=*&to=*")
    page.go_back()
    page.locator('table.rows a[href^="/event/"]').first.click()
    page.wait_for_url("**/event/*")


def test_the_query_runs_elsewhere_as_it_stands_in_the_editor(look: Look) -> None:
    page = look("/sparql")
    asked = 'SELECT ?said WHERE { BIND("it\'s \\"so\\"\\\\" AS ?said) }'
    write(page, asked)
    page.locator(".elsewhere summary").click()

    curl = page.locator('[data-query-as="curl"]').inner_text()
    python = page.locator('[data-query-as="python"]').inner_text()
    assert _output("sh", "-c", curl).splitlines() == ["said", '"it\'s ""so""\\"']
    answer = ast.literal_eval(_output(sys.executable, "-c", python))
    assert [row["said"]["value"] for row in answer["results"]["bindings"]] == ['it\'s "so"\\']


def test_without_scripts_the_page_is_a_plain_form(look: Look) -> None:
    page = look("/sparql", scripts=False)
    page.fill("#query", COUNT)
    page.locator(".actions button").first.click()

    page.wait_for_selector("table.rows")
    page.locator(".elsewhere summary").click()
    assert _output("sh", "-c", page.locator('[data-query-as="curl"]').inner_text()).startswith("n")


#: Path → what shows that the scripts have drawn.
DRAWN = {"/sparql?example=10-who-is-in-the-news&view=chart": ".bar-list rect",
         "/sparql?example=06-by-country-and-month&view=chart": ".over-days rect, .bar-list rect",
         "/sparql?example=01-what-happened&view=timeline": ".lanes .mark",
         "/sparql?example=01-what-happened&view=map": ".map .spot"}


@pytest.mark.parametrize("path", DRAWN)
@pytest.mark.parametrize(("width", "dark"), [(1280, False), (1280, True), (360, False)])
def test_an_answer_is_drawn_and_fits(look: Look, path: str, width: int, dark: bool) -> None:
    page = look(path, width=width, dark=dark)

    page.wait_for_selector(DRAWN[path])
    assert page.locator(".views [aria-current]").inner_text().lower() == path.rpartition("=")[2]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_view_is_chosen_by_a_link_and_kept_by_the_next_query(look: Look) -> None:
    page = look("/sparql?example=10-who-is-in-the-news")
    page.locator(".views a", has_text="Chart").click()
    page.wait_for_selector(".bar-list")
    assert parse_qs(urlsplit(page.url).query)["view"] == ["chart"]

    write(page, 'SELECT ?fruit ?n { VALUES (?fruit ?n) { ("apples" 3) ("pears" 5) } }')
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(".bar-list li:nth-child(2)")
    assert page.locator(".bar-name").all_inner_texts() == ["apples", "pears"]
    assert parse_qs(urlsplit(page.url).query)["view"] == ["chart"]


def test_marks_and_spots_lead_to_their_pages(look: Look) -> None:
    page = look("/sparql?example=01-what-happened&view=timeline")
    page.locator(".lanes a.mark").first.click()
    page.wait_for_url("**/event/*")

    page = look("/sparql?example=01-what-happened&view=map")
    page.locator(".spot-list a").first.click()
    page.wait_for_url("**/entity/*")


def test_without_scripts_a_chart_and_the_lists_are_there(look: Look) -> None:
    assert look("/sparql?example=10-who-is-in-the-news&view=chart", scripts=False).locator(".bar-list rect").count() > 5
    assert look("/sparql?example=01-what-happened&view=timeline", scripts=False).locator(".entries .entry").count() > 3
    assert look("/sparql?example=01-what-happened&view=map", scripts=False).locator(".spot-list a").count() > 0


def test_no_other_page_loads_the_editor(look: Look) -> None:
    for path in ("/", "/about", "/articles"):
        assert look(path).locator('script[src*="/query-"], link[href*="/query-"]').count() == 0


def _output(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout
