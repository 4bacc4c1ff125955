"""Reads the words of a paragraph window by window, whatever its length, in linear time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from kb.language.decoding import Decoder, Floats, Reading, Tables
from kb.language.wordpieces import WordPieces, stack

#: The network's inputs (see `wordpieces.stack`) to its four outputs (see `training.network.Network.forward`).
Forward = Callable[[Mapping[str, NDArray[np.int64]]], Sequence[Floats]]

#: Word pieces in a window: a little more than the longest that training saw often.
WINDOW_PIECES = 220


class WordReader:
    """Words in, a `Reading` out. One window is run at a time: the network's small numbers span what is run
    together, so the result of a window would else depend on its neighbours."""

    def __init__(self, forward: Forward, pieces: WordPieces, tables: Tables) -> None:
        self._forward = forward
        self._pieces = pieces
        self._decoder = Decoder(tables)

    def read(self, words: Sequence[str], space_after: Sequence[bool], starts: Sequence[int] | None = None) -> Reading:
        """Reads a paragraph; `starts` gives the sentence starts when they are known."""
        reading = Reading()
        begin = 0
        while begin < len(words):
            end = self._window_end(words, begin)
            own_starts = None
            if starts is not None:
                ends = [start for start in [*starts, len(words)] if begin < start <= end]
                end = ends[-1] if ends else end
                own_starts = [0, *(start - begin for start in starts if begin < start < end)]
            window = self._pieces.window(words[begin:end], space_after[begin:end])
            outputs = [output[0] for output in self._forward(stack([window]))]
            read = self._decoder.decode(words[begin:end], outputs, to_the_end=end == len(words), starts=own_starts)
            reading.append(read)
            begin += len(read.upos)
        return reading

    def _window_end(self, words: Sequence[str], begin: int) -> int:
        size, end = 2, begin
        while end < len(words):
            size += len(self._pieces.of(words[end]))
            if end > begin and size > WINDOW_PIECES:
                break
            end += 1
        return end
