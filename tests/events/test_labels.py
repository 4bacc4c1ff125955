"""Labels: grammatical, with resolved names, and never longer than a headline."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.events.labels import LIMIT, _finish, _fit, _Piece
from kb.extraction import Extraction
from tests.events.conftest import event

Read = Callable[..., Extraction]


@pytest.mark.parametrize(("sentence", "word", "label"), [
    ("The ship, which had been sold, was to dock on Monday.", "dock", "The ship was to dock"),
    ("The minister agreed to reopen the mine.", "reopen", "The minister agreed to reopen the mine"),
    ("A witness may have seen the thief.", "seen", "A witness may have seen the thief"),
    ("No one was hurt.", "hurt", "No one was hurt"),
    ("He was jailed on Monday for three years for fraud.", "jailed", "He was jailed for three years for fraud"),
    ("The clerk did not say who had opened the safe.", "opened", "The safe was opened"),
    ("The bill was signed by the king and sent back to parliament.", "sent", "The bill was sent back to parliament"),
    ("The storm hit the town, and fishermen left their boats there.", "left", "Fishermen left their boats"),
    ("The engineers whose warnings were ignored sued.", "ignored", "The engineers' warnings were ignored"),
    ("Miners called on the owner to close the pit.", "called", "Miners called on the owner to close the pit"),
    ("The mayor attacked rivals, some of whom walked out.", "walked", "Some of rivals walked out"),
    ("Police opened the door to bringing the children home.", "bringing", "Police to bring the children home"),
])
def test_labels(read: Read, sentence: str, word: str, label: str) -> None:
    assert event(read(sentence), word).label == label


def test_what_is_too_long_is_said_in_fewer_words(read: Read) -> None:
    found = read("The committee of former ministers from the eleven northern provinces rejected the third draft of the "
                 "treaty on fishing in the shallow waters around the disputed islands.")
    label = event(found, "rejected").label
    assert len(label) <= LIMIT and "…" not in label
    assert label.startswith("The committee of former ministers") and "rejected the third draft" in label


@given(st.lists(st.tuples(st.text("abc ,“", max_size=60), st.integers(0, 2)), min_size=1, max_size=6))
def test_no_label_is_longer_than_the_limit(parts: list[tuple[str, int]]) -> None:
    pieces = [_Piece(lambda brevity, text=text: text[:len(text) // (brevity + 1)], rank) for text, rank in parts]
    assert len(_finish(_fit(pieces))) <= LIMIT
