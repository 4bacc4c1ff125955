"""How rare a word is in English, from a table that ships.

Rare words tell which happening a text is about. Their weight must not hang on what else is in the store: then each
new article would change every comparison, and the same two reports would be one event here and two there.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache

from kb.merging.wording import Vector
from kb.resources import shipped

#: A document is known by its heaviest words; more only cost time.
_DOCUMENT_WORDS = 250


class Rarity:
    """Weights of words, from the number of texts that hold them (inverse document frequency)."""

    def __init__(self, texts_with: Mapping[str, int], texts: int) -> None:
        self._texts_with = texts_with
        self._texts = texts

    @classmethod
    @cache
    def of_english(cls) -> Rarity:
        """From `data/rarity/words.tsv`, whose first line gives the number of texts that were counted."""
        (_, total), *rows = (line.split("\t") for line in
                             shipped("data", "rarity", "words.tsv").read_text(encoding="utf-8").splitlines())
        return cls({word: int(count) for word, count in rows}, int(total))

    @property
    def words(self) -> Iterable[str]:
        """The words that enough of the texts hold."""
        return self._texts_with.keys()

    def __call__(self, word: str) -> float:
        """Natural logarithm of one over the share of texts with the word, smoothed; above 0."""
        return math.log(1 + self._texts / (self._texts_with.get(word, 0) + 1))

    def vector(self, words: Iterable[str], limit: int = _DOCUMENT_WORDS) -> Vector:
        """A vector of length 1: each word's weight grows with the square root of its count and its rarity. Only
        the `limit` heaviest words are kept."""
        return unit({word: math.sqrt(count) * self(word) for word, count in Counter(words).items()}, limit)


def unit(weights: Mapping[str, float], limit: int) -> Vector:
    """The `limit` heaviest entries, scaled to length 1."""
    heaviest = [*weights.items()]
    if len(heaviest) > limit:
        heaviest = sorted(heaviest, key=lambda item: (-item[1], item[0]))[:limit]
    length = math.sqrt(math.fsum(weight * weight for _, weight in heaviest))
    return {word: weight / length for word, weight in sorted(heaviest)} if length else {}
