"""Times: value F1 on TimeBank, AQUAINT (TempEval-3's training parts) and MEANTIME's Apple part, the share of times that
are explained, and value F1 on our own stories of long ago and fresh news, and on our own sentences in other languages.

The scorer beside the corpora gives the figures of the TempEval-3 toolkit: an expression counts when it is found and
its TIMEX3 value is right, letter by letter. “By meaning” takes one date for one date however the gold spells it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException

from kb.language.model import LanguageModel
from kb.reading import Article, Block
from kb.temporal import RULES, TimeExpression, find_times
from tests.gate import foreign_times, told_times
from tests.gate.foreign_times import Time
from tests.gate.scorers import load_scorer

CORPORA = ("timebank", "aquaint", "meantime-apple")
_PARAGRAPH = re.compile(r"\S(?:.*?\S)?(?=\s*\n\s*\n|\s*\Z)", re.DOTALL)


def figures(corpora: Path) -> dict[str, float]:
    """Value F1 in percent by corpus, on the gold of `corpora`/timex/NAME, and by language,
    and of our own stories and news; the share explained."""
    scorer = load_scorer(corpora, "timex_score")
    model = LanguageModel.load(threads=1)
    measured: dict[str, float] = {}
    found: list[TimeExpression] = []
    for name in CORPORA:
        corpus = corpora / "timex" / name
        articles = list(_articles(corpus))
        times = {article.id: find_times(model(article), article) for article, _ in articles}
        found += [time for one in times.values() for time in one]
        gold = {article.id: [] for article, _ in articles} | scorer.load(corpus / "gold.jsonl")
        system = {
            id: sorted({(time.begin, time.end, time.type, time.value) for time in one}) for id, one in times.items()
        }
        regions = {article.id: region for article, region in articles}
        measured[name] = float(scorer.score(gold, system, regions)["value_F"])
        measured[f"{name} by meaning"] = float(
            scorer.score(_by_meaning(gold), _by_meaning(system), regions)["value_F"]
        )
    measured["explained"] = 100 * sum(map(_is_explained, found)) / len(found)
    return measured | told_times.figures(corpora, model) | foreign_times.figures(corpora, model)


def _by_meaning(times: dict[str, list[Time]]) -> dict[str, list[Time]]:
    """The same with one spelling for what AQUAINT's gold spells in several: "1949-XX", "196X", "2000-W7"."""
    return {id: [(begin, end, kind, _plain(value)) for begin, end, kind, value in one] for id, one in times.items()}


def _plain(value: str) -> str:
    value = re.sub(r"(-XX)+$", "", value)
    value = re.sub(r"^(\d{3}X|\d{2}XX)$", lambda decade: decade[0].rstrip("X"), value)
    return re.sub(r"W(\d)$", r"W0\1", value)


def _is_explained(time: TimeExpression) -> bool:
    """Whether an expression has its rule and a sentence that says how its value came about, a date its bounds, an
    anchor unless the words say all, and EDTF that another program can read."""
    told = time.rule in RULES and " ".join(time.text.split()) in time.explanation and time.value in time.explanation
    if time.type in ("DURATION", "SET"):
        return told
    bounded = (time.earliest or time.latest) is not None
    return told and bounded and (time.anchor is not None or time.rule in _EXPLICIT) and _is_edtf(time.edtf)


@cache
def _is_edtf(text: str | None) -> bool:
    try:
        return bool(text) and parse_edtf(text) is not None
    except EDTFParseException:
        return False


#: Rules that can read words that say all by themselves: "12 May 2014", "the third quarter of 1989".
_EXPLICIT = frozenset(
    ("date-in-full", "day-of-named-month", "month", "season", "half", "quarter", "same-part-of-year", "year",
     "year-of-stretch", "year-with-era", "decade", "century", "holiday", "nth-weekday", "clock-time", "clock-in-hours",
     "part-of-day", "night-between")
)


def _articles(corpus: Path) -> Iterator[tuple[Article, list[Any] | None]]:
    """The articles, each with the region that is scored where it is not all."""
    for line in (corpus / "docs.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        text = record["text"]
        blocks = tuple(Block(found.start(), found.end(), "body") for found in _PARAGRAPH.finditer(text))
        published = date.fromisoformat(record["dct"][:10])
        article = Article(record["doc"], text, blocks, published=published, published_from="metadata")
        yield article, record.get("region")
