"""Other languages: explicit dates and the simple relative ones, on dateparser's language data and our calendar.

dateparser knows the names of months and days and the words for "yesterday" and "last month" in some two hundred
languages (its tables come from Unicode CLDR); `kb/temporal/tongues.py` adds for five what news says beside them. Which
Friday is meant, and which year's May, is decided as for English, by the word nearest to the date that looks back or
ahead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.reading import Article
from kb.temporal.foreign_dates import RESOLVERS, counted_plainly
from kb.temporal.foreign_language import Language, language
from kb.temporal.foreign_sentence import Found, Sentence
from kb.temporal.meaning import Anchor, Meaning

#: Where a sentence ends; not after a number, since "9. Februar" goes on.
_SENTENCE_END = re.compile(r"(?<=[^\d\s][.!?؟])\s+|\n+")


def find_foreign(article: Article, anchor: Anchor | None) -> Iterator[tuple[int, int, str, Meaning]]:
    """The dates of an article in its own language: begin, end, rule and meaning, in text order.

    Sentences are cut here by their marks: the model that reads English cuts other languages badly.
    """
    known = language(article.language)
    if known is None:
        return
    for block in article.blocks:
        if block.kind == "furniture":
            continue
        begin = block.begin
        for mark in _SENTENCE_END.finditer(article.text, block.begin, block.end):
            yield from _in_sentence(known, article.text[begin : mark.start()], begin, anchor)
            begin = mark.end()
        yield from _in_sentence(known, article.text[begin : block.end], begin, anchor)


def _in_sentence(
    known: Language, text: str, begin: int, anchor: Anchor | None
) -> Iterator[tuple[int, int, str, Meaning]]:
    sentence = Sentence(known, text, anchor)
    found: list[Found] = []
    for name, resolve in RESOLVERS.items():
        if pattern := known.patterns.get(name):
            for hit in pattern.finditer(text):
                found.extend(resolve(sentence, hit))
    for name, pattern in known.patterns.items():
        if " " in name:
            found.extend(one for hit in pattern.finditer(text) for one in counted_plainly(sentence, name, hit))
    place = 0
    for one in sorted(found, key=lambda one: (one.begin, -one.end)):
        if one.begin >= place:
            place = one.end
            yield begin + one.begin, begin + one.end, one.rule, one.meaning
