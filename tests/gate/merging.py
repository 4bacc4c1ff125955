"""Merging: cross-document event coreference on the development part of ECB+, and within MEANTIME's Apple part.

"Given mentions" measures merging alone: every annotated mention stands, with the participants, times and places that
our rooms find for it (a mention that they miss has none). "Found mentions" measures the whole way from the text. CoNLL
F1 is the mean of MUC, B³ and CEAFe, singletons included; the precision of B³ says how pure the events are: a wrong
merge misleads, a missed one only repeats.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

from kb.annotator import Annotator
from kb.entities import find_entities
from kb.events import EventMention, EventTime, find_events
from kb.extraction import Extraction
from kb.language import Doc
from kb.merging import merge
from kb.reading import article_from_text
from kb.temporal import find_times
from tests.gate.scorers import load_scorer

Gold = dict[str, Any]


def figures(corpora: Path) -> dict[str, float]:
    """Per cent, by corpus and kind of mentions."""
    return measured(corpora, Annotator())


def measured(corpora: Path, annotator: Annotator) -> dict[str, float]:
    """The same with a given annotator, so that its model is loaded once."""
    scorer = load_scorer(corpora, "ecb_score")
    ecb, meantime = corpora / "ecbplus" / "dev", corpora / "meantime" / "apple"
    gold = json.loads((ecb / "gold.json").read_text(encoding="utf-8"))
    read = list(_extractions(ecb, gold, annotator))
    given = [with_given_mentions(extraction, doc, gold) for extraction, doc in read]
    apple = json.loads((meantime / "gold.json").read_text(encoding="utf-8"))
    given_score = _score(scorer, ecb, given, "gold")
    found_score = _score(scorer, ecb, [extraction for extraction, _ in read], "predicted")
    apple_score = _score(scorer, meantime, [one for one, _ in _extractions(meantime, apple, annotator)], "predicted")
    return {
        "ECB+ given mentions CoNLL F1": 100 * given_score["CoNLL"][2],
        "ECB+ given mentions B3 precision": 100 * given_score["B3"][0],
        "ECB+ found mentions CoNLL F1": 100 * found_score["CoNLL"][2],
        "ECB+ found mentions B3 precision": 100 * found_score["B3"][0],
        "meantime found mentions CoNLL F1": 100 * apple_score["CoNLL"][2],
        "meantime found mentions B3 precision": 100 * apple_score["B3"][0],
    }


def with_given_mentions(extraction: Extraction, doc: Doc, gold: Gold) -> Extraction:
    """The extraction with the annotated mentions of its article in place of those that were found."""
    id = extraction.article.id
    sentences = next(one["sentences"] for one in gold["docs"] if one["doc"] == id)
    spans = sorted({(one["begin"], one["end"]) for one in gold["mentions"] if one["doc"] == id})
    events: list[EventMention] = []
    for number, (begin, end) in enumerate(spans, 1):
        sentence = next((one for one in sentences if one[0] <= begin < one[1]), (0, len(extraction.article.text)))
        taken = {event.trigger for event in events}
        found = next((event for event in extraction.events
                      if event.begin < end and begin < event.end and event.trigger not in taken), None)
        mention = found or _bare_mention(doc, begin, end)
        events.append(replace(mention, id=f"e{number}", begin=begin, end=end,
                              sentence_begin=sentence[0], sentence_end=sentence[1]))
    return replace(extraction, events=tuple(events))


def _bare_mention(doc: Doc, begin: int, end: int) -> EventMention:
    """A mention that our rooms did not find: its word and nothing else."""
    tokens = doc.tokens_between(begin, end)
    inside = {token.index for token in tokens}
    head = next((token for token in tokens if token.is_root or token.head not in inside), None)
    text = doc.text[begin:end]
    nowhen = EventTime(expression=None, value=None, earliest=None, latest=None, relation="on", granularity=None,
                       edtf=None, explanation="")
    return EventMention(
        id="", begin=begin, end=end, text=text, trigger=-begin - 1, lemma=head.lemma if head else text,
        type="Happening", label=text, sentence_begin=begin, sentence_end=end, participants=(), place=None, time=nowhen,
        polarity="positive", certainty="asserted", tense="past", attributed_to=None, salience=0.0, salient=False)


def _extractions(corpus: Path, gold: Gold, annotator: Annotator) -> Iterator[tuple[Extraction, Doc]]:
    for one in gold["docs"]:
        text = (corpus / one["file"]).read_text(encoding="utf-8")
        published = date.fromisoformat(one["dct"]) if one.get("dct") else None
        article = article_from_text(text, id=one["doc"], published=published)
        doc = annotator.language(article)
        times = find_times(doc, article)
        entities = find_entities(doc, article, annotator.gazetteer)
        yield Extraction(article, times, find_events(doc, article, times, entities), entities), doc


def _score(scorer: ModuleType, corpus: Path, extractions: list[Extraction],
           mentions: str) -> dict[str, tuple[float, float, float]]:
    """Metric → precision, recall and F1, 0 … 1."""
    with tempfile.TemporaryDirectory() as folder:
        system = Path(folder) / "system.jsonl"
        system.write_text("".join(json.dumps(row) + "\n" for row in _rows(extractions)), encoding="utf-8")
        scores: dict[str, tuple[float, float, float]] = scorer.score(str(corpus), str(system), mentions)["all"]
        return scores


def _rows(extractions: Iterable[Extraction]) -> Iterator[dict[str, Any]]:
    extractions = list(extractions)
    mentions = {(one.article.id, event.id): event for one in extractions for event in one.events}
    for event in merge(extractions).events:
        for ref in event.mentions:
            mention = mentions[ref.article, ref.mention]
            yield {"doc": ref.article, "begin": mention.begin, "end": mention.end, "event_id": event.id}
