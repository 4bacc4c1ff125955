"""Comparisons and periods: expressions that stand in a clause and do not date it.

"Earned $2 million, compared with $3 million a year ago", "profit rose to 5 million from 4 million last year",
"expects a loss in the year ended 30 June": the time belongs to the figure beside it, or names the period.
"""

from __future__ import annotations

from kb.language import Doc
from kb.temporal import TimeExpression

#: How many tokens a compared figure may take.
_FIGURE = 14
#: Words that a compared figure begins with; "from" only where the time follows at once.
_COMPARING = frozenset({"compared", "versus", "vs", "vs.", "against", "than"})
_PERIODS = frozenset({"year", "quarter", "half", "month", "period", "week"})


def dates_nothing(doc: Doc, time: TimeExpression) -> bool:
    """Whether an expression belongs to a figure that is compared, or says when a period ends."""
    return _compared(doc, time) or _ends_period(doc, time)


def _compared(doc: Doc, time: TimeExpression) -> bool:
    if time.first and doc.tokens[time.first - 1].lower in ("from", "than") and (
            time.text.lower().endswith((" ago", " earlier")) or time.text.lower().startswith("last ")):
        return True                                                   # "grew 19 % from a year ago"
    figures = False
    for token in reversed(doc.tokens[max(0, time.first - _FIGURE):time.first]):
        if token.sentence != doc.tokens[time.first].sentence:
            return False
        if token.lower in _COMPARING or (token.lower == "from" and figures):
            return figures
        if token.upos == "VERB" or (token.upos == "ADP" and token.lower not in ("with", "to", "of", "per")):
            return False
        figures = figures or token.upos == "NUM" or token.xpos == "CD"
    return False


def _ends_period(doc: Doc, time: TimeExpression) -> bool:
    if time.first < 2:
        return False
    end, period = doc.tokens[time.first - 1], doc.tokens[time.first - 2]
    return end.lower in ("ended", "ending", "ends") and period.lemma.lower() in _PERIODS
