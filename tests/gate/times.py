"""Times: value F1 on TimeBank, AQUAINT (TempEval-3's training parts) and MEANTIME's Apple part, the share of times that
are explained, and value F1 on our own sentences in other languages.

The scorer beside the corpora gives the figures of the TempEval-3 toolkit: an expression counts when it is found and
its TIMEX3 value is right.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException

from kb.language.model import LanguageModel
from kb.reading import Article, Block
from kb.temporal import RULES, TimeExpression, find_times
from tests.gate import foreign_times

CORPORA = ("timebank", "aquaint", "meantime-apple")
_PARAGRAPH = re.compile(r"\S(?:.*?\S)?(?=\s*\n\s*\n|\s*\Z)", re.DOTALL)


def figures(corpora: Path) -> dict[str, float]:
    """Value F1 in percent by corpus, on the gold of `corpora`/timex/NAME, and by language."""
    scorer = corpora.parent / "eval" / "timex_score.py"
    model = LanguageModel.load(threads=1)
    found: list[TimeExpression] = []
    return {
        **{name: _value_f1(corpora / "timex" / name, scorer, model, found) for name in CORPORA},
        "explained": 100 * sum(map(_is_explained, found)) / len(found),
        **foreign_times.figures(corpora, model),
    }


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


def _value_f1(corpus: Path, scorer: Path, model: LanguageModel, found: list[TimeExpression]) -> float:
    """Value F1 on a corpus; the expressions are added to `found`."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as system:
        for article in _articles(corpus):
            for time in find_times(model(article), article):
                found.append(time)
                row = {"doc": article.id, "begin": time.begin, "end": time.end, "type": time.type, "value": time.value}
                system.write(json.dumps(row) + "\n")
        system.flush()
        gold, docs = corpus / "gold.jsonl", corpus / "docs.jsonl"
        command = [sys.executable, str(scorer), str(gold), system.name, "--docs", str(docs), "--json"]
        said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return float(json.loads(said)["value_F"])


def _articles(corpus: Path) -> Iterator[Article]:
    for line in (corpus / "docs.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        text = record["text"]
        blocks = tuple(Block(found.start(), found.end(), "body") for found in _PARAGRAPH.finditer(text))
        published = date.fromisoformat(record["dct"][:10])
        yield Article(record["doc"], text, blocks, published=published, published_from="metadata")
