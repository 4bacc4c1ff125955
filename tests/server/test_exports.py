"""The current view leaves in the formats that other programs read."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import feedparser
import icalendar
import jsonschema_rs
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from kb.export.atom import atom_feed
from kb.export.csv import csv_table
from kb.export.icalendar import calendar
from kb.export.timelinejs import timelinejs
from kb.graph.vocabulary import GAF, SEM
from kb.timeline import TimelineEvent
from tests.server.conftest import SHUT, Ask

ATOM = "{http://www.w3.org/2005/Atom}"


def hostile(label: str) -> TimelineEvent:
    return TimelineEvent(id="e1", iri="http://localhost:8000/event/e1", label=label, type="Attack",
                         type_label="attack", earliest=None, latest=date(2019, 2, 17), value=None, edtf=None,
                         granularity="day", certainty="asserted", polarity="positive", salience=1.0,
                         salient=True, sources=("The Courier",), articles=("a",))


def test_a_view_comes_as_a_table(ask: Ask) -> None:
    rows = list(csv.DictReader(io.StringIO(ask("/events.csv?type=Blockade").text)))

    assert [(row["id"], row["date"], row["where"]) for row in rows] == [(SHUT, "17 February 2019", "Lanova")]


def test_a_table_holds_no_formulas() -> None:
    (_, row) = csv.reader(io.StringIO(csv_table([hostile("=HYPERLINK(1)")])))

    assert row[1] == "'=HYPERLINK(1)"


def test_a_view_comes_as_timelinejs(ask: Ask) -> None:
    first, second = ask("/timeline.json").json()["events"]

    assert first["start_date"] == {"year": 2019, "month": 2, "day": 17}
    assert "end_date" not in first
    assert second["end_date"] == {"year": 2019, "month": 3, "day": 31}
    assert second["display_date"] == "March 2019"


def test_timelinejs_gets_markup_as_text() -> None:
    (slide,) = timelinejs([hostile("<img src=x onerror=alert(1)>")], "T")["events"]

    assert "<img" not in slide["text"]["headline"]
    assert slide["start_date"] == {"year": 2019, "month": 2, "day": 17}


def test_a_view_comes_as_a_feed(ask: Ask) -> None:
    feed = ElementTree.fromstring(ask("/feed.atom").body)

    assert [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")] == [
        "Rebels shut the bridge at Lanova", "Ministers meet"]
    assert feed.findtext(f"{ATOM}updated") == "2019-02-18T00:00:00Z"
    ids = [element.text for element in feed.iter(f"{ATOM}id")]
    assert len(ids) == len(set(ids)) == 3


def test_a_feed_survives_characters_that_xml_cannot_hold() -> None:
    feed = atom_feed([hostile("bell\x07 and \ud800")], [], address="http://a/feed", home="http://a/")

    assert "bell\ufffd and \ufffd" in ElementTree.fromstring(feed).findtext(f"{ATOM}entry/{ATOM}title", "")


def a_day(label: str, day: str | None = "2019-02-17", **given: object) -> TimelineEvent:
    when = date.fromisoformat(day) if day else None
    return replace(hostile(label), earliest=when, latest=when, **given)  # type: ignore[arg-type]


def test_a_view_comes_as_a_calendar_that_a_calendar_reads(ask: Ask) -> None:
    answer = ask("/timeline.ics")
    calendar = icalendar.Calendar.from_ical(answer.body)

    assert answer.type == "text/calendar"
    (entry,) = calendar.walk("VEVENT")
    assert entry.decoded("DTSTART") == date(2019, 2, 17)
    assert entry.decoded("DTEND") == date(2019, 2, 18)
    assert str(entry["SUMMARY"]) == "Rebels shut the bridge at Lanova"
    assert str(entry["LOCATION"]) == "Lanova"
    assert not calendar.errors


def test_a_calendar_has_only_what_is_sure_to_the_day_and_may_happen() -> None:
    month = replace(a_day("A whole month"), earliest=date(2019, 2, 1), latest=date(2019, 2, 28))
    events = [a_day("Sure"), month, a_day("No day", None), hostile("By a day"), a_day("Denied", certainty="denied"),
              a_day("Planned", certainty="planned"), a_day("Did not happen", polarity="negative")]

    entries = icalendar.Calendar.from_ical(calendar(events, "Some")).walk("VEVENT")

    assert [(str(entry["SUMMARY"]), str(entry["STATUS"])) for entry in entries] == [
        ("Sure", "CONFIRMED"), ("Planned", "TENTATIVE")]


@given(st.text(max_size=300))
def test_any_text_survives_a_calendar(label: str) -> None:
    data = calendar([a_day(label)], "Some")

    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    (entry,) = icalendar.Calendar.from_ical(data).walk("VEVENT")
    plain = re.sub("[\x00-\x08\x0b-\x1f\x7f]", " ", label.replace("\r\n", "\n").replace("\r", "\n"))
    assert str(entry["SUMMARY"]) == plain


def test_feeds_are_what_a_feed_reader_reads(ask: Ask) -> None:
    feed = feedparser.parse(ask("/feed.atom").body)

    assert not feed.bozo
    assert feed.version == "atom10"
    assert {entry.title for entry in feed.entries} == {"Rebels shut the bridge at Lanova", "Ministers meet"}


_URI = {"type": "string", "format": "uri"}
_TEXT = {"type": "string"}
_AUTHORS = {"type": "array", "minItems": 1, "items": {
    "type": "object", "minProperties": 1, "properties": {"name": _TEXT, "url": _URI, "avatar": _URI},
    "additionalProperties": False}}
#: What JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/) allows: its names alone, and extensions below "_".
JSON_FEED = {
    "type": "object", "required": ["version", "title", "items"],
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"}, "title": _TEXT, "home_page_url": _URI,
        "feed_url": _URI, "description": _TEXT, "user_comment": _TEXT, "next_url": _URI, "icon": _URI, "favicon": _URI,
        "language": _TEXT, "authors": _AUTHORS, "expired": {"type": "boolean"}, "hubs": {"type": "array"},
        "items": {"type": "array", "uniqueItems": True, "items": {
            "type": "object", "required": ["id"],
            "anyOf": [{"required": ["content_text"]}, {"required": ["content_html"]}],
            "properties": {
                "id": _TEXT, "url": _URI, "external_url": _URI, "title": _TEXT, "content_html": _TEXT,
                "content_text": _TEXT, "summary": _TEXT, "image": _URI, "banner_image": _URI, "language": _TEXT,
                "date_published": {"type": "string", "format": "date-time"},
                "date_modified": {"type": "string", "format": "date-time"}, "authors": _AUTHORS,
                "tags": {"type": "array", "items": _TEXT}, "attachments": {"type": "array"}},
            "patternProperties": {"^_[A-Za-z][^.]*$": {"type": "object"}}, "additionalProperties": False}}},
    "patternProperties": {"^_[A-Za-z][^.]*$": {"type": "object"}}, "additionalProperties": False}


@pytest.mark.parametrize("view", ["", "?details=1", "?q=bridge&from=2019-01-01", "?q=nothing-like-that"])
def test_every_view_is_a_json_feed_as_its_standard_has_it(ask: Ask, view: str) -> None:
    standard = jsonschema_rs.Draft202012Validator(JSON_FEED, validate_formats=True)

    feed = ask(f"/feed.json{view}").json()

    assert [str(error) for error in standard.iter_errors(feed)] == []
    assert len({item["id"] for item in feed["items"]}) == len(feed["items"])


def test_a_view_comes_as_a_json_feed(ask: Ask) -> None:
    answer = ask("/feed.json?type=Blockade")
    feed = answer.json()

    assert answer.type == "application/feed+json"
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"].endswith("/feed.json?type=Blockade")
    (item,) = feed["items"]
    assert item["id"].endswith(f"/event/{SHUT}")
    assert item["date_published"] == "2019-02-18T00:00:00Z"
    assert item["content_text"].startswith("17 February 2019. Told by")


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")  # its parser asks itself in an old way
def test_a_view_comes_as_trig_graph_by_graph(ask: Ask) -> None:
    answer = ask("/timeline.trig?type=Blockade")
    dataset = rdflib.Dataset()
    dataset.parse(data=answer.text, format="trig")
    event = rdflib.URIRef(f"http://localhost:8000/event/{SHUT}")

    assert answer.type == "application/trig"
    told = {str(graph) for _, _, _, graph in dataset.quads((event, GAF.denotedBy, None, None))}
    assert len(told) == 2
    assert all("/article/" in graph for graph in told)
    others = {str(s) for s, _, _, _ in dataset.quads((None, rdflib.RDF.type, SEM.Event, None))}
    assert others == {str(event)}


def test_an_event_comes_as_a_row(ask: Ask) -> None:
    (row,) = csv.DictReader(io.StringIO(ask(f"/event/{SHUT}.csv").text))

    assert row["id"] == SHUT
    assert ask("/event/0000000000000000.csv").status == 404
