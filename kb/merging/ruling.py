"""What a person's decisions say of the mentions that there are now."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from kb.merging.decisions import Decision, rulings
from kb.merging.notes import Notes, number_of
from kb.merging.tellings import Tellings
from kb.plain import from_plain, to_plain

_NOTED = "decisions"


class Rulings:
    """For two mentions, either way round: whether they must be one event (else they must not). Mentions go by their
    numbers in the notes."""

    def __init__(self, notes: Notes, tellings: Tellings, decisions: Iterable[Decision]) -> None:
        self._notes = notes
        self._tellings = tellings
        self._decisions = tuple(decisions)
        self._known: dict[int, dict[int, bool]] | None = None

    def decide(self, decisions: Iterable[Decision]) -> None:
        """Puts these decisions in the place of those that were taken before."""
        self._decisions = tuple(decisions)

    def of(self, mention: int) -> Mapping[int, bool]:
        return (self._known or {}).get(mention, {})

    def changed(self) -> set[int]:
        """Looks again which mentions the decisions speak of, which may have come or moved. Gives those of which they
        say something else than before."""
        noted = self._notes[_NOTED]
        if self._known is None:  # what the notes were made with
            self._known = self._found(from_plain(tuple[Decision, ...], json.loads(noted or "[]")))
        now = self._found(self._decisions)
        text = json.dumps(to_plain(self._decisions))
        if text != noted:
            self._notes[_NOTED] = text
        before, self._known = self._known, now
        return {mention for mention in {*before, *now} if before.get(mention) != now.get(mention)}

    def _found(self, decisions: tuple[Decision, ...]) -> dict[int, dict[int, bool]]:
        articles = {spot.article for one in decisions for spot in (*one.first, *one.second)}
        there = {id: self._tellings.extraction(number_of(id)) for id in articles
                 if self._notes.one("SELECT 1 FROM article WHERE id = ?", id)}
        return {number_of(ref.article, ref.mention):
                {number_of(other.article, other.mention): same for other, same in others.items()}
                for ref, others in rulings(decisions, there).items()}
