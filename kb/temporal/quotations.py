"""Quotations: whose "today" and "yesterday" count from the day on which they were said, where the sentence tells it:
“We will not leave today,” he said on Sunday."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from kb.temporal.grammar import Match
from kb.temporal.wordlists import wordset

#: Words of a quotation that count from the day of speaking.
_DEICTIC = wordset("day-before same-day day-after tonight")
#: Rules that name the day on which something was said.
_SAID_ON = wordset("weekday day-before date-in-full")
_QUOTED = re.compile(r"“[^“”]*”|(?<!\w)\"[^\"]*\"|``.*?\'\'", re.DOTALL)


def quoted_days(matches: Sequence[Match]) -> dict[int, int]:
    """Where a deictic day begins that stands in a quotation → where the day begins on which that was said: the only
    day that its sentence names outside quotations."""
    found: dict[int, int] = {}
    sentence, quotes = -1, []
    for place, match in enumerate(matches):
        if match.rule not in _DEICTIC:
            continue
        if match.sentence.index != sentence:
            sentence = match.sentence.index
            quotes = _quotes(match)
        beside = [one for one in matches[max(0, place - 8) : place + 9] if one.sentence.index == match.sentence.index]
        if not _inside(match, quotes):
            continue
        said = [one for one in beside if one.rule in _SAID_ON and not _inside(one, quotes)]
        if len(said) == 1:
            found[match.begin] = said[0].begin
    return found


def _quotes(match: Match) -> list[tuple[int, int]]:
    """The quotations of a match's sentence."""
    return [quote.span() for quote in _QUOTED.finditer(match.doc.text, match.sentence.begin, match.sentence.end)]


def _inside(match: Match, quotes: Sequence[tuple[int, int]]) -> bool:
    place = bisect_right(quotes, (match.begin, match.end)) - 1
    return place >= 0 and quotes[place][0] <= match.begin and match.end <= quotes[place][1]
