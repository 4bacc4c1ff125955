"""Whether an article tells a story of long ago: then its dates hang on one another, not on the publication."""

from __future__ import annotations

from collections.abc import Sequence

from kb.reading import Article
from kb.temporal import calendar
from kb.temporal.context import is_long_past, says_will
from kb.temporal.grammar import Match
from kb.temporal.wordlists import wordset

#: A story names this many dates long past (a bare year is half a date), and more of them than of days counted from the
#: publication. Where such a day comes first, each weighs `_DEICTIC_WEIGHT`.
_DATES, _DEICTIC_WEIGHT = 2, 5
_DEICTIC = wordset("weekday day-before same-day day-after period-of-anchor weekend ago")
#: Where nothing at all is counted from the publication, one date long past is enough when so many times hang on what
#: was told before them ("the next day", "that winter", "two years later"), and one bare year when more of them do;
#: where no publication is known, one year is enough.
_HANGING, _HANGING_ON_A_YEAR = 1, 3
#: These, and what is yet to come, show that a text is told from its publication; "now" does so where little hangs.
_PRESENT = wordset("recently soon tonight overnight duration-until-now duration-from-now")
_HANGS = wordset("told-day told-period later following-units earlier")
_HANGING_WORDS = wordset("that same following ensuing previous preceding")
_MAY_HANG = wordset("part-of-day season month period-of-anchor weekday")
_DATED = wordset("date-in-full month season year part-of-day clock-time night-between")


def is_narrative(matches: Sequence[Match], article: Article) -> bool:
    told, deictic, weight, hanging, present, now = 0.0, 0, 0, 0, 0, 0
    dated_weekday = -1
    for match in matches:
        present += (match.rule in _PRESENT and match.words[0].category != "the") or says_will(match)
        now += match.rule == "now"
        if match.rule in _HANGS or "told" in match or (match.rule in _MAY_HANG and _hangs(match)):
            hanging += 1
        elif match.rule in _DEICTIC and match.words[0].category != "the":
            if match.rule == "weekday" and match.sentence.block == dated_weekday:
                hanging += 1  # "On Monday, 14 April 1913, … On Wednesday …": the weekday of that week
                continue
            if match.rule == "weekday" and article.published is None:
                continue
            deictic += 1
            weight = weight or _DEICTIC_WEIGHT
        elif match.rule in _DATED and match.has("year"):
            year = next(int(str(word.value)) for word in match.words if word.category == "year")
            day = calendar.make_day(year, 12, 31)
            if day is not None and is_long_past(day, article.published):
                told += 0.5 if match.rule == "year" else 1
                weight = weight or 1
                if match.has("weekday", "holiday"):
                    dated_weekday = match.sentence.block
    if told >= _DATES and told > weight * deictic:
        return True
    if deictic or present or not told:
        return False
    return article.published is None or hanging >= now + (_HANGING if told >= 1 else _HANGING_ON_A_YEAR)


def _hangs(match: Match) -> bool:
    """ "That winter", "the next morning", but not "next week"."""
    texts = [word.text for word in match.words[:4]]
    return any(text in _HANGING_WORDS or (text == "the" and "next" in texts) for text in texts)
