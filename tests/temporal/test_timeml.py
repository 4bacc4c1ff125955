"""TimeML output: the text comes back unchanged, with the times marked in it."""

from __future__ import annotations

import io
import re
from datetime import date
from xml.etree import ElementTree

from lxml import etree

from kb.reading import Article, Block
from kb.temporal import TimeExpression
from kb.temporal.rules import ALL
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


#: What TimeML 1.2.1 (Saurí et al. 2006, section 2.1.3) and TempEval-3's documents allow.
SHAPE = """
    <!ELEMENT TimeML (DOCID, DCT, TITLE?, TEXT)>
    <!ELEMENT DOCID (#PCDATA)> <!ELEMENT DCT (TIMEX3)> <!ELEMENT TITLE (#PCDATA)>
    <!ELEMENT TEXT (#PCDATA | TIMEX3)*> <!ELEMENT TIMEX3 (#PCDATA)>
    <!ATTLIST TIMEX3 tid ID #REQUIRED type (DATE | TIME | DURATION | SET) #REQUIRED value NMTOKEN #REQUIRED
        mod (BEFORE | AFTER | ON_OR_BEFORE | ON_OR_AFTER | LESS_THAN | MORE_THAN | EQUAL_OR_LESS | EQUAL_OR_MORE | START
            | MID | END | APPROX) #IMPLIED
        functionInDocument (CREATION_TIME | PUBLICATION_TIME | NONE) "NONE" temporalFunction (true | false) "false"
        anchorTimeID IDREF #IMPLIED quant CDATA #IMPLIED freq NMTOKEN #IMPLIED>
"""
VALUE = re.compile(
    r"(?:[\dX]{4}|[\dX]{2,3}|BC\d{2,4}|FY\d{4})(?:-(?:[\dX]{2}(?:-[\dX]{2})?|W[\dX]{2}(?:-(?:[1-7]|WE))?|Q[1-4X]|H[12]"
    r"|SP|SU|FA|WI))?(?:T(?:MO|AF|EV|NI|MI|DT|\d{2}(?::\d{2}){0,2}Z?))?"
    r"|P(?:[\dX]+[YMWDQ])*(?:T(?:[\dX.]+[HMS])+)?|PAST_REF|PRESENT_REF|FUTURE_REF"
)


def test_every_example_of_every_rule_is_valid_timeml(read: Read) -> None:
    shape = etree.DTD(io.StringIO(SHAPE))
    for rule in ALL:
        for example, _ in rule.examples:
            text = example.replace("[", "").replace("]", "")
            article = Article("a", text, (Block(0, len(text), "body"),), published=MONDAY)
            times = read(text)
            root = etree.fromstring(to_timeml(article, times).encode())
            assert shape.validate(root), (text, shape.error_log)
            assert all(VALUE.fullmatch(time.value) for time in times), [time.value for time in times]


def test_an_article_without_a_date_says_so(read: Read) -> None:
    assert written("It rained.", (), None).findtext("DCT/TIMEX3") == "XXXX-XX-XX"
