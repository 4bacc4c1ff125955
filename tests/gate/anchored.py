"""What the corpora of dated events need: their texts through all rooms, and an event's date as they write it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from kb.events import EventMention
from kb.extraction import Extraction
from kb.reading import Article, article_from_text

DateOf = Callable[[EventMention], str | None]


def extractions(corpus: Path, docs: Iterable[dict[str, Any]], annotate: Callable[[Article], Extraction]
                ) -> Iterator[Extraction]:
    """The texts of a corpus as an annotator understands them, each with the publication date that the corpus gives."""
    for doc in docs:
        text = (corpus / doc["file"]).read_text(encoding="utf-8")
        published = date.fromisoformat(doc["dct"]) if doc["dct"] else None
        yield annotate(article_from_text(text, id=doc["doc"], published=published))


def anchor(event: EventMention) -> str | None:
    """The date of an event as the corpora write it (YYYY-MM-DD, YYYY-MM or YYYY), None where only bounds are
    known. What is open or long is anchored on its likely day."""
    return event.time.likely.isoformat() if event.time.likely else anchor_by_words(event)


def anchor_by_words(event: EventMention) -> str | None:
    """The same by the words of the article alone. What goes on since a date is anchored there."""
    earliest, latest = event.time.earliest, event.time.latest
    if event.time.expression is None or earliest is None or event.time.relation not in ("on", "since"):
        return None
    if event.time.relation == "since":
        return event.time.value if re.fullmatch(r"\d{4}(-\d\d){0,2}", event.time.value or "") else None
    if latest is None or (event.time.value or "P").startswith("P"):
        return None
    if earliest == latest:
        return earliest.isoformat()
    if (earliest.year, earliest.month) == (latest.year, latest.month):
        return earliest.isoformat()[:7]
    return str(earliest.year) if earliest.year == latest.year else None


def right(dates: Mapping[str, int]) -> float:
    """Of the dated gold mentions that were found, those with the right date at the gold granularity, in percent, from
    a scorer's counts."""
    reached = sum(dates.values()) - dates["missed"]
    return 100 * (dates["exact"] + dates["finer"]) / max(reached, 1)


def write_rows(path: Path, rows: Iterable[dict[str, Any]]) -> None:
    """The rows as JSON Lines, as the scorers read them."""
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
