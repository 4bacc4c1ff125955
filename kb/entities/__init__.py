"""Entities: the persons, organisations, groups and places of an article, and what refers to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.entities.entity import Entity, EntityMention, EntityType, MentionKind
from kb.entities.gazetteer import Gazetteer, shipped_files
from kb.entities.gazetteer_file import (
    Conflict,
    Entry,
    find_conflicts,
    read_gazetteer_file,
)
from kb.entities.gazetteer_import import add_gazetteer_file, conflicts_of, own_files
from kb.entities.link import Item, Link, LinkStatus, with_links
from kb.loading import when_asked_for

if TYPE_CHECKING:
    from kb.entities.finding import find_entities

__all__ = [
    "Conflict",
    "Entity",
    "EntityMention",
    "EntityType",
    "Entry",
    "Gazetteer",
    "Item",
    "Link",
    "LinkStatus",
    "MentionKind",
    "add_gazetteer_file",
    "conflicts_of",
    "find_conflicts",
    "find_entities",
    "own_files",
    "read_gazetteer_file",
    "shipped_files",
    "with_links",
]

__getattr__ = when_asked_for(__name__, find_entities="finding")
