"""Which pairs of mentions are worth comparing: those that share a meaning and something else.

Comparing all with all would take a day for ten thousand articles. Mentions are put into blocks by what two
tellings of one event nearly always share: a sense of the trigger together with a participant, a place or a
telling word; or the type together with two participants. Only mentions of one block are compared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from kb.merging.telling import Telling

#: In a block larger than this (Trump says …) a mention is compared only with its neighbours in time.
_NEIGHBOURS = 60
#: How many of the heaviest words of the sentence, and of the article, make blocks.
_TELLING_WORDS = 6


def candidate_pairs(tellings: Sequence[Telling]) -> Iterator[tuple[int, int]]:
    """Index pairs (smaller first), each once, in order."""
    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, telling in enumerate(tellings):
        for key in _keys(telling):
            blocks[key].append(index)
    pairs: set[tuple[int, int]] = set()
    for members in blocks.values():
        if len(members) > 1:
            ordered = sorted(members, key=lambda index: (_when(tellings[index]), tellings[index].ref))
            for position, one in enumerate(ordered):
                for other in ordered[position + 1:position + 1 + _NEIGHBOURS]:
                    pairs.add((one, other) if one < other else (other, one))
    yield from sorted(pairs)


def _keys(telling: Telling) -> Iterator[tuple[str, str]]:
    about = {*telling.keys, *telling.lineage, *(word for filler in telling.fillers for word in filler.words)}
    about.update(*(sorted(vector, key=lambda word: (-vector[word], word))[:_TELLING_WORDS]
                   for vector in (telling.sentence, telling.document)))
    # "stream" and "stream out" may be one reading of one sentence: the verb without its particle makes blocks too.
    senses = telling.senses | {sense.split()[0] for sense in telling.senses}
    for key in sorted(about):
        for sense in sorted(senses):
            yield sense, key
    actors = sorted(telling.keys)
    for number, one in enumerate(actors):
        for other in actors[number + 1:]:
            yield "type " + telling.mention.type, f"{one} {other}"


def _when(telling: Telling) -> date:
    """For sorting in time: the end that is known."""
    return telling.days.latest or telling.days.earliest or date.min
