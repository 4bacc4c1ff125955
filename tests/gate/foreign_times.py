"""Times in other languages: value F1 on the sentences of `foreign_times.tsv`, a language at a time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from kb.language.model import LanguageModel
from kb.reading import Article, Block
from kb.temporal import find_times
from tests.gate.scorers import load_scorer

SENTENCES = Path(__file__).with_name("foreign_times.tsv")
_MARKED = re.compile(r"\[([^|\]]*)\|([^\]]*)\]")

#: begin, end, type, value: as the scorer takes an expression.
Time = tuple[int, int, str, str]


def figures(corpora: Path, model: LanguageModel) -> dict[str, float]:
    """Value F1 in percent by language."""
    return {code: value_f1(corpora, sentences(code), model) for code in ("de", "fr", "es", "ar", "ru")}


def value_f1(corpora: Path, texts: Iterable[tuple[Article, list[Time]]], model: LanguageModel) -> float:
    """Value F1 in percent on articles with the times that are marked in them, by the scorer beside the corpora."""
    gold: dict[str, list[Time]] = {}
    system: dict[str, list[Time]] = {}
    for article, marked in texts:
        gold[article.id] = marked
        system[article.id] = [
            (time.begin, time.end, time.type, time.value) for time in find_times(model(article), article)
        ]
    return float(load_scorer(corpora, "timex_score").score(gold, system)["value_F"])


def sentences(code: str) -> Iterator[tuple[Article, list[Time]]]:
    """The sentences of a language as articles, with the dates that are marked in them."""
    for number, line in enumerate(SENTENCES.read_text(encoding="utf-8").splitlines()):
        language, _, rest = line.partition("\t")
        if language == code:
            published, _, text = rest.partition("\t")
            plain, marked = read_marked(text)
            blocks = (Block(0, len(plain), "body"),)
            yield (
                Article(f"{code}-{number}", plain, blocks, published=date.fromisoformat(published),
                        published_from="metadata", language=code),
                marked,
            )


def read_marked(text: str) -> tuple[str, list[Time]]:
    """A text without its marks, and the times that are marked in it as [words|TIMEX3 value]."""
    plain, place = "", 0
    marked: list[Time] = []
    for found in _MARKED.finditer(text):
        plain += text[place : found.start()]
        kind = "TIME" if "T" in found[2] else "DATE"
        marked.append((len(plain), len(plain) + len(found[1]), kind, found[2]))
        plain += found[1]
        place = found.end()
    return plain + text[place:], marked
