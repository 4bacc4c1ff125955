"""Measures a model on the parts that no training saw, on gold words and on raw text.

`python -m kb.language.training.evaluate --corpora ../shared/corpora` prints the figures of the model that
ships.
Paragraphs are read one by one, as in use. Figures are per cent; F is the harmonic mean of precision and
recall.
Punctuation counts everywhere.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from kb.language.decoding import Reading
from kb.language.reader import WordReader
from kb.language.tokens import tokenize
from kb.language.training.corpora import load_corpora
from kb.language.training.gold import GoldDocument

#: Relations whose labelled F is told beside the whole: those that events are read from.
RELATIONS = (
    "nsubj",
    "nsubj:pass",
    "obj",
    "obl",
    "nmod",
    "xcomp",
    "ccomp",
    "advcl",
    "acl:relcl",
    "conj",
    "compound",
)


@dataclass(slots=True)
class Paragraph:
    """Gold words with what is annotated of them."""

    words: list[str] = field(default_factory=list)
    space_after: list[bool] = field(default_factory=list)
    gold: Reading = field(default_factory=Reading)
    has_syntax: bool = True
    has_names: bool = True
    event_labels: list[int | None] = field(default_factory=list)
    open_names: set[int] = field(default_factory=set)
    """Words of which the annotators don't say whether they are names."""

    def text(self) -> tuple[str, list[tuple[int, int]]]:
        """The running text, and where its words stand in it."""
        parts: list[str] = []
        spans = []
        length = 0
        for word, space in zip(self.words, self.space_after, strict=True):
            spans.append((length, length + len(word)))
            parts += [word, " "] if space else [word]
            length += len(word) + space
        return "".join(parts), spans


def paragraphs(documents: Iterable[GoldDocument]) -> Iterator[Paragraph]:
    """The paragraphs of annotated documents."""
    for document in documents:
        current: Paragraph | None = None
        for sentence in document.sentences:
            if current is None or sentence.starts_paragraph:
                if current is not None:
                    yield current
                current = Paragraph()
            offset = len(current.words)
            current.words += sentence.words
            current.space_after += sentence.space_after
            gold = current.gold
            gold.starts.append(offset)
            if sentence.syntax is None:
                current.has_syntax = False
            else:
                gold.upos += sentence.syntax.upos
                gold.xpos += sentence.syntax.xpos
                gold.feats += sentence.syntax.feats
                gold.lemmas += sentence.syntax.lemmas
                gold.relations += sentence.syntax.relations
                gold.heads += [offset + (head - 1 if head else i) for i, head in enumerate(sentence.syntax.heads)]
            current.has_names = current.has_names and sentence.names is not None
            gold.names += _spans(sentence.names or [], offset)
            current.open_names |= {offset + i for i, label in enumerate(sentence.names or []) if label is None}
            current.event_labels += sentence.events or [None] * len(sentence.words)
        if current is not None:
            yield current


def _spans(labels: Sequence[str | None], offset: int) -> list[tuple[int, int, str]]:
    spans = []
    first: int | None = None
    for position, label in enumerate([*labels, "O"]):
        if first is not None and not (label or "").startswith("I-"):
            spans.append((offset + first, offset + position, (labels[first] or "")[2:]))
            first = None
        if (label or "").startswith("B-"):
            first = position
    return spans


@dataclass(slots=True)
class Count:
    """Things that agree, of those found and those that should have been."""

    right: int = 0
    found: int = 0
    gold: int = 0

    def add(self, found: AbstractSet[tuple[object, ...]], gold: AbstractSet[tuple[object, ...]]) -> None:
        self.right += len(found & gold)
        self.found += len(found)
        self.gold += len(gold)

    @property
    def f(self) -> float:
        return round(200 * self.right / max(1, self.found + self.gold), 2)


