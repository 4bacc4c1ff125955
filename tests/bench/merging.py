"""What one article more costs merging when the store holds a thousand events, and when it holds many more.

    python -m tests.bench.merging            with 1,000 and 10,000 mentions
    python -m tests.bench.merging 1000 10000 100000

The articles are made up: stories of five reports each, which tell the same ten happenings in words of their own, spread
over ten years. CPU seconds of this process, reading and language model left out.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice

from kb.entities import Entity, EntityMention
from kb.events import EventMention, EventTime, Participant
from kb.extraction import Extraction
from kb.merging import Merging
from kb.reading import Article, Block

SIZES = (1_000, 10_000)
#: Articles that are added and measured at each size.
MEASURED = 100
#: Articles that are merged at a time before that.
AT_ONCE = 200
REPORTS, HAPPENINGS = 5, 10
_LEMMAS = ("attack", "arrest", "resign", "announce", "win", "kill", "flood", "block", "sign", "release", "protest",
           "elect", "capture", "visit", "sue", "launch", "crash", "buy", "close", "charge", "free", "warn", "strike",
           "vote", "sentence")
_SYLLABLES = ("ba", "der", "ko", "lin", "mar", "ta", "vel", "ost", "ru", "shi", "no", "gar", "pel", "ui", "zan")
_FIRST_DAY = date(2010, 1, 1)


def name_of(dice: random.Random) -> str:
    return "".join(dice.choice(_SYLLABLES) for _ in range(dice.randint(2, 4))).capitalize()


def articles() -> Iterator[Extraction]:
    """Articles without end; always the same ones."""
    dice = random.Random(7)
    words = [name_of(dice).lower() for _ in range(4_000)]
    names = [f"{name_of(dice)} {name_of(dice)}" for _ in range(3_000)]
    number = 0
    while True:
        day = _FIRST_DAY + timedelta(days=dice.randrange(3650))
        cast = dice.sample(names, 6)
        happenings = []
        for _ in range(HAPPENINGS):
            who, whom = dice.sample(cast, 2)
            happenings.append((dice.choice(_LEMMAS), who, whom, dice.sample(words, 8)))
        for _ in range(REPORTS):
            number += 1
            yield _article(f"a{number}", day + timedelta(days=dice.randrange(3)), day, happenings, dice, words)


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


def main(sizes: list[int]) -> None:
    merging, stream = Merging(), articles()
    mentions, base = 0, None
    for size in sizes:
        while mentions < size:
            some = list(islice(stream, min(AT_ONCE, -(-(size - mentions) // HAPPENINGS))))
            merging.add(some)
            merging.settle()
            mentions += sum(len(extraction.events) for extraction in some)
        fresh = list(islice(stream, MEASURED))
        begin = time.process_time()
        for extraction in fresh:
            merging.add([extraction])
            merging.settle()
        spent = time.process_time() - begin
        told = sum(len(extraction.events) for extraction in fresh)
        rate = told / spent
        base = base or rate
        print(f"with {mentions:,} mentions: {rate:,.0f} mentions/CPU-second "
              f"({base / rate:.2f} × the time of the first)", flush=True)
        mentions += told


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or list(SIZES))
