from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.language.trees import best_tree


def is_tree(heads: tuple[int, ...]) -> bool:
    if heads.count(0) != 1:
        return False
    for word in range(1, len(heads) + 1):
        seen: set[int] = set()
        while word and word not in seen:
            seen.add(word)
            word = heads[word - 1]
        if word:
            return False
    return True


@given(st.integers(1, 4), st.integers(0, 10_000))
def test_it_is_the_best_of_all_trees_with_one_root(count: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(count, count + 1)).astype(np.float32)

    def total(heads: tuple[int, ...]) -> float:
        return float(sum(scores[i, head] for i, head in enumerate(heads)))

    best = max((heads for heads in itertools.product(range(count + 1), repeat=count) if is_tree(heads)), key=total)
    found = tuple(best_tree(scores).tolist())
    assert is_tree(found)
    assert total(found) == pytest.approx(total(best), abs=1e-4)


@given(st.integers(1, 40), st.integers(0, 1000))
def test_longer_sentences_get_trees_too(count: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(count, count + 1)).astype(np.float32)
    assert is_tree(tuple(best_tree(scores).tolist()))


def test_equal_scores_make_a_tree() -> None:
    assert is_tree(tuple(best_tree(np.zeros((30, 31), np.float32)).tolist()))
