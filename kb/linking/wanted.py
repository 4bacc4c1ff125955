"""Which entities are worth looking up, and what the articles know of them that can tell namesakes apart."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from kb.entities import Entity, EntityType, Entry
from kb.entities.titles import DESCRIPTIONS, role
from kb.extraction import Extraction

#: Names that are looked up for one entity at most: the fullest first.
_NAMES = 4
_BEFORE = 60
_WORD = re.compile(r"[^\W\d_]+")
_KINDS = frozenset().union(*DESCRIPTIONS.values())


@dataclass(frozen=True, slots=True)
class Wanted:
    """An entity to be looked up, as all articles together know it."""

    key: str
    name: str
    type: EntityType
    names: tuple[str, ...]
    """As the articles write it, the best first."""
    words: frozenset[str] = frozenset()
    """What the articles say it is: "president", "village", "company"."""
    around: Mapping[str, str] = field(default_factory=dict)
    """QID → name of what these articles also speak of, and of what contains it."""
    days: tuple[date, ...] = ()
    """First and last publication date of the articles; none when they are undated."""
    wikidata: str | None = None
    """The gazetteer's own QID: only the item's facts are wanted."""


def wanted_entities(extractions: Iterable[Extraction], known: Callable[[str], Entry | None]) -> tuple[Wanted, ...]:
    """Every entity of the articles once, in order of its key. `known` gives the gazetteer's entry of a key, for the
    places that contain others."""
    told: dict[str, list[tuple[Extraction, Entity]]] = {}
    around: dict[str, dict[str, str]] = {}
    for extraction in extractions:
        around[extraction.article.id] = _qids(extraction, known)
        for entity in extraction.entities:
            told.setdefault(entity.key, []).append((extraction, entity))
    return tuple(_wanted(key, told[key], around) for key in sorted(told))


def _wanted(key: str, told: list[tuple[Extraction, Entity]], around: dict[str, dict[str, str]]) -> Wanted:
    entities = [entity for _, entity in told]
    name = max((entity.name for entity in entities), key=lambda name: (len(name.split()), len(name), name))
    spelled = {_plain(mention.text) for entity in entities for mention in entity.mentions if mention.kind == "name"}
    others = sorted(spelled - {name}, key=lambda text: (-len(text.split()), -len(text), text))
    qids = {entity.wikidata for entity in entities if entity.wikidata}
    days = sorted(extraction.article.published for extraction, _ in told if extraction.article.published)
    return Wanted(
        key=key, name=name, type=entities[0].type, names=tuple(_asked(entities[0].type, (name, *others)))[:_NAMES],
        words=frozenset(word for extraction, entity in told for word in _said(extraction, entity)),
        around={qid: label for extraction, _ in told for qid, label in around[extraction.article.id].items()
                if qid not in qids},
        days=(days[0], days[-1]) if days else (), wikidata=min(qids) if qids else None)


def _asked(type_: EntityType, names: tuple[str, ...]) -> Iterable[str]:
    """Names worth asking for: no lone surname, and no lone word beside a longer name."""
    for number, name in enumerate(names):
        if len(name) > 2 and (len(name.split()) > 1 or (number == 0 and type_ != "person")):
            yield name


def _said(extraction: Extraction, entity: Entity) -> Iterable[str]:
    """What the words before its names and its descriptions call it."""
    for mention in entity.mentions:
        if mention.kind == "pronoun":
            continue
        before = extraction.article.text[max(0, mention.begin - _BEFORE):mention.begin].rpartition("\n")[2]
        beside = _WORD.findall(re.split(r"[.,;:!?()“”\"]", before)[-1])[-3:] if mention.kind == "name" else []
        for word in (*beside, *(_WORD.findall(mention.text) if mention.kind == "description" else ())):
            if entity.type == "person" and (named := role(word)):
                yield from named.split()
            elif entity.type != "person" and word.casefold() in _KINDS:
                yield word.casefold()


def _qids(extraction: Extraction, known: Callable[[str], Entry | None]) -> dict[str, str]:
    found = {entity.wikidata: entity.name for entity in extraction.entities if entity.wikidata}
    for key in {key for entity in extraction.entities if entity.wikidata for key in entity.containers}:
        entry = known(key)
        if entry and entry.wikidata:
            found.setdefault(entry.wikidata, entry.name)
    return dict(sorted(found.items()))


def _plain(text: str) -> str:
    return re.sub(r"^(?:the|The)\s+", "", " ".join(text.split()))
