"""The gazetteer with a million names: loading, memory, and finding names in text, against pyahocorasick.

    python -m tests.bench.gazetteer [NAMES]
"""

from __future__ import annotations

import random
import resource
import sys
import time
from collections.abc import Iterator

import ahocorasick

from kb.annotator import Annotator
from kb.entities import Entry, Gazetteer, read_gazetteer_file, shipped_files
from kb.entities.gazetteer_file import parse_gazetteer
from kb.entities.matching import find_matches
from kb.entities.spelling import pieces
from kb.language import Doc
from kb.reading import Article, read
from kb.resources import shipped

ROUNDS = 5
_SYLLABLES = [consonant + vowel for consonant in "bdfgklmnprstvz" for vowel in ("a", "e", "i", "o", "u", "an", "en")]


def main(names: int = 1_000_000) -> None:
    annotator = Annotator()
    docs = [annotator.language(item) for item in read([str(shipped("data", "articles"))]) if isinstance(item, Article)]
    words = sum(len(doc.tokens) for doc in docs)
    known = [entry for path in shipped_files() for entry in read_gazetteer_file(path)]
    small = Gazetteer(known)
    before = _megabytes()
    begin = time.process_time()
    large = Gazetteer([*known, *_made_up(names)])
    load, memory = time.process_time() - begin, _megabytes() - before
    rate = {len(gazetteer): words / _fastest(lambda gazetteer=gazetteer: _matches(docs, gazetteer))  # type: ignore[misc]
            for gazetteer in (small, large)}
    print(f"gazetteer of {names:,} more names: {load:.1f} CPU-seconds to make up and load, {memory:.0f} MB")
    for size, speed in rate.items():
        print(f"  names found among {size:9,} entries: {speed:10,.0f} words/CPU-second")
    before = _megabytes()
    begin = time.process_time()
    automaton = _automaton(large)
    load, memory = time.process_time() - begin, _megabytes() - before
    texts = [_plain(doc) for doc in docs]
    scan = _fastest(lambda: [list(automaton.iter_long(text)) for text in texts])
    prepare = _fastest(lambda: [_plain(doc) for doc in docs])
    print(f"  pyahocorasick over the same spellings: {load:.1f} CPU-seconds and {memory:.0f} MB on top, "
          f"{words / scan:,.0f} words/CPU-second to scan, {words / (scan + prepare):,.0f} with the text made ready")


def _made_up(names: int) -> Iterator[Entry]:
    """Entries with two names of one to three words each, the same every time."""
    chance = random.Random(1)

    def name() -> str:
        return " ".join("".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4))).capitalize()
                        for _ in range(chance.randint(1, 3)))

    rows = (f"x{number}\t{name()}\tplace\t{name()}" for number in range(names // 2))
    yield from parse_gazetteer("key\tname\ttype\taliases\n" + "\n".join(rows), name="made-up.tsv")


def _matches(docs: list[Doc], gazetteer: Gazetteer) -> int:
    return sum(1 for doc in docs for _ in find_matches(doc, gazetteer))


def _automaton(gazetteer: Gazetteer) -> ahocorasick.Automaton:
    made = ahocorasick.Automaton()
    for entry in gazetteer:
        for text in (entry.name, *entry.aliases, *entry.demonyms):
            made.add_word(f" {' '.join(pieces(text))} ", entry.key)
    made.make_automaton()
    return made


def _plain(doc: Doc) -> str:
    """The text in the form in which spellings are compared."""
    return " " + " ".join(piece for token in doc.tokens for piece in pieces(token.text)) + " "


def _fastest(run: object) -> float:
    spent = []
    for _ in range(ROUNDS):
        begin = time.process_time()
        run()  # type: ignore[operator]
        spent.append(time.process_time() - begin)
    return min(spent)


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:2]))
