"""axe (https://github.com/dequelabs/axe-core) looks at every page in both themes, and at the states they can be in."""

from __future__ import annotations

import pytest

from kb.resources import shipped
from kb.timeline import TimelineEvent
from tests.browser.conftest import TOKEN, Look, Page

pytestmark = pytest.mark.browser

AXE = shipped("server") / "web" / "node_modules" / "axe-core" / "axe.min.js"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
PATHS = ("/", "/?lanes=place&entity=islamic-state", "/?q=nothing-like-that", "/?embed=1", "/articles", "/sources",
         "/about", "/sparql", "/sparql?example=10-who-is-in-the-news&view=chart",
         "/sparql?example=06-by-country-and-month&view=chart", "/sparql?example=01-what-happened&view=timeline",
         "/sparql?example=01-what-happened&view=map", "/add", "/entity/islamic-state", "/nothing")


@pytest.fixture(scope="session")
def axe() -> str:
    if not AXE.exists():
        pytest.skip("axe-core is not installed (npm ci in server/web)")
    return AXE.read_text(encoding="utf-8")


def violations(page: Page, axe: str) -> list[str]:
    page.evaluate(axe)
    found = page.evaluate("rules => axe.run(document, rules)", RULES)["violations"]
    return [f"{each['id']}: {each['help']} – {[node['html'][:160] for node in each['nodes'][:3]]}" for each in found]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("path", PATHS)
def test_axe_finds_nothing(look: Look, axe: str, path: str, dark: bool) -> None:
    page = look(path, dark=dark, fails=path == "/nothing")

    assert violations(page, axe) == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_on_an_event_and_its_article(look: Look, axe: str, shared_event: TimelineEvent,
                                                       dark: bool) -> None:
    page = look(f"/event/{shared_event.id}", dark=dark)
    assert violations(page, axe) == []

    page.locator(".witness .cite a").first.click()
    page.wait_for_url("**/article/*")
    assert violations(page, axe) == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_on_what_the_token_opens(look: Look, axe: str, writable: str, shared_event: TimelineEvent,
                                                   dark: bool) -> None:
    page = look("/add", at=writable, dark=dark)
    assert violations(page, axe) == []
    page.fill("textarea", "Ferry workers strike in Ostrava\n\n2 May 2021\n\nFerry workers began a strike yesterday.")
    page.fill("input[name=token]", TOKEN)
    page.click("form.add button")
    page.wait_for_selector(".found .entry")
    assert violations(page, axe) == []

    page = look(f"/event/{shared_event.id}", at=writable, dark=dark)
    page.locator("#decide summary").click()
    assert violations(page, axe) == []
    page.locator(".witness .cite a").first.click()
    page.wait_for_url("**/article/*")
    for summary in page.locator("details.correct summary").all():
        summary.click()
    assert violations(page, axe) == []


def test_axe_finds_nothing_on_a_phone(look: Look, axe: str, shared_event: TimelineEvent) -> None:
    for path in ("/", f"/event/{shared_event.id}", "/about"):
        assert violations(look(path, width=360, height=740), axe) == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_while_the_query_editor_completes(look: Look, axe: str, dark: bool) -> None:
    page = look("/sparql?example=02-who-did-what", dark=dark)
    page.locator(".elsewhere summary").click()
    page.locator(".CodeMirror").click()
    page.keyboard.press("Control+a")
    page.keyboard.type("SELECT * WHERE { ?event sem:has")
    page.wait_for_selector(".CodeMirror-hint")

    assert violations(page, axe) == []
