"""Deeds: a time of day belongs to the day on which the same was done, where the text has told it: "shot on 23 October
… he was shot at 10 p.m."."""

from __future__ import annotations

from kb.language import Doc
from kb.temporal.context import DAY_GRAINS, Context, as_anchor
from kb.temporal.expression import TimeExpression
from kb.temporal.grammar import Match
from kb.temporal.meaning import Anchor
from kb.temporal.wordlists import wordset

#: Verbs that are done every day, so that they tell no deed from another.
_COMMON = wordset("""
    be have do say tell ask add know see hear get go come make take give begin start end open close meet speak arrive
    leave appear continue happen occur report announce call think want try put keep
""")


def day_of_deed(match: Match, context: Context) -> Anchor | None:
    """The only day that the text has named for the deed of the match's clause; None where there is none, or several."""
    doc, tokens = match.doc, match.tokens()
    deed = _deed(doc, tokens[0].index, tokens[-1].index + 1) if tokens else None
    if deed is None:
        return None
    days: dict[str, TimeExpression] = {}
    for one in context.told():
        named = one.granularity in DAY_GRAINS and one.earliest is not None and one.earliest == one.latest
        if named and _deed(doc, one.first, one.last) == deed:
            days.setdefault(str(one.earliest), one)
    return as_anchor(next(iter(days.values()))) if len(days) == 1 else None


def _deed(doc: Doc, first: int, last: int) -> str | None:
    """What was done at a time: the verb over it, or the noun that it stands with ("the 23 October killing")."""
    tokens = doc.tokens[first:last]
    top = next((token for token in tokens if token.is_root or not first <= token.head < last), None)
    if top is None or top.is_root:
        return None
    for governor in doc.ancestors(top):
        if first <= governor.index < last:
            continue
        if governor.upos == "VERB" or governor.lower.endswith("ing"):
            name = governor.lemma.removesuffix("ing") if governor.upos == "NOUN" else governor.lemma
            return None if name in _COMMON else name  # "shooting" and "shot" are one deed
        if governor.upos not in ("NOUN", "PROPN", "ADJ"):
            return None
    return None
