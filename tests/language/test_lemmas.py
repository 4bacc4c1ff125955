from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.language.lemmas import apply_rule, collect_lexicon, lemma_of, rule_of


@pytest.mark.parametrize(
    ("word", "lemma", "rule"),
    [
        ("said", "say", "L2+y"),
        ("Countries", "country", "L3+y"),
        ("Aleppo", "Aleppo", "K"),
        ("The", "the", "L"),
        ("Kurds", "Kurd", "C1+"),
        ("went", "go", "L4+go"),
    ],
)
def test_a_rule_says_how_a_lemma_is_made(word: str, lemma: str, rule: str) -> None:
    assert rule_of(word, lemma) == rule
    assert apply_rule(rule, word) == lemma


@given(st.text(min_size=1), st.text(min_size=1))
def test_the_rule_of_a_pair_makes_the_lemma_again(word: str, lemma: str) -> None:
    if len(word.lower()) == len(word):  # "İ" is two letters when small
        assert apply_rule(rule_of(word, lemma), word) == lemma


@given(st.text(min_size=1))
def test_a_rule_for_longer_words_leaves_a_word(word: str) -> None:
    assert apply_rule("L9+y", word)


def test_the_lexicon_goes_before_the_rule() -> None:
    lexicon = collect_lexicon([("saw", "VBD", "see")] * 3 + [("saw", "NN", "saw")] * 2 + [("axes", "NNS", "axis")])
    assert lemma_of("Saw", "VBD", "L", lexicon) == "see"
    assert lemma_of("saw", "NN", "L1+", lexicon) == "saw"
    assert lemma_of("axes", "NNS", "L1+", lexicon) == "axe"  # seen once: not trusted
