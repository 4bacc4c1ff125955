"""Names that the annotators overlooked, found by a first model and left open for the second.

Universal NER's training part is an early revision: here and there "Iran" or "the Senate" is no name in it. A model
that has learnt from all corpora finds such places; to teach that they are no names would cost recall. About one name
in fifteen is added so, half of them rightly, so they are left open and not put in.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate
from pathlib import Path

from kb.language.reader import WordReader
from kb.language.training.gold import GoldDocument, GoldSentence

#: Document, sentence, first word, last word + 1.
Doubt = tuple[int, int, int, int]


def _paragraphs(document: GoldDocument) -> Iterator[list[tuple[int, GoldSentence]]]:
    current: list[tuple[int, GoldSentence]] = []
    for number, sentence in enumerate(document.sentences):
        if sentence.starts_paragraph and current:
            yield current
            current = []
        current.append((number, sentence))
    if current:
        yield current


def find_doubts(reader: WordReader, documents: Iterable[GoldDocument]) -> Iterator[Doubt]:
    """Stretches that `reader` takes for a name and the annotators for nothing at all."""
    for place, document in enumerate(documents):
        for paragraph in _paragraphs(document):
            words = [word for _, sentence in paragraph for word in sentence.words]
            spaces = [space for _, sentence in paragraph for space in sentence.space_after]
            starts = [0, *accumulate(len(sentence.words) for _, sentence in paragraph)][:-1]
            names = reader.read(words, spaces, starts).names
            for (number, sentence), start in zip(paragraph, starts, strict=True):
                for first, last, _ in names:
                    labels = (sentence.names or [])[max(0, first - start) : max(0, last - start)]
                    if len(labels) == last - first and first >= start and set(labels) == {"O"}:
                        yield place, number, first - start, last - start


def leave_open(documents: list[GoldDocument], doubts: Iterable[Doubt]) -> None:
    """Takes the "O" off the doubtful stretches."""
    for place, number, first, last in doubts:
        labels = documents[place].sentences[number].names
        if labels is not None:
            labels[first:last] = [None] * (last - first)


def known_doubts(reader: Callable[[], WordReader], documents: list[GoldDocument], file: Path) -> list[Doubt]:
    """The doubts in `file`; if it doesn't exist yet they are found with `reader` and written there."""
    if not file.exists():
        file.write_text(json.dumps(list(find_doubts(reader(), documents))), encoding="utf-8")
    return [(place, number, first, last) for place, number, first, last in json.loads(file.read_text("utf-8"))]
