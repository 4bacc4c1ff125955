"""Puts other names in the place of a sentence's own, so that a network learns what stands around a name and not the
few thousand names that the corpora happen to hold (mention replacement; Dai and Adel 2020,
https://aclanthology.org/2020.coling-main.343/)."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator

from kb.language.lemmas import rule_of
from kb.language.training.gold import GoldSentence

#: How many of the names are swapped.
_SHARE = 0.2

#: All that is annotated of a name's words but the words themselves.
_Shape = tuple[object, ...]


def _spans(sentence: GoldSentence) -> Iterator[tuple[int, int]]:
    labels = sentence.names or []
    for first, label in enumerate(labels):
        if label is not None and label.startswith("B-"):
            last = first + 1
            while last < len(labels) and labels[last] == f"I-{label[2:]}":
                last += 1
            yield first, last


def _shape(sentence: GoldSentence, first: int, last: int) -> _Shape:
    """What another name must have in common with this one so that no label of the sentence changes."""
    places = range(first, last)
    small = tuple("" if sentence.words[i][:1].isupper() else sentence.words[i] for i in places)  # "of" stays "of"
    kind = (sentence.names or [])[first]
    syntax = sentence.syntax
    if syntax is None:
        return (kind, small)
    inside = range(first + 1, last + 1)
    tree = tuple(
        (syntax.heads[i] - first if syntax.heads[i] in inside else 0, syntax.heads[i] in inside and syntax.relations[i])
        for i in places
    )
    words = tuple(
        (syntax.upos[i], syntax.xpos[i], syntax.feats[i], rule_of(sentence.words[i], syntax.lemmas[i])) for i in places
    )
    entities = tuple((sentence.entities or [""] * last)[first:last])
    return (kind, small, tree, words, entities)


class NameSwaps:
    """The names of the corpora by their shape."""

    def __init__(self, sentences: Iterable[GoldSentence]) -> None:
        names: dict[_Shape, dict[tuple[str, ...], None]] = defaultdict(dict)
        for sentence in sentences:
            for first, last in _spans(sentence):
                names[_shape(sentence, first, last)][tuple(sentence.words[first:last])] = None
        self._names = {shape: list(found) for shape, found in names.items()}

    def swapped(self, sentence: GoldSentence, chance: random.Random) -> list[str]:
        """The words of the sentence, some of its names replaced; as many words as before, and all labels hold."""
        words = list(sentence.words)
        for first, last in _spans(sentence):
            if chance.random() < _SHARE:
                words[first:last] = chance.choice(self._names[_shape(sentence, first, last)])
        return words
