"""Where too many mentions hang together, weak ties are passed over, in whatever order the mentions come."""

from __future__ import annotations

import random
from itertools import islice

import pytest

from kb.merging import Merging, Notes, partners
from kb.merging.partners import STRONGEST, Partners, strength_of
from tests.bench.merging import articles


@pytest.fixture
def chain(monkeypatch):
    """Seven mentions in a row, tied strongly but for the tie in the middle."""
    monkeypatch.setattr(partners, "MOST_TOGETHER", 4)
    notes = Notes()
    known = Partners(notes)
    known.write(((one, one + 1), (2, 0 if one == 3 else 3)) for one in range(1, 7))
    yield known
    notes.close()


def test_a_chain_that_is_too_long_breaks_at_its_weak_tie(chain):
    assert [set(chain.together(one)) for one in (1, 4)] == [{1, 2, 3}, {4, 5, 6, 7}]


def test_what_is_short_enough_hangs_together_by_weak_ties_too(chain):
    chain.write([((1, 2), None), ((5, 6), None)])
    assert [set(chain.together(one)) for one in (1, 2, 7)] == [{1}, {2, 3, 4, 5}, {6, 7}]


def test_the_strongest_ties_hold_any_number_together(chain):
    chain.write(((one, one + 1), (2, STRONGEST)) for one in range(1, 40))
    assert chain.together(20) == frozenset(range(1, 41))


def test_strength_is_log_odds_in_whole_numbers():
    assert [strength_of(log_odds) for log_odds in (0.0, 0.9, 1.0, 4.9, 5.0, 60.0)] == [0, 0, 1, 4, 5, 5]


@pytest.mark.parametrize("most", [2, 6])
def test_the_order_of_articles_makes_no_difference_where_ties_are_passed_over(monkeypatch, most):
    monkeypatch.setattr(partners, "MOST_TOGETHER", most)
    told = list(islice(articles(), 15))
    fresh = Merging()
    fresh.add(told)
    expected = fresh.conclusions()
    for seed in range(3):
        shuffled = random.Random(seed).sample(told, len(told))
        merging = Merging()
        for extraction in shuffled:  # an article at a time, and some are taken out and put in again
            merging.add([extraction])
            merging.settle()
        for extraction in shuffled[:5]:
            merging.remove(extraction.article.id)
            merging.settle()
        merging.add(shuffled[:5])
        assert merging.conclusions() == expected
