"""Which pairs of mentions are worth comparing: those that share a meaning and something else.

Mentions are put into blocks by what two tellings of one event nearly always share: a sense of the trigger together
with a participant, a place or a telling word; or the type together with two participants (`kb.merging.blocks`).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kb.merging.telling import Telling
from kb.merging.wording import Vector

#: In a block larger than this (Trump says …) a mention is compared only with its neighbours in time.
NEIGHBOURS = 8
#: A participant, a place or a word in common is an accident; two are not.
SHARED_BLOCKS = 2
#: How many of the heaviest words of the sentence, and of the article, make blocks.
_TELLING_WORDS = 6


def keys_of(telling: Telling, document: Vector) -> frozenset[tuple[str, str]]:
    """The blocks of a mention; `document` is what its article is about."""
    return frozenset(_keys(telling, document))


def _keys(telling: Telling, document: Vector) -> Iterator[tuple[str, str]]:
    about = {*telling.keys, *telling.lineage, *(word for filler in telling.fillers for word in filler.words)}
    about.update(*(sorted(vector, key=lambda word: (-vector[word], word))[:_TELLING_WORDS]
                   for vector in (telling.sentence, document)))
    # "stream" and "stream out" may be one reading of one sentence: the verb without its particle makes blocks too.
    senses = telling.senses | {sense.split()[0] for sense in telling.senses}
    for key in about:
        for sense in senses:
            yield sense, key
    actors = sorted(telling.keys)
    for number, one in enumerate(actors):
        for other in actors[number + 1:]:
            yield "type " + telling.mention.type, f"{one} {other}"


def when(telling: Telling) -> date:
    """For sorting in time: the end that is known."""
    return telling.days.latest or telling.days.earliest or date.min
