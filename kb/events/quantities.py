"""Quantities: how many take part, as an interval: "up to 2,000", "over 800", "hundreds", "at least two"."""

from __future__ import annotations

import re

from kb.events.clause import base
from kb.events.mention import Quantity
from kb.language import Doc, Token

UNITS = {word: number for number, word in enumerate(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen".split())}
TENS = {word: 10 * number for number, word in enumerate(
    "twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)}
SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000,
          "trillion": 1_000_000_000_000}
#: Plural counting words without a number before them: the interval that they mean.
VAGUE: dict[str, tuple[int, int | None]] = {
    "dozens": (24, 99), "scores": (40, 99), "hundreds": (100, 999), "thousands": (1_000, 9_999),
    "millions": (1_000_000, 999_999_999), "billions": (1_000_000_000, 999_999_999_999)}
#: "tens of thousands", "hundreds of thousands".
_COMPOUND_VAGUE: dict[tuple[str, str], tuple[int, int]] = {
    ("tens", "thousands"): (10_000, 99_999), ("hundreds", "thousands"): (100_000, 999_999),
    ("tens", "millions"): (10_000_000, 99_999_999), ("hundreds", "millions"): (100_000_000, 999_999_999)}
#: What stands before a number, and the interval that it makes of it; each with its example in the tests.
HEDGES: tuple[tuple[str, str], ...] = (
    ("up to", "most"), ("as many as", "most"), ("a maximum of", "most"), ("no more than", "most"),
    ("at most", "most"), ("not more than", "most"),
    ("at least", "least"), ("a minimum of", "least"), ("no fewer than", "least"), ("no less than", "least"),
    ("more than", "above"), ("over", "above"), ("above", "above"), ("upwards of", "above"),
    ("in excess of", "above"), ("fewer than", "below"), ("less than", "below"), ("under", "below"),
    ("below", "below"), ("nearly", "nearly"), ("almost", "nearly"), ("close to", "nearly"),
    ("about", "around"), ("around", "around"), ("some", "around"), ("roughly", "around"),
    ("approximately", "around"), ("an estimated", "around"), ("estimated", "around"))
_DIGITS = re.compile(r"^\d{1,3}(?:,\d{3})+(?:\.\d+)?$|^\d+(?:\.\d+)?$")


def number(words: list[str]) -> int | None:
    """The value of a written number in lower case: ["two", "hundred"] → 200, ["2,000"] → 2000,
    ["1.5", "million"] → 1500000; None when the words are no number."""
    total, current, seen = 0.0, 0.0, False
    for word in words:
        if _DIGITS.match(word):
            current += float(word.replace(",", ""))
        elif word in UNITS:
            current += UNITS[word]
        elif word in TENS:
            current += TENS[word]
        elif word == "dozen":
            current = (current or 1) * 12
        elif word == "hundred":
            current = (current or 1) * 100
        elif word in SCALES:
            total += (current or 1) * SCALES[word]
            current = 0
        elif word in ("and", "-", "a", "an") and (seen or word != "and"):
            continue
        else:
            return None
        seen = True
    return int(total + current) if seen else None


def interval(hedge: str | None, value: int) -> tuple[int | None, int | None]:
    """The interval that a hedge makes of a number: ("above", 800) → (801, None)."""
    match hedge:
        case "most":
            return 0, value
        case "least":
            return value, None
        case "above":
            return value + 1, None
        case "below":
            return 0, max(value - 1, 0)
        case "nearly":
            return int(value * 0.8), value
        case "around":
            return int(value * 0.8), int(value * 1.2)
    return value, value


def quantity(doc: Doc, head: Token) -> Quantity | None:
    """How many the nominal around `head` counts, None when it says nothing of it."""
    vague = _vague(doc, head)
    if vague is not None:
        return vague
    for child in doc.children(head, "nummod"):
        if child.index < head.index:
            return _numbered(doc, child)
    if head.upos == "NUM" or head.lower in ("dozen", "million", "billion", "thousand", "hundred"):
        return _numbered(doc, head)
    return None


def _vague(doc: Doc, head: Token) -> Quantity | None:
    if head.lower not in VAGUE and head.lower != "tens":
        return None
    for child in doc.children(head, "nmod"):
        pair = _COMPOUND_VAGUE.get((head.lower, child.lower))
        if pair is not None:
            return Quantity(doc.text[head.begin:child.end], *pair)
    if head.lower not in VAGUE:
        return None
    return Quantity(head.text, *VAGUE[head.lower])


def _numbered(doc: Doc, numeral: Token) -> Quantity | None:
    """A numeral with the words that belong to it and the hedge before it."""
    first = last = numeral.index
    tokens = doc.tokens
    while first > 0 and _is_number_word(tokens[first - 1]) and _same(tokens, first - 1, numeral):
        first -= 1
    while last + 1 < len(tokens) and _is_number_word(tokens[last + 1]) and _same(tokens, last + 1, numeral):
        last += 1
    value = number([token.lower for token in tokens[first:last + 1] if token.text != "-"])
    if value is None:
        return None
    before = " ".join(token.lower for token in tokens[max(0, first - 3):first] if _same(tokens, token.index,
                                                                                      numeral))
    for words, hedge in HEDGES:
        if before == words or before.endswith(" " + words):
            start = first - len(words.split())
            if words in ("over", "under", "above", "below", "about", "around"
                         ) and not _modifies_number(doc, tokens[start], numeral):
                continue
            text = doc.text[tokens[start].begin:tokens[last].end]
            return Quantity(text, *interval(hedge, value))
    return Quantity(doc.text[tokens[first].begin:tokens[last].end], value, value)


def _modifies_number(doc: Doc, word: Token, numeral: Token) -> bool:
    """False for the preposition of "walked around two towns", true for "around two towns burned"."""
    if base(word.deprel) in ("advmod", "nummod", "det", "amod"):
        return True
    holder = doc.head(word)
    if holder.index == numeral.index:
        return True
    return base(word.deprel) == "case" and base(holder.deprel) in ("obj", "nsubj")


def _is_number_word(token: Token) -> bool:
    return token.upos == "NUM" or token.lower in SCALES or token.lower == "dozen"


def _same(tokens: tuple[Token, ...], index: int, other: Token) -> bool:
    return tokens[index].sentence == other.sentence
