"""Times in texts of our own: stories of long ago, as historians write them, and fresh news, from `told_times.txt`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from kb.language.model import LanguageModel
from kb.reading import Article, Block
from tests.gate.foreign_times import Time, read_marked, value_f1

TEXTS = Path(__file__).with_name("told_times.txt")
#: Kind of text → name of its figure.
KINDS = {"story": "stories of long ago", "news": "fresh news"}
_PARAGRAPH = re.compile(r"\S(?:.*?\S)?(?=\s*\n\s*\n|\s*\Z)", re.DOTALL)


def figures(corpora: Path, model: LanguageModel) -> dict[str, float]:
    """Value F1 in percent of the stories and of the news."""
    return {name: value_f1(corpora, texts(kind), model) for kind, name in KINDS.items()}


def texts(kind: str) -> Iterator[tuple[Article, list[Time]]]:
    """The texts of a kind as articles, with the times that are marked in them."""
    for record in TEXTS.read_text(encoding="utf-8").split("\n== ")[1:]:
        head, _, body = record.partition("\n")
        name, _, published = head.partition(", ")
        if not name.startswith(kind):
            continue
        plain, marked = read_marked(body.strip())
        blocks = tuple(Block(found.start(), found.end(), "body") for found in _PARAGRAPH.finditer(plain))
        day = None if published == "-" else date.fromisoformat(published)
        yield Article(name, plain, blocks, published=day, published_from="metadata" if day else None), marked
