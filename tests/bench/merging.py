"""What one article more costs merging when the store holds a thousand events, and when it holds many more.

    python -m tests.bench.merging            with 1,000 and 10,000 events
    python -m tests.bench.merging 1000 10000 100000

The articles are made up: stories of one to six reports, which tell the same ten happenings in words of their own. A
story begins every day, so a larger store holds more days; a few names are in the news every day, most once. Merging's
notes lie in a file, as beside a store, and articles that it looks at again are read from another (pickled). At each
size the files are copied, and the same articles, of the days of the first size, are added in turn to this copy and to
one of the first size, so that other work of the machine slows both alike. CPU seconds of this process; reading,
language model and the store itself are left out (see `tests.bench.concluding`).
"""

from __future__ import annotations

import pickle
import random
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate, count, islice
from pathlib import Path

from kb.entities import Entity, EntityMention
from kb.events import EventMention, EventTime, Participant
from kb.extraction import Extraction
from kb.merging import Merging, Notes
from kb.reading import Article, Block

SIZES = (1_000, 10_000)
#: Articles that are added and measured at each size.
MEASURED = 100
#: Articles that are merged at a time before that.
AT_ONCE = 200
#: A story has one of these numbers of reports; two on average.
REPORTS, HAPPENINGS = (1, 1, 1, 1, 1, 2, 2, 2, 3, 6), 10
#: So many stories begin on a day.
STORIES = 1
#: Seeds of the articles before, and of those that are measured.
BEFORE, AFTER = 7, 8
_LEMMAS = ("attack", "arrest", "resign", "announce", "win", "kill", "flood", "block", "sign", "release", "protest",
           "elect", "capture", "visit", "sue", "launch", "crash", "buy", "close", "charge", "free", "warn", "strike",
           "vote", "sentence")
_SYLLABLES = ("ba", "der", "ko", "lin", "mar", "ta", "vel", "ost", "ru", "shi", "no", "gar", "pel", "ui", "zan")
_FIRST_DAY = date(2010, 1, 1)
_NAMES, _WORDS = 20_000, 10_000


def name_of(dice: random.Random) -> str:
    return "".join(dice.choice(_SYLLABLES) for _ in range(dice.randint(2, 4))).capitalize()


