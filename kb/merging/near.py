"""Which words lie near each other in meaning, from a table that ships (`data/near/`).

The table knows ten times as many words as the synonyms written by hand, but less of each pair: a sentence encoder puts
"nominee" beside "nominate" and "quake" beside "tremor", and "win" beside "lose" too, since both tell of one match.
So a near word counts less than a synonym, and never where the two are opposites.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from kb.merging.meaning import family, synonymous
from kb.merging.weights import NEAR_WORD_FROM
from kb.resources import shipped

#: Cosines below this are not in the table: they say only that two words are of one field.
NEAR_FROM = 0.55
#: So many nearest words of each bring mentions together.
_NEAREST = 5

#: What can be told of one thing, but not as one happening. Each row: one side | the other.
_OPPOSITES = """
buy purchase acquire | sell
arrive come enter | leave depart exit
accept approve allow permit | reject refuse deny ban forbid prohibit
acquit innocent | convict guilty conviction
hire employ employment recruit appoint | fire dismiss unemployment resign
rise increase gain grow growth up raise | fall decrease loss decline drop cut reduce reduction
open start begin launch | close end finish stop
import | export
attack offensive | defend defence defense
free release liberate | arrest capture imprison jail detain
agree agreement | disagree disagreement dispute
love like | hate dislike
remember | forget
marry marriage wedding | divorce separate
birth bear born | death die
lend loan | borrow
ask question | answer reply respond response
send | receive
push | pull
stay remain | leave go
succeed success | fail failure
win victory | defeat loss
advance | retreat withdraw
build construct construction | destroy demolish destruction
appear | disappear vanish
include | exclude
teach | learn
praise | criticise criticize criticism
support back | oppose opposition
war | peace
"""
#: "Lock" and "unlock".
_REVERSING = ("un", "dis", "non", "anti", "de", "in")


@cache
def _table() -> dict[str, dict[str, float]]:
    """Family → family → cosine, both ways round."""
    table: dict[str, dict[str, float]] = defaultdict(dict)
    for line in shipped("data", "near", "words.tsv").read_text(encoding="utf-8").splitlines():
        one, other, cosine = line.split("\t")
        if not opposite(one, other):
            for here, there in ((family(one), family(other)), (family(other), family(one))):
                table[here][there] = max(float(cosine), table[here].get(there, 0.0))
    return dict(table)


@cache
def _sides() -> dict[str, set[tuple[int, int]]]:
    """Family → (row of opposites, side)."""
    sides: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for number, row in enumerate(_OPPOSITES.strip().splitlines()):
        for side, words in enumerate(row.split("|")):
            for word in words.split():
                sides[family(word)].add((number, side))
    return dict(sides)


def opposite(one: str, other: str) -> bool:
    """Whether two words tell of opposite happenings."""
    if any(one == prefix + other or other == prefix + one for prefix in _REVERSING):
        return True
    sides = _sides()
    return any((number, 1 - side) in sides.get(family(other), ()) for number, side in sides.get(family(one), ()))


def nearness(one: str, other: str) -> float:
    """How near two trigger lemmas are in meaning: a cosine from `NEAR_FROM` to 1, 0 for what the table doesn't
    hold."""
    return _table().get(family(one), {}).get(family(other), 0.0)


@cache
def near_keys(lemma: str) -> frozenset[str]:
    """Keys that two triggers share when each is among the nearest words of the other. Synonyms share other keys."""
    stem = family(lemma)
    return frozenset(f"~{min(stem, other)}~{max(stem, other)}" for other in _nearest(stem) if stem in _nearest(other))


@cache
def _nearest(stem: str) -> frozenset[str]:
    near = {other: cosine for other, cosine in _table().get(stem, {}).items() if cosine >= NEAR_WORD_FROM}
    nearest = sorted(near, key=lambda other: (-near[other], other))[:_NEAREST]
    return frozenset(other for other in nearest if not synonymous(stem, other))
