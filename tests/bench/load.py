"""Eight clients with a mix of questions, first alone and then beside one that sends the worst it can, while graphs go
on coming in: does anybody notice?

    python -m tests.bench.load [STORE]

What counts are the ratios between the two runs, and that nothing is lost.
"""

from __future__ import annotations

import contextlib
import http.client
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote

from kb.knowledge_base import KnowledgeBase
from kb.resources import shipped
from kb.settings import Settings
from tests.serving import kb_serve

SECONDS = 15
CLIENTS = 8
TOKEN = "token-of-the-load-test"
T = TypeVar("T")
#: Between two requests of a client: people and programs think.
PAUSE = 0.1
SMALL = "SELECT ?event ?actor WHERE { ?event a sem:Event ; sem:hasActor ?actor } LIMIT 50"
QUESTIONS = {
    "page": "/", "timeline": "/api/timeline?limit=50", "small query": f"/sparql?query={quote(SMALL)}",
    "grouping query": "/sparql?query=" + quote(
        "SELECT ?type (COUNT(DISTINCT ?e) AS ?n) WHERE { ?e a sem:Event ; sem:eventType ?type } GROUP BY ?type"),
}
HOSTILE = (
    "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i",
    "SELECT * WHERE { ?a (!<x:y>|^!<x:y>)* ?b . ?b (!<x:y>|^!<x:y>)* ?c }",
    "SELECT * " + "{" * 50_000 + "}" * 50_000,
)


def main(store: Path | None = None) -> None:
    with tempfile.TemporaryDirectory() as folder:
        if store is None:
            store = Path(folder) / "store"
            subprocess.run([sys.executable, "-m", "kb", "ingest", "--quiet", "--store", str(store),
                            str(shipped("data", "articles"))], check=True)
        in_process = _in_process(store)
        with serving(store) as (port, process):
            for path in QUESTIONS.values():  # whatever is made at the first question is made
                _ask(port, path)
            one = [_timed(lambda: _ask(port, QUESTIONS["small query"]))[0] for _ in range(100)]
            print(f"small query: over HTTP {statistics.median(one) / in_process:.1f} × the time in the process "
                  f"({1000 * statistics.median(one):.1f} ms)")
            quiet = _run(port, process, hostile=False)
            loud = _run(port, process, hostile=True)
        _report(quiet, loud)


class Outcome:
    """What one run gave."""

    def __init__(self) -> None:
        self.seconds: dict[str, list[float]] = defaultdict(list)
        self.failed: Counter[str] = Counter()
        self.hostile: Counter[int] = Counter()
        self.written: list[float] = []
        self.visible: list[float] = []
        self.lost = 0
        self.memory = 0


def _run(port: int, process: subprocess.Popen[bytes], *, hostile: bool) -> Outcome:
    outcome, done = Outcome(), threading.Event()
    tasks = [lambda first=number: _client(port, first, outcome, done) for number in range(CLIENTS)]  # type: ignore[misc]
    tasks += [lambda: _writer(port, outcome, done), lambda: _watch(process.pid, outcome, done)]
    if hostile:
        tasks.append(lambda: _attack(port, outcome, done))
    threads = [threading.Thread(target=task) for task in tasks]
    for thread in threads:
        thread.start()
    time.sleep(SECONDS)
    done.set()
    for thread in threads:
        thread.join()
    return outcome


def _client(port: int, first: int, outcome: Outcome, done: threading.Event) -> None:
    names = list(QUESTIONS)
    number = first
    while not done.wait(PAUSE):
        name = names[number % len(names)]
        number += 1
        seconds, status = _timed(lambda: _ask(port, QUESTIONS[name]))  # noqa: B023
        if status == 200:
            outcome.seconds[name].append(seconds)
        else:
            outcome.failed[f"{name}: {status}"] += 1


def _attack(port: int, outcome: Outcome, done: threading.Event) -> None:
    number = 0
    while not done.is_set():
        outcome.hostile[_ask(port, "/sparql", "POST", HOSTILE[number % len(HOSTILE)].encode(),
                             {"Content-Type": "application/sparql-query"})] += 1
        number += 1


