"""Partners: pairs of mentions that are worth comparing, and how strongly those are tied that may be one event.

Mentions that hang together by ties are grouped together (`kb.merging.grouping`). In a large store a chain of doubtful
ties could hang half of the news together; so where too many mentions hang together, only the stronger ties count.
Which do depends on the ties alone and not on the order in which they came.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping

from kb.merging.blocks import Pair
from kb.merging.notes import Notes

#: Ties are as strong as their log-odds, in whole numbers up to this one.
STRONGEST = 5
#: Where more mentions than this hang together, weak ties are passed over; the strongest never are: an event may well be
#: told a thousand times.
MOST_TOGETHER = 500

#: In the blocks of how many things two mentions are neighbours, and the strength of their tie, None without one.
Partnership = tuple[int, int | None]


def strength_of(log_odds: float) -> int:
    """How strong a tie these log-odds (at least 0) make."""
    return min(STRONGEST, int(log_odds))


class Partners:
    """Pairs in the notes. Mentions go by their numbers there."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        #: Mention → the others that it hangs together with, and how strongly it is tied to which, as the ties are now.
        self._together: dict[int, frozenset[int]] = {}
        self._ties: dict[int, dict[int, int]] = {}

    def __getitem__(self, pair: Pair) -> Partnership | None:
        row = self._notes.execute("SELECT shared, tie FROM partner WHERE mention = ? AND other = ?", pair).fetchone()
        return row  # type: ignore[no-any-return]

    def write(self, pairs: Iterable[tuple[Pair, Partnership | None]]) -> None:
        """Puts pairs in the place of what is known of them; None for those that are no partners."""
        kept, gone = [], []
        for (one, other), now in pairs:
            if now is None:
                gone += [(one, other), (other, one)]
            else:
                kept += [(one, other, *now), (other, one, *now)]
        self._notes.executemany("DELETE FROM partner WHERE mention = ? AND other = ?", gone)
        self._notes.executemany("INSERT OR REPLACE INTO partner VALUES (?, ?, ?, ?)", sorted(kept))
        self._together.clear()
        self._ties.clear()

    def known_among(self, pairs: Collection[Pair]) -> set[Pair]:
        """Those of these pairs that are noted as partners."""
        if not pairs:
            return set()
        rows = self._notes.rows("SELECT partner.mention, partner.other FROM json_each(?) AS one "
                                "JOIN partner ON partner.mention = one.value", json.dumps([*{one for one, _ in pairs}]))
        return {*pairs} & {*rows}

    def of_article(self, article: int) -> Iterator[tuple[Pair, int, Partnership]]:
        """All pairs with a mention of an article: the pair, the article of the other mention, and what is noted."""
        for one, other, there, *noted in self._notes.rows(
                "SELECT here.number, partner.other, there.article, partner.shared, partner.tie FROM mention AS here "
                "JOIN partner ON partner.mention = here.number JOIN mention AS there ON there.number = partner.other "
                "WHERE here.article = ?", article):
            yield (one, other) if one < other else (other, one), there, (noted[0], noted[1])

    def ties(self, mention: int) -> Mapping[int, int]:
        """The mentions that one is tied to, and how strongly."""
        if mention not in self._ties:
            self._ties[mention] = dict(self._notes.rows("SELECT other, tie FROM partner WHERE mention = ? AND tie >= 0",
                                                        mention))
        return self._ties[mention]

    def remove(self, mention: int) -> Collection[int]:
        """Forgets a mention. Gives those that were tied to it."""
        tied = self.ties(mention)
        others = self._notes.column("SELECT other FROM partner WHERE mention = ?", mention)
        self.write(((mention, other), None) for other in others)
        return tied

    def together(self, mention: int) -> frozenset[int]:
        """The mentions that hang together with this one, itself among them: at most `MOST_TOGETHER` but for those that
        the strongest ties hold together."""
        if mention not in self._together:
            found = next(found for strength in range(STRONGEST + 1)
                         if (found := self._tied_by(mention, strength)) is not None)
            self._together |= dict.fromkeys(found, found)
        return self._together[mention]

    def _tied_by(self, mention: int, strength: int) -> frozenset[int] | None:
        """The mentions that ties of this strength hang together with one; None where they are too many."""
        found, ahead = {mention}, [mention]
        while ahead:
            more = {other for other, tie in self.ties(ahead.pop()).items() if tie >= strength} - found
            found |= more
            ahead += more
            if strength < STRONGEST and len(found) > MOST_TOGETHER:
                return None
        return frozenset(found)
