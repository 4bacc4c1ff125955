"""Words near in meaning, from the table that ships."""

from __future__ import annotations

import pytest

from kb.merging.meaning import likeness
from kb.merging.near import NEAR_FROM, near_keys, nearness, opposite


@pytest.mark.parametrize(("one", "other"), [
    ("nominate", "nominee"), ("murder", "murderer"), ("revenge", "vengeance"), ("sprain", "injury"),
    ("sue", "litigation")])
def test_the_table_goes_on_where_the_synonyms_end(one, other):
    assert nearness(one, other) == nearness(other, one) >= NEAR_FROM
    assert nearness(one.upper(), other) == nearness(one, other)


@pytest.mark.parametrize(("one", "other"), [
    ("resign", "election"), ("arrest", "verdict"), ("visit", "visit"), ("leave", "leave dead"),
    ("no-such-word", "visit")])
def test_other_words_and_the_same_word_are_not_near(one, other):
    assert nearness(one, other) == 0.0


@pytest.mark.parametrize(("one", "other"), [
    ("buy", "sell"), ("purchase", "sale"), ("win", "lose"), ("acquit", "convict"), ("lock", "unlock"),
    ("rise", "fall")])
def test_opposites_are_never_near(one, other):
    assert opposite(one, other) and opposite(other, one)
    assert nearness(one, other) == 0.0


@pytest.mark.parametrize(("one", "other"), [("buy", "acquire"), ("kill", "murder"), ("open", "start")])
def test_the_same_side_is_no_opposite(one, other):
    assert not opposite(one, other)
    assert likeness(one, other)


def test_near_words_meet_in_a_block():
    assert near_keys("nominate") & near_keys("nominee")
    assert not near_keys("nominate") & near_keys("resign")


def test_only_words_that_are_near_each_other_both_ways_make_a_block():
    assert near_keys("win") & near_keys("winner")
    assert not any("alcohol" in key for key in near_keys("win"))


def test_synonyms_need_no_block_of_near_words():
    assert likeness("kill", "murder") == "synonym"
    assert not near_keys("kill") & near_keys("murder")
