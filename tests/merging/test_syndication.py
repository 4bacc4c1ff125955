"""Copies of one report are one source."""

from __future__ import annotations

import pytest

from kb.merging import syndicated
from kb.merging.notes import Notes
from kb.reading import Article, Block

REPORT = """The harbour of Port Elin was closed on Monday after a crane fell into the water and cut the power line
that feeds the cold stores. Nobody was hurt, a spokeswoman of the port authority told reporters. Divers will look at
the crane today. Forty ships wait in the bay, most of them with fruit that can't wait long. The owners of the crane
had been warned in autumn that its rails were worn, but put the repair off until summer."""
OTHER = """A crane in the harbour of Port Elin gave way at the start of the week. The port authority told reporters
that it will take days to clear the basin, and traders fear for the fruit on the ships that lie at anchor outside."""


def article(id: str, text: str) -> Article:
    return Article(id=id, text=text, blocks=(Block(0, len(text), "body"),))


def test_whole_and_shortened_copies_go_back_to_one_report():
    edited = REPORT.replace("Nobody was hurt", "No one was injured").replace("Forty ships", "Some forty ships")
    brief = ". ".join(REPORT.split(". ")[:2]) + "."
    groups = syndicated([article("b", edited), article("own", OTHER), article("a", REPORT), article("c", brief)])
    assert groups == (("a", "b", "c"), ("own",))


def test_a_report_in_other_words_is_its_own_source():
    assert syndicated([article("a", REPORT), article("own", OTHER)]) == (("a",), ("own",))


def test_long_articles_are_compared_by_a_sample():
    long = " ".join(f"On day {number} the river rose by {number * 7} centimetres near mile {number * 13}."
                    for number in range(120))
    part = " ".join(long.split()[:300])
    assert syndicated([article("a", long), article("b", part), article("c", REPORT)]) == (("a", "b"), ("c",))


def test_empty_articles_are_nobodys_copies():
    assert syndicated([article("a", ""), article("b", "")]) == (("a",), ("b",))


def test_one_copy_more_asks_about_each_of_the_others_a_few_times_only(monkeypatch: pytest.MonkeyPatch):
    asked = 0
    column = Notes.column

    def counted(notes: Notes, sql: str, *values: object) -> list[object]:
        nonlocal asked
        asked += 1
        return column(notes, sql, *values)

    monkeypatch.setattr(Notes, "column", counted)
    found = {}
    for copies in (20, 40):
        asked = 0
        assert len(syndicated(article(f"a{number}", REPORT) for number in range(copies))) == 1
        found[copies] = asked

    assert found[40] < 4.5 * found[20]   # each with each, and no more
