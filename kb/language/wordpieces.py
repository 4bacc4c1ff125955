"""What the network is given: the word pieces, letter case and spacing of a stretch of words.

The encoder's vocabulary is uncased, so letter case and spacing come in as a small class beside each piece.
Training and running share this module: a word must look the same to the network in both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

#: Quotes and spaces that mean the same to the network.
_SAME = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "‘": "'",
        "’": "'",
        "‚": "'",
        "ʼ": "'",
        "`": "'",
        "\u00a0": " ",
    }
)
#: Acronyms that an uncased vocabulary can't tell from function words ("IS fighters", "the WHO"); spelled with
#: stops they get pieces of their own, in training too. In a text all in capitals they are left as they are.
_SPELLED = {word: ".".join(word) + "." for word in ("IS", "WHO", "IT", "AM", "OR", "AS", "US")}
#: More pieces of one word say nothing more; the last piece is kept, since endings carry the grammar.
_MOST_PIECES = 12
#: Longer words are cut before the vocabulary sees them.
_LONGEST_WORD = 120
#: Words whose pieces are remembered; when full, all are forgotten, so that memory stays bounded.
_REMEMBERED = 50_000

CASE_CLASSES = 16
"""Eight kinds of letter case, each with and without white space before the word."""


@lru_cache(_REMEMBERED)
def case_class(word: str) -> int:
    """The kind of letter case, 1 to 7 (0 is for the marks around a window)."""
    if any(c.isdigit() for c in word):
        return 5
    if not any(c.isalpha() for c in word):
        return 6
    if word.islower():
        return 1
    if word.isupper():
        return 7 if len(word) == 1 else 3
    if word[0].isupper() and word[1:].islower():
        return 2
    return 4


@dataclass(frozen=True, slots=True)
class Window:
    """Some words as the network takes them."""

    pieces: list[int]
    """Vocabulary numbers, with the opening and closing mark."""
    cases: list[int]
    """One class for each piece."""
    first: list[int]
    """For each word, the position of its first piece."""
    last: list[int]
    """For each word, the position of its last piece."""


class WordPieces:
    """Turns words into pieces of the encoder's vocabulary."""

    def __init__(self, tokenizer_file: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(tokenizer_file))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._pieces: dict[str, list[int]] = {}
        self._open, self._close, self._unknown, self.mask = (
            self._number(mark) for mark in ("[CLS]", "[SEP]", "[UNK]", "[MASK]")
        )

    def _number(self, mark: str) -> int:
        number = self._tokenizer.token_to_id(mark)
        if number is None:
            raise ValueError(f"the vocabulary has no {mark}")
        return int(number)

    def of(self, word: str) -> list[int]:
        """The pieces of one word: at least one, at most twelve."""
        known = self._pieces.get(word)
        if known is not None:
            return known
        ids: list[int] = self._tokenizer.encode(word[:_LONGEST_WORD].translate(_SAME), add_special_tokens=False).ids
        if len(ids) > _MOST_PIECES:
            ids = [*ids[: _MOST_PIECES - 1], ids[-1]]
        ids = ids or [self._unknown]
        if len(self._pieces) >= _REMEMBERED:
            self._pieces.clear()
        self._pieces[word] = ids
        return ids

    def window(self, words: Sequence[str], space_after: Sequence[bool]) -> Window:
        """The words as one window; `space_after` says for each whether white space follows."""
        mixed_case = sum(word[:1].islower() for word in words) * 3 >= len(words)
        pieces, cases, first, last = [self._open], [0], [], []
        spaced = True
        for word, space in zip(words, space_after, strict=True):
            ids = self.of(_SPELLED.get(word, word) if mixed_case else word)
            first.append(len(pieces))
            pieces += ids
            cases += [case_class(word) * 2 + spaced] * len(ids)
            last.append(len(pieces) - 1)
            spaced = space
        pieces.append(self._close)
        cases.append(0)
        return Window(pieces, cases, first, last)


def stack(windows: Sequence[Window]) -> dict[str, NDArray[np.int64]]:
    """Windows as the network's inputs, padded to the longest:
    ids, case, piece_mask (windows x pieces), first, last, word_mask (windows x words)."""
    rows = len(windows)
    pieces = max(len(w.pieces) for w in windows)
    words = max(len(w.first) for w in windows)
    inputs = {name: np.zeros((rows, pieces), np.int64) for name in ("ids", "case", "piece_mask")}
    inputs |= {name: np.zeros((rows, words), np.int64) for name in ("first", "last", "word_mask")}
    for row, window in enumerate(windows):
        inputs["ids"][row, : len(window.pieces)] = window.pieces
        inputs["case"][row, : len(window.cases)] = window.cases
        inputs["piece_mask"][row, : len(window.pieces)] = 1
        inputs["first"][row, : len(window.first)] = window.first
        inputs["last"][row, : len(window.last)] = window.last
        inputs["word_mask"][row, : len(window.first)] = 1
    return inputs
