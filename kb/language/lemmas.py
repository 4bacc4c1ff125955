"""Dictionary forms: a lexicon of (word, Penn tag) first, then the rule that the network chose.

A rule is "K" (the word as it is), "L" (in small letters), or "L2+y" / "C2+y": take the word, in small letters
or as it is, cut 2 letters from its end and put "y" there ("countries" -> "country" is "L3+y").
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping


def rule_of(word: str, lemma: str) -> str:
    """The rule that makes `lemma` of `word`."""
    if lemma == word:
        return "K"
    small = word.lower()
    if lemma == small:
        return "L"
    kind, source = ("L", small) if lemma.lower() == lemma else ("C", word)
    same = 0
    while same < min(len(source), len(lemma)) and source[same] == lemma[same]:
        same += 1
    return f"{kind}{len(source) - same}+{lemma[same:]}"


def apply_rule(rule: str, word: str) -> str:
    """The lemma that `rule` makes of `word`; a rule that cuts more than there is leaves the small word."""
    if rule == "K":
        return word
    if rule == "L":
        return word.lower()
    count, _, ending = rule[1:].partition("+")
    source = word.lower() if rule[0] == "L" else word
    cut = int(count)
    if cut > len(source) or (cut == len(source) and not ending):
        return word.lower()
    return source[: len(source) - cut] + ending


def _key(word: str, tag: str) -> str:
    # Proper names keep their case; other words mean the same at the head of a sentence.
    return f"{word if tag.startswith('NNP') else word.lower()} {tag}"


def collect_lexicon(tokens: Iterable[tuple[str, str, str]]) -> dict[str, str]:
    """A lexicon from (word, tag, lemma) triples: what was seen twice or more and nearly always the same."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for word, tag, lemma in tokens:
        seen[_key(word, tag)][lemma] += 1
    lexicon = {}
    for key, lemmas in seen.items():
        lemma, count = lemmas.most_common(1)[0]
        total = lemmas.total()
        if total >= 2 and count >= 0.8 * total:
            lexicon[key] = lemma
    return lexicon


def lemma_of(word: str, tag: str, rule: str, lexicon: Mapping[str, str]) -> str:
    """The dictionary form of `word` with the Penn tag `tag`; `rule` is for words that the lexicon lacks."""
    known = lexicon.get(_key(word, tag))
    return known if known is not None else apply_rule(rule, word)
