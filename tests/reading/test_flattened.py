"""Pages whose title, date and text run together on one line."""

from __future__ import annotations

from datetime import date

import pytest

from kb.reading import article_from_text

BODY = ("A ferry with 310 people on board ran aground off Cape Sorrow on Wednesday evening, the coast guard said. Tugs "
        "pulled her free two hours later.")


@pytest.mark.parametrize(("head", "title"), [
    ("Ferry runs aground off Cape Sorrow August 14, 2003", "Ferry runs aground off Cape Sorrow"),
    ("Ferry runs aground off Cape Sorrow Posted: Thursday, August 14, 2003 6:10 PM",
     "Ferry runs aground off Cape Sorrow"),
    ("Ferry runs aground off Cape Sorrow 8:41 p.m. EST, Thu August 14, 2003", "Ferry runs aground off Cape Sorrow"),
    ("Ferry runs aground off Cape Sorrow on Aug 14 2003, 5:55p", "Ferry runs aground off Cape Sorrow"),
    ("Nobody was hurt, the line says. THURSDAY, AUGUST 14, 2003, 12:12 AM", None),
    ("Posted: Aug 14, 2003 8:20 AM ET Last Updated: Aug 15, 2003 9:00 AM ET", None),
    ("14 August 2003 Last updated at 13:42 GMT", None)])
def test_the_date_in_the_head_is_that_of_publication(head: str, title: str | None) -> None:
    text = f"{head} {BODY}\n"
    article = article_from_text(text, id="ferry")
    assert (article.published, article.published_from) == (date(2003, 8, 14), "text")
    assert article.title == title
    last = article.blocks[-1]
    assert last.kind == "body" and text[last.begin:last.end] == BODY
    assert "dateline" in [block.kind for block in article.blocks]


@pytest.mark.parametrize("start", [
    "The ferry was built on August 14, 2003 by Anse Yards.",
    "Since August 14, 2003 Captain Orr has commanded the ferry.",
    "The captain was tried for the accident of August 14, 2003 Monday in Anse.",
    "The line lost a propeller on Thursday, August 14, 2003, Captain Orr said.",
    "The ferry struck a sandbank. Captain Orr slept then. August 14, 2003 The ferry sank.",
    "Hana Brill, born in Sall on August 14, 2003, Anse's youngest captain, was on board."])
def test_a_date_in_the_first_sentence_is_not(start: str) -> None:
    article = article_from_text(f"{start} {BODY}\n", id="ferry")
    assert article.published is None
    assert [block.kind for block in article.blocks] == ["body"]
