"""How alike two stretches of text are worded: words weighted by how rare they are, compared by cosine."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")

#: Words that say nothing about which event is told.
_STOP_WORDS = """
a about above after again against all also although am among an and any are as at be because been before
being between both but by can could did do does doing down during each either else even ever every few
for from further had has have having he her here hers herself him himself his how however i if in into is
it its itself just like many may me might more most much must my near neither no nor not now of off on
once one only or other our out over own per rather s said same say says several shall she should since so
some still such t than that the their theirs them themselves then there these they this those though
through to too toward towards under until up upon us very was we were what when where whether which while
who whom whose why will with within without would yet you your mr mrs ms dr also according told according
well ve re ll d m o
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())

#: As if this many other texts had been read, each without the word: two articles alone can't tell which words
#: are rare, and weights must not jump when a third one comes.
_UNSEEN_TEXTS = 50
#: A document is known by its heaviest words; more only cost time.
_DOCUMENT_WORDS = 120

Vector = Mapping[str, float]


def words_of(text: str) -> list[str]:
    """Words and numbers in small letters, without stop words; plural and singular count as one word."""
    return [_singular(word) for word in _WORD.findall(text.lower()) if word not in STOP_WORDS]


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


class Rarity:
    """Weights of words, from the number of texts that hold them (inverse document frequency)."""

    def __init__(self, texts: Iterable[Iterable[str]]) -> None:
        self._found: Counter[str] = Counter()
        count = 0
        for text in texts:
            count += 1
            self._found.update(set(text))
        self._total = count + _UNSEEN_TEXTS

    def __call__(self, word: str) -> float:
        """Natural logarithm of one over the share of texts with the word, smoothed; above 0."""
        return math.log(1 + self._total / (self._found[word] + 1))

    def vector(self, words: Iterable[str], limit: int | None = None) -> dict[str, float]:
        """A vector of length 1: each word's weight grows with the square root of its count and its rarity."""
        weights = {word: math.sqrt(count) * self(word) for word, count in sorted(Counter(words).items())}
        if limit is not None and len(weights) > limit:
            heaviest = sorted(weights, key=lambda word: (-weights[word], word))[:limit]
            weights = {word: weights[word] for word in sorted(heaviest)}
        length = math.sqrt(sum(weight * weight for weight in weights.values()))
        return {word: weight / length for word, weight in weights.items()} if length else {}

    def document(self, words: Iterable[str]) -> dict[str, float]:
        """The vector of a whole article."""
        return self.vector(words, _DOCUMENT_WORDS)


def alike(first: Vector, second: Vector) -> float:
    """Cosine of two vectors of length 1: 0 nothing in common, 1 the same words."""
    if len(first) > len(second):
        first, second = second, first
    return min(1.0, math.fsum(weight * second[word] for word, weight in first.items() if word in second))
