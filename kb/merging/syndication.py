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
    samples = {article.id: _sample(article) for article in articles}
    holders: dict[int, list[str]] = defaultdict(list)
    for id, sample in sorted(samples.items()):
        for run in sample:
            holders[run].append(id)
    shared: Counter[tuple[str, str]] = Counter()
    for ids in holders.values():
        if 1 < len(ids) <= _BOILERPLATE:
            shared.update(combinations(ids, 2))
    leader = {id: id for id in samples}

    def find(id: str) -> str:
        while leader[id] != id:
            id = leader[id]
        return id

    for (one, other), count in sorted(shared.items()):
        if count >= _COPIED * min(_size(samples[one], samples[other]), _size(samples[other], samples[one])):
            first, second = sorted((find(one), find(other)))
            leader[second] = first
    groups: dict[str, list[str]] = defaultdict(list)
    for id in sorted(samples):
        groups[find(id)].append(id)
    return tuple(tuple(group) for _, group in sorted(groups.items()))


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
