"""The sample articles, read by the real model, served over HTTP, and a real browser that looks at them.

`KB_SCREENSHOTS=1` keeps the pictures in `docs/screenshots/`.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kb.knowledge_base import KnowledgeBase
from kb.reading import Article, read
from kb.resources import shipped
from kb.settings import Settings
from kb.timeline import TimelineEvent, TimelineQuery
from tests.serving import serving

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync"]
SCREENSHOTS = Path(__file__).resolve().parents[2] / "docs" / "screenshots"

try:
    from playwright.sync_api import Browser, Page, expect, sync_playwright
except ModuleNotFoundError:
    pytest.skip("playwright is not installed (pip install -e '.[dev]')", allow_module_level=True)

__all__ = ["Browser", "Look", "Page", "expect"]

TOKEN = "long-enough-for-a-test"

#: Opens a path in a new window: `look("/about", width=390)`.
Look = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not Path(CHROMIUM).exists():
        pytest.skip("there is no chromium here (apt-get install chromium)")
    if not (Path(str(shipped("server"))) / "static" / ".vite" / "manifest.json").exists():
        pytest.skip("the page is not built (pip install -e . builds it)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    """A knowledge base of the sample articles."""
    store = str(tmp_path_factory.mktemp("samples") / "store")
    with KnowledgeBase.open(Settings(store=store)) as base:
        base.ingest(item for item in read([str(shipped("data", "articles"))]) if isinstance(item, Article))
        yield base


@pytest.fixture(scope="session")
def shared_event(samples: KnowledgeBase) -> TimelineEvent:
    """The event that most outlets tell."""
    events = samples.timeline(TimelineQuery(limit=1000)).events
    return max(events, key=lambda event: (len(event.sources), event.mentions, event.id))


@pytest.fixture(scope="session")
def address(samples: KnowledgeBase) -> Iterator[str]:
    with serving(samples) as address:
        yield address


@pytest.fixture
def writable(samples: KnowledgeBase) -> Iterator[str]:
    """The address of a server with the same articles where who has the token may write."""
    reading = samples.settings
    samples.settings = replace(reading, token=TOKEN)
    with serving(samples) as address:
        yield address
    samples.settings = reading


@pytest.fixture
def look(browser: Browser, address: str) -> Iterator[Look]:
    """What a page says on its console, and requests that leave the machine, fail the test."""
    contexts, complaints = [], []

    def open_page(path: str, *, width: int = 1280, height: int = 900, scripts: bool = True,
                  dark: bool = False, fails: bool = False, touch: bool = False, at: str = address) -> Page:
        """`fails` says that the page is an error, of which the browser complains by itself."""
        context = browser.new_context(viewport={"width": width, "height": height}, java_script_enabled=scripts,
                                      color_scheme="dark" if dark else "light", reduced_motion="reduce",
                                      has_touch=touch)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: complaints.append(message.text)
                if message.type == "error" and not fails else None)
        page.on("request", lambda request: complaints.append(request.url)
                if not request.url.startswith((at, "data:")) else None)
        page.goto(at + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def keep_picture() -> Callable[[Page, str], None]:
    """Keeps a screenshot for the documentation, when asked to."""

    def keep(page: Page, name: str) -> None:
        if os.environ.get("KB_SCREENSHOTS"):
            SCREENSHOTS.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=SCREENSHOTS / f"{name}.png")

    return keep
