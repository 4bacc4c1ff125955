"""Events as a calendar (RFC 5545): only those whose day is sure, since a calendar can't say "about"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from kb.timeline import TimelineEvent

#: Told as something that will not or did not happen: no entry for a calendar.
_NOT_HAPPENING = ("denied", "hypothetical")
_TENTATIVE = ("planned", "possible")
#: Octets a line has at most (§3.1).
_WIDTH = 75
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f]")


def calendar(events: Iterable[TimelineEvent], title: str) -> bytes:
    """The events that are dated to the day, each as an entry of a whole day. What is planned or possible is
    TENTATIVE; what is denied or only imagined is left out. DTSTAMP is the day of the first report, so that the same
    events give the same bytes."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//event-timeline//EN", f"NAME:{_text(title)}",
             f"X-WR-CALNAME:{_text(title)}"]
    for event in events:
        if event.precision == "day" and event.polarity != "negative" and event.certainty not in _NOT_HAPPENING:
            lines += _entry(event)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line)).encode()


def _entry(event: TimelineEvent) -> Iterator[str]:
    assert event.earliest
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(event.iri)}"
    yield f"DTSTAMP:{_day(event.reported or event.earliest)}T000000Z"
    yield f"DTSTART;VALUE=DATE:{_day(event.earliest)}"
    if event.earliest < date.max:
        yield f"DTEND;VALUE=DATE:{_day(event.earliest + timedelta(days=1))}"
    yield f"SUMMARY:{_text(event.label)}"
    yield f"DESCRIPTION:{_text(f'{event.date_label}. Told by ' + ', '.join(event.sources) + '.')}"
    yield f"CATEGORIES:{_text(event.type_label)}"
    yield f"STATUS:{'TENTATIVE' if event.certainty in _TENTATIVE else 'CONFIRMED'}"
    yield "TRANSP:TRANSPARENT"
    yield f"URL:{_CONTROLS.sub('', event.iri)}"
    if event.places:
        yield f"LOCATION:{_text(', '.join(place.name for place in event.places))}"
        first = event.places[0].coordinates
        if first:
            yield f"GEO:{first[0]:.6f};{first[1]:.6f}"
    yield "END:VEVENT"


def _day(day: date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"


def _text(value: str) -> str:
    """A TEXT value (§3.3.11)."""
    plain = _CONTROLS.sub(" ", value.replace("\r\n", "\n").replace("\r", "\n"))
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """The line cut into pieces that keep to the width, never within a character."""
    piece, width = "", 0
    for character in line:
        size = len(character.encode())
        if width + size > _WIDTH:
            yield piece
            piece, width = " ", 1
        piece += character
        width += size
    yield piece
