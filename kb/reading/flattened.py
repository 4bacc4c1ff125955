"""Flattened heads: pages whose title, date and first sentence run together on one line.

"Ferry runs aground off Cape Sorrow Posted: Wednesday, August 14, 2003 6:10 PM A ferry with 310 people …": extraction
without line breaks is common in collections of news. The date there is surrounded by what only a page's head says (a
label, a time of day), or stands between words without a full stop and a capital, where no sentence puts it.
"""

from __future__ import annotations

import re

from kb.reading.date_lines import AGO, CLOCK, PUBLISHED, UPDATED, WEEKDAY
from kb.reading.dates import find_dates
from kb.reading.prose import count_words

#: The head of a page ends within so many characters.
_REACH = 400
_EDGE = re.compile(r"[\s,|()/@:·•-]*")
_META = re.compile(
    rf"(?:{PUBLISHED.pattern}|{UPDATED.pattern}|{CLOCK.pattern}|{WEEKDAY.pattern}|{AGO.pattern})(?![^\s,|)/:@·•-])",
    re.IGNORECASE)
_EVIDENCE = re.compile(rf"{PUBLISHED.pattern}|{UPDATED.pattern}|{CLOCK.pattern}", re.IGNORECASE)
_SENTENCE_BREAK = re.compile(r"(?<![A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})[.!?][\"”’)]?\s+[A-Z“\"]")
#: Words after which a date belongs to the sentence: "on March 11, 2005", "the April 22, 1923 birth".
_GOVERNS = re.compile(
    r"(?:\b(?:on|in|of|since|from|until|till|by|for|the|to|at|before|after|between|and|dated|a|an|this|last|next)"
    r"|[,(])\s*$", re.IGNORECASE)
_BODY_BEGINS = re.compile(r"\s+[\"“‘(]?[A-ZÀ-Þ0-9]")


def dated_head(line: str) -> tuple[int, int] | None:
    """Where the date line within a flattened head begins and ends, or None when the line has no such head."""
    start = line[:_REACH]
    dates = find_dates(start) if len(line) > 150 else ()
    if not dates:
        return None
    found = dates[0]
    begin, end = found.begin, found.end
    marks = [match.span() for match in _META.finditer(start)] + [(one.begin, one.end) for one in dates[1:]]
    for mark_begin, mark_end in sorted(marks):
        if mark_begin >= end and _EDGE.fullmatch(start, end, mark_begin):
            end = mark_end
    for mark_begin, mark_end in sorted(marks, reverse=True):
        if mark_end <= begin and _EDGE.fullmatch(start, mark_end, begin):
            begin = mark_begin
    title, meta, body = start[:begin].rstrip(), start[begin:end], line[end:]
    if not _BODY_BEGINS.match(body) or count_words(body[:200]) < 8:
        return None
    if title and not (2 <= count_words(title) <= 40):
        return None
    evident = _EVIDENCE.search(meta.replace(start[found.begin:found.end], " ")) is not None
    if not evident and (_SENTENCE_BREAK.search(title) or _GOVERNS.search(start[:begin])):
        return None
    return begin, end
