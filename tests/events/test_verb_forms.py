from __future__ import annotations

import pytest

from kb.events.verb_forms import base_form, participle, past


@pytest.mark.parametrize(("lemma", "simple", "perfect"), [
    ("block", "blocked", "blocked"), ("flee", "fled", "fled"), ("take", "took", "taken"),
    ("stop", "stopped", "stopped"),
    ("open", "opened", "opened"), ("deny", "denied", "denied"), ("agree", "agreed", "agreed"),
    ("admit", "admitted", "admitted"),
    ("play", "played", "played"), ("fix", "fixed", "fixed"), ("help", "helped", "helped"), ("ban", "banned", "banned"),
    ("withdraw", "withdrew", "withdrawn")])
def test_past_and_participle(lemma: str, simple: str, perfect: str) -> None:
    assert (past(lemma), participle(lemma)) == (simple, perfect)


def test_the_lemma_of_an_irregular_form() -> None:
    assert base_form("dug") == "dig"
    assert base_form("fled") == "flee"
    assert base_form("blocked") is None
