"""Events: mentions and their dates on MEANTIME's Apple part, timelines on the SemEval-2015 task 4 trial.

The corpora hold no TimeML EVENT gold (TimeBank and AQUAINT come with their times only), so triggers are
measured on MEANTIME, whose mentions were annotated the same way.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

from kb.annotator import Annotator
from kb.events import EventMention
from kb.extraction import Extraction
from kb.reading import article_from_text
from kb.reading.article import Article
from tests.gate.scorers import load_scorer


def figures(corpora: Path) -> dict[str, float]:
    annotator = Annotator()
    return measured(corpora, annotator)


def measured(corpora: Path, annotate: Callable[[Article], Extraction]) -> dict[str, float]:
    """The figures with any annotator, in percent. "Dates right" counts the likely day of what no words date, "by
    words" leaves it out."""
    with tempfile.TemporaryDirectory() as folder:
        system = Path(folder) / "events.jsonl"
        found: dict[str, float] = {}
        meantime = corpora / "meantime" / "apple"
        gold = json.loads((meantime / "gold.json").read_text(encoding="utf-8"))
        extractions = list(_extractions(meantime, gold["docs"], annotate))
        for name, dated in (("dates right", anchor), ("dates right by words", anchor_by_words)):
            _write(system, _mentions(extractions, date_of=dated))
            scored = load_scorer(corpora, "ecb_score").score(str(meantime), str(system), "predicted")
            found["meantime mentions F1"] = 100 * scored["detection"][2]
            found[f"meantime {name}"] = _right(scored["dates"])
        trial = corpora / "semeval2015-task4" / "apple_trial"
        docs = json.loads((trial / "docs.json").read_text(encoding="utf-8"))
        extractions = list(_extractions(trial, docs, annotate))
        scorer = load_scorer(corpora, "timeline_score")
        corpus = scorer.Corpus(str(trial))
        _write(system, _mentions(extractions, on_timeline))
        found["timelines track A F1"] = timeline_f1(scorer, trial, system, "A")
        for name, dated in (("dates right by words", anchor_by_words), ("dates right", anchor)):
            _write(system, _mentions(extractions, date_of=dated))
            readable = scorer.readable(corpus, scorer.load_system(str(system), corpus, "B", "alias", True))
            found[f"timelines {name}"] = _right(readable["dates"])
        undated = readable["undated"]
        found["timelines undated left undated"] = 100 * undated["none"] / max(undated["none"] + undated["dated"], 1)
        found["timelines track B F1"] = timeline_f1(scorer, trial, system, "B")
    return found


def _right(dates: Mapping[str, int]) -> float:
    """Of the dated gold mentions that were found, those with the right date at the gold granularity, in percent."""
    reached = sum(dates.values()) - dates["missed"]
    return 100 * (dates["exact"] + dates["finer"]) / max(reached, 1)


def on_timeline(event: EventMention) -> bool:
    """What the task puts on the timeline of somebody: dated events, of any salience, in which somebody named
    takes part."""
    return anchor(event) is not None and any(participant.entity for participant in event.participants)


def timeline_f1(scorer: ModuleType, corpus: Path, system: Path, track: str) -> float:
    """The official micro F1 of the task, in percent."""
    loaded = scorer.Corpus(str(corpus))
    mentions = scorer.load_system(str(system), loaded, track, "alias", True)
    total = [0, 0, 0, 0]
    for timeline in loaded.timelines:
        gold = [(row["order"], row["anchor"], [m["official"] for m in row["mentions"]]) for row in timeline["rows"]]
        own = [m for m in mentions if scorer.key(timeline["entity"]) in m["ents"]]
        counts = scorer.official_counts(gold, scorer.system_rows(own))
        total = [a + b for a, b in zip(total, counts, strict=True)]
    return float(scorer.prf(total)[2])


def _extractions(corpus: Path, docs: Iterable[dict[str, Any]], annotate: Callable[[Article], Extraction]
                 ) -> Iterator[Extraction]:
    for doc in docs:
        text = (corpus / doc["file"]).read_text(encoding="utf-8")
        published = date.fromisoformat(doc["dct"]) if doc["dct"] else None
        yield annotate(article_from_text(text, id=doc["doc"], published=published))


def _mentions(extractions: Iterable[Extraction], wanted: Callable[[EventMention], bool] = lambda event: True,
              date_of: Callable[[EventMention], str | None] | None = None) -> Iterator[dict[str, Any]]:
    for extraction in extractions:
        for event in extraction.events:
            if wanted(event):
                yield {"doc": extraction.article.id, "begin": event.begin, "end": event.end,
                       "event_id": f"{extraction.article.id}/{event.id}", "anchor": (date_of or anchor)(event)}


def anchor(event: EventMention) -> str | None:
    """The date of an event as the corpora write it (YYYY-MM-DD, YYYY-MM or YYYY), None where only bounds are
    known. What is open or long is anchored on its likely day."""
    return event.time.likely.isoformat() if event.time.likely else anchor_by_words(event)


def anchor_by_words(event: EventMention) -> str | None:
    """The same by the words of the article alone. What goes on since a date is anchored there."""
    earliest, latest = event.time.earliest, event.time.latest
    if event.time.expression is None or earliest is None or event.time.relation not in ("on", "since"):
        return None
    if event.time.relation == "since":
        return event.time.value if re.fullmatch(r"\d{4}(-\d\d){0,2}", event.time.value or "") else None
    if latest is None or (event.time.value or "P").startswith("P"):
        return None
    if earliest == latest:
        return earliest.isoformat()
    if (earliest.year, earliest.month) == (latest.year, latest.month):
        return earliest.isoformat()[:7]
    return str(earliest.year) if earliest.year == latest.year else None


def _write(path: Path, rows: Iterable[dict[str, Any]]) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
