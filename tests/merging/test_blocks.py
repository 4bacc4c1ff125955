"""Which items are partners: by how many different things they are neighbours."""

from __future__ import annotations

import pytest

from kb.merging.blocks import Blocks, keys_of_things
from kb.merging.notes import Notes

ITEMS = {
    1: [("Paris", "win"), ("Paris", "=21"), ("Paris", "~win~winner"), ("Rome", "win")],
    2: [("Paris", "win"), ("Paris", "=21"), ("Paris", "~win~winner")],
    3: [("Paris", "=21"), ("Rome", "win")],
}


@pytest.fixture
def blocks():
    notes = Notes()
    blocks = Blocks(notes, "mention", neighbours=2, days=10, small=4, shared_from=2)
    for item, things in ITEMS.items():
        notes.execute("INSERT INTO mention (number, article, name, day, keys) VALUES (?, 0, '', 1, ?)",
                      (item, keys_of_things(things)))
    yield blocks
    notes.close()


def test_one_thing_in_several_senses_counts_once(blocks):
    turned = [blocks.add([item]).nearer for item in ITEMS]
    assert turned == [set(), set(), {(1, 3)}]
    assert [blocks.partners(item) for item in ITEMS] == [{3}, set(), {1}]


def test_whether_two_are_partners_is_the_same_from_both_sides(blocks):
    for item in ITEMS:
        blocks.add([item])
    assert blocks.shared(1, 3, 3) == blocks.shared(3, 1, 3) == 2
    assert blocks.shared(1, 2, 3) == blocks.shared(2, 1, 3) == 1
    assert blocks.shared(1, 3, 1) == 1
