"""Events as a table for spreadsheets: one row an event (RFC 4180)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from kb.timeline import TimelineEvent

COLUMNS = ("id", "label", "type", "date", "earliest", "latest", "edtf", "certainty", "polarity", "who",
           "where", "sources", "disagreements", "iri")


def csv_table(events: Iterable[TimelineEvent]) -> str:
    """The events with a header row; several values in a cell are joined by "; ". A cell that a spreadsheet
    would take for a formula gets an apostrophe before it."""
    output = io.StringIO()
    writer = csv.writer(output)
    writer.writerow(COLUMNS)
    for event in events:
        writer.writerow([_safe(str(cell)) for cell in (
            event.id, event.label, event.type, event.date_label, event.earliest or "", event.latest or "",
            event.edtf or "", event.certainty, event.polarity,
            "; ".join(dict.fromkeys(who.name for who in event.participants)),
            "; ".join(place.name for place in event.places), "; ".join(event.sources),
            event.disagreements, event.iri)])
    return output.getvalue()


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
