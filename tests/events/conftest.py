"""Documents for the tests of this room: hand-made trees, and sentences through the whole chain."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from kb.annotator import Annotator
from kb.events import EventMention
from kb.extraction import Extraction
from kb.language import Doc, Sentence, Token
from kb.reading import Article, Block

PUBLISHED = date(2019, 2, 18)


def doc_of(rows: str) -> Doc:
    """A document of one sentence from lines "form lemma UPOS XPOS head relation [probability of an event noun]";
    heads count from 1, 0 is the root; words are set apart by one space."""
    tokens: list[Token] = []
    begin = 0
    for index, line in enumerate(rows.strip().splitlines()):
        form, lemma, upos, xpos, head, deprel, *noun = line.split()
        tokens.append(Token(index=index, begin=begin, end=begin + len(form), text=form, lemma=lemma, upos=upos,
                            xpos=xpos, feats="", head=index if head == "0" else int(head) - 1, deprel=deprel,
                            sentence=0, event_noun=float(noun[0]) if noun else 0.0))
        begin += len(form) + 1
    text = " ".join(token.text for token in tokens)
    return Doc(text=text, tokens=tuple(tokens), sentences=(Sentence(0, 0, len(tokens), 0, len(text), 0),), names=())


@pytest.fixture(scope="session")
def annotator() -> Annotator:
    return Annotator()


@pytest.fixture(scope="session")
def read(annotator: Annotator) -> Callable[..., Extraction]:
    """A text through the rooms, paragraph by paragraph, published on Monday, 2019-02-18."""

    def extract(text: str, title: bool = False, published: date | None = PUBLISHED) -> Extraction:
        blocks, begin = [], 0
        for number, line in enumerate(text.split("\n")):
            if line:
                blocks.append(Block(begin, begin + len(line), "title" if title and number == 0 else "body"))
            begin += len(line) + 1
        return annotator(Article(id="test", text=text, blocks=tuple(blocks), published=published,
                                 published_from="option" if published else None))

    return extract


def event(extraction: Extraction, word: str) -> EventMention:
    """The event told by a word."""
    found = [event for event in extraction.events if event.text == word]
    assert found, f"no event “{word}” among {[event.text for event in extraction.events]}"
    return found[0]


def names(extraction: Extraction, mention: EventMention, role: str) -> list[str]:
    """Who or what fills a role: names of entities, else the words."""
    return [extraction.entity(p.entity).name if p.entity else p.text
            for p in mention.participants if p.role == role]
