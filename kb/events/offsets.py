"""Offsets: one event dates another: "two days after the attack", "on 17 June, a week before the phone goes on sale"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from kb.events.attachment import climb
from kb.events.clause import is_verbal
from kb.events.dating import Dating
from kb.events.trigger import Trigger
from kb.language import Doc
from kb.temporal import TimeExpression

_LENGTH = re.compile(r"P(\d{1,3})([DW])")
#: How exact a count of weeks is, in days: "two weeks after" is not told for the thirteenth day.
_LOOSE = {"D": timedelta(0), "W": timedelta(days=3)}
_DAYS = {"D": 1, "W": 7}


@dataclass(frozen=True, slots=True)
class Offset:
    """`trigger` happened `shift` later than `other` (earlier when negative), give or take `loose`. `other` is an event
    or an expression that stands beside the words."""

    trigger: Trigger
    other: Trigger | TimeExpression
    shift: timedelta
    loose: timedelta
    words: str

    def applied(self, dating: Dating, mine: str, theirs: str) -> Dating | None:
        """The date of `trigger` from that of `other`."""
        day = dating.day
        if day is None or dating.expression is None or "T" in dating.expression.value:
            return None
        try:
            earliest, latest = day + self.shift - self.loose, day + self.shift + self.loose
        except OverflowError:
            return None
        order = "after" if self.shift > timedelta(0) else "before"
        return Dating(dating.expression, earliest, latest, "on",
                      f"“{mine}” came {self.words} {order} {theirs}, which was on {day.isoformat()}.", "inferred")


def offsets(doc: Doc, times: Sequence[TimeExpression], clauses: Mapping[int, Trigger]) -> dict[int, list[Offset]]:
    """The offsets of each event, by trigger token. Counted in days or weeks; longer counts are rounded in news."""
    found: dict[int, list[Offset]] = {}
    for position, time in enumerate(times):
        length = _LENGTH.fullmatch(time.value) if time.type == "DURATION" else None
        if length is None or time.last >= len(doc.tokens):
            continue
        link = doc.tokens[time.last]
        if link.lower not in ("after", "before") or link.sentence != doc.tokens[time.first].sentence:
            continue
        below = clauses.get(link.head)
        if below is None or link.deprel not in ("mark", "case"):
            continue
        shift = timedelta(days=int(length[1]) * _DAYS[length[2]])
        shift, loose = shift if link.lower == "after" else -shift, _LOOSE[length[2]]
        beside = times[position - 1] if position else None
        if beside is not None and beside.type == "DATE" and beside.earliest == beside.latest and (
                [token.text for token in doc.tokens[beside.last:time.first]] == [","]):
            found.setdefault(below.token, []).append(Offset(below, beside, -shift, loose, time.text))
            continue
        above = _above(doc, below, clauses)
        if above is not None:
            found.setdefault(above.token, []).append(Offset(above, below, shift, loose, time.text))
            found.setdefault(below.token, []).append(Offset(below, above, -shift, loose, time.text))
    return found


def _above(doc: Doc, below: Trigger, clauses: Mapping[int, Trigger]) -> Trigger | None:
    for _, head in climb(doc, doc.tokens[below.clause]):
        if head.index in clauses and clauses[head.index].token != below.token:
            return clauses[head.index]
        if is_verbal(head):
            return None
    return None
