"""Entities: the persons, organisations, groups and places of an article, and what refers to them."""

from kb.entities.entity import Entity, EntityMention, EntityType, MentionKind
from kb.entities.finding import find_entities
from kb.entities.gazetteer import Gazetteer, shipped_files
from kb.entities.gazetteer_file import (
    Conflict,
    Entry,
    find_conflicts,
    read_gazetteer_file,
)
from kb.entities.gazetteer_import import add_gazetteer_file, conflicts_of, own_files
from kb.entities.link import Item, Link, LinkStatus, with_links

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
