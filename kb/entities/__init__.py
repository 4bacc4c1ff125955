"""Entities: the persons, organisations, groups and places of an article, and what refers to them."""

from kb.entities.entity import Entity, EntityMention, EntityType, MentionKind

__all__ = ["Entity", "EntityMention", "EntityType", "MentionKind"]
