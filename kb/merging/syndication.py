"""Syndicated reports: articles that print one agency report, whole, edited or shortened, are one source.

Follows the resemblance and containment of documents by Broder, "On the resemblance and containment of
documents" (1997): a text is the set of its runs of five words, a fixed sample of the runs stands for all of
them, and the share of the shorter text's sample that the longer one holds says how much of it was taken over.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from hashlib import blake2b
from itertools import combinations

from kb.merging.blocks import unpacked
from kb.merging.notes import Notes, number_of
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
    notes = Notes()
    copies = Copies(notes)
    ids = {}
    for article in articles:
        number = number_of(article.id)
        ids[number] = article.id
        notes.execute("INSERT INTO article (number, id, day, words, weights, keys, runs) "
                      "VALUES (?, ?, 0, '', '', '', ?)", (number, article.id, runs_of(article)))
        copies.add(number)
    groups = {copies.report_of(number) for number in ids}
    notes.close()
    return tuple(sorted(tuple(sorted(ids[number] for number in group)) for group in groups))


class Copies:
    """Which of the articles in the notes copy one report. The order in which they come makes no difference. Articles
    go by their numbers."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes

    def add(self, article: int) -> set[int]:
        """Takes in an article that the notes have. Gives the articles whose report has other copies now, itself among
        them."""
        shared: Counter[int] = Counter()
        doubtful: set[tuple[int, int]] = set()
        runs = self._runs(article)
        for run in runs:
            holders = self._holders(run)
            if len(holders) < _BOILERPLATE:
                shared.update(holders)
            elif len(holders) == _BOILERPLATE:
                doubtful.update(self._known_copies(holders))
        self._notes.executemany("INSERT INTO run VALUES (?, ?)", [(run, article) for run in runs])
        judged = {(article, other): count for other, count in shared.items()}
        judged |= self._counted(doubtful)
        return self._judge(judged) | {article}

    def remove(self, article: int) -> set[int]:
        """Forgets an article that the notes still have. Gives the articles whose report has other copies now."""
        changed = {*self.report_of(article)} - {article}
        runs = self._runs(article)
        self._notes.executemany("DELETE FROM run WHERE run = ? AND article = ?", [(run, article) for run in runs])
        self._notes.execute("DELETE FROM copy WHERE article = ?1 OR other = ?1", (article,))
        doubtful = {pair for run in runs if len(holders := self._holders(run)) == _BOILERPLATE
                    for pair in combinations(sorted(holders), 2)}
        return changed | self._judge(self._counted(doubtful))

    def report_of(self, article: int) -> tuple[int, ...]:
        """The articles that go back to the same report as this one, itself among them, in order."""
        return tuple(sorted(self._reports_of([article])))

    def _reports_of(self, articles: Iterable[int]) -> set[int]:
        """The articles that go back to the same reports as these, themselves among them."""
        found = {*articles}
        ahead = [*found]
        while ahead:
            more = {*self._copies_of(ahead.pop())} - found
            found |= more
            ahead += more
        return found

    def _runs(self, article: int) -> Sequence[int]:
        return unpacked(self._notes.one("SELECT runs FROM article WHERE number = ?", article))

    def _holders(self, run: int) -> list[int]:
        """The articles that have a run, or one more than make it boilerplate."""
        return self._notes.column(f"SELECT article FROM run WHERE run = ? LIMIT {_BOILERPLATE + 1}", run)

    def _copies_of(self, article: int) -> list[int]:
        return self._notes.column("SELECT other FROM copy WHERE article = ?", article)

    def _known_copies(self, articles: Sequence[int]) -> Iterator[tuple[int, int]]:
        for one in articles:
            for other in {*self._copies_of(one)} & {*articles}:
                yield min(one, other), max(one, other)

    def _counted(self, pairs: Iterable[tuple[int, int]]) -> dict[tuple[int, int], int]:
        """How many runs two articles share that are no boilerplate, for each of these pairs."""
        counts = cache(lambda run: len(self._holders(run)) <= _BOILERPLATE)
        runs = cache(lambda article: frozenset(self._runs(article)))
        return {(one, other): sum(counts(run) for run in runs(one) & runs(other)) for one, other in pairs}

    def _judge(self, pairs: Mapping[tuple[int, int], int]) -> set[int]:
        """Whether these are copies of each other, from how many runs they share. Gives the articles whose report that
        changes."""
        turned = []
        for (one, other), shared in pairs.items():
            a, b = self._runs(one), self._runs(other)
            copied = shared > 0 and shared >= _COPIED * min(_size(a, b), _size(b, a))
            if copied != (other in self._copies_of(one)):
                turned.append((one, other, copied))
        ends = {article for one, other, _ in turned for article in (one, other)}
        changed = self._reports_of(ends)
        for one, other, copied in turned:
            for pair in ((one, other), (other, one)):
                self._notes.execute("INSERT INTO copy VALUES (?, ?)" if copied else
                                    "DELETE FROM copy WHERE article = ? AND other = ?", pair)
        return changed | self._reports_of(ends)


def runs_of(article: Article) -> bytes:
    """The sample of an article's runs, for the notes."""
    return array("q", sorted(_sample(article))).tobytes()


def _sample(article: Article) -> frozenset[int]:
    text = " ".join(article.text[block.begin:block.end] for block in article.blocks if block.kind == "body")
    words = _WORDS.findall((text or article.text).lower())
    runs = {_number(" ".join(words[at:at + _RUN])) for at in range(max(0, len(words) - _RUN + 1))}
    if len(words) <= _KEEP_ALL_BELOW:
        return frozenset(runs)
    return frozenset(run for run in runs if run % _SAMPLED == 0)


def _size(sample: Sequence[int], other: Sequence[int]) -> int:
    """Size of the sample, as thin as the other one is."""
    thin = any(run % _SAMPLED for run in sample) and not any(run % _SAMPLED for run in other)
    return sum(run % _SAMPLED == 0 for run in sample) if thin else len(sample)


def _number(run: str) -> int:
    return int.from_bytes(blake2b(run.encode(), digest_size=8).digest(), "big", signed=True)
