"""Accuracy of the language model that ships, on the test parts of the treebanks and name corpora."""

from __future__ import annotations

from pathlib import Path

from kb.language.training.evaluate import figures as _figures


def figures(corpora: Path) -> dict[str, float]:
    return _figures(corpora)
