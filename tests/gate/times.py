"""Times: value F1 on TimeBank, AQUAINT (TempEval-3's training parts) and MEANTIME's Apple part.

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
from pathlib import Path

from kb.language.model import LanguageModel
from kb.reading import Article, Block
from kb.temporal import find_times
from tests.gate import foreign_times

CORPORA = ("timebank", "aquaint", "meantime-apple")
_PARAGRAPH = re.compile(r"\S(?:.*?\S)?(?=\s*\n\s*\n|\s*\Z)", re.DOTALL)


def figures(corpora: Path) -> dict[str, float]:
    """Value F1 in percent by corpus, on the gold of `corpora`/timex/NAME, and by language."""
    scorer = corpora.parent / "eval" / "timex_score.py"
    model = LanguageModel.load(threads=1)
    return {
        **{name: _value_f1(corpora / "timex" / name, scorer, model) for name in CORPORA},
        **foreign_times.figures(corpora, model),
    }


def _value_f1(corpus: Path, scorer: Path, model: LanguageModel) -> float:
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as system:
        for article in _articles(corpus):
            for time in find_times(model(article), article):
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
