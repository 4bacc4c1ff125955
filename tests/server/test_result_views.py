"""The query page shows rows as what they are: numbers as a chart, events and days on a timeline, places on a map."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import urlencode

import pytest

from tests.server.conftest import BROWSER, SHUT, Answer, Ask

EVENT = f"<http://localhost:8000/event/{SHUT}>"
NUMBERS = 'SELECT ?what ?n ?m { VALUES (?what ?n ?m) { ("apples" 3 1.5) ("pears" -1 2) ("plums" 6 0) } }'
MONTHS = 'SELECT ?month ?n { VALUES (?month ?n) { ("2019-02" 3) ("2019-01" 6) ("2019-04" 1) } }'
TWICE = 'SELECT ?month ?who ?n { VALUES (?month ?who ?n) { ("2019-02" "a" 3) ("2019-02" "b" 6) ("2019-04" "a" 1) } }'
EVENTS = "SELECT DISTINCT ?event ?what { ?event a sem:Event ; rdfs:label ?what }"
DAYS = """SELECT ?name ?from ?to { VALUES (?name ?from ?to) {
    ("second" "2019-03-01"^^xsd:date "2019-03-09"^^xsd:date) ("first" "2018"^^xsd:gYear UNDEF) } }"""
PLACES = "SELECT DISTINCT ?place { ?event sem:hasPlace ?place }"
POINTS = """SELECT ?name ?lat ?long { VALUES (?name ?lat ?long) {
    ("Here" 41.5 20.25) ("There" -1.0 30) ("Nowhere" 95 1) } }"""
WKT = """SELECT ?name ?at { VALUES (?name ?at) {
    ("Here" "POINT(20.25 41.5)"^^<http://www.opengis.net/ont/geosparql#wktLiteral>) } }"""
LANOVA = ("Lanova", 41.5, 20.25, "/entity/place/lanova")


def page(ask: Ask, query: str, view: str | None = None, **more: str) -> Answer:
    asked = {"query": query} | ({"view": view} if view else {}) | more
    return ask(f"/sparql?{urlencode(asked)}", accept=BROWSER)


def views(answer: Answer) -> list[str]:
    return re.findall(r"<a [^>]*>(Table|Chart|Timeline|Map)</a>", answer.text.partition('class="views"')[2])


def drawing(answer: Answer) -> Any:
    return json.loads(answer.text.partition('id="drawing">')[2].partition("</script>")[0])


@pytest.mark.parametrize(("query", "there"), [
    (NUMBERS, ["Table", "Chart"]), (MONTHS, ["Table", "Chart", "Timeline"]), (EVENTS, ["Table", "Timeline", "Map"]),
    (DAYS, ["Table", "Timeline"]), (PLACES, ["Table", "Map"]), (POINTS, ["Table", "Chart", "Map"]),
    (WKT, ["Table", "Map"]),
    ("SELECT ?s { ?s ?p ?o } LIMIT 0", []), ('SELECT ("word" AS ?w) {}', []), ("SELECT (1 AS ?n) {}", []),
    ("SELECT (2019 AS ?year) ?n { VALUES ?n { 1 2 } }", ["Table", "Chart"])])
def test_what_the_rows_have_decides_how_they_can_be_seen(ask: Ask, query: str, there: list[str]) -> None:
    answer = page(ask, query)

    assert answer.status == 200
    assert views(answer) == there


def test_a_chart_has_a_bar_for_each_number_and_asks_for_other_columns(ask: Ask) -> None:
    text = page(ask, NUMBERS, "chart").text

    assert re.findall(r'bar-name" dir="auto">(.*?)</span>', text) == ["apples", "pears", "plums"]
    widths = [float(width) for width in re.findall(r'<rect [^>]*width="([\d.]+)%"', text)]
    starts = [float(start) for start in re.findall(r'<rect x="([\d.]+)%"', text)]
    assert widths == pytest.approx([300 / 7, 100 / 7, 600 / 7])
    assert starts == pytest.approx([100 / 7, 0, 100 / 7])  # the negative one lies left of where the others begin
    other = re.search(r'<a href="([^"]*of=m[^"]*)">m</a>', text)
    assert other and '"number">1.5<' in ask(other[1].replace("&amp;", "&"), accept=BROWSER).text


def test_numbers_by_month_stand_above_their_months(ask: Ask) -> None:
    text = page(ask, MONTHS, "chart").text

    assert re.findall(r"<title>(2019.*?)</title>", text) == ["2019-01: 6", "2019-02: 3", "2019-04: 1"]
    assert "<span>January 2019</span>" in text and "<span>April 2019</span>" in text
    assert "over-days" not in page(ask, TWICE, "chart").text  # where a month comes twice it is no axis
    assert "2019-02 · b" in page(ask, TWICE, "chart").text


def test_events_stand_on_the_timeline_by_their_own_dates(ask: Ask) -> None:
    answer = page(ask, EVENTS, "timeline")

    (lane,) = drawing(answer)["lanes"]
    marks = {mark["id"]: mark for mark in lane["events"]}
    assert len(marks) == lane["count"] == 4
    assert (marks[SHUT]["earliest"], marks[SHUT]["href"]) == ("2019-02-17", f"/event/{SHUT}")
    assert answer.text.count('class="entry entry-') == 4
    assert '<a href="/?from=2019-02-17&amp;to=2019-03-31">' in answer.text


def test_rows_with_days_of_their_own_stand_on_it_too(ask: Ask) -> None:
    answer = page(ask, DAYS, "timeline")

    (lane,) = drawing(answer)["lanes"]
    assert [(mark["label"], mark["earliest"], mark["latest"], mark["date"]) for mark in lane["events"]] == [
        ("first", "2018-01-01", "2018-12-31", "2018"),
        ("second", "2019-03-01", "2019-03-09", "between 1 and 9 March 2019")]


@pytest.mark.parametrize(("query", "spot"), [
    (PLACES, LANOVA), (EVENTS, LANOVA), (WKT, ("Here", 41.5, 20.25, None)), (POINTS, ("Here", 41.5, 20.25, None))])
def test_places_stand_on_the_map(ask: Ask, query: str, spot: tuple[Any, ...]) -> None:
    answer = page(ask, query, "map")

    found = [(spot["name"], spot["latitude"], spot["longitude"], spot["href"]) for spot in drawing(answer)["spots"]]
    assert spot[:3] in [each[:3] for each in found]
    assert spot[3] is None or spot in found
    assert not any("Nowhere" in each for each in found)
    assert spot[0] in answer.text.partition("spot-list")[2]


def test_a_view_stays_chosen_when_the_query_is_changed_and_is_excused_when_it_has_nothing(ask: Ask) -> None:
    chart = page(ask, NUMBERS, "chart").text
    assert '<input type="hidden" name="view" value="chart">' in chart

    answer = page(ask, EVENTS, "chart")
    assert "there is no chart" in answer.text
    assert '<table class="rows">' in answer.text
    assert page(ask, NUMBERS, "nonsense").status == 200


def test_a_ready_query_keeps_its_short_address(ask: Ask) -> None:
    text = ask("/sparql?example=01-what-happened", accept=BROWSER).text
    assert 'href="/sparql?example=01-what-happened&amp;view=timeline"' in text


def test_texts_from_the_rows_stay_texts(ask: Ask) -> None:
    hostile = """SELECT ?a ?n { VALUES (?a ?n) { ("<script>alert(1)</script>" 1) ("</title><img src=x>" 2) } }"""
    for view in ("table", "chart"):
        assert "<script>alert" not in page(ask, hostile, view).text
        assert "<img src=x" not in page(ask, hostile, view).text
