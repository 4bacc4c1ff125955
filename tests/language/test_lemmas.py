from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.language.irregular_verbs import is_participle_only
from kb.language.lemmas import Lexicon, apply_rule, collect_lexicon, rule_of


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


LEXICON = Lexicon(
    collect_lexicon(
        [("saw", "VBD", "see")] * 3
        + [("saw", "NN", "saw"), ("data", "NNS", "data"), ("data", "NNS", "datum")]
        + [("vote", "VB", "vote"), ("stop", "VB", "stop"), ("deny", "VB", "deny"), ("clash", "NN", "clash")]
    )
)


@pytest.mark.parametrize(
    ("word", "tag", "rule", "lemma"),
    [
        ("Saw", "VBD", "L", "see"),  # seen
        ("saw", "NN", "L1+", "saw"),
        ("data", "NNS", "L1+um", "datum"),  # seen with two lemmas: the rule decides
        ("voted", "VBD", "L2+", "vote"),  # the rule is wrong, and the right lemma is known
        ("stopped", "VBN", "L2+", "stop"),
        ("denied", "VBD", "L2+", "deny"),
        ("clashes", "NNS", "L1+", "clash"),
        ("fought", "VBD", "L1+", "fight"),  # irregular
        ("undergone", "VBN", "L1+", "undergo"),
        ("Overthrew", "VBD", "L1+", "overthrow"),
        ("fought", "NNP", "K", "fought"),  # a verb only where it is one
        ("shelled", "VBD", "L2+", "shell"),  # nothing is known: the rule
    ],
)
def test_the_lexicon_goes_before_the_rule_and_checks_it(word: str, tag: str, rule: str, lemma: str) -> None:
    assert LEXICON.lemma(word, tag, rule) == lemma


def test_some_participles_are_no_past_tense() -> None:
    assert all(map(is_participle_only, ("flown", "taken", "overthrown", "rewritten")))
    assert not any(map(is_participle_only, ("flew", "built", "came", "run", "asked", "took", "sunk")))
