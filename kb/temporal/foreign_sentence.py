"""A sentence in another language: what is found in it, and where its words look, back or ahead."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property

from kb.temporal.foreign_language import Language
from kb.temporal.meaning import Anchor, Meaning
from kb.temporal.tense import Tense

#: How many characters before a date the words that point ahead are sought.
REACH = 30
_SIDES: dict[str, Tense] = {"backwards": "past", "forwards": "future"}
#: Groups that hold the name of a date, apart from the words beside it.
_NAMES = ("first", "day", "month", "month2", "weekday", "season")


@dataclass(frozen=True, slots=True)
class Found:
    """A date in a sentence, with offsets into the article's text."""

    begin: int
    end: int
    rule: str
    meaning: Meaning


class Sentence:
    """A sentence, and where its words look: back or ahead."""

    def __init__(self, known: Language, text: str, anchor: Anchor | None) -> None:
        self.known = known
        self.text = text
        self.anchor = anchor

    @cached_property
    def _marks(self) -> list[tuple[int, Tense]]:
        tenses: tuple[Tense, Tense] = ("past", "future")
        return sorted(
            (hit.start(), tense) for tense in tenses for hit in self.known.patterns[tense].finditer(self.text)
        )

    @cached_property
    def _clauses(self) -> list[int]:
        return [hit.start() for hit in self.known.patterns["clause"].finditer(self.text)]

    def tense(self, hit: re.Match[str]) -> Tense | None:
        """The tense of the word nearest to a hit that has one, in its own clause if any is there."""
        name = next((hit.start(group) for group in _NAMES if hit.groupdict().get(group)), hit.start())
        ahead = self.text[max(0, name - REACH) : name]
        for side, tense in _SIDES.items():
            if self.known.patterns[side].search(ahead):
                return tense
        before, after = bisect_left(self._marks, (hit.start(),)), bisect_left(self._marks, (hit.end(),))
        near = self._marks[max(0, before - 1) : before] + self._marks[after : after + 1]
        return min(near, key=lambda mark: self._distance(mark[0], hit.start()))[1] if near else None

    def _distance(self, mark: int, place: int) -> tuple[int, int]:
        """How many clauses, then how many characters, lie between."""
        first, last = sorted((mark, place))
        return bisect_left(self._clauses, last) - bisect_left(self._clauses, first), last - first

    def is_(self, kind: str, words: str | None) -> bool:
        """Whether words beside a date are of a kind of the tongue's: "last", "next", "early" …"""
        pattern: str = getattr(self.known.tongue, kind)
        return words is not None and re.fullmatch(pattern, words, re.IGNORECASE) is not None

    def mod(self, lead: str | None) -> str | None:
        return next((mod for kind, mod in (("early", "START"), ("middle", "MID"), ("late", "END"))
                     if self.is_(kind, lead)), None)