def articles(seed: int = BEFORE, days: int | None = None) -> Iterator[Extraction]:
    """Articles without end, day by day, or of any of so many days; always the same ones for a seed, and of the same
    people and words for all."""
    dice = random.Random(1)
    words = [name_of(dice).lower() for _ in range(_WORDS)]
    names = [f"{name_of(dice)} {name_of(dice)}" for _ in range(_NAMES)]
    often = list(accumulate(1 / rank for rank in range(1, _NAMES + 1)))
    dice = random.Random(seed)
    number = 0
    for story in count():
        day = _FIRST_DAY + timedelta(days=dice.randrange(days) if days else story // STORIES)
        cast = list(dict.fromkeys(dice.choices(names, cum_weights=often, k=7)))
        happenings = []
        for _ in range(HAPPENINGS):
            who, whom = dice.sample(cast, 2)
            happenings.append((dice.choice(_LEMMAS), who, whom, dice.sample(words, 8)))
        for _ in range(dice.choice(REPORTS)):
            number += 1
            yield _article(f"a{seed}-{number}", day + timedelta(days=dice.randrange(3)), day, happenings, dice, words)


def _article(id: str, published: date, day: date, happenings: list[tuple[str, str, str, list[str]]],
             dice: random.Random, words: list[str]) -> Extraction:
    sentences, events = [], []
    mentions: dict[str, list[EntityMention]] = {}
    at = 0
    for number, (lemma, who, whom, told) in enumerate(happenings, 1):
        sentence = f"{who} {lemma} {whom} {' '.join(dice.sample(told, 6) + dice.sample(words, 4))}."
        begin = at + len(who) + 1
        spans = {who: (at, at + len(who)), whom: (begin + len(lemma) + 1, begin + len(lemma) + 1 + len(whom))}
        for name, (first, last) in spans.items():
            mentions.setdefault(name, []).append(EntityMention(first, last, name, 0, 1, 0, "name"))
        events.append(EventMention(
            id=f"e{number}", begin=begin, end=begin + len(lemma), text=lemma, trigger=0, lemma=lemma, type="Happening",
            label=sentence, sentence_begin=at, sentence_end=at + len(sentence),
            participants=(Participant("agent", *spans[who], who, who),
                          Participant("patient", *spans[whom], whom, whom)),
            place=None, time=EventTime(None, None, None, published, "before-or-on", None, None, ""),
            polarity="positive", certainty="asserted", tense="past", attributed_to=None, salience=0.5, salient=True))
        sentences.append(sentence)
        at += len(sentence) + 1
    text = "\n".join(sentences)
    entities = tuple(Entity(id=name, key=name.lower().replace(" ", "-"), name=name, type="person",
                            mentions=tuple(found)) for name, found in mentions.items())
    article = Article(id=id, text=text, blocks=(Block(0, len(text), "body"),), published=published,
                      published_from="metadata")
    return Extraction(article=article, times=(), events=tuple(events), entities=entities)


class Merged:
    """Articles that are merged, and what was given of them, in the files of a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._notes = Notes(folder / "merging.sqlite")
        self._given = sqlite3.connect(folder / "given.sqlite", isolation_level=None)
        self._given.execute("PRAGMA synchronous = OFF")
        self._given.execute("CREATE TABLE IF NOT EXISTS given (id TEXT PRIMARY KEY, article BLOB)")
        self._merging = Merging(notes=self._notes, read=self._read)

    def _read(self, id: str) -> Extraction:
        (article,) = self._given.execute("SELECT article FROM given WHERE id = ?", (id,)).fetchone()
        extraction: Extraction = pickle.loads(article)
        return extraction

    def add(self, extractions: list[Extraction]) -> float:
        """Gives the CPU seconds that it took."""
        self._given.execute("BEGIN")
        self._given.executemany("INSERT INTO given VALUES (?, ?)",
                                [(extraction.article.id, pickle.dumps(extraction)) for extraction in extractions])
        self._given.execute("COMMIT")
        begin = time.process_time()
        with self._notes.transaction():
            self._merging.add(extractions)
            self._merging.settle()
        self._merging.release()
        return time.process_time() - begin

    def count(self, table: str) -> int:
        return int(self._notes.one(f"SELECT COUNT(*) FROM {table}"))

    def close(self) -> None:
        self._notes.close()
        self._given.close()


def fill(merged: Merged, stream: Iterator[Extraction], size: int) -> None:
    """Adds articles until there are so many events."""
    spent, articles = 0.0, merged.count("article")
    while (events := merged.count("event")) < size:
        spent += merged.add(list(islice(stream, min(AT_ONCE, max(10, (size - events) // 5)))))
    print(f"{events:,} events, {merged.count('mention'):,} mentions in {merged.count('article'):,} articles; "
          f"{1000 * spent / max(1, merged.count('article') - articles):,.0f} CPU-milliseconds an article", flush=True)


def main(sizes: list[int]) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        folder, stream = Path(temporary), articles()
        (folder / "growing").mkdir()
        for size in sizes:
            growing = Merged(folder / "growing")
            fill(growing, stream, size)
            growing.close()
            if size == sizes[0]:
                shutil.copytree(growing.folder, folder / "first")
            both = [Merged(shutil.copytree(folder / name, folder / f"{name}-{size}")) for name in ("first", "growing")]
            spent = [0.0, 0.0]
            for extraction in islice(articles(AFTER, days=sizes[0] // (STORIES * HAPPENINGS)), MEASURED):
                for number, merged in enumerate(both):
                    spent[number] += merged.add([extraction])
            rates = [MEASURED * HAPPENINGS / seconds for seconds in spent]
            print(f"  with {sizes[0]:,} events: {rates[0]:,.0f} mentions/CPU-second, with {size:,}: {rates[1]:,.0f} "
                  f"({spent[1] / spent[0]:.2f} × the time)", flush=True)
            for merged in both:
                merged.close()
                shutil.rmtree(merged.folder)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or list(SIZES))
