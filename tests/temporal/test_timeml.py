"""TimeML output: the text comes back unchanged, with the times marked in it."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree

from kb.reading import Article, Block
from kb.temporal import TimeExpression
from kb.temporal.timeml import to_timeml
from tests.temporal.conftest import MONDAY, Read


def written(text: str, times: tuple[TimeExpression, ...], published: date | None = MONDAY) -> ElementTree.Element:
    article = Article("a<b", text, (Block(0, len(text), "body"),), title="R & B", published=published)
    return ElementTree.fromstring(to_timeml(article, times).encode())


def test_times_are_marked_and_the_text_stays(read: Read) -> None:
    text = "Rebels & others left <Lanova> on Sunday.\nThey return in March 2020.\r\n"
    root = written(text, read(text))
    body = root.find("TEXT")
    assert body is not None
    assert "".join(body.itertext()) == text
    assert [(mark.get("tid"), mark.get("value"), mark.get("anchorTimeID")) for mark in body] == [
        ("t1", "2019-02-17", "t0"),
        ("t2", "2020-03", None),
    ]
    assert root.findtext("DCT/TIMEX3") == "2019-02-18"


def test_characters_that_xml_cannot_hold_are_replaced_one_by_one(read: Read) -> None:
    text = "A\x00B\x0bC on 3 May 2018 \ud800."
    body = written(text, ()).find("TEXT")
    assert body is not None
    assert "".join(body.itertext()) == "A\ufffdB\ufffdC on 3 May 2018 \ufffd."


def test_an_article_without_a_date_says_so(read: Read) -> None:
    assert written("It rained.", (), None).findtext("DCT/TIMEX3") == "XXXX-XX-XX"
