"""The span grammar: patterns over word categories, written as readable rows and compiled to regular expressions.

Every category is one letter of a private alphabet, so that a sentence becomes a string with one letter a word and a
pattern a plain `re` expression; matching is linear because no pattern repeats without bound. In a pattern a word is
a category ("weekday"), a macro (`MACROS`) or, with "name=", either of them captured under a name:

    (approx)? n=quantity (hyphen)? u=unit ago
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from kb.language import Doc, Sentence, Token
from kb.temporal.lexicon import LEXICON
from kb.temporal.words import Word

MACROS: dict[str, str] = {
    "number": "(numberword|dayno|year)",
    "nth": "(ordinal|second)",
    "approx": "(about|nearly|some|just|at (least|most)|more than|less than|over|under|up to|well over|no more than"
    "|as many as)",
    "quantity": "(number (to|or|hyphen|and) number|article? couple of?|article (very)? few|several|few|some|many|"
    "article dozen|dozen|dozens of|hundreds of|thousands of|article? half (article)?|article number|number|article)",
    "anyunit": "(unit|units|second|seconds|fortnight|decade|century|weekend|weekends|quarter|quarters|night)",
    "anymonth": "(month|shortmonth)",
    "anyday": "(weekday|shortday)",
    "which": "(last|past|previous|next|coming|following|this|current|same|that)",
    "edge": "(early|late|mid|(the)? (very)? (beginning|end|mid|rest) of)",
    "shade": "((earlier|later|early|late|mid) (in|on)? (hyphen)?|(sometime|some time) (in)?"
    "|(the)? (very)? (beginning|end|mid|rest) of)",
    "monthday": "(dayno|ordinal|second)",
    "fulldate": "((anyday comma?)? anymonth (the)? monthday (comma? year)?"
    "|(anyday comma? (the)?)? monthday of? anymonth (comma? year)?"
    "|isodate)",
    "day": "(fulldate|(which)? anyday|this (coming|past) anyday|(early|late)? (yesterday|today|tonight|tomorrow)"
    "|(the|that) (same|next|following|previous)? unit)",
    "daypart": "(part|night|clockword)",
}

#: How many words around a match its rule may look at.
WINDOW = 16

_ALPHABET: dict[str, str] = {}


def _letter(category: str) -> str:
    return _ALPHABET.setdefault(category, chr(0xE000 + len(_ALPHABET)))


for _category, _ in LEXICON.values():
    _letter(_category)
for _category in (
    "other",
    "numberword",
    "dayno",
    "year",
    "isodate",
    "clock",
    "holiday",
    "shortyear",
    "fiscalyear",
    "quartername",
):
    _letter(_category)

_ITEM = re.compile(r"([a-z]+)=\(|(?:([a-z]+)=)?([a-z]+)|\s+|[()|?]")


@cache
def compile_pattern(pattern: str) -> re.Pattern[str]:
    """A row of the grammar as a regular expression over category letters; ValueError for an unknown word."""
    return re.compile(_translate(pattern))


def _translate(pattern: str) -> str:
    out: list[str] = []
    place = 0
    while place < len(pattern):
        item = _ITEM.match(pattern, place)
        if item is None:
            raise ValueError(f"the pattern {pattern!r} can't be read at character {place}")
        place = item.end()
        group, name, word = item.groups()
        if group is not None:
            out.append(f"(?P<{group}>")
            continue
        if word is None:
            out.append("(?:" if item[0] == "(" else item[0].strip())
            continue
        body = f"(?:{_translate(MACROS[word])})" if word in MACROS else _ALPHABET.get(word)
        if body is None:
            raise ValueError(f"the pattern {pattern!r} has an unknown category {word!r}")
        out.append(f"(?P<{name}>{body})" if name else body)
    return "".join(out)


@dataclass(frozen=True, slots=True)
class Match:
    """A stretch of words that a pattern covers, with what it captured."""

    rule: str
    words: tuple[Word, ...]
    groups: dict[str, tuple[Word, ...]]
    before: tuple[Word, ...]
    """The words of the sentence before it, at most `WINDOW` of them; likewise `after`."""
    after: tuple[Word, ...]
    doc: Doc
    sentence: Sentence

    @property
    def begin(self) -> int:
        return self.words[0].begin

    @property
    def end(self) -> int:
        return self.words[-1].end

    @property
    def text(self) -> str:
        return self.doc.text[self.begin : self.end]

    def __contains__(self, name: str) -> bool:
        return name in self.groups

    def get(self, name: str) -> Word | None:
        """First word of a captured group."""
        group = self.groups.get(name)
        return group[0] if group else None

    def word(self, name: str) -> str:
        """Text of the first word of a group, "" when the group is absent."""
        found = self.get(name)
        return found.text if found else ""

    def number(self, name: str) -> int:
        """Meaning of a group that is a whole number: a month, a weekday, a day, a year."""
        found = self.get(name)
        if found is None or not isinstance(found.value, (int, float)):
            raise KeyError(name)
        return int(found.value)

    def has(self, *categories: str) -> bool:
        """Whether one of the words is of one of these categories."""
        return any(word.category in categories for word in self.words)

    def says(self, *texts: str) -> bool:
        """Whether one of the words is written so."""
        return any(word.text in texts for word in self.words)

    def tokens(self) -> tuple[Token, ...]:
        return self.doc.tokens_between(self.begin, self.end)

    @property
    def previous(self) -> str:
        """The word before it, lower case."""
        return self.before[-1].text if self.before else ""

    @property
    def following(self) -> str:
        return self.after[0].text if self.after else ""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A row of the grammar: which rule it serves, and when a match counts."""

    rule: str
    expression: re.Pattern[str]
    accepts: Callable[[Match], bool] | None


def find_matches(doc: Doc, sentence: Sentence, words: Sequence[Word], patterns: Iterable[Pattern]) -> list[Match]:
    """The stretches of a sentence that are time expressions, in text order: longest first where they overlap, then
    by the order of the patterns."""
    letters = "".join(_ALPHABET["numberword" if word.category == "number" else word.category] for word in words)
    found: list[tuple[int, int, Pattern, re.Match[str]]] = []
    for pattern in patterns:
        start = 0
        while hit := pattern.expression.search(letters, start):
            found.append((hit.start(), hit.end(), pattern, hit))
            start = hit.start() + 1 if hit.end() - hit.start() > 1 else hit.end()
    found.sort(key=lambda hit: hit[0] - hit[1])
    taken = bytearray(len(words))
    matches: list[Match] = []
    for first, last, pattern, hit in found:
        if any(taken[first:last]):
            continue
        groups = {name: tuple(words[slice(*hit.span(name))]) for name, text in hit.groupdict().items() if text}
        match = Match(
            pattern.rule,
            tuple(words[first:last]),
            groups,
            tuple(words[max(0, first - WINDOW) : first]),
            tuple(words[last : last + WINDOW]),
            doc,
            sentence,
        )
        if pattern.accepts is None or pattern.accepts(match):
            taken[first:last] = b"\x01" * (last - first)
            matches.append(match)
    return sorted(matches, key=lambda match: match.begin)
