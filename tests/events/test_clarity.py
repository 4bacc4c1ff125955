"""What a reader of a label alone would not understand stays a detail."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kb.extraction import Extraction
from tests.events.conftest import event


@pytest.mark.parametrize(("text", "word", "missed"), [
    ("“The club fined me twice,” a player said.", "fined", "its words speak of “me” or “us”"),
    ("Reversing the ban would please the farmers.", "Reversing", "its words do not say who"),
    ("Ada Moreno resigned on Monday. Her decision surprised the board.", "decision", "its words do not say what"),
    ("The minister declined to comment on the report.", "declined", "it only says that nothing was said"),
    ("The villagers were asked.", "asked", "its words do not say what"),
])
def test_a_label_that_cannot_be_read_alone_stays_a_detail(read: Callable[..., Extraction], text: str, word: str,
                                                         missed: str) -> None:
    found = event(read(text), word)
    assert missed in found.salience_reasons and not found.salient


def test_a_country_is_no_pronoun(read: Callable[..., Extraction]) -> None:
    assert event(read("US troops arrested the mayor on Monday."), "arrested").salient


def test_what_something_is_done_for_stays_a_detail(read: Callable[..., Extraction]) -> None:
    found = event(read("Ada Moreno flew to Leeds to meet the owners of the mine."), "meet")
    assert "only what something else is done for" in found.salience_reasons and not found.salient


def test_what_nobody_is_said_to_do_stays_a_detail(read: Callable[..., Extraction]) -> None:
    found = read("The board gave the opponents grounds to sue the harbour. The pump fails when held upside down.\n"
                 "A hearing began.")
    assert not any(event.salient for event in found.events if event.text in ("sue", "held", "hearing"))


@pytest.mark.parametrize(("text", "word"), [
    ("Russia threatened to attack the port of Odessa.", "attack"),
    ("The allies rejected the demand of President Ada Moreno to release the captured soldiers.", "release"),
])
def test_what_was_only_asked_or_threatened_is_told_with_that(read: Callable[..., Extraction], text: str,
                                                             word: str) -> None:
    found = read(text)
    told = event(found, word)
    assert "that it was asked, threatened or promised is told beside it" in told.salience_reasons and not told.salient
    assert any(event.salient for event in found.events)
