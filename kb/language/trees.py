"""The best tree for a sentence: the maximum spanning arborescence over the network's head scores.

Mostly the best head of each word already makes a tree with one root; else Chu-Liu and Edmonds' algorithm
(McDonald et al. 2005, https://aclanthology.org/H05-1066) contracts cycles until it does. A sentence fits in a
window, so its length is bounded and so is the time.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_NEVER = -1e9
_DEAR = 1e6


def best_tree(scores: NDArray[np.float32]) -> NDArray[np.int64]:
    """Heads of the best tree with exactly one root.

    `scores[i, j]` is how well word j (1-based; 0 the root) heads word i. Gives each word's head, 0 for the
    root.
    """
    count = len(scores)
    square: NDArray[np.float64] = scores.astype(np.float64)
    square[np.arange(count), np.arange(1, count + 1)] = _NEVER
    heads: NDArray[np.int64] = square.argmax(1)
    if _is_tree(heads):
        return heads
    heads = _arborescence(square)
    if (heads == 0).sum() == 1:
        return heads
    # Making the root dear makes it head one word only, the one that is best for the whole
    # (Stanojević and Cohen 2021, https://aclanthology.org/2021.emnlp-main.823).
    square[:, 0] -= _DEAR
    return _arborescence(square)


def _is_tree(heads: NDArray[np.int64]) -> bool:
    if (heads == 0).sum() != 1:
        return False
    above = heads.copy()
    for _ in range(len(heads).bit_length() + 1):  # each round doubles how far up every word looks
        above = np.where(above > 0, above[above - 1], 0)
    return not above.any()


def _arborescence(scores: NDArray[np.float64]) -> NDArray[np.int64]:
    count = len(scores)
    square = np.full((count + 1, count + 1), _NEVER)
    square[1:] = scores
    np.fill_diagonal(square, _NEVER)
    return _solve(square)[1:]


def _cycle(heads: NDArray[np.int64]) -> list[int]:
    done = np.zeros(len(heads), bool)
    done[0] = True
    for start in range(1, len(heads)):
        path: list[int] = []
        place: dict[int, int] = {}
        node = start
        while not done[node] and node not in place:
            place[node] = len(path)
            path.append(node)
            node = int(heads[node])
        if not done[node]:
            return path[place[node] :]
        done[path] = True
    return []


def _solve(scores: NDArray[np.float64]) -> NDArray[np.int64]:
    """`scores[i, j]`: node j over node i, node 0 the root. Heads of all nodes (the root's is 0)."""
    heads: NDArray[np.int64] = scores.argmax(1)
    heads[0] = 0
    cycle = _cycle(heads)
    if not cycle:
        return heads
    inside = set(cycle)
    rest = [node for node in range(len(scores)) if node not in inside]
    new = {node: number for number, node in enumerate(rest)}
    merged = len(rest)
    smaller = np.full((merged + 1, merged + 1), _NEVER)
    smaller[:merged, :merged] = scores[np.ix_(rest, rest)]
    below = scores[np.ix_(rest, cycle)]  # the cycle as head of others
    smaller[:merged, merged] = below.max(1)
    # Entering the cycle at a node costs the edge that the node has within it.
    entering = scores[np.ix_(cycle, rest)] - scores[cycle, heads[cycle]][:, None]
    smaller[merged, :merged] = entering.max(0)
    smaller[0, :] = _NEVER
    solved = _solve(smaller)
    for node in rest[1:]:
        head = int(solved[new[node]])
        heads[node] = cycle[int(below[new[node]].argmax())] if head == merged else rest[head]
    entry = int(solved[merged])
    heads[cycle[int(entering[:, entry].argmax())]] = rest[entry]
    return heads
