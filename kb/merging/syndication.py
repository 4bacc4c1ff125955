"""Syndicated reports: articles that print one agency report, whole, edited or shortened, are one source.

Follows the resemblance and containment of documents by Broder, "On the resemblance and containment of
documents" (1997): a text is the set of its runs of five words, a fixed sample of the runs stands for all of
them, and the share of the shorter text's sample that the longer one holds says how much of it was taken over.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from hashlib import blake2b
from itertools import combinations

from kb.reading import Article

_WORDS = re.compile(r"\w+")
_RUN = 5
#: One run in so many is kept; short articles keep all of theirs, so that a brief can still be recognised.
_SAMPLED = 4
_KEEP_ALL_BELOW = 600
#: From this share on, the shorter text is a copy: two reporters at one press conference share a quote or two.
_COPIED = 0.5
#: A run that more articles share than this is boilerplate of an outlet, not a report.
_BOILERPLATE = 50


def syndicated(articles: Iterable[Article]) -> tuple[tuple[str, ...], ...]:
    """Groups of article ids that go back to one report, sorted; every article is in exactly one group, alone
    when nothing like it is there."""
    copies = Copies()
    ids = []
    for article in articles:
        copies.add(article)
        ids.append(article.id)
    return tuple(sorted({copies.report_of(id) for id in ids}))


class Copies:
    """The articles known so far, and which of them copy one report. The order in which they come makes no
    difference."""

    def __init__(self) -> None:
        self._samples: dict[str, frozenset[int]] = {}
        self._holders: dict[int, set[str]] = defaultdict(set)
        #: How many runs two articles share, and which articles are copies of which, either way round.
        self._shared: dict[str, Counter[str]] = defaultdict(Counter)
        self._copies: dict[str, set[str]] = defaultdict(set)

    def add(self, article: Article) -> set[str]:
        """Takes in an article. Gives the articles whose report has other copies now, itself among them."""
        id = article.id
        sample = self._samples[id] = _sample(article)
        doubtful: set[tuple[str, str]] = set()
        for run in sample:
            holders = self._holders[run]
            if len(holders) < _BOILERPLATE:
                for other in holders:
                    self._count(id, other, 1)
            elif len(holders) == _BOILERPLATE:
                for one, other in combinations(holders, 2):
                    self._count(one, other, -1)
                    doubtful.add((one, other))
            holders.add(id)
        return self._judge(doubtful | {(id, other) for other in self._shared[id]}) | {id}

    def remove(self, article: str) -> set[str]:
        """Forgets an article. Gives the articles whose report has other copies now."""
        changed = set(self.report_of(article)) - {article}
        doubtful: set[tuple[str, str]] = set()
        for run in self._samples.pop(article):
            holders = self._holders[run]
            holders.discard(article)
            if len(holders) == _BOILERPLATE:
                for one, other in combinations(holders, 2):
                    self._count(one, other, 1)
                    doubtful.add((one, other))
            if not holders:
                del self._holders[run]
        for other in self._shared.pop(article, ()):
            del self._shared[other][article]
        for other in self._copies.pop(article, ()):
            self._copies[other].discard(article)
        return changed | self._judge(doubtful)

    def report_of(self, article: str) -> tuple[str, ...]:
        """The articles that go back to the same report as this one, itself among them, in order."""
        found, ahead = {article}, [article]
        while ahead:
            more = self._copies.get(ahead.pop(), set()) - found
            found |= more
            ahead += more
        return tuple(sorted(found))

    def _count(self, one: str, other: str, by: int) -> None:
        self._shared[one][other] += by
        self._shared[other][one] += by

    def _judge(self, pairs: Iterable[tuple[str, str]]) -> set[str]:
        """Whether these are copies of each other. Gives the articles whose report that changes."""
        turned = []
        for one, other in pairs:
            a, b = self._samples[one], self._samples[other]
            shared = self._shared[one][other]
            copied = shared > 0 and shared >= _COPIED * min(_size(a, b), _size(b, a))
            if copied != (other in self._copies.get(one, ())):
                turned.append((one, other, copied))
        changed = {id for one, other, _ in turned for id in (*self.report_of(one), *self.report_of(other))}
        for one, other, copied in turned:
            for here, there in ((one, other), (other, one)):
                if copied:
                    self._copies[here].add(there)
                else:
                    self._copies[here].discard(there)
        return changed | {id for one, other, _ in turned for id in (*self.report_of(one), *self.report_of(other))}


def _sample(article: Article) -> frozenset[int]:
    text = " ".join(article.text[block.begin:block.end] for block in article.blocks if block.kind == "body")
    words = _WORDS.findall((text or article.text).lower())
    runs = {_number(" ".join(words[at:at + _RUN])) for at in range(max(0, len(words) - _RUN + 1))}
    if len(words) <= _KEEP_ALL_BELOW:
        return frozenset(runs)
    return frozenset(run for run in runs if run % _SAMPLED == 0)


def _size(sample: frozenset[int], other: frozenset[int]) -> int:
    """Size of the sample, as thin as the other one is."""
    thin = any(run % _SAMPLED for run in sample) and not any(run % _SAMPLED for run in other)
    return sum(run % _SAMPLED == 0 for run in sample) if thin else len(sample)


def _number(run: str) -> int:
    return int.from_bytes(blake2b(run.encode(), digest_size=8).digest(), "big")
