"""An article without a date is dated by those that tell the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.merging import merge
from kb.merging.publication import RULES, written_between
from tests.merging.reports import Told, report

YESTERDAY = Told("Fighters of the River Front blocked the roads out of Tarvale yesterday, trapping them.", "blocked",
                 "block", "Blockade", {"agent": "River Front", "patient": "the roads"}, "Tarvale", "yesterday",
                 ("2020-03-01", "2020-03-01"))
SUNDAY = replace(YESTERDAY, sentence=YESTERDAY.sentence.replace("yesterday", "Sunday"), when="Sunday", days=None)
DATED = report("dated", "2020-03-02", YESTERDAY)
UNDATED = report("undated", None, SUNDAY)


def test_sunday_here_is_yesterday_there():
    conclusion, = merge([DATED, UNDATED]).dates
    assert conclusion.article == "undated"
    assert conclusion.between == (date(2020, 3, 1), date(2020, 3, 7))
    assert conclusion.published == date(2020, 3, 2)
    assert "“Sunday”" in conclusion.explanation and "“yesterday”" in conclusion.explanation
    assert [(one.article, other.article) for one, other in conclusion.witnesses] == [("undated", "dated")]


def test_the_conclusion_is_the_same_when_drawn_from_the_article_it_dated():
    first = merge([DATED, UNDATED])
    resolved = report("undated", "2020-03-02", replace(SUNDAY, days=("2020-03-01", "2020-03-01")))
    again = replace(resolved, article=resolved.article.dated(first.dates[0].published, "witnesses",
                                                              first.dates[0].between))
    second = merge([DATED, again])
    assert second.dates == first.dates
    assert len(second.events) == 1


def test_a_concluded_date_dates_no_other_article():
    guessed = report("guessed", "2020-03-02", YESTERDAY, published_from="witnesses")
    assert merge([guessed, UNDATED]).dates == ()


def test_a_weekday_that_does_not_fit_dates_nothing():
    friday = replace(SUNDAY, sentence=SUNDAY.sentence.replace("Sunday", "Friday"), when="Friday")
    assert merge([DATED, report("undated", None, friday)]).dates == ()


def test_an_article_about_something_else_stays_undated():
    other = Told("Ada Moreno resigned as minister on Sunday.", "resigned", "resign", "Resignation",
                 {"agent": "Ada Moreno"}, None, "Sunday")
    assert merge([DATED, report("undated", None, other)]).dates == ()


def test_dated_articles_get_no_date():
    assert merge([DATED, report("other", "2020-03-04", YESTERDAY)]).dates == ()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.example[0])
def test_the_examples_of_the_rules_hold(rule):
    words, meant, first, last = rule.example
    assert written_between(words, meant, meant) == (first, last)


@pytest.mark.parametrize("words", ["in 2014", "two days later", "at that time", "in recent weeks"])
def test_words_that_do_not_depend_on_the_day_of_writing_tell_nothing(words):
    assert written_between(words, date(2020, 3, 1), date(2020, 3, 1)) is None


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_a_past_weekday_was_written_within_the_week(day):
    name = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")[day.weekday()]
    assert written_between(f"on {name}", day, day) == (day, day + timedelta(days=6))
    assert written_between(f"on {name}", day, day, ahead=True) == (day - timedelta(days=6), day)
    assert written_between(f"on {name}", day + timedelta(days=1), day + timedelta(days=1)) is None
