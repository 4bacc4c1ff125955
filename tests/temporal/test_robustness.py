"""Whatever the text holds: no exception, and no more work than its length asks for."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest
from edtf import parse_edtf
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb.language import Doc, Sentence, Token
from kb.reading import Article, Block
from kb.temporal import TimeExpression, find_times
from kb.temporal.lexicon import LEXICON

SOUP = st.lists(
    st.sampled_from(
        [
            *sorted(LEXICON),
            "1989",
            "12",
            "2000",
            "7:15",
            "1990s",
            "'90s",
            "3rd",
            "2019-02-30",
            "31/12/99",
            "19.2/40",
            "14/33.10",
            "May",
            "March",
            "Sun",
            "Oct.",
            "a.m.",
            "Thanksgiving",
            "½",
            ".",
        ]
    ),
    max_size=25,
).map(" ".join)


def read_plain(text: str, published: date | None, code: str = "en") -> tuple[TimeExpression, ...]:
    """Reads a text as one sentence of blank-separated words without tags."""
    tokens, place = [], 0
    for index, word in enumerate(text.split()):
        begin = text.index(word, place)
        place = begin + len(word)
        tokens.append(Token(index, begin, place, word, word, "", "", "", 0, "dep", 0, 0.0))
    doc = Doc(text, tuple(tokens), (Sentence(0, 0, len(tokens), 0, len(text), 0),) if tokens else (), ())
    return find_times(
        doc,
        Article("a", text, (Block(0, len(text), "body"),), published=published, published_from="option", language=code),
    )


@cache
def is_edtf(text: str) -> bool:
    return parse_edtf(text) is not None


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(SOUP, st.text()), st.one_of(st.none(), st.dates()))
def test_any_text_and_any_date_are_read(text: str, published: date | None) -> None:
    for time in read_plain(text, published):
        assert text[time.begin : time.end] == time.text
        assert time.explanation and time.rule and time.value
        assert time.edtf is None or is_edtf(time.edtf)
        assert time.earliest is None or time.latest is None or time.earliest <= time.latest


@pytest.mark.parametrize(
    ("text", "value"),
    [("February second , 2019", "2019-02-02"), ("the second century", "01"), ("every second", "PT1S")],
)
def test_second_is_a_number_or_a_unit(text: str, value: str) -> None:
    (time,) = read_plain(text, date(2019, 1, 1))
    assert time.value == value


@pytest.mark.parametrize(
    "text",
    [
        "7" * 1_000_000,
        "last " * 100_000,
        "1989 " * 20_000,
        "twenty " * 20_000,
        "," * 500_000,
        "a year ago " * 10_000,
        "May 1 " * 15_000,
        "1,000" * 200_000,
        "- " * 100_000,
        "“today " * 30_000,
        "1914-18 " * 30_000,
        "“today” " * 30_000,
    ],
)
def test_a_very_long_paragraph_of_anything_ends(text: str) -> None:
    read_plain(text, date(2019, 2, 18))


@pytest.mark.parametrize("published", [date(1, 1, 1), date(9999, 12, 31), date(2020, 2, 29), date(2019, 12, 30)])
def test_the_edges_of_the_calendar(published: date) -> None:
    read_plain(
        "Last week, next century, 500 years ago, 9000 years from now, next Friday, last spring, Christmas, "
        "this weekend, yesterday, tomorrow, in December, the third quarter, 99 months ago and Feb. 29 .",
        published,
    )


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("de", "morgen " * 40_000),
        ("de", "7" * 500_000),
        ("de", "1. Mai " * 20_000),
        ("ru", "в мае прошел " * 20_000),
        ("fr", "dans la nuit " * 30_000),
        ("ar", "و" * 300_000),
    ],
)
def test_a_very_long_foreign_paragraph_ends(code: str, text: str) -> None:
    read_plain(text, date(2019, 2, 18), code)


FOREIGN = (
    "januar märz dezember vorgestern morgen вчера мае году Sonntag domingo dernier im jahr 2014 31. 99.99.2019 "
    "2019-13-40 vor 9999 Jahren il y a ans في شباط 12 de"
).split(" ")


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=60)
@given(
    st.one_of(st.lists(st.sampled_from(FOREIGN), max_size=20).map(" ".join), st.text()),
    st.sampled_from(("de", "fr", "es", "ar", "ru", "it", "xx")),
    st.one_of(st.none(), st.dates()),
)
def test_any_text_in_any_language_is_read(text: str, code: str, published: date | None) -> None:
    for time in read_plain(text, published, code):
        assert text[time.begin : time.end] == time.text
        assert time.earliest is None or time.latest is None or time.earliest <= time.latest


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Rated 19.2/40 by viewers", []),
        ("Signed 12/11/2019", ["2019-12-11"]),
        ("Signed 18.02.2019", ["2019-02-18"]),
        ("Signed 2/18/2019", ["2019-02-18"]),
        ("Signed 2019/02/18", ["2019-02-18"]),
    ],
)
def test_numbers_with_marks_are_dates_only_when_the_marks_agree(text: str, values: list[str]) -> None:
    assert [time.value for time in read_plain(text, None)] == values
