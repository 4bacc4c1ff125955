"""Clusters: the mentions of one article that mean the same, while they are being gathered."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from kb.entities.entity import EntityType, MentionKind
from kb.entities.gazetteer_file import Entry
from kb.entities.spelling import pieces, word_set
from kb.entities.titles import DESCRIPTIONS, LEGAL_FORMS, ORGANIZATION_WORDS

#: Last words of names that no company has.
_NO_COMPANIES = (ORGANIZATION_WORDS - LEGAL_FORMS) - word_set(
    "bank company airlines airways motors laboratories industries electronics systems")


@dataclass(slots=True)
class Found:
    """A mention: tokens `first` … `last - 1`, hanging in the sentence by `head`."""

    first: int
    last: int
    head: int
    kind: MentionKind


@dataclass(slots=True)
class Cluster:
    """What one article says of one entity, growing while the article is read."""

    type: EntityType
    entry: Entry | None = None
    confidence: float = 1.0
    reason: str | None = None
    found: list[Found] = field(default_factory=list)
    spellings: Counter[str] = field(default_factory=Counter)
    """Names as they stand in the text, with how often."""
    roles: set[str] = field(default_factory=set)
    """What the article or the gazetteer says it is: "president", "village", "company"."""
    gender: str | None = None
    seen_as: Counter[EntityType] = field(default_factory=Counter)
    """What the model takes its names for, with how often."""

    @property
    def first(self) -> int:
        return min(found.first for found in self.found)

    @property
    def kind(self) -> str | None:
        return self.entry.kind if self.entry else None

    def may_be_called(self, noun: str) -> bool:
        """Whether "the <noun>" may mean this, by what the gazetteer and the article say it is."""
        if noun in self.roles:
            return True
        if self.entry is None and not self.roles and self.type == "organization" and noun in ("company", "firm"):
            return all(pieces(name)[-1:][0] not in _NO_COMPANIES for name in self.spellings if pieces(name))
        return noun in DESCRIPTIONS.get(self.kind or "", ())

    def describe(self, entry: Entry, confidence: float, reason: str) -> None:
        """Link to the gazetteer's entry, and take over what it knows."""
        self.entry, self.confidence, self.reason, self.type = entry, confidence, reason, entry.type
        self.gender = entry.gender or self.gender
        for office in entry.offices:
            self.roles.update(office.title.casefold().split())
