from __future__ import annotations

import numpy as np

from kb.language.decoding import name_spans

LABELS = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC"]


def logits(*best: str) -> np.ndarray:
    rows = np.zeros((len(best), len(LABELS)), np.float32)
    for row, label in enumerate(best):
        rows[row, LABELS.index(label)] = 5
    return rows


def test_labels_become_spans() -> None:
    assert name_spans(logits("B-PER", "I-PER", "O", "B-LOC", "B-LOC"), LABELS) == [
        (0, 2, "PER"),
        (3, 4, "LOC"),
        (4, 5, "LOC"),
    ]


def test_a_name_never_goes_on_in_another_type() -> None:
    rows = logits("B-PER", "I-LOC")
    rows[1, LABELS.index("I-PER")] = 4
    assert name_spans(rows, LABELS) == [(0, 2, "PER")]


def test_no_words_no_names() -> None:
    assert name_spans(np.zeros((0, 5), np.float32), LABELS) == []