def score(
    reader: WordReader,
    documents: Iterable[GoldDocument],
    *,
    raw: bool = False,
    gold_starts: bool = False,
    relations: bool = False,
) -> dict[str, float]:
    """Figures over documents. With `raw` the text is cut into words by our own tokeniser, and words that
    differ count as missed and as wrongly found; on gold words each F is plain accuracy. Names found on words of
    which the annotators say nothing (see `gum_entities.name_labels`) don't count."""
    layers = ("tokens", "upos", "xpos", "feats", "lemmas", "uas", "las", "sentences", "names", "events")
    counts = {layer: Count() for layer in layers}
    by_relation = {relation: Count() for relation in RELATIONS}
    for paragraph in paragraphs(documents):
        text, gold_spans = paragraph.text()
        spans = tokenize(text) if raw else gold_spans
        words = [text[first:last] for first, last in spans]
        spaces = [i + 1 < len(spans) and spans[i + 1][0] > last for i, (_, last) in enumerate(spans)]
        read = reader.read(words, spaces, paragraph.gold.starts if gold_starts else None)
        gold = paragraph.gold
        if paragraph.has_syntax:
            counts["tokens"].add(set(spans), set(gold_spans))
            for layer in ("upos", "xpos", "feats", "lemmas"):
                counts[layer].add(
                    set(zip(spans, getattr(read, layer), strict=True)),
                    set(zip(gold_spans, getattr(gold, layer), strict=True)),
                )
            edges, gold_edges = _edges(read, spans), _edges(gold, gold_spans)
            counts["las"].add(edges, gold_edges)
            counts["uas"].add({edge[:2] for edge in edges}, {edge[:2] for edge in gold_edges})
            counts["sentences"].add(_sentences(read, spans), _sentences(gold, gold_spans))
            for relation, count in by_relation.items():
                count.add({e for e in edges if e[2] == relation}, {e for e in gold_edges if e[2] == relation})
        if paragraph.has_names:
            unjudged = {gold_spans[i] for i in paragraph.open_names}
            judged = {
                name
                for name in _named(read, spans)
                if not any(name[0] <= begin and end <= name[1] for begin, end in unjudged)
            }
            counts["names"].add(judged, _named(gold, gold_spans))
        if any(label is not None for label in paragraph.event_labels):
            counts["events"].add(
                {(span,) for span, p in zip(spans, read.events, strict=True) if p >= 0.5},
                {(span,) for span, label in zip(gold_spans, paragraph.event_labels, strict=True) if label},
            )
    figures = {layer: count.f for layer, count in counts.items() if count.gold}
    if relations:
        figures |= {relation: count.f for relation, count in by_relation.items() if count.gold}
    return figures


def _edges(reading: Reading, spans: Sequence[tuple[int, int]]) -> set[tuple[object, ...]]:
    return {
        (span, spans[head], relation)
        for span, head, relation in zip(spans, reading.heads, reading.relations, strict=True)
    }


def _sentences(reading: Reading, spans: Sequence[tuple[int, int]]) -> set[tuple[object, ...]]:
    return {(spans[first][0], spans[last - 1][1]) for first, last in pairwise([*reading.starts, len(spans)])}


def _named(reading: Reading, spans: Sequence[tuple[int, int]]) -> set[tuple[int, int, str]]:
    return {(spans[first][0], spans[last - 1][1], kind) for first, last, kind in reading.names}


#: What is told of each test part.
_TOLD = {
    "ewt-test": ("upos", "xpos", "lemmas", "uas", "las", "sentences", "names"),
    "gum-test": ("upos", "xpos", "lemmas", "uas", "las", "sentences", "names", "events"),
    "gum-news-test": ("upos", "lemmas", "las", "sentences", "names", "events"),
    "crossner-politics-test": ("names",),
}


def measure(reader: WordReader, parts: dict[str, list[GoldDocument]]) -> dict[str, float]:
    """The figures that the gate holds: "ewt-test las", and on raw text "ewt-test raw las"."""
    figures: dict[str, float] = {}
    for part, layers in _TOLD.items():
        for raw in (False, True):
            scores = score(reader, parts[part], raw=raw)
            for layer in ("tokens", *layers) if raw and "las" in layers else layers:
                figures[f"{part}{' raw' if raw else ''} {layer}"] = scores[layer]
    return figures


def figures(corpora: Path) -> dict[str, float]:
    """The figures of the model that ships, measured on the test parts below `corpora`."""
    from kb.language.model import LanguageModel

    return measure(LanguageModel.load(threads=1).reader, load_corpora(corpora).parts)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--corpora", type=Path, required=True)
    print(json.dumps(figures(options.parse_args().corpora), indent=1))


if __name__ == "__main__":
    main()
