"""Speed and memory, on the sample articles that ship, as figures and as ratios to a peer in the same run.

    python -m tests.bench

Absolute times depend on the machine and its other work; the ratios are what to compare between commits.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import rdflib
from dateparser.search import search_dates

from kb.annotator import Annotator
from kb.entities import find_entities
from kb.events import find_events
from kb.knowledge_base import KnowledgeBase
from kb.reading import Article, read
from kb.resources import shipped
from kb.settings import Settings
from kb.temporal import find_times
from kb.timeline import TimelineQuery
from tests.bench import load

ROUNDS = 5
EVENT_QUERY = """PREFIX sem: <http://semanticweb.cs.vu.nl/2009/11/sem/>
SELECT ?event ?actor WHERE { ?event a sem:Event ; sem:hasActor ?actor } LIMIT 50"""


def main() -> None:
    articles = [item for item in read([str(shipped("data", "articles"))]) if isinstance(item, Article)]
    words = sum(len(article.text.split()) for article in articles)
    print(f"{len(articles)} articles, {words} words, one thread, median of {ROUNDS}")
    _rooms(articles, words)
    with tempfile.TemporaryDirectory() as folder:
        _ingest(Path(folder) / "store", len(articles))
        _queries(Path(folder) / "store")
        load.main(Path(folder) / "store")


def _rooms(articles: list[Article], words: int) -> None:
    annotator = Annotator(replace(Settings(), threads=1))
    docs = [annotator.language(article) for article in articles]
    times = [find_times(doc, article) for doc, article in zip(docs, articles, strict=True)]
    gazetteer = annotator.gazetteer
    entities = [find_entities(doc, article, gazetteer) for doc, article in zip(docs, articles, strict=True)]
    rooms: dict[str, Callable[[], object]] = {
        "language": lambda: [annotator.language(article) for article in articles],
        "temporal": lambda: [find_times(*pair) for pair in zip(docs, articles, strict=True)],
        "entities": lambda: [find_entities(*pair, gazetteer) for pair in zip(docs, articles, strict=True)],
        "events": lambda: [find_events(*all_) for all_ in zip(docs, articles, times, entities, strict=True)],
    }
    seconds = {name: _cpu(run) for name, run in rooms.items()}
    peer = _cpu(lambda: [search_dates(article.text, languages=["en"]) for article in articles], rounds=1)
    whole = sum(seconds.values())
    for name, spent in seconds.items():
        print(f"  {name:10} {words / spent:10,.0f} words/CPU-second   {100 * spent / whole:4.0f} % of the whole")
    print(f"  {'whole':10} {words / whole:10,.0f} words/CPU-second")
    print(f"  temporal against dateparser's search_dates: {peer / seconds['temporal']:.1f} × as fast")
    print(f"  events + entities against the language model: "
          f"{(seconds['events'] + seconds['entities']) / seconds['language']:.2f} × its time")


def _cpu(run: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Median CPU seconds of this process, all threads together."""
    spent = []
    for _ in range(rounds):
        begin = time.process_time()
        run()
        spent.append(time.process_time() - begin)
    return statistics.median(spent)


def _ingest(store: Path, count: int) -> None:
    begin = time.perf_counter()
    command = [sys.executable, "-m", "kb", "ingest", "--quiet", "--store", str(store), str(shipped("data", "articles"))]
    subprocess.run(command, check=True)
    spent = time.perf_counter() - begin
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    with KnowledgeBase.open(Settings(store=str(store))) as base:
        (row,) = base.query("SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }").rows()
    print(f"kb ingest: {count / spent:.1f} articles/s with start-up, peak memory {peak:.0f} MB, "
          f"{int(row['n']) / count:.0f} triples an article")


def _queries(store: Path) -> None:
    with KnowledgeBase.open(Settings(store=str(store))) as base:
        base.refresh()
        graph = rdflib.Dataset(default_union=True)
        graph.parse(data=base.dump(), format="trig")
        ours = _wall(lambda: list(base.query(EVENT_QUERY).rows()), 200)
        peer = _wall(lambda: list(graph.query(EVENT_QUERY)), 5)
        print(f"SPARQL, 50 events with actors: {ours * 1000:.2f} ms; rdflib's engine takes {peer / ours:.0f} × as long")
        window = _wall(lambda: base.timeline(TimelineQuery(limit=50)), 200)
        print(f"timeline, first 50 events with histogram and facets: {window * 1000:.2f} ms")


def _wall(run: Callable[[], object], rounds: int) -> float:
    """Median wall seconds."""
    spent = []
    for _ in range(rounds):
        begin = time.perf_counter()
        run()
        spent.append(time.perf_counter() - begin)
    return statistics.median(spent)


if __name__ == "__main__":
    main()
