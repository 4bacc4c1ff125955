"""Timelines: SemEval-2015 task 4, trial part: for each given entity, its events in order, with dates.

Track A takes the events that we find, track B those that the corpus gives. An event belongs to an entity by the task's
own baseline, "one of its names stands in the sentence" (`track A F1`, `track B F1`), or by who takes part, pronouns and
descriptions resolved ("by participants"; on track B also by the names). Mentions that merging takes for one event stand
together.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from kb.events import EventMention
from kb.extraction import Extraction
from kb.merging import merge
from kb.reading import Article
from tests.gate.anchored import DateOf, anchor, anchor_by_words, extractions, right, write_rows
from tests.gate.scorers import load_scorer

Aliases = Mapping[str, re.Pattern[str]]


def measured(corpora: Path, annotate: Callable[[Article], Extraction]) -> dict[str, float]:
    """The figures with any annotator, in percent."""
    trial = corpora / "semeval2015-task4" / "apple_trial"
    docs = json.loads((trial / "docs.json").read_text(encoding="utf-8"))
    aliases = _aliases(json.loads((trial / "entities.json").read_text(encoding="utf-8")))
    read = list(extractions(trial, docs, annotate))
    events = _merged(read)
    scorer = load_scorer(corpora, "timeline_score")
    corpus = scorer.Corpus(str(trial))
    with_one_date = scorer.Corpus(str(trial))
    _date_once(with_one_date.timelines)
    with tempfile.TemporaryDirectory() as folder:
        system = Path(folder) / "events.jsonl"

        def f1(track: str, link: str) -> float:
            wanted = on_timeline if track == "A" else _any
            write_rows(system, _rows(read, events, aliases, wanted, anchor))
            return official_f1(scorer, corpus, scorer.load_system(str(system), corpus, track, link, True))

        def readable(date_of: DateOf) -> dict[str, Any]:
            write_rows(system, _rows(read, events, aliases, _any, date_of))
            rows = scorer.load_system(str(system), with_one_date, "B", "alias", True)
            found: dict[str, Any] = scorer.readable(with_one_date, rows)
            return found

        dated = readable(anchor)
        left, guessed = dated["undated"]["none"], dated["undated"]["dated"]
        return {
            "timelines track A F1": f1("A", "alias"),
            "timelines track A F1 by participants": f1("A", "given"),
            "timelines track B F1": f1("B", "alias"),
            "timelines track B F1 by participants": f1("B", "given+alias"),
            "timelines dates right": right(dated["dates"]),
            "timelines dates right by words": right(readable(anchor_by_words)["dates"]),
            "timelines undated left undated": 100 * left / max(left + guessed, 1),
        }


def on_timeline(event: EventMention) -> bool:
    """What the task puts on the timeline of somebody: dated events, of any salience, in which somebody named
    takes part."""
    return anchor(event) is not None and any(participant.entity for participant in event.participants)


def official_f1(scorer: ModuleType, corpus: Any, mentions: list[dict[str, Any]]) -> float:
    """The official micro F1 of the task, in percent."""
    total = [0, 0, 0, 0]
    for timeline in corpus.timelines:
        gold = [(row["order"], row["anchor"], [m["official"] for m in row["mentions"]]) for row in timeline["rows"]]
        own = [m for m in mentions if scorer.key(timeline["entity"]) in m["ents"]]
        counts = scorer.official_counts(gold, scorer.system_rows(own))
        total = [a + b for a, b in zip(total, counts, strict=True)]
    return float(scorer.prf(total)[2])


def _date_once(timelines: Sequence[dict[str, Any]]) -> None:
    """Leave each mention the date that most timelines give it, of equals the finest, then the earliest: the scorer
    would choose among equals by chance."""
    given: dict[tuple[str, int], list[str]] = {}
    rows = [row for timeline in timelines for row in timeline["rows"]]
    for row in rows:
        for mention in row["mentions"]:
            if "begin" in mention:
                given.setdefault((mention["doc"], mention["begin"]), []).append(row["anchor"])
    chosen = {key: min(set(dates), key=lambda one, dates=dates: (-dates.count(one), one.count("XX"), one))
              for key, dates in given.items()}
    for row in rows:
        row["mentions"] = [mention for mention in row["mentions"] if "begin" not in mention or (
            chosen[mention["doc"], mention["begin"]] == row["anchor"])]


def _any(event: EventMention) -> bool:
    return True


def _merged(read: Sequence[Extraction]) -> dict[tuple[str, str], str]:
    """The event of each mention, by article and mention id."""
    return {(ref.article, ref.mention): event.id for event in merge(read).events for ref in event.mentions}


def _aliases(entities: Sequence[dict[str, Any]]) -> Aliases:
    """The given entities, each with a pattern of its names."""
    return {one["entity"]: re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in one["aliases"]))
            for one in entities}


def _rows(read: Sequence[Extraction], events: Mapping[tuple[str, str], str], aliases: Aliases,
          wanted: Callable[[EventMention], bool], date_of: DateOf) -> Iterator[dict[str, Any]]:
    for one in read:
        for event in one.events:
            if wanted(event):
                yield {"doc": one.article.id, "begin": event.begin, "end": event.end, "anchor": date_of(event),
                       "event_id": events[one.article.id, event.id], "entities": _entities(one, event, aliases)}


def _entities(extraction: Extraction, event: EventMention, aliases: Aliases) -> list[str]:
    """The given entities that take part in an event: by the words of a participant, or by another name of it."""
    names = [participant.text for participant in event.participants]
    for participant in event.participants:
        if participant.entity:
            entity = extraction.entity(participant.entity)
            names += [entity.name, *(mention.text for mention in entity.mentions if mention.kind == "name")]
    return [entity for entity, pattern in aliases.items() if any(pattern.search(name) for name in names)]
