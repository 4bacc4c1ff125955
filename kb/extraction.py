"""Everything said about one article, and its JSON: what `kb annotate` prints and the store keeps as record.

The shape is fixed, since evaluation tools read it; keys may be added, never changed. Offsets are Unicode
code points into the text as given.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kb.entities import Entity
from kb.events import EventMention
from kb.plain import from_plain, to_plain
from kb.reading import Article
from kb.temporal import TimeExpression


@dataclass(frozen=True, slots=True)
class Extraction:
    """An article with its times, events and entities."""

    article: Article
    times: tuple[TimeExpression, ...]
    events: tuple[EventMention, ...]
    entities: tuple[Entity, ...]

    def time(self, id: str) -> TimeExpression:
        return next(time for time in self.times if time.id == id)

    def event(self, id: str) -> EventMention:
        return next(event for event in self.events if event.id == id)

    def entity(self, id: str) -> Entity:
        return next(entity for entity in self.entities if entity.id == id)


def to_json(extraction: Extraction) -> dict[str, Any]:
    """The extraction as plain JSON values. The text is included only for a page, whose offsets count in the
    extracted text; elsewhere `text` is null, since the reader of the output has the text."""
    data: dict[str, Any] = to_plain(extraction)
    if not extraction.article.extracted:
        data["article"]["text"] = None
    return data


def from_json(data: dict[str, Any], text: str) -> Extraction:
    """The inverse of `to_json`, given the article's text (which the JSON may leave out)."""
    extraction: Extraction = from_plain(Extraction, data | {"article": data["article"] | {"text": text}})
    return extraction
