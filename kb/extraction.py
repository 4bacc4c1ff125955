"""Everything said about one article, and its JSON: what `kb annotate` prints and the store keeps as record.

The shape is fixed, since evaluation tools read it; keys may be added, never changed. Offsets are Unicode
code points into the text as given.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from kb.entities import Entity, EntityMention
from kb.events import EventMention, EventPlace, EventTime, Participant
from kb.reading import Article, Block
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
    article = _plain(extraction.article)
    if not extraction.article.extracted:
        article["text"] = None
    return {"article": article, **{key: [_plain(item) for item in getattr(extraction, key)]
                                   for key in ("times", "events", "entities")}}


def from_json(data: dict[str, Any], text: str) -> Extraction:
    """The inverse of `to_json`, given the article's text (which the JSON may leave out)."""
    article = _typed(Article, data["article"] | {"text": text})
    return Extraction(article=article, times=_all(TimeExpression, data["times"]),
                      events=_all(EventMention, data["events"]), entities=_all(Entity, data["entities"]))


def _plain(value: Any) -> Any:
    """Dataclasses to objects, tuples to arrays, dates to ISO strings."""
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return value


def _all(type_: Any, items: list[dict[str, Any]]) -> tuple[Any, ...]:
    return tuple(_typed(type_, item) for item in items)


_HINTS: dict[type, dict[str, Any]] = {
    cls: get_type_hints(cls)
    for cls in (Article, Block, TimeExpression, EventMention, EventTime, EventPlace, Participant, Entity,
                EntityMention)}


def _typed(type_: Any, value: Any) -> Any:
    """Plain JSON values back to the given type."""
    if value is None:
        return None
    origin = get_origin(type_)
    if origin in (Union, UnionType):
        return _typed(next(arg for arg in get_args(type_) if arg is not type(None)), value)
    if origin is tuple:
        args = get_args(type_)
        if args[-1] is Ellipsis:
            return tuple(_typed(args[0], item) for item in value)
        return tuple(_typed(arg, item) for arg, item in zip(args, value, strict=True))
    if type_ is date:
        return date.fromisoformat(value)
    if isinstance(type_, type) and is_dataclass(type_):
        hints = _HINTS.setdefault(type_, get_type_hints(type_))
        return type_(**{name: _typed(hint, value[name]) for name, hint in hints.items() if name in value})
    return value
