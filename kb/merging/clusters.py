"""Which mentions make one event: agglomeration of the compared pairs, best first, under constraints.

Two groups become one when the mean of the comparisons between them speaks for it and no person has parted any of
them. What contradicts counts heavily against: one misread date of many doesn't part two groups, several do. The pairs
are taken in an order that depends on the mentions only, so the order in which articles come makes no difference.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence

from kb.merging import weights

#: Larger groups are judged by this many members from each side, those with the smallest index.
_JUDGES = 40


def agglomerate(count: int, pairs: Sequence[tuple[int, int, float]],
                log_odds: Callable[[int, int], float], joined: Iterable[tuple[int, int]] = ()) -> list[list[int]]:
    """Groups of the indices 0 … count - 1.

    `pairs` are (index, index, log-odds) worth joining; `log_odds` compares any two; `joined` are pairs that belong
    together whatever speaks against it. Each group is sorted, and the groups by their first member.
    """
    group_of = list(range(count))
    members: dict[int, list[int]] = {index: [index] for index in range(count)}

    def join(one: int, other: int) -> None:
        kept, gone = min(one, other), max(one, other)
        members[kept] = sorted(members[kept] + members.pop(gone))
        for index in members[kept]:
            group_of[index] = kept

    for first, second in joined:
        if group_of[first] != group_of[second]:
            join(group_of[first], group_of[second])
    unfit: set[tuple[int, int, int, int]] = set()
    for first, second, _ in sorted(pairs, key=lambda pair: (-pair[2], pair[0], pair[1])):
        one, other = sorted((group_of[first], group_of[second]))
        asked = one, len(members[one]), other, len(members[other])  # groups only grow
        if one == other or asked in unfit:
            continue
        if _fit(members[one], members[other], log_odds):
            join(one, other)
        else:
            unfit.add(asked)
    return sorted(members.values())


def _fit(first: Sequence[int], second: Sequence[int], log_odds: Callable[[int, int], float]) -> bool:
    between = [log_odds(one, other) for one in first[:_JUDGES] for other in second[:_JUDGES]]
    # A single strong clue must not outvote the rest: near-copies count as much as any other pair that agrees.
    capped = [min(value, -weights.BIAS) for value in between]
    if any(math.isinf(value) for value in between):
        return False
    return math.fsum(capped) / len(capped) >= weights.MERGE_FROM


