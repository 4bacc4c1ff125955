"""Links from the entities of a knowledge base to the items of Wikidata, as they are kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from kb.entities.entity import Entity

LinkStatus = Literal["linked", "suggested", "rejected", "known"]


@dataclass(frozen=True, slots=True)
class Item:
    """What Wikidata says of one item, as far as it serves here."""

    qid: str
    label: str
    description: str | None = None
    aliases: tuple[str, ...] = ()
    types: tuple[tuple[str, str], ...] = ()
    """QID and label of what it is an instance of (P31)."""
    kinds: tuple[str, ...] = ()
    """Which of our entity types that makes it; none for a film or a family name."""
    coordinates: tuple[float, float] | None = None
    """Latitude, longitude in degrees (P625)."""
    begin: date | None = None
    """Born or founded (P569, P571)."""
    end: date | None = None
    """Died or dissolved (P570, P576)."""
    related: tuple[str, ...] = ()
    """QIDs of its countries, of what contains it or what it belongs to."""
    known: int = 0
    """On how many sites of Wikimedia it has a page: how well known it is."""


@dataclass(frozen=True, slots=True)
class Link:
    """That an entity is an item, how sure that is, and why."""

    key: str
    """Of the entity."""
    item: Item
    confidence: float
    """0 … 1."""
    reason: str
    """For a person."""
    status: LinkStatus
    """"linked" counts; "suggested" is too doubtful to count; "rejected" a person found wrong; "known" is the
    gazetteer's own link, for which only the item's facts were fetched."""
    source: str
    """The address of the endpoint that was asked."""
    by_person: bool = False
    """A person accepted or rejected it, and looking up again leaves it alone."""


def with_links(entities: tuple[Entity, ...], links: Mapping[str, Link]) -> tuple[Entity, ...]:
    """The entities with what the links (by key) add: a QID where the gazetteer has none, and coordinates.
    Suggestions and what was rejected add nothing."""
    return tuple(_with_link(entity, links.get(entity.key)) for entity in entities)


def _with_link(entity: Entity, link: Link | None) -> Entity:
    if link is None or link.status in ("suggested", "rejected") or entity.wikidata not in (None, link.item.qid):
        return entity
    place = link.item.coordinates if entity.type == "place" else None
    if link.status == "known":  # the gazetteer may doubt it here, so it gives no QID
        return replace(entity, coordinates=entity.coordinates or place) if entity.wikidata else entity
    return replace(entity, wikidata=link.item.qid, confidence=link.confidence, reason=link.reason,
                   coordinates=entity.coordinates or place)
