"""Annotated sentences, whatever corpus they come from. What a corpus doesn't annotate is None."""

from __future__ import annotations

from dataclasses import dataclass

NAME_LABELS = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG")
#: What the head of one of GUM's mentions is; "" for a word that heads none.
ENTITY_TYPES = (
    "",
    "abstract",
    "animal",
    "event",
    "object",
    "organization",
    "person",
    "place",
    "plant",
    "substance",
    "time",
)


@dataclass(slots=True)
class Syntax:
    """The treebank's layers of a sentence, one entry for each word."""

    upos: list[str]
    xpos: list[str]
    feats: list[str]
    """The features that the network learns, joined by "|", "" when none."""
    lemmas: list[str]
    heads: list[int]
    """1-based position of the head in the sentence, 0 for the root."""
    relations: list[str]


@dataclass(slots=True)
class GoldSentence:
    """A sentence, or a stretch of text whose sentences are not known (then `syntax` is None)."""

    words: list[str]
    space_after: list[bool]
    starts_paragraph: bool
    syntax: Syntax | None = None
    names: list[str | None] | None = None
    """Labels of `NAME_LABELS`; None where the annotators disagree or said nothing."""
    events: list[int | None] | None = None
    """1 where a noun names a happening (GUM's reading), 0 where it doesn't, None for other words."""
    news_events: list[int | None] | None = None
    """The same in MEANTIME's reading, which is narrower: what a timeline of the news would hold."""
    entities: list[str] | None = None
    """Of `ENTITY_TYPES`, what each word names as the head of a mention."""


@dataclass(slots=True)
class GoldDocument:
    name: str
    sentences: list[GoldSentence]