def _writer(port: int, outcome: Outcome, done: threading.Event) -> None:
    """Puts graphs in and looks for each by a query: how long until it is there?"""
    number = 0
    headers = {"Content-Type": "text/turtle", "Authorization": f"Bearer {TOKEN}"}
    while not done.wait(0.5):
        graph = f"http://load.example/{time.monotonic_ns()}-{number}"
        number += 1
        address = f"/graphs?graph={quote(graph, safe='')}"
        seconds, status = _timed(lambda: _ask(port, address, "PUT", f"<{graph}> a <x:y> .".encode(), headers))  # noqa: B023
        if status != 201:
            outcome.lost += 1
            continue
        outcome.written.append(seconds)
        seconds, status = _timed(lambda: _ask(port, address, "HEAD"))  # noqa: B023
        outcome.visible.append(seconds)
        outcome.lost += status != 200


def _watch(process: int, outcome: Outcome, done: threading.Event) -> None:
    while not done.wait(0.2):
        outcome.memory = max(outcome.memory, sum(_memory(one) for one in (process, *_children(process))))


def _report(quiet: Outcome, loud: Outcome) -> None:
    print(f"{CLIENTS} clients for {SECONDS} s, alone and beside a hostile one (p95 in ms)")
    for name in QUESTIONS:
        before, after = _p95(quiet.seconds[name]), _p95(loud.seconds[name])
        print(f"  {name:15} {1000 * before:7.0f} {1000 * after:7.0f}   {after / before:.1f} ×   "
              f"({len(quiet.seconds[name])} and {len(loud.seconds[name])} answers)")
    every = [[second for seconds in run.seconds.values() for second in seconds] for run in (quiet, loud)]
    print(f"  {'all':15} {1000 * _p95(every[0]):7.0f} {1000 * _p95(every[1]):7.0f}   "
          f"{_p95(every[1]) / _p95(every[0]):.1f} ×")
    print(f"  refused or failed: {dict(quiet.failed) or 'none'}, {dict(loud.failed) or 'none'}")
    print(f"  what the hostile one got: {dict(loud.hostile)}")
    print(f"  writes: {len(quiet.visible)} and {len(loud.visible)}, lost {quiet.lost + loud.lost}; the slowest took "
          f"{max(quiet.written):.2f} and {max(loud.written):.2f} s, and was seen by a query that came after it, answer "
          f"and all, within {max(quiet.visible):.2f} and {max(loud.visible):.2f} s")
    print(f"  memory of all processes at most {quiet.memory >> 20} and {loud.memory >> 20} MB")


def _p95(seconds: list[float]) -> float:
    return sorted(seconds)[int(len(seconds) * 0.95)] if seconds else float("nan")


def _in_process(store: Path) -> float:
    """Median seconds of the small query without a server."""
    with KnowledgeBase.open(Settings(store=str(store))) as base:
        base.refresh()
        return statistics.median(_timed(lambda: list(base.query(SMALL).rows()))[0] for _ in range(100))


def _timed(run: Callable[[], T]) -> tuple[float, T]:
    begin = time.perf_counter()
    found = run()
    return time.perf_counter() - begin, found


def _ask(port: int, path: str, method: str = "GET", body: bytes | None = None,
         headers: dict[str, str] | None = None) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    try:
        connection.request(method, path, body=body, headers=headers or {})
        response = connection.getresponse()
        response.read()
        return response.status
    finally:
        connection.close()


@contextlib.contextmanager
def serving(store: Path) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """`kb serve` on a store, with tight limits: its port and its process."""
    with kb_serve(store, KB_TOKEN=TOKEN, KB_QUERY_SECONDS="3", KB_QUERY_MEMORY="300") as (address, process):
        yield int(address.rpartition(":")[2]), process


def _children(process: int) -> list[int]:
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError, IndexError, ValueError):
            if int(status.read_text().rpartition(")")[2].split()[1]) == process:
                found.append(int(status.parent.name))
    return found


def _memory(process: int) -> int:
    with contextlib.suppress(OSError):
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    return 0


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
