"""Dictionary forms: a lexicon of (word, Penn tag) first, then the rule that the network chose.

A rule is "K" (the word as it is), "L" (in small letters), or "L2+y" / "C2+y": take the word, in small letters
or as it is, cut 2 letters from its end and put "y" there ("countries" -> "country" is "L3+y").
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from kb.language.irregular_verbs import verb_of


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
    """Entries for a `Lexicon` from (word, tag, lemma) triples: what nearly always has the same lemma."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for word, tag, lemma in tokens:
        seen[_key(word, tag)][lemma] += 1
    best = {key: lemmas.most_common(1)[0] for key, lemmas in seen.items()}
    return {key: lemma for key, (lemma, count) in best.items() if count >= 0.7 * seen[key].total()}


class Lexicon:
    """Lemmas that were seen, and a check on those that a rule makes: "voted" is a form of "vote", which is
    known, and not of "vot"."""

    def __init__(self, entries: Mapping[str, str]) -> None:
        self._entries = entries
        self._known: dict[str, set[str]] = defaultdict(set)
        for key, lemma in entries.items():
            tag = key.rpartition(" ")[2]
            if not tag.startswith("NNP"):
                self._known[tag[0]].add(lemma)
        self._all = set().union(*self._known.values())

    def lemma(self, word: str, tag: str, rule: str) -> str:
        """The dictionary form of `word` with the Penn tag `tag`; `rule` is for words that were never seen."""
        seen = self._entries.get(_key(word, tag))
        if seen is not None:
            return seen
        if tag in ("VBD", "VBN") and (verb := verb_of(word.lower())) is not None:
            return verb
        made = apply_rule(rule, word)
        own_kind = self._known.get(tag[:1], set())
        for known in (own_kind, self._all):  # many a verb is known as a noun only: "upgrade"
            if made in known:
                return made
            for lemma in _uninflected(word.lower(), tag):
                if lemma in known:
                    return lemma
        return made


#: Penn tags of inflected words, with the ending that was put on.
_ENDINGS = {
    "VBG": "ing",
    "VBD": "ed",
    "VBN": "ed",
    "JJR": "er",
    "RBR": "er",
    "JJS": "est",
    "RBS": "est",
    "VBZ": "s",
    "NNS": "s",
}


def _uninflected(word: str, tag: str) -> Iterator[str]:
    """What a regular form may come from, likeliest first: "stopped" from "stopp", "stoppe" or "stop"."""
    ending = _ENDINGS.get(tag)
    if ending is None or not word.endswith(ending):
        return
    stem = word.removesuffix(ending)
    yield stem
    if ending == "s":
        if stem.endswith("e"):
            yield stem[:-1]
        if stem.endswith("ie"):
            yield stem[:-2] + "y"
        return
    yield stem + "e"
    if len(stem) > 2 and stem[-1] == stem[-2]:
        yield stem[:-1]
    if stem.endswith("i"):
        yield stem[:-1] + "y"
