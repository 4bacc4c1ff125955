"""Events as the JSON that TimelineJS reads (https://timeline.knightlab.com/docs/json-format.html)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from html import escape
from typing import Any

from kb.timeline import TimelineEvent


def timelinejs(events: Iterable[TimelineEvent], title: str) -> dict[str, Any]:
    """The events that have a date, each with its words for the date; a bound that is open is left out, and
    one that is open at its begin stands at its end. TimelineJS takes texts for HTML, so they are escaped."""
    return {"title": {"text": {"headline": escape(title)}},
            "events": [_slide(event) for event in events if event.earliest or event.latest]}


def _slide(event: TimelineEvent) -> dict[str, Any]:
    begin = event.earliest or event.latest
    assert begin is not None
    who = ", ".join(dict.fromkeys(participant.name for participant in event.participants))
    where = ", ".join(place.name for place in event.places)
    text = "; ".join(part for part in (who, where, f"told by {', '.join(event.sources)}") if part)
    slide = {"unique_id": f"event-{event.id}", "start_date": _date(begin), "display_date": event.date_label,
             "group": event.type_label,
             "text": {"headline": f'<a href="{escape(event.iri)}">{escape(event.label)}</a>',
                      "text": f"<p>{escape(text)}</p>"}}
    if event.earliest and event.latest and event.latest > event.earliest:
        slide["end_date"] = _date(event.latest)
    return slide


def _date(day: date) -> dict[str, int]:
    return {"year": day.year, "month": day.month, "day": day.day}
