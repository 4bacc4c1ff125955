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
    ("Storms hit the coast of Galicia.", "Storms", "Storms hit the coast of Galicia"),
    ("The chairman was set to resign on Friday.", "resign", "The chairman was set to resign"),
    ("The union asked the courts to annul the sale.", "annul", "The courts were asked to annul the sale"),
    ("The owner warned that the ruling would allow the mine to reopen.", "reopen",
     "The mine would be allowed to reopen"),
    ("Peru threatened on Friday to close the border.", "threatened", "Peru threatened to close the border"),
    ("The clerk denied claims that he had sold the keys.", "denied",
     "The clerk denied claims that he had sold the keys"),
    ("The bridge will close for a year, the council announced on Friday.", "announced",
     "The council announced the bridge will close"),
    ("The players signed a six-year deal with the club.", "signed", "The players signed a six-year deal with the club"),
    ("She presented the prizes at the 2007 ceremony.", "ceremony", "The 2007 ceremony"),
    ("The founder and former director of the firm, Ada Moreno, died on Friday.", "died", "Ada Moreno died"),
    ("He asked the mayor to take back the order.", "asked", "He asked the mayor to take back the order"),
    ("Police said that the brewer, of Leeds, parked the lorry there.", "parked", "The brewer parked the lorry"),
    ("The firm overtook its rivals.", "overtook", "The firm overtook its rivals"),
    ("They mourned the end of the republic that the rebels had proclaimed in 1934.", "proclaimed",
     "The rebels proclaimed the republic"),
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


def test_a_label_does_not_name_anyone_twice(read: Read) -> None:
    found = read("Senators met Ada Moreno on Friday. They urged her to change her mind.")
    assert event(found, "urged").label.endswith("urged Ada Moreno to change her mind")


def test_a_bare_noun_takes_who_takes_part(read: Read) -> None:
    found = read("Ada Moreno resigned on Friday. Her resignation surprised the party.")
    assert event(found, "resignation").label == "Ada Moreno's resignation"


def test_a_complement_too_long_is_cut_and_not_left_out(read: Read) -> None:
    found = read("The regulator announced that the seven remaining lenders of the northern provinces would have to "
                 "hold considerably more capital against the mortgages that they had sold.")
    label = event(found, "announced").label
    assert label.startswith("The regulator announced the seven remaining lenders")
    assert len(label) <= LIMIT


@pytest.mark.parametrize(("sentence", "word", "label"), [
    ("The firm unveiled a phone capable of filming.", "unveiled", "The firm unveiled a phone"),
    ("The council planned a fair to be held in May.", "fair", "A fair will be held"),
    ("The union sued the brewer in an attempt to stop the sale.", "sued", "The union sued the brewer"),
])
def test_what_a_shorter_label_leaves_out(read: Read, sentence: str, word: str, label: str) -> None:
    assert event(read(sentence), word).label == label


def test_what_was_found_stands_in_the_label(read: Callable[..., Extraction]) -> None:
    assert event(read("The new valves were found to leak."), "found").label == "The new valves were found to leak"


def test_no_preposition_is_left_of_a_date_that_is_left_out(read: Callable[..., Extraction]) -> None:
    found = read("Two men accused of killing a Leeds mother of 12 in Oct. 2011 went on trial.")
    assert event(found, "killing").label == "Two men killed a Leeds mother of 12"
