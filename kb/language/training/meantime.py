"""Event nouns out of MEANTIME's Wikinews texts (http://www.newsreader-project.eu/results/data/wikinews/)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from kb.language.tokens import tokenize
from kb.language.training.gold import GoldDocument, GoldSentence


def read_meantime(folder: Path) -> Iterator[GoldDocument]:
    """The fully annotated sentences (headline and the first five), one `GoldSentence` each."""
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    for entry in gold["docs"]:
        text = (folder / entry["file"]).read_text(encoding="utf-8")
        marked = [mention for mention in gold["mentions"] if mention["doc"] == entry["doc"]]
        sentences = []
        for begin, end in entry["scored"]:
            tokens = tokenize(text, begin, end)
            if not tokens:
                continue
            labels: list[int | None] = [0] * len(tokens)
            for mention in marked:
                inside = [
                    i for i, (first, last) in enumerate(tokens) if first < mention["end"] and last > mention["begin"]
                ]
                if not inside:
                    continue
                if mention["pos"] == "NOUN":
                    labels[inside[-1]] = 1
                elif not mention["pos"]:  # the annotators left the part of speech open
                    for i in inside:
                        labels[i] = None
            spaces = [i + 1 < len(tokens) and tokens[i + 1][0] > last for i, (_, last) in enumerate(tokens)]
            words = [text[first:last] for first, last in tokens]
            sentences.append(GoldSentence(words, spaces, True, news_events=labels))
        yield GoldDocument(entry["doc"], sentences)
