"""Finds the expressions of an article that say when, and resolves them in the order they are read."""

from __future__ import annotations

from dataclasses import replace

from kb.language import Doc
from kb.reading import Article
from kb.reading.date_lines import is_dateline
from kb.temporal import calendar
from kb.temporal.context import Context
from kb.temporal.edtf import to_edtf
from kb.temporal.explain import explain
from kb.temporal.expression import TimeExpression
from kb.temporal.foreign import find_foreign
from kb.temporal.grammar import Match, find_matches
from kb.temporal.meaning import Meaning
from kb.temporal.narrative import is_narrative
from kb.temporal.quotations import quoted_days
from kb.temporal.rules import RULES, patterns
from kb.temporal.words import read_words


def find_times(doc: Doc, article: Article) -> tuple[TimeExpression, ...]:
    """The time expressions of an article in text order, each with its value, bounds, anchor and explanation."""
    if article.language != "en":
        return _find_foreign(doc, article)
    matches: list[Match] = []
    for sentence in doc.sentences:
        words = read_words(doc, sentence)
        if words:
            matches.extend(find_matches(doc, sentence, words, patterns()))
    context = Context(article, narrative=is_narrative(matches, article))
    found: list[TimeExpression] = []
    at: dict[int, TimeExpression] = {}
    later = quoted_days(matches)
    for match in sorted(matches, key=lambda match: (match.sentence.index, match.begin in later, match.begin)):
        with context.spoken(at.get(later.get(match.begin, -1))):
            meaning = RULES[match.rule].resolve(match, context)
        if meaning is None:
            continue
        expression = _write(doc, match.begin, match.end, match.rule, meaning, article, f"t{len(found) + 1}")
        if expression is None:
            continue
        context.note(match, expression)
        found.append(expression)
        at[expression.begin] = expression
        block = article.blocks[match.sentence.block]
        if block.kind == "dateline" and is_dateline(article.text[block.begin : block.end].rstrip()):
            context.filed(expression)
    return _in_text_order(found)


def _in_text_order(found: list[TimeExpression]) -> tuple[TimeExpression, ...]:
    """The expressions by their place, numbered so, where quotations were read after what stands around them."""
    ordered = sorted(found, key=lambda one: one.begin)
    if ordered == found:
        return tuple(found)
    ids = {one.id: f"t{number}" for number, one in enumerate(ordered, start=1)}
    return tuple(
        replace(one, id=ids[one.id], anchor_expression=ids.get(one.anchor_expression or ""))
        for one in ordered
    )


def _find_foreign(doc: Doc, article: Article) -> tuple[TimeExpression, ...]:
    anchor = Context(article).published
    found: list[TimeExpression] = []
    for begin, end, rule, meaning in find_foreign(article, anchor):
        expression = _write(doc, begin, end, rule, meaning, article, f"t{len(found) + 1}")
        if expression is not None:
            found.append(expression)
    return tuple(found)


def _write(
    doc: Doc,
    begin: int,
    end: int,
    rule: str,
    meaning: Meaning,
    article: Article,
    id: str,
) -> TimeExpression | None:
    tokens, text = doc.tokens_between(begin, end), article.text[begin:end]
    if not tokens:
        return None
    span = calendar.bounds(meaning.value)
    earliest, latest = meaning.bounds if meaning.bounds is not None else span or (None, None)
    anchor = meaning.anchor
    if anchor is not None and "{anchor}" not in meaning.phrase:
        anchor = None
    return TimeExpression(
        id=id,
        begin=begin,
        end=end,
        text=text,
        first=tokens[0].index,
        last=tokens[-1].index + 1,
        type=meaning.type,
        value=meaning.value,
        granularity=meaning.granularity or calendar.granularity(meaning.value),
        rule=rule,
        explanation=explain(text, meaning, article),
        earliest=earliest,
        latest=latest,
        edtf=to_edtf(meaning.value, meaning.mod, earliest, latest, meaning.zone),
        mod=meaning.mod,
        quant=meaning.quant,
        freq=meaning.freq,
        zone=meaning.zone,
        anchor=anchor.day if anchor else None,
        anchor_from=anchor.source if anchor else None,
        anchor_expression=anchor.expression if anchor else None,
        readings=meaning.readings,
    )
