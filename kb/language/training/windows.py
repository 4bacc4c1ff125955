"""Cuts the corpora into what a training step sees: windows of whole sentences, in batches of like length."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kb.language.lemmas import rule_of
from kb.language.training.corpora import Corpora
from kb.language.training.gold import ENTITY_TYPES, NAME_LABELS, GoldDocument, GoldSentence
from kb.language.training.swaps import NameSwaps
from kb.language.wordpieces import Window, WordPieces, stack

#: A label that is not to be learnt: unknown, or not annotated in this corpus.
UNKNOWN = -100
#: Word pieces that a window aims at; many sizes, since a paragraph of news may be of any.
_SIZES = (40, 80, 120, 160, 200)
#: A window never holds more (the encoder takes 512).
_MOST_PIECES = 400
#: The model reads paragraph by paragraph, so it mostly learns so. Some windows go on over paragraphs, for
#: context.
_CUT_AT_PARAGRAPH = 0.85


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of each head, in the order of the network's outputs."""

    upos: list[str]
    xpos: list[str]
    feats: list[str]
    lemma_rules: list[str]
    relations: list[str]
    names: list[str]


def collect_labels(sentences: Iterable[GoldSentence]) -> Labels:
    """The labels seen in the treebanks' training parts; the rarest rules and relations are left out."""
    seen: dict[str, Counter[str]] = {name: Counter() for name in ("upos", "xpos", "feats", "rules", "relations")}
    for sentence in sentences:
        if sentence.syntax is None:
            continue
        seen["upos"].update(sentence.syntax.upos)
        seen["xpos"].update(sentence.syntax.xpos)
        seen["feats"].update(sentence.syntax.feats)
        seen["relations"].update(sentence.syntax.relations)
        seen["rules"].update(map(rule_of, sentence.words, sentence.syntax.lemmas))
    least = {"feats": 3, "rules": 3, "relations": 2}
    kept = {
        name: [label for label, count in counts.most_common() if count >= least.get(name, 1)]
        for name, counts in seen.items()
    }
    return Labels(kept["upos"], kept["xpos"], kept["feats"], kept["rules"], kept["relations"], list(NAME_LABELS))


#: What a window is asked for, one array each; see `Labels` and `GoldSentence`.
TARGETS = (
    "upos",
    "xpos",
    "feats",
    "lemma_rules",
    "names",
    "sentence_start",
    "event",
    "news_event",
    "entity",
    "heads",
    "relations",
)


@dataclass(slots=True)
class Example:
    window: Window
    targets: dict[str, list[int]]


@dataclass(slots=True)
class Batch:
    inputs: dict[str, NDArray[np.int64]]
    targets: dict[str, NDArray[np.int64]]


