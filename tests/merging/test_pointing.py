"""Nouns that stand for what the sentence before them tells."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kb.merging import merge
from kb.merging.pointing import stands_for
from tests.merging.reports import Told, report

UNVEILED = Told("The yard in Tarvale unveiled a ferry without a crew.", "unveiled", "unveil", "ProductLaunch")
ANNOUNCEMENT = Told("The announcement had been awaited for months.", "announcement", "announcement", "Announcement",
                    tense="none")


def what_it_stands_for(*told: Told) -> dict[str, str]:
    return {noun: meant.id for noun, meant in stands_for(report("a", "2020-03-03", *told)).items()}


def test_a_noun_stands_for_what_the_sentence_before_it_tells():
    assert what_it_stands_for(UNVEILED, ANNOUNCEMENT) == {"e2": "e1"}
    assert len(merge([report("a", "2020-03-03", UNVEILED, ANNOUNCEMENT)]).events) == 1


def test_what_somebody_did_is_told_by_a_verb_and_not_by_a_noun_in_passing():
    launch = Told("At the launch of the ferry the owners ate cake.", "launch", "launch", "ProductLaunch", tense="none")
    assert not what_it_stands_for(launch, ANNOUNCEMENT)


@pytest.mark.parametrize("sentence", ["An announcement had been awaited for months.", "Announcement awaited!".lower()])
def test_without_its_article_it_stands_for_nothing(sentence):
    assert not what_it_stands_for(UNVEILED, replace(ANNOUNCEMENT, sentence=sentence))


def test_it_stands_for_no_happening_of_another_kind():
    fell = Told("A walker fell from the pier.", "fell", "fall", "Accident")
    assert not what_it_stands_for(fell, ANNOUNCEMENT)


def test_a_noun_whose_own_word_was_told_means_that():
    announced = Told("The yard announced a ferry on Monday.", "announced", "announce", "Announcement")
    assert not what_it_stands_for(announced, UNVEILED, ANNOUNCEMENT)


def test_this_fact_stands_for_whatever_happened_but_not_for_a_state():
    fact = Told("This fact pleased the owners.", "fact", "fact", tense="none")
    grew = Told("The income of the yard doubled in a year.", "doubled", "double", "Change")
    assert what_it_stands_for(grew, fact) == {"e2": "e1"}
    assert not what_it_stands_for(replace(grew, type="State"), fact)
