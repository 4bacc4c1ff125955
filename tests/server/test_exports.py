"""The current view leaves in the formats that other programs read."""

from __future__ import annotations

import csv
import io
from datetime import date
from xml.etree import ElementTree

from kb.export.atom import atom_feed
from kb.export.csv import csv_table
from kb.export.timelinejs import timelinejs
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