class WindowMaker:
    """Makes the examples of a pass; each pass cuts and alters them anew, by a random generator of its own."""

    def __init__(self, corpora: Corpora, labels: Labels, pieces: WordPieces, seed: int) -> None:
        self._corpora = corpora
        self._pieces = pieces
        self._random = random.Random(seed)
        self._numbers = {
            name: {label: i for i, label in enumerate(getattr(labels, name))}
            for name in ("upos", "xpos", "feats", "lemma_rules", "relations", "names")
        }
        self._swaps = NameSwaps(
            sentence
            for part, _ in corpora.training
            for document in corpora.parts[part]
            for sentence in document.sentences
        )

    def batches(self, most_pieces: int) -> list[Batch]:
        """One pass, shuffled; `most_pieces` bounds a batch with its padding."""
        examples = [self._example(group) for group in self._groups()]
        self._random.shuffle(examples)
        grouped: list[list[Example]] = []
        for start in range(0, len(examples), 1500):
            pool = sorted(examples[start : start + 1500], key=lambda example: len(example.window.pieces))
            current: list[Example] = []
            for example in pool:  # sorted: the newest is the longest
                if current and len(example.window.pieces) * (len(current) + 1) > most_pieces:
                    grouped.append(current)
                    current = []
                current.append(example)
            if current:
                grouped.append(current)
        self._random.shuffle(grouped)
        return [_batch(group) for group in grouped]

    def _groups(self) -> Iterable[list[GoldSentence]]:
        for part, share in self._corpora.training:
            for document in self._corpora.parts[part]:
                for _ in range(int(share) + (self._random.random() < share % 1)):
                    yield from self._cut(document)

    def _cut(self, document: GoldDocument) -> Iterable[list[GoldSentence]]:
        current: list[GoldSentence] = []
        size, aim = 0, self._random.choice(_SIZES)
        for sentence in document.sentences:
            length = sum(len(self._pieces.of(word)) for word in sentence.words)
            if sentence.syntax is not None and length > _MOST_PIECES - 50:
                continue  # a table or list taken for a sentence; cutting it would cut its tree
            cut = sentence.starts_paragraph and self._random.random() < _CUT_AT_PARAGRAPH
            if current and (size + length > aim or cut):
                yield current
                current, size, aim = [], 0, self._random.choice(_SIZES)
            current.append(sentence)
            size += length
        if current:
            yield current

    def _example(self, sentences: Sequence[GoldSentence]) -> Example:
        words: list[str] = []
        spaces: list[bool] = []
        targets: dict[str, list[int]] = {name: [] for name in TARGETS}
        for sentence in sentences:
            self._add(sentence, len(words), targets)
            words += self._swaps.swapped(sentence, self._random)
            spaces += sentence.space_after
        targets["sentence_start"][0] = UNKNOWN  # a window's first word always starts a sentence
        count = len(words)
        # Captions and headlines end without a stop.
        final_stop = words[-1] == "." and count not in targets["heads"] and targets["heads"][-1] > 0
        if final_stop and self._random.random() < 0.1:
            count -= 1
        window = self._pieces.window(self._altered(words[:count]), spaces[:count])
        if len(window.pieces) > _MOST_PIECES:  # only texts without sentences get so long
            count = next(i for i, last in enumerate(window.last) if last >= _MOST_PIECES - 2)
            window = self._pieces.window(words[:count], spaces[:count])
        self._hide(window)
        return Example(window, {name: values[:count] for name, values in targets.items()})

    def _add(self, sentence: GoldSentence, offset: int, targets: dict[str, list[int]]) -> None:
        count = len(sentence.words)
        syntax = sentence.syntax
        if syntax is None:
            for name in ("upos", "xpos", "feats", "lemma_rules", "heads", "relations", "sentence_start"):
                targets[name] += [UNKNOWN] * count
        else:
            rules = map(rule_of, sentence.words, syntax.lemmas)
            for name, values in (
                ("upos", syntax.upos),
                ("xpos", syntax.xpos),
                ("feats", syntax.feats),
                ("lemma_rules", rules),
                ("relations", syntax.relations),
            ):
                targets[name] += [self._numbers[name].get(value, UNKNOWN) for value in values]
            targets["heads"] += [head and offset + head for head in syntax.heads]
            # A new paragraph starts a sentence whatever it looks like; nothing is to be learnt from it.
            start = UNKNOWN if sentence.starts_paragraph else 1
            targets["sentence_start"] += [start] + [0] * (count - 1)
        names = sentence.names or [None] * count
        targets["names"] += [UNKNOWN if name is None else self._numbers["names"][name] for name in names]
        for target, given in (("event", sentence.events), ("news_event", sentence.news_events)):
            targets[target] += [UNKNOWN if value is None else value for value in given or [None] * count]
        kinds = sentence.entities
        targets["entity"] += [UNKNOWN] * count if kinds is None else [ENTITY_TYPES.index(kind) for kind in kinds]

    def _altered(self, words: list[str]) -> list[str]:
        """Headlines In Title Case, IN CAPITALS, and texts that are careless about capitals."""
        kind = self._random.random()
        if kind < 0.03:
            return [word[:1].upper() + word[1:] for word in words]
        if kind < 0.045:
            return [word.upper() for word in words]
        if kind < 0.055:
            return [word.lower() for word in words]
        return words

    def _hide(self, window: Window) -> None:
        """Covers a few words, so that the context has to tell: what is learnt by heart doesn't carry over."""
        for first, last in zip(window.first, window.last, strict=True):
            if self._random.random() < 0.05:
                for position in range(first, last + 1):
                    window.pieces[position] = self._pieces.mask


def _batch(examples: Sequence[Example]) -> Batch:
    inputs = stack([example.window for example in examples])
    shape = inputs["first"].shape
    targets = {name: np.full(shape, UNKNOWN, np.int64) for name in TARGETS}
    for row, example in enumerate(examples):
        for name, values in example.targets.items():
            targets[name][row, : len(values)] = values
    return Batch(inputs, targets)
