"""The telling: an event mention made ready for comparison, with everything that a comparison looks at."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

from kb.events import EventMention, Participant, Quantity
from kb.extraction import Extraction
from kb.merging.event import MentionRef
from kb.merging.meaning import family, senses
from kb.merging.near import near_keys
from kb.merging.pointing import stands_for
from kb.merging.rarity import Rarity
from kb.merging.wording import Vector, words_of

#: Where the head of a noun phrase ends and what only describes it begins.
_MODIFIER = re.compile(r"\s(?:who|which|that|whom|whose|from|in|on|at|with|for|near|under|by|accused|captured|"
                       r"held)\s|,\s|[;(–—]")
_DEFINITE = re.compile(r"\b(?:the|this|that|these|those)\s+$", re.IGNORECASE)
#: What stands right before a noun; one that a verb carries ("held the conference") has the tense of that.
_DETERMINER = re.compile(r"(?:\b(?:the|an?|this|that|these|those|another|its|his|her|their|our|my)|[’']s?)\s+$",
                         re.IGNORECASE)
#: "The online issues": a noun may have words between it and its article.
_DEFINITE_NOUN = re.compile(r"\b(?:the|this|that|these|those)\s+(?:[\w’'\"“”-]+,?\s+){0,3}$", re.IGNORECASE)
_INDEFINITE_NOUN = re.compile(r"\b(?:an?|another)\s+(?:[\w’'\"“”-]+,?\s+){0,3}$", re.IGNORECASE)
#: Where such an article is looked for, in characters before the noun.
_REACH = 45
_INDEFINITE = re.compile(r"\b(?:an?|another)\s+$", re.IGNORECASE)
#: How often a name counts on top of being a word like others.
_NAMES_COUNT = 2
_PARTITIVE = re.compile(r"^.*?\b(?:hundreds|thousands|dozens|scores|tens|millions|lots|number|groups?|all|some|"
                        r"most|many|both|several|one|members|\d+)\s+of\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Days:
    """An interval of days, both ends inclusive; None is open. `stated` when an expression of the text says
    it, not just tense and publication date."""

    earliest: date | None
    latest: date | None
    stated: bool
    full: bool = False
    """The expression says the day whole ("2 March 2020"): no other date was needed to read it."""

    @property
    def closed(self) -> bool:
        return self.earliest is not None and self.latest is not None

    @property
    def length(self) -> int:
        """Number of days; a closed interval only."""
        assert self.earliest is not None and self.latest is not None
        return (self.latest - self.earliest).days + 1

    def gap(self, other: Days) -> int:
        """Days between the two intervals; 0 when they share a day."""
        late_first = (other.earliest - self.latest).days if other.earliest and self.latest else 0
        late_second = (self.earliest - other.latest).days if self.earliest and other.latest else 0
        return max(0, late_first, late_second)


UNKNOWN = Days(None, None, stated=False)


@dataclass(frozen=True, slots=True)
class Filler:
    """Who or what fills a role."""

    role: str
    key: str | None
    """Of the entity, None for what is no entity."""
    kind: str | None
    """Type of the entity."""
    name: str
    words: frozenset[str]
    """Of the head of its noun phrase."""
    named: bool
    """The entity is known by a name, so that another name is another one."""
    quantity: Quantity | None


@dataclass(frozen=True, slots=True)
class Telling:
    """One mention with what a comparison needs to know."""

    ref: MentionRef
    mention: EventMention
    lemma: str
    """The word by which it is compared: its own, or that of the mention for which it stands ("the incident")."""
    senses: frozenset[str]
    fillers: tuple[Filler, ...]
    place: str | None
    place_name: str | None
    lineage: frozenset[str]
    """The place and all that contains it."""
    days: Days
    beside: frozenset[str]
    """Families of the other triggers of the sentence."""
    sentence: Vector
    document: Vector
    """What its article is about."""
    lateness: float
    """How far down its article its sentence begins: 0 for the first, towards 1 for the last."""
    people: frozenset[str]
    """The last names of the persons that the sentence names."""
    hero: str | None
    """The last name of the person of whom its article tells most, None where it names nobody."""
    cast: frozenset[str]
    """The last names of all persons of its article."""
    definite: bool
    """The trigger has a definite article or demonstrative: "the ceremony", "that attack"."""
    indefinite: bool
    """It has an indefinite one: "a ceremony", "another attack"."""
    keys: frozenset[str]
    """Of the entities that take part."""
    noun: bool
    """The trigger is a noun, as far as its tense and the word before it tell."""
    in_title: bool
    """It stands in the title of its article."""


def tell(extraction: Extraction) -> tuple[Telling, ...]:
    """Every mention of an article as a telling, in order. What other articles say makes no difference."""
    teller = Teller(extraction, document(extraction))
    return tuple(teller.tell(mention) for mention in extraction.events)


def document(extraction: Extraction) -> Vector:
    """What the article is about. Names count more often than other words: two earthquakes are told in the same
    words, but not of the same places."""
    words = words_of(_prose(extraction))
    for entity in extraction.entities:
        for mention in entity.mentions:
            if mention.kind == "name":
                words += words_of(mention.text) * _NAMES_COUNT
    return Rarity.of_english().vector(words)


def _prose(extraction: Extraction) -> str:
    article = extraction.article
    return " ".join(article.text[block.begin:block.end] for block in article.blocks
                    if block.kind != "furniture") or article.text


class Teller:
    """Makes tellings of an article's mentions, one at a time: of most articles few are ever compared."""

    def __init__(self, extraction: Extraction, about: Vector) -> None:
        """`about` is what the article is about (`document`)."""
        self._extraction = extraction
        self._entities = {entity.id: entity for entity in extraction.entities}
        #: Expressions that say the day whole.
        self._whole = {time.id for time in extraction.times if time.anchor is None and time.granularity == "day"}
        self._sentences: dict[tuple[int, int], Vector] = {}
        self._triggers: dict[tuple[int, int], list[tuple[str, str]]] = defaultdict(list)
        for mention in extraction.events:
            self._triggers[mention.sentence_begin, mention.sentence_end].append((mention.id, family(mention.lemma)))
        self._stands_for = stands_for(extraction)
        self._document = about
        self._title = next((block.end for block in extraction.article.blocks if block.kind == "title"), 0)
        self._hero, self._cast = _hero(extraction), _people(extraction, 0, len(extraction.article.text))

    def tell(self, mention: EventMention) -> Telling:
        text = self._extraction.article.text
        span = (mention.sentence_begin, mention.sentence_end)
        if span not in self._sentences:
            self._sentences[span] = Rarity.of_english().vector(words_of(text[span[0]:span[1]]))
        place = self._entities.get(mention.place.entity) if mention.place and mention.place.entity else None
        time = mention.time
        before = text[max(0, span[0], mention.begin - _REACH):mention.begin]
        noun = mention.tense == "none" or _DETERMINER.search(before) is not None
        fillers = tuple(self._filler(participant) for participant in mention.participants)
        lemma = self._stands_for.get(mention.id, mention).lemma
        return Telling(
            ref=MentionRef(self._extraction.article.id, mention.id), mention=mention, lemma=lemma,
            senses=senses(lemma) | near_keys(lemma),
            fillers=fillers,
            place=place.key if place else None, place_name=place.name if place else None,
            lineage=frozenset({place.key, *place.containers}) if place else frozenset(),
            days=Days(time.earliest, time.latest, stated=time.expression is not None,
                      full=time.expression in self._whole),
            beside=frozenset(stem for id, stem in self._triggers[span] if id != mention.id),
            sentence=self._sentences[span], document=self._document,
            lateness=mention.sentence_begin / len(text), people=_people(self._extraction, *span),
            hero=self._hero, cast=self._cast,
            definite=(_DEFINITE_NOUN if noun else _DEFINITE).search(before) is not None,
            indefinite=(_INDEFINITE_NOUN if noun else _INDEFINITE).search(before) is not None,
            noun=noun, in_title=mention.begin < self._title,
            keys=frozenset(filler.key for filler in fillers if filler.key is not None))

    def _filler(self, participant: Participant) -> Filler:
        entity = self._entities.get(participant.entity) if participant.entity else None
        return Filler(
            role=participant.role, key=entity.key if entity else None, kind=entity.type if entity else None,
            name=entity.name if entity else participant.text, words=head_words(participant.text),
            named=entity is not None and any(one.kind == "name" for one in entity.mentions),
            quantity=participant.quantity)


def _hero(extraction: Extraction) -> str | None:
    """Who only speaks in an article, as the police do, is not whom it tells of."""
    counts = Counter[str]()
    voices = {mention.attributed_to for mention in extraction.events}
    for entity in extraction.entities:
        name = words_of(entity.name)
        if name and entity.type == "person" and entity.id not in voices \
                and any(one.kind == "name" for one in entity.mentions):
            counts[name[-1]] += len(entity.mentions)
    return min(counts, key=lambda name: (-counts[name], name), default=None)


def _people(extraction: Extraction, begin: int, end: int) -> frozenset[str]:
    """Last names of the persons named between two places of the text."""
    names = (words_of(entity.name) for entity in extraction.entities if entity.type == "person"
             and any(one.kind == "name" and begin <= one.begin < end for one in entity.mentions))
    return frozenset(name[-1] for name in names if name)


def head_words(phrase: str) -> frozenset[str]:
    """Words of the head of a noun phrase: "hundreds of civilians from Baghouz" gives {"civilian"}."""
    phrase = _PARTITIVE.sub("", phrase)
    head = _MODIFIER.split(phrase, maxsplit=1)[0] or phrase
    return frozenset(word for word in words_of(head) if not word[0].isdigit())
