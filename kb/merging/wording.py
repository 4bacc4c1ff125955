"""How alike two stretches of text are worded: words weighted by how rare they are, compared by cosine."""

from __future__ import annotations

import math
import re
from array import array
from collections.abc import Mapping

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


def alike(first: Vector, second: Vector) -> float:
    """Cosine of two vectors of length 1: 0 nothing in common, 1 the same words."""
    return min(1.0, math.fsum(first[word] * second[word] for word in first.keys() & second.keys()))


def held(sentence: Vector, document: Vector) -> float:
    """How much of a sentence (a vector of length 1) stands in a document: the share of its weight, 0 … 1, that lies in
    words which the document has too."""
    return min(1.0, math.fsum(weight * weight for word, weight in sentence.items() if word in document))


def stored_vector(vector: Vector) -> tuple[str, bytes]:
    """A vector for the notes: its words, and their weights."""
    return "\n".join(vector), array("d", vector.values()).tobytes()


def read_vector(words: str, stored: bytes) -> Vector:
    """The inverse of `stored_vector`."""
    weights = array("d")
    weights.frombytes(stored)
    return dict(zip(words.split("\n"), weights, strict=True)) if weights else {}
