"""Events as an Atom feed (RFC 4287): what a feed reader shows of a timeline."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast
from xml.etree import ElementTree

from kb.timeline import TimelineEvent

_ATOM = "http://www.w3.org/2005/Atom"
#: Characters that XML 1.0 cannot hold at all.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_UNKNOWN = "1970-01-01"


def atom_feed(events: Sequence[TimelineEvent], articles: Iterable[Mapping[str, Any]], address: str,
              home: str) -> bytes:
    """The feed at `address`, whose timeline page is `home`. An entry's `updated` is the day of the last
    report on the event (the day of the event is in its summary); where no report has a date it is
    1970-01-01, since Atom wants one."""
    ElementTree.register_namespace("", _ATOM)
    reported = {article["id"]: article["published"] for article in articles if article["published"]}
    feed = ElementTree.Element(_name("feed"))
    days = {event.id: max((str(reported[id]) for id in event.articles if id in reported), default=_UNKNOWN)
            for event in events}
    _add(feed, "title", "Event timeline")
    _add(feed, "id", address)
    _add(feed, "updated", _instant(max(days.values(), default=_UNKNOWN)))
    _add(feed, "link", href=address, rel="self", type="application/atom+xml")
    _add(feed, "link", href=home, rel="alternate", type="text/html")
    _add(_add(feed, "author"), "name", "Event timeline")
    for event in sorted(events, key=lambda event: days[event.id], reverse=True):
        entry = _add(feed, "entry")
        _add(entry, "title", event.label)
        _add(entry, "id", event.iri)
        _add(entry, "link", href=f"{home.rstrip('/')}/event/{event.id}", rel="alternate", type="text/html")
        _add(entry, "updated", _instant(days[event.id]))
        _add(entry, "category", term=event.type, label=event.type_label)
        _add(entry, "summary", f"{event.date_label}. Told by {', '.join(event.sources)}.")
    return cast(bytes, ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True))


def _add(parent: ElementTree.Element, tag: str, text: str | None = None,
         **attributes: str) -> ElementTree.Element:
    clean = {key: _clean(value) for key, value in attributes.items()}
    element = ElementTree.SubElement(parent, _name(tag), clean)
    element.text = _clean(text) if text is not None else None
    return element


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)


def _name(tag: str) -> str:
    return f"{{{_ATOM}}}{tag}"


def _instant(day: str) -> str:
    return f"{day}T00:00:00Z"
