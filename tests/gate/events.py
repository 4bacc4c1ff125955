"""Events: mentions and their dates on MEANTIME's Apple part, timelines on the SemEval-2015 task 4 trial.

The corpora hold no TimeML EVENT gold (TimeBank and AQUAINT come with their times only), so triggers are
measured on MEANTIME, whose mentions were annotated the same way. "Dates right" counts the likely day of what no
words date, "by words" leaves it out.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from pathlib import Path

from kb.annotator import Annotator
from kb.extraction import Extraction
from kb.reading import Article
from tests.gate import timelines
from tests.gate.anchored import DateOf, anchor, anchor_by_words, extractions, right, write_rows
from tests.gate.scorers import load_scorer


def figures(corpora: Path) -> dict[str, float]:
    return measured(corpora, Annotator())


def measured(corpora: Path, annotate: Callable[[Article], Extraction]) -> dict[str, float]:
    """The figures with any annotator, in percent."""
    return _meantime(corpora, annotate) | timelines.measured(corpora, annotate)


def _meantime(corpora: Path, annotate: Callable[[Article], Extraction]) -> dict[str, float]:
    corpus = corpora / "meantime" / "apple"
    gold = json.loads((corpus / "gold.json").read_text(encoding="utf-8"))
    read = list(extractions(corpus, gold["docs"], annotate))
    scorer = load_scorer(corpora, "ecb_score")
    dated = scorer.load_gold(str(corpus))
    for mention in dated["mentions"]:
        if (mention.get("anchor") or "").startswith("XXXX"):          # the gold itself leaves it undated
            mention["anchor"] = None
    found: dict[str, float] = {}
    dates: dict[str, DateOf] = {"dates right": anchor, "dates right by words": anchor_by_words}
    with tempfile.TemporaryDirectory() as folder:
        system = Path(folder) / "events.jsonl"
        for name, date_of in dates.items():
            write_rows(system, ({"doc": one.article.id, "begin": event.begin, "end": event.end,
                                 "event_id": f"{one.article.id}/{event.id}", "anchor": date_of(event)}
                                for one in read for event in one.events))
            scored = scorer.score(dated, str(system), "predicted")
            found["meantime mentions F1"] = 100 * scored["detection"][2]
            found[f"meantime {name}"] = right(scored["dates"])
    return found
