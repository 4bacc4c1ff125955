"""The entity: who or where, with all its mentions in one article."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

EntityType = Literal["person", "organization", "place", "group"]
MentionKind = Literal["name", "description", "pronoun"]


@dataclass(frozen=True, slots=True)
class EntityMention:
    """Words that refer to an entity. Offsets are code points into the article's text, half-open."""

    begin: int
    end: int
    text: str
    first: int
    last: int
    head: int
    """Index of the head token in the `Doc`: what verbs and prepositions attach to."""
    kind: MentionKind


@dataclass(frozen=True, slots=True)
class Entity:
    """Someone or something that acts, or a place, as one article knows it."""

    id: str
    """"n1", "n2", … in order of first mention, unique within the article."""
    key: str
    """The same in every article that means the same: a gazetteer entry's key ("islamic-state"), else the
    type and the normalised name ("person/mustefa-bali"). Lower-case ASCII letters, digits, "-" and "/"."""
    name: str
    """The best name: the gazetteer's, else the fullest name in the article."""
    type: EntityType
    mentions: tuple[EntityMention, ...]
    wikidata: str | None = None
    """QID, only when sure."""
    confidence: float = 1.0
    """Of the link to the gazetteer entry (1.0 where there is none to doubt)."""
    reason: str | None = None
    """Why it is linked to the gazetteer entry, for a person."""
    containers: tuple[str, ...] = ()
    """For places: keys of the gazetteer entries that contain it, narrowest first."""
    coordinates: tuple[float, float] | None = None
    """Latitude, longitude in degrees, for places that the gazetteer knows."""
