"""Direct speech: which words stand in quotation marks, and who says them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kb.entities.spelling import word_set
from kb.language.doc import Doc, Token

#: Verbs that report words.
SPEECH_VERBS: frozenset[str] = word_set("""
    say tell add write tweet announce declare state warn explain insist claim argue comment reply respond answer
    note stress admit acknowledge confirm deny report post remark recall suggest continue conclude ask call
    shout promise vow pledge complain concede observe reveal joke quip
""")
_OPEN = {"“": "”", "«": "»", "„": "“", '"': '"', "``": "''"}


@dataclass(frozen=True, slots=True)
class Quote:
    """Tokens `first` … `last - 1` stand in quotation marks; `sentence` is where it begins."""

    first: int
    last: int
    sentence: int


def find_quotes(doc: Doc) -> tuple[Quote, ...]:
    """Quotes of three words or more, within a paragraph. A mark that is never closed ends with its
    paragraph, as in speech that goes on in the next one."""
    found: list[Quote] = []
    opened: int | None = None
    closing = ""
    block = -1
    for token in doc.tokens:
        here = doc.sentences[token.sentence].block
        if here != block:
            if opened is not None:
                found.append(Quote(opened, token.index, doc.tokens[opened].sentence))
            opened, block = None, here
        if opened is not None and token.text == closing:
            found.append(Quote(opened, token.index, doc.tokens[opened].sentence))
            opened = None
        elif opened is None and token.text in _OPEN:
            opened, closing = token.index + 1, _OPEN[token.text]
    if opened is not None and opened < len(doc.tokens):
        found.append(Quote(opened, len(doc.tokens), doc.tokens[opened].sentence))
    return tuple(quote for quote in found if quote.last - quote.first > 3)


def speech_subjects(doc: Doc, quoted: frozenset[int]) -> Iterator[Token]:
    """Subjects of verbs that report, outside quotes, in text order: who spoke, one after the other."""
    for token in doc.tokens:
        if token.deprel == "nsubj" and token.index not in quoted:
            verb = doc.head(token)
            if verb.lemma.casefold() in SPEECH_VERBS and verb.upos in ("VERB", "AUX") and verb.index not in quoted:
                yield token


def speaker_of(doc: Doc, quote: Quote, subjects: tuple[Token, ...]) -> Token | None:
    """The subject that speaks the quote: in a sentence it touches, else of the sentence before, when in
    the same paragraph; the nearest one where there are several."""
    block = doc.sentences[quote.sentence].block
    last_sentence = doc.tokens[quote.last - 1].sentence

    def distance(token: Token) -> int:
        return min(abs(token.index - quote.first), abs(token.index - quote.last))

    nearby = [token for token in subjects if doc.sentences[token.sentence].block == block]
    touching = [token for token in nearby if quote.sentence <= token.sentence <= last_sentence]
    after = [token for token in nearby if 0 <= token.index - quote.last < 6]
    before = [token for token in nearby if token.sentence == quote.sentence - 1]
    for group in (touching, after, before):
        if group:
            return min(group, key=distance)
    return None
