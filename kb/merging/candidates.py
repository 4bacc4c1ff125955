"""Which pairs of mentions are worth comparing: those that share a meaning and something else.

Mentions are put into blocks by what two tellings of one event nearly always share: a sense of the trigger together
with a participant, a place or a telling word; or the type together with two participants (`kb.merging.blocks`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kb.merging.blocks import Blocks, day_number, keys_of_things
from kb.merging.notes import Notes
from kb.merging.telling import Telling
from kb.merging.wording import Vector, words_of

#: In a block larger than this (Trump says …) a mention is compared only with its neighbours in time,
SMALL = 12
NEIGHBOURS = 8
#: and never with those that many days away: then neither a story nor a date speaks for one event any more.
DAYS = 60
#: A participant, a place or a word in common is an accident, however many senses of the trigger it goes with; two are
#: not.
SHARED_BLOCKS = 2
#: Where the articles are of two stories, more must speak for one event.
SHARED_WITHOUT_STORY = 3
#: How many of the heaviest words of the sentence, and of the article, make blocks.
_TELLING_WORDS = 6


def candidates(notes: Notes) -> Blocks:
    """The blocks of the mentions in the notes."""
    return Blocks(notes, "mention", neighbours=NEIGHBOURS, days=DAYS, small=SMALL, shared_from=SHARED_BLOCKS)


def telling_words(vector: Vector) -> list[str]:
    """The words of a sentence or an article that make blocks: the heaviest."""
    return sorted(vector, key=lambda word: (-vector[word], word))[:_TELLING_WORDS]


def keys_of(telling: Telling, article: Iterable[str]) -> bytes:
    """The blocks of a mention, for the notes; `article` are the telling words of its article."""
    return keys_of_things(_keys(telling, article))


def _keys(telling: Telling, article: Iterable[str]) -> Iterator[tuple[str, str]]:
    about = {word for filler in telling.fillers for word in filler.words}
    about.update(telling_words(telling.sentence), article)
    # A name is one thing in common, and not its words and the person whom they name.
    about -= {word for filler in telling.fillers if filler.named for word in (*filler.words, *words_of(filler.name))}
    about |= {*telling.keys, *telling.lineage}
    # "stream" and "stream out" may be one reading of one sentence: the verb without its particle makes blocks too.
    senses = telling.senses | {sense.split()[0] for sense in telling.senses}
    for key in about:
        for sense in senses:
            yield key, sense
            if key in telling.keys:
                yield f"\0{key}", sense  # who takes part counts as two things
    actors = sorted(telling.keys)
    for number, one in enumerate(actors):
        for other in actors[number + 1:]:
            yield f"{one} {other}", "type " + telling.mention.type


def when(telling: Telling) -> int:
    """The day that orders a mention in its blocks: the end that is known."""
    return day_number(telling.days.latest or telling.days.earliest)
