"""What an ingest of one article costs in a store of a thousand events, and in one of many more.

    python -m tests.bench.concluding              stores of 1,000 and 10,000 events
    python -m tests.bench.concluding 1000 100000

The articles are those of `tests.bench.merging`, with what would be found in them given, so that reading and the
language model cost nothing. The store is opened anew for each ingest, in a process that did not fill it. CPU seconds
without starting Python, and the most memory that the process held.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

from kb.extraction import Extraction
from kb.knowledge_base import KnowledgeBase
from kb.settings import Settings
from tests.bench.merging import articles

SIZES = (1_000, 10_000)
#: How many ingests are measured at each size.
MEASURED = 10


class Known:
    """In the place of the rooms that read an article: what would be found is known."""

    def __init__(self, extractions: list[Extraction], base: KnowledgeBase) -> None:
        self.extractions = {extraction.article.id: extraction for extraction in extractions}
        self.settings, self.gazetteer, self.own_names = base.settings, base.annotator.gazetteer, None

    def __call__(self, article: object) -> Extraction:
        return self.extractions[article.id]  # type: ignore[attr-defined]


def ingest(store: str, begin: int, end: int) -> tuple[float, int]:
    """Puts in the articles from one number to another. Gives CPU seconds and the number of events then."""
    extractions = list(islice(articles(), begin, end))
    before = time.process_time()
    with KnowledgeBase.open(Settings(store=store)) as base:
        base.annotator = base._concluding._annotator = Known(extractions, base)  # type: ignore[assignment]
        report = base.ingest(extraction.article for extraction in extractions)
    return time.process_time() - before, report.events


def main(sizes: list[int]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store, count, events = str(Path(folder) / "store"), 0, 0
        for size in sizes:
            spent = 0.0
            while events < size:
                cost, events = ingest(store, count, count + 100)
                spent, count = spent + cost, count + 100
            print(f"{events:,} events of {count:,} articles (the last of them in {spent:,.0f} CPU-seconds), "
                  f"{sum(file.stat().st_size for file in Path(folder).rglob('*') if file.is_file()) / 1e6:,.0f} MB",
                  flush=True)
            one = subprocess.run([sys.executable, "-m", "tests.bench.concluding", "--one", store, str(count)],
                                 check=True, capture_output=True, text=True)
            count += MEASURED
            print(f"  one article more: {one.stdout.strip()}", flush=True)


def one(store: str, count: int) -> None:
    """Prints what an ingest of one article costs, the median of some."""
    spent = sorted(ingest(store, count + number, count + number + 1)[0] for number in range(MEASURED))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{spent[MEASURED // 2]:.2f} CPU-seconds at the median, {spent[-1]:.2f} at most, {memory:,.0f} MB of memory")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one(sys.argv[2], int(sys.argv[3]))
    else:
        main([int(size) for size in sys.argv[1:]] or list(SIZES))
