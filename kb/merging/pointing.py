"""Nouns that stand for what the article has just told: "Apple unveiled a phone … the announcement".

Such a noun (a shell noun: Schmid 2000, "English Abstract Nouns as Conceptual Shells") has next to no meaning of its
own. With "the" or "this" before it, it means the happening of which the sentence before it tells, if that is of a
kind for which the noun can stand; then it is compared by the word of that.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kb.events import EventMention
from kb.extraction import Extraction
from kb.merging.meaning import family

_POINTS = re.compile(r"\b(?:the|this|that)\s+(?:new\s+)?$", re.IGNORECASE)
_POINTS_AT_HAND = re.compile(r"\b(?:this|that)\s+(?:new\s+)?$", re.IGNORECASE)

#: Noun | the types of happening for which it can stand.
_SHELLS = """
announcement | Announcement ProductLaunch Appointment Resignation PolicyDecision
statement | Announcement
unveiling | ProductLaunch Announcement
move | Resignation Appointment PolicyDecision Layoff Closure Transfer Sanction Announcement Acquisition ProductLaunch
decision | Resignation Appointment PolicyDecision Verdict Sanction Rejection
event | Meeting Gathering Ceremony
gathering | Meeting Ceremony
agreement | Agreement Contract
deal | Agreement Contract Acquisition Negotiation
settlement | Agreement
dispute | Contest Lawsuit
case | Lawsuit Trial
ruling | Verdict
increase | PriceChange
outage | Closure Rupture
"""
#: These take up what somebody did, of which a verb tells: "the letter of resignation" is not yet "the decision".
_DEEDS = frozenset({"announcement", "statement", "unveiling", "move", "decision"})
#: These can stand for anything that happened, with "this" or "that" before them.
_ANYTHING = frozenset({"fact", "development", "event"})
_TYPES = {noun.strip(): frozenset(types.split())
          for noun, types in (row.split("|") for row in _SHELLS.strip().splitlines())}
#: What goes on is no happening that a noun could take up, and to say, think or try something is mostly the frame of it.
_NEVER = frozenset({"State", "Statement", "Opinion", "Perception", "Attempt", "Use"})


def stands_for(extraction: Extraction) -> dict[str, EventMention]:
    """For each such noun of an article, by its mention's id, the mention for which it stands."""
    found: dict[str, EventMention] = {}
    told: list[EventMention] = []
    for mention in sorted(extraction.events, key=lambda one: (one.begin, one.id)):
        if mention.lemma in _TYPES or mention.lemma in _ANYTHING:
            before = extraction.article.text[max(mention.sentence_begin, mention.begin - 12):mention.begin]
            if _POINTS.search(before) and not any(family(one.lemma) == family(mention.lemma) for one in told):
                meant = _meant(mention, told, at_hand=_POINTS_AT_HAND.search(before) is not None)
                if meant is not None:
                    found[mention.id] = meant
        told.append(mention)
    return found


def _meant(noun: EventMention, told: Sequence[EventMention], *, at_hand: bool) -> EventMention | None:
    """The first fitting happening of the sentence before the noun's, which tells what the sentence is about."""
    earlier = [one for one in told if one.sentence_end <= noun.sentence_begin]
    if not earlier:
        return None
    sentence = [one for one in earlier if one.sentence_begin == earlier[-1].sentence_begin]
    types = _TYPES.get(noun.lemma, frozenset())
    fitting = [one for one in sentence if one.type in types
               and (one.tense != "none" or noun.lemma not in _DEEDS)]
    if not fitting and at_hand and noun.lemma in _ANYTHING:
        fitting = [one for one in sentence if one.type not in _NEVER]
    return fitting[0] if fitting else None
