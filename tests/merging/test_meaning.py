"""Which words can tell the same happening."""

from __future__ import annotations

import pytest

from kb.merging.meaning import DERIVED, SYNONYMS, family, is_generic, likeness


@pytest.mark.parametrize(("verb", "noun"), [
    ("announce", "announcement"), ("withdraw", "withdrawal"), ("resign", "resignation"), ("declare", "declaration"),
    ("evacuate", "evacuation"), ("investigate", "investigation"), ("deny", "denial"), ("arrive", "arrival"),
    ("seize", "seizure"), ("explode", "explosion"), ("die", "death"), ("bomb", "bombing"), ("stop", "stopping"),
    ("agree", "agreement"), ("discover", "discovery"), ("elect", "election"), ("organise", "organisation"),
    ("resist", "resistance"), ("lose", "loss"), ("decide", "decision"), ("depart", "departure"),
    ("nab", "nabs"), ("fall", "falls"), ("discuss", "discussion"),
    ("nominate", "nominating"), ("evacuate", "evacuated"), ("oscar", "#Oscar")])
def test_a_verb_and_its_noun_are_one_family(verb, noun):
    assert likeness(verb, noun) == "same family"


@pytest.mark.parametrize(("one", "other"), [
    ("kill", "murder"), ("resign", "quit"), ("buy", "acquisition"), ("quake", "earthquake"), ("block", "seal"),
    ("resign", "step down"), ("foil", "thwart"), ("hire", "bring in"), ("take back", "return")])
def test_synonyms(one, other):
    assert likeness(one, other) == likeness(other, one) == "synonym"


@pytest.mark.parametrize(("one", "other"), [
    ("attack", "attract"), ("resign", "sign"), ("buy", "sell"), ("arrest", "rest"), ("win", "lose"), ("vote", "visit")])
def test_other_words_mean_something_else(one, other):
    assert likeness(one, other) is None


def test_the_same_word_is_the_same_word_in_any_case():
    assert likeness("Announce", "announce") == "same word"


def test_general_words_are_known_as_such():
    assert is_generic("say") and is_generic("take") and not is_generic("resign")


def test_the_tables_have_no_empty_and_no_lonely_entries():
    assert all(len(row) > 1 and all(row) for row in SYNONYMS)
    assert all(family(noun) == family(verb) for noun, verb in DERIVED.items())
