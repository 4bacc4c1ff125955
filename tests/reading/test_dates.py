"""Explicit dates: what is one, what is none, and where a text or an address gives the date of publication."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.errors import DateError
from kb.reading import article_from_text, parse_published
from kb.reading.date_lines import date_line, dateline_date, is_dateline
from kb.reading.dates import FORMS, date_in_address, find_dates, parse_date

DAY = date(2019, 2, 18)


@pytest.mark.parametrize("example", [example for _, example in FORMS])
def test_every_way_to_write_a_date_is_read(example: str) -> None:
    assert [found.day for found in find_dates(example)] == [DAY]


@pytest.mark.parametrize("text", [
    "2019-02-18", "20190218", "2019-02-18T10:00:00Z", "2019-02-18 10:00", "Mon, 18 Feb 2019 10:00:00 +0300",
    "1550480000", "1550480000000", "Feb 18th, 2019 at 10:00", "18.02.2019", "18/02/2019", "18 février 2019",
    "18. Februar 2019", "2019年2月18日"])
def test_strings_of_records_and_pages(text: str) -> None:
    assert parse_date(text) == DAY


@pytest.mark.parametrize("text", [
    "", "yesterday", "5 years ago", "February 2019", "2019", "31 June 2019", "2019-13-01", "99/99/2019",
    "from 1 May 2019 to 3 May 2019", "x" * 500])
def test_what_is_no_whole_date_is_refused(text: str) -> None:
    with pytest.raises(DateError, match="is no date; give YYYY-MM-DD"):
        parse_date(text)


def test_a_date_that_reads_two_ways_is_refused_with_both_readings() -> None:
    with pytest.raises(DateError, match="reads two ways, 2019-04-03 and 2019-03-04"):
        parse_date("03/04/2019")


def test_years_of_two_figures_count_only_where_nothing_else_can_be_the_year() -> None:
    assert [found.day for found in find_dates("11/22/12 1:24 PM")] == [date(2012, 11, 22)]
    assert find_dates("11/10/12") == find_dates("22/11/12") == ()


def test_unlikely_days_of_publication_are_refused() -> None:
    for text in ("1799-12-31", "3019-02-18"):
        with pytest.raises(DateError, match="no likely day of publication"):
            parse_date(text)
    assert parse_date((datetime.now(UTC).date() + timedelta(days=30)).isoformat())


def test_the_option_says_its_name_in_its_error() -> None:
    with pytest.raises(DateError) as caught:
        parse_published("2019-02-31")
    assert str(caught.value) == "--published “2019-02-31” is no date; give YYYY-MM-DD"


@given(st.dates(min_value=date(1800, 1, 1), max_value=date(2024, 12, 31)),
       st.sampled_from(["%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%b %d %Y", "%d.%m.%Y", "%A, %d %B %Y", "%Y%m%d",
                        "%d-%b-%Y"]))
def test_dates_survive_being_written_and_read(day: date, form: str) -> None:
    assert parse_date(day.strftime(form)) == day


@pytest.mark.parametrize(("line", "words", "label"), [
    ("February 18 2019 01:01 AM", "February 18 2019", None),
    ("Published: 2019-02-18T10:00", "2019-02-18", "published"),
    ("Posted on 18 February 2019 by hbrill", "18 February 2019", "published"),
    ("Middle East | February 18, 2019", "February 18, 2019", None),
    ("First published on Mon 18 Feb 2019 09.15 GMT / Last modified on Tue 19 Feb 2019 01.10 GMT", "18 Feb 2019",
     "published"),
    ("By Ada Merrin, Staff Writer | Feb. 18, 2019, 5:04 PM EST", "Feb. 18, 2019", None),
    ("Updated 18/02/2019 - 14:05", "18/02/2019", "updated")])
def test_lines_that_give_the_date(line: str, words: str, label: str | None) -> None:
    found = date_line(line)
    assert found is not None
    assert (found.day, line[found.begin:found.end], found.label) == (DAY, words, label)


@pytest.mark.parametrize("line", [
    "September 11, 2001 attacks", "The war ended on May 8, 1945", "Updated 3 hours ago", "03/04/2019",
    "access_time5 years ago", "February 2019", "Attack on July 4, 2019 by gunmen"])
def test_lines_that_only_hold_a_date_or_none(line: str) -> None:
    assert date_line(line) is None


def test_datelines() -> None:
    assert is_dateline("PARIS, Feb 18 (Agency) -") and is_dateline("NAIROBI, Kenya (AP) _")
    assert not is_dateline("KENYA:") and not is_dateline("WASHINGTON") and not is_dateline("NATO (OTAN)")
    opening = "BEIRUT, Feb. 18, 2019 (AP) — Rebels left the town on Sunday."
    found = dateline_date(opening)
    assert found is not None and opening[found.begin:found.end] == "Feb. 18, 2019" and found.day == DAY
    assert dateline_date("PARIS, Feb 18 (Agency) - The minister resigned.") is None     # no year, no date
    assert dateline_date("ON May 8, 1945 the war in Europe came to its end.") is None


BODY = "The miners of Sall ended their strike on {}, their union said.\nThey had asked for higher pay since February.\n"


@pytest.mark.parametrize(("text", "words"), [
    ("Strike of miners ends\nFebruary 18 2019 01:01 AM\n" + BODY, "February 18 2019"),
    ("18 February 2019\nStrike of miners ends\n" + BODY, "18 February 2019"),
    ("20 November 2024\nHome | News | Sport\nMenu\nStrike of miners ends\nFeb 18, 2019\n" + BODY, "Feb 18, 2019"),
    ("Strike of miners ends\nUpdated 19 February 2019\nPublished 18 February 2019\n" + BODY, "18 February 2019"),
    ("Strike of miners ends\nRegion\n2019-02-18 | 07:54\nShare\n2\nmin\nStrike of miners ends\n" + BODY, "2019-02-18"),
    ("Monday, 18 February 2019\nStrike of miners ends\n" + BODY, "18 February 2019"),
    ("SALL, Feb. 18, 2019 (AP) — " + BODY, "Feb. 18, 2019")])
def test_the_date_of_publication_in_the_text(text: str, words: str) -> None:
    article = article_from_text(text, id="strike")
    assert article.published == DAY and article.published_from == "text" and article.published_span is not None
    assert text[slice(*article.published_span)] == words


@pytest.mark.parametrize("text", [
    BODY.format("18 February 2019"),
    "Strike of miners ends\n5 years ago\n" + BODY,
    "20 November 2024\nHome | News | Sport | Arts\nMenu\nStrike of miners ends after talks\n" + BODY,
    "9 C\nFriday, December 8, 2023\nStrike of miners ends\n" + BODY,
    BODY + "The agreement runs out on\n18 February 2019\n",
    "Strike of miners ends\n03/04/2019\n" + BODY])
def test_dates_elsewhere_in_the_text_are_not_the_date_of_publication(text: str) -> None:
    article = article_from_text(text, id="strike")
    assert article.published is None and article.published_from is None and article.published_span is None


def test_a_given_date_goes_before_the_text_and_the_text_before_the_address() -> None:
    text = "Strike of miners ends\nFebruary 18 2019\n" + BODY
    address = "https://daily.example/2020/01/02/strike"
    given_day = article_from_text(text, id="strike", url=address, published=date(2018, 1, 1),
                                  published_from="metadata")
    assert (given_day.published, given_day.published_from) == (date(2018, 1, 1), "metadata")
    assert article_from_text(text, id="strike", url=address).published == DAY
    by_address = article_from_text(BODY, id="strike", url=address)
    assert (by_address.published, by_address.published_from) == (date(2020, 1, 2), "url")


@pytest.mark.parametrize(("address", "day"), [
    ("https://a.example/2019/02/18/strike", DAY), ("https://a.example/world/2019/feb/18/strike", DAY),
    ("https://a.example/strike-20190218-1", DAY), ("https://a.example/2019-02-18-strike", DAY),
    ("https://a.example/2019/2/18/strike.html", DAY), ("https://a.example/2019/02/strike", None),
    ("https://a.example/id/20191118123", None), ("https://20190218.example/strike", None)])
def test_dates_in_addresses(address: str, day: date | None) -> None:
    assert date_in_address(address) == day
