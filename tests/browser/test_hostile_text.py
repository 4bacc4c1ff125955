"""Whatever an article says is shown as text and breaks nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kb.graph import Iris, article_graph, conclusions_graph
from kb.knowledge_base import KnowledgeBase
from kb.merging import Conclusions
from kb.reading import Block
from kb.settings import Settings
from kb.store import open_store
from kb.timeline import TimelineIndex
from tests.browser.conftest import Browser
from tests.conftest import concluded, harbour
from tests.serving import serving

pytestmark = pytest.mark.browser

MARKUP = "</script></title><img src=x onerror=alert(1)><script>alert(2)</script>\"'{{ 7*7 }}"
BIDI = "\u202egnihton\u202c \u200f\u2067"
LONG = "x" * 10_000
HOSTILE = f"{MARKUP} {BIDI} {LONG}"


@pytest.fixture
def hostile_base(tmp_path: Path) -> Iterator[KnowledgeBase]:
    """One report in which every text that is free is hostile."""
    report = harbour()
    text = report.article.text + "\n" + HOSTILE
    blocks = (*report.article.blocks, Block(len(report.article.text) + 1, len(text), "body"))
    article = replace(report.article, text=text, blocks=blocks, title=HOSTILE, source=HOSTILE)
    hostile = replace(
        report, article=article,
        times=tuple(replace(time, text=HOSTILE, explanation=HOSTILE) for time in report.times),
        entities=tuple(replace(entity, name=HOSTILE, reason=HOSTILE) for entity in report.entities),
        events=tuple(replace(event, label=HOSTILE, participants=tuple(
            replace(who, text=HOSTILE) for who in event.participants)) for event in report.events))
    events = tuple(
        replace(event, label=HOSTILE, mentions=mentions, reasons=(), disagreements=())
        for event in concluded().events
        if (mentions := tuple(ref for ref in event.mentions if ref.article == article.id)))
    iris = Iris()
    store = open_store(str(tmp_path / "store"))
    of_article = {ref.mention: event.id for event in events for ref in event.mentions}
    store.replace_graphs({
        str(iris.article(article.id)): article_graph(hostile, of_article, model="tiny 1"),
        str(iris.conclusions): conclusions_graph(Conclusions(events), [hostile])})
    with KnowledgeBase(store, TimelineIndex(), Settings()) as base:
        yield base


@pytest.fixture
def served(hostile_base: KnowledgeBase) -> Iterator[str]:
    with serving(hostile_base) as address:
        yield address


def test_hostile_texts_are_text_on_every_page(browser: Browser, hostile_base: KnowledgeBase, served: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.set_default_timeout(60_000)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("dialog", lambda dialog: complaints.append(dialog.message))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    article = str(hostile_base.articles()[0]["iri"]).rpartition("/")[2]
    try:
        for path in ("/?details=1", "/event/00000000000000a1", "/entity/place/lanova", f"/article/{article}",
                     "/articles", "/sources", "/?details=1&lanes=source", "/?details=1&lanes=entity&embed=1",
                     f"/?q={MARKUP}", "/?source=%3Cscript%3E&entity=place/lanova"):
            page.goto(f"{served}{path}")
            assert page.locator("img").count() == 0, path
            assert "49" not in page.title(), path
            assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
        for path in ("/timeline.ics", "/feed.atom", "/feed.json", "/events.csv", "/timeline.json", "/timeline.trig"):
            answer = page.request.get(f"{served}{path}?details=1")
            assert answer.ok, path
            assert answer.headers["x-content-type-options"] == "nosniff"
            assert not answer.headers["content-type"].startswith("text/html")
    finally:
        context.close()
    assert complaints == []
