"""Events as a JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kb.timeline import TimelineEvent, event_json


def json_feed(events: Iterable[TimelineEvent], title: str, address: str, home: str) -> dict[str, Any]:
    """The feed at `address`, whose timeline page is `home`; what was first told last comes first. The date of an item
    is the day of the first report, where that is known; the event's own is in its text and in `_event`."""
    latest = sorted(events, key=lambda event: (str(event.reported or ""), event.id), reverse=True)
    return {"version": "https://jsonfeed.org/version/1.1", "title": title, "home_page_url": home, "feed_url": address,
            "language": "en", "items": [_item(event, home) for event in latest]}


def _item(event: TimelineEvent, home: str) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": event.iri, "url": f"{home.rstrip('/')}/event/{event.id}", "title": event.label,
        "content_text": f"{event.date_label}. Told by {', '.join(event.sources)}.", "tags": [event.type_label],
        "authors": [{"name": source} for source in event.sources], "_event": event_json(event)}
    if event.reported:
        item["date_published"] = f"{event.reported.isoformat()}T00:00:00Z"
    return item
