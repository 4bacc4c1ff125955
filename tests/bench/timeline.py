"""The timeline over made-up events: how long its requests take over HTTP, and its page in a browser.

    python -m tests.bench.timeline [EVENTS …]      (10000 and 1000000 unless given)

Times are milliseconds of this machine with whatever else it does; CPU is what the server itself spent. Compare sizes.
"""

from __future__ import annotations

import http.client
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import quote, urlsplit

from kb.knowledge_base import KnowledgeBase
from kb.settings import Settings
from kb.store import open_store
from kb.timeline import TimelineIndex
from tests.bench.synthetic import events
from tests.serving import serving

REQUESTS = 60
#: Requests of each kind, made from a window.
KINDS: dict[str, Callable[[random.Random, str], str]] = {
    "window, 50 events": lambda draw, window: f"/api/timeline?{window}&limit=50",
    "histogram alone": lambda draw, window: f"/api/timeline?{window}&limit=0",
    "histogram of all": lambda draw, window: f"/api/timeline?limit=0&type={draw.choice(('Attack', 'Visit', 'Trial'))}",
    "type and place": lambda draw, window: (f"/api/timeline?{window}&limit=50&type=Attack"
                                            f"&place=country-{draw.randrange(50)}"),
    "who": lambda draw, window: f"/api/timeline?limit=50&entity=actor-{int(draw.random() ** 3 * 200)}",
    "words": lambda draw, window: f"/api/timeline?{window}&limit=50&q={quote(f'actor {draw.randrange(200)}')}",
    "as known on": lambda draw, window: f"/api/timeline?{window}&limit=50&known=2015-01-01",
    "the page": lambda draw, window: f"/?{window}",
    "the page in lanes": lambda draw, window: f"/?{window}&lanes=place",
    "first view": lambda draw, window: "/",
}


def main(sizes: list[int]) -> None:
    for size in sizes:
        with served(size) as address:
            print(f"{size:,} events: {'median':>8} {'p95':>8} {'CPU':>8}  ms")
            for name in KINDS:
                print(f"  {name:22}", *(f"{value:8.1f}" for value in _requests(address, name)), flush=True)
            browsed(address)


@contextmanager
def served(size: int) -> Iterator[str]:
    """The address of a server with so many events. Nothing but the index holds them: the store is empty."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(str(Path(folder) / "store"))
        index = TimelineIndex(Path(folder) / "timeline.sqlite")
        begin = time.process_time()
        index.replace(events(size), store.version)
        print(f"filling the index with {size:,} events: {size / (time.process_time() - begin):,.0f} events/CPU-second "
              f"(making them up included), {Path(folder, 'timeline.sqlite').stat().st_size / 1e6:.0f} MB")
        with KnowledgeBase(store, index, Settings()) as base, serving(base) as address:
            yield address


def _requests(address: str, kind: str) -> tuple[float, float, float]:
    """Median and 95th percentile of wall milliseconds, and CPU milliseconds of this process a request."""
    draw = random.Random(2)
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=120)
    spent = []
    cpu = 0.0
    for number in range(REQUESTS + 1):
        begin = date(1996, 1, 1) + timedelta(days=draw.randrange(365 * 26))
        end = begin + timedelta(days=draw.choice((7, 31, 92, 365, 1000)))
        path = KINDS[kind](draw, f"from={begin}&to={end}&possible=0")
        before, before_cpu = time.perf_counter(), time.process_time()
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 200, (path, answer.status)
        if number:  # the first warms up
            spent.append((time.perf_counter() - before) * 1000)
            cpu += time.process_time() - before_cpu
    connection.close()
    return statistics.median(spent), statistics.quantiles(spent, n=20)[-1], cpu * 1000 / REQUESTS


def browsed(address: str) -> None:
    """First meaningful paint and the frames of a pan in Chromium, when it and playwright are there."""
    chromium = shutil.which("chromium")
    try:
        from playwright.sync_api import sync_playwright
    except ModuleNotFoundError:
        chromium = None
    if not chromium:
        print("  no browser here: pages not measured")
        return
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--headless", "--no-sandbox"])
        paints, marks = [], 0
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        for _ in range(7):
            page.goto(address)
            page.wait_for_selector("[data-lanes] a.mark")
            paints.append(page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime"))
            marks = page.locator("[data-lanes] a.mark").count()
        frames = page.evaluate(_PAN)
        browser.close()
    print(f"  in Chromium: first paint {statistics.median(paints):.0f} ms, {marks} marks; a frame of "
          f"a pan {statistics.median(frames):.1f} ms of script and layout at the median, {max(frames):.1f} at most "
          f"({len(frames)} frames)")


#: Drags the lanes in 60 steps; what the page does for each, from its frame's script to the end of its layout.
_PAN = """async () => {
    const lanes = document.querySelector("[data-lanes]"), box = lanes.getBoundingClientRect(), spent = [];
    const send = (type, x) => lanes.dispatchEvent(new PointerEvent(type, {bubbles: true, button: 0, pointerId: 1,
        clientX: x, clientY: box.top + 200}));
    const ask = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = draw => ask(now => {
        const begin = performance.now();
        draw(now);
        lanes.querySelector("svg").getBoundingClientRect();
        spent.push(performance.now() - begin);
    });
    lanes.setPointerCapture = () => undefined;
    send("pointerdown", box.left + 700);
    for (let step = 1; step <= 60; step++) {
        send("pointermove", box.left + 700 - step * 5);
        await new Promise(done => ask(() => setTimeout(done)));
    }
    return spent;
}"""


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [10_000, 1_000_000])
